"""What a running server clears away: sign-in tries, ended sessions, answers, given-up uploads, torn writes, copies.

Every worker does it now and then; doing it twice harms nothing. Records, numbers, files and the audit log are never
touched.
"""

from __future__ import annotations

from sqlalchemy import delete, select

from voffice_desktop.server import copies, schema, sessions, times, uploads
from voffice_desktop.server.serving import Services

ANSWER_DAYS = 31
"""How long the first answer to an Idempotency-Key is kept; the contract says at least 30."""
UPLOAD_DAYS = 7
"""How long an upload may lie unfinished."""
TORN_SECONDS = 86_400
"""No write takes a day: what is older was killed."""


def sweep(services: Services) -> None:
    """Clear away what is out of date."""
    now = services.now()
    answers, begun = schema.idempotency, schema.uploads
    given_up = times.later(now, days=-UPLOAD_DAYS)
    with services.database.read() as connection:
        wanted = (begun.c.state == "open") & (begun.c.at < given_up)
        old = connection.execute(select(begun.c.id, begun.c.size).where(wanted)).all()
    for upload in old:
        uploads.forget_parts(services.blobs, upload.id, upload.size)
    services.blobs.forget_torn(times.parse(now).timestamp() - TORN_SECONDS)
    with services.database.write() as connection:
        sessions.sweep(connection, now)
        connection.execute(delete(answers).where(answers.c.at < times.later(now, days=-ANSWER_DAYS)))
        connection.execute(delete(begun).where(begun.c.id.in_([upload.id for upload in old])))
        copies.forget_old(services, connection)
