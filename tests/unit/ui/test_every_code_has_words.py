"""A person never reads a bare code: whatever the client's own floors raise has a sentence in the window."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import voffice_desktop
from voffice_desktop.ui import sentences
from voffice_desktop.ui.reader.sentences import fault_sentence

_ROOT = Path(voffice_desktop.__file__).parent
_FLOORS = ("blobs", "remote", "services", "store", "sync", "ui", "vault", "watch")
_FAULTS = {"DocumentFault", "MachineFault", "Rejected", "SignInNeeded", "Transient", "VersionMismatch"}
_ELSEWHERE = {
    "not_json": "a draft of ink that cannot be read is left where it is",
    "resync_shrinks": "the sync sheet says it with both counts, and asks",
    "cancelled": "its author stopped it; nothing is said",
    "pdf_children_closed": "the window is closing",
}
"""Codes that never reach a person, and why."""


def raised() -> dict[str, str]:
    """Every code that the client's floors make an error of, with the file that does."""
    found = {}
    for floor in _FLOORS:
        for path in sorted((_ROOT / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in _FAULTS and isinstance(node.args[0].value, str):
                    found[node.args[0].value] = str(path.relative_to(_ROOT))
    return found


def test_there_are_codes_to_ask_about() -> None:
    assert len(raised()) > 40


@pytest.mark.parametrize(("code", "where"), sorted(raised().items()))
def test_the_window_has_a_sentence_for(code: str, where: str) -> None:
    if code in _ELSEWHERE:
        return
    known = {one.split(":")[0] for one in sentences.CODES}
    in_reader = code not in fault_sentence(code)[1]
    assert code in known or in_reader, f"{where} raises {code!r}, which ui/sentences does not know"
