"""The desk: all that a screen, the command line or a plugin may ask of one signed-in account on one profile.

Each part is a protocol, so that a screen can be tried with a part of its own. Unless a docstring says otherwise, a
part answers from the encrypted cache, works offline, may be called from any thread, and raises
``MachineFault('cache_damaged')`` when the cache cannot be read: a damaged cache is never an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from voffice_desktop.domain.records import Actor, Annotation, Kind, Record, User
from voffice_desktop.domain.taking import Taking
from voffice_desktop.protocol.messages import Policy
from voffice_desktop.services.intake import Intake
from voffice_desktop.services.outgoing_book import NoOutgoingBooks, OutgoingBooks
from voffice_desktop.services.placing import NoPlacing, Placing
from voffice_desktop.services.signing_setup import NoSigningSetup, SigningSetup
from voffice_desktop.services.signing_values import NoSigning, Signing
from voffice_desktop.services.values import (
    AttentionItem,
    Changed,
    Comparison,
    Detail,
    DiscardedItem,
    Hit,
    ListQuery,
    Row,
    SyncReport,
    SyncStatus,
    Tab,
)

if TYPE_CHECKING:
    from voffice_desktop.services.trips import Trips

Progress = Callable[[int, int], None]
"""Called with (done, total); total is 0 while unknown. Runs on the worker thread that does the work."""

Cancelled = Callable[[], bool]
"""Asked between two pieces of work; true stops it."""

Listener = Callable[[Changed | SyncStatus], None]
"""Called on worker threads, after the commit."""


class Lists(Protocol):
    """Rows of the lists: the projection of mirror and outbox, pending acts included."""

    def tabs(self, kind: Kind) -> list[Tab]:
        """The tabs above the list of ``kind``, in order, each with its count. ``all`` is always there."""

    def known_tabs(self, kind: Kind) -> list[Tab]:
        """The same as they were counted last: cheap enough for the main thread."""

    def recount(self) -> dict[str, int]:
        """``counts``, and the tabs anew for ``known_tabs``. Call it off the main thread after a change."""

    def rows(self, query: ListQuery, after: Row | None = None, limit: int = 200) -> list[Row]:
        """At most ``limit`` rows that follow ``after`` in the query's order (keyset, never an offset)."""

    def ids(self, query: ListQuery) -> list[str]:
        """The ids of the whole view in order: for an exact scroll bar. Call it off the main thread."""

    def rows_by_id(self, kind: Kind, ids: list[str]) -> list[Row]:
        """The rows of ``ids`` in the order asked; ids that are gone are left out."""

    def counts(self) -> dict[str, int]:
        """Badges of the navigation: each kind's unfinished rows that wait for this user, and ``attention``."""


class Details(Protocol):
    """One record with everything around it."""

    def get(self, kind: Kind, record_id: str) -> Detail | None:
        """All of one record, pending acts included; ``None`` when it is not (or no longer) here."""

    def annotations(self, file_id: str) -> list[Annotation]:
        """The pen notes on one file, those still waiting to be sent included, oldest first."""


class Directory(Protocol):
    """People, units, recipients and books, for names and for choosing."""

    def get(self, kind: Kind, record_id: str) -> Record | None:
        """One record as it stands in the mirror."""

    def all(self, kind: Kind) -> list[Record]:
        """Every record of a small kind (user, unit, recipient, book), in Vietnamese order of names."""

    def name(self, user_or_unit_id: str | None) -> str:
        """The full name of a user, unit or recipient; an empty text for nobody known."""


class Search(Protocol):
    """Search over titles, numbers, parties and texts, with or without Vietnamese marks."""

    def find(self, query: str, limit: int = 50) -> list[Hit]:
        """Best hits first: exact marks before folded ones, newer before older. Words match by prefix."""


class Acts(Protocol):
    """What a user does. ``method`` and ``path`` are as in the REST contract, without ``/api/v1``."""

    def act(self, method: str, path: str, body: dict[str, Any] | None = None, *, hold: float = 0) -> str:
        """Queue one act durably and show it at once; returns the command's id. Works offline.

        ``hold``: so many seconds it stays here, whatever is synchronised, and :meth:`undo` can take it back.

        Raises ``Rejected('online_only')`` for what must be done online, ``Rejected('invalid')`` for a path that is
        not an act.
        """

    def undo(self, command_id: str) -> bool:
        """Take back an act that has not left this machine; false when it has."""

    def now(
        self, method: str, path: str, body: dict[str, Any] | None = None, key: str = "", version: int | None = None
    ) -> Any:
        """Do one act online at once (numbers, signatures, dispatch) and return the server's answer as plain data.

        ``key`` (a UUID) makes tries of one wish one act: the server repeats its first answer instead of acting again.
        ``version``: what the user saw (If-Match); a record that has changed since is refused.
        Blocks: call it off the main thread. Raises ``Transient`` when the server is not reached, ``Rejected`` with
        the server's problem when it refuses.
        """

    def mark_read(self, kind: Kind, record_id: str, read: bool = True) -> None:
        """Remember on this device that a record was read (or not)."""

    def viewed(self, file_id: str, action: str, pages: list[int]) -> None:
        """Note a ``view``, ``print`` or ``export`` for the audit log; delivered with the next synchronisation."""


class Files(Protocol):
    """Reading copies: encrypted in the cache, verified before use."""

    def is_cached(self, file_id: str) -> bool:
        """Whether the copy of the file's present version can be read offline."""

    def read(self, file_id: str) -> bytes:
        """The bytes of the cached copy, decrypted and verified. Raises ``Transient('not_cached')``."""

    def sha256(self, file_id: str) -> str:
        """SHA-256 (hex) of the cached copy. Raises ``Transient('not_cached')``."""

    def fetch(self, file_id: str, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        """Bring the copy into the cache, resuming what is there. Online; blocks."""

    def save_copy(self, file_id: str, target: Path, annotations: bool = False, *, as_notes: bool = False) -> None:
        """Write a ``save`` copy (marked pages) to ``target``. Online; a failure leaves no file.

        With ``annotations`` the marks are drawn into the pages; ``as_notes``: a ``view`` copy that carries them as
        PDF annotations instead.
        """

    def save_certified(self, file_id: str, target: Path) -> None:
        """Write the unit's certified file to ``target``. Online; clerks only; a failure leaves no file."""

    def add(self, name: str, media_type: str, data: bytes) -> str:
        """Keep bytes to be uploaded before the acts that name them; returns the file's id. Works offline."""

    def original(self, file_id: str) -> bytes:
        """The bytes as uploaded, for who may have them (a draft's uploader; office files also the slip's reviewers).

        What was added here and still waits to be sent comes from the device, everything else needs the server.
        """

    def workplace(self) -> Path:
        """The account's private folder (0700) for files that are open in other programs; each in one of its own."""

    def page_words(self, data: bytes) -> list[str]:
        """The text of every page of a PDF, read in a child process. Raises ``DocumentFault``. Blocks."""

    def pin(self, kind: Kind, record_id: str, pinned: bool = True) -> None:
        """Keep (or no longer keep) every file of a record on this device, as for a trip (Đi công tác)."""

    def trip(self) -> tuple[int, int]:
        """(files of pinned records that are here, files of pinned records in all)."""


class Attention(Protocol):
    """Cần chú ý: refused acts, each with its text."""

    def items(self) -> list[AttentionItem]:
        """Blocked acts of this user, oldest first."""

    def retry(self, command_id: str) -> None:
        """Queue the act again as it is, against the record as it stands now."""

    def retry_all(self, command_ids: Sequence[str]) -> None:
        """Queue several acts again, in this order."""

    def rewrite(self, command_id: str, body: dict[str, Any]) -> str:
        """Queue a new act with the same path and this body in place of the blocked one; returns its id."""

    def discard(self, command_id: str) -> None:
        """Drop the act. Only its own author can do this, here; for 30 days it can be taken back."""

    def retype(self, command_id: str, text: str) -> str:
        """Queue the blocked act again with another text in place of its main one; returns the new act's id."""

    def send_text(self, command_id: str) -> None:
        """Let my words and ink go to the record as it stands now: edits and ink again, texts as an opinion."""

    def compare(self, command_id: str) -> Comparison:
        """Mine beside what stands now."""

    def discarded(self) -> list[DiscardedItem]:
        """What was thrown away in the last 30 days, the newest first."""

    def restore(self, command_id: str) -> None:
        """Take a discarded act back into Cần chú ý."""


class Syncing(Protocol):
    """The state of synchronisation and the wish for one."""

    def status(self) -> SyncStatus:
        """What the chip says now. Cheap: may be called on the main thread."""

    def now(self) -> None:
        """Ask for a synchronisation; returns at once."""

    def run(self, progress: Progress | None = None) -> SyncReport:
        """Synchronise once and wait for it. An unreachable server is ``online=False``, not an error."""

    def accept_shrink(self) -> None:
        """Agree to a resync that drops more than a fifth of what is here (``SyncStatus.shrinks``). Blocks."""

    def start(self) -> None:
        """Begin to synchronise by itself (nudges, timer, return of the server). Call it after the first paint."""

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of changes and states; returns the function that ends it."""


class Drafts(Protocol):
    """Autosaved ink and texts, durable at once and private to the account."""

    def save(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key`` (such as ``ink:FILE_ID`` or ``text:return:SLIP_ID``)."""

    def load(self, key: str) -> bytes | None:
        """What was kept, or ``None``."""

    def delete(self, key: str) -> None:
        """Forget it; nothing happens when it is not there."""

    def keys(self, prefix: str = "") -> list[str]:
        """The keys that begin with ``prefix``, sorted."""


@dataclass(frozen=True)
class Desk:
    """One signed-in account on one profile, with every part that a screen needs. Close it when done."""

    user: User
    policy: Policy
    account: str
    server: str
    lists: Lists
    details: Details
    directory: Directory
    search: Search
    acts: Acts
    files: Files
    attention: Attention
    sync: Syncing
    drafts: Drafts
    may_take: Callable[[Kind, str, Taking], str]
    """Why policy refuses to save, print or copy from a record, in Vietnamese; empty when it allows it."""
    close: Callable[[], None]
    """Stop every lane (3 seconds at most), close the databases, forget the keys."""
    intake: Intake | None = None
    """The tray of incoming files; clerks alone have one."""
    trips: Trips | None = None
    """Đi công tác, and what may be kept on this device."""
    without_keyring: bool = False
    """The device's keyring does not serve: the password alone protects the cache. To be said to the user."""
    signing: Signing = field(default_factory=NoSigning)
    """Keys of this machine and signatures made with them."""
    signing_setup: SigningSetup = field(default_factory=NoSigningSetup)
    """How signatures look and where they stand; for administrators."""
    outgoing_books: OutgoingBooks = field(default_factory=NoOutgoingBooks)
    """Register books of outgoing documents."""
    placing: Placing = field(default_factory=NoPlacing)
    """Places of number, date and signatures on approved documents."""
    acting: Callable[[], Actor] | None = None
    stand_now: Callable[[], None] | None = None
    """A delegation may have begun or ended by the clock: look. Blocks: workers' lanes."""

    def actor(self) -> Actor:
        """The user as the rules see them now, with those for whom the user stands in."""
        return self.acting() if self.acting is not None else Actor.of(self.user)
