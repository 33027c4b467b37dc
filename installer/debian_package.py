"""The .deb: the bundle under /opt, the two commands, the menu entry and the icon."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_NAME = "voffice-desktop"
_PROGRAMS = ("voffice-desktop", "voffice-server")

# What the bundle takes from the system. Newer releases renamed GLib; either name serves.
_DEPENDS = (
    "libc6 (>= 2.35)",
    "libglib2.0-0 | libglib2.0-0t64",
    *("libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libx11-6", "libx11-xcb1"),
    *("libxkbcommon0", "libxkbcommon-x11-0", "libxcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0"),
    *("libxcb-keysyms1", "libxcb-randr0", "libxcb-render0", "libxcb-render-util0", "libxcb-shape0"),
    *("libxcb-shm0", "libxcb-sync1", "libxcb-util1", "libxcb-xfixes0", "libxcb-xkb1"),
)
_RECOMMENDS = (
    "gnome-keyring | kwalletmanager | keepassxc",
    "pcscd",
    # Without them scans are entered by hand, and the tray says so.
    "tesseract-ocr",
    "tesseract-ocr-vie",
)
_SUGGESTS = ("ibus-unikey | fcitx5-unikey",)


def make(bundle: Path, version: str, work: Path, target: Path) -> None:
    """Make ``target`` (a .deb) from the folder ``bundle``; ``work`` is a scratch folder, made anew."""
    shutil.rmtree(work, ignore_errors=True)
    place = work / "opt" / _NAME
    shutil.copytree(bundle, place, symlinks=True)
    commands = work / "usr" / "bin"
    commands.mkdir(parents=True)
    for program in _PROGRAMS:
        (commands / program).symlink_to(f"/opt/{_NAME}/{program}")
    _copy(_HERE / "linux" / f"{_NAME}.desktop", work / "usr/share/applications")
    _copy(_HERE / "pictures" / f"{_NAME}.svg", work / "usr/share/icons/hicolor/scalable/apps")
    _copy(_HERE.parent / "LICENSE", work / f"usr/share/doc/{_NAME}", "copyright")
    kilobytes = sum(path.lstat().st_size for path in work.rglob("*") if not path.is_dir()) // 1024
    control = work / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        f"Package: {_NAME}\n"
        f"Version: {version}\n"
        f"Architecture: {_architecture()}\n"
        "Maintainer: The voffice-desktop authors <voffice-desktop@localhost>\n"
        f"Installed-Size: {kilobytes}\n"
        f"Depends: {', '.join(_DEPENDS)}\n"
        f"Recommends: {', '.join(_RECOMMENDS)}\n"
        f"Suggests: {', '.join(_SUGGESTS)}\n"
        "Section: text\n"
        "Priority: optional\n"
        "Description: Offline-first electronic documents for Vietnamese state agencies\n"
        " Read, process, annotate and sign official documents, also without a network;\n"
        " with the server that a ministry runs.\n",
        encoding="utf-8",
    )
    for path in (work, *work.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z6", "--build", str(work), str(target)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _copy(source: Path, folder: Path, name: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _architecture() -> str:
    told = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return told.stdout.strip()
