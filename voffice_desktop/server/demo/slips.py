"""Submission slips of the demo, each led to its state by the very rule table that the server runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from voffice_desktop.domain import slips as rules
from voffice_desktop.domain.records import RouteStep, Slip, Urgency
from voffice_desktop.pdf.typeset.sheet import Place
from voffice_desktop.pdf.typeset.slip import SlipNames
from voffice_desktop.server.demo import ink, wording
from voffice_desktop.server.demo.files import AnnexRecipe, FilePlan, LetterRecipe, SlipRecipe
from voffice_desktop.server.demo.fixed import (
    NOW,
    add_working_days,
    dice,
    fixed_id,
    id_source,
    utc,
    vietnam_date,
)
from voffice_desktop.server.demo.ledger import DossierRevision, Ledger
from voffice_desktop.server.demo.ministry import SECRETARIES
from voffice_desktop.server.demo.papers import file_name, internal_letter

_STATES = (
    "draft", "draft_returned_once", "in_review", "in_review_second", "in_review_withdrawn", "with_secretary",
    "with_secretary_received", "with_leader", "with_leader_again", "with_leader_consulted", "returned_by_reviewer",
    "returned_by_secretary", "returned_by_leader", "cancelled",
)  # fmt: skip
_FOR_SECRETARIES = frozenset({"with_secretary", "with_secretary_received", "returned_by_secretary"})


@dataclass(frozen=True, slots=True)
class SlipWish:
    """What a slip shall be about, who drafts and decides, and where it shall end."""

    name: str
    leader: str
    drafter: str
    target: str
    type_code: str
    summary: str
    topic: str
    urgency: Urgency
    recipient_ids: tuple[str, ...]
    start: datetime
    with_files: bool = True


def reviewers(leader: str, drafter: str) -> tuple[str, ...]:
    """The route before the leader: the heads of the drafter's unit, without the leader themselves."""
    chain = ("truongphong.kcb", "cuctruong.kcb") if drafter.endswith(".kcb") else ("cuctruong.qld",)
    return tuple(account for account in chain if account != leader)


class Life:
    """One slip being led from draft to its state."""

    def __init__(self, ledger: Ledger, wish: SlipWish) -> None:
        self.ledger, self.wish, self.at = ledger, wish, wish.start
        self.chance = dice(f"slip/{wish.name}")
        ministry = ledger.ministry
        drafter = ministry.user_by_account[wish.drafter]
        issuing = "KCB" if wish.leader.endswith("kcb") else "QLD" if wish.leader.endswith("qld") else "BYT"
        self.id = fixed_id(f"slip/{wish.name}", wish.start)
        self.files = self._dossier(issuing) if wish.with_files else []
        unit_code = wish.drafter.rpartition(".")[2].upper()
        self.slip = Slip(
            id=self.id,
            code=f"{unit_code}-{wish.start.year}-{wish.name.rpartition('/')[2].zfill(4)}",
            title=_title(wish),
            content=_content(self.chance, wish),
            proposal=_proposal(wish, ministry.user_by_account[wish.leader].title),
            urgency=wish.urgency,
            due=add_working_days(vietnam_date(wish.start), self.chance.randint(3, 9)).isoformat(),
            drafter_id=drafter.id,
            unit_id=drafter.unit_id,
            issuing_unit_id=ledger.unit(issuing),
            leader_id=ledger.user(wish.leader),
            route=[
                RouteStep(position=number, user_id=ledger.user(account))
                for number, account in enumerate(reviewers(wish.leader, wish.drafter), start=1)
            ],
            file_ids=[file.id for file in self.files],
            type_code=wish.type_code,
            recipient_ids=list(wish.recipient_ids),
        )
        self.context = rules.SlipContext(leader_has_secretaries=wish.leader in SECRETARIES, pdf_roles={"draft": 1})
        ledger.event("slip", self.id, drafter.id, self.at, "created")

    def _dossier(self, issuing: str) -> list[FilePlan]:
        wish, day = self.wish, vietnam_date(self.wish.start)
        recipe = draft_recipe(self.ledger, wish, issuing)
        drafter = self.ledger.user(wish.drafter)

        def plan(part: str, name: str, role: str, made: LetterRecipe | AnnexRecipe) -> FilePlan:
            return FilePlan(
                id=fixed_id(f"slip/{wish.name}/{part}", wish.start),
                name=name,
                role="draft" if role == "draft" else "attachment",
                owner_kind="slip",
                owner_id=self.id,
                created_by=drafter,
                revision=1,
                recipe=made,
            )

        files = [plan("draft", f"Dự thảo {file_name(recipe)}", "draft", recipe)]
        if self.chance.random() < 0.6:
            annex = AnnexRecipe(f"slip/{wish.name}", wish.topic, "Bộ Y tế", day)
            files.append(plan("annex", "Phụ lục phân công nhiệm vụ.pdf", "attachment", annex))
        if self.chance.random() < 0.4:
            report = replace(
                recipe, seed=f"{recipe.seed}/report", type_code="BC", summary=f"Thuyết minh {wish.topic}", to=(),
                notation="BC-BYT", length=1, authority="",
            )  # fmt: skip
            files.append(plan("report", "Báo cáo thuyết minh.pdf", "attachment", report))
        return files

    def do(self, account: str, action: str, hours: float = 5, **args: Any) -> None:
        """One act, ``hours`` later; a planned act that the rules refuse is a fault of this plan."""
        self.at += timedelta(minutes=round(hours * 60))
        actor = self.ledger.ministry.actor_by_account[account]
        refusal = rules.check(self.slip, action, actor, args, self.context)
        if refusal is not None:
            raise ValueError(f"{self.wish.name}: {action} by {account} is refused: {refusal.code}")
        source = id_source(f"slip/{self.wish.name}/{action}/{self.slip.version}", self.at)
        moved = rules.move(self.slip, action, actor, args, self.context, utc(self.at), source)
        self.slip = replace(moved.slip, version=self.slip.version + 1) if moved.changed else self.slip
        self.ledger.event("slip", self.id, actor.id, self.at, moved.event_action, moved.note)
        if moved.freezes_dossier and self.files:
            self._freeze()

    def _freeze(self) -> None:
        revision, ministry = self.slip.revision, self.ledger.ministry
        unit = next(unit for unit in ministry.units if unit.id == self.slip.unit_id)
        leader, drafter = (ministry.user_by_account[name] for name in (self.wish.leader, self.wish.drafter))
        dossier = [file for file in self.files if file.role != "slip"]
        names = SlipNames(
            parent="Bộ Y tế",
            unit=unit.name,
            drafter=f"{drafter.full_name}, {drafter.title.lower()}",
            leader=f"{leader.title} {leader.full_name}",
            files=tuple(file.name for file in dossier),
        )
        form = FilePlan(
            id=fixed_id(f"slip/{self.wish.name}/form/{revision}", self.at),
            name="Phiếu trình.pdf",
            role="slip",
            owner_kind="slip",
            owner_id=self.id,
            created_by=drafter.id,
            revision=revision,
            recipe=SlipRecipe(self.slip, names, vietnam_date(self.at)),
        )
        self.ledger.files.extend(file for file in self.files if file.role == "slip")
        self.files = [form, *dossier]
        self.slip = replace(self.slip, file_ids=[file.id for file in self.files])
        self.ledger.dossiers.append(
            DossierRevision(self.id, revision, utc(self.at), self.slip, tuple(self.slip.file_ids))
        )

    @property
    def opinion(self) -> str:
        """Some comment."""
        return self.chance.choice(wording.OPINIONS)

    def submitted(self) -> None:
        """Submit by the drafter."""
        self.do(self.wish.drafter, "submit", 2)

    def endorsed(self) -> None:
        """All reviewers endorse."""
        for account in reviewers(self.wish.leader, self.wish.drafter):
            self.do(account, "endorse", 6, comment=self.opinion)

    def forwarded(self) -> None:
        """The secretary, where there is one, receives and forwards."""
        secretary = SECRETARIES.get(self.wish.leader)
        if secretary is not None:
            self.do(secretary, "receive", 2)
            if self.chance.random() < 0.5:
                self.do(secretary, "comment", 1, text="Đã kiểm tra hồ sơ, đầy đủ thành phần.")
            self.do(secretary, "forward", 2, comment=self.opinion)

    def leader_ink(self, lines: int = 3) -> None:
        """The leader writes on the slip and marks the draft."""
        leader = self.ledger.user(self.wish.leader)
        form = next((file for file in self.files if file.role == "slip"), None)
        if form is None:
            return
        place = form.make().places.leader_opinion
        if place is not None:
            self.ledger.mark(ink.ink(form, leader, self.at + timedelta(minutes=4), place, lines), self.id)
        draft = next(file for file in self.files if file.role == "draft")
        if isinstance(draft.recipe, LetterRecipe):
            mark = ink.highlight(draft, draft.recipe, leader, self.at + timedelta(minutes=6))
            if mark is not None:
                self.ledger.mark(mark, self.id)
            margin = Place(1, 330, 690, 560, 730)
            written = ink.ink(draft, leader, self.at + timedelta(minutes=8), margin, 1, red=True)
            self.ledger.mark(written, self.id)

    def close(self) -> Slip:
        """Lay the slip and its files down."""
        self.ledger.put(self.slip, self.slip.drafter_id)
        self.ledger.files.extend(self.files)
        return self.slip


def draft_recipe(ledger: Ledger, wish: SlipWish, issuing: str) -> LetterRecipe:
    """The draft that a slip submits, number and date blank."""
    return internal_letter(
        ledger,
        seed=f"slip/{wish.name}",
        issuing=issuing,
        drafting=wish.drafter.rpartition(".")[2].upper(),
        type_code=wish.type_code,
        summary=wish.summary,
        topic=wish.topic,
        signer=wish.leader,
        written_on=vietnam_date(wish.start),
        recipient_ids=wish.recipient_ids,
        urgency=wish.urgency,
        length=dice(f"length/{wish.name}").choice((0, 0, 1, 1, 2, 3)),
    )


def _title(wish: SlipWish) -> str:
    summary = wish.summary.removeprefix("Về việc ")
    return f"Trình ký {wording.TYPE_WORDS[wish.type_code]} {summary[0].lower()}{summary[1:]}"


def _content(chance: Any, wish: SlipWish) -> str:
    facts = chance.sample(wording.PARAGRAPHS[1:5], 2)
    return (
        f"{facts[0]}\n{facts[1]}\nCăn cứ:\n{chance.choice(wording.BASES)}.\n"
        f"Chương trình công tác năm về {wish.topic}.\n"
        "Ý kiến của các đơn vị liên quan:\nCác đơn vị thuộc Bộ đã có ý kiến, cơ bản thống nhất với dự thảo; ý kiến "
        "góp ý đã được tiếp thu, giải trình."
    )


def _proposal(wish: SlipWish, title: str) -> str:
    return f"Kính trình {title} xem xét, ký ban hành {wording.TYPE_WORDS[wish.type_code]} về {wish.topic}."


def lead(ledger: Ledger, wish: SlipWish) -> Life:
    """A slip led to ``wish.target``; not yet laid down (:meth:`Life.close`)."""
    life = Life(ledger, wish)
    leader, drafter, chance = wish.leader, wish.drafter, life.chance
    chain, secretary = reviewers(leader, drafter), SECRETARIES.get(leader)
    target = wish.target
    if target == "draft":
        return life
    life.submitted()
    reason = chance.choice(wording.RETURNS)
    if target == "in_review":
        return life
    if target == "in_review_second":
        if len(chain) > 1:
            life.do(chain[0], "endorse", comment=life.opinion)
        return life
    if target == "in_review_withdrawn":
        life.do(drafter, "withdraw", 1)
        life.submitted()
        return life
    if target == "cancelled":
        life.do(drafter, "cancel", reason="Nội dung đã được lồng ghép vào văn bản khác.")
        return life
    if target == "returned_by_reviewer" and chain:
        life.do(chain[0], "return", comment=reason)
        return life
    if target in ("draft_returned_once", "with_leader_again"):
        life.do(chain[0], "return", comment=reason)
        life.do(drafter, "edit", 8, proposal=life.slip.proposal + " Đã tiếp thu ý kiến của lãnh đạo đơn vị.")
        if target == "draft_returned_once":
            return life
        life.submitted()
    life.endorsed()
    if target == "with_secretary":
        return life
    if target in ("with_secretary_received", "returned_by_secretary") and secretary is not None:
        life.do(secretary, "receive", 2)
        if target == "returned_by_secretary":
            life.do(secretary, "return", 1, comment=reason)
        return life
    life.forwarded()
    if target == "with_leader_consulted":
        asked = "cuctruong.qld" if drafter.endswith("kcb") else "cuctruong.kcb"
        due = add_working_days(vietnam_date(life.at), 3).isoformat()
        life.do(
            leader, "consult", 3, user_id=ledger.user(asked), question="Đề nghị cho ý kiến về tính khả thi.", due=due
        )
        if chance.random() < 0.5:
            consultation = life.slip.consultations[0].id
            life.do(asked, "answer", 6, consultation_id=consultation, text="Cơ bản thống nhất với dự thảo.")
    elif target == "returned_by_leader":
        life.leader_ink()
        life.do(leader, "return", 3, comment=reason)
    elif target == "approved":
        if chance.random() < 0.5:
            life.leader_ink(2)
        life.do(leader, "approve", 4, comment="Đồng ý.", revision=life.slip.revision)
    elif chance.random() < 0.4:
        life.leader_ink()
    return life


def make_slips(ledger: Ledger) -> None:
    """The slips that have not become documents: every state for every leader."""
    number = 100
    for leader in ("thutruong1", "thutruong2", "botruong", "cuctruong.kcb"):
        for turn, target in enumerate(_STATES):
            if leader not in SECRETARIES and target in (*_FOR_SECRETARIES, "in_review_second"):
                continue
            number += 1
            name = f"slip-{number}"
            chance = dice(name)
            drafter = "chuyenvien.kcb" if leader.endswith("kcb") or turn % 3 else "chuyenvien.qld"
            type_code = chance.choice(("CV", "CV", "QĐ", "KH", "TB", "BC"))
            summary, topic = wording.subject(chance, type_code, drafter.rpartition(".")[2].upper())
            start = NOW - timedelta(days=chance.randint(2, 9), minutes=chance.randint(0, 300))
            if target == "cancelled":
                start -= timedelta(days=20)
            wish = SlipWish(
                f"{name}/{number}", leader, drafter, target, type_code, summary, topic,
                chance.choice(("normal", "normal", "urgent", "very_urgent", "express")),
                pick_recipients(ledger, chance), start,
            )  # fmt: skip
            lead(ledger, wish).close()


def pick_recipients(ledger: Ledger, chance: Any) -> tuple[str, ...]:
    """A few recipients, some of them units of the ministry."""
    outside, internal = ledger.outside, ledger.outside.internal
    group = chance.choice(("health_department", "health_department", "provincial_committee", "ministry", "other"))
    senders = outside.by_group[group]
    chosen = [one.recipient.id for one in chance.sample(senders, min(len(senders), chance.randint(2, 6)))]
    chosen += [internal[code].id for code in chance.sample(("KCB", "QLD", "VPB", "TTRB"), 2)]
    return tuple(chosen)
