"""Opening, moving, finding, selecting, and what is said of files that cannot be shown."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import VIEWER, entry, make_pdf, wait_sharp
from voffice_desktop.errors import MachineFault, Rejected
from voffice_desktop.ui.reader.reader import Reader
from voffice_desktop.ui.reader.reading import Policy, Position
from voffice_desktop.ui.reader.tiles import page_transform

Shown = Callable[..., Reader]


def test_a_file_opens_at_its_first_page(shown: Shown) -> None:
    reader = shown(make_pdf(3))
    assert reader.bar.page_button.text() == "1 / 3"
    assert reader.stack.currentWidget() is reader.view
    assert not reader.bar.back_button.isEnabled()


def test_zoom_keeps_the_point_under_the_pointer(shown: Shown) -> None:
    view = shown(make_pdf(3)).view
    about = QPointF(300, 400)
    place = view.place_at(about)
    assert place is not None
    before = view.to_viewport(place).inverted()[0].map(about)
    view.set_percent(300, about)
    moved = view.place_at(about)
    assert moved is not None and moved.page == place.page
    after = view.to_viewport(moved).inverted()[0].map(about)
    assert (after - before).manhattanLength() < 1.5
    assert view.percent == 300
    view.set_percent(2000)
    assert view.percent == 800
    view.set_percent(1)
    assert view.percent == 25


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90])
def test_words_lie_on_their_pixels_at_every_rotation(shown: Shown, qtbot: QtBot, rotation: int, turn: int) -> None:
    reader = shown(make_pdf(1, rotation=rotation))
    view = reader.view
    view.turn_by(turn)
    wait_sharp(reader, qtbot)
    qtbot.waitUntil(lambda: view.words.of(0) is not None)
    word = next(word for word in view.words.of(0) or () if word.text == "phúc")
    place = view.layout_.place(0)
    assert place is not None
    key = view.tiles(place)[0]
    pixmap = view.images.cache.get(key)
    assert pixmap is not None
    whole = QRectF(0, 0, key.width, key.height)
    box = page_transform(view.sizes[0], place.turn, whole).mapRect(
        QRectF(word.x0, word.y0, word.x1 - word.x0, word.y1 - word.y0)
    )
    image = pixmap.toImage().copy(box.toAlignedRect())
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))
    assert dark > 10


def test_find_without_marks_and_with_them(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(3))
    reader.find_bar.open_bar()
    reader.find_bar.field.setText("DOC LAP")
    reader.find_bar.search()
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "1/3")
    reader.find_bar.next()
    assert reader.find_bar.count.text() == "2/3"
    assert reader.view.page == 1
    reader.find_bar.previous()
    reader.find_bar.previous()
    assert reader.find_bar.count.text() == "3/3"
    reader.find_bar.marks.setChecked(True)
    qtbot.waitUntil(lambda: reader.find_bar.count.text() == "Không thấy")
    reader.find_bar.field.setText("độc lập")
    reader.find_bar.search()
    assert len(reader.view.words.hits) == 3


def said(reader: Reader) -> str:
    return "".join(each.text() for each in reader.snack.findChildren(QLabel))


def test_selected_text_is_copied_only_where_policy_allows(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(1))
    view = reader.view
    qtbot.waitUntil(lambda: view.words.of(0) is not None)
    view.words.select_page(0)
    reader.copy()
    assert QGuiApplication.clipboard().text().startswith("Độc lập - Tự do - Hạnh phúc\n")
    QGuiApplication.clipboard().setText("như cũ")
    reader.policy = Policy(copy="Chính sách không cho sao chép.", print="Chính sách không cho in.")
    reader.copy()
    assert QGuiApplication.clipboard().text() == "như cũ"
    assert reader.snack.isVisible() and said(reader).startswith("Chính sách không cho sao chép.")
    reader.more.aboutToShow.emit()
    assert not reader.more.copy.isEnabled() and "Chính sách không cho sao chép." in reader.more.copy.text()
    reader.taking.print()
    assert said(reader) == "Chính sách không cho in.", "a key that does nothing would leave people guessing"


def test_dragging_selects_words(shown: Shown, qtbot: QtBot) -> None:
    view = shown(make_pdf(1)).view
    qtbot.waitUntil(lambda: view.words.of(0) is not None)
    words = view.words.of(0) or ()
    place = view.layout_.place(0)
    assert place is not None
    first, last = words[0], words[3]
    points = [
        view.to_viewport(place).map(QPointF((w.x0 + w.x1) / 2, (w.y0 + w.y1) / 2)).toPoint() for w in (first, last)
    ]
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=points[0])
    qtbot.mouseMove(view.viewport(), points[1])
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=points[1])
    assert view.words.selected_text() == "Độc lập - Tự"


def test_the_last_position_is_told_and_restored(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(9))
    told: list[tuple[str, Position]] = []
    reader.position_changed.connect(lambda file_id, where: told.append((file_id, where)))
    reader.view.set_fit("page")
    reader.view.go_to(6)
    reader.close_file()
    assert told[0][0] == "f1" and told[0][1].page == 6 and told[0][1].fit == "page"
    reader.open_file(entry(), lambda: make_pdf(9), VIEWER, position=told[0][1])
    qtbot.waitUntil(lambda: reader.view.document == "f1")
    assert reader.view.page == 6


def test_files_of_a_dossier_are_tabs(reader: Reader, qtbot: QtBot) -> None:
    files = {"a": make_pdf(1), "b": make_pdf(4)}
    entries = [entry("a", "Tờ trình.pdf"), entry("b", "Dự thảo.pdf")]
    reader.open_dossier(entries, lambda which: files[which.file.id], VIEWER)
    qtbot.waitUntil(lambda: reader.view.document == "a")
    assert reader.tabs.count() == 2 and reader.tabs.isVisible()
    reader.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: reader.view.document == "b")
    assert len(reader.view.sizes) == 4


def test_a_locked_file_asks_for_its_password(reader: Reader, qtbot: QtBot) -> None:
    file = pymupdf.open(stream=make_pdf(1), filetype="pdf")
    locked = file.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="mo-ra", owner_pw="chu")
    reader.open_file(entry(), lambda: locked, VIEWER)
    qtbot.waitUntil(reader.notice.password.isVisible)
    assert "mật khẩu" in reader.notice.what.text()
    reader.notice.password.setText("sai")
    reader.notice.button.click()
    qtbot.waitUntil(lambda: reader.notice.what.text() == "Mật khẩu không đúng.")
    reader.notice.password.setText("mo-ra")
    reader.notice.button.click()
    qtbot.waitUntil(lambda: reader.view.document == "f1")


def test_what_cannot_be_read_is_said_in_words(reader: Reader, qtbot: QtBot) -> None:
    def missing() -> bytes:
        raise MachineFault("not_cached")

    reader.open_file(entry(), missing, VIEWER)
    qtbot.waitUntil(lambda: reader.notice.what.text() == "Tệp chưa có trên máy này.")
    reader.open_file(entry(), lambda: b"PK\x03\x04 not a pdf", VIEWER)
    qtbot.waitUntil(lambda: reader.notice.what.text() == "Tệp này không phải là PDF.")

    def without_rendition() -> bytes:
        raise Rejected("unsupported_media_type")

    reader.open_file(entry(name="Biểu tổng hợp.xlsx"), without_rendition, VIEWER)
    qtbot.waitUntil(lambda: reader.notice.what.text() == "Tệp này chưa có bản PDF để đọc.")


def test_the_death_of_the_child_is_said_and_mended(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(3))
    renderer, view = reader.renderer, reader.view
    qtbot.waitUntil(lambda: not renderer._jobs and renderer._deadline is None)
    process = renderer._process
    assert process is not None
    process.kill()
    process.wait()
    view.set_percent(130)
    view.request()
    qtbot.waitUntil(lambda: bool(view.faults))
    page = next(iter(view.faults))
    view.retry(page)
    wait_sharp(reader, qtbot)
    assert renderer.children_started == 2
    assert not view.faults


def test_full_screen_and_back(shown: Shown) -> None:
    reader = shown(make_pdf(1))
    reader.toggle_full_screen()
    assert reader.full_screen and not reader.bar.isVisible()
    reader.leave_full_screen()
    assert not reader.full_screen and reader.bar.isVisible()


def test_modes_lay_pages_out(shown: Shown) -> None:
    view = shown(make_pdf(5)).view
    view.set_mode("two")
    first, second = view.layout_.place(0), view.layout_.place(1)
    assert first is not None and second is not None and first.y == second.y and second.x > first.x
    view.set_mode("single")
    view.go_to(3)
    assert [place.page for place in view.visible_places()] == [3]
    assert view.layout_.place(0) is None


def outside_links() -> bytes:
    """A page with a link to the web, one to a program, and one to the second page by name."""
    file = pymupdf.open()
    for _ in range(2):
        file.new_page(width=595, height=842).insert_text((72, 100), "Liên kết")
    page = file[0]
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(50, 50, 250, 90), "uri": "https://mau.example/a"}
    )
    page.insert_link({"kind": pymupdf.LINK_LAUNCH, "from": pymupdf.Rect(50, 150, 250, 190), "file": "calc.exe"})
    page.insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(50, 250, 250, 290), "page": 1})
    return bytes(file.tobytes())


def test_links_stay_inside_or_ask_first(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = shown(outside_links()).view
    opened: list[str] = []
    asked: list[str] = []
    answer = [QMessageBox.StandardButton.Cancel]
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    monkeypatch.setattr(QMessageBox, "question", lambda *words: asked.append(words[2]) or answer[0])
    monkeypatch.setattr(QMessageBox, "information", lambda *words: asked.append(words[2]))
    qtbot.waitUntil(lambda: view.words.link_at(0, QPointF(100, 70)) is not None)

    def click(y: float) -> None:
        place = view.layout_.place(0)
        assert place is not None
        at = view.to_viewport(place).map(QPointF(100, y)).toPoint()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    click(70)
    assert "https://mau.example/a" in asked[-1] and not opened, "the address is shown, and nothing opens by itself"
    answer[0] = QMessageBox.StandardButton.Open
    click(70)
    assert opened == ["https://mau.example/a"]
    click(170)
    assert "calc.exe" in asked[-1] and len(opened) == 1, "a program is refused in words"
    click(270)
    assert view.page == 1
