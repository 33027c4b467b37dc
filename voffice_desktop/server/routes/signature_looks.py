"""How signatures look and where they stand, for administrators: pictures of seals and hand signatures.

Beyond the contract. Pictures go in and never come out: no call gives their bytes, and no feed names them. Where the
agency's signature stands is a unit's ``settings``, whether leaders sign is the ``policy``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

from voffice_desktop.domain.records import Unit, User
from voffice_desktop.errors import DocumentFault
from voffice_desktop.server import signature_pictures
from voffice_desktop.server.endpoints import Answer, Call, Endpoints
from voffice_desktop.server.faults import sentence
from voffice_desktop.server.problems import ProblemError, invalid
from voffice_desktop.server.routes.admin import require_admin
from voffice_desktop.server.signature_pictures import KeptPicture, Owner

endpoints = Endpoints("signing")

_PATH = "/signing/pictures/{owner_kind}/{owner_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureList:
    """Answer of ``GET /signing/pictures``: who has one."""

    items: list[KeptPicture] = field(default_factory=list)


@endpoints.add(
    "GET", "/signing/pictures", "Who has a picture of a seal or signature", gives=PictureList, problems=("forbidden",)
)
def pictures(call: Call) -> Answer:
    """Sizes in pixels, by whom and when; never the pictures."""
    require_admin(call.work)
    return Answer(PictureList(items=signature_pictures.kept(call.work.connection)))


@endpoints.add(
    "PUT",
    _PATH,
    "Keep a picture of a seal or hand signature",
    takes="image/png",
    gives=PictureList,
    audit="signature.picture",
    problems=("forbidden",),
)
def put_picture(call: Call) -> Answer:
    """``owner_kind`` is ``unit`` (the seal, printed red) or ``user`` (the hand signature, printed blue)."""
    work = call.work
    require_admin(work)
    owner, owner_id = _owner(call)
    if len(call.raw) > signature_pictures.MOST_BYTES:
        raise invalid("", "Ảnh quá lớn; dùng ảnh PNG dưới 2 MB.")
    try:
        signature_pictures.keep(
            work.connection, call.services.blobs, owner, owner_id, call.raw, by=work.user.id, at=work.now
        )
    except DocumentFault as fault:
        raise invalid("", sentence(fault.code)) from fault
    return Answer(PictureList(items=signature_pictures.kept(work.connection)))


@endpoints.add(
    "DELETE",
    _PATH,
    "Forget a picture of a seal or hand signature",
    gives=PictureList,
    audit="signature.picture-removed",
    problems=("forbidden",),
)
def delete_picture(call: Call) -> Answer:
    """Signatures made from now on bear none; those that were made stay as they are."""
    work = call.work
    require_admin(work)
    signature_pictures.forget(work.connection, *_owner(call))
    return Answer(PictureList(items=signature_pictures.kept(work.connection)))


def _owner(call: Call) -> tuple[Owner, str]:
    kind, owner_id = call.path["owner_kind"], call.path["owner_id"]
    if kind not in get_args(Owner) or call.work.find(Unit if kind == "unit" else User, owner_id) is None:
        raise ProblemError("not_found")
    return ("unit" if kind == "unit" else "user"), owner_id
