"""Small Vietnamese files, a viewer, and waiting for the reader."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pymupdf
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from voffice_desktop.domain.records import Annotation, AnnotationStyle, File
from voffice_desktop.paths import resources
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.printing import PrintRun
from voffice_desktop.ui.reader.reader import Reader

VIEWER = ViewerIdentity("nguyenvanmau.snv", "Nguyễn Văn Mẫu", "u-mau")
MINUTE = datetime(2026, 11, 22, 1, 46, tzinfo=UTC)
OTHERS = Annotation(
    id="0190-other",
    file_id="f1",
    page=1,
    author_id="u-khac",
    kind="ink",
    geometry={"strokes": [[100.0, 400.0, 0.5, 200.0, 400.0, 0.5]]},
    style=AnnotationStyle(color="#c62828", width=5.0),
    created_at="2026-11-20T01:00:00Z",
)
"""A line that somebody else drew on the first page."""
_FONT = resources() / "fonts" / "tinos" / "Tinos-Regular.ttf"


def make_pdf(pages: int = 3, *, text: str = "Độc lập - Tự do - Hạnh phúc", rotation: int = 0) -> bytes:
    """A4 pages of Vietnamese text with a red box at the bottom left, where a unit signs."""
    file = pymupdf.open()
    for number in range(pages):
        page = file.new_page(width=595, height=842)
        page.insert_font("tinos", str(_FONT))
        page.insert_text((200, 90), text, fontname="tinos", fontsize=12)
        for line in range(20):
            page.insert_text((72, 160 + line * 24), f"{number + 1}.{line + 1}. Sở Nội vụ chủ trì", fontname="tinos")
        page.draw_rect(pymupdf.Rect(40, 780, 190, 820), color=(0.8, 0.1, 0.1))
        page.set_rotation(rotation)
    return bytes(file.tobytes())


def entry(file_id: str = "f1", name: str = "Dự thảo.pdf") -> FileEntry:
    """A file of a dossier that is in the cache."""
    return FileEntry(File(id=file_id, name=name, media_type="application/pdf", size=1, sha256="0"), True)


def wait_sharp(reader: Reader, qtbot: QtBot) -> None:
    """Wait until every visible page is painted from pixels of the present scale."""
    view = reader.view

    def sharp() -> bool:
        keys = [key for place in view.visible_places() for key in view.tiles(place)]
        return bool(keys) and all(view.images.cache.get(key) is not None for key in keys)

    qtbot.waitUntil(sharp, timeout=10_000)


def pdf_printer(target: Path) -> QPrinter:
    """A printer that writes a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def print_out(
    reader: Reader, qtbot: QtBot, target: Path, pages: list[int] | None = None, *, ink: bool = True
) -> list[int]:
    """Print pages (from 0; all by default) into a PDF; the pages (from 1) that went out."""
    every = list(range(len(reader.view.sizes)))
    run = PrintRun(reader, pdf_printer(target), every if pages is None else pages, ink=ink)
    out: list[list[int]] = []
    run.ended.connect(out.append)
    assert run.start()
    qtbot.waitUntil(lambda: bool(out), timeout=60_000)
    return out[0]


def corpus_files(folder: Path, count: int) -> list[Path]:
    """An evenly spread choice of the PDFs under ``folder``; all of them when ``count`` is 0."""
    files = sorted(folder.rglob("*.pdf"))
    return files if not count else files[:: max(1, len(files) // count)][:count]
