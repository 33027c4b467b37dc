"""What a forged client does: tools of its own that sign, and changes that it slips in beside the one signature."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from tests.unit.signing.material import UNIT, Room
from voffice_desktop.signing import appearance, authority, fields
from voffice_desktop.signing.appearance import Look

Forge = Callable[[IncrementalPdfFileWriter], None]


def update(data: bytes, change: Forge) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert len(out.getvalue()) > len(data), "the change found nothing to change: no attack"
    return out.getvalue()


def outside(
    room: Room,
    data: bytes,
    *,
    name: str = "KCB",
    field: str = fields.AGENCY,
    spec: SigFieldSpec | None = None,
    change: Forge | None = None,
    at: datetime | None = None,
    unit: str = UNIT,
    md: str = "sha256",
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    look: bool = True,
    certify: MDPPerm | None = None,
) -> bytes:
    """Sign with a tool that is not ours: one update in which it may also ``change`` something."""
    signer = SimpleSigner.load_pkcs12(str(room.folder / f"{name}.p12"), passphrase=authority.PASSWORD.encode())
    assert signer is not None
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=md,
        subfilter=subfilter,
        signer_key_usage={"digital_signature"},
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    at = at or room.now
    style = Look(stamp=appearance.agency_stamp(unit, at)) if look else None
    tool = PdfSigner(meta, signer, stamp_style=style, new_field_spec=spec)
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    if change is not None:
        change(writer)
    session = tool.init_signing_session(writer)
    session.system_time = at
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=32768)
    hole, out = document.digest_tbs_document(output=io.BytesIO())
    made = asyncio.run(signer.async_sign(hole.document_digest, md, use_pades=subfilter == SigSeedSubFilter.PADES))
    hole.fill_with_cms(out, made)
    return bytes(out.getvalue())


def metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(generic.DictionaryObject({generic.pdf_name("/Title"): generic.pdf_string("Khác")}))


def content(writer: IncrementalPdfFileWriter) -> None:
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"q 0 0 300 300 re f Q")))


def note(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0]
    square = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Square"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.FloatObject(n) for n in (9, 9, 200, 200)]),
        }
    )
    writer.register_annotation(page, writer.add_object(square))


def script(writer: IncrementalPdfFileWriter) -> None:
    action = {"/S": generic.pdf_name("/JavaScript"), "/JS": generic.pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject({generic.pdf_name(k): v for k, v in action.items()})
    writer.update_root()


def number(writer: IncrementalPdfFileWriter) -> None:
    for ref in writer.root["/AcroForm"]["/Fields"]:
        field = ref.get_object()
        if str(field["/T"]) == fields.NUMBER:
            field["/V"] = generic.pdf_string("999")
            appearance_ = appearance.Drawing(writer, appearance.StampText(("999",)), 60, 20)
            appearance_.apply_appearance(field)
            writer.update_container(field)


def another_field_look(writer: IncrementalPdfFileWriter) -> None:
    for ref in writer.root["/AcroForm"]["/Fields"]:
        field = ref.get_object()
        if str(field["/T"]) in (fields.DATE, fields.MONTH):
            stream = field["/AP"]["/N"]
            stream._data = b"0 0 1 rg 0 0 400 40 re f"
            stream._encoded_data = None
            writer.update_container(stream)


def moved(writer: IncrementalPdfFileWriter) -> None:
    for ref in writer.root["/AcroForm"]["/Fields"]:
        field = ref.get_object()
        if str(field["/T"]) == fields.AGENCY:
            field["/Rect"] = generic.ArrayObject([generic.FloatObject(n) for n in (20, 700, 180, 784)])
            writer.update_container(field)


def hidden(writer: IncrementalPdfFileWriter) -> None:
    for ref in writer.root["/AcroForm"]["/Fields"]:
        field = ref.get_object()
        if str(field["/T"]) == fields.AGENCY:
            field["/F"] = generic.NumberObject(2)
            writer.update_container(field)


CHANGES = [metadata, content, note, script, number, another_field_look]
