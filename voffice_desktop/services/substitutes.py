"""Ủy quyền on the client: who is away, who stands in, and for whom this user acts now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from voffice_desktop.clock import Clock
from voffice_desktop.domain import substitution
from voffice_desktop.domain.calendar import VIETNAM, moment, utc_text
from voffice_desktop.domain.records import ActingFor, Refusal, User
from voffice_desktop.services.desk import Desk

State = Literal["waiting", "in_force", "ended", "revoked"]


@dataclass(frozen=True, slots=True)
class Handover:
    """One delegation with names. ``may_revoke``: this user may end it."""

    entry: ActingFor
    principal: str
    substitute: str
    state: State
    given: bool
    received: bool
    may_revoke: bool

    @property
    def period(self) -> str:
        """From when to when, in Vietnam time."""
        return substitution.shown(self.entry)


class Substitutes:
    """Reads the mirror; giving and ending need the server. Workers' lanes where it says that it blocks."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def _now(self) -> str:
        return utc_text(self._clock())

    def users(self) -> list[User]:
        """Everybody, by name."""
        return [each for each in self._desk.directory.all("user") if isinstance(each, User)]

    def me(self) -> User:
        """This user as the mirror knows them."""
        found = self._desk.directory.get("user", self._desk.user.id)
        return found if isinstance(found, User) else self._desk.user

    def all(self) -> list[Handover]:
        """What concerns this user; everything for an administrator. Those that begin last first."""
        me, now, admin = self._desk.user.id, self._now(), "admin" in self.me().roles
        found = []
        for user in self.users():
            for entry in user.acting_for:
                given, received = entry.principal_id == me, user.id == me
                if not (given or received or admin):
                    continue
                state = _state(entry, now)
                found.append(
                    Handover(
                        entry=entry,
                        principal=self._desk.directory.name(entry.principal_id),
                        substitute=user.full_name,
                        state=state,
                        given=given,
                        received=received,
                        may_revoke=(given or admin) and state in ("waiting", "in_force"),
                    )
                )
        return sorted(found, key=lambda each: (each.entry.since, each.entry.id), reverse=True)

    def standing_for(self) -> list[Handover]:
        """Those for whom this user acts now."""
        return [each for each in self.all() if each.received and each.state == "in_force"]

    def away(self) -> list[Handover]:
        """The delegations of this user's own desk that hold now."""
        return [each for each in self.all() if each.given and each.state == "in_force"]

    def principals(self) -> list[User]:
        """Whose desk this user may hand over: the own one, for an administrator everybody's."""
        people = self.users() if "admin" in self.me().roles else [self.me()]
        return [each for each in people if substitution.may_delegate(each) is None]

    def candidates(self, principal_id: str) -> list[User]:
        """Who may stand in for a person."""
        people = self.users()
        principal = next((each for each in people if each.id == principal_id), None)
        if principal is None:
            return []
        return [each for each in people if substitution.may_receive(principal, each) is None]

    def refusal(self, principal_id: str, substitute_id: str, first: date, last: date) -> Refusal | None:
        """Why it cannot be given for these days (the last one whole), by the table that the server runs."""
        people = {each.id: each for each in self.users()}
        principal, substitute = people.get(principal_id), people.get(substitute_id)
        if principal is None or substitute is None:
            return Refusal("invalid", "Cần chọn người được ủy quyền.", "substitute_id")
        since, until = _midnight(first), _midnight(last + timedelta(days=1))
        actor = self._desk.actor()
        return substitution.check(actor, principal, substitute, since, until, self._now(), people.values())

    def give(self, principal_id: str, substitute_id: str, first: date, last: date, note: str) -> None:
        """Hand a desk over from the beginning of ``first`` to the end of ``last``. Online; blocks."""
        body = {
            "principal_id": principal_id,
            "substitute_id": substitute_id,
            "since": first.isoformat(),
            "until": last.isoformat(),
            "note": note,
        }
        self._desk.acts.now("POST", "/delegations", body)
        self._desk.sync.now()

    def revoke(self, delegation_id: str) -> None:
        """End a delegation now. Online; blocks."""
        self._desk.acts.now("DELETE", f"/delegations/{delegation_id}")
        self._desk.sync.now()

    def next_turn(self) -> float | None:
        """Seconds until a delegation of this user begins or ends; None when none will."""
        now = self._clock()
        turns = [
            moment(text)
            for each in self.all()
            if each.state in ("waiting", "in_force")
            for text in (each.entry.since, each.entry.until)
        ]
        coming = [(each - now).total_seconds() for each in turns if each > now]
        return min(coming) if coming else None


def _midnight(day: date) -> str:
    return utc_text(datetime.combine(day, time(0, 0), VIETNAM))


def _state(entry: ActingFor, now: str) -> State:
    if entry.revoked_at is not None:
        return "revoked"
    if substitution.in_force(entry, now):
        return "in_force"
    return "waiting" if moment(now) < moment(entry.since) else "ended"
