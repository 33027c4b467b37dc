"""Which key, and its PIN: the part that every signing dialog shares. A PIN is taken once and wiped from the field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services.signing_values import Key, Keys, SignatureKind, Standing
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, label, restyle
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.signing import words

_LAST = "signing_key"


class KeyPicker(QWidget):
    """A list of certificates, what stands of the chosen one, and the field for its PIN."""

    submitted = Signal()
    """Enter was pressed in the PIN field."""
    changed = Signal()
    """Another key, or the keys were read."""

    def __init__(self, context: Context, kind: SignatureKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self.standing: Standing | None = None
        self._keys = Keys()
        theme = context.theme
        self._box = QComboBox()
        self._box.setAccessibleName(self.tr("Chứng thư số"))
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(24)
        self._box.currentIndexChanged.connect(self._chosen)
        self._again = IconButton(theme, "arrow_clockwise", self.tr("Đọc lại thiết bị ký"))
        self._again.clicked.connect(self.read)
        self._add = Button(theme, self.tr("Chọn tệp .p12, .pfx"), "certificate", "link")
        self._add.clicked.connect(self._choose_file)
        self._about = label("", "meta", wrap=True)
        self._owner = label("", "meta", wrap=True)
        self._pin_caption = label("", "meta", wrap=True)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.returnPressed.connect(self.submitted)
        self._pin_caption.setBuddy(self.pin)
        self._level = label("", "meta", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._box, 1)
        row.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("Chứng thư số"), "meta"))
        column.addLayout(row)
        column.addWidget(self._about)
        column.addWidget(self._owner)
        left = QHBoxLayout()
        left.addWidget(self._add)
        left.addStretch()
        column.addLayout(left)
        column.addWidget(self._pin_caption)
        column.addWidget(self.pin)
        column.addWidget(self._level)
        self._show_chosen()

    def read(self) -> None:
        """Ask files, tokens and the server again; what they say comes by itself."""
        signing = self._context.desk.signing
        self._again.setEnabled(False)
        self._about.setText(self.tr("Đang đọc chứng thư và thiết bị ký…"))

        def work() -> tuple[Keys, Standing | None]:
            keys = signing.keys()
            try:
                return keys, signing.standing()
            except VofficeError:
                return keys, None  # signing itself will say what is wrong with the server

        self._context.tasks.run("sign", work, lambda got: self._got(*got), self._failed, owner=self)

    def chosen(self) -> Key | Path | None:
        """The key, or the path of a file that was not opened yet, or nothing."""
        found = self._box.currentData()
        return found if isinstance(found, (Key, Path)) else None

    def why_not(self) -> str:
        """Why nothing can be signed with what is chosen; empty when it can."""
        found = self.chosen()
        if found is None:
            return self.tr("Cắm thiết bị ký hoặc chọn tệp chứng thư.")
        if isinstance(found, Key) and found.trouble:
            return words.trouble_words(found.trouble, words.day(found.certificate.not_after))
        return ""

    def take_pin(self) -> str:
        """The PIN, once: the field is empty afterwards."""
        typed = self.pin.text()
        self.pin.clear()
        return typed

    def wrong_pin(self) -> None:
        """Mark the PIN field and go to it."""
        self.pin.setProperty("wrong", True)
        restyle(self.pin)
        self.pin.setFocus()

    def remember(self) -> None:
        """Offer this key first the next time."""
        found = self.chosen()
        if isinstance(found, Key):
            self._context.preferences.put(f"{_LAST}_{self._kind}", found.id)

    def _got(self, keys: Keys, standing: Standing | None) -> None:
        self._again.setEnabled(True)
        self._keys, self.standing = keys, standing
        before = self._box.currentData()
        known = {key.where for key in keys.found if key.source == "file"}
        pending = [before] if isinstance(before, Path) and str(before) not in known else []
        self._box.blockSignals(True)
        self._box.clear()
        for key in sorted(keys.found, key=self._rank):
            self._box.addItem(words.key_words(key), key)
        for path in pending:
            self._box.addItem(self._pending(path), path)
            self._box.setCurrentIndex(self._box.count() - 1)
        for at in range(self._box.count()):
            if _same(self._box.itemData(at), before):
                self._box.setCurrentIndex(at)
        self._box.blockSignals(False)
        self._level.setText(words.level_words(standing.level) if standing else "")
        self._show_chosen()
        self.changed.emit()

    def _rank(self, key: Key) -> tuple[bool, bool, bool]:
        wanted = "person" if self._kind == "personal" else "unit"
        fits = self.standing is not None and self.standing.registered.get(key.id) == wanted
        last = self._context.preferences.text(f"{_LAST}_{self._kind}") == key.id
        return bool(key.trouble), not fits, not last

    def _failed(self, error: VofficeError) -> None:
        self._again.setEnabled(True)
        self._about.setText(sentence(error).text)

    def _choose_file(self) -> None:
        title = self.tr("Chọn tệp chứng thư số")
        found, _ = QFileDialog.getOpenFileName(self, title, "", self.tr("Tệp chứng thư (*.p12 *.pfx)"))
        if found:
            self.offer(Path(found))

    def offer(self, path: Path) -> None:
        """Choose a file that is not known yet; its password opens it when signing begins."""
        self._box.addItem(self._pending(path), path)
        self._box.setCurrentIndex(self._box.count() - 1)
        self.pin.setFocus()

    def _pending(self, path: Path) -> str:
        return self.tr("Tệp {name} (mở khi ký)").format(name=path.name)

    def _chosen(self) -> None:
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        found = self.chosen()
        key = found if isinstance(found, Key) else None
        self.pin.setProperty("wrong", False)
        self._pin_caption.setText(words.pin_words(key))
        self.pin.setAccessibleName(words.pin_words(key))
        self.pin.setEnabled(not self.why_not())
        tone, text = words.validity_words(key, self._context.clock()) if key else ("meta", self._silence())
        _say(self._about, tone, text)
        _say(self._owner, *(words.owner_words(key, self.standing) if key else ("", "")))

    def _silence(self) -> str:
        if isinstance(self.chosen(), Path):
            return self.tr("Chứng thư trong tệp được đọc khi bạn nhập mật khẩu và ký.")
        said = [f"{Path(module).name}: {words.trouble_words(code)}" for module, code in self._keys.silent]
        return "\n".join([self.why_not(), *said])


def _same(key: object, before: object) -> bool:
    """Whether a key is the one that was chosen before it was read again: what a person chose stays chosen."""
    if not isinstance(key, Key):
        return False
    if isinstance(before, Path):
        return key.source == "file" and key.where == str(before)
    return isinstance(before, Key) and (key.id, key.source, key.where) == (before.id, before.source, before.where)


def _say(where: QWidget, tone: str, text: str) -> None:
    where.setProperty("type", tone or "meta")
    where.setText(text)  # type: ignore[attr-defined]  # labels alone come here
    where.setVisible(bool(text))
    restyle(where)
