"""Filling an empty server with the demo ministry: files made and signed in parallel, records written in bulk."""

from __future__ import annotations

import concurrent.futures
import contextlib
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from voffice_desktop.domain import symbols
from voffice_desktop.domain.records import (
    File,
    IncomingDocument,
    OutgoingDocument,
    Recipient,
    SignatureSummary,
    Slip,
    User,
)
from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf import gate
from voffice_desktop.pdf.typeset.sheet import A4_HEIGHT
from voffice_desktop.pdf.typeset.sheet import Place as SetPlace
from voffice_desktop.pdf.typeset.sheet import Places as SetPlaces
from voffice_desktop.protocol import codec
from voffice_desktop.server import accounts, contents, passwords, schema, signature_facts, times
from voffice_desktop.server.bulk import BulkWriter, Planted
from voffice_desktop.server.demo.files import FilePlan
from voffice_desktop.server.demo.fixed import fixed_id
from voffice_desktop.server.demo.plan import DemoPlan, demo_plan
from voffice_desktop.server.serving import Services
from voffice_desktop.server.work import Work
from voffice_desktop.signing import appearance, fields, two_step
from voffice_desktop.signing.authority import PASSWORD, demo_credentials
from voffice_desktop.signing.credentials import Credential, open_pkcs12

_UNSIGNED_STATES = frozenset({"approved", "numbered"})


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to make: its plan, whether it waits for number or signature, the keys by credential name."""

    plan: FilePlan
    fields: str
    """``none``, ``all`` (number, date and signatures wait) or ``signatures``."""
    keys: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished file."""

    data: bytes
    pages: int
    signatures: tuple[SignatureSummary, ...]


def seed(
    services: Services, *, scale: int = 1, credentials: Path | None = None, real_files: Path | None = None
) -> dict[str, Any]:
    """Write the demo ministry into an empty database. Raises ``MachineFault('place_not_empty')`` otherwise."""
    with services.database.read() as connection:
        if connection.execute(select(schema.records.c.id).limit(1)).first() is not None:
            raise MachineFault("place_not_empty", place=str(services.database.url))
    plan = demo_plan(scale, real_files)
    with tempfile.TemporaryDirectory(prefix="voffice-keys-") as name:
        folder = credentials or Path(name)
        keys = {key: path.read_bytes() for key, path in demo_credentials(folder, _leaders(plan)).items()}
        # Records are written while other processes still make the files.
        with _started(plan, keys) as making:
            counts = _write(services, plan, making)
        _register(services, folder)
    return {**counts, "credentials": str(credentials) if credentials else None}


def _leaders(plan: DemoPlan) -> dict[str, str]:
    return {user.account: user.full_name for user in plan.ministry.users}


# Files


@contextlib.contextmanager
def _started(plan: DemoPlan, keys: dict[str, bytes]) -> Iterator[Iterator[tuple[FilePlan, _Made]]]:
    """Begin to make every file that is no copy; they come in the plan's order."""
    documents = {item.record.id: item.record for item in plan.ledger.outgoing}
    own = [file for file in plan.files if file.copy_of is None]
    with _in_parallel([_job(file, documents.get(file.owner_id), keys) for file in own]) as made:
        yield zip(own, made, strict=True)


@contextlib.contextmanager
def _in_parallel(jobs: list[_Job]) -> Iterator[Iterator[_Made]]:
    if getattr(sys, "frozen", False) or len(jobs) < 20:
        yield map(_make, jobs)
        return
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(mp_context=context) as pool:
        try:
            yield pool.map(_make, jobs, chunksize=8)
        finally:
            pool.shutdown(cancel_futures=True)


def _make_files(
    services: Services, plan: DemoPlan, making: Iterator[tuple[FilePlan, _Made]]
) -> Iterator[tuple[str, _Made]]:
    done: dict[str, _Made] = {}
    for file, made in making:
        if made.pages == 0:
            made = replace(made, pages=gate.inspect(made.data, children=services.children).pages)
        done[file.id] = made
        yield file.id, made
    for file in plan.files:
        if file.copy_of is not None:
            yield file.id, done[file.copy_of]


def _job(file: FilePlan, document: Any, keys: dict[str, bytes]) -> _Job:
    wanted = tuple((signature.key, keys[signature.key]) for signature in file.signatures if signature.key in keys)
    if file.role != "main" or not isinstance(document, OutgoingDocument) or document.status == "draft":
        return _Job(file, "none", ())
    return _Job(file, "all" if document.status == "approved" else "signatures", wanted)


@lru_cache(maxsize=32)
def _opened(key: bytes) -> Credential:
    """Opening a PKCS#12 file costs as much as signing with it."""
    return open_pkcs12(key, PASSWORD)


def _make(job: _Job) -> _Made:
    """Runs in a worker process: typeset, make the fields, sign."""
    made = job.plan.make()
    data = made.data
    if job.fields == "none":
        return _Made(data, made.pages, ())
    data = fields.prepare_fields(data, _places(made.places, job.fields == "all"), dated=False)
    keys = dict(job.keys)
    summaries: list[SignatureSummary] = []
    for wish in job.plan.signatures:
        if wish.key not in keys:
            continue
        at = times.parse(wish.at)
        credential = _opened(keys[wish.key])
        field = fields.PERSONAL if wish.kind == "personal" else fields.AGENCY
        data = two_step.sign_here(data, field, credential, _stamp(wish.kind, wish.signer_name, at), at=at)
        fresh = SignatureSummary(
            kind=wish.kind,
            signer=credential.info.subject,
            unit_id=wish.unit_id if wish.kind == "agency" else None,
            signed_at=wish.at,
            verdict="valid",
        )
        summaries = signature_facts.with_new(summaries, fresh)
    return _Made(data, made.pages, tuple(summaries))


def _stamp(kind: str, name: str, at: datetime) -> appearance.StampText:
    return appearance.personal_stamp(name, at) if kind == "personal" else appearance.agency_stamp(name, at)


def _places(found: SetPlaces, numbered_later: bool) -> fields.Places:
    """The typesetter's places (page from 1, origin bottom left) as the signing room's (page from 0, top left)."""

    def place(value: SetPlace | None) -> fields.Place | None:
        if value is None:
            return None
        return fields.Place(value.page - 1, (value.x0, A4_HEIGHT - value.y1, value.x1, A4_HEIGHT - value.y0))

    later = place if numbered_later else lambda _value: None
    year = later(found.year)
    if year is not None:  # the draft prints the year of writing; the one of issue takes its place
        year = replace(year, covers=True)
    return fields.Places(
        number=later(found.number),
        day=later(found.day),
        month=later(found.month),
        year=year,
        personal=place(found.personal),
        agency=place(found.agency),
    )


# Records


def _write(services: Services, plan: DemoPlan, making: Iterator[tuple[FilePlan, _Made]]) -> dict[str, Any]:
    stamp = times.stamp(plan.now)
    with services.database.write() as connection:
        writer = BulkWriter(connection)
        register = _Register()
        count = writer.add_all(register.watch(_planted(plan.roots())))
        made: dict[str, _Made] = {}
        count += writer.add_all(_file_records(services, connection, plan, making, made))
        count += writer.add_all(_planted(plan.details()))
        register.write(connection, stamp)
        _write_dossiers(connection, plan, made)
        hashed = passwords.hash_password(plan.password)
        connection.execute(
            insert(schema.credentials),
            [{"user_id": user.id, "account": user.account, "password_hash": hashed} for user in plan.ministry.users],
        )
        services.audit.append(connection, at=stamp, action="seed", outcome="ok", note=f"demo x{plan.scale}")
    return {"records": count, "files": len(made)}


def _planted(items: Iterable[Any]) -> Iterator[Planted]:
    for item in items:
        yield Planted(item.record, item.root_id, item.created_by)


def _file_record(plan: FilePlan, made: _Made) -> File:
    return replace(plan.record(made.data, made.pages), signatures=list(made.signatures))


def _file_records(
    services: Services,
    connection: Connection,
    plan: DemoPlan,
    making: Iterator[tuple[FilePlan, _Made]],
    made: dict[str, _Made],
) -> Iterator[Planted]:
    """Each file as soon as it is made (a transaction that says nothing for minutes is ended by PostgreSQL); ``made``
    is filled on the way."""
    plans = {file.id: file for file in plan.files}
    for file_id, finished in _make_files(services, plan, making):
        made[file_id], file = finished, plans[file_id]
        blob = services.blobs.put(finished.data)
        contents.keep(connection, file.id, blob, uploader_id=file.created_by)
        yield Planted(_file_record(file, finished), file.owner_id, file.created_by)


class _Register:
    """Gathers, while records pass by, the numbers they hold and the keys by which duplicates are found."""

    def __init__(self) -> None:
        self._numbers: list[dict[str, Any]] = []
        self._keys: list[dict[str, Any]] = []
        self._deliveries: list[dict[str, Any]] = []
        self._slips: dict[int, int] = {}
        self._recipients: dict[str, str] = {}
        """Unit to the recipient that it is."""

    def watch(self, items: Iterable[Planted]) -> Iterator[Planted]:
        """Pass the records on, noting what the registers need."""
        for item in items:
            record = item.record
            if isinstance(record, Recipient) and record.unit_id is not None:
                self._recipients[record.unit_id] = record.id
            elif isinstance(record, IncomingDocument):
                self._incoming(record)
            elif isinstance(record, OutgoingDocument) and record.number is not None and record.book_id:
                self._number(record.book_id, record.issued_on, record.number, record.id)
            elif isinstance(record, Slip):
                self._slips[2026] = self._slips.get(2026, 0) + 1
            yield item

    def _incoming(self, document: IncomingDocument) -> None:
        if document.arrival_number is not None and document.book_id:
            self._number(document.book_id, document.arrival_date, document.arrival_number, document.id)
            issuer = document.issuer_code or document.issuer_name
            year = int((document.issued_on or document.arrival_date or "2026")[:4])
            if document.symbol:
                key = symbols.duplicate_key(document.symbol, issuer, year)[:300]
                self._keys.append({"record_id": document.id, "unit_id": document.unit_id, "normal_key": key})
        origin = document.exchange or {}
        if "outgoing_document_id" in origin:
            self._deliveries.append(
                {
                    "id": fixed_id(f"{document.id}/delivery"),
                    "document_id": origin["outgoing_document_id"],
                    "recipient_id": self._recipients[document.unit_id],
                    "message": "new",
                    "payload": json.dumps({"incoming_id": document.id}),
                    "state": "delivered",
                    "at": origin.get("received_at", ""),
                }
            )

    def _number(self, book_id: str, day: str | None, number: int, record_id: str) -> None:
        year = int((day or "2026")[:4])
        self._numbers.append({"book_id": book_id, "year": year, "number": number, "record_id": record_id})

    def write(self, connection: Connection, now: str) -> None:
        """Write the registers."""
        last: dict[tuple[str, int], int] = {("slips", year): count for year, count in self._slips.items()}
        for row in self._numbers:
            key = (row["book_id"], row["year"])
            last[key] = max(last.get(key, 0), row["number"])
        for table, rows in (
            (schema.numbers, [{**row, "given_at": now} for row in self._numbers]),
            (schema.counters, [{"book_id": book, "year": year, "last": n} for (book, year), n in last.items()]),
            (schema.incoming_keys, self._keys),
            (schema.exchange_outbox, self._deliveries),
        ):
            if rows:
                connection.execute(insert(table), rows)


def _write_dossiers(connection: Connection, plan: DemoPlan, made: dict[str, _Made]) -> None:
    plans = {file.id: file for file in plan.files}
    # A slip withdrawn and submitted again is frozen once more under the same revision: the later one counts.
    rows = {
        (dossier.slip_id, dossier.revision): {
            "slip_id": dossier.slip_id,
            "revision": dossier.revision,
            "at": dossier.at,
            "data": codec.encode(
                {
                    "slip": dossier.slip,
                    "files": [
                        _file_record(plans[file_id], made[file_id]) for file_id in dossier.file_ids if file_id in made
                    ],
                }
            ).decode(),
        }
        for dossier in plan.dossiers
    }
    if rows:
        connection.execute(insert(schema.slip_revisions), list(rows.values()))


# Certificates


def _register(services: Services, folder: Path) -> None:
    """Trust the demo authority and register its certificates for units and leaders."""
    accounts.add_certificate(
        services, (folder / "root.cert.pem").read_bytes(), unit_code=None, account=None, trust_root=True
    )
    accounts.add_certificate(
        services, (folder / "ca.cert.pem").read_bytes(), unit_code=None, account=None, trust_root=False
    )
    for name in ("root.crl", "ca.crl"):
        accounts.add_revocation_list(services, (folder / name).read_bytes())
    with services.database.read() as connection:
        people = Work(connection, now=services.now(), caller=None, audit=services.audit).all(User)
    known = {user.account for user in people}
    for path in sorted(folder.glob("*.p12")):
        name = path.stem
        if name == "stranger":
            continue
        credential = open_pkcs12(path.read_bytes(), PASSWORD)
        is_person = name in known
        accounts.add_certificate(
            services,
            credential.certificate_der,
            unit_code=None if is_person else name.partition("-")[0],
            account=name if is_person else None,
            trust_root=False,
        )
