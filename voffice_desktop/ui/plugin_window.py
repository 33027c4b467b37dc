"""The window as plugins touch it: lines in the list's menu, the save dialog, a sentence; and their host's life."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from voffice_desktop.plugin_host.host import PluginHost, PluginState
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context

_LOOK = 0.1


class PluginHostWindow(Protocol):
    """What plugins need of the main window."""

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say a sentence in the snack bar."""


@dataclass(slots=True)
class _Question:
    """Something that only the main thread may do, and its answer."""

    ask: Callable[[], Any]
    answer: Any = None
    answered: threading.Event = field(default_factory=threading.Event)


class WindowSurface(QObject):
    """A ``plugin_host.Surface`` over one window. Menu lines are kept here; the list's menu asks when it opens."""

    changed = Signal()
    """Lines came or went."""
    _said = Signal(str)
    _asked = Signal(object)

    def __init__(self, window: QWidget, query: Callable[[], ListQuery], say: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._query = query
        self._say = say
        self._lines: dict[str, list[tuple[str, Callable[[], None]]]] = {}
        self._guard = threading.Lock()
        self._closing = threading.Event()
        self._said.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def current_list(self) -> ListQuery:
        """What the list on screen shows: one frozen value, so any thread may read it."""
        return self._query()

    def add_action(self, plugin_id: str, caption: str, trigger: Callable[[], None]) -> None:
        """Keep a line for the menu."""
        with self._guard:
            self._lines.setdefault(plugin_id, []).append((caption, trigger))
        self.changed.emit()

    def remove_actions(self, plugin_id: str) -> None:
        """Drop the lines of a plugin."""
        with self._guard:
            self._lines.pop(plugin_id, None)
        self.changed.emit()

    def ask_where_to_save(self, suggested_name: str) -> Path | None:
        """The save dialog, shown by the main thread while the plugin's worker waits."""
        question = _Question(lambda: self._save_dialog(suggested_name))
        self._asked.emit(question)
        while not question.answered.wait(_LOOK):
            if self._closing.is_set():
                return None
        found: Path | None = question.answer
        return found

    def notify(self, text: str) -> None:
        """One sentence in passing."""
        self._said.emit(text)

    def lines(self) -> list[tuple[str, Callable[[], None]]]:
        """(caption, trigger) of every line, by plugin."""
        with self._guard:
            return [line for each in sorted(self._lines) for line in self._lines[each]]

    def stop(self) -> None:
        """The window closes: whoever waits for an answer gets none."""
        self._closing.set()

    def _save_dialog(self, suggested_name: str) -> Path | None:
        folder = Path.home()
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Lưu tệp"), str(folder / suggested_name))
        return Path(name) if name else None

    @Slot(str)
    def _show(self, text: str) -> None:
        if not self._closing.is_set():
            self._say(text)

    @Slot(object)
    def _answer(self, question: _Question) -> None:
        if not self._closing.is_set():
            question.answer = question.ask()
        question.answered.set()


class WindowPlugins(QObject):
    """All plugins of one window: started after the first paint, stopped before the desk."""

    changed = Signal()
    """Look at ``states`` again."""

    def __init__(
        self,
        context: Context,
        window: QWidget,
        query: Callable[[], ListQuery],
        say: Callable[[str], None],
        profile: Path,
        *,
        safe_mode: bool,
        bundled: Path | None = None,
    ) -> None:
        super().__init__(window)
        self._context = context
        self.safe_mode = safe_mode
        self.surface = WindowSurface(window, query, say)
        self._host = PluginHost(context.desk, self.surface, profile, safe_mode=safe_mode, bundled=bundled)
        self._say = say

    def start(self) -> None:
        """Find the plugins and start those that were switched on."""
        self._do(self._host.start)

    def states(self) -> list[PluginState]:
        """Every plugin that was found."""
        return self._host.states()

    def enable(self, plugin_id: str) -> None:
        """Switch on; the user has read and accepted the rights."""
        self._do(lambda: self._host.enable(plugin_id))

    def disable(self, plugin_id: str) -> None:
        """Switch off."""
        self._do(lambda: self._host.disable(plugin_id))

    def fill_menu(self, menu: QMenu) -> None:
        """Add the plugins' lines to a menu that is about to open."""
        lines = self.surface.lines()
        if not lines:
            return
        menu.addSeparator()
        for caption, trigger in lines:
            menu.addAction(caption, trigger)

    def close(self) -> None:
        """Stop them all; what the user asked for may finish within 3 seconds."""
        self.surface.stop()
        self._host.close()

    def _do(self, work: Callable[[], None]) -> None:
        def failed(error: Exception) -> None:
            self._say(str(getattr(error, "sentence", "") or self.tr("Tiện ích chưa bật được.")))
            self.changed.emit()

        self._context.tasks.run("net", work, lambda _: self.changed.emit(), failed, owner=self)
