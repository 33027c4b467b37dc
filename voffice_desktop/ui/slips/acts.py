"""Acts of slips that open a screen or ask in their own way; rows of the table of special acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import Slip
from voffice_desktop.services.slip_queue import SlipQueue
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.dialogs import TextDialog
from voffice_desktop.ui.slips.approve import ApproveDialog
from voffice_desktop.ui.slips.changes import ChangesDialog
from voffice_desktop.ui.slips.rows import EDITOR
from voffice_desktop.ui.words import day

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow


def edit(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Open the editor with everything that was kept."""
    flow.screen_asked.emit(EDITOR, detail.record.id)


def draft_answer(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Begin a slip that answers this incoming document."""
    flow.screen_asked.emit(EDITOR, f"reply:{detail.record.id}")


def approve(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """Show revision, title and signer; approve what was opened here at this revision and nothing else."""
    slip = detail.record
    assert isinstance(slip, Slip)
    refusal = SlipQueue(flow.context.desk, flow.context.clock).may_approve(slip)
    if refusal is not None and refusal.code == "revision_changed":
        # The difference first; what was looked at counts as seen, and approving is asked anew.
        if ChangesDialog(flow.context, detail, flow.window).exec():
            approve(flow, act, detail)
        return
    if refusal is not None:
        flow.said.emit(refusal.reason)
        return
    draft = f"text:approve:{slip.id}"
    kept = flow.context.desk.drafts.load(draft)
    dialog = ApproveDialog(flow.context, [detail], kept.decode("utf-8") if kept else "", flow.window)
    if not dialog.exec():
        flow.keep(draft, dialog.comment())
        return
    body: dict[str, object] = {"revision": slip.revision}
    if dialog.comment():
        body["comment"] = dialog.comment()
    flow.send(act, detail, body, draft)


def changes(flow: ActFlow, _act: ActionState, detail: Detail) -> None:
    """Show what changed since the revision before."""
    ChangesDialog(flow.context, detail, flow.window).open()


def answer(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """Show the question with its asker and due date; the answer names the consultation that it is for."""
    slip = detail.record
    assert isinstance(slip, Slip)
    asked = SlipQueue(flow.context.desk, flow.context.clock).answer_needed(detail)
    found = next((each for each in slip.consultations if each.id == asked), None)
    if found is None:
        flow.said.emit(act.reason)
        return
    name = flow.context.desk.directory.name(found.by)
    said = QCoreApplication.translate("slips", "{name} hỏi: {text}").format(name=name, text=found.question)
    if found.due:
        said += " " + QCoreApplication.translate("slips", "Hạn trả lời {time}.").format(time=day(found.due))
    verb, caption = desk_text(act.caption), QCoreApplication.translate("acts", "Trả lời")
    draft = f"text:answer:{found.id}"
    kept = flow.context.desk.drafts.load(draft)
    dialog = TextDialog(
        flow.context.theme,
        verb,
        said,
        caption,
        verb,
        required=True,
        text=kept.decode("utf-8") if kept else "",
        parent=flow.window,
    )
    if not dialog.exec():
        flow.keep(draft, dialog.text)
        return
    flow.send(act, detail, {"consultation_id": found.id, "text": dialog.text}, draft)
