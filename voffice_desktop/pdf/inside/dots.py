"""Micro-dots: 64 bits tiled over a page so faintly that they look like paper (security.md §8).

A tile of 16 x 16 cells, 54 mm wide. The key chooses which cells synchronise and which carry a bit (three for each
of the 64), and two places in each cell: the dot stands at the first for 0, at the second for 1. Dots are 0.34 mm.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GRID_DPI = 150
"""The resolution that cell places are counted in."""
CELL = 20
CELLS = 16
TILE = CELL * CELLS
DOT = 2
CONTRAST = 45
_SYNC = 64

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Pattern:
    """Where the dots of one key stand, in pixels of `GRID_DPI` from the corner of the tile."""

    sync: Ints
    """Rows and columns of the synchronising dots, shape (64, 2)."""
    data: Ints
    """Shape (64 bits, 2 values, 3 cells, 2)."""

    def spots(self, bits: Sequence[int]) -> Ints:
        """All dots of a tile that carries ``bits``, shape (256, 2)."""
        chosen = [self.data[index, bit] for index, bit in enumerate(bits)]
        return np.concatenate([self.sync, *chosen])


@functools.lru_cache(maxsize=8)
def pattern(key: bytes) -> Pattern:
    """The places that ``key`` gives; the same on every machine and version."""
    numbers = _Numbers(key)
    order = list(range(CELLS * CELLS))
    for index in range(len(order) - 1, 0, -1):  # Fisher-Yates
        other = numbers.below(index + 1)
        order[index], order[other] = order[other], order[index]
    places: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for cell in range(CELLS * CELLS):
        top, left = cell // CELLS * CELL, cell % CELLS * CELL
        first = second = (0, 0)
        while max(abs(first[0] - second[0]), abs(first[1] - second[1])) < 6:
            first = (top + 3 + numbers.below(CELL - 7), left + 3 + numbers.below(CELL - 7))
            second = (top + 3 + numbers.below(CELL - 7), left + 3 + numbers.below(CELL - 7))
        places.append((first, second))
    data = [
        [[places[order[_SYNC + bit + 64 * turn]][value] for turn in range(3)] for value in (0, 1)]
        for bit in range(64)
    ]
    return Pattern(np.array([places[cell][0] for cell in order[:_SYNC]]), np.array(data))


def darken(pixels: NDArray[np.uint8], dpi: float, bits: Sequence[int], key: bytes) -> None:
    """Put the dots on a picture of ``dpi``, in place. ``pixels`` is (height, width, channels)."""
    height, width = pixels.shape[:2]
    scale = dpi / GRID_DPI
    side = max(1, round(DOT * scale))
    spots = pattern(key).spots(bits)
    down, across = int(height / scale // TILE) + 1, int(width / scale // TILE) + 1
    corners = np.stack(np.meshgrid(np.arange(down), np.arange(across), indexing="ij"), -1).reshape(-1, 1, 2) * TILE
    places = np.rint((corners + spots[None]).reshape(-1, 2) * scale).astype(np.int64)
    places = places[(places[:, 0] < height - side) & (places[:, 1] < width - side)]
    for row in range(side):
        for column in range(side):
            at = (places[:, 0] + row, places[:, 1] + column)
            values = pixels[at]
            pixels[at] = values - np.minimum(values, CONTRAST)


class _Numbers:
    """An endless row of numbers from the key alone (SHA-256 in counter mode), independent of any library."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._counter = 0
        self._stock = b""

    def below(self, most: int) -> int:
        if len(self._stock) < 4:
            self._stock = hashlib.sha256(b"voffice places" + self._key + self._counter.to_bytes(8, "big")).digest()
            self._counter += 1
        number, self._stock = int.from_bytes(self._stock[:4], "big"), self._stock[4:]
        return number % most
