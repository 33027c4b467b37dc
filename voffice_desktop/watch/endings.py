"""Whether the end of a scanned file stands in it: how long a file that rests is waited for before it is taken."""

from __future__ import annotations

from pathlib import Path

_TAIL = 4096
ENDED, UNKNOWN, CUT = 0.0, 3.0, 30.0
"""Seconds of rest asked of a file: its end is there; its kind has no end to be seen; the end that it must have is
missing (a scanner rests that long between two pages; a broken file is then taken as it is, and called broken)."""


def patience(path: Path) -> float:
    """Seconds for which the file must not have changed. A file that cannot be read is waited for."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            tail = file.read(_TAIL)
    except OSError:
        return CUT
    match path.suffix.lower():
        case ".pdf":
            whole: bool | None = b"%%EOF" in tail
        case ".png":
            whole = b"IEND" in tail[-16:]
        case ".jpg" | ".jpeg":
            whole = tail.rstrip(b"\0").endswith(b"\xff\xd9")
        case ".tif" | ".tiff":
            whole = None if _first_directory(head) < size else False
        case _:
            whole = None
    return UNKNOWN if whole is None else ENDED if whole else CUT


def _first_directory(head: bytes) -> int:
    """Where a TIFF says that its first directory lies; writers put it behind the first picture."""
    order = {b"II": "little", b"MM": "big"}.get(head[:2])
    if order == "little":
        return int.from_bytes(head[4:8], "little")
    return int.from_bytes(head[4:8], "big") if order == "big" else 0
