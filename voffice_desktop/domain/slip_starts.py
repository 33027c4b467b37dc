"""Texts that a new slip may begin with (văn bản mẫu): ``Unit.settings["slip_templates"]``, read and checked.

A unit offers its own and those of the units above it; where two have one name, the nearer one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from voffice_desktop.domain.arguments import LONG_TEXT, TITLE_LENGTH, invalid
from voffice_desktop.domain.records import Refusal, Unit
from voffice_desktop.domain.text import nfc

KEY = "slip_templates"
MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipStart:
    """The texts of a new slip, and the name by which they are chosen. ``type_code``: the draft's kind or empty."""

    name: str
    title: str = ""
    summary: str = ""
    grounds: str = ""
    opinions: str = ""
    proposal: str = ""
    type_code: str = ""

    def texts(self) -> dict[str, str]:
        """What it says by field, empty ones left out."""
        return {name: text for name, text in asdict(self).items() if name != "name" and text}


_FIELDS = tuple(each.name for each in fields(SlipStart))


def check_starts(settings: Mapping[str, Any]) -> Refusal | None:
    """Why the texts in a unit's settings cannot stand, or None."""
    listed = settings.get(KEY)
    if listed is None:
        return None
    if not isinstance(listed, list) or len(listed) > MOST:
        return invalid("settings", f"Văn bản mẫu của phiếu trình phải là danh sách không quá {MOST} mẫu.")
    names: set[str] = set()
    for each in listed:
        if not isinstance(each, Mapping) or not all(isinstance(each.get(name, ""), str) for name in _FIELDS):
            return invalid("settings", "Một văn bản mẫu của phiếu trình không đúng dạng.")
        name = nfc(each.get("name", "")).strip()
        if not name or len(name) > TITLE_LENGTH or name in names:
            return invalid("settings", "Mỗi văn bản mẫu cần một tên riêng.")
        if any(len(each.get(field, "")) > LONG_TEXT for field in _FIELDS):
            return invalid("settings", f"Văn bản mẫu «{name}» dài quá {LONG_TEXT} ký tự.")
        names.add(name)
    return None


def starts_of(settings: Mapping[str, Any]) -> list[SlipStart]:
    """The texts of a unit's own settings; what makes no sense is left out."""
    listed = settings.get(KEY)
    found: dict[str, SlipStart] = {}
    for each in listed if isinstance(listed, list) else []:
        if not isinstance(each, Mapping):
            continue
        texts = {field: nfc(text) for field in _FIELDS if isinstance(text := each.get(field), str)}
        name = texts.get("name", "").strip()
        if name:
            found.setdefault(name, SlipStart(**{**texts, "name": name}))
    return list(found.values())


def settings_of(starts: Iterable[SlipStart]) -> list[dict[str, str]]:
    """What a unit's settings hold under ``slip_templates``."""
    return [{"name": each.name} | each.texts() for each in starts]


def starts_for(unit_id: str, units: Iterable[Unit]) -> dict[str, SlipStart]:
    """What a unit offers, by name: its own first, then those of the units above it."""
    by_id = {unit.id: unit for unit in units}
    found: dict[str, SlipStart] = {}
    at: str | None = unit_id
    for _ in range(len(by_id)):
        unit = by_id.get(at or "")
        if unit is None:
            break
        for each in starts_of(unit.settings):
            found.setdefault(each.name, each)
        at = unit.parent_id
    return found
