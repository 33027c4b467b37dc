"""The frozen values that services hand to screens, the command line and plugins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from voffice_desktop.domain.records import Annotation, Event, File, Kind, Record, Urgency


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows. ``tab`` is one of ``Tab.key``; ``filters`` are (field, value) pairs of the record."""

    kind: Kind
    tab: str = "all"
    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: Literal["newest", "due", "symbol"] = "newest"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab above a list: its key, its Vietnamese caption, and how many rows it holds."""

    key: str
    caption: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, with all that painting needs already worked out."""

    kind: Kind
    id: str
    symbol: str
    """Number and symbol, the slip's code, or the task's source."""
    party: str
    """Sender, drafter's unit, first recipient, or giver."""
    title: str
    at: str
    """UTC time of the newest change that matters to a reader."""
    urgency: Urgency
    due: str | None
    """``YYYY-MM-DD`` or RFC 3339 UTC."""
    status: str
    finished: bool = False
    unread: bool = False
    pending: bool = False
    """An act of this user waits to be sent."""
    blocked: bool = False
    """An act of this user was refused and waits in Cần chú ý."""
    has_ink: bool = False
    cached: bool = False
    """Every PDF of the record can be read offline."""
    attachments: int = 0


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a dossier as a screen shows it."""

    file: File
    cached: bool
    annotations: int = 0


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One step of what happened, with names instead of ids."""

    event: Event
    actor_name: str
    actor_title: str
    pending: bool = False
    on_behalf: str = ""
    """The name of the one for whom the actor stood in."""


@dataclass(frozen=True, slots=True)
class ActionState:
    """One action a user may think of here: whether it can be done now, and if not, why, in Vietnamese."""

    name: str
    """The last word of the action's path, such as ``approve``; ``edit`` and ``create`` for PATCH and POST."""
    caption: str
    enabled: bool
    reason: str = ""
    online_only: bool = False
    primary: bool = False
    needs_text: bool = False
    """The action needs a comment or reason (return, refuse)."""
    offline: bool = False
    """It is disabled only because the server is not reached now."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another record that belongs to one: how (a Vietnamese label), which, and its number or title."""

    label: str
    kind: Kind
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """All of one record for the properties pane and the reader."""

    kind: Kind
    record: Record
    row: Row
    fields: tuple[tuple[str, str], ...]
    """(Vietnamese label, text) in the order of the pane."""
    timeline: tuple[TimelineEntry, ...]
    files: tuple[FileEntry, ...]
    actions: tuple[ActionState, ...]
    annotations: tuple[Annotation, ...] = ()
    related: tuple[Related, ...] = ()
    """Records that it answers, that answer it, or that it came from; only those that lie here."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. ``why`` names what matched, such as ``Trích yếu`` or ``Trang 3``."""

    kind: Kind
    id: str
    title: str
    why: str
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """A refused act: what I did, what stands now, who did it and when."""

    command_id: str
    kind: Kind | None
    entity_id: str
    title: str
    what_i_did: str
    text: str
    """What the user had typed, to be used again."""
    reason: str
    code: str
    changed_by: str = ""
    changed_at: str = ""
    action: str = ""
    """The act's name, as in ``ActionState.name``."""
    did_at: str = ""
    """UTC time at which I did it."""
    state_now: str = ""
    """Status or state of the record on the server, as its record says it; empty when it may not be seen."""
    can_comment: bool = False
    """Whether my words can go to the record as it stands now as an opinion."""
    strokes: int = 0
    """Strokes of ink in the act."""


@dataclass(frozen=True, slots=True)
class DiscardedItem:
    """An act that its author threw away; kept for 30 days."""

    command_id: str
    kind: Kind | None
    what_i_did: str
    text: str
    discarded_at: str
    title: str = ""
    """Of the record that it was about, as far as it may still be seen."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a conflict. ``name`` is the record's field; ``clash``: both sides changed it."""

    name: str
    mine: str
    theirs: str
    clash: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mine beside theirs: the record that I saw with my act on it, and the record as it stands now."""

    differences: tuple[Difference, ...]
    revision_then: int | None = None
    revision_now: int | None = None
    my_ink: tuple[Annotation, ...] = ()
    their_ink: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the sync chip says."""

    state: Literal["never", "syncing", "synced", "offline", "signed_out"]
    at: str | None = None
    """UTC time of the last complete synchronisation."""
    offline_since: str | None = None
    done: int = 0
    total: int = 0
    pending: int = 0
    blocked: int = 0
    trouble: str = ""
    """Code of what kept the last round from being whole; ``not_our_server``: the network answers for itself."""
    shrinks: tuple[int, int] | None = None
    """(records here, records left): a resync would drop more than a fifth and waits for the user's word."""
    clock_off: int = 0
    """Seconds by which this machine's clock is ahead of the server's (negative: behind); 0 within five minutes."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one synchronisation did."""

    online: bool
    received: int = 0
    removed: int = 0
    sent: int = 0
    blocked: int = 0
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Published after a commit: these records of ``kind`` may look different now."""

    kind: Kind
    ids: frozenset[str] = field(default_factory=frozenset)
