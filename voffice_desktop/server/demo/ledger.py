"""The pile on which the plan's records are laid, with the few names that every builder needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from voffice_desktop.domain.records import (
    Annotation,
    Event,
    IncomingDocument,
    OutgoingDocument,
    Record,
    Slip,
    Task,
)
from voffice_desktop.server.demo.files import FilePlan
from voffice_desktop.server.demo.fixed import fixed_id, utc
from voffice_desktop.server.demo.ministry import Ministry, make_ministry
from voffice_desktop.server.demo.outside import Outside, make_outside


@dataclass(frozen=True, slots=True)
class Planned:
    """A record to be written; ``root_id`` is the record whose audience it shares, ``created_by`` its author."""

    record: Record
    root_id: str | None = None
    created_by: str | None = None


@dataclass(frozen=True, slots=True)
class DossierRevision:
    """A slip as it was frozen at a submission, and the files that its dossier then held."""

    slip_id: str
    revision: int
    at: str
    slip: Slip
    file_ids: tuple[str, ...]


@dataclass(slots=True)
class Ledger:
    """Records by kind, in the order in which they were made."""

    ministry: Ministry = field(default_factory=make_ministry)
    outside: Outside = field(init=False)
    incoming: list[Planned] = field(default_factory=list)
    outgoing: list[Planned] = field(default_factory=list)
    slips: list[Planned] = field(default_factory=list)
    tasks: list[Planned] = field(default_factory=list)
    files: list[FilePlan] = field(default_factory=list)
    annotations: list[Planned] = field(default_factory=list)
    events: list[Planned] = field(default_factory=list)
    dossiers: list[DossierRevision] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outside = make_outside(self.ministry)

    def user(self, account: str) -> str:
        """The id of an account."""
        return self.ministry.user_id(account)

    def unit(self, code: str) -> str:
        """The id of a unit."""
        return self.ministry.unit_id(code)

    def put(self, record: IncomingDocument | OutgoingDocument | Slip | Task, created_by: str) -> None:
        """Lay down a root record."""
        planned = Planned(record, None, created_by)
        match record:
            case IncomingDocument():
                self.incoming.append(planned)
            case OutgoingDocument():
                self.outgoing.append(planned)
            case Slip():
                self.slips.append(planned)
            case Task():
                self.tasks.append(planned)

    def mark(self, annotation: Annotation, root_id: str) -> None:
        """Lay down a mark on a file of the record ``root_id``."""
        self.annotations.append(Planned(annotation, root_id, annotation.author_id))

    def event(self, kind: str, subject_id: str, actor_id: str, at: datetime, action: str, note: str = "") -> None:
        """One line of a timeline."""
        event = Event(
            id=fixed_id(f"{subject_id}/{action}/{len(self.events)}", at),
            subject_kind=kind,
            subject_id=subject_id,
            actor_id=actor_id,
            at=utc(at),
            action=action,
            note=note,
        )
        self.events.append(Planned(event, subject_id, actor_id))
