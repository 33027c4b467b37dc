"""Seals and hand signatures of this office's own fields, spoilt for lifting: reading copies show them coarse, cut.

A reading copy is kept on the reader's machine; a clean transparent seal taken out of it would serve any forger.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from voffice_desktop import paths

_FIELDS = ("ChuKyCaNhan", "ChuKyCoQuan")
_LONGEST = 200
"""Pixels: 36 mm at 140 dpi, fit for reading and for nothing else."""
_WORDS = "BẢN XEM"


def marred_pictures(pdf: pikepdf.Pdf, pages: list[pikepdf.Object]) -> int:
    """Replace the pictures in the looks of our signature fields. Returns how many there were."""
    count = 0
    for page in pages:
        notes = page.get("/Annots")
        for note in list(notes) if isinstance(notes, Array) else []:
            if not isinstance(note, Dictionary) or str(note.get("/T", "")) not in _FIELDS:
                continue
            looks = note.get("/AP")
            look = looks.get("/N") if isinstance(looks, Dictionary) else None
            if isinstance(look, pikepdf.Stream):
                count += _in_form(pdf, look, 3)
    return count


def _in_form(pdf: pikepdf.Pdf, form: pikepdf.Object, depth: int) -> int:
    resources = form.get("/Resources")
    things = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(things, Dictionary) or depth == 0:
        return 0
    count = 0
    for name, thing in list(things.items()):
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == Name.Form:
            count += _in_form(pdf, thing, depth - 1)
        elif thing.get("/Subtype") == Name.Image:
            things[name] = _marred(pdf, thing)
            count += 1
    return count


def _marred(pdf: pikepdf.Pdf, image: pikepdf.Stream) -> pikepdf.Object:
    picture = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
    mask = image.get("/SMask")
    alpha = Image.new("L", picture.size, 255)
    if isinstance(mask, pikepdf.Stream):
        alpha = pikepdf.PdfImage(mask).as_pil_image().convert("L").resize(picture.size)
    picture.thumbnail((_LONGEST, _LONGEST))
    alpha = alpha.resize(picture.size)
    _cut(alpha)
    made = pdf.make_stream(picture.tobytes())
    kept = pdf.make_stream(alpha.tobytes())
    for stream, colours in ((made, Name.DeviceRGB), (kept, Name.DeviceGray)):
        stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Image
        stream["/Width"], stream["/Height"] = picture.size
        stream["/BitsPerComponent"], stream["/ColorSpace"] = 8, colours
    made["/SMask"] = kept
    return made


def _cut(alpha: Image.Image) -> None:
    """Words and lines cut through the ink, close enough that no part of it is left whole."""
    draw: Any = ImageDraw.Draw(alpha)
    size = max(8, alpha.height // 7)
    data = (paths.resources() / "fonts" / "tinos" / "Tinos-Bold.ttf").read_bytes()
    font = ImageFont.truetype(io.BytesIO(data), size)
    step = size * 2
    for row, y in enumerate(range(0, alpha.height, step)):
        start = -(row % 2) * size * 2
        for x in range(start, alpha.width, max(1, round(font.getlength(_WORDS) + size))):
            draw.text((x, y), _WORDS, font=font, fill=0)
        draw.line([(0, y + round(size * 1.5)), (alpha.width, y + round(size * 1.5))], fill=0, width=1)
