"""How often the copy id comes back from a damaged ``save`` copy: two pages a loss, by dots or QR.

The goals are the shares that the proof in security.md §8 reached with the better of its two marks.
Run: ``python -m tests.benchmarks.bench_trace`` (some minutes: a turned scan is searched over angles and scales).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFilter

from tests.benchmarks.bench_stamp import _LINES, _WHO
from tests.benchmarks.figures import Figure, show
from tests.unit.pdf.losses import as_file, cropped, scanned, shot, squeezed
from tests.unit.pdf.samples import written
from voffice_desktop.pdf import marks
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.stamp import reading_copy
from voffice_desktop.pdf.trace import trace

_KEY = b"b" * 32

Loss = Callable[[Image.Image], Image.Image]


def _halftone(picture: Image.Image) -> Image.Image:
    """A laser printer's 8 x 8 ordered dither at 600 dpi, then scanned at 150 dpi."""
    cells = np.array([[0]])
    for _ in range(3):
        cells = np.block([[4 * cells, 4 * cells + 2], [4 * cells + 3, 4 * cells + 1]])
    threshold = (cells + 0.5) * 4
    fine = np.asarray(picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.BICUBIC))
    rows, columns = -(-fine.shape[0] // 8), -(-fine.shape[1] // 8)
    dots = fine > np.tile(threshold, (rows, columns))[: fine.shape[0], : fine.shape[1]]
    return scanned(Image.fromarray((dots * 255).astype(np.uint8)).resize(picture.size, Image.Resampling.BOX))


def _whitened(picture: Image.Image) -> Image.Image:
    return picture.point(lambda level: 255 if level > 230 else level)


def _fax(picture: Image.Image) -> Image.Image:
    return picture.point(lambda level: 255 if level > 128 else 0)


_LOSSES: tuple[tuple[str, Loss, float], ...] = (
    ("as rendered", lambda picture: picture, 1.0),
    ("JPEG of quality 40", lambda picture: squeezed(picture, 40), 1.0),
    ("upper half", lambda picture: cropped(picture, 0, 0, 0, 0.5), 1.0),
    ("a quarter", lambda picture: cropped(picture, 0, 0, 0.5, 0.5), 1.0),
    ("print and scan, 150 dpi grey", scanned, 1.0),
    ("print and scan, turned by 0.8 degrees", lambda picture: scanned(picture, turn=-0.8, scale=1.01), 1.0),
    ("print and scan, cropped by a fifth", lambda picture: cropped(scanned(picture), 0, 0, 0, 0.2), 1.0),
    ("print with laser halftone and scan", _halftone, 1.0),
    ("whitened above 230", _whitened, 1.0),
    ("3 x 3 median", lambda picture: picture.filter(ImageFilter.MedianFilter(3)), 1.0),
    ("one-bit fax", _fax, 1.0),
)


def measure() -> list[Figure]:
    """One figure a loss: the share of pages whose copy id came back, and how many wrong ids came of clean pages."""
    with Children(1) as children:
        pages = [
            shot(reading_copy(written(*_LINES[first:]), _WHO, "save", key=_KEY, children=children))
            for first in (0, 9)
        ]
        figures = [
            Figure(
                name=f"copy id found: {name}",
                product_seconds=0,
                floor_seconds=0,
                ratio=sum(_found(loss(page), children) for page in pages) / len(pages),
                goal=goal,
                at_least=True,
            )
            for name, loss, goal in _LOSSES
        ]
        clean = [shot(written(*_LINES[first:])) for first in (0, 9)]
        wrong = sum(bool(trace(as_file(page), "", _KEY, children=children).hidden_ids) for page in clean)
    figures.append(
        Figure(name="wrong ids on unmarked pages", product_seconds=0, floor_seconds=0, ratio=wrong, goal=0)
    )
    return figures


def _found(picture: Image.Image, children: Children) -> bool:
    found = trace(as_file(picture), "anh.png", _KEY, children=children)
    return marks.hidden_id(_WHO.copy_id) in found.hidden_ids or _WHO.copy_id in found.copy_ids


if __name__ == "__main__":
    sys.exit(show(measure()))
