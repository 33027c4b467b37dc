"""A client of its own: signs in, opens a slip, writes one stroke, says so after a second, and waits to be killed."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD
from tests.ui.reader.tablet import Pen
from voffice_desktop.domain.records import Slip
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.desk_reader import DeskReader
from voffice_desktop.ui.theme.engine import ThemeEngine


def main(profile: Path, server: str) -> None:
    """Runs until it is killed."""
    app = QApplication([])
    desk = accounts.sign_in(profile, server, "botruong", PASSWORD, remember=False, keychain=MemoryKeychain())
    desk.sync.run()
    renderer = RenderClient()
    renderer.start()
    tasks = Tasks()
    reading = DeskReader(Context(desk, ThemeEngine(app), tasks, Bridge(), Preferences(None)), renderer)
    reading.widget().resize(900, 900)
    reading.widget().show()
    details = (desk.details.get("slip", row.id) for row in desk.lists.rows(ListQuery("slip")))
    detail = next(
        one for one in details if one and isinstance(one.record, Slip) and one.record.state == "with_leader"
    )
    file_id = detail.files[0].file.id

    def load(wanted: str) -> bytes:
        desk.files.fetch(wanted)
        return desk.files.read(wanted)

    reading.open_dossier(detail, file_id, load)
    while reading.reader.view.document != file_id:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    book = reading.reader.pen.book
    before = {mark.id for mark in book.all()} if book else set()
    Pen(reading.reader.view.viewport()).stroke([(200 + step * 6, 300, 0.5) for step in range(20)])
    written = QElapsedTimer()
    written.start()
    while written.elapsed() < 1000:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    (fresh,) = {mark.id for mark in book.all()} - before if book else {""}
    print("written", file_id, fresh, flush=True)
    app.exec()


main(Path(sys.argv[1]), sys.argv[2])
