"""While the pen is down, the screen shows what a whole painting would show: page, highlights, ink, tail, identity."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, OTHERS, VIEWER, entry, make_pdf, wait_sharp
from tests.ui.reader.tablet import Pen
from voffice_desktop.domain.records import AnnotationStyle
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.reader import Reader

ACROSS = replace(
    OTHERS,
    geometry={"strokes": [[60.0, 250.0, 0.5, 540.0, 300.0, 0.5]]},
    style=AnnotationStyle(color="#c62828", width=9.0),
)
YELLOW = replace(
    ACROSS,
    id="0190-yellow",
    kind="highlight",
    geometry={"quads": [[60, 150, 400, 150, 60, 290, 400, 290]]},
    style=AnnotationStyle(color="#ffd54f", opacity=0.5),
)


@pytest.fixture
def writing(reader: Reader, qtbot: QtBot) -> Iterator[Reader]:
    """A page with another's ink and highlight, the pen chosen, everything painted."""

    def book(_: object) -> InkBook:
        return InkBook("f1", None, VIEWER.user_id, [ACROSS, YELLOW], clock=lambda: MINUTE)

    reader.open_file(entry(), lambda: make_pdf(2), VIEWER, books=book)
    qtbot.waitUntil(lambda: reader.view.document == "f1")
    reader.pen.pen_button.setChecked(True)
    wait_sharp(reader, qtbot)
    qtbot.waitUntil(lambda: reader.view.words.of(0) is not None)
    yield reader
    reader.pen.on_draft = lambda file_id, draft: None


class Spiral:
    """A hand that goes round over text, ink, highlight and identity."""

    def __init__(self, reader: Reader) -> None:
        self._pen, self._at = Pen(reader.view.viewport()), 0
        self._pen.send(QEvent.Type.TabletPress, self._place(), 0.5)

    def _place(self) -> QPointF:
        angle = self._at * 0.07
        radius = 90 + self._at * 0.9
        return QPointF(380 + radius * math.cos(angle), 420 + radius * math.sin(angle))

    def on(self, steps: int) -> None:
        """Move on."""
        for _ in range(steps):
            self._at += 1
            self._pen.send(QEvent.Type.TabletMove, self._place(), 0.5 + 0.4 * math.sin(self._at / 9))

    def lift(self) -> None:
        """End the stroke."""
        self._pen.send(QEvent.Type.TabletRelease, self._place(), 0.0)


def on_screen(reader: Reader) -> QImage:
    """The viewport's pixels that the platform holds, without painting anything."""
    viewport, window = reader.view.viewport(), reader.window()
    handle = window.windowHandle()
    assert handle is not None
    corner = viewport.mapTo(window, QPoint(0, 0))
    shot = handle.screen().grabWindow(window.winId(), corner.x(), corner.y(), viewport.width(), viewport.height())
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


def farthest(one: QImage, other: QImage, box: QRect) -> int:
    """The largest difference of a colour value inside a box."""
    a, b = (bytes(image.copy(box).constBits()) for image in (one, other))
    assert len(a) == len(b) and one.size() == other.size()
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) if a != b else 0


def differing(one: QImage, other: QImage, box: QRect) -> float:
    """Share of the colour values in a box that differ plainly."""
    a, b = (bytes(image.copy(box).constBits()) for image in (one, other))
    return sum(abs(x - y) > 60 for x, y in zip(a, b, strict=True)) / len(a)


def check(reader: Reader) -> None:
    """The screen is a whole painting, but for what two ways of rounding differ."""
    shown = on_screen(reader)
    whole = reader.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    box = QRect(100, 100, 620, 700)
    assert len(set(bytes(shown.copy(box).constBits()))) > 50, "there is something to see"
    assert farthest(shown, whole, box) <= 3


@pytest.mark.parametrize("night", [False, True])
def test_each_step_of_the_pen_is_on_the_screen_at_once(writing: Reader, qtbot: QtBot, night: bool) -> None:
    writing.set_night(night)
    wait_sharp(writing, qtbot)
    qtbot.waitUntil(lambda: not writing.pen.layer.pending)
    QApplication.processEvents()
    before = on_screen(writing)
    hand = Spiral(writing)
    for _ in range(5):
        hand.on(40)
        check(writing)
    assert farthest(before, on_screen(writing), QRect(100, 100, 620, 700)) > 60, "the line is there"
    hand.lift()
    QApplication.processEvents()
    check(writing)


def test_what_comes_while_the_pen_is_down_is_seen_beside_it(writing: Reader, qtbot: QtBot) -> None:
    hand = Spiral(writing)
    hand.on(60)
    mark = replace(YELLOW, id="0190-late", geometry={"quads": [[150, 320, 450, 320, 150, 480, 450, 480]]})
    writing.pen.merge([ACROSS, YELLOW, mark])
    hand.on(60)  # before anything else is painted
    QApplication.processEvents()
    hand.on(60)
    check(writing)
    writing.view.scroll_by(0, 37)  # a second hand on the wheel
    QApplication.processEvents()
    hand.on(60)
    QApplication.processEvents()
    check(writing)
    drawn = on_screen(writing)
    hand.lift()
    wait_sharp(writing, qtbot)
    qtbot.waitUntil(lambda: not writing.pen.layer.pending)
    QApplication.processEvents()
    assert differing(drawn, on_screen(writing), QRect(100, 100, 620, 700)) < 0.002, "it lies where it was drawn"
    QApplication.processEvents()
    check(writing)
