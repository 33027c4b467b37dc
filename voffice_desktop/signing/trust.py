"""Whom this installation trusts, offline: roots, intermediates, revocation lists; checking one certificate.

No fetching: lists and OCSP answers come from the configuration (or from inside the file, for long-term
validation), so a check gives the same answer on a laptop in a village and in the data centre.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp, pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ExpiredError, NotYetValidError, RevokedError

from voffice_desktop.errors import DocumentFault, Rejected
from voffice_desktop.signing.credentials import read_certificate


@dataclass(frozen=True)
class Trust:
    """Certificates, lists and OCSP answers in DER. Without ``require_revocation`` a missing list is forgiven."""

    roots: tuple[bytes, ...]
    intermediates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    require_revocation: bool = True

    def parsed_crls(self) -> list[crl.CertificateList]:
        """The lists, parsed. DocumentFault ``bad_certificate``."""
        return [_parsed(crl.CertificateList, der) for der in self.crls]

    def parsed_ocsps(self) -> list[ocsp.OCSPResponse]:
        """The OCSP answers, parsed. DocumentFault ``bad_certificate``."""
        return [_parsed(ocsp.OCSPResponse, der) for der in self.ocsps]

    def context(
        self,
        at: datetime,
        *,
        others: Iterable[x509.Certificate] = (),
        crls: Iterable[crl.CertificateList] = (),
        ocsps: Iterable[ocsp.OCSPResponse] = (),
    ) -> ValidationContext:
        """A fresh context for one check at ``at`` (contexts keep state); extra data comes from the file itself."""
        return ValidationContext(
            trust_roots=[read_certificate(der) for der in self.roots],
            other_certs=[*(read_certificate(der) for der in self.intermediates), *others],
            crls=[*self.parsed_crls(), *crls],
            ocsps=[*self.parsed_ocsps(), *ocsps],
            moment=at,
            allow_fetching=False,
            revocation_mode="require" if self.require_revocation else "soft-fail",
        )


def load_certificates(data: bytes) -> tuple[bytes, ...]:
    """The certificates (DER) of a PEM bundle or of one DER file. DocumentFault ``bad_certificate``."""
    if not pem.detect(data):
        return (read_certificate(data).dump(),)
    try:
        ders = [der for _, _, der in pem.unarmor(data, multiple=True)]
    except ValueError as broken:
        raise DocumentFault("bad_certificate") from broken
    return tuple(read_certificate(der).dump() for der in ders)


def check_certificate(
    certificate: x509.Certificate,
    trust: Trust,
    at: datetime,
    *,
    others: Iterable[x509.Certificate] = (),
    crls: Iterable[crl.CertificateList] = (),
    ocsps: Iterable[ocsp.OCSPResponse] = (),
) -> None:
    """Rejected ``certificate_revoked``, ``certificate_expired`` or ``untrusted_certificate``; silent when fine."""
    others = list(others)
    validator = CertificateValidator(
        certificate,
        intermediate_certs=others,
        validation_context=trust.context(at, others=others, crls=crls, ocsps=ocsps),
    )
    try:
        asyncio.run(_usage(validator))
    except RevokedError:
        raise Rejected("certificate_revoked") from None
    except (ExpiredError, NotYetValidError):
        raise Rejected("certificate_expired") from None
    except Exception:  # a boundary to foreign certificates: whatever else fails is no trust
        raise Rejected("untrusted_certificate") from None


async def _usage(validator: Any) -> None:
    # Either bit will do: older unit certificates carry digital_signature alone.
    path = await validator.async_validate_path()
    usage = path.leaf.key_usage_value
    if usage is not None and not {"non_repudiation", "digital_signature"} & set(usage.native):
        raise ValueError("key usage")


def _parsed(kind: Any, der: bytes) -> Any:
    try:
        made = kind.load(der, strict=True)
        _ = made.native
    except Exception as broken:  # a boundary to foreign bytes
        raise DocumentFault("bad_certificate") from broken
    return made
