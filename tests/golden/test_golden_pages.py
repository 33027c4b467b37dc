"""Pages as the reader shows them, against pictures computed another way: poppler's page, the marks, and the identity.

No picture files are kept: a golden picture that is drawn by a second engine cannot go stale with the first one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pymupdf
import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from tests.golden import exported
from tests.golden.test_exported_marks import BLUE, writing
from tests.ui.reader.reader_samples import MINUTE, VIEWER, entry, make_pdf, wait_sharp
from voffice_desktop.domain.records import Annotation
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.protocol import codec
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.reader import Reader

SCALE = exported.DPI / 72


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    client = RenderClient()
    client.start()
    made = Reader(renderer=client, clock=lambda: MINUTE)
    qtbot.addWidget(made)
    made.resize(1800, 1900)
    made.show()
    yield made
    made.shut()
    made.close()
    client.stop()


def shown_page(reader: Reader, qtbot: QtBot, data: bytes, marks: list[Annotation]) -> exported.Pixels:
    """The first page at 144 dots an inch as it stands in the window."""
    book = InkBook("f1", None, VIEWER.user_id, marks, clock=lambda: MINUTE)
    reader.open_file(entry(), lambda: data, VIEWER, books=lambda _: book)
    qtbot.waitUntil(lambda: reader.view.document == "f1", timeout=10_000)
    reader.view.zoom_to(SCALE)
    reader.view.go_to(0)
    reader.view.request()
    wait_sharp(reader, qtbot)
    qtbot.waitUntil(lambda: not reader.pen.layer.pending)
    place = reader.view.layout_.place(0)
    assert place is not None
    box = reader.view.rect_of(place).toAlignedRect()
    seen = box.intersected(QRect(0, 0, reader.view.viewport().width(), reader.view.viewport().height()))
    assert seen.width() >= box.width() - 1 and seen.top() == box.top()
    return exported.pixels_of(reader.view.viewport().grab(seen).toImage())


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_page_looks_as_poppler_draws_it_and_carries_the_identity(
    reader: Reader, qtbot: QtBot, rotation: int
) -> None:
    data = make_pdf(1, rotation=rotation)
    seen = shown_page(reader, qtbot, data, [])
    other = exported.cairo(data)[: seen.shape[0], : seen.shape[1]]
    seen = seen[: other.shape[0], : other.shape[1]]
    dark, theirs = seen.min(axis=2) < 100, other.min(axis=2) < 100
    assert exported.overlap(dark, theirs) > 0.55, "the letters of two engines lie on each other"
    light = (seen.min(axis=2) < 250) & (other.min(axis=2) > 250)
    assert 0.002 < light.mean() < 0.12, "the identity lies over the page, thinly"


def test_marks_on_the_page_are_the_marks_of_the_export(reader: Reader, qtbot: QtBot) -> None:
    plain = writing(25)
    marks = [codec.from_plain({**mark, "file_id": "f1"}, Annotation) for mark in plain]
    with pymupdf.open() as document:
        document.new_page(width=450, height=500)
        seen = shown_page(reader, qtbot, bytes(document.tobytes()), marks)
    alone = exported.screen(plain, 450, 500)
    height, width = min(seen.shape[0], alone.shape[0]), min(seen.shape[1], alone.shape[1])
    ink, wanted = exported.inked(seen, BLUE)[:height, :width], exported.inked(alone, BLUE)[:height, :width]
    blue = seen[:height, :width, 2].astype(int) > seen[:height, :width, 0].astype(int) + 40
    assert exported.overlap(ink & blue, wanted) > 0.9
    assert np.count_nonzero(wanted) > 3000
