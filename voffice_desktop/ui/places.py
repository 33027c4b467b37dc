"""Where one can go in the window: the places of the navigation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import Kind
from voffice_desktop.ui.captions import kind_caption, kind_short
from voffice_desktop.ui.navigation import Place

LISTED: tuple[Kind, ...] = ("incoming_document", "outgoing_document", "slip", "task")
"""The kinds that have a list of their own, in the order of the navigation."""

_ICONS: dict[Kind, str] = {
    "incoming_document": "mail_inbox",
    "outgoing_document": "mail_arrow_up",
    "slip": "document_edit",
    "task": "task_list_square_ltr",
}


def places() -> list[Place]:
    """The places in the chosen language."""
    translate = QCoreApplication.translate
    documents, follow = translate("places", "VĂN BẢN"), translate("places", "THEO DÕI")
    home, settings = translate("places", "Bàn việc"), translate("places", "Cài đặt")
    attention, short = translate("places", "Cần chú ý"), translate("places", "Chú ý")
    return [
        Place("home", home, home, "home"),
        *(Place(kind, kind_caption(kind), kind_short(kind), _ICONS[kind], documents) for kind in LISTED),
        Place("attention", attention, short, "warning", follow, alarming=True),
        Place("settings", settings, settings, "settings", bottom=True),
    ]
