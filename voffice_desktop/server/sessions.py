"""Sign-in, sessions and devices: opaque tokens of 256 bits, of which only the SHA-256 is kept."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import Connection, Select, bindparam, insert, select, update

from voffice_desktop import ids
from voffice_desktop.domain.records import User
from voffice_desktop.protocol import codec
from voffice_desktop.protocol.messages import Policy
from voffice_desktop.server import passwords, schema, times
from voffice_desktop.server.problems import ProblemError
from voffice_desktop.server.work import Caller

ALLOWED_FAILURES = 10
FAILURE_WINDOW_MINUTES = 15
SESSION_DAYS = 30
"""As long as the longest offline lease: a leader back from a trip need not sign in to deliver the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """The machine that signs in, as it names itself."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Body of ``POST /sessions``."""

    account: str
    password: str
    otp: str | None = None
    device: Device = field(default_factory=lambda: Device(id="unknown"))


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A new session with the token that is shown only now."""

    id: str
    token: str
    expires_at: str
    user: User


class Turns:
    """One sign-in of an account at a time within this process: parallel guesses must not pass the count together."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._accounts: set[str] = set()

    @contextlib.contextmanager
    def of(self, account: str) -> Iterator[None]:
        """Wait for the account's turn and hold it."""
        with self._changed:
            self._changed.wait_for(lambda: account not in self._accounts)
            self._accounts.add(account)
        try:
            yield
        finally:
            with self._changed:
                self._accounts.discard(account)
                self._changed.notify_all()


def check_rate(connection: Connection, account: str, address: str, now: str) -> None:
    """429 after 10 failures in 15 minutes of one account, or of one address on accounts it never signed in to.

    An account that has signed in from an address before is not locked out by others behind the same address.
    """
    rows = schema.sign_in_attempts
    since = times.later(now, minutes=-FAILURE_WINDOW_MINUTES)

    def failures(where: Any) -> list[str]:
        query = select(rows.c.at).where(rows.c.succeeded.is_(False), rows.c.at > since, where)
        newest = query.order_by(rows.c.at.desc()).limit(ALLOWED_FAILURES)
        return list(connection.execute(newest).scalars())

    known = connection.execute(
        select(rows.c.id).where(rows.c.account == account, rows.c.address == address, rows.c.succeeded).limit(1)
    ).first()
    counted = [failures(rows.c.account == account)]
    if known is None:
        counted.append(failures(rows.c.address == address))
    for moments in counted:
        if len(moments) >= ALLOWED_FAILURES:
            opens = times.parse(times.later(moments[-1], minutes=FAILURE_WINDOW_MINUTES))
            seconds = int((opens - times.parse(now)).total_seconds())
            raise ProblemError("too_many_requests", headers={"Retry-After": str(max(1, seconds))})


def note_attempt(connection: Connection, account: str, address: str, now: str, *, succeeded: bool) -> None:
    """Count one try; a success clears the account's own failures."""
    rows = schema.sign_in_attempts
    if succeeded:
        connection.execute(rows.delete().where(rows.c.account == account, rows.c.succeeded.is_(False)))
        connection.execute(
            rows.delete().where(rows.c.account == account, rows.c.address == address, rows.c.succeeded)
        )
    connection.execute(
        insert(rows).values(id=ids.new_id(), account=account, address=address, at=now, succeeded=succeeded)
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says of an account name. All None for one that does not exist."""

    user_id: str | None = None
    password_hash: str | None = None

    def fits(self, password: str) -> bool:
        """Whether the password is right; the same work whether or not the account exists. Slow: hold no lock."""
        return passwords.verify(self.password_hash, password) and self.user_id is not None


def known(connection: Connection, account: str) -> Known:
    """The account's id and password hash."""
    rows = schema.credentials
    row = connection.execute(select(rows).where(rows.c.account == account)).first()
    return Known(row.user_id, row.password_hash) if row else Known()


def sweep(connection: Connection, now: str) -> None:
    """Forget failures that count no longer, and sessions that ended a month ago."""
    tries, rows = schema.sign_in_attempts, schema.sessions
    old = times.later(now, minutes=-FAILURE_WINDOW_MINUTES)
    connection.execute(tries.delete().where(tries.c.succeeded.is_(False), tries.c.at <= old))
    connection.execute(rows.delete().where(rows.c.expires_at < times.later(now, days=-SESSION_DAYS)))


def load_user(connection: Connection, user_id: str) -> User | None:
    """The user record, or None."""
    kept = schema.records
    row = connection.execute(select(kept.c.data).where(kept.c.id == user_id, kept.c.kind == "user")).first()
    return codec.decode(row.data, User) if row else None


def check_one_time_code(connection: Connection, user_id: str, code: str | None, now: str) -> bool:
    """For accounts with a second factor: RFC 6238, one step to either side, each step once. True without one."""
    rows = schema.credentials
    row = connection.execute(select(rows.c.otp_secret, rows.c.otp_last_step).where(rows.c.user_id == user_id)).one()
    if row.otp_secret is None:
        return True
    if not code:
        return False
    # RFC 6238 authenticator programs expect SHA-1 here.
    totp = TOTP(base64.b32decode(row.otp_secret), 6, SHA1(), 30)
    seconds = int(times.parse(now).timestamp())
    for drift in (0, -30, 30):
        step = (seconds + drift) // 30
        if row.otp_last_step is not None and step <= row.otp_last_step:
            continue
        try:
            totp.verify(code.strip().encode(), seconds + drift)
        except InvalidToken:
            continue
        connection.execute(update(rows).where(rows.c.user_id == user_id).values(otp_last_step=step))
        return True
    return False


def tell_wiped(connection: Connection, user_id: str, device_id: str) -> bool:
    """Whether an admin marked this device for wiping. Its owner hears of it when signing in too, once: the mark is
    lifted and the device's sessions are over, so that the machine, its cache destroyed, can be enrolled anew."""
    rows, held = schema.devices, schema.sessions
    here = (rows.c.user_id == user_id) & (rows.c.id == device_id)
    if connection.execute(select(rows.c.id).where(here, rows.c.wiped)).first() is None:
        return False
    connection.execute(
        update(held).where(held.c.user_id == user_id, held.c.device_id == device_id).values(revoked=True)
    )
    connection.execute(update(rows).where(here).values(wiped=False))
    return True


def open_session(connection: Connection, user: User, device: Device, now: str) -> OpenedSession:
    """Make a session on a device."""
    token = secrets.token_urlsafe(32)
    session_id = ids.new_id()
    expires_at = times.later(now, days=SESSION_DAYS)
    rows = schema.devices
    known = connection.execute(select(rows.c.id).where(rows.c.user_id == user.id, rows.c.id == device.id)).first()
    if known is None:
        connection.execute(
            insert(rows).values(
                id=device.id, user_id=user.id, name=device.name, first_seen_at=now, last_seen_at=now, wiped=False
            )
        )
    else:
        connection.execute(
            update(rows)
            .where(rows.c.user_id == user.id, rows.c.id == device.id)
            .values(last_seen_at=now, name=device.name)
        )
    connection.execute(
        insert(schema.sessions).values(
            id=session_id,
            token_hash=_hash(token),
            user_id=user.id,
            device_id=device.id,
            created_at=now,
            last_seen_at=now,
            expires_at=expires_at,
            revoked=False,
        )
    )
    return OpenedSession(session_id, token, expires_at, user)


def _by_token() -> Select[Any]:
    rows, devices, kept = schema.sessions, schema.devices, schema.records
    device = (devices.c.user_id == rows.c.user_id) & (devices.c.id == rows.c.device_id)
    person = (kept.c.id == rows.c.user_id) & (kept.c.kind == "user")
    return (
        select(rows.c.id, rows.c.device_id, rows.c.revoked, rows.c.expires_at, devices.c.wiped, kept.c.data)
        .join(devices, device, isouter=True)
        .join(kept, person, isouter=True)
        .where(rows.c.token_hash == bindparam("token_hash"))
    )


_BY_TOKEN = _by_token()
"""Built once: every request asks it, and building it anew would cost more than the answer."""


def authenticate(connection: Connection, token: str | None, address: str, now: str) -> Caller:
    """Who holds the token. 401 ``not_signed_in``, or ``device_wiped`` on a device that an admin marked.

    Only the holder of a disabled person's token hears why (``account_disabled``): that device is to drop its cache.
    """
    if not token:
        raise ProblemError("not_signed_in")
    row = connection.execute(_BY_TOKEN, {"token_hash": _hash(token)}).first()
    if row is not None and row.wiped:
        raise ProblemError("device_wiped")
    if row is None or row.data is None:
        raise ProblemError("not_signed_in")
    user = codec.decode(row.data, User)
    if user.disabled:
        raise ProblemError("not_signed_in", account_disabled=True)
    if row.revoked or row.expires_at <= now:
        raise ProblemError("not_signed_in")
    return Caller(user, row.id, row.device_id, address)


def policy_for(connection: Connection, _user: User) -> Policy:
    """The agency's policy for this person."""
    row = connection.execute(select(schema.settings.c.value).where(schema.settings.c.key == "policy")).first()
    return codec.decode(row.value, Policy) if row else Policy(watermark={"lines": 3, "ink": 0.12})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
