"""Fast scrolling and paging through 500 pages: late frames, pages missing when painted, memory."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_reader import _entry, _sharp, _wait
from tests.benchmarks.figures import Figure
from tests.ui.reader.reader_samples import make_pdf
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.reader import Reader

_VIEWER = ViewerIdentity("mau", "Nguyễn Văn Mẫu", "me")
_SPEED = 6_000
"""Pixels a second."""
_SECONDS = 5.0
_LATE = 0.025


def _scroll(reader: Reader, step: Callable[[float], None]) -> tuple[float, float]:
    """(share of frames later than 25 ms, share of visible pages without any pixels when painted)."""
    view, loop = reader.view, QEventLoop()
    last = start = time.perf_counter()
    gaps: list[float] = []
    missing = shown = 0

    def tick() -> None:
        nonlocal last, missing, shown
        now = time.perf_counter()
        gaps.append(now - last)
        step(now - last)
        last = now
        for place in view.visible_places():
            shown += 1
            missing += not view.images.cache.whole_pages(view.document, place.page, view.turn)
        view.viewport().repaint()
        if now - start > _SECONDS:
            loop.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(16)
    loop.exec()
    timer.stop()
    return sum(gap > _LATE for gap in gaps) / len(gaps), missing / max(1, shown)


def _resident(client: RenderClient) -> int:
    child = client._process
    own = psutil.Process().memory_info().rss
    return int(own + (psutil.Process(child.pid).memory_info().rss if child is not None else 0))


def measure() -> list[Figure]:
    """Scrolling against the same loop that stands still; memory of the last quarter against the first."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    client = RenderClient()
    client.start()
    long = make_pdf(500)
    reader = Reader(renderer=client)
    reader.resize(1400, 1000)
    reader.show()
    reader.open_file(_entry("long"), lambda: long, _VIEWER)
    _wait(app, lambda: reader.view.document == "long" and _sharp(reader))
    idle, _ = _scroll(reader, lambda passed: None)
    late, missing = _scroll(reader, lambda passed: reader.view.scroll_by(0, round(_SPEED * passed)))
    memory: list[int] = []
    for page in range(500):
        reader.view.go_to(page)
        _wait(app, lambda: _sharp(reader))
        reader.view.viewport().repaint()
        memory.append(_resident(client))
    quarter = len(memory) // 4
    first, fourth = max(memory[:quarter]), max(memory[-quarter:])
    figures = [
        Figure("scroll: late frames at 6,000 px/s over standing still, share", 0, 0, late - idle, 0.03),
        Figure("scroll: visible pages without pixels when painted, share", 0, 0, missing, 0.01),
        Figure("memory: window and child, last quarter of 500 pages against the first", 0, 0, fourth / first, 1.1),
        Figure("memory: window and child over 500 pages, largest in MB", 0, 0, max(memory) / 1e6, None),
    ]
    reader.shut()
    reader.close()
    client.stop()
    return figures
