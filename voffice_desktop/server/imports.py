"""Units and people from CSV: first what would happen, line by line, then the same applied."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sqlalchemy import insert

from voffice_desktop import ids
from voffice_desktop.domain.records import ROLES, Unit, User
from voffice_desktop.server import passwords, schema
from voffice_desktop.server.endpoints import convert
from voffice_desktop.server.problems import invalid
from voffice_desktop.server.work import Work

T = TypeVar("T")

MAX_LINES = 20_000
ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""How an account is written."""


class _Bad(Exception):
    """One line that cannot be taken: (field, sentence)."""


def _lines(text: str, wanted: set[str], needed: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    header = {name.strip() for name in reader.fieldnames or []}
    if not needed <= header:
        raise invalid("csv", f"Thiếu cột: {', '.join(sorted(needed - header))}.")
    if header - wanted:
        raise invalid("csv", f"Không hiểu cột: {', '.join(sorted(header - wanted))}.")
    for number, row in enumerate(reader, start=2):
        if number > MAX_LINES:
            raise invalid("csv", f"Không quá {MAX_LINES} dòng mỗi lần.")
        yield number, {name.strip(): (value or "").strip() for name, value in row.items() if name is not None}


def _run(
    text: str, wanted: set[str], needed: set[str], key: str, take: Callable[[dict[str, str]], str]
) -> dict[str, Any]:
    result: dict[str, Any] = {"created": [], "changed": [], "unchanged": [], "errors": []}
    seen: set[str] = set()
    for number, row in _lines(text, wanted, needed):
        name = row.get(key, "")
        try:
            if name in seen:
                raise _Bad(key, "Dòng trùng với một dòng phía trên.")
            seen.add(name)
            result[take(row)].append(name)
        except _Bad as bad:
            field, sentence = bad.args
            result["errors"].append({"line": number, "field": field, "message": sentence})
    return result


def read_units(work: Work, text: str, *, apply: bool, report: Callable[..., T]) -> T:
    """Create and change units by code. With any error line nothing is written."""
    known = {unit.code: unit for unit in work.all(Unit)}
    pending: list[tuple[Unit, bool]] = []

    def take(row: dict[str, str]) -> str:
        if not row["code"] or not row["name"]:
            raise _Bad("code", "Cần mã và tên đơn vị.")
        parent = known.get(row.get("parent", ""))
        if row.get("parent") and parent is None:
            raise _Bad("parent", "Không có đơn vị cấp trên này.")
        before = known.get(row["code"])
        fields: dict[str, Any] = {"name": row["name"]}
        fields.update({name: row[name] for name in ("symbol", "agency_code") if name in row})
        if "parent" in row:
            fields["parent_id"] = parent.id if parent else None
        unit = dataclasses.replace(before, **fields) if before else Unit(id=ids.new_id(), code=row["code"], **fields)
        known[row["code"]] = unit
        if unit == before:
            return "unchanged"
        pending.append((unit, before is None))
        return "created" if before is None else "changed"

    result = _run(text, {"code", "name", "parent", "symbol", "agency_code"}, {"code", "name"}, "code", take)
    return _apply(work, result, pending, apply, report)


def read_users(work: Work, text: str, *, apply: bool, report: Callable[..., T]) -> T:
    """Create and change people by account. With any error line nothing is written."""
    units = {unit.code: unit for unit in work.all(Unit)}
    known = {user.account: user for user in work.all(User)}
    pending: list[tuple[User, bool]] = []
    first_passwords: dict[str, str] = {}

    def take(row: dict[str, str]) -> str:
        account = row["account"].lower()
        if ACCOUNT.fullmatch(account) is None:
            raise _Bad("account", "Tài khoản chỉ gồm chữ thường, số, dấu chấm, gạch.")
        if not row["full_name"]:
            raise _Bad("full_name", "Cần họ và tên.")
        if row["unit"] not in units:
            raise _Bad("unit", "Không có đơn vị này.")
        roles = [role.strip() for role in row.get("roles", "").split(";") if role.strip()]
        if unknown := [role for role in roles if role not in ROLES]:
            raise _Bad("roles", f"Không có vai trò «{unknown[0]}».")
        served = [name.strip().lower() for name in row.get("secretary_of", "").split(";") if name.strip()]
        if missing := [name for name in served if name not in known]:
            raise _Bad("secretary_of", f"Không có tài khoản «{missing[0]}».")
        before = known.get(account)
        fields: dict[str, Any] = {"full_name": row["full_name"], "unit_id": units[row["unit"]].id}
        if "title" in row:
            fields["title"] = row["title"]
        if "roles" in row:
            fields["roles"] = roles
        if "secretary_of" in row:
            fields["secretary_of"] = [known[name].id for name in served]
        if before is None:
            password = row.get("password", "")
            if not passwords.MIN_LENGTH <= len(password) <= 1024:
                raise _Bad("password", f"Người mới cần mật khẩu ít nhất {passwords.MIN_LENGTH} ký tự.")
            user = convert({"id": ids.new_id(), "account": account, **fields}, User)
            first_passwords[user.id] = password
        else:
            user = dataclasses.replace(before, **fields)
        known[account] = user
        if user == before:
            return "unchanged"
        pending.append((user, before is None))
        return "created" if before is None else "changed"

    wanted = {"account", "full_name", "title", "unit", "roles", "secretary_of", "password"}
    result = _run(text, wanted, {"account", "full_name", "unit"}, "account", take)
    if apply and not result["errors"]:
        for user, new in pending:
            if new:
                work.connection.execute(
                    insert(schema.credentials).values(
                        user_id=user.id,
                        account=user.account,
                        password_hash=passwords.hash_password(first_passwords[user.id]),
                    )
                )
    return _apply(work, result, pending, apply, report)


def _apply(work: Work, result: dict[str, Any], pending: Any, apply: bool, report: Callable[..., T]) -> T:
    applied = apply and not result["errors"]
    if applied:
        for record, new in pending:
            if new:
                work.create(record)
            else:
                work.save(record)
    return report(**result, applied=applied)
