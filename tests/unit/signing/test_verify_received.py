"""Received files in their four honest states, from our own documents to the corpora of attacks."""

from __future__ import annotations

import collections
import csv
import re
from pathlib import Path

import pymupdf
import pytest

from tests.unit.signing.forging import content, metadata, note, number, script, update
from tests.unit.signing.material import LEADER, UNIT, Room, letter
from voffice_desktop.pdf.inside.signed_checks import free_room
from voffice_desktop.signing import appearance, authority, certification, two_step, words
from voffice_desktop.signing.received_child import check_received_safely
from voffice_desktop.signing.verify_received import check_received, verdict_of


def test_an_issued_document_is_valid_with_all_its_signers(room: Room, issued: bytes) -> None:
    verdict = check_received(issued, trust=room.trust)
    assert (verdict.state, verdict.reason) == ("valid", "")
    assert verdict.sentence == words.STATES["valid"]
    leader, agency = verdict.signatures
    assert (leader.kind, leader.signer, leader.changes, leader.page) == ("personal", LEADER, "form_filling", 2)
    assert (agency.kind, agency.signer, agency.changes) == ("agency", UNIT, "none")
    assert {one.trust for one in verdict.signatures} == {"trusted"}
    assert {one.signed_at for one in verdict.signatures} == {room.now}
    assert {one.issuer for one in verdict.signatures} == {"Chứng thực chữ ký số mẫu"}


def test_a_certified_file_stays_valid(room: Room, issued: bytes) -> None:
    base = certification.certification_base(issued, "QLD", free_room)
    look = appearance.certification_stamp(authority.UNITS["QLD"], room.now)
    field = certification.field_of("QLD")
    verdict = check_received(two_step.sign_here(base, field, room.key("QLD"), look, at=room.now))
    assert verdict.state == "valid"
    assert [one.kind for one in verdict.signatures] == ["personal", "agency", "certification"]
    assert {one.trust for one in verdict.signatures} == {"unknown"}


@pytest.mark.parametrize("change", [metadata, content, note, script, number])
def test_whatever_is_appended_after_the_last_signature_is_not_valid(issued: bytes, change) -> None:  # type: ignore[no-untyped-def]  # a change of the other test
    verdict = check_received(update(issued, change))
    assert (verdict.state, verdict.reason) == ("not_valid", "bytes_after_signature")
    assert verdict.sentence.startswith(words.STATES["not_valid"])
    assert len(verdict.signatures) == 2


def test_a_page_changed_between_two_signatures_is_amber(room: Room, prepared_letter: bytes) -> None:
    signed = room.agency(update(room.personal(prepared_letter), content))
    verdict = check_received(signed)
    assert (verdict.state, verdict.reason) == ("amber", "changes_not_explained")
    assert [one.state for one in verdict.signatures] == ["amber", "valid"]
    assert verdict.signatures[0].changes == "not_explained"


def test_a_repaired_or_broken_file_is_not_valid(issued: bytes) -> None:
    assert check_received(issued, repaired=True).reason == "file_repaired"
    broken = bytearray(issued)
    broken[200] ^= 1
    assert check_received(bytes(broken)).state == "not_valid"
    assert check_received(issued[:-300]).state == "not_valid"


def test_what_is_not_signed_says_so(prepared_letter: bytes) -> None:
    for data in (letter(), prepared_letter, b"", b"no pdf"):
        assert check_received(data).state == "unsigned"


@pytest.mark.parametrize(
    ("name", "trust"),
    [
        ("stranger", "untrusted_certificate"),
        ("KCB-revoked", "certificate_revoked"),
        ("QLD", "trusted"),
    ],
)
def test_trust_is_a_second_line(room: Room, prepared_letter: bytes, name: str, trust: str) -> None:
    (one,) = check_received(room.agency(prepared_letter, name), trust=room.trust).signatures
    assert (one.state, one.trust) == ("valid", trust)


def test_the_child_answers_the_same(room: Room, issued: bytes) -> None:
    here = check_received(issued, trust=room.trust)
    assert check_received_safely(issued, trust=room.trust) == here
    assert verdict_of(here.plain()) == here


def test_a_file_that_takes_too_long_is_not_valid(issued: bytes) -> None:
    assert check_received_safely(issued, seconds=0.01).reason == "took_too_long"


def test_every_reason_and_state_has_its_sentence() -> None:
    assert set(words.STATES) == {"valid", "amber", "not_valid", "unsigned"}
    for reason in words.REASONS:
        assert words.sentence_of("not_valid", reason).endswith(words.REASONS[reason])


def test_every_fault_of_this_room_has_its_sentence() -> None:
    raised = set()
    for path in (Path(__file__).parents[3] / "voffice_desktop" / "signing").glob("*.py"):
        raised |= set(re.findall(r'(?:DocumentFault|MachineFault|Transient)\("([a-z_]+)"', path.read_text("utf-8")))
    assert raised - {"signing_child_unavailable"} <= set(words.FAULTS)


def repaired(data: bytes) -> bool:
    try:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            return bool(document.is_repaired)
    except (RuntimeError, ValueError):
        return True


@pytest.mark.corpus
def test_the_corpus_of_signed_files(corpus: Path) -> None:
    pymupdf.TOOLS.mupdf_display_errors(False)
    try:
        with (corpus / "signed" / "expected.tsv").open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table, delimiter="\t"))
        wrong, honest = [], collections.Counter[bool]()
        for row in rows:
            must = row["must"]
            if must in ("any", "refuse-upload"):
                continue
            data = (corpus / "signed" / row["file"]).read_bytes()
            state = check_received(data, repaired=repaired(data)).state
            if must in ("intact", "accept"):
                honest[state in ("valid", "amber")] += 1
            if (must == "not-valid" and state == "valid") or (must == "unsigned" and state != "unsigned"):
                wrong.append((row["file"], must, state))
        assert wrong == []
        assert honest[False] == 0, honest
    finally:
        pymupdf.TOOLS.mupdf_display_errors(True)


@pytest.mark.corpus
def test_the_ministrys_files_are_amber_with_all_signers(corpus: Path) -> None:
    found = {}
    for path in sorted((corpus / "real" / "vn-ministry-signed").glob("*.pdf")):
        verdict = check_received_safely(path.read_bytes())
        found[path.name] = (verdict.state, len(verdict.signatures))
        assert all(one.signer and one.issuer and one.signed_at and one.timestamped for one in verdict.signatures)
        assert {one.issuer for one in verdict.signatures} == {"CA phục vụ các cơ quan Nhà nước G2"}
    assert sorted(found.values()) == [("amber", 4), ("amber", 6)]


@pytest.mark.corpus
def test_a_ministrys_file_can_be_certified_by_a_unit(corpus: Path, room: Room) -> None:
    path = min((corpus / "real" / "vn-ministry-signed").glob("*.pdf"), key=lambda one: one.stat().st_size)
    original = path.read_bytes()
    base = certification.certification_base(original, "KCB", free_room)
    look = appearance.certification_stamp(UNIT, room.now)
    signed = two_step.sign_here(base, certification.field_of("KCB"), room.key("KCB"), look, at=room.now)
    assert signed.startswith(original)
    before, after = check_received(original), check_received(signed)
    assert after.state == "amber"
    assert [one.state for one in after.signatures[:-1]] == [one.state for one in before.signatures]
    assert (after.signatures[-1].kind, after.signatures[-1].state) == ("certification", "valid")
