"""Reading any collection: one record, or a filtered list in pages."""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, select
from sqlalchemy.dialects.postgresql import JSONB

from voffice_desktop.domain.records import RECORD_TYPES, Kind, Record
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.routes import COLLECTIONS
from voffice_desktop.server import cursors, schema
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, record_answer
from voffice_desktop.server.problems import invalid

endpoints = Endpoints("collections")

_LISTED: tuple[Kind, ...] = (
    "incoming_document",
    "outgoing_document",
    "slip",
    "task",
    "file",
    "unit",
    "user",
    "book",
    "event",
)
"""``recipients`` are listed by group (module ``recipients``); marks stand under their file."""


def _scalar_fields(record_type: type[Record]) -> dict[str, Any]:
    """Fields that can be filtered by: text, whole numbers, yes-or-no, and lists of text (membership)."""
    hints = typing.get_type_hints(record_type)
    found: dict[str, Any] = {}
    for entry in dataclasses.fields(record_type):
        hint = hints[entry.name]
        options = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        plain = [option for option in options if option is not type(None)]
        base = plain[0] if plain else hint
        if base in (str, int, bool) or typing.get_origin(base) is typing.Literal:
            found[entry.name] = int if base is int else bool if base is bool else str
        elif typing.get_origin(base) is list and not dataclasses.is_dataclass(typing.get_args(base)[0]):
            found[entry.name] = list
    return found


def _matches(call: Call, name: str, kind: type, value: str) -> ColumnElement[bool]:
    """SQL that compares one field inside the record's JSON with the query's text."""
    data = schema.records.c.data
    if kind is bool:
        if value.lower() not in ("true", "false"):
            raise invalid(name, "Giá trị phải là true hoặc false.")
        value = value.lower()
    if kind is int and not value.lstrip("-").isdigit():
        raise invalid(name, "Giá trị phải là số nguyên.")
    if call.work.is_postgres:
        json = cast(data, JSONB)
        if kind is list:
            return json[name].has_key(value)  # type: ignore[no-any-return]  # JSONB's own comparator
        return typing.cast("ColumnElement[bool]", json[name].astext == value)
    path = f"$.{name}"
    if kind is list:
        each = func.json_each(data, path).table_valued("value", name=f"each_{name}")
        return exists(select(each.c.value).where(each.c.value == value))
    if kind is bool:
        return func.json_extract(data, path) == (1 if value == "true" else 0)
    return cast(func.json_extract(data, path), String) == value


def _list_handler(kind: Kind) -> Any:
    fields = _scalar_fields(RECORD_TYPES[kind])

    def list_records(call: Call) -> Answer:
        limit = call.number("limit", 100, low=1, high=5000)
        kept, seen = schema.records, schema.visible
        where: list[ColumnElement[bool]] = [kept.c.kind == kind, kept.c.removed.is_(False)]
        scope = (call.services.database.epoch(call.work.connection), call.work.user.id, kind)
        if call.query.get("cursor"):
            where.append(kept.c.id > cursors.unseal(call.query["cursor"], *scope))
        for name, value in call.query.items():
            if name in ("limit", "cursor"):
                continue
            if name not in fields:
                raise invalid(name, f"Không lọc được theo trường «{name}».")
            where.append(_matches(call, name, fields[name], value))
        seen_by_me = exists(
            select(seen.c.key).where(seen.c.record_id == kept.c.id, seen.c.alive, seen.c.key.in_(call.work.keys()))
        )
        rows = call.work.connection.execute(
            select(kept.c.id, kept.c.data).where(and_(*where), seen_by_me).order_by(kept.c.id).limit(limit + 1)
        ).all()
        page = rows[:limit]
        cursor = f'"{cursors.seal(page[-1].id, *scope)}"' if len(rows) > limit else "null"
        body = f'{{"items":[{",".join(_whole(kind, row.data) for row in page)}],"cursor":{cursor}}}'
        return Answer(content=body.encode())

    return list_records


def _whole(kind: Kind, data: str) -> str:
    """The record with the fields that came after it was stored."""
    return codec.encode(codec.decode_record(kind, data)).decode()


def _get_handler(kind: Kind) -> Any:
    def get_record(call: Call) -> Answer:
        return record_answer(call.work.get(RECORD_TYPES[kind], call.path["id"]))

    return get_record


for _kind in _LISTED:
    _type = RECORD_TYPES[_kind]
    _page = dataclasses.make_dataclass(
        f"{_type.__name__}Page",
        [("items", list[_type]), ("cursor", str | None)],  # type: ignore[valid-type]
    )
    _filters = {name: (str if kind is list else kind) for name, kind in _scalar_fields(_type).items()}
    endpoints.add(
        "GET",
        f"/{COLLECTIONS[_kind]}",
        f"List {COLLECTIONS[_kind]}",
        gives=_page,
        query={"limit": int, "cursor": str, **_filters},
        problems=("cursor_expired",),
    )(_list_handler(_kind))
for _kind in (*_LISTED, "recipient"):
    endpoints.add(
        "GET",
        f"/{COLLECTIONS[_kind]}/{{id}}",
        f"One of {COLLECTIONS[_kind]}",
        gives=RECORD_TYPES[_kind],
        problems=("not_found",),
    )(_get_handler(_kind))
