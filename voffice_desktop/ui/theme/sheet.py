"""The one style sheet of the program, filled from the tokens. Widgets choose a look by the property ``look``."""

from __future__ import annotations

from string import Template

from voffice_desktop.paths import resources
from voffice_desktop.ui.theme.tokens import FALLBACKS, FAMILY, SIZES, THEMES, TYPE, Density, ThemeName

_SHEET = Template(
    """
* { outline: 0; }
QWidget { font-family: $family; font-size: ${body}px; color: $text; }
QMainWindow, QWidget[look="app"] { background: $app; }
QWidget[look="surface"], QDialog { background: $surface; }
QWidget[look="surface2"] { background: $surface2; }
QWidget[look="canvas"] { background: $canvas; }
QFrame[look="topbar"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[look="nav"] { background: $surface2; border: 0; border-right: 1px solid $border; }
QFrame[look="header"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[look="actions"] { background: $surface; border: 0; border-top: 1px solid $border; }
QFrame[look="pane"] { background: $surface; border: 0; }
QFrame[look="pane-left"] { background: $surface; border: 0; border-right: 1px solid $border; }
QFrame[look="pane-right"] { background: $surface; border: 0; border-left: 1px solid $border; }
QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[look="inset"] { background: $surface2; border: 1px solid $border; border-radius: 10px; }
QFrame[look="penbar"] { background: $surface; border: 1px solid $border; border-radius: 14px; }
QFrame[look="popup"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QFrame[look="returned"] { background: $danger_soft; border: 1px solid $danger; border-radius: 10px; }
QFrame[look="banner-warn"] { background: $warn_soft; border: 0; border-bottom: 1px solid $border; }
QFrame[look="banner-danger"] { background: $danger_soft; border: 0; border-bottom: 1px solid $border; }
QFrame[look="banner-info"] { background: $primary_soft; border: 0; border-bottom: 1px solid $border; }
QFrame[look="snack"] { background: $text; border: 1px solid $border; border-radius: 10px; }
QFrame[look="snack"] QLabel { color: $surface; }
QFrame[look="snack"] QPushButton { color: $snack_link; background: transparent; border: 0; font-weight: 600;
    padding: 0 12px; min-height: ${control}px; }
QFrame[look="snack"] QPushButton:focus { border: 2px solid $snack_link; border-radius: 8px; }
QFrame[look="line"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; }
QLabel[type="display"] { font-size: ${display}px; font-weight: 700; }
QLabel[type="h1"] { font-size: ${h1}px; font-weight: 700; }
QLabel[type="h2"] { font-size: ${h2}px; font-weight: 600; }
QLabel[type="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="second"] { color: $text2; }
QLabel[type="label"] { font-size: ${label}px; font-weight: 500; color: $text2; }
QLabel[type="meta"] { font-size: ${meta}px; color: $text3; }
QLabel[type="figure"] { font-size: ${figure}px; font-weight: 700; }
QLabel[type="micro"] { font-size: ${micro}px; font-weight: 600; color: $text3; }
QLabel[type="error"] { font-size: ${meta}px; color: $danger_text; }
QLabel[type="warn"] { color: $warn_text; }
QLabel[type="danger"] { color: $danger_text; font-weight: 500; }
QLabel[type="ok"] { color: $ok_text; font-weight: 500; }
QLabel[type="info"] { color: $primary_text; }

QPushButton { min-height: ${inner}px; padding: 0 15px; border-radius: 8px; border: 1px solid $border_soft;
    background: $surface; color: $text; font-size: ${body}px; font-weight: 600; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $neutral_soft; }
QPushButton:focus { border: 2px solid $focus; padding: 0 14px; min-height: ${inner2}px; }
QPushButton:disabled { color: $text3; background: $surface2; }
QPushButton[look="primary"] { background: $primary; border-color: $primary; color: $on_primary; }
QPushButton[look="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[look="primary"]:pressed { background: $primary_pressed; border-color: $primary_pressed; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $neutral_soft; border-color: $neutral_soft; color: $text3; }
QPushButton[look="danger"] { color: $danger_text; }
QPushButton[look="danger-solid"] { background: $danger; border-color: $danger; color: $on_danger; }
QPushButton[look="danger-solid"]:focus { border: 2px solid $text; }
QPushButton[look="danger"]:disabled, QPushButton[look="danger-solid"]:disabled { color: $text3;
    background: $surface2; border-color: $border; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: $primary_text;
    padding: 0 8px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid $focus; padding: 0 7px; }
QPushButton[look="late-link"] { background: transparent; border: 1px solid transparent; color: $danger_text;
    padding: 0 8px; text-align: left; }
QPushButton[look="late-link"]:hover { text-decoration: underline; }
QPushButton[look="late-link"]:focus { border: 2px solid $focus; padding: 0 7px; }
QPushButton[look="tab"] { background: transparent; border: 1px solid transparent; color: $text2;
    font-size: ${body}px; font-weight: 500; padding: 0 ${tab_pad}px; }
QPushButton[look="tab"]:hover { background: $hover; }
QPushButton[look="tab"]:checked { background: $primary_soft; color: $primary_text; font-weight: 600;
    border-color: $tab_frame; }
QPushButton[look="tab"]:focus { border: 2px solid $focus; padding: 0 ${tab_pad2}px; }
QPushButton[look="card"] { background: $surface; border: 1px solid $border; border-radius: 10px;
    text-align: left; padding: 12px 15px; }
QPushButton[look="card"]:hover { border-color: $border_strong; background: $hover; }
QPushButton[look="card"]:focus { border: 2px solid $focus; padding: 11px 14px; }
QPushButton[look="identity"] { background: transparent; border: 1px solid transparent; padding: 0 4px; }
QPushButton[look="identity"]:hover { background: $hover; }
QPushButton[look="identity"]:focus { border: 2px solid $focus; padding: 0 3px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 8px;
    min-width: ${inner}px; min-height: ${inner}px; color: $text2; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $primary_soft; border-color: $tab_frame; }
QToolButton:focus { border: 2px solid $focus; min-width: ${inner2}px; min-height: ${inner2}px; }
QToolButton[look="floating"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
QToolButton[look="floating"]:hover { background: $hover; border-color: $border_strong; }
QToolButton[look="floating"]:focus { border: 2px solid $focus; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox { background: $surface2;
    border: 1px solid $border_strong; border-radius: 8px; padding: 0 11px; color: $text;
    selection-background-color: $primary; selection-color: $on_primary; min-height: ${inner}px; }
QTextEdit, QPlainTextEdit { padding: 8px 11px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus,
QTimeEdit:focus, QSpinBox:focus {
    border: 2px solid $focus; padding: 0 10px; background: $surface; min-height: ${inner2}px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: 7px 10px; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"] { border: 2px solid $danger; }
QLineEdit:disabled, QComboBox:disabled, QTimeEdit:disabled { color: $text3; border-color: $border; }
QTimeEdit::up-button, QTimeEdit::down-button { width: 0; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 30px; border: 0; margin: 2px;
    background: transparent; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $hover; border-radius: 6px; }
QSpinBox::up-arrow { image: url("$up"); width: 14px; height: 14px; }
QSpinBox::down-arrow { image: url("$down"); width: 14px; height: 14px; }
QLineEdit[look="search"] { border-color: $border; border-radius: 10px; background: $surface2; }
QLineEdit[look="search"]:focus { border: 2px solid $focus; background: $surface; }
QLineEdit[look="bare"] { border: 0; background: transparent; padding: 0; }
QLineEdit QToolButton { min-width: 0; min-height: 0; border: 0; background: transparent; }
QComboBox::drop-down, QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right; border: 0;
    width: 28px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$down"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; selection-background-color: $sel;
    selection-color: $text; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: ${item}px; }

QCheckBox, QRadioButton { background: transparent; spacing: 10px; min-height: ${control}px; padding: 0 4px;
    border: 2px solid transparent; border-radius: 8px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QCheckBox::indicator, QListView::indicator, QTreeView::indicator { width: 18px; height: 18px;
    border: 1px solid $border_strong;
    border-radius: 4px; background: $surface2; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    background: $primary; border-color: $primary;
    image: url("$check"); }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
QCheckBox::indicator:disabled { border-color: $border; background: $neutral_soft; }
QCheckBox::indicator:checked:disabled { background: $text3; border-color: $text3; }
QRadioButton::indicator { width: 20px; height: 20px; }

QMenu { background: $surface; border: 1px solid $border; border-radius: 10px; padding: 6px; }
QMenu::item { min-height: ${item}px; padding: 0 24px 0 12px; border-radius: 6px; color: $text; }
QMenu::item:selected { background: $hover; border: 1px solid $tab_frame; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }

QListView, QTableView, QTreeView { background: $surface; border: 0; alternate-background-color: $surface2;
    selection-background-color: $sel; selection-color: $text; gridline-color: $border; }
QTreeView::indicator:indeterminate { background: $primary_soft; border-color: $primary; }
QTreeView::item, QListWidget::item { min-height: ${item}px; }
QTableView::item { padding: 0 8px; border: 0; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $sel; color: $text; }
QHeaderView { background: $surface2; }
QHeaderView::section { background: $surface2; color: $text2; border: 0; border-bottom: 1px solid $border;
    border-right: 1px solid $border; padding: 0 8px; font-size: ${meta}px; font-weight: 600;
    min-height: ${header}px; }
QTableCornerButton::section { background: $surface2; border: 0; }

QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $handle; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 44px; }
QScrollBar::handle:horizontal { min-width: 44px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent;
    width: 0; height: 0; }

QTabBar { background: $surface; border: 0; }
QTabBar::tab { background: transparent; color: $text2; border: 1px solid transparent; border-radius: 8px;
    min-height: ${tab_inner}px; padding: 0 10px; margin: 3px 2px; }
QTabBar[look="icons"]::tab { padding: 0 4px; margin: 3px 1px; min-width: 34px; }
QTabBar[look="icons"]::tab:focus { padding: 0 3px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { background: $primary_soft; color: $primary_text; font-weight: 600; border-color: $tab_frame; }
QTabBar::tab:disabled { color: $text3; }
QTabBar::tab:focus { border: 2px solid $focus; padding: 0 9px; }
QTabBar QToolButton { background: $surface; min-width: 32px; }
QTabWidget::pane { border: 0; border-top: 1px solid $border; }

QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: $neutral_soft; border: 1px solid $neutral_soft; border-radius: 4px; max-height: 8px;
    min-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }
QToolTip { background: $text; color: $surface; border: 1px solid $border; padding: 6px 8px;
    font-size: ${label}px; }
"""
)


def style_sheet(name: ThemeName, percent: int, density: Density, *, touch: bool) -> str:
    """The style sheet for one theme, text size (percent), density and kind of layout."""
    colours, contrast = THEMES[name], name == "contrast"
    pictures = resources() / "themes"
    control = 44 if touch else SIZES[density].control
    values: dict[str, str | int] = dict(colours.as_dict())
    values.update({role: round(kind.size * percent / 100) for role, kind in TYPE.items()})
    values.update(
        family=", ".join(f'"{name}"' for name in (FAMILY, *FALLBACKS)),
        control=control,
        check=(pictures / f"check-{name}.svg").as_posix(),
        down=(pictures / f"down-{name}.svg").as_posix(),
        up=(pictures / f"up-{name}.svg").as_posix(),
        inner=control - 2,
        tab_inner=control - 8 if not touch else 38,
        inner2=control - 4,
        item=max(control - 8, 36) if not touch else 44,
        header=SIZES[density].table_row - 2,
        figure=round(28 * percent / 100),
        tab_pad=9,
        tab_pad2=8,
        border_soft=colours.border_strong if contrast else colours.border,
        tab_frame=colours.primary if contrast else "transparent",
        snack_link=colours.primary_soft if not contrast else colours.on_primary,
        handle=colours.border if not contrast else colours.border_strong,
    )
    return _SHEET.substitute(values)
