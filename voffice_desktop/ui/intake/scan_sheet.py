"""Quét: which device and how, then the sheets as they come, into the tray; an early end keeps what was scanned."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services.scanning import Abilities, Scanned, Scanner, Scanning
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import IconButton, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.words import number

_USUAL_DPI = 300
_DEVICE, _SOURCE, _MODE, _DPI = "scanner", "scan_source", "scan_mode", "scan_dpi"


class ScanSheet(Sheet):
    """Asks SANE in a worker; choices are remembered on this machine."""

    scanned = Signal(object)
    """An ``IntakeItem`` that lies in the tray now."""
    _told = Signal(int)

    def __init__(self, context: Context, scanning: Scanning, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent)
        self._context = context
        self._scanning = scanning
        self._stop = threading.Event()
        self._busy = False
        self._offers = Abilities()
        title = self.tr("Quét vào khay")
        self.setWindowTitle(title)
        self.device, self.source, self.mode, self.dpi = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._look = IconButton(context.theme, "arrow_clockwise", self.tr("Tìm lại máy quét"))
        self._look.clicked.connect(self.look)
        self.content.addWidget(label(title, "h2"))
        self._add(self.tr("Máy quét"), self.device, self._look)
        self._add(self.tr("Nguồn giấy"), self.source)
        self._add(self.tr("Màu"), self.mode)
        self._add(self.tr("Độ phân giải"), self.dpi)
        self.said = label("", "second", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Đang làm việc với máy quét"))
        self.bar.hide()
        self.content.addWidget(self.bar)
        self.content.addWidget(self.said)
        self.cancel = self.add_button(self.tr("Đóng"))
        self.cancel.clicked.connect(self.reject)
        self.go = self.add_button(self.tr("Quét"), "primary", "document_pdf")
        self.go.clicked.connect(self.scan)
        self.device.activated.connect(lambda _: self._ask_abilities())
        self._told.connect(self._count)
        self.look()

    def _add(self, name: str, combo: QComboBox, beside: QWidget | None = None) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(name, "meta"))
        combo.setAccessibleName(name)
        row = QHBoxLayout()
        row.addWidget(combo, 1)
        if beside is not None:
            row.addWidget(beside)
        column.addLayout(row)
        self.content.addLayout(column)

    # devices

    def look(self) -> None:
        """Ask which devices there are."""
        if not self._scanning.available():
            self._explain(
                self.tr("Máy này chưa có SANE. Nhờ quản trị cài gói sane-utils và trình điều khiển máy quét.")
            )
            return
        self._wait(self.tr("Đang tìm máy quét"))
        self._context.tasks.run("net", self._scanning.scanners, self._show_devices, self._failed, owner=self)

    def _show_devices(self, found: Sequence[Scanner]) -> None:
        self.device.clear()
        for each in found:
            self.device.addItem(each.label, each)
        if not found:
            self._explain(self.tr("Không thấy máy quét nào. Kiểm tra nguồn điện và dây nối, rồi tìm lại."))
            return
        kept = self._context.preferences.text(_DEVICE)
        self.device.setCurrentIndex(max(0, next((at for at, one in enumerate(found) if one.name == kept), 0)))
        self._ask_abilities()

    def _ask_abilities(self) -> None:
        device: Scanner = self.device.currentData()
        self._wait(self.tr("Đang hỏi máy quét"))
        self._context.tasks.run(
            "net", lambda: self._scanning.abilities(device.name), self._show_abilities, self._failed, owner=self
        )

    def _show_abilities(self, found: Abilities) -> None:
        self._offers = found
        kept = self._context.preferences
        words = {"Gray": self.tr("Xám"), "Color": self.tr("Màu"), "Lineart": self.tr("Đen trắng")}
        feeder = next((each for each in found.sources if found.feeds(each)), "")
        sources = [(each, self._source_words(each)) for each in found.sources]
        _fill(self.source, sources, kept.text(_SOURCE) or feeder)
        _fill(self.mode, [(each, words.get(each, each)) for each in found.modes], kept.text(_MODE) or "Gray")
        usual = kept.number(_DPI) or _USUAL_DPI
        _fill(self.dpi, [(each, f"{each} dpi") for each in found.resolutions], usual)
        self._rest("")
        self.go.setFocus()

    def _source_words(self, source: str) -> str:
        if not self._offers.feeds(source):
            return self.tr("Mặt kính") if source == "Flatbed" else source
        both = "duplex" in source.lower()
        return self.tr("Khay nạp giấy, hai mặt") if both else self.tr("Khay nạp giấy")

    # scanning

    def scan(self) -> None:
        """Begin; the same button does nothing until it is done."""
        if self._busy or self.device.currentData() is None:
            return
        device: Scanner = self.device.currentData()
        source, mode = str(self.source.currentData() or ""), str(self.mode.currentData() or "")
        dpi = int(self.dpi.currentData() or 0)
        kept = self._context.preferences
        for name, value in ((_DEVICE, device.name), (_SOURCE, source), (_MODE, mode), (_DPI, dpi)):
            kept.put(name, value)
        self._stop.clear()
        self._busy = True
        self._wait(self.tr("Đang quét"))
        self.cancel.setText(self.tr("Dừng, giữ các trang đã quét"))
        self._context.tasks.run(
            "net",
            lambda: self._scanning.scan(device, source, mode, dpi, self._told.emit, self._stop.is_set),
            self._done,
            self._failed,
            owner=self,
        )

    def _count(self, pages: int) -> None:
        self.said.setText(self.tr("Đã quét {count} trang").format(count=number(pages)))

    def _done(self, made: Scanned) -> None:
        self._busy = False
        if made.item is None:
            self._rest(self.tr("Chưa quét được trang nào."))
            return
        self.scanned.emit(made.item)
        text = self.tr("{count} trang đã vào khay.").format(count=number(made.pages))
        if made.fault is None:
            self._rest(self.tr("{done} Đặt giấy tiếp rồi bấm Quét, hoặc đóng.").format(done=text))
        else:
            self._rest(f"{text} {sentence(made.fault).text}")

    def _failed(self, error: VofficeError) -> None:
        self._busy = False
        self._rest(sentence(error).text)

    def reject(self) -> None:
        """Esc stops a scan under way; without one it closes."""
        if self._busy:
            self._stop.set()
            self.said.setText(self.tr("Đang dừng máy quét"))
            return
        super().reject()

    # states

    def _wait(self, text: str) -> None:
        self.said.setText(text)
        self.bar.show()
        self._enable(False)

    def _rest(self, text: str) -> None:
        self.said.setText(text)
        self.bar.hide()
        self.cancel.setText(self.tr("Đóng"))
        self._enable(True)

    def _explain(self, why: str) -> None:
        """Nothing can be scanned, and why."""
        self._rest(why)
        self.go.setEnabled(False)
        self.go.setToolTip(why)
        self.go.setAccessibleDescription(why)

    def _enable(self, on: bool) -> None:
        for combo in (self.device, self.source, self.mode, self.dpi):
            combo.setEnabled(on and combo.count() > 0)
        self.go.setEnabled(on and self.device.count() > 0)
        self.go.setToolTip("")
        self.go.setAccessibleDescription("")


def _fill(combo: QComboBox, choices: Sequence[tuple[object, str]], wanted: object) -> None:
    combo.clear()
    for value, text in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(0, next((at for at, (value, _) in enumerate(choices) if value == wanted), 0)))
