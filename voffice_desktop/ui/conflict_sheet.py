"""The conflict sheet: mine left, theirs right, what differs marked, my ink on both; never a bare error."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.domain.records import Annotation
from voffice_desktop.services.values import AttentionItem, Comparison, Difference
from voffice_desktop.ui.captions import desk_text, kind_caption, status_caption
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.field_words import DATES, field_caption
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import day, moment

_A4 = (595.0, 842.0)


class InkPreview(QWidget):
    """One page in small, with strokes and rectangles of notes; mine solid, others' faint."""

    def __init__(
        self,
        theme: ThemeEngine,
        page: int,
        mine: Sequence[Annotation],
        theirs: Sequence[Annotation],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mine = [note for note in mine if note.page == page]
        self._theirs = [note for note in theirs if note.page == page]
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(
            self.tr("Trang {page}: {mine} bút phê của tôi, {theirs} của người khác").format(
                page=page, mine=len(self._mine), theirs=len(self._theirs)
            )
        )

    def sizeHint(self) -> QSize:
        wide = self._theme.px(132)
        return QSize(wide, round(wide * _A4[1] / _A4[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.scale(self.width() / _A4[0], self.height() / _A4[1])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for notes, opacity in ((self._theirs, 0.45), (self._mine, 1.0)):
            painter.setOpacity(opacity)
            for note in notes:
                self._paint(painter, note)
        painter.end()

    def _paint(self, painter: QPainter, note: Annotation) -> None:
        pen = QPen(QColor(note.style.color), max(3.0, note.style.width * 2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for stroke in note.geometry.get("strokes") or []:
            points = [QPointF(stroke[at], stroke[at + 1]) for at in range(0, len(stroke) - 2, 3)]
            painter.drawPolyline(QPolygonF(points))
        rect = note.geometry.get("rect")
        if rect:
            painter.drawRect(QRectF(QPointF(rect[0], rect[1]), QPointF(rect[2], rect[3])))


class ConflictSheet(QDialog):
    """Three ways on: look at the new version (the default), send my words to it, drop mine (kept 30 days)."""

    looked = Signal()
    sent = Signal()
    dropped = Signal()

    def __init__(
        self, context: Context, item: AttentionItem, found: Comparison, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = self._theme = context.theme
        self.setWindowTitle(self.tr("So sánh hai bản"))
        self.setModal(True)
        self.resize(theme.px(820), theme.px(560))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.setSpacing(10)
        outer.addWidget(label(self._headline(item, found), "h2", wrap=True))
        if item.title:
            outer.addWidget(label(item.title, "second", wrap=True))
        if item.changed_by:
            who = self.tr("{name} đã thay đổi lúc {time}").format(name=item.changed_by, time=moment(item.changed_at))
            outer.addWidget(label(who, "second", wrap=True))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.tr("Hai bản cạnh nhau"))
        scroll.setWidget(self._sides(item, found))
        outer.addWidget(scroll, 1)
        outer.addLayout(self._ways(item))

    def _headline(self, item: AttentionItem, found: Comparison) -> str:
        then, now = found.revision_then, found.revision_now
        what = kind_caption(item.kind).lower() if item.kind else self.tr("hồ sơ")
        if then is not None and now is not None and now > then:
            return self.tr("Trong lúc chờ gửi, {what} này đã có bản {number}.").format(what=what, number=now)
        if item.state_now:
            state = status_caption(item.state_now).lower()
            return self.tr("Trong lúc chờ gửi, {what} này đã sang bước khác: {state}.").format(what=what, state=state)
        return self.tr("Trong lúc chờ gửi, {what} này đã thay đổi.").format(what=what)

    def _sides(self, item: AttentionItem, found: Comparison) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.tr("Của tôi"), "strong"), 0, 0)
        grid.addWidget(label(self.tr("Trên máy chủ"), "strong"), 0, 1)
        row = 1
        mine = self._cell(desk_text(item.what_i_did), item.text, clash=False)
        now = self._cell(self.tr("Trạng thái"), status_caption(item.state_now), clash=False)
        grid.addWidget(mine, row, 0)
        grid.addWidget(now, row, 1)
        for difference in found.differences:
            if difference.name in ("state", "status"):
                continue
            row += 1
            caption = field_caption(difference.name)
            grid.addWidget(self._cell(caption, self._value(difference, mine=True), clash=difference.clash), row, 0)
            grid.addWidget(self._cell(caption, self._value(difference, mine=False), clash=True), row, 1)
        pages = sorted({note.page for note in found.my_ink})
        for page in pages:
            row += 1
            grid.addWidget(self._ink(page, found.my_ink, ()), row, 0)
            grid.addWidget(self._ink(page, found.my_ink, found.their_ink), row, 1)
        grid.setRowStretch(row + 1, 1)
        return inner

    def _value(self, difference: Difference, *, mine: bool) -> str:
        text = difference.mine if mine else difference.theirs
        if difference.name in DATES:
            text = day(text)
        return text or self.tr("(trống)")

    def _cell(self, caption: str, text: str, *, clash: bool) -> QWidget:
        cell = frame("inset")
        box = QVBoxLayout(cell)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(2)
        mark = self.tr("{field} (khác nhau)").format(field=caption) if clash else caption
        box.addWidget(label(mark, "warn" if clash else "meta", wrap=True))
        words = label(text, "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.addWidget(words)
        box.addStretch(1)
        return cell

    def _ink(self, page: int, mine: Sequence[Annotation], theirs: Sequence[Annotation]) -> QWidget:
        cell = frame("inset")
        box = QVBoxLayout(cell)
        box.setContentsMargins(12, 8, 12, 8)
        box.addWidget(label(self.tr("Bút phê trang {page}").format(page=page), "meta"))
        box.addWidget(InkPreview(self._theme, page, mine, theirs))
        return cell

    def _ways(self, item: AttentionItem) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        drop = Button(self._theme, self.tr("Bỏ thay đổi của tôi"), "delete", "danger")
        drop.setToolTip(self.tr("Nội dung được giữ 30 ngày trong mục Đã bỏ."))
        drop.clicked.connect(lambda: self._choose(self.dropped))
        send = Button(self._theme, self.tr("Gửi ý kiến của tôi vào bản mới"), "send")
        send.explain("" if item.can_comment else self.tr("Việc này không có nội dung gửi được vào bản mới."))
        send.clicked.connect(lambda: self._choose(self.sent))
        look = Button(self._theme, self.tr("Xem bản mới rồi quyết lại"), "open", "primary")
        look.clicked.connect(lambda: self._choose(self.looked))
        row.addWidget(drop)
        row.addStretch(1)
        row.addWidget(send)
        row.addWidget(look)
        look.setDefault(True)
        look.setFocus()
        return row

    def _choose(self, signal: object) -> None:
        self.accept()
        getattr(signal, "emit")()  # noqa: B009 - a bound signal has no type of its own here
