"""Vietnamese of before Unicode, read right; what is Unicode or foreign stays as it is."""

from __future__ import annotations

import unicodedata

import pytest

from voffice_desktop.domain import legacy_text

HEAD = "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc"


def _as_tcvn3(text: str) -> str:
    back = {letter: chr(code) for code, letter in legacy_text._TCVN3.items()}
    return "".join(back.get(each, each) for each in text)


def _as_vni(text: str) -> str:
    marks = {mark: letter for letter, mark in legacy_text._VNI_MARKS.items()}
    letters = {letter: key for key, letter in legacy_text._VNI_LETTERS.items()}
    out = []
    for each in text:
        if each in letters:
            out.append(letters[each])
            continue
        apart = unicodedata.normalize("NFD", each)
        base, rest = apart[0], apart[1:]
        if "\u031b" in rest:  # horn: a letter of its own, its tone behind it
            base = letters[unicodedata.normalize("NFC", base + "\u031b")]
            rest = rest.replace("\u031b", "")
        rest = "".join(sorted(rest, key=lambda mark: mark in "\u0300\u0301\u0303\u0309\u0323"))
        out.append(base + (marks[rest] if rest else ""))
    return "".join(out)


def test_reads_tcvn3_by_font_and_by_its_look() -> None:
    old = _as_tcvn3(HEAD)
    assert legacy_text.decode_font(old, "ABCDEF+.VnTime") == HEAD
    assert legacy_text.detect(old) == "tcvn3"
    assert legacy_text.decode(old) == HEAD
    assert legacy_text.decode_font(_as_tcvn3(HEAD.lower()), ".VnTimeH") == HEAD.upper()


def test_reads_vni_by_font_and_by_its_look() -> None:
    old = _as_vni(HEAD)
    assert old != HEAD and legacy_text.decode_font(old, "VNI-Times") == HEAD
    assert legacy_text.detect(old) == "vni"
    assert legacy_text.decode(old) == HEAD


def test_keeps_the_soft_hyphen_that_is_a_letter() -> None:
    assert legacy_text.from_tcvn3("t\u00ad") == "tư"


def test_mends_utf8_read_as_latin() -> None:
    broken = "Triệu tập họp".encode().decode("latin-1")
    assert legacy_text.detect(broken) == "mojibake"
    assert legacy_text.decode(broken) == "Triệu tập họp"


@pytest.mark.parametrize(
    "text", [HEAD, HEAD.upper(), "café déjà vu, naïve façade", "Thông báo số 12/TB-BYT", "", "30 % ± 2 µg"]
)
def test_leaves_what_is_no_legacy_text(text: str) -> None:
    assert legacy_text.detect(text) == "unicode"
    assert legacy_text.decode(text) == text


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("h-íng dÉn", "hướng dẫn"),
        ("th- mêi, nh-ng", "thư mời, nhưng"),
        ("215/SYT-NVY", "215/SYT-NVY"),
        ("2004-2005", "2004-2005"),
        ("- -u tiªn", "- ưu tiên"),
    ],
)
def test_a_hyphen_is_the_letter_where_it_makes_a_syllable(given: str, read: str) -> None:
    assert legacy_text.from_tcvn3(given) == read
