"""Cài đặt: looks, language, keys, news outside the window, and what is kept on this device."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.identity_menu import LANGUAGES, Looks, density_options, size_options, theme_options
from voffice_desktop.ui.notice_card import NoticeCard
from voffice_desktop.ui.plugin_window import WindowPlugins
from voffice_desktop.ui.plugins_card import PluginsCard
from voffice_desktop.ui.substitutes import screen as substitutes


class SettingsScreen(QScrollArea):
    """Each choice takes effect at once and is kept."""

    language_chosen = Signal(str)
    keys_asked = Signal()
    sign_out_asked = Signal()
    screen_asked = Signal(str)
    """Key of a screen of its own."""

    def __init__(self, context: Context, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._language = language
        self._looks = Looks(context)
        self._plugins: WindowPlugins | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.build()

    def take_plugins(self, plugins: WindowPlugins) -> None:
        """The plugins of this window; their card stands on the page from now on."""
        self._plugins = plugins
        self.build()

    def set_language(self, language: str) -> None:
        """The language that is now shown."""
        self._language = language
        self.build()

    def build(self) -> None:
        """Make the page anew from the choices that hold."""
        theme = self._context.theme
        inner = QWidget()
        inner.setMaximumWidth(theme.px(720))
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Cài đặt"), "h1"))
        looks = self._card(column, self.tr("Giao diện"))
        self._choice(
            looks,
            self.tr("Màu nền"),
            theme_options(),
            theme.choice,
            self._looks.theme,
        )
        self._choice(looks, self.tr("Cỡ chữ"), size_options(), str(theme.percent), self._looks.size)
        self._choice(
            looks,
            self.tr("Độ thoáng"),
            density_options(),
            theme.density,
            self._looks.density,
        )
        self._choice(
            looks,
            self.tr("Ngôn ngữ"),
            list(LANGUAGES),
            self._language,
            self.language_chosen.emit,
        )
        touch = QCheckBox(self.tr("Giao diện chạm và bút"))
        touch.setChecked(theme.touch)
        touch.toggled.connect(self._looks.touch)
        looks.addWidget(touch)
        keys = self._card(column, self.tr("Bàn phím"))
        single = QCheckBox(self.tr("Dùng phím một chữ cái trong danh sách và trang đọc"))
        single.setChecked(self._context.preferences.flag("single_keys", True))
        single.toggled.connect(lambda on: self._context.preferences.put("single_keys", on))
        keys.addWidget(single)
        table = Button(theme, self.tr("Bảng phím tắt"), "keyboard")
        table.clicked.connect(self.keys_asked)
        self._left(keys, table)
        column.addWidget(NoticeCard(self._context))
        if self._plugins is not None:
            column.addWidget(PluginsCard(self._context, self._plugins))
        if substitutes.allowed(self._context.desk.actor()):
            away = self._card(column, self.tr("Ủy quyền, vắng mặt"))
            said = self.tr("Giao bàn việc cho người khác trong những ngày vắng mặt, xem ai thay mặt ai.")
            away.addWidget(label(said, "second", wrap=True))
            hand_over = Button(theme, self.tr("Ủy quyền"), "people_team")
            hand_over.clicked.connect(lambda: self.screen_asked.emit(substitutes.KEY))
            self._left(away, hand_over)
        account = self._card(column, self.tr("Tài khoản"))
        account.addWidget(label(self._context.desk.user.full_name, "strong", wrap=True))
        account.addWidget(label(f"{self._context.desk.account} · {self._context.desk.server}", "meta", wrap=True))
        policy = self._context.desk.policy
        account.addWidget(
            label(
                self.tr("Dữ liệu trên máy được giữ {days} ngày khi ngoại tuyến.").format(days=policy.offline_days),
                "second",
                wrap=True,
            )
        )
        if self._context.desk.without_keyring:
            account.addWidget(
                label(
                    self.tr("Máy này không có kho khóa của hệ thống: chỉ mật khẩu bảo vệ dữ liệu trên máy."),
                    "warn",
                    wrap=True,
                )
            )
        leave = Button(theme, self.tr("Đăng xuất"), "sign_out", "danger")
        leave.clicked.connect(self.sign_out_asked)
        self._left(account, leave)
        column.addStretch(1)
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(inner, 10)
        across.addStretch(1)
        self.setWidget(holder)

    def _card(self, column: QVBoxLayout, title: str) -> QVBoxLayout:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        box.addWidget(label(title, "h2"))
        column.addWidget(card)
        return box

    def _left(self, box: QVBoxLayout, widget: QWidget) -> None:
        row = QHBoxLayout()
        row.addWidget(widget)
        row.addStretch()
        box.addLayout(row)

    def _choice(
        self, box: QVBoxLayout, name: str, options: list[tuple[str, str]], current: str, chosen: object
    ) -> None:
        row = QHBoxLayout()
        row.addWidget(label(name, "body"), 1)
        combo = QComboBox()
        combo.setAccessibleName(name)
        for key, text in options:
            combo.addItem(text, key)
        combo.setCurrentIndex(max(0, combo.findData(current)))
        combo.setMinimumWidth(self._context.theme.px(200))
        combo.activated.connect(lambda _: callable(chosen) and chosen(str(combo.currentData())))
        row.addWidget(combo)
        box.addLayout(row)
