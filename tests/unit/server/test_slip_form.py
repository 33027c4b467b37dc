"""The slip's own PDF: the form that the agency configures, and the opinions given so far with whom they were for."""

from __future__ import annotations

import hashlib
from typing import Any

import pymupdf
import pytest

from tests.ministry import Ministry, Person
from tests.unit.pdf.samples import written
from tests.unit.server.test_delegations import good, refused, stamp


def draft_and_submit(office: Ministry, title: str) -> dict[str, Any]:
    """A slip straight to the leader."""
    drafter, leader = office.person("chuyenvien.kcb"), office.person("thutruong1")
    data = written("Dự thảo công văn")
    facts = {"name": "a.pdf", "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    upload = good(drafter.post("/uploads", facts | {"media_type": "application/pdf"}), 201)
    headers = {"Upload-Offset": "0", "Content-Type": "application/octet-stream"}
    assert drafter.ask("PATCH", f"/uploads/{upload['id']}", data=data, headers=headers).status_code == 200
    body = {
        "title": title, "leader_id": leader.user["id"], "files": [{"id": upload["id"], "role": "draft"}],
        "content": "Tóm tắt mẫu.\nCăn cứ:\nLuật mẫu.", "proposal": "Kính trình.",
    }  # fmt: skip
    made = good(drafter.post("/slips", body), 201)
    return good(drafter.post(f"/slips/{made['id']}/submit"))


def sheet_text(person: Person, slip: dict[str, Any]) -> str:
    """The words of the latest slip PDF, as a reader of it sees them."""
    copy = person.get(f"/files/{slip['file_ids'][0]}/reading-copy")
    assert copy.status_code == 200
    return " ".join(" ".join(page.get_text() for page in pymupdf.open("pdf", copy.content)).split())


@pytest.fixture
def root(office: Ministry) -> dict[str, Any]:
    admin = office.person("admin")
    return next(unit for unit in good(admin.get("/units?limit=100"))["items"] if not unit["parent_id"])


def test_the_agencys_form_is_used_for_every_revision_from_then_on(office: Ministry, root: dict[str, Any]) -> None:
    admin, leader = office.person("admin"), office.person("thutruong1")
    before = draft_and_submit(office, "Trước khi đổi mẫu")
    assert "PHIẾU TRÌNH" in sheet_text(leader, before)
    form = {
        "title": "TỜ TRÌNH NỘI BỘ",
        "to": "Trình",
        "sections": [
            {"key": "grounds", "caption": "Cơ sở pháp lý"},
            {"key": "proposal", "caption": "Kiến nghị"},
            {"key": "opinions", "caption": "Ý kiến"},
        ],
        "levels": [{"key": "leader", "caption": "Ý KIẾN LÃNH ĐẠO BỘ"}],
    }
    settings = root["settings"] | {"slip_form": form}
    good(admin.patch(f"/units/{root['id']}", {"settings": settings}))
    after = sheet_text(leader, draft_and_submit(office, "Sau khi đổi mẫu"))
    for words in ("TỜ TRÌNH NỘI BỘ", "1. Cơ sở pháp lý Luật mẫu.", "3. Tóm tắt nội dung", "Ý KIẾN LÃNH ĐẠO BỘ"):
        assert words in after
    assert "PHIẾU TRÌNH" in sheet_text(leader, before)  # what was submitted stands


def test_a_form_that_cannot_stand_changes_nothing(office: Ministry, root: dict[str, Any]) -> None:
    admin = office.person("admin")
    for bad in (
        {"slip_form": {"sections": []}}, {"slip_route": "unit_head"}, {"slip_templates": [{"name": ""}]},
    ):  # fmt: skip
        refused(admin.patch(f"/units/{root['id']}", {"settings": root["settings"] | bad}), 422, "invalid")
    assert good(admin.get(f"/units/{root['id']}"))["settings"] == root["settings"]


def test_the_next_revision_carries_a_substitutes_opinion_with_whom_it_was_for(office: Ministry) -> None:
    leader, deputy, drafter = (office.person(name) for name in ("thutruong1", "thutruong2", "chuyenvien.kcb"))
    slip = draft_and_submit(office, "Trình người thay mặt")
    body = {"substitute_id": deputy.user["id"], "since": stamp(minutes=-1), "until": stamp(days=1)}
    good(leader.post("/delegations", body), 201)
    good(deputy.post(f"/slips/{slip['id']}/return", {"comment": "Bổ sung kinh phí."}))
    good(drafter.patch(f"/slips/{slip['id']}", {"proposal": "Kính trình, kèm kinh phí."}))
    again = good(drafter.post(f"/slips/{slip['id']}/submit"))
    said = sheet_text(leader, again)
    title, name = deputy.user["title"], deputy.user["full_name"]
    assert f"Bổ sung kinh phí. {title} {name} (thay mặt {leader.user['full_name']})" in said
    assert said.index("Ý kiến chỉ đạo của lãnh đạo") < said.index("Bổ sung kinh phí.")
