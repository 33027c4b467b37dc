"""A window with one blank page and the pen chosen, for a bench that moves the real pointer of an X server over it."""

from __future__ import annotations

import sys

import pymupdf
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_ink import _marks
from voffice_desktop.domain.records import File
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.services.values import FileEntry
from voffice_desktop.ui.reader.identity import ViewerIdentity
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.reader import Reader


def main() -> int:
    """Runs until it is killed; says ``ready`` when the page can be written on. Argument: strokes on the page."""
    app = QApplication([])
    client = RenderClient()
    reader = Reader(renderer=client)
    reader.setGeometry(0, 0, 1200, 900)
    reader.show()
    file = pymupdf.open()
    file.new_page(width=595, height=842)
    data = bytes(file.tobytes())
    entry = FileEntry(File(id="b", name="b.pdf", media_type="application/pdf", size=1, sha256=""), True)
    book = InkBook("b", None, "me", _marks(int(sys.argv[1])))
    reader.open_file(entry, lambda: data, ViewerIdentity("mau", "Nguyễn Văn Mẫu", "me"), books=lambda _: book)

    def look() -> None:
        if reader.view.document == "b" and not reader.pen.layer.pending and not reader.pen.pen_button.isChecked():
            reader.pen.pen_button.setChecked(True)
            QTimer.singleShot(1000, lambda: print("ready", flush=True))

    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(200)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
