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
from typing import Any

import psycopg
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
        self._is_sqlite = url.get_backend_name() == "sqlite"
        self._statement = _STATEMENT.format(mark="?" if self._is_sqlite else "%s")
        self._open: Callable[[], Any] = (
            (lambda: _open_sqlite(str(url.database))) if self._is_sqlite else (lambda: _open_postgres(url, options))
        )
        self._free: list[Any] = []
        self._places = threading.BoundedSemaphore(MOST_CONNECTIONS)
        self._closed = False

    def ask(self, token: str, now: str) -> Standing | None:
        """None when the session does not stand, or the database did not answer: the ordinary way says which."""
        try:
            with self._connection() as connection:
                row = connection.execute(self._statement, (hashlib.sha256(token.encode()).hexdigest(),)).fetchone()
        except (psycopg.Error, sqlite3.Error):
            return None
        if row is None:
            return None
        user_id, revoked, expires_at, wiped, data, head = row
        if revoked or wiped or expires_at <= now or data is None or _is_disabled(data):
            return None
        return Standing(user_id, head)

    def close(self) -> None:
        """Give back every connection."""
        self._closed = True
        while self._free:
            self._free.pop().close()

    @contextlib.contextmanager
    def _connection(self) -> Iterator[Any]:
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
def _is_disabled(data: str) -> bool:
    return codec.decode(data, User).disabled


def _open_sqlite(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)


def _open_postgres(url: URL, options: dict[str, Any]) -> psycopg.Connection[Any]:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True, prepare_threshold=1, **options)
