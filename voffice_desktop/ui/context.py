"""What every screen of the signed-in window needs, handed down from the start-up; there is no global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine


@dataclass(frozen=True)
class Context:
    """One account's desk with the window's own parts."""

    desk: Desk
    theme: ThemeEngine
    tasks: Tasks
    bridge: Bridge
    preferences: Preferences
    clock: Clock = utc_now
    make_reader: Callable[[Any], Any] | None = None
    """What makes the reader of files (``ReaderMaker``); ``None`` where a window goes without."""
