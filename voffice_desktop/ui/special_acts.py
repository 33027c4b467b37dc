"""Acts that ask more than a dialog of fields: each has a flow of its own, found here by kind and name.

A flow gets the window's ``ActFlow``, through which it says what came of it; everything else goes the common way of
:mod:`voffice_desktop.ui.act_flow`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from voffice_desktop.domain.records import Kind
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.intake import answer_dialog, assign_dialog, stamp_sheet
from voffice_desktop.ui.outgoing import flows as outgoing
from voffice_desktop.ui.signing import flows as signing
from voffice_desktop.ui.slips import acts as slip_acts
from voffice_desktop.ui.tasks import giving

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow

Flow = Callable[["ActFlow", ActionState, Detail], None]

SPECIAL_ACTS: dict[tuple[Kind, str], Flow] = {
    ("outgoing_document", "signed"): signing.sign,
    ("outgoing_document", "certify"): signing.certify,
    ("outgoing_document", "edit"): outgoing.edit,
    ("outgoing_document", "places"): outgoing.places,
    ("outgoing_document", "number"): outgoing.number,
    ("outgoing_document", "dispatch"): outgoing.dispatch,
    ("outgoing_document", "resend"): outgoing.resend,
    ("outgoing_document", "replace"): outgoing.replace,
    ("outgoing_document", "correct"): outgoing.correct,
    ("incoming_document", "certify"): signing.certify,
    ("incoming_document", "assign"): assign_dialog.assign,
    ("incoming_document", "link-answer"): answer_dialog.link_answer,
    ("incoming_document", "register"): assign_dialog.register,
    ("incoming_document", "stamp"): stamp_sheet.move_stamp,
    ("slip", "edit"): slip_acts.edit,
    ("task", "edit"): giving.edit,
    ("incoming_document", "give-task"): giving.give,
    ("outgoing_document", "give-task"): giving.give,
    ("slip", "changes"): slip_acts.changes,
    ("slip", "answer"): slip_acts.answer,
    ("slip", "approve"): slip_acts.approve,
    ("incoming_document", "draft-slip"): slip_acts.draft_answer,
}
"""By kind of the record and name of the act."""
