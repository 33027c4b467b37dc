"""Permissions, marks, recipients and the words of the watermark."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.people import (
    ADMIN,
    CLERK,
    DRAFTER,
    EVERYONE,
    HEAD,
    LEADER,
    OTHER_CLERK,
    OTHER_SECRETARY,
    REVIEWER,
    SECRETARY,
    SPECIALIST,
    STRANGER,
    UNIT,
)
from voffice_desktop.domain import annotations, permissions, recipients, watermark
from voffice_desktop.domain.records import (
    Annotation,
    File,
    IncomingDocument,
    OutgoingDocument,
    Recipient,
    RouteStep,
    Slip,
)
from voffice_desktop.domain.text import is_sorted

FILE = File(id="f", name="a.pdf", media_type="application/pdf", size=1, sha256="0" * 64, role="main")
SLIP = Slip(
    id="s", title="x", drafter_id=DRAFTER.id, unit_id=UNIT, leader_id=LEADER.id, state="in_review",
    route=[RouteStep(position=1, user_id=REVIEWER.id)],
)  # fmt: skip


def original(who: Any, record: Any, *, office: bool = False, uploader: str = DRAFTER.id) -> str | None:
    refusal = permissions.read_original(who, FILE, record, uploader_id=uploader, is_office=office)
    return refusal and refusal.code


def test_originals_are_the_uploaders_while_drafting() -> None:
    for state in ("draft", "returned"):
        assert original(DRAFTER, replace(SLIP, state=state)) is None
    for state in ("in_review", "with_secretary", "with_leader", "approved", "cancelled"):
        for who in EVERYONE:
            assert original(who, replace(SLIP, state=state)) == "reading_copy_only"
    assert original(DRAFTER, None) is None
    assert original(STRANGER, None) == "reading_copy_only"
    for who in (LEADER, ADMIN, REVIEWER):
        assert original(who, replace(SLIP, state="returned")) == "reading_copy_only"


def test_reviewers_open_office_files() -> None:
    may = {who.id for who in EVERYONE if original(who, SLIP, office=True) is None}
    assert may == {REVIEWER.id, LEADER.id, SECRETARY.id, "secretary-2"}
    assert original(LEADER, OutgoingDocument(id="o", unit_id=UNIT, status="approved"), office=True) is not None


def test_certified_files_are_the_clerks() -> None:
    certified, document = replace(FILE, certified_for=[UNIT]), OutgoingDocument(id="o", unit_id=UNIT, status="signed")
    codes = {who.id: permissions.read_certified(who, certified, document) for who in EVERYONE}
    assert codes[CLERK.id] is None
    assert {who for who, refusal in codes.items() if refusal and refusal.code == "clerk_only"} == {
        who.id for who in EVERYONE if "clerk" not in who.roles
    }
    other = codes[OTHER_CLERK.id]
    assert other is not None
    assert other.code == "not_certified"


def test_certifying_waits_for_signature_or_registration() -> None:
    for status in ("draft", "approved", "numbered", "signed", "dispatched"):
        refusal = permissions.certify(CLERK, FILE, OutgoingDocument(id="o", unit_id=UNIT, status=status))
        assert (refusal is None) == (status in {"signed", "dispatched"})
    for status in ("arrived", "registered", "completed", "refused", "recalled"):
        refusal = permissions.certify(CLERK, FILE, IncomingDocument(id="i", unit_id=UNIT, status=status))
        assert (refusal is None) == (status in {"registered", "completed"})
    assert permissions.certify(CLERK, replace(FILE, role="attachment"), IncomingDocument(id="i", unit_id=UNIT))
    for who in (LEADER, ADMIN, HEAD):
        refusal = permissions.certify(who, FILE, OutgoingDocument(id="o", unit_id=UNIT, status="draft"))
        assert refusal is not None
        assert refusal.code == "clerk_only"


def test_who_writes_on_pages() -> None:
    may = {who.id for who in EVERYONE if permissions.annotate(who, SLIP) is None}
    assert may == {REVIEWER.id, LEADER.id, SECRETARY.id, "secretary-2"}
    assert permissions.annotate(OTHER_SECRETARY, SLIP) is not None
    document = IncomingDocument(id="i", unit_id=UNIT)
    assert permissions.annotate(LEADER, document) is None
    for who in (CLERK, SPECIALIST, ADMIN):
        assert permissions.annotate(who, document) is not None


def test_nobody_removes_anothers_mark() -> None:
    mark = Annotation(id="a", file_id="f", page=1, author_id=LEADER.id, kind="ink", geometry={})
    assert {who.id for who in EVERYONE if permissions.remove_annotation(who, mark) is None} == {LEADER.id}


def test_roles_that_create_and_administer() -> None:
    assert {who.id for who in EVERYONE if permissions.create(who, "incoming_document") is None} == {
        "clerk",
        "clerk-x",
    }
    assert permissions.create(ADMIN, "slip") is not None
    assert permissions.create(LEADER, "event") is not None
    assert {who.id for who in EVERYONE if permissions.administer(who) is None} == {"admin"}


INK = {"page": 1, "kind": "ink", "geometry": {"strokes": [[1, 2, 0.5, 3, 4, 1.0]]}}
GOOD: list[dict[str, Any]] = [
    INK,
    {
        "page": 2,
        "kind": "highlight",
        "geometry": {"quads": [[0, 0, 1, 0, 0, 1, 1, 1]]},
        "style": {"color": "#FFcc00"},
    },
    {"page": 1, "kind": "text", "geometry": {"rect": [0, 0, 10, 10]}, "text": "Đồng ý", "style": {"opacity": 0.5}},
    {"page": 1, "kind": "stamp", "geometry": {"rect": [0, 0, 10, 10]}},
]


@pytest.mark.parametrize("mark", GOOD)
def test_good_marks(mark: dict[str, Any]) -> None:
    assert annotations.validate(mark, pages=2) == []


@pytest.mark.parametrize(
    ("mark", "field"),
    [
        ({**INK, "page": 0}, "page"),
        ({**INK, "page": 3}, "page"),
        ({**INK, "page": True}, "page"),
        ({**INK, "kind": "scribble"}, "kind"),
        ({**INK, "geometry": None}, "geometry"),
        ({**INK, "geometry": {}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[1, 2]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[1, 2, 1.5]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[math.nan, 2, 1]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[math.inf, 2, 1]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[1, "2", 1]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[1, 10**400, 1]]}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[0, 0, 0]] * 2001}}, "geometry.strokes"),
        ({**INK, "geometry": {"strokes": [[0, 0, 0] * 60_001]}}, "geometry.strokes"),
        ({**INK, "kind": "underline", "geometry": {"quads": [[0] * 7]}}, "geometry.quads"),
        ({**INK, "kind": "stamp", "geometry": {"rect": [5, 5, 5, 9]}}, "geometry.rect"),
        ({**INK, "kind": "text", "geometry": {"rect": [0, 0, 9, 9]}}, "text"),
        ({**INK, "text": "x" * 10_001}, "text"),
        ({**INK, "style": {"color": "red"}}, "style.color"),
        ({**INK, "style": {"color": "#12345"}}, "style.color"),
        ({**INK, "style": {"width": -1}}, "style.width"),
        ({**INK, "style": {"opacity": 2}}, "style.opacity"),
        ({**INK, "style": []}, "style"),
    ],
)
def test_bad_marks(mark: dict[str, Any], field: str) -> None:
    found = annotations.validate(mark, pages=2)
    assert [problem[0] for problem in found] == [field]
    assert all(message.endswith(".") and code for _, message, code in found)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("page", "geometry", "text", "style"), _json)), _json)
def test_any_json_is_judged(mark: dict[str, Any], inner: Any) -> None:
    for kind in annotations.KINDS:
        annotations.validate({**mark, "kind": kind})
        annotations.validate({**mark, "kind": kind, "geometry": {"strokes": inner, "quads": inner, "rect": inner}})


def test_recipients_in_the_ministrys_order() -> None:
    items = [
        Recipient(id=f"{group}-{name}", name=f"Sở Y tế {name}", code=name, group=group)
        for group in (*recipients.GROUPS, "unheard-of")
        for name in (*recipients.PROVINCES, *recipients.CITIES)
    ]
    random.Random(3).shuffle(items)
    groups = recipients.grouped(items)
    assert [group.name for group in groups[:5]] == [
        "Bộ",
        "Cơ quan ngang Bộ",
        "Cơ quan thuộc Chính phủ",
        "Sở Y tế các tỉnh, thành phố",
        "Ủy ban nhân dân các tỉnh, thành phố",
    ]
    assert all(is_sorted([one.name for one in group.items]) for group in groups)
    assert len(groups[-1].items) == 2 * 34  # what belongs nowhere stands among all others
    assert sum(len(group.items) for group in groups) == len(items)
    hit = recipients.found(groups, "so y te da nang")
    assert {one.name for group in hit for one in group.items} == {"Sở Y tế Đà Nẵng"}


def test_order_of_groups_is_configuration() -> None:
    order = {"other": "Khác", "ministry": "Bộ"}
    assert [group.key for group in recipients.grouped([], order)] == ["other", "ministry"]


def test_thirty_four_provinces() -> None:
    assert len({*recipients.CITIES, *recipients.PROVINCES}) == 34


def test_watermark_names_the_reader() -> None:
    who = watermark.Identity(
        account="thutruong1",
        full_name="Nguyễn Văn Mẫu",
        at="2026-12-31T17:05:59Z",
        copy_id="C-7",
        record_number="05/QĐ-BYT",
    )
    assert watermark.line(who) == "thutruong1 · Nguyễn Văn Mẫu · 01/01/2027 00:05 · C-7"
    assert watermark.lines(who)[1] == "05/QĐ-BYT · Bản xem, không có giá trị xác thực"
    assert watermark.line(replace(who, copy_id="")).endswith("00:05")
