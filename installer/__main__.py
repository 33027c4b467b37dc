"""``./dev build``: bundle, package and Windows script into dist/, each tried before it is called made."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from installer import debian_package, smoke, windows_script

_ROOT = Path(__file__).resolve().parent.parent
_BUILD = _ROOT / "build"
_DIST = _ROOT / "dist"


def main() -> int:
    """Make everything that can be made on this machine; the exit code is 0 when all of it works."""
    parser = argparse.ArgumentParser(prog="./dev build", description=__doc__)
    parser.add_argument("--no-smoke", action="store_true", help="do not try the package")
    options = parser.parse_args()
    version = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    bundle = make_bundle()
    print(f"bundle: {bundle.relative_to(_ROOT)}", flush=True)
    if shutil.which("dpkg-deb"):
        package = _DIST / f"voffice-desktop_{version}_amd64.deb"
        debian_package.make(bundle, version, _BUILD / "deb", package)
        print(f"package: {package.relative_to(_ROOT)} ({package.stat().st_size >> 20} MiB)", flush=True)
        if not options.no_smoke:
            try:
                for line in smoke.try_package(package, _BUILD / "smoke"):
                    print(f"smoke: {line}", flush=True)
            except smoke.SmokeFault as fault:
                print(f"smoke: {fault}", file=sys.stderr)
                return 1
    if shutil.which("makensis"):
        _windows(bundle, version)
    return 0


def make_bundle() -> Path:
    """Run PyInstaller; the folder that holds the two programs."""
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", str(_DIST), "--workpath", str(_BUILD / "pyinstaller")),
            str(_ROOT / "installer" / "voffice.spec"),
        ],
        stdin=subprocess.DEVNULL,
        cwd=_ROOT,
        check=True,
    )
    return _DIST / "voffice-desktop"


def _windows(bundle: Path, version: str) -> None:
    """On Windows the real installer; elsewhere a proof that the script compiles, on a stand-in for the bundle."""
    if sys.platform == "win32":
        target = _DIST / f"voffice-desktop-{version}-setup.exe"
        windows_script.compile_script(bundle, version, target)
        print(f"installer: {target.relative_to(_ROOT)}", flush=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        payload = Path(folder) / "payload"
        (payload / "_internal").mkdir(parents=True)
        for name in ("voffice-desktop.exe", "voffice-server.exe", "_internal/library.dll"):
            (payload / name).write_bytes(b"MZ")
        windows_script.compile_script(payload, version, Path(folder) / "voffice-desktop-setup.exe")
    print("windows: the installer script compiles (the real one is built on Windows)", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
