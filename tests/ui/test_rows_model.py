"""The list model keeps selection and place while rows come, go and move."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex
from pytestqt.qtbot import QtBot

from tests.ui.sample_desk import NOW, SampleLists, sample_rows
from voffice_desktop.errors import MachineFault
from voffice_desktop.qt.models import FIRST_PAGE, ROW_ROLE, RowsModel
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.values import Changed, ListQuery
from voffice_desktop.ui.speech import cell_writer, headers, speaker

KIND = "incoming_document"


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def make(lists: SampleLists, tasks: Tasks) -> RowsModel:
    return RowsModel(lists, tasks, speak=speaker(lambda: NOW), cell=cell_writer(lambda: NOW), headers=headers())


def shown(model: RowsModel) -> list[str]:
    return [model.id_at(at) for at in range(model.rowCount())]


def test_the_first_page_is_there_at_once_and_the_rest_follows(qtbot: QtBot, tasks: Tasks) -> None:
    lists = SampleLists({KIND: sample_rows(KIND, FIRST_PAGE + 350)})
    model = make(lists, tasks)
    model.show(ListQuery(KIND))
    assert model.rowCount() == FIRST_PAGE
    with qtbot.waitSignal(model.patched):
        pass
    assert model.rowCount() == FIRST_PAGE + 350
    assert model.row_at(FIRST_PAGE + 340) is not None


def test_a_change_repaints_in_place_without_a_reset(qtbot: QtBot, tasks: Tasks) -> None:
    lists = SampleLists({KIND: sample_rows(KIND, 30)})
    model = make(lists, tasks)
    model.show(ListQuery(KIND))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    lists.data[KIND][7] = replace(lists.data[KIND][7], title="Tiêu đề mới")
    with qtbot.waitSignal(model.dataChanged) as seen:
        model.patch(Changed(KIND, frozenset({lists.data[KIND][7].id})))
    assert seen.args is not None
    assert seen.args[0].row() == 7
    assert model.index(7, 0).data(ROW_ROLE).title == "Tiêu đề mới"
    assert resets == []


def test_rows_that_come_go_and_move_keep_the_current_row(qtbot: QtBot, tasks: Tasks) -> None:
    rows = sample_rows(KIND, 40)
    lists = SampleLists({KIND: list(rows)})
    model = make(lists, tasks)
    model.show(ListQuery(KIND))
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(20, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    kept = QPersistentModelIndex(model.index(20, 0))
    fresh = [replace(rows[0], id=f"fresh-{at}") for at in range(3)]
    lists.data[KIND] = [*fresh, rows[39], *rows[2:20], *rows[20:35]]
    with qtbot.waitSignal(model.patched):
        model.patch(Changed(KIND, frozenset({"fresh-0"})))
    assert shown(model) == [row.id for row in lists.data[KIND]]
    assert model.id_at(kept.row()) == rows[20].id
    assert model.id_at(selection.currentIndex().row()) == rows[20].id
    assert selection.isSelected(selection.currentIndex())


def test_other_kinds_change_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    lists = SampleLists({KIND: sample_rows(KIND, 5)})
    model = make(lists, tasks)
    model.show(ListQuery(KIND))
    with qtbot.assertNotEmitted(model.dataChanged, wait=30):
        model.patch(Changed("slip", frozenset({"slip-000"})))


def test_a_damaged_cache_is_an_error_and_never_an_empty_list(qtbot: QtBot, tasks: Tasks) -> None:
    lists = SampleLists({KIND: sample_rows(KIND, 5)})
    model = make(lists, tasks)
    model.show(ListQuery(KIND))
    lists.broken = MachineFault("cache_damaged")
    with pytest.raises(MachineFault):
        model.show(ListQuery(KIND, tab="done"))
    with qtbot.waitSignal(model.failed) as seen:
        model.refresh()
    assert seen.args is not None
    assert seen.args[0].code == "cache_damaged"
    assert model.rowCount() == 5


def test_a_row_speaks_what_the_eye_sees(qtbot: QtBot, tasks: Tasks) -> None:
    said = speaker(lambda: NOW)(sample_rows(KIND, 1)[0])
    assert said.startswith("Chưa đọc. Hỏa tốc. Hôm nay, 17:00. 1245/BYT-VPB, Văn phòng Bộ.")
    assert said.endswith("2 tệp.")


def test_an_older_reading_takes_nothing_away_that_has_come_since(qtbot: QtBot, tasks: Tasks) -> None:
    rows = sample_rows(KIND, 12)
    lists = SampleLists({KIND: rows[1:]})
    model = make(lists, tasks)
    model.show(ListQuery(KIND))
    read = threading.Event()
    ids = lists.ids

    def noted(query: ListQuery) -> list[str]:
        found = ids(query)
        read.set()
        return found

    lists.ids = noted  # type: ignore[method-assign]  # to know when it has read
    model.patch(Changed(KIND, frozenset({rows[3].id})))
    assert read.wait(5)
    # What was read waits to be delivered; meanwhile a record came and the list is shown anew.
    lists.data[KIND] = list(rows)
    model.show(ListQuery(KIND))
    tasks.run("read", lambda: None, lambda _none: read.clear())
    qtbot.waitUntil(lambda: not read.is_set())
    assert shown(model) == [row.id for row in rows]
