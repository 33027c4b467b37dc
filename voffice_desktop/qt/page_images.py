"""Rendered pages for painting: carries the render child's answers to the main thread and keeps pixmaps in bounds."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from voffice_desktop.errors import VofficeError
from voffice_desktop.pdf.render import COARSE, Job, RenderClient
from voffice_desktop.pdf.render_answers import Answer, Fault, Opened, Tile

_log = logging.getLogger(__name__)

BUDGET: Final = 96_000_000
"""Bytes of pixmaps kept: about 11 A4 pages at 150 dpi."""


class TileKey(NamedTuple):
    """A piece of a page: thousandths of device pixels a point, the user's turn, and its box in device pixels."""

    document: str
    page: int
    scale: int
    turn: int
    x: int
    y: int
    width: int
    height: int


class PixmapCache:
    """Least recently used pixmaps, bounded in bytes."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._kept: OrderedDict[TileKey, QPixmap] = OrderedDict()
        self.bytes = 0

    def get(self, key: TileKey) -> QPixmap | None:
        """The pixmap of ``key``, now the youngest."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: TileKey, pixmap: QPixmap) -> None:
        """Keep ``pixmap`` and let the oldest go when the budget is spent."""
        self.drop(key)
        self._kept[key] = pixmap
        self.bytes += _weight(pixmap)
        while self.bytes > self._budget and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self.bytes -= _weight(old)

    def drop(self, key: TileKey) -> None:
        """Forget one."""
        old = self._kept.pop(key, None)
        if old is not None:
            self.bytes -= _weight(old)

    def forget(self, document: str) -> list[QPixmap]:
        """Forget everything of a document; who gets the pixmaps frees them when there is time (milliseconds)."""
        gone = [key for key in self._kept if key.document == document]
        pixmaps = [self._kept.pop(key) for key in gone]
        self.bytes -= sum(_weight(pixmap) for pixmap in pixmaps)
        return pixmaps

    def whole_pages(self, document: str, page: int, turn: int) -> list[tuple[TileKey, QPixmap]]:
        """Pixmaps that show this whole page at any scale, youngest last."""
        return [
            (key, pixmap)
            for key, pixmap in self._kept.items()
            if key.page == page and key.document == document and key.turn == turn and key.x == key.y == 0
        ]


def _weight(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A rendered tile in Qt's own layout."""

    image: QImage


Shown = Answer | Picture
"""What callbacks get: answers of the child, tiles as pictures."""


Ahead = Callable[[Opened, int], list[TileKey]]
"""What to draw first of a file that opened, which has so many bytes."""


def _nothing_ahead(opened: Opened, size: int) -> list[TileKey]:
    return []


@dataclass(frozen=True, slots=True)
class _Delivery:
    document: str
    serial: int
    done: Callable[[Any], None]
    answer: Any


class PageImages(QObject):
    """One for each reader. Its signals and callbacks come in the main thread, and never for a closed document."""

    tile_ready = Signal(object)
    """A ``TileKey`` that can be painted now."""
    page_failed = Signal(str, int, str)
    """Document, page, code of the fault."""
    _delivered = Signal(object)

    def __init__(self, client: RenderClient, parent: QObject | None = None, *, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._client = client
        self.cache = PixmapCache(budget)
        self.look: dict[str, Any] = {}
        """What the view's pieces are asked with besides place and size: how dark pages are."""
        self._serials: dict[str, int] = {}
        self._serial = 0
        self._ahead: dict[TileKey, int] = {}
        """Pieces that were asked for before the view could, with the serial of their document."""
        self._freed: list[QPixmap] = []
        self._loaders = ThreadPoolExecutor(1, thread_name_prefix="reader-load")
        self._delivered.connect(self._deliver)

    def open(
        self,
        document: str,
        loader: Callable[[], bytes],
        done: Callable[[Opened | Fault], None],
        *,
        password: str | None = None,
        first: int = 0,
        ahead: Ahead = _nothing_ahead,
    ) -> None:
        """Read the bytes off the main thread, open them in the child, and say ``Opened`` or ``Fault``.

        ``first`` is the page (from 0) that will be shown first. ``ahead`` gives, in the renderer's thread, the pieces
        that the view will want: they are drawn while the main thread still lays out the pages.
        """
        self._serial += 1
        serial = self._serials[document] = self._serial

        def loaded(future: Future[bytes]) -> None:
            if future.cancelled():
                return
            error = future.exception()
            if error is None:
                data = future.result()
                carry = self._carry(document, serial, done)

                def opened(answer: Answer) -> None:
                    if isinstance(answer, Opened):
                        self._draw_ahead(document, serial, ahead(answer, len(data)))
                    carry(answer)

                self._client.open(document, data, opened, password=password, first=first)
                return
            if not isinstance(error, VofficeError):
                _log.error("loading a file failed", exc_info=error)
            code = error.code if isinstance(error, VofficeError) else "file_unreadable"
            self._emit(_Delivery(document, serial, done, Fault(code)))

        self._loaders.submit(loader).add_done_callback(loaded)

    def close_document(self, document: str) -> None:
        """Forget the document here and in the child."""
        self._serials.pop(document, None)
        self._ahead = {key: serial for key, serial in self._ahead.items() if key.document != document}
        self._free_later(self.cache.forget(document))
        self._client.close(document)

    def shut(self) -> None:
        """Close all documents and the loader's thread; the client belongs to somebody else."""
        for document in list(self._serials):
            self.close_document(document)
        self._freed.clear()
        self._loaders.shutdown(wait=False, cancel_futures=True)

    def want(self, document: str, wishes: Iterable[tuple[TileKey, int]], group: str = "tiles") -> None:
        """Render these pieces (key, priority) and drop what waited of ``group``; pieces at hand are skipped."""
        serial = self._serials.get(document)
        if serial is None:
            return
        jobs = []
        for key, priority in wishes:
            if self.cache.get(key) is None and not self.comes(key):
                jobs.append(self._job(key, serial, priority))
        self._client.replace(document, group, jobs)

    def comes(self, key: TileKey) -> bool:
        """Whether this piece is being drawn ahead of the view's own wish."""
        return self._ahead.get(key, -1) == self._serials.get(key.document)

    def _draw_ahead(self, document: str, serial: int, keys: list[TileKey]) -> None:
        for key in keys:
            self._ahead[key] = serial
            self._client.submit(self._job(key, serial, COARSE))

    def _job(self, key: TileKey, serial: int, priority: int) -> Job:
        clip = [key.x, key.y, key.x + key.width, key.y + key.height]
        params = {"page": key.page, "scale": key.scale / 1000, "turn": key.turn, "clip": clip, **self.look}
        done = self._carry(key.document, serial, partial(self._rendered, key, self.look))
        return Job(key.document, "tile", params, priority, done)

    def ask(
        self,
        document: str,
        operation: str,
        params: dict[str, Any],
        priority: int,
        done: Callable[[Shown], None],
        group: str = "",
    ) -> None:
        """Ask for words, links, sizes, outline or a single tile outside the view's own wishes."""
        serial = self._serials.get(document)
        if serial is not None:
            self._client.submit(
                Job(document, operation, params, priority, self._carry(document, serial, done), group)
            )

    def try_again(self, document: str) -> None:
        """The user asks to render once more what the child died of."""
        self._client.forgive(document)

    def _carry(self, document: str, serial: int, done: Callable[[Any], None]) -> Callable[[Answer], None]:
        def carry(answer: Answer) -> None:
            # A tile's pixels go when this callback ends: the one copy is made here, off the main thread.
            kept = Picture(image_of(answer)) if isinstance(answer, Tile) else answer
            self._emit(_Delivery(document, serial, done, kept))

        return carry

    def _emit(self, delivery: _Delivery) -> None:
        self._delivered.emit(delivery)

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        if self._serials.get(delivery.document) == delivery.serial:
            delivery.done(delivery.answer)

    def set_look(self, look: dict[str, Any]) -> None:
        """Ask for all pieces anew, with another look."""
        self.look = look
        self._ahead.clear()
        for document in self._serials:
            self._free_later(self.cache.forget(document))

    def _free_later(self, pixmaps: list[QPixmap]) -> None:
        if pixmaps:
            self._freed += pixmaps
            QTimer.singleShot(0, self, self._freed.clear)

    def _rendered(self, key: TileKey, look: dict[str, Any], answer: Shown) -> None:
        self._ahead.pop(key, None)
        if look is not self.look:
            return
        if isinstance(answer, Picture):
            self.cache.put(key, QPixmap.fromImage(answer.image))
            self.tile_ready.emit(key)
        elif isinstance(answer, Fault):
            self.page_failed.emit(key.document, key.page, answer.code)


def image_of(tile: Tile) -> QImage:
    """The tile's pixels as an image of 32 bits that owns them."""
    seen = QImage(tile.pixels, tile.width, tile.height, tile.width * 3, QImage.Format.Format_RGB888)
    return seen.convertToFormat(QImage.Format.Format_RGB32)
