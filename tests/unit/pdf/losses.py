"""What happens to a copy on its way: rendered, printed, scanned, cropped."""

from __future__ import annotations

import io

import numpy as np
import pymupdf
from PIL import Image, ImageFilter


def shot(data: bytes, dpi: int = 150) -> Image.Image:
    """The first page as a grey picture."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        pixels = document[0].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


def scanned(
    picture: Image.Image, *, turn: float = 0.4, scale: float = 0.995, blur: float = 0.6, noise: float = 2
) -> Image.Image:
    """Printed and scanned again: turned a little, another scale, soft, noisy, greyish, JPEG."""
    chance = np.random.default_rng(1)
    picture = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.BICUBIC)
    level = np.asarray(picture.filter(ImageFilter.GaussianBlur(blur))).astype(np.float32)
    level = 255 * (level / 255) ** 1.15 * 0.93 + 12 + chance.normal(0, noise, level.shape)
    return squeezed(Image.fromarray(np.clip(level, 0, 255).astype(np.uint8)), 75)


def squeezed(picture: Image.Image, quality: int) -> Image.Image:
    """Through JPEG once."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("L")


def cropped(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """Without these shares of its sides."""
    width, height = picture.size
    return picture.crop(
        (round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))
    )


def as_file(picture: Image.Image, kind: str = "PNG", dpi: int | None = 150) -> bytes:
    """A picture file, with its resolution noted where ``dpi`` is given."""
    out = io.BytesIO()
    picture.save(out, kind, **({"dpi": (dpi, dpi)} if dpi else {}))
    return out.getvalue()
