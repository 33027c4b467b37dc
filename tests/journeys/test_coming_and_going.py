"""The client beside a real office: pushed news, a Wi-Fi page, a server that lost its data, people who move."""

from __future__ import annotations

import io
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD
from tests.stateful import crashes
from tests.stateful.devices import Device
from tests.stateful.link import Link
from tests.stateful.small_office import ACCOUNTS, Office, small_office
from voffice_desktop import cli
from voffice_desktop.errors import Rejected, SignInNeeded
from voffice_desktop.services import accounts, captions
from voffice_desktop.services.values import Changed, ListQuery, SyncStatus

News = Changed | SyncStatus


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with small_office(tmp_path_factory.mktemp("coming") / "office") as made, crashes.watching():
        yield made


@pytest.fixture
def make(office: Office, tmp_path: Path) -> Iterator[Callable[..., Device]]:
    office.reset()
    made: list[Device] = []

    def device(number: int, *, straight: bool = False) -> Device:
        link = Link(office.ministry.url)
        link.__enter__()
        if straight:
            link.straight()
        one = Device(f"{number}-device{len(made)}", office, office.devices[number], tmp_path, link)
        one.sync()
        made.append(one)
        return one

    yield device
    for one in made:
        one.stop()
        one.link.__exit__()


def slip_of(office: Office, account: str, state: str) -> str:
    found = [
        key[1]
        for key, (_version, data) in office.sees(account).items()
        if key[0] == "slip" and data["state"] == state
    ]
    return sorted(found)[0]


def heard(device: Device, wanted: Callable[[News], bool]) -> tuple[threading.Event, Callable[[], None]]:
    event = threading.Event()
    end = device.here.desk.sync.subscribe(lambda item: event.set() if wanted(item) else None)
    return event, end


def test_anothers_act_is_pushed(office: Office, make: Callable[..., Device]) -> None:
    device = make(0, straight=True)
    slip = slip_of(office, "thutruong1", "with_leader")
    synced, end = heard(device, lambda item: isinstance(item, SyncStatus) and item.state == "synced")
    device.here.desk.sync.start()
    assert synced.wait(30)
    end()
    came, end = heard(device, lambda item: isinstance(item, Changed) and slip in item.ids)
    # The stream opens a moment after the round; an act before that comes with the stream's first nudge or the timer.
    for _try in range(20):
        answer = office.person("thuky.tt1").post(f"/slips/{slip}/comment", {"text": "ý kiến của thư ký"})
        assert answer.status_code == 200
        if came.wait(3):
            break
    end()
    assert came.is_set()


def test_a_wifi_page_is_recognised_and_the_way_back_found(office: Office, make: Callable[..., Device]) -> None:
    device = make(0)
    slip = slip_of(office, "thutruong1", "with_leader")
    device.here.desk.acts.act("POST", f"/slips/{slip}/comment", {"text": "qua trang Wi-Fi"})
    device.link.portal = True
    portal, end = heard(device, lambda item: isinstance(item, SyncStatus) and item.trouble == "not_our_server")
    device.here.desk.sync.start()
    assert portal.wait(30)
    end()
    assert device.here.desk.sync.status().blocked == 0
    back, end = heard(
        device, lambda item: isinstance(item, SyncStatus) and item.state == "synced" and item.pending == 0
    )
    device.link.portal = False
    assert back.wait(30)
    end()
    assert office.notes().count("qua trang Wi-Fi") == 1


def test_a_server_that_lost_its_data_is_asked_about(
    office: Office, make: Callable[..., Device], tmp_path: Path
) -> None:
    device = make(3)
    before = device.mirror()
    live = sqlite3.connect(office.live, timeout=30)
    live.execute("UPDATE meta SET value = 'another' WHERE key = 'epoch'")
    live.execute("DELETE FROM visible WHERE record_id IN (SELECT id FROM records WHERE kind IN ('event', 'file'))")
    live.commit()
    device.here.desk.drafts.save("ink:x", b"strokes")
    with pytest.raises(Rejected, match="resync_shrinks"):
        device.here.syncing.round()
    status = device.here.desk.sync.status()
    assert status.shrinks is not None
    assert status.shrinks[0] == len(before)
    assert device.mirror() == before
    device.stop()
    device.start()
    assert device.mirror() == before
    device.here.desk.sync.accept_shrink()
    assert len(device.mirror()) < len(before)
    assert device.here.desk.sync.status().shrinks is None
    assert device.here.desk.drafts.load("ink:x") == b"strokes"
    live.execute("UPDATE meta SET value = ? WHERE key = 'epoch'", (office.epoch,))
    live.commit()
    live.close()


def test_the_command_line_asks_before_it_takes_much_less(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    office.reset()

    def run(*words: str) -> tuple[int, dict[str, Any], str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode())))
        code = cli.main([*words, "--profile", str(tmp_path), "--password-stdin"])
        out, said = capfd.readouterr()
        return code, json.loads(out) if out else {}, said

    assert run("login", "--server", office.ministry.url, "--account", "chuyenvien.kcb", "--no-remember")[0] == 0
    code, first, _said = run("sync")
    assert code == 0
    live = sqlite3.connect(office.live, timeout=30)
    live.execute("UPDATE meta SET value = 'another' WHERE key = 'epoch'")
    live.execute("DELETE FROM visible WHERE record_id IN (SELECT id FROM records WHERE kind IN ('event', 'file'))")
    live.commit()
    slips = run("list", "slip")[1]["items"]
    assert run("act", "POST", f"/slips/{slips[0]['id']}/comment", "--body", '{"text": "giữ lời"}')[0] == 0
    code, answer, said = run("sync")
    assert (code, answer) == (1, {})
    assert said.startswith("resync_shrinks: ")
    assert "--accept-shrink" in said
    assert run("list", "slip")[1]["items"] != []
    code, answer, _said = run("sync", "--accept-shrink")
    assert (code, answer["online"]) == (0, True)
    assert 0 < answer["removed"] < first["received"]
    assert office.notes().count("giữ lời") == 1
    live.execute("UPDATE meta SET value = ? WHERE key = 'epoch'", (office.epoch,))
    live.commit()
    live.close()


def test_a_person_who_moves_takes_only_own_words_along(office: Office, make: Callable[..., Device]) -> None:
    admin, head = office.person("admin"), office.person("cuctruong.kcb")
    staff, other = office.person("chuyenvien.kcb").user, office.person("truongphong.kcb").user
    books = [data for key, (_v, data) in office.sees("vanthu.kcb").items() if key[0] == "book"]
    book = next(one for one in books if one["direction"] == "incoming" and one["unit_id"] == staff["unit_id"])
    made = office.person("vanthu.kcb").post(
        "/incoming-documents",
        {"book_id": book["id"], "symbol": "9/MAU", "summary": "Giấy mời mẫu", "issuer_name": "Nơi Mẫu",
         "issued_on": "2026-11-01"},
    )  # fmt: skip
    assert made.status_code == 201, made.text
    papers = [made.json()["id"]]

    def assign(user: dict[str, Any]) -> None:
        lead = {"assignee_kind": "user", "assignee_id": user["id"], "role": "lead"}
        for paper in papers:
            answer = head.post(f"/incoming-documents/{paper}/assign", {"assignments": [lead], "opinion": "giao"})
            assert answer.status_code == 200, answer.text

    assign(staff)
    device = make(3)
    path = f"/incoming-documents/{papers[0]}/comment"
    device.here.desk.acts.act("POST", path, {"text": "lời viết trước khi chuyển"})
    assign(other)
    assert admin.patch(f"/users/{staff['id']}", {"unit_id": office.person("thutruong1").user["unit_id"]}).ok
    device.sync()
    device.sync()
    device.check()
    device.check_whole()
    assert not {("incoming_document", paper) for paper in papers} & set(device.mirror())
    (item,) = device.here.desk.attention.items()
    assert item.text == "lời viết trước khi chuyển"
    assert device.here.desk.search.find("lời viết") == []


def test_a_disabled_person_is_signed_out_and_keeps_the_outbox_sealed(
    office: Office, make: Callable[..., Device]
) -> None:
    device = make(4)
    slip = next(key[1] for key in device.mirror() if key[0] == "slip")
    device.here.desk.acts.act("POST", f"/slips/{slip}/comment", {"text": "chưa kịp gửi"})
    reviewer = office.person("truongphong.kcb").user
    assert office.person("admin").patch(f"/users/{reviewer['id']}", {"disabled": True}).ok
    with pytest.raises(SignInNeeded, match="not_signed_in"):
        device.here.syncing.round()
    assert device.here.desk.sync.status().state == "signed_out"
    status = device.here.desk.sync.status()
    assert (status.pending, status.blocked) == (0, 1)
    # Without contact the cache shuts by itself when the lease ends; a clock set back extends nothing.
    from voffice_desktop.services import opening

    databases = device.here.store.databases
    with pytest.raises(SignInNeeded, match="lease_expired"):
        opening.check_lease(databases, device.clock() + timedelta(days=31))
    with pytest.raises(SignInNeeded, match="clock_wrong"):
        opening.check_lease(databases, device.clock() - timedelta(days=2))


@pytest.mark.parametrize("account", [one for one in ACCOUNTS if one != "admin"])
def test_without_the_server_every_role_reads_why_what_must_be_online_waits(
    office: Office, tmp_path: Path, account: str
) -> None:
    """Over every record of the small office: acts with legal effect are disabled with the reason, and cannot be
    queued past the screen; no act of any kind is disabled without words."""
    office.reset()
    with Link(office.ministry.url) as link:
        person = office.person(account)
        device = Device(
            "9-role", office, replace(person, token=office.ministry.sign_in(account).token), tmp_path, link
        )
        device.sync()
        link.down = True
        device.sync()
        desk = device.here.desk
        online = set()
        for kind in ("incoming_document", "outgoing_document", "slip", "task"):
            for row in desk.lists.rows(ListQuery(kind), None, 500):
                detail = desk.details.get(kind, row.id)
                assert detail is not None
                for act in detail.actions:
                    assert act.enabled or act.reason, f"{act.name} is disabled without a word"
                    if act.online_only:
                        assert not act.enabled, act
                        online |= {act.name} if act.reason == captions.OFFLINE_REASON else set()
        if account.startswith("vanthu."):
            assert "certify" in online
        for path in (
            "/outgoing-documents/x/number",
            "/outgoing-documents/x/dispatch",
            "/outgoing-documents/x/signing",
        ):
            with pytest.raises(Rejected, match="online_only"):
                desk.acts.act("POST", path, {})
        device.stop()


def test_a_clock_that_is_days_off_is_told_and_hinders_nothing(office: Office, make: Callable[..., Device]) -> None:
    """Acts go out and rows come in; a Wi-Fi page's clock is nobody's."""
    device = make(4)
    assert device.here.desk.sync.status().clock_off == 0
    slip = next(key[1] for key in device.mirror() if key[0] == "slip")
    for days in (3, -9):
        device.offset = timedelta(days=days)
        device.here.desk.acts.act("POST", f"/slips/{slip}/comment", {"text": f"lệch {days} ngày"})
        device.sync()
        assert abs(device.here.desk.sync.status().clock_off - days * 86_400) < 5
        device.check_whole()
        assert office.notes().count(f"lệch {days} ngày") == 1
    offset = device.here.exchange.clock_offset
    device.link.portal = True
    device.sync()
    assert device.here.exchange.clock_offset == offset


def test_whoever_is_shut_out_sees_no_more_and_loses_no_work(office: Office, tmp_path: Path) -> None:
    """Disabled: the lease ends with the session; rows, words and bytes go; what was not sent waits for its author."""
    office.reset()
    reviewer = office.person("truongphong.kcb").user
    server, who = office.ministry.url, ("truongphong.kcb", PASSWORD)
    chain = MemoryKeychain()
    desk = accounts.sign_in(tmp_path, server, *who, progress=lambda _done, _of: None, keychain=chain)
    slip = desk.lists.rows(ListQuery("slip"), None, 5)[0]
    detail = desk.details.get("slip", slip.id)
    assert detail is not None
    file_id = detail.files[0].file.id
    desk.files.fetch(file_id)
    desk.acts.act("POST", f"/slips/{slip.id}/comment", {"text": "chưa kịp gửi"})
    assert office.person("admin").patch(f"/users/{reviewer['id']}", {"disabled": True}).ok
    with pytest.raises(SignInNeeded, match="not_signed_in"):
        desk.sync.run()
    assert (desk.sync.status().state, desk.sync.status().trouble) == ("signed_out", "session_closed")
    assert desk.lists.rows(ListQuery("slip"), None, 5) == []
    assert desk.search.find(slip.title.split()[0]) == []
    assert not desk.files.is_cached(file_id)
    assert [path for path in tmp_path.rglob("blobs/*") if path.is_file()] == []
    desk.close()
    for password in (None, PASSWORD):
        with pytest.raises(SignInNeeded, match="lease_expired"):
            accounts.unlock(tmp_path, who[0], password, keychain=chain)
    with pytest.raises(SignInNeeded, match="bad_credentials"):
        accounts.sign_in(tmp_path, server, *who, keychain=chain)
    assert office.person("admin").patch(f"/users/{reviewer['id']}", {"disabled": False}).ok
    desk = accounts.sign_in(tmp_path, server, *who, progress=lambda _done, _of: None, keychain=chain)
    try:
        assert slip.id in {row.id for row in desk.lists.rows(ListQuery("slip"), None, 50)}
        (item,) = desk.attention.items()
        assert (item.code, item.text, item.title) == ("account_disabled", "chưa kịp gửi", slip.title)
        assert office.notes().count("chưa kịp gửi") == 0, "its author decides first"
        desk.attention.retry_all([item.command_id])
        desk.sync.run()
        assert office.notes().count("chưa kịp gửi") == 1
        assert desk.sync.status().blocked == 0
    finally:
        desk.close()


def test_a_remembered_device_of_a_disabled_person_is_emptied_at_once(office: Office, tmp_path: Path) -> None:
    """No password is at hand there: the token alone hears that its person was disabled. What was written here and
    never sent stays in its author's sight; after the return names and rows are as on a fresh device."""
    office.reset()
    reviewer = office.person("truongphong.kcb").user
    server, who = office.ministry.url, ("truongphong.kcb", PASSWORD)
    chain = MemoryKeychain()
    accounts.sign_in(tmp_path, server, *who, progress=lambda _done, _of: None, keychain=chain).close()
    desk = accounts.unlock(tmp_path, who[0], None, keychain=chain)
    assert desk.lists.rows(ListQuery("slip"), None, 5)
    own = "01a22299-0000-7000-8000-000000000001"
    desk.acts.act("POST", "/slips", {"id": own, "title": "Phiếu chưa gửi"})
    (before,) = (row for row in desk.lists.rows(ListQuery("slip"), None, 50) if row.id == own)
    assert before.party, "the unit's name"
    assert office.person("admin").patch(f"/users/{reviewer['id']}", {"disabled": True}).ok
    with pytest.raises(SignInNeeded, match="not_signed_in"):
        desk.sync.run()
    assert (desk.sync.status().state, desk.sync.status().trouble) == ("signed_out", "session_closed")
    (left,) = desk.lists.rows(ListQuery("slip"), None, 50)
    assert (left.id, left.title, left.party, left.blocked) == (own, "Phiếu chưa gửi", "", True)
    desk.close()
    with pytest.raises(SignInNeeded, match="lease_expired"):
        accounts.unlock(tmp_path, who[0], None, keychain=chain)
    with pytest.raises(SignInNeeded, match="bad_credentials"):
        accounts.sign_in(tmp_path, server, *who, keychain=chain)
    assert list(tmp_path.rglob("cache.db")) == []
    assert list(tmp_path.rglob("outbox.db")) != []
    assert office.person("admin").patch(f"/users/{reviewer['id']}", {"disabled": False}).ok
    desk = accounts.sign_in(tmp_path, server, *who, progress=lambda _done, _of: None, keychain=chain)
    try:
        (again,) = (row for row in desk.lists.rows(ListQuery("slip"), None, 50) if row.id == own)
        assert (again.party, again.blocked) == (before.party, True)
    finally:
        desk.close()


def test_an_act_that_may_have_arrived_before_the_person_was_shut_out_is_not_done_twice(
    office: Office, make: Callable[..., Device]
) -> None:
    """Its answer was lost, then its author was disabled: let in again, it is asked about under its own key."""
    device = make(4)
    slip = next(key[1] for key in device.mirror() if key[0] == "slip")
    desk = device.here.desk
    desk.acts.act("POST", f"/slips/{slip}/comment", {"text": "đã đến mà không biết"})
    desk.acts.act("POST", f"/slips/{slip}/comment", {"text": "chưa rời máy"})
    device.link.faults.extend(["ok", "lost_answer"])
    device.sync()
    assert office.notes().count("đã đến mà không biết") == 1
    reviewer = office.person("truongphong.kcb").user
    for disabled in (True, False):
        assert office.person("admin").patch(f"/users/{reviewer['id']}", {"disabled": disabled}).ok
        if disabled:
            with pytest.raises(SignInNeeded, match="not_signed_in"):
                device.here.syncing.round()
            device.check_emptied()
    office.person("truongphong.kcb").token = office.ministry.sign_in("truongphong.kcb").token
    device.come_back(office.ministry.sign_in("truongphong.kcb", device="device-4").token)
    device.sync()
    device.check()
    (item,) = desk.attention.items()
    assert (item.text, item.code) == ("chưa rời máy", "account_disabled")
    desk.attention.retry(item.command_id)
    device.sync()
    device.check_whole()
    notes = office.notes()
    assert (notes.count("đã đến mà không biết"), notes.count("chưa rời máy")) == (1, 1)


def test_a_session_that_merely_ended_takes_nothing_away(office: Office, tmp_path: Path) -> None:
    """Signed out from elsewhere: reading goes on over the local data, and the next sign-in delivers the work."""
    office.reset()
    server, who = office.ministry.url, ("truongphong.kcb", PASSWORD)
    chain = MemoryKeychain()
    accounts.sign_in(tmp_path, server, *who, progress=lambda _done, _of: None, keychain=chain).close()
    desk = accounts.unlock(tmp_path, who[0], None, keychain=chain)
    slip = desk.lists.rows(ListQuery("slip"), None, 5)[0]
    person = office.person(who[0])
    for one in person.get("/sessions").json()["items"]:
        if not one.get("current"):
            assert person.ask("DELETE", f"/sessions/{one['id']}").ok
    desk.acts.act("POST", f"/slips/{slip.id}/comment", {"text": "viết lúc đã bị đăng xuất"})
    with pytest.raises(SignInNeeded, match="not_signed_in"):
        desk.sync.run()
    assert desk.sync.status().state == "signed_out"
    assert slip.id in {row.id for row in desk.lists.rows(ListQuery("slip"), None, 50)}
    desk.close()
    reading = accounts.unlock(tmp_path, who[0], None, keychain=chain)
    assert slip.id in {row.id for row in reading.lists.rows(ListQuery("slip"), None, 50)}
    reading.close()
    accounts.sign_in(tmp_path, server, *who, progress=lambda _done, _of: None, keychain=chain).close()
    assert office.notes().count("viết lúc đã bị đăng xuất") == 1


def test_two_devices_of_one_person_converge(office: Office, make: Callable[..., Device]) -> None:
    first, second = make(0), make(1)
    slip = slip_of(office, "thutruong1", "with_leader")
    revision: Any = office.sees("thutruong1")["slip", slip][1]["revision"]
    first.here.desk.acts.act("POST", f"/slips/{slip}/approve", {"comment": "đồng ý", "revision": revision})
    second.here.desk.acts.act("POST", f"/slips/{slip}/return", {"comment": "trả lại vì thiếu căn cứ"})
    first.sync()
    second.sync()
    first.sync()
    for device in (first, second):
        device.check_whole()
        assert device.mirror()["slip", slip][1]["state"] == "approved"
    (item,) = second.here.desk.attention.items()
    assert (item.text, item.state_now, item.code) == ("trả lại vì thiếu căn cứ", "approved", "wrong_state")
