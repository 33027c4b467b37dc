"""Start-up of the window: the client, the demo ministry, and the tour of every screen."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication

from voffice_desktop import bootstrap, demo, logs, paths
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.qt.collecting import MainThreadCollector
from voffice_desktop.qt.single_instance import SingleInstance
from voffice_desktop.ui.application import Application, Start
from voffice_desktop.ui.reader.desk_reader import reader_maker
from voffice_desktop.ui.sign_in import Door

_QUICK = 200
_DOOR = cast("Door", bootstrap)
"""Desks come from the composition root."""


def run(options: argparse.Namespace) -> int:
    """Run the window program: no word, ``demo`` or ``tour DIR``. Returns the exit code.

    ``options`` is what :func:`voffice_desktop.cli.parser` read; what was not given is missing there.
    """
    given = vars(options)
    account = given.get("account") or ""
    if options.command == "tour":
        return _tour(options.folder, account)
    app = _qt()
    collector = MainThreadCollector()
    profile = given.get("profile") or paths.default_profile()
    if options.command == "demo":
        if options.reset:
            demo.reset()
        profile = given.get("profile") or demo.home() / "profile"
    start = Start(
        Path(profile).expanduser().absolute(),
        server=given.get("server") or "",
        language=given.get("lang") or "",
        touch=bool(given.get("touch")),
        safe_mode=bool(given.get("safe_mode")) or _shift_held(app),
    )
    single = SingleInstance(start.profile, app)
    if options.command != "demo":  # the sample ministry may be looked at from two seats at once
        if single.show_other():
            collector.close()
            return 0
        single.listen()
    paths.private_folder(start.profile)
    logs.to_file(start.profile / "voffice.log")
    renderer = RenderClient()
    renderer.start()
    application = Application(app, start, _DOOR, reader_maker(renderer))
    application.watch_errors()
    single.asked_to_show.connect(application.show)
    server = demo.EmbeddedServer() if options.command == "demo" else None
    if server is not None:
        _open_demo(application, server, start.profile, account)
    else:
        application.unlock_or_sign_in()
    _heed_signals(app)
    code = app.exec()
    single.close()
    if server is not None:
        # First, so that nobody waits for a ministry that is still being made.
        server.stop()
    application.close()
    collector.close()
    renderer.stop()
    return code


def _open_demo(application: Application, server: demo.EmbeddedServer, profile: Path, account: str) -> None:
    """Bring the server up in a worker, then the role picker or the named account."""

    def enter(name: str) -> None:
        application.wait(QCoreApplication.translate("Application", "Đang vào văn phòng mẫu"))
        application.tasks.run(
            "net",
            lambda: _DOOR.sign_in(profile, server.url, name, demo.PASSWORD),
            application.open_desk,
            application.refused,
            owner=application,
        )

    def up(_: str) -> None:
        if account:
            enter(account)
        else:
            application.pick_role(enter)

    application.wait(
        QCoreApplication.translate("Application", "Đang chuẩn bị dữ liệu mẫu, lần đầu mất chừng một phút")
    )
    application.tasks.run("net", server.start, up, application.refused, owner=application)


def _tour(folder: Path, account: str) -> int:
    """Render every screen and state of the demo ministry into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from voffice_desktop.ui.tour import Tour  # the tour is no part of an ordinary start

    app = _qt()
    collector = MainThreadCollector()
    server = demo.EmbeddedServer()
    renderer = RenderClient()
    with tempfile.TemporaryDirectory(prefix="voffice-tour-") as profile:
        try:
            url = server.start()
            desk = _DOOR.sign_in(Path(profile), url, account or "cuctruong.kcb", demo.PASSWORD, remember=False)
            desk.sync.run()
            renderer.start()
            count = Tour(app, desk, folder, reader_maker(renderer)).render()
            desk.close()
        except VofficeError as error:
            print(f"voffice-desktop: {error}", file=sys.stderr)  # noqa: T201 - one line for whoever called the tour
            return 1
        finally:
            renderer.stop()
            server.stop()
            collector.close()
    print(f'{{"pictures": {count}}}')  # noqa: T201 - the tour's answer
    return 0


def _qt() -> QApplication:
    QApplication.setApplicationName("voffice")
    QApplication.setDesktopFileName("voffice-desktop")
    found = QApplication.instance()
    return cast("QApplication", found) if found is not None else QApplication([sys.argv[0]])


def _shift_held(app: QApplication) -> bool:
    """Shift held while the program starts asks for the safe mode, as ``--safe-mode`` does."""
    app.processEvents()
    return bool(app.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)


def _heed_signals(app: QApplication) -> None:
    """Ctrl+C and a polite kill end the program as closing the window does."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.quit())
    # Python hears a signal only between two of its own instructions: Qt's loop has to come back to it now and then.
    timer = QTimer(app)
    timer.setInterval(_QUICK)
    timer.timeout.connect(lambda: None)
    timer.start()
