"""Two edits of one record: may mine be put on top of theirs?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_STANDS_FOR = {"files": "file_ids"}
"""Fields of a body that change a field of another name."""


def touching(mine: Mapping[str, Any], base: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """The fields that both sides changed to different values since ``base``, sorted. Empty: mine may go on top."""
    return sorted(
        name for name, wanted in mine.items() if _changed(name, base, theirs) and theirs.get(_field(name)) != wanted
    )


def _field(name: str) -> str:
    return _STANDS_FOR.get(name, name)


def _changed(name: str, base: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    return base.get(_field(name)) != theirs.get(_field(name))
