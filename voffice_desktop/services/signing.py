"""Signing in two steps from this machine: the server prepares, this machine checks, signs, checks again, sends.

The key never leaves its file or token, the PIN lives for one call, and the server gets the CMS alone.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from voffice_desktop.clock import Clock
from voffice_desktop.domain.records import Unit, User
from voffice_desktop.errors import MachineFault, Rejected, Transient, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.signed_checks import Eyes
from voffice_desktop.protocol import codec
from voffice_desktop.remote.calls import Remote
from voffice_desktop.services.directory import StoredDirectory
from voffice_desktop.services.filing import StoredFiles
from voffice_desktop.services.signing_keys import MachineKeys
from voffice_desktop.services.signing_values import (
    AnnexState,
    CertificationLook,
    Key,
    Keys,
    Outcome,
    SignatureKind,
    Standing,
    Step,
    Told,
    Wanted,
    read_annexes,
    read_look,
)
from voffice_desktop.services.validation_report import ReportHead, write_report
from voffice_desktop.signing import own_check, two_step
from voffice_desktop.signing.certification import field_of
from voffice_desktop.signing.credentials import Credential
from voffice_desktop.signing.fields import AGENCY, ANNEX, PERSONAL
from voffice_desktop.signing.received_child import check_received_safely
from voffice_desktop.signing.trust import Trust
from voffice_desktop.store.account import Store

MOST_SKEW_SECONDS = 300
"""A clock that differs more from the server's prints wrong times: signing is blocked."""


class StoredSigning:
    """See :class:`voffice_desktop.services.signing_values.Signing`."""

    def __init__(
        self, user: User, store: Store, remote: Remote, directory: StoredDirectory, files: StoredFiles, clock: Clock,
        wake: Callable[[], None],
    ) -> None:  # fmt: skip
        self._user = user
        self._remote = remote
        self._directory = directory
        self._files = files
        self._clock = clock
        self._wake = wake
        self._machine = MachineKeys(store, clock)

    def keys(self) -> Keys:
        """What can be seen without a PIN."""
        return self._machine.keys()

    def add_file(self, path: Path, password: str) -> Key:
        """Remember a PKCS#12 file after opening it once."""
        return self._machine.add_file(path, password)

    def forget_file(self, path: str) -> None:
        """Remember a PKCS#12 file no longer."""
        self._machine.forget_file(path)

    def modules(self) -> list[str]:
        """Paths of the PKCS#11 modules that are asked."""
        return self._machine.modules()

    def set_modules(self, paths: Sequence[str]) -> None:
        """Remember which PKCS#11 modules are asked."""
        self._machine.set_modules(paths)

    def test(self, key: Key, pin: str) -> None:
        """Sign random bytes and check them."""
        with self._machine.opened(key, pin) as credential:
            credential.prove()

    def standing(self) -> Standing:
        """Which certificates count on the server and which profile it makes."""
        found = self._remote.exchange.ask("GET", "/signing/standing").plain()
        if not isinstance(found, dict):
            raise Transient("not_our_server")
        lines = [one for one in found.get("certificates") or [] if isinstance(one, dict) and one.get("active")]
        return Standing(
            str(found.get("level", "B-B")),
            {str(one.get("sha256")): str(one.get("owner")) for one in lines},
            {str(one.get("sha256")): str(one.get("not_after")) for one in lines},
        )

    def sign(
        self,
        wanted: Sequence[Wanted],
        key: Key,
        pin: str,
        told: Told | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Outcome]:
        """Sign all with one opening of the key; see the desk."""
        say = told or (lambda done, total, step: None)
        say(0, len(wanted), "opening")
        self._check_clock()
        outcomes: list[Outcome] = []
        with self._machine.opened(key, pin) as credential, self._looking() as eyes:
            for one in wanted:
                if cancelled is not None and cancelled():
                    break
                try:
                    self._sign_one(one, credential, eyes, partial(say, len(outcomes), len(wanted)))
                except Rejected as refused:
                    outcomes.append(Outcome(one, signed=False, error=refused))
                except VofficeError as fault:
                    if not outcomes:
                        raise
                    outcomes.append(Outcome(one, signed=False, error=fault))
                    break
                else:
                    outcomes.append(Outcome(one, signed=True))
                    self._wake()
        say(len(outcomes), len(wanted), "done")
        return outcomes + [Outcome(one, signed=False) for one in wanted[len(outcomes) :]]

    def save_certified(self, file_id: str, target: Path) -> Path:
        """Save the certified file and a validation report beside it."""
        self._files.save_certified(file_id, target)
        data = target.read_bytes()
        report = target.with_name(f"{target.stem}.bao-cao-kiem-tra.pdf")
        verdict = check_received_safely(data, trust=self._trust())
        about = ReportHead(
            name=target.name,
            agency=self._directory.name(self._user.unit_id),
            person=f"{self._user.full_name} ({self._user.account})",
        )
        write_report(report, about, data, verdict, self._clock())
        return report

    def look(self, file_id: str) -> CertificationLook:
        """Where the unit's certification would stand on a file."""
        found: Any = self._remote.exchange.ask("GET", f"/files/{quote(file_id, safe='')}/certification/look").plain()
        return read_look(found)

    def annexes(self, document_id: str) -> list[AnnexState]:
        """Annexes in files of their own. A server that knows no such call has none to sign."""
        path = f"/outgoing-documents/{quote(document_id, safe='')}/annexes"
        try:
            found: Any = self._remote.exchange.ask("GET", path).plain()
        except Rejected:
            return []
        return read_annexes(found)

    def _sign_one(self, one: Wanted, credential: Credential, eyes: Eyes, say: Callable[[Step], None]) -> None:
        """The document's annexes go first: a document that is signed has all of them signed."""
        if one.kind == "agency":
            waiting = [annex for annex in self.annexes(one.record_id) if annex.state == "waiting"]
            if waiting:
                say("annexes")
                record: Any = self._remote.exchange.ask("GET", _record(one.record_id)).plain()
                for annex in waiting:
                    begin = f"/files/{quote(annex.file_id, safe='')}/annex"
                    symbol = (str(record["symbol"]),)
                    self._sign_file(begin, f"{begin}/to-sign", ANNEX, symbol, credential, eyes, lambda _step: None)
        field, names = self._expected(one.kind)
        begin, bytes_at = _paths(one)
        self._sign_file(begin, bytes_at, field, names, credential, eyes, say)

    def _sign_file(
        self, begin: str, bytes_at: str, field: str, names: tuple[str, ...], credential: Credential, eyes: Eyes,
        say: Callable[[Step], None],
    ) -> None:  # fmt: skip
        say("preparing")
        to_sign = self._remote.file(bytes_at)
        certificate = base64.b64encode(credential.certificate_der).decode()
        begun = self._remote.act("POST", begin, codec.encode({"certificate": certificate}), key=new_id()).plain()
        if not isinstance(begun, dict) or begun.get("digest_algorithm") != two_step.DIGEST:
            raise Transient("not_our_server")
        step = f"{begin}/{quote(str(begun.get('signing_id')), safe='')}"
        prepared = self._remote.file(f"{step}/prepared")
        say("checking")
        own_check.check_offer(to_sign, prepared, field, names, self._clock(), eyes.look_at_update)
        say("signing")
        cms = two_step.sign_cms(prepared, field, credential)
        say("verifying")
        own_check.check_made(prepared, field, cms, credential.info.sha256)
        say("sending")
        self._send_once(f"{step}/complete", codec.encode({"cms": base64.b64encode(cms).decode()}))

    def _send_once(self, path: str, body: bytes) -> None:
        """The same key on the second try: a lost answer is replayed, never a second signature."""
        key = new_id()
        try:
            self._remote.act("POST", path, body, key=key)
        except Transient as lost:
            if lost.code not in ("cut_short", "server_unreachable"):
                raise
            self._remote.act("POST", path, body, key=key)

    def _expected(self, kind: SignatureKind) -> tuple[str, tuple[str, ...]]:
        """The field that may be filled, and what its stamp must name."""
        if kind == "personal":
            return PERSONAL, (self._user.full_name,)
        unit = self._directory.get("unit", self._user.unit_id)
        if not isinstance(unit, Unit):
            raise Rejected("not_found", status=404)
        return (AGENCY if kind == "agency" else field_of(unit.code)), (unit.name,)

    def _check_clock(self) -> None:
        found = self._remote.exchange.ask("GET", "/health").plain()
        try:
            there = datetime.fromisoformat(str(found["time"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Transient("not_our_server") from error
        skew = (there - self._clock()).total_seconds()
        if abs(skew) > MOST_SKEW_SECONDS:
            raise MachineFault("clock_blocks_signing", seconds=round(skew))

    def _trust(self) -> Trust | None:
        """Whom the installation trusts; None where it does not say, and the report then leaves that line open."""
        try:
            found: Any = self._remote.exchange.ask("GET", "/signing/trust").plain()
            lists = {
                name: tuple(base64.b64decode(one) for one in found[name])
                for name in ("roots", "intermediates", "revocation_lists")
            }
        except (Rejected, KeyError, TypeError, ValueError):
            return None
        return Trust(lists["roots"], lists["intermediates"], lists["revocation_lists"])

    @contextmanager
    def _looking(self) -> Iterator[Eyes]:
        with Children(1, spares=False) as children:
            yield Eyes(children)


def _paths(one: Wanted) -> tuple[str, str]:
    """The path of the first step, and of the bytes to sign."""
    record = quote(one.record_id, safe="")
    if one.kind == "certification":
        return f"/files/{record}/certification", f"/files/{record}/certification/to-sign"
    return f"{_record(one.record_id)}/signing", f"{_record(one.record_id)}/to-sign"


def _record(document_id: str) -> str:
    return f"/outgoing-documents/{quote(document_id, safe='')}"
