"""The OpenAPI 3.1 document of every endpoint, made from the very types that the handlers use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from voffice_desktop import __version__
from voffice_desktop.protocol.problems import PROBLEMS
from voffice_desktop.protocol.routes import PREFIX
from voffice_desktop.server.endpoints import Endpoint

_REF = "#/components/schemas/{name}"
_ALWAYS = ("invalid", "unavailable")
_SIGNED_IN = ("not_signed_in", "device_wiped")
_WRITES = ("idempotency_key_reused", "too_large", "version_conflict")

_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "enum": sorted(PROBLEMS)},
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


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """The whole document: paths under ``/api/v1``, component schemas of all bodies and answers."""
    types = [kind for e in endpoints for kind in (e.takes, e.gives, *e.query.values()) if _is_type(kind)]
    unique = list({repr(kind): kind for kind in types}.values())
    schemas, components = msgspec.json.schema_components(unique, ref_template=_REF)
    known = {repr(kind): schema for kind, schema in zip(unique, schemas, strict=True)}
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        paths.setdefault(PREFIX + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, known)
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


def _operation(endpoint: Endpoint, known: dict[str, Any]) -> dict[str, Any]:
    name = re.sub(r"[^a-z0-9]+", "_", f"{endpoint.method} {endpoint.path}".lower()).strip("_")
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": endpoint.summary,
        "tags": [endpoint.tag],
        "parameters": _parameters(endpoint, known),
        "responses": _responses(endpoint, known),
        "security": [{"token": []}] if endpoint.signed_in else [],
    }
    if endpoint.takes is not None:
        raw = isinstance(endpoint.takes, str)
        schema = {"type": "string", "format": "binary"} if raw else known[repr(endpoint.takes)]
        media = endpoint.takes if raw else "application/json"
        operation["requestBody"] = {"content": {media: {"schema": schema}}, "required": True}
    return operation


def _parameters(endpoint: Endpoint, known: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    found += [
        {"name": name, "in": "query", "required": False, "schema": known[repr(kind)]}
        for name, kind in endpoint.query.items()
    ]
    if endpoint.writes and endpoint.signed_in:
        for name in ("Idempotency-Key", "If-Match"):
            found.append({"name": name, "in": "header", "required": False, "schema": {"type": "string"}})
    return found


def _responses(endpoint: Endpoint, known: dict[str, Any]) -> dict[str, Any]:
    if endpoint.gives is None:
        success: dict[str, Any] = {"description": "Done."}
    elif isinstance(endpoint.gives, str):
        success = {"description": "Bytes.", "content": {endpoint.gives: {"schema": {"type": "string"}}}}
    else:
        success = {"description": "Done.", "content": {"application/json": {"schema": known[repr(endpoint.gives)]}}}
    responses = {str(endpoint.status): success}
    codes = [*endpoint.problems, *_ALWAYS]
    if endpoint.signed_in:
        codes += _SIGNED_IN
    if endpoint.writes:
        codes += _WRITES
    if "{" in endpoint.path:
        codes.append("not_found")
    by_status: dict[int, set[str]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code].status, set()).add(code)
    for status, names in sorted(by_status.items()):
        responses[str(status)] = {
            "description": ", ".join(sorted(names)),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return responses
