"""Where a person was in each file, kept over restarts among the account's own encrypted drafts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from voffice_desktop.errors import VofficeError
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Drafts
from voffice_desktop.ui.reader.reading import Position

_log = logging.getLogger(__name__)
_KEY: Final = "reading:places"
MOST: Final = 300
"""Files whose place is kept; the one read longest ago is forgotten first."""


class LastPlaces:
    """``later`` runs a write off the main thread."""

    def __init__(self, drafts: Drafts, later: Callable[[Callable[[], object]], object]) -> None:
        self._drafts, self._later = drafts, later
        self._places: dict[str, Position] = {}
        try:
            kept = drafts.load(_KEY)
            self._places = codec.decode(kept, dict[str, Position]) if kept else {}
        except VofficeError as error:  # a place is a convenience: without it a file opens at its first page
            _log.info("last places cannot be read: %s", error)

    def get(self, file_id: str) -> Position | None:
        """Where the reader was, if it is known."""
        return self._places.get(file_id)

    def put(self, file_id: str, place: Position) -> None:
        """Keep a place from now on."""
        if self._places.get(file_id) == place:
            return
        self._places.pop(file_id, None)
        self._places[file_id] = place
        while len(self._places) > MOST:
            del self._places[next(iter(self._places))]
        data = codec.encode(self._places)
        self._later(lambda: self._drafts.save(_KEY, data))
