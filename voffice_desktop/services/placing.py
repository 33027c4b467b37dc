"""Where number, date and signatures of an approved document will stand: seen and moved before anyone signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from voffice_desktop.errors import Transient, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.pdf.picture import PagePicture, page_picture
from voffice_desktop.protocol import codec
from voffice_desktop.remote.calls import Remote

if TYPE_CHECKING:  # the desk names this module's protocol, and filing names the desk's
    from voffice_desktop.services.filing import StoredFiles

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One place: name of its field, page from 1, box in points from the top left of the page as shown.

    ``in_the_way``: content of the page lies under it.
    """

    name: str
    page: int
    box: Box
    in_the_way: bool = False


class Placing(Protocol):
    """Places of an approved outgoing document. Online; blocks."""

    def places(self, document_id: str) -> tuple[str, list[FieldPlace]]:
        """The main file's id and its places."""

    def picture(self, file_id: str, page: int, width: int) -> PagePicture:
        """A page (from 1) of the reading copy."""

    def move(self, document_id: str, boxes: Mapping[str, Box]) -> list[FieldPlace]:
        """Keep places at other boxes of their pages; returns all places as they now are."""


class NoPlacing:
    """A desk that moves nothing: tests of other screens, plugins' desks."""

    def places(self, document_id: str) -> tuple[str, list[FieldPlace]]:
        """There are none."""
        raise VofficeError("not_found")

    def picture(self, file_id: str, page: int, width: int) -> PagePicture:
        """There is none."""
        raise VofficeError("not_found")

    def move(self, document_id: str, boxes: Mapping[str, Box]) -> list[FieldPlace]:
        """Nothing moves."""
        raise VofficeError("not_found")


class StoredPlacing:
    """See :class:`Placing`."""

    def __init__(self, remote: Remote, files: StoredFiles) -> None:
        self._remote = remote
        self._files = files

    def places(self, document_id: str) -> tuple[str, list[FieldPlace]]:
        """The main file's id and its places."""
        found = self._remote.exchange.ask("GET", _path(document_id)).plain()
        return str(found["file_id"]) if isinstance(found, dict) else "", _read(found)

    def picture(self, file_id: str, page: int, width: int) -> PagePicture:
        """A page of the reading copy."""
        self._files.fetch(file_id)
        return page_picture(self._files.read(file_id), page - 1, width)

    def move(self, document_id: str, boxes: Mapping[str, Box]) -> list[FieldPlace]:
        """Keep places at other boxes."""
        items = [{"name": name, "box": list(box)} for name, box in boxes.items()]
        answer = self._remote.act("POST", _path(document_id), codec.encode({"items": items}), key=new_id())
        return _read(answer.plain())


def _path(document_id: str) -> str:
    return f"/outgoing-documents/{quote(document_id, safe='')}/places"


def _read(found: Any) -> list[FieldPlace]:
    try:
        return [
            FieldPlace(
                str(one["name"]),
                int(one["page"]),
                tuple(float(edge) for edge in one["box"]),  # type: ignore[arg-type]  # four of them
                bool(one.get("in_the_way")),
            )
            for one in found["items"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise Transient("not_our_server") from error
