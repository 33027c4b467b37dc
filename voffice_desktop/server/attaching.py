"""Joining finished uploads to a record, and letting files go again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from sqlalchemy import select

from voffice_desktop.domain.records import File, FileRole, IncomingDocument, OutgoingDocument, Slip, Task
from voffice_desktop.server import contents, schema
from voffice_desktop.server.endpoints import Call
from voffice_desktop.server.problems import ProblemError, invalid
from voffice_desktop.server.work import Work, kind_of

PDF = "application/pdf"
_ROLES = frozenset(get_args(FileRole)) - {"slip"}
"""Roles a client may name; the slip's own PDF is made by the server."""


def wanted_files(body: Mapping[str, Any]) -> list[tuple[str, FileRole]] | None:
    """``files`` of a body as (id, role); None when the body does not name it. 422 when it is no such list."""
    if "files" not in body or body["files"] is None:
        return None
    value = body["files"]
    if not isinstance(value, list):
        raise invalid("files", "Danh sách tệp không đúng.")
    found: dict[str, FileRole] = {}
    for item in value:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            raise invalid("files", "Mỗi tệp cần mã tệp đã tải lên.")
        role = item.get("role", "attachment")
        if role not in _ROLES:
            raise invalid("files", "Vai trò của tệp không đúng.")
        found[item["id"]] = role
    return list(found.items())


def by_place(
    call: Call, record: IncomingDocument | OutgoingDocument | Slip, file_ids: Sequence[str], first: FileRole
) -> list[tuple[str, FileRole]]:
    """``file_ids`` alone, as (id, role): those already here keep theirs; of new ones the first is the ``first`` kind
    where the record has none of it yet, all others are attachments."""
    roles: dict[str, FileRole] = {file.id: file.role for file in call.work.all(File, root_id=record.id)}
    wanted: list[tuple[str, FileRole]] = []
    for file_id in file_ids:
        held = first in {roles.get(one) for one in file_ids} or first in {role for _, role in wanted}
        wanted.append((file_id, roles.get(file_id) or ("attachment" if held else first)))
    return wanted


def attach(
    call: Call, record: IncomingDocument | OutgoingDocument | Slip | Task, wanted: Sequence[tuple[str, FileRole]]
) -> list[str]:
    """Make ``wanted`` the record's files and return their ids in that order. Files no longer named are let go."""
    work = call.work
    revision = record.revision if isinstance(record, Slip) else None
    before = {file.id: file for file in work.all(File, root_id=record.id) if file.owner_id == record.id}
    for file_id, role in wanted:
        file = before.get(file_id) or _own_upload(work, file_id)
        _check_place(work, record, file, role)
        if file.owner_id == record.id and file.role == role:
            continue
        work.save(
            dataclasses.replace(
                file, role=role, owner_kind=kind_of(record), owner_id=record.id, revision=file.revision or revision
            )
        )
        work.attach(file_id, record.id)
    return [file_id for file_id, _ in wanted]


def let_go(work: Work, record: Slip | IncomingDocument | OutgoingDocument, kept: Sequence[str]) -> None:
    """Remove files that the record no longer names, except those that a frozen revision holds."""
    held = {*kept, *(_frozen_files(work, record) if isinstance(record, Slip) else ())}
    for file in work.all(File, root_id=record.id):
        if file.owner_id == record.id and file.id not in held:
            work.remove(file)


def _frozen_files(work: Work, slip: Slip) -> set[str]:
    rows = schema.slip_revisions
    frozen = work.connection.execute(select(rows.c.data).where(rows.c.slip_id == slip.id)).scalars()
    return {file["id"] for data in frozen for file in json.loads(data)["files"]}


def _own_upload(work: Work, file_id: str) -> File:
    file = work.find(File, file_id)
    if file is None or (file.owner_id is None and work.made_by(file_id) != work.user.id):
        raise invalid("files", "Không tìm thấy tệp đã tải lên này.", "not_found")
    if file.owner_id is not None:
        raise invalid("files", "Tệp này đã thuộc hồ sơ khác.", "file_in_use")
    return file


def _check_place(
    work: Work, record: IncomingDocument | OutgoingDocument | Slip | Task, file: File, role: FileRole
) -> None:
    content = contents.find(work.connection, file.id)
    if content is not None and content.secret_mark:
        raise ProblemError("secret_not_allowed")
    if role in ("main", "scan") and file.media_type != PDF:
        raise invalid("files", "Tệp chính phải là PDF.", "unsupported_media_type")
    if role == "draft" and not isinstance(record, Slip):
        raise invalid("files", "Dự thảo chỉ thuộc phiếu trình.")
