"""The server and the domain's tables say the same of every act: random people try random things with a slip, a
document and a task, and each time the answer is what the table says of the record as it then was."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.server import signers
from tests.contract.server.office import Office, draft_pdf, good
from tests.ministry import Person
from voffice_desktop.clock import utc_now
from voffice_desktop.domain import incoming, outgoing, slips, tasks
from voffice_desktop.domain.calendar import vietnam_date
from voffice_desktop.domain.incoming import IncomingContext
from voffice_desktop.domain.outgoing_fields import OutgoingContext
from voffice_desktop.domain.records import (
    Actor,
    Book,
    IncomingDocument,
    OutgoingDocument,
    Refusal,
    Slip,
    Task,
    User,
)
from voffice_desktop.domain.slips import SlipContext
from voffice_desktop.domain.tasks import TaskContext
from voffice_desktop.protocol import codec
from voffice_desktop.server import times

STEPS = 600 if os.environ.get("VOFFICE_LONG") else 60
PEOPLE = (
    "chuyenvien.kcb",
    "truongphong.kcb",
    "cuctruong.kcb",
    "vanthu.kcb",
    "thuky.tt1",
    "thuky.tt2",
    "thutruong1",
    "chuyenvien.qld",
    "admin",
)
STATUS = {"forbidden": 403, "wrong_state": 409, "revision_changed": 409, "invalid": 422, "duplicate": 409}


def actor(person: Person) -> Actor:
    return Actor.of(codec.from_plain(person.user, User))


def expected(refusal: Refusal | None) -> int:
    return 200 if refusal is None else STATUS[refusal.code]


def read(office: Office, path: str, kind: Any) -> Any:
    """The record, as whoever sees it reads it."""
    for account in PEOPLE:
        answer = office.person(account).get(path)
        if answer.status_code == 200:
            return codec.from_plain(answer.json(), kind)
    raise AssertionError(f"nobody sees {path}")


def tried(
    office: Office, path: str, kind: Any, table: Any, acts: Iterator[tuple[str, str, dict[str, Any], Any]]
) -> set:
    """Try the acts; returns the states that were reached."""
    reached = set()
    for account, action, body, context in acts:
        record = read(office, path, kind)
        reached.add(getattr(record, "state", None) or record.status)
        person = office.person(account)
        seen = person.get(path).status_code == 200
        wanted = expected(table.check(record, action, actor(person), body, context)) if seen else 404
        answer = person.post(f"{path}/{action}", body)
        assert answer.status_code == wanted, (account, action, body, record, answer.text)
        after = read(office, path, kind)
        changed = after.version != record.version
        assert answer.status_code == 200 or not changed
        if changed:
            assert after.version == record.version + 1, (action, after.version, record.version)
    return reached


@pytest.mark.parametrize("seed", range(2))
def test_slips(office: Office, seed: int) -> None:
    dice, drafter = random.Random(seed), office.person("chuyenvien.kcb")
    route = ("truongphong.kcb",) if seed else ()
    slip = office.slip(drafter, "thutruong1", *route)
    context = SlipContext(leader_has_secretaries=True, pdf_roles={"draft": 1})
    actions = [name for name in slips.ACTIONS if name not in ("edit", "cancel")]

    def acts() -> Iterator[tuple[str, str, dict[str, Any], Any]]:
        for step in range(STEPS // 2):
            body: dict[str, Any] = {"comment": dice.choice(["Đồng ý", "", "Sửa"]), "text": "Ý kiến"}
            body["revision"] = dice.choice([1, 1, 2, 3, 4, "x"])
            body["user_id"] = office.id_of(dice.choice(("chuyenvien.qld", "vanthu.kcb")))
            body["question"] = "Hỏi"
            # Approval ends the walk: let it come late.
            names = actions if step > STEPS // 3 else [name for name in actions if name != "approve"]
            yield dice.choice(PEOPLE[:8]), dice.choice(names), body, context

    # Consultations are answered by those asked only where the id is named: 422 without it, as the table says.
    reached = tried(office, f"/slips/{slip['id']}", Slip, slips, acts())
    assert "draft" in reached


def test_incoming_documents(office: Office) -> None:
    dice, clerk = random.Random(5), office.person("vanthu.kcb")
    document = office.incoming(clerk, files=[{"id": clerk.upload(draft_pdf()), "role": "main"}])
    directing = {"cuctruong.kcb", "truongphong.kcb", "thutruong1"}
    context = IncomingContext(directors=frozenset(office.id_of(account) for account in directing))

    def acts() -> Iterator[tuple[str, str, dict[str, Any], Any]]:
        for step in range(STEPS // 2):
            account = dice.choice(PEOPLE[:8])
            action = dice.choice(["assign", "assign", "start", "comment", "recall-answer", "register", "refuse"])
            if step > STEPS // 3 and dice.random() < 0.2:
                action = "complete"
            given = [
                {"assignee_kind": "user", "assignee_id": office.id_of(who), "role": role}
                for who, role in zip(
                    dice.sample(PEOPLE[:7], 2), dice.choice([("lead", "coordinate"), ("lead", "inform")]), strict=True
                )
            ]
            yield account, action, {"assignments": given, "text": "Ý kiến", "reason": "x", "accept": True}, context

    reached = tried(office, f"/incoming-documents/{document['id']}", IncomingDocument, incoming, acts())
    assert "registered" in reached


def test_outgoing_documents(office: Office) -> None:
    dice = random.Random(3)
    clerk = office.person("vanthu.kcb")
    document = office.approved(type_code="CV")
    path = f"/outgoing-documents/{document['id']}"
    books = {book["id"]: codec.from_plain(book, Book) for book in good(clerk.get("/books?limit=100"), 200)["items"]}
    known = {one["id"]: one["name"] for one in good(clerk.get("/recipients"), 200)["items"]}
    issued = good(clerk.get("/outgoing-documents?status=dispatched&limit=1"), 200)["items"][0]
    other = codec.from_plain(issued, OutgoingDocument)
    own_book, wrong_book = office.book("KCB", "outgoing"), office.book("KCB", "incoming")
    people = ("vanthu.kcb", "vanthu.kcb", "cuctruong.kcb", "chuyenvien.kcb", "truongphong.kcb", "vanthu.qld", "admin")

    def acts(names: tuple[str, ...], steps: int) -> Iterator[tuple[str, str, dict[str, Any], Any]]:
        for _ in range(steps):
            body: dict[str, Any] = {
                "book_id": dice.choice([own_book, wrong_book, "x"]),
                "issued_on": dice.choice(["2026-11-20", "20/11/2026"]),
                "recipient_ids": dice.choice([dice.sample(sorted(known), 2), [], ["x"]]),
                "with_id": dice.choice([other.id, document["id"], "x"]),
                "reason": dice.choice(["Nhầm số liệu", ""]),
            }
            replacement = other if body["with_id"] == other.id else None
            if body["with_id"] == document["id"]:
                replacement = read(office, path, OutgoingDocument)
            context = OutgoingContext(
                book=books.get(body["book_id"]),
                recipients=known,
                replacement=replacement,
                main_pdfs=1,
                today=vietnam_date(times.stamp(utc_now())),
            )
            yield dice.choice(people), dice.choice(names), body, context

    early = ("approve", "number", "dispatch", "recall", "resend")
    reached = tried(office, path, OutgoingDocument, outgoing, acts(early, STEPS // 3))
    if read(office, path, OutgoingDocument).status == "approved":
        good(clerk.post(f"{path}/number", {"book_id": own_book}), 200)
    signers.agency(office, document, "vanthu.kcb", "KCB")
    late = ("number", "dispatch", "recall", "replace", "resend", "correct")
    reached |= tried(office, path, OutgoingDocument, outgoing, acts(late, STEPS // 2))
    assert {"approved", "signed"} <= reached


def test_tasks(office: Office) -> None:
    dice = random.Random(9)
    body = {"title": "Việc", "unit_id": office.unit("KCB"), "due": "2026-12-20"}
    task = good(office.person("thutruong1").post("/tasks", body), 201)
    context = TaskContext()
    actions = [name for name in tasks.ACTIONS if name not in ("edit", "cancel", "refuse")]

    def acts() -> Iterator[tuple[str, str, dict[str, Any], Any]]:
        for _ in range(STEPS):
            what = {
                "executor_ids": [office.id_of(dice.choice(("chuyenvien.kcb", "truongphong.kcb")))],
                "percent": dice.choice([10, 50, 100, 101]),
                "text": "Nội dung",
                "comment": "Bổ sung",
                "reason": "Chờ số liệu",
                "accept": dice.random() < 0.5,
            }
            account = dice.choice(("thutruong1", "cuctruong.kcb", "chuyenvien.kcb", "truongphong.kcb", "admin"))
            yield account, dice.choice(actions), what, context

    reached = tried(office, f"/tasks/{task['id']}", Task, tasks, acts())
    assert len(reached) >= 3
