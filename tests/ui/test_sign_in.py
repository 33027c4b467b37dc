"""Signing in: each error in its own sentence, under its field, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import sample_desk
from voffice_desktop.errors import MachineFault, SignInNeeded, Transient, VersionMismatch, VofficeError
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.accounts import KnownAccount
from voffice_desktop.services.desk import Desk
from voffice_desktop.ui.sentences import CODES, sentence
from voffice_desktop.ui.sign_in import SignInWindow
from voffice_desktop.ui.theme.engine import ThemeEngine


class SampleDoor:
    """Answers with an error or a desk, and remembers what it was asked."""

    def __init__(self, error: VofficeError | None = None, known: list[KnownAccount] | None = None) -> None:
        self.error = error
        self.accounts = known or []
        self.asked: list[tuple[str, str, str, str | None]] = []
        self.unlocked: list[tuple[str, str | None]] = []

    def known(self, profile: Path) -> list[KnownAccount]:
        return self.accounts

    def sign_in(
        self,
        profile: Path,
        server: str,
        account: str,
        password: str,
        *,
        remember: bool = True,
        device_name: str = "",
        otp: str | None = None,
    ) -> Desk:
        self.asked.append((server, account, password, otp))
        if self.error is not None:
            raise self.error
        return sample_desk()

    def unlock(self, profile: Path, account: str, password: str | None = None) -> Desk:
        self.unlocked.append((account, password))
        return sample_desk()

    def unremember(self, profile: Path, account: str) -> None:
        self.accounts = []


def screen(qtbot: QtBot, theme: ThemeEngine, tasks: Tasks, door: SampleDoor, folder: Path) -> SignInWindow:
    made = SignInWindow(theme, tasks, door, folder)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(window: SignInWindow, server: str = "voffice.mau.example") -> None:
    window.server.setText(server)
    window.account.setText("vanthu.kcb")
    window.password.setText("Mau@2026")


@pytest.mark.parametrize(
    "error",
    [
        SignInNeeded("bad_credentials"),
        Transient("server_unreachable"),
        Transient("not_our_server"),
        MachineFault("disk_full"),
        MachineFault("cache_damaged"),
        VersionMismatch("cache_newer"),
        SignInNeeded("device_wiped"),
    ],
    ids=lambda error: error.code,
)
def test_each_error_has_its_sentence_and_keeps_what_was_typed(
    qtbot: QtBot, theme: ThemeEngine, tasks: Tasks, tmp_path: Path, error: VofficeError
) -> None:
    window = screen(qtbot, theme, tasks, SampleDoor(error), tmp_path)
    fill(window)
    window.submit()
    qtbot.waitUntil(lambda: sentence(error).text in window.error_text())
    assert window.request().account == "vanthu.kcb"
    assert window.request().password == "Mau@2026"
    assert window.account.isEnabled()


def test_a_one_time_code_is_asked_for_and_sent(
    qtbot: QtBot, theme: ThemeEngine, tasks: Tasks, tmp_path: Path
) -> None:
    door = SampleDoor(SignInNeeded("otp_required"))
    window = screen(qtbot, theme, tasks, door, tmp_path)
    fill(window)
    assert not window.otp.isVisible()
    window.submit()
    qtbot.waitUntil(window.otp.isVisible)
    door.error = None
    window.otp.setText("123456")
    with qtbot.waitSignal(window.opened):
        window.submit()
    assert door.asked[-1] == ("https://voffice.mau.example", "vanthu.kcb", "Mau@2026", "123456")
    assert window.password.text() == ""


@pytest.mark.parametrize("server", ["", "ftp://voffice", "https://"])
def test_a_wrong_address_is_said_without_asking_any_server(
    qtbot: QtBot, theme: ThemeEngine, tasks: Tasks, tmp_path: Path, server: str
) -> None:
    door = SampleDoor()
    window = screen(qtbot, theme, tasks, door, tmp_path)
    fill(window, server)
    window.submit()
    assert sentence(MachineFault("bad_address")).text in window.error_text()
    assert door.asked == []


def test_data_on_the_device_opens_without_a_server(
    qtbot: QtBot, theme: ThemeEngine, tasks: Tasks, tmp_path: Path
) -> None:
    known = KnownAccount("vanthu.kcb", "Nguyễn Thu Mẫu", "https://voffice.mau.example", True, "")
    door = SampleDoor(known=[known])
    window = screen(qtbot, theme, tasks, door, tmp_path)
    window.unlock()
    assert door.unlocked == []
    window.password.setText("Mau@2026")
    with qtbot.waitSignal(window.opened):
        window.unlock()
    assert door.unlocked == [("vanthu.kcb", "Mau@2026")]


def test_every_sentence_has_a_way_on() -> None:
    for code in CODES:
        words = sentence(MachineFault(code))
        assert words.what.endswith("."), code
        assert words.next.endswith("."), code


def test_an_unknown_code_still_names_itself_and_a_way_on() -> None:
    words = sentence(MachineFault("something_new"))
    assert "something_new" in words.what
    assert words.next
