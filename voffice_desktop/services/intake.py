"""The clerk's intake tray: what was dropped in is kept at once, read in the background, and never lost.

An item's bytes lie encrypted with the outbox's files, its own line is a draft of the account (``intake:ID``): both
are durable before :meth:`Intake.add` returns. An item ends only by being registered or discarded with a reason.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voffice_desktop.clock import Clock
from voffice_desktop.domain import agency_names
from voffice_desktop.domain.agency_names import Agency
from voffice_desktop.domain.field_reading import Knowledge, read_fields
from voffice_desktop.domain.page_words import PageWords
from voffice_desktop.domain.records import Kind, Recipient, Record, Unit
from voffice_desktop.domain.text import nfc
from voffice_desktop.errors import DocumentFault, MachineFault, Rejected, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.pdf import fields, gate, page_tools
from voffice_desktop.pdf.children import Children
from voffice_desktop.protocol import codec
from voffice_desktop.services.intake_items import PDF, IntakeItem, Source
from voffice_desktop.services.intake_verdict import judged
from voffice_desktop.services.mail_parts import read_mail
from voffice_desktop.services.scans import SCAN_FOLDER
from voffice_desktop.services.stamp_placing import place_on, stamp_place
from voffice_desktop.sync.news import News, Touched
from voffice_desktop.watch.scan_folder import ScanFolder

if TYPE_CHECKING:
    # The desk names the tray, and these parts name the desk.
    from voffice_desktop.services.acting import StoredDrafts
    from voffice_desktop.services.filing import StoredFiles

_log = logging.getLogger(__name__)
_PREFIX = "intake:"
_FOLDER = SCAN_FOLDER
_FIRST_PAGES, _MOST_RECOGNISED = 1, 30
_SIGNED = b"/ByteRange"


class Intake:
    """One account's tray. Any thread may ask; reading goes on in a thread of its own."""

    def __init__(
        self,
        drafts: StoredDrafts,
        files: StoredFiles,
        news: News,
        clock: Clock,
        known: Callable[[Kind], list[Record]],
        symbols: Callable[[], list[str]],
        exists: Callable[[str], bool],
    ) -> None:
        self._drafts = drafts
        self._files = files
        self._news = news
        self._clock = clock
        self._known = known
        self._symbols = symbols
        self._exists = exists
        self._guard = threading.RLock()
        self._reader: ThreadPoolExecutor | None = None
        self._children: Children | None = None
        self._folder: ScanFolder | None = None
        self._closed = False

    # the tray -----------------------------------------------------------------------------------------------------

    def items(self, *, all_states: bool = False) -> list[IntakeItem]:
        """Waiting items, oldest first; with ``all_states`` also those registered or discarded."""
        found = [item for key in self._drafts.keys(_PREFIX) if (item := self._load(key)) is not None]
        found.sort(key=lambda item: (item.at, item.id))
        return [item for item in found if all_states or item.state == "waiting"]

    def get(self, item_id: str) -> IntakeItem | None:
        """One item, whatever its state."""
        return self._load(_PREFIX + item_id)

    def add(self, name: str, data: bytes, source: Source = "drop", origin: str = "") -> list[IntakeItem]:
        """Keep a file: durable when this returns. A mail gives one item for each attachment that can be registered.

        The same bytes once more give the item that waits already. Raises ``DocumentFault('intake_unknown_kind')``
        for what is neither PDF, picture nor mail, ``MachineFault`` when the disk is full.
        """
        name = nfc(Path(name).name)
        if name.lower().endswith(".eml"):
            mail = read_mail(data)
            if not mail.parts:
                raise DocumentFault("mail_without_files", left=", ".join(mail.left)[:200])
            about = " · ".join(part for part in (mail.sender, mail.subject) if part)
            made = [item for part in mail.parts for item in self.add(part.name, part.data, "mail", about)]
            return [self.change(made[0].id, left=list(mail.left)), *made[1:]] if mail.left else made
        digest = hashlib.sha256(data).hexdigest()
        with self._guard:
            same = next((item for item in self.items(all_states=True) if item.sha256 == digest), None)
            if same is not None and same.state in ("waiting", "attached"):
                return [same]
            kept, media_type = data, PDF
            if b"%PDF-" not in data[:1024]:
                kept = page_tools.pictures_to_pdf(data, children=self._pool())
                name = f"{Path(name).stem}.pdf"
            item = IntakeItem(
                id=new_id(),
                name=name,
                media_type=media_type,
                size=len(kept),
                sha256=digest,
                source=source,
                origin=origin,
                at=self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
                file_id=self._files.add(name, media_type, kept),
                record_id=new_id(),
                signed=_SIGNED in kept,
                same_as=same.id if same is not None and same.state == "sent" else "",
            )
            self._save(item)
        self._read_later(item.id)
        return [item]

    def add_sheets(self, name: str, sheets: Sequence[bytes], device: str) -> IntakeItem:
        """Keep the pictures of scanned sheets as one file, in their order. Raises as :meth:`add`."""
        pool = self._pool()
        pages = [page_tools.pictures_to_pdf(sheet, children=pool) for sheet in sheets]
        data = page_tools.assemble(pages, [(at, 1, 0) for at in range(len(pages))], children=pool)
        return self.add(name, data, "scanner", device)[0]

    def data(self, item: IntakeItem) -> bytes:
        """The kept bytes."""
        return self._files.kept(item.file_id)

    def discard(self, item_id: str, reason: str) -> None:
        """Take an item out of the tray for good; the reason stays, and what was attached to it waits by itself.
        Raises ``Rejected('reason_needed')``."""
        if not reason.strip():
            raise Rejected("reason_needed", field="reason")
        with self._guard:
            item = self._must(item_id)
            self.change(item_id, state="discarded", reason=nfc(reason.strip()), proposals={}, attachments=[])
            for beside in item.attachments:
                self.restore(beside)
        self._files.drop(item.file_id)

    def change(self, item_id: str, **changes: Any) -> IntakeItem:
        """Set fields of an item by name; the item as it is now. Raises ``Rejected('not_found')``."""
        with self._guard:
            fresh = replace(self._must(item_id), **changes)
            self._save(fresh)
        return fresh

    def mark_sent(self, item_id: str) -> None:
        """Its record is in the outbox."""
        self.change(item_id, state="sent")

    def restore(self, item_id: str) -> None:
        """Its record was refused, or it is attached to nothing any more: it waits again."""
        beside = any(item_id in each.attachments for each in self.items())
        fresh = self.change(item_id, state="attached" if beside else "waiting")
        if fresh.state == "waiting" and fresh.progress in ("new", "first"):
            self._read_later(item_id)

    def settle(self) -> None:
        """After a crash: what reached the outbox or the book is no longer waiting, half-read items are read."""
        for item in self.items():
            if self._exists(item.record_id):
                self.mark_sent(item.id)
            elif item.progress in ("new", "first"):
                self._read_later(item.id)

    # pages --------------------------------------------------------------------------------------------------------

    def rearrange(self, item_ids: list[str], groups: list[list[tuple[str, int, int]]]) -> list[IntakeItem]:
        """Make new items from pages (item id, page from 1, turn in degrees); each group becomes one, in that order.

        The old items are discarded with the reason that they were put together anew. Signed files are refused:
        ``Rejected('signed_file_unchanged')``.
        """
        old = [self._must(item_id) for item_id in item_ids]
        if any(item.signed for item in old):
            raise Rejected("signed_file_unchanged")
        blobs = [self.data(item) for item in old]
        place = {item.id: at for at, item in enumerate(old)}
        made: list[IntakeItem] = []
        for number, group in enumerate(groups, 1):
            pages = [(place[item_id], page, turn) for item_id, page, turn in group]
            data = page_tools.assemble(blobs, pages, children=self._pool())
            stem = Path(old[0].name).stem
            name = f"{stem} ({number}).pdf" if len(groups) > 1 else f"{stem}.pdf"
            made += self.add(name, data, "pages", old[0].origin)
        fresh = {item.id for item in made}
        for item in old:
            if item.id not in fresh:
                self.discard(item.id, "Đã tách, ghép hoặc xoay thành tệp khác.")
        return made

    def look_at_pages(self, item: IntakeItem) -> page_tools.PageLooks:
        """Which pages are blank and which are separator sheets."""
        return page_tools.look(self.data(item), children=self._pool())

    def picture(self, item: IntakeItem, page: int, dpi: int = 110) -> page_tools.PagePicture:
        """One page as pixels, made in a child."""
        return page_tools.picture(self.data(item), page, dpi, children=self._pool())

    def picture_of(self, data: bytes, page: int, dpi: int = 110) -> page_tools.PagePicture:
        """A page of a file that is no item, such as one that came over the exchange."""
        return page_tools.picture(data, page, dpi, children=self._pool())

    # reading ------------------------------------------------------------------------------------------------------

    def read_again(self, item_id: str) -> None:
        """Read an item's fields once more."""
        self._save(replace(self._must(item_id), progress="new", problem=""))
        self._read_later(item_id)

    def _read_later(self, item_id: str) -> None:
        with self._guard:
            if self._closed:
                return
            if self._reader is None:
                self._reader = ThreadPoolExecutor(1, thread_name_prefix="intake")
            self._reader.submit(self._read, item_id)

    def _stopped(self) -> bool:
        """Whether the tray was closed meanwhile, from another thread."""
        return self._closed

    def _read(self, item_id: str) -> None:
        if self._closed:
            return
        try:
            self.read_now(item_id)
        except VofficeError as error:
            if self._stopped():
                return  # the next start reads it
            _log.info("an intake file could not be read: %s", error.code)
            item = self.get(item_id)
            if item is not None and item.state == "waiting":
                self.change(item_id, progress="failed", problem=error.code)
        except Exception:  # the edge of this lane: the tray must go on with the next file
            _log.exception("reading an intake file failed")

    def read_now(self, item_id: str) -> None:
        """Inspect the file and propose its fields; a scan's first page is said before the rest is recognised."""
        item = self.get(item_id)
        if item is None or item.state != "waiting":
            return
        data = self.data(item)
        verdict = gate.inspect(data, children=self._pool())
        if not verdict.accepted:
            raise DocumentFault(verdict.reasons[0])
        known = self.knowledge()
        reading = fields.read_words(data, children=self._pool())
        item = replace(item, pages=reading.count, signed=verdict.has_signatures)
        if item.signed:
            item = judged(item, data, repaired=verdict.repaired)
        if not reading.pictures:
            found = read_fields(reading.pages, reading.count, known)
            place = stamp_place(reading.pages, found)
            self._save_read(replace(item, progress="read", proposals=found, stamp=place))
            return
        if fields.recogniser()[0] != "ready":
            found = read_fields([page for page in reading.pages if page.words], reading.count, known)
            self._save_read(replace(item, progress="read", problem="ocr_unavailable", proposals=found))
            return
        pictures = list(reading.pictures)[:_MOST_RECOGNISED]
        first = fields.recognise(data, pictures[:_FIRST_PAGES], children=self._pool())
        reading = fields.with_recognised(reading, first)
        found = read_fields(reading.pages, reading.count, known)
        self._save_read(replace(item, progress="first", recognised=True, proposals=found))
        rest: list[PageWords] = list(first)
        for number in pictures[_FIRST_PAGES:]:
            if self._closed:
                return
            rest += fields.recognise(data, [number], children=self._pool())
        reading = fields.with_recognised(reading, rest)
        item = replace(item, progress="read", recognised=True)
        item = replace(item, proposals=read_fields(reading.pages, reading.count, known))
        item = replace(item, stamp=stamp_place(reading.pages, item.proposals))
        if not item.signed:
            item = self._layered(item, data, rest)
        self._save_read(item)

    def _layered(self, item: IntakeItem, data: bytes, pages: list[PageWords]) -> IntakeItem:
        """The scan with its words as an invisible layer (TT 05/2025/TT-BNV asks two layers): search finds them."""
        layered = page_tools.with_text_layer(data, pages, children=self._pool())
        old = item.file_id
        fresh = replace(item, file_id=self._files.add(item.name, PDF, layered), size=len(layered))
        self._save_read(fresh)
        self._files.drop(old)
        return fresh

    def _save_read(self, fresh: IntakeItem) -> None:
        with self._guard:
            now = self.get(fresh.id)
            if now is not None and now.state in ("waiting", "attached"):
                self._save(replace(fresh, state=now.state, attachments=now.attachments, left=now.left))

    def stamp_place_of(self, data: bytes) -> tuple[float, float] | None:
        """A free place for the stamp on a file that is no item of the tray; of a scan its ink is looked at."""
        return place_on(data, self._pool())

    def knowledge(self) -> Knowledge:
        """Agencies and notations that this account knows."""
        agencies: dict[str, Agency] = {}
        for record in self._known("recipient"):
            if isinstance(record, Recipient):
                agencies[record.name] = Agency(record.name, record.code)
        for record in self._known("unit"):
            if isinstance(record, Unit):
                agencies.setdefault(record.name, Agency(record.name, record.agency_code, symbol=record.symbol))
        notations = agency_names.known_symbols(text.partition("/")[2] for text in self._symbols())
        return Knowledge(tuple(agencies.values()), notations)

    # the watched folder -------------------------------------------------------------------------------------------

    def folder(self) -> str:
        """The watched folder; empty while none was chosen."""
        kept = self._drafts.load(_FOLDER)
        return kept.decode("utf-8") if kept else ""

    def watch(self, folder: str) -> None:
        """Watch this folder from now on; an empty text ends it."""
        self._drafts.save(_FOLDER, folder.encode("utf-8"))
        self.start()

    def start(self) -> None:
        """Begin what runs by itself: the folder, and what a crash left half done."""
        with self._guard:
            if self._folder is not None:
                self._folder.stop()
                self._folder = None
            chosen = self.folder()
            if chosen and not self._closed:
                self._folder = ScanFolder(Path(chosen), self._take)
                self._folder.start()
        self.settle()

    def folder_problem(self) -> str:
        """Why the watched folder gives nothing now (``missing``), or an empty text."""
        with self._guard:
            return self._folder.problem if self._folder is not None else ""

    def folder_apart(self) -> int:
        """How many files of the watched folder were put apart because they cannot be taken."""
        with self._guard:
            return self._folder.apart if self._folder is not None else 0

    def _take(self, path: Path) -> None:
        self.add(path.name, path.read_bytes(), "folder", str(path.parent))

    def close(self) -> None:
        """Stop the folder, the reading and its children; what was not read is read at the next start."""
        with self._guard:
            self._closed = True
            folder, reader, children = self._folder, self._reader, self._children
            self._folder = None
        if folder is not None:
            folder.stop()
        if children is not None:
            children.close()
        if reader is not None:
            reader.shutdown(wait=True, cancel_futures=True)

    # -------------------------------------------------------------------------------------------------------------

    def _pool(self) -> Children:
        with self._guard:
            if self._closed:
                raise MachineFault("pdf_children_closed")
            if self._children is None:
                self._children = Children(2, spares=False)
            return self._children

    def _load(self, key: str) -> IntakeItem | None:
        kept = self._drafts.load(key)
        return None if kept is None else codec.decode(kept, IntakeItem)

    def _must(self, item_id: str) -> IntakeItem:
        item = self.get(item_id)
        if item is None:
            raise Rejected("not_found", status=404)
        return item

    def _save(self, item: IntakeItem) -> None:
        self._drafts.save(_PREFIX + item.id, codec.encode(item))
        self._news.publish(Touched("incoming_document", frozenset({item.record_id})))
