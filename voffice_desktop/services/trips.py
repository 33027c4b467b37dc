"""Đi công tác: choose records, learn size and time, fetch all their files, and check before leaving."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import Kind
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Policy
from voffice_desktop.services.filing import StoredFiles
from voffice_desktop.services.keeping import Kept, Metered, StoredKeeping
from voffice_desktop.services.lists import StoredLists
from voffice_desktop.services.signing_values import Keys
from voffice_desktop.services.values import ListQuery, Row
from voffice_desktop.store import commands as outbox
from voffice_desktop.store.account import Store
from voffice_desktop.store.engine import Connection

_VIETNAM = timezone(timedelta(hours=7))
_MOST = 1000
_TRIP = "trip"
Chosen = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class TripPlan:
    """What a choice costs: ``size`` bytes in all, ``missing`` bytes still to come, in about ``seconds``."""

    records: int
    files: int
    size: int
    missing: int
    seconds: int


@dataclass(frozen=True, slots=True)
class TripState:
    """How far the trip's files are: counts and bytes here and in all, files that the server refuses to give."""

    records: int = 0
    files: int = 0
    files_here: int = 0
    size: int = 0
    size_here: int = 0
    refused: int = 0
    paused: bool = False
    return_on: str = ""
    trouble: str = ""
    """Code of what keeps this machine from taking files, such as a full disk."""

    @property
    def complete(self) -> bool:
        """Whether every file that can be had is here."""
        return self.records > 0 and self.files_here + self.refused >= self.files


@dataclass(frozen=True, slots=True)
class CertificateLife:
    """A signing certificate of this machine and its last day (``YYYY-MM-DD``, Vietnam time)."""

    name: str
    until: str
    lasts: bool


@dataclass(frozen=True, slots=True)
class TripCheck:
    """*Kiểm tra trước chuyến đi*. Dates are ``YYYY-MM-DD``."""

    files_missing: int
    lease_until: str
    """The last day on which the cache opens without the server."""
    lease_lasts: bool
    session_until: str
    """The last day of the sign-in; afterwards the password is asked for at the first contact."""
    session_lasts: bool
    pending: int
    blocked: int
    over_budget: bool
    certificates: tuple[CertificateLife, ...] = ()
    password_needed: bool = False
    """Whether opening the program on the way asks for the password (it is not remembered on this machine)."""

    @property
    def ready(self) -> bool:
        """Whether nothing stands against leaving."""
        return not self.files_missing and self.lease_lasts and not self.blocked


class Trips(Protocol):
    """The part of the desk behind *Đi công tác* and the choices of what is kept here."""

    def find(self, kind: Kind, tab: str, text: str, first: date | None, last: date | None) -> list[Row]:
        """Rows to choose from, newest first, of days from ``first`` to ``last`` (Vietnam time)."""

    def plan(self, chosen: Sequence[Chosen]) -> TripPlan:
        """What fetching these records' files would cost."""

    def begin(self, chosen: Sequence[Chosen], return_on: date) -> None:
        """Add records to the trip and begin to fetch their files."""

    def state(self) -> TripState:
        """How far it is."""

    def end(self) -> None:
        """The trip is over: its files are kept as any other."""

    def check(self, return_on: date) -> TripCheck:
        """What would be missing on the way."""

    def pause(self, paused: bool) -> None:
        """Pause every transfer by rule, or go on where it stopped."""

    def kept(self) -> Kept:
        """What files take here, and the choices."""

    def set_budget(self, size: int) -> None:
        """Bytes that cached files may take."""

    def set_metered(self, choice: Metered) -> None:
        """Whether the connection is paid by volume."""

    def system_says(self, metered: bool) -> None:
        """What the operating system knows of the connection."""


class StoredTrips:
    """See :class:`Trips`."""

    def __init__(
        self,
        store: Store,
        lists: StoredLists,
        files: StoredFiles,
        keeping: StoredKeeping,
        clock: Clock,
        go: Callable[[], None],
        *,
        keys: Callable[[], Keys],
        password_needed: bool,
    ) -> None:
        self._store = store
        self._lists = lists
        self._files = files
        self._keeping = keeping
        self._clock = clock
        self._go = go
        self._keys = keys
        self._password_needed = password_needed

    def find(self, kind: Kind, tab: str, text: str, first: date | None, last: date | None) -> list[Row]:
        """Rows to choose from."""
        found: list[Row] = []
        after: Row | None = None
        while len(found) < _MOST:
            page = self._lists.rows(ListQuery(kind, tab=tab, text=text), after, 200)
            for row in page:
                day = _day(row.at)
                if (first is None or (day and day >= first)) and (last is None or (day and day <= last)):
                    found.append(row)
            if len(page) < 200 or (first is not None and (_day(page[-1].at) or first) < first):
                break
            after = page[-1]
        return found[:_MOST]

    def plan(self, chosen: Sequence[Chosen]) -> TripPlan:
        """Counts and bytes."""
        files, _here, size, size_here = self._sums([record_id for _kind, record_id in chosen])
        missing = size - size_here
        return TripPlan(len(chosen), files, size, missing, round(missing / self._files.rate()))

    def begin(self, chosen: Sequence[Chosen], return_on: date) -> None:
        """Pin, remember the day of return, fetch."""

        def pin(box: Connection) -> None:
            box.executemany(
                "INSERT OR REPLACE INTO pins (id, kind) VALUES (?, ?)",
                [(record_id, kind) for kind, record_id in chosen],
            )
            outbox.set_fact(box, _TRIP, json.dumps({"return_on": return_on.isoformat()}))

        self._store.databases.write_outbox(pin)
        self._keeping.pause(False)
        self._go()

    def state(self) -> TripState:
        """Pinned files here and in all."""
        with self._store.databases.outbox() as box:
            pinned = [row[0] for row in box.execute("SELECT id FROM pins")]
        files, here, size, size_here = self._sums(pinned)
        kept = codec.decode(self._store.fact(_TRIP) or "{}", dict)
        return TripState(
            records=len(pinned),
            files=files,
            files_here=here,
            size=size,
            size_here=size_here,
            refused=self._files.refused_of(pinned),
            paused=self._keeping.paused(),
            return_on=str(kept.get("return_on", "")),
            trouble=self._files.trouble,
        )

    def end(self) -> None:
        """Unpin all."""

        def unpin(box: Connection) -> None:
            box.execute("DELETE FROM pins")
            outbox.set_fact(box, _TRIP, None)

        self._store.databases.write_outbox(unpin)

    def check(self, return_on: date) -> TripCheck:
        """Files, lease, sign-in, certificates, waiting acts."""
        state = self.state()
        policy = codec.decode(self._store.fact("policy") or "{}", Policy)
        contact = self._store.fact("last_contact")
        lease = _day(contact) if contact else None
        if lease is not None:
            lease += timedelta(days=policy.offline_days)
        session = _day(self._store.fact("session_until") or "")
        pending, blocked = self._store.waiting()
        kept = self._keeping.state()
        return TripCheck(
            files_missing=max(0, state.files - state.files_here),
            lease_until=lease.isoformat() if lease else "",
            lease_lasts=lease is not None and return_on <= lease,
            session_until=session.isoformat() if session else "",
            session_lasts=session is None or return_on <= session,
            pending=pending,
            blocked=blocked,
            over_budget=state.size > kept.budget,
            certificates=self._certificates(return_on),
            password_needed=self._password_needed,
        )

    def _certificates(self, return_on: date) -> tuple[CertificateLife, ...]:
        """What can be seen without a PIN; a token that does not answer is no reason to stay at home."""
        lives = []
        for key in self._keys().found:
            if key.certificate.authority:
                continue
            until = key.certificate.not_after.astimezone(_VIETNAM).date()
            lives.append(CertificateLife(key.certificate.subject, until.isoformat(), return_on <= until))
        return tuple(lives)

    def pause(self, paused: bool) -> None:
        """Pause or go on."""
        self._keeping.pause(paused)
        if not paused:
            self._go()

    def kept(self) -> Kept:
        """What files take here."""
        kept = self._keeping.state()
        return replace(kept, waiting=len(self._files.wanted(0 if kept.metered_now else _MOST)))

    def set_budget(self, size: int) -> None:
        """Bytes that cached files may take."""
        self._keeping.set_budget(size)

    def set_metered(self, choice: Metered) -> None:
        """Whether the connection is paid by volume."""
        self._keeping.set_metered(choice)

    def system_says(self, metered: bool) -> None:
        """What the operating system knows."""
        self._keeping.system_says(metered)

    def _sums(self, record_ids: Sequence[str]) -> tuple[int, int, int, int]:
        """(files, of these here, bytes, of these here). A file that is here counts with its real size."""
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT coalesce(b.complete, 0), coalesce(iif(b.complete = 1, b.size, NULL), f.data ->> '$.size', 0)"
                " FROM records f LEFT JOIN blobs b ON b.file_id = f.id AND b.version = f.version"
                " WHERE f.kind = 'file' AND f.parent IN (SELECT value FROM json_each(?))",
                (json.dumps(list(record_ids)),),
            ).fetchall()
        here = [int(size) for complete, size in rows if complete]
        return len(rows), len(here), sum(int(size) for _complete, size in rows), sum(here)


def _day(at: str) -> date | None:
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (found.astimezone(_VIETNAM) if found.tzinfo else found).date()
