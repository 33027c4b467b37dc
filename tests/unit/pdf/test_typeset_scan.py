"""Scanned-looking pages: a picture a page, no text, the same bytes for the same seed."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from tests.unit.pdf.typeset_samples import DISPATCH, text_of
from voffice_desktop.pdf.typeset.scan import typeset_scan


def test_a_scan_is_one_grey_picture_a_page_without_text(tmp_path: Path) -> None:
    made = typeset_scan(replace(DISPATCH, inked=3), seed=7)
    assert text_of(made.data, tmp_path).strip() == ""
    listed = subprocess.run(
        ["pdfimages", "-list", str(tmp_path / "sample.pdf")], check=True, capture_output=True, text=True
    ).stdout.splitlines()[2:]
    assert len(listed) == made.pages == 1
    fields = listed[0].split()
    assert fields[5] == "gray"
    assert int(fields[3]) == 1240


def test_the_seed_decides_the_bytes() -> None:
    assert typeset_scan(DISPATCH, 1).data == typeset_scan(DISPATCH, 1).data
    assert typeset_scan(DISPATCH, 1).data != typeset_scan(DISPATCH, 2).data
