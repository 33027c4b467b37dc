"""What signing on this machine deals in: keys, what to sign, what came of it; and the desk's part that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from voffice_desktop.domain.records import File
from voffice_desktop.errors import Transient, VofficeError
from voffice_desktop.signing.credentials import CertificateInfo

SignatureKind = Literal["personal", "agency", "certification"]

WARN_DAYS = (60, 30, 7)
"""A certificate that ends within so many days is warned about, each time in a stronger tone."""


@dataclass(frozen=True, slots=True)
class Key:
    """One certificate of this machine with the key behind it. ``where``: the PKCS#12 file or the PKCS#11 module."""

    source: Literal["file", "token"]
    where: str
    label: str
    certificate: CertificateInfo
    serial: str = ""
    """The token's serial number."""
    pin_state: str = "ok"
    """``ok``, ``few_tries``, ``last_try`` or ``locked``."""
    trouble: str = ""
    """A code: why it cannot sign now, as far as this machine can see."""

    @property
    def id(self) -> str:
        """SHA-256 of the certificate: by it the server registers it."""
        return self.certificate.sha256

    def days_left(self, now: datetime) -> int:
        """Whole days until the certificate ends; negative once it has."""
        return (self.certificate.not_after - now).days


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of this machine, and PKCS#11 modules that did not answer with why (a code)."""

    found: tuple[Key, ...] = ()
    silent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server says of signing now. ``registered``: SHA-256 of a certificate to ``unit`` or ``person``."""

    level: str
    registered: dict[str, str]
    not_after: dict[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One signature to be made. ``record_id``: the outgoing document, or for a certification the file."""

    kind: SignatureKind
    record_id: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one wanted signature: signed, refused with its error, or not reached (``error`` None)."""

    wanted: Wanted
    signed: bool
    error: VofficeError | None = None


def main_file(files: Sequence[File]) -> File | None:
    """The one file that is signed or certified."""
    return next((one for one in files if one.role in ("main", "scan") and one.media_type == "application/pdf"), None)


@dataclass(frozen=True, slots=True)
class AnnexState:
    """An annex in a file of its own: ``waiting``, ``signed``, or ``as_it_is`` (it has no field of ours)."""

    file_id: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class CertificationLook:
    """Where a certification would stand (mm from the corner of page 1 as shown), and what is in its way."""

    from_left_mm: float
    from_bottom_mm: float
    moved: bool
    over_content: bool
    rotation: int
    cropped: bool
    earlier_signatures: int


def read_annexes(found: Any) -> list[AnnexState]:
    """The server's answer. Transient ``not_our_server`` when it is none."""
    try:
        return [AnnexState(str(one["file_id"]), str(one["name"]), str(one["state"])) for one in found["items"]]
    except (KeyError, TypeError) as error:
        raise Transient("not_our_server") from error


def read_look(found: Any) -> CertificationLook:
    """The server's answer. Transient ``not_our_server`` when it is none."""
    try:
        return CertificationLook(
            float(found["from_left_mm"]),
            float(found["from_bottom_mm"]),
            bool(found["moved"]),
            bool(found["over_content"]),
            int(found["rotation"]),
            bool(found["cropped"]),
            int(found["earlier_signatures"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Transient("not_our_server") from error


Step = Literal["opening", "annexes", "preparing", "checking", "signing", "verifying", "sending", "done"]
Told = Callable[[int, int, Step], None]
"""Called on the worker with (how many are done, of how many, what is being done)."""


class Signing(Protocol):
    """Keys of this machine and signatures made with them. PINs are used for the one call and kept nowhere."""

    def keys(self) -> Keys:
        """What can be seen without a PIN. Reads tokens: call it off the main thread."""

    def add_file(self, path: Path, password: str) -> Key:
        """Remember a PKCS#12 file after opening it once. DocumentFault ``wrong_pin``, ``bad_key_file``, …"""

    def forget_file(self, path: str) -> None:
        """Remember a PKCS#12 file no longer; the file itself stays."""

    def modules(self) -> list[str]:
        """Paths of the PKCS#11 modules that are asked."""

    def set_modules(self, paths: Sequence[str]) -> None:
        """Remember which PKCS#11 modules are asked."""

    def test(self, key: Key, pin: str) -> None:
        """Sign random bytes and check them; raises what signing would raise."""

    def standing(self) -> Standing:
        """Which certificates count on the server and which profile it makes. Online."""

    def sign(
        self,
        wanted: Sequence[Wanted],
        key: Key,
        pin: str,
        told: Told | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Outcome]:
        """Sign all with one opening of the key. Online.

        A refusal of one document lets the others go on; a fault of key, machine or link ends the batch, and what was
        not reached says so. Raises only what stands in the way of the first signature (PIN, token, clock, link).
        """

    def save_certified(self, file_id: str, target: Path) -> Path:
        """Save the unit's certified file and a validation report beside it; returns the report's path. Online."""

    def look(self, file_id: str) -> CertificationLook:
        """Where the unit's certification would stand on a file; raises why it cannot be certified. Online."""

    def annexes(self, document_id: str) -> list[AnnexState]:
        """The annexes of an outgoing document and whether they are signed. Online."""


class NoSigning:
    """A desk that signs nothing: tests of other screens, plugins' desks."""

    def keys(self) -> Keys:
        """No keys."""
        return Keys()

    def add_file(self, path: Path, password: str) -> Key:
        """Nothing can be added."""
        raise VofficeError("no_certificate")

    def forget_file(self, path: str) -> None:
        """Nothing is remembered."""

    def modules(self) -> list[str]:
        """No modules."""
        return []

    def set_modules(self, paths: Sequence[str]) -> None:
        """Nothing is remembered."""

    def test(self, key: Key, pin: str) -> None:
        """Nothing can be tested."""
        raise VofficeError("no_certificate")

    def standing(self) -> Standing:
        """Nothing counts."""
        return Standing("B-B", {}, {})

    def sign(
        self,
        wanted: Sequence[Wanted],
        key: Key,
        pin: str,
        told: Told | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Outcome]:
        """Nothing is signed."""
        raise VofficeError("no_certificate")

    def save_certified(self, file_id: str, target: Path) -> Path:
        """Nothing can be saved."""
        raise VofficeError("not_certified")

    def look(self, file_id: str) -> CertificationLook:
        """Nothing can be certified."""
        raise VofficeError("not_certified")

    def annexes(self, document_id: str) -> list[AnnexState]:
        """There are none."""
        return []
