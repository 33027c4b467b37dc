"""The reader on a desk: marks go to the outbox, drafts are kept, looks are noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, entry, make_pdf, wait_sharp
from tests.ui.reader.tablet import Pen
from tests.ui.sample_desk import ME, SampleActs, sample_desk
from voffice_desktop.domain.records import Annotation, Slip
from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.protocol import codec
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Changed, Detail, FileEntry, Row
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.desk_reader import DeskReader, reader_maker
from voffice_desktop.ui.reader.last_places import LastPlaces
from voffice_desktop.ui.theme.engine import ThemeEngine


class Marks:
    """The marks that the cache holds of every file."""

    def __init__(self) -> None:
        self.held: list[Annotation] = []

    def get(self, kind: str, record_id: str) -> None:
        return None

    def annotations(self, file_id: str) -> list[Annotation]:
        return list(self.held)


@pytest.fixture
def marks() -> Marks:
    return Marks()


@pytest.fixture
def desk(marks: Marks) -> Desk:
    return replace(sample_desk(), details=marks)


@pytest.fixture
def reading(qtbot: QtBot, renderer: RenderClient, desk: Desk, qapp: QApplication) -> Iterator[DeskReader]:
    theme, tasks, bridge = ThemeEngine(qapp), Tasks(), Bridge()
    bridge.listen(desk)
    context = Context(desk, theme, tasks, bridge, Preferences(None), clock=lambda: MINUTE)
    made = reader_maker(renderer)(context)
    made.widget().resize(900, 1000)
    made.widget().show()
    open_sample(made, qtbot)
    yield made
    made.shut()
    made.widget().close()
    tasks.close()
    bridge.close()
    theme.deleteLater()
    qapp.setStyleSheet("")


def dossier(*entries: FileEntry) -> Detail:
    """A record with these files."""
    row = Row("slip", "s1", "", "", "Dự thảo", "", "normal", None, "draft")
    slip = Slip(
        id="s1", code="MAU-1", title="Dự thảo", drafter_id="d", unit_id="u", leader_id=ME.id, state="with_leader"
    )
    return Detail("slip", slip, row, (), (), entries, ())


def open_sample(reading: DeskReader, qtbot: QtBot, *files: FileEntry) -> None:
    reading.open_dossier(dossier(*(files or (entry(),))), "f1", lambda _: make_pdf(2))
    qtbot.waitUntil(lambda: reading.reader.view.document == "f1")
    wait_sharp(reading.reader, qtbot)


def draw(reading: DeskReader, *, lift: bool = True) -> None:
    pen, move = Pen(reading.reader.view.viewport()), QEvent.Type
    pen.send(move.TabletPress, QPointF(300, 400), 0.5)
    for step in range(1, 20):
        pen.send(move.TabletMove, QPointF(300 + step * 5, 400 + step), 0.6)
    if lift:
        pen.send(move.TabletRelease, QPointF(400, 420), 0.0)


def acts(desk: Desk) -> list[tuple[str, str, dict[str, object] | None]]:
    assert isinstance(desk.acts, SampleActs)
    return desk.acts.done


def posted(desk: Desk) -> list[dict[str, object]]:
    return [body or {} for method, path, body in acts(desk) if path == "/files/f1/annotations"]


def test_the_account_is_over_the_page(reading: DeskReader) -> None:
    assert reading.reader.view.mark.line() == f"{ME.account} · {ME.full_name} · 08:46 22/11/2026"


def test_marks_go_to_the_outbox_when_the_file_is_left(reading: DeskReader, desk: Desk) -> None:
    draw(reading)
    reading.clear()
    (body,) = posted(desk)
    (added,) = body["add"]
    mark = codec.from_plain(added, Annotation)
    assert mark.author_id == ME.id and mark.file_id == "f1" and mark.kind == "ink"


def test_a_stroke_under_way_is_not_lost_when_the_file_is_left(reading: DeskReader, desk: Desk) -> None:
    draw(reading, lift=False)
    reading.clear()
    assert len(posted(desk)) == 1
    Pen(reading.reader.view.viewport()).send(QEvent.Type.TabletRelease, QPointF(400, 420), 0.0)  # Qt holds the target


def test_handed_in_once_and_undone_by_a_removal(reading: DeskReader, desk: Desk) -> None:
    draw(reading)
    reading.hand_in()
    reading.hand_in()
    first = codec.from_plain(posted(desk)[0]["add"][0], Annotation)
    assert len(posted(desk)) == 1
    reading.reader.pen.undo()
    reading.hand_in()
    assert posted(desk)[1] == {"add": [], "remove": [first.id]}
    reading.reader.pen.redo()
    reading.hand_in()
    again = codec.from_plain(posted(desk)[2]["add"][0], Annotation)
    assert again.geometry == first.geometry and again.id != first.id, "a removed id is not used again"


def test_what_the_outbox_refuses_stays_in_the_draft_and_comes_back(
    reading: DeskReader, desk: Desk, qtbot: QtBot
) -> None:
    assert isinstance(desk.acts, SampleActs)
    desk.acts.refuse = MachineFault("disk_full")
    draw(reading)
    reading.clear()
    assert desk.drafts.load("ink:f1")
    desk.acts.refuse = None
    open_sample(reading, qtbot)
    assert reading.reader.pen.book is not None and len(reading.reader.pen.book.all()) == 1
    reading.hand_in()
    assert len(posted(desk)) == 1
    qtbot.waitUntil(lambda: desk.drafts.load("ink:f1") is None)


def test_anothers_mark_appears_after_a_synchronisation(
    reading: DeskReader, marks: Marks, desk: Desk, qtbot: QtBot
) -> None:
    marks.held.append(
        Annotation(
            id="t1", file_id="f1", page=1, author_id="user-clerk", kind="ink",
            geometry={"strokes": [[100.0, 100.0, 0.5, 200.0, 100.0, 0.5]]},
        )
    )  # fmt: skip
    desk.sync.tell(Changed("annotation", frozenset({"t1"})))  # type: ignore[attr-defined] # the sample's own
    qtbot.waitUntil(lambda: reading.reader.pen.book is not None and len(reading.reader.pen.book.all()) == 1)


def test_pages_looked_at_are_noted(reading: DeskReader, desk: Desk, qtbot: QtBot) -> None:
    reading.reader.view.go_to(1)
    reading.clear()
    qtbot.waitUntil(lambda: ("VIEW", "f1", {"action": "view", "pages": [1, 2]}) in acts(desk))


def test_files_of_a_record_are_tabs_that_close_and_reopen(reading: DeskReader, desk: Desk, qtbot: QtBot) -> None:
    reading.clear()
    files = entry("f1", "Phiếu trình.pdf"), entry("f2", "Dự thảo.pdf"), entry("f3", "Phụ lục.docx")
    open_sample(reading, qtbot, *files)
    reader = reading.reader
    assert reader.tabs.isVisible() and reader.tabs.count() == 3
    draw(reading)
    reader.pen.pen_button.setChecked(True)
    reader.tabs.cycle(1)
    qtbot.waitUntil(lambda: reader.view.document == "f2")
    assert len(posted(desk)) == 1, "leaving a tab hands in what was drawn"
    qtbot.waitUntil(lambda: reader.pen.pen_button.isChecked(), timeout=3000)
    reader.tabs.close_current()
    qtbot.waitUntil(lambda: reader.view.document == "f3")
    assert reader.tabs.count() == 2
    reader.tabs.reopen()
    qtbot.waitUntil(lambda: reader.view.document == "f2")
    reading.open_dossier(dossier(*files), "f1", lambda _: make_pdf(2))
    qtbot.waitUntil(lambda: reader.view.document == "f1")
    assert reader.tabs.count() == 3, "the same dossier is not opened anew"


def test_tabs_change_places_and_keep_their_files(reading: DeskReader, qtbot: QtBot) -> None:
    reading.clear()
    open_sample(
        reading, qtbot, entry("f1", "Phiếu trình.pdf"), entry("f2", "Dự thảo.pdf"), entry("f3", "Phụ lục.pdf")
    )
    tabs = reading.reader.tabs
    tabs.move_current(2)
    assert [tabs.tabText(at) for at in range(3)] == ["Dự thảo.pdf", "Phụ lục.pdf", "Phiếu trình.pdf"]
    assert reading.reader.view.document == "f1", "moving a tab turns no page"
    tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: reading.reader.view.document == "f2")
    tabs.move_current(-1)
    assert tabs.currentIndex() == 0
    middle = tabs.tabRect(1).center()
    qtbot.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=middle)
    assert [tabs.tabText(at) for at in range(2)] == ["Dự thảo.pdf", "Phiếu trình.pdf"]
    assert reading.reader.view.document == "f2", "closing another tab leaves this one open"
    tabs.close_current()
    qtbot.waitUntil(lambda: reading.reader.view.document == "f1")


def test_the_place_in_a_file_outlives_the_program(reading: DeskReader, desk: Desk, qtbot: QtBot) -> None:
    reading.reader.view.go_to(1)
    reading.reader.view.set_percent(150)
    reading.clear()
    qtbot.waitUntil(lambda: desk.drafts.load("reading:places") is not None)
    found = LastPlaces(desk.drafts, lambda work: work()).get("f1")
    assert found is not None and found.page == 1 and found.percent == 150
    open_sample(reading, qtbot)
    assert reading.reader.view.page == 1 and reading.reader.view.percent == 150


def test_a_place_that_cannot_be_read_is_no_obstacle(desk: Desk) -> None:
    desk.drafts.save("reading:places", b"{broken")
    assert LastPlaces(desk.drafts, lambda work: work()).get("f1") is None


def test_next_and_previous_record_are_asked_of_the_window(reading: DeskReader) -> None:
    asked: list[int] = []
    reading.step_records_with(asked.append)
    reading.reader.next_record.emit()
    reading.reader.previous_record.emit()
    assert asked == [1, -1]


def test_an_earlier_revision_stands_frozen_beside_the_present_one(
    reading: DeskReader, marks: Marks, qtbot: QtBot
) -> None:
    reading.clear()
    old = replace(entry("f0", "Dự thảo.pdf"), file=replace(entry("f0", "Dự thảo.pdf").file, role="draft", revision=1))
    new = replace(entry("f1", "Dự thảo.pdf"), file=replace(entry("f1", "Dự thảo.pdf").file, role="draft", revision=2))
    record = dossier(new, old)
    slip = replace(record.record, revision=2, file_ids=["f1"])  # type: ignore[arg-type] # the slip of the sample
    marks.held.append(
        Annotation(
            id="alt", file_id="f0", file_revision=1, page=1, author_id=ME.id, kind="ink",
            geometry={"strokes": [[100.0, 100.0, 0.5, 300.0, 100.0, 0.5]]},
        )
    )  # fmt: skip
    reading.open_dossier(replace(record, record=slip), "f1", lambda _: make_pdf(2))
    reader = reading.reader
    qtbot.waitUntil(lambda: reader.view.document == "f1")
    assert reader.tabs.tabText(1) == "Dự thảo.pdf · lần 1"
    assert reader.pen.book is not None and reader.pen.book.revision == 2, "new ink belongs to the new revision"
    reader.show_earlier()
    beside = reader.beside
    assert beside is not None
    qtbot.waitUntil(lambda: beside.document == "f0")
    assert beside.layer.book is not None and len(beside.layer.book.all()) == 1
    assert not beside.layer.book.mine(beside.layer.book.all()[0]), "one's own old ink is frozen too"
    reader.view.go_to(1)
    assert beside.view.page == 1
    reader.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: reader.view.document == "f0")
    assert not reader.pen.pen_button.isEnabled() and not beside.isVisible()


def test_who_may_not_write_is_told_why_and_leaves_no_ink(reading: DeskReader, desk: Desk, qtbot: QtBot) -> None:
    reading.clear()
    record = dossier(entry())
    reading.open_dossier(
        replace(record, record=replace(record.record, leader_id="somebody")),  # type: ignore[type-var] # a slip
        "f1", lambda _: make_pdf(2),
    )  # fmt: skip
    qtbot.waitUntil(lambda: reading.reader.view.document == "f1")
    pen = reading.reader.pen
    assert not pen.pen_button.isEnabled() and "bút phê" in pen.pen_button.toolTip()
    draw(reading)
    reading.clear()
    assert posted(desk) == [], "a pen that is simply put on the page writes nothing either"


def test_the_live_mark_keeps_out_of_the_servers_way(reading: DeskReader) -> None:
    assert reading.reader.view.mark.between
