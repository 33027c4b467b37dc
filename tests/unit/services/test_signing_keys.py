"""Keys of the machine: remembered without a PIN, troubles named before one is used, nothing secret kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.signing.stick import MODULE, PIN, plugged_in
from voffice_desktop.clock import utc_now
from voffice_desktop.domain.records import Actor
from voffice_desktop.errors import DocumentFault, MachineFault
from voffice_desktop.services.signing_keys import MachineKeys
from voffice_desktop.signing import authority
from voffice_desktop.store.account import Store
from voffice_desktop.store.lane import Databases


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    authority.demo_credentials(folder)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    databases = Databases(tmp_path, b"r" * 32, b"w" * 32, create=True)
    actor = Actor(id="u", unit_id="k", roles=frozenset({"clerk"}), secretary_of=frozenset())
    made = Store(databases, actor, lambda _kind, record, _commands, _actor: record)
    yield made
    made.close()


def test_a_file_is_remembered_by_its_certificate_and_never_with_its_password(store: Store, demo: Path) -> None:
    keys = MachineKeys(store, utc_now)
    with pytest.raises(DocumentFault, match="wrong_pin"):
        keys.add_file(demo / "KCB.p12", "sai")
    assert keys.keys().found == ()
    added = keys.add_file(demo / "KCB.p12", authority.PASSWORD)
    (key,) = MachineKeys(store, utc_now).keys().found
    assert key == added and key.certificate.subject == authority.UNITS["KCB"]
    assert authority.PASSWORD not in (store.fact("signing") or "")
    with keys.opened(key, authority.PASSWORD) as credential:
        credential.prove()
    keys.add_file(demo / "KCB.p12", authority.PASSWORD)
    assert len(keys.keys().found) == 1
    keys.forget_file(str(demo / "KCB.p12"))
    assert keys.keys().found == ()
    assert (demo / "KCB.p12").exists()


def test_what_is_wrong_is_said_before_a_pin_is_used(store: Store, demo: Path, tmp_path: Path) -> None:
    keys = MachineKeys(store, utc_now)
    expired = keys.add_file(demo / "KCB-expired.p12", authority.PASSWORD)
    assert expired.trouble == "certificate_expired"
    with pytest.raises(DocumentFault, match="certificate_expired"), keys.opened(expired, "whatever"):
        pytest.fail("opened an expired certificate")
    early = MachineKeys(store, lambda: datetime(2010, 1, 1, tzinfo=UTC))
    assert early.keys().found[0].trouble == "certificate_not_yet_valid"
    gone = tmp_path / "gone.p12"
    gone.write_bytes((demo / "KCB.p12").read_bytes())
    keys.add_file(gone, authority.PASSWORD)
    gone.unlink()
    missing = next(one for one in keys.keys().found if one.where == str(gone))
    assert missing.trouble == "key_file_missing"
    with pytest.raises(MachineFault, match="key_file_missing"), keys.opened(missing, authority.PASSWORD):
        pytest.fail("opened a file that is gone")
    gone.write_bytes((demo / "QLD.p12").read_bytes())
    other = next(one for one in keys.keys().found if one.where == str(gone))
    with pytest.raises(DocumentFault, match="key_does_not_match"), keys.opened(other, authority.PASSWORD):
        pytest.fail("opened another key under this name")


def test_expiry_is_warned_about_in_time(store: Store, demo: Path) -> None:
    key = MachineKeys(store, utc_now).add_file(demo / "KCB.p12", authority.PASSWORD)
    end = key.certificate.not_after
    assert [key.days_left(end - timedelta(days=days)) for days in (61, 30, 7)] == [61, 30, 7]


def test_a_token_is_seen_without_a_pin_and_a_silent_driver_is_named(
    store: Store, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = MachineKeys(store, utc_now)
    with plugged_in(demo / "KCB.p12", tmp_path, monkeypatch) as stick:
        keys.set_modules([MODULE, "/khong/co.so", MODULE])
        assert keys.modules() == [MODULE, "/khong/co.so"]
        found = keys.keys()
        (key,) = found.found  # the authorities' certificates beside it are not keys
        assert (key.source, key.serial, key.label, key.trouble) == ("token", stick.serial, "unit", "")
        assert found.silent == (("/khong/co.so", "token_driver_missing"),)
        with keys.opened(key, PIN) as credential:
            credential.prove()
        with pytest.raises(DocumentFault, match="wrong_pin"), keys.opened(key, "000000"):
            pytest.fail("the wrong PIN opened the token")
