"""Register books: the decree's columns, nothing missing between the first and the last number."""

from __future__ import annotations

from datetime import date

from voffice_desktop.domain.records import Assignment, IncomingDocument
from voffice_desktop.domain.register_book import (
    NO_DOCUMENT,
    BookWishes,
    follow_up_register,
    incoming_register,
)

_WISHES = BookWishes("Bộ Y tế", "Cục Quản lý Khám, chữa bệnh", "Sổ văn bản đến", 2026)


def _document(number: int, on: str = "2026-03-02", **more: object) -> IncomingDocument:
    fields: dict[str, object] = {
        "id": f"d{number}", "unit_id": "u", "arrival_number": number, "arrival_date": on,
        "symbol": f"{number}/BNV-VP",
        "issuer_name": "Bộ Nội vụ", "type_code": "QĐ", "summary": "Về việc mẫu", "issued_on": "2026-02-27",
    }  # fmt: skip
    return IncomingDocument(**(fields | more))  # type: ignore[arg-type]


def test_ten_columns_in_the_order_of_the_decree() -> None:
    part = Assignment(id="a", assignee_kind="user", assignee_id="x", role="lead")
    book = incoming_register(
        [_document(5, assignments=[part])], _WISHES, lambda _: "Trần Thị Mẫu", lambda _: "2026-03-03"
    )
    assert [column.header for column in book.columns] == [
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    ]  # fmt: skip
    assert book.rows == (
        ("02/03/2026", "05", "Bộ Nội vụ", "5/BNV-VP", "27/02/2026", "Quyết định: Về việc mẫu", "Trần Thị Mẫu",
         "03/03/2026", "", ""),
    )  # fmt: skip


def test_every_number_between_first_and_last_has_its_line() -> None:
    book = incoming_register([_document(9), _document(6), _document(7)], _WISHES, lambda _: "", lambda _: "")
    assert [row[1] for row in book.rows] == ["06", "07", "08", "09"]
    assert book.rows[2][-1] == NO_DOCUMENT and book.missing == (8,)
    assert (book.first_number, book.last_number) == (6, 9)


def test_keeps_to_year_days_and_numbers() -> None:
    documents = [_document(1, "2025-12-31"), _document(1), _document(2, "2026-03-05"), _document(3, "2026-03-09")]
    by_day = BookWishes("", "", "", 2026, date(2026, 3, 3), date(2026, 3, 8))
    assert [row[1] for row in incoming_register(documents, by_day, lambda _: "", lambda _: "").rows] == ["02"]
    by_number = BookWishes("", "", "", 2026, first_number=2, last_number=3)
    assert [row[1] for row in incoming_register(documents, by_number, lambda _: "", lambda _: "").rows] == [
        "02",
        "03",
    ]


def test_a_recalled_document_stays_in_the_book() -> None:
    book = incoming_register([_document(4, status="recalled")], _WISHES, lambda _: "", lambda _: "")
    assert book.rows[0][-1] == "Nơi gửi thu hồi"


def test_the_follow_up_register_says_late_and_answered() -> None:
    # 01/03/2026 is a Sunday: due on Monday, two working days ago.
    documents = [_document(1, due="2026-03-01", status="processing"), _document(2, status="completed")]
    book = follow_up_register(
        documents, _WISHES, lambda _: "", lambda i: "12/KCB-NV" if i == "d2" else "", date(2026, 3, 4)
    )
    assert len(book.columns) == 7
    assert book.rows[0][4] == "Đang giải quyết, quá hạn 2 ngày"
    assert (book.rows[1][4], book.rows[1][5]) == ("Đã giải quyết", "12/KCB-NV")
    # The agency has that Monday off: due on Tuesday, one working day ago.
    off = {date(2026, 3, 2)}
    book = follow_up_register(documents, _WISHES, lambda _: "", lambda _: "", date(2026, 3, 4), off)
    assert book.rows[0][4] == "Đang giải quyết, quá hạn 1 ngày"
