"""Signing in two steps: the server builds the update, the client checks it and returns a CMS alone.

Server: :func:`begin` → the prepared file with a hole, :func:`complete` fills the hole. Client:
:func:`check_prepared`, then :func:`sign_cms`, which computes the digest itself and trusts no number of
the server. PAdES baseline B-B (ETSI EN 319 142-1); B-T and B-LT where a time-stamp service is given.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, tsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import handle_tsp_response
from pyhanko.sign.validation.dss import DocumentSecurityStore

from voffice_desktop.errors import Bug, DocumentFault, Rejected, Transient, VofficeError
from voffice_desktop.signing.appearance import Look, StampText
from voffice_desktop.signing.credentials import Credential, certificate_info, read_certificate
from voffice_desktop.signing.fields import find_field
from voffice_desktop.signing.trust import Trust

DIGEST = "sha256"
LIFETIME = timedelta(minutes=9)
"""A prepared signing lives so long: within the ten minutes by which an accepted signing time may differ from now."""
_RESERVED = 32768  # hex digits kept for the CMS: 16 KiB, room for the chain and a time stamp
_MAX_UPDATE = 2 * 1024 * 1024

AskTime = Callable[[bytes], bytes]
"""Sends a TimeStampReq (DER, RFC 3161) to the configured service and gives back its TimeStampResp."""


@dataclass(frozen=True)
class Prepared:
    """What the server keeps between the steps. ``state`` is JSON without secrets."""

    prepared: bytes
    digest: bytes
    state: bytes


def begin(
    to_sign: bytes, field: str, certificate_der: bytes, stamp: StampText, *, at: datetime, name: str = ""
) -> Prepared:
    """Fill ``field`` (empty until now) with the look of ``stamp`` and a hole for the CMS.

    Rejected ``certificate_expired``, ``untrusted_certificate`` (not made for signing);
    DocumentFault ``bad_certificate``, ``signature_field_missing``, ``already_signed``, ``unreadable_pdf``.
    """
    info = certificate_info(certificate_der)
    if not info.may_sign:
        raise Rejected("untrusted_certificate")
    if not info.not_before <= at <= info.not_after:
        raise Rejected("certificate_expired")
    place = find_field(to_sign, field)
    if place is None:
        raise DocumentFault("signature_field_missing")
    if place.filled:
        raise DocumentFault("already_signed")
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, name=name or info.subject
    )
    signer = signers.PdfSigner(
        meta,
        signers.ExternalSigner(signing_cert=None, cert_registry=None, signature_value=bytes(512)),
        stamp_style=Look(stamp=stamp, rotation=place.geometry.rotation),
    )
    out = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(to_sign), strict=False)
        session = signer.init_signing_session(writer, existing_fields_only=True)
        session.system_time = at
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=_RESERVED)
        hole, _ = document.digest_tbs_document(output=out)
    except DocumentFault:
        raise
    except Exception as broken:  # a boundary to foreign documents
        raise DocumentFault("unreadable_pdf") from broken
    prepared = out.getvalue()
    state = {
        "field": field,
        "digest": base64.b64encode(hole.document_digest).decode(),
        "start": hole.reserved_region_start,
        "end": hole.reserved_region_end,
        "base_size": len(to_sign),
        "prepared_sha256": hashlib.sha256(prepared).hexdigest(),
        "certificate_sha256": info.sha256,
    }
    return Prepared(prepared, hole.document_digest, json.dumps(state, sort_keys=True).encode())


def complete(
    prepared: bytes, state: bytes, cms_bytes: bytes, *, ask_time: AskTime | None = None, trust: Trust | None = None
) -> bytes:
    """The signed file. ``ask_time`` adds a time stamp (B-T), ``trust`` besides its validation data (B-LT).

    Rejected ``signature_invalid``, ``wrong_unit`` (another certificate than announced); Transient
    ``time_stamp_failed`` (nothing was signed, try again). Whatever the CMS
    holds is judged again by :mod:`voffice_desktop.signing.verify_upload` before it is accepted.
    """
    kept = json.loads(state)
    if hashlib.sha256(prepared).hexdigest() != kept["prepared_sha256"]:
        raise Bug("prepared_file_changed")
    try:
        content = cms.ContentInfo.load(cms_bytes, strict=True)
        signed = content["content"]
        (info,) = signed["signer_infos"]
        (digest,) = next(a["values"].native for a in info["signed_attrs"] if a["type"].native == "message_digest")
        held = {one.chosen.sha256.hex() for one in signed["certificates"]}
    except Exception as broken:  # a boundary to foreign bytes
        raise Rejected("signature_invalid") from broken
    if digest != base64.b64decode(kept["digest"]):
        raise Rejected("signature_invalid")
    if kept["certificate_sha256"] not in held:
        raise Rejected("wrong_unit")
    if ask_time is not None:
        content = _with_time(content, ask_time)
    start, end = kept["start"], kept["end"]
    made = prepared[:start] + _filling(content.dump(), end - start) + prepared[end:]
    return _with_validation_data(made, kept["field"], trust) if ask_time is not None and trust is not None else made


def check_prepared(to_sign: bytes | str, prepared: bytes, field: str) -> bytes:
    """The client's own look at what it is asked to sign. ``to_sign``: the bytes shown, or their SHA-256 (hex).

    Rejected ``not_the_approved_file``: it does not begin with those bytes. Rejected
    ``modified_after_approval``: the update does more than fill ``field``. Gives the bytes shown back.
    """
    base = _base_of(to_sign, prepared)
    if not 0 < len(prepared) - len(base) <= _MAX_UPDATE:
        raise Rejected("modified_after_approval")
    try:
        reader = PdfFileReader(io.BytesIO(prepared), strict=False)
        before = PdfFileReader(io.BytesIO(base), strict=False)
        revisions = before.xrefs.total_revisions
        review = DEFAULT_DIFF_POLICY.review_file(reader, revisions - 1, doc_mdp=MDPPerm.FILL_FORMS)
        old = {name for name, value, _ in enumerate_sig_fields(before) if value is not None}
        new = {name for name, value, _ in enumerate_sig_fields(reader) if value is not None}
        fine = (
            reader.xrefs.total_revisions == revisions + 1
            and not isinstance(review, SuspiciousModification)
            and review.modification_level <= ModificationLevel.FORM_FILLING
            and new - old == {field}
            and old <= new
            and _hole(prepared, field)[0] > len(base)
        )
    except Rejected:
        raise
    except Exception as broken:  # a boundary to what a server sent
        raise Rejected("modified_after_approval") from broken
    if not fine:
        raise Rejected("modified_after_approval")
    return base


def sign_cms(prepared: bytes, field: str, credential: Credential) -> bytes:
    """The CMS (DER) over ``prepared`` around its hole. The digest is computed here."""
    start, end = _hole(prepared, field)
    digest = hashlib.sha256(prepared[:start])
    digest.update(prepared[end:])
    return credential.cms_of(digest.digest(), DIGEST)


def fill(prepared: bytes, field: str, cms_bytes: bytes) -> bytes:
    """The signed file as a server without a time-stamp service makes it: the hole filled with the CMS.

    Rejected ``signature_invalid``: the CMS does not fit.
    """
    start, end = _hole(prepared, field)
    return prepared[:start] + _filling(cms_bytes, end - start) + prepared[end:]


def _filling(cms_bytes: bytes, room: int) -> bytes:
    filled = cms_bytes.hex().encode()
    if len(filled) > room - 2:
        raise Rejected("signature_invalid")
    return b"<" + filled.ljust(room - 2, b"0") + b">"


def sign_here(to_sign: bytes, field: str, credential: Credential, stamp: StampText, *, at: datetime) -> bytes:
    """Both steps on one machine: for the demo's documents and for trying a certificate."""
    ready = begin(to_sign, field, credential.certificate_der, stamp, at=at)
    return complete(ready.prepared, ready.state, sign_cms(ready.prepared, field, credential))


def has_run_out(begun_at: datetime, *, now: datetime) -> bool:
    """Is a signing begun at ``begun_at`` too old to complete? Its printed time must stay near the true one."""
    return now - begun_at > LIFETIME


def _base_of(to_sign: bytes | str, prepared: bytes) -> bytes:
    if isinstance(to_sign, bytes):
        if not prepared.startswith(to_sign):
            raise Rejected("not_the_approved_file")
        return to_sign
    for match in re.finditer(rb"%%EOF(\r\n|\n|\r|)", prepared):
        for end in {match.end(), match.start() + 5}:
            if hashlib.sha256(prepared[:end]).hexdigest() == to_sign.lower():
                return prepared[:end]
    raise Rejected("not_the_approved_file")


def _hole(prepared: bytes, field: str) -> tuple[int, int]:
    """Start and end of the hole, from the file's own /ByteRange; it must be all zeros and nothing else missing."""
    try:
        reader = PdfFileReader(io.BytesIO(prepared), strict=False)
        value: Any = next(value for name, value, _ in enumerate_sig_fields(reader) if name == field and value)
        first, start, end, rest = (int(number) for number in value.get_object()["/ByteRange"])
    except Exception as broken:  # a boundary to what a server sent
        raise Rejected("modified_after_approval") from broken
    if first != 0 or end + rest != len(prepared) or re.fullmatch(rb"<0+>", prepared[start:end]) is None:
        raise Rejected("modified_after_approval")
    return start, end


def _with_time(content: cms.ContentInfo, ask: AskTime) -> cms.ContentInfo:
    info = content["content"]["signer_infos"][0]
    imprint = hashlib.sha256(info["signature"].native).digest()
    nonce, request = TimeStamper().request_cms(imprint, DIGEST)
    try:
        token = handle_tsp_response(tsp.TimeStampResp.load(ask(request.dump()), strict=True), nonce)
        stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
        if stamped != imprint:
            raise ValueError("imprint")
    except VofficeError:
        raise
    except Exception as broken:  # a boundary to a foreign service's answer: refused, unfit, or for something else
        raise Transient("time_stamp_failed") from broken
    attributes = [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": cms.SetOfContentInfo([token])})]
    info["unsigned_attrs"] = cms.CMSAttributes(attributes)
    return cms.ContentInfo.load(content.dump(force=True))


def _with_validation_data(signed: bytes, field: str, trust: Trust) -> bytes:
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    signature = next(one for one in reader.embedded_signatures if one.field_name == field)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed), strict=False)
    held = [one.chosen for one in signature.signed_data["certificates"]]
    DocumentSecurityStore.supply_dss_in_writer(
        writer,
        None,  # the per-signature index (VRI) is optional in PAdES and only the plain lists are read
        certs=[*held, *(read_certificate(der) for der in (*trust.intermediates, *trust.roots))],
        crls=trust.parsed_crls(),
        ocsps=trust.parsed_ocsps(),
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
