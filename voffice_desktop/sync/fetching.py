"""Files both ways: reading copies into the cache, resumed and verified; kept bytes up to the server, in pieces."""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from voffice_desktop.blobs import files
from voffice_desktop.blobs.files import BlobFolder, disk_fault
from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import File
from voffice_desktop.errors import MachineFault, Rejected, Transient
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.remote.calls import Remote
from voffice_desktop.store import pages
from voffice_desktop.store.account import Store
from voffice_desktop.store.commands import Command
from voffice_desktop.store.engine import Connection
from voffice_desktop.sync.news import News, Touched

_UPLOAD_PIECE = 1 << 20
_PDF = "application/pdf"
_HASH = re.compile(r"[0-9a-f]{64}")
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class Fetcher:
    """Moves the bytes of files for one account."""

    def __init__(self, store: Store, remote: Remote, blobs: BlobFolder, news: News, clock: Clock) -> None:
        self._store = store
        self._remote = remote
        self._blobs = blobs
        self._news = news
        self._clock = clock
        self._guard = threading.Lock()
        self._coming: dict[str, tuple[threading.Lock, int]] = {}
        """Files that are on their way, each with how many want it."""

    def present(self, file_id: str) -> tuple[str, bytes, str] | None:
        """(name on disk, key, SHA-256) of the cached copy of the file's present version, if it is whole."""
        with self._store.databases.cache() as cache:
            row = cache.execute(
                "SELECT b.name, b.key, b.sha256 FROM blobs b JOIN records r ON r.id = b.file_id AND r.kind = 'file'"
                " AND r.version = b.version WHERE b.file_id = ? AND b.complete = 1",
                (file_id,),
            ).fetchone()
        return None if row is None else (row[0], bytes(row[1]), row[2])

    def kept(self, file_id: str) -> File | None:
        """A file added here whose bytes wait to be sent, as far as this machine knows it."""
        with self._store.databases.outbox() as box:
            row = box.execute(
                "SELECT id, name, media_type, size, sha256 FROM uploads WHERE id = ? OR server_id = ?",
                (file_id, file_id),
            ).fetchone()
        if row is None:
            return None
        return File(id=file_id, version=0, name=row[1], media_type=row[2], size=row[3], sha256=row[4])

    def read_kept(self, file_id: str) -> bytes:
        """The bytes of a file that was added here, as they were added. Raises ``Transient('not_cached')``."""
        with self._store.databases.outbox() as box:
            row = box.execute(
                "SELECT blob, key, sha256 FROM uploads WHERE id = ? OR server_id = ?", (file_id, file_id)
            ).fetchone()
        if row is None:
            raise Transient("not_cached")
        return self._blobs.read(row[0], bytes(row[1]), row[2])

    def read(self, file_id: str) -> bytes:
        """The verified bytes. Raises ``Transient('not_cached')``; a damaged copy is dropped and counts as absent."""
        found = self.present(file_id)
        if found is None:
            if (kept := self.kept(file_id)) is not None and kept.media_type == _PDF:
                return self.read_kept(file_id)
            raise Transient("not_cached")
        name, key, digest = found
        try:
            return self._blobs.read(name, key, digest)
        except MachineFault as error:
            if error.code not in ("blob_damaged", "blob_missing"):
                raise
            self._drop(file_id)
            raise Transient("not_cached") from error

    def used(self, file_id: str) -> None:
        """Note that the copy was used today. A full disk keeps nobody from reading."""
        now = self._now()
        with self._store.databases.cache() as cache:
            row = cache.execute("SELECT used_at FROM blobs WHERE file_id = ?", (file_id,)).fetchone()
        if row is None or row[0][:10] == now[:10]:
            return
        with contextlib.suppress(MachineFault):
            self._store.databases.write_cache(
                lambda cache: cache.execute("UPDATE blobs SET used_at = ? WHERE file_id = ?", (now, file_id))
            )

    def _drop(self, file_id: str) -> None:
        names = self._store.databases.write_cache(lambda cache: pages.forget_blobs(cache, [file_id]))
        self._blobs.delete(names)

    def fetch(self, file_id: str, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        """Bring the reading copy of the present version into the cache; what is there already is not asked again."""
        # The reader and the keeping of files in the background may want the same file at the same time; the second
        # waits for the first, and finds the copy there.
        with self._alone(file_id):
            if self.present(file_id) is None:
                self._fetch(file_id, progress, cancelled)

    @contextlib.contextmanager
    def _alone(self, file_id: str) -> Iterator[None]:
        with self._guard:
            lock, waiting = self._coming.get(file_id, (threading.Lock(), 0))
            self._coming[file_id] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, waiting = self._coming[file_id]
                if waiting > 1:
                    self._coming[file_id] = (lock, waiting - 1)
                else:
                    del self._coming[file_id]

    def _fetch(self, file_id: str, progress: Progress | None, cancelled: Cancelled | None) -> None:
        raw = self._store.record("file", file_id)
        if raw is None:
            if self.kept(file_id) is not None:
                raise Transient("not_sent_yet")
            raise Rejected("not_found", status=404)
        file = codec.decode(raw, File)
        name, key, etag = self._begun(file)
        writing = self._blobs.resume(name, key)
        try:
            digest = self._download(file, writing, etag, progress, cancelled)
        except BaseException:
            writing.pause()
            raise
        self._finished(file, name, *digest)
        self._news.publish(Touched("file", frozenset({file_id})))
        if file.owner_kind and file.owner_id:
            self._news.publish(Touched(file.owner_kind, frozenset({file.owner_id})))

    def _begun(self, file: File) -> tuple[str, bytes, str]:
        """The name, key and ETag of the unfinished copy of this version; a fresh one when there is none."""

        def work(cache: Connection) -> tuple[str, bytes, str, list[str]]:
            row = cache.execute(
                "SELECT name, key, etag FROM blobs WHERE file_id = ? AND version = ? AND complete = 0",
                (file.id, file.version),
            ).fetchone()
            if row is not None:
                return row[0], bytes(row[1]), row[2], []
            old = pages.forget_blobs(cache, [file.id])
            name, key = files.new_name(), files.new_key()
            cache.execute(
                "INSERT INTO blobs (file_id, version, name, key, size, sha256, etag, complete, used_at)"
                " VALUES (?, ?, ?, ?, 0, '', '', 0, ?)",
                (file.id, file.version, name, key, self._now()),
            )
            return name, key, "", old

        name, key, etag, old = self._store.databases.write_cache(work)
        self._blobs.delete(old)
        return name, key, etag

    def _download(
        self,
        file: File,
        writing: files.Writing,
        etag: str,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> tuple[int, str]:
        path = f"/files/{quote(file.id, safe='')}/reading-copy"
        start = writing.offset if etag else 0
        if not start and writing.offset:
            writing.start_over()
        with self._remote.download(path, start=start, etag=etag) as download:
            if download.start == 0 and writing.offset:
                writing.start_over()
            if download.etag != etag:
                self._store.databases.write_cache(
                    lambda cache: cache.execute(
                        "UPDATE blobs SET etag = ? WHERE file_id = ?", (download.etag, file.id)
                    )
                )
            done = download.start
            for piece in download.pieces:
                if cancelled is not None and cancelled():
                    raise Transient("cancelled")
                if done == 0 and not piece.lstrip()[:5].startswith(b"%PDF"):
                    raise Transient("not_our_server", detail="no PDF")
                writing.feed(piece)
                done += len(piece)
                if progress is not None:
                    progress(done, download.total)
            if done == 0 or (download.total and done != download.total):
                raise Transient("cut_short")
            promised = download.etag.strip('"')
            try:
                return writing.finish(promised if _HASH.fullmatch(promised) else None)
            except MachineFault as error:
                if error.code == "blob_damaged":
                    self._drop(file.id)
                    raise Transient("hash_mismatch") from error
                raise

    def _finished(self, file: File, name: str, size: int, digest: str) -> None:
        """Make the copy known, unless the file changed or went while it came."""

        def work(cache: Connection) -> bool:
            wanted = cache.execute(
                "SELECT EXISTS (SELECT 1 FROM records r JOIN blobs b ON b.file_id = r.id WHERE r.id = ?"
                " AND r.kind = 'file' AND r.version = ? AND b.name = ?)",
                (file.id, file.version, name),
            ).fetchone()[0]
            if wanted:
                cache.execute(
                    "UPDATE blobs SET complete = 1, size = ?, sha256 = ?, used_at = ? WHERE file_id = ?",
                    (size, digest, self._now(), file.id),
                )
            return bool(wanted)

        if not self._store.databases.write_cache(work):
            self._blobs.delete([name])
            raise Transient("file_changed")

    def original(self, file_id: str) -> bytes:
        """The bytes as uploaded: those kept here, else the server's, verified against the record's hash. Online then.

        Raises ``Rejected('reading_copy_only')`` for whom the contract gives a reading copy alone.
        """
        if self.kept(file_id) is not None:
            return self.read_kept(file_id)
        raw = self._store.record("file", file_id)
        with self._remote.download(f"/files/{quote(file_id, safe='')}/original") as download:
            data = b"".join(download.pieces)
            if download.total and len(data) != download.total:
                raise Transient("cut_short")
        if raw is not None and (promised := codec.decode(raw, File).sha256) and sha256(data) != promised:
            raise Transient("hash_mismatch")
        return data

    def save(self, path: str, target: Path, progress: Progress | None = None) -> None:
        """Write a download that is not cached (a save copy, a certified file) to ``target``, or nothing at all."""
        beside = target.with_name(f".{target.name}.{new_id()[-8:]}.part")
        try:
            with self._remote.download(path) as download, beside.open("xb") as out:
                done = 0
                for piece in download.pieces:
                    out.write(piece)
                    done += len(piece)
                    if progress is not None:
                        progress(done, download.total)
                if done == 0 or (download.total and done != download.total):
                    raise Transient("cut_short")
            beside.replace(target)
        except OSError as error:
            raise disk_fault(error) from error
        finally:
            beside.unlink(missing_ok=True)

    # --- uploads ---------------------------------------------------------------------------------------------------

    def keep_for_upload(self, name: str, media_type: str, data: bytes) -> str:
        """Seal bytes that acts will name; returns the id that they get on the server too."""
        kept = self._blobs.put(data)
        upload_id = new_id()
        self._store.databases.write_outbox(
            lambda box: box.execute(
                "INSERT INTO uploads (id, name, media_type, size, sha256, blob, key, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (upload_id, name, media_type, kept.size, kept.sha256, kept.name, kept.key, self._now()),
            )
        )
        return upload_id

    def drop_kept(self, upload_id: str) -> None:
        """Forget bytes kept for upload that no act names."""

        def work(box: Connection) -> list[str]:
            named = box.execute("SELECT body FROM commands").fetchall()
            if any(upload_id.encode() in bytes(row[0]) for row in named):
                return []
            rows = box.execute("SELECT blob FROM uploads WHERE id = ?", (upload_id,)).fetchall()
            box.execute("DELETE FROM uploads WHERE id = ?", (upload_id,))
            return [row[0] for row in rows]

        self._blobs.delete(self._store.databases.write_outbox(work))

    def deliver(self, command: Command) -> None:
        """Upload every kept file that the command names, then name it as the server does."""
        with self._store.databases.outbox() as box:
            waiting = box.execute("SELECT id FROM uploads WHERE server_id IS NULL").fetchall()
        for (upload_id,) in waiting:
            if upload_id.encode() in command.body:
                self._upload(upload_id)

    def _upload(self, upload_id: str) -> None:
        with self._store.databases.outbox() as box:
            name, media_type, size, digest, blob, key = box.execute(
                "SELECT name, media_type, size, sha256, blob, key FROM uploads WHERE id = ?", (upload_id,)
            ).fetchone()
        data = self._blobs.read(blob, bytes(key), digest)
        body = {"id": upload_id, "name": name, "size": size, "sha256": digest, "media_type": media_type}
        server_id, offset = self._remote.begin_upload(body, key=upload_id)
        if offset < size:
            offset = self._remote.upload_offset(server_id)
        while offset < size:
            try:
                offset = self._remote.upload_piece(server_id, offset, data[offset : offset + _UPLOAD_PIECE])
            except Rejected as error:
                if error.code != "wrong_offset":
                    raise
                offset = self._remote.upload_offset(server_id)

        def done(box: Connection) -> None:
            box.execute("UPDATE uploads SET server_id = ?, sent = size WHERE id = ?", (server_id, upload_id))
            if server_id != upload_id:
                rows = box.execute("SELECT seq, body FROM commands").fetchall()
                for seq, raw in rows:
                    if upload_id.encode() in bytes(raw):
                        renamed = bytes(raw).replace(upload_id.encode(), server_id.encode())
                        box.execute("UPDATE commands SET body = ? WHERE seq = ?", (renamed, seq))

        self._store.databases.write_outbox(done)

    def blob_names(self) -> set[str]:
        """Every name that a database row holds: what a sweep must leave."""
        with self._store.databases.cache() as cache:
            names = {row[0] for row in cache.execute("SELECT name FROM blobs")}
        with self._store.databases.outbox() as box:
            names |= {row[0] for row in box.execute("SELECT blob FROM uploads")}
        return names

    def drop_uploaded(self) -> None:
        """Forget kept bytes that the server has and that no command names any more."""

        def work(box: Connection) -> list[str]:
            rows = box.execute(
                "SELECT u.id, u.blob FROM uploads u WHERE u.server_id IS NOT NULL AND NOT EXISTS"
                " (SELECT 1 FROM commands c WHERE instr(c.body, CAST(u.server_id AS BLOB)) > 0)"
            ).fetchall()
            box.executemany("DELETE FROM uploads WHERE id = ?", [(row[0],) for row in rows])
            return [row[1] for row in rows]

        with self._store.databases.outbox() as box:
            sent = box.execute("SELECT EXISTS (SELECT 1 FROM uploads WHERE server_id IS NOT NULL)").fetchone()[0]
        if sent:
            self._blobs.delete(self._store.databases.write_outbox(work))

    def _now(self) -> str:
        return self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
