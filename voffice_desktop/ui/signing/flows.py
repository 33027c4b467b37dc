"""Signing and certifying as acts of a record: from the pressed button to the signed document or the saved file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog

from voffice_desktop.domain.outgoing import signature_kind
from voffice_desktop.domain.records import Actor, File, OutgoingDocument
from voffice_desktop.errors import Rejected, VofficeError
from voffice_desktop.services.signing_values import Outcome, SignatureKind, Wanted, main_file
from voffice_desktop.services.values import ActionState, Detail
from voffice_desktop.ui.signing.sign_sheet import SignSheet

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow


translate = QCoreApplication.translate


def title_of(symbol: str, title: str) -> str:
    """One line for a document in a batch."""
    return f"{symbol} · {title}" if symbol else title


def sign(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """The leader's personal signature or the agency's, whichever is this user's now."""
    document = detail.record
    assert isinstance(document, OutgoingDocument)
    if signature_kind(document, Actor.of(flow.context.desk.user)) == "personal":
        _sign(
            flow, detail, "personal", translate("signing", "Ký số cá nhân"), translate("signing", "Đã ký số cá nhân.")
        )
    else:
        sign_agency(flow, detail)


def sign_agency(flow: ActFlow, detail: Detail) -> None:
    """The agency's signature by its clerk."""
    _sign(
        flow,
        detail,
        "agency",
        translate("signing", "Ký số cơ quan"),
        translate("signing", "Đã ký số cơ quan; văn bản chờ phát hành."),
    )


def _sign(flow: ActFlow, detail: Detail, kind: SignatureKind, title: str, said: str) -> None:
    wanted = [Wanted(kind, detail.record.id, title_of(detail.row.symbol, detail.row.title))]
    sheet = SignSheet(flow.context, wanted, kind, title, title, _facts(detail), flow.window)
    sheet.signed.connect(lambda outcomes: flow.said.emit(said) if _all_signed(outcomes) else None)
    _open(sheet)


def certify(flow: ActFlow, act: ActionState, detail: Detail) -> None:
    """*Chứng thực & tải*: sign for the unit once, then save; what the unit has signed already is saved at once."""
    file = main_file([entry.file for entry in detail.files])
    if file is None:
        flow.failed.emit(Rejected("not_found", status=404))
        return
    if flow.context.desk.user.unit_id in file.certified_for:
        save_certified(flow, file)
        return
    wanted = [Wanted("certification", file.id, title_of(detail.row.symbol, detail.row.title))]
    verb = translate("signing", "Chứng thực & tải")
    facts = [*_facts(detail), (translate("signing", "Tệp"), file.name)]
    sheet = SignSheet(flow.context, wanted, "certification", verb, verb, facts, flow.window)
    sheet.ask_look(file.id)
    # the sheet is gone before the system's own dialog comes: never two at once
    sheet.accepted.connect(lambda: save_certified(flow, file))
    _open(sheet)


def save_certified(flow: ActFlow, file: File) -> None:
    """Ask for a place; the certified file and its validation report are written there."""
    stem = file.name.rsplit(".", 1)[0]
    title = translate("signing", "Lưu bản chứng thực (báo cáo kiểm tra được lưu bên cạnh)")
    target, _ = QFileDialog.getSaveFileName(flow.window, title, f"{stem} (chung thuc).pdf", "PDF (*.pdf)")
    if not target:
        flow.said.emit(
            translate("signing", "Đã ký chứng thực. Bấm Chứng thực & tải lần nữa để lưu, không cần ký lại.")
        )
        return
    path = Path(target if target.lower().endswith(".pdf") else f"{target}.pdf")
    signing = flow.context.desk.signing

    def saved(report: Path) -> None:
        said = translate("signing", "Đã lưu {name} và báo cáo {report}.")
        flow.said.emit(said.format(name=path.name, report=report.name))

    def failed(error: VofficeError) -> None:
        flow.failed.emit(error)

    flow.context.tasks.run("net", lambda: signing.save_certified(file.id, path), saved, failed, owner=flow)


def _facts(detail: Detail) -> list[tuple[str, str]]:
    return [(translate("signing", "Văn bản"), title_of(detail.row.symbol, detail.row.title))]


def _all_signed(outcomes: list[Outcome]) -> bool:
    return all(one.signed for one in outcomes)


def _open(sheet: SignSheet) -> None:
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
