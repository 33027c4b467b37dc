"""The audit log: append-only, every row chained to the one before by an HMAC, its end kept in two places.

A row's hash is HMAC-SHA-256(key, previous hash || canonical JSON of the row). The key and a copy of the chain's
end live in the blob store, apart from the database: whoever can write the database alone can neither forge a
hash nor cut rows off unseen.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any

from sqlalchemy import Connection, insert, select, update

from voffice_desktop.errors import MachineFault
from voffice_desktop.server import schema
from voffice_desktop.server.blobstore import BlobStore, secret

_FIELDS = (
    "seq",
    "at",
    "actor_id",
    "session_id",
    "action",
    "subject_kind",
    "subject_id",
    "file_id",
    "copy_id",
    "outcome",
    "note",
)
_START = "0" * 64
_KEY_NAME = "system/audit.key"
_END_NAME = "system/audit.end"
_MOST_FINDINGS = 200
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


class AuditLog:
    """Appends within a caller's transaction; verifies the whole chain."""

    def __init__(self, blobs: BlobStore, *, make_key: bool = True) -> None:
        """``make_key`` False: raises ``MachineFault('audit_key_missing')`` where there is none."""
        if not make_key and blobs.get_named(_KEY_NAME) is None:
            raise MachineFault("audit_key_missing")
        self._blobs = blobs
        self._key = secret(blobs, _KEY_NAME)

    def append(self, connection: Connection, *, at: str, action: str, outcome: str, **fields: str | None) -> int:
        """Add one row and return its number. The head row's lock is held until the transaction ends.

        ``fields``: actor_id, session_id, subject_kind, subject_id, file_id, copy_id, note. Never a token, a PIN, a
        password or a document's text.
        """
        head = schema.audit_head
        seq = int(
            connection.execute(
                update(head).where(head.c.id == 1).values(seq=head.c.seq + 1).returning(head.c.seq)
            ).scalar_one()
        )
        previous: str = connection.execute(select(head.c.hash).where(head.c.id == 1)).scalar_one()
        row: dict[str, Any] = dict.fromkeys(_FIELDS)
        row.update(fields)
        row.update(seq=seq, at=at, action=action, outcome=outcome)
        row["note"] = _CONTROL.sub(" ", row["note"] or "")[:2000]
        row["hash"] = self._hash(previous, [row[name] for name in _FIELDS])
        connection.execute(insert(schema.audit).values(**row))
        connection.execute(update(head).where(head.c.id == 1).values(hash=row["hash"]))
        return seq

    def checkpoint(self, connection: Connection) -> None:
        """Write the chain's present end beside the blobs, so that a cut-off tail shows."""
        end = connection.execute(select(schema.audit_head.c.seq, schema.audit_head.c.hash)).one()
        known = self._checkpointed()
        if known is None or known[0] < end.seq:
            # Two workers may write at once: the later one to arrive may hold the lower number, which is made good by
            # the next round and never claims more rows than there are.
            self._blobs.put_named(_END_NAME, self._seal(end.seq, end.hash))

    def checkpoint_into(self, connection: Connection, copy: BlobStore) -> None:
        """Write the end that ``connection`` sees into a copy of the blob store."""
        end = connection.execute(select(schema.audit_head.c.seq, schema.audit_head.c.hash)).one()
        copy.put_named(_END_NAME, self._seal(end.seq, end.hash))

    def verify(self, connection: Connection) -> tuple[int, list[dict[str, Any]]]:
        """Walk the chain. Returns (rows, findings); no finding means that every row stands as it was written.

        What was appended after the last checkpoint and cut off again together with the head row cannot be seen.
        """
        findings: list[dict[str, Any]] = []
        previous, expected, count = _START, 1, 0
        checkpoint = self._checkpointed()
        columns = [schema.audit.c[name] for name in (*_FIELDS, "hash")]
        rows = connection.execution_options(yield_per=2000).execute(select(*columns).order_by(schema.audit.c.seq))
        for part in rows.partitions():
            for row in part:
                count += 1
                *fields, stored = row
                seq = fields[0]
                if seq != expected:
                    findings.append({"kind": "audit_rows_missing", "from": expected, "to": seq - 1})
                if self._hash(previous, fields) != stored:
                    findings.append({"kind": "audit_row_changed", "seq": seq})
                if checkpoint is not None and checkpoint[0] == seq and checkpoint[1] != stored:
                    findings.append({"kind": "audit_rewritten", "seq": seq})
                previous, expected = stored, seq + 1
            if len(findings) > _MOST_FINDINGS:
                return count, [*findings[:_MOST_FINDINGS], {"kind": "more_findings", "after": expected - 1}]
        end = connection.execute(select(schema.audit_head.c.seq, schema.audit_head.c.hash)).first()
        if end is None or end.seq != expected - 1 or end.hash != previous:
            findings.append({"kind": "audit_cut_off", "after": expected - 1})
        elif checkpoint is not None and checkpoint[0] > end.seq:
            findings.append({"kind": "audit_cut_off", "after": end.seq})
        if checkpoint is None and count:
            findings.append({"kind": "audit_end_missing"})
        return count, findings

    def _hash(self, previous: str, fields: list[Any]) -> str:
        return hmac.digest(self._key, (previous + _CANONICAL(fields)).encode(), "sha256").hex()

    def _seal(self, seq: int, last: str) -> bytes:
        body = f"{seq}:{last}"
        return f"{body}:{hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()}".encode()

    def _checkpointed(self) -> tuple[int, str] | None:
        sealed = self._blobs.get_named(_END_NAME)
        if sealed is None:
            return None
        try:
            seq, last, _ = sealed.decode().split(":")
            int(seq)
        except ValueError as error:
            raise MachineFault("audit_checkpoint_forged") from error
        if not hmac.compare_digest(sealed, self._seal(int(seq), last)):
            raise MachineFault("audit_checkpoint_forged")
        return int(seq), last
