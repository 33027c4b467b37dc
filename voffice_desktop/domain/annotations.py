"""What a mark on a page must look like. Coordinates are PDF points of the unrotated page, origin at the top left of
the CropBox, page from 1. Source: the contract's *Files*, ``annotation``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

KINDS = ("ink", "highlight", "underline", "strikeout", "text", "stamp")

MOST_STROKES = 2_000
MOST_POINTS = 60_000
"""Points of one mark over all its strokes: minutes of writing at 240 Hz."""
MOST_QUADS = 1_000
LONGEST_TEXT = 10_000
LARGEST_COORDINATE = 20_000.0
"""Points; PDF pages end at 14,400."""
LARGEST_WIDTH = 100.0

Problem = tuple[str, str, str]
"""Field, Vietnamese sentence, code."""

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def _number(value: object, low: float, high: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return low <= value <= high  # false for NaN; no conversion, which a huge integer would overflow


def _coordinates(values: object, count: int) -> bool:
    return (
        isinstance(values, (list, tuple))
        and len(values) == count
        and all(_number(value, -LARGEST_COORDINATE, LARGEST_COORDINATE) for value in values)
    )


def _ink(geometry: Mapping[str, Any]) -> Problem | None:
    strokes = geometry.get("strokes")
    if not isinstance(strokes, (list, tuple)) or not strokes:
        return ("geometry.strokes", "Nét bút phải có ít nhất một nét.", "invalid")
    if len(strokes) > MOST_STROKES:
        return ("geometry.strokes", f"Một lần ghi không quá {MOST_STROKES} nét.", "too_many")
    total = 0
    for stroke in strokes:
        if not isinstance(stroke, (list, tuple)) or not stroke or len(stroke) % 3:
            return ("geometry.strokes", "Mỗi nét là các bộ ba hoành độ, tung độ, lực nhấn.", "invalid")
        total += len(stroke) // 3
        if total > MOST_POINTS:
            return ("geometry.strokes", f"Một lần ghi không quá {MOST_POINTS} điểm.", "too_many")
        for place, value in enumerate(stroke):
            if place % 3 == 2:
                if not _number(value, 0.0, 1.0):
                    return ("geometry.strokes", "Lực nhấn phải từ 0 đến 1.", "out_of_range")
            elif not _number(value, -LARGEST_COORDINATE, LARGEST_COORDINATE):
                return ("geometry.strokes", "Tọa độ phải là số hữu hạn trong phạm vi trang.", "out_of_range")
    return None


def _quads(geometry: Mapping[str, Any]) -> Problem | None:
    quads = geometry.get("quads")
    if not isinstance(quads, (list, tuple)) or not quads:
        return ("geometry.quads", "Phần đánh dấu phải có ít nhất một vùng chữ.", "invalid")
    if len(quads) > MOST_QUADS:
        return ("geometry.quads", f"Một phần đánh dấu không quá {MOST_QUADS} vùng.", "too_many")
    if not all(_coordinates(quad, 8) for quad in quads):
        return ("geometry.quads", "Mỗi vùng chữ là tám tọa độ hữu hạn.", "invalid")
    return None


def _rect(geometry: Mapping[str, Any]) -> Problem | None:
    rect = geometry.get("rect")
    if not _coordinates(rect, 4):
        return ("geometry.rect", "Khung phải là bốn tọa độ hữu hạn.", "invalid")
    x0, y0, x1, y1 = rect  # type: ignore[misc]  # _coordinates has just counted them
    if x1 <= x0 or y1 <= y0:
        return ("geometry.rect", "Khung phải có chiều rộng và chiều cao.", "out_of_range")
    if geometry.get("size") is not None and not _number(geometry["size"], 1.0, LARGEST_WIDTH):
        return ("geometry.size", "Cỡ chữ không đúng.", "out_of_range")
    return None


def _style(style: object) -> list[Problem]:
    if style is None:
        return []
    if not isinstance(style, Mapping):
        return [("style", "Kiểu nét không đúng.", "invalid")]
    found: list[Problem] = []
    color = style.get("color", "#000000")
    if not isinstance(color, str) or not _COLOR.fullmatch(color):
        found.append(("style.color", "Màu phải viết theo dạng #rrggbb.", "invalid"))
    if not _number(style.get("width", 1.0), 0.0, LARGEST_WIDTH):
        found.append(("style.width", "Độ rộng nét không đúng.", "out_of_range"))
    if not _number(style.get("opacity", 1.0), 0.0, 1.0):
        found.append(("style.opacity", "Độ đậm phải từ 0 đến 1.", "out_of_range"))
    return found


def validate(mark: Mapping[str, Any], *, pages: int | None = None) -> list[Problem]:
    """Everything wrong with a mark as it came over the wire; empty when it may be kept.

    ``pages`` is the number of pages of its file, where known.
    """
    found: list[Problem] = []
    page = mark.get("page")
    if not isinstance(page, int) or isinstance(page, bool) or page < 1:
        found.append(("page", "Trang đếm từ 1.", "out_of_range"))
    elif pages is not None and page > pages:
        found.append(("page", f"Tệp chỉ có {pages} trang.", "out_of_range"))
    kind, geometry, text = mark.get("kind"), mark.get("geometry"), mark.get("text")
    if kind not in KINDS:
        found.append(("kind", "Không có loại đánh dấu này.", "invalid"))
    elif not isinstance(geometry, Mapping):
        found.append(("geometry", "Thiếu hình của phần đánh dấu.", "invalid"))
    else:
        check = _ink if kind == "ink" else _rect if kind in {"text", "stamp"} else _quads
        problem = check(geometry)
        if problem is not None:
            found.append(problem)
    if text is not None and (not isinstance(text, str) or len(text) > LONGEST_TEXT):
        found.append(("text", f"Chữ ghi không quá {LONGEST_TEXT} ký tự.", "invalid"))
    elif kind == "text" and not (text or "").strip():
        found.append(("text", "Ghi chú chữ cần có nội dung.", "required"))
    return found + _style(mark.get("style"))
