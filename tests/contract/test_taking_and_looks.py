"""The agency's policy on taking copies, and who looked, on a running server and through a real desk and screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from voffice_desktop.qt.bridge import Bridge
from voffice_desktop.qt.tasks import Tasks
from voffice_desktop.services import accounts, auditing
from voffice_desktop.services.desk import Desk
from voffice_desktop.ui.audit_screen import AuditScreen
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.looks_dialog import LooksDialog
from voffice_desktop.ui.preferences import Preferences
from voffice_desktop.ui.theme.engine import ThemeEngine


def _slip_with_pdf(ministry: Ministry, account: str) -> tuple[str, str]:
    """A slip of the drafter with a readable PDF: (slip id, file id)."""
    person = ministry.person(account)
    for slip in person.get("/slips?limit=200").json()["items"]:
        if slip["drafter_id"] == person.user["id"] and slip["file_ids"]:
            return slip["id"], slip["file_ids"][0]
    raise AssertionError("the demo ministry has no slip of its specialist")


@pytest.fixture
def no_rules(ministry: Ministry) -> Iterator[None]:
    """The policy as it was, afterwards."""
    yield
    changed = ministry.person("admin").patch("/policy", {"taking": [], "looks_shown": True})
    assert changed.status_code == 200


@pytest.mark.usefixtures("no_rules")
def test_policy_stops_saving_by_role_and_by_record(ministry: Ministry) -> None:
    admin, specialist = ministry.person("admin"), ministry.person("chuyenvien.kcb")
    slip_id, file_id = _slip_with_pdf(ministry, "chuyenvien.kcb")
    save = f"/files/{file_id}/reading-copy?purpose=save"
    assert specialist.get(save).status_code == 200
    rule = {"roles": ["specialist"], "record_ids": [slip_id], "save": False}
    assert admin.patch("/policy", {"taking": [rule]}).json()["taking"][0]["save"] is False
    refused = specialist.get(save, headers={"Accept-Language": "vi"})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert "không cho lưu" in refused.json()["detail"]
    assert specialist.get(f"/files/{file_id}/reading-copy").status_code == 200
    assert specialist.get("/me").json()["policy"]["taking"][0]["record_ids"] == [slip_id]


@pytest.mark.usefixtures("no_rules")
def test_policy_is_the_admins_and_is_checked(ministry: Ministry) -> None:
    assert ministry.person("botruong").get("/policy").status_code == 403
    assert ministry.person("botruong").patch("/policy", {"offline_days": 1}).status_code == 403
    admin = ministry.person("admin")
    before = admin.get("/policy").json()
    for wrong in ({"offline_days": -1}, {"offline_days": 9999}, {"taking": [{"save": "no"}]}, {"taking": 5}):
        answer = admin.patch("/policy", wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), wrong
    assert admin.get("/policy").json() == before


@pytest.mark.usefixtures("no_rules")
def test_looks_are_shown_to_the_owner_alone_and_by_policy(ministry: Ministry) -> None:
    drafter = ministry.person("chuyenvien.kcb")
    slip_id, file_id = _slip_with_pdf(ministry, "chuyenvien.kcb")
    assert drafter.get(f"/files/{file_id}/reading-copy").status_code == 200
    items = drafter.get(f"/audit/looks?subject_id={slip_id}").json()["items"]
    assert items[0]["account"] == "chuyenvien.kcb"
    assert items[0]["action"] == "view"
    assert items[0]["copy_id"]
    assert ministry.person("chuyenvien.qld").get(f"/audit/looks?subject_id={slip_id}").status_code == 404
    assert drafter.get("/audit/looks?subject_id=nothing").status_code == 404
    ministry.person("admin").patch("/policy", {"looks_shown": False})
    assert drafter.get(f"/audit/looks?subject_id={slip_id}").status_code == 403
    assert ministry.person("admin").get(f"/audit/looks?subject_id={slip_id}").status_code == 200


def _desk(ministry: Ministry, profile: Path, account: str) -> Desk:
    desk = accounts.sign_in(profile, ministry.url, account, PASSWORD, remember=False, keychain=MemoryKeychain())
    desk.sync.run()
    return desk


def _context(desk: Desk, qtbot: QtBot, qapp: object) -> Context:
    return Context(desk, ThemeEngine(qapp), Tasks(), Bridge(), Preferences(None))  # type: ignore[arg-type]


def test_an_admin_filters_verifies_and_exports(
    ministry: Ministry, tmp_path: Path, qtbot: QtBot, qapp: object
) -> None:
    ministry.person("cuctruong.kcb").get(f"/files/{_slip_with_pdf(ministry, 'chuyenvien.kcb')[1]}/certified")
    desk = _desk(ministry, tmp_path / "profile", "admin")
    context = _context(desk, qtbot, qapp)
    try:
        screen = AuditScreen(context)
        qtbot.addWidget(screen)
        screen.refresh()
        qtbot.waitUntil(lambda: screen.table.rowCount() > 0, timeout=15_000)
        screen.kinds.setCurrentIndex(screen.kinds.findData("file.certified"))
        screen.outcome.setCurrentIndex(screen.outcome.findData("clerk_only"))
        screen.ask()
        qtbot.waitUntil(lambda: screen.table.rowCount() > 0 and screen.search.isEnabled(), timeout=15_000)
        shown = {screen.table.item(row, 3).text() for row in range(screen.table.rowCount())}  # type: ignore[union-attr]
        assert shown == {"Tải bản chứng thực"}
        screen.verify.click()
        qtbot.waitUntil(lambda: "nguyên vẹn" in screen.chain.text(), timeout=15_000)
        with qtbot.waitSignal(screen.said, timeout=15_000):
            screen.write(tmp_path / "log.csv")
        rows = list(csv.reader(io.StringIO((tmp_path / "log.csv").read_bytes().decode("utf-8-sig"))))
        assert len(rows) == screen.table.rowCount() + 1
    finally:
        context.tasks.close()
        desk.close()


@pytest.mark.usefixtures("no_rules")
def test_a_desk_obeys_a_policy_that_came_with_the_last_contact(
    ministry: Ministry, tmp_path: Path, qtbot: QtBot, qapp: object
) -> None:
    slip_id, file_id = _slip_with_pdf(ministry, "chuyenvien.kcb")
    desk = _desk(ministry, tmp_path / "profile", "chuyenvien.kcb")
    context = _context(desk, qtbot, qapp)
    try:
        assert desk.may_take("slip", slip_id, "print") == ""
        ministry.person("chuyenvien.kcb").get(f"/files/{file_id}/reading-copy")
        detail = desk.details.get("slip", slip_id)
        assert detail is not None
        dialog = LooksDialog(context, detail)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=15_000)
        assert "chuyenvien.kcb" in dialog.list.item(0).text()
        ministry.person("admin").patch("/policy", {"taking": [{"print": False, "copy": False}]})
        desk.sync.run()
        assert "không cho in" in desk.may_take("slip", slip_id, "print")
        assert "không cho sao chép" in desk.may_take("slip", slip_id, "copy")
        assert desk.may_take("slip", slip_id, "save") == ""
    finally:
        context.tasks.close()
        desk.close()


def test_a_formula_in_a_note_stays_a_text() -> None:
    line = auditing.AuditLine(1, "2026-11-22T01:02:03Z", "=1+1", "Xem", "slip 1", "ok", "@SUM(A1)")
    cells = list(csv.reader(io.StringIO(auditing.as_csv([line], str).decode("utf-8-sig"))))[1]
    assert cells[2] == "'=1+1"
    assert cells[6] == "'@SUM(A1)"
