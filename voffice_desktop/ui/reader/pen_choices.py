"""What a person chose for the pen on this device: favourite inks, hand, finger; and own standard opinions."""

from __future__ import annotations

import re
from typing import Final

from voffice_desktop.errors import VofficeError
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Drafts
from voffice_desktop.ui.preferences import Preferences

_INK: Final = re.compile(r"(#[0-9a-f]{6}) ([0-9]+(?:\.[0-9]+)?)")
_OPINIONS: Final = "pen:opinions"
MOST_OPINIONS: Final = 12


class PenChoices:
    """Looks go to the preferences; opinions are a person's words, so they lie with the account's drafts."""

    def __init__(self, preferences: Preferences, drafts: Drafts) -> None:
        self._preferences, self._drafts = preferences, drafts

    def inks(self) -> list[tuple[str, float]]:
        """Favourite colours and widths (points); empty while nothing was chosen."""
        found = _INK.findall(self._preferences.text("pen.inks"))
        return [(colour, min(20.0, float(width))) for colour, width in found]

    def keep_inks(self, inks: list[tuple[str, float]]) -> None:
        """Remember the favourites."""
        self._preferences.put("pen.inks", ";".join(f"{colour} {width:g}" for colour, width in inks))

    @property
    def left_handed(self) -> bool:
        """Whether the pen bar stands at the left."""
        return self._preferences.flag("pen.left_handed")

    @left_handed.setter
    def left_handed(self, on: bool) -> None:
        self._preferences.put("pen.left_handed", on)

    @property
    def finger(self) -> bool:
        """Whether one finger draws."""
        return self._preferences.flag("pen.finger")

    @finger.setter
    def finger(self, on: bool) -> None:
        self._preferences.put("pen.finger", on)

    @property
    def night(self) -> bool:
        """Whether pages are shown on dark paper."""
        return self._preferences.flag("reader.night")

    @night.setter
    def night(self, on: bool) -> None:
        self._preferences.put("reader.night", on)

    def opinions(self) -> tuple[str, ...]:
        """The person's own standard opinions; empty: the program's."""
        try:
            kept = self._drafts.load(_OPINIONS)
            return tuple(codec.decode(kept, list[str])) if kept else ()
        except VofficeError:  # phrases are a convenience: the program's own serve
            return ()

    def keep_opinions(self, opinions: list[str]) -> None:
        """Remember own opinions; none: the program's again."""
        if opinions:
            self._drafts.save(_OPINIONS, codec.encode(opinions[:MOST_OPINIONS]))
        else:
            self._drafts.delete(_OPINIONS)
