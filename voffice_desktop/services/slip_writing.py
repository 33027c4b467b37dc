"""Writing a submission slip: the form as it stands, kept every few seconds, and the acts made of it.

A form is kept among the drafts under ``slip:ID`` from its first word on, so that a crash loses at most what was typed
since. Saving queues ``POST /slips`` or ``PATCH /slips/{id}`` with what changed, submitting one act more; the bytes of
new files lie sealed beside the outbox and go up before the act that names them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from voffice_desktop.clock import Clock
from voffice_desktop.domain import permissions, slips
from voffice_desktop.domain.calendar import show_date, utc_text, vietnam_date
from voffice_desktop.domain.records import (
    FileRole,
    IncomingDocument,
    Refusal,
    RouteStep,
    Slip,
    Unit,
    User,
)
from voffice_desktop.domain.slip_checks import Finding, findings
from voffice_desktop.domain.slip_routes import proposed_leader, proposed_route
from voffice_desktop.domain.slip_starts import SlipStart, starts_for
from voffice_desktop.domain.substitution import in_force, shown_end
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.slip_form import (
    OFFICE_ENDINGS,
    PDF,
    FormFile,
    SlipForm,
    body_of,
    content_text,
    form_from,
    media_type_of,
)
from voffice_desktop.services.values import Detail, ListQuery
from voffice_desktop.services.working_days import holidays

_KEY = "slip:"
_EARLIER = 15
"""So many earlier slips are offered as a beginning."""


class SlipWriting:
    """The use cases of the editor over one desk. Every call may block for a moment: workers' lanes only."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    # beginning

    def begin(self) -> SlipForm:
        """A new form with the route that the unit's configuration proposes."""
        user = self._desk.user
        leaders = self.leaders()
        first = leaders[0].id if len(leaders) == 1 else ""
        form = SlipForm(id=new_id(), leader_id=first, unit_id=user.unit_id)
        return replace(form, route=self.proposed(form.leader_id))

    def earlier(self) -> list[tuple[str, str]]:
        """(id, title) of the user's own slips, the newest first: what a new one may begin from."""
        rows = self._desk.lists.rows(ListQuery("slip", filters=(("drafter_id", self._desk.user.id),)), None, _EARLIER)
        return [(row.id, f"{row.symbol} · {row.title}" if row.symbol else row.title) for row in rows]

    def begin_from(self, slip_id: str) -> SlipForm:
        """A new form with the words, the people and the route of an earlier slip; its files stay with it."""
        detail = self._desk.details.get("slip", slip_id)
        if detail is None or not isinstance(detail.record, Slip):
            raise Rejected("not_found", status=404)
        made = form_from(detail)
        return replace(
            made,
            id=new_id(),
            due=None,
            files=[],
            state="",
            revision=1,
            code="",
            returned=None,
            kept_at="",
            unit_id=self._desk.user.unit_id,
            route_chosen=True,
        )

    def templates(self) -> list[str]:
        """Names of the texts that the unit's configuration offers (:mod:`voffice_desktop.domain.slip_starts`)."""
        return list(self._templates())

    def begin_with(self, name: str) -> SlipForm:
        """A new form with the texts of a template. Raises ``Rejected('not_found')``."""
        found = self._templates().get(name)
        if found is None:
            raise Rejected("not_found", status=404)
        return replace(
            self.begin(),
            title=found.title,
            summary=found.summary,
            grounds=found.grounds,
            opinions=found.opinions,
            proposal=found.proposal,
            type_code=found.type_code,
        )

    def _templates(self) -> dict[str, SlipStart]:
        units = (unit for unit in self._desk.directory.all("unit") if isinstance(unit, Unit))
        return starts_for(self._desk.user.unit_id, units)

    def answer_to(self, document_id: str) -> SlipForm:
        """A new form that answers an incoming document: its matter, grounds, due, and its copy if that is here."""
        form = self.begin()
        detail = self._desk.details.get("incoming_document", document_id)
        if detail is None or not isinstance(detail.record, IncomingDocument):
            raise Rejected("not_found", status=404)
        source = detail.record
        named = f"Văn bản số {source.symbol}" if source.symbol else "Văn bản"
        dated = f" ngày {show_date(source.issued_on)}" if source.issued_on else ""
        by = f" của {source.issuer_name}" if source.issuer_name else ""
        about = f" về việc {_uncapped(source.summary)}" if source.summary else ""
        form = replace(
            form,
            title=f"Trả lời {named[0].lower()}{named[1:]}{by}"[:500],
            grounds=f"{named}{dated}{by}{about}.",
            urgency=source.urgency,
            due=source.reply_due or source.due,
        )
        for entry in detail.files:
            if entry.file.role in ("main", "scan") and entry.cached:
                try:
                    data = self._desk.files.read(entry.file.id)
                except Transient:
                    continue
                name = f"{named} (bản đọc).pdf".replace("/", "-")
                form = self.with_file(form, name, data, "attachment")
                break
        return form

    def form_of(self, slip_id: str) -> SlipForm:
        """The form of a slip as it stands, or as it was kept last. Raises ``Rejected('not_found')``."""
        kept = self.kept_form(slip_id)
        detail = self._desk.details.get("slip", slip_id)
        if detail is None:
            if kept is None:
                raise Rejected("not_found", status=404)
            return kept
        stands = form_from(detail)
        if kept is None:
            return stands
        now = {"state": stands.state, "revision": stands.revision, "code": stands.code, "returned": stands.returned}
        return replace(kept, **now)  # type: ignore[arg-type]  # values of the same fields

    # keeping

    def keep(self, form: SlipForm) -> SlipForm:
        """Keep the form durably; returns it with the time."""
        kept = replace(form, kept_at=self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._desk.drafts.save(_KEY + form.id, codec.encode(kept))
        return kept

    def kept_form(self, slip_id: str) -> SlipForm | None:
        """What was kept and not yet queued; a draft that cannot be read is left where it is."""
        raw = self._desk.drafts.load(_KEY + slip_id)
        if raw is None:
            return None
        try:
            return codec.decode(raw, SlipForm)
        except Transient:
            return None

    def unfinished(self) -> list[SlipForm]:
        """Kept forms of which there is no record yet, the newest first: what a crash may have left."""
        found = []
        for key in self._desk.drafts.keys(_KEY):
            form = self.kept_form(key.removeprefix(_KEY))
            if form is not None and not form.state:
                found.append(form)
        return sorted(found, key=lambda form: form.kept_at, reverse=True)

    def forget(self, slip_id: str) -> None:
        """Drop what was kept: it was queued, or its author throws it away."""
        self._desk.drafts.delete(_KEY + slip_id)

    # people, files

    def leaders(self) -> list[User]:
        """Those to whom this user may put a slip."""
        return proposed_leader(self._desk.user, self._users())

    def proposed(self, leader_id: str) -> list[str]:
        """The route that configuration proposes."""
        units = [each for each in self._desk.directory.all("unit") if isinstance(each, Unit)]
        return proposed_route(self._desk.user, leader_id, self._users(), units)

    def with_file(self, form: SlipForm, name: str, data: bytes, role: FileRole | None = None) -> SlipForm:
        """The form with a file more; its bytes are kept durably at once. The first document becomes the draft."""
        media_type = media_type_of(name, data)
        if role is None:
            drafted = any(each.role == "draft" for each in form.files)
            writable = media_type == PDF or name.lower().endswith(OFFICE_ENDINGS)
            role = "draft" if writable and not drafted else "attachment"
        file_id = self._desk.files.add(name, media_type, data)
        made = FormFile(id=file_id, name=name, media_type=media_type, size=len(data), role=role)
        return replace(form, files=[*form.files, made])

    def with_version(self, form: SlipForm, file_id: str, data: bytes) -> SlipForm:
        """The form with a newer version of a file in the same place and role."""
        old = next((each for each in form.files if each.id == file_id), None)
        if old is None:
            raise Rejected("not_found", status=404)
        fresh = self._desk.files.add(old.name, old.media_type, data)
        newer = replace(old, id=fresh, size=len(data), replaces=old.id)
        return replace(form, files=[newer if each is old else each for each in form.files])

    # acts

    def may_draft(self) -> Refusal | None:
        """Why this user drafts no slips, or ``None``."""
        return permissions.create(self._desk.actor(), "slip")

    def check(self, form: SlipForm) -> list[Finding]:
        """The check list of the form."""
        office = sum(each.role == "draft" and each.is_office for each in form.files)
        found = findings(
            self._slip(form),
            self._pdf_roles(form),
            self._today(),
            office_drafts=office,
            holidays=holidays(self._desk),
        )
        return [*found, *self._away(form)]

    def _away(self, form: SlipForm) -> list[Finding]:
        """Who of those that the slip goes to is away now, and who acts instead."""
        people, now = self._users(), utc_text(self._clock())
        names = {each.id: each.full_name for each in people}
        wanted = {form.leader_id: "leader_id", **dict.fromkeys(form.route, "route")}
        return [
            Finding(
                "look",
                wanted[entry.principal_id],
                f"{names[entry.principal_id]} đang vắng mặt; {each.full_name} thay mặt đến hết {shown_end(entry)}.",
            )
            for each in people
            for entry in each.acting_for
            if entry.principal_id in wanted and entry.principal_id in names and in_force(entry, now)
        ]

    def save(self, form: SlipForm) -> SlipForm:
        """Queue the form as a draft (or an edit of what stands); the kept form is closed. Works offline."""
        detail = self._desk.details.get("slip", form.id)
        if self._rewritten(form):
            pass
        elif detail is None:
            self._desk.acts.act("POST", "/slips", {"id": form.id} | body_of(form))
        else:
            changed = self._changed(form, detail)
            if changed:
                self._refuse_unless(detail, "edit", changed)
                self._desk.acts.act("PATCH", f"/slips/{form.id}", changed)
        self.forget(form.id)
        return self.form_of(form.id)

    def submit(self, form: SlipForm) -> SlipForm:
        """Queue the form, then its submission. Raises ``Rejected('invalid')`` while something stops it."""
        stop = next((finding for finding in self.check(form) if finding.level == "stop"), None)
        if stop is not None:
            raise Rejected("invalid", field=stop.field, reason=stop.sentence)
        saved = self.save(form)
        self._desk.acts.act("POST", f"/slips/{form.id}/submit")
        return saved

    def _rewritten(self, form: SlipForm) -> bool:
        """Whether a refused act on this slip took the form in its place; a refused submission after it is dropped."""
        refused = [item for item in self._desk.attention.items() if item.entity_id == form.id]
        first = next((item for item in refused if item.action in ("create", "edit")), None)
        for item in refused:
            if item.action == "submit":
                self._desk.attention.discard(item.command_id)
        if first is None:
            return False
        body = body_of(form) if first.action == "edit" else {"id": form.id} | body_of(form)
        self._desk.attention.rewrite(first.command_id, body)
        return True

    def _changed(self, form: SlipForm, detail: Detail) -> dict[str, Any]:
        before, after = body_of(form_from(detail)), body_of(form)
        return {name: value for name, value in after.items() if before.get(name) != value}

    def _refuse_unless(self, detail: Detail, action: str, args: dict[str, Any]) -> None:
        assert isinstance(detail.record, Slip)
        refusal = slips.check(detail.record, action, self._desk.actor(), args, slips.SlipContext())
        if refusal is not None:
            raise Rejected(refusal.code, field=refusal.field or "", reason=refusal.reason)

    def _slip(self, form: SlipForm) -> Slip:
        route = [RouteStep(position=at, user_id=person) for at, person in enumerate(form.route, 1)]
        return Slip(
            id=form.id,
            title=form.title,
            content=content_text(form),
            proposal=form.proposal,
            urgency=form.urgency,
            due=form.due,
            drafter_id=self._desk.user.id,
            unit_id=form.unit_id,
            leader_id=form.leader_id,
            type_code=form.type_code,
            recipient_ids=form.recipient_ids,
            route=route,
        )

    def _pdf_roles(self, form: SlipForm) -> dict[str, int]:
        readable = (each.role for each in form.files if each.media_type == PDF or each.is_office)
        return dict(Counter(readable))

    def _users(self) -> list[User]:
        return [each for each in self._desk.directory.all("user") if isinstance(each, User)]

    def _today(self) -> date:
        return vietnam_date(self._clock().isoformat())


def _uncapped(text: str) -> str:
    """A summary after *về việc*: without its own *V/v*, not beginning with a capital unless it is a name."""
    bare = text.strip().removeprefix("V/v").strip()
    first, _, rest = bare.partition(" ")
    return f"{first[:1].lower()}{first[1:]} {rest}".strip() if first[1:].islower() else bare
