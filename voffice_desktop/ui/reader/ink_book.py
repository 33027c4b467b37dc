"""The marks of one file: everybody's, with the viewer's own changes on top, undo without limit, and the draft. No Qt.

Marks are immutable records of the protocol: an edit takes one away and adds another. Others' marks are never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.domain import ink
from voffice_desktop.domain.records import Annotation, AnnotationKind, AnnotationStyle
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.ui.reader import ink_geometry as geometry


@dataclass(frozen=True, slots=True)
class Draft:
    """What the viewer did to the marks of a file and has not handed in."""

    file_id: str
    add: list[Annotation]
    remove: list[str]


@dataclass(frozen=True, slots=True)
class _Step:
    removed: tuple[Annotation, ...]
    added: tuple[Annotation, ...]


class InkBook:
    """``changed`` is called after every change with the marks that went and came (none: all is new)."""

    def __init__(
        self,
        file_id: str,
        revision: int | None,
        author_id: str,
        marks: Iterable[Annotation] = (),
        *,
        on_behalf_of: str | None = None,
        clock: Clock = utc_now,
        identify: Callable[[], str] = new_id,
    ) -> None:
        self.file_id, self.revision, self.author_id = file_id, revision, author_id
        self.on_behalf_of = on_behalf_of
        """For whom the viewer stands in on this record, or None."""
        self._clock, self._identify = clock, identify
        self._base = {mark.id: mark for mark in marks}
        self._marks: dict[str, Annotation] = dict(self._base)
        self._pages: dict[int, dict[str, Annotation]] = {}
        for mark in self._marks.values():
            self._pages.setdefault(mark.page, {})[mark.id] = mark
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._handed: set[str] = set(self._base)
        self._renamed: dict[str, Annotation] = {}
        self.hidden: set[str] = set()
        """Authors whose layer is not shown."""
        self.changed: Callable[[list[Annotation], list[Annotation]], None] = lambda gone, come: None

    # Reading ----------------------------------------------------------------------------------------------------

    def on_page(self, page: int) -> list[Annotation]:
        """The shown marks of a page (from 1), oldest first."""
        return [mark for mark in self._pages.get(page, {}).values() if mark.author_id not in self.hidden]

    def all(self) -> list[Annotation]:
        """Every mark, by page."""
        return [mark for page in sorted(self._pages) for mark in self._pages[page].values()]

    def authors(self) -> list[str]:
        """Ids of those who left marks, in order of their first."""
        return list(dict.fromkeys(mark.author_id for mark in self._marks.values()))

    def colour_of(self, author_id: str) -> str:
        """The colour by which an author's layer is known: that of most of their marks."""
        used = Counter(mark.style.color for mark in self._marks.values() if mark.author_id == author_id)
        return used.most_common(1)[0][0] if used else "#1d4ed8"

    @property
    def writable(self) -> bool:
        """Whether the viewer may leave marks here at all."""
        return bool(self.author_id)

    def mine(self, mark: Annotation) -> bool:
        """Whether the viewer may take this mark away: it is their own, on the revision that is shown."""
        return mark.author_id == self.author_id and mark.file_revision == self.revision

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    # Changing ---------------------------------------------------------------------------------------------------

    def new_mark(
        self, page: int, kind: AnnotationKind, data: dict[str, Any], style: AnnotationStyle, text: str | None = None
    ) -> Annotation:
        """A mark of the viewer's own, not yet in the book."""
        return Annotation(
            id=self._identify(),
            file_id=self.file_id,
            file_revision=self.revision,
            page=page,
            author_id=self.author_id,
            kind=kind,
            geometry=data,
            style=style,
            text=text,
            created_at=self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            on_behalf_of=self.on_behalf_of,
        )

    def change(self, *, add: Sequence[Annotation] = (), remove: Sequence[Annotation] = ()) -> None:
        """One step that can be undone. Raises ``Rejected('not_your_mark')`` and changes nothing for others' marks."""
        if not all(self.mine(mark) for mark in (*add, *remove)):
            raise Rejected("not_your_mark")
        step = _Step(tuple(mark for mark in remove if mark.id in self._marks), tuple(add))
        if step.removed or step.added:
            self._done.append(step)
            self._undone.clear()
            self._apply(step.removed, step.added)

    def undo(self) -> None:
        """Take the last step back."""
        if self._done:
            step = self._done.pop()
            self._undone.append(step)
            self._apply(step.added, step.removed)

    def redo(self) -> None:
        """Do the last undone step again."""
        if self._undone:
            step = self._undone.pop()
            self._done.append(step)
            self._apply(step.removed, step.added)

    def _apply(self, removed: Iterable[Annotation], added: Iterable[Annotation]) -> None:
        gone, come = [self._live(mark) for mark in removed], [self._unspent(self._live(mark)) for mark in added]
        for mark in gone:
            if self._marks.pop(mark.id, None) is not None:
                self._pages[mark.page].pop(mark.id, None)
        for mark in come:
            self._marks[mark.id] = mark
            self._pages.setdefault(mark.page, {})[mark.id] = mark
        if gone or come:
            self.changed(gone, come)

    def _live(self, mark: Annotation) -> Annotation:
        """The mark under the id that it has now."""
        while mark.id in self._renamed:
            mark = self._renamed[mark.id]
        return mark

    def _unspent(self, mark: Annotation) -> Annotation:
        """A mark that was handed in and taken away again comes back under a new id: the old one is a tombstone."""
        if mark.id not in self._handed or mark.id in self._base:
            return mark
        self._renamed[mark.id] = replace(mark, id=self._identify())
        return self._renamed[mark.id]

    # Handing in -------------------------------------------------------------------------------------------------

    def changes(self) -> Draft:
        """What to hand in: own marks that are new, and ids of own marks that are gone."""
        add = [mark for mark in self.all() if mark.id not in self._base]
        remove = [mark.id for mark in self._base.values() if mark.id not in self._marks]
        return Draft(self.file_id, add, remove)

    def handed_in(self, changes: Draft) -> None:
        """These changes are in the outbox now: they are no longer to be handed in, but can still be undone."""
        self._handed.update(mark.id for mark in changes.add)
        self._handed.update(changes.remove)
        self._base.update((mark.id, mark) for mark in changes.add)
        for mark_id in changes.remove:
            self._base.pop(mark_id, None)

    def draft(self) -> bytes:
        """The same as bytes for the draft store; empty when nothing was changed."""
        changes = self.changes()
        return codec.encode(changes) if changes.add or changes.remove else b""

    def restore(self, draft: bytes) -> None:
        """Put a draft back after a restart, as one step. A draft that cannot be read raises ``Transient``.

        What was drawn on a revision that another has followed meanwhile comes back on the present one.
        """
        if not draft:
            return
        kept = codec.decode(draft, Draft)
        if kept.file_id != self.file_id:
            raise Transient("not_json", detail="draft of another file")
        remove = [self._marks[mark_id] for mark_id in kept.remove if mark_id in self._marks]
        add = [
            replace(mark, file_revision=self.revision)
            for mark in kept.add
            if mark.id not in self._marks and mark.author_id == self.author_id
        ]
        self.change(add=add, remove=[mark for mark in remove if self.mine(mark)])

    def merge(self, marks: Iterable[Annotation]) -> None:
        """What the server holds now: others' changes come in, own ones not handed in stay."""
        fresh = {mark.id: mark for mark in marks}
        gone = {mark_id for mark_id in self._base if mark_id not in self._marks}
        removed = [mark for mark in self._base.values() if mark.id not in fresh and mark.id in self._marks]
        added = [mark for mark in fresh.values() if mark.id not in self._marks and mark.id not in gone]
        self._base = fresh
        self._handed.update(fresh)
        self._apply(removed, added)

    def show_author(self, author_id: str, shown: bool) -> None:
        """Show or hide one person's layer."""
        (self.hidden.discard if shown else self.hidden.add)(author_id)
        self.changed([], [])


def box_of(mark: Annotation) -> ink.Box:
    """The box of a mark in points, its width included."""
    if mark.kind == "ink":
        return geometry.box_of(mark.geometry.get("strokes", []), mark.style.width)
    if mark.kind in ("text", "stamp"):
        x0, y0, x1, y1 = mark.geometry["rect"]
        return x0 - 2, y0 - 2, x1 + 2, y1 + 2
    xs = [value for quad in mark.geometry.get("quads", []) for value in quad[0::2]]
    ys = [value for quad in mark.geometry.get("quads", []) for value in quad[1::2]]
    return (min(xs) - 2, min(ys) - 2, max(xs) + 2, max(ys) + 2) if xs else (0.0, 0.0, 0.0, 0.0)


def hit(mark: Annotation, x: float, y: float, reach: float) -> bool:
    """Whether an eraser or a click of ``reach`` points touches the mark."""
    x0, y0, x1, y1 = box_of(mark)
    if not (x0 - reach <= x <= x1 + reach and y0 - reach <= y <= y1 + reach):
        return False
    if mark.kind != "ink":
        return True
    return any(ink.hits(stroke, mark.style.width, x, y, reach) for stroke in mark.geometry.get("strokes", []))
