"""Pulling a file out of the window: a marked copy, only where policy allows it, and nothing left afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import SampleFiles, sample_desk
from voffice_desktop.domain.records import File
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.drag_out import DragOut
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine

FILE = File(
    id="f1",
    name="Công văn.pdf",
    media_type="application/pdf",
    size=1,
    sha256="0" * 64,
    owner_kind="slip",
    owner_id="s1",
)


class Copies(SampleFiles):
    """Writes the copy that a server would make."""

    def save_copy(self, file_id: str, target: Path, annotations: bool = False) -> None:
        target.write_bytes(b"%PDF-marked")


@pytest.fixture
def pulled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What drags carried; the platform's own loop is the one thing that cannot run here."""
    carried: list[Path] = []

    def carry(drag: QDrag, *_: object) -> None:
        carried.extend(Path(url.toLocalFile()) for url in drag.mimeData().urls())

    monkeypatch.setattr(QDrag, "exec", carry)
    return carried


def _drag(qtbot: QtBot, qapp: QApplication, why: str = "") -> tuple[DragOut, Tasks, QWidget]:
    pane, tasks = QWidget(), Tasks()
    qtbot.addWidget(pane)
    desk = replace(sample_desk(), files=Copies(), may_take=lambda *_: why)
    return DragOut(Context(desk, ThemeEngine(qapp), tasks, Bridge(), Preferences(None)), pane), tasks, pane


@pytest.fixture
def allowed(qtbot: QtBot, qapp: QApplication) -> Iterator[DragOut]:
    made, tasks, _pane = _drag(qtbot, qapp)
    yield made
    made.close()
    tasks.close()


def test_the_first_pull_prepares_and_the_next_carries(allowed: DragOut, pulled: list[Path], qtbot: QtBot) -> None:
    said: list[str] = []
    allowed.said.connect(said.append)
    allowed.pull(FILE)
    assert pulled == []
    qtbot.waitUntil(lambda: len(said) == 2)
    allowed.pull(FILE)
    assert [path.name for path in pulled] == ["Công văn.pdf"]
    assert pulled[0].read_bytes() == b"%PDF-marked"
    assert pulled[0].parent.stat().st_mode & 0o077 == 0
    allowed.close()
    assert not pulled[0].exists()


def test_what_policy_refuses_is_said_and_not_prepared(pulled: list[Path], qtbot: QtBot, qapp: QApplication) -> None:
    made, tasks, _pane = _drag(qtbot, qapp, why="Chính sách của cơ quan không cho lưu bản sao hồ sơ này.")
    said: list[str] = []
    made.said.connect(said.append)
    made.pull(FILE)
    made.pull(FILE)
    assert said == ["Chính sách của cơ quan không cho lưu bản sao hồ sơ này."] * 2
    assert pulled == []
    tasks.close()
