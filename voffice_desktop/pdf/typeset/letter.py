"""The 14 cells of an official document on A4 (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from dataclasses import dataclass, field

from voffice_desktop.pdf.typeset.content import (
    Annex,
    Article,
    Basis,
    Block,
    Heading,
    Item,
    Letter,
    Text,
    day_text,
    number_text,
    urgency_mark,
)
from voffice_desktop.pdf.typeset.flow import Flow, balanced_lines, break_lines, nfc, put_line
from voffice_desktop.pdf.typeset.fonts import Face, width_of
from voffice_desktop.pdf.typeset.press import print_pdf
from voffice_desktop.pdf.typeset.sample_ink import scrawl, seal
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT, BASELINE, MM, RED, Place, Places, Sheet, Typeset, Words

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_SIZE = 13.0
_NUMBER_BLANK = 34.0
_DAY_BLANK = 20.0
_YEAR_BLANK = 32.0
_SIGNATURE_HEIGHT = 74.0
_SIGNATURE_WIDTH = 142.0
_SEAL = 36 * MM


@dataclass(slots=True)
class _Found:
    """Places as they come up while setting."""

    number: Place | None = None
    day: Place | None = None
    month: Place | None = None
    year: Place | None = None
    date_line: Place | None = None
    personal: Place | None = None
    agency: Place | None = None


@dataclass(frozen=True, slots=True)
class SetLetter:
    """A letter on its sheets, not yet printed."""

    sheets: tuple[Sheet, ...]
    places: Places
    title: str = field(default="")


def typeset_letter(letter: Letter) -> Typeset:
    """The PDF of ``letter`` and the places of its fields. The same letter gives the same bytes."""
    made = set_letter(letter)
    return Typeset(print_pdf(made.sheets, made.title), made.places, len(made.sheets))


def set_letter(letter: Letter) -> SetLetter:
    """Lay ``letter`` out on sheets, for the printer or the scanner."""
    flow, found = Flow(), _Found()
    _head(flow, letter, found)
    _addressees(flow, letter)
    _body(flow, _closed(letter.body))
    _foot(flow, letter, found)
    for annex in letter.annexes:
        _annex(flow, annex)
    places = Places(
        number=found.number,
        day=found.day,
        month=found.month,
        year=found.year,
        date_line=found.date_line,
        personal=found.personal,
        agency=found.agency,
        text_size=_SIZE,
    )
    return SetLetter(tuple(flow.sheets), places, nfc(f"{letter.type_name.capitalize()} {letter.subject}".strip()))


def head_columns(flow: Flow) -> tuple[float, float, float]:
    """Middle of the left column, middle of the right column, and the left column's usable width."""
    edge = flow.left - 6 * MM
    border = edge + 68 * MM
    return (edge + border) / 2, (border + flow.right + 2 * MM) / 2, 66 * MM


def national_head(flow: Flow, parent: str, issuer: str) -> float:
    """Cells 1 and 2. Answers the baseline under them on which number and date stand."""
    sheet, top = flow.sheet, A4_HEIGHT - flow.margins.top
    left, right, room = head_columns(flow)
    sheet.centred(right, top - 12, NATION, Face.BOLD, 12.5)
    x0, x1 = sheet.centred(right, top - 28, MOTTO, Face.BOLD, 13.5)
    sheet.rule(x0, x1, top - 32)
    y, longest = top, 0.0
    for text, face in ((parent, Face.REGULAR), (issuer, Face.BOLD)):
        if not text:
            continue
        for line in balanced_lines([(text, face)], 12.5, room):
            y -= 12 if y == top else 15
            put_line(sheet, line, left - line.width / 2, y, 12.5, 0.0, "#000000")
            longest = line.width
    half = longest * 0.22
    sheet.rule(left - half, left + half, y - 4.5)
    return min(y - 4.5, top - 32) - 22


def _head(flow: Flow, letter: Letter, found: _Found) -> None:
    sheet = flow.sheet
    left, right, room = head_columns(flow)
    y = national_head(flow, letter.parent, letter.issuer)
    _number(sheet, letter, left, y, found)
    _date(sheet, letter, right, y, found)
    y -= 6
    if not letter.type_name:
        for line in balanced_lines([(f"V/v {letter.subject}", Face.REGULAR)], 12, room - 4):
            y -= 13.5
            put_line(sheet, line, left - line.width / 2, y, 12, 0.0, "#000000")
        y -= 6
    mark = urgency_mark(letter.urgency)
    if mark is not None:
        word, width = mark
        _frame(sheet, word, left, y - 8, width * MM, RED)
        y -= 8 + 8 * MM + 2
    if letter.circulation:
        _frame(sheet, letter.circulation, left, y - 6, 54 * MM, "#000000")
        y -= 6 + 8 * MM + 2
    flow.y = y - 14
    if letter.type_name:
        flow.paragraph([(letter.type_name, Face.BOLD)], size=14, align="centred", after=1)
        flow.paragraph([(letter.subject, Face.BOLD)], size=14, align="centred", after=0, indent=0, leading=1.2)
        middle, half = (flow.left + flow.right) / 2, 26 * MM / 2
        flow.sheet.rule(middle - half, middle + half, flow.y - 4)
        flow.gap(18)


def _frame(sheet: Sheet, word: str, middle: float, top: float, width: float, colour: str) -> None:
    width = max(width, width_of(nfc(word), Face.BOLD, 13) + 10)
    sheet.box(middle - width / 2, top - 8 * MM, middle + width / 2, top, 1.0, colour)
    sheet.centred(middle, top - 4 * MM - 4.5, nfc(word), Face.BOLD, 13, colour)


def _number(sheet: Sheet, letter: Letter, middle: float, y: float, found: _Found) -> None:
    notation = nfc(f"/{letter.notation}")
    lead = width_of("Số: ", Face.REGULAR, _SIZE)
    printed = number_text(letter.number) if letter.number is not None else ""
    room = width_of(printed, Face.REGULAR, _SIZE) if printed else _NUMBER_BLANK
    x = middle - (lead + room + width_of(notation, Face.REGULAR, _SIZE)) / 2
    if printed:
        sheet.marks.append(Words(x, y, f"Số: {printed}{notation}", Face.REGULAR, _SIZE))
    else:
        sheet.marks.append(Words(x, y, "Số:", Face.REGULAR, _SIZE))
        sheet.marks.append(Words(x + lead + room, y, notation, Face.REGULAR, _SIZE))
    found.number = _text_place(x + lead, y, room)


def _text_place(x: float, y: float, width: float) -> Place:
    height = _SIZE * 1.65  # room for a 13 pt line and the padding of a form field
    return Place(1, x, y - height * BASELINE, x + width, y + height * (1 - BASELINE))


def _date(sheet: Sheet, letter: Letter, middle: float, y: float, found: _Found) -> None:
    day, month, year = ("", "", str(letter.year) if letter.year else "")
    if letter.issued_on is not None:
        day, month, year = day_text(letter.issued_on)
    parts: list[tuple[str, float]] = []
    for lead, value, blank in (
        (f"{letter.place}, ngày ", day, _DAY_BLANK),
        (" tháng ", month, _DAY_BLANK),
        (" năm ", year, _YEAR_BLANK),
    ):
        parts.append((nfc(lead), 0.0))
        parts.append((value, width_of(value, Face.ITALIC, _SIZE) if value else blank))
    widths = [blank if blank else width_of(text, Face.ITALIC, _SIZE) for text, blank in parts]
    x = start = middle - sum(widths) / 2
    held, held_x = "", x
    places: list[Place] = []
    for number, ((text, _), width) in enumerate(zip(parts, widths, strict=True)):
        if number % 2 == 1:
            places.append(_text_place(x, y, width))
            if not text:
                if held:
                    sheet.marks.append(Words(held_x, y, held.rstrip(), Face.ITALIC, _SIZE))
                held, held_x = "", x + width
        if text and not held:
            held_x = x
        held += text
        x += width
    if held.strip():
        trimmed = held.lstrip()
        held_x += width_of(held, Face.ITALIC, _SIZE) - width_of(trimmed, Face.ITALIC, _SIZE)
        sheet.marks.append(Words(held_x, y, trimmed, Face.ITALIC, _SIZE))
    found.day, found.month, found.year = places
    found.date_line = _text_place(start, y, x - start)


def _addressees(flow: Flow, letter: Letter) -> None:
    if not letter.to:
        return
    if len(letter.to) == 1:
        flow.paragraph(f"Kính gửi: {letter.to[0]}.", align="centred", after=10)
        return
    shift = 34 * MM
    flow.paragraph("Kính gửi:", first_indent=0, indent=shift, align="left", after=2)
    for number, name in enumerate(letter.to):
        end = "." if number == len(letter.to) - 1 else ";"
        flow.paragraph(f"- {name}{end}", first_indent=0, indent=shift + 18 * MM, align="left", after=2)
    flow.gap(8)


def _closed(body: tuple[Block, ...]) -> tuple[Block, ...]:
    """``body`` with the "./." that says here it ends."""
    last = body[-1]
    if isinstance(last, Text):
        return (*body[:-1], Text(last.text.rstrip(" .;") + "./."))
    if isinstance(last, Item):
        return (*body[:-1], Item(last.text.rstrip(" .;") + "./."))
    if isinstance(last, Article):
        return (*body[:-1], Article(last.head, last.text.rstrip(" .;") + "./."))
    return (*body, Text("Trân trọng./."))


def _body(flow: Flow, body: tuple[Block, ...]) -> None:
    for number, block in enumerate(body):
        if isinstance(block, Basis):
            last = number + 1 == len(body) or not isinstance(body[number + 1], Basis)
            flow.paragraph([(block.text.rstrip(" .;") + ("." if last else ";"), Face.ITALIC)], after=4)
        elif isinstance(block, Heading):
            if block.level == 0:
                flow.gap(2)
                flow.paragraph([(block.text, Face.BOLD)], align="centred", keep_with_next=40, after=8)
            else:
                face = Face.BOLD if block.level < 3 else Face.BOLD_ITALIC
                flow.paragraph([(block.text, face)], keep_with_next=40, after=4)
        elif isinstance(block, Article):
            flow.paragraph([(f"{block.head}. ", Face.BOLD), (block.text, Face.REGULAR)])
        elif isinstance(block, Item):
            flow.paragraph(f"- {block.text}", after=4)
        elif isinstance(block, Text):
            flow.paragraph(block.text)
        else:
            if block.caption:
                flow.paragraph([(block.caption, Face.ITALIC)], align="centred", keep_with_next=60, after=4)
            flow.table(block.rows, block.shares)


def _foot(flow: Flow, letter: Letter, found: _Found) -> None:
    """Nơi nhận and the signature block side by side, never torn apart."""
    left_width, right_middle = 72 * MM, flow.left + 72 * MM + (flow.width - 72 * MM) / 2
    listed = [
        line
        for text in (*(f"- {name};" for name in letter.recipients), f"- Lưu: {letter.archive}.")
        for line in break_lines([(text, Face.REGULAR)], 11, left_width)
    ]
    lines = [line for text in letter.capacity for line in break_lines([(text, Face.BOLD)], 13, flow.width - 74 * MM)]
    right_height = 16.0 * len(lines) + _SIGNATURE_HEIGHT + 22
    flow.gap(6)
    flow.need(max(right_height, 16 + 13.0 * len(listed)))
    top, sheet = flow.y, flow.sheet
    sheet.marks.append(Words(flow.left, top - 13, "Nơi nhận:", Face.BOLD_ITALIC, 12))
    y = top - 15
    for line in listed:
        y -= 13
        put_line(sheet, line, flow.left, y + 1, 11, 0.0, "#000000")
    right_y = top
    for line in lines:
        right_y -= 16
        put_line(sheet, line, right_middle - line.width / 2, right_y + 3, 13, 0.0, "#000000")
    x0, y1 = right_middle - _SIGNATURE_WIDTH / 2, right_y - 4
    y0 = y1 - _SIGNATURE_HEIGHT + 8
    found.personal = Place(flow.page, x0, y0, x0 + _SIGNATURE_WIDTH, y1)
    seal_right, middle = x0 + _SIGNATURE_WIDTH / 3, (y0 + y1) / 2
    found.agency = Place(flow.page, seal_right - _SEAL, middle - _SEAL / 2, seal_right, middle + _SEAL / 2)
    if letter.inked is not None:
        scrawl(sheet, found.personal, letter.inked)
        seal(sheet, found.agency)
    sheet.centred(right_middle, right_y - _SIGNATURE_HEIGHT - 10, nfc(letter.signer_name), Face.BOLD, 13)
    flow.y = min(y, right_y - _SIGNATURE_HEIGHT - 16)


def _annex(flow: Flow, annex: Annex) -> None:
    flow.new_page()
    _annex_pages(flow, annex)


def _annex_pages(flow: Flow, annex: Annex) -> None:
    flow.paragraph([(annex.head, Face.BOLD)], size=14, align="centred", after=0)
    flow.paragraph([(annex.title, Face.BOLD)], size=14, align="centred", after=0, leading=1.2)
    flow.paragraph([(f"({annex.origin})", Face.ITALIC)], size=13, align="centred", after=2)
    middle = (flow.left + flow.right) / 2
    flow.sheet.rule(middle - 13 * MM, middle + 13 * MM, flow.y - 2)
    flow.gap(16)
    _body(flow, annex.body)


def typeset_annex(annex: Annex) -> Typeset:
    """An annex in a file of its own (phụ lục kèm theo): no head and no signature block."""
    flow = Flow()
    _annex_pages(flow, annex)
    return Typeset(print_pdf(flow.sheets, nfc(annex.title)), Places(), len(flow.sheets))
