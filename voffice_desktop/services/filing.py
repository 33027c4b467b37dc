"""Reading copies and saved copies, pins for a trip, and which files to fetch first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from voffice_desktop.clock import monotonic
from voffice_desktop.domain.records import Kind
from voffice_desktop.domain.text import fold
from voffice_desktop.errors import Bug, MachineFault, Transient, VofficeError
from voffice_desktop.paths import private_folder
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Cancelled, Progress
from voffice_desktop.services.keeping import StoredKeeping
from voffice_desktop.store import finding
from voffice_desktop.store.account import Store
from voffice_desktop.sync.fetching import Fetcher

_RATE = 1_000_000.0
"""Bytes a second, until a transfer has shown better."""
_RULE_RECORDS = 500
"""So many unfinished records, the most useful first, have their files fetched unasked while there is room."""
PageTexts = Callable[[bytes], list[str]]
"""The text of every page of a PDF, read in a child process."""


class StoredFiles:
    """See :class:`voffice_desktop.services.desk.Files`."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        keeping: StoredKeeping,
        page_texts: PageTexts | None = None,
        folder: Path | None = None,
    ) -> None:
        self._folder = folder
        self._store = store
        self._fetcher = fetcher
        self._keeping = keeping
        self.page_texts = page_texts
        self._rate = _RATE
        self._refused: set[str] = set()
        """Files that the server would not give since the program started."""
        self.trouble = ""
        """Code of what keeps this machine from taking files by rule (a full disk); empty while they come."""

    def is_cached(self, file_id: str) -> bool:
        """Whether the present version can be read offline."""
        if self._fetcher.present(file_id) is not None:
            return True
        kept = self._fetcher.kept(file_id)
        return kept is not None and kept.media_type == "application/pdf"

    def read(self, file_id: str) -> bytes:
        """The verified bytes; that they were used is noted once a day, for whoever has to make room."""
        data = self._fetcher.read(file_id)
        self._fetcher.used(file_id)
        return data

    def sha256(self, file_id: str) -> str:
        """SHA-256 of the cached copy."""
        found = self._fetcher.present(file_id)
        if found is None:
            raise Transient("not_cached")
        return found[2]

    def fetch(self, file_id: str, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        """Bring the copy into the cache, and its words into the search."""
        if self.is_cached(file_id):
            return
        self._keeping.make_room(self._size(file_id), opened=True)
        self._fetch(file_id, progress, cancelled)

    def _fetch(self, file_id: str, progress: Progress | None, cancelled: Cancelled | None) -> None:
        began = monotonic()
        self._fetcher.fetch(file_id, progress, cancelled)
        spent = max(0.001, monotonic() - began)
        self._rate = 0.8 * self._rate + 0.2 * self._size(file_id) / spent
        self.index(file_id)

    def fetch_by_rule(self, file_id: str, cancelled: Cancelled) -> bool:
        """Fetch what nobody opened: only if it fits beside what is useful, or belongs to a trip; whether it came.

        Raises ``Transient`` when the link failed. What the server refuses is not asked again until the next start.
        """
        if self.is_cached(file_id) or file_id in self._refused:
            return False
        pinned = file_id in self._pinned_files()
        if not self._keeping.make_room(self._size(file_id), opened=pinned) and not pinned:
            return False
        try:
            self._fetch(file_id, None, cancelled)
        except Transient:
            raise
        except MachineFault as error:
            # Not the server's refusal: there may be room in the next round.
            self.trouble = error.code
            raise
        except VofficeError:
            self._refused.add(file_id)
            raise
        self.trouble = ""
        return True

    def rate(self) -> float:
        """Bytes a second of the last transfers, smoothed."""
        return max(1000.0, self._rate)

    def paused(self) -> bool:
        """Whether nothing is fetched by rule."""
        return self._keeping.paused()

    def refused_of(self, record_ids: list[str]) -> int:
        """How many files of these records the server would not give."""
        if not self._refused:
            return 0
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT id FROM records WHERE kind = 'file' AND parent IN (SELECT value FROM json_each(?))",
                (json.dumps(record_ids),),
            )
            return sum(row[0] in self._refused for row in rows)

    def _size(self, file_id: str) -> int:
        raw = self._store.record("file", file_id)
        size = codec.decode(raw, dict).get("size") if raw is not None else 0
        return size if isinstance(size, int) else 0

    def index(self, file_id: str) -> None:
        """Take the words of a cached copy into the search; a PDF without readable text simply has none."""
        if self.page_texts is None:
            return
        try:
            texts = self.page_texts(self._fetcher.read(file_id))
        except VofficeError:
            return
        folded = [fold(text) for text in texts]
        self._store.databases.write_cache(lambda cache: finding.put_pages(cache, file_id, texts, folded))

    def save_copy(self, file_id: str, target: Path, annotations: bool = False, *, as_notes: bool = False) -> None:
        """Write a marked copy to ``target``, or nothing."""
        ink = "true" if annotations else "false"
        purpose = "view" if annotations and as_notes else "save"
        self._fetcher.save(
            f"/files/{quote(file_id, safe='')}/reading-copy?purpose={purpose}&annotations={ink}", target
        )

    def save_certified(self, file_id: str, target: Path) -> None:
        """Write the unit's certified file to ``target``, or nothing."""
        self._fetcher.save(f"/files/{quote(file_id, safe='')}/certified", target)

    def add(self, name: str, media_type: str, data: bytes) -> str:
        """Keep bytes to be uploaded with the acts that name them."""
        return self._fetcher.keep_for_upload(name, media_type, data)

    def kept(self, file_id: str) -> bytes:
        """Bytes that wait to be uploaded."""
        return self._fetcher.read_kept(file_id)

    def drop(self, file_id: str) -> None:
        """Forget bytes that wait to be uploaded and that no act names."""
        self._fetcher.drop_kept(file_id)

    def original(self, file_id: str) -> bytes:
        """The bytes as uploaded."""
        return self._fetcher.original(file_id)

    def workplace(self) -> Path:
        """The private folder of files that are open in other programs."""
        if self._folder is None:
            raise Bug("files without a folder")
        return private_folder(self._folder / "open")

    def page_words(self, data: bytes) -> list[str]:
        """The text of every page of a PDF, read in a child; nothing where there is none to read."""
        return self.page_texts(data) if self.page_texts is not None else []

    def pin(self, kind: Kind, record_id: str, pinned: bool = True) -> None:
        """Keep every file of a record here, or no longer."""
        if pinned:
            statement, values = "INSERT OR REPLACE INTO pins (id, kind) VALUES (?, ?)", (record_id, kind)
        else:
            statement, values = "DELETE FROM pins WHERE id = ? AND kind = ?", (record_id, kind)
        self._store.databases.write_outbox(lambda box: box.execute(statement, values))

    def trip(self) -> tuple[int, int]:
        """(files of pinned records here, files of pinned records in all)."""
        wanted = self._pinned_files()
        return sum(self.is_cached(file_id) for file_id in wanted), len(wanted)

    def wanted(self, most: int) -> list[str]:
        """Files to fetch by rule: those of pinned records all, then at most so many of what waits for this user,
        of what is unread, of what is recent."""
        missing = [file_id for file_id in self._pinned_files() if not self.is_cached(file_id)]
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT f.id FROM (SELECT id, at FROM shown WHERE finished = 0 AND n > 0"
                " ORDER BY todo DESC, unread DESC, at DESC LIMIT ?) AS s JOIN records f ON f.parent = s.id"
                " AND f.kind = 'file' LEFT JOIN blobs b ON b.file_id = f.id AND b.version = f.version"
                " AND b.complete = 1 WHERE b.file_id IS NULL LIMIT ?",
                (_RULE_RECORDS, most),
            ).fetchall()
        wanted = dict.fromkeys([*missing, *(row[0] for row in rows)])
        return [file_id for file_id in wanted if file_id not in self._refused]

    def _pinned_files(self) -> list[str]:
        with self._store.databases.outbox() as box:
            pinned = json.dumps([row[0] for row in box.execute("SELECT id FROM pins ORDER BY id")])
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT id FROM records WHERE kind = 'file' AND parent IN (SELECT value FROM json_each(?))", (pinned,)
            )
            return [row[0] for row in rows]
