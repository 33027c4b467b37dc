"""The Times-like faces of official documents, and how wide words are in them."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from voffice_desktop import paths

_LOCK = Lock()
_REGISTERED: set[str] = set()


class Face(Enum):
    """A face of Tinos, metric-compatible with Times New Roman. The value is the end of its file's name."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"
    BOLD_ITALIC = "BoldItalic"

    @property
    def file(self) -> Path:
        """The font file that ships with the product."""
        return paths.resources() / "fonts" / "tinos" / f"Tinos-{self.value}.ttf"

    @property
    def pdf_name(self) -> str:
        """The name under which reportlab knows this face; the face is registered when first asked for."""
        name = f"Tinos-{self.value}"
        if name not in _REGISTERED:
            with _LOCK:
                if name not in _REGISTERED:
                    pdfmetrics.registerFont(TTFont(name, str(self.file)))
                    _REGISTERED.add(name)
        return name


@lru_cache(maxsize=20_000)
def _unit_width(word: str, face: Face) -> float:
    return float(pdfmetrics.stringWidth(word, face.pdf_name, 1000)) / 1000


def width_of(text: str, face: Face, size: float) -> float:
    """Width of ``text`` in points at ``size`` points."""
    return _unit_width(text, face) * size
