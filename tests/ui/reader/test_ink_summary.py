"""What was written by hand is asked for in letters where an act needs text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE
from tests.ui.sample_desk import ME, sample_desk
from voffice_desktop.domain.records import Annotation, File, Slip
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.values import ActionState, Detail, FileEntry, Row
from voffice_desktop.ui.act_forms import ActDialog
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.ink_summary import InkStrip, own_ink, typed_words
from voffice_desktop.ui.theme.engine import ThemeEngine


@pytest.fixture
def context(qapp: QApplication) -> Iterator[Context]:
    theme, tasks, bridge = ThemeEngine(qapp), Tasks(), Bridge()
    yield Context(sample_desk(), theme, tasks, bridge, Preferences(None), clock=lambda: MINUTE)
    tasks.close()
    bridge.close()
    theme.deleteLater()
    qapp.setStyleSheet("")


def mark(number: int, kind: str, author: str = ME.id, revision: int = 2, text: str | None = None) -> Annotation:
    geometry = (
        {"strokes": [[10.0, 10.0, 0.5, 60.0, 30.0, 0.5]]} if kind == "ink" else {"rect": [1.0, 1.0, 90.0, 20.0]}
    )
    return Annotation(
        id=f"m{number}", file_id="f1", file_revision=revision, page=1, author_id=author, kind=kind,  # type: ignore[arg-type] # literals of this test
        geometry=geometry, text=text,
    )  # fmt: skip


def detail(*marks: Annotation) -> Detail:
    slip = Slip(id="s1", code="MAU-1", title="Dự thảo", drafter_id="d", unit_id="u", leader_id=ME.id, revision=2)
    row = Row("slip", "s1", "MAU-1", "", "Dự thảo", "", "normal", None, "with_leader")
    file = File(
        id="f1", name="a.pdf", media_type="application/pdf", size=1, sha256="0", revision=2, owner_kind="slip"
    )  # fmt: skip
    return Detail("slip", slip, row, (), (), (FileEntry(file, True),), (), marks)


def test_only_own_marks_of_this_revision_count() -> None:
    found = own_ink(
        detail(mark(1, "ink"), mark(2, "ink", "khac"), mark(3, "ink", revision=1), mark(4, "stamp", text="Đồng ý")),
        ME.id,
    )
    assert [each.id for each in found] == ["m1", "m4"]
    assert typed_words([*found, mark(5, "text", text="Giao Vụ A.")]) == "Đồng ý. Giao Vụ A"


@pytest.mark.parametrize("name", ["assign", "return"])
def test_an_act_with_ink_asks_for_a_typed_summary(context: Context, qtbot: QtBot, name: str) -> None:
    act = ActionState(name, name, True, needs_text=name == "return")
    dialog = ActDialog(context, act, detail(mark(1, "ink"), mark(2, "stamp", text="Đồng ý")))
    qtbot.addWidget(dialog)
    assert len(dialog.findChildren(InkStrip)) == 1
    edit = next(each for each in dialog.findChildren(QPlainTextEdit))
    assert edit.toPlainText() == "Đồng ý" and "bắt buộc" in edit.accessibleName()


def test_without_ink_an_opinion_stays_optional(context: Context, qtbot: QtBot) -> None:
    dialog = ActDialog(context, ActionState("assign", "assign", True), replace(detail(), annotations=()))
    qtbot.addWidget(dialog)
    assert not dialog.findChildren(InkStrip)
    assert "bắt buộc" not in dialog.findChildren(QPlainTextEdit)[0].accessibleName()
