"""The one rule table of incoming documents (văn bản đến). Source: the contract's *Incoming documents*, NĐ 30/2020
art. 20 to 24.

The server gives the arrival number; :class:`IncomingContext` carries it in, and the client leaves it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from voffice_desktop.domain.arguments import (
    forbidden,
    invalid,
    optional_text,
    required_flag,
    required_text,
    text_of,
    wrong_state,
)
from voffice_desktop.domain.calendar import vietnam_date
from voffice_desktop.domain.directing import check_assignments, direct_refusal, directed, own_parts, with_lead_done
from voffice_desktop.domain.incoming_fields import check_change, check_fields, edited
from voffice_desktop.domain.records import (
    Actor,
    Assignment,
    ExchangeStatus,
    IncomingDocument,
    IncomingStatus,
    Refusal,
)
from voffice_desktop.domain.rules import Act, Moved, Rule, Table, nothing_to_check
from voffice_desktop.domain.visibility import incoming_audience


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingContext:
    """What the rules need beside the document. None means unknown and is then not checked (the client offline).

    ``duplicate_of``: id of a registered document with the same number, symbol, issuer and year.
    ``secret_mark``: a MẬT mark was found in one of its files. ``directors``: users whom a clerk may put it to (the
    head, leaders). ``assignees``: ids of active users and units. ``books``: the unit's incoming books.
    """

    duplicate_of: str | None = None
    secret_mark: bool = False
    directors: frozenset[str] | None = None
    assignees: frozenset[str] | None = None
    books: frozenset[str] | None = None
    next_number: int | None = None


IncomingMoved = Moved[IncomingDocument]
_Act = Act[IncomingDocument, IncomingContext]

EXCHANGE_CODES: Mapping[IncomingStatus, ExchangeStatus] = MappingProxyType(
    {
        "arrived": "01",
        "refused": "02",
        "registered": "03",
        "assigned": "04",
        "processing": "05",
        "completed": "06",
        "recalled": "15",
    }
)
"""What the sender is told of each status (QĐ 28/2018/QĐ-TTg)."""

OPEN = frozenset({"registered", "assigned", "processing"})
_SECRET = (
    "Không đưa tài liệu bí mật nhà nước vào hệ thống này (Luật 117/2025/QH15); hãy xử lý theo đường văn thư mật."
)


def recall_asked(document: IncomingDocument) -> bool:
    """Whether the issuer has asked for the document back and nobody has answered."""
    recall = (document.exchange or {}).get("recall")
    return isinstance(recall, Mapping) and recall.get("accepted") is None


def ask_recall(document: IncomingDocument, reason: str, now: str) -> IncomingDocument:
    """The document with its issuer's wish to have it back, kept in ``exchange.recall``."""
    recall = {"asked_at": now, "reason": reason, "accepted": None}
    return replace(document, exchange={**(document.exchange or {}), "recall": recall})


def secret_refusal(args: Mapping[str, Any], context: IncomingContext) -> Refusal | None:
    """Refuses what is marked secret, by its field or in its file."""
    if args.get("secrecy") not in (None, "", "none") or context.secret_mark:
        return Refusal("secret_not_allowed", _SECRET, "secrecy")
    return None


def _duplicate(args: Mapping[str, Any], context: IncomingContext) -> Refusal | None:
    if context.duplicate_of is None or args.get("confirm_duplicate") is True:
        return None
    return Refusal("duplicate", "Văn bản cùng số, ký hiệu, cơ quan ban hành và năm đã có trong sổ.")


# --- who and when --------------------------------------------------------------------------------------------------


def _is_clerk(act: _Act) -> bool:
    return act.actor.is_clerk_of(act.record.unit_id)


def _may_direct(act: _Act) -> bool:
    return direct_refusal(act.record, act.actor, act.args, act.context.directors) is None


def _is_assignee(act: _Act) -> bool:
    return any(part.role != "inform" for part in own_parts(act.record, act.actor))


def _anyone(_act: _Act) -> bool:
    return True


def _status_in(statuses: frozenset[str], sentence: str) -> Any:
    def when(act: _Act) -> Refusal | None:
        return None if act.record.status in statuses else wrong_state(sentence)

    return when


def _register_when(act: _Act) -> Refusal | None:
    if act.record.status != "arrived":
        return wrong_state("Chỉ vào sổ được văn bản đang chờ vào sổ.")
    return _duplicate(act.args, act.context)


def _working_when(status: str, sentence: str) -> Any:
    def when(act: _Act) -> Refusal | None:
        if act.record.status not in {"assigned", "processing"}:
            return wrong_state("Văn bản chưa được giao hoặc đã xử lý xong.")
        mine = [part for part in own_parts(act.record, act.actor) if part.role != "inform"]
        done = {"assigned"} if status == "processing" else {"assigned", "processing"}
        return None if not mine or any(part.status in done for part in mine) else wrong_state(sentence)

    return when


def _recall_when(act: _Act) -> Refusal | None:
    if act.record.status in {"recalled", "refused"} or not recall_asked(act.record):
        return wrong_state("Cơ quan ban hành không có yêu cầu thu hồi nào đang chờ trả lời.")
    return None


# --- arguments ------------------------------------------------------------------------------------------


def _register_valid(act: _Act) -> Refusal | None:
    return secret_refusal(act.args, act.context) or check_fields(act.args, act.context.books)


def _edit_valid(act: _Act) -> Refusal | None:
    return (
        secret_refusal(act.args, act.context)
        or check_fields(act.args, act.context.books)
        or check_change(act.record, act.args)
    )


def _reason_needed(act: _Act) -> Refusal | None:
    return required_text(act.args, "reason", "Cần ghi lý do từ chối tiếp nhận.")


def _assign_valid(act: _Act) -> Refusal | None:
    return check_assignments(act.args, act.context.assignees) or optional_text(act.args, "opinion")


def _result_if_any(act: _Act) -> Refusal | None:
    return optional_text(act.args, "result")


def _comment_valid(act: _Act) -> Refusal | None:
    return required_text(act.args, "text", "Cần ghi nội dung ý kiến.")


def _answer_valid(act: _Act) -> Refusal | None:
    return required_text(act.args, "outgoing_document_id", "Cần chọn văn bản đi trả lời.")


def _recall_valid(act: _Act) -> Refusal | None:
    return required_flag(act.args, "accept", "Cần chọn đồng ý hay từ chối thu hồi.") or optional_text(
        act.args, "reason"
    )


# --- effects --------------------------------------------------------------------------------------------


def _register(act: _Act) -> IncomingMoved:
    document = replace(
        edited(act.record, act.args),
        status="registered",
        arrival_number=act.context.next_number,
        arrival_date=act.args.get("arrival_date") or vietnam_date(act.now).isoformat(),
    )
    return Moved(document, "registered")


def _refuse(act: _Act) -> IncomingMoved:
    return Moved(replace(act.record, status="refused"), "refused", text_of(act.args, "reason"))


def _edit(act: _Act) -> IncomingMoved:
    return Moved(edited(act.record, act.args), "edited")


def _assign(act: _Act) -> IncomingMoved:
    document = directed(act.record, act.actor, act.args, act.new_id)
    status: IncomingStatus = "assigned" if document.status == "registered" else document.status
    return Moved(replace(document, status=status), "assigned", text_of(act.args, "opinion"))


def _own_marked(act: _Act, status: str) -> list[Assignment]:
    mine = {part.id for part in own_parts(act.record, act.actor) if part.role != "inform"}
    return [
        replace(part, status=status) if part.id in mine and part.status != "completed" else part
        for part in act.record.assignments
    ]


def _start(act: _Act) -> IncomingMoved:
    return Moved(replace(act.record, status="processing", assignments=_own_marked(act, "processing")), "started")


def _complete(act: _Act) -> IncomingMoved:
    marked = replace(act.record, assignments=_own_marked(act, "completed"))
    return Moved(with_lead_done(marked, act.actor), "completed", text_of(act.args, "result"))


def _link_answer(act: _Act) -> IncomingMoved:
    answer = text_of(act.args, "outgoing_document_id")
    known = [each for each in act.record.answered_by if each != answer]
    return Moved(replace(act.record, answered_by=[*known, answer]), "answer_linked")


def _comment(act: _Act) -> IncomingMoved:
    return Moved(act.record, "commented", text_of(act.args, "text"))


def _recall_answer(act: _Act) -> IncomingMoved:
    accepted, reason = bool(act.args["accept"]), text_of(act.args, "reason")
    exchange = dict(act.record.exchange or {})
    exchange["recall"] = {**exchange["recall"], "accepted": accepted, "answered_at": act.now, "answer": reason}
    answered = replace(act.record, exchange=exchange)
    if not accepted:
        return Moved(answered, "recall_refused", reason)
    return Moved(replace(answered, status="recalled", file_ids=[]), "recalled", reason, removes_content=True)


_CLERK = "Chỉ văn thư của đơn vị nhận mới làm được việc này."

TABLE: Table[IncomingDocument, IncomingContext] = Table(
    {
        "register": Rule(
            _is_clerk, "Chỉ văn thư đơn vị mới được vào sổ.", _register_when, _register_valid, _register
        ),
        "refuse": Rule(
            _is_clerk,
            "Chỉ văn thư đơn vị mới được từ chối tiếp nhận.",
            _status_in(frozenset({"arrived"}), "Chỉ từ chối được văn bản chưa vào sổ."),
            _reason_needed,
            _refuse,
        ),
        "edit": Rule(
            _is_clerk,
            "Chỉ văn thư đơn vị mới được sửa thông tin văn bản đến.",
            _status_in(OPEN | {"arrived"}, "Văn bản đã kết thúc nên không sửa được nữa."),
            _edit_valid,
            _edit,
        ),
        "assign": Rule(
            _may_direct,
            "Văn thư chỉ trình thủ trưởng hoặc chuyển đơn vị; thủ trưởng, lãnh đạo và trưởng phòng mới giao xử lý.",
            _status_in(OPEN, "Chỉ giao được văn bản đã vào sổ và chưa hoàn thành."),
            _assign_valid,
            _assign,
        ),
        "start": Rule(
            _is_assignee,
            "Chỉ người được giao chủ trì hoặc phối hợp mới nhận xử lý.",
            _working_when("processing", "Bạn đã nhận xử lý phần của mình."),
            nothing_to_check,
            _start,
        ),
        "complete": Rule(
            _is_assignee,
            "Chỉ người được giao chủ trì hoặc phối hợp mới báo hoàn thành.",
            _working_when("completed", "Bạn đã hoàn thành phần của mình."),
            _result_if_any,
            _complete,
        ),
        "link-answer": Rule(
            lambda act: _is_clerk(act) or _is_assignee(act),
            "Chỉ văn thư hoặc người được giao mới gắn văn bản trả lời.",
            _status_in(OPEN | {"completed"}, "Văn bản chưa vào sổ hoặc không còn hiệu lực xử lý."),
            _answer_valid,
            _link_answer,
        ),
        "comment": Rule(_anyone, _CLERK, nothing_to_check, _comment_valid, _comment),
        "recall-answer": Rule(
            _is_clerk, "Chỉ văn thư đơn vị mới trả lời yêu cầu thu hồi.", _recall_when, _recall_valid, _recall_answer
        ),
    },
    "incoming_document",
    incoming_audience,
)

ACTIONS: tuple[str, ...] = tuple(TABLE.rules)
check = TABLE.check
move = TABLE.move
actions = TABLE.actions


def check_create(args: Mapping[str, Any], actor: Actor, context: IncomingContext) -> Refusal | None:
    """Why this clerk may not enter this document into the book, or None."""
    if "clerk" not in actor.roles or args.get("unit_id", actor.unit_id) != actor.unit_id:
        return forbidden("Chỉ văn thư mới được vào sổ văn bản đến của đơn vị mình.")
    missing = None if text_of(args, "summary") else invalid("summary", "Cần ghi trích yếu.")
    return secret_refusal(args, context) or _duplicate(args, context) or missing or check_fields(args, context.books)


def created(
    args: Mapping[str, Any], actor: Actor, context: IncomingContext, now: str, document_id: str
) -> IncomingMoved:
    """A new registered document that :func:`check_create` let pass, with ``context.next_number``."""
    blank = IncomingDocument(id=document_id, unit_id=actor.unit_id)
    return _register(Act(blank, actor, args, context, now))
