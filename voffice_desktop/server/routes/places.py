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
from voffice_desktop.signing import fields, moving

endpoints = Endpoints("places")
_INK = 0.01
"""Share of a place that may hold ink: edges of letters around a blank reach into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBox:
    """One place: the field's name in the file, its page, its box ``[x0, y0, x1, y1]``.

    ``in_the_way``: content of the page lies under it (not for places that paint over the dots of a blank).
    """

    name: str
    box: list[float]
    page: int = 1
    in_the_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPlaces:
    """Every place of the main file that can be moved; pages that are turned or cropped, from 1."""

    file_id: str
    items: list[FieldBox] = field(default_factory=list)
    turned_pages: list[int] = field(default_factory=list)


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


def _answer(call: Call, main: File, data: bytes) -> Answer:
    found = moving.places_of(data)
    # the agency's place lies over the personal signature on purpose, and covering ones hide dots
    asked = [(place.page, place.box) for name, place in found.items() if not place.covers]
    shares = dict(zip(asked, call.services.eyes.ink_under_all(data, asked), strict=True))
    items = [
        FieldBox(
            name=name,
            page=place.page + 1,
            box=list(place.box),
            in_the_way=shares.get((place.page, place.box), 0.0) > _INK and not place.covers,
        )
        for name, place in found.items()
    ]
    turned = [at for at, page in enumerate(fields.page_geometries(data), 1) if page.rotation]
    return Answer(DocumentPlaces(file_id=main.id, items=items, turned_pages=turned))


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
    return _answer(call, main, data)


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
    return _answer(call, main, moved)
