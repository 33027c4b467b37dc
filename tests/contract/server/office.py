"""What the contract's tests do again and again, as any HTTP client would: upload, draft, submit, register."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.ministry import Ministry, Person
from tests.unit.pdf.samples import written
from voffice_desktop import ids

NEW_PASSWORD = "Mau@2026-Mau@2026"
"""Long enough for the rule of new passwords."""


@dataclass
class Office:
    """A running ministry with the steps that tests need."""

    ministry: Ministry
    books: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def api(self) -> str:
        """Where the contract's paths stand."""
        return self.ministry.api

    def person(self, account: str) -> Person:
        """The account, signed in once for all tests."""
        return self.ministry.person(account)

    def id_of(self, account: str) -> str:
        """The id of that account's user."""
        return str(self.person(account).user["id"])

    def unit(self, code: str) -> str:
        """The id of the unit with that code."""
        found = self.person("admin").get(f"/units?code={code}").json()["items"]
        return str(found[0]["id"])

    def book(self, code: str, direction: str) -> str:
        """The id of a unit's register book."""
        found = self.person("admin").get(f"/books?unit_id={self.unit(code)}&direction={direction}").json()["items"]
        return str(found[0]["id"])

    def recipient(self, code: str) -> str:
        """The recipient that the unit with that code is to others."""
        unit = self.unit(code)
        groups = self.person("admin").get("/recipients").json()["groups"]
        return str(next(one["id"] for group in groups for one in group["items"] if one["unit_id"] == unit))

    def anonymous(self, method: str, path: str, **options: Any) -> requests.Response:
        """A request without a token."""
        return requests.request(method, self.api + path, timeout=60, **options)

    def new_person(self, unit: str, *roles: str, secretary_of: list[str] | None = None) -> Person:
        """A fresh account of that unit, signed in, which a test may disable or wipe."""
        account = f"mau.{ids.new_id()[-12:]}"
        body = {
            "account": account,
            "full_name": "Người Văn Mẫu",
            "unit_id": self.unit(unit),
            "roles": list(roles),
            "secretary_of": secretary_of or [],
            "password": NEW_PASSWORD,
        }
        made = self.person("admin").post("/users", body)
        assert made.status_code == 201, made.text
        return self.ministry.sign_in(account, NEW_PASSWORD)

    def incoming(self, clerk: Person, **fields: Any) -> dict[str, Any]:
        """A document entered into the clerk's book."""
        body = {"symbol": symbol(), "issuer_name": "Sở Y tế Mẫu", "summary": "Văn bản mẫu", **fields}
        return good(clerk.post("/incoming-documents", body), 201)

    def slip(self, drafter: Person, leader: str, *route: str, **fields: Any) -> dict[str, Any]:
        """A draft slip with one PDF draft, to ``leader``, by way of the reviewers in ``route`` (accounts)."""
        body = {
            "title": "Trình ban hành công văn mẫu",
            "content": "Nội dung trình",
            "proposal": "Kính trình duyệt",
            "leader_id": self.id_of(leader),
            "route": [{"position": n, "user_id": self.id_of(one)} for n, one in enumerate(route, 1)],
            "type_code": "CV",
            "files": [{"id": drafter.upload(draft_pdf()), "role": "draft"}],
            **fields,
        }
        return good(drafter.post("/slips", body), 201)

    def act(self, person: str | Person, slip: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
        """One action on a slip that must succeed; the slip as it is then."""
        who = self.person(person) if isinstance(person, str) else person
        return good(who.post(f"/slips/{slip['id']}/{action}", body), 200)

    def approved(self, **fields: Any) -> dict[str, Any]:
        """An outgoing document of KCB, approved by its head from a slip of its specialist."""
        drafter = self.person("chuyenvien.kcb")
        slip = self.act(drafter, self.slip(drafter, "cuctruong.kcb", **fields), "submit")
        slip = self.act("cuctruong.kcb", slip, "approve", revision=slip["revision"])
        return good(self.person("vanthu.kcb").get(f"/outgoing-documents/{slip['outgoing_document_id']}"), 200)


@contextmanager
def served(folder: Path, template: Path, database: str = "") -> Iterator[Ministry]:
    """The seeded ministry, copied, behind ``voffice-server serve --port 0``. Its log must hold no fault then.
    ``database``: the URL of a copy elsewhere than in SQLite."""
    shutil.copytree(template, folder)
    database, blobs = database or f"sqlite:///{folder / 'voffice.db'}", (folder / "blobs").as_uri()
    command = [sys.executable, "-m", "voffice_desktop.server.cli", "serve", "--port", "0"]
    log = folder / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, "--database", database, "--blobs", blobs], stdout=subprocess.PIPE, stderr=said
        )
        assert process.stdout is not None
        try:
            url = json.loads(process.stdout.readline())["url"]
            ministry = Ministry(url, database, blobs, folder / "keys")
            yield ministry
            ministry.close()
        finally:
            process.terminate()
            process.wait(30)
            process.stdout.close()
    faults = [line for line in log.read_text().splitlines() if "fault" in line or "Traceback" in line]
    assert not faults, log.read_text()[-4000:]


def good(answer: requests.Response, status: int) -> dict[str, Any]:
    """The answer's JSON, which must have this status."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    value: dict[str, Any] = answer.json()
    return value


def refused(answer: requests.Response, status: int, code: str) -> dict[str, Any]:
    """The problem, which must have this status and code and the shape that RFC 9457 gives it."""
    assert answer.status_code == status, f"{answer.status_code} {answer.text}"
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    problem: dict[str, Any] = answer.json()
    assert problem["code"] == code, problem
    assert problem["status"] == status
    assert {"type", "title", "detail"} <= set(problem)
    return problem


def symbol() -> str:
    """A number and symbol that no other document has."""
    return f"{int(ids.new_id()[-6:], 16)}/SYT-NV"


def draft_pdf(text: str = "Kính gửi các đơn vị") -> bytes:
    """A small honest PDF, different each time it is asked for."""
    return written(text, f"Bản số {ids.new_id()}")


def announce(data: bytes, **changes: Any) -> dict[str, Any]:
    """Body of ``POST /uploads`` for these bytes."""
    return {
        "name": "van-ban.pdf",
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": "application/pdf",
        **changes,
    }


def send(person: Person, upload_id: str, data: bytes, offset: int = 0, **headers: str) -> requests.Response:
    """One part of an upload."""
    return person.ask(
        "PATCH",
        f"/uploads/{upload_id}",
        data=data,
        headers={"Upload-Offset": str(offset), "Content-Type": "application/octet-stream", **headers},
    )
