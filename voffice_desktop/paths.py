"""Where things live: the user's profile, the server's data, and what ships in ``resources/``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_APP = "voffice"


def data_home() -> Path:
    """The per-user data folder of the platform (XDG on Linux, ``%LOCALAPPDATA%`` on Windows)."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / _APP
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _APP
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _APP


def default_profile() -> Path:
    """The client profile used when ``--profile`` is not given."""
    return data_home() / "profile"


def server_home() -> Path:
    """The server's data folder used when neither ``--database`` nor ``--blobs`` is given."""
    return data_home() / "server"


def private_folder(path: Path) -> Path:
    """Make ``path`` (and its parents) and close it to everybody but its owner (0700). Returns it."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform != "win32":
        path.chmod(0o700)
    return path


def resources() -> Path:
    """The folder of icons, fonts, translations and themes: beside the package, or inside a frozen bundle."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    return Path(__file__).resolve().parent.parent / "resources"


def bundled_plugins() -> Path:
    """The folder of the plugins that ship with the product."""
    return resources().parent / "plugins"
