"""Vietnamese text of before Unicode: TCVN3 (ABC) and VNI bytes that a PDF gives as Latin letters, and mojibake.

Used for search and for proposals only; a file's own bytes are never touched. Source: domain.md 6.3.
"""

from __future__ import annotations

import re
from typing import Literal

from voffice_desktop.domain.text import nfc, tone_free

Encoding = Literal["unicode", "tcvn3", "vni", "mojibake"]

_TCVN3 = {
    0xB5: "à", 0xB6: "ả", 0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xA8: "ă", 0xBB: "ằ", 0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ",
    0xC6: "ặ", 0xA9: "â", 0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xA7: "Đ", 0xAE: "đ", 0xCC: "è",
    0xCE: "ẻ", 0xCF: "ẽ", 0xD0: "é", 0xD1: "ẹ", 0xAA: "ê", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ",
    0xD7: "ì", 0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị", 0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó", 0xE4: "ọ",
    0xAB: "ô", 0xE5: "ồ", 0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ", 0xAC: "ơ", 0xEA: "ờ", 0xEB: "ở", 0xEC: "ỡ",
    0xED: "ớ", 0xEE: "ợ", 0xEF: "ù", 0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ", 0xAD: "ư", 0xF5: "ừ", 0xF6: "ử",
    0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ", 0xFB: "ỷ", 0xFC: "ỹ", 0xFD: "ý", 0xFE: "ỵ", 0xA1: "Ă", 0xA2: "Â",
    0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư",
}  # fmt: skip

_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
"""A letter of the VNI fonts that is a mark on the letter before it."""
_VNI_LETTERS = {
    "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
    "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "î": "ỵ", "Î": "Ỵ",
}  # fmt: skip
_VNI_BASES = frozenset("aeouyAEOUYơưƠƯ")

_VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
)
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oă|oai|oay|oe|oi|ôi|ơi|ua|uâ|uây|uê|ui|uô|uôi|uơ"
    r"|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu)(?:ng|nh|ch|[cmnpt])?$"
)
_HYPHENED = re.compile(r"[^\W\d_]*-[^\W\d_]+|[^\W\d_]+-")
_MOJIBAKE = re.compile("á[º»]|Ã[\u0080-\u00bf ]|Ä[\u0080-\u00bf‘]|Æ[\u0080-\u00bf°¡]")


def of_font(font: str) -> Encoding:
    """The encoding that a font's name promises: ``.VnTime`` is TCVN3, ``VNI-Times`` is VNI."""
    name = font.rsplit("+", 1)[-1].lower()
    if name.startswith((".vn", "vn")) and not name.startswith("vni"):
        return "tcvn3" if name.startswith(".vn") else "unicode"
    return "vni" if name.startswith("vni") else "unicode"


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """TCVN3 letters as Unicode; ``capitals`` for the fonts whose lower-case bytes draw capitals (``.VnTimeH``)."""
    read = _HYPHENED.sub(_with_u_horn, text.translate(_TCVN3))
    return read.upper() if capitals else read


def _with_u_horn(found: re.Match[str]) -> str:
    """*ư* has the place of the soft hyphen, which a PDF gives as a hyphen: it is one where it makes a syllable."""
    word = found[0].replace("-", "ư")
    return word if _SYLLABLE.match(tone_free(word.lower())) else found[0]


def from_vni(text: str) -> str:
    """VNI letters as Unicode: a base letter and the mark behind it become one."""
    out: list[str] = []
    for character in text:
        mark = _VNI_MARKS.get(character.lower()) if out and out[-1][:1] in _VNI_BASES else None
        if mark is not None:
            out[-1] = nfc(out[-1] + mark)
        else:
            out.append(_VNI_LETTERS.get(character, character))
    return nfc("".join(out))


def from_mojibake(text: str) -> str:
    """UTF-8 that was read as Windows-1252, read right; the text itself where it is not that."""
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return text
            raw.append(ord(character))
    try:
        return nfc(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return text


def decode_font(text: str, font: str) -> str:
    """The text of a run set in ``font``, as Unicode NFC."""
    match of_font(font):
        case "tcvn3":
            name = font.split(",")[0].split("-")[0].lower()
            return nfc(from_tcvn3(text, capitals=name.endswith("h")))
        case "vni":
            return from_vni(text)
        case _:
            return nfc(text)


def detect(text: str) -> Encoding:
    """How a text of unknown font is encoded, told by which reading makes the most Vietnamese words."""
    if _MOJIBAKE.search(text) and from_mojibake(text) != text:
        return "mojibake"
    suspects = sum(1 for each in text if 0xA1 <= ord(each) <= 0xFE and each not in _VIETNAMESE)
    if not any(0xA1 <= ord(each) <= 0xFE for each in text):
        return "unicode"
    if any(each in _VIETNAMESE and ord(each) > 0xFF for each in text) and suspects * 10 < len(text):
        return "unicode"
    plain = _words_read(text)
    best: Encoding = "unicode"
    score = max(plain, 0) * 1.15 + 1
    for name, read in (("tcvn3", from_tcvn3(text)), ("vni", from_vni(text))):
        found = _words_read(read)
        if found > score:
            best, score = ("tcvn3" if name == "tcvn3" else "vni"), float(found)
    return best


def decode(text: str) -> str:
    """The text as Unicode NFC, whatever it was."""
    match detect(text):
        case "tcvn3":
            return nfc(from_tcvn3(text))
        case "vni":
            return from_vni(text)
        case "mojibake":
            return from_mojibake(text)
        case _:
            return nfc(text)


def _words_read(text: str) -> int:
    """How many words with marks could be Vietnamese syllables."""
    found = 0
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        marked = any(each in _VIETNAMESE for each in word)
        if marked and _SYLLABLE.match(tone_free(word)):
            found += 1
        elif not word.isascii() and not all(each.isascii() or each in _VIETNAMESE for each in word):
            found -= 1
    return found
