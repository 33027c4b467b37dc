"""What may be taken away, by role, kind and record; and who may see who looked."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.people import CLERK, HEAD, SPECIALIST
from voffice_desktop.domain.records import Actor, Slip
from voffice_desktop.domain.taking import TakingRule, see_looks, take


def test_without_a_line_everything_may_be_taken() -> None:
    assert take(SPECIALIST, (), "slip", "1", "save") is None


@pytest.mark.parametrize(
    ("rule", "refused"),
    [
        (TakingRule(save=False), True),
        (TakingRule(roles=("specialist",), save=False), True),
        (TakingRule(roles=("clerk",), save=False), False),
        (TakingRule(kinds=("slip",), save=False), True),
        (TakingRule(kinds=("task",), save=False), False),
        (TakingRule(record_ids=("1",), save=False), True),
        (TakingRule(record_ids=("2",), save=False), False),
        (TakingRule(roles=("specialist",), kinds=("task",), save=False), False),
        (TakingRule(print=False, copy=False), False),
    ],
)
def test_a_line_speaks_of_what_all_its_lists_name(rule: TakingRule, refused: bool) -> None:
    refusal = take(SPECIALIST, (rule,), "slip", "1", "save")
    assert (refusal is not None) is refused
    assert refusal is None or (refusal.code == "forbidden" and "lưu" in refusal.reason)


_rules = st.builds(
    TakingRule,
    roles=st.lists(st.sampled_from(["clerk", "specialist"]), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(["slip", "task"]), max_size=2).map(tuple),
    save=st.booleans(),
)


@given(rules=st.lists(_rules, max_size=6), more=_rules)
def test_one_more_line_never_allows_what_was_refused(rules: list[TakingRule], more: TakingRule) -> None:
    if take(SPECIALIST, rules, "slip", "1", "save") is not None:
        assert take(SPECIALIST, [*rules, more], "slip", "1", "save") is not None


def _slip(drafter: Actor) -> Slip:
    return Slip(id="s", drafter_id=drafter.id, unit_id=drafter.unit_id, leader_id="l", title="t")


def test_looks_are_for_those_whose_record_it_is_and_admins() -> None:
    slip = _slip(SPECIALIST)
    assert see_looks(SPECIALIST, slip, shown=True) is None
    assert see_looks(CLERK, slip, shown=True) is not None
    assert see_looks(HEAD, slip, shown=True) is not None
    assert see_looks(SPECIALIST, slip, shown=False) is not None
    admin = dataclasses.replace(CLERK, roles=frozenset({"admin"}))
    assert see_looks(admin, slip, shown=False) is None
