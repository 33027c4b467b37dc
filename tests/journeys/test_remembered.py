"""*Giữ đăng nhập trên máy này*: later starts ask for no password, until it is not wanted or the account is forgotten.

The keyring is one in memory; the round trip through a real Secret Service stands in ``tests/unit/vault``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from voffice_desktop import bootstrap
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import SyncStatus
from voffice_desktop.ui.application import Application, Start
from voffice_desktop.ui.sign_in import Door, SignInWindow

ACCOUNT = "vanthu.qld"


class Doorstep(Application):
    """The program until a desk is open; no window is made over it."""

    def open_desk(self, desk: Desk) -> None:
        self.desk = desk


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> MemoryKeychain:
    made = MemoryKeychain()
    monkeypatch.setattr(bootstrap, "SystemKeychain", lambda *_a, **_k: made)
    return made


@pytest.fixture
def start(
    qapp: QApplication, tmp_path: Path, ministry: Ministry, chain: MemoryKeychain
) -> Iterator[Callable[[], Doorstep]]:
    """Start the program on the one profile; the run before it ends first."""
    running: list[Doorstep] = []

    def end() -> None:
        while running:
            application = running.pop()
            first = application.first_screen()
            application.close()
            if first is not None:
                first.window().close()
                first.window().deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def begin() -> Doorstep:
        end()
        application = Doorstep(qapp, Start(tmp_path, server=ministry.url), cast("Door", bootstrap))
        running.append(application)
        application.unlock_or_sign_in()
        return application

    yield begin
    end()


def screen_of(application: Application) -> SignInWindow:
    screen = application.first_screen()
    assert isinstance(screen, SignInWindow)
    return screen


def sign_in(application: Doorstep, qtbot: QtBot, *, remember: bool) -> None:
    screen = screen_of(application)
    screen.account.setText(ACCOUNT)
    screen.password.setText(PASSWORD)
    screen.findChildren(QCheckBox)[0].setChecked(remember)
    screen.submit()
    qtbot.waitUntil(lambda: application.desk is not None, timeout=15_000)


def test_it_is_remembered_until_it_is_not_wanted(
    start: Callable[[], Doorstep], chain: MemoryKeychain, tmp_path: Path, qtbot: QtBot
) -> None:
    sign_in(start(), qtbot, remember=True)
    assert chain.kept

    again = start()
    assert not isinstance(again.first_screen(), SignInWindow)
    qtbot.waitUntil(lambda: again.desk is not None, timeout=15_000)
    assert again.desk is not None
    assert again.desk.account == ACCOUNT

    chain.broken = True  # the keyring does not open today: that is said, and the way on is the password
    locked = start()
    qtbot.waitUntil(lambda: isinstance(locked.first_screen(), SignInWindow), timeout=15_000)
    assert "kho khóa" in screen_of(locked).error_text()
    chain.broken = False

    sign_in(locked, qtbot, remember=False)
    asks = start()
    assert isinstance(asks.first_screen(), SignInWindow)
    assert asks.desk is None
    screen = screen_of(asks)
    assert screen.account.text() == ACCOUNT
    screen.unlock()
    assert "mật khẩu" in screen.error_text()
    screen.password.setText(PASSWORD)
    screen.unlock()
    qtbot.waitUntil(lambda: asks.desk is not None, timeout=15_000)


def test_a_forgotten_account_leaves_neither_key_nor_file(
    start: Callable[[], Doorstep], chain: MemoryKeychain, tmp_path: Path, qtbot: QtBot
) -> None:
    sign_in(start(), qtbot, remember=True)
    folder = next(path for path in tmp_path.iterdir() if (path / "header.json").exists())
    opened = start()
    qtbot.waitUntil(lambda: opened.desk is not None, timeout=15_000)
    opened.close()
    accounts.forget(tmp_path, ACCOUNT, keychain=chain)
    assert chain.kept == {}
    assert not folder.exists()
    fresh = start()
    screen = screen_of(fresh)
    assert screen.account.text() == ""


def test_who_is_signed_out_by_the_server_is_told_and_asked_again(start: Callable[[], Doorstep], qtbot: QtBot) -> None:
    sign_in(start(), qtbot, remember=True)
    opened = start()
    qtbot.waitUntil(lambda: opened.desk is not None, timeout=15_000)
    opened.bridge.status.emit(SyncStatus("signed_out", trouble="session_closed"))
    qtbot.waitUntil(lambda: not any(each.name.startswith("write") for each in threading.enumerate()), timeout=15_000)
    assert screen_of(opened).account.text() == ACCOUNT
    assert "đã bị khóa" in screen_of(opened).error_text()
    asks = start()
    assert asks.desk is None
    assert isinstance(asks.first_screen(), SignInWindow)
    screen = screen_of(asks)
    screen.password.setText(PASSWORD)
    screen.unlock()
    qtbot.waitUntil(lambda: asks.desk is not None, timeout=15_000)
