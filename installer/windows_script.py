"""Compiles the Windows installer from a bundle's folder; makensis does it on any system."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent / "windows" / "voffice.nsi"
_LICENCE = Path(__file__).resolve().parent.parent / "LICENSE"


def compile_script(payload: Path, version: str, target: Path) -> None:
    """Make ``target`` (an .exe) from everything in ``payload``. Raises ``RuntimeError`` with what makensis said."""
    done = subprocess.run(
        [
            "makensis",
            "-V2",
            "-WX",
            f"-DPAYLOAD={payload}",
            f"-DVERSION={version}",
            f"-DOUTFILE={target}",
            f"-DLICENCE={_LICENCE}",
            str(SCRIPT),
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"makensis failed: {done.stdout[-2000:]}{done.stderr[-2000:]}")
