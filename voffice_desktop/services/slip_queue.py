"""What waits at a leader's desk: for the leader and for the leader's secretaries, with the order they gave it.

The arrangement (order, groups for one sitting) is kept on the device. *Cần hôm nay* reaches the leader with the
secretary's note when the slip is forwarded, since the contract has no field for it. What a leader opened, and at
which revision, is remembered here: nobody approves what they did not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from voffice_desktop.clock import Clock
from voffice_desktop.domain import slips
from voffice_desktop.domain.calendar import due_state, vietnam_date
from voffice_desktop.domain.records import URGENCIES, Refusal, Slip, User
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Detail, ListQuery, Row
from voffice_desktop.services.working_days import holidays

TODAY_NOTE = "Cần hôm nay."
"""How a secretary's note begins when the leader should see the slip today."""
UNDO_SECONDS = 10.0
"""So long a decision stays on the machine and can be taken back without a trace."""
_ORDER, _SEEN = "queue:", "opened:"
_MOST = 500


@dataclass(frozen=True, slots=True)
class SecretaryNote:
    """What a secretary wrote for the leader."""

    name: str
    at: str
    text: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One slip in a queue. ``received_by`` is a name, ``today`` the secretary's wish, ``group`` names a sitting."""

    row: Row
    state: str
    revision: int
    received_by: str = ""
    received_by_me: bool = False
    today: bool = False
    group: str = ""
    notes: tuple[SecretaryNote, ...] = ()
    seen_revision: int = 0
    """The revision that this device's user opened last; 0: none."""

    @property
    def note(self) -> str:
        """The newest note, without the mark of urgency."""
        return self.notes[-1].text.removeprefix(TODAY_NOTE).strip() if self.notes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arranged:
    order: list[str] = field(default_factory=list)
    today: list[str] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)


class SlipQueue:
    """The queues of one desk. Reads block for a moment: workers' lanes."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def leaders(self) -> list[User]:
        """The leaders whom this user serves, by name."""
        me = self._desk.actor()
        return [each for each in self._desk.directory.all("user") if isinstance(each, User) and me.serves(each.id)]

    def desks(self) -> list[User]:
        """The desks at which this user decides: the own one, then those of the people for whom the user stands in."""
        found = [self._desk.directory.get("user", each.id) for each in self._desk.actor().acting_for]
        return [self._desk.user, *(each for each in found if isinstance(each, User) and not each.secretary_of)]

    def waiting(self, leader_id: str) -> list[QueueItem]:
        """What waits for a person: as a reviewer whose turn it is, as the leader, or at the leader's secretaries."""
        items = [self.item(detail) for detail in self._details(leader_id)]
        place = {slip_id: at for at, slip_id in enumerate(self._arranged(leader_id).order)}
        return sorted(items, key=lambda item: self._rank(item, place))

    def item(self, detail: Detail) -> QueueItem:
        """One slip as a line of the queue."""
        slip = detail.record
        assert isinstance(slip, Slip)
        arranged = self._arranged(slip.leader_id)
        notes = tuple(self._notes(detail, slip))
        said = bool(notes) and notes[-1].text.startswith(TODAY_NOTE)
        return QueueItem(
            row=detail.row,
            state=slip.state,
            revision=slip.revision,
            received_by=self._desk.directory.name(slip.received_by),
            received_by_me=slip.received_by == self._desk.user.id,
            today=said or slip.id in arranged.today,
            group=arranged.groups.get(slip.id, ""),
            notes=notes,
            seen_revision=self.seen(slip.id),
        )

    # arranging

    def put_order(self, leader_id: str, order: Sequence[str]) -> None:
        """Keep the order in which slips shall be read."""
        self._keep(leader_id, replace(self._arranged(leader_id), order=list(order)))

    def set_today(self, leader_id: str, slip_id: str, today: bool) -> None:
        """Mark a slip as needed today, or no longer."""
        arranged = self._arranged(leader_id)
        others = [each for each in arranged.today if each != slip_id]
        self._keep(leader_id, replace(arranged, today=[*others, slip_id] if today else others))

    def set_group(self, leader_id: str, slip_ids: Sequence[str], group: str) -> None:
        """Put slips together for one sitting (a trip, a meeting); an empty name takes them out."""
        arranged = self._arranged(leader_id)
        groups = {slip_id: name for slip_id, name in arranged.groups.items() if slip_id not in slip_ids}
        if group:
            groups |= dict.fromkeys(slip_ids, group)
        self._keep(leader_id, replace(arranged, groups=groups))

    def forward_note(self, leader_id: str, slip_id: str, note: str) -> str:
        """The comment with which a slip is forwarded: the note, begun with the wish for today where it stands."""
        wanted = slip_id in self._arranged(leader_id).today
        return f"{TODAY_NOTE} {note}".strip() if wanted else note.strip()

    # seeing and approving

    def remember_opened(self, slip: Slip) -> None:
        """The pages of this revision were opened here, now."""
        at = self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._desk.drafts.save(_SEEN + slip.id, codec.encode({"revision": slip.revision, "at": at}))

    def opened(self, slip: Slip) -> None:
        """A file of the slip was opened: that counts as seen, unless another revision was seen before.

        Then the changes must be looked at first (:meth:`remember_opened`): a new revision never slips in by itself.
        """
        if self.seen(slip.id) in (0, slip.revision):
            self.remember_opened(slip)

    def seen(self, slip_id: str) -> int:
        """The revision that was opened here last; 0 for none."""
        raw = self._desk.drafts.load(_SEEN + slip_id)
        if raw is None:
            return 0
        try:
            found = codec.decode(raw, dict).get("revision")
        except Transient:
            return 0
        return found if isinstance(found, int) else 0

    def may_approve(self, slip: Slip) -> Refusal | None:
        """Why this user cannot approve the slip now, by the rule table and by what was opened on this device."""
        found = dict(slips.actions(slip, self._desk.actor(), slips.SlipContext()))["approve"]
        if found is not None:
            return found
        seen = self.seen(slip.id)
        if seen == 0:
            return Refusal("not_opened", "Chưa mở hồ sơ của phiếu này; hãy xem trước khi phê duyệt.")
        if seen != slip.revision:
            return Refusal("revision_changed", f"Phiếu đã có bản trình lần {slip.revision}; hãy xem phần thay đổi.")
        return None

    def approve(
        self, slip_ids: Sequence[str], comment: str = "", sent: list[str] | None = None
    ) -> list[tuple[str, Refusal]]:
        """Approve the slips that were opened at their present revision; gives back the others with the reason.

        The approvals stay here for ``UNDO_SECONDS``; their commands' ids are added to ``sent``.
        """
        left: list[tuple[str, Refusal]] = []
        made = [] if sent is None else sent
        for slip_id in slip_ids:
            detail = self._desk.details.get("slip", slip_id)
            slip = detail.record if detail is not None else None
            if not isinstance(slip, Slip):
                left.append((slip_id, Refusal("not_found", "Phiếu không còn ở đây.")))
                continue
            refusal = self.may_approve(slip)
            if refusal is not None:
                left.append((slip_id, refusal))
                continue
            body: dict[str, object] = {"revision": slip.revision}
            if comment:
                body["comment"] = comment
            made.append(self._desk.acts.act("POST", f"/slips/{slip_id}/approve", body, hold=UNDO_SECONDS))
        return left

    # within

    def _details(self, leader_id: str) -> list[Detail]:
        lists = self._desk.lists
        rows = lists.rows(ListQuery("slip", "underway", filters=(("leader_id", leader_id),)), None, _MOST)
        if not self._desk.user.secretary_of:
            rows += lists.rows(ListQuery("slip", "todo"), None, _MOST)
        ids = dict.fromkeys(row.id for row in rows)
        found = (self._desk.details.get("slip", slip_id) for slip_id in ids)
        return [detail for detail in found if detail is not None and _lies_with(detail.record, leader_id)]

    def _rank(self, item: QueueItem, place: dict[str, int]) -> tuple[object, ...]:
        """What is at this desk before what is at the other; then the given order; the rest by today, urgency, due."""
        due = due_state(item.row.due, vietnam_date(self._clock().isoformat()), holidays(self._desk))
        pressing = {"overdue": 0, "today": 1, "soon": 2, "later": 3, "none": 4}[due.kind]
        given = place.get(item.row.id)
        urgency = -URGENCIES.index(item.row.urgency)
        mine = ("with_secretary",) if self._desk.user.secretary_of else ("in_review", "with_leader")
        if given is not None:
            return (item.state not in mine, 0, given)
        return (item.state not in mine, 1, not item.today, urgency, pressing, item.row.due or "9", item.row.at)

    def _notes(self, detail: Detail, slip: Slip) -> list[SecretaryNote]:
        people = {
            each.id: each
            for each in self._desk.directory.all("user")
            if isinstance(each, User) and slip.leader_id in each.secretary_of
        }
        return [
            SecretaryNote(entry.actor_name, entry.event.at, entry.event.note, entry.pending)
            for entry in detail.timeline
            if entry.event.note and entry.event.actor_id in people
        ]

    def _arranged(self, leader_id: str) -> _Arranged:
        raw = self._desk.drafts.load(_ORDER + leader_id)
        if raw is None:
            return _Arranged()
        try:
            return codec.decode(raw, _Arranged)
        except Transient:
            return _Arranged()

    def _keep(self, leader_id: str, arranged: _Arranged) -> None:
        self._desk.drafts.save(_ORDER + leader_id, codec.encode(arranged))

    def answer_needed(self, detail: Detail) -> str:
        """The id of the consultation that waits for this user's answer, or an empty text."""
        slip = detail.record
        if not isinstance(slip, Slip):
            raise Rejected("not_found", status=404)
        return next(
            (each.id for each in slip.consultations if each.user_id == self._desk.user.id and each.answer is None), ""
        )


def _lies_with(record: object, person_id: str) -> bool:
    """Whether a slip waits for this person, or for the secretaries of this person."""
    if not isinstance(record, Slip):
        return False
    turn = slips.turn(record)
    if turn is not None:
        return turn.user_id == person_id
    return record.leader_id == person_id and record.state in ("with_secretary", "with_leader")
