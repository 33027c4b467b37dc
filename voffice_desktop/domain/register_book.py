"""Register books as tables: the columns of the decree, every number between the first and the last, a cover.

Source: NĐ 30/2020/NĐ-CP Phụ lục IV. One shape for both directions, so that print and Excel know only this table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, due_state, show_date
from voffice_desktop.domain.document_types import by_code
from voffice_desktop.domain.records import IncomingDocument


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``share`` is its part of the width."""

    header: str
    share: float


@dataclass(frozen=True, slots=True)
class BookTable:
    """A register book to be printed. Cells are text as printed; ``missing`` names numbers without a document."""

    title: str
    agency: str
    unit: str
    book: str
    year: int
    first_day: str
    """``dd/MM/yyyy``; so is ``last_day``."""
    last_day: str
    first_number: int | None
    last_number: int | None
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    missing: tuple[int, ...] = ()
    volume: str = "01"


INCOMING_COLUMNS = (
    Column("Ngày đến", 7), Column("Số đến", 5), Column("Tác giả", 13), Column("Số, ký hiệu", 11),
    Column("Ngày tháng văn bản", 7.5), Column("Tên loại và trích yếu nội dung", 25),
    Column("Đơn vị hoặc người nhận", 13), Column("Ngày chuyển", 7), Column("Ký nhận", 6), Column("Ghi chú", 8),
)  # fmt: skip
"""Sổ đăng ký văn bản đến, ten columns."""
FOLLOW_UP_COLUMNS = (
    Column("Số đến", 6), Column("Tên loại, số, ký hiệu, ngày tháng và cơ quan ban hành", 32),
    Column("Đơn vị hoặc người nhận", 17), Column("Thời hạn giải quyết", 10), Column("Tiến độ giải quyết", 13),
    Column("Số, ký hiệu văn bản trả lời", 12), Column("Ghi chú", 10),
)  # fmt: skip
"""Sổ theo dõi giải quyết văn bản đến, seven columns."""

_PROGRESS = {
    "registered": "Chưa giao",
    "assigned": "Đã giao",
    "processing": "Đang giải quyết",
    "completed": "Đã giải quyết",
    "recalled": "Nơi gửi thu hồi",
}
NO_DOCUMENT = "Số này không có văn bản trong sổ; đối chiếu với nhật ký hệ thống."


@dataclass(frozen=True, slots=True)
class BookWishes:
    """Which part of which book: its name, the year, and either days or numbers as limits (both inclusive)."""

    agency: str
    unit: str
    book: str
    year: int
    first_day: date | None = None
    last_day: date | None = None
    first_number: int | None = None
    last_number: int | None = None


NameOf = Callable[[str], str]
"""The name of a person or unit by id."""
HandedOn = Callable[[str], str]
"""The day (``YYYY-MM-DD``) on which a document was first handed on, by its id; empty while it was not."""
Answers = Callable[[str], str]
"""Number and symbol of the answer to a document, by its id; empty where there is none."""


def chosen(documents: Iterable[IncomingDocument], wishes: BookWishes) -> list[IncomingDocument]:
    """The documents of that year within the limits, by number."""
    found = []
    for document in documents:
        number, on = document.arrival_number, document.arrival_date
        if number is None or on is None or int(on[:4]) != wishes.year:
            continue
        day = date.fromisoformat(on[:10])
        if wishes.first_day is not None and day < wishes.first_day:
            continue
        if wishes.last_day is not None and day > wishes.last_day:
            continue
        if wishes.first_number is not None and number < wishes.first_number:
            continue
        if wishes.last_number is not None and number > wishes.last_number:
            continue
        found.append(document)
    return sorted(found, key=lambda document: document.arrival_number or 0)


def incoming_register(
    documents: Iterable[IncomingDocument], wishes: BookWishes, name: NameOf, handed_on: HandedOn
) -> BookTable:
    """Sổ đăng ký văn bản đến."""

    def row(one: IncomingDocument) -> tuple[str, ...]:
        lead = _lead(one, name)
        handed = handed_on(one.id)
        note = {"recalled": "Nơi gửi thu hồi"}.get(one.status, "")
        return (
            _day(one.arrival_date), f"{one.arrival_number or 0:02d}", one.issuer_name, one.symbol,
            _day(one.issued_on),
            _what(one), lead, _day(handed), "", "; ".join(part for part in (note, one.note) if part),
        )  # fmt: skip

    return _table("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", INCOMING_COLUMNS, chosen(documents, wishes), wishes, row, 1)


def follow_up_register(
    documents: Iterable[IncomingDocument],
    wishes: BookWishes,
    name: NameOf,
    answer: Answers,
    today: date,
    off: Collection[date] = PUBLIC_HOLIDAYS,
) -> BookTable:
    """Sổ theo dõi giải quyết văn bản đến. ``off``: the agency's days off, by which lateness is counted."""

    def row(one: IncomingDocument) -> tuple[str, ...]:
        state = due_state(one.due, today, off)
        progress = _PROGRESS.get(one.status, one.status)
        if state.kind == "overdue" and one.status not in ("completed", "recalled"):
            progress = f"{progress}, quá hạn {state.days} ngày"
        about = [_type_name(one), one.symbol, _day(one.issued_on), one.issuer_name]
        return (
            f"{one.arrival_number or 0:02d}", ", ".join(part for part in about if part), _lead(one, name),
            _day(one.due), progress, answer(one.id), one.note,
        )  # fmt: skip

    return _table("SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", FOLLOW_UP_COLUMNS, chosen(documents, wishes), wishes, row, 0)


def _table(
    title: str,
    columns: tuple[Column, ...],
    documents: Sequence[IncomingDocument],
    wishes: BookWishes,
    row: Callable[[IncomingDocument], tuple[str, ...]],
    number_column: int,
) -> BookTable:
    rows: list[tuple[str, ...]] = []
    missing: list[int] = []
    expected = documents[0].arrival_number if documents else None
    for document in documents:
        number = document.arrival_number or 0
        while expected is not None and expected < number:
            missing.append(expected)
            rows.append(blank_row(columns, number_column, expected))
            expected += 1
        rows.append(row(document))
        expected = number + 1
    days = [document.arrival_date for document in documents if document.arrival_date]
    first = wishes.first_day.strftime("%d/%m/%Y") if wishes.first_day else _day(min(days, default=None))
    last = wishes.last_day.strftime("%d/%m/%Y") if wishes.last_day else _day(max(days, default=None))
    return BookTable(
        title, wishes.agency, wishes.unit, wishes.book, wishes.year, first, last,
        documents[0].arrival_number if documents else None, documents[-1].arrival_number if documents else None,
        columns, tuple(rows), tuple(missing),
    )  # fmt: skip


def blank_row(columns: Sequence[Column], number_column: int, number: int) -> tuple[str, ...]:
    """The line of a number that no document has: it stands in the book, with why its other cells are empty."""
    cells = [""] * len(columns)
    cells[number_column] = f"{number:02d}"
    cells[-1] = NO_DOCUMENT
    return tuple(cells)


def _lead(document: IncomingDocument, name: NameOf) -> str:
    roots = [part for part in document.assignments if part.role == "lead"]
    return name(roots[-1].assignee_id) if roots else ""


def _type_name(document: IncomingDocument) -> str:
    kind = by_code(document.type_code)
    return kind.name if kind is not None else document.type_code


def _what(document: IncomingDocument) -> str:
    name = _type_name(document)
    return f"{name}: {document.summary}" if name else document.summary


def _day(text: str | None) -> str:
    return show_date(text) if text else ""
