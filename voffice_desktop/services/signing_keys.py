"""The keys of this machine: PKCS#12 files that the user chose and tokens behind PKCS#11 modules.

What is remembered (paths, certificates; never a PIN) lies in the account's sealed outbox, and no path reaches a log.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from voffice_desktop.clock import Clock
from voffice_desktop.errors import DocumentFault, MachineFault, VofficeError
from voffice_desktop.protocol import codec
from voffice_desktop.services.signing_values import Key, Keys
from voffice_desktop.signing.credentials import (
    Credential,
    certificate_info,
    list_tokens,
    open_pkcs12,
    open_token,
)
from voffice_desktop.store.account import Store

_FACT = "signing"
_MOST_BYTES = 1 << 20

USUAL_MODULES: dict[str, tuple[str, ...]] = {
    "linux": ("/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",),
    "win32": (r"C:\Windows\System32\opensc-pkcs11.dll",),
    "darwin": ("/Library/OpenSC/lib/opensc-pkcs11.so",),
}
"""Where drivers usually lie; vendors' own are chosen in the settings."""


class MachineKeys:
    """Remembers where keys are, shows their certificates, opens one for as long as it is needed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def keys(self) -> Keys:
        """Every certificate that can be seen without a PIN."""
        now = self._clock()
        found = [self._file_key(path, der, now) for path, der in self._files()]
        silent: list[tuple[str, str]] = []
        for module in self.modules():
            try:
                found += _token_keys(module, now)
            except VofficeError as error:
                silent.append((module, error.code))
        return Keys(tuple(found), tuple(silent))

    def add_file(self, path: Path, password: str) -> Key:
        """Open a PKCS#12 file once and remember path and certificate."""
        der = open_pkcs12(_read(str(path)), password).certificate_der
        kept = {where: old for where, old in self._files() if where != str(path)} | {str(path): der}
        encoded = [{"path": where, "certificate": base64.b64encode(one).decode()} for where, one in kept.items()]
        self._remember(files=encoded)
        return self._file_key(str(path), der, self._clock())

    def forget_file(self, path: str) -> None:
        """Remember a file no longer."""
        self._remember(files=[one for one in self._remembered().get("files", []) if one.get("path") != path])

    def modules(self) -> list[str]:
        """Modules chosen by the user; before any choice, those of the usual places that exist."""
        chosen = self._remembered().get("modules")
        if isinstance(chosen, list):
            return [str(one) for one in chosen]
        return [one for one in USUAL_MODULES.get(sys.platform, ()) if Path(one).is_file()]

    def set_modules(self, paths: Sequence[str]) -> None:
        """Remember which modules are asked."""
        self._remember(modules=list(dict.fromkeys(paths)))

    @contextmanager
    def opened(self, key: Key, pin: str) -> Iterator[Credential]:
        """The key, open for the ``with``. What this machine can see to be wrong is said before the PIN is used."""
        if key.trouble in ("certificate_expired", "certificate_not_yet_valid"):
            raise DocumentFault(key.trouble)
        if key.source == "token":
            with open_token(key.where, key.serial, pin, certificate_sha256=key.id) as credential:
                yield credential
            return
        credential = open_pkcs12(_read(key.where), pin)
        if credential.info.sha256 != key.id:
            raise DocumentFault("key_does_not_match")
        yield credential

    def _files(self) -> list[tuple[str, bytes]]:
        return [
            (str(one["path"]), base64.b64decode(one["certificate"]))
            for one in self._remembered().get("files", [])
            if isinstance(one, dict)
        ]

    def _file_key(self, path: str, der: bytes, now: datetime) -> Key:
        info = certificate_info(der)
        trouble = _date_trouble(info.not_before, info.not_after, now)
        if not Path(path).is_file():
            trouble = "key_file_missing"
        return Key("file", path, Path(path).name, info, trouble=trouble)

    def _remembered(self) -> dict[str, Any]:
        found = codec.decode(self._store.fact(_FACT) or "{}", object)
        return found if isinstance(found, dict) else {}

    def _remember(self, **values: Any) -> None:
        self._store.set_fact(_FACT, codec.encode(self._remembered() | values).decode())


def _token_keys(module: str, now: datetime) -> list[Key]:
    keys = []
    for token in list_tokens(module):
        for der in token.certificates:
            info = certificate_info(der)
            if not info.may_sign or info.authority:
                continue
            trouble = "token_locked" if token.pin_state == "locked" else ""
            trouble = trouble or _date_trouble(info.not_before, info.not_after, now)
            keys.append(
                Key(
                    "token",
                    module,
                    token.label,
                    info,
                    serial=token.serial,
                    pin_state=token.pin_state,
                    trouble=trouble,
                )
            )
    return keys


def _date_trouble(not_before: datetime, not_after: datetime, now: datetime) -> str:
    if now > not_after:
        return "certificate_expired"
    return "certificate_not_yet_valid" if now < not_before else ""


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        raise MachineFault("key_file_missing") from None
    if len(data) > _MOST_BYTES:
        raise DocumentFault("bad_key_file")
    return data
