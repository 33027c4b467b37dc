"""What leads a reader through a document: its outline and its links, read from a file and written anew into a copy.

Nothing of the file is taken over as it is. Links lead to a page of the same document or to an address of the web or
of mail, which the reading program asks about; every other action is left behind.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name

_Found = TypeVar("_Found")
_MOST_LINKS = 20_000
_MOST_ENTRIES = 5_000
_DEEPEST = 12
_LONGEST = 2_000
_NAMES_DEPTH = 16
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Spot:
    """A page (from 0) and the height in its own space where the view begins; None: its top."""

    page: int
    top: float | None


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page (from 0), and a spot or an address."""

    page: int
    rect: tuple[float, float, float, float]
    spot: Spot | None
    uri: str


@dataclass(slots=True)
class Entry:
    """A line of the outline with those below it."""

    title: str
    spot: Spot | None
    below: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Navigation:
    """Links and outline of one document."""

    links: list[Link] = field(default_factory=list)
    outline: list[Entry] = field(default_factory=list)


def read(pdf: pikepdf.Pdf) -> Navigation:
    """What a file holds, as far as it makes sense; a broken link or line is left out, never an error."""
    found = Navigation()
    noted = [(number, page.obj) for number, page in enumerate(pdf.pages) if "/Annots" in page.obj]
    root = pdf.Root
    tree = root.get("/Outlines")
    linked = [(number, notes) for number, page in noted if (notes := _links_of(page))]
    if not linked and not isinstance(tree, Dictionary):
        return found
    targets = _Targets(pdf)
    for number, notes in linked:
        for note in notes:
            link = _quietly(partial(_link, note, number, targets))
            if link is not None and len(found.links) < _MOST_LINKS:
                found.links.append(link)
    if isinstance(tree, Dictionary):
        seen: set[tuple[int, int]] = set()
        found.outline = _quietly(lambda: _entries(tree, targets, seen, 0)) or []
    return found


def write(pdf: pikepdf.Pdf, pages: list[pikepdf.Object], navigation: Navigation) -> None:
    """Put links and outline into a document whose page dictionaries are ``pages``."""
    by_page: dict[int, list[pikepdf.Object]] = {}
    for link in navigation.links:
        if link.page < len(pages):
            by_page.setdefault(link.page, []).append(_made_link(pdf, pages, link))
    for number, notes in by_page.items():
        pages[number]["/Annots"] = Array(notes)
    if navigation.outline:
        root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
        root["/Count"] = _made_entries(pdf, pages, navigation.outline, root)
        pdf.Root["/Outlines"] = root


# Reading ---------------------------------------------------------------------------------------------------------


class _Targets:
    """Finds the page that a destination means."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._root = pdf.Root
        self._named: dict[str, pikepdf.Object] | None = None

    def spot(self, wanted: pikepdf.Object | None) -> Spot | None:
        """Where a destination leads: an array, a name, or a dictionary around an array."""
        if isinstance(wanted, Name | pikepdf.String):
            wanted = self._names().get(str(wanted).removeprefix("/") if isinstance(wanted, Name) else str(wanted))
        if isinstance(wanted, Dictionary):
            wanted = wanted.get("/D")
        if not isinstance(wanted, Array) or not len(wanted):
            return None
        first = wanted[0]
        number = self._numbers.get(first.objgen) if isinstance(first, Dictionary) else _integer(first)
        if number is None or not 0 <= number < len(self._numbers):
            return None
        kind = str(wanted[1]) if len(wanted) > 1 else ""
        at = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}.get(kind, 99)
        top = _number(wanted[at]) if len(wanted) > at else None
        return Spot(number, top)

    def _names(self) -> dict[str, pikepdf.Object]:
        if self._named is None:
            self._named = {}
            old = self._root.get("/Dests")
            if isinstance(old, Dictionary):
                self._named.update((key.removeprefix("/"), value) for key, value in old.items())
            names = self._root.get("/Names")
            tree = names.get("/Dests") if isinstance(names, Dictionary) else None
            if isinstance(tree, Dictionary):
                self._named.update(_pairs(tree, 0))
        return self._named


def _pairs(node: pikepdf.Object, depth: int) -> Iterator[tuple[str, pikepdf.Object]]:
    names = node.get("/Names")
    if isinstance(names, Array):
        for at in range(0, len(names) - 1, 2):
            yield str(names[at]), names[at + 1]
    kids = node.get("/Kids")
    if isinstance(kids, Array) and depth < _NAMES_DEPTH:
        for kid in kids:
            if isinstance(kid, Dictionary):
                yield from _pairs(kid, depth + 1)


def _links_of(page: pikepdf.Object) -> list[pikepdf.Object]:
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return []
    return [note for note in notes if isinstance(note, Dictionary) and note.get("/Subtype") == Name.Link]


def _link(note: pikepdf.Object, page: int, targets: _Targets) -> Link | None:
    rect = note.get("/Rect")
    sides = [_number(side) for side in rect] if isinstance(rect, Array) and len(rect) == 4 else []
    numbers = [side for side in sides if side is not None]
    if len(numbers) != 4:
        return None
    spot, uri = _way(note, targets)
    if spot is None and not uri:
        return None
    x0, y0, x1, y1 = numbers
    return Link(page, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), spot, uri)


def _way(thing: pikepdf.Object, targets: _Targets) -> tuple[Spot | None, str]:
    """Where a link or a line of the outline leads."""
    if "/Dest" in thing:
        return targets.spot(thing["/Dest"]), ""
    act = thing.get("/A")
    if not isinstance(act, Dictionary):
        return None, ""
    if act.get("/S") == Name.GoTo:
        return targets.spot(act.get("/D")), ""
    if act.get("/S") == Name.URI:
        uri = "".join(letter for letter in str(act.get("/URI") or "") if letter.isprintable()).strip()
        if uri.lower().startswith(_SCHEMES) and len(uri) <= _LONGEST:
            return None, uri
    return None, ""


def _entries(node: pikepdf.Object, targets: _Targets, seen: set[tuple[int, int]], depth: int) -> list[Entry]:
    found: list[Entry] = []
    line = node.get("/First")
    while isinstance(line, Dictionary) and len(seen) < _MOST_ENTRIES:
        if line.objgen in seen:
            break  # a ring
        seen.add(line.objgen)
        title = " ".join("".join(c if c.isprintable() else " " for c in str(line.get("/Title") or "")).split())
        entry = Entry(title[:300] or "…", _way(line, targets)[0])
        if depth < _DEEPEST:
            entry.below = _entries(line, targets, seen, depth + 1)
        found.append(entry)
        line = line.get("/Next")
    return found


def _quietly(look: Callable[[], _Found]) -> _Found | None:
    try:
        return look()
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, pikepdf.PdfError):
        return None  # hostile or broken: whoever reads has one way less


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return round(number, 2) if math.isfinite(number) and abs(number) < 1e6 else None


# Writing ---------------------------------------------------------------------------------------------------------


def _made_link(pdf: pikepdf.Pdf, pages: list[pikepdf.Object], link: Link) -> pikepdf.Object:
    made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(link.rect), Border=Array([0, 0, 0]))
    if link.spot is not None and link.spot.page < len(pages):
        made["/Dest"] = _dest(pages, link.spot)
    else:
        made["/A"] = Dictionary(S=Name.URI, URI=pikepdf.String(link.uri))
    return pdf.make_indirect(made)


def _made_entries(pdf: pikepdf.Pdf, pages: list[pikepdf.Object], entries: list[Entry], parent: pikepdf.Object) -> int:
    """Chain the lines below ``parent``; how many lines there are in all."""
    count, before = 0, None
    for entry in entries:
        line = pdf.make_indirect(Dictionary(Title=pikepdf.String(entry.title), Parent=parent))
        if entry.spot is not None and entry.spot.page < len(pages):
            line["/Dest"] = _dest(pages, entry.spot)
        if before is None:
            parent["/First"] = line
        else:
            line["/Prev"], before["/Next"] = before, line
        before = line
        below = _made_entries(pdf, pages, entry.below, line)
        if below:
            line["/Count"] = -below  # closed
        count += 1
    if before is not None:
        parent["/Last"] = before
    return count


def _dest(pages: list[pikepdf.Object], spot: Spot) -> pikepdf.Object:
    return Array([pages[spot.page], Name.XYZ, None, spot.top, None])
