"""Identification codes of agencies, old and new: a clerk finds an agency by whichever stands on the paper.

The new form puts the top agency first (``G22``, ``G12.18``: QĐ 20/2020/QĐ-TTg); the old one has four dotted groups of
13 characters with the top agency last (``000.00.00.G22``). Where both are regular the old one follows from the new;
pairs that do not follow, such as those of merged agencies, are data (``resources/agency_codes.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NEW = re.compile(r"([A-Z]\d{2})((?:\.[0-9A-Z]+)*)")
_OLD = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_WIDTHS = (2, 2, 3)
"""Characters of the second, third and fourth level in the old form."""


def old_code(code: str, pairs: Mapping[str, str] | None = None) -> str:
    """The old code of a new one: as ``pairs`` (new to old) says, else by the form; empty where there is none."""
    code = code.strip().upper()
    if pairs and code in pairs:
        return pairs[code]
    match = _NEW.fullmatch(code)
    if match is None:
        return ""
    levels = match[2].strip(".").split(".") if match[2] else []
    if len(levels) > len(_WIDTHS) or not all(level.isdigit() for level in levels):
        return ""
    if any(len(level) > width for level, width in zip(levels, _WIDTHS, strict=False)):
        return ""
    levels += ["0"] * (len(_WIDTHS) - len(levels))
    padded = [level.zfill(width) for level, width in zip(levels, _WIDTHS, strict=True)]
    return ".".join([*reversed(padded), match[1]])


def new_code(code: str, pairs: Mapping[str, str] | None = None) -> str:
    """The new code of an old one; what is no old code comes back as it is."""
    code = code.strip().upper()
    for new, old in (pairs or {}).items():
        if old == code:
            return new
    match = _OLD.fullmatch(code)
    if match is None:
        return code
    levels = [match[3], match[2], match[1]]
    while levels and not int(levels[-1]):
        levels.pop()
    return ".".join([match[4], *levels])


def read_pairs(lines: Iterable[str]) -> dict[str, str]:
    """New to old from lines ``new,old``; lines that begin with # and lines that are none are passed over."""
    found: dict[str, str] = {}
    for line in lines:
        new, comma, rest = line.strip().partition(",")
        old = rest.partition(",")[0].strip().upper()
        if comma and old and not new.startswith("#"):
            found[new.strip().upper()] = old
    return found
