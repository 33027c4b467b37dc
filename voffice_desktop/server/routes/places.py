"""Where number, date and signatures of an approved document will stand, and moving them before anyone signs.

Beyond the contract. Coordinates are points from the top left of the page as shown; pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from voffice_desktop.domain import outgoing
from voffice_desktop.domain.outgoing_fields import OutgoingContext
from voffice_desktop.domain.records import File, OutgoingDocument
from voffice_desktop.errors import DocumentFault
from voffice_desktop.server import contents, issuing
from voffice_desktop.server.acting import ensure
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.problems import ProblemError, invalid
from voffice_desktop.signing import moving

endpoints = Endpoints("places")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBox:
    """One place: the field's name in the file, its page, its box ``[x0, y0, x1, y1]``."""

    name: str
    box: list[float]
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlaces:
    """Every place of the main file that can be moved."""

    file_id: str
    items: list[FieldBox] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBody:
    """New boxes by name; a place keeps its page, and one that is not named stays."""

    items: list[FieldBox]


def _main(call: Call) -> tuple[OutgoingDocument, File, bytes]:
    work = call.work
    document = work.get(OutgoingDocument, call.path["id"])
    files = [file for file in (work.find(File, one) for one in document.file_ids) if file is not None]
    signed = any(one.kind == "personal" for file in files for one in file.signatures)
    context = OutgoingContext(personally_signed=signed)
    ensure(call, document, outgoing.check(document, "places", work.actor, {}, context))
    main = issuing.main_file(work, document)
    content = contents.find(work.connection, main.id)
    if content is None:
        raise ProblemError("wrong_state", "Tệp chính không còn trên máy chủ.", state=document.status)
    return document, main, call.services.blobs.get(content.blob)


def _answer(main: File, data: bytes) -> Answer:
    found = moving.places_of(data)
    items = [FieldBox(name=name, page=place.page + 1, box=list(place.box)) for name, place in found.items()]
    return Answer(DocumentPlaces(file_id=main.id, items=items))


@endpoints.add(
    "GET",
    "/outgoing-documents/{id}/places",
    "Places of number, date and signatures",
    gives=DocumentPlaces,
    problems=("forbidden", "wrong_state"),
)
def show(call: Call) -> Answer:
    """For the unit's clerk, before number and signatures."""
    _, main, data = _main(call)
    return _answer(main, data)


@endpoints.add(
    "POST",
    "/outgoing-documents/{id}/places",
    "Move places",
    takes=MoveBody,
    gives=DocumentPlaces,
    audit="outgoing.places",
    problems=("forbidden", "wrong_state"),
)
def move(call: Call) -> Answer:
    """One incremental update of the approved file; nothing else of it changes."""
    document, main, data = _main(call)
    boxes: dict[str, tuple[float, float, float, float]] = {}
    for one in call.body(MoveBody).items:
        if len(one.box) != 4:
            raise invalid("items", "Mỗi vị trí cần bốn tọa độ.")
        boxes[one.name] = (one.box[0], one.box[1], one.box[2], one.box[3])
    try:
        moved = moving.move_places(data, boxes)
    except DocumentFault as fault:
        if fault.code in ("field_off_page", "number_field_missing"):
            raise invalid("items", "Vị trí nằm ngoài trang, quá nhỏ hoặc không có trong tệp.") from fault
        raise ProblemError("wrong_state", "Văn bản đã được ký hoặc đã có số.", state=document.status) from fault
    if boxes:
        issuing.replace_bytes(call, main, moved)
    return _answer(main, moved)
