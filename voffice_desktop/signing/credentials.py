"""The client's keys: a PKCS#12 file or a PKCS#11 token. Keys and PINs never leave this machine.

Nothing here logs a subject, a PIN or a path. A wrong PIN is never tried twice: tokens lock after a few.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pkcs11
from asn1crypto import cms, x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs12
from pkcs11 import exceptions as token_errors
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from voffice_desktop.errors import DocumentFault, MachineFault, VofficeError


@dataclass(frozen=True)
class CertificateInfo:
    """What a person needs to know of a certificate. ``sha256`` (hex) is how the server registers it."""

    subject: str
    unit: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    sha256: str
    may_sign: bool
    authority: bool = False
    """It issues certificates: shown on tokens beside the owner's own, never used to sign documents."""


@dataclass(frozen=True)
class TokenInfo:
    """A token that is plugged in, and how its PIN stands: ``ok``, ``few_tries``, ``last_try``, ``locked``."""

    label: str
    serial: str
    manufacturer: str
    pin_state: str
    certificates: tuple[bytes, ...]


class Credential:
    """An opened key with its certificate: signs digests until it is closed. Not for several threads at once."""

    def __init__(self, signer: Signer, certificate: x509.Certificate) -> None:
        self._signer = signer
        self.certificate_der: bytes = certificate.dump()

    @property
    def info(self) -> CertificateInfo:
        """The certificate in words."""
        return certificate_info(self.certificate_der)

    def cms_of(self, digest: bytes, algorithm: str = "sha256") -> bytes:
        """CMS signature (PAdES profile, DER) over a document digest."""
        # Not asyncio.run: on the main thread it puts the coroutine, and with it a whole certificate, into words for
        # its handling of Ctrl+C, which costs a fifth of the signature.
        loop = asyncio.new_event_loop()
        try:
            with _token_trouble():
                signed = loop.run_until_complete(self._signer.async_sign(digest, algorithm, use_pades=True))
            loop.run_until_complete(loop.shutdown_default_executor())  # a token signs in a thread of its own
        finally:
            loop.close()
        made: bytes = signed.dump()
        return made

    def prove(self) -> None:
        """A test signature: sign random bytes and check them with the certificate.

        DocumentFault ``key_does_not_match`` when the key is not the certificate's; token troubles as when signing.
        """
        digest = secrets.token_bytes(32)
        signed = cms.ContentInfo.load(self.cms_of(digest))["content"]
        intact, valid = validate_sig_integrity(
            signed["signer_infos"][0], read_certificate(self.certificate_der), "data", digest
        )
        if not (intact and valid):
            raise DocumentFault("key_does_not_match")


def certificate_info(der: bytes) -> CertificateInfo:
    """Read a certificate (DER). DocumentFault ``bad_certificate`` when it is none."""
    certificate = read_certificate(der)
    usage = certificate.key_usage_value
    return CertificateInfo(
        subject=common_name(certificate.subject),
        unit=_part(certificate.subject, "organizational_unit_name"),
        issuer=common_name(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before,
        not_after=certificate.not_valid_after,
        sha256=certificate.sha256.hex(),
        may_sign=usage is None or bool({"non_repudiation", "digital_signature"} & set(usage.native)),
        authority=bool(certificate.ca),
    )


def read_certificate(der: bytes) -> x509.Certificate:
    """A parsed certificate. DocumentFault ``bad_certificate`` when the bytes are none."""
    try:
        certificate = x509.Certificate.load(der, strict=True)
        if not all((certificate.subject.native, certificate.issuer.native, certificate.not_valid_after)):
            raise ValueError
        return certificate
    except Exception as broken:  # a boundary to foreign bytes: asn1crypto raises many kinds
        raise DocumentFault("bad_certificate") from broken


def common_name(name: x509.Name) -> str:
    """The common name of a subject or issuer, or its organisation where it has none."""
    return _part(name, "common_name") or _part(name, "organization_name") or str(name.human_friendly)


def _part(name: x509.Name, key: str) -> str:
    value = name.native.get(key, "")
    return str(value[-1] if isinstance(value, list) else value or "")


def open_pkcs12(data: bytes, password: str) -> Credential:
    """Open a PKCS#12 file. DocumentFault ``wrong_pin``, ``no_certificate`` or ``bad_key_file``."""
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError as refused:
        # The library says the same for a wrong password and a broken MAC; broken ASN.1 names itself.
        wrong = "password" in str(refused).lower() or "pkcs12" in str(refused).lower()
        raise DocumentFault("wrong_pin" if wrong else "bad_key_file") from None
    except UnsupportedAlgorithm:
        raise DocumentFault("bad_key_file") from None
    if key is None or certificate is None:
        raise DocumentFault("no_certificate")
    try:
        signer = SimpleSigner.load_pkcs12_data(data, [], password.encode())
    except ValueError:
        raise DocumentFault("bad_key_file") from None
    held = signer.signing_cert
    if held is None:
        raise DocumentFault("no_certificate")
    return Credential(signer, held)


def list_tokens(module: str) -> list[TokenInfo]:
    """Tokens plugged in now, with the certificates they show without a PIN.

    ``module`` is the vendor's PKCS#11 library. MachineFault ``token_driver_missing`` when it cannot be loaded.
    """
    found: list[TokenInfo] = []
    with suppress(MachineFault):
        found = _plugged_in(module)
    if not found:
        # some drivers see what was pulled out and plugged in again only after a fresh start
        with _token_trouble():
            _library(module).reinitialize()
        found = _plugged_in(module)
    return found


def _plugged_in(module: str) -> list[TokenInfo]:
    found = []
    with _token_trouble():
        for slot in _library(module).get_slots(token_present=True):
            token = slot.get_token()
            if not token.flags & pkcs11.TokenFlag.TOKEN_INITIALIZED:
                continue
            with token.open() as session:
                certificates = tuple(value for value, _ in _certificates(session))
            found.append(
                TokenInfo(
                    token.label, _text(token.serial), _text(token.manufacturer_id), _pin_state(token), certificates
                )
            )
    return found


@contextmanager
def open_token(module: str, serial: str, pin: str, *, certificate_sha256: str = "") -> Iterator[Credential]:
    """Log in to the token with ``serial`` for as long as the ``with`` lasts (one PIN for a whole batch).

    The first certificate fit to sign is taken, or the one with ``certificate_sha256``.
    MachineFault ``token_driver_missing``, ``token_unplugged``, ``token_locked``;
    DocumentFault ``wrong_pin`` (``tries``: ``few_tries``, ``last_try`` or ``ok``), ``no_certificate``.
    """
    with _token_trouble():
        token = _token(module, serial)
        if _pin_state(token) == "locked":
            raise MachineFault("token_locked")
        try:
            session = token.open(user_pin=pin)
        except (token_errors.PinIncorrect, token_errors.PinInvalid, token_errors.PinLenRange):
            state = _pin_state(_token(module, serial))
            if state == "locked":
                raise MachineFault("token_locked") from None
            raise DocumentFault("wrong_pin", tries=state) from None
    try:
        with _token_trouble():
            credential = _pick(session, certificate_sha256)
        yield credential
    finally:
        try:
            session.close()
        except token_errors.PKCS11Error:
            session = None  # an unplugged token has closed the session for us


def _pick(session: Any, wanted: str) -> Credential:
    for der, identity in _certificates(session):
        info = certificate_info(der)
        if not info.may_sign or (wanted and info.sha256 != wanted.lower()):
            continue
        keys = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY, pkcs11.Attribute.ID: identity}
        if not list(session.get_objects(keys)):
            continue
        certificate = read_certificate(der)
        others = [read_certificate(other) for other, _ in _certificates(session) if other != der]
        signer = PKCS11Signer(
            session, signing_cert=certificate, key_id=identity, ca_chain=others, other_certs_to_pull=()
        )
        return Credential(signer, certificate)
    raise DocumentFault("no_certificate")


def _certificates(session: Any) -> list[tuple[bytes, bytes]]:
    held = session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
    return [(bytes(one[pkcs11.Attribute.VALUE]), bytes(one[pkcs11.Attribute.ID])) for one in held]


def _library(module: str) -> Any:
    try:
        return pkcs11.lib(module)
    except (token_errors.PKCS11Error, RuntimeError, OSError):
        raise MachineFault("token_driver_missing") from None


def _token(module: str, serial: str) -> Any:
    for slot in _library(module).get_slots(token_present=True):
        token = slot.get_token()
        if _text(token.serial) == serial:
            return token
    raise MachineFault("token_unplugged")


def _pin_state(token: Any) -> str:
    flags = token.flags
    if flags & pkcs11.TokenFlag.USER_PIN_LOCKED:
        return "locked"
    if flags & pkcs11.TokenFlag.USER_PIN_FINAL_TRY:
        return "last_try"
    return "few_tries" if flags & pkcs11.TokenFlag.USER_PIN_COUNT_LOW else "ok"


def _text(value: bytes | str) -> str:
    return (value.decode(errors="replace") if isinstance(value, bytes) else value).strip()


_UNPLUGGED = (
    token_errors.DeviceRemoved, token_errors.TokenNotPresent, token_errors.TokenNotRecognised,
    token_errors.NoSuchToken, token_errors.SessionHandleInvalid, token_errors.SessionClosed,
    token_errors.SlotIDInvalid,
)  # fmt: skip


@contextmanager
def _token_trouble() -> Iterator[None]:
    """Name PKCS#11 troubles by what the user can do; the library's own words stay inside."""
    try:
        yield
    except VofficeError:
        raise
    except (token_errors.PinLocked, token_errors.PinExpired):
        raise MachineFault("token_locked") from None
    except token_errors.PinIncorrect:
        raise DocumentFault("wrong_pin", tries="few_tries") from None
    except _UNPLUGGED:
        raise MachineFault("token_unplugged") from None
    except token_errors.PKCS11Error as trouble:
        raise MachineFault("token_failed", kind=type(trouble).__name__) from None
