"""*Files*, uploads: in parts, resumed, refused by name with nothing kept."""

from __future__ import annotations

import io
import os
import random
import socket
import time
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sqlalchemy import func, select

from tests.contract.server.office import Office, announce, draft_pdf, good, refused, send
from tests.ministry import Person
from tests.seeded_postgres import tables
from tests.unit.pdf.samples import bomb, changed, written
from voffice_desktop.ids import new_id
from voffice_desktop.server import schema

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def person(office: Office) -> Person:
    return office.person("chuyenvien.kcb")


def stored(office: Office) -> tuple[set[str], int]:
    """Names of all stored bytes and the number of file records: what a refusal must not change."""
    folder = Path(office.ministry.blobs_url.removeprefix("file://"))
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    with tables(office.ministry.database_url) as connection:
        count = connection.execute(select(func.count()).select_from(schema.file_contents)).scalar_one()
    return {name for name in names if "copies" not in name and "audit.end" not in name}, int(count)


def test_in_parts_with_a_wrong_offset_and_a_question_between(person: Person) -> None:
    data = draft_pdf()
    made = person.post("/uploads", announce(data))
    upload = good(made, 201)
    assert upload["offset"] == 0
    place = upload["id"]
    first = send(person, place, data[:100])
    assert good(first, 200)["offset"] == 100
    head = person.ask("HEAD", f"/uploads/{place}")
    assert head.status_code == 200
    assert head.headers["Upload-Offset"] == "100"
    for offset in (0, 99, 101, 10**14):
        answer = send(person, place, data[100:], offset)
        refused(answer, 409, "wrong_offset")
        assert answer.headers["Upload-Offset"] == "100"
    refused(send(person, place, data[100:] + b"x", 100), 422, "invalid")
    for bad in ("", "x", "-1", "9" * 40):
        answer = person.ask("PATCH", f"/uploads/{place}", data=b"a", headers={"Upload-Offset": bad})
        refused(answer, 422, "invalid")
    answer = person.ask(
        "PATCH", f"/uploads/{place}", data=b"{}", headers={"Upload-Offset": "100", "Content-Type": "application/json"}
    )
    refused(answer, 415, "unsupported_media_type")
    assert good(send(person, place, data[100:], 100), 200)["offset"] == len(data)
    assert person.ask("HEAD", f"/uploads/{place}").headers["Upload-Offset"] == str(len(data))
    file = good(person.get(f"/files/{place}"), 200)
    assert file["sha256"] == announce(data)["sha256"]
    assert (file["size"], file["pages"], file["media_type"]) == (len(data), 1, "application/pdf")
    assert person.get(f"/files/{place}/original").content == data


def test_a_part_sent_twice_under_one_key_counts_once(person: Person) -> None:
    data, key = draft_pdf(), new_id()
    place = good(person.post("/uploads", announce(data)), 201)["id"]
    first = send(person, place, data[:50], **{"Idempotency-Key": key})
    again = send(person, place, data[:50], **{"Idempotency-Key": key})
    assert good(first, 200) == good(again, 200)
    assert again.headers["Idempotency-Replayed"] == "true"
    refused(send(person, place, data[:51], **{"Idempotency-Key": key}), 422, "idempotency_key_reused")
    assert good(send(person, place, data[50:], 50), 200)["offset"] == len(data)


def test_an_upload_is_its_owners(office: Office, person: Person) -> None:
    data = draft_pdf()
    place = good(person.post("/uploads", announce(data)), 201)["id"]
    other = office.person("truongphong.kcb")
    refused(send(other, place, data), 404, "not_found")
    assert other.ask("HEAD", f"/uploads/{place}").status_code == 404
    chosen = new_id()
    assert good(person.post("/uploads", announce(data, id=chosen)), 201)["id"] == chosen
    refused(other.post("/uploads", announce(data, id=chosen)), 409, "id_taken")
    refused(person.post("/uploads", announce(data, id=chosen)), 409, "id_taken")
    good(send(person, chosen, data), 200)
    refused(other.post("/uploads", announce(data, id=chosen)), 409, "id_taken")
    refused(other.post("/slips", {"title": "x", "files": [{"id": chosen, "role": "draft"}]}), 422, "invalid")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"size": (512 << 20) + 1}, 413, "too_large"),
        ({"size": 0}, 422, "invalid"),
        ({"size": -5}, 422, "invalid"),
        ({"size": "5"}, 422, "invalid"),
        ({"size": 10**30}, 413, "too_large"),
        ({"sha256": "abc"}, 422, "invalid"),
        ({"name": "../../etc/passwd"}, 422, "invalid"),
        ({"name": "a\x07b.pdf"}, 422, "invalid"),
        ({"name": ""}, 422, "invalid"),
        ({"name": "x" * 300}, 422, "invalid"),
        ({"media_type": "application/x-msdownload"}, 415, "unsupported_media_type"),
        ({"media_type": ""}, 415, "unsupported_media_type"),
    ],
)
def test_an_announcement_that_cannot_stand(person: Person, change: dict[str, Any], status: int, code: str) -> None:
    refused(person.post("/uploads", announce(b"%PDF-", **change)), status, code)


def macro() -> bytes:
    def add(pdf: Any) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))

    return changed(written("Có mã"), add)


REFUSED = {
    "hash_mismatch": lambda: (written("Khác"), {"sha256": "0" * 64}, 422, "hash_mismatch"),
    "not_a_pdf": lambda: (b"MZ" + b"\0" * 500, {}, 415, "unsupported_media_type"),
    "not_a_docx": lambda: (b"%PDF-1.7", {"media_type": DOCX, "name": "a.docx"}, 415, "unsupported_media_type"),
    "javascript": lambda: (macro(), {}, 422, "unsafe_file"),
    "bomb": lambda: (bomb(220 << 20), {}, 422, "unsafe_file"),
    "cut_short": lambda: (written("Cụt")[:-900], {}, 422, "unsafe_file"),
    "secret": lambda: (written("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TUYỆT MẬT"), {}, 422, "secret_not_allowed"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_refused_is_named_and_nothing_is_kept(office: Office, person: Person, kind: str) -> None:
    data, change, status, code = REFUSED[kind]()
    before = stored(office)
    place = good(person.post("/uploads", announce(data, **change)), 201)["id"]
    half = len(data) // 2
    good(send(person, place, data[:half]), 200)
    problem = refused(send(person, place, data[half:], half), status, code)
    assert not problem["detail"].isascii(), problem
    if code == "unsafe_file":
        assert problem["errors"][0]["code"]
        assert not problem["errors"][0]["message"].isascii()
    assert stored(office) == before
    refused(person.get(f"/files/{place}"), 404, "not_found")
    assert person.ask("HEAD", f"/uploads/{place}").status_code == 404
    refused(send(person, place, data[half:], half), 404, "not_found")


def test_an_office_file_is_kept_as_it_is(person: Person) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w/>")
    data = out.getvalue()
    place = good(person.post("/uploads", announce(data, name="Dự thảo.docx", media_type=DOCX)), 201)["id"]
    good(send(person, place, data), 200)
    answer = person.get(f"/files/{place}/original")
    assert answer.content == data
    assert answer.headers["Content-Type"] == DOCX
    assert "D%E1%BB%B1%20th%E1%BA%A3o.docx" in answer.headers["Content-Disposition"]


def test_a_body_cut_off_keeps_what_was_promised_only(person: Person) -> None:
    """The client dies in the middle of a part: the offset stays where the last whole part ended."""
    data = written("Dài", pages=30)
    place = good(person.post("/uploads", announce(data)), 201)["id"]
    good(send(person, place, data[:200]), 200)
    host, _, port = person.base.removeprefix("http://").removesuffix("/api/v1").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(
            f"PATCH /api/v1/uploads/{place} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {person.token}\r\n"
            f"Upload-Offset: 200\r\nContent-Length: {len(data) - 200}\r\n\r\n".encode()
            + data[200:700]
        )
    assert person.ask("HEAD", f"/uploads/{place}").headers["Upload-Offset"] == "200"
    assert good(send(person, place, data[200:], 200), 200)["offset"] == len(data)


def _corpus_sample(corpus: Path) -> list[Path]:
    files = sorted(path for path in (corpus / "malformed").rglob("*") if path.is_file() and path.suffix != ".md")
    if os.environ.get("VOFFICE_LONG"):
        return files
    small = [path for path in files if path.stat().st_size < 60_000]
    return random.Random(20261128).sample(small, min(8, len(small)))


def test_the_malformed_corpus_through_the_door(office: Office, person: Person, corpus: Path) -> None:
    """A sample of the malformed PDFs; all of them with VOFFICE_LONG=1. The parent lives, every refusal has a name,
    and of what is refused nothing is kept."""
    names: dict[str, str] = {}
    for path in _corpus_sample(corpus):
        data = path.read_bytes()
        if not data:
            continue
        before = stored(office)
        place = good(person.post("/uploads", announce(data)), 201)["id"]
        began = time.monotonic()
        answer = send(person, place, data)
        assert time.monotonic() - began < 60, path
        if answer.status_code == 200:
            names[path.name] = "taken"
            copy = person.get(f"/files/{place}/reading-copy")
            assert copy.status_code in (200, 422), (path, copy.text)
            continue
        assert answer.status_code in (415, 422), (path, answer.text)
        problem = answer.json()
        names[path.name] = problem["code"]
        assert not problem["detail"].isascii(), (path, problem)
        assert stored(office) == before, path
    assert good(office.anonymous("GET", "/health"), 200)["status"] == "ok"
    assert names
