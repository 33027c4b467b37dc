"""A whole pile at once: what was read surely goes into the book in the order of the tray, the rest stays."""

from __future__ import annotations

from voffice_desktop.services.intake import Intake
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.services.registering import Registering
from voffice_desktop.ui.intake.entry_form import KEY_FIELDS, SURE

_TAKEN = (
    "issuer_name", "issuer_code", "symbol", "issued_on", "type_code", "summary", "urgency", "signer_name",
    "signer_title",
)  # fmt: skip


def batch_ready(item: IntakeItem) -> bool:
    """Whether every field that the book needs was read surely, and nothing speaks against the entry."""
    against = item.problem or item.same_as or item.left or item.verdict == "not_valid"
    if item.progress != "read" or against or "secrecy" in item.proposals:
        return False
    return all((found := item.proposals.get(key)) is not None and found.confidence >= SURE for key in KEY_FIELDS)


def register_batch(intake: Intake, work: Registering, book_id: str) -> tuple[int, int, int]:
    """Enter all that is ready: (first number, last number, how many are left for a look). Stops where the server is
    not reached: numbers are given in order."""
    numbers: list[int] = []
    left = 0
    for item in intake.items():
        if not batch_ready(item):
            left += 1
            continue
        fields: dict[str, object] = {key: item.proposals[key].value for key in _TAKEN if key in item.proposals}
        fields |= {"book_id": book_id, "page_count": item.pages or None}
        if item.stamp is not None:
            fields["stamp_place"] = {"page": 1, "x": round(item.stamp[0], 1), "y": round(item.stamp[1], 1)}
        if work.refusal(fields) is not None or work.duplicate_of(fields, item.record_id) is not None:
            left += 1
            continue
        done = work.register(item.id, fields)
        if done.number is not None:
            numbers.append(done.number)
        elif done.state == "refused":
            left += 1
        else:
            break
    return (min(numbers, default=0), max(numbers, default=0), left)
