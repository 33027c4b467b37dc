"""The whole program in this process, against a server that is a process of its own."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seats
from tests.ministry import Ministry
from tests.server_process import ServerProcess
from voffice_desktop import bootstrap
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.services import slip_queue
from voffice_desktop.ui import act_flow
from voffice_desktop.ui.application import Application, Start
from voffice_desktop.ui.reader.desk_reader import reader_maker
from voffice_desktop.ui.sign_in import Door
from voffice_desktop.ui.theme.engine import ThemeEngine

StartProgram = Callable[..., Application]


@pytest.fixture
def server(seeded: Path, tmp_path: Path) -> Iterator[ServerProcess]:
    """The demo ministry, served by a child."""
    folder = tmp_path / "server"
    shutil.copytree(seeded, folder)
    made = ServerProcess(folder)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A machine whose keyring does not serve."""
    import keyring
    from keyring.backends import fail

    kept = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(kept)


@pytest.fixture
def start_program(qapp: QApplication, qtbot: QtBot, no_keyring: None) -> Iterator[StartProgram]:
    """Start the program on a profile as ``voffice-desktop --profile DIR --server URL`` does; closed at the end."""
    running: list[Application] = []
    renderer = RenderClient()
    renderer.start()

    def start(profile: Path, server: str = "") -> Application:
        application = Application(
            qapp, Start(profile, server=server), cast("Door", bootstrap), reader_maker(renderer)
        )
        application.unlock_or_sign_in()
        running.append(application)
        return application

    yield start
    for application in running:
        application.close()
    renderer.stop()


@pytest.fixture(autouse=True)
def decisions_go_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks do not wait ten seconds for the time in which a decision can be undone (``test_undone`` does)."""
    monkeypatch.setattr(act_flow, "UNDO_SECONDS", 0.0)
    monkeypatch.setattr(slip_queue, "UNDO_SECONDS", 0.0)


STAFF = ("chuyenvien.kcb", "truongphong.kcb", "cuctruong.kcb", "thuky.tt1", "thutruong1")


@pytest.fixture(scope="session")
def journey_engine(qapp: QApplication) -> ThemeEngine:
    """One engine for all: a style sheet of the whole program is dear to set."""
    return ThemeEngine(qapp)


@pytest.fixture(scope="module")
def staff(
    ministry: Ministry, tmp_path_factory: pytest.TempPathFactory, journey_engine: ThemeEngine
) -> Iterator[Seats]:
    """Specialist, head of department, head of unit, secretary and leader, signed in for a module."""
    seats = Seats(ministry, tmp_path_factory.mktemp("seats"), journey_engine)
    for account in STAFF:
        seats(account)
    yield seats
    seats.close()


@pytest.fixture
def seats(staff: Seats, qapp: QApplication) -> Iterator[Seats]:
    """The staff at their desks; windows of this test are closed after it."""
    assert staff.theme is not None
    staff.theme.set_looks(choice="light", percent=100, density="normal", touch=False)
    yield staff
    for seat in staff.made.values():
        seat.close_window()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
