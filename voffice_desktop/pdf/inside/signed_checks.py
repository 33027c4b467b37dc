"""In the child: what the renderer makes of signed files, and where free room and blanks lie on pages.

Coordinates are displayed ones: points from the top left of the page as shown, rotation and CropBox applied.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy
import pymupdf

_DPI = 40
_INK_DPI = 36
_CLOSE_DPI = 120
_ROUNDING = 8
"""Levels of grey, of 256, by which rounding may change a pixel at that resolution: nothing that anybody could see."""
_HEAD = 0.35  # number and date stand in this upper share of the first page (NĐ 30/2020, annex I, cells 3 and 4)
Box = tuple[float, float, float, float]


def look_at_update(base: bytes, signed: bytes, page: int, box: Box) -> dict[str, Any]:
    """Compare a file before and after an update: repaired or not, pages changed outside ``box``, text inside it."""
    with pymupdf.open(stream=base, filetype="pdf") as before, pymupdf.open(stream=signed, filetype="pdf") as after:
        changed = [] if before.page_count == after.page_count else [-1]
        for number in range(min(before.page_count, after.page_count)):
            blank = box if number == page else None
            if _pixels(before[number], blank) == _pixels(after[number], blank):
                continue
            if blank is None or not _alike(before[number], after[number], blank):
                changed.append(number)
        return {
            # a base that is broken already is no fault of its signer
            "repaired": bool(after.is_repaired and not before.is_repaired),
            "changed_pages": changed,
            "text_before": _text(before[page], box) if page < before.page_count else "",
            "text_after": _text(after[page], box) if page < after.page_count else "",
        }


def look_job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{page, box}`` and both files → see `look_at_update`."""
    x0, y0, x1, y1 = params["box"]
    return look_at_update(blobs[0], blobs[1], params["page"], (x0, y0, x1, y1)), []


def free_room_job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{width, height, margin}`` and the file → ``{"box": [x0, y0, x1, y1]}``, see `free_room`."""
    return {"box": list(free_room(blobs[0], params["width"], params["height"], params["margin"]))}, []


def blanks_job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{signer}`` and the file → see `find_blanks`."""
    return find_blanks(blobs[0], params["signer"]), []


def ink_job(params: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """``{boxes: [[page, x0, y0, x1, y1], …]}`` and the file → ``{"shares": [0..1, …]}``, see `Eyes.ink_under`."""
    shares = []
    pictures: dict[int, Any] = {}
    with pymupdf.open(stream=blobs[0], filetype="pdf") as document:
        for number, *box in params["boxes"]:
            if not 0 <= number < document.page_count:
                shares.append(0.0)
                continue
            if number not in pictures:
                pictures[number] = _ink_of(_without_empty_fields(document[number]))
            x0, y0, x1, y1 = (float(edge) * _INK_DPI / 72 for edge in box)
            inside = pictures[number][max(0, int(y0)) : int(y1) + 1, max(0, int(x0)) : int(x1) + 1]
            shares.append(float(inside.mean()) if inside.size else 0.0)
    return {"shares": shares}, []


def _without_empty_fields(page: pymupdf.Page) -> pymupdf.Page:
    """The renderer writes SIGN into signature fields that wait; that is no content of the page."""
    for widget in list(page.widgets()):
        if widget.field_type_string == "Signature" and not widget.is_signed:
            page.delete_widget(widget)
    return page


def _ink_of(page: pymupdf.Page) -> Any:
    picture = page.get_pixmap(dpi=_INK_DPI, colorspace=pymupdf.csGRAY, annots=True)
    grey = numpy.frombuffer(picture.samples, dtype=numpy.uint8).reshape(picture.height, picture.stride)
    return grey[:, : picture.width] < 245


def free_room(data: bytes, width: float, height: float, margin: float) -> Box:
    """The room of that size on page 1 nearest to the displayed bottom left corner that holds no ink.

    Up to 120 points up and a third of the page to the right are tried; without any empty room the one with
    the least ink is taken. A page smaller than the room gets what fits.
    """
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page = document[0]
        wide, tall = page.rect.width, page.rect.height
        ink = _ink_of(page)
    width, height = min(width, wide - 2 * margin), min(height, tall - 2 * margin)
    scale = _INK_DPI / 72
    best: tuple[int, float, Box] | None = None
    for up in range(0, 121, 4):
        for right in range(0, max(1, int(wide / 3)), 6):
            x0, y1 = margin + right, tall - margin - up
            x1, y0 = x0 + width, y1 - height
            if x1 > wide - margin / 2 or y0 < margin:
                continue
            dark = int(ink[int(y0 * scale) : int(y1 * scale) + 1, int(x0 * scale) : int(x1 * scale) + 1].sum())
            rank = (dark, float(up + right), (x0, y0, x1, y1))
            if best is None or rank < best:
                best = rank
    if best is None:
        return (margin, tall - margin - height, margin + width, tall - margin)
    return best[2]


def find_blanks(data: bytes, signer: str) -> dict[str, Any]:
    """Blanks of an official letter: ``number``, ``day``, ``month``, ``year``, ``personal``; absent if not found.

    Each is ``{"page", "box", "covers"}``: ``covers`` when dots or underscores hold the place. ``signer`` is the
    full name printed under the signature.
    """
    with pymupdf.open(stream=data, filetype="pdf") as document:
        found = _head_blanks(document[0])
        personal = _above_name(document, signer)
        if personal is not None:
            found["personal"] = personal
        return found


def _words(page: pymupdf.Page) -> list[tuple[Box, str]]:
    words = []
    for x0, y0, x1, y1, text, *_ in page.get_text("words"):
        shown = pymupdf.Rect(x0, y0, x1, y1) * page.rotation_matrix
        words.append(((shown.x0, shown.y0, shown.x1, shown.y1), unicodedata.normalize("NFC", text)))
    return words


def _head_blanks(page: pymupdf.Page) -> dict[str, Any]:
    words = [(box, text) for box, text in _words(page) if box[1] < page.rect.height * _HEAD]
    found: dict[str, Any] = {}
    for box, text in words:
        if re.fullmatch(r"Số\s*:?[\s._…]*(/.*)?", text, re.IGNORECASE) is None:
            continue
        line = _rest_of_line(words, box)
        if "/" in text:  # "Số:....../KCB" in one piece: share its width out evenly
            share = (box[2] - box[0]) / len(text)
            gap = (box[0] + 3 * share, box[0] + text.index("/") * share)
        else:
            slash = next((other for other, word in line if word.startswith("/")), None)
            taken = [other[0] for other, word in line if not _is_filler(word)]
            end = slash[0] if slash else min([box[2] + 60, *taken])
            gap = (box[2] + 1, end)
        if gap[1] - gap[0] >= 12:
            covers = "/" in text or any(_is_filler(word) and other[0] < gap[1] for other, word in line)
            found["number"] = _blank(page, (gap[0], box[1] - 2, gap[1], box[3] + 2), covers)
            break
    for box, text in words:
        if text.casefold().strip(",") != "ngày":
            continue
        line = _rest_of_line(words, box)
        marks = [(box, "day")]
        marks += [(other, "month") for other, word in line if word.casefold() == "tháng"][:1]
        marks += [(other, "year") for other, word in line if word.casefold() == "năm"][:1]
        if len(marks) < 3:
            continue
        for number, (left, name) in enumerate(marks):
            end = marks[number + 1][0][0] if number + 1 < len(marks) else left[2] + 34
            between = [word for other, word in line if left[2] <= other[0] < end]
            if end - left[2] >= 10 and all(_is_filler(word) for word in between):
                found[name] = _blank(page, (left[2], left[1] - 2, end, left[3] + 2), bool(between))
        break
    return found


def _rest_of_line(words: list[tuple[Box, str]], start: Box) -> list[tuple[Box, str]]:
    middle = (start[1] + start[3]) / 2
    line = [(box, text) for box, text in words if box[1] < middle < box[3] and box[0] >= start[2] - 1]
    return sorted(line)


def _is_filler(word: str) -> bool:
    return not word.strip("._…- ")


def _blank(page: pymupdf.Page, box: Box, covers: bool) -> dict[str, Any]:
    return {"page": page.number, "box": [round(value, 2) for value in box], "covers": covers}


def _above_name(document: pymupdf.Document, signer: str) -> dict[str, Any] | None:
    wanted = unicodedata.normalize("NFC", " ".join(signer.split())).casefold().split(" ")
    if not wanted[0]:
        return None
    for number in range(document.page_count - 1, -1, -1):
        page = document[number]
        words = _words(page)
        hits = [
            (words[at][0], words[at + len(wanted) - 1][0])
            for at in range(len(words) - len(wanted) + 1)
            if [text.casefold() for _, text in words[at : at + len(wanted)]] == wanted
        ]
        if not hits:
            continue
        first, last = max(hits, key=lambda hit: hit[0][1])
        centre, top = (first[0] + last[2]) / 2, first[1]
        above = [box[3] for box, _ in words if box[3] <= top and box[0] < centre + 60 and box[2] > centre - 60]
        room = min(80.0, top - max(above) - 4) if above else 70.0
        room = max(room, 36.0)
        half = min(95.0, centre - 8, page.rect.width - centre - 8)
        return _blank(page, (centre - half, max(4.0, top - 2 - room), centre + half, top - 2), False)
    return None


def _alike(before: pymupdf.Page, after: pymupdf.Page, blank: Box) -> bool:
    """Equal but for rounding, looked at closely: a page that gets a transparent picture is blended otherwise.

    Only the page of the signature may differ so, and so finely that a dot of a third of a point would show.
    """
    one, other = (_pixels(page, blank, _CLOSE_DPI) for page in (before, after))
    if one[:2] != other[:2] or len(one[2]) != len(other[2]):
        return False
    first, second = (numpy.frombuffer(each[2], dtype=numpy.uint8).astype(numpy.int16) for each in (one, other))
    return int(numpy.abs(first - second).max(initial=0)) <= _ROUNDING


def _pixels(page: pymupdf.Page, blank: Box | None, dpi: int = _DPI) -> tuple[int, int, bytes]:
    picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, annots=True)
    if blank is not None:
        x0, y0, x1, y1 = (value * dpi / 72 for value in blank)
        picture.set_rect(pymupdf.IRect(int(x0) - 2, int(y0) - 2, int(x1) + 3, int(y1) + 3), (255,))
    return picture.width, picture.height, bytes(picture.samples)


def _text(page: pymupdf.Page, box: Box) -> str:
    clip = pymupdf.Rect(box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1) * page.derotation_matrix
    return unicodedata.normalize("NFC", page.get_text(clip=clip))
