"""The OpenAPI 3.1 document of every endpoint, made from the very types that the handlers use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from voffice_desktop import __version__
from voffice_desktop.domain.records import RECORD_TYPES
from voffice_desktop.protocol.problems import PROBLEMS, problem_body
from voffice_desktop.protocol.routes import PREFIX
from voffice_desktop.server.endpoints import Endpoint
from voffice_desktop.server.examples import example

_REF = "#/components/schemas/{name}"
_ALWAYS = ("invalid", "unavailable")
_SIGNED_IN = ("not_signed_in", "device_wiped")
_WRITES = ("idempotency_key_reused", "too_large", "version_conflict")
_TEXT: dict[str, Any] = {"type": "string"}

_ASKED: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "PATCH /uploads/{id}": (("Upload-Offset", "Where these bytes begin.", True),),
    "GET /files/{id}/reading-copy": (
        ("Range", "Part of the copy that If-Range names.", False),
        ("If-Range", "The ETag of a copy that is younger than ten minutes.", False),
    ),
}
"""Headers of single requests: name, meaning, whether needed."""

_TOLD: dict[str, dict[str, str]] = {
    "POST /uploads": {"Upload-Offset": "Bytes that arrived."},
    "PATCH /uploads/{id}": {"Upload-Offset": "Bytes that arrived."},
    "HEAD /uploads/{id}": {"Upload-Offset": "Bytes that arrived.", "Upload-Length": "Bytes announced."},
    "GET /files/{id}/reading-copy": {
        "ETag": "The copy's id.",
        "X-Copy-Id": "The copy's id, as on its pages.",
        "Accept-Ranges": "bytes",
        "Content-Disposition": "The file's name.",
    },
    "GET /files/{id}/original": {"ETag": "SHA-256 of the bytes.", "Content-Disposition": "The file's name."},
    "GET /files/{id}/certified": {"ETag": "SHA-256 of the bytes.", "Content-Disposition": "The file's name."},
}
"""Headers of single answers."""

_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": sorted(PROBLEMS)},
        "state": {"type": "string", "description": "With wrong_state: where the record stands."},
        "current": {"description": "With version_conflict: the record as it now is."},
        "existing_id": {"type": ["string", "null"], "description": "With duplicate: the document that stands."},
        "revision": {"type": ["integer", "null"], "description": "With revision_changed: the present one."},
        "offset": {"type": "integer", "description": "With wrong_offset: the right one."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "message": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}

_FIELD = {"field": "title", "message": "Cần ghi vấn đề trình trước khi trình.", "code": "invalid"}
_RECORDS = frozenset(record_type.__name__ for record_type in RECORD_TYPES.values())


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The whole document: paths under ``/api/v1``, component schemas of all bodies and answers."""
    types = [kind for e in endpoints for kind in (e.takes, e.gives, *e.query.values()) if _is_type(kind)]
    unique = list({repr(kind): kind for kind in types}.values())
    schemas, components = msgspec.json.schema_components(unique, ref_template=_REF)
    for name in _RECORDS & set(components):
        # Answers carry the whole record: no field is left out for being empty.
        components[name]["required"] = list(components[name]["properties"])
    known = {repr(kind): schema for kind, schema in zip(unique, schemas, strict=True)}
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        operation = _operation(endpoint, known, components)
        paths.setdefault(PREFIX + endpoint.path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "voffice",
            "version": __version__,
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "paths": paths,
        "components": {
            "schemas": {**components, "Problem": _PROBLEM_SCHEMA},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _is_type(kind: Any) -> bool:
    return kind is not None and not isinstance(kind, str)


def _operation(endpoint: Endpoint, known: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    name = re.sub(r"[^a-z0-9]+", "_", f"{endpoint.method} {endpoint.path}".lower()).strip("_")
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": endpoint.summary,
        "description": " ".join((endpoint.handler.__doc__ or endpoint.summary).split()),
        "tags": [endpoint.tag],
        "parameters": _parameters(endpoint, known),
        "responses": _responses(endpoint, known, components),
        "security": [{"token": []}] if endpoint.signed_in else [],
    }
    if endpoint.takes is not None:
        raw = isinstance(endpoint.takes, str)
        schema = {"type": "string", "format": "binary"} if raw else known[repr(endpoint.takes)]
        media = endpoint.takes if raw else "application/json"
        content: dict[str, Any] = {"schema": schema}
        if not raw:
            content["example"] = example(schema, components)
        operation["requestBody"] = {"content": {media: content}, "required": True}
    return operation


_BY_SUBSTITUTES = ("/slips/{id}/", "/incoming-documents/{id}/", "/tasks/{id}/", "/files/{id}/annotations")
_MADE_AT = (
    "RFC 3339 moment at which an act was made without a network. A substitute's act counts if the delegation covers "
    "the moment it arrives, or came to its agreed end at most seven days ago and covers this one."
)


def _parameters(endpoint: Endpoint, known: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    found += [
        {"name": name, "in": "query", "required": False, "schema": known[repr(kind)]}
        for name, kind in endpoint.query.items()
    ]
    if endpoint.method not in ("GET", "HEAD") and endpoint.signed_in:
        for name in ("Idempotency-Key", *(("If-Match",) if endpoint.writes else ())):
            found.append({"name": name, "in": "header", "required": False, "schema": _TEXT})
        if endpoint.path.startswith(_BY_SUBSTITUTES):
            found.append(
                {"name": "Made-At", "in": "header", "required": False, "schema": _TEXT, "description": _MADE_AT}
            )
    for name, meaning, needed in _ASKED.get(f"{endpoint.method} {endpoint.path}", ()):
        found.append({"name": name, "in": "header", "required": needed, "schema": _TEXT, "description": meaning})
    found.append({"name": "Accept-Language", "in": "header", "required": False, "schema": _TEXT})
    return found


def _responses(endpoint: Endpoint, known: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    if endpoint.gives is None:
        success: dict[str, Any] = {"description": "Done."}
    elif isinstance(endpoint.gives, str):
        success = {"description": "Bytes.", "content": {endpoint.gives: {"schema": {"type": "string"}}}}
    else:
        schema = known[repr(endpoint.gives)]
        shown = {"schema": schema, "example": example(schema, components)}
        success = {"description": "Done.", "content": {"application/json": shown}}
    told = _TOLD.get(f"{endpoint.method} {endpoint.path}", {})
    if not told and not isinstance(endpoint.gives, str) and getattr(endpoint.gives, "__name__", "") in _RECORDS:
        told = {"ETag": "The record's version."}
    if told:
        success["headers"] = {name: {"description": meaning, "schema": _TEXT} for name, meaning in told.items()}
    responses = {str(endpoint.status): success}
    if any(name == "Range" for name, _, _ in _ASKED.get(f"{endpoint.method} {endpoint.path}", ())):
        responses["206"] = {**success, "description": "The part that was asked for."}
    codes = [*endpoint.problems, *_ALWAYS]
    if endpoint.signed_in:
        codes += _SIGNED_IN
    if endpoint.writes:
        codes += _WRITES
    if endpoint.takes is not None:
        codes += ("too_large", "unsupported_media_type")
    if "{" in endpoint.path:
        codes.append("not_found")
    by_status: dict[int, set[str]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code].status, set()).add(code)
    for status, names in sorted(by_status.items()):
        code = sorted(names)[0]
        problem: dict[str, Any] = {
            "schema": {"$ref": "#/components/schemas/Problem"},
            "example": problem_body(code, errors=[_FIELD]) if code == "invalid" else problem_body(code),
        }
        responses[str(status)] = {
            "description": ", ".join(sorted(names)),
            "content": {"application/problem+json": problem},
        }
        if status == 429:
            responses["429"]["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    return responses
