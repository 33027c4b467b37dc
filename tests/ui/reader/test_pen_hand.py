"""Hand, finger, favourites, tilt and what is foreseen: how the pen fits the person who holds it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, VIEWER, entry, make_pdf, wait_sharp
from tests.ui.reader.tablet import Pen
from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.pen_choices import PenChoices
from voffice_desktop.ui.reader.reader import Reader


class Kept:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def save(self, key: str, data: bytes) -> None:
        self.held[key] = data

    def load(self, key: str) -> bytes | None:
        return self.held.get(key)

    def delete(self, key: str) -> None:
        self.held.pop(key, None)

    def keys(self, prefix: str = "") -> list[str]:
        return sorted(key for key in self.held if key.startswith(prefix))


@pytest.fixture
def writing(reader: Reader, qtbot: QtBot) -> Iterator[Reader]:
    reader.open_file(
        entry(),
        lambda: make_pdf(2),
        VIEWER,
        books=lambda _: InkBook("f1", None, VIEWER.user_id, clock=lambda: MINUTE),
    )
    qtbot.waitUntil(lambda: reader.view.document == "f1")
    reader.pen.pen_button.setChecked(True)
    wait_sharp(reader, qtbot)
    qtbot.waitUntil(lambda: reader.view.words.of(0) is not None)
    yield reader
    reader.pen.on_draft = lambda file_id, draft: None


def own(reader: Reader) -> list[Annotation]:
    assert reader.pen.book is not None
    return [mark for mark in reader.pen.book.all() if reader.pen.book.mine(mark)]


def drag(reader: Reader, *points: tuple[int, int]) -> None:
    """One finger along these places of the view."""
    finger, viewport = QTest.createTouchDevice(), reader.view.viewport()
    QTest.touchEvent(viewport, finger).press(0, QPoint(*points[0])).commit()
    for x, y in points[1:]:
        QTest.touchEvent(viewport, finger).move(0, QPoint(x, y)).commit()
    QTest.touchEvent(viewport, finger).release(0, QPoint(*points[-1])).commit()


def test_the_pen_bar_follows_the_hand_and_the_shape_of_the_window(writing: Reader, qtbot: QtBot) -> None:
    pen, view = writing.pen, writing.view

    def left(widget: object) -> int:
        return int(widget.mapTo(writing, QPoint(0, 0)).x())  # type: ignore[attr-defined] # a widget of Qt

    writing.resize(1100, 800)
    qtbot.waitUntil(lambda: pen.gutter.side == "right")
    qtbot.waitUntil(lambda: left(pen.gutter) > left(view))
    pen.bar.left_handed.setChecked(True)
    qtbot.waitUntil(lambda: left(pen.gutter) < left(view))
    assert pen.gutter.width() == 76 and pen.bar.width() == 58
    writing.resize(700, 1000)
    qtbot.waitUntil(lambda: pen.gutter.side == "bottom")
    qtbot.waitUntil(lambda: pen.gutter.y() > writing.stack.y() and pen.gutter.height() == 76)
    assert pen.bar.height() == 58
    pen.bar.left_handed.setChecked(False)
    writing.resize(1100, 800)
    qtbot.waitUntil(lambda: pen.gutter.side == "right")


def test_every_pen_button_is_large_enough_for_a_finger(writing: Reader) -> None:
    for button in (*writing.pen.bar.buttons.values(), *writing.pen.bar.inks, writing.pen.bar.more):
        if button.isVisible():
            assert button.width() >= 44 and button.height() >= 44, button.accessibleName()


def test_a_low_window_moves_tools_into_the_menu(writing: Reader, qtbot: QtBot) -> None:
    writing.resize(900, 420)
    qtbot.waitUntil(lambda: writing.pen.bar.buttons["note"].isHidden())
    assert writing.pen.bar.buttons["pen"].isVisible() and writing.pen.bar.buttons["eraser"].isVisible()
    writing.pen.bar.more.menu().aboutToShow.emit()
    shown = [action.text() for action in writing.pen.bar.more.menu().actions() if action.isVisible()]
    assert "Ghi chú chữ" in shown


def test_a_finger_draws_only_when_it_may_and_two_take_the_stroke_back(writing: Reader) -> None:
    writing.pen.choose("pen")
    drag(writing, (300, 500), (320, 480), (340, 460), (360, 440))
    assert not own(writing), "a finger pans"
    writing.pen.bar.finger.setChecked(True)
    writing.view.verticalScrollBar().setValue(0)
    drag(writing, (300, 500), (320, 500), (340, 500), (360, 500), (380, 500))
    (mark,) = own(writing)
    assert mark.kind == "ink" and set(mark.geometry["strokes"][0][2::3]) == {0.5}
    finger, viewport = QTest.createTouchDevice(), writing.view.viewport()
    QTest.touchEvent(viewport, finger).press(0, QPoint(300, 600)).commit()
    QTest.touchEvent(viewport, finger).move(0, QPoint(330, 600)).commit()
    QTest.touchEvent(viewport, finger).move(0, QPoint(335, 600)).press(1, QPoint(500, 600)).commit()
    QTest.touchEvent(viewport, finger).move(0, QPoint(300, 600)).move(1, QPoint(560, 600)).commit()
    QTest.touchEvent(viewport, finger).release(0, QPoint(300, 600)).release(1, QPoint(560, 600)).commit()
    assert own(writing) == [mark], "two fingers zoom"
    writing.pen.choose("select")
    drag(writing, (300, 500), (320, 500), (340, 500))
    assert own(writing) == [mark]


def test_favourites_hand_and_own_opinions_are_remembered(writing: Reader) -> None:
    preferences, drafts = Preferences(None), Kept()
    writing.pen.use_choices(PenChoices(preferences, drafts))
    writing.pen.bar.inks[1].choose("#15803d", 4.0)
    writing.pen.bar.left_handed.setChecked(True)
    PenChoices(preferences, drafts).keep_opinions(["Giao Vụ Pháp chế", "Đồng ý"])
    again = PenChoices(preferences, drafts)
    assert again.inks() == [("#1d4ed8", 1.6), ("#15803d", 4.0)]
    assert again.left_handed and not again.finger
    writing.pen.use_choices(again)
    assert writing.pen.bar.opinions == ("Giao Vụ Pháp chế", "Đồng ý")
    assert writing.pen.settings.color == "#1d4ed8"
    preferences.put("pen.inks", "nonsense; #zz 9")
    assert again.inks() == []


def test_a_leaning_pencil_writes_broader(writing: Reader) -> None:
    writing.pen.choose("pencil")
    for tilt, y in ((0, 500), (60, 560)):
        pen = Pen(writing.view.viewport(), tilt=tilt)
        pen.stroke([(300 + step * 4, y, 0.4) for step in range(20)])
    upright, leaning = own(writing)
    assert max(leaning.geometry["strokes"][0][2::3]) > max(upright.geometry["strokes"][0][2::3]) + 0.3


def test_what_is_foreseen_is_shown_and_never_kept(writing: Reader) -> None:
    pen, kinds = Pen(writing.view.viewport()), QEvent.Type
    pen.send(kinds.TabletPress, QPointF(300, 500), 0.5)
    for step in range(1, 12):
        pen.send(kinds.TabletMove, QPointF(300 + step * 10, 500), 0.5)
    image = writing.view.viewport().grab().toImage()
    assert image.pixelColor(414, 500).blue() > image.pixelColor(414, 500).red() + 60, "ahead of the pen"
    pen.send(kinds.TabletRelease, QPointF(410, 500), 0.0)
    (mark,) = own(writing)
    place = writing.view.layout_.place(0)
    assert place is not None
    last = writing.view.to_viewport(place).map(QPointF(mark.geometry["strokes"][0][-3], 0)).x()
    assert last == pytest.approx(410, abs=1)
    image = writing.view.viewport().grab().toImage()
    assert image.pixelColor(418, 500).lightness() > 200


def test_shift_cuts_with_the_eraser(writing: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    Pen(writing.view.viewport()).stroke([(300 + step * 5, 500, 0.5) for step in range(40)])
    writing.pen.choose("eraser")
    shift = Qt.KeyboardModifier.ShiftModifier
    monkeypatch.setattr(
        "voffice_desktop.ui.reader.tools.eraser.QGuiApplication.keyboardModifiers", staticmethod(lambda: shift)
    )
    Pen(writing.view.viewport()).stroke([(400, 480 + step * 4, 0.5) for step in range(10)])
    (mark,) = own(writing)
    assert len(mark.geometry["strokes"]) == 2


def test_lassoed_marks_are_copied_and_deleted_from_a_bar_beside_them(writing: Reader) -> None:
    Pen(writing.view.viewport()).stroke([(300 + step * 5, 500, 0.5) for step in range(20)])
    writing.pen.choose("lasso")
    Pen(writing.view.viewport()).stroke([(x, y, 0.5) for x, y in ((280, 470), (420, 470), (420, 530), (280, 530))])
    bar = writing.pen.lasso_bar
    assert bar.isVisible() and len(writing.pen.lasso.chosen) == 1
    bar.copy.click()
    first, second = own(writing)
    assert second.geometry["strokes"][0][0] == pytest.approx(first.geometry["strokes"][0][0] + 14, abs=0.01)
    assert writing.pen.lasso.chosen == [second]
    bar.delete.click()
    assert own(writing) == [first] and not bar.isVisible()
    assert not writing.pen.copy(), "nothing is chosen: Ctrl+C means the text"
    writing.pen.paste()
    assert len(own(writing)) == 2


def test_selected_words_are_marked_by_a_key(writing: Reader) -> None:
    writing.pen.choose("select")
    writing.view.words.select_page(0)
    writing.pen.choose("underline")
    (mark,) = own(writing)
    assert mark.kind == "underline" and len(mark.geometry["quads"]) > 10
    assert not writing.view.words.selected_text()


def test_a_mark_says_whose_it_is(writing: Reader) -> None:
    writing.pen.layer.name_of = {VIEWER.user_id: "Nguyễn Văn Mẫu"}.get  # type: ignore[assignment] # a name is there
    Pen(writing.view.viewport()).stroke([(300 + step * 5, 500, 0.5) for step in range(20)])
    said = writing.pen.layer.tip(QPointF(350, 500))
    assert said.startswith("Nguyễn Văn Mẫu · ") and "08:46" in said
    assert writing.pen.layer.tip(QPointF(350, 700)) == ""
