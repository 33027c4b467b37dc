"""Recipients: found without marks, each once, saved lists, and a dispatch that is sent once."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import NOW, SampleDirectory, sample_desk
from voffice_desktop.domain import recipients
from voffice_desktop.domain.records import Kind, Recipient, Record
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Directory
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.outgoing.recipient_picker import RecipientPicker
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine

KNOWN = (
    Recipient(id="a", name="Bộ Xây dựng", code="G17", group="ministry"),
    Recipient(id="b", name="Bộ Công an", code="G01", group="ministry"),
    Recipient(id="c", name="Sở Y tế Đà Nẵng", code="H17.12", group="health_department"),
    Recipient(id="d", name="Cục Quản lý Dược", code="", group="other", unit_id="qld"),
    Recipient(id="e", name="Bộ Xây dựng (cũ)", code="g17", group="ministry"),
)


class Known(SampleDirectory):
    """A directory that knows these recipients."""

    def all(self, kind: Kind) -> list[Record]:
        return list(KNOWN) if kind == "recipient" else super().all(kind)


@pytest.fixture
def picker(qtbot: QtBot, theme: ThemeEngine, tasks: Tasks) -> RecipientPicker:
    desk = replace(sample_desk(), directory=cast("Directory", Known()))
    made = RecipientPicker(Context(desk, theme, tasks, Bridge(), Preferences(None), lambda: NOW), ["b"])
    qtbot.addWidget(made)
    made.show()
    return made


def names(picker: RecipientPicker) -> list[str]:
    return [one.name for one in picker.chosen()]


def shown(picker: RecipientPicker) -> list[str]:
    tops = [picker.tree.topLevelItem(at) for at in range(picker.tree.topLevelItemCount())]
    return [top.text(0) for top in tops if top is not None]


def test_groups_stand_in_the_ministrys_order_with_their_counts(picker: RecipientPicker) -> None:
    assert shown(picker) == ["Bộ (1/3)", "Sở Y tế các tỉnh, thành phố (1)", "Cơ quan, đơn vị khác (1)"]


def test_typing_without_marks_finds_and_enter_takes_the_first(picker: RecipientPicker) -> None:
    picker.search.setText("da nang")
    assert shown(picker) == ["Sở Y tế các tỉnh, thành phố (1)"]
    picker._take_first()
    assert names(picker) == ["Bộ Công an", "Sở Y tế Đà Nẵng"]
    assert picker.search.text() == ""


def test_the_same_agency_is_taken_once_however_it_comes(picker: RecipientPicker) -> None:
    picker.add(["a", "b", "e", "a"])
    assert names(picker) == ["Bộ Công an", "Bộ Xây dựng"]
    assert picker.merged == 3
    assert "3" in picker._note.text()
    assert recipients.merged(KNOWN) == list(KNOWN[:4])


def test_lists_are_kept_by_name_and_the_last_one_is_offered(picker: RecipientPicker) -> None:
    picker.add(["c", "d"])
    picker.keep("Miền Trung")
    picker.lists.used(["a"])
    picker.remove(["b", "c", "d"])
    assert names(picker) == []
    picker._fill_saved()
    offered = [picker._saved.itemText(at) for at in range(picker._saved.count())]
    assert offered[1:] == ["Lần phát hành trước (1)", "Miền Trung (3)"]
    picker._use_saved(2)
    assert names(picker) == ["Bộ Công an", "Sở Y tế Đà Nẵng", "Cục Quản lý Dược"]
