"""Signing in, unlocking, and every way in which a profile can be damaged, foreign or out of date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.fakes.office import ME, PASSWORD, UNIT, Office, serving
from tests.fakes.scripted_server import Reply, ScriptedServer
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.errors import MachineFault, SignInNeeded, Transient, VofficeError
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.values import ListQuery, Tab

DOC = "0190bbbb-0000-7000-8000-000000000001"
ALL = ListQuery("incoming_document")


@pytest.fixture
def office() -> Office:
    made = Office()
    made.put("unit", UNIT, code="MAU", name="Cục Mẫu")
    made.put("user", ME["id"], account=ME["account"], full_name=ME["full_name"], unit_id=UNIT, roles=["clerk"])
    for n in range(40):
        made.document(f"0190bbbb-0000-7000-8000-{n:012}")
    return made


@pytest.fixture
def server(office: Office) -> Iterator[ScriptedServer]:
    with serving(office) as running:
        yield running


@pytest.fixture
def chain() -> MemoryKeychain:
    return MemoryKeychain()


def sign_in(server: ScriptedServer, profile: Path, chain: MemoryKeychain, password: str = PASSWORD) -> Desk:
    return accounts.sign_in(
        profile, server.url, ME["account"], password, progress=lambda _done, _total: None, keychain=chain
    )


def unlock(profile: Path, chain: MemoryKeychain, password: str | None = None, *, repair: bool = False) -> Desk:
    return accounts.unlock(profile, ME["account"], password, repair=repair, keychain=chain)


def folder_in(profile: Path) -> Path:
    return next(path for path in profile.iterdir() if (path / "header.json").exists())


def test_a_first_sign_in_fills_the_lists(server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain) -> None:
    desk = sign_in(server, tmp_path, chain)
    assert desk.user.full_name == ME["full_name"]
    assert len(desk.lists.rows(ALL)) == 40
    assert {tab.key: tab.count for tab in desk.lists.tabs("incoming_document")}["all"] == 40
    assert desk.sync.status().state == "synced"
    assert desk.directory.name(UNIT) == "Cục Mẫu"
    desk.close()
    assert [(one.account, one.needs_password) for one in accounts.known(tmp_path)] == [(ME["account"], False)]
    again = unlock(tmp_path, chain)
    assert len(again.lists.rows(ALL)) == 40
    again.close()


def test_tabs_keep_their_last_count_until_somebody_counts_anew(
    server: ScriptedServer, office: Office, tmp_path: Path, chain: MemoryKeychain
) -> None:
    def total(tabs: list[Tab]) -> int:
        return next(tab.count for tab in tabs if tab.key == "all")

    desk = sign_in(server, tmp_path, chain)
    lists = desk.lists
    assert total(lists.known_tabs("incoming_document")) == 40
    office.document("0190bbbb-0000-7000-8000-00000000ffff")
    desk.sync.run()
    assert total(lists.known_tabs("incoming_document")) == 40
    lists.recount()
    assert total(lists.known_tabs("incoming_document")) == 41
    office.document("0190bbbb-0000-7000-8000-00000000fffe")
    desk.sync.run()
    assert total(lists.tabs("incoming_document")) == 42
    desk.close()


def test_without_a_keyring_the_password_opens_and_nothing_else(server: ScriptedServer, tmp_path: Path) -> None:
    broken = MemoryKeychain(broken=True)
    desk = sign_in(server, tmp_path, broken)
    assert desk.without_keyring
    desk.close()
    with pytest.raises(SignInNeeded, match="password_needed"):
        unlock(tmp_path, broken)
    with pytest.raises(SignInNeeded, match="wrong_password"):
        unlock(tmp_path, broken, "sai")
    unlock(tmp_path, broken, PASSWORD).close()


def test_another_machine_opens_only_after_an_online_sign_in_and_keeps_the_outbox(
    server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain
) -> None:
    desk = sign_in(server, tmp_path, chain)
    command = desk.acts.act("POST", f"/incoming-documents/{DOC}/comment", {"text": "giữ lấy"})
    desk.close()
    elsewhere = MemoryKeychain()
    with pytest.raises(MachineFault, match="no_keyring"):
        unlock(tmp_path, elsewhere, PASSWORD)
    desk = accounts.sign_in(tmp_path, server.url, ME["account"], PASSWORD, keychain=elsewhere)
    with desk.lists._store.databases.outbox() as box:  # type: ignore[attr-defined]  # the stored part
        assert box.execute("SELECT id FROM commands").fetchall() == [(command,)]
    assert desk.sync.run().sent == 1
    assert len(desk.lists.rows(ALL)) == 40
    desk.close()


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(body=b"<html></html>", headers={"Content-Type": "text/html"}), "not_our_server"),
        (Reply(body=b'{"token": 7}'), "not_our_server"),
        (Reply(body=b"{}", cut=1), "cut_short"),
        (
            Reply(404, b'{"code": "not_found"}', {"Content-Type": "application/problem+json"}),
            "not_our_server",
        ),
    ],
)
def test_a_server_that_is_not_ours(tmp_path: Path, chain: MemoryKeychain, reply: Reply, code: str) -> None:
    with ScriptedServer(lambda _asked: reply) as server, pytest.raises(Transient) as refused:
        sign_in(server, tmp_path, chain)
    assert refused.value.code in (code, "not_our_server", "server_unreachable")
    assert accounts.known(tmp_path) == []


def test_bad_credentials_and_nobody_there_leave_nothing(
    server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain
) -> None:
    with pytest.raises(SignInNeeded, match="bad_credentials"):
        sign_in(server, tmp_path, chain, "sai")
    with pytest.raises(Transient, match="server_unreachable"):
        accounts.sign_in(tmp_path, "http://127.0.0.1:9", ME["account"], PASSWORD, keychain=chain)
    assert accounts.known(tmp_path) == []
    assert chain.kept == {}


@pytest.mark.parametrize("damage", ["flip", "cut", "garbage", "missing"])
def test_a_damaged_cache_says_so_and_is_repaired_with_its_outbox(
    server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain, damage: str
) -> None:
    desk = sign_in(server, tmp_path, chain)
    command = desk.acts.act("POST", f"/incoming-documents/{DOC}/comment", {"text": "giữ lấy"})
    desk.close()
    path = folder_in(tmp_path) / "cache.db"
    raw = bytearray(path.read_bytes())
    match damage:
        case "flip":
            raw[len(raw) // 2] ^= 1
            path.write_bytes(raw)
        case "cut":
            path.write_bytes(raw[: len(raw) // 2])
        case "garbage":
            path.write_bytes(b"x" * len(raw))
        case "missing":
            path.unlink()
    with pytest.raises(MachineFault, match="cache_damaged"):
        unlock(tmp_path, chain)
    desk = unlock(tmp_path, chain, repair=True)
    report = desk.sync.run()
    assert (report.sent, report.online) == (1, True)
    assert len(desk.lists.rows(ALL)) == 40
    desk.close()
    assert command


def test_a_damaged_outbox_is_put_aside_never_deleted(
    server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain
) -> None:
    sign_in(server, tmp_path, chain).close()
    path = folder_in(tmp_path) / "outbox.db"
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(MachineFault, match="outbox_damaged"):
        unlock(tmp_path, chain)
    desk = sign_in(server, tmp_path, chain)
    desk.close()
    assert (folder_in(tmp_path) / "outbox.damaged-1").exists()


def test_a_wiped_device_destroys_keys_and_files(
    server: ScriptedServer, office: Office, tmp_path: Path, chain: MemoryKeychain
) -> None:
    desk = sign_in(server, tmp_path, chain)
    office.wiped = True
    with pytest.raises(SignInNeeded, match="device_wiped"):
        desk.sync.run()
    desk.close()
    assert accounts.known(tmp_path) == []
    assert chain.kept == {}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_session_that_ended_is_renewed_while_the_password_is_at_hand(
    server: ScriptedServer, office: Office, tmp_path: Path, chain: MemoryKeychain
) -> None:
    desk = sign_in(server, tmp_path, chain)
    office.signed_out = True
    assert desk.sync.run().online
    desk.close()
    desk = unlock(tmp_path, chain)
    office.signed_out = True
    with pytest.raises(SignInNeeded, match="not_signed_in"):
        desk.sync.run()
    desk.close()


def test_two_accounts_of_one_profile_know_nothing_of_each_other(
    server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sign_in(server, tmp_path, chain)
    first.acts.act("POST", f"/incoming-documents/{DOC}/comment", {"text": "của tôi"})
    first.drafts.save("text:x", b"mine")
    first.close()
    monkeypatch.setitem(ME, "account", "khac.mau")
    monkeypatch.setitem(ME, "id", "0190aaaa-0000-7000-8000-000000000002")
    second = sign_in(server, tmp_path, chain)
    assert second.drafts.load("text:x") is None
    assert second.sync.run().sent == 0
    second.close()
    assert {one.account for one in accounts.known(tmp_path)} == {"vanthu.mau", "khac.mau"}
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_same_name_on_another_server_is_another_person_with_a_folder_apart(
    server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither sees the other's unsent acts or drafts; each finds their own again."""
    first = sign_in(server, tmp_path, chain)
    first.acts.act("POST", f"/incoming-documents/{DOC}/comment", {"text": "của tôi"})
    first.drafts.save("text:x", b"mine")
    first.close()
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(ME, "id", "0190aaaa-0000-7000-8000-000000000009")
        second = sign_in(server, tmp_path, chain)
        assert second.drafts.load("text:x") is None
        assert second.sync.status().pending == 0
        second.close()
    assert len([path for path in tmp_path.iterdir() if (path / "header.json").exists()]) == 2
    again = sign_in(server, tmp_path, chain)
    assert again.drafts.load("text:x") == b"mine"
    again.close()


def test_nothing_readable_lies_in_the_profile(
    server: ScriptedServer, office: Office, tmp_path: Path, chain: MemoryKeychain
) -> None:
    office.document(DOC, summary="CHUỖI DỄ NHẬN RA")
    desk = sign_in(server, tmp_path, chain)
    detail = desk.details.get("incoming_document", DOC)
    assert detail is not None
    assert isinstance(detail.record, IncomingDocument)
    assert detail.record.summary == "CHUỖI DỄ NHẬN RA"
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        raw = path.read_bytes()
        for canary in (
            "CHUỖI DỄ NHẬN RA".encode(),
            json.dumps("CHUỖI").encode()[1:-1],
            DOC.encode(),
            PASSWORD.encode(),
        ):
            assert canary not in raw, path
    desk.close()


def test_a_changed_password_needs_the_old_one_once(tmp_path: Path, office: Office, server: ScriptedServer) -> None:
    broken = MemoryKeychain(broken=True)
    sign_in(server, tmp_path, broken).close()
    folder = folder_in(tmp_path)
    from voffice_desktop.vault import header as vault

    old = vault.read(folder)
    keys = vault.unlock(old, PASSWORD, broken)
    changed, _keys = vault.enrol(
        account=old.account, full_name=old.full_name, server=old.server, device_id=old.device_id,
        password="mật khẩu trước", keychain=None, remember=False, at=old.last_used, keys=keys,
    )  # fmt: skip
    vault.write(folder, changed)
    with pytest.raises(SignInNeeded, match="old_password_needed"):
        sign_in(server, tmp_path, broken)
    desk = accounts.sign_in(
        tmp_path, server.url, ME["account"], PASSWORD, old_password="mật khẩu trước", keychain=broken
    )
    desk.close()
    unlock(tmp_path, broken, PASSWORD).close()


def test_forgetting_an_account_leaves_no_file(server: ScriptedServer, tmp_path: Path, chain: MemoryKeychain) -> None:
    sign_in(server, tmp_path, chain).close()
    accounts.forget(tmp_path, ME["account"], keychain=chain)
    assert chain.kept == {}
    with pytest.raises(VofficeError, match="unknown_account"):
        unlock(tmp_path, chain)
