"""Colours, type and space as frozen data. Nothing else in the program names a colour, a font size or a radius."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

ThemeName = Literal["light", "dark", "contrast"]
ThemeChoice = Literal["system", "light", "dark", "contrast"]
Density = Literal["normal", "compact"]
TypeRole = Literal["display", "h1", "h2", "title", "body", "label", "meta", "micro"]

TEXT_SIZES: tuple[int, ...] = (90, 100, 115, 130, 150)
"""Percent by which the user may multiply every size of type."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as ``#rrggbb``; the names say what a colour is for, not how it looks."""

    app: str
    surface: str
    surface2: str
    canvas: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    primary_text: str
    danger: str
    on_danger: str
    danger_soft: str
    danger_text: str
    warn: str
    warn_soft: str
    warn_text: str
    ok: str
    ok_soft: str
    ok_text: str
    neutral_soft: str
    neutral_text: str
    purple_soft: str
    purple_text: str
    hover: str
    sel: str
    focus: str

    def as_dict(self) -> dict[str, str]:
        """The colours by name, for filling the style sheet."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


LIGHT = Colours(
    app="#EEF1F5",
    surface="#FFFFFF",
    surface2="#F7F9FB",
    canvas="#DDE2E9",
    border="#D9DFE7",
    border_strong="#8794A3",
    text="#17212D",
    text2="#4B5866",
    text3="#5B6876",
    primary="#0B5CAB",
    primary_hover="#094D90",
    primary_pressed="#073E75",
    on_primary="#FFFFFF",
    primary_soft="#E4EFFA",
    primary_text="#0A5299",
    danger="#B42318",
    on_danger="#FFFFFF",
    danger_soft="#FDECEA",
    danger_text="#9B1C12",
    warn="#B25E00",
    warn_soft="#FFF1D9",
    warn_text="#7A4300",
    ok="#1A7F45",
    ok_soft="#E2F4E9",
    ok_text="#14613A",
    neutral_soft="#EBEFF3",
    neutral_text="#4B5866",
    purple_soft="#F0E9FB",
    purple_text="#5A2A9B",
    hover="#F0F4F8",
    sel="#E4EFFA",
    focus="#0B5CAB",
)

DARK = Colours(
    app="#12171D",
    surface="#1A2129",
    surface2="#202832",
    canvas="#0D1115",
    border="#2E3843",
    border_strong="#7C8A99",
    text="#EAF0F6",
    text2="#B5C0CC",
    text3="#93A0AE",
    primary="#4C9BEA",
    primary_hover="#6BADF0",
    primary_pressed="#8CC0F4",
    on_primary="#06192C",
    primary_soft="#17324D",
    primary_text="#9CCBF8",
    danger="#F2766B",
    on_danger="#2A0907",
    danger_soft="#43201E",
    danger_text="#FFB4AC",
    warn="#F0A53A",
    warn_soft="#3E2D12",
    warn_text="#FFD699",
    ok="#4CC282",
    ok_soft="#173626",
    ok_text="#9CE3BD",
    neutral_soft="#2A343F",
    neutral_text="#B5C0CC",
    purple_soft="#322345",
    purple_text="#D3B8FA",
    hover="#222B35",
    sel="#17324D",
    focus="#8CC0F4",
)

CONTRAST = Colours(
    app="#000000",
    surface="#000000",
    surface2="#000000",
    canvas="#000000",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#FFFFFF",
    primary="#FFFF00",
    primary_hover="#FFFF66",
    primary_pressed="#FFFFAA",
    on_primary="#000000",
    primary_soft="#000000",
    primary_text="#FFFF00",
    danger="#FF8080",
    on_danger="#000000",
    danger_soft="#000000",
    danger_text="#FF8080",
    warn="#FFD700",
    warn_soft="#000000",
    warn_text="#FFD700",
    ok="#80FF80",
    ok_soft="#000000",
    ok_text="#80FF80",
    neutral_soft="#000000",
    neutral_text="#FFFFFF",
    purple_soft="#000000",
    purple_text="#FFFFFF",
    hover="#333333",
    sel="#000080",
    focus="#00FFFF",
)

THEMES: dict[ThemeName, Colours] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

INKS: tuple[str, ...] = ("#1D4ED8", "#C62828", "#111827", "#15803D")
"""Pen colours on white paper, identical in every theme."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "app"),
    ("text", "surface"),
    ("text", "surface2"),
    ("text", "sel"),
    ("text", "hover"),
    ("text2", "surface"),
    ("text2", "surface2"),
    ("text2", "sel"),
    ("text3", "surface"),
    ("text3", "surface2"),
    ("text3", "sel"),
    ("text3", "hover"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
    ("primary_text", "primary_soft"),
    ("primary_text", "surface"),
    ("on_danger", "danger"),
    ("danger_text", "danger_soft"),
    ("danger_text", "surface"),
    ("warn_text", "warn_soft"),
    ("ok_text", "ok_soft"),
    ("ok_text", "surface"),
    ("neutral_text", "neutral_soft"),
    ("purple_text", "purple_soft"),
)
"""Every (text, ground) pair that the screens use; a test holds each at 4.5:1 or more (WCAG 2.2, 1.4.3)."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("border_strong", "surface"),
    ("focus", "surface"),
    ("primary", "surface"),
)
"""Outlines that carry meaning, held at 3:1 or more (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Type:
    """One role of the type scale: size and least line height in logical pixels, weight 400 to 700."""

    size: int
    line: int
    weight: int


TYPE: dict[TypeRole, Type] = {
    "display": Type(24, 32, 700),
    "h1": Type(20, 28, 700),
    "h2": Type(16, 22, 600),
    "title": Type(15, 22, 600),
    "body": Type(14, 20, 400),
    "label": Type(13, 18, 500),
    "meta": Type(12, 18, 400),
    "micro": Type(11, 14, 600),
}

FAMILY = "Be Vietnam Pro"
FALLBACKS: tuple[str, ...] = ("Segoe UI", "Noto Sans", "sans-serif")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Heights of controls in logical pixels for one density; rows and text boxes follow from font metrics."""

    control: int
    row_pad: int
    table_row: int
    nav_item: int


SIZES: dict[Density, Sizes] = {
    "normal": Sizes(control=44, row_pad=9, table_row=44, nav_item=44),
    "compact": Sizes(control=36, row_pad=5, table_row=34, nav_item=36),
}

SPACE: tuple[int, ...] = (4, 8, 12, 16, 24, 32)
RADIUS_CHIP = 6
RADIUS_FIELD = 8
RADIUS_CARD = 10
RADIUS_BAR = 14
RADIUS_DIALOG = 16
FOCUS_RING = 2

TOP_BAR = 60
PANE_HEADER = 56
ACTION_BAR = 68


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    one, two = luminance(first), luminance(second)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
