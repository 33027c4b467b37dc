"""Sign in, read, lose the server, start again without it, read again, and see it come back without a click."""

from __future__ import annotations

from pathlib import Path

import requests
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import StartProgram
from tests.ministry import PASSWORD
from tests.server_process import ServerProcess
from voffice_desktop import ids
from voffice_desktop.services import captions
from voffice_desktop.services.values import ActionState, ListQuery
from voffice_desktop.ui.application import Application
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.sign_in import SignInWindow

_LONG = 120_000
ACCOUNT = "vanthu.kcb"


def sign_in_screen(application: Application) -> SignInWindow:
    first = application.first_screen()
    assert isinstance(first, SignInWindow)
    return first


def window_of(application: Application, qtbot: QtBot) -> MainWindow:
    qtbot.waitUntil(lambda: application.window is not None, timeout=_LONG)
    window = application.window
    assert window is not None
    return window


def words_in(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def dark_dots(widget: QWidget) -> int:
    """How much of a widget is as dark as print: a page of text has thousands of such dots."""
    image = widget.grab().toImage()
    return sum(
        1
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y).lightness() < 90
    )


def page_is_painted(window: MainWindow) -> bool:
    return window.reader.shows_pages() and dark_dots(window.reader) > 800


def register_one(server: ServerProcess) -> str:
    """Another clerk's machine registers a document; its symbol."""
    made = requests.post(
        f"{server.url}/api/v1/sessions",
        json={"account": ACCOUNT, "password": PASSWORD, "device": {"id": ids.new_id(), "name": "máy khác"}},
        timeout=60,
    ).json()
    symbol = "4321/MAU-VP"
    answer = requests.post(
        f"{server.url}/api/v1/incoming-documents",
        json={
            "issuer_name": "Sở Y tế tỉnh Mẫu",
            "symbol": symbol,
            "issued_on": "2026-11-20",
            "type_code": "CV",
            "summary": "Về việc thử nối lại máy chủ",
        },
        headers={"Authorization": f"Bearer {made['token']}"},
        timeout=60,
    )
    assert answer.status_code == 201, answer.text
    return symbol


def acts_of(window: MainWindow) -> tuple[ActionState, ...]:
    detail = window._showing.detail
    assert detail is not None
    return detail.actions


def number_button(window: MainWindow) -> Button:
    caption = next(act.caption for act in acts_of(window) if act.name == "number")
    return next(each for each in window.action_bar.findChildren(Button) if each.text() == caption)


def test_read_lose_the_server_start_again_and_see_it_return(
    start_program: StartProgram, server: ServerProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    profile = tmp_path / "profile"
    application = start_program(profile, server.url)
    screen = sign_in_screen(application)
    assert screen.server.text() == server.url
    screen.account.setText(ACCOUNT)
    screen.password.setText("sai mật khẩu")
    screen.submit()
    qtbot.waitUntil(lambda: screen.error_text() != "", timeout=_LONG)
    assert "mật khẩu" in screen.error_text()
    screen.password.setText(PASSWORD)
    screen.submit()
    window = window_of(application, qtbot)
    desk = window.desk
    assert desk.without_keyring
    qtbot.waitUntil(lambda: desk.sync.status().state == "synced", timeout=_LONG)
    window.go("incoming_document", "all")
    qtbot.waitUntil(lambda: page_is_painted(window), timeout=_LONG)
    row = window.list.current_row()
    assert row is not None
    detail = desk.details.get(row.kind, row.id)
    assert detail is not None
    file_id = detail.files[0].file.id
    assert window.reader.file_id == file_id
    assert desk.files.is_cached(file_id)
    seen = desk.lists.ids(ListQuery("incoming_document"))
    assert len(seen) > 50
    unnumbered = desk.lists.rows(ListQuery("outgoing_document", tab="approved"))[0].id
    window.open_record("outgoing_document", unnumbered)
    assert number_button(window).isEnabled()
    application.close()

    server.kill()
    again = start_program(profile)
    screen = sign_in_screen(again)
    assert screen.account.text() == ACCOUNT
    screen.password.setText(PASSWORD)
    screen.unlock()
    window = window_of(again, qtbot)
    assert window.desk.lists.ids(ListQuery("incoming_document")) == seen
    qtbot.waitUntil(lambda: window.desk.sync.status().state == "offline", timeout=_LONG)
    qtbot.waitUntil(lambda: "Ngoại tuyến từ" in words_in(window.banner), timeout=_LONG)
    window.open_record("incoming_document", row.id)
    qtbot.waitUntil(lambda: page_is_painted(window), timeout=_LONG)
    assert window.reader.file_id == file_id
    # What has legal effect for others says why it must wait; the rest can be done.
    window.open_record("outgoing_document", unnumbered)
    assert not number_button(window).isEnabled()
    assert captions.OFFLINE_REASON in number_button(window).toolTip()
    online = [act for act in acts_of(window) if act.online_only]
    assert not any(act.enabled for act in online)
    assert all(act.reason for act in online)
    assert any(act.enabled for act in acts_of(window) if not act.online_only)

    server.start()
    symbol = register_one(server)
    # It comes back by itself, while the record stays open.
    qtbot.waitUntil(lambda: number_button(window).isEnabled(), timeout=_LONG)
    window.go("incoming_document", "all")
    qtbot.waitUntil(lambda: window.desk.sync.status().state == "synced", timeout=_LONG)

    def arrived() -> None:
        model = window.list.model
        newest = [row.symbol for at in range(5) if (row := model.row_at(at)) is not None]
        assert symbol in newest, (newest, window.list.query, window.desk.sync.status())

    qtbot.waitUntil(arrived, timeout=_LONG)
    assert not window.banner.isVisible()
