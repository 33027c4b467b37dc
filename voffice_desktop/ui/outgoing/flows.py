"""Acts of outgoing documents that have a dialog of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog

from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.outgoing.after_sheets import AfterSheet, ResendSheet, SuccessorSheet
from voffice_desktop.ui.outgoing.dispatch_sheet import DispatchSheet
from voffice_desktop.ui.outgoing.edit_sheet import EditSheet
from voffice_desktop.ui.outgoing.number_sheet import NumberSheet
from voffice_desktop.ui.outgoing.places_sheet import PlacesSheet
from voffice_desktop.ui.signing import flows as signing

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow


translate = QCoreApplication.translate


def number(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Cấp số*, and on with the agency's signature if the clerk wishes."""
    sheet = NumberSheet(flow.context, detail, flow.window)
    sheet.numbered.connect(
        lambda symbol: flow.said.emit(translate("outgoing", "Đã cấp số {symbol}.").format(symbol=symbol))
    )
    sheet.sign_asked.connect(lambda: _sign_next(flow, act, detail))
    _open(sheet)


def _sign_next(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    fresh = flow.context.desk.details.get(detail.kind, detail.record.id) or detail
    signing.sign_agency(flow, fresh)


def edit(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Sửa*."""
    sheet = EditSheet(flow.context, detail, flow.window)
    sheet.saved.connect(lambda: flow.said.emit(translate("outgoing", "Đã ghi, sẽ gửi ngay khi có mạng.")))
    _open(sheet)


def places(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Vị trí số, ngày, chữ ký*."""
    sheet = PlacesSheet(flow.context, detail, flow.window)
    sheet.kept.connect(lambda: flow.said.emit(translate("outgoing", "Đã lưu vị trí.")))
    _open(sheet)


def dispatch(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Phát hành*."""
    sheet = DispatchSheet(flow.context, detail, flow.window)
    sheet.dispatched.connect(
        lambda count: flow.said.emit(translate("outgoing", "Đã phát hành đến {count} nơi nhận.").format(count=count))
    )
    _open(sheet)


def resend(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Gửi lại*."""
    _after(flow, ResendSheet(flow.context, detail, flow.window), translate("outgoing", "Đã gửi lại."))


def replace(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Thay thế*."""
    sheet = SuccessorSheet(flow.context, detail, "replace", flow.window)
    _after(flow, sheet, translate("outgoing", "Đã thay thế; nơi nhận được báo văn bản mới."))


def correct(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Đính chính*."""
    sheet = SuccessorSheet(flow.context, detail, "correct", flow.window)
    _after(flow, sheet, translate("outgoing", "Đã đính chính; nơi nhận được báo."))


def _after(flow: ActFlow, sheet: AfterSheet, said: str) -> None:
    sheet.sent.connect(lambda: flow.said.emit(said))
    _open(sheet)


def _open(sheet: QDialog) -> None:
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
