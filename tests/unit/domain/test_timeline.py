"""Every event that a table tells of has its words."""

from __future__ import annotations

import ast
from pathlib import Path

import voffice_desktop.domain as domain
from voffice_desktop.domain import timeline


def told_events() -> set[str]:
    """The event words written in the tables: the second argument of ``Moved``, ``SlipMoved`` and ``_to``."""
    found: set[str] = set()
    for source in Path(domain.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in {"Moved", "SlipMoved", "_to"} and isinstance(node.args[1], ast.Constant):
                found.add(node.args[1].value)
    return found


def test_every_event_has_words() -> None:
    told = told_events() - {"read_for_signing", "arranged"}  # these are no events
    assert {"submitted", "assigned", "dispatched", "accepted"} <= told
    assert told <= set(timeline.CAPTIONS)
    assert timeline.caption("endorsed") == "Đồng ý trình"
    assert timeline.caption("of_a_newer_server") == "of_a_newer_server"
