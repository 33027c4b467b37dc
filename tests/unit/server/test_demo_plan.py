"""The demo ministry: complete, the same every time, and without a record that the rules could not have made.

``VOFFICE_LONG=1`` seeds two whole ministries besides and compares them.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sqlite3
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from voffice_desktop.domain.records import (
    Event,
    IncomingDocument,
    IncomingStatus,
    OutgoingDocument,
    OutgoingStatus,
    Slip,
    SlipState,
    Task,
    TaskState,
)
from voffice_desktop.ids import is_id
from voffice_desktop.protocol import codec
from voffice_desktop.server.demo.files import FilePlan, LetterRecipe, RealRecipe
from voffice_desktop.server.demo.fixed import NOW, utc
from voffice_desktop.server.demo.outside import GROUPS
from voffice_desktop.server.demo.plan import MOST_FILES, DemoPlan, demo_plan

_ROOT = Path(__file__).resolve().parents[3]
ACCOUNTS = {
    "admin": "admin",
    "vanthu.byt": "clerk",
    "vanthu.kcb": "clerk",
    "chuyenvien.kcb": "specialist",
    "truongphong.kcb": "department_head",
    "cuctruong.kcb": "unit_head",
    "vanthu.qld": "clerk",
    "chuyenvien.qld": "specialist",
    "cuctruong.qld": "unit_head",
    "thutruong1": "leader",
    "thuky.tt1": "secretary",
    "thutruong2": "leader",
    "thuky.tt2": "secretary",
    "botruong": "leader",
    "thuky.bt": "secretary",
}


@pytest.fixture(scope="module")
def plan() -> DemoPlan:
    return demo_plan()


def _records(plan: DemoPlan, kind: type[Any]) -> list[Any]:
    return [planned.record for planned in plan.roots() if isinstance(planned.record, kind)]


def _fingerprint(plan: DemoPlan) -> str:
    digest = hashlib.sha256()
    for planned in (*plan.roots(), *plan.details()):
        digest.update(codec.encode(planned.record))
        digest.update(repr((planned.root_id, planned.created_by)).encode())
    for file in plan.files:
        digest.update(repr(file).encode())
    digest.update(repr(plan.dossiers).encode())
    return digest.hexdigest()


@pytest.mark.parametrize("scale", [1, 4])
def test_two_plans_are_the_same(scale: int) -> None:
    assert _fingerprint(demo_plan(scale)) == _fingerprint(demo_plan(scale))


def test_another_machine_on_another_day_makes_the_same(plan: DemoPlan) -> None:
    """Another process with other hashes, another time zone and another language."""
    code = "from tests.unit.server import test_demo_plan as t; print(t.of_plan_and_bytes(t.demo_plan()))"
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "America/Lima", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert other.stdout.strip() == of_plan_and_bytes(plan)


def of_plan_and_bytes(plan: DemoPlan) -> str:
    """A fingerprint of all records and of the bytes of some files of every kind."""
    digest = hashlib.sha256(_fingerprint(plan).encode())
    for file in plan.files[::50]:
        digest.update(file.make().data)
    return digest.hexdigest()


@pytest.mark.skipif(not os.environ.get("VOFFICE_LONG"), reason="VOFFICE_LONG=1 compares two whole seedings")
def test_two_whole_seedings_are_the_same(tmp_path: Path) -> None:
    """Everything that a client can see, but the signatures: keys are fresh for each folder of credentials."""
    told = []
    for turn in ("1", "2"):
        folder = tmp_path / turn
        where = ["--database", f"sqlite:///{folder / 'v.db'}", "--blobs", (folder / "b").as_uri()]
        command = [sys.executable, "-m", "voffice_desktop.server.cli", "seed", "--demo", *where]
        environment = {**os.environ, "PYTHONHASHSEED": turn}
        subprocess.run(command, cwd=_ROOT, env=environment, check=True, capture_output=True)
        with sqlite3.connect(folder / "v.db") as database:
            told.append(_told(database))
        database.close()
    for table, rows in told[0].items():
        assert rows == told[1][table], table
    assert len(told[0]["records"]) > 1500


_TABLES = ("visible", "user_keys", "numbers", "counters", "incoming_keys", "exchange_outbox", "slip_revisions")


def _told(database: sqlite3.Connection) -> dict[str, list[Any]]:
    found = {table: sorted(map(repr, database.execute(f"SELECT * FROM {table}"))) for table in _TABLES}
    records = []
    for kind, text, *rest in database.execute(
        "SELECT kind, data, id, version, seq, root_id, created_by FROM records"
    ):
        data = json.loads(text)
        if kind == "file" and data["signatures"]:
            data["sha256"] = data["size"] = None
        records.append((kind, data, *rest))
    found["records"] = sorted(map(repr, records))
    return found


def test_the_ministry_is_as_the_contract_names_it(plan: DemoPlan) -> None:
    users = plan.ministry.user_by_account
    assert {account: role for account, role in ACCOUNTS.items() if role not in users[account].roles} == {}
    assert set(plan.ministry.unit_by_code) == {"BYT", "VPB", "KCB", "QLD", "TTRB"}
    assert all("Mẫu" in user.full_name for user in plan.ministry.users)
    assert len({user.full_name for user in plan.ministry.users}) == len(plan.ministry.users)
    for leader, secretary in (("thutruong1", "thuky.tt1"), ("thutruong2", "thuky.tt2"), ("botruong", "thuky.bt")):
        assert users[secretary].secretary_of == [users[leader].id]
    assert {(book.unit_id, book.direction) for book in plan.ministry.books} == {
        (unit.id, direction) for unit in plan.ministry.units for direction in ("incoming", "outgoing")
    }


def test_recipients_fill_every_group(plan: DemoPlan) -> None:
    counts = Counter(recipient.group for recipient in plan.outside.recipients)
    assert set(counts) == set(GROUPS)
    assert counts["health_department"] == counts["provincial_committee"] == 34
    known = {recipient.unit_id for recipient in plan.outside.recipients if recipient.unit_id}
    assert known == {unit.id for unit in plan.ministry.units}
    assert len({recipient.code for recipient in plan.outside.recipients}) == len(plan.outside.recipients)


def test_there_is_enough_of_everything_in_every_state(plan: DemoPlan) -> None:
    incoming, outgoing = _records(plan, IncomingDocument), _records(plan, OutgoingDocument)
    slips, tasks = _records(plan, Slip), _records(plan, Task)
    assert len(incoming) >= 300
    assert len(outgoing) >= 120
    assert len(slips) >= 40
    assert len(tasks) >= 60
    assert {one.status for one in incoming} == set(get_args(IncomingStatus))
    assert {one.status for one in outgoing} == set(get_args(OutgoingStatus))
    assert {one.state for one in slips} == set(get_args(SlipState))
    assert {one.state for one in tasks} == set(get_args(TaskState))
    held = {one.received_by is not None for one in slips if one.state == "with_secretary"}
    assert held == {True, False}
    by_account = plan.ministry.user_by_account
    for leader in ("thutruong1", "thutruong2", "botruong", "cuctruong.kcb"):
        waiting = [one for one in slips if one.leader_id == by_account[leader].id and one.state == "with_leader"]
        assert len(waiting) >= 2
    today = date(2026, 11, 20).isoformat()
    assert any(one.due and one.due < today and one.status == "processing" for one in incoming)
    assert any(one.due and one.due < today and one.state == "in_progress" for one in tasks)


def test_clerks_find_work_waiting(plan: DemoPlan) -> None:
    outgoing = _records(plan, OutgoingDocument)
    for code in ("KCB", "BYT"):
        unit = plan.ministry.unit_id(code)
        statuses = Counter(one.status for one in outgoing if one.unit_id == unit)
        assert statuses["approved"] >= 1
        assert statuses["numbered"] >= 1
        assert statuses["signed"] >= 1


def test_every_id_is_its_own_and_in_shape(plan: DemoPlan) -> None:
    every = [planned.record.id for planned in (*plan.roots(), *plan.details())] + [file.id for file in plan.files]
    assert len(set(every)) == len(every)
    assert all(is_id(one) and one[14] == "7" and one[19] in "89ab" for one in every)


def _numbers(plan: DemoPlan) -> Iterator[tuple[tuple[str, str], int, str]]:
    for planned in plan.roots():
        record = planned.record
        if isinstance(record, IncomingDocument) and record.arrival_number is not None:
            assert record.book_id is not None
            assert record.arrival_date is not None
            yield (record.book_id, record.arrival_date[:4]), record.arrival_number, record.arrival_date
        elif isinstance(record, OutgoingDocument) and record.number is not None:
            assert record.book_id is not None
            assert record.issued_on is not None
            yield (record.book_id, record.issued_on[:4]), record.number, record.issued_on


@pytest.mark.parametrize("scale", [1, 3])
def test_register_numbers_have_no_gap_and_follow_the_date(scale: int) -> None:
    books: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for key, number, day in _numbers(demo_plan(scale)):
        books[key].append((number, day))
    assert books
    for given in books.values():
        given.sort()
        assert [number for number, _ in given] == list(range(1, len(given) + 1))
        days = [day for _, day in given]
        assert days == sorted(days)


def test_documents_hold_what_their_state_says(plan: DemoPlan) -> None:
    for one in _records(plan, IncomingDocument):
        assert (one.arrival_number is None) == (one.status in ("arrived", "refused"))
        assert bool(one.assignments) == (one.status in ("assigned", "processing", "completed"))
        assert bool(one.file_ids) == (one.status != "recalled")
        leads = Counter(part.by for part in one.assignments if part.role == "lead")
        assert set(leads.values()) <= {1}
        assert set(leads) == {part.by for part in one.assignments}
    slips = {slip.id: slip for slip in _records(plan, Slip)}
    for one in _records(plan, OutgoingDocument):
        assert (one.number is None) == (one.status in ("draft", "approved"))
        if one.number is not None:
            assert one.symbol.startswith(f"{one.number:02d}/")
        sent = one.status in ("dispatched", "recalled", "replaced")
        assert all((part.status is not None) == sent for part in one.recipients)
        if one.status == "recalled":
            assert {part.status for part in one.recipients} == {"15"}
        if one.slip_id is not None:
            slip = slips[one.slip_id]
            assert slip.state == "approved"
            assert slip.outgoing_document_id == one.id
            assert (slip.leader_id, slip.type_code, slip.issuing_unit_id) == (
                one.signer_id,
                one.type_code,
                one.unit_id,
            )
    assert any(one.slip_id for one in _records(plan, OutgoingDocument))
    replaced = {one.id for one in _records(plan, OutgoingDocument) if one.status == "replaced"}
    assert replaced == {one.replaces_id for one in _records(plan, OutgoingDocument) if one.replaces_id}


def test_what_is_dispatched_within_the_ministry_arrives_there(plan: DemoPlan) -> None:
    received = {
        (one.exchange["outgoing_document_id"], one.unit_id): one
        for one in _records(plan, IncomingDocument)
        if one.exchange is not None and one.exchange["channel"] == "internal"
    }
    units = {recipient.id: recipient.unit_id for recipient in plan.outside.recipients if recipient.unit_id}
    codes = {"arrived": "01", "refused": "02", "registered": "03", "assigned": "04", "processing": "05"}
    codes |= {"completed": "06", "recalled": "15"}
    files = {file.id: file for file in plan.files}
    reached, waiting = set(), set()
    for sent in _records(plan, OutgoingDocument):
        for part in sent.recipients:
            unit = units.get(part.recipient_id)
            if unit is None or part.status is None:
                continue
            there = received.pop((sent.id, unit))
            asked = there.exchange.get("recall", {}).get("accepted", True) is None
            assert part.status == ("13" if asked else codes[there.status])
            if asked:
                waiting.add(there.unit_id)
            assert there.symbol == sent.symbol
            assert unit != sent.unit_id
            for mine, theirs in zip(sent.file_ids, there.file_ids, strict=False):
                assert files[theirs].copy_of == mine
                assert files[theirs].recipe == files[mine].recipe
                if files[mine].role == "main":
                    assert any(signature.kind == "agency" for signature in files[mine].signatures)
                    reached.add((sent.unit_id, unit))
    assert received == {}
    assert {plan.ministry.unit_id(code) for code in ("KCB", "QLD", "BYT")} <= waiting
    ids = [plan.ministry.unit_id(code) for code in ("KCB", "QLD", "BYT")]
    for issuer in (ids[0], ids[2]):
        assert {unit for unit in ids if unit != issuer} <= {unit for by, unit in reached if by == issuer}


def test_signatures_follow_the_state(plan: DemoPlan) -> None:
    files = {file.id: file for file in plan.files}
    for one in _records(plan, OutgoingDocument):
        kinds = [signature.kind for signature in files[one.file_ids[0]].signatures]
        if one.status in ("draft", "approved"):
            assert kinds == []
        elif one.status == "numbered":
            assert kinds in ([], ["personal"])
        else:
            assert kinds[-1] == "agency"
            assert kinds[:-1] in ([], ["personal"])


def test_files_belong_to_records_that_name_them(plan: DemoPlan) -> None:
    owners = {planned.record.id: planned.record for planned in plan.roots()}
    named: dict[str, list[FilePlan]] = defaultdict(list)
    for file in plan.files:
        assert file.owner_id in owners
        named[file.owner_id].append(file)
    frozen = {one for dossier in plan.dossiers for one in dossier.file_ids}
    for owner_id, files in named.items():
        record = owners[owner_id]
        assert isinstance(record, IncomingDocument | OutgoingDocument | Slip)
        known = set(record.file_ids) | frozen
        assert all(file.id in known for file in files)
        assert set(record.file_ids) <= {file.id for file in files}
        if isinstance(record, Slip):
            roles = Counter(file.role for file in files if file.id in record.file_ids)
            assert roles["draft"] == 1
            assert roles["slip"] == (1 if record.frozen_revision else 0)
        else:
            assert files[0].role == "main"


def test_each_frozen_revision_keeps_its_dossier(plan: DemoPlan) -> None:
    slips = {slip.id: slip for slip in _records(plan, Slip)}
    files = {file.id for file in plan.files}
    last: dict[str, int] = defaultdict(int)
    for dossier in plan.dossiers:
        last[dossier.slip_id] = max(last[dossier.slip_id], dossier.revision)
        assert set(dossier.file_ids) <= files
    assert {one: slip.frozen_revision for one, slip in slips.items() if slip.frozen_revision} == dict(last)
    assert any(revision > 1 for revision in last.values())


def test_nothing_happened_after_the_plans_present(plan: DemoPlan) -> None:
    events = [planned.record for planned in plan.details() if isinstance(planned.record, Event)]
    told = {event.subject_id for event in events}
    assert max(event.at for event in events) <= utc(NOW)
    for kind in (IncomingDocument, OutgoingDocument, Slip, Task):
        assert {record.id for record in _records(plan, kind)} <= told


def test_marks_lie_on_their_pages(plan: DemoPlan) -> None:
    files = {file.id: file for file in plan.files}
    kinds = Counter()
    for annotation in plan.ledger.annotations:
        mark = annotation.record
        assert annotation.root_id == files[mark.file_id].owner_id
        kinds[mark.kind] += 1
        if mark.kind == "ink":
            for stroke in mark.geometry["strokes"]:
                assert len(stroke) % 3 == 0
                assert all(0 < x < 600 for x in stroke[::3])
                assert all(0 < y < 842 for y in stroke[1::3])
                assert all(0 <= pressure <= 1 for pressure in stroke[2::3])
    assert kinds["ink"] >= 20
    assert kinds["highlight"] >= 5


def test_all_text_is_nfc(plan: DemoPlan) -> None:
    for planned in (*plan.roots(), *plan.details()):
        assert unicodedata.is_normalized("NFC", codec.encode(planned.record).decode())
    assert all(unicodedata.is_normalized("NFC", file.name) for file in plan.files)


def _sample(plan: DemoPlan) -> list[FilePlan]:
    """One file of each make, and of each type of document."""
    chosen: dict[tuple[str, str, bool], FilePlan] = {}
    for file in plan.files:
        recipe = file.recipe
        letter = recipe if isinstance(recipe, LetterRecipe) else None
        key = (type(recipe).__name__, letter.type_code if letter else "", letter is not None and letter.scanned)
        chosen.setdefault(key, file)
    return list(chosen.values())


def test_made_files_are_real_pdfs_of_one_to_twelve_pages(plan: DemoPlan, tmp_path: Path) -> None:
    lengths = sorted(
        (file for file in plan.files if isinstance(file.recipe, LetterRecipe)), key=lambda file: file.recipe.length
    )
    for file in [*_sample(plan), *lengths[-12:]]:
        made = pickle.loads(pickle.dumps(file)).make()
        assert made.data == file.make().data
        assert 1 <= made.pages <= 12
        record = file.record(made.data, made.pages)
        assert record.sha256 == hashlib.sha256(made.data).hexdigest()
        assert record.size == len(made.data)
        recipe = file.recipe
        if isinstance(recipe, LetterRecipe) and not recipe.scanned:
            path = tmp_path / "made.pdf"
            path.write_bytes(made.data)
            command = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
            text = " ".join(subprocess.run(command, check=True, capture_output=True).stdout.decode().split())
            assert recipe.signer_name in text
            assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
            assert "./." in text


def test_waiting_documents_leave_number_and_date_blank(plan: DemoPlan) -> None:
    files = {file.id: file for file in plan.files}
    for one in _records(plan, OutgoingDocument):
        recipe = files[one.file_ids[0]].recipe
        assert isinstance(recipe, LetterRecipe)
        assert recipe.number == one.number
        assert (recipe.issued_on.isoformat() if recipe.issued_on else None) == one.issued_on


def test_scale_multiplies_records_but_not_files() -> None:
    one, six = demo_plan(), demo_plan(6)
    documents = (IncomingDocument, OutgoingDocument)
    more = sum(len(_records(six, kind)) - len(_records(one, kind)) for kind in documents)
    assert 1990 <= more <= 2010
    assert len(six.files) == MOST_FILES
    assert six.files[: len(one.files)] == one.files
    owners = {record.id: record for record in _records(six, IncomingDocument)}
    for file in six.files[len(one.files) :]:
        assert owners[file.owner_id].file_ids == [file.id]
    seen: set[str] = set()
    for planned in six.roots():
        record = planned.record
        if isinstance(record, OutgoingDocument) and record.slip_id:
            assert record.slip_id in seen
        if isinstance(record, Event):
            assert record.subject_id in seen
        seen.add(record.id)
    assert len(list(six.roots())) == len(seen)


def test_real_files_are_attached_when_a_folder_is_given(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "that.PDF").write_bytes(b"%PDF-1.4 real")
    (tmp_path / "note.txt").write_text("no")
    found = [file for file in demo_plan(real_files=tmp_path).files if isinstance(file.recipe, RealRecipe)]
    assert len(found) > 10
    assert found[0].make().data == b"%PDF-1.4 real"
    assert found[0].role == "attachment"
    assert found[0].record(b"x", found[0].make().pages).pages is None


def test_a_scale_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="scale"):
        demo_plan(0)
