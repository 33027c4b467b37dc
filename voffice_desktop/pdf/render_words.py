"""The words of a page as they stand in the document, without those of the mark that a reading copy carries.

The mark lies across every page: its words would be found, selected and marked in the place of the document's own.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pymupdf

_CONTENTS: Final = re.compile(rb"\s*/Page Do /M\d+x\w+ Do\s*")
"""What the pages of a reading copy draw: the document's page, and the mark over it."""
_PLAIN: Final = b"/Page Do"


class WordSource:
    """Pages of one file for reading words. A reading copy is opened once more, and there its mark is not drawn."""

    def __init__(self, file: Any, data: bytes) -> None:
        self._file, self._data = file, data
        self._bare: Any = None
        self._known: dict[int, bool] = {}
        """By number of a contents object: whether it draws a mark."""

    def page(self, number: int) -> Any:
        """The page whose text is the document's own."""
        contents = self._contents(self._file, number)
        if not contents:
            return self._file.load_page(number)
        if contents not in self._known:
            stream = self._file.xref_stream(contents) or b""
            self._known[contents] = _CONTENTS.fullmatch(stream) is not None
        if not self._known[contents]:
            return self._file.load_page(number)
        if self._bare is None:
            self._bare = pymupdf.open(stream=self._data, filetype="pdf")
        if self._bare.xref_stream(contents) != _PLAIN:
            self._bare.update_stream(contents, _PLAIN)
        return self._bare.load_page(number)

    def close(self) -> None:
        """Let go of the second reading."""
        if self._bare is not None:
            self._bare.close()
            self._bare = None

    @staticmethod
    def _contents(file: Any, number: int) -> int:
        kind, value = file.xref_get_key(file.page_xref(number), "Contents")
        return int(value.split()[0]) if kind == "xref" else 0
