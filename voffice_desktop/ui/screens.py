"""The screens beside the lists, one row each: who has them, where they stand in the navigation, how they are made.

A new screen is a module with a ``Screen`` (:mod:`voffice_desktop.ui.screen`) and one row in ``SCREENS``; the window
makes it when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voffice_desktop.domain.records import User
from voffice_desktop.ui.audit_screen import AuditScreen, audit_place
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.trip import TripScreen, trip_place


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


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("trip", trip_place, lambda _user: True, TripScreen),
    ScreenSpec("audit", audit_place, lambda user: "admin" in user.roles, AuditScreen),
)


def screens_of(user: User) -> list[ScreenSpec]:
    """The screens that a user has, in the order of the navigation."""
    return [each for each in SCREENS if each.allowed(user)]
