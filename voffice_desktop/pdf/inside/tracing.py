"""Inside the tracing child: text first, then QR codes, micro-dots, and last what OCR can read."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from typing import Any

import pymupdf
import zxingcpp
from PIL import Image

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf import marks
from voffice_desktop.pdf.inside.finding import DotFinder

_COPY = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_TIME = re.compile(r"\b\d{2}/\d{2}/\d{4} \d{2}:\d{2}\b")
# account · full name · time: how the mark writes itself; OCR reads the dot as any of these.
_LINE = re.compile(
    r"([a-z][\w.\-@]{1,40})\s*[·•.\-*~:,»]\s*([^·•\d\n]{3,60}?)\s*[·•.\-*~:,»]\s*(\d{2}/\d{2}/\d{4} \d{2}:\d{2})"
)
_DIAGONAL = -35  # degrees that bring the diagonal lines upright
_DPI = 150
_MOST_PIXELS = 120_000_000
_OCR_SECONDS = 120


def job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{hint, key, pages, tesseract}`` and a PDF or picture → what was found, by kind."""
    found = _Found()
    key = bytes.fromhex(params["key"])
    pictures = _pages(blobs[0], params["pages"], found) if b"%PDF-" in blobs[0][:1024] else _picture(blobs[0])
    seen = list(pictures)
    for picture, _ in seen:
        found.add("qr", [code.text for code in zxingcpp.read_barcodes(picture) if marks.from_qr_text(code.text)])
    if key:
        _search_dots(seen, DotFinder(key), found)
    if params["tesseract"] and not found.lists["copy_ids"] and not found.lists["qr"]:
        for picture, dpi in seen[:1]:
            found.read(_recognised(params["tesseract"], picture, dpi), "ocr")
            if not found.lists["accounts"]:
                upright = picture.rotate(_DIAGONAL, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
                found.read(_recognised(params["tesseract"], upright, dpi), "ocr")
    return found.lists, []


class _Found:
    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {
            name: [] for name in ("copy_ids", "qr", "hidden", "accounts", "times", "texts", "sources")
        }

    def add(self, name: str, values: list[Any]) -> None:
        fresh = [value for value in dict.fromkeys(values) if value not in self.lists[name]]
        self.lists[name] += fresh
        source = {"qr": "qr", "hidden": "dots"}.get(name)
        if fresh and source:
            self.add("sources", [source])

    def read(self, text: str, source: str) -> None:
        """Take ids, accounts and times out of text, only where they stand as the mark writes them."""
        flat = unicodedata.normalize("NFC", text)
        lines = list(_LINE.finditer(re.sub(r"[ \t]+", " ", flat)))
        copies = _COPY.findall(flat.lower()) if lines or source == "text" else []
        self.add("copy_ids", copies)
        self.add("accounts", [line.group(1) for line in lines])
        self.add("times", [line.group(3) for line in lines] or (_TIME.findall(flat) if source == "ocr" else []))
        self.add("texts", [line.group(0) for line in lines])
        if lines or copies:
            self.add("sources", [source])


def _pages(data: bytes, most: int, found: _Found) -> Iterator[tuple[Image.Image, float]]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number in range(document.page_count):
            if number < 50:
                text = document[number].get_text()
                if "Bản xem, không có giá trị xác thực" in unicodedata.normalize("NFC", text):
                    found.read(text, "text")
        for number in range(min(most, document.page_count)):
            page = document[number]
            area = max(1.0, page.rect.width * page.rect.height)
            dpi = min(_DPI, 72 * (_MOST_PIXELS / area) ** 0.5)
            shot = page.get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72), colorspace=pymupdf.csGRAY, alpha=False)
            yield Image.frombytes("L", (shot.width, shot.height), shot.samples), dpi


def _picture(data: bytes) -> Iterator[tuple[Image.Image, float]]:
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "BMP", "WEBP")) as picture:
            given = picture.info.get("dpi", (0, 0))[0]
            yield picture.convert("L"), float(given or 0)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise DocumentFault("pdf_unreadable", cause=type(error).__name__) from error


def _search_dots(pictures: list[tuple[Image.Image, float]], finder: DotFinder, found: _Found) -> None:
    """The quick look at every picture first; the slow one only where nothing was found."""
    for picture, dpi in pictures:
        for guess in _resolutions(dpi):
            hidden = finder.find(picture, guess, thorough=False)
            if hidden is not None:
                found.add("hidden", [hidden])
                return
    if found.lists["qr"] or found.lists["copy_ids"]:
        return  # the copy is known; the slow search could only say so again
    for picture, dpi in pictures[:1]:
        for turned in (picture, picture.transpose(Image.Transpose.ROTATE_180)):
            hidden = finder.find(turned, dpi if dpi >= 60 else _DPI, thorough=True)
            if hidden is not None:
                found.add("hidden", [hidden])
                return


def _resolutions(dpi: float) -> list[float]:
    known = [dpi] if dpi >= 60 else []
    return known + [guess for guess in (150.0, 200.0, 300.0, 100.0, 96.0, 120.0) if guess not in known]


def _recognised(program: str, picture: Image.Image, dpi: float) -> str:
    """What tesseract reads on the page as it stands; nothing if it fails."""
    if max(picture.size) < 3000:
        picture = picture.resize((picture.width * 2, picture.height * 2), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PNG")
    command = [program, "stdin", "stdout", "-l", "vie+eng", "--psm", "11", "--dpi", str(round(2 * max(dpi, 100)))]
    try:
        done = subprocess.run(command, input=out.getvalue(), capture_output=True, timeout=_OCR_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
