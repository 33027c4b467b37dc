"""How heavy a PDF becomes when it is read: decoded streams, and forms drawn within forms."""

from __future__ import annotations

import re
import zlib

import pikepdf

from voffice_desktop.pdf.limits import GateBudget

_CHUNK = 1 << 20
_EXPANDING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_DO = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do(?![A-Za-z])")
_LOOKED_AT = 32 << 20


class TooHeavy(Exception):
    """A budget is exceeded; ``reason`` is a code of `pdf.reasons`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decoded_size(stream: pikepdf.Stream, budget: GateBudget) -> int:
    """Bytes of ``stream`` once decoded, found without ever holding more than a chunk of a plain Flate stream."""
    names = _filters(stream)
    if len(names) > 2 or sum(name in _EXPANDING for name in names) > 1:
        raise TooHeavy("nested_filters")
    if not any(name in _EXPANDING for name in names):
        return int(stream.get("/Length", 0)) if not names else 0
    if names[0] in ("/FlateDecode", "/Fl"):
        return _inflate(stream.read_raw_bytes(), budget)
    raw = len(stream.read_raw_bytes())
    # ASCII wrapping around Flate, LZW and run lengths: at most 1:1,500; what is stored bounds what comes out.
    if raw * 1500 > budget.stream * 4:
        raise TooHeavy("decompression_bomb") if raw > budget.stream else TooHeavy("pdf_too_heavy")
    size = len(stream.read_bytes())
    _hold(size, raw, budget)
    return size


def _filters(stream: pikepdf.Stream) -> list[str]:
    given = stream.get("/Filter")
    if given is None:
        return []
    if isinstance(given, pikepdf.Array):
        return [str(name) for name in given]
    return [str(given)]


def _inflate(raw: bytes, budget: GateBudget) -> int:
    inflater = zlib.decompressobj()
    total = 0
    rest = raw
    while rest and not inflater.eof:
        try:
            piece = inflater.decompress(rest, _CHUNK)
        except zlib.error:
            break  # parsers keep what came so far, and so does this count
        total += len(piece)
        _hold(total, len(raw), budget)
        rest = inflater.unconsumed_tail
        if not piece:
            break
    return total


def _hold(size: int, raw: int, budget: GateBudget) -> None:
    if size > budget.stream or (size > budget.ratio_from and size > budget.ratio * max(1, raw)):
        raise TooHeavy("decompression_bomb")


class FormWeigher:
    """Counts how often forms are drawn on a page, forms within forms multiplied out, before anything is drawn."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[tuple[int, int], int] = {}

    def weigh(self, page: pikepdf.Page) -> int:
        """Draws of one page. Raises `TooHeavy` above the budget or for a form that draws itself."""
        forms = self._forms(page.obj.get("/Resources") or page.resources)
        if not forms:
            return 0
        contents = page.obj.get("/Contents")
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        body = b"\n".join(_body(part) for part in parts if isinstance(part, pikepdf.Stream))
        return self._draws(body, forms, frozenset())

    def _draws(self, body: bytes, forms: dict[bytes, pikepdf.Stream], above: frozenset[tuple[int, int]]) -> int:
        total = 0
        for match in _DO.finditer(body):
            form = forms.get(match.group(1))
            if form is None:
                continue
            total += 1 + self._inner(form, above)
            if total > self._most:
                raise TooHeavy("form_bomb")
        return total

    def _inner(self, form: pikepdf.Stream, above: frozenset[tuple[int, int]]) -> int:
        key = form.objgen
        if key in self._known:
            return self._known[key]
        if key in above or len(above) > 60:
            raise TooHeavy("form_bomb")
        inner = self._forms(form.get("/Resources"))
        weight = self._draws(_body(form), inner, above | {key}) if inner else 0
        self._known[key] = weight
        return weight

    def _forms(self, resources: pikepdf.Object | None) -> dict[bytes, pikepdf.Stream]:
        if not isinstance(resources, pikepdf.Dictionary):
            return {}
        named = resources.get("/XObject")
        if not isinstance(named, pikepdf.Dictionary):
            return {}
        return {
            name[1:].encode("utf-8", "surrogateescape"): thing
            for name, thing in named.items()
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
        }


def _body(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()[:_LOOKED_AT]
    except pikepdf.PdfError:
        return b""
