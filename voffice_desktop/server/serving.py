"""From an HTTP request to a handler and back: sign-in, one transaction, repeated requests, refusals, audit."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from voffice_desktop.clock import Clock
from voffice_desktop.domain import calendar
from voffice_desktop.errors import DocumentFault, MachineFault, Transient
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.office import Renditions
from voffice_desktop.pdf.signed_checks import Eyes
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.problems import language_of, problem_body
from voffice_desktop.server import forgetting, schema, sessions, times
from voffice_desktop.server.audit import AuditLog
from voffice_desktop.server.blobstore import BlobStore
from voffice_desktop.server.database import Database
from voffice_desktop.server.endpoints import Answer, Call, Endpoint
from voffice_desktop.server.faults import sentence
from voffice_desktop.server.problems import ProblemError, invalid
from voffice_desktop.server.push import HeadWatcher
from voffice_desktop.server.spooling import Spooled
from voffice_desktop.server.work import Caller, Work
from voffice_desktop.signing.two_step import AskTime

_log = logging.getLogger(__name__)

_TRIES = 4
"""A deadlock or a lost race on PostgreSQL is tried again this often before the client is asked to wait."""
_KEPT_HEADERS = ("ETag", "Content-Type")
_NOT_REPLAYED = frozenset({401, 413, 429, 500, 503})


@dataclass(frozen=True)
class Services:
    """The parts of one server, shared by all its handlers."""

    database: Database
    blobs: BlobStore
    audit: AuditLog
    watcher: HeadWatcher
    clock: Clock
    children: Children
    eyes: Eyes
    renditions: Renditions
    marks_key: bytes
    """Key of the hidden marks in saved copies; a trace needs it."""
    ask_time: AskTime | None = None
    """The configured time-stamp service."""
    turns: sessions.Turns = field(default_factory=sessions.Turns)

    def now(self) -> str:
        """The present as the wire carries it."""
        return times.stamp(self.clock())


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request after its body was read whole within the limits."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes
    address: str
    target: str
    """Method, path and query as sent, for the idempotency hash."""
    spooled: Spooled | None = None
    """The body where it is kept on disk; ``raw`` is empty then."""

    @property
    def token(self) -> str | None:
        """The bearer token, if one was sent."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None


@dataclass(frozen=True, slots=True)
class Reply:
    """A finished answer."""

    status: int
    headers: dict[str, str]
    content: bytes


def handle(services: Services, endpoint: Endpoint, request: Incoming) -> Reply:
    """Run one endpoint. Never raises: whatever happens becomes an answer."""
    for attempt in range(_TRIES):
        try:
            return _handle_once(services, endpoint, request)
        except ProblemError as problem:
            return problem_reply(problem, request.headers)
        except (Transient, IntegrityError) as error:
            if attempt == _TRIES - 1:
                _log.warning("gave up after %d tries: %s", _TRIES, error)
                return problem_reply(ProblemError("unavailable", headers={"Retry-After": "2"}), request.headers)
        except DataError:  # a value that the database cannot hold: too long, out of range
            return problem_reply(ProblemError("invalid"), request.headers)
        except MachineFault as fault:
            _log.error("machine fault: %s", fault)
            return problem_reply(ProblemError("unavailable", headers={"Retry-After": "30"}), request.headers)
        except Exception:  # the edge of the server: a fault of ours must not become a dropped connection
            _log.exception("fault in %s %s", endpoint.method, endpoint.path)
            return problem_reply(ProblemError("internal"), request.headers)
    raise AssertionError("unreachable")


def _handle_once(services: Services, endpoint: Endpoint, request: Incoming) -> Reply:
    if endpoint.quick is not None and (answer := endpoint.quick(services, request)) is not None:
        return _finish_answer(answer)
    _refuse_nul(request)
    now = services.now()
    if endpoint.writes:
        if endpoint.signed_in:
            # Strangers are turned away before they take the write lock.
            with services.database.read() as connection:
                sessions.authenticate(connection, request.token, request.address, now)
        return _write(services, endpoint, request, now)
    if endpoint.method != "GET":
        _check_kind(endpoint, request)
        if endpoint.signed_in and (key := request.headers.get("idempotency-key")) is not None:
            return _once(services, endpoint, request, now, key)
    return _read(services, endpoint, request, now)


def _check_kind(endpoint: Endpoint, request: Incoming) -> None:
    """415 for a body that names itself something else than JSON where JSON is taken."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    raw_bytes = isinstance(endpoint.takes, str)
    if request.raw and kind and not raw_bytes and kind != "application/json" and not kind.endswith("+json"):
        raise ProblemError("unsupported_media_type", "Nội dung gửi lên phải là application/json.")


def _once(services: Services, endpoint: Endpoint, request: Incoming, now: str, key: str) -> Reply:
    """A handler that manages its own transactions, under an idempotency key: its answer is kept after it is done."""
    request_hash = _hash(request)
    with services.database.read() as connection:
        caller = sessions.authenticate(connection, request.token, request.address, now)
        known = _known(connection, caller, key, request_hash)
    if known is not None:
        return known
    try:
        reply = _read(services, endpoint, request, now)
    except ProblemError as problem:
        reply = problem_reply(problem, request.headers)
        if problem.status in _NOT_REPLAYED:
            return reply
    with services.database.write() as connection:
        known = _claim(connection, caller, key, request_hash, now)
        if known is not None:
            return known  # the same request, sent once more while this one was at work, was done first
        _remember(connection, caller, key, reply)
    return reply


def _hash(request: Incoming) -> str:
    body = request.raw if request.spooled is None else request.spooled.sha256.encode()
    return hashlib.sha256(request.target.encode() + b"\n" + body).hexdigest()


def _refuse_nul(request: Incoming) -> None:
    # PostgreSQL takes no NUL in text; nothing is named by one.
    if any("\x00" in value for value in request.path.values()):
        raise ProblemError("not_found")
    for name, value in request.query.items():
        if "\x00" in value and name != "cursor":  # a garbled cursor has an answer of its own
            raise ProblemError("invalid", errors=[{"field": name, "message": "không hợp lệ", "code": "invalid"}])


def _read(services: Services, endpoint: Endpoint, request: Incoming, now: str) -> Reply:
    caller: Caller | None = None
    with services.database.read() as connection:
        if endpoint.signed_in:
            caller = sessions.authenticate(connection, request.token, request.address, now)
        work = Work(connection, now=now, caller=caller, audit=services.audit)
        work.made_at = _made_at(request)
        try:
            return _finish_answer(endpoint.handler(_call(services, work, request)))
        except ProblemError as problem:
            refused = problem
        except DocumentFault as fault:
            refused = _unsafe(fault)
    if caller is not None and _is_put_on_record(endpoint, refused, work.hidden):
        with services.database.write() as connection:
            _append_refusal(services, connection, endpoint, caller, work.hidden or work.subject, refused)
    raise refused


def _made_at(request: Incoming) -> str | None:
    """``Made-At``: when an act was made without a network. What is no moment says nothing."""
    text = request.headers.get("made-at")
    if not text or len(text) > 40:
        return None
    try:
        return times.stamp(calendar.moment(text))
    except (ValueError, OverflowError):
        return None


def _is_put_on_record(endpoint: Endpoint, problem: ProblemError, hidden: tuple[str, str] | None) -> bool:
    """Refusals of acts that leave a row when they succeed; whoever may not; and whoever asks for what is hidden from
    them. A question for what is not there at all is no refusal."""
    match problem.status:
        case 403:
            return True
        case 404:
            return hidden is not None
        case 409 | 412 | 422:
            return endpoint.audit is not None
    return False


def _unsafe(fault: DocumentFault) -> ProblemError:
    return ProblemError("unsafe_file", errors=[{"field": "", "message": sentence(fault.code), "code": fault.code}])


def _write(services: Services, endpoint: Endpoint, request: Incoming, now: str) -> Reply:
    key = request.headers.get("idempotency-key")
    request_hash = _hash(request)
    caller: Caller | None = None
    work: Work | None = None
    changed = False
    try:
        with services.database.write() as connection:
            if endpoint.signed_in:
                caller = sessions.authenticate(connection, request.token, request.address, now)
            _check_kind(endpoint, request)
            if key is not None and caller is not None:
                known = _claim(connection, caller, key, request_hash, now)
                if known is not None:
                    return known
            work = Work(connection, now=now, caller=caller, audit=services.audit)
            work.writing = True
            work.made_at = _made_at(request)
            answer = endpoint.handler(_call(services, work, request))
            changed = work.finish(endpoint.audit)
            reply = _finish_answer(answer)
            if key is not None and caller is not None:
                _remember(connection, caller, key, reply)
    except ProblemError as problem:
        return _refused(services, endpoint, request, caller, work, problem, key, request_hash)
    except DocumentFault as fault:
        return _refused(services, endpoint, request, caller, work, _unsafe(fault), key, request_hash)
    if changed:
        services.watcher.poke()
    return reply


def _refused(
    services: Services,
    endpoint: Endpoint,
    request: Incoming,
    caller: Caller | None,
    work: Work | None,
    problem: ProblemError,
    key: str | None,
    request_hash: str,
) -> Reply:
    reply = problem_reply(problem, request.headers)
    if caller is None:
        raise problem
    if problem.code == "secret_not_allowed":
        _forget_secret(services, request, caller)
    replayable = key is not None and problem.status not in _NOT_REPLAYED and problem.code != "idempotency_key_reused"
    subject, hidden = (work.subject, work.hidden) if work is not None else (None, None)
    audited = _is_put_on_record(endpoint, problem, hidden)
    if replayable or audited:
        with services.database.write() as connection:
            if key is not None and replayable:
                known = _claim(connection, caller, key, request_hash, services.now())
                if known is not None:
                    return known
                _remember(connection, caller, key, reply)
            if audited:
                _append_refusal(services, connection, endpoint, caller, hidden or subject, problem)
    return reply


def _forget_secret(services: Services, request: Incoming, caller: Caller) -> None:
    """Nothing of a secret document is kept: neither are the uploads that the refused request named."""
    with services.database.write() as connection:
        work = Work(connection, now=services.now(), caller=caller, audit=services.audit)
        work.writing = True
        blobs = forgetting.forget(work, forgetting.named_uploads(request.raw))
    for blob in blobs:
        services.blobs.delete_named(forgetting.blob_name(blob))


def _append_refusal(
    services: Services,
    connection: Connection,
    endpoint: Endpoint,
    caller: Caller | None,
    subject: tuple[str, str] | None,
    problem: ProblemError,
) -> None:
    services.audit.append(
        connection,
        at=services.now(),
        action=endpoint.audit or f"{endpoint.method.lower()} {endpoint.path}"[:64],
        outcome=problem.code,
        actor_id=caller.user.id if caller else None,
        session_id=caller.session_id if caller else None,
        subject_kind=subject[0] if subject else None,
        subject_id=subject[1] if subject else None,
        file_id=subject[1] if subject and subject[0] == "file" else None,
    )


def _claim(connection: Connection, caller: Caller, key: str, request_hash: str, now: str) -> Reply | None:
    """Take the idempotency key for this request, or give the first answer back if it was taken before."""
    known = _known(connection, caller, key, request_hash)
    if known is None:
        # On PostgreSQL a second request with the key waits here until the first has ended.
        connection.execute(
            insert(schema.idempotency).values(user_id=caller.user.id, key=key, request_hash=request_hash, at=now)
        )
    return known


def _known(connection: Connection, caller: Caller, key: str, request_hash: str) -> Reply | None:
    """The first answer to this request under this key, or None when the key is free."""
    rows = schema.idempotency
    if not key or len(key) > 128 or not key.isprintable():
        raise invalid("Idempotency-Key", "Khóa chống lặp phải là UUID.")
    row = connection.execute(select(rows).where(rows.c.user_id == caller.user.id, rows.c.key == key)).first()
    if row is None:
        return None
    if row.request_hash != request_hash:
        raise ProblemError("idempotency_key_reused")
    if row.status is None:
        raise Transient("request_in_progress")
    headers = json.loads(row.headers)
    return Reply(row.status, {**headers, "Idempotency-Replayed": "true"}, bytes(row.body))


def _remember(connection: Connection, caller: Caller, key: str, reply: Reply) -> None:
    rows = schema.idempotency
    kept = {name: value for name, value in reply.headers.items() if name in _KEPT_HEADERS}
    connection.execute(
        update(rows)
        .where(rows.c.user_id == caller.user.id, rows.c.key == key)
        .values(status=reply.status, headers=json.dumps(kept), body=reply.content)
    )


def _call(services: Services, work: Work, request: Incoming) -> Call:
    return Call(
        work, services, request.path, request.query, request.headers, request.raw, request.address, request.spooled
    )


def _finish_answer(answer: Answer) -> Reply:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **answer.headers}
    if answer.status == 204 or answer.status == 304:
        return Reply(answer.status, headers, b"")
    content = answer.content if answer.content is not None else codec.encode(answer.value)
    headers["Content-Type"] = answer.media_type
    return Reply(answer.status, headers, content)


def problem_reply(problem: ProblemError, headers: Mapping[str, str]) -> Reply:
    """The RFC 9457 answer of a problem, in the language that the request prefers."""
    body = problem_body(
        problem.code,
        language=language_of(headers.get("accept-language")),
        detail=problem.detail,
        **problem.members,
    )
    return Reply(
        problem.status,
        {
            "Content-Type": "application/problem+json",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **({"WWW-Authenticate": "Bearer"} if problem.status == 401 else {}),
            **problem.headers,
        },
        codec.encode(body),
    )
