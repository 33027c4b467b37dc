"""The dialogs of outgoing documents over records that are there, for the tour of every screen and state."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from voffice_desktop.services.signing_values import Wanted, main_file
from voffice_desktop.services.values import Detail, ListQuery
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.outgoing.after_sheets import ResendSheet, SuccessorSheet
from voffice_desktop.ui.outgoing.dispatch_sheet import DispatchSheet
from voffice_desktop.ui.outgoing.edit_sheet import EditSheet
from voffice_desktop.ui.outgoing.number_sheet import NumberSheet
from voffice_desktop.ui.outgoing.places_sheet import PlacesSheet
from voffice_desktop.ui.signing.flows import title_of
from voffice_desktop.ui.signing.sign_sheet import SignSheet

translate = QCoreApplication.translate


def dialogs(context: Context, window: QWidget) -> Iterator[tuple[str, QDialog]]:
    """Name and dialog, one after the other; a state of which no record is here is left out."""
    approved, numbered = _first(context, "approved"), _first(context, "numbered")
    signed, sent = _first(context, "signed"), _first(context, "dispatched")
    if approved is not None:
        yield "number", NumberSheet(context, approved, window)
        yield "places", PlacesSheet(context, approved, window)
        yield "edit", EditSheet(context, approved, window)
    if numbered is not None:
        wanted = Wanted("agency", numbered.record.id, title_of(numbered.row.symbol, numbered.row.title))
        verb = translate("signing", "Ký số cơ quan")
        yield "sign", SignSheet(context, [wanted], "agency", verb, verb, parent=window)
        yield "sign-batch", SignSheet(context, [wanted] * 3, "agency", verb, verb, parent=window)
    if signed is not None:
        sending = DispatchSheet(context, signed, window)
        yield "dispatch", sending
        summary = DispatchSheet(context, signed, window)
        summary.forward()
        yield "dispatch-summary", summary
    if sent is not None:
        yield "replace", SuccessorSheet(context, sent, "replace", window)
        yield "resend", ResendSheet(context, sent, window)
        file = main_file([entry.file for entry in sent.files])
        if file is not None:
            wanted = Wanted("certification", file.id, title_of(sent.row.symbol, sent.row.title))
            verb = translate("signing", "Chứng thực & tải")
            yield "certify", SignSheet(context, [wanted], "certification", verb, verb, parent=window)


def _first(context: Context, tab: str) -> Detail | None:
    rows = context.desk.lists.rows(ListQuery("outgoing_document", tab=tab), limit=1)
    return context.desk.details.get("outgoing_document", rows[0].id) if rows else None
