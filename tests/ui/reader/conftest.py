"""A reader in an offscreen window, over a real render child."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import MINUTE, VIEWER, entry, wait_sharp
from voffice_desktop.pdf.render import RenderClient
from voffice_desktop.ui.reader.reader import Reader


@pytest.fixture
def renderer() -> Iterator[RenderClient]:
    """A render client of this test's own, stopped with its child afterwards."""
    client = RenderClient()
    client.start()
    yield client
    client.stop()


@pytest.fixture
def reader(qtbot: QtBot, renderer: RenderClient) -> Iterator[Reader]:
    """An empty reader of 900 × 1000 whose clock stands at 08:46 on 22/11/2026 in Vietnam."""
    made = Reader(renderer=renderer, clock=lambda: MINUTE)
    qtbot.addWidget(made, before_close_func=lambda widget: widget.shut())
    made.resize(900, 1000)
    made.show()
    yield made
    made.shut()


@pytest.fixture
def shown(reader: Reader, qtbot: QtBot) -> Callable[..., Reader]:
    """Open bytes in the reader and wait for the first sharp page."""

    def show(data: bytes, *, file_id: str = "f1") -> Reader:
        reader.open_file(entry(file_id), lambda: data, VIEWER)
        qtbot.waitUntil(lambda: reader.view.document == file_id, timeout=10_000)
        wait_sharp(reader, qtbot)
        return reader

    return show
