"""Content in parts, proposed routes, the check list, and what changed between two revisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from voffice_desktop.domain.differences import slip_changes, text_changes
from voffice_desktop.domain.records import File, RouteStep, Slip, Unit, User
from voffice_desktop.domain.slip_checks import findings, may_submit
from voffice_desktop.domain.slip_content import ContentParts, content_of, parts_of
from voffice_desktop.domain.slip_routes import proposed_route
from voffice_desktop.pdf.typeset.slip import split_content

UNIT = Unit(id="kcb", code="KCB", name="Cục Mẫu")
ME = User(id="me", account="me", full_name="Mẫu", unit_id="kcb", roles=["specialist"])
HEAD = User(id="head", account="head", full_name="Trưởng Mẫu", unit_id="kcb", roles=["department_head"])
BOSS = User(id="boss", account="boss", full_name="Cục trưởng Mẫu", unit_id="kcb", roles=["unit_head"])
OTHER = User(id="other", account="other", full_name="Cục khác", unit_id="qld", roles=["unit_head"])
SLIP = Slip(id="s", title="Vấn đề mẫu", content="Tóm tắt", drafter_id="me", unit_id="kcb", leader_id="leader")

texts = st.text(st.characters(categories=("L", "N", "P", "Zs"), include_characters="\n:"), max_size=200)


@given(texts, texts, texts)
def test_parts_survive_the_way_through_content(summary: str, grounds: str, opinions: str) -> None:
    once = parts_of(content_of(ContentParts(summary, grounds, opinions)))
    assert parts_of(content_of(once)) == once


def test_a_caption_typed_into_a_text_does_not_move_it() -> None:
    parts = ContentParts("Tóm tắt\nCăn cứ:\nvẫn là tóm tắt", "căn cứ thật", "")
    again = parts_of(content_of(parts))
    assert "vẫn là tóm tắt" in again.summary
    assert again.grounds == "căn cứ thật"


def test_the_form_and_the_printed_slip_read_the_same_parts() -> None:
    content = content_of(ContentParts("Một\nHai", "Luật mẫu", "Vụ mẫu đồng ý"))
    printed = split_content(content)
    assert printed["summary"] == ["Một", "Hai"]
    assert printed["grounds"] == ["Luật mẫu"]
    assert printed["consulted"] == ["Vụ mẫu đồng ý"]


def test_a_route_is_proposed_by_roles_or_by_the_units_own_settings() -> None:
    people = [OTHER, BOSS, HEAD, ME]
    assert proposed_route(ME, "leader", people, [UNIT]) == ["head", "boss"]
    assert proposed_route(HEAD, "leader", people, [UNIT]) == ["boss"]
    assert proposed_route(ME, "boss", people, [UNIT]) == ["head"]
    chosen = replace(UNIT, settings={"slip_route": ["other", "unit_head"]})
    assert proposed_route(ME, "leader", people, [chosen]) == ["other", "boss"]
    gone = replace(HEAD, disabled=True)
    assert proposed_route(ME, "leader", [BOSS, gone, ME], [UNIT]) == ["boss"]


def test_the_check_list_stops_and_reminds() -> None:
    today = date(2026, 11, 20)
    empty = replace(SLIP, title="", leader_id="")
    stops = [finding.field for finding in findings(empty, {}, today) if finding.level == "stop"]
    assert stops == ["title", "leader_id", "files"]
    full = findings(replace(SLIP, due="2026-11-21"), {"draft": 1}, today)
    assert may_submit(full)
    assert "Hạn xin ý kiến rơi vào ngày nghỉ." in [finding.sentence for finding in full]
    assert not may_submit(findings(SLIP, {"draft": 2}, today))


def test_changed_words_are_marked_and_equal_texts_say_nothing() -> None:
    lines = text_changes("Kinh phí 500 triệu đồng\nNhư cũ", "Kinh phí 700 triệu đồng\nNhư cũ")
    assert [(line.kind, line.text) for line in lines[:2]] == [
        ("removed", "Kinh phí 500 triệu đồng"),
        ("added", "Kinh phí 700 triệu đồng"),
    ]
    assert [text for text, marked in lines[1].parts if marked] == ["700"]
    assert text_changes("như nhau", "như nhau") == []


def test_a_replaced_draft_and_a_new_route_are_changes_and_a_new_sheet_is_not() -> None:
    def file(name: str, digest: str, role: str) -> File:
        return File(id=digest, name=name, media_type="application/pdf", size=1, sha256=digest, role=role)  # type: ignore[arg-type]

    old = [file("phieu.pdf", "a", "slip"), file("du-thao.pdf", "b", "draft"), file("kem.pdf", "k", "attachment")]
    new = [
        file("phieu 2.pdf", "c", "slip"),
        file("du-thao moi.pdf", "d", "draft"),
        file("kem.pdf", "k", "attachment"),
    ]
    after = replace(SLIP, route=[RouteStep(position=1, user_id="boss")])
    found = slip_changes(SLIP, after, old, new, lambda person: person)
    assert [(change.kind, change.before, change.after) for change in found.files] == [("replaced", "b", "d")]
    assert [change.name for change in found.fields] == ["Luồng xét"]
