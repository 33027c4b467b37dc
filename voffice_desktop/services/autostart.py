"""Start with the system, off until chosen: an entry of the XDG autostart folder, or of the Run key of Windows.

Source: freedesktop.org, Desktop Application Autostart Specification 0.5.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

from voffice_desktop.errors import MachineFault

_NAME = "voffice-desktop"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


def enabled() -> bool:
    """Whether the program starts when this user signs in to the machine."""
    if sys.platform == "win32":
        return _windows_value() is not None
    return _entry().is_file()


def set_enabled(on: bool) -> None:
    """Write or remove the entry. Raises ``MachineFault('cannot_write')`` and leaves what was."""
    try:
        if sys.platform == "win32":
            _set_windows(on)
        elif on:
            path = _entry()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f"[Desktop Entry]\nType=Application\nName=voffice\nExec={shlex.join(_command())}\nTerminal=false\n",
                encoding="utf-8",
            )
        else:
            _entry().unlink(missing_ok=True)
    except OSError as error:
        raise MachineFault("cannot_write", reason=error.strerror or "") from error


def _entry() -> Path:
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if config else Path.home() / ".config") / "autostart" / f"{_NAME}.desktop"


def _command() -> list[str]:
    """The installed program if there is one on the path, else the one that runs."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    found = shutil.which(_NAME) or shutil.which(_NAME, path=str(Path(sys.executable).parent))
    return [found] if found else [sys.executable, "-m", "voffice_desktop.cli"]


if sys.platform == "win32":
    import winreg

    def _windows_value() -> str | None:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                return str(winreg.QueryValueEx(key, _NAME)[0])
        except OSError:
            return None

    def _set_windows(on: bool) -> None:
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if on:
                command = " ".join(f'"{part}"' for part in _command())
                winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, command)
            elif _windows_value() is not None:
                winreg.DeleteValue(key, _NAME)
