"""Administration: people, units, books, recipients, certificates, imports, the audit log."""

from __future__ import annotations

import base64
import binascii
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from sqlalchemy import insert, select, update

from voffice_desktop.domain.records import ROLES, Book, Recipient, Record, Unit, User
from voffice_desktop.domain.signature_settings import check_settings
from voffice_desktop.domain.slip_routes import check_steps
from voffice_desktop.domain.slip_starts import check_starts
from voffice_desktop.domain.slip_template import check_template
from voffice_desktop.server import cursors, feed, passwords, schema
from voffice_desktop.server.accounts import register_certificate
from voffice_desktop.server.acting import checked_new_id
from voffice_desktop.server.endpoints import Answer, Call, Endpoints, Handler, convert, record_answer
from voffice_desktop.server.imports import ACCOUNT, read_units, read_users
from voffice_desktop.server.problems import ProblemError, invalid, refuse
from voffice_desktop.server.work import Work

endpoints = Endpoints("admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserBody:
    """Writable fields of a user; ``password`` only here and never answered."""

    id: str | None = None
    account: str | None = None
    full_name: str | None = None
    title: str | None = None
    unit_id: str | None = None
    roles: list[str] | None = None
    secretary_of: list[str] | None = None
    disabled: bool | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBody:
    """Writable fields of a unit."""

    id: str | None = None
    code: str | None = None
    name: str | None = None
    parent_id: str | None = None
    symbol: str | None = None
    agency_code: str | None = None
    settings: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookBody:
    """Writable fields of a register book."""

    id: str | None = None
    unit_id: str | None = None
    direction: str | None = None
    name: str | None = None
    type_codes: list[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientBody:
    """Writable fields of a recipient."""

    id: str | None = None
    name: str | None = None
    code: str | None = None
    group: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateBody:
    """A certificate to register for a unit or a person; ``certificate`` is base64 DER or PEM."""

    certificate: str | None = None
    unit_id: str | None = None
    user_id: str | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """A registered certificate."""

    id: str
    sha256: str
    subject: str
    unit_id: str | None
    user_id: str | None
    not_before: str
    not_after: str
    active: bool
    trust_root: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateList:
    """Answer of ``GET /certificates``."""

    items: list[CertificateLine] = field(default_factory=list)
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBody:
    """A CSV to import (UTF-8, header line). Nothing is written unless ``apply`` is true."""

    csv: str
    apply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import does or would do, line by line (line 1 is the header)."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    applied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One row of the audit log."""

    seq: int
    at: str
    actor_id: str | None
    session_id: str | None
    action: str
    subject_kind: str | None
    subject_id: str | None
    file_id: str | None
    copy_id: str | None
    outcome: str
    note: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Answer of ``GET /audit``."""

    items: list[AuditRow] = field(default_factory=list)
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Answer of ``GET /audit/verify``."""

    ok: bool
    rows: int
    findings: list[dict[str, Any]] = field(default_factory=list)


def require_admin(work: Work) -> None:
    """403 for everybody but an admin."""
    if "admin" not in work.actor.roles:
        raise ProblemError("forbidden", "Chỉ quản trị viên được làm việc này.")


_NEVER_BLANK = frozenset({"account", "full_name", "code", "name", "group"})


def _given(call: Call, body_type: type[Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    """The named fields of the body, checked against ``body_type``; null only where the record allows it."""
    plain = call.plain()
    checked = call.body(body_type)
    fields = {entry.name for entry in dataclasses.fields(body_type)}
    given = {name: getattr(checked, name) for name in fields if name in plain}
    for name in required:
        if not isinstance(given.get(name), str) or not given[name].strip():
            raise invalid(name, "Cần điền trường này.", "required")
    nullable = {"parent_id", "unit_id"} if body_type in (UnitBody, RecipientBody) else {"id"}
    for name, value in given.items():
        if value is None and name not in nullable:
            raise invalid(name, "Giá trị này không được để trống.")
        if isinstance(value, str) and len(value) > 500:
            raise invalid(name, "Giá trị quá dài.")
        if name in _NEVER_BLANK and not str(value).strip():
            raise invalid(name, "Cần điền trường này.", "required")
    return given


# People


@endpoints.add(
    "POST",
    "/users",
    "Add a person",
    takes=UserBody,
    gives=User,
    status=201,
    audit="user.create",
    problems=("forbidden", "account_taken", "id_taken"),
)
def create_user(call: Call) -> Answer:
    """A new account with its first password."""
    work = call.work
    require_admin(work)
    given = _given(call, UserBody, ("account", "full_name", "unit_id", "password"))
    password = given.pop("password")
    given["account"] = given["account"].strip().lower()
    _check_person(work, given)
    check_new_password(password)
    rows = schema.credentials
    if work.connection.execute(select(rows.c.user_id).where(rows.c.account == given["account"])).first():
        raise ProblemError("account_taken")
    given["id"] = checked_new_id(call, given)
    user = work.create(convert(given, User))
    work.connection.execute(
        insert(rows).values(user_id=user.id, account=user.account, password_hash=passwords.hash_password(password))
    )
    return record_answer(user, 201)


@endpoints.add(
    "PATCH",
    "/users/{id}",
    "Change a person",
    takes=UserBody,
    gives=User,
    audit="user.change",
    problems=("forbidden", "account_taken"),
)
def change_user(call: Call) -> Answer:
    """Roles, unit, leaders served, name; disabling ends the person's sessions at once."""
    work = call.work
    user = work.get(User, call.path["id"])
    require_admin(work)
    call.check_match(user)
    given = _given(call, UserBody)
    given.pop("id", None)
    password = given.pop("password", None)
    if "account" in given:
        given["account"] = given["account"].strip().lower()
    _check_person(work, given)
    rows = schema.credentials
    if "account" in given and given["account"] != user.account:
        if work.connection.execute(select(rows.c.user_id).where(rows.c.account == given["account"])).first():
            raise ProblemError("account_taken")
        work.connection.execute(update(rows).where(rows.c.user_id == user.id).values(account=given["account"]))
    if password is not None:
        check_new_password(password)
        work.connection.execute(
            update(rows).where(rows.c.user_id == user.id).values(password_hash=passwords.hash_password(password))
        )
    changed = work.save(dataclasses.replace(user, **given))
    if changed.disabled or password is not None:
        work.end_sessions(user.id)
    return record_answer(changed)


def check_new_password(password: str) -> None:
    """The rule for new passwords: 12 to 1024 characters."""
    if not passwords.MIN_LENGTH <= len(password) <= 1024:
        raise invalid("password", f"Mật khẩu cần ít nhất {passwords.MIN_LENGTH} ký tự.", "too_short")


def _check_person(work: Work, given: Mapping[str, Any]) -> None:
    if "account" in given and ACCOUNT.fullmatch(given["account"]) is None:
        raise invalid("account", "Tài khoản chỉ gồm chữ thường, số, dấu chấm, gạch.")
    for role in given.get("roles") or []:
        if role not in ROLES:
            raise invalid("roles", f"Không có vai trò «{role}».")
    if "unit_id" in given and work.find(Unit, given["unit_id"]) is None:
        raise invalid("unit_id", "Không có đơn vị này.")
    for leader in given.get("secretary_of") or []:
        if work.find(User, leader) is None:
            raise invalid("secretary_of", "Không có lãnh đạo này.")


# Units, books, recipients


def _check_unit(work: Work, given: Mapping[str, Any], record_id: str) -> None:
    settings = given.get("settings") or {}
    for check in (check_settings, check_template, check_steps, check_starts):
        refusal = check(settings)
        if refusal is not None:
            raise refuse(refusal)
    code = given.get("code")
    if code is not None and any(unit.code == code and unit.id != record_id for unit in work.all(Unit)):
        raise invalid("code", "Mã đơn vị này đã có.", "taken")
    parent: str | None = given.get("parent_id")
    for _ in range(50):
        if parent is None:
            return
        unit = work.find(Unit, parent)
        if unit is None or parent == record_id:
            raise invalid("parent_id", "Đơn vị cấp trên không đúng.")
        parent = unit.parent_id


def _check_book(work: Work, given: Mapping[str, Any], _record_id: str) -> None:
    if "unit_id" in given and work.find(Unit, given["unit_id"]) is None:
        raise invalid("unit_id", "Không có đơn vị này.")
    if given.get("direction", "incoming") not in ("incoming", "outgoing"):
        raise invalid("direction", "Chiều của sổ phải là incoming hoặc outgoing.")


def _check_recipient(work: Work, given: Mapping[str, Any], _record_id: str) -> None:
    if given.get("unit_id") is not None and work.find(Unit, given["unit_id"]) is None:
        raise invalid("unit_id", "Không có đơn vị này.")


def _creator(record_type: Any, body_type: type[Any], required: tuple[str, ...], check: Any) -> Handler:
    def create(call: Call) -> Answer:
        require_admin(call.work)
        given = _given(call, body_type, required)
        given["id"] = checked_new_id(call, given)
        check(call.work, given, given["id"])
        record: Record = call.work.create(convert(given, record_type))
        return record_answer(record, 201)

    return create


def _changer(record_type: Any, body_type: type[Any], check: Any) -> Handler:
    def change(call: Call) -> Answer:
        record: Any = call.work.get(record_type, call.path["id"])
        require_admin(call.work)
        call.check_match(record)
        given = _given(call, body_type)
        given.pop("id", None)
        check(call.work, given, record.id)
        saved: Record = call.work.save(dataclasses.replace(record, **given))
        return record_answer(saved)

    return change


for _word, _type, _body, _required, _check in (
    ("units", Unit, UnitBody, ("code", "name"), _check_unit),
    ("books", Book, BookBody, ("unit_id", "direction", "name"), _check_book),
    ("recipients", Recipient, RecipientBody, ("name", "code", "group"), _check_recipient),
):
    _kind = _word.removesuffix("s")
    endpoints.add(
        "POST",
        f"/{_word}",
        f"Add one of {_word}",
        takes=_body,
        gives=_type,
        status=201,
        audit=f"{_kind}.create",
        problems=("forbidden", "id_taken"),
    )(_creator(_type, _body, _required, _check))
    endpoints.add(
        "PATCH",
        f"/{_word}/{{id}}",
        f"Change one of {_word}",
        takes=_body,
        gives=_type,
        audit=f"{_kind}.change",
        problems=("forbidden",),
    )(_changer(_type, _body, _check))


# Certificates


@endpoints.add("GET", "/certificates", "Registered certificates", gives=CertificateList, problems=("forbidden",))
def list_certificates(call: Call) -> Answer:
    """All of them, for admins."""
    require_admin(call.work)
    rows = schema.certificates
    found = call.work.connection.execute(select(rows).order_by(rows.c.id))
    return Answer(CertificateList(items=[_certificate_line(row) for row in found]))


@endpoints.add(
    "POST",
    "/certificates",
    "Register a certificate",
    takes=CertificateBody,
    gives=CertificateLine,
    status=201,
    audit="certificate.add",
    problems=("forbidden", "id_taken"),
)
def add_certificate(call: Call) -> Answer:
    """For a unit (agency and certification signatures) or a person (personal signatures)."""
    work = call.work
    require_admin(work)
    body = call.body(CertificateBody)
    if (body.unit_id is None) == (body.user_id is None):
        raise invalid("unit_id", "Chứng thư số thuộc một đơn vị hoặc một người.")
    if body.unit_id is not None and work.find(Unit, body.unit_id) is None:
        raise invalid("unit_id", "Không có đơn vị này.")
    if body.user_id is not None and work.find(User, body.user_id) is None:
        raise invalid("user_id", "Không có người này.")
    certificate = read_certificate(body.certificate or "")
    row = register_certificate(work, certificate, unit_id=body.unit_id, user_id=body.user_id)
    return Answer(CertificateLine(**row), 201)


@endpoints.add(
    "PATCH",
    "/certificates/{id}",
    "Change a certificate",
    takes=CertificateBody,
    gives=CertificateLine,
    audit="certificate.change",
    problems=("forbidden", "not_found"),
)
def change_certificate(call: Call) -> Answer:
    """Switch it on or off."""
    require_admin(call.work)
    rows = schema.certificates
    body = call.body(CertificateBody)
    if body.active is not None:
        call.work.connection.execute(update(rows).where(rows.c.id == call.path["id"]).values(active=body.active))
    row = call.work.connection.execute(select(rows).where(rows.c.id == call.path["id"])).first()
    if row is None:
        raise ProblemError("not_found")
    return Answer(_certificate_line(row))


def read_certificate(text: str) -> x509.Certificate:
    """An X.509 certificate from PEM or base64 DER; 422 otherwise."""
    try:
        if "-----BEGIN" in text:
            return x509.load_pem_x509_certificate(text.encode())
        return x509.load_der_x509_certificate(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, binascii.Error) as error:
        raise invalid("certificate", "Chứng thư số không đọc được.") from error


def _certificate_line(row: Any) -> CertificateLine:
    values = row._asdict()
    values.pop("der")
    return CertificateLine(**values)


# Import


@endpoints.add(
    "POST",
    "/users/import",
    "Import people from CSV",
    takes=ImportBody,
    gives=ImportReport,
    audit="user.import",
    problems=("forbidden",),
)
def import_users(call: Call) -> Answer:
    """Columns account, full_name, title, unit (code), roles, secretary_of (accounts), password; lists by ``;``."""
    work = call.work
    require_admin(work)
    body = call.body(ImportBody)
    return Answer(read_users(work, body.csv, apply=body.apply, report=ImportReport))


@endpoints.add(
    "POST",
    "/units/import",
    "Import units from CSV",
    takes=ImportBody,
    gives=ImportReport,
    audit="unit.import",
    problems=("forbidden",),
)
def import_units(call: Call) -> Answer:
    """Columns code, name, parent (code), symbol, agency_code; parents before their parts."""
    work = call.work
    require_admin(work)
    body = call.body(ImportBody)
    return Answer(read_units(work, body.csv, apply=body.apply, report=ImportReport))


# Audit


_AUDIT_FILTERS = ("actor_id", "session_id", "action", "subject_kind", "subject_id", "file_id", "copy_id", "outcome")


@endpoints.add(
    "GET",
    "/audit",
    "The audit log",
    gives=AuditPage,
    problems=("forbidden", "cursor_expired"),
    query={"limit": int, "cursor": str, "from": str, "to": str, **dict.fromkeys(_AUDIT_FILTERS, str)},
)
def read_audit(call: Call) -> Answer:
    """Rows in order, filtered; admins only."""
    require_admin(call.work)
    limit = call.number("limit", 200, low=1, high=feed.MAX_LIMIT)
    rows = schema.audit
    query = select(rows).order_by(rows.c.seq).limit(limit + 1)
    scope = (call.services.database.epoch(call.work.connection), call.work.user.id, "audit")
    if call.query.get("cursor"):
        query = query.where(rows.c.seq > int(cursors.unseal(call.query["cursor"], *scope)))
    if "from" in call.query:
        query = query.where(rows.c.at >= call.query["from"])
    if "to" in call.query:
        query = query.where(rows.c.at <= call.query["to"])
    for name in call.query.keys() - {"limit", "cursor", "from", "to"}:
        if name not in _AUDIT_FILTERS:
            raise invalid(name, f"Không lọc được theo trường «{name}».")
        query = query.where(rows.c[name] == call.query[name])
    found = [AuditRow(**row._asdict()) for row in call.work.connection.execute(query)]
    cursor = cursors.seal(str(found[limit - 1].seq), *scope) if len(found) > limit else None
    return Answer(AuditPage(items=found[:limit], cursor=cursor))


@endpoints.add("GET", "/audit/verify", "Check the audit chain", gives=Verification, problems=("forbidden",))
def verify_audit(call: Call) -> Answer:
    """Walk the whole chain; admins only."""
    require_admin(call.work)
    rows, findings = call.services.audit.verify(call.work.connection)
    return Answer(Verification(ok=not findings, rows=rows, findings=findings))
