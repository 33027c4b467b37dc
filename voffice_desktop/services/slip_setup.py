"""How an agency words its slips, set by an administrator: the printed form, units' routes, texts to begin with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from voffice_desktop.clock import Clock
from voffice_desktop.domain import slip_routes, slip_starts, slip_template
from voffice_desktop.domain.calendar import utc_text, vietnam_date
from voffice_desktop.domain.records import Slip, Unit, User
from voffice_desktop.domain.slip_content import ContentParts, content_of
from voffice_desktop.domain.slip_starts import SlipStart
from voffice_desktop.domain.slip_template import SlipTemplate
from voffice_desktop.errors import Rejected
from voffice_desktop.pdf.picture import PagePicture, page_picture
from voffice_desktop.pdf.typeset.slip import Opinion, SlipNames, typeset_slip
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.unit_settings import UnitSettings

_PREVIEW_WIDTH = 760
"""Pixels of the preview's picture: sharp at 150 % too."""


class SlipSetup:
    """Over one desk. Reading works offline; saving is online and for administrators; both may block."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._units = UnitSettings(desk)

    def units(self) -> list[Unit]:
        """All units, the root first, then by code."""
        return self._units.units()

    def people(self) -> list[User]:
        """Who may be named in a route, by name."""
        users = [each for each in self._desk.directory.all("user") if isinstance(each, User) and not each.disabled]
        return sorted(users, key=lambda user: user.full_name)

    def form(self, unit_id: str) -> tuple[SlipTemplate, bool]:
        """The form that holds for a unit, and whether it is the unit's own."""
        units = self.units()
        unit = next((each for each in units if each.id == unit_id), None)
        own = unit is not None and slip_template.template_of(unit.settings) is not None
        return slip_template.template_for(unit_id, units), own

    def route(self, unit_id: str) -> list[str] | None:
        """The unit's own route (roles or user ids); None: the usual one."""
        unit = self._units.unit(unit_id)
        return slip_routes.steps_of(unit.settings)

    def starts(self, unit_id: str) -> list[SlipStart]:
        """The unit's own texts to begin with."""
        return slip_starts.starts_of(self._units.unit(unit_id).settings)

    def preview(self, form: SlipTemplate, unit_id: str) -> PagePicture:
        """The first page of a sample slip in a form."""
        unit = self._units.unit(unit_id)
        parent = self._desk.directory.name(unit.parent_id) if unit.parent_id else ""
        return page_picture(_sample(form, parent, unit.name, self._today()), 0, _PREVIEW_WIDTH)

    def save_form(self, unit_id: str, form: SlipTemplate | None) -> None:
        """Keep a form for a unit and those below it; None: whatever holds above."""
        self._save(unit_id, {slip_template.KEY: None if form is None else slip_template.settings_of(form)})

    def save_route(self, unit_id: str, steps: list[str] | None) -> None:
        """Keep a unit's route; None: the usual one."""
        self._save(unit_id, {slip_routes.KEY: steps})

    def save_starts(self, unit_id: str, starts: Iterable[SlipStart]) -> None:
        """Keep a unit's texts."""
        self._save(unit_id, {slip_starts.KEY: slip_starts.settings_of(starts) or None})

    def _save(self, unit_id: str, changes: dict[str, Any]) -> None:
        unit = self._units.unit(unit_id)
        kept = {name: value for name, value in unit.settings.items() if name not in changes}
        settings = kept | {name: value for name, value in changes.items() if value is not None}
        for check in (slip_template.check_template, slip_routes.check_steps, slip_starts.check_starts):
            refusal = check(settings)
            if refusal is not None:
                raise Rejected(refusal.code, field=refusal.field or "", reason=refusal.reason)
        self._units.save(unit, settings)

    def _today(self) -> date:
        return vietnam_date(utc_text(self._clock()))


def _sample(form: SlipTemplate, parent: str, unit: str, on: date) -> bytes:
    """A made-up slip with something in every section and every box."""
    slip = Slip(
        id="", code=f"PTr 1/{on.year}", title="Ban hành kế hoạch mẫu", drafter_id="", unit_id="", leader_id="",
        content=content_of(ContentParts("Tóm tắt mẫu.", "Căn cứ mẫu.", "Các đơn vị mẫu thống nhất.")),
        proposal="Kính trình lãnh đạo xem xét, quyết định.", due=on.isoformat(),
    )  # fmt: skip
    names = SlipNames(
        parent=parent, unit=unit, drafter="Nguyễn Văn Mẫu", leader="Lãnh đạo Trần Thị Mẫu", files=("Dự thảo mẫu.pdf",)
    )
    opinion = Opinion(level="reviewer", name="Lê Văn Mẫu", title="Trưởng phòng", text="Đồng ý trình.")
    opinions = [opinion, replace(opinion, level="secretary", name="Phạm Thị Mẫu", title="Thư ký", text="Kính trình.")]
    return typeset_slip(slip, names, on, opinions, form).data
