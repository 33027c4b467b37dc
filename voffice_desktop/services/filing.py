"""Reading copies and saved copies, pins for a trip, and which files to fetch first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from voffice_desktop.domain.records import Kind
from voffice_desktop.domain.text import fold
from voffice_desktop.errors import Bug, Transient, VofficeError
from voffice_desktop.paths import private_folder
from voffice_desktop.services.desk import Cancelled, Progress
from voffice_desktop.store import finding
from voffice_desktop.store.account import Store
from voffice_desktop.sync.fetching import Fetcher

PageTexts = Callable[[bytes], list[str]]
"""The text of every page of a PDF, read in a child process."""


class StoredFiles:
    """See :class:`voffice_desktop.services.desk.Files`."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        page_texts: PageTexts | None = None,
        folder: Path | None = None,
    ) -> None:
        self._folder = folder
        self._store = store
        self._fetcher = fetcher
        self.page_texts = page_texts

    def is_cached(self, file_id: str) -> bool:
        """Whether the present version can be read offline."""
        if self._fetcher.present(file_id) is not None:
            return True
        kept = self._fetcher.kept(file_id)
        return kept is not None and kept.media_type == "application/pdf"

    def read(self, file_id: str) -> bytes:
        """The verified bytes."""
        return self._fetcher.read(file_id)

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
        self._fetcher.fetch(file_id, progress, cancelled)
        self.index(file_id)

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

    def save_copy(self, file_id: str, target: Path, annotations: bool = False) -> None:
        """Write a marked copy to ``target``, or nothing."""
        ink = "true" if annotations else "false"
        self._fetcher.save(f"/files/{quote(file_id, safe='')}/reading-copy?purpose=save&annotations={ink}", target)

    def save_certified(self, file_id: str, target: Path) -> None:
        """Write the unit's certified file to ``target``, or nothing."""
        self._fetcher.save(f"/files/{quote(file_id, safe='')}/certified", target)

    def add(self, name: str, media_type: str, data: bytes) -> str:
        """Keep bytes to be uploaded with the acts that name them."""
        return self._fetcher.keep_for_upload(name, media_type, data)

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
        """Files to fetch by rule: those of pinned records all, then of what waits for this user, then recent."""
        missing = [file_id for file_id in self._pinned_files() if not self.is_cached(file_id)]
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT f.id FROM (SELECT id, at FROM shown WHERE finished = 0 AND n > 0"
                " ORDER BY todo DESC, unread DESC, at DESC LIMIT ?) AS s JOIN records f ON f.parent = s.id"
                " AND f.kind = 'file' LEFT JOIN blobs b ON b.file_id = f.id AND b.version = f.version"
                " AND b.complete = 1 WHERE b.file_id IS NULL LIMIT ?",
                (most, most),
            ).fetchall()
        return list(dict.fromkeys([*missing, *(row[0] for row in rows)]))

    def _pinned_files(self) -> list[str]:
        with self._store.databases.outbox() as box:
            pinned = json.dumps([row[0] for row in box.execute("SELECT id FROM pins ORDER BY id")])
        with self._store.databases.cache() as cache:
            rows = cache.execute(
                "SELECT id FROM records WHERE kind = 'file' AND parent IN (SELECT value FROM json_each(?))", (pinned,)
            )
            return [row[0] for row in rows]
