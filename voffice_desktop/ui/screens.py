"""The screens beside the lists, one row each: who has them, where they stand in the navigation, how they are made.

A new screen is a module with a ``Screen`` and one row in ``SCREENS``; the window makes it when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from voffice_desktop.domain.records import User
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.navigation import Place


class Screen(QWidget):
    """A page of the main window. It reads its data in ``refresh``, which runs each time it is shown."""

    record_asked = Signal(str, str)
    """Kind and id of a record to be opened in its list."""
    screen_asked = Signal(str, str)
    """Key of another screen and the record id it is to open (or an empty text)."""
    said = Signal(str)
    failed = Signal(object)
    """A ``VofficeError``."""

    def refresh(self) -> None:
        """Show what stands now; called when the screen is shown and after changes while it is."""

    def open(self, record_id: str) -> None:
        """Show one record here; an empty id begins a new one."""

    def leave(self) -> bool:
        """Keep what was typed; false when the user chose to stay."""
        return True


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One row: the place in the navigation (``None``: opened by acts and keys alone), who has it, how it is made."""

    key: str
    place: Callable[[], Place] | None
    """Made anew at each change of language."""
    allowed: Callable[[User], bool]
    make: Callable[[Context], Screen]
    begins: bool = False
    """Whether Ctrl+N opens it for a user who may have it; the first such row wins."""


SCREENS: tuple[ScreenSpec, ...] = ()


def screens_of(user: User) -> list[ScreenSpec]:
    """The screens that a user has, in the order of the navigation."""
    return [each for each in SCREENS if each.allowed(user)]
