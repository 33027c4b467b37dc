"""What may go into the book in a pile: read surely, and nothing speaks against it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from voffice_desktop.domain.field_reading import Proposal
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.ui.intake.batch import batch_ready
from voffice_desktop.ui.intake.entry_form import KEY_FIELDS

_READ = IntakeItem(
    id="i", name="a.pdf", file_id="f", record_id="r", progress="read",
    proposals={key: Proposal("x", 0.9) for key in KEY_FIELDS},
)  # fmt: skip


def test_what_was_read_surely_is_ready() -> None:
    assert batch_ready(_READ)
    assert batch_ready(replace(_READ, verdict="valid", signed=True))


@pytest.mark.parametrize(
    "changes",
    [
        {"progress": "first"},
        {"problem": "ocr_unavailable"},
        {"same_as": "another"},
        {"left": ["phụ lục.zip"]},
        {"verdict": "not_valid", "signed": True},
        {"proposals": _READ.proposals | {"secrecy": Proposal("MẬT", 0.9)}},
        {"proposals": _READ.proposals | {"symbol": Proposal("x", 0.5)}},
        {"proposals": {key: p for key, p in _READ.proposals.items() if key != "summary"}},
    ],
)
def test_what_wants_a_look_is_left(changes: dict[str, Any]) -> None:
    assert not batch_ready(replace(_READ, **changes))
