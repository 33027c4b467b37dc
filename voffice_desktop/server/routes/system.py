"""Health of the server."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop import __version__
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError

endpoints = Endpoints("system")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Answer of ``GET /health``."""

    status: str
    version: str
    database: str
    time: str


@endpoints.add("GET", "/health", "Whether the server can work", gives=Health, signed_in=False)
def health(call: Call) -> Answer:
    """503 when the database or the blob store does not answer."""
    services = call.services
    call.release()
    if not services.database.answers() or not services.blobs.answers():
        raise ProblemError("unavailable", headers={"Retry-After": "10"})
    kind = "sqlite" if services.database.is_sqlite else "postgresql"
    return Answer(Health(status="ok", version=__version__, database=kind, time=services.now()))
