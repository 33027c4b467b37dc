"""Where one can go in the window: the places of the navigation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import Actor, Kind
from voffice_desktop.ui.captions import kind_caption, kind_short
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screens import screens_of

LISTED: tuple[Kind, ...] = ("incoming_document", "outgoing_document", "slip", "task")
"""The kinds that have a list of their own, in the order of the navigation."""

_ICONS: dict[Kind, str] = {
    "incoming_document": "mail_inbox",
    "outgoing_document": "mail_arrow_up",
    "slip": "document_edit",
    "task": "task_list_square_ltr",
}


def places(who: Actor) -> list[Place]:
    """The places that a person has now, in the chosen language."""
    translate = QCoreApplication.translate
    documents, follow = translate("places", "VĂN BẢN"), translate("places", "THEO DÕI")
    home, settings = translate("places", "Bàn việc"), translate("places", "Cài đặt")
    attention, short = translate("places", "Cần chú ý"), translate("places", "Chú ý")
    own = [each.place() for each in screens_of(who) if each.place is not None]
    middle = [
        *(Place(kind, kind_caption(kind), kind_short(kind), _ICONS[kind], documents) for kind in LISTED),
        *(place for place in own if not place.bottom),
        Place("attention", attention, short, "warning", follow, alarming=True),
    ]
    # What is followed stands below what is worked on, and each heading once.
    sections = [name for name in dict.fromkeys(place.section for place in middle) if name != follow] + [follow]
    return [
        Place("home", home, home, "home"),
        *sorted(middle, key=lambda place: sections.index(place.section)),
        *(place for place in own if place.bottom),
        Place("settings", settings, settings, "settings", bottom=True),
    ]


def in_sections(found: list[Place]) -> list[Place]:
    """The places of one section together, sections in the order in which they first come; the bottom ones last."""
    order = list(dict.fromkeys((place.bottom, place.section) for place in found))
    return sorted(found, key=lambda place: (place.bottom, order.index((place.bottom, place.section))))
