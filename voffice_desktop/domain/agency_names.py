"""Which agency a letterhead names: the printed capitals held against the agencies that are known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from voffice_desktop.domain.text import fold, nfc

_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp.": "thanh pho", "tp": "thanh pho"}


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that can have sent a document: its name, code on the axis, an older code, its symbol if known."""

    name: str
    code: str = ""
    old_code: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A known agency and how well it fits (0 to 1)."""

    agency: Agency
    score: float


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """The name for comparing: folded, abbreviations written out, the kinds of place left out."""
    words: list[str] = []
    for word in fold(nfc(name)).replace(",", " ").replace("-", " ").split():
        words += _SHORT.get(word, word).split()
    return " ".join(words)


_PLACES = ("tinh", "thanh pho")


@lru_cache(maxsize=20_000)
def _bare(key: str) -> str:
    for kind in _PLACES:
        key = key.replace(f" {kind} ", " ")
    return key


def place_of(parent: str) -> str:
    """The province or city in a parent's name: ``ỦY BAN NHÂN DÂN TỈNH LÀO CAI`` gives ``lao cai``."""
    key = name_key(parent)
    for kind in _PLACES:
        if f" {kind} " in f" {key} ":
            return key.split(f"{kind} ", 1)[1]
    return key.removeprefix("uy ban nhan dan ") if key.startswith("uy ban nhan dan ") else ""


def best_match(parent: str, issuer: str, known: Sequence[Agency], symbol_agency: str = "") -> Match | None:
    """The known agency that ``issuer`` below ``parent`` names, or None where nothing is near enough."""
    wanted = _wanted(parent, issuer)
    best: Match | None = None
    for agency in known:
        key = _bare(name_key(agency.name))
        score = max((_likeness(each, key) for each in wanted), default=0.0)
        if symbol_agency and agency.symbol == symbol_agency:
            score += 0.02
        if score >= 0.87 and (best is None or score > best.score):
            best = Match(agency, min(score, 1.0))
    return best


def _wanted(parent: str, issuer: str) -> list[str]:
    key = _bare(name_key(issuer))
    place = place_of(parent)
    # A department of a province is known by the province that its parent names.
    return [f"{key} {place}", key] if place and place not in key else [key]


def _likeness(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if not a or not b or abs(len(a) - len(b)) > max(3, len(b) // 5):
        return 0.0
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() * 0.99 if matcher.quick_ratio() > 0.86 else 0.0


_STARTS = (
    "bo", "so", "cuc", "vu", "uy ban", "ubnd", "hoi dong", "hdnd", "benh vien", "vien", "truong", "van phong",
    "tong cuc", "chi cuc", "hoi", "hiep hoi", "tong hoi", "thanh tra", "ngan hang", "dai", "trung tam", "ban",
    "cong ty", "tap doan", "tong cong ty", "phong", "toa an", "kho bac", "bao hiem", "chinh phu", "thu tuong",
    "quoc hoi", "thong tan", "hoc vien", "tinh uy", "thanh uy", "dang uy", "cong an", "so y te", "kiem toan", "lien",
)  # fmt: skip


def begins_name(line: str) -> bool:
    """Whether a line of a letterhead begins a name of its own."""
    key = name_key(line)
    return any(key == start or key.startswith(f"{start} ") for start in _STARTS)


def in_sentence_case(capitals: str) -> str:
    """Capitals as a name is written: the first letter large, places and known words kept large."""
    text = " ".join(nfc(capitals).split())
    low = text.lower()
    for kind in ("tỉnh ", "thành phố ", "xã ", "phường ", "đặc khu "):
        if kind in low:
            head, place = low.split(kind, 1)
            low = head + kind + place.title()
            break
    for small, large in (("việt nam", "Việt Nam"), ("trung ương", "Trung ương"), ("y tế", "Y tế")):
        low = low.replace(small, large)
    return low[:1].upper() + low[1:]


def known_symbols(notations: Iterable[str]) -> dict[str, str]:
    """Notations seen before by their folded form, so that a scan's ``SYT-NVD`` is put right."""
    return {fold(notation): notation for notation in notations if notation}
