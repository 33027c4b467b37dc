"""The submission slip (phiếu trình) as a PDF in the ministry's form. The form is data: captions and their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from html.parser import HTMLParser

from voffice_desktop.domain.records import Slip
from voffice_desktop.domain.slip_content import GROUNDS, OPINIONS
from voffice_desktop.domain.slip_template import Level, Section, SlipTemplate
from voffice_desktop.pdf.typeset.content import day_text, urgency_mark
from voffice_desktop.pdf.typeset.flow import Flow, Line, break_lines, nfc, put_line
from voffice_desktop.pdf.typeset.fonts import Face
from voffice_desktop.pdf.typeset.letter import head_columns, national_head
from voffice_desktop.pdf.typeset.press import print_pdf
from voffice_desktop.pdf.typeset.sheet import MM, RED, Place, Places, Typeset, Words

_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipNames:
    """Names behind the slip's ids, as they are printed."""

    parent: str
    """Parent agency for the head, capitals; may be empty."""
    unit: str
    """The submitting unit's name."""
    drafter: str
    leader: str
    """Title and name of the leader to whom the slip goes."""
    place: str = "Hà Nội"
    files: tuple[str, ...] = ()
    """Names of the dossier's files in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One opinion given so far. ``at`` is RFC 3339 UTC; it is printed in Vietnam time. ``acting_for``: the person
    on whose behalf it was given (ủy quyền)."""

    level: Level
    name: str
    title: str = ""
    at: str = ""
    text: str = ""
    acting_for: str = ""


def typeset_slip(
    slip: Slip,
    names: SlipNames,
    on: date,
    opinions: Sequence[Opinion] = (),
    template: SlipTemplate | None = None,
) -> Typeset:
    """The slip's PDF of the day ``on`` (Vietnam time), with the opinions given so far, in one box a level. The
    leader's box stays free enough for a pen; its place is ``places.leader_opinion``."""
    form = template or SlipTemplate()
    flow = Flow()
    _head(flow, slip, names, on, form)
    parts = split_content(slip.content, form)
    leader_place: Place | None = None
    ordinal = 0
    for section, caption in _sections(form, parts):
        ordinal += 1
        flow.paragraph([(f"{ordinal}. {caption}", Face.BOLD)], first_indent=0, after=3, keep_with_next=36)
        if section == "opinions":
            leader_place = _opinions(flow, opinions, form)
            continue
        if section == "dossier":
            lines = [f"{number}. {name}" for number, name in enumerate(names.files, start=1)]
        elif section == "proposal":
            lines = paragraphs_of(slip.proposal)
        else:
            lines = parts.get(section, [])
        for line in lines or [form.empty]:
            flow.paragraph(line, after=4)
        flow.gap(3)
    title = nfc(f"{form.title.capitalize()}: {slip.title}")
    return Typeset(print_pdf(flow.sheets, title), Places(leader_opinion=leader_place), len(flow.sheets))


def _sections(form: SlipTemplate, parts: dict[Section, list[str]]) -> list[tuple[Section, str]]:
    """The form's sections; what was written for one that the form leaves out stands before dossier and opinions under
    its usual caption: nothing that was submitted is left unsaid."""
    listed = list(form.sections)
    known = {section for section, _caption in listed}
    spare = [one for one in SlipTemplate().sections if one[0] not in known and parts.get(one[0])]
    at = next((n for n, (section, _) in enumerate(listed) if section in ("dossier", "opinions")), len(listed))
    return [*listed[:at], *spare, *listed[at:]]


def _head(flow: Flow, slip: Slip, names: SlipNames, on: date, form: SlipTemplate) -> None:
    y = national_head(flow, nfc(names.parent.upper()), nfc(names.unit.upper()))
    left, right, _ = head_columns(flow)
    if slip.code:
        flow.sheet.centred(left, y, nfc(f"{form.code}: {slip.code}"), Face.REGULAR, 11)
    day, month, year = day_text(on)
    flow.sheet.centred(right, y, nfc(f"{names.place}, ngày {day} tháng {month} năm {year}"), Face.ITALIC, 13)
    mark = urgency_mark(slip.urgency)
    if mark is not None:
        word, width = mark
        half = max(width * MM, 62) / 2
        flow.sheet.box(left - half, y - 10 - 8 * MM, left + half, y - 10, 1.0, RED)
        flow.sheet.centred(left, y - 10 - 4 * MM - 4.5, word, Face.BOLD, 13, RED)
        y -= 8 * MM + 4
    flow.y = y - 22
    flow.paragraph([(form.title, Face.BOLD)], size=15, align="centred", after=0)
    flow.paragraph([(form.subtitle, Face.BOLD)], size=13, align="centred", after=8)
    flow.paragraph([(f"{form.to}: ", Face.REGULAR), (names.leader, Face.BOLD)], align="centred", after=10)
    due = "" if slip.due is None else date.fromisoformat(slip.due[:10]).strftime("%d/%m/%Y")
    rows = [
        (form.matter, slip.title),
        (form.unit, names.unit),
        (form.drafter, names.drafter),
        (form.urgency, form.urgencies.get(slip.urgency, slip.urgency)),
    ]
    if due:
        rows.append((form.due, due))
    flow.table(rows, (3, 10), size=13, head=0, centred_columns=(), after=12)


def _opinions(flow: Flow, opinions: Sequence[Opinion], form: SlipTemplate) -> Place | None:
    """A frame a level; the leader's is always there and free for the pen."""
    leader: Place | None = None
    for level, caption in form.levels:
        given = [opinion for opinion in opinions if opinion.level == level]
        if not given and level != "leader":
            continue
        lines = [line for opinion in given for line in _opinion_lines(opinion, flow.width - 16)]
        free = max(96.0, flow.width * 0.24) if level == "leader" else 10.0
        height = 22 + 16.0 * len(lines) + free
        if height > 600:
            # A level with more opinions than a page holds runs as plain paragraphs under its caption.
            flow.paragraph([(caption, Face.BOLD_ITALIC)], first_indent=0, after=2)
            for opinion in given:
                for words, face in _opinion_runs(opinion):
                    flow.paragraph([(words, face)], first_indent=0, after=2)
            lines, height = [], 22 + free
        flow.need(height)
        top = flow.y
        flow.sheet.box(flow.left, top - height, flow.right, top)
        flow.sheet.marks.append(Words(flow.left + 8, top - 16, nfc(caption), Face.BOLD_ITALIC, 12.5))
        y = top - 20
        for line in lines:
            y -= 16
            put_line(flow.sheet, line, flow.left + 8, y + 2, 12.5, 0.0, "#000000")
        if level == "leader":
            leader = Place(flow.page, flow.left + 8, top - height + 6, flow.right - 8, y - 6)
        flow.y = top - height
    flow.gap(8)
    return leader


def _opinion_runs(opinion: Opinion) -> list[tuple[str, Face]]:
    who = f"{opinion.title} {opinion.name}".strip()
    if opinion.acting_for:
        who += f" (thay mặt {opinion.acting_for})"
    when = ""
    if opinion.at:
        when = datetime.fromisoformat(opinion.at).astimezone(_VIETNAM).strftime(", %d/%m/%Y %H:%M")
    text = [(part, Face.REGULAR) for part in paragraphs_of(opinion.text)]
    return [*text, (f"{who}{when}", Face.ITALIC)]


def _opinion_lines(opinion: Opinion, width: float) -> list[Line]:
    return [line for run in _opinion_runs(opinion) for line in break_lines([run], 12.5, width)]


class _Paragraphs(HTMLParser):
    """Text of simple rich text: one line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "div", "br", "tr", "ul", "ol", "h1", "h2", "h3"):
            self.text.append("\n")
        elif tag == "li":
            self.text.append("\n- ")
        elif tag in ("style", "script", "head"):
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "head"):
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("p", "div", "li", "tr", "h1", "h2", "h3"):
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text.append(data.replace("\n", " "))


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of plain text, or of the simple HTML that a rich text editor saves."""
    if re.match(r"\s*<(!doctype|html|p|div|ul|ol|h[1-6])\b", text, re.IGNORECASE):
        parser = _Paragraphs()
        parser.feed(text)
        parser.close()
        text = "".join(parser.text)
    return [line for line in (" ".join(part.split()) for part in text.splitlines()) if line]


def split_content(content: str, template: SlipTemplate | None = None) -> dict[Section, list[str]]:
    """A slip's content by section: a line that is a section's caption (a colon may follow, then text) begins that
    section; what comes before the first caption is the summary. Captions are those that the content itself uses, and
    the form's own."""
    form = template or SlipTemplate()
    captions: dict[str, Section] = {caption.casefold(): section for section, caption in form.sections}
    captions |= {GROUNDS.casefold(): "grounds", OPINIONS.casefold(): "consulted"}
    parts: dict[Section, list[str]] = {"summary": [], "grounds": [], "consulted": []}
    current: Section = "summary"
    for line in paragraphs_of(content):
        head, colon, rest = line.partition(":")
        section = captions.get(nfc(head).strip().casefold())
        if section in parts and (colon or not rest):
            current = section
            if rest.strip():
                parts[current].append(rest.strip())
        else:
            parts[current].append(line)
    return parts
