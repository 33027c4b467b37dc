"""How a received file stands: ``valid``, ``amber``, ``not_valid`` or ``unsigned``, with all its signatures.

Integrity decides the state; trust in the issuer is a second line on each signature. Real ministry files (a
certification first, then leader, number, date and seal signatures) come out amber, and say why. Hostile
files may keep pyHanko busy for ever: use :mod:`.received_child` for anything that came from outside.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
from pyhanko.sign.validation.status import SignatureCoverageLevel

from voffice_desktop.errors import Rejected
from voffice_desktop.signing import integrity
from voffice_desktop.signing.credentials import common_name
from voffice_desktop.signing.fields import AGENCY, CERTIFICATION, PERSONAL, place_of
from voffice_desktop.signing.trust import Trust, check_certificate
from voffice_desktop.signing.words import sentence_of

State = Literal["valid", "amber", "not_valid", "unsigned"]
_MARK = b"/ByteRange"
_MOST = 64


@dataclass(frozen=True)
class ReceivedSignature:
    """One signature in plain values. ``page`` counts from 1 (0: shown nowhere), ``box`` is displayed points.

    ``kind``: ``personal``, ``agency``, ``certification`` by our own field names, ``timestamp`` or ``other``.
    ``changes``: keys of ``words.CHANGES``; ``trust``: keys of ``words.TRUST``; ``reason``: of ``words.REASONS``.
    """

    field: str
    kind: str
    signer: str
    issuer: str
    certificate_sha256: str
    signed_at: datetime | None
    timestamped: bool
    state: State
    coverage: str
    changes: str
    trust: str
    reason: str = ""
    page: int = 0
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Verdict:
    """The file's state, why (a key of ``words.REASONS`` or empty), its sentence, and its signatures in order."""

    state: State
    reason: str
    sentence: str
    signatures: tuple[ReceivedSignature, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it: times in ISO 8601."""
        made = asdict(self)
        for one in made["signatures"]:
            one["signed_at"] = one["signed_at"].isoformat() if one["signed_at"] else None
        return made


def verdict_of(plain: dict[str, Any]) -> Verdict:
    """The inverse of :meth:`Verdict.plain`."""
    signatures = tuple(
        ReceivedSignature(
            **{
                **one,
                "signed_at": datetime.fromisoformat(one["signed_at"]) if one["signed_at"] else None,
                "box": tuple(one["box"]) if one["box"] else None,
            }
        )
        for one in plain["signatures"]
    )
    return Verdict(plain["state"], plain["reason"], plain["sentence"], signatures)


def refused(reason: str, signatures: tuple[ReceivedSignature, ...] = ()) -> Verdict:
    """A ``not_valid`` verdict."""
    return Verdict("not_valid", reason, sentence_of("not_valid", reason), signatures)


def check_received(data: bytes, *, repaired: bool = False, trust: Trust | None = None) -> Verdict:
    """Judge a file from elsewhere; never raises for what the file holds.

    ``repaired``: did the renderer have to mend it (`pdf.gate`'s verdict says)? ``trust``: whom to trust; without
    it the second line stays ``unknown``.
    """
    marked = _MARK in data
    try:
        reader = integrity.open_reader(data, strict=False)
        every = reader.embedded_signatures
        if not [one for one in every if one.sig_object_type == "/Sig"]:
            if marked and not every:
                return refused("signature_unreadable")
            if not every:
                return Verdict("unsigned", "", sentence_of("unsigned"))
        return _judge(data, reader, every[:_MOST], repaired, trust)
    except Exception:  # the boundary to hostile bytes: whatever pyHanko stumbles over is no valid signature
        return refused("file_unreadable") if marked or b"/Sig" in data else Verdict(
            "unsigned", "file_unreadable", sentence_of("unsigned", "file_unreadable")
        )  # fmt: skip


def _judge(
    data: bytes, reader: PdfFileReader, every: list[EmbeddedPdfSignature], repaired: bool, trust: Trust | None
) -> Verdict:
    names = {one.field_name for one in every}
    signatures = [one for one in every if one.sig_object_type == "/Sig"]
    reported = [_report(data, reader, one, names, trust) for one in every]
    found = tuple(report for report, _ in reported)
    if repaired:
        return refused("file_repaired", found)
    if len({one.pkcs7_content for one in every}) != len(every):
        return refused("same_signature_twice", found)
    for report, _ in reported:
        if report.state == "not_valid":
            return refused(report.reason, found)
    if not signatures:
        return Verdict("unsigned", "", sentence_of("unsigned"), found)
    last = next(status for report, status in reversed(reported) if report.kind != "timestamp")
    tail = "changed" if last is None else _tail(data, reader, every, signatures[-1], last)
    if tail == "changed":
        return refused("bytes_after_signature", found)
    amber = next((report.reason for report in found if report.state == "amber"), "")
    if tail == "store_replaced":
        amber = amber or "changes_not_explained"
    if amber:
        return Verdict("amber", amber, sentence_of("amber", amber), found)
    return Verdict("valid", "", sentence_of("valid"), found)


def _report(
    data: bytes, reader: PdfFileReader, one: EmbeddedPdfSignature, names: set[str], trust: Trust | None
) -> tuple[ReceivedSignature, PdfSignatureStatus | None]:
    place = _place(reader, one)
    base: dict[str, Any] = {"field": str(one.field_name), "kind": _kind(one), **place}
    if one.sig_object_type != "/Sig":
        sound = integrity.is_sound_timestamp(one)
        certificate = one.signer_cert
        return ReceivedSignature(
            **base, signer=common_name(certificate.subject), issuer=common_name(certificate.issuer),
            certificate_sha256=certificate.sha256.hex(), signed_at=one.self_reported_timestamp or _token_time(one),
            timestamped=True, state="valid" if sound else "not_valid", coverage="revision", changes="none",
            trust="unknown", reason="" if sound else "signature_broken",
        ), None  # fmt: skip
    status = integrity.status_of(one)
    reason = _fault(data, one, status)
    explained = _explained(status, names)
    state: State = "not_valid" if reason else "valid" if explained else "amber"
    moment = integrity.signed_at(status)
    certificate = status.signing_cert
    report = ReceivedSignature(
        **base,
        signer=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        certificate_sha256=certificate.sha256.hex(),
        signed_at=moment,
        timestamped=integrity.has_timestamp(status),
        state=state,
        coverage="file" if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else "revision",
        changes=_changes(status, explained),
        trust=_trust(reader, one, moment, trust),
        reason=reason or ("" if explained else "changes_not_explained"),
    )
    return report, status


def _fault(data: bytes, one: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str:
    if len(one.signed_data["signer_infos"]) != 1:
        return "several_signers"
    if not (status.intact and status.valid):
        return "signature_broken"
    if not integrity.is_sound(status) or not integrity.plain_range(data, one):
        return "signature_partial"
    if status.md_algorithm in ("md5", "sha1"):
        return "weak_digest"
    return ""


def _explained(status: PdfSignatureStatus, names: set[str]) -> bool:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return integrity.is_explained(status) and not _foreign(status, names)


def _foreign(status: PdfSignatureStatus, names: set[str]) -> bool:
    """Fields other than signatures and our own number and date that changed after this signature."""
    result = status.diff_result
    changed: set[str] = set(getattr(result, "changed_form_fields", ()))
    return bool(changed - names - integrity.OWN_TEXT_FIELDS)


def _changes(status: PdfSignatureStatus, explained: bool) -> str:
    level = status.modification_level
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE or level == ModificationLevel.NONE:
        return "none"
    if not explained:
        return "not_explained"
    return "validation_data" if level == ModificationLevel.LTA_UPDATES else "form_filling"


def _tail(
    data: bytes,
    reader: PdfFileReader,
    every: list[EmbeddedPdfSignature],
    last: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
) -> Literal["nothing", "validation_data", "store_replaced", "changed"]:
    """What follows the last signature."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return "nothing"
    stamps = {one.signed_revision for one in every if one.sig_object_type == "/DocTimeStamp"}
    later = range(last.signed_revision + 1, reader.xrefs.total_revisions)
    if not later or not data.rstrip(b"\r\n\t \0").endswith(b"%%EOF"):
        return "changed"
    strict = [integrity.only_validation_data(reader, revision, stamps) for revision in later]
    if all(strict) and status.docmdp_ok:
        return "validation_data"
    loose = all(one or integrity.only_store_replaced(reader, at) for one, at in zip(strict, later, strict=True))
    return "store_replaced" if loose else "changed"


def _trust(reader: PdfFileReader, one: EmbeddedPdfSignature, moment: datetime | None, trust: Trust | None) -> str:
    certificate = one.signer_cert
    if trust is None or moment is None or certificate is None:
        return "unknown"
    try:
        others, crls, ocsps = integrity.embedded_proof(reader)
        others += [held.chosen for held in one.signed_data["certificates"] if held.name == "certificate"]
        check_certificate(certificate, trust, moment, others=others, crls=crls, ocsps=ocsps)
    except Rejected as said:
        return said.code
    except Exception:  # a hostile or odd security store leaves the second line open; the verdict stands without it
        return "unknown"
    return "trusted"


def _kind(one: EmbeddedPdfSignature) -> str:
    if one.sig_object_type != "/Sig":
        return "timestamp"
    name = str(one.field_name)
    if name.startswith(CERTIFICATION):
        return "certification"
    return {PERSONAL: "personal", AGENCY: "agency"}.get(name, "other")


def _place(reader: PdfFileReader, one: EmbeddedPdfSignature) -> dict[str, Any]:
    try:
        place = place_of(reader, str(one.field_name), one.sig_field, filled=True)
        if place is not None and place.box[2] - place.box[0] >= 1 and place.box[3] - place.box[1] >= 1:
            x0, y0, x1, y1 = (round(value, 2) for value in place.geometry.to_displayed(place.box))
            return {"page": place.page + 1, "box": (x0, y0, x1, y1)}
    except Exception:  # where it is shown is a convenience; a page tree that cannot be walked is no verdict
        return {}
    return {}


def _token_time(one: EmbeddedPdfSignature) -> datetime | None:
    info = one.signed_data["encap_content_info"]["content"].parsed
    moment: datetime | None = info["gen_time"].native
    return moment
