"""The exchange between units of this server and the outbox towards other agencies.

A dispatched document arrives at once at an internal unit; what that unit does with it is reported back to the
sender in the codes of QĐ 28/2018/QĐ-TTg. For outside agencies a message is queued once per recipient.
"""

from __future__ import annotations

import dataclasses
import json

from sqlalchemy import delete, select

from voffice_desktop import ids
from voffice_desktop.domain import incoming
from voffice_desktop.domain.exchange import reported
from voffice_desktop.domain.records import (
    File,
    IncomingDocument,
    OutgoingDocument,
    OutgoingRecipient,
    Recipient,
    Unit,
)
from voffice_desktop.server import contents, schema
from voffice_desktop.server.work import Work


def deliver(work: Work, document: OutgoingDocument, recipient: Recipient, *, again: bool = False) -> None:
    """Send an issued document to one recipient: an arrived copy for an internal unit, a queued message otherwise.

    ``again``: the recipient had refused it; its old message gives way to this one.
    """
    if again:
        _forget(work, document, recipient.id, "new")
    if recipient.unit_id is None:
        queue(work, document, recipient.id, "new", {"document_id": document.id, "recipient": recipient.code})
        return
    unit = work.find(Unit, document.unit_id)
    arrived = IncomingDocument(
        id=ids.new_id(),
        unit_id=recipient.unit_id,
        status="arrived",
        issuer_name=unit.name if unit else "",
        issuer_code=unit.agency_code if unit else "",
        symbol=document.symbol,
        issued_on=document.issued_on,
        type_code=document.type_code,
        summary=document.summary,
        urgency=document.urgency,
        signer_name=document.signer_name,
        signer_title=document.signer_title,
        exchange={"outgoing_document_id": document.id, "recipient_id": recipient.id, "received_at": work.now},
    )
    work.create(arrived)
    file_ids = [_copy_file(work, file_id, arrived.id) for file_id in document.file_ids]
    arrived = work.save(dataclasses.replace(arrived, file_ids=[file_id for file_id in file_ids if file_id]))
    work.event(arrived, "arrived")
    queue(work, document, recipient.id, "new", {"incoming_id": arrived.id}, state="delivered")


def _copy_file(work: Work, file_id: str, owner_id: str) -> str | None:
    """A file record of its own for the receiving unit, on the very same stored bytes."""
    file = work.find(File, file_id)
    content = contents.find(work.connection, file_id)
    if file is None:
        return None
    copy = dataclasses.replace(
        file,
        id=ids.new_id(),
        version=1,
        owner_kind="incoming_document",
        owner_id=owner_id,
        revision=None,
        certified_for=[],
    )
    work.create(copy, root_id=owner_id)
    if content is not None:
        contents.keep(work.connection, copy.id, content.blob, uploader_id=None, rendition=content.rendition)
    return copy.id


def report(work: Work, document: IncomingDocument, reason: str = "") -> None:
    """Tell the issuing unit how far its document has come, if it came from this server; ``reason`` of a refusal."""
    origin = document.exchange or {}
    issued = work.find(OutgoingDocument, origin.get("outgoing_document_id"))
    if issued is None:
        return
    recall = origin.get("recall") or {}
    code = incoming.EXCHANGE_CODES[document.status]
    if recall.get("accepted") is False:
        code = "16"
    note = reason or str(recall.get("answer") or "")
    moved = reported(issued, _recipient_id(work, document), code, work.now, note)
    if moved != issued:
        work.save(moved)


def _recipient_id(work: Work, document: IncomingDocument) -> str:
    """The recipient that the receiving unit is to the sender."""
    return next((one.id for one in work.all(Recipient) if one.unit_id == document.unit_id), "")


def ask_back(work: Work, document: OutgoingDocument, reason: str) -> None:
    """Ask every recipient for the document back (message 13)."""
    for line in document.recipients:
        _ask_one(work, document, line, reason)


def _ask_one(work: Work, document: OutgoingDocument, line: OutgoingRecipient, reason: str) -> None:
    recipient = work.find(Recipient, line.recipient_id)
    if recipient is None:
        return
    if recipient.unit_id is None:
        queue(work, document, recipient.id, "recall", {"document_id": document.id, "reason": reason})
        return
    arrived = _arrived(work, document, recipient)
    if arrived is not None and arrived.status not in ("recalled", "refused"):
        asked = work.save(incoming.ask_recall(arrived, reason, work.now))
        work.event(asked, "recall_asked", reason)


def tell(work: Work, document: OutgoingDocument, message: str, other: OutgoingDocument, reason: str) -> None:
    """Tell every recipient that has it that ``other`` replaces (``replace``) or corrects it (``update``)."""
    for line in document.recipients:
        recipient = work.find(Recipient, line.recipient_id)
        if recipient is None or line.status == "02":
            continue
        _forget(work, document, recipient.id, message)  # what was not yet fetched is superseded by the newest word
        payload = {"document_id": document.id, "with_id": other.id, "reason": reason}
        arrived = _arrived(work, document, recipient) if recipient.unit_id is not None else None
        queue(work, document, recipient.id, message, payload, state="queued" if arrived is None else "delivered")
        if arrived is not None:
            said = f"{other.symbol} · {reason}".strip(" ·")
            work.event(arrived, "replaced" if message == "replace" else "corrected", said)


def _arrived(work: Work, document: OutgoingDocument, recipient: Recipient) -> IncomingDocument | None:
    """The copy that a unit of this server got."""
    rows = schema.exchange_outbox
    payload = work.connection.execute(
        select(rows.c.payload).where(
            rows.c.document_id == document.id, rows.c.recipient_id == recipient.id, rows.c.message == "new"
        )
    ).scalar()
    return work.find(IncomingDocument, json.loads(payload).get("incoming_id")) if payload else None


def _forget(work: Work, document: OutgoingDocument, recipient_id: str, message: str) -> None:
    rows = schema.exchange_outbox
    work.connection.execute(
        delete(rows).where(
            rows.c.document_id == document.id, rows.c.recipient_id == recipient_id, rows.c.message == message
        )
    )


def queue(
    work: Work,
    document: OutgoingDocument,
    recipient_id: str,
    message: str,
    payload: dict[str, str],
    *,
    state: str = "queued",
) -> None:
    """Put one message into the outbox; the same message never twice. ``delivered``: the unit is on this server."""
    rows = schema.exchange_outbox
    known = work.connection.execute(
        select(rows.c.id).where(
            rows.c.document_id == document.id, rows.c.recipient_id == recipient_id, rows.c.message == message
        )
    ).first()
    if known is None:
        work.connection.execute(
            rows.insert().values(
                id=ids.new_id(),
                document_id=document.id,
                recipient_id=recipient_id,
                message=message,
                payload=json.dumps(payload, ensure_ascii=False),
                state=state,
                at=work.now,
            )
        )
