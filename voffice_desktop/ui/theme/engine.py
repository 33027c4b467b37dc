"""The theme engine: Fusion, one palette, one style sheet, and a single ``changed`` signal when any of it turns."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from voffice_desktop.paths import resources
from voffice_desktop.ui.theme.icons import Icons
from voffice_desktop.ui.theme.sheet import style_sheet
from voffice_desktop.ui.theme.tokens import (
    FALLBACKS,
    FAMILY,
    SIZES,
    TEXT_SIZES,
    THEMES,
    TYPE,
    Colours,
    Density,
    Sizes,
    ThemeChoice,
    ThemeName,
    TypeRole,
)

_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


def load_fonts() -> None:
    """Make the shipped faces known to Qt. A missing face is no error: the fallbacks serve."""
    for path in sorted((resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class ThemeEngine(QObject):
    """Holds the user's choices of looks and applies them to the running program."""

    changed = Signal()
    """Theme, text size or density turned: whoever paints reads the tokens again."""

    def __init__(self, app: QApplication, *, touch: bool = False) -> None:
        super().__init__(app)
        self._app = app
        self._choice: ThemeChoice = "system"
        self._percent = 100
        self._density: Density = "normal"
        self._touch = touch
        self.icons = Icons()
        self._fonts: dict[tuple[TypeRole, int], QFont] = {}
        if app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        if not QFontDatabase.hasFamily(FAMILY):
            load_fonts()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What the user chose, ``system`` for following the desktop."""
        return self._choice

    @property
    def percent(self) -> int:
        """The text size in percent."""
        return self._percent

    @property
    def density(self) -> Density:
        """Normal or compact controls."""
        return self._density

    @property
    def touch(self) -> bool:
        """Whether the touch layout is on."""
        return self._touch

    @property
    def name(self) -> ThemeName:
        """The theme that is shown now."""
        if self._choice != "system":
            return self._choice
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    @property
    def colours(self) -> Colours:
        """The colours of the theme that is shown now."""
        return THEMES[self.name]

    @property
    def sizes(self) -> Sizes:
        """Heights for the density in use; touch always has the large ones."""
        return SIZES["normal" if self._touch else self._density]

    def px(self, value: float) -> int:
        """``value`` logical pixels at 100 % text, multiplied by the user's text size."""
        return round(value * self._percent / 100)

    def set_looks(
        self,
        *,
        choice: ThemeChoice | None = None,
        percent: int | None = None,
        density: Density | None = None,
        touch: bool | None = None,
    ) -> None:
        """Turn one or more choices and apply them at once; an unknown text size goes to the nearest offered."""
        before = (self._choice, self._percent, self._density, self._touch)
        if choice is not None:
            self._choice = choice
        if percent is not None:
            wanted = percent
            self._percent = min(TEXT_SIZES, key=lambda size: abs(size - wanted))
        if density is not None:
            self._density = density
        if touch is not None:
            self._touch = touch
        if before != (self._choice, self._percent, self._density, self._touch):
            self._apply()
            self.changed.emit()

    def font(self, role: TypeRole = "body", weight: int | None = None) -> QFont:
        """The font of a role at the user's text size; ``weight`` 400 to 700 overrides the role's own.

        It is the caller's own: whoever makes it smaller for a picture of a page makes no other text smaller.
        """
        kind = TYPE[role]
        key = (role, weight or kind.weight)
        if key not in self._fonts:
            made = QFont()
            made.setFamilies([FAMILY, *FALLBACKS])
            made.setPixelSize(self.px(kind.size))
            made.setWeight(_WEIGHTS[weight or kind.weight])
            self._fonts[key] = made
        return QFont(self._fonts[key])

    def line(self, role: TypeRole) -> int:
        """The line box of a role: the scale's, or the font's own if stacked marks need more."""
        kind = TYPE[role]
        metrics = QFontMetricsF(self.font(role))
        return max(self.px(kind.line), round(self.px(kind.size) * 1.35), round(metrics.ascent() + metrics.descent()))

    def icon(self, name: str, colour: str, size: int = 20, *, filled: bool = False) -> QPixmap:
        """An icon's pixmap in a colour value, sharp on the densest screen in use."""
        return self.icons.pixmap(name, colour, size, filled=filled, scale=self._app.devicePixelRatio())

    def _system_changed(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._fonts.clear()
        colours = self.colours
        self._app.setPalette(_palette(colours))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(
            style_sheet(self.name, self._percent, "normal" if self._touch else self._density, touch=self._touch)
        )


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, colours.surface),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.surface2),
        (role.Text, colours.text),
        (role.Button, colours.surface2),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.surface),
        (role.Highlight, colours.primary),
        (role.HighlightedText, colours.on_primary),
        (role.Link, colours.primary_text),
        (role.PlaceholderText, colours.text3),
        (role.Light, colours.surface2),
        (role.Midlight, colours.neutral_soft),
        (role.Mid, colours.border),
        (role.Dark, colours.border_strong),
        (role.Shadow, colours.border_strong),
        (role.Accent, colours.primary),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.text3))
    return palette
