"""The shape that all rule tables share: who, when, with what, and what becomes of the record.

A table is run by both ends. :meth:`Table.check` answers in the contract's order: wrong actor (``forbidden``), wrong
moment (``wrong_state`` and the other conflicts), then the arguments (``invalid`` with its field). What a user may
see at all is decided before, by :mod:`voffice_desktop.domain.visibility`; versions are raised by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from voffice_desktop.domain.arguments import forbidden
from voffice_desktop.domain.records import Actor, Refusal

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

    def __init__(self, rules: Mapping[str, Rule[R, C]]) -> None:
        self.rules: Mapping[str, Rule[R, C]] = MappingProxyType(dict(rules))

    def check(self, record: R, action: str, actor: Actor, args: Mapping[str, Any], context: C) -> Refusal | None:
        """Why ``actor`` may not do this now, or None. An unknown action is ``forbidden``."""
        rule = self.rules.get(action)
        if rule is None:
            return forbidden("Không có thao tác này.")
        act = Act(record, actor, args, context)
        if not rule.who(act):
            return forbidden(rule.who_else)
        return rule.when(act) or rule.valid(act)

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
        """The record after an act that :meth:`check` let pass."""
        return self.rules[action].effect(Act(record, actor, args, context, now, new_id))

    def actions(self, record: R, actor: Actor, context: C) -> list[tuple[str, Refusal | None]]:
        """Every action with why it cannot be done now, by person and moment alone: what buttons show."""
        act: Act[R, C] = Act(record, actor, MappingProxyType({}), context)
        return [
            (name, rule.when(act) if rule.who(act) else forbidden(rule.who_else)) for name, rule in self.rules.items()
        ]


def nothing_to_check(_act: Act[R, C]) -> Refusal | None:
    """For actions whose arguments, or whose moment, cannot be wrong."""
    return None
