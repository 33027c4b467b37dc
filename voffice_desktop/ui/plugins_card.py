"""The part of Cài đặt about plugins: what each may do, read before it is switched on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voffice_desktop.plugin_host.host import PluginState
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.plugin_window import WindowPlugins
from voffice_desktop.ui.theme.engine import ThemeEngine


class RightsDialog(Sheet):
    """Shows what a plugin may do; accepted means that the user said yes to all of it."""

    def __init__(self, theme: ThemeEngine, state: PluginState, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.setWindowTitle(state.name)
        self.content.addWidget(label(self.tr("Bật tiện ích «{name}»?").format(name=state.name), "h2", wrap=True))
        self.content.addWidget(label(self.tr("Tiện ích này sẽ được phép:"), "second", wrap=True))
        for right in state.rights:
            self.content.addWidget(label(f"•  {right}", "body", wrap=True))
        self.content.addWidget(
            label(
                self.tr("Tiện ích là chương trình chạy trên máy này. Chỉ bật tiện ích do cơ quan cài đặt."),
                "second",
                wrap=True,
            )
        )
        no = self.add_button(self.tr("Không bật"))
        no.clicked.connect(self.reject)
        yes = self.add_button(self.tr("Cho phép và bật"), "primary")
        yes.clicked.connect(self.accept)
        no.setFocus()


class PluginsCard(QWidget):
    """One card that lists every plugin found, with its rights and its switch."""

    def __init__(self, context: Context, plugins: WindowPlugins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._plugins = plugins
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._card: QWidget | None = None
        plugins.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show what stands now."""
        if self._card is not None:
            self._outer.removeWidget(self._card)
            self._card.deleteLater()
        self._card = frame("card")
        box = QVBoxLayout(self._card)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        box.addWidget(label(self.tr("Tiện ích mở rộng"), "h2"))
        if self._plugins.safe_mode:
            words = self.tr("Đang ở chế độ an toàn: không tiện ích nào chạy. Mở lại bình thường để dùng tiện ích.")
            box.addWidget(label(words, "warn", wrap=True))
        states = self._plugins.states()
        if not states:
            box.addWidget(label(self.tr("Chưa có tiện ích nào trên máy này."), "second", wrap=True))
        for state in states:
            box.addLayout(self._line(state))
        self._outer.addWidget(self._card)

    def _line(self, state: PluginState) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        version = f" {state.version}" if state.version else ""
        words.addWidget(label(f"{state.name}{version} · {self._state_caption(state)}", "strong", wrap=True))
        if state.description:
            words.addWidget(label(state.description, "second", wrap=True))
        if state.rights:
            words.addWidget(
                label(self.tr("Được phép: {rights}").format(rights="; ".join(state.rights)), "meta", wrap=True)
            )
        if state.sentence:
            words.addWidget(label(state.sentence, "error", wrap=True))
        across.addLayout(words, 1)
        on = state.state == "on"
        button = Button(self._context.theme, self.tr("Tắt") if on else self.tr("Bật"))
        button.setAccessibleName(f"{button.text()} {state.name}")
        if self._plugins.safe_mode:
            button.explain(self.tr("Đang ở chế độ an toàn."))
        elif state.state == "refused":
            button.explain(state.sentence)
        button.clicked.connect(lambda: self._turn(state))
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _state_caption(self, state: PluginState) -> str:
        return {
            "on": self.tr("đang bật"),
            "off": self.tr("đang tắt"),
            "needs_consent": self.tr("cần đồng ý quyền mới"),
            "failed": self.tr("đã tắt vì lỗi"),
            "refused": self.tr("không dùng được"),
        }[state.state]

    def _turn(self, state: PluginState) -> None:
        if state.state == "on":
            self._plugins.disable(state.id)
            return
        dialog = RightsDialog(self._context.theme, state, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._plugins.enable(state.id))
        dialog.open()
