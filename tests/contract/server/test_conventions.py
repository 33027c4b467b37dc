"""*Conventions*: repeated requests, versions, problems and their languages, limits, what no body may do."""

from __future__ import annotations

import json
import socket
import unicodedata
from typing import Any

import pytest
import requests

from tests.contract.server.office import Office, good, refused
from tests.ministry import Person
from voffice_desktop.ids import new_id


@pytest.fixture(scope="module")
def slip(office: Office) -> dict[str, Any]:
    return office.slip(office.person("chuyenvien.kcb"), "thutruong1", "truongphong.kcb")


def audit_head(office: Office) -> int:
    rows = good(office.person("admin").get("/audit/verify"), 200)
    assert rows["ok"], rows
    return int(rows["rows"])


# Idempotency


def test_a_repeated_key_gives_the_first_answer_and_acts_once(office: Office) -> None:
    clerk, key = office.person("vanthu.kcb"), new_id()
    body = {"symbol": f"{key[-6:]}/SYT", "issuer_name": "Sở", "summary": "Một lần"}
    first = clerk.post("/incoming-documents", body, headers={"Idempotency-Key": key})
    again = clerk.post("/incoming-documents", body, headers={"Idempotency-Key": key})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["ETag"] == first.headers["ETag"] == '"1"'


def test_a_refusal_is_repeated_too(office: Office, slip: dict[str, Any]) -> None:
    clerk, key = office.person("chuyenvien.kcb"), new_id()
    path = f"/slips/{slip['id']}/approve"
    first = clerk.post(path, {"revision": 1}, headers={"Idempotency-Key": key})
    again = clerk.post(path, {"revision": 1}, headers={"Idempotency-Key": key})
    refused(first, 403, "forbidden")
    refused(again, 403, "forbidden")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert first.json() == again.json()


def test_a_key_belongs_to_one_request_of_one_person(office: Office, slip: dict[str, Any]) -> None:
    drafter, key = office.person("chuyenvien.kcb"), new_id()
    headers = {"Idempotency-Key": key}
    good(drafter.patch(f"/slips/{slip['id']}", {"content": "Một"}, headers=headers), 200)
    refused(drafter.patch(f"/slips/{slip['id']}", {"content": "Hai"}, headers=headers), 422, "idempotency_key_reused")
    refused(drafter.post("/slips", {"content": "Một"}, headers=headers), 422, "idempotency_key_reused")
    clerk = office.person("vanthu.kcb")
    body = {"symbol": f"{new_id()[-6:]}/X", "issuer_name": "Sở", "summary": "Của người khác"}
    made = clerk.post("/incoming-documents", body, headers=headers)
    assert made.status_code == 201
    assert "Idempotency-Replayed" not in made.headers


# Versions


def test_every_change_raises_the_version_by_one_and_names_it_as_etag(office: Office, slip: dict[str, Any]) -> None:
    drafter = office.person("chuyenvien.kcb")
    before = drafter.get(f"/slips/{slip['id']}")
    assert before.headers["ETag"] == f'"{before.json()["version"]}"'
    after = drafter.patch(f"/slips/{slip['id']}", {"proposal": "Đổi"})
    assert after.json()["version"] == before.json()["version"] + 1
    assert after.headers["ETag"] == f'"{after.json()["version"]}"'


def test_if_match_is_honoured_with_the_record_as_it_is(office: Office, slip: dict[str, Any]) -> None:
    drafter = office.person("chuyenvien.kcb")
    now = good(drafter.get(f"/slips/{slip['id']}"), 200)
    stale = drafter.patch(f"/slips/{slip['id']}", {"content": "Lạc"}, headers={"If-Match": f'"{now["version"] - 1}"'})
    assert refused(stale, 412, "version_conflict")["current"] == now
    assert good(drafter.get(f"/slips/{slip['id']}"), 200) == now
    fresh = drafter.patch(f"/slips/{slip['id']}", {"content": "Đúng"}, headers={"If-Match": f'"{now["version"]}"'})
    assert good(fresh, 200)["content"] == "Đúng"
    last = good(drafter.patch(f"/slips/{slip['id']}", {"proposal": "Cuối"}), 200)
    assert (last["content"], last["proposal"]) == ("Đúng", "Cuối")


def test_person_and_moment_come_before_version_and_input(office: Office, slip: dict[str, Any]) -> None:
    stale = {"If-Match": '"1000"'}
    drafter, path = office.person("chuyenvien.kcb"), f"/slips/{slip['id']}"
    refused(drafter.post(path + "/endorse", {}, headers=stale), 403, "forbidden")
    problem = refused(drafter.post(path + "/withdraw", {}, headers=stale), 409, "wrong_state")
    assert problem["state"] == "draft"
    refused(drafter.patch(path, {"title": 5}, headers=stale), 412, "version_conflict")
    problem = refused(drafter.patch(path, {"title": 5}), 422, "invalid")
    assert problem["errors"][0]["field"] == "title"
    assert problem["errors"][0]["message"]
    assert problem["errors"][0]["code"]


# Ids


def test_a_client_may_choose_ids_but_not_anothers(office: Office) -> None:
    drafter, chosen = office.person("chuyenvien.kcb"), new_id()
    made = drafter.post("/slips", {"id": chosen, "title": "Tự đặt mã"})
    assert good(made, 201)["id"] == chosen
    refused(office.person("chuyenvien.qld").post("/slips", {"id": chosen, "title": "Trùng"}), 409, "id_taken")
    refused(drafter.post("/slips", {"id": "12", "title": "Không phải mã"}), 422, "invalid")
    refused(drafter.post("/slips", {"id": 12, "title": "Không phải mã"}), 422, "invalid")


def test_text_is_kept_in_nfc(office: Office) -> None:
    drafter = office.person("chuyenvien.kcb")
    title = unicodedata.normalize("NFD", "Trình duyệt Đề án phòng, chống dịch")
    made = good(drafter.post("/slips", {"title": title}), 201)
    assert made["title"] == unicodedata.normalize("NFC", title)


# Problems


def test_title_and_detail_follow_the_language(office: Office, slip: dict[str, Any]) -> None:
    clerk = office.person("chuyenvien.kcb")
    said = {
        language: clerk.post(
            f"/slips/{slip['id']}/approve", {"revision": 1}, headers={"Accept-Language": language}
        ).json()
        for language in ("", "vi", "en", "en;q=0.3, vi;q=0.9", "fr, en;q=0.5")
    }
    assert said[""] == said["vi"] == said["en;q=0.3, vi;q=0.9"]
    assert said["en"] == said["fr, en;q=0.5"]
    assert {problem["code"] for problem in said.values()} == {"forbidden"}
    for name in ("title", "detail"):
        assert said["en"][name].isascii(), said["en"]
        assert not said["vi"][name].isascii()


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Basic eDp5", "Bearer " + "a" * 5000])
def test_nobody_without_a_token(office: Office, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    for method, path in (("GET", "/me"), ("POST", "/slips"), ("GET", "/changes"), ("GET", "/changes/stream")):
        answer = office.anonymous(method, path, headers=headers)
        refused(answer, 401, "not_signed_in")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_is_not_there(office: Office) -> None:
    person = office.person("chuyenvien.kcb")
    refused(person.get("/nichts"), 404, "not_found")
    refused(person.get(f"/slips/{new_id()}"), 404, "not_found")
    refused(person.get("/slips/%00"), 404, "not_found")
    answer = person.ask("DELETE", "/slips")
    refused(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


# Bodies

_HOSTILE = [
    b"{",
    b"nope",
    b"[]",
    b'"text"',
    b"null",
    b"\xff\xfe\x00",
    b'{"title": "\xff"}',
    b'{"title": "\\ud800"}',
    b'{"title": "a\\u0000b"}',
    b'{"title": NaN}',
    b'{"title": 1e999}',
    b'{"title": ' + b"9" * 400 + b"}",
    b'{"route": ' + b"9" * 400 + b"}",
    b'{"title": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    b'{"title": "x", "route": [{"user_id": {}, "position": "a"}]}',
    b'{"title": "x", "files": [{"id": 5}]}',
    b'{"title": "x", "files": {"id": "5"}}',
    b'{"title": "x", "files": [{"id": "\\u0000"}]}',
    b'{"title": "x", "leader_id": ["a"]}',
    b'{"title": "x", "due": "2026-02-30"}',
    b'{"title": "x", "due": "0000-00-00T00:00:00Z"}',
    b'{"title": "x", "urgency": {"a": 1}}',
    b'{"title": "x", "recipient_ids": [null]}',
    b'{"title": "' + b"\xc4\x91" * 300_000 + b'"}',
]


@pytest.mark.parametrize("body", _HOSTILE, ids=range(len(_HOSTILE)))
def test_a_malformed_body_is_said_to_be_so(office: Office, body: bytes) -> None:
    person = office.person("chuyenvien.kcb")
    answer = person.ask("POST", "/slips", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    refused(answer, 422, "invalid")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml"])
def test_a_body_of_another_kind_is_415(office: Office, kind: str) -> None:
    person = office.person("chuyenvien.kcb")
    refused(
        person.ask("POST", "/slips", data=b'{"title": "x"}', headers={"Content-Type": kind}),
        415,
        "unsupported_media_type",
    )


def test_json_may_name_its_charset_or_nothing_at_all(office: Office) -> None:
    person = office.person("chuyenvien.kcb")
    for headers in ({"Content-Type": "application/json; charset=utf-8"}, {}):
        good(person.ask("POST", "/slips", data='{"title": "Đủ"}'.encode(), headers=headers), 201)


def test_a_large_json_body_is_refused_and_the_answer_arrives(office: Office) -> None:
    person = office.person("chuyenvien.kcb")
    body = json.dumps({"title": "x", "content": "y" * (3 << 20)}).encode()
    headers = {"Content-Type": "application/json"}
    refused(person.ask("POST", "/slips", data=body, headers=headers), 413, "too_large")

    def parts() -> Any:
        yield b'{"content": "'
        for _ in range(48):
            yield b"y" * 65536
        yield b'"}'

    refused(person.ask("POST", "/slips", data=parts(), headers=headers), 413, "too_large")


def test_the_limit_is_judged_before_the_body_is_sent(office: Office) -> None:
    person = office.person("chuyenvien.kcb")
    host, _, port = office.ministry.url.removeprefix("http://").partition(":")
    for method, path, kind, length in (
        ("POST", "/slips", "application/json", (1 << 20) + 1),
        ("PATCH", f"/uploads/{new_id()}", "application/octet-stream", (512 << 20) + 1),
    ):
        with socket.create_connection((host, int(port)), timeout=10) as line:
            line.sendall(
                f"{method} /api/v1{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {person.token}\r\n"
                f"Content-Type: {kind}\r\nUpload-Offset: 0\r\nContent-Length: {length}\r\n\r\n".encode()
            )
            assert line.recv(65536).startswith(b"HTTP/1.1 413")


def test_answers_are_compressed_where_that_is_accepted(office: Office) -> None:
    person = office.person("vanthu.kcb")
    plain = person.get("/changes?limit=50", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    for coding in ("gzip", "zstd"):
        with person.get("/changes?limit=50", headers={"Accept-Encoding": coding}, stream=True) as answer:
            assert answer.headers["Content-Encoding"] == coding
            assert len(answer.raw.read(decode_content=False)) < len(plain.content)
    refusing = person.get("/changes?limit=50", headers={"Accept-Encoding": "gzip;q=0, zstd;q=0"})
    assert "Content-Encoding" not in refusing.headers


def test_health_and_description_are_for_everybody(office: Office) -> None:
    health = good(office.anonymous("GET", "/health"), 200)
    assert health["status"] == "ok"
    assert {"version", "database", "time"} <= set(health)
    assert health["time"].endswith("Z")
    root = requests.get(f"{office.ministry.url}/openapi.json", timeout=30)
    assert root.json() == good(office.anonymous("GET", "/openapi.json"), 200)
    assert root.json()["openapi"].startswith("3.1")


def test_looking_for_what_is_hidden_is_put_on_record(office: Office, slip: dict[str, Any]) -> None:
    admin, stranger = office.person("admin"), office.person("chuyenvien.qld")

    def rows(**wanted: str) -> int:
        query = "&".join(f"{name}={value}" for name, value in {"actor_id": stranger.user["id"], **wanted}.items())
        return len(good(admin.get(f"/audit?limit=5000&{query}"), 200)["items"])

    hidden = {"subject_id": slip["id"], "outcome": "not_found"}
    before, nothing = rows(**hidden), rows(outcome="not_found")
    refused(stranger.get(f"/slips/{slip['id']}"), 404, "not_found")
    refused(stranger.post(f"/slips/{slip['id']}/comment", {"text": "Tò mò"}), 404, "not_found")
    assert rows(**hidden) == before + 2
    refused(stranger.get(f"/slips/{new_id()}"), 404, "not_found")
    assert rows(outcome="not_found") == nothing + 2
    before = rows(outcome="forbidden")
    refused(stranger.get("/audit"), 403, "forbidden")
    assert rows(outcome="forbidden") == before + 1
    refused(admin.get("/audit?nosuch=1"), 422, "invalid")


def test_filters_compare_in_nfc(office: Office) -> None:
    drafter, title = office.person("chuyenvien.kcb"), f"Đề án {new_id()[-6:]}"
    made = good(drafter.post("/slips", {"title": title}), 201)
    found = good(drafter.get("/slips", params={"title": unicodedata.normalize("NFD", title)}), 200)["items"]
    assert [one["id"] for one in found] == [made["id"]]


def test_a_refused_request_leaves_the_chain_whole(office: Office) -> None:
    before = audit_head(office)
    stranger: Person = office.person("chuyenvien.qld")
    refused(stranger.post(f"/slips/{new_id()}/approve", {"revision": 1}), 404, "not_found")
    assert audit_head(office) >= before
