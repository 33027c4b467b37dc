"""Incoming documents of the demo's year: from outside agencies, and from units of the ministry itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

from voffice_desktop.domain.records import Assignment, IncomingDocument, IncomingStatus, Urgency
from voffice_desktop.pdf.typeset.sheet import Place
from voffice_desktop.server.demo import ink, wording
from voffice_desktop.server.demo.files import AnnexRecipe, FilePlan, LetterRecipe, RealRecipe, real_pdfs
from voffice_desktop.server.demo.fixed import (
    NOW,
    add_working_days,
    dice,
    fixed_id,
    office_time,
    vietnam_date,
    working_day,
)
from voffice_desktop.server.demo.ledger import Ledger
from voffice_desktop.server.demo.ministry import CLERKS, HEADS, OFFICERS
from voffice_desktop.server.demo.outgoing import Delivery, paper_day
from voffice_desktop.server.demo.outside import Sender

_COUNTS = {"BYT": 124, "KCB": 92, "QLD": 60, "VPB": 26, "TTRB": 22}
_TAIL: tuple[IncomingStatus, ...] = (
    "completed", "processing", "assigned", "refused", "recalled", "processing", "assigned", "registered", "assigned",
    "processing", "registered", "arrived", "registered", "arrived", "arrived",
)  # fmt: skip
_OFFICES = {
    "ministry": ("VP", "KHTC", "PC", "TCCB"),
    "ministerial_agency": ("KGVX", "TCCV", "TTĐT"),
    "government_agency": ("VP", "KHTC"),
    "health_department": ("NVY", "NVD", "TCCB", "KHTC", "VP"),
    "provincial_committee": ("VX", "KGVX", "NC", "TH"),
    "other": ("KHTH", "TCCB", "QLCL", "VT"),
}
_GROUPS = (
    "health_department",
    "provincial_committee",
    "ministry",
    "ministerial_agency",
    "government_agency",
    "other",
)
_HAND_SPACE = Place(1, 330, 690, 560, 730)
"""The blank between the date line and the title or the addressee."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    at: datetime
    make: Callable[[int | None], None]
    registered: bool


def needs_number(status: IncomingStatus) -> bool:
    """Whether a document in that state stands in the book."""
    return status not in ("arrived", "refused")


def make_incoming(ledger: Ledger, deliveries: list[Delivery], real_files: Path | None) -> None:
    """Lay down all incoming documents, each unit's in the order of arrival, so that its book has no gap."""
    for unit, count in _COUNTS.items():
        arrivals = [_outside(ledger, unit, index, count, real_files) for index in range(count)]
        arrivals += [
            _inside(ledger, delivery, place) for place, delivery in enumerate(deliveries) if delivery.unit == unit
        ]
        arrivals.sort(key=lambda arrival: arrival.at)
        number = 0
        for arrival in arrivals:
            number += arrival.registered
            arrival.make(number if arrival.registered else None)


def _status(index: int, count: int, chance: Random) -> IncomingStatus:
    from_end = count - index
    if from_end <= len(_TAIL):
        return _TAIL[len(_TAIL) - from_end]
    return chance.choices(
        ("completed", "processing", "assigned", "registered", "refused", "recalled"), (82, 7, 4, 2, 2, 3)
    )[0]


def _outside(ledger: Ledger, unit: str, index: int, count: int, real_files: Path | None) -> _Arrival:
    name = f"in/{unit}/{index}"
    chance = dice(name)
    day = working_day(paper_day(index, count, len(_TAIL)))
    at = min(office_time(day, chance.randrange(480)), NOW - timedelta(minutes=50 - index % 40))
    status = _status(index, count, chance)

    def make(number: int | None) -> None:
        sender = chance.choice(ledger.outside.by_group[chance.choices(_GROUPS, (40, 18, 14, 10, 4, 14))[0]])
        type_code = chance.choice(("CV", "CV", "CV", "CV", "BC", "TTr", "KH", "TB", "QĐ", "GM", "CĐ"))
        summary, topic = wording.subject(chance, type_code, unit)
        urgency: Urgency = chance.choices(("normal", "urgent", "very_urgent", "express"), (78, 13, 5, 4))[0]
        issued = working_day(vietnam_date(at) - timedelta(days=chance.randint(0, 4)))
        recipe = outside_letter(ledger, chance, sender, unit, name, type_code, summary, topic, urgency, issued)
        if recipe.scanned and status in ("arrived", "refused", "recalled"):
            # These states belong to papers that came over the exchange; paper is registered when it is scanned.
            recipe = replace(recipe, scanned=False)
        symbol = f"{recipe.number:02d}/{recipe.notation}"
        record_id = fixed_id(name, at)
        files = _outside_files(ledger, name, record_id, unit, at, recipe, chance, real_files, index)
        parts = assignments(ledger, name, unit, status, at, chance)
        document = IncomingDocument(
            id=record_id,
            version=_version(status),
            unit_id=ledger.unit(unit),
            book_id=ledger.ministry.book_id(unit, "incoming") if number is not None else None,
            arrival_number=number,
            arrival_date=vietnam_date(at).isoformat() if number is not None else None,
            issuer_name=sender.recipient.name,
            issuer_code=sender.recipient.code,
            symbol=symbol,
            issued_on=issued.isoformat(),
            type_code=type_code,
            summary=summary,
            urgency=urgency,
            signer_name=recipe.signer_name,
            signer_title=recipe.capacity[-1].capitalize(),
            reply_due=add_working_days(issued, 10).isoformat() if chance.random() < 0.3 else None,
            retention=chance.choice(("", "5 năm", "10 năm", "Vĩnh viễn")),
            status=status,
            due=parts[0].due if parts else None,
            assignments=parts,
            file_ids=[file.id for file in files] if status != "recalled" else [],
            exchange={"channel": "axis", "document_id": f"{sender.recipient.code},{issued:%Y/%m/%d},{symbol}"}
            if not recipe.scanned
            else None,
        )
        ledger.put(document, ledger.user(CLERKS[unit]))
        if status != "recalled":
            ledger.files.extend(files)
            _ink(ledger, document, files[0], chance)
        timeline(ledger, unit, document, at, chance)

    return _Arrival(at, make, needs_number(status))


def outside_letter(
    ledger: Ledger,
    chance: Random,
    sender: Sender,
    unit: str,
    name: str,
    type_code: str,
    summary: str,
    topic: str,
    urgency: Urgency,
    issued: date,
) -> LetterRecipe:
    """A paper of an outside agency to a unit of the ministry."""
    office = chance.choice(_OFFICES[sender.recipient.group])
    deputy = chance.random() < 0.65
    receiver = ledger.ministry.unit_by_code[unit].name
    addressed = type_code in ("CV", "BC", "TTr", "GM")
    number = 1 + issued.timetuple().tm_yday * 11 + chance.randrange(11) if office != "TH" else chance.randint(1, 9)
    return LetterRecipe(
        seed=name,
        parent=sender.parent,
        issuer=sender.issuer,
        number=number,
        notation=f"{sender.symbol}-{office}" if type_code == "CV" else f"{type_code}-{sender.symbol}",
        place=sender.place,
        issued_on=issued,
        written_on=issued,
        type_code=type_code,
        summary=summary,
        topic=topic,
        me=sender.recipient.name,
        authority=f"{sender.head} {sender.issuer}",
        to=(receiver,) if addressed else (),
        capacity=(f"KT. {sender.head}", sender.deputy) if deputy else (sender.head,),
        signer_name=wording.sample_name(chance),
        recipients=("Như trên" if addressed else receiver, "Lãnh đạo đơn vị (để báo cáo)"),
        archive=f"VT, {office}",
        urgency=urgency,
        length=chance.choice((0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4)),
        inked=True,
        scanned=chance.random() < 0.08,
    )


def _outside_files(
    ledger: Ledger,
    name: str,
    record_id: str,
    unit: str,
    at: datetime,
    recipe: LetterRecipe,
    chance: Random,
    real_files: Path | None,
    index: int,
) -> list[FilePlan]:
    number = f"{recipe.number:02d}-{recipe.notation}"
    shown = f"{wording.TYPE_WORDS[recipe.type_code]} {number}{' (bản quét)' if recipe.scanned else ''}.pdf"
    if recipe.scanned and recipe.length > 2:
        recipe = replace(recipe, length=1)
    main = FilePlan(
        id=fixed_id(f"{name}/main", at),
        name=shown,
        role="main",
        owner_kind="incoming_document",
        owner_id=record_id,
        created_by=ledger.user(CLERKS[unit]),
        recipe=recipe,
    )
    files = [main]
    if chance.random() < 0.15:
        annex = AnnexRecipe(name, recipe.topic, recipe.me, recipe.written_on)
        files.append(
            replace(main, id=fixed_id(f"{name}/annex", at), name="Phụ lục.pdf", role="attachment", recipe=annex)
        )
    if real_files is not None and index % 10 == 4:
        found = real_pdfs(real_files)
        if found:
            path = found[(index // 10 + sum(map(ord, unit))) % len(found)]
            files.append(
                replace(
                    main,
                    id=fixed_id(f"{name}/real/{path.name}", at),
                    name=path.name,
                    role="attachment",
                    recipe=RealRecipe(path),
                )
            )
    return files


def _inside(ledger: Ledger, delivery: Delivery, place: int) -> _Arrival:
    name = f"in/internal/{place}"
    chance, unit, sent, status = dice(name), delivery.unit, delivery.document, delivery.status

    def make(number: int | None) -> None:
        record_id = fixed_id(name, delivery.at)
        clerk = ledger.user(CLERKS[unit])
        files = [
            replace(
                file,
                id=fixed_id(f"{name}/{order}", delivery.at),
                owner_kind="incoming_document",
                owner_id=record_id,
                created_by=clerk,
                copy_of=file.id,
            )
            for order, file in enumerate(delivery.files)
        ]
        parts = assignments(ledger, name, unit, status, delivery.at, chance)
        exchange: dict[str, Any] = {
            "channel": "internal",
            "outgoing_document_id": sent.id,
            "sender_unit_id": sent.unit_id,
        }
        if delivery.recall is not None:
            exchange["recall"] = delivery.recall
        document = IncomingDocument(
            id=record_id,
            version=_version(status),
            unit_id=ledger.unit(unit),
            book_id=ledger.ministry.book_id(unit, "incoming") if number is not None else None,
            arrival_number=number,
            arrival_date=vietnam_date(delivery.at).isoformat() if number is not None else None,
            issuer_name=delivery.issuer,
            issuer_code=next(one.agency_code for one in ledger.ministry.units if one.id == sent.unit_id),
            symbol=sent.symbol,
            issued_on=sent.issued_on,
            type_code=sent.type_code,
            summary=sent.summary,
            urgency=sent.urgency,
            signer_name=sent.signer_name,
            signer_title=sent.signer_title,
            status=status,
            due=parts[0].due if parts else None,
            assignments=parts,
            file_ids=[file.id for file in files] if status != "recalled" else [],
            exchange=exchange,
        )
        ledger.put(document, clerk)
        if status != "recalled":
            ledger.files.extend(files)
        timeline(ledger, unit, document, delivery.at, chance)
        if delivery.recall is not None and delivery.recall["accepted"] is None:
            asked = datetime.fromisoformat(delivery.recall["asked_at"])
            ledger.event(
                "incoming_document", record_id, files[0].created_by, asked, "recall_asked", delivery.recall["reason"]
            )

    return _Arrival(delivery.at, make, needs_number(status))


def _version(status: IncomingStatus) -> int:
    steps = {
        "arrived": 1,
        "registered": 2,
        "refused": 2,
        "assigned": 3,
        "processing": 4,
        "completed": 5,
        "recalled": 4,
    }
    return steps[status]


def assignments(
    ledger: Ledger, name: str, unit: str, status: IncomingStatus, at: datetime, chance: Random
) -> list[Assignment]:
    """Who deals with a document: the clerk's hand to a leader or head, then theirs to units or officers. Exactly one
    lead at each level (that is, for each person who directed)."""
    if status not in ("assigned", "processing", "completed"):
        return []
    due = add_working_days(vietnam_date(at), chance.randint(4, 20)).isoformat()
    clerk = ledger.user(CLERKS[unit])
    top = chance.choice(("botruong", "thutruong1", "thutruong2")) if unit == "BYT" else HEADS[unit]
    parts: list[Assignment] = []

    def part(kind: Literal["user", "unit"], who: str, role: Literal["lead", "coordinate", "inform"], by: str) -> None:
        leads_on = status == "processing" and role == "lead" and bool(parts)
        state = "completed" if status == "completed" else "processing" if leads_on else "assigned"
        text = chance.choice(wording.DIRECTIONS) if role == "lead" else ""
        parts.append(
            Assignment(
                id=fixed_id(f"{name}/part/{len(parts)}", at),
                assignee_kind=kind,
                assignee_id=who,
                role=role,
                due=due if role != "inform" else None,
                note=text,
                status=state,
                by=by,
                parent_id=parts[0].id if parts else None,
            )
        )

    part("user", ledger.user(top), "lead", clerk)
    if status == "assigned" and chance.random() < 0.4:
        return parts
    director = ledger.user(top)
    if unit == "BYT":
        chosen = chance.sample(("KCB", "QLD", "VPB", "TTRB"), 3)
        part("unit", ledger.unit(chosen[0]), "lead", director)
        if chance.random() < 0.6:
            part("unit", ledger.unit(chosen[1]), "coordinate", director)
        if chance.random() < 0.3:
            part("unit", ledger.unit(chosen[2]), "inform", director)
    else:
        officers = list(OFFICERS[unit])
        chance.shuffle(officers)
        part("user", ledger.user(officers[0]), "lead", director)
        if len(officers) > 1 and chance.random() < 0.4:
            part("user", ledger.user(officers[1]), "coordinate", director)
    return parts


def timeline(ledger: Ledger, unit: str, document: IncomingDocument, at: datetime, chance: Random) -> None:
    """The events that brought the document to its state."""
    clerk = ledger.user(CLERKS[unit])
    step = min(timedelta(hours=3), (NOW - at) / 8)

    def event(actor: str, steps: float, action: str, note: str = "") -> None:
        ledger.event("incoming_document", document.id, actor, at + step * steps, action, note)

    if document.exchange is not None:
        event(clerk, 0, "arrived")
    if document.status == "refused":
        event(clerk, 1, "refused", "Văn bản gửi nhầm địa chỉ.")
        return
    if document.arrival_number is None:
        return
    event(clerk, 0.5, "registered", f"Số đến {document.arrival_number}")
    if document.status == "recalled":
        event(clerk, 4, "recalled", "Cơ quan gửi đề nghị thu hồi.")
        return
    for level, by in enumerate(dict.fromkeys(part.by for part in document.assignments)):
        note = next(part.note for part in document.assignments if part.by == by)
        event(by or clerk, 1.5 + level, "assigned", note)
    if not document.assignments:
        return
    last = document.assignments[-1] if len(document.assignments) == 1 else document.assignments[1]
    doer = last.assignee_id
    if last.assignee_kind == "unit":
        code = next(one.code for one in ledger.ministry.units if one.id == doer)
        doer = ledger.user(HEADS[code])
    if document.status in ("processing", "completed"):
        event(doer, 4, "started")
        if chance.random() < 0.25:
            event(doer, 5, "commented", chance.choice(wording.REPORTS))
    if document.status == "completed":
        event(doer, 7, "completed", chance.choice(wording.RESULTS))


def _ink(ledger: Ledger, document: IncomingDocument, file: FilePlan, chance: Random) -> None:
    """A leader's bút phê in the free space of the head, and a highlight, on some of the directed documents."""
    directed = [part.by for part in document.assignments if part.by is not None]
    if len(dict.fromkeys(directed)) < 2 or chance.random() > 0.35:
        return
    at = min(NOW, office_time(vietnam_date(NOW), 0))
    when = min(at, _moment(document) + timedelta(hours=1))
    ledger.mark(
        ink.ink(file, directed[-1], when, _HAND_SPACE, 1 + (document.type_code == "CV"), red=chance.random() < 0.3),
        document.id,
    )
    recipe = file.recipe
    if isinstance(recipe, LetterRecipe) and not recipe.scanned and chance.random() < 0.5:
        mark = ink.highlight(file, recipe, directed[-1], when)
        if mark is not None:
            ledger.mark(mark, document.id)


def _moment(document: IncomingDocument) -> datetime:
    return office_time(date.fromisoformat(document.arrival_date or "2026-01-05"), 0)
