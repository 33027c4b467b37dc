"""The window as plugins touch it; a screen brings its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from voffice_desktop.plugin_api import ListQuery


class Surface(Protocol):
    """What the window offers. Every method may be called from any thread and returns when it is done.

    A window that is closing answers at once, without asking anybody: the program waits for the running action.
    """

    def current_list(self) -> ListQuery:
        """What the list on screen shows."""

    def add_action(self, plugin_id: str, caption: str, trigger: Callable[[], None]) -> None:
        """Put one line into the menu Tiện ích; ``trigger`` returns at once."""

    def remove_actions(self, plugin_id: str) -> None:
        """Take all lines of a plugin out of the menu."""

    def ask_where_to_save(self, suggested_name: str) -> Path | None:
        """The save dialog's answer; an existing file was confirmed to be replaced. ``None``: cancelled."""

    def notify(self, text: str) -> None:
        """Show one sentence in passing."""
