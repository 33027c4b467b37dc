"""Whose copy is this? From a PDF, a screenshot, or a scan of a print (security.md §8)."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

from voffice_desktop.pdf import marks
from voffice_desktop.pdf.children import Children, borrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceFindings:
    """What was found, each most certain first. Look ``copy_ids`` up first, then ``hidden_ids``, then the rest."""

    copy_ids: tuple[str, ...] = ()
    """From embedded text, QR codes, and text read from the picture."""
    hidden_ids: tuple[int, ...] = ()
    """40-bit ids from micro-dots, proven by the key (`marks.hidden_id`)."""
    accounts: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    """``dd/MM/yyyy HH:mm``, Vietnam time."""
    texts: tuple[str, ...] = ()
    """Lines that looked like a mark, as read; from a scan they may be misread."""
    sources: tuple[str, ...] = ()
    """How: ``text``, ``qr``, ``dots``, ``ocr``."""
    missing: tuple[str, ...] = ()
    """What could not be tried on this machine: ``tesseract``."""


def trace(
    data: bytes, filename_hint: str = "", key: bytes = b"", *, pages: int = 3, children: Children | None = None
) -> TraceFindings:
    """Search the first ``pages`` pages of a PDF, or a picture (PNG, JPEG, TIFF), for the marks of a copy.

    ``key`` is the key that the copies were made with; without it micro-dots are not searched. A turned, rescaled scan
    takes some ten seconds. Raises `DocumentFault` ``pdf_unreadable`` for what is neither PDF nor picture.
    """
    program = shutil.which("tesseract")
    params = {"hint": filename_hint[-200:], "key": key.hex(), "pages": pages, "tesseract": program or ""}
    with borrowed(children) as pool:
        found, _ = pool.run("trace", "trace", params, (data,))
    qr = [copy for text in _strings(found, "qr") if (copy := marks.from_qr_text(text))]
    hidden = found.get("hidden")
    return TraceFindings(
        copy_ids=tuple(dict.fromkeys(qr + _strings(found, "copy_ids"))),
        hidden_ids=tuple(number for number in hidden if isinstance(number, int)) if isinstance(hidden, list) else (),
        accounts=tuple(_strings(found, "accounts")),
        times=tuple(_strings(found, "times")),
        texts=tuple(_strings(found, "texts")),
        sources=tuple(_strings(found, "sources")),
        missing=() if program else ("tesseract",),
    )


def _strings(found: dict[str, Any], name: str) -> list[str]:
    values = found.get(name)
    return [str(value)[:400] for value in values[:50]] if isinstance(values, list) else []
