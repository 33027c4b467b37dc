"""Titles of rows: two lines at every width, the ellipsis at the end of the second and nowhere else."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from voffice_desktop.ui.row_delegate import two_lines
from voffice_desktop.ui.theme.engine import ThemeEngine

TITLE = (
    "Trình ký Công văn đôn đốc việc quản lý bệnh không lây nhiễm tại trạm y tế xã tại tuyến y tế cơ sở trên địa bàn "
    "các tỉnh"
)


def test_no_third_line_at_any_width(qapp: QApplication) -> None:
    theme = ThemeEngine(qapp)
    for width in range(150, 420):
        assert two_lines(TITLE, theme, 600, float(width)).lineCount() == 2, width


def test_a_font_made_smaller_by_one_painter_stays_as_it_was_for_the_others(theme: ThemeEngine) -> None:
    size = theme.font("body", 400).pixelSize()
    theme.font("body", 400).setPixelSize(5)
    assert theme.font("body", 400).pixelSize() == size
