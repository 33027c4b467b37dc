"""Pictures of seals (red) and hand signatures (blue): kept here, printed into signatures, given back to nobody.

A picture belongs to a unit or a person. What is kept is the ink alone: one colour, as transparent as the original was
light or clear, so that a photograph of a signature on white paper serves as well as a cut-out.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image, ImageChops, ImageOps
from sqlalchemy import Connection, delete, insert, select, update

from voffice_desktop.errors import DocumentFault
from voffice_desktop.server import schema
from voffice_desktop.signing.appearance import BLUE, RED, open_picture

Owner = Literal["unit", "user"]
MOST_BYTES = 2 << 20
_LONGEST = 700
"""Pixels: 36 mm at 490 dpi; more would only swell every signed file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPicture:
    """That there is a picture, never the picture itself."""

    owner_kind: Owner
    owner_id: str
    width: int
    height: int
    by: str
    at: str


def keep(connection: Connection, blobs: Any, owner: Owner, owner_id: str, png: bytes, *, by: str, at: str) -> None:
    """Keep the ink of ``png`` for an owner, in the place of an earlier one. DocumentFault ``bad_picture``."""
    made = inked(png, RED if owner == "unit" else BLUE)
    with Image.open(io.BytesIO(made)) as picture:
        size = picture.size
    note = {"blob": blobs.put(made), "width": size[0], "height": size[1], "by": by, "at": at}
    row, key, value = schema.settings, _key(owner, owner_id), json.dumps(note)
    if connection.execute(update(row).where(row.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(row).values(key=key, value=value))


def forget(connection: Connection, owner: Owner, owner_id: str) -> None:
    """Print none for this owner from now on."""
    row = schema.settings
    connection.execute(delete(row).where(row.c.key == _key(owner, owner_id)))


def find(connection: Connection, blobs: Any, owner: Owner, owner_id: str | None) -> bytes | None:
    """The picture (PNG) to print, if the owner has one."""
    row = schema.settings
    value = connection.execute(select(row.c.value).where(row.c.key == _key(owner, owner_id or ""))).scalar()
    if value is None:
        return None
    data: bytes = blobs.get(json.loads(value)["blob"])
    return data


def kept(connection: Connection) -> list[KeptPicture]:
    """Who has a picture."""
    row = schema.settings
    found = []
    for one in connection.execute(select(row.c.key, row.c.value).where(row.c.key.startswith("picture:"))):
        _, kind, owner_id = one.key.split(":", 2)
        note = json.loads(one.value)
        found.append(
            KeptPicture(
                owner_kind=kind, owner_id=owner_id, width=note["width"], height=note["height"], by=note["by"],
                at=note["at"],
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (each.owner_kind, each.owner_id))


def inked(png: bytes, colour: tuple[float, float, float]) -> bytes:
    """The ink of a picture in one colour (0 to 1 each), cut to its edges. DocumentFault ``bad_picture``: no ink."""
    picture = open_picture(png)
    dark = ImageOps.invert(picture.convert("RGB").convert("L"))
    # paper is not quite white and ink not quite black: the lightest fifth counts as paper
    dark = dark.point([min(255, max(0, round((level - 40) * 255 / 150))) for level in range(256)])
    alpha = ImageChops.multiply(dark, picture.getchannel("A"))
    edges = alpha.getbbox()
    if edges is None:
        raise DocumentFault("bad_picture")
    alpha = alpha.crop(edges)
    alpha.thumbnail((_LONGEST, _LONGEST))
    red, green, blue = (round(part * 255) for part in colour)
    made = Image.new("RGBA", alpha.size, (red, green, blue, 0))
    made.putalpha(alpha)
    out = io.BytesIO()
    made.save(out, "PNG", optimize=True)
    return out.getvalue()


def _key(owner: Owner, owner_id: str) -> str:
    return f"picture:{owner}:{owner_id}"
