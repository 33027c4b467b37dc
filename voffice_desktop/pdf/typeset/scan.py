"""Pages that look scanned: the same sheets drawn as a slightly turned, noisy grey picture, without a text layer."""

from __future__ import annotations

import io
import random
import time
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from voffice_desktop.pdf.typeset.content import Letter
from voffice_desktop.pdf.typeset.fonts import Face, width_of
from voffice_desktop.pdf.typeset.letter import SetLetter, set_letter
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, A4_WIDTH, Mark, Pen, Sheet, Typeset, Words

DPI = 150
_SCALE = DPI / 72
_PAPER = 250
_FIXED_TIME = time.gmtime(0)


@lru_cache(maxsize=64)
def _face(face: Face, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.file), round(size * _SCALE))


def typeset_scan(letter: Letter, seed: int) -> Typeset:
    """A PDF of grey page pictures of ``letter`` at 150 dpi; ``seed`` turns and soils the pages. The places are where
    the upright page would have them: a scan takes no field."""
    made: SetLetter = set_letter(letter)
    pages = [_picture(sheet, random.Random(seed * 100 + number)) for number, sheet in enumerate(made.sheets)]
    out = io.BytesIO()
    pages[0].save(
        out,
        format="PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=DPI,
        quality=55,
        creationDate=_FIXED_TIME,
        modDate=_FIXED_TIME,
        producer="voffice-desktop",
        title=made.title,
    )
    return Typeset(out.getvalue(), made.places, len(pages))


def _picture(sheet: Sheet, chance: random.Random) -> Image.Image:
    size = (round(A4_WIDTH * _SCALE), round(A4_HEIGHT * _SCALE))
    image = Image.new("L", size, _PAPER)
    draw = ImageDraw.Draw(image)
    for mark in sheet.marks:
        _draw(draw, mark)
    turned = image.rotate(chance.uniform(-0.9, 0.9), Image.Resampling.BICUBIC, fillcolor=_PAPER)
    soft = turned.filter(ImageFilter.GaussianBlur(0.45))
    noise = np.random.default_rng(chance.getrandbits(32)).normal(0.0, 6.0, (size[1] // 2 + 1, size[0] // 2 + 1))
    grain = np.repeat(np.repeat(noise, 2, axis=0), 2, axis=1)[: size[1], : size[0]]
    light = np.linspace(0.0, -chance.uniform(4.0, 14.0), size[0])[np.newaxis, :]
    grey = np.clip(np.asarray(soft, dtype=np.float64) + grain + light, 0, 255).astype(np.uint8)
    return Image.fromarray(grey)


def _grey(colour: str) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return round(20 + 0.85 * (0.299 * red + 0.587 * green + 0.114 * blue))


def _draw(draw: ImageDraw.ImageDraw, mark: Mark) -> None:
    if isinstance(mark, Words):
        x = mark.x
        space = width_of(" ", mark.face, mark.size) + mark.stretch
        font = _face(mark.face, mark.size)
        for word in mark.text.split(" "):
            where = (x * _SCALE, (A4_HEIGHT - mark.y) * _SCALE)
            draw.text(where, word, fill=_grey(mark.colour), font=font, anchor="ls")
            x += width_of(word, mark.face, mark.size) + space
    elif isinstance(mark, Pen):
        points = [(x * _SCALE, (A4_HEIGHT - y) * _SCALE) for x, y in mark.points]
        if mark.closed:
            points.append(points[0])
        draw.line(points, fill=_grey(mark.colour), width=max(1, round(mark.width * _SCALE)))
    else:
        radius = mark.radius * _SCALE
        x, y = mark.x * _SCALE, (A4_HEIGHT - mark.y) * _SCALE
        box = (x - radius, y - radius, x + radius, y + radius)
        draw.ellipse(box, outline=_grey(mark.colour), width=max(1, round(mark.width * _SCALE)))
