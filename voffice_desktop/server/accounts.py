"""What an administrator does at the server's own machine: people, passwords, certificates."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import delete, insert, select, update

from voffice_desktop import ids
from voffice_desktop.domain.records import ROLES, Unit, User
from voffice_desktop.errors import DocumentFault, Rejected
from voffice_desktop.server import passwords, schema, times
from voffice_desktop.server.problems import ProblemError
from voffice_desktop.server.serving import Services
from voffice_desktop.server.work import Work


@contextlib.contextmanager
def _work(services: Services, action: str) -> Iterator[Work]:
    with services.database.write() as connection:
        work = Work(connection, now=services.now(), caller=None, audit=services.audit)
        work.writing = True
        yield work
        work.finish(action)
    with services.database.read() as connection:
        services.audit.checkpoint(connection)


def add_user(
    services: Services, *, account: str, full_name: str, title: str, unit_code: str, roles: list[str], password: str
) -> User:
    """A new account; its unit is made if there is none of that code. Raises ``Rejected``."""
    account = account.strip().lower()
    if len(password) < passwords.MIN_LENGTH:
        raise Rejected("password_too_short", least=passwords.MIN_LENGTH)
    if unknown := [role for role in roles if role not in ROLES]:
        raise Rejected("unknown_role", role=unknown[0])
    with _work(services, "user.create") as work:
        rows = schema.credentials
        if work.connection.execute(select(rows.c.user_id).where(rows.c.account == account)).first():
            raise Rejected("account_taken", account=account)
        unit = next((unit for unit in work.all(Unit) if unit.code == unit_code), None)
        if unit is None:
            unit = work.create(Unit(id=ids.new_id(), code=unit_code, name=unit_code, symbol=unit_code))
        user = work.create(
            User(
                id=ids.new_id(),
                account=account,
                full_name=full_name,
                title=title,
                unit_id=unit.id,
                roles=list(roles),  # type: ignore[arg-type]  # checked against ROLES above
            )
        )
        work.connection.execute(
            insert(rows).values(user_id=user.id, account=account, password_hash=passwords.hash_password(password))
        )
    return user


def _user(work: Work, account: str) -> User:
    rows = schema.credentials
    user_id = work.connection.execute(select(rows.c.user_id).where(rows.c.account == account.lower())).scalar()
    user = work.find(User, user_id)
    if user is None:
        raise Rejected("unknown_account", account=account)
    return user


def set_password(services: Services, account: str, password: str) -> None:
    """A new password; the person's sessions end."""
    if len(password) < passwords.MIN_LENGTH:
        raise Rejected("password_too_short", least=passwords.MIN_LENGTH)
    with _work(services, "password.change") as work:
        user = _user(work, account)
        rows = schema.credentials
        work.connection.execute(
            update(rows).where(rows.c.user_id == user.id).values(password_hash=passwords.hash_password(password))
        )
        work.end_sessions(user.id)


def disable(services: Services, account: str) -> None:
    """Close an account; its sessions end at once."""
    with _work(services, "user.change") as work:
        user = _user(work, account)
        work.save(dataclasses.replace(user, disabled=True))
        work.end_sessions(user.id)


def register_certificate(
    work: Work,
    certificate: x509.Certificate,
    *,
    unit_id: str | None = None,
    user_id: str | None = None,
    trust_root: bool = False,
) -> dict[str, Any]:
    """Keep a certificate; it is known by its SHA-256, since names can be chosen. 409 if it is there already."""
    rows = schema.certificates
    sha256 = certificate.fingerprint(SHA256()).hex()
    if work.connection.execute(select(rows.c.id).where(rows.c.sha256 == sha256)).first():
        raise ProblemError("id_taken", "Chứng thư số này đã được đăng ký.")
    values: dict[str, Any] = {
        "id": ids.new_id(),
        "sha256": sha256,
        "unit_id": unit_id,
        "user_id": user_id,
        "subject": certificate.subject.rfc4514_string()[:400],
        "not_before": times.stamp(certificate.not_valid_before_utc),
        "not_after": times.stamp(certificate.not_valid_after_utc),
        "active": True,
        "trust_root": trust_root,
    }
    work.connection.execute(insert(rows).values(der=certificate.public_bytes(Encoding.DER), **values))
    return values


def add_certificate(
    services: Services, data: bytes, *, unit_code: str | None, account: str | None, trust_root: bool
) -> dict[str, Any]:
    """Register for a unit or a person, or trust as a root; with none of them it is an intermediate."""
    try:
        certificate = (
            x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(data)
        )
    except ValueError as error:
        raise DocumentFault("bad_certificate") from error
    with _work(services, "certificate.add") as work:
        unit_id = None
        if unit_code is not None:
            unit_id = next((unit.id for unit in work.all(Unit) if unit.code == unit_code), None)
            if unit_id is None:
                raise Rejected("unknown_unit", unit=unit_code)
        user_id = _user(work, account).id if account is not None else None
        try:
            return register_certificate(work, certificate, unit_id=unit_id, user_id=user_id, trust_root=trust_root)
        except ProblemError as problem:
            raise Rejected("certificate_known") from problem


def add_revocation_list(services: Services, data: bytes) -> dict[str, Any]:
    """Keep an issuer's newest revocation list (RFC 5280 §5); it replaces the issuer's former one."""
    try:
        found = x509.load_pem_x509_crl(data) if b"-----BEGIN" in data else x509.load_der_x509_crl(data)
    except ValueError as error:
        raise DocumentFault("bad_certificate") from error
    digest = Hash(SHA256())
    digest.update(found.issuer.public_bytes())
    issuer = digest.finalize().hex()
    with _work(services, "certificate.revocations") as work:
        rows = schema.revocation_lists
        work.connection.execute(delete(rows).where(rows.c.issuer_sha256 == issuer))
        work.connection.execute(insert(rows).values(issuer_sha256=issuer, der=found.public_bytes(Encoding.DER)))
    return {"issuer": found.issuer.rfc4514_string(), "revoked": len(list(found))}
