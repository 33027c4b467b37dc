"""Which pages go where: the plans behind *Xoay*, *Tách*, *Ghép* and *Bỏ trang*."""

from __future__ import annotations

from collections.abc import Sequence

from voffice_desktop.pdf.page_tools import PageLooks
from voffice_desktop.services.intake_items import IntakeItem

Group = list[tuple[str, int, int]]
"""(item id, page from 1, turn in degrees), in order."""


def plan_pages(
    chosen: Sequence[IntakeItem], entry: IntakeItem, page: int, how: str, turn: int, looks: PageLooks | None
) -> list[Group]:
    """The groups of pages that an act makes; empty when nothing would change or nothing would be left."""
    own: Group = [(entry.id, number, 0) for number in range(1, entry.pages + 1)]
    match how:
        case "turn":
            return [[(item, number, turn if number == page else 0) for item, number, _ in own]]
        case "drop":
            left = [one for one in own if one[1] != page]
            return [left] if left else []
        case "split":
            return [own[: page - 1], own[page - 1 :]] if 1 < page <= len(own) else []
        case "blank":
            blank = set(looks.blank) if looks is not None else set()
            left = [one for one in own if one[1] not in blank]
            return [left] if left and blank else []
        case "separators":
            return _parted(own, looks)
        case "join":
            return [[(item.id, number, 0) for item in chosen for number in range(1, item.pages + 1)]]
    return []


def _parted(own: Group, looks: PageLooks | None) -> list[Group]:
    marks = set(looks.separators) if looks is not None else set()
    blank = set(looks.blank) if looks is not None else set()
    if not marks:
        return []
    groups: list[Group] = [[]]
    for one in own:
        if one[1] in marks:
            groups.append([])
        elif one[1] not in blank:
            groups[-1].append(one)
    return [group for group in groups if group]
