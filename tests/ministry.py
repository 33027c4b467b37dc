"""The demo ministry on a real server of its own, for tests: seeded once, copied for whoever asks."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
import uvicorn

from tests.leftovers import POOLS
from voffice_desktop import ids
from voffice_desktop.clock import Clock, utc_now
from voffice_desktop.server.app import create_app, make_services
from voffice_desktop.server.database import Database
from voffice_desktop.server.seeding import seed

PASSWORD = "Mau@2026"
_ROOT = Path(__file__).resolve().parent.parent
ACCOUNTS = (
    "admin",
    "vanthu.byt",
    "vanthu.kcb",
    "chuyenvien.kcb",
    "truongphong.kcb",
    "cuctruong.kcb",
    "vanthu.qld",
    "chuyenvien.qld",
    "cuctruong.qld",
    "thutruong1",
    "thuky.tt1",
    "thutruong2",
    "thuky.tt2",
    "botruong",
    "thuky.bt",
)


@dataclass
class Person:
    """One signed-in account talking to the server as any HTTP client would."""

    base: str
    account: str
    token: str
    user: dict[str, Any]
    session: requests.Session = field(default_factory=requests.Session)

    def ask(self, method: str, path: str, body: Any = None, **options: Any) -> requests.Response:
        """One request below ``/api/v1``; ``body`` goes as JSON."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        if body is not None:
            options["json"] = body
        return self.session.request(method, f"{self.base}{path}", headers=headers, timeout=60, **options)

    def get(self, path: str, **options: Any) -> requests.Response:
        """GET."""
        return self.ask("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> requests.Response:
        """POST of a JSON body."""
        return self.ask("POST", path, {} if body is None else body, **options)

    def patch(self, path: str, body: Any, **options: Any) -> requests.Response:
        """PATCH of a JSON body."""
        return self.ask("PATCH", path, body, **options)

    def all_changes(self, cursor: str | None = None, limit: int = 1000) -> tuple[dict[str, dict[str, Any]], str]:
        """Everything the feed gives from ``cursor`` on, newest state by id, and the last cursor."""
        found: dict[str, dict[str, Any]] = {}
        while True:
            query = f"?limit={limit}" + (f"&cursor={cursor}" if cursor else "")
            page = self.get(f"/changes{query}").json()
            for change in page["changes"]:
                found[change["id"]] = change
            cursor = page["cursor"]
            if not page["has_more"]:
                return found, cursor

    def upload(self, data: bytes, name: str = "van-ban.pdf", media_type: str = "application/pdf") -> str:
        """Upload a file in one part; its id."""
        body = {
            "name": name,
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "media_type": media_type,
        }
        made = self.post("/uploads", body)
        assert made.status_code == 201, made.text
        sent = self.session.patch(
            f"{self.base}/uploads/{made.json()['id']}",
            data=data,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Upload-Offset": "0",
                "Content-Type": "application/octet-stream",
            },
            timeout=60,
        )
        assert sent.status_code == 200, sent.text
        return str(made.json()["id"])


@dataclass
class Ministry:
    """A running server with its data, and the people who are signed in."""

    url: str
    database_url: str
    blobs_url: str
    credentials: Path
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def api(self) -> str:
        """Where the contract's paths stand."""
        return f"{self.url}/api/v1"

    def person(self, account: str) -> Person:
        """The account, signed in once."""
        if account not in self.people:
            self.people[account] = self.sign_in(account)
        return self.people[account]

    def sign_in(self, account: str, password: str = PASSWORD, device: str | None = None) -> Person:
        """A new session of the account."""
        body = {
            "account": account,
            "password": password,
            "device": {"id": device or ids.new_id(), "name": "kiểm thử"},
        }
        answer = requests.post(f"{self.api}/sessions", json=body, timeout=60)
        assert answer.status_code == 201, answer.text
        return Person(self.api, account, answer.json()["token"], answer.json()["user"])

    def close(self) -> None:
        """Let go of every connection."""
        for person in self.people.values():
            person.session.close()


def seeded_template() -> Path:
    """The folder of a seeded ministry (``voffice.db``, ``blobs``, ``keys``), made once for all workers.

    Kept in ``build/seeded/`` for the next run while the code that seeds stands as it is: it takes the longest of all.
    """
    shared = _ROOT / "build" / "seeded"
    folder = shared / _seeding_code()
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "seeding.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            for old in shared.iterdir():
                if old.is_dir():
                    shutil.rmtree(old, ignore_errors=True)
            database = Database(f"sqlite:///{folder / 'voffice.db'}")
            database.migrate()
            services = make_services(database, (folder / "blobs").as_uri())
            try:
                counts = seed(services, credentials=folder / "keys")
            finally:
                services.children.close()
                database.close()
            (folder / "done").write_text(json.dumps(counts))
    return folder


def _seeding_code() -> str:
    """A name for the present state of everything that decides what the demo ministry holds."""
    package = _ROOT / "voffice_desktop"
    files = [
        path
        for room in ("domain", "pdf", "protocol", "server", "signing")
        for path in (package / room).rglob("*.py")
        if "routes" not in path.parts
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


@contextmanager
def running(database_url: str, blobs_url: str, credentials: Path, *, clock: Clock = utc_now) -> Iterator[Ministry]:
    """Serve in a thread of this process on a free loopback port."""
    database = Database(database_url)
    database.migrate()
    app = create_app(database, blobs_url, clock=clock)
    pool = app.state.services.children
    POOLS.append(pool)
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = uvicorn.Server(
        # Kept alive for long: a request that meets the end of an idle connection would fail for nothing.
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=1,
            timeout_keep_alive=120,
            lifespan="on",
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="server")
    thread.start()
    ministry = Ministry(f"http://127.0.0.1:{listener.getsockname()[1]}", database_url, blobs_url, credentials)
    deadline = time.monotonic() + 60
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        thread.join(0.02)
    try:
        yield ministry
    finally:
        ministry.close()
        server.should_exit = True
        thread.join(30)
        database.close()
        POOLS.remove(pool)


@contextmanager
def ministry_in(folder: Path, template: Path) -> Iterator[Ministry]:
    """A copy of the seeded ministry on SQLite, running."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    with running(f"sqlite:///{folder / 'voffice.db'}", (folder / "blobs").as_uri(), folder / "keys") as ministry:
        yield ministry
