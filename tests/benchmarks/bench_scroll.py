"""Fast scrolling and paging through 500 pages: late frames, pages missing when painted, memory.

``mutool draw`` of the same 500 pages, where it is installed, is what a page costs an engine that shows nothing.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def _over_frame(reader: Reader) -> float:
    """Share of frames in which moving and painting alone took the window's thread more than 16 ms."""
    view, taken = reader.view, []
    for _ in range(120):
        begin = time.perf_counter()
        view.scroll_by(0, _SPEED * 16 // 1000)
        view.viewport().repaint()
        taken.append(time.perf_counter() - begin)
        QApplication.processEvents()
    return sum(each > 0.016 for each in taken) / len(taken)


def _against_mutool(long: bytes, paged: float) -> list[Figure]:
    tool = shutil.which("mutool")
    if tool is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "long.pdf")
        path.write_bytes(long)
        command = [tool, "draw", "-q", "-F", "ppm", "-o", os.devnull, "-w", "1354", str(path), "1-500"]
        taken = []
        for _ in range(3):
            begin = time.perf_counter()
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
            taken.append((time.perf_counter() - begin) / 500)
    floor = statistics.median(taken)
    title = "scroll: a page turned to, rendered and painted, against mutool drawing it without showing"
    return [Figure(title, paged, floor, paged / floor, None)]


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
    over = _over_frame(reader)
    memory: list[int] = []
    began, waited = time.perf_counter(), 0.0
    for page in range(500):
        reader.view.go_to(page)
        _wait(app, lambda: _sharp(reader))
        reader.view.viewport().repaint()
        if page % 10 == 0:
            begin = time.perf_counter()
            memory.append(_resident(client))
            waited += time.perf_counter() - begin
    paged = (time.perf_counter() - began - waited) / 500
    quarter = len(memory) // 4
    first, fourth = max(memory[:quarter]), max(memory[-quarter:])
    figures = [
        Figure("scroll: late frames at 6,000 px/s over standing still, share", 0, 0, late - idle, 0.03),
        Figure("scroll: visible pages without pixels when painted, share", 0, 0, missing, 0.01),
        Figure("scroll: frames of more than 16 ms of work at 6,000 px/s, share", 0, 0, over, 0.03),
        Figure("memory: window and child, last quarter of 500 pages against the first", 0, 0, fourth / first, 1.1),
        Figure("memory: window and child over 500 pages, largest in MB", 0, 0, max(memory) / 1e6, None),
        *_against_mutool(long, paged),
    ]
    reader.shut()
    reader.close()
    client.stop()
    return figures
