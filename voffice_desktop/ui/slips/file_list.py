"""The files of a slip being written: added by dropping, pasting, a dialog; each with its role in the dossier."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from voffice_desktop.services.slip_form import FormFile
from voffice_desktop.ui.captions import role_caption
from voffice_desktop.ui.controls import Button, IconButton, frame, label
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import size, unbroken


class FileList(QWidget):
    """Shows the files; what the user wants of them is told, the bytes are others' concern."""

    paths_brought = Signal(list)
    """``Path`` values of files that were dropped, pasted or chosen."""
    picture_brought = Signal(bytes)
    """A pasted picture as PNG."""
    role_chosen = Signal(str, str)
    removed = Signal(str)
    open_asked = Signal(str)
    """The user wants to edit (an office draft) or read a file."""
    compare_asked = Signal(str)
    scans_asked = Signal()

    def __init__(self, theme: ThemeEngine) -> None:
        super().__init__()
        self._theme = theme
        self.setAcceptDrops(True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._hint = label(
            self.tr("Kéo thả tệp vào đây, dán (Ctrl+V) hoặc bấm Thêm tệp. Tệp đầu tiên là dự thảo."),
            "meta",
            wrap=True,
        )
        add = Button(theme, self.tr("Thêm tệp"), "attach")
        add.clicked.connect(self._choose)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Hồ sơ trình"), "meta"), 1)
        scan = Button(theme, self.tr("Thêm từ bản quét"), "document_multiple")
        scan.clicked.connect(self.scans_asked)
        head.addWidget(scan)
        head.addWidget(add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self._hint)
        box.addLayout(self._cards)

    def show_files(self, files: list[FormFile], watched: frozenset[str], compared: frozenset[str]) -> None:
        """Show these; ``watched`` are open in an editor now, ``compared`` have an earlier version to look at."""
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for file in files:
            self._cards.addWidget(self._card(file, file.id in watched, file.id in compared))
        self._hint.setVisible(not files)

    def bring(self, source: QMimeData) -> bool:
        """Take files or a picture from the clipboard or a drop; false when there are none."""
        paths = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        files = [path for path in paths if path.is_file()]
        if files:
            self.paths_brought.emit(files)
            return True
        if source.hasImage():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.picture_brought.emit(_png(image))
                return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.bring(event.mimeData()):
            event.acceptProposedAction()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Thêm tệp vào hồ sơ"),
            "",
            self.tr("Văn bản (*.pdf *.docx *.odt *.doc *.rtf *.xlsx *.ods *.pptx *.odp);;Mọi tệp (*)"),
        )
        if names:
            self.paths_brought.emit([Path(name) for name in names])

    def _card(self, file: FormFile, watched: bool, compared: bool) -> QWidget:
        card = frame("inset")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 6, 8)
        box.setSpacing(4)
        name = label(unbroken(file.name), "strong", wrap=True)
        box.addWidget(name)
        facts = size(file.size)
        if watched:
            facts += " · " + self.tr("đang mở để sửa; mỗi lần lưu thành một bản mới")
        box.addWidget(label(facts, "meta", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(0)
        role = QComboBox()
        role.setAccessibleName(self.tr("Vai trò của {name}").format(name=file.name))
        for key in ("draft", "attachment", "scan") if file.role == "scan" else ("draft", "attachment"):
            role.addItem(role_caption(key), key)
        role.setCurrentIndex(max(0, role.findData(file.role)))
        role.activated.connect(lambda at: self.role_chosen.emit(file.id, str(role.itemData(at))))
        row.addWidget(role, 1)
        buttons = [("open", self.tr("Mở {name}"), self.open_asked)]
        if compared:
            buttons.append(("branch_compare", self.tr("So với bản trước: {name}"), self.compare_asked))
        buttons.append(("delete", self.tr("Bỏ {name}"), self.removed))
        for icon, words, told in buttons:
            button = IconButton(self._theme, icon, words.format(name=file.name))
            button.clicked.connect(lambda _=False, signal=told: signal.emit(file.id))
            row.addWidget(button)
        box.addLayout(row)
        return card


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub names the format as bytes only
    buffer.close()
    return bytes(data.data())
