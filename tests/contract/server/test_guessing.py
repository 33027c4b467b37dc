"""The limits on guessing: a server of its own, since what guessing locks stays locked for a quarter of an hour."""

from __future__ import annotations

import base64

from sqlalchemy import update

from tests.contract.server.office import NEW_PASSWORD, Office, good, refused
from tests.ministry import PASSWORD, Ministry
from tests.seeded_postgres import tables
from voffice_desktop.server import schema


def test_guessing_passwords_and_codes_is_limited(ministry: Ministry) -> None:
    office = Office(ministry)
    person, coded = office.new_person("KCB", "specialist"), office.new_person("KCB", "specialist")
    device = {"device": {"id": "d", "name": ""}}
    # Codes count like passwords: whoever has the password cannot try them all.
    rows = schema.credentials
    with tables(ministry.database_url) as connection:
        secret = base64.b32encode(b"k" * 20).decode()
        connection.execute(update(rows).where(rows.c.user_id == coded.user["id"]).values(otp_secret=secret))
    guess = {"account": coded.account, "password": NEW_PASSWORD, "otp": "000000", **device}
    for _ in range(10):
        refused(office.anonymous("POST", "/sessions", json=guess), 401, "otp_required")
    refused(office.anonymous("POST", "/sessions", json=guess), 429, "too_many_requests")
    body = {"account": person.account, **device}
    for _ in range(10):
        refused(office.anonymous("POST", "/sessions", json={**body, "password": "sai"}), 401, "bad_credentials")
    answer = office.anonymous("POST", "/sessions", json={**body, "password": NEW_PASSWORD})
    refused(answer, 429, "too_many_requests")
    assert 1 <= int(answer.headers["Retry-After"]) <= 15 * 60
    assert person.get("/me").status_code == 200
    # Others who have signed in from this address before are not locked out with it; strangers are.
    admin = {"account": "admin", "password": PASSWORD, **device}
    good(office.anonymous("POST", "/sessions", json=admin), 201)
    stranger = {"account": "nguoi.la", "password": "sai", **device}
    refused(office.anonymous("POST", "/sessions", json=stranger), 429, "too_many_requests")
