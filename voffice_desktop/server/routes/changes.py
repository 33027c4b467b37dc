"""The change feed: pages, digest and the stream of nudges."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from voffice_desktop.protocol.messages import Digest
from voffice_desktop.server import feed, sessions
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError
from voffice_desktop.server.routes.delegations import settled
from voffice_desktop.server.serving import Incoming, Services, problem_reply

endpoints = Endpoints("changes")

_HEARTBEAT_SECONDS = 15.0
_QUICK_LIMIT = re.compile(r"[1-9][0-9]{0,2}|[1-4][0-9]{3}|5000")


class ChangeLine(msgspec.Struct):
    """One change as documented; ``data`` is the record or null."""

    kind: str
    id: str
    version: int
    op: str
    data: dict[str, Any] | None


class ChangeAnswer(msgspec.Struct):
    """Answer of ``GET /changes``."""

    changes: list[ChangeLine]
    cursor: str
    has_more: bool


def _nothing_new(services: Services, request: Incoming) -> Answer | None:
    """The answer to who already has everything; None for everybody else."""
    text, token = request.query.get("cursor"), request.token
    if not text or not token or len(request.query) != 1 + ("limit" in request.query):
        return None
    if not _QUICK_LIMIT.fullmatch(request.query.get("limit", "1000")):
        return None
    epoch = services.database.known_epoch
    standing = services.database.standing.ask(token, services.now()) if epoch else None
    if epoch is None or standing is None:
        return None
    try:
        cursor = feed.Cursor.decode(text, epoch, standing.user_id)
    except ProblemError:
        return None
    if not cursor.stands_at(standing.head):
        return None
    return Answer(content=f'{{"changes":[],"cursor":"{text}","has_more":false}}'.encode())


@endpoints.add(
    "GET",
    "/changes",
    "Changes after a cursor",
    quick=_nothing_new,
    gives=ChangeAnswer,
    query={"cursor": str, "limit": int},
    problems=("cursor_expired",),
)
def changes(call: Call) -> Answer:
    """What changed for this person after ``cursor``; without one, all that is alive."""
    limit = call.number("limit", 1000, low=1, high=feed.MAX_LIMIT)
    work = call.work
    epoch = call.services.database.epoch(work.connection)
    text = call.query.get("cursor")
    cursor = feed.Cursor.decode(text, epoch, work.user.id) if text else None
    with settled(call) as connection:
        page = feed.read_page(connection, work.user.id, cursor, limit)
    body = (
        f'{{"changes":[{",".join(page.changes)}],"cursor":"{page.cursor.encode(epoch, work.user.id)}",'
        f'"has_more":{"true" if page.has_more else "false"}}}'
    )
    return Answer(content=body.encode())


@endpoints.add("GET", "/changes/digest", "Count and sum of what this person may see", gives=Digest)
def digest(call: Call) -> Answer:
    """The client's own check of its mirror."""
    with settled(call) as connection:
        count, total = feed.digest(connection, call.work.user.id)
    return Answer(Digest(count=count, sum=total))


@endpoints.add(
    "GET",
    "/changes/stream",
    "Nudges when something changed for this person",
    gives="text/event-stream",
    streams=True,
)
def describe_stream(_call: Call) -> Answer:
    """Server-Sent Events: ``event: changed`` within two seconds, a comment line while nothing happens. It is served
    by ``open_stream``, since it is no request-and-answer like the others."""
    raise AssertionError("streams are not answered in one piece")


async def open_stream(services: Services, request: Request) -> Response:
    """``GET /changes/stream``."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    try:
        user_id = await run_in_threadpool(_user_of, services, token)
    except ProblemError as problem:
        reply = problem_reply(problem, request.headers)
        return Response(reply.content, reply.status, reply.headers)
    return StreamingResponse(
        _nudges(services, token, user_id),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _user_of(services: Services, token: str) -> str:
    with services.database.read() as connection:
        return sessions.authenticate(connection, token, "", services.now()).user.id


async def _nudges(services: Services, token: str, user_id: str) -> AsyncIterator[bytes]:
    """Lines of the event stream; ends when the session does."""
    seen = await run_in_threadpool(services.database.head)
    yield b": voffice\n\n"
    while True:
        moved = await services.watcher.wait_past(seen, _HEARTBEAT_SECONDS)
        try:
            await run_in_threadpool(_user_of, services, token)
        except ProblemError:
            return
        if not moved:
            yield b": still here\n\n"
            continue
        concerned, seen = await run_in_threadpool(_concerned, services, user_id, seen)
        if concerned:
            yield b"event: changed\ndata: {}\n\n"


def _concerned(services: Services, user_id: str, seq: int) -> tuple[bool, int]:
    """Whether anything after ``seq`` concerns this person, and the head up to which that is known."""
    with services.database.read() as connection:
        page = feed.read_page(connection, user_id, feed.Cursor(seq), 1)
        return bool(page.changes), (services.watcher.head if page.has_more else page.cursor.seq)
