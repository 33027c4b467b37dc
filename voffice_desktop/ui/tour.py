"""The tour: every screen and state as a picture, SCREEN-STATE-THEME-LANG-SIZE.png."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.errors import Bug, SignInNeeded, Transient, VofficeError
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.accounts import KnownAccount
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import AttentionItem, Comparison, Difference, SyncStatus
from voffice_desktop.ui.act_forms import ActDialog, asks_of
from voffice_desktop.ui.conflict_sheet import ConflictSheet
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.dialogs import ErrorSheet, KeysDialog
from voffice_desktop.ui.languages import Languages
from voffice_desktop.ui.main_window import MainWindow
from voffice_desktop.ui.outgoing.showing import dialogs as outgoing_dialogs
from voffice_desktop.ui.places import LISTED
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.reader.tour_states import reader_states
from voffice_desktop.ui.reader_host import ReaderMaker
from voffice_desktop.ui.screens import screens_of
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.sign_in import SignInWindow
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.theme.tokens import ThemeName
from voffice_desktop.ui.welcome import FirstSync, RolePicker

SAMPLE_ITEM = AttentionItem(
    "command", "slip", "slip", "Dự thảo công văn triển khai số hóa hồ sơ bệnh án", "Trả lại",
    "Bổ sung căn cứ pháp lý và dự toán kèm theo.", "Phiếu đã có bản trình mới.", "revision_changed",
    "Trần Thị Mẫu", "2026-11-20T01:16:00Z", "2026-11-19T05:46:00Z", "with_leader", can_comment=True,
)  # fmt: skip
SAMPLE_COMPARISON = Comparison(
    (
        Difference("revision", "2", "3", clash=False),
        Difference("content", "Nội dung tôi sửa", "Nội dung người khác sửa", clash=True),
    ),
    2,
    3,
)
_SETTLE = 350
_PAGES = 1500


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which all screens are taken."""

    theme: ThemeName
    language: str
    width: int = 1366
    height: int = 768
    percent: int = 100
    touch: bool = False
    short: bool = False
    """Only the main screens."""

    @property
    def size(self) -> str:
        """The last word of the names."""
        extra = ("touch" if self.touch else "") + (f"{self.percent}" if self.percent != 100 else "")
        return f"{self.width}x{self.height}{extra and '-' + extra}"


LOOKS: tuple[Look, ...] = (
    Look("light", "vi"),
    Look("dark", "vi"),
    Look("contrast", "vi", short=True),
    Look("light", "en", short=True),
    Look("light", "vi", 1080, 720, touch=True),
    Look("light", "vi", percent=150, short=True),
    Look("light", "vi", 1920, 1080, short=True),
    Look("light", "vi", 900, 700, short=True),
)


def screen_name(key: str) -> str:
    """The first word of a picture's name: the screen's key without what divides the words of the name."""
    return key.replace("_", "").replace("-", "")


class NoDoor:
    """The sign-in screen of the tour: nobody has been here before, nobody comes in."""

    def known(self, profile: Path) -> list[KnownAccount]:
        return []

    def sign_in(self, *_: object, **__: object) -> Desk:
        raise Transient("server_unreachable")

    def unlock(self, *_: object, **__: object) -> Desk:
        raise SignInNeeded("bad_credentials")

    def unremember(self, *_: object) -> None:
        pass


class Tour:
    """Takes the pictures of one desk."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        folder: Path,
        make_reader: ReaderMaker | None = None,
        clock: Clock = utc_now,
        looks: tuple[Look, ...] = LOOKS,
    ) -> None:
        self._app = app
        self._desk = desk
        self._folder = folder
        self._make_reader = make_reader
        self._clock = clock
        self._looks = looks
        self._languages = Languages()
        self._theme = ThemeEngine(app)
        self._tasks = Tasks()
        self._bridge = Bridge()
        self._count = 0

    def render(self) -> int:
        """Write every picture; returns how many there are."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._bridge.listen(self._desk)
        try:
            for look in self._looks:
                self._languages.choose(look.language)
                self._theme.set_looks(choice=look.theme, percent=look.percent, touch=look.touch)
                if not look.short:
                    self._first_screens(look)
                self._window_screens(look)
        finally:
            self._bridge.close()
            self._tasks.close()
            self._languages.choose("vi")
        return self._count

    def _first_screens(self, look: Look) -> None:
        errors: dict[str, VofficeError | None] = {
            "empty": None,
            "wrong": SignInNeeded("bad_credentials"),
            "code": SignInNeeded("otp_required"),
            "unreachable": Transient("server_unreachable"),
            "shut": SignInNeeded("session_closed"),
        }
        for state, error in errors.items():
            screen = SignInWindow(
                self._theme, self._tasks, NoDoor(), self._folder, server="https://voffice.mau.example"
            )
            if error is not None:
                screen.show_error(error)
            self._take(screen, "signin", state, look)
        self._take(RolePicker(self._theme), "roles", "all", look)
        first = FirstSync(self._theme)
        first.show_progress(340, 1200)
        self._take(first, "firstsync", "running", look)

    def _window_screens(self, look: Look) -> None:
        context = Context(self._desk, self._theme, self._tasks, self._bridge, Preferences(None), self._clock)
        window = MainWindow(context, self._make_reader, look.language)
        window.resize(look.width, look.height)
        window.show()
        for kind in LISTED if not look.short else LISTED[:1]:
            window.go(kind)
            self._settle(_PAGES if self._make_reader else _SETTLE)
            self._save(window, screen_name(kind), "list", look)
        for spec in screens_of(self._desk.actor()):
            if look.short and spec.place is None:
                continue
            name = screen_name(spec.key)
            window.go(spec.key)
            self._settle(_PAGES if self._make_reader else _SETTLE)
            self._save(window, name, "open", look)
            if spec.begins and not look.short:
                window.screens.show(spec.key, "")
                self._settle(_SETTLE)
                self._save(window, name, "new", look)
        for place in ("home", "attention", "settings"):
            window.go(place)
            self._settle(_SETTLE)
            self._save(window, place, "open", look)
        if not look.short:
            self._more_states(window, context, look)
            for name, dialog in outgoing_dialogs(context, window):
                self._dialog(dialog, name, look, wait=_PAGES if self._make_reader else _SETTLE)
        window.go(LISTED[0])
        host = window.reader.reader() if self._make_reader else None
        if host is not None:
            reader_states(
                host.widget(),
                lambda of, state: self._save(of, "reader", state, look),
                self._settle,
                window.workspace.show_reader,
            )
        window.close()
        window.deleteLater()
        self._settle(20)

    def _more_states(self, window: MainWindow, context: Context, look: Look) -> None:
        window.go("incoming_document")
        self._settle(_SETTLE)
        now = self._desk.sync.status()
        at = now.at or "2026-11-20T01:45:00Z"
        states = {
            "offline": SyncStatus("offline", at=at, offline_since=at, pending=3),
            "syncing": SyncStatus("syncing", at=at, done=34, total=120),
            "blocked": SyncStatus("synced", at=at, blocked=2),
            "portal": SyncStatus("offline", at=at, offline_since=at, pending=2, trouble="not_our_server"),
            "signedout": SyncStatus("signed_out", at=at),
            "shrinks": SyncStatus("offline", at=at, trouble="resync_shrinks", shrinks=(1240, 310)),
        }
        for name, status in states.items():
            window.show_status(status)
            self._save(window, "incomingdocument", name, look)
        window.show_status(replace(now))
        window.list.set_table(True)
        self._save(window, "incomingdocument", "table", look)
        window.list.set_table(False)
        window.list.focus_filter()
        self._save(window, "incomingdocument", "filter", look)
        window.say("Đã ghi, sẽ gửi ngay khi có mạng.", "Hoàn tác", lambda: None)
        self._save(window, "incomingdocument", "snack", look)
        row = window.list.current_row()
        detail = self._desk.details.get(row.kind, row.id) if row is not None else None
        for act in detail.actions if detail is not None else ():
            if detail is not None and asks_of(act):
                self._dialog(ActDialog(context, act, detail, window), f"act-{act.name}", look)
        window.bell_panel.open_below(window.top.bell)
        self._settle(_SETTLE)
        self._save(window, "bell", "open", look)
        window.bell_panel.close()
        self._dialog(KeysDialog(self._theme, window), "keys", look)
        self._dialog(ConflictSheet(context, SAMPLE_ITEM, SAMPLE_COMPARISON, window), "conflict", look)
        self._dialog(ErrorSheet(self._theme, sentence(Bug("unexpected")), "", window), "error", look)

    def _dialog(self, dialog: QDialog, name: str, look: Look, wait: int = 40) -> None:
        dialog.show()
        self._settle(wait)
        self._save(dialog, "dialog", name, look)
        dialog.close()
        dialog.deleteLater()

    def _take(self, screen: QWidget, name: str, state: str, look: Look) -> None:
        screen.resize(look.width, look.height)
        screen.show()
        self._settle(40)
        self._save(screen, name, state, look)
        screen.close()
        screen.deleteLater()

    def _save(self, widget: QWidget, screen: str, state: str, look: Look) -> None:
        self._settle(30)
        name = f"{screen}-{state}-{look.theme}-{look.language}-{look.size}.png"
        if widget.grab().save(str(self._folder / name)):
            self._count += 1

    def _settle(self, milliseconds: int) -> None:
        """Let the event loop run for a while: rows arrive, pages are rendered."""
        timer = QElapsedTimer()
        timer.start()
        while timer.elapsed() < milliseconds:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
