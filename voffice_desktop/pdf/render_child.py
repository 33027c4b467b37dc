"""The render child: PyMuPDF behind a pipe, with no database, socket, secret or Qt.

Started as ``python -m voffice_desktop.pdf.render_child TOKEN`` or, frozen, ``voffice-desktop --pdf-render TOKEN``.
It answers one request after another and ends when its input ends. It may be killed at any moment without harm.
All coordinates it gives are points of the unrotated page, origin at the top left of the CropBox.
"""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, BinaryIO, Final

import pymupdf
from pymupdf import mupdf

from voffice_desktop.pdf import render_limits, render_wire
from voffice_desktop.pdf.render_wire import Message
from voffice_desktop.pdf.render_words import WordSource

_KEPT_LISTS: Final = 12
"""Display lists kept of each document: the visible pages and those around."""
_STORE_GROWTH: Final = 160 << 20
"""MuPDF keeps decoded images up to 256 MB; it is made to let go after this growth.

Two scanned pages of 300 dpi fit in; less would decode them anew for every tile."""
_FIRST_SIZES: Final = 4
"""Sizes that come with the opening: what may be seen at once. The others are asked for behind the first page."""
_MAX_WORDS: Final = 100_000
_SCAN: Final = 0.8
"""Share of a page from which a picture counts as a scan of it."""
_A4: Final = (595.0, 842.0)


class _Refused(Exception):
    """This file or page cannot be shown; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Document:
    """One open file with its latest display lists."""

    def __init__(self, data: bytes, password: str | None) -> None:
        if b"%PDF-" not in data[:1024]:
            raise _Refused("pdf_not_pdf")
        try:
            self.file = pymupdf.open(stream=data, filetype="pdf")
        except (RuntimeError, ValueError) as error:
            raise _Refused("pdf_damaged") from error
        if self.file.needs_pass:
            if not password:
                raise _Refused("pdf_encrypted")
            if not self.file.authenticate(password):
                raise _Refused("pdf_wrong_password")
        self.pages = self.file.page_count
        if self.pages < 1:
            raise _Refused("pdf_damaged")
        if self.pages > render_wire.MAX_PAGES:
            raise _Refused("pdf_too_large")
        self.lists: OrderedDict[int, Any] = OrderedDict()
        self.words = WordSource(self.file, data)

    def page(self, number: int) -> Any:
        if not 0 <= number < self.pages:
            raise _Refused("pdf_no_page")
        return self.file.load_page(number)

    def display_list(self, number: int) -> Any:
        found = self.lists.pop(number, None)
        if found is None:
            found = self.page(number).get_displaylist()
        self.lists[number] = found
        while len(self.lists) > _KEPT_LISTS:
            self.lists.popitem(last=False)
        return found

    def size(self, number: int) -> list[float]:
        """Width and height of the unrotated page in points, and its rotation; A4 for a page that cannot be read."""
        try:
            page = self.page(number)
            rect, rotation = page.rect, page.rotation % 360
        except Exception:  # hostile page: any failure means only that its size is unknown
            return [*_A4, 0]
        width, height = abs(rect.width), abs(rect.height)
        if not (1 <= width <= 100_000 and 1 <= height <= 100_000):
            return [*_A4, 0]
        return [height, width, rotation] if rotation in (90, 270) else [width, height, rotation]


class Child:
    """Answers requests; ``slot`` is the shared memory that takes pixels."""

    def __init__(self, slot: memoryview) -> None:
        self._slot = slot  # MuPDF draws right into it, by this address
        self._address = mupdf.python_mutable_buffer_data(slot)
        self._documents: dict[str, _Document] = {}
        self._next: tuple[_Document, int] | None = None
        """The page that is read ahead as soon as the answer is out."""
        self._base = render_limits.resident_bytes()
        self._operations: dict[str, Callable[[Message, bytes], Message]] = {
            "open": self._open,
            "close": self._close,
            "sizes": self._sizes,
            "tile": self._tile,
            "words": self._words,
            "links": self._links,
            "outline": self._outline,
        }

    def answer(self, request: Message, blob: bytes) -> Message:
        """The answer to one request: its result, or ``{"fault": code}``."""
        try:
            result = self._operations[request["op"]](request, blob)
        except _Refused as refused:
            result = {"fault": refused.code}
        except MemoryError:
            pymupdf.TOOLS.store_shrink(100)
            result = {"fault": "pdf_too_heavy"}
        except Exception:  # the boundary to hostile input: MuPDF raises many kinds, each means "this cannot be shown"
            result = {"fault": "pdf_page_damaged"}
        result["id"] = request["id"]
        return result

    def tidy(self) -> None:
        """Between two requests, while nobody waits: read the page that will be asked for, let go of old images."""
        if self._next is not None:
            document, page = self._next
            self._next = None
            # A page that cannot be read says so when it is asked for.
            with contextlib.suppress(Exception):
                document.display_list(page)
        if self._base and render_limits.resident_bytes() > self._base + _STORE_GROWTH:
            pymupdf.TOOLS.store_shrink(100)

    def _of(self, request: Message) -> _Document:
        try:
            return self._documents[request["doc"]]
        except KeyError:
            raise _Refused("pdf_not_open") from None

    def _open(self, request: Message, blob: bytes) -> Message:
        if "shared" in request:
            blob = bytes(self._slot[: int(request["shared"])])
        document = _Document(blob, request.get("password"))
        self._documents[request["doc"]] = document
        self._next = document, int(request.get("first", 0))
        return {
            "pages": document.pages,
            "sizes": [document.size(n) for n in range(min(_FIRST_SIZES, document.pages))],
        }

    def _close(self, request: Message, blob: bytes) -> Message:
        document = self._documents.pop(request["doc"], None)
        if document is not None:
            document.lists.clear()
            document.words.close()
            document.file.close()  # takes its things out of MuPDF's store; what all files share stays
        return {}

    def _sizes(self, request: Message, blob: bytes) -> Message:
        document = self._of(request)
        last = min(document.pages, request["last"])
        return {"first": request["first"], "sizes": [document.size(n) for n in range(request["first"], last)]}

    def _tile(self, request: Message, blob: bytes) -> Message:
        """Pixels (RGB) of ``clip`` = [x0, y0, x1, y1], device pixels of the page turned by ``turn`` degrees more."""
        shown = self._of(request).display_list(request["page"])
        scale, turn = float(request["scale"]), int(request["turn"]) % 360
        bound = mupdf.fz_bound_display_list(shown.this)
        matrix = mupdf.fz_concat(mupdf.fz_scale(scale, scale), mupdf.fz_rotate(turn))
        turned = mupdf.fz_transform_rect(bound, matrix)
        matrix = mupdf.fz_concat(matrix, mupdf.fz_translate(-turned.x0, -turned.y0))
        x0, y0, x1, y1 = (int(value) for value in request["clip"])
        x0, y0 = max(0, x0), max(0, y0)
        x1 = max(x0 + 1, min(x1, round(turned.x1 - turned.x0)))
        y1 = max(y0 + 1, min(y1, round(turned.y1 - turned.y0)))
        if (x1 - x0) * (y1 - y0) > render_wire.MAX_PIXELS:
            raise _Refused("pdf_too_heavy")
        area = mupdf.FzIrect(x0, y0, x1, y1)
        colours = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_RGB)
        pixels = mupdf.fz_new_pixmap_with_bbox_and_data(colours, area, mupdf.FzSeparations(), 0, self._address)
        mupdf.fz_clear_pixmap_with_value(pixels, 0xFF)
        device = mupdf.fz_new_draw_device(matrix, pixels)
        seen = mupdf.fz_transform_rect(mupdf.FzRect(x0 - 1, y0 - 1, x1 + 1, y1 + 1), mupdf.fz_invert_matrix(matrix))
        mupdf.fz_run_display_list(shown.this, device, mupdf.FzMatrix(), seen, mupdf.FzCookie())
        mupdf.fz_close_device(device)
        if "dark" in request:
            paper, words = (int(value) for value in request["dark"])
            self._darken(pixels, self._pictures(request, shown, matrix, (x0, y0, x1, y1)), paper, words)
        return {"x": x0, "y": y0, "w": x1 - x0, "h": y1 - y0}

    def _pictures(
        self, request: Message, shown: Any, matrix: Any, clip: tuple[int, int, int, int]
    ) -> list[tuple[int, int, int, int]]:
        """Boxes of pictures in pixels of ``clip``; one of the whole page is a scan and darkens as text does."""
        x0, y0, x1, y1 = clip
        bound = mupdf.fz_bound_display_list(shown.this)
        whole = (bound.x1 - bound.x0) * (bound.y1 - bound.y0)
        boxes = []
        for kind, rect in self._of(request).page(request["page"]).get_bboxlog():
            area = (rect[2] - rect[0]) * (rect[3] - rect[1])
            if kind == "fill-image" and area < _SCAN * whole:
                box = mupdf.fz_transform_rect(mupdf.FzRect(*rect), matrix)
                left, top = max(x0, round(box.x0)), max(y0, round(box.y0))
                right, bottom = min(x1, round(box.x1)), min(y1, round(box.y1))
                if left < right and top < bottom:
                    boxes.append((left - x0, top - y0, right - x0, bottom - y0))
        return boxes[:200]

    def _darken(self, pixels: Any, kept: list[tuple[int, int, int, int]], paper: int, words: int) -> None:
        """Dark paper under light words, colours by their hue, pictures as they are."""
        row = pixels.w() * 3
        spans = [slice(y * row + left * 3, y * row + right * 3) for left, top, right, bottom in kept
                 for y in range(top, bottom)]  # fmt: skip
        before = [bytes(self._slot[span]) for span in spans]
        mupdf.fz_invert_pixmap_luminance(pixels)
        mupdf.fz_tint_pixmap(pixels, paper, words)
        for span, line in zip(spans, before, strict=True):
            self._slot[span] = line

    def _words(self, request: Message, blob: bytes) -> Message:
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
        document = self._of(request)
        document.page(request["page"])  # refuses a page that is not there
        words = document.words.page(request["page"]).get_text("words", flags=flags, sort=False)
        found = [[*(round(v, 2) for v in w[:4]), _clean(w[4]), w[5] * 10_000 + w[6]] for w in words[:_MAX_WORDS]]
        return {"words": found}

    def _links(self, request: Message, blob: bytes) -> Message:
        page = self._of(request).page(request["page"])
        back = page.derotation_matrix
        links = []
        for link in page.get_links()[:2000]:
            rect = [round(v, 2) for v in (link["from"] * back).normalize()]
            if link["kind"] == pymupdf.LINK_GOTO and isinstance(link.get("page"), int):
                target = link.get("to")
                links.append({"rect": rect, "page": link["page"], "y": float(target.y) if target else 0.0})
            elif link["kind"] == pymupdf.LINK_NAMED and isinstance(link.get("page"), int) and link["page"] >= 0:
                target = link.get("to")  # as the file has it: from the bottom of its page
                height = self._of(request).size(link["page"])[1]
                links.append({"rect": rect, "page": link["page"], "y": height - float(target.y) if target else 0.0})
            elif link["kind"] == pymupdf.LINK_URI and isinstance(link.get("uri"), str):
                links.append({"rect": rect, "uri": link["uri"][:2000]})
            elif link["kind"] in (pymupdf.LINK_LAUNCH, pymupdf.LINK_GOTOR) and isinstance(link.get("file"), str):
                links.append({"rect": rect, "uri": f"file:{link['file'][:2000]}"})  # only to be refused in words
        return {"links": links}

    def _outline(self, request: Message, blob: bytes) -> Message:
        entries = self._of(request).file.get_toc(simple=True)
        return {"outline": [[int(e[0]), str(e[1])[:300], int(e[2]) - 1] for e in entries[:5000]]}


def _clean(text: str) -> str:
    """NFC; a soft hyphen that is drawn is a hyphen (many fonts map their hyphen's glyph back to U+00AD)."""
    return unicodedata.normalize("NFC", text.replace("\u00ad", "-"))


def serve(requests: BinaryIO, answers: BinaryIO, slot: memoryview) -> None:
    """Answer until ``requests`` ends."""
    child = Child(slot)
    render_wire.send(answers, {"ready": True})
    while True:
        try:
            request, blob = render_wire.receive(requests)
        except EOFError:
            return
        render_wire.send(answers, child.answer(request, blob))
        child.tidy()


def main(argv: list[str] | None = None) -> int:
    """Entry point: ``argv`` holds the token of the shared memory."""
    token = (sys.argv[1:] if argv is None else argv)[-1]
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    requests, answers = _take_pipes()
    slot = memoryview(render_limits.attach(token, render_wire.SLOT_BYTES))
    render_limits.confine()
    try:
        serve(requests, answers, slot)
    except OSError:  # the program is gone
        return 1
    return 0


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes to ourselves, so that nothing a library prints can mix with the answers."""
    reading, writing = os.dup(0), os.dup(1)
    quiet = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(quiet, standard)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(reading, os.O_BINARY)
        msvcrt.setmode(writing, os.O_BINARY)
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


if __name__ == "__main__":
    raise SystemExit(main())
