"""Inside the gate's child: budgets first, then every object, then a test render by the second parser."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import pikepdf
import pymupdf

from voffice_desktop.pdf.inside import weights
from voffice_desktop.pdf.inside.secrecy import has_secret_mark
from voffice_desktop.pdf.limits import GateBudget

_ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit_form",
    "/ImportData": "import_data",
    "/GoToE": "go_to_embedded",
    "/RichMediaExecute": "annotation_media",
    "/Rendition": "annotation_media",
    "/Movie": "annotation_media",
    "/Sound": "annotation_media",
    "/SetOCGState": "action_hidden",
    "/Hide": "action_hidden",
}
_ANNOTATIONS = {"/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}
_DEPTH = 24


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{budget}`` and the file → reasons, flags, pages, repaired, has_signatures, secret_mark, text."""
    inspection = _Inspection(blobs[0], GateBudget(**params["budget"]))
    inspection.run()
    return inspection.result(), []


class _Inspection:
    def __init__(self, data: bytes, budget: GateBudget) -> None:
        self.data = data
        self.budget = budget
        self.reasons: set[str] = set()
        self.flags: set[str] = set()
        self.pages = 0
        self.signed = False
        self.text = ""
        self.secret = False

    def result(self) -> dict[str, Any]:
        return {
            "reasons": sorted(self.reasons),
            "flags": sorted(self.flags),
            "pages": self.pages,
            "repaired": "repaired" in self.flags,
            "has_signatures": self.signed,
            "secret_mark": self.secret,
            "text": self.text,
        }

    def run(self) -> None:
        pdf = self._open()
        if pdf is None:
            return
        with pdf:
            if pdf.is_encrypted:
                self.reasons.add("encrypted")
                return
            self._catalog(pdf.Root)
            self._objects(pdf)
            if not self.reasons:
                self._page_tree(pdf)
            if not self.reasons:
                self._form_weight(pdf)
        if not self.reasons:
            self._render()

    def _open(self) -> pikepdf.Pdf | None:
        if not self.data.startswith(b"%PDF-"):
            self.flags.add("junk_before_header")
        for recover in (False, True):
            try:
                pdf = pikepdf.open(io.BytesIO(self.data), suppress_warnings=True, attempt_recovery=recover)
            except pikepdf.PasswordError:
                self.reasons.add("encrypted")
                return None
            except (MemoryError, RecursionError):
                raise
            except Exception:  # boundary to hostile input: qpdf raises several unrelated types
                continue
            if recover or pdf.get_warnings():
                self.flags.add("repaired")
            return pdf
        self.reasons.add("unreadable")
        return None

    def _catalog(self, root: pikepdf.Object) -> None:
        for key, flag in (("/OpenAction", "open_action"), ("/OCProperties", "layers"), ("/AcroForm", "form")):
            if key in root:
                self.flags.add(flag)
        if "/Collection" in root:
            self.reasons.add("portfolio")

    def _objects(self, pdf: pikepdf.Pdf) -> None:
        """Look at every object of the file, so that names hidden by escapes or object streams are seen too."""
        decoded = 0
        for count, thing in enumerate(pdf.objects):
            if count >= self.budget.objects:
                self.reasons.add("too_many_objects")
                return
            try:
                self._look(thing, 0)
                if isinstance(thing, pikepdf.Stream):
                    size = weights.decoded_size(thing, self.budget)
                    decoded += size
                    self._image(thing)
            except weights.TooHeavy as heavy:
                self.reasons.add(heavy.reason)
                return
            except (MemoryError, RecursionError):
                raise
            except (
                Exception
            ):  # boundary to hostile input: an object that cannot be read is noted, the render judges it
                self.flags.add("odd_object")
            if decoded > self.budget.streams:
                self.reasons.add("decompression_bomb")
                return

    def _look(self, thing: pikepdf.Object, depth: int) -> None:
        if depth > _DEPTH:
            self.flags.add("deep")
            return
        if isinstance(thing, pikepdf.Array):
            for item in thing:
                if isinstance(item, pikepdf.Dictionary | pikepdf.Array) and not item.is_indirect:
                    self._look(item, depth + 1)
            return
        if isinstance(thing, pikepdf.Stream):
            entries = thing.stream_dict
        elif isinstance(thing, pikepdf.Dictionary):
            entries = thing
        else:
            return
        for key, value in entries.items():
            if key == "/S" and isinstance(value, pikepdf.Name):
                reason = _ACTIONS.get(str(value))
                if reason:
                    self.reasons.add(reason)
            elif key in ("/JS", "/JavaScript"):
                self.reasons.add("javascript")
            elif key in ("/EF", "/EmbeddedFiles"):
                self.reasons.add("embedded_file")
            elif key == "/XFA":
                self.reasons.add("xfa")
            elif key == "/AA":
                self.flags.add("additional_actions")
            elif key == "/Subtype" and isinstance(value, pikepdf.Name):
                if str(value) in _ANNOTATIONS:
                    self.reasons.add("annotation_media")
                elif str(value) == "/FileAttachment":
                    self.reasons.add("embedded_file")
            elif key == "/ByteRange" or (key == "/FT" and value == pikepdf.Name.Sig and "/V" in entries):
                self.signed = True
            if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
                self._look(value, depth + 1)

    def _image(self, stream: pikepdf.Stream) -> None:
        if stream.get("/Subtype") != "/Image":
            return
        width, height = stream.get("/Width", 0), stream.get("/Height", 0)
        if isinstance(width, int) and isinstance(height, int) and width * height > self.budget.image:
            self.reasons.add("image_too_large")

    def _page_tree(self, pdf: pikepdf.Pdf) -> None:
        try:
            self.pages = len(pdf.pages)
            if self.pages == 0:
                self.reasons.add("no_pages")
            if self.pages > self.budget.pages:
                self.reasons.add("too_many_pages")
                return
            for page in pdf.pages:
                left, bottom, right, top = (float(value) for value in page.mediabox)
                unit = float(page.obj.get("/UserUnit", 1))
                if max(abs(right - left), abs(top - bottom)) * max(unit, 1.0) > self.budget.side:
                    self.reasons.add("page_too_large")
                    return
        except (MemoryError, RecursionError):
            raise
        except Exception:  # boundary to hostile input: loops, missing boxes, wrong types
            self.reasons.add("page_tree")

    def _form_weight(self, pdf: pikepdf.Pdf) -> None:
        weigher = weights.FormWeigher(self.budget.draws)
        try:
            for page in pdf.pages:
                weigher.weigh(page)
        except weights.TooHeavy as heavy:
            self.reasons.add(heavy.reason)

    def _render(self) -> None:
        try:
            with pymupdf.open(stream=self.data, filetype="pdf") as document:
                if document.is_repaired:
                    self.flags.add("repaired")
                if document.page_count != self.pages:
                    self.reasons.add("parsers_disagree")
                    return
                for number in sorted({0, 1, self.pages // 2, self.pages - 1}):
                    if 0 <= number < self.pages:
                        page = document[number]
                        longest = max(page.rect.width, page.rect.height, 1.0)
                        scale = min(0.5, 1600.0 / longest)
                        page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
                first = document[0]
                self.text = unicodedata.normalize("NFC", first.get_text())[:20_000]
                self.secret = has_secret_mark(first)
        except (MemoryError, RecursionError):
            raise
        except Exception:  # boundary to hostile input: MuPDF's errors have no common base
            self.reasons.add("render_failed")
