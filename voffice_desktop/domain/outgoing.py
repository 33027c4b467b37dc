"""The one rule table of outgoing documents (văn bản đi). Source: the contract's *Outgoing documents* and *Signing*,
NĐ 30/2020 art. 14 to 19.

Numbers come from the server alone: :class:`OutgoingContext` carries the next one in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from voffice_desktop.domain.arguments import (
    forbidden,
    id_list,
    invalid,
    is_date,
    optional_text,
    required_text,
    text_of,
    wrong_state,
)
from voffice_desktop.domain.calendar import vietnam_date
from voffice_desktop.domain.exchange import asked_back, refused_by, sent_again
from voffice_desktop.domain.numbering import printed
from voffice_desktop.domain.outgoing_fields import OutgoingContext, check_fields, edited, recipients_from
from voffice_desktop.domain.records import Actor, OutgoingDocument, OutgoingStatus, Refusal, Slip
from voffice_desktop.domain.rules import Act, Moved, Rule, Table, nothing_to_check

OutgoingMoved = Moved[OutgoingDocument]
_Act = Act[OutgoingDocument, OutgoingContext]

ONLINE_ONLY = frozenset(
    {"number", "to-sign", "signed", "dispatch", "recall", "replace", "resend", "correct", "places"}
)
"""Acts with effect beyond this server, never queued offline."""


def _is_clerk(act: _Act) -> bool:
    return act.actor.is_clerk_of(act.record.unit_id)


def _is_signer(act: _Act) -> bool:
    return act.record.signer_id is not None and act.actor.id == act.record.signer_id


def _may_sign(act: _Act) -> bool:
    return _is_signer(act) or _is_clerk(act)


def _in(statuses: set[OutgoingStatus], sentence: str) -> Any:
    def when(act: _Act) -> Refusal | None:
        return None if act.record.status in statuses else wrong_state(sentence)

    return when


def signature_kind(document: OutgoingDocument, actor: Actor) -> str | None:
    """``personal`` for the leader who approved, ``agency`` for the unit's clerk, None for everyone else.

    Who is both gives the signature whose moment it is.
    """
    signs, clerk = document.signer_id == actor.id, actor.is_clerk_of(document.unit_id)
    if signs and (not clerk or document.status == "approved"):
        return "personal"
    return "agency" if clerk else None


def _sign_when(act: _Act) -> Refusal | None:
    if signature_kind(act.record, act.actor) == "agency":
        if act.record.status == "numbered":
            return None
        return wrong_state("Chỉ ký số cơ quan được văn bản đã cấp số và chưa ký.")
    if act.record.status != "approved":
        return wrong_state("Lãnh đạo chỉ ký số được văn bản đã duyệt và chưa cấp số.")
    if act.context.leader_signature == "none":
        return wrong_state("Cơ quan không dùng chữ ký số cá nhân của lãnh đạo.")
    if act.context.personally_signed:
        return wrong_state("Lãnh đạo đã ký số văn bản này.")
    return None


def _number_when(act: _Act) -> Refusal | None:
    if act.record.status != "approved":
        return wrong_state("Chỉ cấp số được văn bản đã duyệt và chưa có số.")
    if act.context.leader_signature == "required" and not act.context.personally_signed:
        return wrong_state("Cần chữ ký số của lãnh đạo trước khi cấp số.")
    return None


def _places_when(act: _Act) -> Refusal | None:
    if act.record.status != "approved":
        return wrong_state("Chỉ sửa được vị trí số, ngày và chữ ký trước khi cấp số.")
    if act.context.personally_signed:
        return wrong_state("Lãnh đạo đã ký số; vị trí không còn sửa được.")
    return None


def _edit_when(act: _Act) -> Refusal | None:
    if act.record.status == "approved" and act.args.get("signer_id", act.record.signer_id) != act.record.signer_id:
        return wrong_state("Văn bản đã được người ký duyệt nên không đổi người ký được.")
    if act.record.status in {"draft", "approved"}:
        return None
    if act.record.status in {"numbered", "signed"} and set(act.args) <= {"recipients", "recipient_ids"}:
        return None
    return wrong_state("Văn bản đã có số; chỉ còn sửa được nơi nhận trước khi phát hành.")


def _number_valid(act: _Act) -> Refusal | None:
    book, wanted = act.context.book, act.args.get("book_id")
    if not isinstance(wanted, str) or not wanted or book is None or book.id != wanted:
        return invalid("book_id", "Cần chọn sổ văn bản đi.")
    if book.direction != "outgoing" or book.unit_id != act.record.unit_id:
        return invalid("book_id", "Sổ này không phải sổ văn bản đi của đơn vị.")
    if book.type_codes and act.record.type_code not in book.type_codes:
        return invalid("book_id", "Sổ này không dùng cho loại văn bản này.")
    issued = act.args.get("issued_on")
    if issued is not None and not is_date(issued):
        return invalid("issued_on", "Ngày ban hành không đúng; viết theo dạng năm-tháng-ngày.")
    today = act.context.today
    if issued is not None and today is not None and abs(date.fromisoformat(issued).year - today.year) > 1:
        return invalid("issued_on", "Ngày ban hành cách hiện tại quá xa.")
    return _insert_valid(act) if act.args.get("after") is not None else None


def _insert_valid(act: _Act) -> Refusal | None:
    """A back-dated number with a letter (123a): only where the agency has them, with its day and a reason."""
    after = act.args["after"]
    if not act.context.inserted_numbers:
        return invalid("after", "Cơ quan không dùng số chèn; quản trị bật trong cấu hình ký số và cấp số.")
    if not isinstance(after, int) or isinstance(after, bool) or after < 1:
        return invalid("after", "Cần chọn số mà số chèn đứng sau.")
    if act.args.get("reserved_number") is not None:
        return invalid("after", "Số chèn không đi cùng số đang giữ.")
    if not act.args.get("issued_on"):
        return invalid("issued_on", "Số chèn cần ngày ban hành.")
    return required_text(act.args, "reason", "Cần ghi lý do chèn số; lý do đứng trong sổ.", 500)


def _dispatch_valid(act: _Act) -> Refusal | None:
    if act.args.get("recipient_ids") is None:
        return None if act.record.recipients else invalid("recipient_ids", "Cần ít nhất một nơi nhận.")
    chosen = recipients_from(act.args["recipient_ids"], act.record, act.context.recipients)
    return None if chosen else invalid("recipient_ids", "Nơi nhận không đúng hoặc còn trống.")


def _replace_valid(act: _Act) -> Refusal | None:
    other, wanted = act.context.replacement, act.args.get("with_id")
    if not isinstance(wanted, str) or other is None or other.id != wanted or wanted == act.record.id:
        return invalid("with_id", "Cần chọn văn bản thay thế.")
    if other.unit_id != act.record.unit_id or other.status not in {"signed", "dispatched"}:
        return invalid("with_id", "Văn bản thay thế phải của cùng đơn vị và đã ký số.")
    return None


def _resend_when(act: _Act) -> Refusal | None:
    if act.record.status != "dispatched":
        return wrong_state("Chỉ gửi lại được văn bản đã phát hành.")
    return None if refused_by(act.record) else wrong_state("Không có nơi nhận nào từ chối tiếp nhận.")


def _resend_valid(act: _Act) -> Refusal | None:
    wanted = id_list(act.args.get("recipient_ids"))
    if wanted and set(wanted) <= set(refused_by(act.record)):
        return None
    return invalid("recipient_ids", "Chỉ gửi lại cho nơi nhận đã từ chối tiếp nhận.")


def _correct_valid(act: _Act) -> Refusal | None:
    return _replace_valid(act) or required_text(act.args, "reason", "Cần ghi nội dung đính chính.")


def _approve_valid(act: _Act) -> Refusal | None:
    if act.context.main_pdfs not in (None, 1):
        return invalid("files", "Cần đúng một tệp PDF chính.")
    return optional_text(act.args, "comment")


def _recall_when(act: _Act) -> Refusal | None:
    if act.record.status != "dispatched":
        return wrong_state("Chỉ thu hồi được văn bản đã phát hành.")
    if asked_back(act.record, "") == act.record:
        return wrong_state("Các nơi nhận đều đã được yêu cầu hoặc đã từ chối tiếp nhận.")
    return None


def _number(act: _Act) -> OutgoingMoved:
    if act.context.next_number is None:
        raise ValueError("numbers are given by the server: the context carries none")
    number = act.context.next_number
    document = replace(
        act.record,
        status="numbered",
        number=number,
        symbol=printed(number, act.record.symbol or act.context.notation, act.context.next_suffix),
        book_id=act.args["book_id"],
        issued_on=act.args.get("issued_on") or vietnam_date(act.now).isoformat(),
    )
    return Moved(document, "numbered", document.symbol)


def _signed(act: _Act) -> OutgoingMoved:
    if signature_kind(act.record, act.actor) == "personal":
        return Moved(act.record, "signed_personally")
    return Moved(replace(act.record, status="signed"), "signed")


def _dispatch(act: _Act) -> OutgoingMoved:
    recipients = act.record.recipients
    if act.args.get("recipient_ids") is not None:
        recipients = recipients_from(act.args["recipient_ids"], act.record, act.context.recipients) or recipients
    sent = [replace(one, status_at=one.status_at or act.now) for one in recipients]
    return Moved(replace(act.record, status="dispatched", recipients=sent), "dispatched")


def _recall(act: _Act) -> OutgoingMoved:
    return Moved(asked_back(act.record, act.now), "recall_asked", text_of(act.args, "reason"))


def _resend(act: _Act) -> OutgoingMoved:
    again = sent_again(act.record, id_list(act.args["recipient_ids"]) or [], act.now)
    return Moved(again, "sent_again", text_of(act.args, "note"))


def _correct(act: _Act) -> OutgoingMoved:
    other = act.context.replacement
    about = f"{other.symbol}: " if other is not None and other.symbol else ""
    return Moved(act.record, "corrected", about + text_of(act.args, "reason"))


def _nothing_moves(act: _Act) -> OutgoingMoved:
    return Moved(act.record, "read_for_signing", changed=False)


_ONLY_CLERK = "Chỉ văn thư của đơn vị ban hành mới làm được việc này."
_ONLY_SIGNERS = "Chỉ lãnh đạo đã duyệt và văn thư của đơn vị ban hành mới ký được."

TABLE: Table[OutgoingDocument, OutgoingContext] = Table(
    {
        "edit": Rule(
            _is_clerk,
            "Chỉ văn thư đơn vị ban hành mới sửa được văn bản đi.",
            _edit_when,
            lambda act: check_fields(act.args, act.record, act.context),
            lambda act: Moved(edited(act.record, act.args, act.context), "edited"),
        ),
        "approve": Rule(
            _is_signer,
            "Chỉ lãnh đạo ký văn bản mới duyệt được.",
            _in({"draft"}, "Văn bản đã được duyệt."),
            _approve_valid,
            lambda act: Moved(replace(act.record, status="approved"), "approved", text_of(act.args, "comment")),
        ),
        "number": Rule(
            _is_clerk, "Chỉ văn thư của đơn vị ban hành mới được cấp số.", _number_when, _number_valid, _number
        ),
        "places": Rule(_is_clerk, _ONLY_CLERK, _places_when, nothing_to_check, _nothing_moves),
        "to-sign": Rule(_may_sign, _ONLY_SIGNERS, _sign_when, nothing_to_check, _nothing_moves),
        "signed": Rule(_may_sign, _ONLY_SIGNERS, _sign_when, nothing_to_check, _signed),
        "dispatch": Rule(
            _is_clerk,
            "Chỉ văn thư của đơn vị ban hành mới được phát hành.",
            _in({"signed"}, "Chỉ phát hành được văn bản đã ký số cơ quan và chưa phát hành."),
            _dispatch_valid,
            _dispatch,
        ),
        "recall": Rule(
            _is_clerk,
            _ONLY_CLERK,
            _recall_when,
            lambda act: required_text(act.args, "reason", "Cần ghi lý do thu hồi."),
            _recall,
        ),
        "replace": Rule(
            _is_clerk,
            _ONLY_CLERK,
            _in({"dispatched"}, "Chỉ thay thế được văn bản đã phát hành."),
            _replace_valid,
            lambda act: Moved(
                replace(act.record, status="replaced"), "replaced", text_of(act.args, "reason") or act.args["with_id"]
            ),
        ),
        # by a letter of its own (NĐ 30/2020 art. 18.2): the corrected document stays in force
        "correct": Rule(
            _is_clerk,
            _ONLY_CLERK,
            _in({"dispatched"}, "Chỉ đính chính được văn bản đã phát hành."),
            _correct_valid,
            _correct,
        ),
        "resend": Rule(_is_clerk, _ONLY_CLERK, _resend_when, _resend_valid, _resend),
    }
)

ACTIONS: tuple[str, ...] = tuple(TABLE.rules)
check = TABLE.check
move = TABLE.move
actions = TABLE.actions


def check_create(args: Mapping[str, Any], actor: Actor, context: OutgoingContext) -> Refusal | None:
    """Why this clerk may not begin an outgoing document with these fields, or None."""
    if "clerk" not in actor.roles or args.get("unit_id", actor.unit_id) != actor.unit_id:
        return forbidden("Chỉ văn thư mới được lập văn bản đi của đơn vị mình.")
    blank = OutgoingDocument(id="", unit_id=actor.unit_id)
    return required_text(args, "summary", "Cần ghi trích yếu.", 2000) or check_fields(args, blank, context)


def created(args: Mapping[str, Any], actor: Actor, context: OutgoingContext, document_id: str) -> OutgoingMoved:
    """A new document in ``draft`` that :func:`check_create` let pass."""
    return Moved(edited(OutgoingDocument(id=document_id, unit_id=actor.unit_id), args, context), "created")


def from_slip(
    slip: Slip,
    document_id: str,
    *,
    signer_name: str,
    signer_title: str,
    recipient_names: Mapping[str, str],
    file_ids: Iterable[str],
    notation: str = "",
) -> OutgoingDocument:
    """The approved document that a slip becomes: the drafter's unit's, unless the slip names ``issuing_unit_id``.

    ``file_ids`` are the main file (the slip's one draft) and the attachments; ``notation`` as of
    :func:`voffice_desktop.domain.numbering.notation`.
    """
    blank = OutgoingDocument(id=document_id, unit_id=slip.issuing_unit_id or slip.unit_id)
    return replace(
        blank,
        slip_id=slip.id,
        symbol=notation,
        type_code=slip.type_code,
        summary=slip.title,
        urgency=slip.urgency,
        signer_id=slip.leader_id,
        signer_name=signer_name,
        signer_title=signer_title,
        status="approved",
        recipients=recipients_from(slip.recipient_ids, blank, recipient_names) or [],
        file_ids=list(file_ids),
    )
