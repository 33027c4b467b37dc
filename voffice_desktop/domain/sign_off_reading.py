"""The end of a document's body: who signed in which capacity, and who receives it."""

from __future__ import annotations

import difflib
import re

from voffice_desktop.domain.field_reading import Proposal
from voffice_desktop.domain.page_words import Line, PageWords, Word, around, plain
from voffice_desktop.domain.person_names import mended_name
from voffice_desktop.domain.text import fold

_CAPACITY = re.compile(r"^\W*(tm|kt|tl|tuq|q|t/m|k/t|t/l)\s*[.,]\s*")
_STAMP = re.compile(
    r"(ky boi|nguoi ky|ky so|email|co quan:|ngay ky|thoi gian ky|chu ky|https?:|@|so serial"
    r"|\d{2}[./-]\d{2}[./-]\d{4})"
)
_ACADEMIC = re.compile(r"^(?:(?:pgs|gs|ts|ths|bs|cki|ckii|luật sư|tskh|dr|ông|bà)\W+)+", re.IGNORECASE)
_ARCHIVE = re.compile(r"^\W*luu\b")
_SMALLEST = 9.5
"""Smaller capitals belong to a seal."""
_POSITIONS = (
    "BỘ TRƯỞNG", "THỨ TRƯỞNG", "BỘ TRƯỞNG, CHỦ NHIỆM", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC", "CỤC TRƯỞNG", "PHÓ CỤC TRƯỞNG",
    "TỔNG CỤC TRƯỞNG", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "VIỆN TRƯỞNG",
    "PHÓ VIỆN TRƯỞNG", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "THỐNG ĐỐC", "PHÓ THỐNG ĐỐC", "TỔNG THANH TRA",
    "PHÓ TỔNG THANH TRA", "CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TRƯỞNG PHÒNG",
    "PHÓ TRƯỞNG PHÒNG", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "THỦ TƯỚNG", "PHÓ THỦ TƯỚNG", "CHÁNH ÁN",
)  # fmt: skip
"""Positions that a recogniser's misreading is held against."""
_DEPUTIES = {"BỘ TRƯỞNG": "THỨ TRƯỞNG", "BỘ TRƯỞNG, CHỦ NHIỆM": "PHÓ CHỦ NHIỆM"}
_ROOM = 260.0
"""Points below the first capacity line within which the name stands."""


def read_sign_off(pages: list[tuple[PageWords, list[Line]]]) -> dict[str, Proposal]:
    """Signer and recipients, from the page that says *Nơi nhận*, before any annex."""
    for page, lines in pages:
        at = next((line for line in lines if _receives(line)), None)
        if at is not None:
            return _recipients(page, lines, at) | _signer(page, lines, at)
    for page, lines in reversed(pages):
        found = _signer(page, lines, None)
        if found:
            return {name: Proposal(p.value, p.confidence * 0.8, p.page, p.rect) for name, p in found.items()}
    return {}


def _receives(line: Line) -> bool:
    folded = re.sub(r"[^a-z ]", "", line.folded).strip()
    return folded.startswith("noi nhan") and len(folded) < 14


def _recipients(page: PageWords, lines: list[Line], first: Line) -> dict[str, Proposal]:
    items: list[str] = []
    run = [first]
    archive: Line | None = None
    for line in lines:
        if line.rect[1] <= run[-1].rect[1] + 2 or line.rect[0] > page.width * 0.5:
            continue
        if line.rect[1] - run[-1].rect[1] > 40 or archive is not None:
            break
        text = line.text.strip()
        if _ARCHIVE.match(line.folded):
            archive = line
        elif re.match(r"^[-–—•+~]", text) or not items:
            items.append(re.sub(r"^[-–—•+~]\s*", "", text))
        else:
            items[-1] += f" {text}"
        run.append(line)
    read = sum(line.confidence for line in run) / len(run)
    found: dict[str, Proposal] = {}
    if items:
        text = "; ".join(plain(item).strip(" ;.,") for item in items if plain(item).strip(" ;.,"))
        found["recipients"] = Proposal(text, 0.9 * read, page.number, around(line.rect for line in run))
    if archive is not None:
        text = re.sub(r"^\W*[lL][ưu]u\s*:?\s*", "", archive.text).strip(" .;")
        text = re.sub(r"^V[TFI1l7]\b", "VT", text) if page.recognised else text
        found["archive"] = Proposal(text, 0.85 * archive.confidence, page.number, archive.rect)
    return found


def _signer(page: PageWords, lines: list[Line], beside: Line | None) -> dict[str, Proposal]:
    right = [line for line in lines if line.middle > page.width * 0.5 and not _STAMP.search(line.folded)]
    if beside is not None:
        right = [line for line in right if beside.rect[1] - 30 <= line.rect[1] <= beside.rect[1] + _ROOM]
    starts = [at for at, line in enumerate(right) if line.capitals and (_CAPACITY.match(line.folded) or beside)]
    starts = [at for at in starts if right[at].words[0].size >= _SMALLEST or page.recognised]
    if not starts:
        return {}
    block = right[starts[0] :]
    titles = _titles(block, page)
    own = titles[-1]
    box = around(line.rect for line in titles)
    found = {"signer_title": Proposal(_position(titles, page), 0.92 * own.confidence, page.number, box)}
    end = own.rect[1]
    centre = titles[0].middle
    named: list[tuple[Line, tuple[Word, ...]]] = [
        (line, words)
        for line in block
        if end + 8 < line.rect[1] < end + _ROOM and (words := _name_in(line)) and abs(_middle(words) - centre) < 90
    ]
    if named:
        # The name stands below the signature's picture: the lowest of what could be one, bold before plain.
        _, words = max(named, key=lambda pair: (pair[1][0].bold, pair[0].rect[1]))
        text = plain(_ACADEMIC.sub("", " ".join(word.text for word in words)))
        text = mended_name(text) if page.recognised else text
        read = sum(word.confidence for word in words) / len(words)
        found["signer_name"] = Proposal(text, 0.93 * read, page.number, around(word.rect for word in words))
    return found


def _titles(block: list[Line], page: PageWords) -> list[Line]:
    """The capitals of capacity and position: close below each other about one middle."""
    titles = [block[0]]
    for line in block[1:]:
        near = abs(line.middle - titles[0].middle) < 60
        big = page.recognised or line.words[0].size >= _SMALLEST
        if not near or not big:
            continue
        titled = line.capitals or (page.recognised and _nearest_position(line.text) != "")
        if not titled or line.rect[1] - titles[-1].rect[1] > max(24.0, titles[-1].height * 1.9):
            break
        titles.append(line)
    return titles


def _position(titles: list[Line], page: PageWords) -> str:
    """The position as read; in a scan the one in use that is nearest, or that a deputy for a head must hold."""
    own = titles[-1]
    if not page.recognised:
        return title_of(own.text)
    head = _nearest_position(titles[0].text)
    if head and fold(titles[0].text).lstrip(" \"'“.").startswith("kt"):
        return title_of(_DEPUTIES.get(head, f"PHÓ {head}"))
    return title_of(_nearest_position(own.text) or own.text)


def _nearest_position(text: str) -> str:
    bare = plain(re.sub(r"[^\w., ]", " ", text))
    found = _CAPACITY.match(fold(bare))
    if found is not None:
        bare = bare[found.end() :]
    words = bare.split()
    # Ink beside the print is read as one word too many in front.
    for tried in (words, words[1:]):
        near = difflib.get_close_matches(" ".join(tried).upper(), _POSITIONS, 1, 0.8)
        if near:
            return near[0]
    return ""


def _middle(words: tuple[Word, ...]) -> float:
    return (words[0].rect[0] + words[-1].rect[2]) / 2


def _name_in(line: Line) -> tuple[Word, ...]:
    """The words at the line's end that are written as a person's name (2 to 6 of them)."""
    taken: list[Word] = []
    for word in reversed(line.words):
        bare = word.text.strip(".,")
        if not bare.isalpha() or not bare[0].isupper() or (len(bare) > 1 and bare.isupper()):
            break
        taken.insert(0, word)
    return tuple(taken) if 2 <= len(taken) <= 6 else ()


def title_of(capitals: str) -> str:
    """``KT. BỘ TRƯỞNG`` gives ``Bộ trưởng``; ``PHÓ GIÁM ĐỐC`` gives ``Phó giám đốc``."""
    text = plain(capitals)
    found = _CAPACITY.match(fold(text))
    if found is not None:
        text = text[found.end() :]
    return text[:1].upper() + text[1:].lower()
