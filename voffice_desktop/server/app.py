"""The ASGI application: every endpoint of every route module, body limits, compression, the push stream."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import importlib
import json
import logging
import multiprocessing.connection
import os
import re
import signal
import threading
import unicodedata
from collections.abc import AsyncIterator, Callable
from typing import Any

import anyio.to_thread
import zstandard
from anyio import CapacityLimiter
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Route

from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.office import Renditions
from voffice_desktop.pdf.signed_checks import Eyes
from voffice_desktop.protocol.routes import PREFIX
from voffice_desktop.server import openapi, timestamping
from voffice_desktop.server.audit import AuditLog
from voffice_desktop.server.blobstore import open_blob_store, secret
from voffice_desktop.server.database import Database
from voffice_desktop.server.endpoints import BYTES, Endpoint
from voffice_desktop.server.housekeeping import sweep
from voffice_desktop.server.problems import ProblemError
from voffice_desktop.server.push import HeadWatcher
from voffice_desktop.server.routes import changes
from voffice_desktop.server.serving import Incoming, Reply, Services, handle, problem_reply
from voffice_desktop.server.spooling import Spooled, spool
from voffice_desktop.server.timestamping import time_service

_log = logging.getLogger(__name__)

JSON_LIMIT = 1 << 20
FILE_LIMIT = 512 << 20
_COMPRESS_FROM = 1024
_CHECKPOINT_SECONDS = 30
_SWEEP_SECONDS = 300
_SIGN_IN_THREADS, _BYTES_THREADS, _JSON_THREADS = 4, 16, 32
"""Sign-ins wait for their hash and files for a PDF child: neither may take every thread from the short questions."""
_MARKS_KEY = "system/marks.key"

ROUTE_MODULES = (
    "system",
    "account",
    "changes",
    "uploads",
    "files",
    "certification",
    "signing",
    "signature_looks",
    "annexes",
    "incoming",
    "slips",
    "outgoing",
    "numbers",
    "places",
    "tasks",
    "admin",
    "delegations",
    "policy",
    "registers",
    "collections",
)
"""Modules of ``server.routes`` in the order in which their paths are matched."""


def all_endpoints() -> list[Endpoint]:
    """Every endpoint of the contract."""
    found: list[Endpoint] = []
    for name in ROUTE_MODULES:
        found.extend(importlib.import_module(f"voffice_desktop.server.routes.{name}").endpoints.all)
    return found


def make_secrets(blobs_url: str) -> None:
    """Make the keys of an empty blob store before several processes ask for them."""
    blobs = open_blob_store(blobs_url)
    AuditLog(blobs)
    secret(blobs, _MARKS_KEY)


def make_services(database: Database, blobs_url: str, *, clock: Clock = utc_now) -> Services:
    """The parts of a server on an opened database and the blob store at ``blobs_url``."""
    blobs = open_blob_store(blobs_url)
    children = Children()
    return Services(
        database=database,
        blobs=blobs,
        audit=AuditLog(blobs),
        watcher=HeadWatcher(database),
        clock=clock,
        children=children,
        eyes=Eyes(children),
        renditions=Renditions(children),
        marks_key=secret(blobs, _MARKS_KEY),
        ask_time=time_service(os.environ.get(timestamping.VARIABLE, "")),
    )


def create_app(database: Database, blobs_url: str, *, clock: Clock = utc_now) -> FastAPI:
    """The application on an opened database and the blob store at ``blobs_url``."""
    services = make_services(database, blobs_url, clock=clock)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_checkpoint, services)
        services.watcher.start()
        rounds = [
            asyncio.create_task(_repeat(services, _CHECKPOINT_SECONDS, _checkpoint)),
            asyncio.create_task(_repeat(services, _SWEEP_SECONDS, sweep)),
        ]
        yield
        for task in rounds:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await services.watcher.stop()
        services.children.close()
        try:
            await run_in_threadpool(_checkpoint, services)
        except Exception:  # the blob store may be what ends the server
            _log.exception("the last audit checkpoint was not written")

    app = FastAPI(title="voffice", openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.services = services
    endpoints = all_endpoints()
    description = json.dumps(openapi.document(endpoints), ensure_ascii=False).encode()

    async def describe() -> Response:
        return Response(description, media_type="application/json")

    for path in ("/openapi.json", PREFIX + "/openapi.json"):
        app.add_api_route(path, describe, methods=["GET"])
    sign_in, files, others = map(CapacityLimiter, (_SIGN_IN_THREADS, _BYTES_THREADS, _JSON_THREADS))
    for endpoint in endpoints:
        threads = sign_in if endpoint.lane == "sign-in" else files if endpoint.handles_bytes else others
        app.router.routes.append(_route(endpoint, _serve(services, endpoint, threads)))

    @app.exception_handler(HTTPException)
    async def routing_error(request: Request, error: HTTPException) -> Response:
        code = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}.get(error.status_code, "invalid")
        reply = problem_reply(ProblemError(code), request.headers)
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_methods_at(app, request.url.path))
        return Response(reply.content, reply.status, {**headers, **reply.headers})

    return app


def _route(endpoint: Endpoint, serve: Callable[[Request], Any]) -> Route:
    """A plain route: parameters and bodies are read by the handlers, which costs a third of FastAPI's own reading."""
    route = Route(PREFIX + endpoint.path, serve, methods=[endpoint.method])
    route.methods = {endpoint.method}  # Starlette adds HEAD to every GET
    return route


def _methods_at(app: FastAPI, path: str) -> list[str]:
    """All methods that some endpoint has on this path."""
    return sorted(
        {
            method
            for route in app.routes
            if isinstance(route, Route) and route.path_regex.match(path)
            for method in route.methods or ()
        }
    )


async def _repeat(services: Services, seconds: float, work: Callable[[Services], None]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await run_in_threadpool(work, services)
        except Exception:  # the next round tries again
            _log.exception("upkeep did not finish")


def _checkpoint(services: Services) -> None:
    with services.database.read() as connection:
        services.audit.checkpoint(connection)


def _serve(services: Services, endpoint: Endpoint, threads: CapacityLimiter) -> Callable[[Request], Any]:
    if endpoint.streams:

        async def stream(request: Request) -> Response:
            return await changes.open_stream(services, request)

        return stream
    raw_body, on_disk = isinstance(endpoint.takes, str), endpoint.takes == BYTES

    async def serve(request: Request) -> Response:
        raw, spooled = b"", None
        try:
            if on_disk:
                _refuse_announced(request, FILE_LIMIT)
                spooled = await spool(request.stream(), FILE_LIMIT)
            else:
                raw = await read_body(request, FILE_LIMIT if raw_body else JSON_LIMIT)
        except ProblemError as problem:
            return to_response(request, problem_reply(problem, request.headers))
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        asked = incoming(request, raw, spooled)
        try:
            reply = await anyio.to_thread.run_sync(handle, services, endpoint, asked, limiter=threads)
        finally:
            if spooled is not None:
                spooled.file.close()
        return to_response(request, reply)

    return serve


def incoming(request: Request, raw: bytes, spooled: Spooled | None = None) -> Incoming:
    """The request as ``serving`` takes it."""
    query = request.url.query
    return Incoming(
        path=request.path_params,
        query={name: unicodedata.normalize("NFC", value) for name, value in request.query_params.items()},
        headers=request.headers,
        raw=raw,
        spooled=spooled,
        address=request.client.host if request.client else "local",
        target=f"{request.method} {request.url.path}?{query}",
    )


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body; refused by its announced length before it is read, and while it is read beyond the limit."""
    _refuse_announced(request, limit)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise ProblemError("too_large", headers={"Connection": "close"})
        parts.append(part)
    return b"".join(parts)


def _refuse_announced(request: Request, limit: int) -> None:
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > limit:
        raise ProblemError("too_large", headers={"Connection": "close"})


def to_response(request: Request, reply: Reply) -> Response:
    """The reply, compressed where the client takes it and it pays (JSON of 1 kB and more)."""
    content, headers = reply.content, dict(reply.headers)
    accepted = request.headers.get("accept-encoding", "")
    if len(content) >= _COMPRESS_FROM and "json" in headers.get("Content-Type", ""):
        headers["Vary"] = "Accept-Encoding, Accept-Language"
        if takes_coding(accepted, "zstd"):
            content = zstandard.ZstdCompressor(level=3).compress(content)
            headers["Content-Encoding"] = "zstd"
        elif takes_coding(accepted, "gzip"):
            content = gzip.compress(content, 1, mtime=0)
            headers["Content-Encoding"] = "gzip"
    return Response(content, reply.status, headers)


def takes_coding(header: str, coding: str) -> bool:
    """Whether an ``Accept-Encoding`` names this coding with a weight above nought (RFC 9110 §12.5.3)."""
    for part in header.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() == coding:
            return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) is None
    return False


def from_environment() -> FastAPI:
    """The application of a worker process: database and blobs by VOFFICE_DATABASE and VOFFICE_BLOBS."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), name="parent", daemon=True).start()
    return create_app(Database(os.environ["VOFFICE_DATABASE"]), os.environ["VOFFICE_BLOBS"])


def _end_with(sentinel: int) -> None:
    """A worker whose parent was killed would hold the port, and the next start would fail."""
    multiprocessing.connection.wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
