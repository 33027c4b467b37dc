"""Reading copies against the cheapest tools that do the same.

``view`` against ``qpdf --overlay`` of the same mark on 1,000 pages (goal ≤ 0.35 of its time, growth ≤ 150 bytes
a page + 30 kB); ``save`` against bare rendering and JPEG encoding of the same pages.
Run: ``python -m tests.benchmarks.bench_stamp``.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
import pymupdf

from tests.benchmarks.figures import Figure, compare, show
from tests.unit.pdf.samples import written
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import CopyIdentity, reading_copy

_WHO = CopyIdentity(
    account="chuyenvien.kcb",
    full_name="Nguyễn Văn Mẫu",
    time_text="21/11/2026 10:31",
    record_number="123/BYT-KCB",
    copy_id="019ab3c4-5d6e-7f80-9123-456789abcdef",
)
_LINES = [f"Điều {row}. Cục Quản lý Khám, chữa bệnh chịu trách nhiệm thi hành, trang {{page}}." for row in range(34)]
_PAGES = 1000
_RASTER_PAGES = 6


def measure() -> list[Figure]:
    """All figures of reading copies."""
    data = written(*_LINES, pages=_PAGES)
    with Children(1) as children, tempfile.TemporaryDirectory() as folder:
        source, mark = Path(folder) / "in.pdf", Path(folder) / "mark.pdf"
        source.write_bytes(data)
        mark.write_bytes(_mark_alone(reading_copy(written(" "), _WHO, children=children)))
        copy = reading_copy(data, _WHO, children=children)
        growth = len(copy) - len(data)
        few = written(*_LINES, pages=_RASTER_PAGES)
        return [
            compare(
                f"view copy of {_PAGES} pages against qpdf --overlay",
                lambda: reading_copy(data, _WHO, children=children),
                lambda: _overlay(source, mark, Path(folder) / "out.pdf"),
                goal=0.35,
            ),
            Figure(
                name=f"view copy of {_PAGES} pages: bytes grown against 150 a page + 30 kB",
                product_seconds=0,
                floor_seconds=0,
                ratio=growth / (150 * _PAGES + 30_000),
                goal=1.0,
            ),
            compare(
                f"save copy of {_RASTER_PAGES} pages against bare rendering and JPEG",
                lambda: reading_copy(few, _WHO, "save", key=b"bench", children=children),
                lambda: _bare_raster(few),
                goal=None,
                repeats=3,
            ),
        ]


def _mark_alone(copy: bytes) -> bytes:
    """The mark of a copy as a page of its own: what qpdf lays over."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        page = pdf.pages[0].obj
        name = next(key for key in page.Resources.XObject.keys() if key != "/Page")  # noqa: SIM118  a PDF dictionary
        del page.Resources.XObject["/Page"]
        page.Contents = pdf.make_stream(f"{name} Do".encode())
        pdf.save(out)
    return out.getvalue()


def _overlay(source: Path, mark: Path, out: Path) -> None:
    command = ["qpdf", source, "--overlay", mark, "--to=1-z", "--from=", "--repeat=1", "--", out]
    subprocess.run(command, check=True)


def _bare_raster(data: bytes) -> None:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            page.get_pixmap(dpi=200).tobytes("jpeg", jpg_quality=75)


if __name__ == "__main__":
    sys.exit(show(measure()))
