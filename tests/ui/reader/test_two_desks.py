"""Two people write on one page at once, on real desks and a real server; and a client that is killed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from tests.ui.reader.reader_samples import make_pdf
from tests.ui.reader.tablet import Pen
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.records import Slip
from voffice_desktop.errors import Rejected
from voffice_desktop.ids import new_id
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.protocol import codec
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Detail, ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.desk_reader import DeskReader
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.theme.engine import ThemeEngine


@dataclass
class Seat:
    """One person with a desk and an open reader."""

    desk: Desk
    reading: DeskReader
    file_id: str

    @property
    def book(self) -> InkBook:
        found = self.reading.reader.pen.book
        assert found is not None
        return found

    def marks(self) -> set[str]:
        return {mark.id for mark in self.book.all()}

    def write(self, row: int) -> str:
        """One stroke on the first page; the id of its mark."""
        before = self.marks()
        Pen(self.reading.reader.view.viewport()).stroke([(200 + step * 6, 200 + row, 0.5) for step in range(20)])
        (fresh,) = self.marks() - before
        return fresh


def slip_before_the_leader(desk: Desk) -> Detail:
    """The first slip that waits for the leader."""
    for row in desk.lists.rows(ListQuery("slip")):
        detail = desk.details.get("slip", row.id)
        if detail is not None and isinstance(detail.record, Slip) and detail.record.state == "with_leader":
            return detail
    raise AssertionError("no slip before the leader")


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication, ministry: Ministry, tmp_path: Path) -> Iterator[object]:
    with ExitStack() as leaving:
        renderer = RenderClient()
        renderer.start()
        leaving.callback(renderer.stop)
        theme = ThemeEngine(qapp)
        leaving.callback(qapp.setStyleSheet, "")
        leaving.callback(theme.deleteLater)

        def seat(account: str, slip_id: str = "") -> Seat:
            desk = accounts.sign_in(
                tmp_path / account, ministry.url, account, PASSWORD, remember=False, keychain=MemoryKeychain()
            )
            leaving.callback(desk.close)
            desk.sync.run()
            tasks, bridge = Tasks(), Bridge()
            leaving.callback(tasks.close)
            leaving.callback(bridge.close)
            bridge.listen(desk)
            reading = DeskReader(Context(desk, theme, tasks, bridge, Preferences(None)), renderer)
            leaving.callback(reading.widget().close)
            leaving.callback(reading.shut)
            reading.widget().resize(900, 900)
            reading.widget().show()
            detail = desk.details.get("slip", slip_id) if slip_id else slip_before_the_leader(desk)
            assert detail is not None
            file_id = detail.files[0].file.id

            def load(wanted: str) -> bytes:
                desk.files.fetch(wanted)
                return desk.files.read(wanted)

            reading.open_dossier(detail, file_id, load)
            qtbot.waitUntil(lambda: reading.reader.view.document == file_id, timeout=30_000)
            desk.sync.start()
            return Seat(desk, reading, file_id)

        yield seat


def test_two_people_mark_one_page_at_once(sit: object, qtbot: QtBot) -> None:
    seat = sit
    assert callable(seat)
    leader: Seat = seat("botruong")
    slip_id = slip_before_the_leader(leader.desk).record.id
    secretary: Seat = seat("thuky.bt", slip_id)
    assert leader.file_id == secretary.file_id
    by_leader = {leader.write(row) for row in (0, 12)}
    by_secretary = {secretary.write(row) for row in (6, 18)}
    every = by_leader | by_secretary
    qtbot.waitUntil(lambda: every <= leader.marks() and every <= secretary.marks(), timeout=20_000)
    assert {mark.author_id for mark in leader.book.all()} >= {leader.desk.user.id, secretary.desk.user.id}
    theirs = [mark for mark in leader.book.all() if mark.id in by_secretary]
    with pytest.raises(Rejected):
        leader.book.change(remove=theirs)
    place = leader.reading.reader.view.layout_.place(0)
    assert place is not None
    leader.reading.reader.pen.choose("eraser")
    Pen(leader.reading.reader.view.viewport()).stroke([(230, 190 + step, 0.5) for step in range(40)])
    gone = by_leader - leader.marks()
    assert gone and by_secretary <= leader.marks(), "the eraser takes one's own strokes alone"
    qtbot.waitUntil(lambda: not (gone & secretary.marks()), timeout=20_000)
    assert by_secretary <= secretary.marks()
    middle = secretary.reading.reader.view.to_viewport(place).map(QPointF(0, 0))
    assert middle.x() < 900


def test_a_substitutes_marks_say_for_whom_they_were_made(sit: object, ministry: Ministry, qtbot: QtBot) -> None:
    """Ủy quyền: both sides read the name and *thay mặt*, in the jump list and under the pointer, before and after."""
    seat = sit
    assert callable(seat)
    leader: Seat = seat("botruong")
    slip_id = slip_before_the_leader(leader.desk).record.id
    today = utc_now()
    since, until = (text.strftime("%Y-%m-%dT%H:%M:%SZ") for text in (today, today + timedelta(days=1)))
    body = {"substitute_id": ministry.person("thutruong1").user["id"], "since": since, "until": until}
    assert ministry.person("botruong").post("/delegations", body).status_code == 201
    deputy: Seat = seat("thutruong1", slip_id)
    said = f"{deputy.desk.user.full_name} (thay mặt {leader.desk.user.full_name})"

    def told(reader: Seat) -> str:
        reader.reading.reader.pen.marks.show_book(reader.book)
        rows = reader.reading.reader.pen.marks.list
        return "\n".join(rows.item(at).text() for at in range(rows.count()))

    assert said not in told(deputy)
    mark_id = deputy.write(24)
    assert said in told(deputy)
    tip = deputy.reading.reader.pen.layer.tip(QPointF(230, 224))
    assert tip.startswith(said)
    deputy.reading.hand_in()
    qtbot.waitUntil(lambda: mark_id in leader.marks(), timeout=20_000)
    (held,) = [mark for mark in leader.book.all() if mark.id == mark_id]
    assert (held.author_id, held.on_behalf_of) == (deputy.desk.user.id, leader.desk.user.id)
    assert said in told(leader)


def test_marks_that_the_server_refuses_are_kept_and_wait_for_their_author(
    sit: object, ministry: Ministry, qtbot: QtBot
) -> None:
    """The drafter withdrew the slip while its reviewer wrote: the ink is in Attention, and still on the page."""
    seat = sit
    assert callable(seat)
    drafter, reviewer = ministry.person("chuyenvien.kcb"), ministry.person("cuctruong.kcb")
    slip_id = new_id()
    body = {
        "id": slip_id,
        "title": "Phiếu trình mẫu được rút lại",
        "leader_id": ministry.person("thutruong1").user["id"],
        "route": [{"user_id": reviewer.user["id"]}],
        "files": [{"id": drafter.upload(make_pdf(1)), "role": "draft"}],
    }
    assert drafter.post("/slips", body).status_code == 201
    assert drafter.post(f"/slips/{slip_id}/submit").status_code == 200
    writer: Seat = seat("cuctruong.kcb", slip_id)
    assert drafter.post(f"/slips/{slip_id}/withdraw").status_code == 200
    mark_id = writer.write(30)
    writer.reading.hand_in()
    qtbot.waitUntil(lambda: bool(writer.desk.attention.items()), timeout=20_000)
    (item,) = writer.desk.attention.items()
    assert item.action == "annotations" and item.reason, "in words, whatever the code"
    assert item.strokes, "the ink itself is kept, not only a line about it"
    assert mark_id in writer.marks() and mark_id in {
        mark.id for mark in writer.desk.details.annotations(writer.file_id)
    }, "the author still sees it on the page"
    held = drafter.get(f"/files/{writer.file_id}/annotations").json()["items"]
    assert mark_id not in {mark["id"] for mark in held}, "nobody else ever got it"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_client_keeps_what_was_written_and_hands_it_in_later(
    ministry: Ministry, tmp_path: Path, qtbot: QtBot
) -> None:
    """kill -9 a second after the pen was lifted: the mark is in the draft or in the outbox, and arrives once."""
    profile = tmp_path / "profile"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.reader.writing_child", str(profile), ministry.url],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
    )
    with child:
        assert child.stdout is not None
        said = child.stdout.readline().split()
        os.kill(child.pid, signal.SIGKILL)
    assert len(said) == 3 and said[0] == "written", said
    _, file_id, mark_id = said
    desk = accounts.unlock(profile, "botruong", PASSWORD, keychain=MemoryKeychain(broken=True))
    try:
        kept = desk.drafts.load(f"ink:{file_id}") or b""
        queued = {mark.id for mark in desk.details.annotations(file_id)}
        assert mark_id.encode() in kept or mark_id in queued
        book = InkBook(file_id, None, desk.user.id, desk.details.annotations(file_id))
        book.restore(kept)
        changes = book.changes()
        if changes.add:
            body = {"add": [codec.to_plain(mark) for mark in changes.add], "remove": changes.remove}
            desk.acts.act("POST", f"/files/{file_id}/annotations", body)
        report = desk.sync.run()
        assert report.online and report.blocked == 0
    finally:
        desk.close()
    held = ministry.person("thuky.bt").get(f"/files/{file_id}/annotations").json()["items"]
    assert [mark["id"] for mark in held].count(mark_id) == 1, "written once, on the server once"
