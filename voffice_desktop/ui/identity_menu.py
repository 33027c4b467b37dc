"""The menu under the avatar: looks, language, keys, leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from voffice_desktop.ui.context import Context
from voffice_desktop.ui.theme.tokens import TEXT_SIZES, Density, ThemeChoice

LANGUAGES: tuple[tuple[str, str], ...] = (("vi", "Tiếng Việt"), ("en", "English"))


def theme_options() -> list[tuple[str, str]]:
    """The themes by key, with their captions."""
    translate = QCoreApplication.translate
    return [
        ("system", translate("looks", "Theo hệ thống")),
        ("light", translate("looks", "Sáng")),
        ("dark", translate("looks", "Tối")),
        ("contrast", translate("looks", "Tương phản cao")),
    ]


def size_options() -> list[tuple[str, str]]:
    """The text sizes by key."""
    return [(str(percent), f"{percent} %") for percent in TEXT_SIZES]


def density_options() -> list[tuple[str, str]]:
    """The densities by key, with their captions."""
    translate = QCoreApplication.translate
    return [("normal", translate("looks", "Thoáng (44)")), ("compact", translate("looks", "Gọn (36)"))]


class Looks:
    """The choices of looks, each kept and applied at once."""

    def __init__(self, context: Context) -> None:
        self._preferences = context.preferences
        self._theme = context.theme

    def theme(self, key: str) -> None:
        """Choose a theme."""
        self._preferences.put("theme", key)
        self._theme.set_looks(choice=cast("ThemeChoice", key))

    def size(self, key: str) -> None:
        """Choose a text size in percent."""
        self._preferences.put("text_size", int(key))
        self._theme.set_looks(percent=int(key))

    def density(self, key: str) -> None:
        """Choose a density."""
        self._preferences.put("density", key)
        self._theme.set_looks(density=cast("Density", key))

    def touch(self, on: bool) -> None:
        """Choose the touch layout."""
        self._preferences.put("touch", on)
        self._theme.set_looks(touch=on)


def identity_menu(
    context: Context,
    parent: QWidget,
    language: str,
    *,
    choose_language: Callable[[str], None],
    show_keys: Callable[[], None],
    sign_out: Callable[[], None],
) -> QMenu:
    """Make the menu; it deletes itself when it closes."""
    translate = QCoreApplication.translate
    theme, looks = context.theme, Looks(context)
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def choose(title: str, options: list[tuple[str, str]], current: str, act: Callable[[str], None]) -> None:
        sub = menu.addMenu(title)
        for key, text in options:
            action = sub.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(lambda _=False, key=key: act(key))

    choose(translate("looks", "Màu nền"), theme_options(), theme.choice, looks.theme)
    choose(translate("looks", "Cỡ chữ"), size_options(), str(theme.percent), looks.size)
    choose(translate("looks", "Độ thoáng"), density_options(), theme.density, looks.density)
    choose(translate("looks", "Ngôn ngữ"), list(LANGUAGES), language, choose_language)
    menu.addSeparator()
    menu.addAction(translate("looks", "Bảng phím tắt")).triggered.connect(lambda: show_keys())
    menu.addAction(translate("looks", "Đăng xuất")).triggered.connect(lambda: sign_out())
    return menu
