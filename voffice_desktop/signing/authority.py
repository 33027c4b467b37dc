"""The demo certificate authority: the same small PKI every time, for the demo ministry and for tests.

Keys are fresh for each folder; names, serial numbers and dates are fixed. The authority's own keys are
thrown away once everything is issued, so nothing more can ever be signed in its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSWORD = "Mau@2026"  # the demo's one password, printed in its manual; guards nothing real
UNITS = {"BYT": "Bộ Y tế", "KCB": "Cục Quản lý Khám, chữa bệnh", "QLD": "Cục Quản lý Dược"}
LEADERS = {
    "thutruong1": "Nguyễn Văn Mẫu Một", "thutruong2": "Trần Thị Mẫu Hai",
    "botruong": "Lê Văn Mẫu", "cuctruong.kcb": "Phạm Thị Mẫu",
}  # fmt: skip

_START = datetime(2024, 1, 1, tzinfo=UTC)
_END = datetime(2036, 1, 1, tzinfo=UTC)
_REVOKED = datetime(2024, 2, 1, tzinfo=UTC)
_LISTED = datetime(2024, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        """The certificate alone, DER."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def sha256(self) -> str:
        """Hex fingerprint by which the server registers it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


class Authority:
    """A root and an issuing authority below it, kept in memory only."""

    def __init__(self, name: str = "Chứng thực chữ ký số mẫu") -> None:
        self._serial = 1000
        self._revoked: list[int] = []
        self.root = self._make(f"{name} - gốc", None, authority=1)
        self.issuing = self._make(name, self.root, authority=0)

    def issue(
        self,
        name: str,
        *,
        unit: str = "",
        valid: tuple[datetime, datetime] = (_START, _END),
        revoked: bool = False,
        usage: str = "signing",
    ) -> Issued:
        """A certificate for ``name``; ``usage`` is ``signing``, ``encryption`` (unfit to sign) or ``time``."""
        made = self._make(name, self.issuing, unit=unit, valid=valid, usage=usage)
        if revoked:
            self._revoked.append(made.certificate.serial_number)
        return made

    def revocation_lists(self) -> tuple[bytes, bytes]:
        """DER lists of the root (empty) and of the issuing authority."""
        return self._list(self.root, ()), self._list(self.issuing, self._revoked)

    def pkcs12(self, issued: Issued, name: str, password: str = PASSWORD) -> bytes:
        """The key, its certificate and the chain, locked with ``password``."""
        chain = [self.issuing.certificate, self.root.certificate]
        return pkcs12.serialize_key_and_certificates(
            name.encode(), issued.key, issued.certificate, chain, BestAvailableEncryption(password.encode())
        )

    def _make(
        self,
        name: str,
        issuer: Issued | None,
        *,
        unit: str = "",
        valid: tuple[datetime, datetime] = (_START, _END),
        authority: int | None = None,
        usage: str = "signing",
    ) -> Issued:
        self._serial += 1
        key = rsa.generate_private_key(65537, 2048)
        names = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
        names.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Bộ Y tế (mẫu)"))
        if unit:
            names.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
        subject = x509.Name([*names, x509.NameAttribute(NameOID.COMMON_NAME, name)])
        signer_key = key if issuer is None else issuer.key
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if issuer is None else issuer.certificate.subject)
            .public_key(key.public_key())
            .serial_number(self._serial)
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(x509.BasicConstraints(ca=authority is not None, path_length=authority), critical=True)
            .add_extension(_key_usage("authority" if authority is not None else usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(signer_key.public_key()), critical=False
            )
        )
        if usage == "time":
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        return Issued(builder.sign(signer_key, hashes.SHA256()), key)

    def _list(self, issuer: Issued, serials: Iterable[int]) -> bytes:
        builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
        builder = builder.last_update(_LISTED).next_update(_END)
        builder = builder.add_extension(x509.CRLNumber(1), critical=False).add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False
        )
        for serial in serials:
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(_REVOKED)
            builder = builder.add_revoked_certificate(entry.build())
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


def demo_credentials(folder: Path, leaders: Mapping[str, str] = LEADERS) -> dict[str, Path]:
    """Write the demo's certificates and keys to ``folder`` and name the PKCS#12 files by account or unit code.

    A folder that holds the whole set is left as it is. ``leaders`` maps accounts to full names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [*UNITS, *LEADERS, "KCB-revoked", "KCB-expired", "stranger"]
    files = {name: folder / f"{name}.p12" for name in names}
    lists = [folder / name for name in ("root.cert.pem", "ca.cert.pem", "root.crl", "ca.crl")]
    if all(path.exists() for path in (*files.values(), *lists)):
        return files
    authority, strange = Authority(), Authority()
    issued = {code: authority.issue(name, unit=code) for code, name in UNITS.items()}
    issued |= {account: authority.issue(leaders.get(account, name)) for account, name in LEADERS.items()}
    issued["KCB-revoked"] = authority.issue(UNITS["KCB"], unit="KCB", revoked=True)
    past = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC))
    issued["KCB-expired"] = authority.issue(UNITS["KCB"], unit="KCB", valid=past)
    for name, one in issued.items():
        _write(files[name], authority.pkcs12(one, name))
    _write(files["stranger"], strange.pkcs12(strange.issue(UNITS["KCB"], unit="KCB"), "stranger"))
    _write(folder / "root.cert.pem", authority.root.certificate.public_bytes(Encoding.PEM))
    _write(folder / "ca.cert.pem", authority.issuing.certificate.public_bytes(Encoding.PEM))
    for path, listed in zip(lists[2:], authority.revocation_lists(), strict=True):
        _write(path, listed)
    return files


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    path.chmod(0o600)


def _key_usage(usage: str) -> x509.KeyUsage:
    authority, signing = usage == "authority", usage in ("signing", "time")
    return x509.KeyUsage(
        digital_signature=signing, content_commitment=usage == "signing", key_encipherment=usage == "encryption",
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
