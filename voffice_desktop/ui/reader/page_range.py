"""Pages as people write them: ``1-3, 5, 8-``. No Qt."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"(\d*)\s*(?:[-–—]\s*(\d*))?")


def pages_of(text: str, count: int) -> list[int] | None:
    """Page numbers from 0 in the order written, each once; None when the text names no page of 1 to ``count``."""
    found: dict[int, None] = {}
    for part in re.split(r"[,;\s]+(?![-–—])", re.sub(r"\s*([-–—])\s*", r"\1", text.strip())):
        if not part:
            continue
        match = _PART.fullmatch(part)
        if match is None or part in "-–—":
            return None
        first = int(match[1]) if match[1] else 1
        last = first if match[2] is None else int(match[2]) if match[2] else count
        if not 1 <= first <= last <= count:
            return None
        found.update(dict.fromkeys(range(first - 1, last)))
    return list(found) or None
