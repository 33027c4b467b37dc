"""*Health and sessions*: signing in and out, devices, passwords, the limits on guessing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import update

from tests.contract.server.office import NEW_PASSWORD, Office, good, refused
from tests.ministry import PASSWORD, Ministry, Person
from tests.seeded_postgres import tables
from voffice_desktop.clock import utc_now
from voffice_desktop.ids import new_id
from voffice_desktop.server import schema


@pytest.fixture(scope="module")
def apart(ministry: Ministry) -> Iterator[Office]:
    """A ministry of this module's own: what guessing locks stays locked."""
    yield Office(ministry)


def enter(office: Office, **body: Any) -> requests.Response:
    return office.anonymous("POST", "/sessions", json=body)


def test_a_session_tells_who_and_until_when(apart: Office) -> None:
    device = {"id": new_id(), "name": "Máy bàn"}
    opened = good(enter(apart, account="thuky.tt1", password=PASSWORD, device=device), 201)
    assert {"token", "expires_at", "user", "policy"} <= set(opened)
    assert opened["expires_at"] > utc_now().isoformat()
    user = opened["user"]
    assert user["account"] == "thuky.tt1"
    assert user["roles"] == ["secretary"]
    assert user["secretary_of"] == [apart.id_of("thutruong1")]
    assert {"offline_days", "watermark", "cache_files"} <= set(opened["policy"])
    me = good(apart.anonymous("GET", "/me", headers={"Authorization": f"bearer {opened['token']}"}), 200)
    assert me["user"] == user
    assert me["unit"]["id"] == user["unit_id"]
    assert me["roles"] == user["roles"]
    assert me["policy"] == opened["policy"]
    leader = good(apart.person("thutruong1").get("/me"), 200)
    assert [one["account"] for one in leader["secretaries"]] == ["thuky.tt1"]


def test_wrong_credentials_say_the_same_for_known_and_unknown(apart: Office) -> None:
    known = enter(apart, account="vanthu.qld", password="sai-mat-khau", device={"id": "a", "name": "b"})
    unknown = enter(apart, account="khong.co", password="sai-mat-khau", device={"id": "a", "name": "b"})
    assert refused(known, 401, "bad_credentials") == refused(unknown, 401, "bad_credentials")


@pytest.mark.parametrize(
    "body",
    [{}, {"account": "admin"}, {"account": 5, "password": "x"}, {"account": "admin", "password": "x", "device": []}],
)
def test_half_a_sign_in_is_422(apart: Office, body: dict[str, Any]) -> None:
    refused(enter(apart, **body), 422, "invalid")


def test_own_sessions_are_listed_and_ended(apart: Office) -> None:
    person = apart.new_person("KCB", "specialist")
    second = apart.ministry.sign_in(person.account, NEW_PASSWORD)
    lines = good(person.get("/sessions"), 200)["items"]
    assert len(lines) == 2
    assert [line["current"] for line in lines].count(True) == 1
    other = next(line["id"] for line in lines if not line["current"])
    refused(apart.person("chuyenvien.qld").ask("DELETE", f"/sessions/{other}"), 404, "not_found")
    assert second.get("/me").status_code == 200
    assert person.ask("DELETE", f"/sessions/{other}").status_code == 204
    refused(second.get("/me"), 401, "not_signed_in")
    assert len(good(person.get("/sessions"), 200)["items"]) == 1
    assert person.ask("DELETE", "/sessions/current").status_code == 204
    refused(person.get("/me"), 401, "not_signed_in")


def test_others_sessions_are_an_admins(apart: Office) -> None:
    person = apart.new_person("KCB", "specialist")
    whose = f"/sessions?user_id={person.user['id']}"
    refused(apart.person("vanthu.kcb").get(whose), 403, "forbidden")
    (line,) = good(apart.person("admin").get(whose), 200)["items"]
    assert apart.person("admin").ask("DELETE", f"/sessions/{line['id']}").status_code == 204
    refused(person.get("/me"), 401, "not_signed_in")


def test_a_new_password_ends_the_other_sessions(apart: Office) -> None:
    person = apart.new_person("KCB", "specialist")
    other = apart.ministry.sign_in(person.account, NEW_PASSWORD)
    fresh = "Mau@2027-Mau@2027"
    refused(person.ask("PUT", "/me/password", {"old": "sai", "new": fresh}), 422, "invalid")
    refused(person.ask("PUT", "/me/password", {"old": NEW_PASSWORD, "new": "ngan"}), 422, "invalid")
    assert other.get("/me").status_code == 200
    assert person.ask("PUT", "/me/password", {"old": NEW_PASSWORD, "new": fresh}).status_code == 204
    assert person.get("/me").status_code == 200
    refused(other.get("/me"), 401, "not_signed_in")
    refused(
        enter(apart, account=person.account, password=NEW_PASSWORD, device={"id": "d", "name": ""}),
        401,
        "bad_credentials",
    )
    apart.ministry.sign_in(person.account, fresh)


def test_a_wiped_device_hears_of_it_at_its_next_contact(apart: Office) -> None:
    person = apart.new_person("KCB", "specialist")
    admin, device = apart.person("admin"), new_id()
    lost = apart.ministry.sign_in(person.account, NEW_PASSWORD, device)
    listed = good(admin.get(f"/devices?user_id={person.user['id']}"), 200)["items"]
    assert {line["id"]: line["wiped"] for line in listed}[device] is False
    refused(person.post(f"/devices/{device}/wipe"), 403, "forbidden")
    refused(admin.post(f"/devices/{new_id()}/wipe"), 404, "not_found")
    assert good(admin.post(f"/devices/{device}/wipe"), 200)["wiped"] is True
    refused(lost.get("/me"), 401, "device_wiped")
    refused(lost.get("/changes"), 401, "device_wiped")
    refused(lost.get("/changes/stream"), 401, "device_wiped")
    assert person.get("/me").status_code == 200
    refused(
        enter(apart, account=person.account, password="sai", device={"id": device, "name": ""}),
        401,
        "bad_credentials",
    )
    # Whose session ran out meanwhile hears of it when signing in, and may enrol anew once its cache is gone.
    again = {"account": person.account, "password": NEW_PASSWORD, "device": {"id": device, "name": ""}}
    refused(enter(apart, **again), 401, "device_wiped")
    good(enter(apart, **again), 201)


def test_a_disabled_person_is_out_at_once(apart: Office) -> None:
    person = apart.new_person("KCB", "specialist")
    good(apart.person("admin").patch(f"/users/{person.user['id']}", {"disabled": True}), 200)
    refused(person.get("/me"), 401, "not_signed_in")
    refused(
        enter(apart, account=person.account, password=NEW_PASSWORD, device={"id": "d", "name": ""}),
        401,
        "bad_credentials",
    )


@pytest.fixture
def with_code(apart: Office) -> tuple[Person, TOTP]:
    """A person with a second factor, and the generator of the codes."""
    person = apart.new_person("KCB", "specialist")
    secret = hashlib.sha1(person.account.encode()).digest()
    rows = schema.credentials
    with tables(apart.ministry.database_url) as connection:
        connection.execute(
            update(rows)
            .where(rows.c.user_id == person.user["id"])
            .values(otp_secret=base64.b32encode(secret).decode())
        )
    return person, TOTP(secret, 6, SHA1(), 30)


def test_a_second_factor_is_asked_for_and_works_once(apart: Office, with_code: tuple[Person, TOTP]) -> None:
    person, totp = with_code
    body = {"account": person.account, "password": NEW_PASSWORD, "device": {"id": "d", "name": ""}}
    refused(enter(apart, **body), 401, "otp_required")
    refused(enter(apart, **body, otp=""), 401, "otp_required")
    refused(enter(apart, **body, otp="abc"), 401, "otp_required")
    code = totp.generate(int(utc_now().timestamp())).decode()
    good(enter(apart, **body, otp=code), 201)
    refused(enter(apart, **body, otp=code), 401, "otp_required")
