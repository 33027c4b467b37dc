"""The pen on real pages: synthetic 240 Hz streams through Qt's own event path."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, OTHERS, VIEWER, entry, make_pdf, wait_sharp
from tests.ui.reader.tablet import Pen
from voffice_desktop.domain.annotations import validate
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.reader import Reader

Track = list[tuple[float, float, float]]
TOOLS = ("arrow", "rectangle", "ellipse", "tick", "cross", "pencil", "underline", "strikeout")


@pytest.fixture
def writing(reader: Reader, qtbot: QtBot) -> Iterator[Reader]:
    """A reader with a page, an ink book with another's stroke, and the pen chosen."""

    def book(_: object) -> InkBook:
        return InkBook("f1", None, VIEWER.user_id, [OTHERS], clock=lambda: MINUTE)

    reader.open_file(entry(), lambda: make_pdf(2), VIEWER, books=book)
    qtbot.waitUntil(lambda: reader.view.document == "f1")
    reader.pen.pen_button.setChecked(True)
    qtbot.waitUntil(lambda: reader.pen.gutter.isVisible())
    wait_sharp(reader, qtbot)
    qtbot.waitUntil(lambda: reader.view.words.of(0) is not None)
    yield reader
    reader.pen.on_draft = lambda file_id, draft: None


def at(reader: Reader, x: float, y: float) -> QPointF:
    """A point of the first page in viewport pixels."""
    place = reader.view.layout_.place(0)
    assert place is not None
    return reader.view.to_viewport(place).map(QPointF(x, y))


def line(
    reader: Reader, x0: float, y0: float, x1: float, y1: float, steps: int = 40
) -> list[tuple[float, float, float]]:
    a, b = at(reader, x0, y0), at(reader, x1, y1)
    return [
        (
            a.x() + (b.x() - a.x()) * i / steps,
            a.y() + (b.y() - a.y()) * i / steps,
            0.3 + 0.5 * math.sin(i / steps * 3),
        )
        for i in range(steps + 1)
    ]


def pixels(reader: Reader, x: float, y: float, side: int = 6) -> set[str]:
    """The colours around a point of the first page, as shown."""
    middle = at(reader, x, y).toPoint()
    box = QRect(middle.x() - side // 2, middle.y() - side // 2, side, side)
    image = reader.view.viewport().grab(box).toImage()
    return {image.pixelColor(i, j).name() for i in range(image.width()) for j in range(image.height())}


def is_blue(name: str) -> bool:
    colour = QColor(name)
    return colour.blue() > colour.red() + 60


def own(reader: Reader) -> list[Annotation]:
    book = reader.pen.book
    assert book is not None
    return [mark for mark in book.all() if book.mine(mark)]


def test_a_stroke_is_seen_before_the_pen_is_lifted(writing: Reader) -> None:
    pen = Pen(writing.view.viewport())
    track = line(writing, 300, 700, 450, 700)
    assert pen.send(QEvent.Type.TabletPress, QPointF(*track[0][:2]), 0.5)
    for x, y, pressure in track[1:]:
        assert pen.send(QEvent.Type.TabletMove, QPointF(x, y), pressure)
    assert any(is_blue(name) for name in pixels(writing, 380, 700))
    pen.send(QEvent.Type.TabletRelease, QPointF(*track[-1][:2]), 0.0)
    (mark,) = own(writing)
    assert mark.kind == "ink" and mark.page == 1 and mark.author_id == VIEWER.user_id
    xs, pressures = mark.geometry["strokes"][0][0::3], mark.geometry["strokes"][0][2::3]
    assert xs[0] == pytest.approx(300, abs=1) and xs[-1] == pytest.approx(450, abs=1)
    assert max(pressures) > 0.6 > min(pressures)
    assert any(is_blue(name) for name in pixels(writing, 380, 700))


def test_undo_and_redo_without_limit(writing: Reader) -> None:
    pen = Pen(writing.view.viewport())
    for row in range(12):
        pen.stroke(line(writing, 300, 640 + row * 5, 400, 640 + row * 5, 8))
    assert len(own(writing)) == 12
    for _ in range(12):
        writing.pen.undo_button.click()
    assert not own(writing) and not writing.pen.undo_button.isEnabled()
    assert not any(is_blue(name) for name in pixels(writing, 350, 660, 40))
    for _ in range(12):
        writing.pen.redo_button.click()
    assert len(own(writing)) == 12


def test_the_eraser_end_erases_own_strokes_only(writing: Reader) -> None:
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    eraser = Pen(writing.view.viewport(), QPointingDevice.PointerType.Eraser)
    eraser.stroke(line(writing, 380, 690, 380, 710, 10))
    assert not own(writing)
    eraser.stroke(line(writing, 150, 390, 150, 410, 10))
    assert writing.pen.book is not None and writing.pen.book.all() == [OTHERS]
    Pen(writing.view.viewport()).stroke(line(writing, 300, 690, 450, 690))
    assert len(own(writing)) == 1, "after the eraser end the pen writes again"


def test_the_barrel_button_erases(writing: Reader) -> None:
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    Pen(writing.view.viewport(), button=Qt.MouseButton.RightButton).stroke(line(writing, 380, 690, 380, 710, 10))
    assert not own(writing)


def test_the_area_eraser_leaves_the_rest_of_a_stroke(writing: Reader) -> None:
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    writing.pen.choose("area_eraser")
    Pen(writing.view.viewport()).stroke(line(writing, 375, 690, 375, 710, 10))
    (mark,) = own(writing)
    assert len(mark.geometry["strokes"]) == 2
    writing.pen.undo()
    (mark,) = own(writing)
    assert len(mark.geometry["strokes"]) == 1


def test_the_highlighter_snaps_to_words(writing: Reader) -> None:
    writing.pen.choose("highlight")
    words = [word for word in writing.view.words.of(0) or () if word.line == (writing.view.words.of(0) or ())[4].line]
    first, last = words[0], words[-1]
    y = (first.y0 + first.y1) / 2
    Pen(writing.view.viewport()).stroke(line(writing, first.x0 + 2, y, last.x1 - 2, y))
    (mark,) = own(writing)
    assert mark.kind == "highlight"
    (quad,) = mark.geometry["quads"]
    assert quad[0] == pytest.approx(first.x0, abs=0.1) and quad[2] == pytest.approx(last.x1, abs=0.1)


def test_the_mouse_draws_only_with_a_tool(writing: Reader, qtbot: QtBot) -> None:
    viewport = writing.view.viewport()

    def drag() -> None:
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(writing, 300, 700).toPoint())
        for step in range(1, 8):
            qtbot.mouseMove(viewport, at(writing, 300 + step * 10, 700).toPoint())
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(writing, 370, 700).toPoint())

    writing.pen.choose("select")
    drag()
    assert not own(writing)
    writing.pen.choose("pen")
    drag()
    assert len(own(writing)) == 1


@pytest.mark.parametrize(
    "name", ["arrow", "rectangle", "ellipse", "tick", "cross", "pencil", "underline", "strikeout"]
)
def test_every_tool_leaves_a_mark_that_can_be_undone(writing: Reader, name: str) -> None:
    writing.pen.choose(name)
    on_words = name in ("underline", "strikeout")
    y = 158 if on_words else 700
    Pen(writing.view.viewport()).stroke(line(writing, 80, y, 180, y if on_words else y + 40))
    (mark,) = own(writing)
    assert mark.kind == (name if on_words else "ink")
    writing.pen.undo()
    assert not own(writing)


def test_an_opinion_is_stamped(writing: Reader) -> None:
    writing.pen.bar.opinion_chosen.emit("Đồng ý")
    Pen(writing.view.viewport()).stroke(line(writing, 560, 700, 561, 700, 2))
    (mark,) = own(writing)
    assert mark.kind == "stamp" and mark.text == "Đồng ý"
    assert mark.geometry["rect"][2] <= 595, "the stamp stays on the page"


def test_an_opinion_with_a_blank_asks_what_stands_there(writing: Reader) -> None:
    desk = writing.pen
    assert "Chuyển … xử lý" in desk.bar.opinions and "Đồng ý" in desk.bar.opinions
    asked: list[str] = []

    def fill(words: str) -> str:
        asked.append(words)
        return "Vụ Pháp chế"

    desk.fill_blank = fill
    desk.bar.opinion_chosen.emit("Chuyển … xử lý")
    where = at(writing, 200, 600)
    Pen(writing.view.viewport()).stroke([(where.x(), where.y(), 0.5)])
    assert [mark.text for mark in own(writing)] == ["Chuyển Vụ Pháp chế xử lý"] and asked == ["Chuyển … xử lý"]
    desk.fill_blank = lambda words: ""
    desk.bar.opinion_chosen.emit("Chuyển … xử lý")
    assert desk.stamp.text == "Chuyển Vụ Pháp chế xử lý", "who changes their mind sets no half sentence"


def test_a_stamp_grows_with_its_letters(writing: Reader) -> None:
    pen = Pen(writing.view.viewport())
    writing.pen.bar.opinion_chosen.emit("Đồng ý")
    where = at(writing, 120, 600)
    pen.stroke([(where.x(), where.y(), 0.5)])
    (before,) = own(writing)
    writing.pen.choose("lasso")
    x0, y0, x1, y1 = before.geometry["rect"]
    around = ((x0 - 20, y0 - 20), (x1 + 20, y0 - 20), (x1 + 20, y1 + 20), (x0 - 20, y1 + 20))
    loop = [at(writing, *corner) for corner in around]
    pen.stroke([(point.x(), point.y(), 0.5) for point in loop])
    frame = writing.pen.lasso.frame_in_view()
    corner, far = frame.bottomRight(), frame.bottomRight() + (frame.bottomRight() - frame.topLeft())
    pen.stroke([(corner.x(), corner.y(), 0.5), (far.x(), far.y(), 0.5)])
    (after,) = own(writing)
    assert after.geometry["size"] == pytest.approx(24, abs=1)
    assert validate({"page": 1, "kind": "stamp", "geometry": after.geometry, "text": "Đồng ý"}) == []


def test_the_lasso_moves_recolours_and_deletes(writing: Reader) -> None:
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 360, 700))
    writing.pen.choose("lasso")
    pen = Pen(writing.view.viewport())
    loop = [(280, 680), (400, 680), (400, 720), (280, 720), (280, 680)]
    pen.stroke([(p.x(), p.y(), 0.5) for p in (at(writing, x, y) for x, y in loop)])
    assert len(writing.pen.lasso.chosen) == 1
    pen.stroke(line(writing, 330, 700, 330, 650, 6))
    (moved,) = own(writing)
    assert moved.geometry["strokes"][0][1] == pytest.approx(650, abs=1)
    writing.pen.bar.inks[1].click()
    assert own(writing)[0].style.color == "#c62828"
    writing.pen.lasso.delete()
    assert not own(writing)


def test_the_lasso_scales_at_its_corner_and_never_takes_anothers(writing: Reader) -> None:
    pen = Pen(writing.view.viewport())
    pen.stroke(line(writing, 120, 420, 180, 440, 12))
    (before,) = own(writing)
    writing.pen.choose("lasso")
    loop = [at(writing, *corner) for corner in ((90, 380), (220, 380), (220, 460), (90, 460), (90, 380))]
    pen.stroke([(point.x(), point.y(), 0.5) for point in loop])
    assert [mark.id for mark in writing.pen.lasso.chosen] == [before.id], "another's stroke lies inside the loop too"
    frame = writing.pen.lasso.frame_in_view()
    corner, far = frame.bottomRight(), frame.bottomRight() + (frame.bottomRight() - frame.topLeft())
    pen.stroke([(corner.x(), corner.y(), 0.5), (corner.x() + 5, corner.y() + 3, 0.5), (far.x(), far.y(), 0.5)])
    (after,) = own(writing)
    long, short = (mark.geometry["strokes"][0] for mark in (after, before))
    assert long[-3] - long[0] == pytest.approx(2 * (short[-3] - short[0]), rel=0.05)
    assert after.style.width == pytest.approx(2 * before.style.width, rel=0.05)
    assert OTHERS.id in {mark.id for mark in writing.pen.book.all()}  # type: ignore[union-attr]  # a book is open
    writing.pen.undo()
    assert own(writing)[0].geometry == before.geometry


def test_a_draft_is_kept_within_a_second_and_comes_back(writing: Reader, qtbot: QtBot) -> None:
    kept: list[tuple[str, bytes]] = []
    writing.pen.on_draft = lambda file_id, draft: kept.append((file_id, draft))
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    qtbot.waitUntil(lambda: bool(kept), timeout=1000)
    fresh = InkBook("f1", None, VIEWER.user_id, [OTHERS])
    fresh.restore(kept[0][1])
    assert [mark.id for mark in fresh.changes().add] == [own(writing)[0].id]


def test_closing_the_file_keeps_the_draft_at_once(writing: Reader) -> None:
    kept: list[bytes] = []
    writing.pen.on_draft = lambda file_id, draft: kept.append(draft)
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    writing.close_file()
    assert kept and kept[0]


def test_finishing_hands_in_what_was_added_and_removed(writing: Reader) -> None:
    handed: list[tuple[str, list[Annotation], list[str]]] = []
    writing.pen.on_commit = lambda *what: handed.append(what)
    assert not writing.pen.finish()
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    assert writing.pen.finish()
    assert handed[0][0] == "f1" and len(handed[0][1]) == 1 and handed[0][2] == []


def test_touch_is_ignored_while_the_pen_writes_and_pans_otherwise(writing: Reader, qtbot: QtBot) -> None:
    view = writing.view
    finger = QTest.createTouchDevice()

    def drag() -> None:
        QTest.touchEvent(view.viewport(), finger).press(0, QPoint(300, 600)).commit()
        for y in (550, 500, 450, 400):
            QTest.touchEvent(view.viewport(), finger).move(0, QPoint(300, y)).commit()
        QTest.touchEvent(view.viewport(), finger).release(0, QPoint(300, 400)).commit()

    Pen(view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    drag()
    assert view.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: not view.touch.pen_guards(), timeout=2000)
    drag()
    assert view.verticalScrollBar().value() > 100


def test_others_layers_can_be_hidden(writing: Reader) -> None:
    assert "#c62828" in pixels(writing, 150, 400)
    assert writing.pen.book is not None
    writing.pen.book.show_author("u-khac", False)
    assert "#c62828" not in pixels(writing, 150, 400)


def test_ink_stays_on_its_words_through_zoom_and_scroll(writing: Reader, qtbot: QtBot) -> None:
    Pen(writing.view.viewport()).stroke(line(writing, 300, 600, 450, 600))
    writing.view.set_percent(150)
    writing.view.scroll_by(0, 200)
    qtbot.waitUntil(lambda: any(is_blue(name) for name in pixels(writing, 380, 600)), timeout=3000)
    writing.view.scroll_by(0, 37)
    assert any(is_blue(name) for name in pixels(writing, 380, 600))


def test_a_jump_list_names_page_and_author(writing: Reader) -> None:
    Pen(writing.view.viewport()).stroke(line(writing, 300, 700, 450, 700))
    writing.pen.marks.name_of = lambda author: {"u-khac": "Trần Thị Mẫu", "u-mau": "Nguyễn Văn Mẫu"}[author]
    writing.pen.marks.show_book(writing.pen.book)
    rows = [writing.pen.marks.list.item(row).text() for row in range(writing.pen.marks.list.count())]
    assert rows == ["Trang 1 · Trần Thị Mẫu", "Trang 1 · Nguyễn Văn Mẫu"]
