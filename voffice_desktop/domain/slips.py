"""The one rule table of submission slips (phiếu trình), run by the server to enforce and by the client to explain.

Source: the contract's *Submission slips*. :func:`check` says why an act may not happen (wrong actor before wrong
moment before wrong argument); :func:`move` gives the slip as it is afterwards. Whether the actor may see the slip
at all is decided before, by :mod:`voffice_desktop.domain.visibility`. Versions are raised by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from voffice_desktop.domain import slip_steps as steps
from voffice_desktop.domain.arguments import (
    forbidden,
    invalid,
    is_date,
    is_moment,
    optional_text,
    required_text,
    wrong_state,
)
from voffice_desktop.domain.records import Actor, Refusal, Slip
from voffice_desktop.domain.slip_edits import check_edit
from voffice_desktop.domain.slip_steps import Act, SlipContext, SlipMoved, turn
from voffice_desktop.domain.substitution import capacity
from voffice_desktop.domain.visibility import sees_alone, slip_audience

__all__ = [
    "ACTIONS",
    "LIVE",
    "TAKE_BACK",
    "SlipContext",
    "SlipMoved",
    "acted_on",
    "acting_for",
    "actions",
    "check",
    "holds",
    "move",
    "turn",
]

LIVE = frozenset({"in_review", "with_secretary", "with_leader", "returned"})
"""States in which a slip is on its way; ``draft`` is not yet, ``approved`` and ``cancelled`` no longer."""

TAKE_BACK = frozenset({"submit", "endorse", "receive", "forward", "return", "to-secretary"})
"""Steps that their actor may take back. Approval made a document and cancelling ended the slip: they stay."""

Who = Callable[[Slip, Actor, Mapping[str, Any]], bool]
When = Callable[[Slip, Actor, SlipContext], Refusal | None]
Valid = Callable[[Slip, Mapping[str, Any], SlipContext], Refusal | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    who: Who
    who_else: str
    """The sentence for everyone else."""
    when: When
    valid: Valid
    effect: Callable[[Act], SlipMoved]


# --- who -------------------------------------------------------------------------------------------------------


def _is_drafter(slip: Slip, actor: Actor, _args: Mapping[str, Any]) -> bool:
    return actor.id == slip.drafter_id


def _is_leader(slip: Slip, actor: Actor, _args: Mapping[str, Any]) -> bool:
    return actor.id == slip.leader_id


def _is_secretary(slip: Slip, actor: Actor, _args: Mapping[str, Any]) -> bool:
    return actor.serves(slip.leader_id)


def _is_reviewer(slip: Slip, actor: Actor, _args: Mapping[str, Any]) -> bool:
    """In review only the one whose turn it is; at other times any reviewer, who then is at a wrong moment."""
    now = turn(slip)
    if now is not None:
        return now.user_id == actor.id
    return any(step.user_id == actor.id for step in slip.route)


def _arranges(slip: Slip, actor: Actor, args: Mapping[str, Any]) -> bool:
    return _is_secretary(slip, actor, args) or _is_leader(slip, actor, args)


def _may_return(slip: Slip, actor: Actor, args: Mapping[str, Any]) -> bool:
    return _is_reviewer(slip, actor, args) or _is_secretary(slip, actor, args) or _is_leader(slip, actor, args)


def holds(slip: Slip, actor: Actor) -> bool:
    """Whether the slip lies on this person's desk now. A leader may act before the secretary forwards."""
    now = turn(slip)
    if now is not None:
        return now.user_id == actor.id
    if slip.state == "with_secretary":
        return actor.serves(slip.leader_id) or actor.id == slip.leader_id
    if slip.state == "with_leader":
        return actor.id == slip.leader_id
    return actor.id == slip.drafter_id


def _holds(slip: Slip, actor: Actor, _args: Mapping[str, Any]) -> bool:
    return holds(slip, actor)


def _has_acted(slip: Slip, actor: Actor, _args: Mapping[str, Any]) -> bool:
    """Whoever has made a step on this slip; only the last of them at the right moment may take it back."""
    return actor.id in {slip.last_actor_id, slip.drafter_id, slip.received_by} | {
        *(step.actor_id for step in slip.history),
        *(step.user_id for step in slip.route if step.state != "pending"),
    }


def _is_asked(slip: Slip, actor: Actor, args: Mapping[str, Any]) -> bool:
    named = next((asked for asked in slip.consultations if asked.id == args.get("consultation_id")), None)
    if named is not None:
        return named.user_id == actor.id
    return any(asked.user_id == actor.id for asked in slip.consultations)


def _anyone(_slip: Slip, _actor: Actor, _args: Mapping[str, Any]) -> bool:
    return True


# --- when ------------------------------------------------------------------------------------------------------


def _in(states: set[str], sentence: str) -> When:
    def when(slip: Slip, _actor: Actor, _context: SlipContext) -> Refusal | None:
        return None if slip.state in states else wrong_state(sentence)

    return when


def acted_on(slip: Slip) -> bool:
    """Whether anybody beyond the drafter has made a step since this revision was submitted."""
    return (
        slip.received_by is not None
        or any(step.state != "pending" for step in slip.route)
        or any(step.action != "submit" for step in slip.history)
    )


def _withdraw_when(slip: Slip, _actor: Actor, _context: SlipContext) -> Refusal | None:
    if slip.state not in {"in_review", "with_secretary"}:
        return wrong_state("Chỉ rút lại được phiếu đang chờ xét hoặc chờ thư ký.")
    if acted_on(slip):
        return wrong_state("Đã có người xử lý phiếu này nên không rút lại được nữa.")
    return None


def _forward_when(slip: Slip, _actor: Actor, _context: SlipContext) -> Refusal | None:
    if slip.state != "with_secretary":
        return wrong_state("Chỉ chuyển lãnh đạo được phiếu đang ở thư ký.")
    if slip.received_by is None:
        return wrong_state("Cần tiếp nhận phiếu trước khi chuyển lãnh đạo.")
    return None


def _return_when(slip: Slip, actor: Actor, _context: SlipContext) -> Refusal | None:
    if slip.state not in {"in_review", "with_secretary", "with_leader"}:
        return wrong_state("Chỉ trả lại được phiếu đang được xem xét.")
    return None if holds(slip, actor) else wrong_state("Phiếu hiện không ở lượt của bạn nên bạn không trả lại được.")


def _to_secretary_when(slip: Slip, _actor: Actor, context: SlipContext) -> Refusal | None:
    if slip.state != "with_leader":
        return wrong_state("Chỉ chuyển thư ký được phiếu đang ở lãnh đạo.")
    return None if context.leader_has_secretaries else wrong_state("Lãnh đạo này chưa có thư ký để chuyển phiếu.")


def _take_back_when(slip: Slip, actor: Actor, _context: SlipContext) -> Refusal | None:
    if slip.state not in LIVE or slip.last_action not in TAKE_BACK or not slip.history:
        return wrong_state("Không có bước nào để thu hồi.")
    if slip.last_actor_id != actor.id or slip.history[-1].actor_id != actor.id:
        return wrong_state("Người tiếp theo đã xử lý nên không thu hồi được nữa.")
    return None


# --- arguments ---------------------------------------------------------------------------------------------------


def _comment_if_any(_slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    return optional_text(args, "comment")


def _reason_if_any(_slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    return optional_text(args, "reason")


def _nothing(_slip: Slip, _args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    return None


WITHOUT_PDF = (
    "Máy chủ chưa tạo được bản PDF của dự thảo: máy chủ chưa cài LibreOffice, hoặc LibreOffice không đọc được tệp. "
    "Hãy xuất tệp ra PDF và thêm làm dự thảo, hoặc nhờ quản trị cài LibreOffice rồi thêm lại tệp."
)
"""What a drafter reads whose office file has no PDF: why, and the two ways on."""


def _submit_valid(slip: Slip, _args: Mapping[str, Any], context: SlipContext) -> Refusal | None:
    if context.people is not None and not {step.user_id for step in slip.route} <= context.people:
        return invalid("route", "Trong luồng xét có người đã ngừng hoạt động; hãy chọn người khác.")
    if not slip.title.strip():
        return invalid("title", "Cần ghi vấn đề trình trước khi trình.")
    if not slip.leader_id:
        return invalid("leader_id", "Cần chọn lãnh đạo nhận phiếu trước khi trình.")
    if context.leaders is not None and slip.leader_id not in context.leaders:
        return invalid("leader_id", "Người được chọn không phải là lãnh đạo nhận phiếu trình.")
    drafts = context.pdf_roles.get("draft", 0)
    if drafts == 0 and context.office_without_pdf:
        return invalid("files", WITHOUT_PDF)
    if drafts == 0:
        return invalid("files", "Cần ít nhất một dự thảo dạng PDF trước khi trình.")
    if drafts > 1:
        # Found here and not by the leader: exactly one draft becomes the document's main file on approval.
        return invalid("files", "Chỉ một tệp PDF được là dự thảo; hãy chuyển các tệp khác thành tệp kèm theo.")
    return None


def _return_valid(_slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    return required_text(args, "comment", "Cần ghi lý do khi trả lại phiếu.")


def _approve_valid(slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    revision = args.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool):
        return invalid("revision", "Cần nêu bản trình mà bạn đã xem khi phê duyệt.")
    if revision != slip.revision:
        return Refusal(
            "revision_changed",
            f"Phiếu nay là bản trình lần {slip.revision}, khác bản bạn đã xem; hãy xem lại trước khi phê duyệt.",
        )
    return optional_text(args, "comment")


def _consult_valid(_slip: Slip, args: Mapping[str, Any], context: SlipContext) -> Refusal | None:
    asked = args.get("user_id")
    if not isinstance(asked, str) or not asked or (context.people is not None and asked not in context.people):
        return invalid("user_id", "Cần chọn người được xin ý kiến.")
    if (due := args.get("due")) is not None and not is_date(due) and not is_moment(due):
        return invalid("due", "Hạn trả lời không đúng.")
    return required_text(args, "question", "Cần ghi nội dung xin ý kiến.")


def _answer_valid(slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    named = next((asked for asked in slip.consultations if asked.id == args.get("consultation_id")), None)
    if named is None:
        return invalid("consultation_id", "Không có lần xin ý kiến này.")
    if named.answer is not None:
        return wrong_state("Lần xin ý kiến này đã được trả lời.")
    return required_text(args, "text", "Cần ghi ý kiến trả lời.")


def _arrange_valid(_slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    order = args.get("order")
    if order is not None and (not isinstance(order, int) or isinstance(order, bool) or not 0 <= order < 100_000):
        return invalid("order", "Thứ tự phải là số nguyên không âm.")
    if not isinstance(args.get("today", False), bool):
        return invalid("today", "Giá trị này phải là true hoặc false.")
    return optional_text(args, "group", 100)


def _comment_valid(_slip: Slip, args: Mapping[str, Any], _context: SlipContext) -> Refusal | None:
    return required_text(args, "text", "Cần ghi nội dung ý kiến.")


def _edit_valid(_slip: Slip, args: Mapping[str, Any], context: SlipContext) -> Refusal | None:
    return check_edit(args, context)


# --- the table ---------------------------------------------------------------------------------------------------

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "edit": Rule(
            _is_drafter,
            "Chỉ người soạn mới được sửa phiếu.",
            _in({"draft", "returned"}, "Chỉ sửa được phiếu đang soạn hoặc bị trả lại."),
            _edit_valid,
            steps.edit,
        ),
        "submit": Rule(
            _is_drafter,
            "Chỉ người soạn mới được trình phiếu.",
            _in({"draft", "returned"}, "Phiếu này đã trình rồi."),
            _submit_valid,
            steps.submit,
        ),
        "withdraw": Rule(_is_drafter, "Chỉ người soạn mới được rút phiếu.", _withdraw_when, _nothing, steps.withdraw),
        "cancel": Rule(
            _is_drafter,
            "Chỉ người soạn mới được hủy phiếu.",
            _in({"draft", "returned", "in_review", "with_secretary"}, "Phiếu đã đến lãnh đạo nên không hủy được."),
            _reason_if_any,
            steps.cancel,
        ),
        "endorse": Rule(
            _is_reviewer,
            "Chỉ người đang đến lượt xét mới được đồng ý trình.",
            _in({"in_review"}, "Phiếu hiện không ở bước xét tại đơn vị."),
            _comment_if_any,
            steps.endorse,
        ),
        "receive": Rule(
            _is_secretary,
            "Chỉ thư ký của lãnh đạo nhận phiếu mới được tiếp nhận.",
            _in({"with_secretary"}, "Chỉ tiếp nhận được phiếu đang chờ thư ký."),
            _nothing,
            steps.receive,
        ),
        "forward": Rule(
            _is_secretary,
            "Chỉ thư ký của lãnh đạo nhận phiếu mới được chuyển lãnh đạo.",
            _forward_when,
            _comment_if_any,
            steps.forward,
        ),
        "return": Rule(
            _may_return,
            "Chỉ người đang giữ phiếu (người đến lượt xét, thư ký hoặc lãnh đạo) mới được trả lại.",
            _return_when,
            _return_valid,
            steps.send_back,
        ),
        "to-secretary": Rule(
            _is_leader,
            "Chỉ lãnh đạo nhận phiếu mới được chuyển thư ký.",
            _to_secretary_when,
            _comment_if_any,
            steps.to_secretary,
        ),
        "approve": Rule(
            _is_leader,
            "Chỉ lãnh đạo nhận phiếu mới được phê duyệt.",
            _in({"with_secretary", "with_leader"}, "Chỉ phê duyệt được phiếu đã đến thư ký hoặc lãnh đạo."),
            _approve_valid,
            steps.approve,
        ),
        "arrange": Rule(
            _arranges,
            "Chỉ thư ký của lãnh đạo nhận phiếu và lãnh đạo ấy mới sắp xếp được.",
            _in({"with_secretary", "with_leader"}, "Chỉ sắp xếp được phiếu đang ở thư ký hoặc lãnh đạo."),
            _arrange_valid,
            steps.arrange,
        ),
        "take-back": Rule(
            _has_acted,
            "Chỉ người vừa xử lý phiếu mới thu hồi được bước của mình.",
            _take_back_when,
            _nothing,
            steps.take_back,
        ),
        "consult": Rule(
            _holds,
            "Chỉ người đang giữ phiếu mới được xin ý kiến.",
            _in(set(LIVE), "Chỉ xin ý kiến được khi phiếu đang được xem xét."),
            _consult_valid,
            steps.consult,
        ),
        "answer": Rule(
            _is_asked,
            "Chỉ người được xin ý kiến mới trả lời được.",
            _in(set(LIVE), "Phiếu không còn chờ ý kiến."),
            _answer_valid,
            steps.answer,
        ),
        "comment": Rule(
            _anyone,
            "Bạn không xem được phiếu này.",
            _in({*LIVE, "approved", "cancelled"}, "Phiếu đang soạn chưa nhận ý kiến."),
            _comment_valid,
            steps.comment,
        ),
    }
)

ACTIONS: tuple[str, ...] = tuple(RULES)


def check(slip: Slip, action: str, actor: Actor, args: Mapping[str, Any], context: SlipContext) -> Refusal | None:
    """Why ``actor`` may not do this now, or None. Order: ``forbidden``, ``wrong_state``, then the arguments
    (``invalid`` with its field, ``revision_changed``). An unknown action is ``forbidden``."""
    rule = RULES.get(action)
    if rule is None:
        return forbidden("Không có thao tác này với phiếu trình.")
    acting = _acting(rule, slip, action, actor, args, context)
    if isinstance(acting, Refusal):
        return acting
    return rule.when(slip, acting, context) or rule.valid(slip, args, context)


def _acting(
    rule: Rule, slip: Slip, action: str, actor: Actor, args: Mapping[str, Any], context: SlipContext
) -> Actor | Refusal:
    """In whose name the act would be done: the actor's own, or that of the one for whom the actor stands in."""

    def allowed(each: Actor) -> bool:
        if action == "comment" and each is actor and actor.acting_for:
            # Who is here only as a substitute speaks as one.
            return sees_alone(each, slip_audience(slip))
        return rule.who(slip, each, args)

    acting = capacity("slip", action, actor, allowed, lambda each: rule.when(slip, each, context) is None)
    if acting is None and rule.who(slip, actor, args):
        acting = actor
    if acting is None:
        return forbidden(rule.who_else)
    if acting.id != actor.id:
        if actor.id == slip.drafter_id:
            return forbidden("Phiếu này do chính bạn trình nên bạn không thay mặt người khác xử lý được.")
        last = slip.history[-1] if slip.history else None
        if action == "take-back" and (last is None or last.substitute_id != actor.id):
            return forbidden("Chỉ thu hồi được bước do chính bạn làm thay.")
    return acting


def acting_for(slip: Slip, action: str, actor: Actor) -> str | None:
    """The id of the one in whose name the act would be done, or None where the actor acts as themself."""
    acting = _acting(RULES[action], slip, action, actor, {}, SlipContext())
    return None if isinstance(acting, Refusal) or acting.id == actor.id else acting.id


def move(
    slip: Slip,
    action: str,
    actor: Actor,
    args: Mapping[str, Any],
    context: SlipContext,
    now: str,
    new_id: Callable[[], str],
) -> SlipMoved:
    """The slip after an act that :func:`check` let pass. ``now`` is RFC 3339 UTC; the version is the caller's.

    A substitute's act is the principal's own, with the substitute named beside it.
    """
    rule = RULES[action]
    acting = _acting(rule, slip, action, actor, args, context)
    if isinstance(acting, Refusal) or acting.id == actor.id:
        return rule.effect(Act(slip, actor, args, context, now, new_id))
    moved = rule.effect(Act(slip, acting, args, context, now, new_id))
    made = moved.slip
    if len(made.history) > len(slip.history):
        made = replace(made, history=[*made.history[:-1], replace(made.history[-1], substitute_id=actor.id)])
    if made.returned is not None and made.returned is not slip.returned:
        made = replace(made, returned=replace(made.returned, substitute_id=actor.id))
    return replace(moved, slip=made, on_behalf_of=acting.id)


def actions(slip: Slip, actor: Actor, context: SlipContext) -> list[tuple[str, Refusal | None]]:
    """Every action with the reason why it cannot be done now, or None: what buttons show.

    Only person, moment and, for ``submit``, completeness count; what the user will still type is checked on sending.
    """
    listed: list[tuple[str, Refusal | None]] = []
    for name, rule in RULES.items():
        acting = _acting(rule, slip, name, actor, {}, context)
        refusal = acting if isinstance(acting, Refusal) else rule.when(slip, acting, context)
        if refusal is None and name == "submit":
            refusal = rule.valid(slip, {}, context)
        if refusal is None and name == "receive" and slip.received_by is not None:
            refusal = wrong_state("Phiếu đã được tiếp nhận.")
        if refusal is None and name == "answer" and isinstance(acting, Actor) and not _waits_for(slip, acting):
            refusal = wrong_state("Bạn đã trả lời rồi.")
        listed.append((name, refusal))
    return listed


def _waits_for(slip: Slip, actor: Actor) -> bool:
    return any(asked.user_id == actor.id and asked.answer is None for asked in slip.consultations)
