"""The outbox as rows: commands and their states, and what else only this machine knows (drafts, pins, views).

Every function works inside a transaction handed out by the write lane, or on a reader. Life of a command:
``queued → sending → acked``, or ``waiting(next_attempt_at)``, or ``blocked(reason)`` until its author decides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from voffice_desktop.store.engine import Connection

State = Literal["queued", "sending", "waiting", "blocked", "acked"]


@dataclass(frozen=True, slots=True)
class Command:
    """One act of the user. ``id`` is the Idempotency-Key of every try; ``base`` the record it was made on (JSON)."""

    seq: int
    id: str
    actor: str
    method: str
    path: str
    kind: str | None
    entity_id: str
    body: bytes
    base_version: int | None
    base: bytes | None
    state: State
    attempts: int
    next_attempt_at: str | None
    code: str
    reason: str
    snapshot: bytes | None
    answer: bytes | None
    created_at: str

    def plain_body(self) -> dict[str, Any]:
        """The body as plain data."""
        body: dict[str, Any] = json.loads(self.body)
        return body

    @property
    def action(self) -> str:
        """The last word of an action's path, ``edit`` for PATCH, ``create`` for a POST on a collection."""
        words = self.path.strip("/").split("/")
        if self.method == "PATCH":
            return "edit"
        return words[-1] if len(words) > 2 else "create"


_COLUMNS = (
    "seq, id, actor, method, path, kind, entity_id, body, base_version, base, state, attempts, next_attempt_at,"
    " code, reason, snapshot, answer, created_at"
)


HELD = "held"
"""Code of a waiting command that its author can still take back."""


def add(
    connection: Connection,
    *,
    command_id: str,
    actor: str,
    method: str,
    path: str,
    kind: str | None,
    entity_id: str,
    body: bytes,
    base_version: int | None,
    base: bytes | None,
    at: str,
    close_draft: str | None = None,
    held_until: str | None = None,
) -> None:
    """Queue a command; the draft it was made from is closed in the same transaction.

    ``held_until``: until then it is not sent, whoever asks, so that its author can take it back (:func:`undo`).
    """
    state, code = ("waiting", HELD) if held_until else ("queued", "")
    connection.execute(
        "INSERT INTO commands (id, actor, method, path, kind, entity_id, body, base_version, base, state, created_at,"
        " next_attempt_at, code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (command_id, actor, method, path, kind, entity_id, body, base_version, base, state, at, held_until, code),
    )
    if close_draft is not None:
        connection.execute("DELETE FROM drafts WHERE key = ?", (close_draft,))


def undo(connection: Connection, command_id: str) -> bool:
    """Take back a command that has never left the machine; whether there was one."""
    gone = connection.execute(
        "DELETE FROM commands WHERE id = ? AND state IN ('queued', 'waiting') AND attempts = 0", (command_id,)
    )
    return bool(gone.rowcount)


def every(connection: Connection) -> list[Command]:
    """All commands in order of their making."""
    return _read(connection, "ORDER BY seq")


def of_entity(connection: Connection, entity_id: str) -> list[Command]:
    """The commands on one record, in order."""
    return _read(connection, "WHERE entity_id = ? ORDER BY seq", entity_id)


def get(connection: Connection, command_id: str) -> Command | None:
    """One command, or ``None``."""
    found = _read(connection, "WHERE id = ?", command_id)
    return found[0] if found else None


def in_state(connection: Connection, *states: State) -> list[Command]:
    """The commands in any of ``states``, in order."""
    marks = ", ".join("?" * len(states))
    return _read(connection, f"WHERE state IN ({marks}) ORDER BY seq", *states)


def counts(connection: Connection, actor: str) -> tuple[int, int]:
    """(commands of this person still to be sent, those blocked)."""
    row = connection.execute(
        "SELECT coalesce(sum(state IN ('queued', 'sending', 'waiting')), 0), coalesce(sum(state = 'blocked'), 0)"
        " FROM commands WHERE actor = ?",
        (actor,),
    ).fetchone()
    return int(row[0]), int(row[1])


def _read(connection: Connection, rest: str, *values: object) -> list[Command]:
    return [Command(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM commands {rest}", values)]


def mark_sending(connection: Connection, command_id: str) -> None:
    """This try is about to leave the machine."""
    connection.execute("UPDATE commands SET state = 'sending', attempts = attempts + 1 WHERE id = ?", (command_id,))


def requeue_interrupted(connection: Connection) -> int:
    """At start: a try whose end nobody saw is queued again; the server's dedupe makes that safe."""
    changed: int = connection.execute("UPDATE commands SET state = 'queued' WHERE state = 'sending'").rowcount
    return changed


def mark_waiting(connection: Connection, command_id: str, next_attempt_at: str | None, code: str) -> None:
    """The try failed for a passing cause."""
    connection.execute(
        "UPDATE commands SET state = 'waiting', next_attempt_at = ?, code = ? WHERE id = ?",
        (next_attempt_at, code, command_id),
    )


def mark_blocked(connection: Connection, command_id: str, code: str, reason: str, snapshot: bytes | None) -> None:
    """A rule refused it; the payload stays until its author decides."""
    connection.execute(
        "UPDATE commands SET state = 'blocked', code = ?, reason = ?, snapshot = ?, next_attempt_at = NULL"
        " WHERE id = ?",
        (code, reason, snapshot, command_id),
    )


def lose(connection: Connection, command_id: str, label: bytes, code: str = "access_lost") -> None:
    """Its record may no longer be seen: the act waits for its author, without the record's content (``label`` names
    it). An act that was blocked before keeps its reason."""
    connection.execute(
        "UPDATE commands SET base = NULL, snapshot = ?, next_attempt_at = NULL,"
        " code = iif(state = 'blocked', code, ?), reason = iif(state = 'blocked', reason, ''),"
        " state = 'blocked' WHERE id = ?",
        (label, code, command_id),
    )


_NUMBERED = ("code", "symbol", "name")
"""Fields that name a record without telling what it says."""


def label(base: bytes) -> bytes:
    """What may stay of a record that may no longer be seen, so that its author knows an act again."""
    known: dict[str, Any] = json.loads(base)
    found = {name: known[name] for name in _NUMBERED if known.get(name)}
    return json.dumps(found, ensure_ascii=False).encode()


def shut_out(connection: Connection, actor: str) -> None:
    """This person may see nothing any more: every act that never left waits for them, and what the records said goes.
    A try whose end nobody saw keeps its key and is asked about again first: it may have arrived."""
    for command in _read(connection, "WHERE actor = ? ORDER BY seq", actor):
        if command.state == "blocked" or (command.state != "acked" and not command.attempts):
            said = command.base or command.snapshot
            lose(connection, command.id, b"{}" if said is None else label(said), "account_disabled")
            continue
        connection.execute("UPDATE commands SET base = NULL, answer = NULL WHERE id = ?", (command.id,))


def mark_acked(connection: Connection, command: Command, answer: bytes | None, version: int | None) -> None:
    """The server did it. Later commands on the record that were made on the same base now stand on the answer."""
    connection.execute(
        "UPDATE commands SET state = 'acked', answer = ?, code = '', reason = '', next_attempt_at = NULL"
        " WHERE id = ?",
        (answer, command.id),
    )
    if answer is None or version is None:
        return
    nobody_between = command.base_version is None or version == command.base_version + 1
    if nobody_between:
        connection.execute(
            "UPDATE commands SET base_version = ?, base = ? WHERE entity_id = ? AND seq > ? AND state != 'acked'"
            " AND base_version IS ?",
            (version, answer, command.entity_id, command.seq, command.base_version),
        )


def rebase(connection: Connection, command_id: str, body: bytes, version: int, base: bytes) -> None:
    """Put a merged command on the record as it now stands; it never took effect, so its key stays."""
    connection.execute(
        "UPDATE commands SET state = iif(state = 'waiting', 'waiting', 'queued'), base_version = ?, base = ?,"
        " body = ? WHERE id = ?",
        (version, base, body, command_id),
    )


def replace_id(connection: Connection, command_id: str, new_id: str) -> None:
    """Give a refused try a new key, so that the server does not replay the refusal."""
    connection.execute("UPDATE commands SET id = ? WHERE id = ?", (new_id, command_id))


def drop_acked(connection: Connection, up_to: int) -> list[Command]:
    """Forget the acked commands that ``up_to`` (a seq) and a cursor have passed; returns them."""
    gone = [command for command in in_state(connection, "acked") if command.seq <= up_to]
    connection.executemany("DELETE FROM commands WHERE seq = ?", [(command.seq,) for command in gone])
    return gone


def retry(connection: Connection, command_id: str, new_id: str, version: int | None, base: bytes | None) -> None:
    """Queue a blocked command again, under a new key, against the record as it stands now."""
    connection.execute(
        "UPDATE commands SET id = ?, state = 'queued', code = '', reason = '', snapshot = NULL, base_version = ?,"
        " base = ?, attempts = 0 WHERE id = ? AND state = 'blocked'",
        (new_id, version, base, command_id),
    )


@dataclass(frozen=True, slots=True)
class Discarded:
    """An act that its author threw away; it can be taken back for 30 days."""

    id: str
    method: str
    path: str
    body: bytes
    at: str
    actor: str
    kind: str | None
    entity_id: str
    created_at: str


def discard(connection: Connection, command_id: str, at: str) -> None:
    """Its author drops a blocked or unsent command; the payload is kept apart for 30 days."""
    connection.execute(
        "INSERT OR REPLACE INTO discarded (id, method, path, body, at, actor, kind, entity_id, created_at)"
        " SELECT id, method, path, body, ?, actor, kind, entity_id, created_at FROM commands WHERE id = ?",
        (at, command_id),
    )
    connection.execute("DELETE FROM commands WHERE id = ?", (command_id,))


def discarded(connection: Connection, actor: str) -> list[Discarded]:
    """What this person threw away, the newest first."""
    rows = connection.execute(
        "SELECT id, method, path, body, at, actor, kind, entity_id, created_at FROM discarded WHERE actor = ?"
        " ORDER BY at DESC, id DESC",
        (actor,),
    )
    return [Discarded(*row) for row in rows]


def say_instead(connection: Connection, command_id: str, new_id: str, path: str, body: bytes) -> None:
    """Put another act with the same author's words in the place of a blocked one."""
    connection.execute(
        "UPDATE commands SET id = ?, method = 'POST', path = ?, body = ?, state = 'queued', code = '', reason = '',"
        " snapshot = NULL, base_version = NULL, base = NULL, next_attempt_at = NULL, attempts = 0"
        " WHERE id = ? AND state = 'blocked'",
        (new_id, path, body, command_id),
    )


def restore(connection: Connection, command_id: str, new_id: str) -> None:
    """Take a discarded act back: it waits for its author again, under a new key (the old one may have been used)."""
    connection.execute(
        "INSERT INTO commands (id, actor, method, path, kind, entity_id, body, state, code, created_at)"
        " SELECT ?, actor, method, path, kind, entity_id, body, 'blocked', 'restored', created_at"
        " FROM discarded WHERE id = ?",
        (new_id, command_id),
    )
    connection.execute("DELETE FROM discarded WHERE id = ?", (command_id,))


def forget_discarded(connection: Connection, before: str) -> None:
    """Forget what was discarded before that time."""
    connection.execute("DELETE FROM discarded WHERE at < ?", (before,))


def fact(connection: Connection, key: str) -> str | None:
    """One remembered fact (a session token, the time of the last contact, …)."""
    row = connection.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def set_fact(connection: Connection, key: str, value: str | None) -> None:
    """Remember (or with ``None`` forget) a fact."""
    if value is None:
        connection.execute("DELETE FROM facts WHERE key = ?", (key,))
    else:
        # What stands there already is not written again: it would cost a flush to the disk.
        connection.execute(
            "INSERT INTO facts (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            " WHERE value IS NOT excluded.value",
            (key, value),
        )
