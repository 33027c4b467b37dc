"""Sessions, devices and the signed-in person."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from voffice_desktop.domain.records import Unit, User
from voffice_desktop.protocol.messages import Policy, Session
from voffice_desktop.server import passwords, schema, sessions
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError, invalid

endpoints = Endpoints("account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Answer of ``GET /me``."""

    user: User
    unit: Unit | None
    roles: list[str]
    secretaries: list[User]
    policy: Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One of a person's sessions."""

    id: str
    user_id: str
    device: dict[str, str]
    created_at: str
    last_seen_at: str
    expires_at: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionList:
    """Answer of ``GET /sessions``."""

    items: list[SessionLine] = field(default_factory=list)
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """A machine on which a person has signed in."""

    id: str
    user_id: str
    name: str
    first_seen_at: str
    last_seen_at: str
    wiped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceList:
    """Answer of ``GET /devices``."""

    items: list[DeviceLine] = field(default_factory=list)
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChange:
    """Body of ``PUT /me/password``."""

    old: str
    new: str


@endpoints.add(
    "POST",
    "/sessions",
    "Sign in",
    takes=sessions.SignIn,
    gives=Session,
    status=201,
    signed_in=False,
    writes=False,
    lane="sign-in",
    problems=("bad_credentials", "otp_required", "device_wiped", "too_many_requests"),
)
def sign_in(call: Call) -> Answer:
    """A new session on a device. Manages its own transactions: a failure is counted though the request is refused,
    and no lock is held while the password is hashed."""
    body = call.body(sessions.SignIn)
    if not 0 < len(body.device.id) <= 128 or len(body.device.name) > 200:
        raise invalid("device", "Thiết bị cần mã từ 1 đến 128 ký tự và tên không quá 200 ký tự.")
    if len(body.password) > 1024:
        raise invalid("password", "Mật khẩu quá dài.")
    services, now = call.services, call.work.now
    account = body.account.strip().lower()[:128]
    call.release()
    with services.turns.of(account):
        with services.database.read() as connection:
            sessions.check_rate(connection, account, call.address, now)
            known = sessions.known(connection, account)
        right = known.fits(body.password)
        with services.database.write() as connection:
            outcome = _judge(call, connection, account, known.user_id if right else None, body)
    if isinstance(outcome, ProblemError):
        raise outcome
    return Answer(outcome, 201)


def _judge(
    call: Call, connection: Connection, account: str, user_id: str | None, body: sessions.SignIn
) -> Session | ProblemError:
    """The new session; or the refusal, which is on record, and counted if it was a guess, although the request
    fails."""
    services, now = call.services, call.work.now
    user = sessions.load_user(connection, user_id) if user_id is not None else None
    refused, guessed = None, False
    if user is None or user.disabled:
        refused, guessed = "bad_credentials", True
    elif not sessions.check_one_time_code(connection, user.id, body.otp, now):
        refused, guessed = "otp_required", bool(body.otp)
    elif sessions.tell_wiped(connection, user.id, body.device.id):
        refused = "device_wiped"
    if guessed:
        sessions.note_attempt(connection, account, call.address, now, succeeded=False)
    if refused is not None or user is None:
        code = refused or "bad_credentials"
        services.audit.append(connection, at=now, action="session.open", outcome=code, note=account)
        return ProblemError(code)
    sessions.note_attempt(connection, account, call.address, now, succeeded=True)
    opened = sessions.open_session(connection, user, body.device, now)
    services.audit.append(
        connection, at=now, action="session.open", outcome="ok", actor_id=user.id, session_id=opened.id
    )
    policy = sessions.policy_for(connection, user)
    return Session(token=opened.token, expires_at=opened.expires_at, user=user, policy=policy)


@endpoints.add("GET", "/sessions", "Own sessions", gives=SessionList, query={"user_id": str}, problems=("forbidden",))
def list_sessions(call: Call) -> Answer:
    """The caller's live sessions; an admin may name another person."""
    user_id = _whose(call)
    rows, devices = schema.sessions, schema.devices
    found = call.work.connection.execute(
        select(rows, devices.c.name)
        .join(devices, (devices.c.user_id == rows.c.user_id) & (devices.c.id == rows.c.device_id))
        .where(rows.c.user_id == user_id, rows.c.revoked.is_(False), rows.c.expires_at > call.work.now)
        .order_by(rows.c.id)
    )
    items = [
        SessionLine(
            id=row.id,
            user_id=row.user_id,
            device={"id": row.device_id, "name": row.name},
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            expires_at=row.expires_at,
            current=row.id == call.work.caller.session_id,
        )
        for row in found
    ]
    return Answer(SessionList(items=items))


@endpoints.add("DELETE", "/sessions/current", "Sign out", status=204, audit="session.close")
def sign_out(call: Call) -> Answer:
    """End the session that asks."""
    _revoke(call, call.work.caller.session_id)
    return Answer(status=204)


@endpoints.add(
    "DELETE",
    "/sessions/{id}",
    "End a session",
    status=204,
    audit="session.close",
    problems=("forbidden", "not_found"),
)
def end_session(call: Call) -> Answer:
    """One of one's own sessions, or anybody's for an admin."""
    rows = schema.sessions
    owner = call.work.connection.execute(select(rows.c.user_id).where(rows.c.id == call.path["id"])).scalar()
    if owner is None or (owner != call.work.user.id and "admin" not in call.work.actor.roles):
        raise ProblemError("not_found")
    _revoke(call, call.path["id"])
    return Answer(status=204)


@endpoints.add(
    "GET", "/devices", "Devices of a person", gives=DeviceList, query={"user_id": str}, problems=("forbidden",)
)
def list_devices(call: Call) -> Answer:
    """Own devices; an admin may name another person."""
    rows = schema.devices
    found = call.work.connection.execute(select(rows).where(rows.c.user_id == _whose(call)).order_by(rows.c.id))
    return Answer(DeviceList(items=[DeviceLine(**row._mapping) for row in found]))


@endpoints.add(
    "POST",
    "/devices/{id}/wipe",
    "Mark a device for wiping",
    gives=DeviceLine,
    audit="device.wipe",
    query={"user_id": str},
    problems=("forbidden",),
)
def wipe_device(call: Call) -> Answer:
    """The device's next contact answers 401 ``device_wiped``. Admins only."""
    if "admin" not in call.work.actor.roles:
        raise ProblemError("forbidden")
    rows = schema.devices
    query = select(rows).where(rows.c.id == call.path["id"])
    if "user_id" in call.query:
        query = query.where(rows.c.user_id == call.query["user_id"])
    found = call.work.connection.execute(query).all()
    if not found:
        raise ProblemError("not_found")
    for row in found:
        call.work.connection.execute(
            update(rows).where(rows.c.id == row.id, rows.c.user_id == row.user_id).values(wiped=True)
        )
    return Answer(DeviceLine(**{**found[0]._mapping, "wiped": True}))


@endpoints.add("GET", "/me", "The signed-in person", gives=Me)
def me(call: Call) -> Answer:
    """User, unit, roles, own secretaries, policy."""
    work = call.work
    secretaries = [user for user in work.all(User) if work.user.id in user.secretary_of and not user.disabled]
    return Answer(
        Me(
            user=work.user,
            unit=work.find(Unit, work.user.unit_id),
            roles=list(work.user.roles),
            secretaries=secretaries,
            policy=sessions.policy_for(work.connection, work.user),
        )
    )


@endpoints.add(
    "PUT",
    "/me/password",
    "Change the password",
    takes=PasswordChange,
    status=204,
    writes=False,
    lane="sign-in",
    audit="password.change",
    problems=("invalid",),
)
def change_password(call: Call) -> Answer:
    """Needs the old one; ends the person's other sessions. Manages its own write: nobody waits while passwords are
    hashed."""
    body = call.body(PasswordChange)
    work, services = call.work, call.services
    known = sessions.known(work.connection, work.user.account)
    call.release()
    if len(body.old) > 1024 or not known.fits(body.old):
        raise invalid("old", "Mật khẩu hiện tại không đúng.", "bad_credentials")
    if not passwords.MIN_LENGTH <= len(body.new) <= 1024:
        raise invalid("new", f"Mật khẩu mới cần ít nhất {passwords.MIN_LENGTH} ký tự.", "too_short")
    hashed = passwords.hash_password(body.new)
    rows = schema.credentials
    still = (rows.c.user_id == work.user.id, rows.c.password_hash == known.password_hash)
    with services.database.write() as connection:
        if connection.execute(update(rows).where(*still).values(password_hash=hashed)).rowcount != 1:
            raise invalid("old", "Mật khẩu vừa được đổi ở nơi khác.", "bad_credentials")
        writing = work.another(connection)
        writing.end_sessions(work.user.id, keep=work.caller.session_id)
        writing.audit("password.change")
        writing.finish()
    return Answer(status=204)


def _whose(call: Call) -> str:
    wanted = call.query.get("user_id", call.work.user.id)
    if wanted != call.work.user.id and "admin" not in call.work.actor.roles:
        raise ProblemError("forbidden")
    return wanted


def _revoke(call: Call, session_id: str) -> None:
    rows = schema.sessions
    call.work.connection.execute(update(rows).where(rows.c.id == session_id).values(revoked=True))
