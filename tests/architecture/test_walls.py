"""The walls hold, and each of them would notice if it did not."""

from __future__ import annotations

import ast
import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGE = _ROOT / "voffice_desktop"

_PLANTED = {
    "domain sees a floor above": (
        "domain/records.py",
        "import voffice_desktop.protocol.codec",
        "Imports go downward",
    ),
    "sync sees services": ("sync/__init__.py", "import voffice_desktop.services", "Imports go downward"),
    "store sees its sibling": ("store/__init__.py", "import voffice_desktop.remote", "Imports go downward"),
    "a room without a floor": ("helpers/__init__.py", "", "Imports go downward"),
    "services start the server": (
        "services/__init__.py",
        "import voffice_desktop.server",
        "Nobody imports the server",
    ),
    "the server sees the cache": ("server/__init__.py", "import voffice_desktop.store", "The server sees the shared"),
    "a screen opens a PDF": ("ui/__init__.py", "import pymupdf", "PDF is read and written in pdf alone"),
    "sync speaks HTTP": ("sync/__init__.py", "import requests", "HTTP leaves through remote alone"),
    "services use Qt": ("services/__init__.py", "from PySide6.QtCore import QObject", "Qt lives in qt"),
    "the client signs outside signing": ("services/__init__.py", "import pyhanko.sign", "Signatures are made"),
    "a room opens the key ring": ("remote/__init__.py", "import keyring", "The system key ring"),
    "a room opens the cache": ("services/__init__.py", "import sqlite_utils", "The sealed cache"),
    "the client serves": ("services/__init__.py", "import fastapi", "What serves is the server's alone"),
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def _modules() -> list[Path]:
    return sorted(_PACKAGE.rglob("*.py"))


def _imported(path: Path) -> set[str]:
    """Top-level names of everything that ``path`` imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def _walled() -> set[str]:
    """Every library for which a contract names its room."""
    contracts = configparser.ConfigParser()
    contracts.read(_ROOT / ".importlinter", encoding="utf-8")
    return {
        name
        for section in contracts.sections()
        for name in contracts[section].get("forbidden_modules", "").split()
        if "." not in name
    }


def test_the_walls_hold() -> None:
    result = _lint(_ROOT)
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize("planted", _PLANTED)
def test_a_planted_violation_is_found(planted: str, tmp_path: Path) -> None:
    module, line, contract = _PLANTED[planted]
    shutil.copytree(_PACKAGE, tmp_path / "voffice_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(_ROOT / ".importlinter", tmp_path)
    path = tmp_path / "voffice_desktop" / module
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    result = _lint(tmp_path)
    assert result.returncode != 0
    broken = [said for said in result.stdout.splitlines() if said.startswith(contract) and "BROKEN" in said]
    # A room without a floor makes the layers contract itself refuse to run, and it names the room.
    assert broken or "helpers" in result.stdout, result.stdout[-2000:]


# Libraries that several rooms use by their nature; everything else has one room and a contract.
_SHARED_LIBRARIES = {
    "argon2": "keys from passwords: the vault's and the server's",
    "cryptography": "ciphers and certificates: vault, blobs, signing and the server's checks",
    "asn1crypto": "certificates as bytes: signing and the server's checks",
    "zstandard": "compressed bodies: remote and the server",
    "numpy": "pixels: pdf, and the server's scanned-looking samples",
    "PIL": "pictures: pdf, signing's stamps, and the server's samples",
    "fontTools": "fonts: pdf and signing's stamps",
    "segno": "QR codes: pdf's copies",
}


def test_every_library_has_its_room() -> None:
    known = _walled() | set(_SHARED_LIBRARIES) | set(sys.stdlib_module_names) | {"voffice_desktop"}
    strangers = {f"{path.relative_to(_ROOT)}: {name}" for path in _modules() for name in _imported(path) - known}
    assert not strangers


def test_the_domain_knows_the_standard_library_alone() -> None:
    own = set(sys.stdlib_module_names) | {"voffice_desktop"}
    strangers = {
        f"{path.name}: {name}" for path in (_PACKAGE / "domain").rglob("*.py") for name in _imported(path) - own
    }
    assert not strangers


def test_the_server_starts_without_the_clients_libraries(tmp_path: Path) -> None:
    program = (
        "import runpy, sys\n"
        "class Blocked:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        blocked = {'PySide6', 'shiboken6', 'keyring', 'watchdog', 'requests', 'sqlcipher3'}\n"
        "        if name.partition('.')[0] in blocked:\n"
        "            raise ImportError(f'{name} is not for the server')\n"
        "sys.meta_path.insert(0, Blocked())\n"
        "sys.argv = ['voffice-server', '--help']\n"
        "runpy.run_module('voffice_desktop.server.cli', run_name='__main__')\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "serve" in result.stdout
