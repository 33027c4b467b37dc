"""A copy traces back to who took it, from files, screenshots and scans."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image

from tests.unit.pdf.losses import as_file, cropped, scanned, shot, squeezed
from tests.unit.pdf.samples import written
from tests.unit.pdf.test_stamp_view import WHO
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf import marks
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import reading_copy
from voffice_desktop.pdf.trace import TraceFindings, trace

KEY = b"k" * 32
HIDDEN = marks.hidden_id(WHO.copy_id)
LINES = [f"Điều {row}. Cục Quản lý Khám, chữa bệnh chịu trách nhiệm thi hành Quyết định này." for row in range(30)]
ocr = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed: OCR was not tried")


@pytest.fixture(scope="module")
def saved() -> bytes:
    return reading_copy(written(*LINES), WHO, "save", key=KEY)


@pytest.fixture(scope="module")
def viewed() -> bytes:
    return reading_copy(written(*LINES), WHO, "view")


def _trace(children: Children, data: bytes, key: bytes = KEY) -> TraceFindings:
    return trace(data, "tep.png", key, children=children)


def test_a_view_file_is_traced_by_its_text(children: Children, viewed: bytes) -> None:
    found = _trace(children, viewed)
    assert found.copy_ids == (WHO.copy_id,)
    assert found.accounts == (WHO.account,)
    assert found.times == (WHO.time_text,)
    assert "text" in found.sources
    assert found.hidden_ids == ()


def test_a_save_file_is_traced_by_all_marks(children: Children, saved: bytes) -> None:
    found = _trace(children, saved)
    assert found.copy_ids == (WHO.copy_id,)
    assert found.hidden_ids == (HIDDEN,)
    assert {"text", "qr", "dots"} <= set(found.sources)


@pytest.mark.parametrize("dpi", [150, 100, 200])
def test_a_picture_of_a_page_is_traced(children: Children, saved: bytes, dpi: int) -> None:
    found = _trace(children, as_file(squeezed(shot(saved, dpi), 60), "JPEG", dpi=None))
    assert found.hidden_ids == (HIDDEN,)
    assert found.copy_ids == (WHO.copy_id,)


@pytest.mark.parametrize("sides", [(0, 0, 0, 0.2), (0, 0.2, 0, 0)])
def test_a_scan_cropped_by_a_fifth_is_traced(
    children: Children, saved: bytes, sides: tuple[float, float, float, float]
) -> None:
    found = _trace(children, as_file(cropped(scanned(shot(saved)), *sides), "JPEG"))
    assert found.hidden_ids == (HIDDEN,) or found.copy_ids == (WHO.copy_id,)


def test_a_poor_scan_without_its_qr_is_traced_by_the_dots(children: Children, saved: bytes) -> None:
    poor = scanned(shot(saved), turn=-0.8, scale=1.01, blur=0.9, noise=4)
    found = _trace(children, as_file(cropped(poor, 0, 0, 0, 0.2)))
    assert found.hidden_ids == (HIDDEN,)
    assert found.copy_ids == ()


def test_another_key_finds_no_dots(children: Children, saved: bytes) -> None:
    found = _trace(children, as_file(cropped(shot(saved), 0, 0, 0.5, 0.6)), key=b"another")
    assert found.hidden_ids == ()


def test_an_unmarked_page_accuses_nobody(children: Children) -> None:
    found = _trace(children, as_file(cropped(shot(written(f"Mã {WHO.copy_id}", *LINES)), 0, 0, 0.4, 0.6)))
    assert found == TraceFindings(missing=found.missing)


@ocr
def test_a_screenshot_of_a_view_copy_is_read(children: Children, viewed: bytes) -> None:
    found = _trace(children, as_file(shot(viewed)), key=b"")
    assert found.copy_ids == (WHO.copy_id,) or (found.accounts == (WHO.account,) and found.times == (WHO.time_text,))
    assert found.sources == ("ocr",)


def test_what_is_no_picture_is_refused(children: Children) -> None:
    for data in (b"", b"text", as_file(Image.new("L", (2, 2)))[:30]):
        with pytest.raises(DocumentFault):
            _trace(children, data)
