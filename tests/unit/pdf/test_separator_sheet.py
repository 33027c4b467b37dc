"""Separator sheets that the program prints are the ones that its own tray finds, after a scan of paper too."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf import page_tools
from voffice_desktop.pdf.typeset.separator_sheet import separator_sheets
from voffice_desktop.services.separators import save_separators


def test_printed_sheets_are_found_in_a_crooked_scan(tmp_path: Path) -> None:
    save_separators(tmp_path / "tờ.pdf", 2)
    printed = (tmp_path / "tờ.pdf").read_bytes()
    with pymupdf.open(stream=printed, filetype="pdf") as sheets:
        assert len(sheets) == 2 and "TỜ PHÂN CÁCH" in sheets[0].get_text()
        shot = sheets[1].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    paper = Image.frombytes("L", (shot.width, shot.height), shot.samples).rotate(4, fillcolor=250)
    out = io.BytesIO()
    paper.save(out, "TIFF", dpi=(200, 200))
    scan = page_tools.pictures_to_pdf(out.getvalue())
    pile = page_tools.assemble([printed, scan], [(0, 1, 0), (1, 1, 0), (1, 1, 180)])
    assert page_tools.look(pile).separators == (1, 2, 3)


def test_equal_sheets_are_equal_bytes_and_there_is_at_least_one() -> None:
    assert separator_sheets(0) == separator_sheets(1)


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(MachineFault, match="cannot_write"):
        save_separators(tmp_path / "không có" / "tờ.pdf")
    assert not list(tmp_path.iterdir())
