"""The table of outgoing documents, the exchange codes, and what approval makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.people import CLERK, EVERYONE, HEAD, LEADER, NOW, OTHER_CLERK, UNIT, ids
from voffice_desktop.domain import exchange, outgoing
from voffice_desktop.domain.outgoing_fields import OutgoingContext
from voffice_desktop.domain.records import Actor, Book, OutgoingDocument, OutgoingRecipient, Slip

BOOK = Book(id="book", unit_id=UNIT, direction="outgoing", name="Sổ công văn đi")
OTHER = OutgoingDocument(id="d2", unit_id=UNIT, status="signed")
CONTEXT = OutgoingContext(
    book=BOOK,
    next_number=5,
    notation="BYT-KCB",
    today=date(2026, 11, 22),
    recipients={"r1": "Bộ Mẫu", "r2": "Sở Mẫu"},
    replacement=OTHER,
    main_pdfs=1,
)
ARGS: dict[str, dict[str, Any]] = {
    "edit": {"recipient_ids": ["r1"]},
    "number": {"book_id": "book"},
    "dispatch": {"recipient_ids": ["r1", "r2"]},
    "recall": {"reason": "Sai nội dung"},
    "replace": {"with_id": "d2"},
    "correct": {"with_id": "d2", "reason": "Sửa ngày họp"},
    "resend": {"recipient_ids": ["r2"]},
}
REFUSED = [
    OutgoingRecipient(recipient_id="r1", name="Bộ Mẫu", status="03"),
    OutgoingRecipient(recipient_id="r2", name="Sở Mẫu", status="02", note="Không đúng nơi nhận"),
]


def document(status: str = "approved", **changes: Any) -> OutgoingDocument:
    recipients = [OutgoingRecipient(recipient_id="r1", name="Bộ Mẫu")]
    base = OutgoingDocument(id="d1", unit_id=UNIT, signer_id=LEADER.id, summary="Mẫu", recipients=recipients)
    return replace(base, status=status, **changes)


def code(one: OutgoingDocument, name: str, who: Actor, context: OutgoingContext = CONTEXT, **args: Any) -> str | None:
    refusal = outgoing.check(one, name, who, args, context)
    return refusal and refusal.code


def act(
    one: OutgoingDocument, name: str, who: Actor, context: OutgoingContext = CONTEXT, **args: Any
) -> OutgoingDocument:
    assert outgoing.check(one, name, who, args, context) is None
    return outgoing.move(one, name, who, args, context, NOW, ids()).record


STATUSES = ("draft", "approved", "numbered", "signed", "dispatched", "recalled", "replaced")
MAY: dict[str, dict[str, set[str]]] = {
    "edit": {status: {"clerk"} for status in ("draft", "approved", "numbered", "signed")},
    "approve": {"draft": {"leader"}},
    "number": {"approved": {"clerk"}},
    "places": {"approved": {"clerk"}},
    "to-sign": {"approved": {"leader"}, "numbered": {"clerk"}},
    "signed": {"approved": {"leader"}, "numbered": {"clerk"}},
    "dispatch": {"signed": {"clerk"}},
    "recall": {"dispatched": {"clerk"}},
    "replace": {"dispatched": {"clerk"}},
    "correct": {"dispatched": {"clerk"}},
    "resend": {"dispatched": {"clerk"}},
}


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("action", outgoing.ACTIONS)
def test_table(action: str, status: str) -> None:
    one, args = document(status), ARGS.get(action, {})
    if action == "resend":
        one = replace(one, recipients=REFUSED)
    answers = {who.id: code(one, action, who, **args) for who in EVERYONE}
    assert {who for who, answer in answers.items() if answer is None} == MAY[action].get(status, set())
    people = set().union(*MAY[action].values())
    assert all((answer == "forbidden") == (who not in people) for who, answer in answers.items())


def test_number_fills_symbol_and_date() -> None:
    one = act(document(), "number", CLERK, book_id="book")
    assert (one.number, one.symbol, one.issued_on, one.status) == (5, "05/BYT-KCB", "2026-11-22", "numbered")
    late = outgoing.move(document(), "number", CLERK, {"book_id": "book"}, CONTEXT, "2026-12-31T17:00:00Z", ids())
    assert late.record.issued_on == "2027-01-01"
    with pytest.raises(ValueError, match="given by the server"):
        outgoing.move(document(), "number", CLERK, {"book_id": "book"}, OutgoingContext(), NOW, ids())


@pytest.mark.parametrize(
    ("args", "book", "field"),
    [
        ({}, BOOK, "book_id"),
        ({"book_id": "other"}, BOOK, "book_id"),
        ({"book_id": "book"}, None, "book_id"),
        ({"book_id": "book"}, replace(BOOK, direction="incoming"), "book_id"),
        ({"book_id": "book"}, replace(BOOK, unit_id="unit-x"), "book_id"),
        ({"book_id": "book"}, replace(BOOK, type_codes=["QĐ"]), "book_id"),
        ({"book_id": "book", "issued_on": "22/11/2026"}, BOOK, "issued_on"),
        ({"book_id": "book", "issued_on": "2019-01-01"}, BOOK, "issued_on"),
    ],
)
def test_number_refuses_by_field(args: dict[str, Any], book: Book | None, field: str) -> None:
    refusal = outgoing.check(document(), "number", CLERK, args, replace(CONTEXT, book=book))
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", field)


def test_signatures_come_in_their_order() -> None:
    required = replace(CONTEXT, leader_signature="required")
    assert code(document(), "number", CLERK, required, book_id="book") == "wrong_state"
    assert act(document(), "signed", LEADER).status == "approved"
    signed = replace(required, personally_signed=True)
    assert code(document(), "signed", LEADER, signed) == "wrong_state"
    assert code(document(), "to-sign", LEADER, replace(CONTEXT, leader_signature="none")) == "wrong_state"
    assert act(document("numbered"), "signed", CLERK).status == "signed"
    assert code(document("numbered"), "signed", OTHER_CLERK) == "forbidden"


def test_after_the_number_only_recipients_may_change() -> None:
    assert code(document("numbered"), "edit", CLERK, summary="Khác") == "wrong_state"
    changed = act(document("numbered"), "edit", CLERK, recipient_ids=["r2", "r1", "r2"])
    assert [(one.recipient_id, one.name) for one in changed.recipients] == [("r2", "Sở Mẫu"), ("r1", "Bộ Mẫu")]
    assert code(document(), "edit", CLERK, recipient_ids=["ghost"]) == "invalid"
    assert act(document(), "edit", CLERK, summary=" Mới ").summary == "Mới"


def test_dispatch_needs_a_recipient() -> None:
    alone = document("signed", recipients=[])
    assert code(alone, "dispatch", CLERK) == "invalid"
    assert code(alone, "dispatch", CLERK, recipient_ids=[]) == "invalid"
    assert code(alone, "dispatch", CLERK, recipient_ids=["ghost"]) == "invalid"
    sent = act(document("signed"), "dispatch", CLERK)
    assert (sent.status, sent.recipients[0].status_at) == ("dispatched", NOW)


def test_recall_ends_when_everyone_agreed() -> None:
    sent = act(document("signed"), "dispatch", CLERK, recipient_ids=["r1", "r2"])
    assert code(sent, "recall", CLERK) == "invalid"
    sent = exchange.reported(sent, "r1", "03", NOW)
    asked = act(sent, "recall", CLERK, reason="Sai")
    assert {one.status for one in asked.recipients} == {"13"}
    assert code(asked, "recall", CLERK, reason="Sai") == "wrong_state"
    half = exchange.reported(asked, "r1", "15", NOW)
    assert half.status == "dispatched"
    assert exchange.reported(half, "r2", "16", NOW).status == "dispatched"
    assert exchange.reported(half, "r2", "15", NOW).status == "recalled"
    assert exchange.reported(half, "nobody", "15", NOW) == half


def test_replace_wants_another_signed_document() -> None:
    for other in (None, replace(OTHER, unit_id="unit-x"), replace(OTHER, status="approved")):
        assert (
            code(document("dispatched"), "replace", CLERK, replace(CONTEXT, replacement=other), with_id="d2")
            == "invalid"
        )
    assert code(document("dispatched"), "replace", CLERK, with_id="d1") == "invalid"
    assert act(document("dispatched"), "replace", CLERK, with_id="d2").status == "replaced"


def test_reports_show_the_highest_in_any_order() -> None:
    for order in permutations(("01", "03", "04", "05")):
        shown = None
        for reported in order:
            shown = exchange.advance(shown, reported)
        assert shown == "05"
    assert exchange.advance("02", "03") == "02"
    assert exchange.advance("06", "05") == "06"
    assert exchange.advance("13", "06") == "13"
    assert exchange.advance("15", "16") == "15"


@given(st.lists(st.sampled_from(list(exchange.CODES)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_reports_never_go_backward_and_repeat_harmlessly(codes: list[Any]) -> None:
    one = document("dispatched")
    rank = {None: 0, **{code: place for place, code in enumerate(("01", "03", "04", "05", "06", "13", "15"), 1)}}
    rank |= {"02": rank["03"], "16": rank["15"]}
    for reported in codes:
        after = exchange.reported(one, "r1", reported, NOW)
        assert rank[after.recipients[0].status] >= rank[one.recipients[0].status]
        assert exchange.reported(after, "r1", reported, "2027-01-01T00:00:00Z") == after
        one = after


def test_approval_makes_an_approved_document_of_the_drafters_unit() -> None:
    slip = Slip(
        id="s", title="Vấn đề", drafter_id="drafter", unit_id=UNIT, leader_id=LEADER.id, type_code="CV",
        recipient_ids=["r2", "r1"], urgency="urgent", state="approved",
    )  # fmt: skip
    names = dict(CONTEXT.recipients or {})
    one = outgoing.from_slip(
        slip,
        "d9",
        signer_name="Mẫu",
        signer_title="Thứ trưởng",
        recipient_names=names,
        file_ids=["f"],
        notation="BYT-KCB",
    )
    assert (one.status, one.unit_id, one.slip_id, one.signer_id) == ("approved", UNIT, "s", LEADER.id)
    assert [part.name for part in one.recipients] == ["Sở Mẫu", "Bộ Mẫu"]
    other = outgoing.from_slip(
        replace(slip, issuing_unit_id="unit-byt"),
        "d9",
        signer_name="",
        signer_title="",
        recipient_names=names,
        file_ids=[],
    )
    assert other.unit_id == "unit-byt"


def test_create_is_the_clerks() -> None:
    assert outgoing.check_create({"summary": "Mẫu"}, CLERK, CONTEXT) is None
    assert outgoing.created({"summary": "Mẫu"}, CLERK, CONTEXT, "d9").record.status == "draft"
    for who, args, expected in ((HEAD, {"summary": "x"}, "forbidden"), (CLERK, {}, "invalid")):
        refusal = outgoing.check_create(args, who, CONTEXT)
        assert refusal is not None
        assert refusal.code == expected


ORDER = {status: place for place, status in enumerate(STATUSES)}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(outgoing.ACTIONS), st.sampled_from([CLERK, LEADER, HEAD, OTHER_CLERK])), max_size=25
    )
)
def test_random_acts_only_go_forward(acts: list[tuple[str, Actor]]) -> None:
    one = document("draft")
    for name, who in acts:
        args = ARGS.get(name, {})
        if outgoing.check(one, name, who, args, CONTEXT) is None:
            after = outgoing.move(one, name, who, args, CONTEXT, NOW, ids()).record
            step = ORDER[after.status] - ORDER[one.status]
            assert step in (0, 1) or (one.status, after.status) == ("dispatched", "replaced")
            assert after.number is None or ORDER[after.status] >= ORDER["numbered"]
            one = after


def test_a_refused_document_is_sent_again_to_who_refused_it_alone() -> None:
    sent = document("dispatched", recipients=REFUSED)
    assert code(sent, "resend", CLERK, recipient_ids=["r1"]) == "invalid"
    assert code(sent, "resend", CLERK) == "invalid"
    again = act(sent, "resend", CLERK, recipient_ids=["r2"])
    assert [one.status for one in again.recipients] == ["03", None]
    assert code(again, "resend", CLERK, recipient_ids=["r2"]) == "wrong_state"


def test_a_correction_needs_its_letter_and_its_words_and_leaves_the_document_in_force() -> None:
    sent = document("dispatched")
    assert code(sent, "correct", CLERK, with_id="d2") == "invalid"
    assert code(sent, "correct", CLERK, with_id="d1", reason="Sửa") == "invalid"
    moved = outgoing.move(sent, "correct", CLERK, {"with_id": "d2", "reason": "Sửa ngày"}, CONTEXT, NOW, ids())
    assert (moved.record, moved.event_action, moved.note) == (sent, "corrected", "Sửa ngày")
