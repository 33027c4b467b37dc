"""Nobody gets clean bytes: every account, every route that gives a file, every method and range, old tokens, caches.

The clean file here is the signed main file of a dispatched document; what leaves is a reading copy or a refusal.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import ACCOUNTS, PASSWORD, Ministry, Person
from voffice_desktop.services import accounts

ROUTES = (
    "/files/{id}",
    "/files/{id}/original",
    "/files/{id}/certified",
    "/files/{id}/reading-copy",
    "/files/{id}/certification/to-sign",
    "/files/{id}/certification/look",
    "/files/{id}/annex/to-sign",
    "/outgoing-documents/{document}/annexes",
    "/files/{id}/annotations",
    "/uploads/{id}",
    "/outgoing-documents/{document}/to-sign",
    "/outgoing-documents/{document}",
)
RANGES: tuple[dict[str, str], ...] = (
    {},
    {"Range": "bytes=0-99"},
    {"Range": "bytes=-200"},
    {"If-Range": '"{sha256}"'},
)


@pytest.fixture(scope="module")
def clean(ministry: Ministry) -> dict[str, Any]:
    """A signed, dispatched document of KCB: its id, its file, and the file's clean bytes from the blob store."""
    clerk = ministry.person("vanthu.kcb")
    for document in clerk.get("/outgoing-documents?status=dispatched&limit=100").json()["items"]:
        if document["unit_id"] != clerk.user["unit_id"]:
            continue
        for file_id in document["file_ids"]:
            file = clerk.get(f"/files/{file_id}").json()
            if file["role"] == "main" and file["signatures"]:
                return {"document": document["id"], "id": file_id, "sha256": file["sha256"], **_bytes(ministry, file)}
    raise AssertionError("the demo ministry has no signed document")


def _bytes(ministry: Ministry, file: dict[str, Any]) -> dict[str, Any]:
    """The stored bytes, found by their hash among the blobs."""
    folder = Path(ministry.blobs_url.removeprefix("file://"))
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size == file["size"]:
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == file["sha256"]:
                return {"data": data}
    raise AssertionError("the signed file is not among the blobs")


def _is_clean(body: bytes, clean: dict[str, Any]) -> bool:
    """Whether an answer holds the clean file or a telling piece of it."""
    data: bytes = clean["data"]
    signed = re.search(rb"/Contents\s*<([0-9a-fA-F]{200})", data)
    pieces = [data[200:400], data[-200:-20]] + ([signed.group(1)] if signed else [])
    return any(len(piece) > 60 and piece in body for piece in pieces)


def _tries(person: Person, clean: dict[str, Any]) -> list[tuple[str, requests.Response]]:
    made = []
    for route in ROUTES:
        path = route.format(id=clean["id"], document=clean["document"])
        for method in ("GET", "HEAD"):
            for headers in RANGES:
                filled = {name: value.format(sha256=clean["sha256"]) for name, value in headers.items()}
                if route.endswith("reading-copy") and filled:
                    continue  # ranges of copies are tried below; each copy costs a child's work
                made.append((f"{method} {path} {filled}", person.ask(method, path, headers=filled)))
    return made


@pytest.mark.parametrize("account", ACCOUNTS)
def test_no_account_gets_clean_bytes_on_any_route(ministry: Ministry, clean: dict[str, Any], account: str) -> None:
    person = ministry.person(account)
    may_sign = account == "vanthu.kcb" or account in ("vanthu.byt", "vanthu.qld")
    for what, answer in _tries(person, clean):
        if may_sign and "certification/to-sign" in what:
            # A clerk signs what they certify: the bytes leave to be signed, on record, and to nobody else.
            assert answer.status_code in (200, 206, 403, 404, 405, 409), what
            continue
        assert answer.status_code < 500, what
        assert not _is_clean(answer.content, clean), what


def test_a_range_of_a_copy_is_a_range_of_that_copy(ministry: Ministry, clean: dict[str, Any]) -> None:
    person = ministry.person("cuctruong.kcb")
    whole = person.get(f"/files/{clean['id']}/reading-copy")
    assert whole.status_code == 200
    piece = person.get(
        f"/files/{clean['id']}/reading-copy",
        headers={"Range": "bytes=10-499", "If-Range": whole.headers["ETag"]},
    )
    assert piece.status_code == 206
    assert piece.content == whole.content[10:500]
    wrong = person.get(
        f"/files/{clean['id']}/reading-copy",
        headers={"Range": "bytes=10-499", "If-Range": f'"{clean["sha256"]}"'},
    )
    assert wrong.status_code == 200
    assert not _is_clean(wrong.content, clean)


@pytest.mark.parametrize("account", ["admin", "botruong", "cuctruong.kcb", "chuyenvien.kcb"])
def test_who_is_refused_learns_whom_to_ask_and_is_on_record(
    ministry: Ministry, clean: dict[str, Any], account: str
) -> None:
    person = ministry.person(account)
    answer = person.get(f"/files/{clean['id']}/certified", headers={"Accept-Language": "vi"})
    if answer.status_code == 404:
        assert account in ("admin", "botruong", "chuyenvien.kcb")
        return
    assert (answer.status_code, answer.json()["code"]) == (403, "clerk_only")
    assert "văn thư" in answer.json()["detail"].lower()
    rows = ministry.person("admin").get(f"/audit?actor_id={person.user['id']}&outcome=clerk_only&limit=500").json()
    assert any(row["file_id"] == clean["id"] or row["subject_id"] for row in rows["items"])


def test_an_old_token_opens_nothing(ministry: Ministry, clean: dict[str, Any]) -> None:
    person = ministry.sign_in("vanthu.kcb")
    assert person.ask("DELETE", "/sessions/current").status_code in (200, 204)
    for route in ROUTES:
        path = route.format(id=clean["id"], document=clean["document"])
        assert person.get(path).status_code in (401, 405)
    person.session.close()


def test_a_cache_holds_no_clean_bytes_whatever_its_folder_is_called(
    ministry: Ministry, clean: dict[str, Any], tmp_path: Path
) -> None:
    profile, chain = tmp_path / "profile", MemoryKeychain()
    desk = accounts.sign_in(profile, ministry.url, "vanthu.kcb", PASSWORD, remember=False, keychain=chain)
    try:
        desk.sync.run()
        desk.files.fetch(clean["id"])
        assert not _is_clean(desk.files.read(clean["id"]), clean)
    finally:
        desk.close()
    moved = profile.rename(tmp_path / "renamed")
    for path in moved.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert not _is_clean(raw, clean), path
            assert b"%PDF-" not in raw, path
    again = accounts.unlock(moved, "vanthu.kcb", PASSWORD, keychain=chain)
    try:
        assert not _is_clean(again.files.read(clean["id"]), clean)
    finally:
        again.close()


def test_the_stored_bytes_and_the_log_stand_as_they_were(ministry: Ministry, clean: dict[str, Any]) -> None:
    assert ministry.person("admin").get("/audit/verify").json()["ok"] is True
    file = ministry.person("vanthu.kcb").get(f"/files/{clean['id']}").json()
    assert _bytes(ministry, file)["data"] == clean["data"]
