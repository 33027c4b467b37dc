"""Fingers on the pages: two zoom about their middle, one pans, taps undo or fit, a sweep turns to the next file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import VIEWER, entry, make_pdf, wait_sharp
from voffice_desktop.ui.reader.reader import Reader

Shown = Callable[..., Reader]


def two(viewport: QWidget, *track: tuple[QPoint, QPoint]) -> None:
    """Two fingers along a track of pairs."""
    screen = QTest.createTouchDevice()
    (one, other), vp = track[0], viewport
    QTest.touchEvent(vp, screen).press(0, one, vp).press(1, other, vp).commit()
    for one, other in track[1:]:
        QTest.touchEvent(vp, screen).move(0, one, vp).move(1, other, vp).commit()
    QTest.touchEvent(vp, screen).release(0, one, vp).release(1, other, vp).commit()


def one(viewport: QWidget, *track: QPoint) -> None:
    """One finger along a track."""
    screen = QTest.createTouchDevice()
    QTest.touchEvent(viewport, screen).press(0, track[0], viewport).commit()
    for at in track[1:]:
        QTest.touchEvent(viewport, screen).move(0, at, viewport).commit()
    QTest.touchEvent(viewport, screen).release(0, track[-1], viewport).commit()


def pinch(viewport: QWidget, middle: QPoint, begin: int, end: int, steps: int = 10) -> None:
    """Spread or close two fingers about a point; ``begin`` and ``end`` are half their distance in pixels."""
    apart = [begin + (end - begin) * step // steps for step in range(steps + 1)]
    two(viewport, *((middle - QPoint(half, 0), middle + QPoint(half, 0)) for half in apart))


def test_a_pinch_keeps_the_point_between_the_fingers(shown: Shown) -> None:
    view = shown(make_pdf(3)).view
    view.set_percent(100)
    view.go_to(1)
    middle = QPoint(420, 380)
    place = view.nearest_place(QPointF(middle))
    assert place is not None
    under = view.to_viewport(place).inverted()[0].map(QPointF(middle))
    pinch(view.viewport(), middle, 60, 180)
    assert view.percent == pytest.approx(300, abs=6)
    moved = view.layout_.place(place.page)
    assert moved is not None
    now = view.to_viewport(moved).map(under)
    assert (now - QPointF(middle)).manhattanLength() < 12


@pytest.mark.parametrize(("begin", "end", "percent"), [(20, 400, 800), (400, 20, 25)])
def test_zoom_ends_at_its_bounds(shown: Shown, begin: int, end: int, percent: int) -> None:
    view = shown(make_pdf(2)).view
    view.set_percent(100)
    pinch(view.viewport(), QPoint(450, 450), begin, end)
    assert view.percent == percent


def test_two_fingers_tap_to_undo_and_one_taps_twice_to_fit(shown: Shown, qtbot: QtBot) -> None:
    view = shown(make_pdf(2)).view
    with qtbot.waitSignal(view.undo_asked, timeout=1_000):
        two(view.viewport(), (QPoint(300, 300), QPoint(400, 300)))
    assert view.fit == "width"
    for _ in range(2):
        one(view.viewport(), QPoint(300, 300))
    assert view.percent == 100
    view.touch._tapped = -1e9  # long ago
    for _ in range(2):
        one(view.viewport(), QPoint(300, 300))
    assert view.fit == "width"


def test_a_sweep_turns_to_the_next_file_of_the_dossier(reader: Reader, qtbot: QtBot) -> None:
    files = [entry("f1", "Phiếu trình.pdf"), entry("f2", "Dự thảo.pdf")]
    reader.open_dossier(files, lambda _: make_pdf(2), VIEWER)
    qtbot.waitUntil(lambda: reader.view.document == "f1", timeout=10_000)
    reader.view.set_fit("page")
    wait_sharp(reader, qtbot)
    one(reader.view.viewport(), *(QPoint(700 - step * 60, 400) for step in range(9)))
    qtbot.waitUntil(lambda: reader.view.document == "f2", timeout=10_000)


def test_a_palm_does_nothing(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    view = shown(make_pdf(3)).view
    monkeypatch.setattr(view.touch, "_is_palm", lambda point: True)
    one(view.viewport(), *(QPoint(300, 700 - step * 40) for step in range(9)))
    assert view.verticalScrollBar().value() == 0


def test_small_pages_are_gone_through_by_keys(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(120))
    reader.show_in_drawer(0)
    small = reader.drawer.thumbnails
    for key, page in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 119), (Qt.Key.Key_Up, 118), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(small, key)
        assert reader.view.page == page
        rect = small.picture_rect(page)
        assert rect.top() >= 0 and rect.bottom() <= small.viewport().height(), "the page read is in sight"
    qtbot.mouseClick(small.viewport(), Qt.MouseButton.LeftButton, pos=small.picture_rect(1).center().toPoint())
    assert reader.view.page == 1


def test_small_pages_in_sight_do_not_wait_for_those_scrolled_past(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(150))
    view = reader.view
    reader.show_in_drawer(0)
    small = reader.drawer.thumbnails
    bar = small.verticalScrollBar()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 60)
        small.viewport().repaint()
    bar.setValue(bar.maximum())
    small.viewport().repaint()
    waiting = [job for job in reader.renderer._jobs if job.group == "thumbnails"]
    assert len(waiting) <= len(small._in_sight()), "nobody sees the others any more"
    qtbot.waitUntil(lambda: bool(view.images.cache.whole_pages(view.document, 149, 0)), timeout=10_000)


def test_everything_that_a_finger_may_hit_is_large_enough(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(2))
    reader.resize(800, 1200)
    reader.find_bar.open_bar()
    reader.pen.pen_button.setEnabled(True)
    reader.pen.pen_button.setChecked(True)
    reader.taking.print()
    reader.toggle_full_screen()
    reader.show_chrome(True)
    buttons = [each for each in reader.findChildren(QToolButton) if each.isVisible() and each.text() != "…"]
    small = [each.accessibleName() for each in buttons if min(each.width(), each.height()) < 44]
    reader.taking.stop()
    reader.leave_full_screen()
    assert len(buttons) > 12 and small == []
