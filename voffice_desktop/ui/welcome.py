"""Before the window: who to be in the demo ministry, and how far the first synchronisation has come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.ui.controls import label
from voffice_desktop.ui.marks import QT_TRANSLATE_NOOP
from voffice_desktop.ui.theme.engine import ThemeEngine
from voffice_desktop.ui.top_bar import Mark
from voffice_desktop.ui.words import initials, number


@dataclass(frozen=True, slots=True)
class DemoRole:
    """One account of the demo ministry and what its owner does."""

    account: str
    role: str
    does: str

    @property
    def role_text(self) -> str:
        """The role in the chosen language."""
        return QCoreApplication.translate("roles", self.role)

    @property
    def does_text(self) -> str:
        """What the role does, in the chosen language."""
        return QCoreApplication.translate("roles", self.does)


DEMO_ROLES: tuple[DemoRole, ...] = (
    DemoRole(
        "thutruong1",
        QT_TRANSLATE_NOOP("roles", "Lãnh đạo Bộ"),
        QT_TRANSLATE_NOOP("roles", "Duyệt phiếu trình, bút phê trên trang, giao nhiệm vụ."),
    ),
    DemoRole(
        "thuky.tt1",
        QT_TRANSLATE_NOOP("roles", "Thư ký lãnh đạo"),
        QT_TRANSLATE_NOOP("roles", "Tiếp nhận phiếu trình, chuyển lãnh đạo hoặc trả lại."),
    ),
    DemoRole(
        "cuctruong.kcb",
        QT_TRANSLATE_NOOP("roles", "Thủ trưởng đơn vị"),
        QT_TRANSLATE_NOOP("roles", "Giao xử lý văn bản đến, đồng ý trình."),
    ),
    DemoRole(
        "truongphong.kcb",
        QT_TRANSLATE_NOOP("roles", "Trưởng phòng"),
        QT_TRANSLATE_NOOP("roles", "Phân công chuyên viên, theo dõi việc của phòng."),
    ),
    DemoRole(
        "chuyenvien.kcb",
        QT_TRANSLATE_NOOP("roles", "Chuyên viên"),
        QT_TRANSLATE_NOOP("roles", "Xử lý văn bản được giao, soạn phiếu trình."),
    ),
    DemoRole(
        "vanthu.kcb",
        QT_TRANSLATE_NOOP("roles", "Văn thư"),
        QT_TRANSLATE_NOOP("roles", "Vào sổ, cấp số, ký số cơ quan, phát hành."),
    ),
)
"""The leader first."""


class RoleCard(QAbstractButton):
    """One role to choose."""

    def __init__(self, theme: ThemeEngine, role: DemoRole, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self.setText(role.role_text)
        self.setAccessibleName(f"{role.role_text}, {role.account}. {role.does_text}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(theme.px(300), theme.line("title") + theme.line("meta") + 2 * theme.line("label") + 36)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus()
        painter.setPen(QPen(QColor(colours.focus if lit else colours.border), 2 if lit else 1))
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.surface))
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 10, 10)
        circle = box.adjusted(14, 16, 0, 0)
        circle.setSize(QSize(36, 36))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.primary_soft))
        painter.drawEllipse(circle)
        painter.setFont(theme.font("meta", 700))
        painter.setPen(QColor(colours.primary_text))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._role.role_text))
        left, wide = box.left() + 64, box.width() - 76
        top = box.top() + 12
        painter.setFont(theme.font("title"))
        painter.setPen(QColor(colours.text))
        painter.drawText(left, top, wide, theme.line("title"), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        top += theme.line("title")
        painter.setFont(theme.font("meta"))
        painter.setPen(QColor(colours.text3))
        painter.drawText(left, top, wide, theme.line("meta"), int(Qt.AlignmentFlag.AlignVCenter), self._role.account)
        top += theme.line("meta") + 4
        painter.setFont(theme.font("label", 400))
        painter.setPen(QColor(colours.text2))
        painter.drawText(
            left, top, wide, 2 * theme.line("label") + 4, int(Qt.TextFlag.TextWordWrap), self._role.does_text
        )
        painter.end()


class RolePicker(QWidget):
    """The demo ministry: choose who to be."""

    chosen = Signal(str)
    """The account."""

    def __init__(self, theme: ThemeEngine, roles: tuple[DemoRole, ...] = DEMO_ROLES) -> None:
        super().__init__()
        self.setWindowTitle("voffice")
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch()
        box.addWidget(Mark(theme, 48), 0, Qt.AlignmentFlag.AlignHCenter)
        title = label(self.tr("Dùng thử với dữ liệu mẫu"), "display")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(title)
        words = label(
            self.tr("Chọn vai để xem văn phòng từ chỗ ngồi của người đó. Mọi người và văn bản là mẫu."), "second"
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setWordWrap(True)
        box.addWidget(words)
        box.addSpacing(12)
        grid = QGridLayout()
        grid.setSpacing(12)
        self.cards: list[RoleCard] = []
        for at, role in enumerate(roles):
            card = RoleCard(theme, role)
            card.clicked.connect(lambda _=False, account=role.account: self.chosen.emit(account))
            grid.addWidget(card, at // 2, at % 2)
            self.cards.append(card)
        holder = QWidget()
        holder.setMaximumWidth(theme.px(760))
        holder.setLayout(grid)
        box.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        if self.cards:
            self.cards[0].setFocus()


class FirstSync(QWidget):
    """How far the first synchronisation is; the window opens as soon as enough is there."""

    def __init__(self, theme: ThemeEngine) -> None:
        super().__init__()
        self.setWindowTitle("voffice")
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._what: QLabel = label("", "h2")
        self._count = label("", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(360))
        self._bar.setAccessibleName(self.tr("Tiến độ đồng bộ lần đầu"))
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addStretch()
        box.addWidget(Mark(theme, 48), 0, Qt.AlignmentFlag.AlignHCenter)
        for each in (self._what, self._bar, self._count):
            box.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch()
        self.say(self.tr("Đang chuẩn bị"))

    def say(self, text: str) -> None:
        """What happens now, without an amount yet."""
        self._what.setText(text)
        self._count.setText("")
        self._bar.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """So many records of so many; the total is 0 while it is unknown."""
        self._what.setText(self.tr("Đang tải dữ liệu về máy"))
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if total:
            self._count.setText(self.tr("{done} trên {total} mục").format(done=number(done), total=number(total)))
        else:
            self._count.setText(self.tr("{done} mục").format(done=number(done)))
