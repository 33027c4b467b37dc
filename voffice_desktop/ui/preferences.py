"""The choices of looks and layout, a small JSON file in the profile. Nothing of any document is in it."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path
from typing import Any

from voffice_desktop.paths import private_folder

_log = logging.getLogger(__name__)


class Preferences:
    """Reads and writes choices by name. A damaged file is put aside and the defaults serve."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / "ui.json" if folder is not None else None
        self._values: dict[str, Any] = {}
        if self._path is not None and self._path.is_file():
            try:
                found = json.loads(self._path.read_text(encoding="utf-8"))
                self._values = found if isinstance(found, dict) else {}
            except (OSError, ValueError) as error:
                _log.info("choices of looks could not be read, defaults serve: %s", type(error).__name__)

    def text(self, name: str, default: str = "") -> str:
        """A text, or ``default`` when there is none of that kind."""
        value = self._values.get(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int = 0) -> int:
        """A whole number."""
        value = self._values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes or no."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else default

    def numbers(self, name: str) -> list[int]:
        """Whole numbers, such as the widths of panes."""
        value = self._values.get(name)
        return [each for each in value if isinstance(each, int)] if isinstance(value, list) else []

    def put(self, name: str, value: str | int | bool | list[int]) -> None:
        """Keep a choice at once. A full disk loses the choice, never the work."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        if self._path is None:
            return
        try:
            private_folder(self._path.parent)
            fresh = self._path.with_suffix(".new")
            with os.fdopen(
                os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as out:
                json.dump(self._values, out, ensure_ascii=False, indent=1)
            fresh.replace(self._path)
        except OSError as error:
            _log.info("choices of looks could not be kept: %s", error.strerror)
