"""The ĐẾN stamp of a registered document is moved on the real screen: by keys and by dragging, never in the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.clerk_desk import clerk_desk, papers
from tests.ministry import Ministry
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.intake import stamp_sheet
from voffice_desktop.ui.intake.stamp_sheet import StampSheet
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine


@pytest.fixture
def desk(ministry: Ministry, tmp_path: Path) -> Iterator[Desk]:
    with clerk_desk(ministry, tmp_path / "profile") as opened:
        yield opened


@pytest.fixture
def window(desk: Desk, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    theme, tasks, bridge = ThemeEngine(qapp), Tasks(), Bridge()
    bridge.listen(desk)
    made = MainWindow(Context(desk, theme, tasks, bridge, Preferences(None)))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    bridge.close()
    tasks.close()


def test_the_stamp_is_moved(
    ministry: Ministry, desk: Desk, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = ministry.person("vanthu.kcb")
    data = papers(1, skip=91)[0][0].make().data
    body = {
        "summary": "Về việc dời dấu đến", "symbol": "98766/SYT-NVY", "issuer_name": "Sở Y tế Huế",
        "files": [{"id": clerk.upload(data, "Công văn.pdf"), "role": "main"}],
        "stamp_place": {"page": 1, "x": 40, "y": 700},
    }  # fmt: skip
    document = clerk.post("/incoming-documents", body).json()
    file_id = document["file_ids"][0]
    before = clerk.get(f"/files/{file_id}").json()
    desk.sync.run()
    detail = desk.details.get("incoming_document", document["id"])
    assert detail is not None
    act = next(each for each in detail.actions if each.name == "stamp")
    assert act.enabled and act.caption == "Vị trí dấu đến"

    def by_hand(sheet: StampSheet) -> int:
        with qtbot.waitSignal(sheet.loaded, timeout=20_000):
            sheet.show()
        assert list(sheet.place) == [1, 40, 700]
        QTest.keyClick(sheet, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(sheet, Qt.Key.Key_Right)
        assert list(sheet.place) == [1, 42, 680]
        sheet.move_by(9_000, -9_000)
        assert sheet.place[2] == 0 and sheet.place[1] < 595 - 141
        page: Any = sheet.sheet.widget()
        corner = page._stamp_box().topLeft().toPoint() + QPoint(20, 20)
        QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=corner)
        QTest.mouseMove(page, corner + QPoint(-120, 60))
        QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=corner + QPoint(-120, 60))
        assert sheet.place[2] > 20, "the drag counts"
        sheet.keep.click()
        return sheet.result()

    monkeypatch.setattr(StampSheet, "exec", by_hand)
    stamp_sheet.move_stamp(window._flow, act, detail)
    path = f"/incoming-documents/{document['id']}"

    def moved() -> bool:
        desk.sync.run()
        return bool(clerk.get(path).json()["stamp_place"]["y"] != 700)

    qtbot.waitUntil(moved, timeout=20_000)
    place = clerk.get(path).json()["stamp_place"]
    after = clerk.get(f"/files/{file_id}").json()
    assert after["sha256"] == before["sha256"], "the bytes never carry the stamp"
    copy = clerk.get(f"/files/{file_id}/reading-copy").content
    with pymupdf.open(stream=copy, filetype="pdf") as shown:
        box = (place["x"] - 2, place["y"] - 2, place["x"] + 150, place["y"] + 104)
        assert "ĐẾN" in shown[0].get_text(clip=box)
        assert "ĐẾN" not in shown[0].get_text(clip=(38, 698, 190, 802))
    desk.sync.run()
    fresh = desk.directory.get("incoming_document", document["id"])
    assert isinstance(fresh, IncomingDocument) and fresh.stamp_place == place


def test_others_are_not_offered_it(ministry: Ministry, tmp_path: Path) -> None:
    with clerk_desk(ministry, tmp_path / "profile", "cuctruong.kcb") as other:
        rows = other.lists.ids(ListQuery("incoming_document"))
        detail = other.details.get("incoming_document", rows[0])
        assert detail is not None and all(each.name != "stamp" for each in detail.actions)
