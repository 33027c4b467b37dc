"""A window over a cache through which every row changes, as a process of its own for ``bench_alive``.

``SERVER FOLDER``: fetches everything, opens the list, chooses a row far down, then lets every row change twice while
it notes how late the loop comes back. Prints its findings as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_sync import ROWS, _account
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.syncing import StoredSyncing
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine

_BEAT = 2
_DOWN = 300
_STORMS = 2


class Beats:
    """How late, in milliseconds, each beat of a timer came."""

    def __init__(self) -> None:
        self._late: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - _BEAT))
        self._last = now

    def taken(self) -> dict[str, float]:
        """The 99th part of a hundred and the longest since the last call."""
        late, self._late = sorted(self._late), []
        return {"p99": late[int(len(late) * 0.99)], "longest": late[-1]}


def settle(app: QApplication, until: Callable[[float], bool]) -> None:
    """Run the loop until ``until`` (asked with the milliseconds so far)."""
    clock = QElapsedTimer()
    clock.start()
    while not until(clock.elapsed()):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def main() -> int:
    app = QApplication(sys.argv[:1])
    with _account(sys.argv[1], Path(sys.argv[2])) as account:
        account.engine.run()
        theme, tasks, bridge = ThemeEngine(app), Tasks(), Bridge()
        bridge.listen(account.desk)
        window = MainWindow(Context(account.desk, theme, tasks, bridge, Preferences(None)))
        window.resize(1366, 768)
        window.show()
        window.go("incoming_document")
        pane = window.list
        settle(app, lambda _now: pane.model.rowCount() > _DOWN)
        chosen = pane.model.id_at(_DOWN)
        assert pane.select(chosen)
        settle(app, lambda now: now > 1000)
        bar = pane.list.verticalScrollBar()
        eye = bar.value()
        assert eye > 0
        beats = Beats()
        settle(app, lambda now: now > 3000)
        idle = beats.taken()
        assert isinstance(account.desk.sync, StoredSyncing)

        def storm() -> None:
            for number in range(1, _STORMS + 1):
                account.store.set_state("cursor", f"bump-{number}-0")
                account.engine.run(eager=False)

        worker = threading.Thread(target=storm)
        begin = perf_counter()
        worker.start()
        settle(app, lambda _now: not worker.is_alive())
        took = perf_counter() - begin
        settle(app, lambda now: now > 500)
        busy = beats.taken()
        row = pane.current_row()
        kept = row is not None and row.id == chosen and bar.value() == eye
        print(json.dumps({"idle": idle, "busy": busy, "rate": _STORMS * ROWS / took, "kept": kept}))
        window.close()
        bridge.close()
        tasks.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
