"""*The demo ministry* as its own accounts see it, and the server's command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.contract.server import signers
from tests.contract.server.office import NEW_PASSWORD, Office, good
from tests.ministry import ACCOUNTS, PASSWORD, Ministry

SEEING_MOST = [name for name in ACCOUNTS if name.startswith(("vanthu", "chuyenvien", "thutruong", "botruong"))]
"""Together they see what all accounts of the contract see."""


@pytest.fixture(scope="module")
def records(ministry: Ministry) -> dict[str, dict[str, dict[str, Any]]]:
    """Everything that the contract's accounts see together, by kind and id."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for account in SEEING_MOST:
        changes, _ = ministry.person(account).all_changes(limit=5000)
        for change in changes.values():
            found.setdefault(change["kind"], {})[change["id"]] = change["data"]
    return found


def test_there_is_as_much_as_was_promised(records: dict[str, dict[str, dict[str, Any]]]) -> None:
    assert {unit["code"] for unit in records["unit"].values()} >= {"BYT", "VPB", "KCB", "QLD", "TTRB"}
    assert len(records["incoming_document"]) >= 300
    assert len(records["outgoing_document"]) >= 120
    assert len(records["slip"]) >= 40
    assert len(records["task"]) >= 60
    states = Counter(slip["state"] for slip in records["slip"].values())
    assert set(states) == {
        "draft",
        "in_review",
        "with_secretary",
        "with_leader",
        "approved",
        "returned",
        "cancelled",
    }
    files = {file["owner_id"] for file in records["file"].values() if file["media_type"] == "application/pdf"}
    for kind in ("incoming_document", "outgoing_document"):
        bare = [one for one in records[kind].values() if one["id"] not in files and one["status"] != "recalled"]
        assert not bare, bare[0]
    assert all("Mẫu" in user["full_name"] for user in records["user"].values())


def test_documents_wait_for_each_step(records: dict[str, dict[str, dict[str, Any]]]) -> None:
    units = {unit["id"]: unit["code"] for unit in records["unit"].values()}
    recipients = {one["id"]: units.get(one["unit_id"]) for one in records["recipient"].values()}
    waiting = Counter((units[one["unit_id"]], one["status"]) for one in records["outgoing_document"].values())
    for unit in ("KCB", "BYT"):
        assert waiting[unit, "approved"] >= 1
        assert waiting[unit, "numbered"] >= 1
    reached = {
        (units[one["unit_id"]], recipients[line["recipient_id"]])
        for one in records["outgoing_document"].values()
        if one["status"] == "dispatched"
        for line in one["recipients"]
    }
    for issuer in ("KCB", "BYT"):
        assert {target for unit, target in reached if unit == issuer} >= {"KCB", "QLD", "BYT"} - {issuer}, issuer


def test_the_waiting_ones_can_really_be_signed(ministry: Ministry) -> None:
    office = Office(ministry)
    for clerk, unit in (("vanthu.kcb", "KCB"), ("vanthu.byt", "BYT")):
        person = office.person(clerk)
        numbered = good(person.get("/outgoing-documents?status=numbered"), 200)["items"]
        document = next(one for one in numbered if one["unit_id"] == office.unit(unit))
        assert good(signers.agency(office, document, clerk, unit), 200)["status"] == "signed"
        approved = good(person.get("/outgoing-documents?status=approved"), 200)["items"]
        document = next(one for one in approved if one["unit_id"] == office.unit(unit))
        body = {"book_id": office.book(unit, "outgoing")}
        document = good(person.post(f"/outgoing-documents/{document['id']}/number", body), 200)
        assert good(signers.agency(office, document, clerk, unit), 200)["status"] == "signed"
        issued = good(person.get("/outgoing-documents?status=dispatched"), 200)["items"]
        mine = next(one for one in issued if one["unit_id"] == office.unit(unit))
        assert good(signers.certification(office, mine["file_ids"][0], clerk, unit), 200)["certified_for"]


def test_the_credentials_are_where_they_were_asked_for(ministry: Ministry) -> None:
    names = {path.name for path in ministry.credentials.iterdir()}
    assert names >= {"root.cert.pem", "ca.cert.pem"}
    keys = "BYT KCB QLD thutruong1 thutruong2 botruong cuctruong.kcb KCB-revoked KCB-expired stranger"
    for name in keys.split():
        assert signers.key(Office(ministry), name).certificate_der


def command(ministry: Ministry, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """One ``voffice-server`` command on the ministry's data."""
    start = [sys.executable, "-m", "voffice_desktop.server.cli", *words]
    where = ["--database", ministry.database_url, "--blobs", ministry.blobs_url]
    return subprocess.run([*start, *where], input=said, capture_output=True, text=True, timeout=120, check=False)


def test_people_and_certificates_at_the_servers_own_machine(ministry: Ministry, tmp_path: Path) -> None:
    new = ("user", "add", "moi.kcb", "--full-name", "Người Văn Mẫu", "--unit", "KCB", "--role", "specialist")
    short = command(ministry, *new, "--password-stdin", said="ngan\n")
    assert short.returncode == 1
    assert len(short.stderr.strip().splitlines()) == 1, short.stderr
    made = command(ministry, *new, "--password-stdin", said=f"{NEW_PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["account"] == "moi.kcb"
    person = ministry.sign_in("moi.kcb", NEW_PASSWORD)
    fresh = "Mau@2027-Mau@2027"
    changed = command(ministry, "user", "passwd", "moi.kcb", "--password-stdin", said=f"{fresh}\n")
    assert changed.returncode == 0, changed.stderr
    assert person.get("/me").status_code == 401
    person = ministry.sign_in("moi.kcb", fresh)
    assert command(ministry, "user", "disable", "moi.kcb").returncode == 0
    assert person.get("/me").status_code == 401
    pem = tmp_path / "stranger.der"
    pem.write_bytes(signers.key(Office(ministry), "stranger").certificate_der)
    added = command(ministry, "certificate", "add", str(pem), "--unit", "VPB")
    assert added.returncode == 0, added.stderr
    listed = good(ministry.person("admin").get("/certificates"), 200)["items"]
    assert json.loads(added.stdout)["sha256"] in [one["sha256"] for one in listed]
    checked = command(ministry, "verify")
    assert checked.returncode == 0, checked.stdout
    verdict = json.loads(checked.stdout)
    assert verdict["ok"] is True
    assert verdict["findings"] == []
    seeded_twice = command(ministry, "seed", "--demo")
    assert (seeded_twice.returncode, len(seeded_twice.stderr.strip().splitlines())) == (1, 1), seeded_twice.stderr
    assert PASSWORD not in made.stdout + made.stderr
