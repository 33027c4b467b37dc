"""The shape that all rule tables share: who, when, with what, and what becomes of the record.

A table is run by both ends. :meth:`Table.check` answers in the contract's order: wrong actor (``forbidden``), wrong
moment (``wrong_state`` and the other conflicts), then the arguments (``invalid`` with its field). What a user may
see at all is decided before, by :mod:`voffice_desktop.domain.visibility`; versions are raised by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from voffice_desktop.domain.arguments import forbidden
from voffice_desktop.domain.records import Actor, Refusal
from voffice_desktop.domain.substitution import capacity
from voffice_desktop.domain.visibility import sees_alone

R = TypeVar("R")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Act(Generic[R, C]):
    """One act about to happen. ``now`` is RFC 3339 UTC text."""

    record: R
    actor: Actor
    args: Mapping[str, Any]
    context: C
    now: str = ""
    new_id: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class Moved(Generic[R]):
    """What an act made of a record. ``changed`` is False for an idempotent repeat: no version, no event.

    ``removes_content``: the caller takes away the record's files and keeps the metadata.
    """

    record: R
    event_action: str
    note: str = ""
    changed: bool = True
    removes_content: bool = False
    on_behalf_of: str | None = None
    """For whom the one who acted stood in."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[R, C]):
    """One row of a table."""

    who: Callable[[Act[R, C]], bool]
    who_else: str
    """The sentence for everyone else."""
    when: Callable[[Act[R, C]], Refusal | None]
    valid: Callable[[Act[R, C]], Refusal | None]
    effect: Callable[[Act[R, C]], Moved[R]]


class Table(Generic[R, C]):
    """The rules of one kind of record, by the last word of the action's path (``edit`` for PATCH)."""

    def __init__(
        self,
        rules: Mapping[str, Rule[R, C]],
        kind: str = "",
        audience: Callable[[R], frozenset[str]] | None = None,
    ) -> None:
        self._kind = kind
        self._audience = audience
        self.rules: Mapping[str, Rule[R, C]] = MappingProxyType(dict(rules))

    def check(self, record: R, action: str, actor: Actor, args: Mapping[str, Any], context: C) -> Refusal | None:
        """Why ``actor`` may not do this now, or None. An unknown action is ``forbidden``."""
        rule = self.rules.get(action)
        if rule is None:
            return forbidden("Không có thao tác này.")
        acting = self._acting(rule, record, action, actor, args, context)
        if acting is None:
            return forbidden(rule.who_else)
        act = Act(record, acting, args, context)
        return rule.when(act) or rule.valid(act)

    def _acting(
        self, rule: Rule[R, C], record: R, action: str, actor: Actor, args: Mapping[str, Any], context: C
    ) -> Actor | None:
        """The actor, or the one for whom the actor stands in; None when neither may."""

        def allowed(each: Actor) -> bool:
            return rule.who(Act(record, each, args, context))

        def ready(each: Actor) -> bool:
            return rule.when(Act(record, each, args, context)) is None

        # Who sees the record only as a substitute acts as one.
        if actor.acting_for and self._audience is not None and not sees_alone(actor, self._audience(record)):
            for_another = capacity(self._kind, action, actor, lambda each: each is not actor and allowed(each), ready)
            if for_another is not None:
                return for_another
        return capacity(self._kind, action, actor, allowed, ready)

    def move(
        self,
        record: R,
        action: str,
        actor: Actor,
        args: Mapping[str, Any],
        context: C,
        now: str,
        new_id: Callable[[], str],
    ) -> Moved[R]:
        """The record after an act that :meth:`check` let pass; a substitute's act is the principal's own."""
        rule = self.rules[action]
        acting = self._acting(rule, record, action, actor, args, context) or actor
        moved = rule.effect(Act(record, acting, args, context, now, new_id))
        return moved if acting.id == actor.id else replace(moved, on_behalf_of=acting.id)

    def actions(self, record: R, actor: Actor, context: C) -> list[tuple[str, Refusal | None]]:
        """Every action with why it cannot be done now, by person and moment alone: what buttons show."""
        listed: list[tuple[str, Refusal | None]] = []
        nothing: Mapping[str, Any] = MappingProxyType({})
        for name, rule in self.rules.items():
            acting = self._acting(rule, record, name, actor, nothing, context)
            refusal = forbidden(rule.who_else) if acting is None else rule.when(Act(record, acting, nothing, context))
            listed.append((name, refusal))
        return listed


def nothing_to_check(_act: Act[R, C]) -> Refusal | None:
    """For actions whose arguments, or whose moment, cannot be wrong."""
    return None
