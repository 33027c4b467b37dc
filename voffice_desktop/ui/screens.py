"""The screens beside the lists, one row each: who has them, where they stand in the navigation, how they are made.

A new screen is a module with a ``Screen`` (:mod:`voffice_desktop.ui.screen`) and one row in ``SCREENS``; the window
makes it when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voffice_desktop.domain.records import Actor
from voffice_desktop.ui import working_days_screen
from voffice_desktop.ui.audit_screen import AuditScreen, audit_place
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.intake.book_screen import BookScreen, book_place
from voffice_desktop.ui.intake.follow_up_screen import FollowUpScreen, follow_up_place, follows_up
from voffice_desktop.ui.intake.intake_screen import IntakeScreen, intake_place
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.outgoing import book_screen
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.signing import keys_screen, queue_screen, setup_screen
from voffice_desktop.ui.slips import rows as slip_rows
from voffice_desktop.ui.slips import setup_screen as slip_setup_screen
from voffice_desktop.ui.slips.editor import SlipEditor
from voffice_desktop.ui.slips.leader_desk import LeaderDesk
from voffice_desktop.ui.slips.secretary_desk import SecretaryDesk
from voffice_desktop.ui.substitutes import screen as substitutes_screen
from voffice_desktop.ui.trip import TripScreen, trip_place


@dataclass(frozen=True, slots=True)
class ScreenSpec:
    """One row: the place in the navigation (``None``: opened by acts and keys alone), who has it, how it is made."""

    key: str
    place: Callable[[], Place] | None
    """Made anew at each change of language."""
    allowed: Callable[[Actor], bool]
    """Asked again whenever the person's roles change or they begin or cease to stand in for somebody."""
    make: Callable[[Context], Screen]
    begins: bool = False
    """Whether Ctrl+N opens it for a person who may have it; the first such row wins."""


def _is_clerk(who: Actor) -> bool:
    return "clerk" in who.roles


SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("intake", intake_place, _is_clerk, IntakeScreen, begins=True),
    ScreenSpec("follow_up", follow_up_place, follows_up, FollowUpScreen),
    ScreenSpec("incoming_book", book_place, _is_clerk, BookScreen),
    ScreenSpec("signing", queue_screen.place, queue_screen.allowed, queue_screen.SigningQueue),
    ScreenSpec("outgoing-book", book_screen.place, book_screen.allowed, book_screen.OutgoingBookScreen),
    ScreenSpec("signing-keys", keys_screen.place, keys_screen.allowed, keys_screen.KeysScreen),
    ScreenSpec("signing-setup", setup_screen.place, setup_screen.allowed, setup_screen.SetupScreen),
    ScreenSpec(slip_rows.LEADER, slip_rows.leader_place, slip_rows.decides, LeaderDesk),
    ScreenSpec(slip_rows.SECRETARY, slip_rows.secretary_place, slip_rows.serves, SecretaryDesk),
    ScreenSpec(slip_rows.EDITOR, slip_rows.editor_place, slip_rows.drafts_slips, SlipEditor, begins=True),
    ScreenSpec("trip", trip_place, lambda _who: True, TripScreen),
    ScreenSpec(
        substitutes_screen.KEY,
        None,
        substitutes_screen.allowed,
        substitutes_screen.SubstitutesScreen,
    ),
    ScreenSpec(
        working_days_screen.KEY,
        working_days_screen.place,
        working_days_screen.allowed,
        working_days_screen.WorkingDaysScreen,
    ),
    ScreenSpec(
        slip_setup_screen.KEY, slip_setup_screen.place, slip_setup_screen.allowed, slip_setup_screen.SlipSetupScreen
    ),
    ScreenSpec("audit", audit_place, lambda who: "admin" in who.roles, AuditScreen),
)


def screens_of(who: Actor) -> list[ScreenSpec]:
    """The screens that a person has now, in the order of the navigation."""
    return [each for each in SCREENS if each.allowed(who)]
