"""Sending the outbox: first in, first out for each record; one record's trouble holds back nobody else's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from voffice_desktop.clock import Clock
from voffice_desktop.errors import MachineFault, Rejected, Transient
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.remote.calls import Remote
from voffice_desktop.remote.exchange import Answer
from voffice_desktop.store import commands as outbox
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import Command
from voffice_desktop.store.engine import Connection
from voffice_desktop.sync import backoff, merging
from voffice_desktop.sync.news import News, Touched

_MERGES = 4
"""How often one command is put on a newer record within a round before it is left for the next."""
_log = logging.getLogger(__name__)


@dataclass
class Pushed:
    """What a round of sending did."""

    sent: int = 0
    blocked: int = 0


class Pusher:
    """Sends commands of one account."""

    def __init__(
        self, store: Store, remote: Remote, news: News, clock: Clock, deliver: Callable[[Command], None]
    ) -> None:
        self._store = store
        self._remote = remote
        self._news = news
        self._clock = clock
        self._deliver = deliver
        """Uploads the files that a command names, before it goes."""

    def run(self, *, eager: bool, into: Pushed) -> None:
        """Send what can be sent. ``eager``: also what waits for a later time. Raises ``Transient`` when the link
        fails, ``SignInNeeded`` when the session ended; every command is then where it can be tried again."""
        held: set[str] = set()
        for command in self._store.commands():
            if command.state == "acked" or command.actor != self._store.actor.id:
                continue
            if command.entity_id in held:
                continue
            waits = _not_yet(command, self._clock()) and (not eager or command.code == outbox.HELD)
            if command.state == "blocked" or waits:
                held.add(command.entity_id)
                continue
            if not self._send(command.id, into):
                held.add(command.entity_id)

    def _send(self, command_id: str, into: Pushed) -> bool:
        """Try one command; whether the next one of its record may go."""
        for _attempt in range(_MERGES):
            with self._store.databases.outbox() as box:
                command = outbox.get(box, command_id)
            if command is None:
                # Its author took it back in this very moment.
                return True
            try:
                self._deliver(command)
                self._changed(command, partial(outbox.mark_sending, command_id=command.id))
                answer = self._remote.act(
                    command.method,
                    command.path,
                    command.body,
                    key=command.id,
                    if_match=command.base_version if command.method == "PATCH" else None,
                    made_at=command.created_at,
                )
            except Rejected as error:
                again = self._merged(command, error)
                if again is not None:
                    command_id = again
                    continue
                self._block(command, error)
                into.blocked += 1
                return False
            except Transient as error:
                self._wait(command, error)
                if error.code == "server_error":
                    # The server answers, but not to this command: it must not hold back the others.
                    return False
                raise
            except MachineFault as error:
                self._wait(command, Transient(error.code))
                return False
            self._ack(command, answer)
            into.sent += 1
            return True
        return False

    def _changed(self, command: Command, work: Callable[[Any], None]) -> None:
        self._store.change_command(command.entity_id, work)
        self._news.publish(Touched("outbox", frozenset({command.entity_id})))

    def _ack(self, command: Command, answer: Answer) -> None:
        plain = answer.plain()
        whole = isinstance(plain, dict) and plain.get("id") == command.entity_id
        version = plain.get("version") if whole and isinstance(plain.get("version"), int) else None
        body = answer.body if whole else None
        self._changed(command, lambda box: outbox.mark_acked(box, command, body, version))

    def _wait(self, command: Command, error: Transient) -> None:
        seconds = backoff.wait(command.attempts + 1, error.retry_after)
        at = backoff.due(self._clock(), seconds)
        self._changed(command, lambda box: outbox.mark_waiting(box, command.id, at, error.code))

    def _block(self, command: Command, error: Rejected) -> None:
        reason = str(error.problem.get("detail") or error.problem.get("title") or "")
        current = error.problem.get("current")
        snapshot = codec.encode(current) if isinstance(current, dict) else None
        _log.info("a command was refused: %s", error.code)
        self._changed(command, lambda box: outbox.mark_blocked(box, command.id, error.code, reason, snapshot))

    def _merged(self, command: Command, error: Rejected) -> str | None:
        """The id under which a refused edit may be sent again, or ``None`` when its author must decide."""
        if error.code == "idempotency_key_reused" and command.method == "PATCH" and command.attempts > 0:
            # The server kept the first refusal under this key: the merged request needs one of its own.
            fresh = new_id()
            self._changed(command, lambda box: outbox.replace_id(box, command.id, fresh))
            return fresh
        current = error.problem.get("current")
        if error.status != 412 or not isinstance(current, dict) or not isinstance(current.get("version"), int):
            return None
        if current["version"] == command.base_version:
            # The refusal of an earlier try was replayed: the record stands as this request expects it.
            fresh = new_id()
            self._changed(command, lambda box: outbox.replace_id(box, command.id, fresh))
            return fresh
        base = codec.decode(command.base, dict) if command.base is not None else {}
        if merging.touching(command.plain_body(), base, current):
            return None
        self._changed(command, partial(self._rebase, command=command, base=base, current=current))
        return command.id

    def _rebase(self, box: Connection, command: Command, base: dict[str, Any], current: dict[str, Any]) -> None:
        """Put the command on the newer record, and with it the later ones that were made on the same old one and
        touch nothing that others changed; those that do are met by their own 412."""
        newer = codec.encode(current)
        for one in outbox.of_entity(box, command.entity_id):
            same = one.seq >= command.seq and one.base_version == command.base_version
            if one.state in ("acked", "blocked") or not same:
                continue
            if one.method != "PATCH" or not merging.touching(one.plain_body(), base, current):
                outbox.rebase(box, one.id, one.body, int(current["version"]), newer)


def _not_yet(command: Command, now: datetime) -> bool:
    return command.state == "waiting" and backoff.still_waiting(now, command.next_attempt_at)
