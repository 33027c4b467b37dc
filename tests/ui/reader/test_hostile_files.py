"""Every PDF of the corpora in the real reader: it opens, or a sentence says why not; the window lives, nothing hangs.

By default a choice of files; with VOFFICE_LONG=1 every one of them (some minutes).
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import VIEWER, corpus_files, entry
from voffice_desktop.pdf.render import REQUEST_LIMIT
from voffice_desktop.ui.reader.reader import Reader

_LONG = bool(os.environ.get("VOFFICE_LONG"))


def _answered(reader: Reader, file_id: str) -> bool:
    if reader.view.document != file_id:
        return reader.entry is not None and bool(reader.notice.todo.text())
    view = reader.view
    return all(
        place.page in view.faults or all(view.images.cache.get(key) is not None for key in view.tiles(place))
        for place in view.visible_places()
    )


@pytest.mark.corpus
@pytest.mark.parametrize("room", ["real", "malformed"])
def test_every_file_opens_or_is_refused_in_words(corpus: Path, reader: Reader, qtbot: QtBot, room: str) -> None:
    files = corpus_files(corpus / room, 0 if _LONG else 12)
    assert files
    opened = 0
    for number, path in enumerate(files):
        file_id = f"c{number}"
        reader.open_file(entry(file_id, path.name), path.read_bytes, VIEWER)
        qtbot.waitUntil(lambda file_id=file_id: _answered(reader, file_id), timeout=int(REQUEST_LIMIT * 4000))  # type: ignore[misc] # mypy cannot infer the default
        if reader.view.document == file_id:
            opened += 1
            reader.view.viewport().repaint()
            assert not reader.view.viewport().grab().isNull(), path.name
        else:
            assert len(reader.notice.what.text()) > 10 and "{" not in reader.notice.todo.text(), path.name
    assert opened
