"""Indexes of the lists that wait until a first synchronisation has filled the cache.

Rows come in no order that these know, so each run of pages would write, seal and log nearly all of their pages anew;
made at the end they are sorted once (0.5 s for 100,000 rows). Without them every list is right, only slower. What is
put off is noted in the same transaction, and made up for when the synchronisation ends, breaks off, or the program
starts again.
"""

from __future__ import annotations

import json

from voffice_desktop.store import pages
from voffice_desktop.store.engine import Connection

_LATE = ("shown_status", "shown_due", "shown_symbol")
NOTED = "late_indexes"
"""The key of ``sync_state`` that holds their statements meanwhile."""


def put_off(connection: Connection) -> bool:
    """Drop them while there is nothing yet that they would find; whether the mirror is empty."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM records)").fetchone()[0]:
        return False
    found = dict(
        connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN (SELECT value FROM json_each(?))",
            (json.dumps(_LATE),),
        ).fetchall()
    )
    if not found:
        return True
    pages.set_state(connection, NOTED, json.dumps(list(found.values())))
    for name in found:
        connection.execute(f"DROP INDEX {name}")
    return True


def make_up(connection: Connection) -> None:
    """Make those that were put off."""
    noted = pages.state(connection, NOTED)
    if noted is None:
        return
    for statement in json.loads(noted):
        connection.execute(statement.replace("CREATE INDEX ", "CREATE INDEX IF NOT EXISTS ", 1))
    pages.set_state(connection, NOTED, None)
