"""The window under a storm of changes: it stays responsive, the selection and the place of the eye stay."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import sample_desk
from voffice_desktop.services.values import Changed
from voffice_desktop.ui.main_window import MainWindow

Opener = Callable[..., MainWindow]
STORM = 5_000


def test_thousands_of_changes_do_not_freeze_the_window(open_window: Opener, qtbot: QtBot) -> None:
    desk = sample_desk(400)
    window = open_window(desk)
    window.go("incoming_document")
    pane = window.list
    qtbot.waitUntil(lambda: pane.model.rowCount() > 300)
    chosen = pane.model.id_at(120)
    assert pane.select(chosen)
    qtbot.wait(100)
    eye = pane.list.verticalScrollBar().value()
    assert eye > 0
    ids = [pane.model.id_at(at) for at in range(pane.model.rowCount())]
    listeners = cast("Any", desk.sync).listeners
    beats = _Beats(qtbot)

    def storm() -> None:
        for n in range(STORM):
            change = Changed("incoming_document", frozenset({ids[n % len(ids)]}))
            for listener in list(listeners):
                listener(change)

    worker = threading.Thread(target=storm)
    worker.start()
    qtbot.waitUntil(lambda: not worker.is_alive(), timeout=60_000)
    worker.join()
    qtbot.wait(500)
    beats.stop()
    row = pane.current_row()
    assert row is not None
    assert row.id == chosen
    assert pane.list.verticalScrollBar().value() == eye
    # The loop came back all the time: the number of beats, not their length, which the machine's load decides.
    assert beats.count > 20
    # The list was read again a few times, not thousands of times.
    assert cast("Any", desk.lists).reads < STORM / 10


class _Beats:
    def __init__(self, qtbot: QtBot) -> None:
        self.count = 0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.count += 1

    def stop(self) -> None:
        self._timer.stop()
