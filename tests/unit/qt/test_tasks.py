"""Lanes of the window: what a job holds of the window is let go of in the main thread only."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from voffice_desktop.errors import Bug, Transient, VofficeError
from voffice_desktop.qt.collecting import MainThreadCollector
from voffice_desktop.qt.tasks import Tasks


class Holder:
    """Stands for a widget: remembers in which thread it ended."""

    ended_in: str = ""

    def __del__(self) -> None:
        Holder.ended_in = threading.current_thread().name

    def work(self) -> int:
        return 7

    def fail(self) -> int:
        raise Transient("server_unreachable")

    def done(self, _: object) -> None:
        """Nothing to do."""


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.mark.parametrize("how", ["work", "fail"])
def test_a_worker_is_never_the_last_to_hold_a_widget(qtbot: QtBot, tasks: Tasks, how: str) -> None:
    for _ in range(50):
        Holder.ended_in = ""
        holder = Holder()
        gone = weakref.ref(holder)
        tasks.run("net", getattr(holder, how), holder.done, holder.done)
        del holder
        qtbot.waitUntil(lambda gone=gone: gone() is None)
        assert Holder.ended_in == threading.main_thread().name


def test_results_and_errors_arrive_and_cancelled_jobs_stay_silent(
    qtbot: QtBot, tasks: Tasks, expected_warnings: object
) -> None:
    got: list[int] = []
    errors: list[VofficeError] = []
    tasks.run("read", lambda: 3, got.append)
    tasks.run("read", lambda: 1 // 0, got.append, errors.append)
    hold = threading.Event()
    job = tasks.run("act", hold.wait, lambda _: got.append(99))
    job.cancel()
    hold.set()
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert got == [3]
    assert isinstance(errors[0], Bug)


def test_garbage_of_windows_is_collected_in_the_main_thread(qtbot: QtBot) -> None:
    collector = MainThreadCollector()
    try:
        assert not gc.isenabled()
        holder = Holder()
        holder.__dict__["me"] = holder
        gone = weakref.ref(holder)
        Holder.ended_in = ""
        del holder
        worker = threading.Thread(target=lambda: [[] for _ in range(50_000)])
        worker.start()
        worker.join()
        assert gone() is not None
        kept = [[] for _ in range(2_000)]  # the collector looks at the count of living things made since
        collector.look()
        assert kept
        qtbot.waitUntil(lambda: collector.look() is None and gone() is None)
        assert Holder.ended_in == threading.main_thread().name
    finally:
        collector.close()
