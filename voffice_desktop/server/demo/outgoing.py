"""Outgoing documents of the demo's year, some born of slips, some received within the ministry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from voffice_desktop.domain.exchange import asked_back
from voffice_desktop.domain.records import (
    ExchangeStatus,
    IncomingStatus,
    OutgoingDocument,
    OutgoingRecipient,
    OutgoingStatus,
    Urgency,
)
from voffice_desktop.server.demo import wording
from voffice_desktop.server.demo.files import AnnexRecipe, FilePlan, SignaturePlan
from voffice_desktop.server.demo.fixed import NOW, dice, fixed_id, office_time, utc, working_day
from voffice_desktop.server.demo.ledger import Ledger
from voffice_desktop.server.demo.ministry import CLERKS, SIGNING_LEADERS, SIGNING_UNITS
from voffice_desktop.server.demo.papers import file_name, internal_letter, notation
from voffice_desktop.server.demo.slips import Life, SlipWish, lead, pick_recipients

_FIRST, _SETTLED, _LAST = date(2026, 1, 5), date(2026, 11, 4), date(2026, 11, 19)
_RECALL = "Văn bản có sai sót về nội dung."
_COUNTS = {"BYT": 62, "KCB": 46, "QLD": 26}
_TAIL: tuple[OutgoingStatus, ...] = (
    "dispatched", "dispatched", "dispatched", "signed", "signed", "numbered", "numbered", "numbered", "approved",
    "approved", "approved", "approved", "draft", "draft",
)  # fmt: skip
"""The last documents of each unit, oldest first: work waiting for the clerk and the leader."""
_SIGNERS = {
    "BYT": ("thutruong1", "thutruong2", "thutruong1", "botruong"),
    "KCB": ("cuctruong.kcb",),
    "QLD": ("cuctruong.qld",),
}
_EXCHANGE: dict[IncomingStatus, ExchangeStatus] = {
    "arrived": "01",
    "registered": "03",
    "assigned": "04",
    "processing": "05",
    "completed": "06",
    "refused": "02",
    "recalled": "15",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A dispatched document on its way into a unit of the ministry."""

    unit: str
    at: datetime
    document: OutgoingDocument
    files: tuple[FilePlan, ...]
    status: IncomingStatus
    issuer: str
    recall: dict[str, Any] | None = None
    """``exchange.recall`` of the receiver: asked and answered, or still waiting."""


def _status(index: int, count: int) -> OutgoingStatus:
    from_end = count - index
    if from_end <= len(_TAIL):
        return _TAIL[len(_TAIL) - from_end]
    if index % 15 == 6:
        return "recalled"
    return "replaced" if index % 15 == 10 else "dispatched"


def paper_day(index: int, count: int, tail: int) -> date:
    """Papers spread over the year; the last ``tail`` of them, still under way, over its last two weeks."""
    settled = count - tail
    if index < settled:
        return _FIRST + (_SETTLED - _FIRST) * index // max(1, settled - 1)
    return _LAST - timedelta(days=(count - 1 - index) * 14 // tail)


def make_outgoing(ledger: Ledger) -> list[Delivery]:
    """Lay down the outgoing documents and answer what arrives at the ministry's own units."""
    deliveries: list[Delivery] = []
    for unit, count in _COUNTS.items():
        number, replaced = 0, None
        for index in range(count):
            status: OutgoingStatus = "dispatched" if replaced else _status(index, count)
            if status not in ("draft", "approved"):
                number += 1
            numbered = number if status not in ("draft", "approved") else None
            day = working_day(paper_day(index, count, len(_TAIL)))
            document = _Making(ledger, unit, index, status, numbered, day, replaced).make(deliveries)
            replaced = document if status == "replaced" else None
    return deliveries


class _Making:
    """One outgoing document being made."""

    def __init__(
        self,
        ledger: Ledger,
        unit: str,
        index: int,
        status: OutgoingStatus,
        number: int | None,
        day: date,
        replaces: OutgoingDocument | None,
    ) -> None:
        self.ledger, self.unit, self.index, self.status, self.number = ledger, unit, index, status, number
        self.replaces = replaces
        self.name = f"out/{unit}/{index}"
        self.chance = chance = dice(self.name)
        self.at = min(office_time(day, 60 + chance.randrange(300)), NOW - timedelta(hours=6))
        self.day = day
        self.type_code = chance.choice(("CV", "CV", "CV", "QĐ", "KH", "TB", "BC", "HD", "CT", "GM", "TTr", "CĐ"))
        field = chance.choice(("KCB", "QLD", "VPB", "TTRB")) if unit == "BYT" else unit
        self.drafting = field if unit == "BYT" else unit
        self.summary, self.topic = wording.subject(chance, self.type_code, field)
        if replaces is not None:
            self.summary, self.type_code = replaces.summary, replaces.type_code
        self.urgency: Urgency = chance.choices(("normal", "urgent", "very_urgent", "express"), (80, 12, 5, 3))[0]
        # One paper of each unit is being asked back, and its receivers have not answered yet.
        self.asks_back = index == _COUNTS[unit] - len(_TAIL)
        self.signer = chance.choice(_SIGNERS[unit])
        self.id = fixed_id(self.name, self.at)

    def make(self, deliveries: list[Delivery]) -> OutgoingDocument:
        """Lay it down with its slip, files and timeline."""
        ledger, unit = self.ledger, self.unit
        clerk = ledger.user(CLERKS[unit])
        recipients = self._recipients()
        slip = self._slip(tuple(recipients)) if self._from_slip() else None
        file = self._file(tuple(recipients), clerk)
        annex = self._annex(clerk)
        issued = self.day.isoformat() if self.number is not None else None
        person = ledger.ministry.user_by_account[self.signer]
        symbol = notation(self.type_code, ledger.ministry.unit_by_code[unit].symbol, self.drafting)
        document = OutgoingDocument(
            id=self.id,
            version=1
            + ("draft", "approved", "numbered", "signed", "dispatched").index(
                self.status if self.status not in ("recalled", "replaced") else "dispatched"
            ),
            unit_id=ledger.unit(unit),
            slip_id=slip.id if slip else None,
            book_id=ledger.ministry.book_id(unit, "outgoing") if self.number is not None else None,
            number=self.number,
            symbol=symbol if self.number is None else f"{self.number:02d}/{symbol}",
            type_code=self.type_code,
            summary=self.summary,
            issued_on=issued,
            urgency=self.urgency,
            signer_id=person.id,
            signer_name=person.full_name,
            signer_title=person.title,
            status=self.status,
            recipients=[OutgoingRecipient(recipient_id=one, name=name) for one, name in recipients.items()],
            file_ids=[one.id for one in (file, annex) if one is not None],
            replaces_id=self.replaces.id if self.replaces else None,
        )
        sent_files = tuple(one for one in (file, annex) if one is not None)
        if self.status in ("dispatched", "recalled", "replaced"):
            document = self._dispatched(document, sent_files, deliveries)
        self._timeline(document, clerk)
        ledger.put(document, clerk if slip is None else slip.slip.drafter_id)
        ledger.files.extend(sent_files)
        if slip is not None:
            slip.slip = replace(slip.slip, outgoing_document_id=document.id)
            slip.close()
        return document

    def _from_slip(self) -> bool:
        return self.status != "draft" and (self.index % 7 == 3 or (self.status == "approved" and self.index % 2 == 0))

    def _slip(self, recipient_ids: tuple[str, ...]) -> Life:
        drafter = "chuyenvien.qld" if self.unit == "QLD" or self.drafting == "QLD" else "chuyenvien.kcb"
        wish = SlipWish(
            f"{self.name}/{_COUNTS[self.unit] + self.index}", self.signer, drafter, "approved", self.type_code,
            self.summary, self.topic, self.urgency, recipient_ids, self.at - timedelta(days=3),
        )  # fmt: skip
        return lead(self.ledger, wish)

    def _recipients(self) -> dict[str, str]:
        names = {one.id: one.name for one in self.ledger.outside.recipients}
        internal = self.ledger.outside.internal
        chosen = [one for one in pick_recipients(self.ledger, self.chance) if one != internal[self.unit].id]
        # Every paper of these units also goes to the other two: signed ones reach all three clerks.
        chosen += [internal[code].id for code in SIGNING_UNITS if code != self.unit and self.chance.random() < 0.7]
        if self.status == "dispatched" and self.index >= _COUNTS[self.unit] - len(_TAIL):
            chosen += [internal[code].id for code in SIGNING_UNITS if code != self.unit]
        return {one: names[one] for one in dict.fromkeys(chosen)}

    def _file(self, recipient_ids: tuple[str, ...], clerk: str) -> FilePlan:
        recipe = internal_letter(
            self.ledger,
            seed=self.name,
            issuing=self.unit,
            drafting=self.drafting,
            type_code=self.type_code,
            summary=self.summary,
            topic=self.topic,
            signer=self.signer,
            written_on=self.day,
            recipient_ids=recipient_ids,
            urgency=self.urgency,
            length=self.chance.choice((0, 0, 0, 1, 1, 2, 2, 3, 4)),
            number=self.number,
            issued_on=self.day if self.number is not None else None,
        )
        return FilePlan(
            id=fixed_id(f"{self.name}/main", self.at),
            name=file_name(recipe),
            role="main",
            owner_kind="outgoing_document",
            owner_id=self.id,
            created_by=clerk,
            recipe=recipe,
            signatures=self._signatures(),
        )

    def _signatures(self) -> tuple[SignaturePlan, ...]:
        planned: list[SignaturePlan] = []
        ministry = self.ledger.ministry
        if self.status in ("draft", "approved"):
            return ()
        if self.signer in SIGNING_LEADERS and self.index % 3:
            person = ministry.user_by_account[self.signer]
            planned.append(
                SignaturePlan(
                    "personal", self.signer, person.full_name, person.unit_id, utc(self.at + timedelta(minutes=20))
                )
            )
        if self.status != "numbered":
            unit = ministry.unit_by_code[self.unit]
            planned.append(
                SignaturePlan("agency", self.unit, unit.name, unit.id, utc(self.at + timedelta(minutes=70)))
            )
        return tuple(planned)

    def _annex(self, clerk: str) -> FilePlan | None:
        if self.chance.random() < 0.75:
            return None
        me = self.ledger.ministry.unit_by_code[self.unit].name
        return FilePlan(
            id=fixed_id(f"{self.name}/annex", self.at),
            name="Phụ lục kèm theo.pdf",
            role="attachment",
            owner_kind="outgoing_document",
            owner_id=self.id,
            created_by=clerk,
            recipe=AnnexRecipe(self.name, self.topic, me, self.day),
        )

    def _dispatched(
        self, document: OutgoingDocument, files: tuple[FilePlan, ...], deliveries: list[Delivery]
    ) -> OutgoingDocument:
        sent = self.at + timedelta(minutes=90)
        units = {recipient.id: code for code, recipient in self.ledger.outside.internal.items()}
        issuer = self.ledger.ministry.unit_by_code[self.unit].name
        states: list[OutgoingRecipient] = []
        for one in document.recipients:
            at = sent + timedelta(minutes=self.chance.randint(1, 50))
            if one.recipient_id in units:
                unit = units[one.recipient_id]
                status = internal_status(self.chance, NOW - at, self.status)
                if self.asks_back:
                    status = "registered"
                deliveries.append(Delivery(unit, at, document, files, status, issuer, self._recall()))
                code, note = _EXCHANGE[status], "Gửi nhầm đơn vị nhận." if status == "refused" else ""
            else:
                code, note = self._outside_state(NOW - at)
            states.append(replace(one, status=code, status_at=utc(at), note=note))
        document = replace(document, recipients=states)
        return asked_back(document, utc(self.at + timedelta(minutes=300))) if self.asks_back else document

    def _recall(self) -> dict[str, Any] | None:
        asked = utc(self.at + timedelta(minutes=300))
        if self.asks_back:
            return {"asked_at": asked, "reason": _RECALL, "accepted": None}
        if self.status != "recalled":
            return None
        answered = utc(self.at + timedelta(minutes=420))
        return {
            "asked_at": asked, "reason": _RECALL, "accepted": True, "answered_at": answered, "answer": "Đồng ý.",
        }  # fmt: skip

    def _outside_state(self, age: timedelta) -> tuple[ExchangeStatus, str]:
        if self.status == "recalled":
            return "15", "Đồng ý trả lại văn bản."
        if self.chance.random() < 0.03:
            return "02", "Không thuộc thẩm quyền giải quyết."
        reached: tuple[ExchangeStatus, ...] = ("01", "03", "04", "05", "06")
        top = min(4, age.days // 3 + self.chance.randint(0, 1))
        return reached[max(0, top - self.chance.choice((0, 0, 0, 1)))], ""

    def _timeline(self, document: OutgoingDocument, clerk: str) -> None:
        ledger = self.ledger

        def event(actor: str, minutes: int, action: str, note: str = "") -> None:
            at = self.at + timedelta(minutes=minutes)
            ledger.event("outgoing_document", document.id, actor, at, action, note)

        event(clerk, 0, "created")
        if document.status == "draft":
            return
        signer = document.signer_id or clerk
        event(signer, 5, "approved", "Đồng ý.")
        if document.number is None:
            return
        if self.signer in SIGNING_LEADERS and self.index % 3:
            event(signer, 20, "signed_personally")
        event(clerk, 40, "numbered", document.symbol)
        if document.status == "numbered":
            return
        event(clerk, 70, "signed")
        if document.status == "signed":
            return
        event(clerk, 90, "dispatched")
        if document.status == "recalled" or self.asks_back:
            event(clerk, 300, "recall_asked", _RECALL)
        elif document.status == "replaced":
            event(clerk, 300, "replaced", "Thay thế bằng văn bản mới.")


def internal_status(chance: Random, age: timedelta, sent_as: OutgoingStatus) -> IncomingStatus:
    """How far a paper of that age has come at a unit of the ministry."""
    if sent_as == "recalled":
        return "recalled"
    if age < timedelta(days=4):
        return chance.choice(("arrived", "arrived", "arrived", "registered"))
    if age < timedelta(days=25):
        return chance.choice(("registered", "assigned", "processing", "processing", "completed", "refused"))
    return chance.choices(("completed", "processing", "refused"), (92, 7, 1))[0]
