"""News outside the window: each once, by switches and quiet hours, never a word of a document."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLabel

from tests.ui.sample_desk import sample_desk
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.ui.announcements import Announcements
from voffice_desktop.ui.bell_panel import Notice
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine

SECRET = "Quyết định mẫu không được lộ"
NIGHT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
"""22:00 in Vietnam."""


def notice(record_id: str, *reasons: str) -> Notice:
    return Notice("slip", record_id, SECRET, "12/QĐ-MAU", reasons)


class Seat(QObject):
    """A window's announcements with a clock that the test sets."""

    def __init__(self, theme: ThemeEngine, tasks: Tasks) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
        self.kept = Preferences(None)
        self.bridge = Bridge()
        context = Context(sample_desk(), theme, tasks, self.bridge, self.kept, lambda: self.now)
        self.announcements = Announcements(context, self)
        self.said: list[tuple[str, list[Notice]]] = []
        self.announcements.announced.connect(lambda text, about: self.said.append((text, about)))

    def look(self, *notices: Notice) -> list[str]:
        self.said.clear()
        self.announcements.look(list(notices))
        return [text for text, _ in self.said]


@pytest.fixture
def seat(theme: ThemeEngine, tasks: Tasks, languages: Any) -> Any:
    made = Seat(theme, tasks)
    yield made
    made.bridge.close()


def test_what_is_new_is_told_once_by_its_first_wanted_reason(seat: Seat) -> None:
    assert seat.look(notice("a", "urgent")) == []  # the window has just shown it
    assert seat.look(notice("a", "urgent"), notice("b", "urgent", "soon"), notice("c", "returned")) == [
        "Có 1 văn bản khẩn chưa đọc, 1 phiếu bị trả lại."
    ]
    assert [each.id for each in seat.said[0][1]] == ["b", "c"]
    assert seat.look(notice("a", "urgent"), notice("b", "urgent", "soon"), notice("c", "returned")) == []
    assert seat.look(notice("a", "urgent", "soon"), notice("c", "returned")) == ["Có 1 văn bản khẩn chưa đọc."]


def test_nothing_of_a_document_is_said(seat: Seat) -> None:
    seat.look()
    (text,) = seat.look(*(notice(str(n), "assigned") for n in range(3)))
    assert text == "Có 3 việc mới giao."
    assert SECRET not in text


def test_a_kind_that_is_switched_off_is_not_told(seat: Seat) -> None:
    seat.kept.put("announce_assigned", False)
    seat.look()
    assert seat.look(notice("a", "assigned"), notice("b", "late")) == []
    assert seat.look(notice("a", "assigned", "soon")) == ["Có 1 việc sắp đến hạn."]


def test_quiet_hours_hold_news_back_until_they_end(seat: Seat) -> None:
    seat.kept.put("quiet_hours", True)
    seat.look()
    seat.now = NIGHT
    assert seat.look(notice("a", "urgent")) == []
    assert seat.look(notice("a", "urgent"), notice("b", "returned")) == []
    seat.now = NIGHT.replace(day=21, hour=1)
    assert seat.look(notice("b", "returned")) == ["Có 1 phiếu bị trả lại."]


def test_the_switches_stand_in_settings_and_say_why_they_cannot_be_used(
    open_window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    window = open_window()
    window.go("settings")
    boxes = {each.text(): each for each in window.settings.findChildren(QCheckBox)}
    assert not boxes["Báo văn bản khẩn mới đến"].isEnabled()
    assert "khay" in boxes["Báo văn bản khẩn mới đến"].accessibleDescription()
    start = boxes["Mở voffice khi đăng nhập vào máy"]
    assert not start.isChecked()
    start.click()
    entry = tmp_path / "autostart" / "voffice-desktop.desktop"
    assert "Exec=" in entry.read_text(encoding="utf-8")
    start.click()
    assert not entry.exists()
    entry.parent.rmdir()
    entry.parent.write_text("no folder", encoding="utf-8")
    start.click()
    assert not start.isChecked()
    assert "Không ghi được" in window.settings.findChild(QLabel, "start_trouble").text()
