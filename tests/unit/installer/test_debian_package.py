"""The .deb of a stand-in bundle: what it holds, who owns it, and that dpkg installs it into an empty tree."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from installer import debian_package, smoke


@pytest.fixture
def package(tmp_path: Path) -> Path:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("this is no Debian or Ubuntu (no dpkg-deb): the package was not made")
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    for program in ("voffice-desktop", "voffice-server"):
        script = bundle / program
        script.write_text("#!/bin/sh\necho '{}'\n", encoding="ascii")
        script.chmod(0o700)
    (bundle / "_internal" / "data").write_text("x", encoding="ascii")
    target = tmp_path / "voffice.deb"
    debian_package.make(bundle, "1.2.3", tmp_path / "work", target)
    return target


def test_it_holds_programs_commands_menu_and_licence(package: Path) -> None:
    listed = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True).stdout
    lines = {line.split()[5]: line for line in listed.splitlines()}
    assert lines["./opt/voffice-desktop/voffice-desktop"].startswith("-rwxr-xr-x root/root")
    assert lines["./opt/voffice-desktop/_internal/data"].startswith("-rw-r--r-- root/root")
    assert lines["./usr/bin/voffice-server"].endswith("-> /opt/voffice-desktop/voffice-server")
    assert "./usr/share/applications/voffice-desktop.desktop" in lines
    assert "./usr/share/icons/hicolor/scalable/apps/voffice-desktop.svg" in lines
    assert "./usr/share/doc/voffice-desktop/copyright" in lines
    told = subprocess.run(
        ["dpkg-deb", "-f", package, "Version", "Depends"], capture_output=True, text=True, check=True
    )
    assert "Version: 1.2.3" in told.stdout
    assert "libxcb-cursor0" in told.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may let dpkg install into a tree")
def test_what_does_not_answer_is_not_called_working(package: Path, tmp_path: Path) -> None:
    # The stand-in answers --help and doctor, but shows no window: the smoke test must notice.
    with pytest.raises(smoke.SmokeFault, match="no window"):
        smoke.try_package(package, tmp_path / "smoke")
    assert (tmp_path / "smoke/tree/opt/voffice-desktop/voffice-desktop").is_file()
