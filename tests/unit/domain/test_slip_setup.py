"""How an agency words its slips: the form, the route that is proposed, the texts to begin with."""

from __future__ import annotations

from typing import Any

import pytest

from voffice_desktop.domain import slip_routes, slip_starts, slip_template
from voffice_desktop.domain.records import Unit
from voffice_desktop.domain.slip_starts import SlipStart
from voffice_desktop.domain.slip_template import SlipTemplate


def unit(unit_id: str, parent: str | None = None, **settings: Any) -> Unit:
    return Unit(id=unit_id, code=unit_id.upper(), name=unit_id, parent_id=parent, settings=settings)


def test_a_form_goes_through_settings_unchanged() -> None:
    form = SlipTemplate(title="TỜ TRÌNH", sections=(("proposal", "Kiến nghị"), ("opinions", "Ý kiến")))
    kept = {"slip_form": slip_template.settings_of(form)}
    assert slip_template.check_template(kept) is None
    assert slip_template.template_of(kept) == form


def test_a_unit_uses_its_own_form_or_the_nearest_one_above() -> None:
    root = unit("byt", slip_form={"title": "MẪU CỦA BỘ"})
    middle = unit("kcb", "byt")
    own = unit("phong", "kcb", slip_form={"title": "MẪU CỦA PHÒNG"})
    units = [root, middle, own]
    assert slip_template.template_for("phong", units).title == "MẪU CỦA PHÒNG"
    assert slip_template.template_for("kcb", units).title == "MẪU CỦA BỘ"
    assert slip_template.template_for("nowhere", units) == SlipTemplate()
    assert slip_template.template_for("a", [unit("a", "b"), unit("b", "a")]) == SlipTemplate()  # a circle ends


@pytest.mark.parametrize(
    "bad",
    [
        "PHIẾU",
        {"title": ""},
        {"to": "x" * 201},
        {"matter": 5},
        {"sections": "proposal"},
        {"sections": [{"key": "proposal", "caption": "Đề xuất"}]},
        {"sections": [{"key": "secret", "caption": "Khác"}]},
        {"sections": [{"key": "proposal", "caption": "A"}, {"key": "proposal", "caption": "B"}]},
        {"sections": [{"key": "proposal", "caption": " "}, {"key": "opinions", "caption": "B"}]},
        {"levels": [{"key": "drafter", "caption": "Người trình"}]},
    ],
)
def test_a_form_that_cannot_stand_is_refused_and_never_used(bad: Any) -> None:
    refusal = slip_template.check_template({"slip_form": bad})
    assert refusal is not None
    assert (refusal.code, refusal.field) == ("invalid", "settings")
    assert slip_template.template_of({"slip_form": bad}) is None


def test_the_nearer_text_of_one_name_counts() -> None:
    root = unit(
        "byt", slip_templates=[{"name": "Kế hoạch", "title": "Của bộ"}, {"name": "Khác", "proposal": "Trình"}]
    )
    own = unit("kcb", "byt", slip_templates=[{"name": " Kế hoạch ", "title": "Của cục"}, {"title": "không tên"}, 5])
    found = slip_starts.starts_for("kcb", [root, own])
    assert list(found) == ["Kế hoạch", "Khác"]
    assert found["Kế hoạch"].texts() == {"title": "Của cục"}
    assert slip_starts.settings_of(found.values()) == [
        {"name": "Kế hoạch", "title": "Của cục"},
        {"name": "Khác", "proposal": "Trình"},
    ]


@pytest.mark.parametrize(
    "bad",
    [
        "x", [5], [{"name": ""}], [{"name": "A"}, {"name": "A"}], [{"name": "A", "title": 5}],
        [{"name": "A", "summary": "x" * 100_001}], [{"name": str(n)} for n in range(101)],
    ],
)  # fmt: skip
def test_texts_that_cannot_stand_are_refused(bad: Any) -> None:
    assert slip_starts.check_starts({"slip_templates": bad}) is not None
    assert slip_starts.check_starts({"slip_templates": [{"name": "A", "title": "B"}]}) is None
    assert slip_starts.starts_of({"slip_templates": [{"name": "A"}]}) == [SlipStart(name="A")]


def test_a_route_is_a_list_of_roles_and_people() -> None:
    assert slip_routes.check_steps({"slip_route": ["unit_head", "u1"]}) is None
    assert slip_routes.check_steps({"slip_route": []}) is None
    for bad in ("unit_head", [5], ["x"] * 21):
        assert slip_routes.check_steps({"slip_route": bad}) is not None
    assert slip_routes.steps_of({}) is None
