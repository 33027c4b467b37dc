"""Numbers kept free or cancelled, and what is said to recipients afterwards, on the running server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ministry import Ministry, Person


@pytest.fixture(scope="module")
def clerk(ministry: Ministry) -> Iterator[Person]:
    yield ministry.person("vanthu.kcb")


@pytest.fixture(scope="module")
def book(clerk: Person) -> str:
    own = (clerk.user["unit_id"], "outgoing")
    books = clerk.get("/books?limit=100").json()["items"]
    return str(next(one["id"] for one in books if (one["unit_id"], one["direction"]) == own))


def own(clerk: Person, status: str) -> list[dict[str, Any]]:
    """The unit's documents in a state."""
    items = clerk.get(f"/outgoing-documents?status={status}&limit=200").json()["items"]
    return [one for one in items if one["unit_id"] == clerk.user["unit_id"]]


def test_a_reserved_number_leaves_no_gap_and_goes_to_the_document_it_was_kept_for(clerk: Person, book: str) -> None:
    path = f"/books/{book}/numbers"
    first = clerk.get(path).json()["next"]
    assert clerk.post(f"{path}/reserve", {"reason": " "}).status_code == 422
    kept = clerk.post(f"{path}/reserve", {"reason": "Chờ quyết định họp"})
    assert kept.status_code == 201
    (line,) = [one for one in kept.json()["items"] if one["number"] == first]
    assert (line["state"], line["reason"], line["by"]) == ("reserved", "Chờ quyết định họp", clerk.user["id"])

    plain, wanting = own(clerk, "approved")[:2]
    given = clerk.post(f"/outgoing-documents/{plain['id']}/number", {"book_id": book}).json()["number"]
    assert given == first + 1
    body = {"book_id": book, "reserved_number": first}
    assert (
        clerk.post(f"/outgoing-documents/{wanting['id']}/number", body | {"reserved_number": 9999}).status_code == 422
    )
    assert clerk.post(f"/outgoing-documents/{wanting['id']}/number", body).json()["number"] == first
    assert first not in {one["number"] for one in clerk.get(path).json()["items"]}


def test_a_cancelled_number_stays_with_its_reason_and_is_never_used(clerk: Person, book: str) -> None:
    path = f"/books/{book}/numbers"
    number = clerk.post(f"{path}/reserve", {"reason": "Giữ nhầm"}).json()["items"][-1]["number"]
    gone = clerk.post(f"{path}/cancel", {"number": number, "reason": "Không ban hành"})
    assert gone.status_code == 200
    assert [(one["state"], one["reason"]) for one in gone.json()["items"] if one["number"] == number] == [
        ("cancelled", "Không ban hành")
    ]
    again = clerk.post(f"{path}/cancel", {"number": number, "reason": "Lần nữa"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    document = own(clerk, "approved")[0]
    body = {"book_id": book, "reserved_number": number}
    assert clerk.post(f"/outgoing-documents/{document['id']}/number", body).status_code == 422


def test_only_the_clerks_of_the_book_and_admins_keep_its_numbers(ministry: Ministry, book: str) -> None:
    for account, code in (("vanthu.qld", 403), ("chuyenvien.kcb", 403), ("cuctruong.kcb", 403), ("admin", 200)):
        answer = ministry.person(account).get(f"/books/{book}/numbers")
        assert answer.status_code in (code, 404 if code == 403 else code), account
    assert ministry.person("vanthu.qld").post(f"/books/{book}/numbers/reserve", {"reason": "x"}).status_code in (
        403,
        404,
    )


def test_a_refused_document_is_sent_again_once(ministry: Ministry, clerk: Person) -> None:
    signed = own(clerk, "signed")[0]
    other = ministry.person("vanthu.qld")
    target = next(
        one["id"]
        for group in clerk.get("/recipients").json()["groups"]
        for one in group["items"]
        if one["unit_id"] == other.user["unit_id"]
    )
    sent = clerk.post(f"/outgoing-documents/{signed['id']}/dispatch", {"recipient_ids": [target]})
    assert sent.status_code == 200, sent.text

    def arrived() -> list[dict[str, Any]]:
        items = other.get("/incoming-documents?status=arrived&limit=200").json()["items"]
        return [one for one in items if (one["exchange"] or {}).get("outgoing_document_id") == signed["id"]]

    (copy,) = arrived()
    path = f"/outgoing-documents/{signed['id']}/resend"
    early = clerk.post(path, {"recipient_ids": [target]})
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert other.post(f"/incoming-documents/{copy['id']}/refuse", {"reason": "Thiếu phụ lục"}).status_code == 200
    (line,) = clerk.get(f"/outgoing-documents/{signed['id']}").json()["recipients"]
    assert (line["status"], line["note"]) == ("02", "Thiếu phụ lục")
    again = clerk.post(path, {"recipient_ids": [target]})
    assert again.status_code == 200
    assert [one["status"] for one in again.json()["recipients"]] == ["01"]
    (fresh,) = arrived()
    assert fresh["id"] != copy["id"]
    assert clerk.post(path, {"recipient_ids": [target]}).status_code == 409
    assert len(arrived()) == 1
    # a recall now asks for the copy that they have
    assert clerk.post(f"/outgoing-documents/{signed['id']}/recall", {"reason": "Sai"}).status_code == 200
    assert other.get(f"/incoming-documents/{fresh['id']}").json()["exchange"]["recall"]["reason"] == "Sai"


def test_a_correction_is_told_to_recipients_and_leaves_the_document_in_force(
    ministry: Ministry, clerk: Person
) -> None:
    sent = own(clerk, "dispatched")
    document, letter = sent[0], sent[1]
    path = f"/outgoing-documents/{document['id']}/correct"
    assert clerk.post(path, {"with_id": letter["id"]}).status_code == 422
    done = clerk.post(path, {"with_id": letter["id"], "reason": "Sửa ngày họp thành 30/11"})
    assert (done.status_code, done.json()["status"]) == (200, "dispatched")
    events = clerk.get(f"/events?subject_id={document['id']}&limit=100").json()["items"]
    (event,) = [one for one in events if one["action"] == "corrected"]
    assert event["note"].endswith("Sửa ngày họp thành 30/11") and letter["symbol"] in event["note"]
    assert ministry.person("chuyenvien.kcb").post(path, {"with_id": letter["id"], "reason": "x"}).status_code in (
        403,
        404,
    )


def test_the_signers_own_standing_names_registered_certificates_and_the_level(ministry: Ministry) -> None:
    found = ministry.person("vanthu.kcb").get("/signing/standing").json()
    assert found["level"] == "B-B"
    assert {one["owner"] for one in found["certificates"]} == {"unit"}
    leader = ministry.person("cuctruong.kcb").get("/signing/standing").json()
    assert "person" in {one["owner"] for one in leader["certificates"]}
    trust = ministry.person("chuyenvien.kcb").get("/signing/trust").json()
    assert len(trust["roots"]) == 1 and trust["revocation_lists"]
