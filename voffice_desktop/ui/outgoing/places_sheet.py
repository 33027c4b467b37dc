"""*Vị trí số, ngày, chữ ký*: the page with its places, dragged or moved by the arrow keys, before anyone signs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QScrollArea, QWidget

from voffice_desktop.domain.records import OutgoingDocument
from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.picture import PagePicture
from voffice_desktop.services.placing import Box, FieldPlace
from voffice_desktop.services.values import Detail
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.facts import facts
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.theme.engine import ThemeEngine

_WIDE, _HIGH, _PAGE = 900, 680, 800
_STEP, _LEAP = 1.0, 10.0


def place_words(name: str) -> str:
    """The name of a place."""
    translate = QCoreApplication.translate
    return {
        "SoVanBan": translate("places", "Số"),
        "NgayThangNam": translate("places", "Ngày, tháng, năm"),
        "Ngay": translate("places", "Ngày"),
        "Thang": translate("places", "Tháng"),
        "Nam": translate("places", "Năm"),
        "ChuKyCaNhan": translate("places", "Chữ ký cá nhân"),
        "ChuKyCoQuan": translate("places", "Chữ ký cơ quan"),
    }.get(name, name)


class PageWithPlaces(QWidget):
    """One page, and its places over it. Drag a place, or choose one by Tab and move it by the arrow keys."""

    moved = Signal(str)

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._size = (1.0, 1.0)
        self.boxes: dict[str, Box] = {}
        self.chosen = ""
        self._grip: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Trang văn bản và các vị trí"))

    def show_page(self, picture: PagePicture, boxes: dict[str, Box]) -> None:
        """Show a page with its places."""
        self._image = QImage.fromData(picture.png)
        self._size = (picture.width, picture.height)
        self.boxes = dict(boxes)
        self.chosen = next(iter(boxes), "")
        self.setFixedSize(self._image.size())
        self.update()

    def sizeHint(self) -> QSize:
        return self._image.size() if not self._image.isNull() else QSize(600, 400)

    def move_by(self, name: str, right: float, down: float) -> None:
        """Move a place by points; it stays on the page."""
        x0, y0, x1, y1 = self.boxes[name]
        right = max(-x0, min(right, self._size[0] - x1))
        down = max(-y0, min(down, self._size[1] - y1))
        self.boxes[name] = (x0 + right, y0 + down, x1 + right, y1 + down)
        self.update()
        self.moved.emit(name)

    def _scale(self) -> float:
        return self.width() / self._size[0]

    def _shown(self, name: str) -> QRectF:
        x0, y0, x1, y1 = (edge * self._scale() for edge in self.boxes[name])
        return QRectF(x0, y0, x1 - x0, y1 - y0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        hits = [name for name in self.boxes if self._shown(name).adjusted(-6, -6, 6, 6).contains(at)]
        if hits:
            self.chosen = min(hits, key=lambda name: self._shown(name).width() * self._shown(name).height())
            self._grip = at
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and self.chosen:
            step = (event.position() - self._grip) / self._scale()
            self._grip = event.position()
            self.move_by(self.chosen, step.x(), step.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        far = _LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        steps = {
            Qt.Key.Key_Left: (-far, 0.0),
            Qt.Key.Key_Right: (far, 0.0),
            Qt.Key.Key_Up: (0.0, -far),
            Qt.Key.Key_Down: (0.0, far),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.chosen:
            self.move_by(self.chosen, *step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        colours = self._theme.colours
        painter.setFont(self._theme.font("micro", 700))
        for name in self.boxes:
            box, chosen = self._shown(name), name == self.chosen
            fill = QColor(colours.primary)
            fill.setAlpha(70 if chosen else 30)
            painter.fillRect(box, fill)
            painter.setPen(QPen(QColor(colours.primary), 3 if chosen else 1.5))
            painter.drawRect(box)
            painter.setPen(QColor(colours.primary_text if self._theme.name == "light" else colours.primary))
            painter.drawText(box.topLeft() + QPointF(2, -4), place_words(name))
        painter.end()


class PlacesSheet(Sheet):
    """Loads the places online, lets them be moved page by page, keeps them on the server."""

    kept = Signal()

    def __init__(self, context: Context, detail: Detail, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, self.tr("Vị trí số, ngày, chữ ký"), parent)
        document = detail.record
        assert isinstance(document, OutgoingDocument)
        self._context = context
        self._document = document
        self._file_id = ""
        self._places: list[FieldPlace] = []
        self._changed: dict[str, Box] = {}
        wide = context.theme.px(_WIDE)
        self.setMaximumWidth(max(wide, _WIDE))
        self.setMinimumSize(min(wide, _WIDE), min(context.theme.px(_HIGH), 700))
        about = self.tr("Kéo ô đến đúng chỗ, hoặc chọn ô rồi dùng phím mũi tên (giữ Shift: bước dài).")
        self.content.addWidget(facts([(document.symbol, document.summary)]))
        self.content.addWidget(label(about, "second", wrap=True))
        self.names = QComboBox()
        self.names.setAccessibleName(self.tr("Vị trí đang chọn"))
        self.names.activated.connect(self._choose)
        self.content.addWidget(self.names)
        self.page = PageWithPlaces(context.theme)
        self.page.moved.connect(self._moved)
        scroll = QScrollArea()
        scroll.setWidget(self.page)
        scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll.setProperty("look", "canvas")
        scroll.setAccessibleName(self.tr("Trang văn bản"))
        self._scroll = scroll
        self.content.addWidget(scroll, 1)
        self._said = label(self.tr("Đang tải trang văn bản…"), "second", wrap=True)
        self.content.addWidget(self._said)
        close = self.add_button(self.tr("Đóng"))
        close.clicked.connect(self.reject)
        self.go = self.add_button(self.tr("Lưu vị trí"), "primary")
        self.go.clicked.connect(self._keep)
        self.go.explain(self.tr("Chưa có vị trí nào thay đổi."))
        self._warning = label("", "warn", wrap=True)
        self._warning.hide()
        self.content.insertWidget(self.content.indexOf(self.names), self._warning)
        placing = context.desk.placing
        context.tasks.run("net", lambda: placing.places(document.id), self._got, self._failed, owner=self)

    def _got(self, got: tuple[str, list[FieldPlace]]) -> None:
        self._file_id, self._places = got
        for one in self._places:
            self.names.addItem(
                self.tr("{place} · trang {page}").format(place=place_words(one.name), page=one.page), one.name
            )
        self._warn()
        if self._places:
            self._choose(0)

    def _warn(self) -> None:
        """Name the places that lie over content of the page, until they were moved."""
        names = [place_words(one.name) for one in self._places if one.in_the_way and one.name not in self._changed]
        said = self.tr("Có nội dung nằm dưới ô: {names}. Kéo ô ra chỗ trống để chữ không bị đè.")
        self._warning.setText(said.format(names=", ".join(names)))
        self._warning.setVisible(bool(names))

    def _choose(self, at: int) -> None:
        chosen = self._places[at]
        placing, file_id, width = self._context.desk.placing, self._file_id, self._context.theme.px(_PAGE)
        boxes = {one.name: self._changed.get(one.name, one.box) for one in self._places if one.page == chosen.page}

        def show(picture: PagePicture) -> None:
            self._said.setText("")
            self.page.show_page(picture, boxes)
            self.page.chosen = chosen.name
            self.page.setFocus()
            box = self.page._shown(chosen.name)
            self._scroll.ensureVisible(round(box.center().x()), round(box.center().y()), 200, 200)

        self._context.tasks.run(
            "net", lambda: placing.picture(file_id, chosen.page, width), show, self._failed, owner=self
        )

    def _moved(self, name: str) -> None:
        self._changed[name] = self.page.boxes[name]
        self._warn()
        self.go.explain("")

    def _keep(self) -> None:
        placing, document_id, changed = self._context.desk.placing, self._document.id, dict(self._changed)
        self.go.set_busy(True)
        self._context.tasks.run(
            "net", lambda: placing.move(document_id, changed), self._done, self._failed, owner=self
        )

    def _done(self, _: object) -> None:
        self._context.desk.sync.now()
        self.kept.emit()
        self.accept()

    def _failed(self, error: VofficeError) -> None:
        self.go.set_busy(False)
        self._said.setProperty("type", "error")
        self._said.setText(sentence(error).text)
