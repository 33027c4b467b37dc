"""Find micro-dots again in a picture: after scanning, turning by a degree or two, cropping, and some noise."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from voffice_desktop.pdf import marks
from voffice_desktop.pdf.inside import dots
from voffice_desktop.pdf.inside.dots import DOT, GRID_DPI, TILE

Floats = NDArray[np.float32]

_SURE = 18.0
# Most scans lie nearly straight: the search goes outwards from the middle and ends at the first sure find.
_TURNS = tuple(sorted((step / 10 for step in range(-15, 16, 2)), key=abs))
_FINE_TURNS = (0.0, -0.05, 0.05, -0.1, 0.1)
_FINE_SCALES = (0.0, -0.0015, 0.0015, -0.003, 0.003)
_SCALES = (1.0, 0.995, 1.005, 0.99, 1.01, 0.985, 1.015, 0.98, 1.02)


@dataclass(slots=True)
class _Try:
    sharpness: float
    turn: float
    scale: float
    shift: tuple[int, int]
    folded: Floats


class DotFinder:
    """Looks for the dots of one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._pattern = dots.pattern(key)
        tile = np.zeros((TILE, TILE), np.float32)
        for row, column in self._pattern.sync:
            tile[row : row + DOT, column : column + DOT] = 1
        self._sync = np.conj(np.fft.rfft2(tile - tile.mean()))

    def find(self, picture: Image.Image, dpi: float, *, thorough: bool) -> int | None:
        """The hidden id in a grey picture of about ``dpi``, or None; ``thorough``: also turned, scaled a little."""
        if dpi != GRID_DPI:
            size = (max(1, round(picture.width * GRID_DPI / dpi)), max(1, round(picture.height * GRID_DPI / dpi)))
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        rest = Image.fromarray(_residual(picture))
        best = self._attempt(rest, 0.0, 1.0)
        hidden = self._read(best)
        if hidden is not None or not thorough:
            return hidden
        for turn, scale in itertools.product(_TURNS, _SCALES):
            candidate = self._attempt(rest, turn, scale)
            if candidate.sharpness > best.sharpness:
                best = candidate
            if best.sharpness > _SURE:
                break
        hidden = self._read(best)
        if hidden is not None:
            return hidden
        turn, scale = best.turn, best.scale
        for more_turn, more_scale in itertools.product(_FINE_TURNS, _FINE_SCALES):
            candidate = self._attempt(rest, turn + more_turn, scale + more_scale)
            if candidate.sharpness > best.sharpness:
                best = candidate
        return self._read(best)

    def _attempt(self, rest: Image.Image, turn: float, scale: float) -> _Try:
        picture = rest
        if turn or scale != 1:
            size = (max(1, round(rest.width * scale)), max(1, round(rest.height * scale)))
            cos, sin = math.cos(math.radians(turn)) / scale, math.sin(math.radians(turn)) / scale
            x, y = rest.width / 2, rest.height / 2
            # Where each point of the turned picture comes from.
            places = (
                cos,
                sin,
                x - cos * size[0] / 2 - sin * size[1] / 2,
                -sin,
                cos,
                y + sin * size[0] / 2 - cos * size[1] / 2,
            )
            picture = rest.transform(size, Image.Transform.AFFINE, places, Image.Resampling.BILINEAR, fillcolor=0)
        folded = _fold(np.asarray(picture, np.float32))
        match = np.fft.irfft2(np.fft.rfft2(folded - folded.mean()) * self._sync, s=(TILE, TILE))
        place = int(match.argmax())
        sharpness = float((match.max() - match.mean()) / (match.std() + 1e-9))
        return _Try(sharpness, turn, scale, (place // TILE, place % TILE), folded)

    def _read(self, found: _Try) -> int | None:
        tile = np.roll(found.folded, (-found.shift[0], -found.shift[1]), (0, 1))
        tile = tile + np.roll(tile, -1, 0) + np.roll(tile, -1, 1) + np.roll(tile, (-1, -1), (0, 1))
        places = self._pattern.data
        levels = tile[places[..., 0], places[..., 1]].sum(axis=2)
        bits = [int(one > zero) for zero, one in levels]
        return marks.from_payload(bits, self._key)


def _fold(residual: Floats) -> Floats:
    """Lay all tiles of the picture over each other and take their mean."""
    height, width = residual.shape
    down, across = -(-height // TILE), -(-width // TILE)
    sums = np.zeros((down * TILE, across * TILE), np.float32)
    sums[:height, :width] = residual
    seen = np.zeros((down * TILE, across * TILE), np.float32)
    seen[:height, :width] = 1

    def laid(values: Floats) -> Floats:
        total: Floats = values.reshape(down, TILE, across, TILE).sum(axis=(0, 2))
        return total

    return (laid(sums) / np.maximum(laid(seen), 1)).astype(np.float32)


def _residual(picture: Image.Image) -> Floats:
    """How much darker each point is than its surroundings, where those are light: print and pictures left out."""
    level = np.asarray(picture, np.float32)
    around = np.asarray(picture.filter(ImageFilter.MedianFilter(7)), np.float32)
    paper = float(np.percentile(around, 90))
    rest: Floats = np.clip(around - level, -8, 60).astype(np.float32)
    usable = around >= max(60.0, paper - 50)
    middle = float(rest[usable].mean()) if usable.any() else 0.0
    rest[~usable] = middle
    return rest
