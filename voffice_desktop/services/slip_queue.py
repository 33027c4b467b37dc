"""What waits at a leader's desk: for the leader and for the leader's secretaries, with the order they gave it.

The arrangement (order, groups for one sitting, *Cần hôm nay*) stands on the slips (``arranged``), so that the leader
and all secretaries see the same desk. What a leader opened, and at which revision, is remembered here: nobody
approves what they did not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voffice_desktop.clock import Clock
from voffice_desktop.domain import slips
from voffice_desktop.domain.calendar import due_state, vietnam_date
from voffice_desktop.domain.records import URGENCIES, Arranged, Refusal, Slip, User
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import Detail, ListQuery, Row
from voffice_desktop.services.working_days import holidays

TODAY_NOTE = "Cần hôm nay."
"""How a secretary's note begins when the leader should see the slip today."""
UNDO_SECONDS = 10.0
"""So long a decision stays on the machine and can be taken back without a trace."""
_SEEN = "opened:"
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


class SlipQueue:
    """The queues of one desk. Reads block for a moment: workers' lanes."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def leaders(self) -> list[User]:
        """The leaders whom this user serves, or somebody for whom the user stands in, by name."""
        me = self._desk.actor()
        people = (each for each in self._desk.directory.all("user") if isinstance(each, User))
        return [each for each in people if any(one.serves(each.id) for one in (me, *me.acting_for))]

    def desks(self) -> list[User]:
        """The desks at which this user decides: the own one, then those of the people for whom the user stands in."""
        found = [self._desk.directory.get("user", each.id) for each in self._desk.actor().acting_for]
        return [self._desk.user, *(each for each in found if isinstance(each, User) and not each.secretary_of)]

    def waiting(self, leader_id: str) -> list[QueueItem]:
        """What waits for a person: as a reviewer whose turn it is, as the leader, or at the leader's secretaries."""
        details = self._details(leader_id)
        place = {
            slip.id: slip.arranged.order
            for slip in (detail.record for detail in details)
            if isinstance(slip, Slip) and slip.arranged is not None and slip.arranged.order is not None
        }
        return sorted((self.item(detail) for detail in details), key=lambda item: self._rank(item, place))

    def item(self, detail: Detail) -> QueueItem:
        """One slip as a line of the queue."""
        slip = detail.record
        assert isinstance(slip, Slip)
        arranged = slip.arranged or Arranged()
        notes = tuple(self._notes(detail, slip))
        said = bool(notes) and notes[-1].text.startswith(TODAY_NOTE)
        return QueueItem(
            row=detail.row,
            state=slip.state,
            revision=slip.revision,
            received_by=self._desk.directory.name(slip.received_by),
            received_by_me=slip.received_by == self._desk.user.id,
            today=said or arranged.today,
            group=arranged.group,
            notes=notes,
            seen_revision=self.seen(slip.id),
        )

    # arranging

    def put_order(self, order: Sequence[str]) -> None:
        """Lay slips in the order in which they shall be read; the leader and the other secretaries get it, too."""
        for at, slip_id in enumerate(order):
            arranged = self._arranged(slip_id)
            if arranged is not None and arranged.order != at:
                self._arrange(slip_id, {"order": at})

    def set_today(self, slip_id: str, today: bool) -> None:
        """Mark a slip as needed today, or no longer."""
        self._arrange(slip_id, {"today": today})

    def set_group(self, slip_ids: Sequence[str], group: str) -> None:
        """Put slips together for one sitting (a trip, a meeting); an empty name takes them out."""
        for slip_id in slip_ids:
            arranged = self._arranged(slip_id)
            if arranged is not None and arranged.group != group:
                self._arrange(slip_id, {"group": group})

    def forward_note(self, slip_id: str, note: str) -> str:
        """The comment with which a slip is forwarded: the note, begun with the wish for today where it stands."""
        arranged = self._arranged(slip_id)
        return f"{TODAY_NOTE} {note}".strip() if arranged is not None and arranged.today else note.strip()

    def _arrange(self, slip_id: str, body: dict[str, object]) -> None:
        self._desk.acts.act("POST", f"/slips/{slip_id}/arrange", body)

    def _arranged(self, slip_id: str) -> Arranged | None:
        """How a slip lies; None for one that is not here."""
        detail = self._desk.details.get("slip", slip_id)
        slip = detail.record if detail is not None else None
        return (slip.arranged or Arranged()) if isinstance(slip, Slip) else None

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

    def answer_needed(self, detail: Detail) -> str:
        """The id of the consultation that waits for this user's answer, or an empty text."""
        slip = detail.record
        if not isinstance(slip, Slip):
            raise Rejected("not_found", status=404)
        me = self._desk.actor()
        asked = [me.id, *(each.id for each in me.acting_for)]
        return next((each.id for each in slip.consultations if each.user_id in asked and each.answer is None), "")


def _lies_with(record: object, person_id: str) -> bool:
    """Whether a slip waits for this person, or for the secretaries of this person."""
    if not isinstance(record, Slip):
        return False
    turn = slips.turn(record)
    if turn is not None:
        return turn.user_id == person_id
    return record.leader_id == person_id and record.state in ("with_secretary", "with_leader")
