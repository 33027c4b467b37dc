"""Two steps: what the client must refuse to sign, and what every validator says of the result."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.unit.signing.material import UNIT, Room, letter
from voffice_desktop.errors import DocumentFault, Rejected, Transient
from voffice_desktop.signing import appearance, fields, two_step


@pytest.fixture
def ready(room: Room, prepared_letter: bytes) -> two_step.Prepared:
    look = appearance.agency_stamp(UNIT, room.now)
    return two_step.begin(prepared_letter, fields.AGENCY, room.key("KCB").certificate_der, look, at=room.now)


def test_the_state_is_json_and_the_prefix_is_kept(ready: two_step.Prepared, prepared_letter: bytes) -> None:
    assert ready.prepared.startswith(prepared_letter)
    kept = json.loads(ready.state)
    digest = hashlib.sha256(ready.prepared[: kept["start"]] + ready.prepared[kept["end"] :]).digest()
    assert digest == ready.digest


def test_the_client_accepts_the_honest_update_by_bytes_or_by_hash(
    ready: two_step.Prepared, prepared_letter: bytes
) -> None:
    assert two_step.check_prepared(prepared_letter, ready.prepared, fields.AGENCY) == prepared_letter
    known = hashlib.sha256(prepared_letter).hexdigest()
    assert two_step.check_prepared(known, ready.prepared, fields.AGENCY) == prepared_letter


def test_the_client_refuses_another_document(room: Room, ready: two_step.Prepared) -> None:
    with pytest.raises(Rejected, match="not_the_approved_file"):
        two_step.check_prepared(letter("Another"), ready.prepared, fields.AGENCY)
    with pytest.raises(Rejected, match="not_the_approved_file"):
        two_step.check_prepared("0" * 64, ready.prepared, fields.AGENCY)


def test_the_client_refuses_another_field(ready: two_step.Prepared, prepared_letter: bytes) -> None:
    with pytest.raises(Rejected, match="modified_after_approval"):
        two_step.check_prepared(prepared_letter, ready.prepared, fields.PERSONAL)


def test_the_client_refuses_an_update_that_changes_the_page(room: Room, prepared_letter: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(prepared_letter))
    page = writer.find_page_for_modification(0)[0]
    drawn = writer.add_object(generic.StreamObject(stream_data=b"0 0 500 500 re f"))
    writer.add_stream_to_page(0, drawn)
    writer.mark_update(page)
    out = io.BytesIO()
    writer.write(out)
    look = appearance.agency_stamp(UNIT, room.now)
    forged = two_step.begin(out.getvalue(), fields.AGENCY, room.key("KCB").certificate_der, look, at=room.now)
    with pytest.raises(Rejected, match="modified_after_approval"):
        two_step.check_prepared(prepared_letter, forged.prepared, fields.AGENCY)


def test_the_client_refuses_a_hole_that_is_not_empty(ready: two_step.Prepared, prepared_letter: bytes) -> None:
    kept = json.loads(ready.state)
    forged = bytearray(ready.prepared)
    forged[kept["start"] + 1 : kept["start"] + 3] = b"30"
    with pytest.raises(Rejected, match="modified_after_approval"):
        two_step.check_prepared(prepared_letter, bytes(forged), fields.AGENCY)


def test_a_cms_of_another_certificate_is_refused(room: Room, ready: two_step.Prepared) -> None:
    foreign = two_step.sign_cms(ready.prepared, fields.AGENCY, room.key("QLD"))
    with pytest.raises(Rejected, match="wrong_unit"):
        two_step.complete(ready.prepared, ready.state, foreign)


def test_a_cms_over_another_document_is_refused(room: Room, ready: two_step.Prepared) -> None:
    with pytest.raises(Rejected, match="signature_invalid"):
        two_step.complete(ready.prepared, ready.state, room.key("KCB").cms_of(bytes(32)))


@pytest.mark.parametrize("junk", [b"", b"0", b"\x30\x80", b"\x00" * 20_000])
def test_junk_instead_of_a_cms_is_refused(ready: two_step.Prepared, junk: bytes) -> None:
    with pytest.raises(Rejected, match="signature_invalid"):
        two_step.complete(ready.prepared, ready.state, junk)


def test_an_expired_certificate_is_refused_at_the_start(room: Room, prepared_letter: bytes) -> None:
    look = appearance.agency_stamp(UNIT, room.now)
    with pytest.raises(Rejected, match="certificate_expired"):
        two_step.begin(prepared_letter, fields.AGENCY, room.key("KCB-expired").certificate_der, look, at=room.now)
    with pytest.raises(DocumentFault, match="bad_certificate"):
        two_step.begin(prepared_letter, fields.AGENCY, b"no certificate", look, at=room.now)


def test_a_field_is_signed_once(room: Room, issued: bytes) -> None:
    with pytest.raises(DocumentFault, match="already_signed"):
        room.agency(issued)
    with pytest.raises(DocumentFault, match="signature_field_missing"):
        room.agency(letter())


def test_a_prepared_signing_runs_out_before_its_time_is_refused(room: Room) -> None:
    assert not two_step.has_run_out(room.now, now=room.now + two_step.LIFETIME)
    assert two_step.has_run_out(room.now, now=room.now + timedelta(minutes=10))


def test_a_time_stamp_service_that_answers_nonsense_signs_nothing(room: Room, ready: two_step.Prepared) -> None:
    cms = two_step.sign_cms(ready.prepared, fields.AGENCY, room.key("KCB"))
    for answer in (b"", b"<html>", b"\x30\x03\x02\x01\x02"):
        with pytest.raises(Transient, match="time_stamp_failed"):
            two_step.complete(ready.prepared, ready.state, cms, ask_time=lambda _, answer=answer: answer)
