"""Earlier years for load tests: many finished documents, made one after another without keeping any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from voffice_desktop.domain.records import (
    Event,
    IncomingDocument,
    IncomingStatus,
    OutgoingDocument,
    OutgoingRecipient,
    RouteStep,
    Slip,
    TaskState,
)
from voffice_desktop.server.demo import wording
from voffice_desktop.server.demo.files import FilePlan
from voffice_desktop.server.demo.fixed import dice, fixed_id, office_time, utc, working_day
from voffice_desktop.server.demo.incoming import assignments, outside_letter
from voffice_desktop.server.demo.ledger import Ledger, Planned
from voffice_desktop.server.demo.ministry import CLERKS, HEADS, OFFICERS
from voffice_desktop.server.demo.outside import Sender
from voffice_desktop.server.demo.papers import notation
from voffice_desktop.server.demo.slips import reviewers
from voffice_desktop.server.demo.tasks import make_task

YEARS = (2021, 2022, 2023, 2024, 2025)
_INCOMING, _OUTGOING, _TASKS = 290, 110, 60
"""Records that one step of scale adds; four of eleven outgoing documents bring a slip with them."""
_IN_SHARES = {"BYT": 0.5, "KCB": 0.22, "QLD": 0.16, "VPB": 0.07, "TTRB": 0.05}
_OUT_SHARES = {"BYT": 0.5, "KCB": 0.3, "QLD": 0.2}
_TYPES = ("CV", "CV", "CV", "BC", "TTr", "KH", "TB", "QĐ", "GM")
_STATUSES: tuple[IncomingStatus, ...] = ("completed",) * 46 + ("processing", "processing", "assigned", "registered")
_SIGNERS = {"BYT": "thutruong1", "KCB": "cuctruong.kcb", "QLD": "cuctruong.qld"}


@dataclass(frozen=True, slots=True)
class Archived:
    """A record of the archive, and its file where it still gets one."""

    planned: Planned
    file: FilePlan | None = None


def archive(ledger: Ledger, scale: int, file_budget: int) -> Iterator[Archived]:
    """The records that ``scale`` adds to the demo's year, each after those it refers to. The first ``file_budget``
    incoming documents have a file. Register numbers run gap-free within each book and year."""
    steps = scale - 1
    for position, year in enumerate(YEARS):
        for unit, share in _IN_SHARES.items():
            count = _part(steps * _INCOMING * share, position)
            for item in _incoming(ledger, year, unit, count, file_budget):
                file_budget -= item.file is not None
                yield item
        for unit, share in _OUT_SHARES.items():
            yield from _outgoing(ledger, year, unit, _part(steps * _OUTGOING * share, position))
        yield from _tasks(ledger, year, _part(steps * _TASKS, position))


def _part(total: float, position: int) -> int:
    """This year's share of ``total``, so that the years together make the whole."""
    whole = round(total)
    return whole * (position + 1) // len(YEARS) - whole * position // len(YEARS)


def _day(year: int, index: int, count: int) -> date:
    return max(date(year, 1, 1), working_day(date(year, 1, 2) + timedelta(days=index * 360 // count)))


def _event(kind: str, subject_id: str, actor_id: str, at: str, action: str, key: str) -> Archived:
    event = Event(id=key, subject_kind=kind, subject_id=subject_id, actor_id=actor_id, at=at, action=action)
    return Archived(Planned(event, subject_id, actor_id))


def _incoming(ledger: Ledger, year: int, unit: str, count: int, file_budget: int) -> Iterator[Archived]:
    chance = dice(f"archive/in/{year}/{unit}")
    unit_id, clerk = ledger.unit(unit), ledger.user(CLERKS[unit])
    book, senders = ledger.ministry.book_id(unit, "incoming"), ledger.outside.senders
    for index in range(count):
        name = f"a/in/{year}/{unit}/{index}"
        day = _day(year, index, count)
        at = office_time(day, index % 480)
        sender: Sender = chance.choice(senders)
        type_code = chance.choice(_TYPES)
        summary, topic = wording.subject(chance, type_code, unit)
        summary = summary.replace("2026", str(year))
        status = chance.choice(_STATUSES)
        record_id = fixed_id(name, at)
        issued = day - timedelta(days=index % 5)
        file = None
        signer, title = "", sender.head.capitalize()
        symbol = (
            f"{index + 1:02d}/{sender.symbol}-{type_code}" if type_code != "CV" else f"{index + 1}/{sender.symbol}"
        )
        if index < file_budget:
            own = Random(index)
            recipe = outside_letter(
                ledger, own, sender, unit, name, type_code, summary, topic, "normal", max(issued, date(year, 1, 1))
            )
            # A load test needs no pictures of pages: a scan takes as long to make as thirty letters.
            recipe = replace(recipe, scanned=False)
            file = FilePlan(
                id=fixed_id(f"{name}/main", at),
                name=f"{wording.TYPE_WORDS[type_code]} {recipe.number:02d}-{recipe.notation}.pdf",
                role="main",
                owner_kind="incoming_document",
                owner_id=record_id,
                created_by=clerk,
                recipe=recipe,
            )
            signer, title = recipe.signer_name, recipe.capacity[-1].capitalize()
            symbol = f"{recipe.number:02d}/{recipe.notation}"
        parts = assignments(ledger, name, unit, status, at, chance)
        document = IncomingDocument(
            id=record_id,
            version=2,
            unit_id=unit_id,
            book_id=book,
            arrival_number=index + 1,
            arrival_date=day.isoformat(),
            issuer_name=sender.recipient.name,
            issuer_code=sender.recipient.code,
            symbol=symbol,
            issued_on=issued.isoformat(),
            type_code=type_code,
            summary=summary,
            signer_name=signer,
            signer_title=title,
            status=status,
            due=parts[0].due if parts else None,
            assignments=parts,
            file_ids=[file.id] if file is not None else [],
        )
        yield Archived(Planned(document, None, clerk), file)
        yield _event("incoming_document", record_id, clerk, utc(at), "registered", fixed_id(f"{name}/e", at))


def _outgoing(ledger: Ledger, year: int, unit: str, count: int) -> Iterator[Archived]:
    chance = dice(f"archive/out/{year}/{unit}")
    unit_id, clerk = ledger.unit(unit), ledger.user(CLERKS[unit])
    book, recipients = ledger.ministry.book_id(unit, "outgoing"), ledger.outside.senders
    person = ledger.ministry.user_by_account[_SIGNERS[unit]]
    for index in range(count):
        name = f"a/out/{year}/{unit}/{index}"
        day = _day(year, index, count)
        at = office_time(day, index % 480)
        stamp, record_id = utc(at), fixed_id(name, at)
        drafting = "QLD" if unit == "QLD" or (unit == "BYT" and index % 3 == 0) else "KCB"
        type_code = chance.choice(_TYPES)
        summary, topic = wording.subject(chance, type_code, drafting)
        summary = summary.replace("2026", str(year))
        slip_id = None
        if index % 11 in (1, 4, 7, 10):
            slip = _slip(ledger, name, unit, drafting, record_id, type_code, summary, topic, index)
            slip_id = slip.id
            yield Archived(Planned(slip, None, slip.drafter_id))
        chosen = chance.sample(recipients, 3)
        document = OutgoingDocument(
            id=record_id,
            version=5,
            unit_id=unit_id,
            slip_id=slip_id,
            book_id=book,
            number=index + 1,
            symbol=f"{index + 1:02d}/{notation(type_code, unit, drafting)}",
            type_code=type_code,
            summary=summary,
            issued_on=day.isoformat(),
            signer_id=person.id,
            signer_name=person.full_name,
            signer_title=person.title,
            status="dispatched",
            recipients=[
                OutgoingRecipient(
                    recipient_id=one.recipient.id, name=one.recipient.name, status="06", status_at=stamp
                )
                for one in chosen
            ],
        )
        yield Archived(Planned(document, None, clerk))
        yield _event("outgoing_document", record_id, clerk, stamp, "dispatched", fixed_id(f"{name}/e", at))


def _slip(
    ledger: Ledger,
    name: str,
    unit: str,
    drafting: str,
    document_id: str,
    type_code: str,
    summary: str,
    topic: str,
    index: int,
) -> Slip:
    """An approved slip of an earlier year, without its dossier's files."""
    drafter = ledger.ministry.user_by_account[f"chuyenvien.{drafting.lower()}"]
    leader = _SIGNERS[unit]
    return Slip(
        id=fixed_id(f"{name}/slip", office_time(date(int(name.split("/")[2]), 1, 2), index)),
        version=6,
        code=f"{drafting}-{name.split('/')[2]}-{index:05d}",
        title=f"Trình ký {wording.TYPE_WORDS[type_code]}: {summary}",
        content=f"Hồ sơ về {topic}.",
        proposal="Kính trình lãnh đạo xem xét, ký ban hành.",
        drafter_id=drafter.id,
        unit_id=drafter.unit_id,
        issuing_unit_id=ledger.unit(unit),
        leader_id=ledger.user(leader),
        route=[
            RouteStep(position=number, user_id=ledger.user(account), state="endorsed")
            for number, account in enumerate(reviewers(leader, drafter.account), start=1)
        ],
        state="approved",
        reached_secretary=unit == "BYT",
        outgoing_document_id=document_id,
        type_code=type_code,
        frozen_revision=1,
        last_actor_id=ledger.user(leader),
        last_action="approve",
    )


def _tasks(ledger: Ledger, year: int, count: int) -> Iterator[Archived]:
    states: tuple[TaskState, ...] = ("completed",) * 18 + ("in_progress", "cancelled")
    units = tuple(unit for unit in HEADS if unit in OFFICERS)
    for index in range(count):
        unit = units[index % len(units)]
        start = office_time(_day(year, index, count), index % 480)
        make_task(ledger, f"a/task/{year}/{index}", states[index % len(states)], unit, start, brief=True)
        yield Archived(ledger.tasks.pop())
