"""Visibility and permission: every route as every account, and as nobody, a disabled person and a wiped device.

What may not be seen is 404, what may not be done is 403, and no refused request changes anything. By default those
concerned and some strangers ask; with VOFFICE_LONG=1 all fifteen accounts do.
"""

from __future__ import annotations

import os

import pytest
import requests
from sqlalchemy import select

from tests.contract.server.office import NEW_PASSWORD, Office, draft_pdf, good
from tests.contract.server.rights import (
    ASKED_ELSEWHERE,
    CLERK,
    DRAFTER,
    HEAD,
    LEADER,
    REVIEWER,
    ROWS,
    SECRETARY,
    SEEN_BY,
    Row,
)
from tests.ministry import ACCOUNTS, Person
from tests.seeded_postgres import tables
from voffice_desktop.ids import new_id
from voffice_desktop.server import schema
from voffice_desktop.server.app import all_endpoints

STRANGERS = ("admin", "vanthu.qld", "thuky.tt2")


def asking(row: Row) -> list[str]:
    """Who asks about this row."""
    if os.environ.get("VOFFICE_LONG"):
        return list(ACCOUNTS)
    if row.subject == "nothing":
        return [CLERK, HEAD, DRAFTER, SECRETARY, "admin"]
    return [*sorted(SEEN_BY[row.subject]), *STRANGERS]


STALE = {"If-Match": '"999999"'}
"""Lets whoever may do it get as far as 412, so that asking changes nothing."""


@pytest.fixture(scope="module")
def subjects(office: Office) -> dict[str, dict[str, str]]:
    """For each subject: its id, one of its files, one of its events."""
    drafter, clerk, chief = office.person(DRAFTER), office.person(CLERK), office.person(HEAD)
    slip = office.act(drafter, office.slip(drafter, LEADER, REVIEWER), "submit")
    slip = office.act(REVIEWER, slip, "endorse")
    draft = office.slip(drafter, LEADER, REVIEWER)
    incoming = office.incoming(clerk, files=[{"id": clerk.upload(draft_pdf()), "role": "main"}])
    part = {"assignee_kind": "user", "assignee_id": office.id_of(DRAFTER), "role": "lead"}
    good(chief.post(f"/incoming-documents/{incoming['id']}/assign", {"assignments": [part]}), 200)
    outgoing = office.approved()
    task = good(office.person(LEADER).post("/tasks", {"title": "Việc", "unit_id": office.unit("KCB")}), 201)
    good(chief.post(f"/tasks/{task['id']}/receive"), 200)
    good(chief.post(f"/tasks/{task['id']}/assign", {"executor_ids": [office.id_of(DRAFTER)]}), 200)
    body = {"name": "a.pdf", "size": 9, "sha256": "0" * 64, "media_type": "application/pdf"}
    upload = good(drafter.post("/uploads", body), 201)
    found = {"upload": {"id": upload["id"]}, "nothing": {"id": new_id()}}
    for name, record in (("slip", slip), ("draft", draft), ("incoming", incoming), ("outgoing", outgoing)):
        events = good(drafter.get(f"/events?subject_id={record['id']}"), 200)["items"]
        found[name] = {"id": record["id"], "file": record["file_ids"][-1], "event": events[0]["id"]}
    events = good(chief.get(f"/events?subject_id={task['id']}"), 200)["items"]
    found["task"] = {"id": task["id"], "event": events[0]["id"]}
    return found


@pytest.fixture(scope="module")
def outsiders(office: Office) -> dict[str, str | None]:
    """Tokens that open nothing, by the code with which they are refused."""
    admin = office.person("admin")
    disabled = office.new_person("KCB", "clerk", "unit_head")
    good(admin.patch(f"/users/{disabled.user['id']}", {"disabled": True}), 200)
    lost = office.new_person("KCB", "clerk", "unit_head")
    device = new_id()
    wiped = office.ministry.sign_in(lost.account, NEW_PASSWORD, device)
    good(admin.post(f"/devices/{device}/wipe"), 200)
    assert lost.ask("DELETE", "/sessions/current").status_code == 204
    return {"nobody": None, "disabled": disabled.token, "signed out": lost.token, "wiped": wiped.token}


def address(office: Office, path: str, row: Row, subjects: dict[str, dict[str, str]]) -> str:
    subject = subjects[row.subject]
    word = path.split("/")[1]
    known = {
        "units": lambda: office.unit("KCB"),
        "users": lambda: office.id_of(DRAFTER),
        "books": lambda: office.book("KCB", "incoming"),
        "recipients": lambda: office.recipient("QLD"),
    }
    if word == "files":
        chosen = subject.get("file", new_id())
    elif word == "events":
        chosen = subject.get("event", new_id())
    else:
        chosen = known.get(word, lambda: subject["id"])()
    return path.replace("{id}", chosen).replace("{signing_id}", new_id()).replace("{n}", "1") + row.query


def ask(person: Person, method: str, path: str, row: Row) -> requests.Response:
    if method in ("GET", "HEAD"):
        with person.ask(method, path, stream=True) as answer:
            if path.endswith("/stream") and answer.status_code == 200:
                return answer
            _ = answer.content
            return answer
    if row.raw:
        headers = {**STALE, "Upload-Offset": "5", "Content-Type": "application/octet-stream"}
        return person.ask(method, path, data=b"%PDF", headers=headers)
    # An empty draft may stand; a title that is a number may not.
    return person.ask(method, path, {"title": 5} if path == "/slips" else {}, headers=STALE)


def head(office: Office) -> int:
    """The number of the last change of any record: a refused request leaves it where it was."""
    with tables(office.ministry.database_url) as connection:
        return int(connection.execute(select(schema.head.c.seq)).scalar_one())


def test_every_route_has_its_row() -> None:
    named = [f"{endpoint.method} {endpoint.path}" for endpoint in all_endpoints()]
    routes = set(named)
    assert len(named) == len(routes), "two endpoints on one path: the second is never reached"
    assert routes - ASKED_ELSEWHERE == set(ROWS)


@pytest.mark.parametrize("route", ROWS)
def test_who_may_and_who_may_not(
    office: Office, subjects: dict[str, dict[str, str]], outsiders: dict[str, str | None], route: str
) -> None:
    method, path = route.split(" ")
    before = head(office)
    for row in ROWS[route]:
        where = address(office, path, row, subjects)
        for account in asking(row):
            answer = ask(office.person(account), method, where, row)
            said = f"{account} {route} about {row.subject}: {answer.status_code}"
            if account not in SEEN_BY[row.subject]:
                assert answer.status_code == 404, said
            elif account not in row.may:
                assert answer.status_code == 403, said
                assert answer.json()["code"] == row.code, said
            elif row.gone:
                assert answer.status_code in (404, 409), said
            elif method in ("GET", "HEAD"):
                assert answer.status_code in (200, 409), said
            else:
                assert answer.status_code in (200, 409, 412, 422), said
    where = address(office, path, ROWS[route][0], subjects)
    for name, token in outsiders.items():
        outsider = Person(office.api, name, token or "", {})
        answer = ask(outsider, method, where, ROWS[route][0])
        assert answer.status_code == 401, (name, answer.status_code)
        if method != "HEAD":
            assert answer.json()["code"] == ("device_wiped" if name == "wiped" else "not_signed_in"), name
    assert head(office) == before
