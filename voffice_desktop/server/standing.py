"""The commonest question by far, answered by one statement: who holds this token, and how far has the feed come?

Most requests of the day are polls that find nothing new. On a kept connection of their own, outside transactions and
without SQLAlchemy, they cost a third; whatever is not that simple is left to the ordinary way. The token is looked up
each time: a revoked session, a wiped device or a disabled person is refused at once, in every worker process.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import psycopg
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult
from sqlalchemy.engine import URL

from voffice_desktop.domain.records import User
from voffice_desktop.protocol import codec

MOST_CONNECTIONS = 4
"""Kept by one process; who finds none free waits for the fraction of a millisecond that the others take."""

_STATEMENT = """
SELECT s.user_id, s.revoked, s.expires_at, d.wiped, r.data, h.seq
FROM sessions s
LEFT JOIN devices d ON d.user_id = s.user_id AND d.id = s.device_id
LEFT JOIN records r ON r.id = s.user_id AND r.kind = 'user'
JOIN head h ON h.id = 1
WHERE s.token_hash = {mark}
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose session it is, and the last change number that was committed."""

    user_id: str
    head: int


class StandingQuestion:
    """Asks one database. Safe for several threads."""

    def __init__(self, url: URL, options: dict[str, Any]) -> None:
        if url.get_backend_name() == "sqlite":
            self._open: Callable[[], _Line] = lambda: _SqliteLine(str(url.database))
        else:
            self._open = lambda: _PostgresLine(url, options)
        self._free: list[_Line] = []
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._closed = False

    def ask(self, token: str, now: str) -> Standing | None:
        """None when the session does not stand, or the database did not answer: the ordinary way says which."""
        try:
            with self._connection() as connection:
                row = connection.row_of(hashlib.sha256(token.encode()).hexdigest())
        except (psycopg.Error, sqlite3.Error):
            return None
        if row is None:
            return None
        user_id, revoked, expires_at, wiped, data, head = row
        if revoked or wiped or expires_at <= now or data is None or _is_asked_the_long_way(data):
            return None
        return Standing(user_id, head)

    def close(self) -> None:
        """Give back every connection."""
        self._closed = True
        while self._free:
            self._free.pop().close()

    @contextlib.contextmanager
    def _connection(self) -> Iterator[_Line]:
        with self._places:
            connection = self._free.pop() if self._free else self._open()
            try:
                yield connection
            except BaseException:
                connection.close()  # perhaps the server was started anew: the next question opens another
                raise
            if self._closed:
                connection.close()
            else:
                self._free.append(connection)


@lru_cache(maxsize=1024)
def _is_asked_the_long_way(data: str) -> bool:
    """Disabled people, and those who stand in for somebody: what they see begins and ends by the clock."""
    user = codec.decode(data, User)
    return user.disabled or bool(user.acting_for)


_Row = tuple[str, bool, str, bool | None, str | None, int]
"""Whose session, whether it was ended, until when it stands, whether its device was wiped, the user, the head."""


class _Line(Protocol):
    """One kept connection."""

    def row_of(self, token_hash: str) -> _Row | None:
        """The one row of the statement. Raises the driver's own errors."""

    def close(self) -> None:
        """Give it back."""


class _SqliteLine:
    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        self._statement = _STATEMENT.format(mark="?")

    def row_of(self, token_hash: str) -> _Row | None:
        found: _Row | None = self._connection.execute(self._statement, (token_hash,)).fetchone()
        return found

    def close(self) -> None:
        self._connection.close()


class _PostgresLine:
    """By libpq's own calls: the driver's cursors, types and bookkeeping cost four times as much as the question."""

    _NAME = b"standing"

    def __init__(self, url: URL, options: dict[str, Any]) -> None:
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._connection = psycopg.connect(plain, autocommit=True, **options)
        self._line = self._connection.pgconn
        self._answered(self._line.prepare(self._NAME, _STATEMENT.format(mark="$1").encode()), ExecStatus.COMMAND_OK)

    def row_of(self, token_hash: str) -> _Row | None:
        result = self._line.exec_prepared(self._NAME, [token_hash.encode()])
        self._answered(result, ExecStatus.TUPLES_OK)
        if result.ntuples == 0:
            return None
        user_id, revoked, expires_at, wiped, data, head = (result.get_value(0, column) for column in range(6))
        assert user_id is not None and expires_at is not None and head is not None  # NOT NULL, or joined by rule
        return (
            user_id.decode(),
            revoked == b"t",
            expires_at.decode(),
            wiped == b"t",
            None if data is None else data.decode(),
            int(head),
        )

    def _answered(self, result: PGresult, wanted: ExecStatus) -> None:
        if result.status != wanted:
            raise psycopg.OperationalError("no answer to the standing question")

    def close(self) -> None:
        self._connection.close()
