"""What a signer's machine asks before it signs: which certificates count here, and which profile will come of it.

Beyond the contract; clients without these calls still sign.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import or_, select

from voffice_desktop.server import certifying, schema
from voffice_desktop.server.endpoints import Answer, Call, Endpoints

endpoints = Endpoints("signing")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCertificate:
    """A certificate registered for the caller or the caller's unit."""

    sha256: str
    owner: Literal["unit", "person"]
    subject: str
    not_after: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningStanding:
    """Answer of ``GET /signing/standing``. ``level``: the PAdES baseline that signatures made now reach."""

    time: str
    level: Literal["B-B", "B-T", "B-LT"]
    certificates: list[OwnCertificate] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAnchors:
    """Answer of ``GET /signing/trust``: base64 DER, for validation reports made on the client."""

    roots: list[str]
    intermediates: list[str]
    revocation_lists: list[str]


@endpoints.add("GET", "/signing/standing", "How signatures stand for the caller", gives=SigningStanding)
def standing(call: Call) -> Answer:
    """The server's time, the profile that signatures reach, and the caller's registered certificates."""
    work, rows = call.work, schema.certificates
    found = work.connection.execute(
        select(rows)
        .where(or_(rows.c.unit_id == work.user.unit_id, rows.c.user_id == work.user.id), rows.c.trust_root.is_(False))
        .order_by(rows.c.id)
    )
    mine = [
        OwnCertificate(
            sha256=row.sha256,
            owner="person" if row.user_id else "unit",
            subject=row.subject,
            not_after=row.not_after,
            active=bool(row.active),
        )
        for row in found
        if row.user_id == work.user.id or row.user_id is None
    ]
    level: Literal["B-B", "B-LT"] = "B-B" if call.services.ask_time is None else "B-LT"
    return Answer(SigningStanding(time=work.now, level=level, certificates=mine))


@endpoints.add("GET", "/signing/trust", "Whom this installation trusts", gives=TrustAnchors)
def trust(call: Call) -> Answer:
    """Public data: roots, intermediate certificates and revocation lists."""
    held = certifying.trust(call.work.connection)

    def plain(values: tuple[bytes, ...]) -> list[str]:
        return [base64.b64encode(value).decode() for value in values]

    return Answer(
        TrustAnchors(
            roots=plain(held.roots), intermediates=plain(held.intermediates), revocation_lists=plain(held.crls)
        )
    )
