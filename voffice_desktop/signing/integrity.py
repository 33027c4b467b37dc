"""What pyHanko says of one signature's bytes, and what it overlooks. Trust is judged apart (:mod:`.trust`)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from voffice_desktop.signing.geometry import Box

OWN_TEXT_FIELDS = frozenset({"SoVanBan", "NgayThangNam", "Ngay", "Thang", "Nam"})
STRONG = ("sha256", "sha384", "sha512")

_ACTIVE = frozenset(
    {
        "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/XFA", "/OpenAction", "/AA",
        "/RichMedia", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/URI", "/Rendition", "/Hide",
    }
)  # fmt: skip


class Looker(Protocol):
    """Another room's eyes: what the renderer makes of a file before and after an update.

    ``page`` counts from 0, ``box`` is displayed. Answers ``{"repaired": bool, "changed_pages": [int],
    "text_before": str, "text_after": str}``: whether the renderer had to repair the file, pages whose pixels
    changed outside the box, and the text inside the box.
    """

    def __call__(self, base: bytes, signed: bytes, page: int, box: Box) -> dict[str, Any]: ...


def open_reader(data: bytes, *, strict: bool) -> PdfFileReader:
    """A reader that has met the trailer and the page tree; raises whatever pyHanko raises."""
    reader = PdfFileReader(io.BytesIO(data), strict=strict)
    _ = reader.root["/Pages"]["/Count"]
    return reader


def status_of(signature: EmbeddedPdfSignature) -> PdfSignatureStatus:
    """Integrity and later changes of one signature; its own certificate is taken as trusted."""
    certificate = signature.signer_cert
    if certificate is None:
        raise ValueError("no certificate")
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    return validate_pdf_signature(signature, context)


def is_sound_timestamp(signature: EmbeddedPdfSignature) -> bool:
    """Does a document time stamp hold over all bytes before it?"""
    certificate = signature.signer_cert
    if certificate is None:
        return False
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    status = validate_pdf_timestamp(signature, context)
    return bool(status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION)


def is_sound(status: PdfSignatureStatus) -> bool:
    """Digest and signature hold and the byte range covers its whole revision."""
    coverage = status.coverage
    return bool(
        status.intact
        and status.valid
        and coverage is not None
        and coverage in (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
    )


def is_explained(status: PdfSignatureStatus) -> bool:
    """Everything after this signature is a permitted, understood change."""
    level = status.modification_level
    return isinstance(level, ModificationLevel) and level <= ModificationLevel.FORM_FILLING and bool(status.docmdp_ok)


def plain_gap(data: bytes, signature: EmbeddedPdfSignature, *, after: int = 0) -> bool:
    """The byte range has four numbers, starts at 0 and leaves out exactly one hex string beyond ``after``."""
    numbers = [int(value) for value in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or any(value < 0 for value in numbers):
        return False
    _, start, end, rest = numbers
    if not after <= start < end or end + rest > len(data):
        return False
    if re.fullmatch(rb"<[0-9a-fA-F]+>", data[start:end]) is None:
        return False
    held = bytes.fromhex(data[start + 1 : end - 1].decode("ascii").ljust((end - start - 1) // 2 * 2, "0"))
    length = _der_length(held)
    return not held[length:].strip(b"\0")


def plain_range(data: bytes, signature: EmbeddedPdfSignature) -> bool:
    """As :func:`plain_gap`, for files of other makers: what pads the CMS is theirs."""
    numbers = [int(value) for value in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return False
    gap = data[numbers[1] : numbers[2]]
    return numbers[2] + numbers[3] <= len(data) and re.fullmatch(rb"<[0-9a-fA-F\s]+>", gap) is not None


def signed_at(status: PdfSignatureStatus) -> datetime | None:
    """The time of a sound time stamp inside the signature, else the time that the signer states."""
    stamp = status.timestamp_validity
    if stamp is not None and stamp.valid and stamp.intact:
        return stamp.timestamp
    return status.signer_reported_dt


def has_timestamp(status: PdfSignatureStatus) -> bool:
    """Does the signature carry a sound time stamp?"""
    stamp = status.timestamp_validity
    return stamp is not None and bool(stamp.valid) and bool(stamp.intact)


def embedded_proof(reader: PdfFileReader) -> tuple[list[x509.Certificate], list[Any], list[Any]]:
    """Certificates, CRLs and OCSP answers of the file's security store (PAdES B-LT); empty when it has none."""
    if "/DSS" not in reader.root:
        return [], [], []
    store = DocumentSecurityStore.read_dss(reader)
    context = store.as_validation_context({"trust_roots": [], "allow_fetching": False})
    certificates = list(store.load_certs())
    return certificates, list(context.crls), list(context.ocsps)


def dss_changed(reader: PdfFileReader, revision: int) -> bool:
    """Did ``revision`` bring or change the security store?"""
    now = reader.get_historical_root(revision)
    if "/DSS" not in now:
        return False
    before = reader.get_historical_root(revision - 1)
    if "/DSS" not in before:
        return True
    fresh = reader.get_historical_resolver(revision).explicit_refs_in_revision()
    value = now.raw_get("/DSS")
    if isinstance(value, generic.IndirectObject):
        return bool(value.reference in fresh or value != before.raw_get("/DSS"))
    return bool(value != before.raw_get("/DSS"))


def only_validation_data(reader: PdfFileReader, revision: int, timestamps: set[int]) -> bool:
    """Is ``revision`` nothing but a security store or a document time stamp (not mere metadata)?"""
    if revision not in timestamps and not dss_changed(reader, revision):
        return False
    try:
        found = DEFAULT_DIFF_POLICY.apply(
            reader.get_historical_resolver(revision - 1), reader.get_historical_resolver(revision)
        )
    except SuspiciousModification:
        return False
    return bool(found.modification_level <= ModificationLevel.LTA_UPDATES)


def only_store_replaced(reader: PdfFileReader, revision: int) -> bool:
    """Does ``revision`` touch nothing old but the catalog, and there nothing but the security store?

    Some tools rewrite the whole store, which pyHanko refuses; nothing that is shown can change that way.
    """
    resolver = reader.get_historical_resolver(revision)
    before = reader.get_historical_resolver(revision - 1)
    if resolver.refs_freed_in_revision() or not dss_changed(reader, revision):
        return False
    catalog = reader.root_ref
    overridden = {ref for ref in resolver.explicit_refs_in_revision() if not before.is_ref_unassignable(ref)}
    if not overridden <= {catalog}:
        return False
    stores = ("/DSS", "/Extensions")
    old, new = (
        {key: holder.root.raw_get(key) for key in holder.root if key not in stores} for holder in (before, resolver)
    )
    return bool(old == new)


def touched_fields(reader: PdfFileReader, revision: int) -> set[str]:
    """Names of the form fields of ``revision`` whose dictionaries, values or looks a later revision overrides.

    pyHanko lists untouched text fields as changed besides; this compares the objects themselves.
    """
    old = reader.get_historical_resolver(revision)
    later: set[Any] = set()
    for number in range(revision + 1, reader.xrefs.total_revisions):
        later |= set(reader.get_historical_resolver(number).explicit_refs_in_revision())
    touched = set()
    for name, parts in _fields_of(old):
        if parts & later:
            touched.add(name)
    return touched


def _fields_of(old: Any) -> Iterator[tuple[str, set[Any]]]:
    root = old.root
    if "/AcroForm" not in root or "/Fields" not in root["/AcroForm"]:
        return
    waiting = [("", raw, 0) for raw in root["/AcroForm"]["/Fields"]]
    while waiting:
        parent, raw, depth = waiting.pop()
        field = raw.get_object() if isinstance(raw, generic.IndirectObject) else raw
        if isinstance(raw, generic.IndirectObject):
            field = old.get_object(raw.reference)
        own = str(field["/T"]) if "/T" in field else ""
        name = f"{parent}.{own}".strip(".")
        parts = {raw.reference} if isinstance(raw, generic.IndirectObject) else set()
        # a signature's own dictionary may point on to the catalog (/Reference, /Data): it counts alone
        if "/V" in field and isinstance(field.raw_get("/V"), generic.IndirectObject):
            parts.add(field.raw_get("/V").reference)
        for key in ("/AP", "/MK"):
            if key in field:
                parts |= set(old.collect_dependencies(field.raw_get(key)))
        yield name, parts
        if "/Kids" in field and depth < 32:
            waiting += [(name, kid, depth + 1) for kid in field["/Kids"]]


def active_content_added(reader: PdfFileReader, revision: int) -> bool:
    """Does any object written after ``revision`` name an action, script or attachment that was not there before?

    The parsed objects are searched, so escaped names, object streams and compression hide nothing, and a
    compressed stream that happens to hold the letters is not accused.
    """
    old = reader.get_historical_resolver(revision)
    for number in range(revision + 1, reader.xrefs.total_revisions):
        resolver = reader.get_historical_resolver(number)
        for ref in resolver.explicit_refs_in_revision():
            found = list(_active_names(resolver.get_object(ref)))
            if not found:
                continue
            before = [] if old.is_ref_unassignable(ref) else list(_active_names(old.get_object(ref)))
            if any(found.count(name) > before.count(name) for name in set(found)):
                return True
    return False


def _active_names(thing: Any, depth: int = 0) -> Iterator[str]:
    if depth > 64:
        raise ValueError("nesting")
    if isinstance(thing, generic.NameObject):
        if str(thing) in _ACTIVE:
            yield str(thing)
    elif isinstance(thing, generic.DictionaryObject):
        for key in thing:
            if str(key) in _ACTIVE:
                yield str(key)
            yield from _active_names(thing.raw_get(key), depth + 1)
    elif isinstance(thing, generic.ArrayObject):
        for index in range(len(thing)):
            yield from _active_names(thing.raw_get(index), depth + 1)


def _der_length(held: bytes) -> int:
    """Length in bytes of the first DER value, its header included; BER's open length counts as everything."""
    if len(held) < 2 or held[1] == 0x80:
        return len(held)
    if held[1] < 0x80:
        return 2 + held[1]
    octets = held[1] & 0x7F
    return 2 + octets + int.from_bytes(held[2 : 2 + octets], "big")
