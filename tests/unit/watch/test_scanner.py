"""A real SANE with its own test device: what it offers, pages as they come, faults by name, nothing left behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from voffice_desktop.errors import MachineFault
from voffice_desktop.watch import scanner

FEEDER = "Automatic Document Feeder"


@pytest.fixture(autouse=True)
def _device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("scanimage") is None:
        pytest.skip("sane-utils is not installed: no scan was tried")
    (tmp_path / "dll.conf").write_text("test\n", encoding="utf-8")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))


def test_a_device_and_what_it_offers() -> None:
    found = scanner.scanners()
    assert [each.name for each in found] == ["test:0", "test:1"]
    assert found[0].label == "Noname frontend-tester"
    offers = scanner.abilities("test:0")
    assert offers.sources == ("Flatbed", FEEDER)
    assert offers.modes == ("Gray", "Color")
    assert 300 in offers.resolutions
    assert offers.feeds(FEEDER) and not offers.feeds("Flatbed")


def test_the_flatbed_gives_one_page_and_the_feeder_all() -> None:
    pages: list[bytes] = []
    assert scanner.scan("test:0", source="Flatbed", mode="Gray", dpi=75, page=pages.append) == 1
    assert scanner.scan("test:0", source=FEEDER, mode="Gray", dpi=75, page=pages.append) == 10
    assert len(pages) == 11 and all(page.startswith(b"\xff\xd8") for page in pages)
    assert not list(Path("/dev/shm").glob("voffice-scan-*"))


def test_a_stop_keeps_what_was_handed_over() -> None:
    pages: list[bytes] = []
    count = scanner.scan(
        "test:0", source=FEEDER, mode="Gray", dpi=75, page=pages.append, cancelled=lambda: len(pages) >= 2
    )
    assert 2 <= count == len(pages) < 10


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("SANE_STATUS_JAMMED", "scanner_jammed"),
        ("SANE_STATUS_NO_DOCS", "scanner_empty"),
        ("SANE_STATUS_COVER_OPEN", "scanner_open"),
        ("SANE_STATUS_DEVICE_BUSY", "scanner_busy"),
        ("SANE_STATUS_IO_ERROR", "scanner_failed"),
    ],
)
def test_each_fault_of_the_device_has_its_name(
    status: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "scanimage"
    program.parent.mkdir()
    real = shutil.which("scanimage")
    program.write_text(f'#!/bin/sh\nexec {real} "$@" --read-return-value {status}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(MachineFault, match=code):
        scanner.scan("test:0", source="Flatbed", mode="Gray", dpi=75, page=lambda _: None)


def test_a_device_that_is_gone_and_a_machine_without_sane(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MachineFault, match="scanner_gone"):
        scanner.scan("nothere:0", source="", mode="", dpi=0, page=lambda _: None)
    with pytest.raises(MachineFault, match="scanner_gone"):
        scanner.abilities("nothere:0")
    monkeypatch.setenv("PATH", "")
    assert not scanner.available()
    with pytest.raises(MachineFault, match="scanner_unavailable"):
        scanner.scanners()
