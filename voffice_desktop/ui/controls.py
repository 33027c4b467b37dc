"""Small controls that repaint their icon when the theme turns, each with a name for those who do not see it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.theme.tokens import TypeRole
from voffice_desktop.ui.words import badge


def label(text: str = "", kind: str = "body", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label of a type role; plain text always, so that no document can smuggle markup in."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("type", kind)
    made.setWordWrap(wrap)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def frame(look: str, parent: QWidget | None = None) -> QFrame:
    """A frame with a look of the style sheet."""
    made = QFrame(parent)
    made.setProperty("look", look)
    return made


def line(parent: QWidget | None = None) -> QFrame:
    """A quiet separator."""
    return frame("line", parent)


def popup_menu(parent: QWidget) -> QMenu:
    """A menu that deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Paragraph(QWidget):
    """Text in a role's font and weight with the full line box of its role, so that stacked marks have air."""

    def __init__(
        self, theme: ThemeEngine, text: str, role: TypeRole = "title", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._role: TypeRole = role
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def _lay(self, width: float) -> tuple[QTextLayout, int]:
        layout = QTextLayout(self._text, self._theme.font(self._role))
        box = self._theme.line(self._role) + 3
        count = 0
        layout.beginLayout()
        while (text_line := layout.createLine()).isValid():
            text_line.setLineWidth(max(1.0, width))
            text_line.setPosition(QPointF(0, count * box + (box - text_line.height()) / 2))
            count += 1
        layout.endLayout()
        return layout, count * box

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width)[1]

    def sizeHint(self) -> QSize:
        wide = max(self.width(), 200)
        return QSize(wide, self._lay(wide)[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._theme.line(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colours.text))
        self._lay(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()


class Button(QPushButton):
    """A push button with a verb, an optional icon, and a busy state in which a second press does nothing."""

    def __init__(
        self,
        theme: ThemeEngine,
        text: str,
        icon: str = "",
        look: str = "secondary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_plain(text), parent)
        self._theme = theme
        self._icon_name = icon
        self._busy = False
        self.setProperty("look", look)
        self.setIconSize(QSize(20, 20))
        self.setAutoDefault(False)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def setText(self, text: str) -> None:
        """Plain words: an ampersand is one, not the mark of a key."""
        super().setText(_plain(text))

    def set_look(self, look: str) -> None:
        """Change the look, such as to ``primary``."""
        self.setProperty("look", look)
        restyle(self)
        self._paint_icon()

    def set_icon(self, name: str) -> None:
        """Another icon, or none."""
        self._icon_name = name
        self._paint_icon()

    def set_busy(self, busy: bool) -> None:
        """Busy: the words stay, the icon turns to the sync sign, presses do nothing."""
        self._busy = busy
        self.setEnabled(not busy)
        self._paint_icon()

    def explain(self, reason: str) -> None:
        """Say why it cannot be used now; an empty reason enables it."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def _paint_icon(self) -> None:
        colours = self._theme.colours
        tone = {
            "primary": colours.on_primary,
            "danger": colours.danger_text,
            "danger-solid": colours.on_danger,
            "link": colours.primary_text,
        }.get(str(self.property("look")), colours.text)
        name = "arrow_sync" if self._busy else self._icon_name
        if name:
            self.setIcon(self._theme.icons.icon(name, tone, 20, disabled=colours.text3))

    def sizeHint(self) -> QSize:
        """Qt's hint with room for stacked marks and the icon's gap."""
        self.ensurePolished()
        hint = super().sizeHint()
        return QSize(hint.width() + (6 if self._icon_name else 1), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _plain(text: str) -> str:
    return text.replace("&", "&&")


class IconButton(QToolButton):
    """A square button with an icon alone; its name is its tooltip without the keys."""

    def __init__(
        self,
        theme: ThemeEngine,
        icon: str,
        name: str,
        keys: str = "",
        *,
        size: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._size = size
        self._count = 0
        self.setIconSize(QSize(size, size))
        self.set_name(name, keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._paint_icon)
        self.toggled.connect(self._paint_icon)
        self._paint_icon()

    def set_name(self, name: str, keys: str = "") -> None:
        """The accessible name; the tooltip adds the keys."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def set_icon(self, name: str) -> None:
        """Another icon."""
        self._icon_name = name
        self._paint_icon()

    def set_count(self, count: int) -> None:
        """A red badge at the upper right; 0 takes it away."""
        self._count = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def _paint_icon(self) -> None:
        colours = self._theme.colours
        chosen = self.isCheckable() and self.isChecked()
        self.setIcon(
            self._theme.icons.icon(
                self._icon_name,
                colours.primary_text if chosen else colours.text2,
                self._size,
                filled=chosen,
                disabled=colours.border_strong,
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count:
            painter = QPainter(self)
            paint_badge(
                painter, self._theme, badge(self._count), QPointF(self.width() - 4, 3), solid="danger", small=True
            )
            painter.end()


def badge_width(theme: ThemeEngine, text: str, *, small: bool = False) -> int:
    """How wide a badge of this text is."""
    height = theme.px(18 if small else 20)
    wide = theme.px(12 if small else 18) + round(len(text) * theme.px(7))
    return max(height, wide)


def paint_badge(
    painter: QPainter,
    theme: ThemeEngine,
    text: str,
    right_top: QPointF,
    *,
    solid: str = "",
    small: bool = False,
) -> None:
    """Paint a badge whose upper right corner is at a point: ``solid`` is danger or primary, else soft blue."""
    colours = theme.colours.as_dict()
    height = theme.px(18 if small else 20)
    width = badge_width(theme, text, small=small)
    box = QRectF(right_top.x() - width, right_top.y(), width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, ink = (
        (colours[solid], colours[f"on_{solid}"]) if solid else (colours["primary_soft"], colours["primary_text"])
    )
    contrast = theme.name == "contrast"
    painter.setPen(QColor(ink) if contrast and not solid else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(QColor(ink))
    painter.setFont(theme.font("micro", 700) if small else theme.font("meta", 600))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
