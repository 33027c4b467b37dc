"""Acts of slips that open a screen or ask in their own way; rows of the table of special acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.slips.rows import EDITOR

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow


def edit(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Open the editor with everything that was kept."""
    flow.screen_asked.emit(EDITOR, detail.record.id)


def draft_answer(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Begin a slip that answers this incoming document."""
    flow.screen_asked.emit(EDITOR, f"reply:{detail.record.id}")
