"""The system keyring: a real Secret Service, and every way in which there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROUND = """
from voffice_desktop.vault.keychain import SystemKeychain
chain = SystemKeychain()
assert chain.get("a handle nobody used") is None
chain.put("handle", bytes(range(32)))
assert chain.get("handle") == bytes(range(32))
chain.delete("handle")
assert chain.get("handle") is None
chain.delete("handle")
print("kept and forgotten")
"""

_NONE = """
from voffice_desktop.errors import MachineFault
from voffice_desktop.vault.keychain import SystemKeychain
try:
    SystemKeychain(timeout=10).put("handle", b"k" * 32)
except MachineFault as error:
    print(error.code)
"""

_SERVICE = """
printf 'sample\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
"$@"
rc=$?
pid=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \\
  org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null | awk '{print $2}')
[ -n "$pid" ] && kill "$pid" 2>/dev/null
exit $rc
"""


def _run(arguments: list[str], environment: dict[str, str], folder: Path) -> str:
    private = {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_RUNTIME_DIR": str(folder),
    }
    kept = {name: value for name, value in os.environ.items() if name not in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY")}
    done = subprocess.run(arguments, env=kept | private | environment, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_real_secret_service_keeps_the_key(tmp_path: Path) -> None:
    missing = [name for name in ("dbus-run-session", "gnome-keyring-daemon", "dbus-send") if not shutil.which(name)]
    if missing:
        pytest.skip(f"no Secret Service to test with: {', '.join(missing)} not installed")
    tmp_path.chmod(0o700)
    (tmp_path / "data").mkdir()
    chosen = {"PYTHON_KEYRING_BACKEND": "keyring.backends.SecretService.Keyring"}
    command = ["dbus-run-session", "--", "bash", "-c", _SERVICE, "bash", sys.executable, "-c", _ROUND]
    assert _run(command, chosen, tmp_path) == "kept and forgotten"


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.fail.Keyring",
        "keyring.backends.null.Keyring",
        "keyring.backends.SecretService.Keyring",
        "no.such.Backend",
    ],
)
def test_without_a_keyring_it_says_so(tmp_path: Path, backend: str) -> None:
    environment = {"PYTHON_KEYRING_BACKEND": backend, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    assert _run([sys.executable, "-c", _NONE], environment, tmp_path) == "no_keyring"
