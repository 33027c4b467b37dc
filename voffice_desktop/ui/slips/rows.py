"""Who has the screens of this room, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain import permissions
from voffice_desktop.domain.records import Actor
from voffice_desktop.ui.navigation import Place

EDITOR = "slip_editor"
LEADER = "leader_desk"
SECRETARY = "secretary_desk"


def drafts_slips(who: Actor) -> bool:
    """Whether this person may draft slips."""
    return permissions.create(who, "slip") is None


def decides(who: Actor) -> bool:
    """Whether slips come to this person to be judged: leaders, heads, and whoever stands in for somebody now."""
    return bool({"leader", "unit_head", "department_head"} & who.roles or who.acting_for)


def serves(who: Actor) -> bool:
    """Whether this person is a secretary of somebody."""
    return "secretary" in who.roles and bool(who.secretary_of)


def leader_place() -> Place:
    """Bàn đọc."""
    caption = QCoreApplication.translate("slips", "Bàn đọc")
    return Place(LEADER, caption, caption, "calligraphy_pen", _work())


def secretary_place() -> Place:
    """Bàn thư ký."""
    caption = QCoreApplication.translate("slips", "Bàn thư ký")
    return Place(SECRETARY, caption, QCoreApplication.translate("slips", "Thư ký"), "people_team", _work())


def editor_place() -> Place:
    """Soạn phiếu trình."""
    caption = QCoreApplication.translate("slips", "Soạn phiếu trình")
    return Place(EDITOR, caption, QCoreApplication.translate("slips", "Soạn"), "edit", _work())


def _work() -> str:
    return QCoreApplication.translate("places", "VĂN BẢN")
