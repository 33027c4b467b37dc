"""Dark paper: everything of the reader that shows pages follows, and the choice is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader


def show_night(reader: Reader, on: bool) -> None:
    """Dark paper on the screen, or white again."""
    reader.more.night.setChecked(on)
    reader.view.set_night(on)
    if reader.beside is not None:
        reader.beside.view.set_night(on)
    reader.drawer.thumbnails.reload()
    if reader.pen.choices is not None:
        reader.pen.choices.night = on
