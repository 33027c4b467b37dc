"""The server's judgement of a signed file: it is the approved file, one signature more, and nothing else.

Rules in order: docs of the protocol (*Signing*) and security study, section 3. pyHanko compares only what
comes after a signature, so the update that holds it is compared with the approved bytes here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus
from pyhanko.sign.validation.status import SignatureCoverageLevel

from voffice_desktop.errors import Rejected, VofficeError
from voffice_desktop.signing import integrity
from voffice_desktop.signing.appearance import VIETNAM
from voffice_desktop.signing.credentials import common_name
from voffice_desktop.signing.fields import FieldPlace, find_field
from voffice_desktop.signing.trust import Trust, check_certificate

Kind = Literal["personal", "agency", "certification"]
MAX_UPDATE = 512 * 1024
_MAX_UPDATES = 3
_TOLERANCE = 2.0
_HIDDEN = 2 | 32  # annotation flags Hidden and NoView


@dataclass(frozen=True)
class Expectation:
    """What an honest signed file must be. ``certificates``: SHA-256 (hex) registered for this unit or leader.

    ``names``: any of them must stand in the stamp (the certificate's own name serves too).
    ``max_update`` bounds the bytes after the approved ones.
    """

    kind: Kind
    field: str
    certificates: frozenset[str]
    trust: Trust
    now: datetime
    names: tuple[str, ...] = ()
    skew: timedelta = timedelta(minutes=10)
    max_update: int = MAX_UPDATE


@dataclass(frozen=True)
class Accepted:
    """An accepted signature. ``level`` is the PAdES baseline reached: ``B-B``, ``B-T``, ``B-LT`` or ``B-LTA``."""

    kind: Kind
    signer: str
    issuer: str
    certificate_sha256: str
    signed_at: datetime
    level: str
    sha256: str


def check_upload(base: bytes, candidate: bytes, expected: Expectation, look: integrity.Looker) -> Accepted:
    """Judge ``candidate`` against the approved bytes ``base``.

    Rejected with ``not_the_approved_file``, ``modified_after_approval``, ``signature_invalid``,
    ``untrusted_certificate``, ``certificate_revoked``, ``certificate_expired``, ``wrong_unit`` or ``wrong_place``.
    """
    if not candidate.startswith(base):
        raise Rejected("not_the_approved_file")
    if len(candidate) == len(base):
        raise Rejected("signature_invalid")
    if len(candidate) - len(base) > expected.max_update:
        raise Rejected("modified_after_approval")
    try:
        return _judge(base, candidate, expected, look)
    except VofficeError as refused:
        if isinstance(refused, Rejected):
            raise
        raise Rejected("signature_invalid") from refused
    except Exception as broken:  # fail closed: any trouble with hostile bytes is a refusal, never a fault of ours
        raise Rejected("signature_invalid") from broken


def _judge(base: bytes, candidate: bytes, expected: Expectation, look: integrity.Looker) -> Accepted:
    before, reader = _readers(base, candidate, strict=expected.kind != "certification")
    revisions = before.xrefs.total_revisions
    old, every = before.embedded_signatures, reader.embedded_signatures
    known = {one.field_name for one in old}
    _need([one.field_name for one in every if one.field_name in known] == [one.field_name for one in old])
    fresh = [one for one in every if one.field_name not in known]
    signature = _the_one(fresh, expected.field)

    _need(integrity.plain_gap(candidate, signature, after=len(base)), "signature_invalid")
    _need(signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached", "signature_invalid")
    # it may not certify or lock anything: that would forbid the signatures still to come
    _need("/Reference" not in signature.sig_object)
    status = integrity.status_of(signature)
    _need(integrity.is_sound(status) and status.md_algorithm in integrity.STRONG, "signature_invalid")
    _need(len(signature.signed_data["signer_infos"]) == 1, "signature_invalid")

    moment, stamped = _check_signer(reader, signature, status, expected)
    place = _check_place(base, candidate, expected.field)
    _check_changes(reader, candidate, revisions, signature, fresh, status)
    _check_earlier(old, every)
    holder = common_name(status.signing_cert.subject)
    check_look(base, candidate, place, (*expected.names, holder), moment, look, skew=expected.skew)
    level = _level(reader, fresh, stamped=stamped)
    certificate = status.signing_cert
    return Accepted(
        kind=expected.kind,
        signer=common_name(certificate.subject),
        issuer=common_name(certificate.issuer),
        certificate_sha256=certificate.sha256.hex(),
        signed_at=moment,
        level=level,
        sha256=hashlib.sha256(candidate).hexdigest(),
    )


def _need(condition: Any, code: str = "modified_after_approval") -> None:
    if not condition:
        raise Rejected(code)


def _readers(base: bytes, candidate: bytes, *, strict: bool) -> tuple[PdfFileReader, PdfFileReader]:
    """Our own documents are read strictly. What others made (hybrid cross references of office programs, loose
    old files) cannot be; then the update itself must at least bring no second set of cross references."""
    _need(strict or b"/XRefStm" not in candidate[len(base) :])
    before = integrity.open_reader(base, strict=strict)
    reader = integrity.open_reader(candidate, strict=strict)
    _need(not reader.encrypted and not before.encrypted, "signature_invalid")
    return before, reader


def _the_one(fresh: list[EmbeddedPdfSignature], field: str) -> EmbeddedPdfSignature:
    signatures = [one for one in fresh if one.sig_object_type == "/Sig"]
    _need(signatures, "signature_invalid")
    named = [one for one in signatures if one.field_name == field]
    _need(named, "wrong_place")
    _need(len(signatures) == 1 and len(fresh) - 1 <= 1)
    return named[0]


def _check_signer(
    reader: PdfFileReader, signature: EmbeddedPdfSignature, status: PdfSignatureStatus, expected: Expectation
) -> tuple[datetime, bool]:
    certificate = status.signing_cert
    others, crls, ocsps = integrity.embedded_proof(reader)
    others += [one.chosen for one in signature.signed_data["certificates"] if one.name == "certificate"]
    check_certificate(certificate, expected.trust, expected.now, others=others, crls=crls, ocsps=ocsps)
    _need(certificate.sha256.hex() in {one.lower() for one in expected.certificates}, "wrong_unit")
    stamp = status.timestamp_validity
    if stamp is not None:
        _need(stamp.intact and stamp.valid, "signature_invalid")
    stamped = _has_trusted_time(status, expected, others, crls, ocsps)
    moment = integrity.signed_at(status) if stamped else status.signer_reported_dt
    if moment is None:
        raise Rejected("signature_invalid")
    _need(abs(expected.now - moment) <= expected.skew, "signature_invalid")
    _need(certificate.not_valid_before <= moment <= certificate.not_valid_after, "certificate_expired")
    return moment, stamped


def _has_trusted_time(
    status: PdfSignatureStatus, expected: Expectation, others: list[Any], crls: list[Any], ocsps: list[Any]
) -> bool:
    """Anybody can make a sound time stamp; one whose service is not trusted proves nothing and is passed over."""
    stamp = status.timestamp_validity
    if stamp is None or not integrity.has_timestamp(status):
        return False
    service = stamp.signing_cert
    usage = service.extended_key_usage_value
    if usage is None or usage.native != ["time_stamping"]:
        return False
    try:
        check_certificate(service, expected.trust, expected.now, others=others, crls=crls, ocsps=ocsps)
    except Rejected:
        return False
    return True


def _check_place(base: bytes, candidate: bytes, field: str) -> FieldPlace:
    wanted, found = find_field(base, field), find_field(candidate, field)
    if wanted is None or found is None or wanted.page != found.page:
        raise Rejected("wrong_place")
    _need(wanted.geometry == found.geometry)
    _need(all(abs(a - b) <= _TOLERANCE for a, b in zip(wanted.box, found.box, strict=True)), "wrong_place")
    return found


def _check_changes(
    reader: PdfFileReader,
    candidate: bytes,
    revisions: int,
    signature: EmbeddedPdfSignature,
    fresh: list[EmbeddedPdfSignature],
    status: PdfSignatureStatus,
) -> None:
    total = reader.xrefs.total_revisions
    _need(1 <= total - revisions <= _MAX_UPDATES)
    _need(signature.signed_revision == revisions)
    _need(candidate.rstrip(b"\r\n\t \0").endswith(b"%%EOF") and len(candidate) - len(candidate.rstrip()) <= 2)
    stamps = {one.signed_revision for one in fresh if one.sig_object_type == "/DocTimeStamp"}
    if total - revisions == 1:
        _need(status.coverage == SignatureCoverageLevel.ENTIRE_FILE)
    for revision in range(revisions + 1, total):
        _need(integrity.only_validation_data(reader, revision, stamps))
    for one in fresh:
        if one.sig_object_type == "/DocTimeStamp":
            _need(integrity.is_sound_timestamp(one), "signature_invalid")
    review = DEFAULT_DIFF_POLICY.review_file(reader, revisions - 1, doc_mdp=MDPPerm.FILL_FORMS)
    _need(not isinstance(review, SuspiciousModification))
    assert not isinstance(review, SuspiciousModification)
    _need(review.modification_level <= ModificationLevel.FORM_FILLING)
    _need(integrity.touched_fields(reader, revisions - 1) <= {signature.field_name})
    _need(not integrity.active_content_added(reader, revisions - 1))
    widget = signature.sig_field if "/Rect" in signature.sig_field else signature.sig_field["/Kids"][0]
    _need(int(widget.get("/F", 0)) & _HIDDEN == 0, "wrong_place")


def _check_earlier(old: list[EmbeddedPdfSignature], every: list[EmbeddedPdfSignature]) -> None:
    """No earlier signature's verdict may get worse; one that was broken before is none of this check's business."""
    now = {one.field_name: one for one in every}
    for one in old:
        if one.sig_object_type != "/Sig":
            continue
        try:
            was = integrity.status_of(one)
            sound, explained = integrity.is_sound(was), integrity.is_explained(was)
        except Exception:  # a foreign signature that cannot be read cannot get worse
            continue
        if sound:
            after = integrity.status_of(now[one.field_name])
            _need(integrity.is_sound(after))
            _need(integrity.is_explained(after) or not explained)


def check_look(
    base: bytes,
    candidate: bytes,
    place: FieldPlace,
    names: tuple[str, ...],
    moment: datetime,
    look: integrity.Looker,
    *,
    skew: timedelta = timedelta(minutes=10),
) -> None:
    """Rejected ``modified_after_approval``: pixels changed outside ``place``, or the renderer had to mend the file.

    Rejected ``wrong_place``: one of ``names`` and a time within ``skew`` of ``moment`` do not stand in it.
    """
    seen = look(base, candidate, place.page, place.geometry.to_displayed(place.box))
    _need(not seen["repaired"])
    _need(not seen["changed_pages"])
    before, after = _folded(seen["text_before"]), _folded(seen["text_after"])
    wanted = [_folded(name) for name in names if name.strip()]
    _need(any(after.count(name) > before.count(name) for name in wanted), "wrong_place")
    times = [time for time in printed_times(seen["text_after"]) if time not in printed_times(seen["text_before"])]
    _need(any(abs(time - moment) <= skew for time in times), "wrong_place")


_TIMES = (
    re.compile(r"(?P<d>\d{2})/(?P<m>\d{2})/(?P<y>\d{4})\D{0,3}(?P<H>\d{2}):(?P<M>\d{2})(:(?P<S>\d{2}))?"),
    re.compile(r"(?P<H>\d{2}):(?P<M>\d{2})(:(?P<S>\d{2}))?\D{0,12}(?P<d>\d{2})/(?P<m>\d{2})/(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})[T ]\s?(?P<H>\d{2}):(?P<M>\d{2})(:(?P<S>\d{2}))?"),
)


def printed_times(text: str) -> list[datetime]:
    """Every date with time in ``text``, as Vietnam time: ``dd/MM/yyyy HH:mm:ss``, the other way round, ISO 8601."""
    found = []
    for pattern in _TIMES:
        for match in pattern.finditer(" ".join(text.split())):
            part = {key: int(value or 0) for key, value in match.groupdict().items()}
            try:
                made = datetime(
                    part["y"], part["m"], part["d"], part["H"], part["M"], part["S"], tzinfo=VIETNAM
                )  # fmt: skip
            except ValueError:
                continue
            found.append(made)
    return found


def _folded(text: str) -> str:
    """Without marks, case and spaces: some outside tools draw stamps in fonts that lose Vietnamese marks."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def _level(reader: PdfFileReader, fresh: list[EmbeddedPdfSignature], *, stamped: bool) -> str:
    if not stamped:
        return "B-B"
    if "/DSS" not in reader.root:
        return "B-T"
    return "B-LTA" if any(one.sig_object_type == "/DocTimeStamp" for one in fresh) else "B-LT"
