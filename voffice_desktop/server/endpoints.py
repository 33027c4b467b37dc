"""How a handler is declared: method and path, what it takes and gives, and the function that does it.

A handler gets a ``Call`` and gives an ``Answer``. Everything around it is the same for all of them and lives in
``serving``: sign-in, one transaction, repeated requests, refusals, audit.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from voffice_desktop.domain.records import Record
from voffice_desktop.protocol import codec
from voffice_desktop.server.problems import ProblemError, invalid
from voffice_desktop.server.spooling import Spooled
from voffice_desktop.server.work import Work

T = TypeVar("T")
BYTES = "application/octet-stream"
"""A body of this kind is kept on disk while it comes in: ``Call.spooled``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a value (encoded as JSON), or bytes of another media type."""

    value: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Call:
    """One request as a handler sees it."""

    work: Work
    services: Any
    """The server's own parts (``serving.Services``): blob store, PDF children, settings."""
    path: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    raw: bytes
    address: str = "local"
    """Network address of the other end."""
    spooled: Spooled | None = None
    """A body of bytes, on disk."""

    def release(self) -> None:
        """End the request's reading transaction: before slow work, and before a write of the handler's own."""
        self.services.database.release(self.work.connection)

    @contextmanager
    def writing(self, audit: str) -> Iterator[Call]:
        """The same call in a write transaction of its own, after ``release``: for handlers that manage theirs. What
        changed is numbered, put on record as ``audit`` and told to those who listen."""
        with self.services.database.write() as connection:
            work = self.work.another(connection)
            yield dataclasses.replace(self, work=work)
            changed = work.finish(audit)
        if changed:
            self.services.watcher.poke()

    def plain(self) -> dict[str, Any]:
        """The JSON object of the body, all text in NFC. An absent body is an empty object. 422 otherwise."""
        if not self.raw.strip():
            return {}
        try:
            value = _nfc(msgspec.json.decode(self.raw))
        except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
            raise invalid("", "Nội dung gửi lên không phải JSON hợp lệ.", "not_json") from error
        if not isinstance(value, dict):
            raise invalid("", "Nội dung gửi lên phải là một đối tượng JSON.", "not_an_object")
        return value

    def plain_or_empty(self) -> dict[str, Any]:
        """Like ``plain``, but an unreadable body counts as empty: person and moment are judged before input."""
        try:
            return self.plain()
        except ProblemError:
            return {}

    def body(self, target: type[T]) -> T:
        """The body as ``target``; 422 ``invalid`` names the field that does not fit."""
        return convert(self.plain(), target)

    def check_match(self, record: Record) -> None:
        """Honour ``If-Match``: 412 ``version_conflict`` with the record as it now is."""
        wanted = self.headers.get("if-match")
        if wanted is None or wanted.strip() == "*":
            return
        tags = {tag.strip().removeprefix("W/").strip('"') for tag in wanted.split(",")}
        if str(record.version) not in tags:
            raise ProblemError("version_conflict", current=codec.to_plain(record))

    def check_pdf(self) -> None:
        """415 for a body that names itself something else than a PDF, or than bytes."""
        kind = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in ("", "application/pdf", "application/octet-stream"):
            raise ProblemError("unsupported_media_type", "Nội dung gửi lên phải là application/pdf.")

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        """A whole number from the query; 422 when it is none or out of bounds."""
        text = self.query.get(name)
        if text is None:
            return default
        if not text.isascii() or not text.isdigit() or not low <= int(text[:12]) <= high:
            raise invalid(name, f"Giá trị phải là số nguyên từ {low} đến {high}.")
        return int(text)

    def flag(self, name: str) -> bool:
        """A yes-or-no from the query; absent is no."""
        text = self.query.get(name, "false").lower()
        if text not in ("true", "false", "1", "0"):
            raise invalid(name, "Giá trị phải là true hoặc false.")
        return text in ("true", "1")


def convert(value: Any, target: type[T]) -> T:
    """Plain data as ``target``; 422 ``invalid`` with the field's name otherwise."""
    try:
        return codec.from_plain(value, target)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        name = place.strip("`").lstrip(".")
        if "missing required field" in message:
            name = message.split("`")[1]
        raise invalid(name, f"Giá trị không đúng: {message}") from error


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        if "\x00" in value:
            raise invalid("", "Văn bản không được chứa ký tự NUL.")
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_nfc(item) for item in value]
    if isinstance(value, dict):
        return {_nfc(name): _nfc(item) for name, item in value.items()}
    return value


def record_answer(record: Record, status: int = 200) -> Answer:
    """The whole record with its version as ETag."""
    return Answer(record, status, {"ETag": f'"{record.version}"'})


Handler = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method on one path."""

    method: str
    path: str
    handler: Handler
    summary: str
    tag: str
    takes: Any = None
    """Type of the JSON body, None for none, or a media type as text for raw bytes."""
    gives: Any = None
    """Type of the JSON answer, None for an empty one, or a media type as text for raw bytes."""
    status: int = 200
    problems: tuple[str, ...] = ()
    query: Mapping[str, Any] = field(default_factory=dict)
    """Query parameters: name to type."""
    writes: bool = True
    audit: str | None = None
    """Audit action of a success; None for reads that leave no row."""
    signed_in: bool = True
    streams: bool = False
    """Served by ``changes.open_stream(services, request)`` instead of the handler."""
    quick: Callable[[Any, Any], Answer | None] | None = None
    """Tried first, with (services, request): answers the simplest case without a transaction, or None."""
    lane: str = ""
    """Which threads it waits for: ``sign-in`` has its own few; else those for bytes or those for JSON."""

    @property
    def handles_bytes(self) -> bool:
        """Whether whole files go in or out: slow, compared with the others."""
        return isinstance(self.takes, str) or isinstance(self.gives, str)


class Endpoints:
    """The endpoints of one module, in the order in which they are written."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.all: list[Endpoint] = []

    def add(self, method: str, path: str, summary: str, **options: Any) -> Callable[[Handler], Handler]:
        """Decorator: declare the function below as the handler of ``METHOD path`` (see ``Endpoint`` for options)."""
        options.setdefault("writes", method not in ("GET", "HEAD"))

        def declare(handler: Handler) -> Handler:
            self.all.append(Endpoint(method, path, handler, summary, self.tag, **options))
            return handler

        return declare
