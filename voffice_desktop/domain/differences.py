"""What changed between two texts or two revisions of a slip, as lines that a screen can show."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from voffice_desktop.domain.calendar import show_date
from voffice_desktop.domain.records import File, Slip
from voffice_desktop.domain.slip_content import GROUNDS, OPINIONS, parts_of

Kind = Literal["same", "added", "removed", "gap"]
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_CONTEXT = 2
_MOST_LINES = 4000
"""Longer texts are compared in their first lines alone: a screen, not an archive."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``parts`` are (text, whether it changed). A ``gap`` stands for equal lines left out."""

    kind: Kind
    parts: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The line without marks."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a slip that differs; ``name`` is its Vietnamese caption."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that came, went or was replaced. ``before`` and ``after`` are file ids."""

    kind: Literal["added", "removed", "replaced"]
    name: str
    role: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RevisionChanges:
    """All that differs between two revisions."""

    fields: tuple[FieldChange, ...]
    files: tuple[FileChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.files)


def text_changes(before: str, after: str) -> list[Line]:
    """The lines of both texts in order, changed words marked, long equal stretches left out as gaps."""
    old, new = before.splitlines()[:_MOST_LINES], after.splitlines()[:_MOST_LINES]
    lines: list[Line] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    for at, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            lines += _equal(old[a:b], first=at == 0, last=at == len(codes) - 1)
        elif tag == "replace" and b - a == d - c:
            for one, other in zip(old[a:b], new[c:d], strict=True):
                lines += _pair(one, other)
        else:
            lines += [Line("removed", ((text, True),)) for text in old[a:b]]
            lines += [Line("added", ((text, True),)) for text in new[c:d]]
    return lines if any(line.kind in ("added", "removed") for line in lines) else []


def _equal(texts: Sequence[str], *, first: bool, last: bool) -> list[Line]:
    kept = [Line("same", ((text, False),)) for text in texts]
    head, tail = 0 if first else _CONTEXT, 0 if last else _CONTEXT
    if len(kept) <= head + tail + 1:
        return kept
    return [*kept[:head], Line("gap", ((str(len(kept) - head - tail), False),)), *kept[len(kept) - tail :]]


def _pair(old: str, new: str) -> list[Line]:
    """A line and what became of it, with the words that differ marked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.quick_ratio() < 0.3:
        return [Line("removed", ((old, True),)), Line("added", ((new, True),))]
    gone: list[tuple[str, bool]] = []
    come: list[tuple[str, bool]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        gone.append(("".join(before[a:b]), tag != "equal"))
        come.append(("".join(after[c:d]), tag != "equal"))
    return [
        Line("removed", tuple(part for part in gone if part[0])),
        Line("added", tuple(part for part in come if part[0])),
    ]


def slip_changes(
    before: Slip, after: Slip, old: Sequence[File], new: Sequence[File], name_of: Callable[[str], str]
) -> RevisionChanges:
    """What differs between two revisions of one slip; ``name_of`` gives the names of people and agencies."""
    fields: list[FieldChange] = []
    for caption, one, other in _texts(before, after, name_of):
        lines = text_changes(one, other)
        if lines:
            fields.append(FieldChange(caption, tuple(lines)))
    return RevisionChanges(tuple(fields), tuple(_file_changes(old, new)))


def _texts(before: Slip, after: Slip, name_of: Callable[[str], str]) -> list[tuple[str, str, str]]:
    old, new = parts_of(before.content), parts_of(after.content)

    def route(slip: Slip) -> str:
        return "\n".join(f"{step.position}. {name_of(step.user_id)}" for step in slip.route)

    def targets(slip: Slip) -> str:
        return "\n".join(name_of(each) for each in slip.recipient_ids)

    return [
        ("Vấn đề trình", before.title, after.title),
        ("Tóm tắt nội dung", old.summary, new.summary),
        (GROUNDS, old.grounds, new.grounds),
        (OPINIONS, old.opinions, new.opinions),
        ("Đề xuất, kiến nghị", before.proposal, after.proposal),
        ("Hạn xin ý kiến", show_date(before.due) if before.due else "", show_date(after.due) if after.due else ""),
        ("Lãnh đạo", name_of(before.leader_id), name_of(after.leader_id)),
        ("Luồng xét", route(before), route(after)),
        ("Nơi nhận", targets(before), targets(after)),
    ]


def _file_changes(old: Sequence[File], new: Sequence[File]) -> list[FileChange]:
    """The slip's own sheet is made anew at each submission and is no change; equal bytes are no change either."""
    before = [file for file in old if file.role != "slip"]
    after = [file for file in new if file.role != "slip"]
    stays = {file.sha256 for file in before} & {file.sha256 for file in after}
    gone = [file for file in before if file.sha256 not in stays]
    come = [file for file in after if file.sha256 not in stays]
    found: list[FileChange] = []
    for file in come:
        match = next((each for each in gone if each.name == file.name), None)
        if match is None and file.role == "draft":
            match = next((each for each in gone if each.role == "draft"), None)
        if match is None:
            found.append(FileChange("added", file.name, file.role, after=file.id))
        else:
            gone.remove(match)
            found.append(FileChange("replaced", file.name, file.role, before=match.id, after=file.id))
    return found + [FileChange("removed", file.name, file.role, before=file.id) for file in gone]
