"""Keys: PKCS#12 files and a real token (SoftHSM2); every trouble by its own name, and nothing secret in a log."""

from __future__ import annotations

import io
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pkcs11
import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization import pkcs12 as files
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.unit.signing.material import UNIT, Room
from tests.unit.signing.stick import MODULE, PIN, Stick, plugged_in
from voffice_desktop.errors import DocumentFault, MachineFault
from voffice_desktop.signing import appearance, authority, fields, two_step
from voffice_desktop.signing.credentials import (
    Credential,
    certificate_info,
    list_tokens,
    open_pkcs12,
    open_token,
    read_certificate,
)
from voffice_desktop.signing.trust import load_certificates


def test_a_pkcs12_file_opens_with_its_password(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = room.key("KCB")
    assert (key.info.subject, key.info.unit, key.info.may_sign) == (UNIT, "KCB", True)
    assert key.info.not_before < room.now < key.info.not_after
    with pytest.raises(DocumentFault, match="wrong_pin"):
        open_pkcs12((room.folder / "KCB.p12").read_bytes(), "sai mật khẩu")
    assert UNIT not in caplog.text
    assert authority.PASSWORD not in caplog.text


def test_a_test_signature_finds_a_key_that_is_not_the_certificates(room: Room) -> None:
    room.key("KCB").prove()
    other = room.key("QLD")
    key, _, _ = files.load_key_and_certificates((room.folder / "KCB.p12").read_bytes(), authority.PASSWORD.encode())
    assert key is not None
    mixed = Credential(
        SimpleSigner(
            signing_cert=read_certificate(other.certificate_der),
            signing_key=PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
            cert_registry=SimpleCertificateStore(),
        ),
        read_certificate(other.certificate_der),
    )
    with pytest.raises(DocumentFault, match="key_does_not_match"):
        mixed.prove()


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x30\x03\x02\x01\x03"])
def test_what_is_no_key_file_is_refused(junk: bytes) -> None:
    with pytest.raises(DocumentFault) as refused:
        open_pkcs12(junk, "x")
    assert refused.value.code in ("bad_key_file", "wrong_pin")


def test_certificates_come_from_pem_or_der(room: Room) -> None:
    pem = (room.folder / "root.cert.pem").read_bytes() + (room.folder / "ca.cert.pem").read_bytes()
    both = load_certificates(pem)
    assert [certificate_info(one).subject for one in both][1] == "Chứng thực chữ ký số mẫu"
    assert load_certificates(both[0]) == (both[0],)
    for junk in (b"", b"junk", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(DocumentFault, match="bad_certificate"):
            load_certificates(junk)


# -- the token -------------------------------------------------------------------------------------------------


@pytest.fixture
def stick(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stick]:
    with plugged_in(room.folder / "KCB.p12", tmp_path, monkeypatch) as made:
        yield made


def test_a_batch_is_signed_on_a_token_with_one_pin(room: Room, stick: Stick, prepared_letter: bytes) -> None:
    (token,) = list_tokens(MODULE)
    assert (token.label, token.pin_state) == ("unit", "ok")
    assert room.print_of("KCB") in {certificate_info(one).sha256 for one in token.certificates}
    look = appearance.agency_stamp(UNIT, room.now)
    with open_token(MODULE, stick.serial, PIN, certificate_sha256=room.print_of("KCB")) as key:
        assert key.info.subject == UNIT
        key.prove()
        signed = [two_step.sign_here(prepared_letter, fields.AGENCY, key, look, at=room.now) for _ in range(5)]
    for one in signed:
        (signature,) = PdfFileReader(io.BytesIO(one), strict=True).embedded_signatures
        assert validate_pdf_signature(signature, room.trust.context(room.now)).bottom_line


def test_a_wrong_pin_is_tried_once(stick: Stick) -> None:
    with (
        pytest.raises(DocumentFault, match="wrong_pin") as refused,
        open_token(MODULE, stick.serial, "000000"),
    ):
        pytest.fail("the wrong PIN opened the token")
    assert refused.value.params["tries"] in ("ok", "few_tries", "last_try")
    assert "000000" not in str(refused.value)
    with open_token(MODULE, stick.serial, PIN) as key:
        assert key.info.subject == UNIT


def test_a_token_that_is_not_there_is_named(stick: Stick) -> None:
    with pytest.raises(MachineFault, match="token_unplugged"), open_token(MODULE, "no such serial", PIN):
        pytest.fail("opened nothing")
    shutil.rmtree(stick.folder)
    stick.folder.mkdir()
    pkcs11.lib(MODULE).reinitialize()
    with pytest.raises(MachineFault, match="token_unplugged"), open_token(MODULE, stick.serial, PIN):
        pytest.fail("opened what was unplugged")


def test_a_token_without_the_wanted_certificate_says_so(stick: Stick) -> None:
    with (
        pytest.raises(DocumentFault, match="no_certificate"),
        open_token(MODULE, stick.serial, PIN, certificate_sha256="0" * 64),
    ):
        pytest.fail("found a certificate that is not there")


def test_a_driver_that_is_missing_is_named(tmp_path: Path) -> None:
    for module in (str(tmp_path / "none.so"), os.devnull):
        with pytest.raises(MachineFault, match="token_driver_missing"):
            list_tokens(module)
