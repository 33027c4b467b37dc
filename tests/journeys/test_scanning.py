"""Paper into the tray by the window's own sheet, on a real SANE with its test device; and signatures told at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.clerk_desk import clerk_desk
from tests.ministry import Ministry
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.intake.intake_screen import IntakeScreen
from voffice_desktop.ui.intake.scan_sheet import ScanSheet
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine


@pytest.fixture
def desk(ministry: Ministry, tmp_path: Path) -> Iterator[Desk]:
    with clerk_desk(ministry, tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def screen(desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[IntakeScreen]:
    theme, tasks, bridge = ThemeEngine(qapp), Tasks(), Bridge()
    bridge.listen(desk)
    kept = Preferences(None)
    kept.put("scan_dpi", 150)
    window = MainWindow(Context(desk, theme, tasks, bridge, kept))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("intake")
    made = window.pages.currentWidget()
    assert isinstance(made, IntakeScreen)
    yield made
    bridge.close()
    tasks.close()


def opened_sheet(screen: IntakeScreen) -> ScanSheet:
    QTest.keyClick(screen.window(), Qt.Key.Key_F7)
    (sheet,) = screen.findChildren(ScanSheet)
    return sheet


def test_sheets_go_from_the_glass_into_the_tray(
    screen: IntakeScreen, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("scanimage") is None:
        pytest.skip("sane-utils is not installed: no scan was tried")
    (tmp_path / "dll.conf").write_text("test\n", encoding="utf-8")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    assert desk.intake is not None
    before = {item.id for item in desk.intake.items()}
    sheet = opened_sheet(screen)
    qtbot.waitUntil(sheet.go.isEnabled, timeout=60_000)
    assert sheet.source.currentText() == "Khay nạp giấy", "many sheets are the clerk's usual way"
    sheet.source.setCurrentIndex(sheet.source.findText("Mặt kính"))
    with qtbot.waitSignal(sheet.scanned, timeout=60_000) as told:
        sheet.go.click()
    (item,) = told.args
    assert item.source == "scanner" and item.origin == "Noname frontend-tester"
    qtbot.waitUntil(lambda: "1 trang đã vào khay" in sheet.said.text(), timeout=10_000)
    assert {each.id for each in desk.intake.items()} - before == {item.id}
    assert desk.intake.data(item).startswith(b"%PDF-")
    sheet.cancel.click()

    def read() -> bool:
        found = desk.intake.get(item.id) if desk.intake is not None else None
        return found is not None and found.progress in ("read", "failed")

    qtbot.waitUntil(read, timeout=60_000)


def test_without_sane_the_sheet_says_who_can_help(
    screen: IntakeScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    sheet = opened_sheet(screen)
    assert not sheet.go.isEnabled()
    assert "sane-utils" in sheet.said.text() and "sane-utils" in sheet.go.accessibleDescription()
    sheet.reject()


@pytest.mark.parametrize(
    ("name", "verdict", "words"),
    [("PAdES-LT.pdf", "amber", "Chữ ký số của"), ("modified_after_signature.pdf", "not_valid", "từ chối tiếp nhận")],
)
def test_a_signed_file_of_the_tray_is_judged_before_it_is_entered(
    screen: IntakeScreen, desk: Desk, qtbot: QtBot, corpus: Path, name: str, verdict: str, words: str
) -> None:
    assert desk.intake is not None
    (item,) = desk.intake.add(name, (corpus / "signed" / "eu-dss" / name).read_bytes())
    screen.refresh()
    screen.open(item.id)
    qtbot.waitUntil(
        lambda: any(words in each.text() for each in screen.paper.banner.findChildren(QLabel)), timeout=60_000
    )
    found = desk.intake.get(item.id)
    assert found is not None and found.verdict == verdict
