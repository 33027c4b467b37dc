"""A real token, made of software: SoftHSM2 with a unit's key and certificates on it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization import pkcs12 as files

from voffice_desktop.signing import authority
from voffice_desktop.signing.credentials import list_tokens

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "246810"


@dataclass(frozen=True)
class Stick:
    """A token that is plugged in while its ``with`` lasts."""

    serial: str
    folder: Path


@contextmanager
def plugged_in(key_file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    """Put the key of a PKCS#12 file of the demo on a fresh token below ``folder``; skips loudly without SoftHSM2."""
    if not Path(MODULE).exists() or shutil.which("softhsm2-util") is None or shutil.which("pkcs11-tool") is None:
        pytest.skip("softhsm2 or opensc is not installed: signing with a token was not tried")
    tokens = folder / "tokens"
    tokens.mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))

    def run(*command: object) -> str:
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
        return done.stdout

    key, certificate, others = files.load_key_and_certificates(key_file.read_bytes(), authority.PASSWORD.encode())
    assert key is not None and certificate is not None
    pem = folder / "key.pem"
    pem.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    run("softhsm2-util", "--init-token", "--free", "--label", "unit", "--so-pin", "87654321", "--pin", PIN)
    run("softhsm2-util", "--import", pem, "--token", "unit", "--label", "unit", "--id", "01", "--pin", PIN)
    for number, one in enumerate((certificate, *others)):
        der = folder / f"{number}.der"
        der.write_bytes(one.public_bytes(Encoding.DER))
        run(
            *("pkcs11-tool", "--module", MODULE, "--token-label", "unit", "--login", "--pin", PIN),
            *("--write-object", der, "--type", "cert", "--id", f"0{number + 1}", "--label", f"c{number}"),
        )
    pkcs11.lib(MODULE).reinitialize()
    (token,) = list_tokens(MODULE)
    yield Stick(token.serial, tokens)
    pkcs11.lib(MODULE).finalize()
    pkcs11.unload(MODULE)
