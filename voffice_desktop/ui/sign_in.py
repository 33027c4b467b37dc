"""Signing in: server, account, password, a one-time code if asked; or unlocking what is on this device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.errors import MachineFault, VofficeError
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services.accounts import KnownAccount
from voffice_desktop.services.desk import Desk
from voffice_desktop.ui.controls import Button, frame, label, restyle
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.top_bar import Mark

_FIELD_OF: dict[str, str] = {
    "bad_credentials": "password",
    "wrong_password": "password",
    "otp_required": "otp",
    "server_unreachable": "server",
    "not_our_server": "server",
    "password_needed": "password",
    "bad_address": "server",
    "invalid_server": "server",
    "bad_certificate": "server",
    "tls_refused": "server",
    "insecure_server": "server",
}


class Door(Protocol):
    """What the screen needs of ``services.accounts``, which is one."""

    def known(self, profile: Path) -> list[KnownAccount]:
        """See ``services.accounts``."""

    def sign_in(
        self,
        profile: Path,
        server: str,
        account: str,
        password: str,
        *,
        remember: bool = True,
        device_name: str = "",
        otp: str | None = None,
    ) -> Desk:
        """See ``services.accounts``; ``otp`` is the one-time code where the server asks for one."""

    def unlock(self, profile: Path, account: str, password: str | None = None) -> Desk:
        """See ``services.accounts``."""

    def unremember(self, profile: Path, account: str) -> None:
        """See ``services.accounts``."""


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """What was typed."""

    server: str
    account: str
    password: str
    otp: str
    remember: bool


class SignInWindow(QWidget):
    """One card in the middle. ``opened`` brings the desk; errors stand under the field that they are about."""

    opened = Signal(object)
    """A ``Desk``."""

    def __init__(
        self,
        theme: ThemeEngine,
        tasks: Tasks,
        door: Door,
        profile: Path,
        *,
        server: str = "",
        check: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = tasks
        self._door = door
        self._profile = profile
        self._check = check
        self._known: list[KnownAccount] = []
        self.setWindowTitle("voffice")
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self.server.setText(server)
        self._fill_known()

    # building

    def _build(self) -> None:
        theme = self._theme
        card = frame("card")
        card.setFixedWidth(theme.px(420))
        box = QVBoxLayout(card)
        box.setContentsMargins(28, 24, 28, 24)
        box.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Mark(theme, 40))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("voffice", "h1"))
        words.addWidget(label(self.tr("Văn phòng điện tử, dùng được cả khi mất mạng"), "meta", wrap=True))
        head.addLayout(words, 1)
        box.addLayout(head)
        box.addSpacing(8)
        self._message = label("", "error", wrap=True)
        self._message.hide()
        box.addWidget(self._message)
        self.server = self._field(box, self.tr("Máy chủ"), "https://voffice.coquan.gov.vn")
        self._server_error = self._error(box)
        self._test = Button(theme, self.tr("Kiểm tra kết nối"), "plug_disconnected", "link")
        self._test.clicked.connect(self._check_connection)
        self._test.setVisible(self._check is not None)
        row = QHBoxLayout()
        row.addWidget(self._test)
        row.addStretch()
        box.addLayout(row)
        self.account = self._field(box, self.tr("Tài khoản"), "")
        self.password = self._field(box, self.tr("Mật khẩu"), "")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._eye = QAction(QIcon(theme.icon("eye", theme.colours.text2)), self.tr("Hiện mật khẩu"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_password)
        self.password.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._password_error = self._error(box)
        self._otp_caption = label(self.tr("Mã dùng một lần"), "meta")
        self.otp = QLineEdit()
        self.otp.setAccessibleName(self.tr("Mã dùng một lần"))
        self.otp.setMaxLength(8)
        self._otp_caption.hide()
        self.otp.hide()
        box.addWidget(self._otp_caption)
        box.addWidget(self.otp)
        self._remember = QCheckBox(self.tr("Giữ đăng nhập trên máy này"))
        self._remember.setChecked(True)
        box.addWidget(self._remember)
        self._go = Button(theme, self.tr("Đăng nhập"), "", "primary")
        self._go.clicked.connect(self.submit)
        box.addWidget(self._go)
        self._offline = Button(theme, self.tr("Mở dữ liệu trên máy này"), "lock_closed")
        self._offline.clicked.connect(self.unlock)
        self._offline.hide()
        box.addWidget(self._offline)
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.addStretch()
        # Not by an alignment: an aligned card would not grow with the lines of an error.
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(card)
        across.addStretch()
        middle.addLayout(across)
        middle.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _field(self, box: QVBoxLayout, name: str, hint: str) -> QLineEdit:
        caption = label(name, "meta")
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setPlaceholderText(hint)
        caption.setBuddy(edit)
        box.addWidget(caption)
        box.addWidget(edit)
        return edit

    def _error(self, box: QVBoxLayout) -> QLabel:
        made = label("", "error", wrap=True)
        made.hide()
        box.addWidget(made)
        return made

    def _fill_known(self) -> None:
        try:
            self._known = self._door.known(self._profile)
        except VofficeError as error:
            self.show_error(error)
            return
        if self._known:
            last = self._known[0]
            self.server.setText(self.server.text() or last.server)
            self.account.setText(last.account)
            self._offline.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only when it stands: the stack that takes a screen in gives the focus to its first field.
        QTimer.singleShot(0, self, self._focus_first_empty)

    def _focus_first_empty(self) -> None:
        fields = (self.server, self.account, self.password)
        if not self.password.text():
            next((each for each in fields if not each.text()), self.password).setFocus()

    # acts

    def request(self) -> SignInRequest:
        """What stands in the fields; a server without a scheme gets https."""
        server = self.server.text().strip()
        if server and "://" not in server:
            server = f"https://{server}"
        if urlsplit(server).hostname:
            server = server.rstrip("/")
        return SignInRequest(
            server,
            self.account.text().strip(),
            self.password.text(),
            self.otp.text().strip(),
            self._remember.isChecked(),
        )

    def submit(self) -> None:
        """Sign in with what was typed."""
        asked = self.request()
        self._clear_errors()
        parts = urlsplit(asked.server)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            self.show_error(MachineFault("bad_address"))
            return
        if not asked.account or not asked.password:
            missing = self.account if not asked.account else self.password
            self._mark(missing, self.tr("Cần nhập tài khoản và mật khẩu."))
            return
        self._set_busy(True)

        def sign_in() -> Desk:
            return self._door.sign_in(
                self._profile,
                asked.server,
                asked.account,
                asked.password,
                remember=asked.remember,
                otp=asked.otp or None,
            )

        self._tasks.run("net", sign_in, self._done, self.show_error, owner=self)

    def unlock(self) -> None:
        """Open what is on this device, without the server."""
        known = next((each for each in self._known if each.account == self.request().account), None)
        if known is None:
            self.submit()
            return
        password = self.password.text() or None
        if known.needs_password and password is None:
            self._mark(self.password, self.tr("Cần mật khẩu để mở dữ liệu trên máy này."))
            return
        self._clear_errors()
        self._set_busy(True)
        self._tasks.run(
            "net",
            lambda: self._door.unlock(self._profile, known.account, password),
            self._done,
            self.show_error,
            owner=self,
        )

    def show_error(self, error: VofficeError) -> None:
        """Say an error under its field, or above them all; the fields keep what was typed."""
        self._set_busy(False)
        self._clear_errors()
        words = sentence(error).text
        where = _FIELD_OF.get(error.code, "")
        if where == "otp":
            self.otp.show()
            self._otp_caption.show()
            self._mark(self.otp, words)
        elif where == "server":
            self._mark(self.server, words)
        elif where == "password":
            self._mark(self.password, words)
            self.password.selectAll()
        else:
            self._message.setText(words)
            self._message.show()
        if error.code in ("server_unreachable", "clock_wrong") and self._known:
            self._offline.show()

    def error_text(self) -> str:
        """Every error that is shown now."""
        shown = (self._message, self._server_error, self._password_error)
        return " ".join(each.text() for each in shown if not each.isHidden())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def _done(self, desk: Desk) -> None:
        self._set_busy(False)
        self.password.clear()
        self.opened.emit(desk)

    def _check_connection(self) -> None:
        check, server = self._check, self.request().server
        if check is None:
            return
        self._clear_errors()
        self._test.set_busy(True)

        def ok(_: object) -> None:
            self._test.set_busy(False)
            self._test.setText(self.tr("Kết nối tốt"))

        def failed(error: VofficeError) -> None:
            self._test.set_busy(False)
            self.show_error(error)

        self._tasks.run("net", lambda: check(server), ok, failed, owner=self)

    def _show_password(self, on: bool) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        name = "eye_off" if on else "eye"
        self._eye.setIcon(QIcon(self._theme.icon(name, self._theme.colours.text2)))
        self._eye.setText(self.tr("Ẩn mật khẩu") if on else self.tr("Hiện mật khẩu"))

    def _mark(self, field: QLineEdit, words: str) -> None:
        field.setProperty("wrong", True)
        restyle(field)
        below = self._server_error if field is self.server else self._password_error
        below.setText(words)
        below.show()
        field.setAccessibleDescription(words)
        field.setFocus()

    def _clear_errors(self) -> None:
        for field in (self.server, self.account, self.password, self.otp):
            field.setProperty("wrong", False)
            field.setAccessibleDescription("")
            restyle(field)
        for each in (self._message, self._server_error, self._password_error):
            each.hide()

    def _set_busy(self, busy: bool) -> None:
        self._go.set_busy(busy)
        self._go.setText(self.tr("Đang đăng nhập") if busy else self.tr("Đăng nhập"))
        for field in (self.server, self.account, self.password, self.otp):
            field.setEnabled(not busy)
        self._offline.setEnabled(not busy)
