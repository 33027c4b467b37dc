"""Forged clients: whatever they put beside the one expected signature is refused, with the protocol's code."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.unit.signing.forging import (
    CHANGES,
    Forge,
    another_field_look,
    content,
    hidden,
    moved,
    note,
    number,
    outside,
    script,
    update,
)
from tests.unit.signing.material import LEADER, UNIT, Room, letter
from voffice_desktop.errors import Rejected
from voffice_desktop.pdf.inside.signed_checks import look_at_update
from voffice_desktop.signing import appearance, authority, fields, two_step
from voffice_desktop.signing.credentials import certificate_info
from voffice_desktop.signing.trust import Trust, load_certificates
from voffice_desktop.signing.verify_upload import Accepted, Expectation, check_upload, printed_times


def expectation(room: Room, kind: str = "agency") -> Expectation:
    if kind == "personal":
        who = frozenset({room.print_of("cuctruong.kcb")})
        return Expectation("personal", fields.PERSONAL, who, room.trust, room.now, (LEADER,))
    # the revoked and the expired one are registered to the unit too: each must be refused for what it is
    who = frozenset(room.print_of(name) for name in ("KCB", "KCB-revoked", "KCB-expired", "stranger"))
    return Expectation("agency", fields.AGENCY, who, room.trust, room.now, (UNIT,))


def code(base: bytes, forged: bytes, expected: Expectation) -> str:
    try:
        accepted = check_upload(base, forged, expected, look_at_update)
    except Rejected as refused:
        return refused.code
    assert isinstance(accepted, Accepted)
    return "accepted"


# -- honest ----------------------------------------------------------------------------------------------------


def test_both_honest_signatures_are_accepted(
    room: Room, prepared_letter: bytes, to_sign: bytes, issued: bytes
) -> None:
    personal = room.personal(prepared_letter)
    first = check_upload(prepared_letter, personal, expectation(room, "personal"), look_at_update)
    assert (first.kind, first.signer, first.level) == ("personal", LEADER, "B-B")
    second = check_upload(to_sign, issued, expectation(room), look_at_update)
    assert (second.kind, second.signer, second.signed_at) == ("agency", UNIT, room.now)
    assert second.certificate_sha256 == room.print_of("KCB")


def test_an_outside_tool_is_accepted(room: Room, to_sign: bytes) -> None:
    assert code(to_sign, outside(room, to_sign), expectation(room)) == "accepted"


def test_time_stamp_and_validation_data(room: Room, to_sign: bytes) -> None:
    maker = authority.Authority("Chứng thực thời gian mẫu")
    service = maker.issue("Dịch vụ thời gian mẫu", usage="time")
    stamper = DummyTimeStamper(
        authority_cert(service.der),
        private_key(service),
        certs_to_embed=[authority_cert(maker.issuing.der)],
        fixed_dt=room.now + timedelta(seconds=2),
    )

    def ask(request: bytes) -> bytes:
        answer = asyncio.run(stamper.async_request_tsa_response(tsp.TimeStampReq.load(request)))
        return bytes(answer.dump())

    look = appearance.agency_stamp(UNIT, room.now)
    key = room.key("KCB")
    ready = two_step.begin(to_sign, fields.AGENCY, key.certificate_der, look, at=room.now)
    cms = two_step.sign_cms(ready.prepared, fields.AGENCY, key)
    both = replace(
        room.trust,
        roots=(*room.trust.roots, maker.root.der),
        intermediates=(*room.trust.intermediates, maker.issuing.der),
        crls=(*room.trust.crls, *maker.revocation_lists()),
    )
    wanted = replace(expectation(room), trust=both)
    for trust, level, updates in ((None, "B-T", 1), (both, "B-LT", 2)):
        signed = two_step.complete(ready.prepared, ready.state, cms, ask_time=ask, trust=trust)
        accepted = check_upload(to_sign, signed, wanted, look_at_update)
        assert (accepted.level, accepted.signed_at) == (level, room.now + timedelta(seconds=2))
        assert signed[len(to_sign) :].count(b"%%EOF") == updates
        # a service that nobody here trusts proves no time
        plain = check_upload(to_sign, signed, expectation(room), look_at_update)
        assert (plain.level, plain.signed_at) == ("B-B", room.now)
    # metadata slipped in after honest validation data is one update too many in kind, though not in number
    for change in CHANGES:
        assert code(to_sign, update(signed, change), wanted) == "modified_after_approval"


def authority_cert(der: bytes):  # type: ignore[no-untyped-def]  # asn1crypto is untyped
    return x509.Certificate.load(der)


def private_key(issued: authority.Issued):  # type: ignore[no-untyped-def]  # asn1crypto is untyped
    return keys.PrivateKeyInfo.load(issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


# -- forged ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_after_signing_is_refused(room: Room, to_sign: bytes, issued: bytes, change: Forge) -> None:
    assert code(to_sign, update(issued, change), expectation(room)) == "modified_after_approval"


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_before_signing_is_refused(room: Room, to_sign: bytes, change: Forge) -> None:
    forged = outside(room, update(to_sign, change))
    assert code(to_sign, forged, expectation(room)) == "modified_after_approval"


@pytest.mark.parametrize("change", [content, note, script, number, another_field_look])
def test_a_change_in_the_signing_update_is_refused(room: Room, to_sign: bytes, change: Forge) -> None:
    assert code(to_sign, outside(room, to_sign, change=change), expectation(room)) == "modified_after_approval"


@pytest.mark.parametrize("change", [moved, hidden])
def test_a_stamp_moved_or_hidden_while_signing_is_refused(room: Room, to_sign: bytes, change: Forge) -> None:
    assert code(to_sign, outside(room, to_sign, change=change), expectation(room)) in (
        "wrong_place",
        "modified_after_approval",
    )
    if change is moved:
        assert code(to_sign, outside(room, to_sign, change=change), expectation(room)) == "wrong_place"


def test_a_page_appended_and_signed_again_is_refused(room: Room, to_sign: bytes) -> None:
    with pymupdf.open(stream=to_sign, filetype="pdf") as document:
        document.new_page()
        out = io.BytesIO()
        document.save(out, incremental=False)
    assert code(to_sign, outside(room, out.getvalue()), expectation(room)) == "not_the_approved_file"


def test_another_document_is_refused(room: Room, to_sign: bytes) -> None:
    other = room.agency(fields.prepare_fields(letter("Khac")))
    assert code(to_sign, other, expectation(room)) == "not_the_approved_file"
    with pikepdf.open(io.BytesIO(to_sign)) as document:
        out = io.BytesIO()
        document.save(out)
    assert code(to_sign, outside(room, out.getvalue()), expectation(room)) == "not_the_approved_file"


def test_a_second_signature_is_refused(room: Room, to_sign: bytes, issued: bytes) -> None:
    spec = SigFieldSpec("Them", on_page=0, box=(20, 20, 180, 80))
    twice = outside(room, issued, name="QLD", field="Them", spec=spec)
    assert code(to_sign, twice, expectation(room)) == "modified_after_approval"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("QLD", "wrong_unit"),
        ("cuctruong.kcb", "wrong_unit"),
        ("KCB-revoked", "certificate_revoked"),
        ("KCB-expired", "certificate_expired"),
        ("stranger", "untrusted_certificate"),
    ],
)
def test_a_wrong_certificate_is_refused_for_what_it_is(room: Room, to_sign: bytes, name: str, refusal: str) -> None:
    assert code(to_sign, outside(room, to_sign, name=name), expectation(room)) == refusal


def test_without_a_revocation_list_nobody_is_trusted_unless_the_site_says_so(room: Room, to_sign: bytes) -> None:
    bare = replace(room.trust, crls=())
    signed = outside(room, to_sign)
    assert code(to_sign, signed, replace(expectation(room), trust=bare)) == "untrusted_certificate"
    lenient = replace(bare, require_revocation=False)
    assert code(to_sign, signed, replace(expectation(room), trust=lenient)) == "accepted"


def test_a_stamp_in_the_wrong_place_is_refused(room: Room, to_sign: bytes) -> None:
    spec = SigFieldSpec("DauCuaToi", on_page=0, box=(20, 700, 220, 780))
    assert code(to_sign, outside(room, to_sign, field="DauCuaToi", spec=spec), expectation(room)) == "wrong_place"


def test_a_stamp_without_look_or_with_another_name_or_time_is_refused(room: Room, to_sign: bytes) -> None:
    assert code(to_sign, outside(room, to_sign, look=False), expectation(room)) == "wrong_place"
    assert code(to_sign, outside(room, to_sign, unit="Bộ Khác"), expectation(room)) == "wrong_place"


def test_a_signature_that_certifies_or_forbids_is_refused(room: Room, prepared_letter: bytes) -> None:
    for permission in (MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS):
        forged = outside(room, prepared_letter, certify=permission)
        assert code(prepared_letter, forged, expectation(room)) == "modified_after_approval"


def test_a_backdated_signature_is_refused(room: Room, to_sign: bytes) -> None:
    early = outside(room, to_sign, at=room.now - timedelta(days=30))
    assert code(to_sign, early, expectation(room)) == "signature_invalid"


def test_the_leaders_field_cannot_be_signed_for_the_agency(room: Room, prepared_letter: bytes) -> None:
    numbered = room.numbered(prepared_letter)
    assert code(numbered, outside(room, numbered, field=fields.PERSONAL), expectation(room)) == "wrong_place"


def test_weak_or_old_kinds_of_signature_are_refused(room: Room, to_sign: bytes) -> None:
    assert code(to_sign, outside(room, to_sign, md="sha1"), expectation(room)) == "signature_invalid"
    old = outside(room, to_sign, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    assert code(to_sign, old, expectation(room)) == "signature_invalid"


def test_broken_bytes_are_refused(room: Room, to_sign: bytes, issued: bytes) -> None:
    wanted = expectation(room)
    assert code(to_sign, to_sign, wanted) == "signature_invalid"
    assert code(to_sign, issued[:-200], wanted) == "signature_invalid"
    assert code(to_sign, issued + b"\n% more\n", wanted) in ("modified_after_approval", "signature_invalid")
    assert code(to_sign, issued + b"\0" * 600_000, wanted) == "modified_after_approval"
    assert code(to_sign, to_sign + b"\0" * 9, wanted) == "signature_invalid"
    start = issued.index(b"/Contents <", len(to_sign)) + 11
    hole = range(start, issued.index(b">", start))
    for position in range(len(to_sign) + 40, len(issued), 701):
        if position in hole:  # unsigned certificates of the chain lie there, and need no protection
            continue
        flipped = bytearray(issued)
        flipped[position] ^= 0x01
        assert code(to_sign, bytes(flipped), wanted) != "accepted", position
    shifted = issued.replace(b"/ByteRange [0 ", b"/ByteRange [1 ")
    assert code(to_sign, to_sign + shifted[len(to_sign) :], wanted) == "signature_invalid"


def test_an_update_that_breaks_the_leaders_signature_is_refused(room: Room, to_sign: bytes) -> None:
    forged = bytearray(outside(room, to_sign))
    assert (
        code(bytes(to_sign[:100]) + b"x" + to_sign[101:], bytes(forged), expectation(room)) == "not_the_approved_file"
    )


def test_printed_times_are_vietnams() -> None:
    wanted = datetime(2026, 11, 22, 2, 15, 3, tzinfo=UTC)
    for text in ("22/11/2026 09:15:03 +07:00", "lúc 09:15:03, ngày 22/11/2026", "2026-11-22T09:15:03+07:00"):
        assert wanted in printed_times(text), text
    assert printed_times("99/99/2026 09:15:03") == []


# -- the corpus ------------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_own_uploads_of_the_corpus(corpus: Path) -> None:
    folder = corpus / "signed" / "own-unit-upload"
    rows = [line.split("\t") for line in (corpus / "signed" / "expected.tsv").read_text("utf-8").splitlines()]
    must = {Path(row[0]).name: row[1] for row in rows if row[0].startswith("own-unit-upload/")}
    # the uploads were made from a twin of approved.pdf that differs in its /ID only
    approved = (folder / "honest-B.pdf").read_bytes()[: (folder / "approved.pdf").stat().st_size]
    (unit,) = load_certificates((folder / "unit.cert.pem").read_bytes())
    trust = Trust(
        load_certificates((folder / "root.cert.pem").read_bytes()),
        load_certificates((folder / "ca.cert.pem").read_bytes()),
        require_revocation=False,
    )
    expected = Expectation(
        "agency", "ChuKyDonVi", frozenset({certificate_info(unit).sha256}), trust,
        datetime(2026, 11, 22, 1, 7, 20, tzinfo=UTC), ("Cục Văn thư và Lưu trữ nhà nước",),
    )  # fmt: skip
    wrong = []
    for name, verdict in must.items():
        if verdict in ("accept", "refuse-upload"):
            found = code(approved, (folder / name).read_bytes(), expected)
            if (found == "accepted") != (verdict == "accept"):
                wrong.append((name, found))
    assert wrong == []
