"""*Chứng thư và thiết bị ký*: what this machine can sign with, until when, and whether it works."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Actor
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.signing_values import Key, Keys, Standing
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label, restyle
from voffice_desktop.ui.messages import announce
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.signing import queue_screen, words


def place() -> Place:
    """Where it stands in the navigation."""
    name = QCoreApplication.translate("places", "Cài đặt ký số")
    return Place("signing-keys", name, QCoreApplication.translate("places", "Chứng thư"), "certificate", bottom=True)


def allowed(who: Actor) -> bool:
    """Whoever signs."""
    return queue_screen.allowed(who)


class KeysScreen(Screen):
    """Cards of certificates with a test signature each, PKCS#12 files, PKCS#11 modules, the server's profile."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._keys = Keys()
        self._standing: Standing | None = None
        self._said = ""
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)
        self._build()

    def refresh(self) -> None:
        """Read files, tokens and the server again."""
        signing = self._context.desk.signing

        def work() -> tuple[Keys, Standing | None]:
            keys = signing.keys()
            try:
                return keys, signing.standing()
            except VofficeError:
                return keys, None

        self._context.tasks.run("sign", work, self._got, self.failed.emit, owner=self)

    def _got(self, got: tuple[Keys, Standing | None]) -> None:
        if got != (self._keys, self._standing):
            self._keys, self._standing = got
            self._build()

    def _build(self) -> None:
        theme = self._context.theme
        inner = QWidget()
        inner.setMaximumWidth(theme.px(760))
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Cài đặt ký số"), "h1"), 1)
        again = Button(theme, self.tr("Đọc lại"), "arrow_clockwise")
        again.clicked.connect(self.refresh)
        head.addWidget(again)
        column.addLayout(head)
        self._level_card(column)
        column.addWidget(label(self.tr("Chứng thư trên máy này"), "h2"))
        for key in self._keys.found:
            column.addWidget(self._key_card(key))
        if not self._keys.found:
            said = self.tr("Chưa thấy chứng thư nào. Cắm thiết bị ký, hoặc thêm tệp .p12, .pfx.")
            column.addWidget(label(said, "second", wrap=True))
        column.addWidget(self._file_card())
        column.addWidget(self._modules_card())
        column.addStretch(1)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner, 10)
        across.addStretch(1)
        self._area.setWidget(holder)

    def _level_card(self, column: QVBoxLayout) -> None:
        card, box = _card(self.tr("Mức chữ ký"))
        if self._standing is None:
            box.addWidget(label(self.tr("Chưa hỏi được máy chủ; cần mạng để ký số."), "warn", wrap=True))
        else:
            box.addWidget(label(words.level_words(self._standing.level), "body", wrap=True))
        column.addWidget(card)

    def _key_card(self, key: Key) -> QWidget:
        theme = self._context.theme
        card, box = _card(key.certificate.subject)
        place = self.tr("Thiết bị {label}, số {serial}") if key.source == "token" else self.tr("Tệp {path}")
        box.addWidget(label(place.format(label=key.label, serial=key.serial, path=key.where), "meta", wrap=True))
        issuer = self.tr("Nơi cấp: {issuer} · Số hiệu: {serial}")
        box.addWidget(
            label(issuer.format(issuer=key.certificate.issuer, serial=key.certificate.serial), "meta", wrap=True)
        )
        for tone, text in (words.validity_words(key, self._context.clock()), words.owner_words(key, self._standing)):
            if text:
                box.addWidget(label(text, tone, wrap=True))
        pin = QLineEdit()
        pin.setEchoMode(QLineEdit.EchoMode.Password)
        pin.setPlaceholderText(words.pin_words(key))
        pin.setAccessibleName(words.pin_words(key))
        result = label("", "second", wrap=True)
        result.hide()
        test = Button(theme, self.tr("Ký thử"), "signature")
        test.clicked.connect(lambda: self._test(key, pin, test, result))
        pin.returnPressed.connect(test.click)
        test.explain(words.trouble_words(key.trouble, words.day(key.certificate.not_after)) if key.trouble else "")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(pin, 1)
        row.addWidget(test)
        if key.source == "file":
            forget = Button(theme, self.tr("Bỏ khỏi danh sách"), "dismiss")
            forget.clicked.connect(lambda: self._forget(key))
            row.addWidget(forget)
        box.addLayout(row)
        box.addWidget(result)
        return card

    def _test(self, key: Key, pin: QLineEdit, button: Button, result: QWidget) -> None:
        typed, signing = pin.text(), self._context.desk.signing
        pin.clear()
        if not typed:
            pin.setFocus()
            return
        button.set_busy(True)

        def fine(_: object) -> None:
            button.set_busy(False)
            _say(result, "ok", self.tr("Ký thử thành công: khóa và chứng thư khớp nhau."))

        def failed(error: VofficeError) -> None:
            button.set_busy(False)
            _say(result, "danger", sentence(error).text)

        self._context.tasks.run("sign", lambda: signing.test(key, typed), fine, failed, owner=self)

    def _forget(self, key: Key) -> None:
        signing = self._context.desk.signing
        self._context.tasks.run(
            "sign", lambda: signing.forget_file(key.where), lambda _: self.refresh(), self.failed.emit, owner=self
        )

    def _file_card(self) -> QWidget:
        theme = self._context.theme
        card, box = _card(self.tr("Thêm tệp chứng thư (.p12, .pfx)"))
        path = QLineEdit()
        path.setPlaceholderText(self.tr("Đường dẫn của tệp"))
        path.setAccessibleName(self.tr("Đường dẫn của tệp chứng thư"))
        choose = Button(theme, self.tr("Chọn tệp"), "open")
        choose.clicked.connect(lambda: self._choose(path, self.tr("Tệp chứng thư (*.p12 *.pfx)")))
        password = QLineEdit()
        password.setEchoMode(QLineEdit.EchoMode.Password)
        password.setPlaceholderText(self.tr("Mật khẩu của tệp"))
        password.setAccessibleName(self.tr("Mật khẩu của tệp chứng thư"))
        result = label("", "danger", wrap=True)
        result.hide()
        add = Button(theme, self.tr("Thêm"), "add")
        add.clicked.connect(lambda: self._add(path, password, add, result))
        password.returnPressed.connect(add.click)
        box.addLayout(_row(path, choose))
        box.addLayout(_row(password, add))
        said = self.tr("Khóa ở nguyên trong tệp; chương trình chỉ nhớ chỗ của tệp, không nhớ mật khẩu.")
        box.addWidget(label(said, "meta", wrap=True))
        box.addWidget(result)
        return card

    def _add(self, path: QLineEdit, password: QLineEdit, button: Button, result: QWidget) -> None:
        typed, where, signing = password.text(), path.text().strip(), self._context.desk.signing
        password.clear()
        if not where:
            path.setFocus()
            return
        button.set_busy(True)

        def failed(error: VofficeError) -> None:
            button.set_busy(False)
            _say(result, "danger", sentence(error).text)

        self._context.tasks.run(
            "sign", lambda: signing.add_file(Path(where), typed), lambda _: self.refresh(), failed, owner=self
        )

    def _modules_card(self) -> QWidget:
        theme = self._context.theme
        card, box = _card(self.tr("Trình điều khiển thiết bị ký (PKCS#11)"))
        modules = self._context.desk.signing.modules()
        silent = dict(self._keys.silent)
        for module in modules:
            drop = Button(theme, self.tr("Bỏ"), "dismiss", "link")
            drop.setAccessibleName(self.tr("Bỏ trình điều khiển {path}").format(path=module))
            drop.clicked.connect(lambda _=False, gone=module: self._set_modules([m for m in modules if m != gone]))
            row = QHBoxLayout()
            row.addWidget(label(module, "body", wrap=True), 1)
            row.addWidget(drop)
            box.addLayout(row)
            if module in silent:
                box.addWidget(label(words.trouble_words(silent[module]), "danger", wrap=True))
        if not modules:
            box.addWidget(label(self.tr("Chưa có trình điều khiển nào."), "second", wrap=True))
        path = QLineEdit()
        path.setPlaceholderText(self.tr("Đường dẫn tệp thư viện của nhà cung cấp (.so, .dll, .dylib)"))
        path.setAccessibleName(self.tr("Đường dẫn trình điều khiển"))
        choose = Button(theme, self.tr("Chọn tệp"), "open")
        choose.clicked.connect(lambda: self._choose(path, self.tr("Thư viện (*.so *.dll *.dylib)")))
        add = Button(theme, self.tr("Thêm"), "add")
        add.clicked.connect(lambda: self._set_modules([*modules, *filter(None, [path.text().strip()])]))
        row = _row(path, choose)
        row.addWidget(add)
        box.addLayout(row)
        return card

    def _set_modules(self, paths: list[str]) -> None:
        signing = self._context.desk.signing

        def done(_: object) -> None:
            self._build()
            self.refresh()

        self._context.tasks.run("sign", lambda: signing.set_modules(paths), done, self.failed.emit, owner=self)

    def _choose(self, path: QLineEdit, kinds: str) -> None:
        found, _ = QFileDialog.getOpenFileName(self, self.tr("Chọn tệp"), "", kinds)
        if found:
            path.setText(found)


def _card(title: str) -> tuple[QWidget, QVBoxLayout]:
    card = frame("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 14, 16, 14)
    box.setSpacing(8)
    box.addWidget(label(title, "strong", wrap=True))
    return card, box


def _row(field: QWidget, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return row


def _say(where: QWidget, tone: str, text: str) -> None:
    where.setProperty("type", tone)
    where.setText(text)  # type: ignore[attr-defined]  # labels alone come here
    where.show()
    restyle(where)
    announce(where, text)
