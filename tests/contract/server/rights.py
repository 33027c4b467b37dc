"""The permission table, route by route: which subject it is asked about, who may do it. Everybody else who sees the
subject is refused by name (403), everybody else is told that there is no such thing (404)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.ministry import ACCOUNTS

ALL = frozenset(ACCOUNTS)
ADMIN = frozenset({"admin"})
CLERKS = frozenset({"vanthu.byt", "vanthu.kcb", "vanthu.qld"})
HEADS = frozenset({"cuctruong.kcb", "cuctruong.qld", "botruong"})
LEADERS = HEADS | {"thutruong1", "thutruong2"}
SECRETARIES = frozenset({"thuky.tt1", "thuky.tt2", "thuky.bt"})

CLERK, HEAD, DRAFTER = "vanthu.kcb", "cuctruong.kcb", "chuyenvien.kcb"
REVIEWER, LEADER, SECRETARY = "truongphong.kcb", "thutruong1", "thuky.tt1"

SEEN_BY: dict[str, frozenset[str]] = {
    "nothing": ALL,
    "slip": frozenset({DRAFTER, REVIEWER, LEADER, SECRETARY}),
    "draft": frozenset({DRAFTER}),
    "incoming": frozenset({CLERK, HEAD, DRAFTER}),
    "outgoing": frozenset({CLERK, HEAD, DRAFTER}),
    "task": frozenset({LEADER, HEAD, CLERK, DRAFTER}),
    "upload": frozenset({DRAFTER}),
}
"""``slip`` waits with the leader's secretary; ``draft`` was never sent; ``incoming`` was given by KCB's head to its
specialist; ``outgoing`` is approved by KCB's head; ``task`` was given by a leader to KCB and assigned there."""


@dataclass(frozen=True)
class Row:
    """One route asked about one subject."""

    subject: str
    may: frozenset[str]
    code: str = "forbidden"
    """The code of the refusal for those who see the subject."""
    gone: bool = False
    """Those who may are told 404: the row asks for a part that is not there."""
    raw: bool = False
    query: str = ""


def row(subject: str, *may: str, **more: object) -> Row:
    return Row(subject, frozenset(may), **more)  # type: ignore[arg-type]  # the fields of Row by name


def _seen(subject: str, **more: object) -> Row:
    return Row(subject, SEEN_BY[subject], **more)  # type: ignore[arg-type]  # the fields of Row by name


EVERYBODY = [Row("nothing", ALL)]
ADMINS = [Row("nothing", ADMIN)]

ROWS: dict[str, list[Row]] = {
    "GET /sessions": EVERYBODY,
    "DELETE /sessions/{id}": [Row("nothing", ALL, gone=True)],
    "GET /devices": EVERYBODY,
    "POST /devices/{id}/wipe": [Row("nothing", ADMIN, gone=True)],
    "GET /me": EVERYBODY,
    "PUT /me/password": EVERYBODY,
    "GET /changes": EVERYBODY,
    "GET /changes/digest": EVERYBODY,
    "GET /changes/stream": EVERYBODY,
    "POST /uploads": EVERYBODY,
    "HEAD /uploads/{id}": [_seen("upload")],
    "PATCH /uploads/{id}": [_seen("upload", raw=True)],
    "GET /files/{id}/reading-copy": [_seen(one) for one in ("slip", "draft", "incoming", "outgoing")],
    "GET /files/{id}/original": [
        row("slip", code="reading_copy_only"),
        row("draft", DRAFTER),
        row("incoming", code="reading_copy_only"),
        row("outgoing", code="reading_copy_only"),
    ],
    "GET /files/{id}/certified": [
        row("slip", code="clerk_only"),
        row("draft", code="clerk_only"),
        row("incoming", CLERK, code="clerk_only"),
        row("outgoing", CLERK, code="clerk_only"),
    ],
    "GET /files/{id}/annotations": [_seen(one) for one in ("slip", "draft", "incoming", "outgoing")],
    "POST /files/{id}/annotations": [
        row("slip", REVIEWER, LEADER, SECRETARY),
        row("draft"),
        row("incoming", HEAD),
        row("outgoing", HEAD),
    ],
    "POST /audit/views": EVERYBODY,
    "GET /files/{id}/certification/to-sign": [
        row("slip", code="clerk_only"),
        row("incoming", CLERK, code="clerk_only"),
        row("outgoing", CLERK, code="clerk_only"),
    ],
    "PUT /files/{id}/certification": [row("incoming", CLERK, code="clerk_only", raw=True)],
    "POST /files/{id}/certification": [row("incoming", CLERK, code="clerk_only")],
    "GET /files/{id}/certification/{signing_id}/prepared": [row("incoming", CLERK, code="clerk_only", gone=True)],
    "POST /files/{id}/certification/{signing_id}/complete": [row("incoming", CLERK, code="clerk_only")],
    "POST /incoming-documents": [Row("nothing", CLERKS)],
    "PATCH /incoming-documents/{id}": [row("incoming", CLERK)],
    "POST /incoming-documents/{id}/register": [row("incoming", CLERK)],
    "POST /incoming-documents/{id}/refuse": [row("incoming", CLERK)],
    "POST /incoming-documents/{id}/assign": [row("incoming", CLERK, HEAD)],
    "POST /incoming-documents/{id}/start": [row("incoming", DRAFTER)],
    "POST /incoming-documents/{id}/complete": [row("incoming", DRAFTER)],
    "POST /incoming-documents/{id}/link-answer": [row("incoming", CLERK, DRAFTER)],
    "POST /incoming-documents/{id}/comment": [_seen("incoming")],
    "POST /incoming-documents/{id}/recall-answer": [row("incoming", CLERK)],
    "POST /slips": [Row("nothing", ALL - ADMIN)],
    "PATCH /slips/{id}": [row("slip", DRAFTER), row("draft", DRAFTER)],
    "POST /slips/{id}/submit": [row("slip", DRAFTER), row("draft", DRAFTER)],
    "POST /slips/{id}/withdraw": [row("slip", DRAFTER), row("draft", DRAFTER)],
    "POST /slips/{id}/cancel": [row("slip", DRAFTER), row("draft", DRAFTER)],
    "POST /slips/{id}/endorse": [row("slip", REVIEWER), row("draft")],
    "POST /slips/{id}/receive": [row("slip", SECRETARY), row("draft")],
    "POST /slips/{id}/forward": [row("slip", SECRETARY), row("draft")],
    "POST /slips/{id}/return": [row("slip", REVIEWER, SECRETARY, LEADER)],
    "POST /slips/{id}/to-secretary": [row("slip", LEADER)],
    "POST /slips/{id}/approve": [row("slip", LEADER), row("draft")],
    "POST /slips/{id}/arrange": [row("slip", LEADER, SECRETARY), row("draft")],
    "POST /slips/{id}/take-back": [row("slip", DRAFTER, REVIEWER)],
    "POST /slips/{id}/consult": [row("slip", LEADER, SECRETARY)],
    "POST /slips/{id}/answer": [row("slip")],
    "POST /slips/{id}/comment": [_seen("slip")],
    "GET /slips/{id}/revisions/{n}": [_seen("slip"), _seen("draft", gone=True)],
    "GET /recipients": EVERYBODY,
    "POST /outgoing-documents": [Row("nothing", CLERKS)],
    "PATCH /outgoing-documents/{id}": [row("outgoing", CLERK)],
    "POST /outgoing-documents/{id}/approve": [row("outgoing", HEAD)],
    "POST /outgoing-documents/{id}/number": [row("outgoing", CLERK)],
    "GET /outgoing-documents/{id}/to-sign": [row("outgoing", CLERK, HEAD)],
    "PUT /outgoing-documents/{id}/signed": [row("outgoing", CLERK, HEAD, raw=True)],
    "POST /outgoing-documents/{id}/signing": [row("outgoing", CLERK, HEAD)],
    "GET /outgoing-documents/{id}/signing/{signing_id}/prepared": [row("outgoing", CLERK, HEAD, gone=True)],
    "POST /outgoing-documents/{id}/signing/{signing_id}/complete": [row("outgoing", CLERK, HEAD)],
    "POST /outgoing-documents/{id}/dispatch": [row("outgoing", CLERK)],
    "POST /outgoing-documents/{id}/recall": [row("outgoing", CLERK)],
    "POST /outgoing-documents/{id}/replace": [row("outgoing", CLERK)],
    "GET /outgoing-documents/{id}/places": [row("outgoing", CLERK)],
    "POST /outgoing-documents/{id}/places": [row("outgoing", CLERK)],
    "POST /outgoing-documents/{id}/correct": [row("outgoing", CLERK)],
    "POST /outgoing-documents/{id}/resend": [row("outgoing", CLERK)],
    "GET /tasks/summary": EVERYBODY,
    "POST /tasks": [Row("nothing", LEADERS | {"vanthu.byt"})],
    "PATCH /tasks/{id}": [row("task", LEADER)],
    "POST /tasks/{id}/receive": [row("task", HEAD)],
    "POST /tasks/{id}/refuse": [row("task", HEAD)],
    "POST /tasks/{id}/assign": [row("task", HEAD)],
    "POST /tasks/{id}/plan": [row("task", DRAFTER)],
    "POST /tasks/{id}/report": [row("task", DRAFTER)],
    "POST /tasks/{id}/accept": [row("task", LEADER)],
    "POST /tasks/{id}/return": [row("task", LEADER)],
    "POST /tasks/{id}/ask-extension": [row("task", DRAFTER, HEAD)],
    "POST /tasks/{id}/answer-extension": [row("task", LEADER)],
    "POST /tasks/{id}/cancel": [row("task", LEADER)],
    "GET /incoming-documents/{id}": [_seen("incoming")],
    "GET /outgoing-documents/{id}": [_seen("outgoing")],
    "GET /slips/{id}": [_seen("slip"), _seen("draft")],
    "GET /tasks/{id}": [_seen("task")],
    "GET /files/{id}": [_seen(one) for one in ("slip", "draft", "incoming", "outgoing")],
    "GET /events/{id}": [_seen(one) for one in ("slip", "draft", "incoming", "outgoing", "task")],
    **{
        f"GET /{word}": EVERYBODY
        for word in (
            "incoming-documents", "outgoing-documents", "slips", "tasks", "files",
            "units", "users", "books", "events",
        )
    },
    **{f"GET /{word}/{{id}}": EVERYBODY for word in ("units", "users", "books", "recipients")},
    **{f"POST /{word}": ADMINS for word in ("users", "units", "books", "recipients", "certificates")},
    **{f"PATCH /{word}/{{id}}": ADMINS for word in ("users", "units", "books", "recipients")},
    "PATCH /certificates/{id}": [Row("nothing", ADMIN, gone=True)],
    "GET /certificates": ADMINS,
    "POST /users/import": ADMINS,
    "POST /units/import": ADMINS,
    "GET /books/{id}/register": [row("nothing", CLERK, HEAD, "admin")],
    "GET /books/{id}/numbers": [row("nothing", CLERK, "admin")],
    "POST /books/{id}/numbers/reserve": [row("nothing", CLERK, "admin")],
    "POST /books/{id}/numbers/cancel": [row("nothing", CLERK, "admin")],
    "GET /files/{id}/annex/to-sign": [row("slip"), row("incoming"), row("outgoing", CLERK)],
    "POST /files/{id}/annex": [row("outgoing", CLERK)],
    "GET /files/{id}/annex/{signing_id}/prepared": [row("outgoing", CLERK, gone=True)],
    "POST /files/{id}/annex/{signing_id}/complete": [row("outgoing", CLERK)],
    "GET /outgoing-documents/{id}/annexes": [_seen("outgoing")],
    "GET /files/{id}/certification/look": [
        row("slip", code="clerk_only"),
        row("incoming", CLERK, code="clerk_only"),
        row("outgoing", CLERK, code="clerk_only"),
    ],
    "GET /signing/pictures": ADMINS,
    "PUT /signing/pictures/{owner_kind}/{owner_id}": [Row("nothing", ADMIN, gone=True, raw=True)],
    "DELETE /signing/pictures/{owner_kind}/{owner_id}": [Row("nothing", ADMIN, gone=True)],
    "GET /signing/standing": EVERYBODY,
    "GET /signing/trust": EVERYBODY,
    "GET /delegations": EVERYBODY,
    "GET /delegations/{id}": [Row("nothing", ALL, gone=True)],
    "POST /delegations": [Row("nothing", LEADERS | SECRETARIES | {REVIEWER})],
    "DELETE /delegations/{id}": [Row("nothing", ALL, gone=True)],
    "GET /policy": ADMINS,
    "PATCH /policy": [Row("nothing", ADMIN)],
    "GET /audit/looks": [Row("nothing", ALL, gone=True)],
    "GET /audit": ADMINS,
    "GET /audit/verify": ADMINS,
}  # fmt: skip

ASKED_ELSEWHERE = {"GET /health", "POST /sessions", "DELETE /sessions/current"}
"""Open to everybody, or ending the very session that asks (``test_sessions``)."""
