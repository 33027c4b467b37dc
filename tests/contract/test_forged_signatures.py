"""Forged clients against the running server: each upload refused with its exact code, the stored file unchanged.

By default one attack of each kind; ``VOFFICE_LONG=1`` runs all fifty. Honest files pass by the same doors.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter

from tests.ministry import Ministry, Person
from tests.ui.outgoing.waiting import SUMMARY, more_waiting
from tests.unit.signing import forging
from tests.unit.signing.material import Room, letter
from voffice_desktop.clock import utc_now
from voffice_desktop.signing import fields, two_step
from voffice_desktop.signing.certification import field_of
from voffice_desktop.signing.trust import Trust

LONG = os.environ.get("VOFFICE_LONG") == "1"
PDF = {"Content-Type": "application/pdf"}


@dataclass(frozen=True)
class Waiting:
    """A numbered document of KCB that waits for the agency's signature, and its clerk."""

    clerk: Person
    id: str
    file_id: str
    base: bytes
    ministry: Ministry

    @property
    def room(self) -> Room:
        """The demo's keys, and the present: signatures may be ten minutes old at most."""
        return Room(self.ministry.credentials, Trust(()), utc_now().replace(microsecond=0))

    def put(self, forged: bytes) -> str:
        """The code with which the server answers an upload."""
        path = f"/outgoing-documents/{self.id}/signed"
        answer = self.clerk.ask("PUT", path, data=forged, headers=PDF)
        return "accepted" if answer.ok else str(answer.json()["code"])

    def stored(self) -> tuple[str, str, str]:
        """State, and hash of the stored file as its record says and as its bytes are."""
        record = self.clerk.get(f"/outgoing-documents/{self.id}").json()
        file = self.clerk.get(f"/files/{self.file_id}").json()
        now = self.clerk.get(f"/outgoing-documents/{self.id}/to-sign").content
        return record["status"], file["sha256"], hashlib.sha256(now).hexdigest()


@pytest.fixture
def waiting(ministry: Ministry) -> Waiting:
    """A plain letter that is numbered and waits; the one of an earlier attack, for it must be as it was."""
    clerk = ministry.person("vanthu.kcb")
    numbered = _own(clerk, clerk.get("/outgoing-documents?status=numbered&limit=200").json()["items"])
    left = [one["id"] for one in numbered if one["summary"].startswith(SUMMARY)]
    document_id = left[0] if left else more_waiting(ministry, 1)[0]
    record = clerk.get(f"/outgoing-documents/{document_id}").json()
    files = [clerk.get(f"/files/{one}").json() for one in record["file_ids"]]
    (main,) = [one["id"] for one in files if one["role"] == "main"]
    base = clerk.get(f"/outgoing-documents/{record['id']}/to-sign").content
    return Waiting(clerk, record["id"], main, base, ministry)


def _own(clerk: Person, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in items if one["unit_id"] == clerk.user["unit_id"]]


Attack = Callable[[Waiting], bytes]
ATTACKS: dict[str, tuple[Attack, str]] = {}


def attack(name: str, code: str) -> Callable[[Attack], Attack]:
    def keep(made: Attack) -> Attack:
        ATTACKS[name] = (made, code)
        return made

    return keep


def _signed(one: Waiting, **how: object) -> bytes:
    return forging.outside(one.room, one.base, **how)  # type: ignore[arg-type]  # the forger's own words


@attack("another document", "not_the_approved_file")
def _another(one: Waiting) -> bytes:
    return one.room.agency(fields.prepare_fields(letter("Van ban khac")))


@attack("an appended page", "not_the_approved_file")
def _page(one: Waiting) -> bytes:
    with pymupdf.open(stream=one.base, filetype="pdf") as document:
        document.new_page()
        return forging.outside(one.room, document.tobytes())


@attack("the same pages written anew", "not_the_approved_file")
def _rewritten(one: Waiting) -> bytes:
    with pikepdf.open(io.BytesIO(one.base)) as document:
        out = io.BytesIO()
        document.save(out)
    return forging.outside(one.room, out.getvalue())


@attack("an appended page in an update", "modified_after_approval")
def _page_update(one: Waiting) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "van-ban.pdf"
        path.write_bytes(one.base)
        with pymupdf.open(path) as document:
            document.new_page()
            document.saveIncr()
        return forging.outside(one.room, path.read_bytes())


@attack("a second signature", "modified_after_approval")
def _second(one: Waiting) -> bytes:
    spec = SigFieldSpec("Them", on_page=0, box=(20, 20, 180, 80))
    return forging.outside(one.room, _signed(one), name="QLD", field="Them", spec=spec)


@attack("a stamp in a field of its own", "wrong_place")
def _own_field(one: Waiting) -> bytes:
    return _signed(one, field="DauCuaToi", spec=SigFieldSpec("DauCuaToi", on_page=0, box=(20, 700, 220, 780)))


@attack("a stamp moved while signing", "wrong_place")
def _moved(one: Waiting) -> bytes:
    return _signed(one, change=forging.moved)


@attack("a stamp without look", "wrong_place")
def _bare(one: Waiting) -> bytes:
    return _signed(one, look=False)


@attack("a stamp with another name", "wrong_place")
def _name(one: Waiting) -> bytes:
    return _signed(one, unit="Bộ Khác")


@attack("the leader's field", "wrong_place")
def _leader(one: Waiting) -> bytes:
    return _signed(one, field=fields.PERSONAL)


for _certificate, _code in {
    "QLD": "wrong_unit",
    "BYT": "wrong_unit",
    "cuctruong.kcb": "wrong_unit",
    "thutruong1": "wrong_unit",
    "KCB-revoked": "certificate_revoked",
    "KCB-expired": "certificate_expired",
    "stranger": "untrusted_certificate",
}.items():
    attack(f"the certificate {_certificate}", _code)(lambda one, name=_certificate: _signed(one, name=name))

for _change in forging.CHANGES:
    _what = _change.__name__
    attack(f"{_what} before signing", "modified_after_approval")(
        lambda one, change=_change: forging.outside(one.room, forging.update(one.base, change))
    )
    attack(f"{_what} after signing", "modified_after_approval")(
        lambda one, change=_change: forging.update(_signed(one), change)
    )
    attack(f"{_what} after signing and signed again", "modified_after_approval")(
        lambda one, change=_change: forging.outside(
            one.room,
            forging.update(_signed(one), change),
            field="Nua",
            spec=SigFieldSpec("Nua", on_page=0, box=(20, 20, 180, 80)),
        )
    )
    if _change is not forging.metadata:
        attack(f"{_what} in the signing update", "modified_after_approval")(
            lambda one, change=_change: _signed(one, change=change)
        )

for _permission in (MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE):
    attack(f"a certification {_permission.name}", "modified_after_approval")(
        lambda one, permission=_permission: _signed(one, certify=permission)
    )

for _days in (-30, -1, 1, 400):
    attack(f"a time {_days} days off", "signature_invalid")(
        lambda one, days=_days: _signed(one, at=one.room.now + timedelta(days=days))
    )


@attack("a weak digest", "signature_invalid")
def _weak(one: Waiting) -> bytes:
    return _signed(one, md="sha1")


@attack("an old kind of signature", "signature_invalid")
def _old(one: Waiting) -> bytes:
    return _signed(one, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)


@attack("no signature at all", "signature_invalid")
def _none(one: Waiting) -> bytes:
    return one.base


@attack("a signature cut short", "signature_invalid")
def _cut(one: Waiting) -> bytes:
    return _signed(one)[:-200]


@attack("a flipped bit in the signature", "signature_invalid")
def _flipped(one: Waiting) -> bytes:
    signed = bytearray(_signed(one))
    start = signed.index(b"/Contents <", len(one.base)) + 11
    cms = bytes(signed[start : signed.index(b">", start)]).rstrip(b"0")
    at = start + len(cms) - 40  # the signature's value ends the CMS
    signed[at] = ord("0") if signed[at] != ord("0") else ord("1")
    return bytes(signed)


@attack("half a megabyte of nothing", "modified_after_approval")
def _padded(one: Waiting) -> bytes:
    return _signed(one) + b"\0" * 600_000


@attack("an update too many", "modified_after_approval")
def _update(one: Waiting) -> bytes:
    return forging.update(forging.update(_signed(one), forging.metadata), forging.metadata)


SHORT = (
    "another document",
    "an appended page",
    "a second signature",
    "the certificate QLD",
    "the certificate KCB-revoked",
    "the certificate KCB-expired",
    "the certificate stranger",
    "a stamp in a field of its own",
    "metadata after signing",
    "content in the signing update",
    "a time -30 days off",
    "no signature at all",
)


def test_there_are_fifty_attacks() -> None:
    assert len(ATTACKS) >= 50
    assert set(SHORT) <= set(ATTACKS)


@pytest.mark.parametrize("name", list(ATTACKS) if LONG else SHORT)
def test_a_forged_upload_is_refused_and_changes_nothing(waiting: Waiting, name: str) -> None:
    make, code = ATTACKS[name]
    before = waiting.stored()
    assert before[0] == "numbered" and before[1] == before[2] == hashlib.sha256(waiting.base).hexdigest()
    assert waiting.put(make(waiting)) == code
    assert waiting.stored() == before


def test_another_units_clerk_and_the_leader_sign_nothing_here(waiting: Waiting) -> None:
    before = waiting.stored()
    signed = _signed(waiting)
    for account, status in (
        ("vanthu.qld", 404),
        ("vanthu.byt", 404),
        ("cuctruong.kcb", 409),
        ("chuyenvien.kcb", 403),
    ):
        other = waiting.ministry.person(account)
        answer = other.ask("PUT", f"/outgoing-documents/{waiting.id}/signed", data=signed, headers=PDF)
        assert answer.status_code in (status, 403, 404), (account, answer.text)
    assert waiting.stored() == before


def test_a_cms_of_another_document_or_certificate_completes_nothing(waiting: Waiting) -> None:
    before = waiting.stored()
    clerk, room, path = waiting.clerk, waiting.room, f"/outgoing-documents/{waiting.id}/signing"
    key = room.key("KCB")
    der = base64.b64encode(key.certificate_der).decode()
    begun = clerk.post(path, {"certificate": der})
    assert begun.status_code == 201
    prepared = clerk.get(f"{path}/{begun.json()['signing_id']}/prepared").content
    for cms, code in (
        (key.cms_of(b"\1" * 32), "signature_invalid"),
        (two_step.sign_cms(prepared, fields.AGENCY, room.key("QLD")), "wrong_unit"),
        (b"junk", "signature_invalid"),
    ):
        body = {"cms": base64.b64encode(cms).decode()}
        answer = clerk.post(f"{path}/{begun.json()['signing_id']}/complete", body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    wrong = {"QLD": "wrong_unit", "KCB-revoked": "certificate_revoked", "KCB-expired": "certificate_expired"}
    for name, code in wrong.items():
        refused = clerk.post(path, {"certificate": base64.b64encode(room.key(name).certificate_der).decode()})
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert waiting.stored() == before


def test_a_certification_of_a_file_with_text_fields_is_accepted_when_honest_and_refused_when_not(
    waiting: Waiting,
) -> None:
    """Last of this module: the honest signature ends the document's wait."""
    clerk, room = waiting.clerk, waiting.room
    assert waiting.put(_signed(waiting)) == "accepted"
    path = f"/files/{waiting.file_id}/certification"
    base = clerk.get(f"{path}/to-sign").content
    assert pymupdf.open(stream=base, filetype="pdf")[0].first_widget is not None

    def certified(**how: object) -> bytes:
        return forging.outside(room, base, field=field_of("KCB"), **how)  # type: ignore[arg-type]  # as above

    for forged, code in (
        (certified(change=forging.content), "modified_after_approval"),
        (forging.update(certified(), forging.metadata), "modified_after_approval"),
        (certified(name="QLD"), "wrong_unit"),
        (certified(look=False), "wrong_place"),
    ):
        answer = clerk.ask("PUT", path, data=forged, headers=PDF)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert clerk.get(f"/files/{waiting.file_id}/certified").json()["code"] == "not_certified"
    honest = certified()
    answer = clerk.ask("PUT", path, data=honest, headers=PDF)
    assert answer.status_code == 200, answer.text
    assert clerk.get(f"/files/{waiting.file_id}/certified").content == honest
