"""Writing many records at once into an empty database: for seeding and for imports before anyone is signed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from voffice_desktop.domain import visibility
from voffice_desktop.domain.records import (
    Actor,
    Annotation,
    Event,
    File,
    IncomingDocument,
    OutgoingDocument,
    Record,
    Slip,
    Task,
    User,
)
from voffice_desktop.protocol import codec
from voffice_desktop.server import schema
from voffice_desktop.server.work import columns, kind_of

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Planted:
    """A record to write; ``root_id`` as in ``Work.create``; ``created_by`` its author or uploader."""

    record: Record
    root_id: str | None = None
    created_by: str | None = None


class BulkWriter:
    """Writes records in batches and gives each its change number. Roots come before what shares their audience."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seq = int(connection.execute(select(schema.head.c.seq)).scalar_one())
        self._audiences: dict[str, frozenset[str]] = {}
        self._slips: dict[str, Slip] = {}
        self._rows: list[dict[str, Any]] = []
        self._visible: list[dict[str, Any]] = []
        self._held: list[dict[str, Any]] = []

    def add_all(self, planted: Iterable[Planted]) -> int:
        """Write them all; returns how many there were."""
        count = 0
        for item in planted:
            count += 1
            self._add(item)
            if len(self._rows) >= _BATCH:
                self.flush()
        self.flush()
        return count

    def _add(self, item: Planted) -> None:
        record = item.record
        self._seq += 1
        audience = self._audience(record, item.root_id)
        if not isinstance(record, File | Annotation | Event):
            self._audiences[record.id] = audience
        if isinstance(record, Slip):
            self._slips[record.id] = record
        self._rows.append(
            {
                "id": record.id,
                "kind": kind_of(record),
                "version": record.version,
                "data": codec.encode(record).decode(),
                "seq": self._seq,
                "removed": False,
                "created_by": item.created_by,
                **columns(record, item.root_id),
            }
        )
        self._visible.extend(
            {"record_id": record.id, "key": key, "seq": self._seq, "alive": True, "since": self._seq}
            for key in audience
        )
        if isinstance(record, User) and not record.disabled:
            self._seq += 1
            self._held.extend(
                {"user_id": record.id, "key": key, "seq": self._seq, "alive": True, "since": self._seq}
                for key in visibility.keys_of(Actor.of(record))
            )

    def _audience(self, record: Record, root_id: str | None) -> frozenset[str]:
        match record:
            case IncomingDocument():
                return visibility.incoming_audience(record)
            case OutgoingDocument():
                return visibility.outgoing_audience(record, self._slips.get(record.slip_id or ""))
            case Slip():
                return visibility.slip_audience(record)
            case Task():
                return visibility.task_audience(record)
            case File() | Annotation() | Event():
                return self._audiences.get(root_id or "", frozenset())
            case _:
                return frozenset({visibility.EVERYBODY})

    def flush(self) -> None:
        """Write what is gathered and move the head to the last number given."""
        for table, rows in (
            (schema.records, self._rows),
            (schema.visible, self._visible),
            (schema.user_keys, self._held),
        ):
            if rows:
                self._insert(table, rows)
                rows.clear()
        self._connection.execute(update(schema.head).where(schema.head.c.id == 1).values(seq=self._seq))

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        # By the driver itself: SQLAlchemy's handling of each row would cost more than the row.
        statement = insert(table).compile(dialect=self._connection.dialect, column_keys=list(rows[0]))
        order = statement.positiontup
        values: Any = rows if order is None else [tuple(row[name] for name in order) for row in rows]
        self._connection.exec_driver_sql(str(statement), values)
