"""Several files of the tray as one record: a letter and its annexes, signed files among them left as they are."""

from __future__ import annotations

from collections.abc import Sequence

from voffice_desktop.errors import Rejected
from voffice_desktop.services.intake import Intake


def attach(intake: Intake, main_id: str, others: Sequence[str]) -> None:
    """Let the others go with ``main_id`` into one record; what they carried themselves comes along.

    Raises ``Rejected('not_found')`` where one of them waits no more.
    """
    waiting = {item.id: item for item in intake.items()}
    if main_id not in waiting or any(each not in waiting for each in others):
        raise Rejected("not_found", status=404)
    taken = list(waiting[main_id].attachments)
    for each in others:
        if each != main_id and each not in taken:
            taken += [each, *waiting[each].attachments]
    # The main item first: killed in between, the others wait and are hidden by nothing.
    intake.change(main_id, attachments=taken)
    for each in taken:
        intake.change(each, state="attached", attachments=[])


def detach(intake: Intake, main_id: str) -> int:
    """Let everything that goes with ``main_id`` wait by itself again; how many there were."""
    item = intake.get(main_id)
    beside = item.attachments if item is not None else []
    intake.change(main_id, attachments=[])
    for each in beside:
        intake.restore(each)
    return len(beside)
