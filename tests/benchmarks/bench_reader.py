"""The reader: page to image, first page of 500, page turn, and the window's pulse while a scan renders.

Floors: PyMuPDF and pypdfium2 bare in this process, and ``mutool draw`` of the same page where it is installed.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
import pymupdf
import pypdfium2
from PIL import Image
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.figures import Figure, compare
from tests.ui.reader.reader_samples import make_pdf
from voffice_desktop.domain.records import File
from voffice_desktop.pdf.render import VISIBLE, RenderClient
from voffice_desktop.qt.page_images import PageImages, Picture, Shown
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.reader import Reader

_WIDTH = 1240
_VIEWER = ViewerIdentity("mau", "Nguyễn Văn Mẫu", "me")


def _scan(pages: int = 4) -> bytes:
    """Colour pages of 300 dpi with noise, as a scanner makes them."""
    rng = random.Random(5)
    file = pymupdf.open()
    for _ in range(pages):
        small = Image.frombytes("RGB", (248, 350), rng.randbytes(248 * 350 * 3))
        stream = io.BytesIO()
        small.resize((2480, 3508)).save(stream, "JPEG", quality=80)
        file.new_page(width=595, height=842).insert_image(pymupdf.Rect(0, 0, 595, 842), stream=stream.getvalue())
    return bytes(file.tobytes())


def _wait(app: QApplication, ready: Callable[[], bool], seconds: float = 60) -> None:
    """Sleep as a real window does: a loop that spins would take the child's core and the lock of Python."""
    until = time.monotonic() + seconds
    beat = QTimer()
    beat.start(20)  # for what comes without an event
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _bare(file: pymupdf.Document, page: int, width: int = _WIDTH) -> QImage:
    shown = file[page]
    zoom = width / shown.rect.width
    pixels = shown.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
    image = QImage(pixels.samples_mv, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _page_to_image(app: QApplication, client: RenderClient, name: str, data: bytes, pages: int) -> list[Figure]:
    images = PageImages(client)
    opened: list[object] = []
    images.open(name, lambda: data, opened.append)
    _wait(app, lambda: bool(opened))
    bare = pymupdf.open(stream=data, filetype="pdf")

    def product() -> None:
        for page in range(pages):
            loop = QEventLoop()  # it sleeps: a window that spins would take the child's core
            params = {"page": page, "scale": _WIDTH / 595, "turn": 0, "clip": [0, 0, 4000, 4000]}

            def came(answer: Shown, loop: QEventLoop = loop) -> None:
                assert isinstance(answer, Picture)
                loop.quit()

            images.ask(name, "tile", params, VISIBLE, came)
            loop.exec()

    def floor() -> None:
        for page in range(pages):
            _bare(bare, page)

    with pypdfium2.PdfDocument(data) as other:

        def pdfium() -> None:
            for page in range(pages):
                _bare_pdfium(other, page)

        title = f"reader: page to image, {name}, against bare"
        product()
        began = time.perf_counter()
        product()
        # Quick pages are taken often: one wake-up of the child or one tick of the processor's clock is nothing then.
        turns = min(150, max(12, int(1.5 / (time.perf_counter() - began))))
        figures = [
            compare(f"{title} PyMuPDF", product, floor, goal=1.25, repeats=turns, warm=2),
            compare(f"{title} pypdfium2", product, pdfium, goal=1.25, repeats=turns, warm=2),
        ]
    work = _work(client, product, floor, turns)
    images.shut()
    return [*figures, Figure(f"reader: the same in processor time, {name}", *work, work[0] / work[1], 1.25)]


def _bare_pdfium(file: pypdfium2.PdfDocument, page: int) -> QImage:
    shown = file[page]
    pixels = shown.render(scale=_WIDTH / shown.get_width(), prefer_bgrx=True, maybe_alpha=False)
    seen = QImage(pixels.buffer, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_RGB32)
    return seen.copy()


def _work(
    client: RenderClient, product: Callable[[], None], floor: Callable[[], None], repeats: int
) -> tuple[float, float]:
    """Processor seconds of window and child together, and of the floor: what a busy machine cannot distort."""
    process = client._process
    assert process is not None
    child = psutil.Process(process.pid)

    def spent() -> float:
        of_child = child.cpu_times()
        return time.process_time() + float(of_child.user + of_child.system)

    mine = theirs = 0.0
    for _ in range(repeats):
        start = spent()
        product()
        middle = spent()
        floor()
        mine, theirs = mine + middle - start, theirs + spent() - middle
    return mine, theirs


def _gaps(app: QApplication, seconds: float, busy: Callable[[], None] | None) -> float:
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(1)
    if busy is not None:
        busy()
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()
    return statistics.quantiles(gaps, n=100)[98]


def _entry(name: str) -> FileEntry:
    return FileEntry(File(id=name, name=name, media_type="application/pdf", size=1, sha256=""), True)


def _sharp(reader: Reader) -> bool:
    view = reader.view
    keys = [key for place in view.visible_places() for key in view.tiles(place)]
    return bool(keys) and all(view.images.cache.get(key) is not None for key in keys)


def _rest(seconds: float = 0.3) -> None:
    """Let the child finish what it does ahead: nobody clicks while it still works for the click before."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def _first_page(app: QApplication, reader: Reader, long: bytes) -> Figure:
    """From the click to the painted page, against opening and drawing it bare at the same size."""
    mine, bare = [], []
    for turn in range(33):
        _rest()
        begin = time.perf_counter()
        with pymupdf.open(stream=long, filetype="pdf") as file:
            _bare(file, 0, width=1354)
        bare.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        name = f"long{turn}"
        reader.open_file(_entry(name), lambda: long, _VIEWER)
        _wait(app, lambda name=name: reader.view.document == name and _sharp(reader))  # type: ignore[misc] # as above
        reader.view.viewport().repaint()
        mine.append(time.perf_counter() - begin)
    first, floor = statistics.median(mine[2:]), statistics.median(bare[2:])
    return Figure("reader: first page of 500, against open + render bare", first, floor, first / floor, 2.0)


def _page_turns(app: QApplication, reader: Reader, long: bytes) -> list[Figure]:
    """Page Down to changed pixels; the same page by ``mutool draw`` as a process, as the study measured it."""
    turns = []
    for _ in range(60):
        _rest(0.02)
        begin = time.perf_counter()
        QTest.keyClick(reader.view, Qt.Key.Key_PageDown)
        _wait(app, lambda: _sharp(reader))
        reader.view.viewport().repaint()
        turns.append((time.perf_counter() - begin) * 1000)
    turns.sort()
    middle = statistics.median(turns)
    figures = [
        Figure("reader: Page Down to changed pixels p50 in ms", 0, 0, middle, 10.0),
        Figure("reader: Page Down to changed pixels p95 in ms", 0, 0, turns[56], 16.0),
    ]
    tool = shutil.which("mutool")
    if tool is not None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "long.pdf")
            path.write_bytes(long)
            command = [tool, "draw", "-q", "-F", "ppm", "-o", os.devnull, "-w", "1354", str(path), "30"]
            taken = []
            for _ in range(9):
                begin = time.perf_counter()
                subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
                taken.append(time.perf_counter() - begin)
        theirs = statistics.median(taken)
        title = "reader: Page Down to changed pixels, against mutool draw of the same page"
        figures.append(Figure(title, middle / 1000, theirs, middle / 1000 / theirs, 1.0))
    return figures


def measure() -> list[Figure]:
    """All figures of the reader."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    client = RenderClient()
    client.start()
    scan, long = _scan(), make_pdf(500)
    figures = [
        *_page_to_image(app, client, "text", make_pdf(5), 5),
        *_page_to_image(app, client, "colour-scan", scan, 2),
    ]
    reader = Reader(renderer=client)
    reader.resize(1400, 1000)
    reader.show()
    app.processEvents()
    figures.append(_first_page(app, reader, long))
    figures += _page_turns(app, reader, long)
    _rest()

    idle = _gaps(app, 2, None)
    work = {"page": 0, "scale": _WIDTH / 595, "turn": 0, "clip": [0, 0, 4000, 4000]}
    opened: list[object] = []
    images = PageImages(client)
    images.open("scan", lambda: scan, opened.append)
    _wait(app, lambda: bool(opened))

    def again(answer: object = None) -> None:
        images.ask("scan", "tile", work, VISIBLE, again)

    busy = _gaps(app, 4, again)
    images.shut()
    title = "reader: window's gap p99 while a colour scan renders, ms over idle"
    figures.append(Figure(title, busy, idle, (busy - idle) * 1000, 5.0))
    reader.shut()
    reader.close()
    client.stop()
    return figures
