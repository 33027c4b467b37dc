"""The Windows installer script compiles, warnings counted as errors, and never removes a profile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from installer import windows_script


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed (apt-get install nsis): the Windows script was not compiled")
    folder = tmp_path / "payload"
    (folder / "_internal").mkdir(parents=True)
    for name in ("voffice-desktop.exe", "voffice-server.exe", "_internal/library.dll"):
        (folder / name).write_bytes(b"MZ" + name.encode())
    return folder


def test_it_compiles(payload: Path, tmp_path: Path) -> None:
    target = tmp_path / "voffice-desktop-setup.exe"
    windows_script.compile_script(payload, "1.2.3", target)
    assert target.read_bytes()[:2] == b"MZ"


def test_a_missing_payload_is_an_error(payload: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="makensis failed"):
        windows_script.compile_script(tmp_path / "nothing", "1.2.3", tmp_path / "voffice-desktop-setup.exe")
    assert not (tmp_path / "voffice-desktop-setup.exe").exists()


def test_removing_the_program_leaves_the_profile() -> None:
    script = windows_script.SCRIPT.read_text(encoding="utf-8")
    removed = [line.split('"')[1] for line in script.splitlines() if line.strip().startswith(("RMDir /r", "Delete "))]
    assert removed
    # The profile lies in %LOCALAPPDATA%\voffice; the program in %LOCALAPPDATA%\Programs\voffice-desktop.
    assert all(path.startswith(("$INSTDIR\\", "$SMPROGRAMS\\")) for path in removed)
