"""Who has the screens of this room, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain import permissions
from voffice_desktop.domain.records import Actor, User
from voffice_desktop.ui.navigation import Place

EDITOR = "slip_editor"


def drafts_slips(user: User) -> bool:
    """Whether this user may draft slips."""
    return permissions.create(Actor.of(user), "slip") is None


def editor_place() -> Place:
    """Soạn phiếu trình."""
    caption = QCoreApplication.translate("slips", "Soạn phiếu trình")
    return Place(EDITOR, caption, QCoreApplication.translate("slips", "Soạn phiếu"), "edit", _work())


def _work() -> str:
    return QCoreApplication.translate("places", "VĂN BẢN")
