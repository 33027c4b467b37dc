"""The pen: event to painted pixels in the real reader at 0 and 10,000 strokes, against a bare widget of Qt."""

from __future__ import annotations

import math
import os
import random
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pymupdf
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QTabletEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.figures import Figure
from tests.ui.reader.tablet import Pen
from voffice_desktop.domain.records import Annotation, AnnotationStyle, File
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.reader import Reader

_EVENTS = 600


class _Floor(QWidget):
    """The least that Qt can do: a line into a pixmap, the dirty rectangle repainted in the handler."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(1240, 1400)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._back = QPixmap(1240, 1400)
        self._back.fill(Qt.GlobalColor.white)
        self._last = QPointF()

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        at = event.position()
        if event.type() == QEvent.Type.TabletMove:
            painter = QPainter(self._back)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(Qt.GlobalColor.blue, 2))
            painter.drawLine(self._last, at)
            painter.end()
            self.repaint(QRect(self._last.toPoint(), at.toPoint()).normalized().adjusted(-4, -4, 4, 4))
        self._last = at

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(event.rect(), self._back, event.rect())
        painter.end()


def _marks(count: int) -> list[Annotation]:
    rng = random.Random(3)
    marks = []
    for number in range(count):
        x, y, angle = rng.uniform(30, 560), rng.uniform(30, 800), rng.uniform(0, 6.28)
        stroke: list[float] = []
        for step in range(40):
            angle += rng.uniform(-0.5, 0.5)
            x, y = x + math.cos(angle), y + math.sin(angle)
            stroke += [x, y, 0.2 + 0.8 * abs(math.sin(step / 13))]
        marks.append(
            Annotation(
                id=f"{number:08d}", file_id="b", page=1, author_id="u", kind="ink", geometry={"strokes": [stroke]},
                style=AnnotationStyle(width=1.6), created_at="2026-11-20T01:00:00Z",
            )
        )  # fmt: skip
    return marks


def _spiral(step: int) -> tuple[float, float, float]:
    angle, radius = step * 0.05, 150 + 100 * math.sin(step * 0.003)
    return 400 + radius * math.cos(angle), 350 + radius * math.sin(angle), 0.5 + 0.4 * math.sin(step * 0.1)


def _wait(app: QApplication, ready: Callable[[], bool], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError
        app.processEvents()


def _latencies(widget: QWidget) -> list[float]:
    """Seconds from each event's delivery to its pixels; the event is made before the clock starts."""
    pen, kinds, handle = Pen(widget), QEvent.Type, widget.window().windowHandle()
    pen.send(kinds.TabletPress, QPointF(*_spiral(0)[:2]), 0.5)
    taken = []
    for step in range(1, _EVENTS):
        x, y, pressure = _spiral(step)
        event = pen.made(kinds.TabletMove, QPointF(x, y), pressure)
        begin = time.perf_counter()
        QApplication.sendEvent(handle, event)
        taken.append(time.perf_counter() - begin)
    pen.send(kinds.TabletRelease, QPointF(*_spiral(_EVENTS)[:2]), 0.0)
    return sorted(taken)


def _reader(app: QApplication, client: RenderClient, strokes: int) -> Reader:
    file = pymupdf.open()
    file.new_page(width=595, height=842)
    data = bytes(file.tobytes())
    reader = Reader(renderer=client)
    reader.resize(1240, 1400)
    reader.show()
    entry = FileEntry(File(id="b", name="b.pdf", media_type="application/pdf", size=1, sha256=""), True)
    book = InkBook("b", None, "me", _marks(strokes))
    reader.open_file(entry, lambda: data, ViewerIdentity("mau", "Nguyễn Văn Mẫu", "me"), books=lambda _: book)
    _wait(app, lambda: reader.view.document == "b" and not reader.pen.layer.pending)
    reader.pen.pen_button.setChecked(True)
    _wait(app, lambda: not reader.pen.layer.pending)
    for _ in range(50):
        app.processEvents()
    return reader


def measure() -> list[Figure]:
    """Event to paint, p50 and p95; redraw of all strokes after a zoom."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    client = RenderClient()
    client.start()
    floor = _Floor()
    floor.show()
    app.processEvents()
    empty, full = _reader(app, client, 0), _reader(app, client, 10_000)
    taken: dict[str, list[float]] = {"floor": [], "empty": [], "full": []}
    for _ in range(4):
        for name, widget in (("floor", floor), ("empty", empty.view.viewport()), ("full", full.view.viewport())):
            taken[name] += _latencies(widget)
    middle = {name: statistics.median(values) for name, values in taken.items()}
    late = {name: sorted(values)[int(len(values) * 0.95)] for name, values in taken.items()}
    redraws, bares = [], []
    for factor in (1.1, 1 / 1.1, 1.1):
        begin = time.perf_counter()
        full.view.set_percent(full.view.percent * factor)
        _wait(app, lambda: not full.pen.layer.pending)
        redraws.append(time.perf_counter() - begin)
        bares.append(_bare_redraw(full))
    redraw, bare = statistics.median(redraws), statistics.median(bares)
    figures = [
        Figure("ink: event to paint p50, 10,000 strokes, against a bare widget", middle["full"], middle["floor"],
               middle["full"] / middle["floor"], 4.0),
        Figure("ink: event to paint, 10,000 strokes against none", middle["full"], middle["empty"],
               middle["full"] / middle["empty"], 1.5),
        Figure("ink: event to paint p50 in ms, 10,000 strokes", 0, 0, middle["full"] * 1000, 0.2),
        Figure("ink: event to paint p95 in ms, 10,000 strokes", 0, 0, late["full"] * 1000, 1.0),
        Figure("ink: redraw of 10,000 strokes after zoom, against the bare paths", redraw, bare, redraw / bare, 1.3),
    ]  # fmt: skip
    for reader in (empty, full):
        reader.pen.layer.show(None)
        reader.shut()
        reader.close()
    floor.close()
    client.stop()
    return figures


def _bare_redraw(reader: Reader) -> float:
    book, layer = reader.pen.book, reader.pen.layer
    assert book is not None
    place = reader.view.visible_places()[0]
    pixmap = QPixmap(reader.view.viewport().size())
    pixmap.fill(Qt.GlobalColor.transparent)
    seen = reader.view.to_viewport(place).inverted()[0].mapRect(QRectF(pixmap.rect()))
    marks = [mark for mark in book.on_page(1) if layer.painter.box(mark).intersects(seen)]
    begin = time.perf_counter()
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(reader.view.to_viewport(place))
    for mark in marks:
        layer.painter.draw(painter, mark)
    painter.end()
    return time.perf_counter() - begin
