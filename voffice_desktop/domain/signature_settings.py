"""Where a unit's agency signature stands and how large its seal is: ``Unit.settings["signing"]``, read and checked.

Default: over the left third of the personal signature, a seal of 36 mm (NĐ 30/2020 annex I, II.8). Pictures of seals
and hand signatures are no settings: they stay on the server (:mod:`voffice_desktop.server.signature_pictures`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from voffice_desktop.domain.arguments import invalid
from voffice_desktop.domain.records import Refusal, Unit

LeaderSignature = Literal["none", "optional", "required"]
"""The agency's policy for the personal signature of its leaders."""

AgencyPlace = Literal["over_personal", "left_of_personal", "right_of_personal", "last_page_left", "first_page_right"]
"""``over_personal``: over the left third of the personal signature; ``last_page_left``: at the left edge, as high as
the personal one; ``first_page_right``: top right of page 1."""

KEY = "signing"
LEADERS = "leader_signature"
"""The key of a unit's own word on whether its leaders sign."""
MOST_SHIFT_MM = 150.0
SEAL_MM = (20.0, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSettings:
    """One unit's. Shifts are millimetres from the place, as the page is shown; the seal's diameter too."""

    agency_place: AgencyPlace = "over_personal"
    right_mm: float = 0.0
    down_mm: float = 0.0
    seal_mm: float = 36.0


def leader_signature_of(unit: Unit | None, agency: LeaderSignature = "optional") -> LeaderSignature:
    """Whether a unit's leaders sign: what its own settings say, else the agency's policy."""
    said = unit.settings.get(LEADERS) if unit is not None else None
    known: dict[Any, LeaderSignature] = {"none": "none", "optional": "optional", "required": "required"}
    return known.get(said, agency) if isinstance(said, str) else agency


def settings_of(unit_settings: Mapping[str, Any]) -> SignatureSettings:
    """What a unit's settings say; the default for whatever is absent or makes no sense."""
    found = unit_settings.get(KEY)
    if not isinstance(found, Mapping) or check_settings(unit_settings) is not None:
        return SignatureSettings()
    known = {each.name for each in fields(SignatureSettings)}
    return SignatureSettings(**{name: value for name, value in found.items() if name in known})


def check_settings(unit_settings: Mapping[str, Any]) -> Refusal | None:
    """Why these settings of a unit cannot stand, or None. Other keys are none of this room's business."""
    if unit_settings.get(LEADERS, "optional") not in get_args(LeaderSignature):
        return invalid("settings", "Chính sách chữ ký số của lãnh đạo đơn vị không có trong danh sách.")
    found = unit_settings.get(KEY)
    if found is None:
        return None
    if not isinstance(found, Mapping):
        return invalid("settings", "Cấu hình ký số của đơn vị không đúng dạng.")
    if found.get("agency_place", "over_personal") not in get_args(AgencyPlace):
        return invalid("settings", "Vị trí chữ ký cơ quan không có trong danh sách.")
    for name, low, high in (
        ("right_mm", -MOST_SHIFT_MM, MOST_SHIFT_MM), ("down_mm", -MOST_SHIFT_MM, MOST_SHIFT_MM),
        ("seal_mm", *SEAL_MM),
    ):  # fmt: skip
        value = found.get(name, low if name != "seal_mm" else 36.0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            return invalid("settings", f"{name} phải là số từ {low:g} đến {high:g}.")
    return None
