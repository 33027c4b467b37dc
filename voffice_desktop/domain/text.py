"""Vietnamese text: normal form, folding for search without marks, tokens, matching, and order.

Everything stored is NFC. Folding drops every mark and makes đ a d, so that ``cong van`` finds ``Công văn``.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_D_LETTERS = {"đ": "d", "ð": "d", "₫": "d"}
"""Letters that Unicode does not take apart: đ, its look-alike ð, and the currency sign typed for it."""


def nfc(text: str) -> str:
    """The text in Unicode Normalization Form C, as it is stored and compared."""
    return unicodedata.normalize("NFC", text)


_TONE_MARKS = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def tone_free(text: str) -> str:
    """The text without tones but with its letters: ``đường`` becomes ``đương``."""
    return nfc(_TONE_MARKS.sub("", unicodedata.normalize("NFD", text)))


class _FoldTable(dict[int, str]):
    """A ``str.translate`` table that works out each character the first time it meets it."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", unicodedata.normalize("NFD", chr(code)).casefold())
        kept = "".join(_D_LETTERS.get(c, c) for c in apart if unicodedata.category(c) != "Mn")
        self[code] = kept
        return kept


_FOLD = _FoldTable()
_MOST_WORDS = 20_000
"""More than the syllables of Vietnamese; numbers and names fill the rest."""


class _FoldedWords(dict[str, str]):
    """Folded words, each worked out once while there is room: the same syllables come again and again."""

    def __missing__(self, word: str) -> str:
        folded = word.translate(_FOLD)
        if len(self) < _MOST_WORDS and len(word) <= 12:
            self[word] = folded
        return folded


_folded_word = _FoldedWords().__getitem__


def fold(text: str) -> str:
    """Lower case without any mark, đ as d; takes NFC and NFD alike. What search columns and queries hold."""
    # Folding looks at one character at a time, so that a text is its words, each folded.
    return " ".join(map(_folded_word, text.split(" ")))


_WORD = re.compile(r"[^\W_]+")
_DELETE_MARKS = re.compile(r"[\u0300-\u036f]")


def tokens(text: str) -> list[str]:
    """Folded words in order; ``1234/QĐ-BTC`` gives ``1234 qd btc``."""
    return _WORD.findall(fold(text))


_OLD_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_OLD_TONE = re.compile(r"(?<!q)(?:" + "|".join(_OLD_TONES) + r")(?![^\W_])")


def exact(text: str) -> str:
    """Lower case NFC with marks, tones written the one way: ``hoà`` becomes ``hòa``, ``thuỷ`` becomes ``thủy``."""
    return _OLD_TONE.sub(lambda found: _OLD_TONES[found[0]], nfc(text).casefold())


def has_marks(query: str) -> bool:
    """Whether the user typed Vietnamese marks (then words with the same marks come first)."""
    return exact(query) != fold(query)


_ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("byt", "bộ y tế"),
    ("syt", "sở y tế"),
    ("vpcp", "văn phòng chính phủ"),
    ("ttg", "thủ tướng"),
    ("btc", "bộ tài chính"),
    ("tthc", "thủ tục hành chính"),
)


def alternatives(query: str) -> list[str]:
    """The query and what it means with one abbreviation written out or one name abbreviated."""
    plain, found = exact(query), [query]
    for short, long in _ABBREVIATIONS:
        for a, b in ((short, long), (long, short)):
            if re.search(rf"(?<![^\W_]){re.escape(fold(a))}(?![^\W_])", fold(plain)):
                found.append(re.sub(rf"(?<![^\W_]){re.escape(fold(a))}(?![^\W_])", b, fold(plain)))
    return list(dict.fromkeys(found))


def matches(query: str, text: str) -> bool:
    """Whether every word of ``query`` begins some word of ``text``, marks and case aside. An empty query matches."""
    words = tokens(text)
    return all(any(word.startswith(part) for word in words) for part in tokens(query))


def match_rank(query: str, text: str) -> int | None:
    """How well ``text`` answers: 0 whole phrase with its marks, 1 every word with its marks, 2 folded, None not."""
    if not matches(query, text):
        return None
    wanted, there = exact(query).strip(), exact(text)
    if wanted in there:
        return 0
    words = _WORD.findall(there)
    if all(any(word.startswith(part) for word in words) for part in _WORD.findall(wanted)):
        return 1
    return 2


def spans(text: str, query: str, *, with_marks: bool = False) -> list[tuple[int, int]]:
    """Where ``query`` stands in ``text`` as (start, end) in characters of ``text``, without overlaps.

    Marks and case count for nothing; with ``with_marks`` the marks must be the same. Works on NFC and NFD text.
    """
    wanted = fold(query)
    if not wanted:
        return []
    folded, starts = [], []
    for at, character in enumerate(text):
        for piece in fold(character):
            folded.append(piece)
            starts.append(at)
    starts.append(len(text))
    haystack, found, begin = "".join(folded), [], 0
    while (at := haystack.find(wanted, begin)) >= 0:
        first, last = starts[at], starts[at + len(wanted) - 1] + 1
        while last < len(text) and _DELETE_MARKS.match(text[last]):
            last += 1
        if not with_marks or exact(text[first:last]) == exact(query):
            found.append((first, last))
            begin = at + len(wanted)
        else:
            begin = at + 1
    return found


# --- order ---------------------------------------------------------------------------------------------------------

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = {letter: chr(0x41 + place) for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Huyền, hỏi, ngã, sắc, nặng: the order of dictionaries and of CLDR ``vi``."""
_SHAPES = frozenset("\u0302\u0306\u031b")
"""Circumflex, breve and horn make another letter, not another tone."""


def _units(text: str) -> list[tuple[str, str, bool]]:
    """(letter in lower case, tone digit, upper?) for every base character of ``text``."""
    units: list[tuple[str, str, bool]] = []
    for character in unicodedata.normalize("NFD", text):
        if character in _TONES and units:
            letter, _, upper = units[-1]
            units[-1] = (letter, _TONES[character], upper)
        elif character in _SHAPES and units:
            letter, tone, upper = units[-1]
            units[-1] = (nfc(letter + character), tone, upper)
        elif unicodedata.category(character) != "Mn":
            low = character.lower()
            units.append(("đ" if low == "ð" else low, "0", low != character))
    return units


def sort_key(text: str) -> str:
    """A key whose plain text order is the Vietnamese order: letters first, then tones, then case (domain.md 6.1).

    Numbers inside compare by value (``Quận 2`` before ``Quận 10``); signs and spaces separate words and come first.
    Stored as text it sorts the same in SQLite (BINARY), PostgreSQL (COLLATE "C") and Python.
    """
    primary, tones, cases = [], [], []
    digits = ""

    def close_number() -> None:
        nonlocal digits
        if digits:
            value = digits.lstrip("0")
            primary.append("0" + chr(0x30 + min(len(value), 200)) + value)
            digits = ""

    for letter, tone, upper in _units(text):
        if letter.isdigit() and letter.isascii():
            digits += letter
            continue
        close_number()
        if letter in _PRIMARY:
            primary.append(_PRIMARY[letter])
            tones.append(tone)
            cases.append("1" if upper else "0")
        elif letter.isalnum():
            primary.append(letter)
        elif primary and primary[-1] != " ":
            primary.append(" ")
    close_number()
    return "\t".join(("".join(primary).rstrip(), "".join(tones).rstrip("0"), "".join(cases).rstrip("0"), nfc(text)))


def person_sort_key(full_name: str) -> str:
    """The order of lists of people: by given name (the last word), then by the whole name."""
    words = full_name.split()
    return sort_key(" ".join([*words[-1:], *words[:-1]]))


def is_sorted(texts: list[str]) -> bool:
    """Whether ``texts`` stand in Vietnamese order."""
    return all(sort_key(a) <= sort_key(b) for a, b in pairwise(texts))
