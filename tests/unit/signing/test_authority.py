"""The demo's certificates: all files, safe to run again, made for what they are named after."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.unit.signing.material import Room
from voffice_desktop.signing import authority
from voffice_desktop.signing.credentials import open_pkcs12


def test_all_files_are_there_and_a_second_run_changes_nothing(room: Room) -> None:
    before = {path.name: path.read_bytes() for path in room.folder.iterdir()}
    assert set(before) == {
        *("root.cert.pem", "ca.cert.pem", "root.crl", "ca.crl"),
        *("BYT.p12", "KCB.p12", "QLD.p12", "thutruong1.p12", "thutruong2.p12", "botruong.p12", "cuctruong.kcb.p12"),
        *("KCB-revoked.p12", "KCB-expired.p12", "stranger.p12"),
    }
    authority.demo_credentials(room.folder)
    assert {path.name: path.read_bytes() for path in room.folder.iterdir()} == before


def test_leaders_bear_the_names_given(tmp_path: Path) -> None:
    made = authority.demo_credentials(tmp_path, {"botruong": "Đỗ Thị Mẫu"})
    assert open_pkcs12(made["botruong"].read_bytes(), authority.PASSWORD).info.subject == "Đỗ Thị Mẫu"
    assert open_pkcs12(made["stranger"].read_bytes(), authority.PASSWORD).info.subject == authority.UNITS["KCB"]


def test_openssl_builds_the_same_chain(room: Room, tmp_path: Path) -> None:
    leaf = tmp_path / "leaf.pem"
    opened = subprocess.run(
        ["openssl", "pkcs12", "-in", room.folder / "KCB.p12", "-passin", "pass:Mau@2026", "-clcerts", "-nokeys"],
        capture_output=True,
        check=True,
    )
    leaf.write_bytes(opened.stdout)
    chain = ["-CAfile", room.folder / "root.cert.pem", "-untrusted", room.folder / "ca.cert.pem"]
    assert subprocess.run(["openssl", "verify", *chain, leaf], capture_output=True, check=False).returncode == 0
