"""The navigation: sections by role with badges, as labels (208 or 240 wide) or as a rail with captions (88)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from voffice_desktop.ui.controls import badge_width, label, paint_badge
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.words import badge, number


@dataclass(frozen=True, slots=True)
class Place:
    """One place to go: its key, captions, icon, and where it stands."""

    key: str
    caption: str
    short: str
    icon: str
    section: str = ""
    bottom: bool = False
    alarming: bool = False
    """Its badge is red: late or refused things."""


class NavButton(QAbstractButton):
    """One painted item."""

    def __init__(self, theme: ThemeEngine, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.place = place
        self._count = 0
        self._rail = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_place(place)
        theme.changed.connect(self.updateGeometry)

    def set_place(self, place: Place) -> None:
        """The same place with other captions."""
        self.place = place
        self.setText(place.caption)
        self._name()

    def set_count(self, count: int) -> None:
        """The badge; 0 takes it away."""
        self._count = count
        self._name()
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Icon above caption instead of beside it."""
        self._rail = rail
        self.setToolTip(self.place.caption if rail else "")
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        count = f", {number(self._count)}" if self._count else ""
        self.setAccessibleName(f"{self.place.caption}{count}")

    def sizeHint(self) -> QSize:
        if self._rail:
            return QSize(72, max(56, 34 + self._theme.line("micro") + 8))
        return QSize(180, max(self._theme.sizes.nav_item, self._theme.line("body") + 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(QColor(colours.primary_soft))
            painter.drawRoundedRect(box, 8, 8)
            painter.setBrush(QColor(colours.primary))
            painter.drawRoundedRect(QRectF(0, box.height() / 2 - 10, 3, 20), 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(box, 8, 8)
        tone = colours.primary_text if chosen else colours.text
        icon_tone = colours.primary_text if chosen else colours.text2
        if self._rail:
            self._paint_rail(painter, box, tone, icon_tone, chosen)
        else:
            self._paint_label(painter, box, tone, icon_tone, chosen)
        if self.hasFocus() or (chosen and theme.name == "contrast"):
            painter.setPen(QPen(QColor(colours.focus if self.hasFocus() else colours.primary), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        painter.end()

    def _solid(self) -> str:
        if self.place.alarming:
            return "danger"
        return "primary" if self.isChecked() else ""

    def _paint_label(self, painter: QPainter, box: QRectF, tone: str, icon_tone: str, chosen: bool) -> None:
        theme = self._theme
        middle = box.height() / 2
        painter.drawPixmap(QPointF(12, middle - 10), theme.icon(self.place.icon, icon_tone, 20, filled=chosen))
        painter.setFont(theme.font("body", 600 if chosen else 500))
        painter.setPen(QColor(tone))
        room = box.width() - 42 - (44 if self._count else 8)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self.place.caption, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(42, 0, room, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self._count:
            at = QPointF(box.width() - 8, middle - theme.px(10))
            paint_badge(painter, theme, badge(self._count), at, solid=self._solid())

    def _paint_rail(self, painter: QPainter, box: QRectF, tone: str, icon_tone: str, chosen: bool) -> None:
        theme = self._theme
        middle = box.width() / 2
        painter.drawPixmap(QPointF(middle - 12, 8), theme.icon(self.place.icon, icon_tone, 24, filled=chosen))
        painter.setFont(theme.font("micro", 600))
        painter.setPen(QColor(tone))
        text = painter.fontMetrics().elidedText(self.place.short, Qt.TextElideMode.ElideRight, int(box.width()) - 2)
        below = QRectF(0, 34, box.width(), box.height() - 36)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        if self._count:
            at = QPointF(min(box.width() - 2, middle + 3 + badge_width(theme, badge(self._count), small=True)), 2)
            solid = "danger" if self.place.alarming else "primary"
            paint_badge(painter, theme, badge(self._count), at, solid=solid, small=True)


class Navigation(QFrame):
    """The column at the left."""

    chosen = Signal(str)
    """The key of the place that the user went to."""

    def __init__(self, theme: ThemeEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "nav")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, NavButton] = {}
        self._sections: list[QWidget] = []
        self._rail = False
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._scroll)

    def set_places(self, places: list[Place]) -> None:
        """Build the column; counts and the choice are kept by key."""
        current = self.current()
        counts = {key: button._count for key, button in self._buttons.items()}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        self._buttons, self._sections = {}, []
        section = ""
        bottom = False
        for place in places:
            if place.bottom and not bottom:
                column.addStretch(1)
                bottom = True
            if place.section and place.section != section:
                section = place.section
                head = label(section, "micro")
                head.setContentsMargins(12, 14, 8, 6)
                column.addWidget(head)
                self._sections.append(head)
            button = NavButton(self._theme, place)
            button.clicked.connect(lambda _=False, key=place.key: self.chosen.emit(key))
            button.set_count(counts.get(place.key, 0))
            self._group.addButton(button)
            self._buttons[place.key] = button
            column.addWidget(button)
        if not bottom:
            column.addStretch(1)
        self._scroll.setWidget(inner)
        self.set_rail(self._rail)
        self.set_current(current)

    def set_rail(self, rail: bool) -> None:
        """Labels or rail."""
        self._rail = rail
        for head in self._sections:
            head.setVisible(not rail)
        for button in self._buttons.values():
            button.set_rail(rail)

    def set_counts(self, counts: dict[str, int]) -> None:
        """The badges by key; a key that is not there has none."""
        for key, button in self._buttons.items():
            button.set_count(counts.get(key, 0))

    def has(self, key: str) -> bool:
        """Whether there is such a place."""
        return key in self._buttons

    def current(self) -> str:
        """The key of the chosen place."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a place as chosen."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def focus_current(self) -> None:
        """Put the focus on the chosen item."""
        button = self._buttons.get(self.current()) or next(iter(self._buttons.values()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
