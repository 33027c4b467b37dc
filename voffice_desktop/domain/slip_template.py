"""The form of the submission slip (phiếu trình) as the agency words it: captions, and which sections in which order.

It is configuration: ``Unit.settings["slip_form"]`` of the drafter's unit, else of the nearest unit above it that has
one, else the form below. What a slip holds does not depend on it (:mod:`voffice_desktop.domain.slip_content`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args

from voffice_desktop.domain.arguments import invalid
from voffice_desktop.domain.records import Refusal, Unit
from voffice_desktop.domain.text import nfc

Section = Literal["summary", "grounds", "consulted", "proposal", "dossier", "opinions"]
Level = Literal["drafter", "reviewer", "consulted", "secretary", "leader"]

KEY = "slip_form"
LONGEST_CAPTION = 200
NEEDED_SECTIONS: tuple[Section, ...] = ("proposal", "opinions")
"""Without them a leader would have nothing to decide on, or no room to write."""
NEEDED_LEVELS: tuple[Level, ...] = ("leader",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipTemplate:
    """The form's words and the order of its sections and boxes. A ministry changes these, not the code."""

    title: str = "PHIẾU TRÌNH"
    subtitle: str = "Giải quyết công việc"
    to: str = "Kính gửi"
    unit: str = "Đơn vị trình"
    drafter: str = "Người trình"
    matter: str = "Vấn đề trình"
    urgency: str = "Độ khẩn"
    due: str = "Hạn xin ý kiến"
    code: str = "Mã phiếu"
    sections: tuple[tuple[Section, str], ...] = (
        ("summary", "Tóm tắt nội dung"),
        ("grounds", "Căn cứ"),
        ("consulted", "Ý kiến của các đơn vị liên quan"),
        ("proposal", "Đề xuất, kiến nghị"),
        ("dossier", "Hồ sơ kèm theo"),
        ("opinions", "Ý kiến các cấp"),
    )
    levels: tuple[tuple[Level, str], ...] = (
        ("drafter", "Người trình"),
        ("reviewer", "Ý kiến của lãnh đạo đơn vị trình"),
        ("consulted", "Ý kiến của đơn vị, cá nhân được hỏi"),
        ("secretary", "Ý kiến của thư ký"),
        ("leader", "Ý kiến chỉ đạo của lãnh đạo"),
    )
    urgencies: dict[str, str] = field(
        default_factory=lambda: {
            "normal": "Thường",
            "urgent": "Khẩn",
            "very_urgent": "Thượng khẩn",
            "express": "Hỏa tốc",
        }
    )
    empty: str = "(Không có)"


CAPTIONS: tuple[str, ...] = tuple(
    each.name for each in fields(SlipTemplate) if each.name not in ("sections", "levels", "urgencies")
)
"""The fields that are one line of text each."""


def check_template(settings: Mapping[str, Any]) -> Refusal | None:
    """Why the slip's form in a unit's settings cannot stand, or None. Other keys are none of this room's business."""
    found = settings.get(KEY)
    if found is None:
        return None
    if not isinstance(found, Mapping):
        return invalid("settings", "Mẫu phiếu trình không đúng dạng.")
    for name in CAPTIONS:
        if not _is_caption(found.get(name, "mẫu"), may_be_empty=name in ("subtitle", "empty")):
            return invalid("settings", f"Mẫu phiếu trình: chữ của {name} phải có, không quá {LONGEST_CAPTION} ký tự.")
    for name, known, needed, sentence in (
        ("sections", get_args(Section), NEEDED_SECTIONS, "Mẫu phiếu trình phải có mục đề xuất và mục ý kiến."),
        ("levels", get_args(Level), NEEDED_LEVELS, "Mẫu phiếu trình phải có khung ý kiến của lãnh đạo."),
    ):
        listed = found.get(name)
        if listed is None:
            continue
        keys = _keys(listed, known)
        if keys is None:
            return invalid("settings", "Mẫu phiếu trình: các mục không đúng dạng hoặc lặp lại.")
        if not set(needed) <= set(keys):
            return invalid("settings", sentence)
    return None


def _is_caption(value: object, *, may_be_empty: bool = False) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_CAPTION and (may_be_empty or bool(value.strip()))


def _keys(listed: object, known: Sequence[str]) -> list[str] | None:
    """The keys of captioned lines in order; None when a line is none, is unknown or comes twice."""
    if not isinstance(listed, list):
        return None
    keys: list[str] = []
    for line in listed:
        if not isinstance(line, Mapping) or line.get("key") not in known or not _is_caption(line.get("caption")):
            return None
        keys.append(str(line["key"]))
    return keys if len(keys) == len(set(keys)) else None


def template_of(settings: Mapping[str, Any]) -> SlipTemplate | None:
    """The form that a unit's own settings hold; None when they hold none, or one that cannot stand."""
    found = settings.get(KEY)
    if not isinstance(found, Mapping) or check_template(settings) is not None:
        return None
    changes: dict[str, Any] = {name: nfc(found[name]).strip() for name in CAPTIONS if name in found}
    for name in ("sections", "levels"):
        if found.get(name) is not None:
            changes[name] = tuple((line["key"], nfc(line["caption"]).strip()) for line in found[name])
    return replace(SlipTemplate(), **changes)


def settings_of(template: SlipTemplate) -> dict[str, Any]:
    """What a unit's settings hold under ``slip_form`` for a form."""
    lines = {
        name: [{"key": key, "caption": caption} for key, caption in getattr(template, name)]
        for name in ("sections", "levels")
    }
    return {name: getattr(template, name) for name in CAPTIONS} | lines


def template_for(unit_id: str, units: Iterable[Unit]) -> SlipTemplate:
    """The form that holds for a unit: its own, else that of the nearest unit above it, else the usual one."""
    by_id = {unit.id: unit for unit in units}
    at: str | None = unit_id
    for _ in range(len(by_id)):
        unit = by_id.get(at or "")
        if unit is None:
            break
        found = template_of(unit.settings)
        if found is not None:
            return found
        at = unit.parent_id
    return SlipTemplate()
