"""A person's own things under a key of their own, apart from the desk that a substitute may see"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_RECORDS = sa.table(
    "records",
    *(sa.column(name) for name in ("id", "kind", "data", "root_id", "created_by")),
)
_VISIBLE = sa.table("visible", *(sa.column(name) for name in ("record_id", "key", "seq", "alive", "since")))


def upgrade() -> None:
    connection = op.get_bind()
    # Everybody holds their own key for as long as the key of their desk: the feed's numbers stay as they were.
    connection.execute(
        sa.text(
            "INSERT INTO user_keys (user_id, key, seq, alive, since, lost) "
            "SELECT user_id, 'own:' || user_id, seq, alive, since, lost FROM user_keys "
            "WHERE key = 'user:' || user_id"
        )
    )
    slips = connection.execute(sa.select(_RECORDS.c.id, _RECORDS.c.data).where(_RECORDS.c.kind == "slip")).all()
    for slip_id, data in slips:
        slip = json.loads(data)
        drafter = slip["drafter_id"]
        under = [slip_id, *_children(connection, slip_id)]
        document = slip.get("outgoing_document_id")
        _own(connection, under, drafter, keep=drafter in _readers(slip))
        if document:
            signer = _signer(connection, document)
            keep = drafter in _readers(slip) or drafter == signer
            _own(connection, [document, *_children(connection, document)], drafter, keep=keep)
    uploads = connection.execute(
        sa.select(_RECORDS.c.id, _RECORDS.c.created_by).where(
            _RECORDS.c.kind == "file", _RECORDS.c.root_id.is_(None), _RECORDS.c.created_by.is_not(None)
        )
    ).all()
    for file_id, uploader in uploads:
        _own(connection, [file_id], uploader, keep=False)


def _readers(slip: dict[str, Any]) -> set[str]:
    """Those who see the slip by their desk: the leader, the route, those consulted; nobody while it is a draft."""
    if slip["state"] == "draft" or (slip["state"] == "cancelled" and not slip.get("frozen_revision")):
        return set()
    return {
        slip["leader_id"],
        *(step["user_id"] for step in slip.get("route", ())),
        *(asked["user_id"] for asked in slip.get("consultations", ())),
    }


def _children(connection: sa.Connection, record_id: str) -> list[str]:
    return list(connection.execute(sa.select(_RECORDS.c.id).where(_RECORDS.c.root_id == record_id)).scalars())


def _signer(connection: sa.Connection, document_id: str) -> str | None:
    data = connection.execute(sa.select(_RECORDS.c.data).where(_RECORDS.c.id == document_id)).scalar()
    return json.loads(data).get("signer_id") if data else None


def _own(connection: sa.Connection, record_ids: list[str], person: str, *, keep: bool) -> None:
    """Put the records under the person's own key; ``keep``: they stand under the desk's key as well."""
    seen, desk, own = _VISIBLE, f"user:{person}", f"own:{person}"
    for start in range(0, len(record_ids), 500):
        part = record_ids[start : start + 500]
        where = sa.and_(seen.c.record_id.in_(part), seen.c.key == desk)
        if keep:
            copied = sa.select(
                seen.c.record_id, sa.literal(own).label("key"), seen.c.seq, seen.c.alive, seen.c.since
            ).where(where)
            connection.execute(sa.insert(seen).from_select(["record_id", "key", "seq", "alive", "since"], copied))
        else:
            connection.execute(sa.update(seen).where(where).values(key=own))
