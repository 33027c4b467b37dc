"""States of the exchange axis: what a recipient reports, in which order, and when a document is taken back.

Source: QĐ 28/2018/QĐ-TTg. Reports come late, twice and out of order: the highest one reached is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from voffice_desktop.domain.records import ExchangeStatus, OutgoingDocument

CODES: Mapping[ExchangeStatus, str] = MappingProxyType(
    {
        "01": "Đã đến",
        "02": "Từ chối tiếp nhận",
        "03": "Đã tiếp nhận",
        "04": "Phân công xử lý",
        "05": "Đang xử lý",
        "06": "Hoàn thành",
        "13": "Yêu cầu thu hồi",
        "15": "Đồng ý thu hồi",
        "16": "Từ chối thu hồi",
    }
)
"""Code to what a person reads."""

_RANK: dict[ExchangeStatus | None, int] = {
    None: 0, "01": 1, "02": 2, "03": 2, "04": 3, "05": 4, "06": 5, "13": 6, "15": 7, "16": 7,
}  # fmt: skip


def advance(shown: ExchangeStatus | None, reported: ExchangeStatus) -> ExchangeStatus:
    """What to show after a report: never backward. A refusal (02) is an end, and so is an answer (15, 16)."""
    if shown is None:
        return reported
    if shown == "02":
        return "02"
    return reported if _RANK[reported] > _RANK[shown] else shown


def asked_back(document: OutgoingDocument, now: str) -> OutgoingDocument:
    """The document with every recipient asked to give it back (13), but those who refused it or have answered."""
    recipients = [
        replace(one, status="13", status_at=now) if _RANK[one.status] < _RANK["13"] and one.status != "02" else one
        for one in document.recipients
    ]
    return replace(document, recipients=recipients)


def reported(
    document: OutgoingDocument, recipient_id: str, code: ExchangeStatus, at: str, note: str = ""
) -> OutgoingDocument:
    """The document after a recipient's report. Unchanged when it is old news or comes from nobody it was sent to.

    It becomes ``recalled`` when every recipient answered 15; those who refused it (02) have nothing to give back.
    """
    recipients = []
    for one in document.recipients:
        if one.recipient_id == recipient_id and (shown := advance(one.status, code)) != one.status:
            recipients.append(replace(one, status=shown, status_at=at, note=note))
        else:
            recipients.append(one)
    after = replace(document, recipients=recipients)
    answers = {one.status for one in recipients}
    if document.status == "dispatched" and "15" in answers and answers <= {"15", "02"}:
        return replace(after, status="recalled")
    return after


def refused_by(document: OutgoingDocument) -> list[str]:
    """The recipients that sent it back (02): to them it may be sent once more."""
    return [one.recipient_id for one in document.recipients if one.status == "02"]


def sent_again(document: OutgoingDocument, recipient_ids: list[str], now: str) -> OutgoingDocument:
    """The document on its way again to those of ``recipient_ids`` that had refused it."""
    again = set(recipient_ids) & set(refused_by(document))
    lines = [
        replace(one, status=None, status_at=now, note="") if one.recipient_id in again else one
        for one in document.recipients
    ]
    return replace(document, recipients=lines)
