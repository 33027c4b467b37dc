"""*Files*: reading copies with the reader's identity, ranges, originals, marks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.contract.server.office import Office, draft_pdf, good, refused
from tests.contract.server.test_slips import INK
from tests.ministry import Person
from tests.unit.pdf.samples import texts, written
from voffice_desktop.ids import new_id

CSV = b"don_vi,so_luong\nKCB,5\n"


@pytest.fixture(scope="module")
def file_id(office: Office) -> str:
    """A registered document's file of two pages, which the clerk and the head see."""
    clerk = office.person("vanthu.kcb")
    upload = clerk.upload(written("Nội dung văn bản đến", "Trang {page}", pages=2))
    office.incoming(clerk, files=[{"id": upload, "role": "main"}])
    return upload


@pytest.fixture(scope="module")
def slip(office: Office) -> dict[str, Any]:
    drafter = office.person("chuyenvien.kcb")
    return office.act(drafter, office.slip(drafter, "thutruong1", "truongphong.kcb"), "submit")


@pytest.mark.parametrize("purpose", ["view", "save"])
def test_every_page_says_who_reads_it_when(office: Office, file_id: str, purpose: str) -> None:
    for account in ("vanthu.kcb", "cuctruong.kcb"):
        person = office.person(account)
        answer = person.get(f"/files/{file_id}/reading-copy?purpose={purpose}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        copy_id = answer.headers["X-Copy-Id"]
        assert answer.headers["ETag"] == f'"{copy_id}"'
        pages = texts(answer.content)
        assert len(pages) == 2
        for page in pages:
            flat = " ".join(page.split())
            for word in (account, person.user["full_name"], copy_id):
                assert word in flat, (word, flat)
            assert re.search(r"\b\d\d/\d\d/\d{4} \d\d:\d\d\b", flat)
            assert "Nội dung văn bản đến" in flat
        row = good(office.person("admin").get(f"/audit?copy_id={copy_id}"), 200)["items"]
        assert [(line["actor_id"], line["file_id"], line["outcome"]) for line in row] == [
            (person.user["id"], file_id, "ok")
        ]


def test_each_call_is_a_copy_of_its_own(office: Office, file_id: str) -> None:
    clerk = office.person("vanthu.kcb")
    copies = {clerk.get(f"/files/{file_id}/reading-copy").headers["X-Copy-Id"] for _ in range(3)}
    assert len(copies) == 3


def test_ranges_repeat_the_copy_that_the_etag_names(office: Office, file_id: str) -> None:
    clerk, path = office.person("vanthu.kcb"), f"/files/{file_id}/reading-copy"
    whole = clerk.get(path)
    assert whole.headers["Accept-Ranges"] == "bytes"
    size, tag = len(whole.content), whole.headers["ETag"]

    def part(wanted: str, etag: str = tag, person: Person = clerk) -> Any:
        return person.get(path, headers={"Range": wanted, "If-Range": etag})

    for wanted, start, end in (
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, size - 1),
        ("bytes=-50", size - 50, size - 1),
        (f"bytes=10-{size * 9}", 10, size - 1),
        (f"bytes=-{size * 9}", 0, size - 1),
    ):
        answer = part(wanted)
        assert answer.status_code == 206, (wanted, answer.text[:200])
        assert answer.content == whole.content[start : end + 1], wanted
        assert answer.headers["Content-Range"] == f"bytes {start}-{end}/{size}"
        assert answer.headers["ETag"] == tag
    for wanted in (f"bytes={size}-", "bytes=-0", "bytes=" + "9" * 5000 + "-"):
        answer = part(wanted)
        refused(answer, 416, "range_not_satisfiable")
        assert answer.headers["Content-Range"] == f"bytes */{size}"
    for wanted in ("bytes=5-2", "pages=1-2", "bytes=0-1,3-4", "bytes=a-b"):
        answer = part(wanted)
        assert (answer.status_code, answer.content) == (200, whole.content), wanted
    for etag in ('"' + new_id() + '"', "", '"x"'):
        answer = part("bytes=0-99", etag)
        assert answer.status_code == 200
        assert answer.headers["ETag"] != tag
    answer = part("bytes=0-99", person=office.person("cuctruong.kcb"))
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag
    assert clerk.get(path, headers={"Range": "bytes=0-9"}).status_code == 200


def test_a_question_that_makes_no_sense(office: Office, file_id: str) -> None:
    clerk = office.person("vanthu.kcb")
    refused(clerk.get(f"/files/{file_id}/reading-copy?purpose=print"), 422, "invalid")
    refused(clerk.get(f"/files/{file_id}/reading-copy?annotations=maybe"), 422, "invalid")
    refused(clerk.get(f"/files/{new_id()}/reading-copy"), 404, "not_found")
    for account in ("chuyenvien.kcb", "vanthu.qld", "admin", "botruong"):
        for word in ("reading-copy", "original", "certified", "annotations", "certification/to-sign"):
            refused(office.person(account).get(f"/files/{file_id}/{word}"), 404, "not_found")


def test_originals_are_for_uploaders_while_it_is_open(office: Office, file_id: str) -> None:
    refused(office.person("vanthu.kcb").get(f"/files/{file_id}/original"), 403, "reading_copy_only")
    refused(office.person("cuctruong.kcb").get(f"/files/{file_id}/original"), 403, "reading_copy_only")
    drafter, data = office.person("chuyenvien.kcb"), draft_pdf()
    upload = drafter.upload(data)
    draft = office.slip(drafter, "thutruong1", "truongphong.kcb", files=[{"id": upload, "role": "draft"}])
    assert drafter.get(f"/files/{upload}/original").content == data
    office.act(drafter, draft, "submit")
    refused(drafter.get(f"/files/{upload}/original"), 403, "reading_copy_only")
    refused(office.person("truongphong.kcb").get(f"/files/{upload}/original"), 403, "reading_copy_only")
    office.act("truongphong.kcb", draft, "return", comment="Sửa")
    assert drafter.get(f"/files/{upload}/original").content == data
    refused(office.person("truongphong.kcb").get(f"/files/{upload}/original"), 403, "reading_copy_only")


def test_a_file_without_pages_has_no_reading_copy(office: Office) -> None:
    drafter = office.person("chuyenvien.kcb")
    upload = drafter.upload(CSV, "so-lieu.csv", "text/csv")
    refused(drafter.get(f"/files/{upload}/reading-copy"), 415, "unsupported_media_type")
    assert drafter.get(f"/files/{upload}/original").content == CSV


def test_marks_are_added_seen_and_removed(office: Office, slip: dict[str, Any]) -> None:
    reviewer, drafter = office.person("truongphong.kcb"), office.person("chuyenvien.kcb")
    file_id = slip["file_ids"][0]
    path = f"/files/{file_id}/annotations"
    quads = {"quads": [[50, 50, 90, 50, 50, 60, 90, 60]]}
    marks = [
        INK,
        *({"page": 1, "kind": kind, "geometry": quads} for kind in ("highlight", "underline", "strikeout")),
        {"page": 1, "kind": "text", "geometry": {"rect": [10, 10, 90, 40]}, "text": "Xem lại đoạn này"},
        {"page": 1, "kind": "stamp", "geometry": {"rect": [10, 50, 90, 80]}, "text": "ĐỒNG Ý"},
    ]
    done = good(reviewer.post(path, {"add": marks}), 200)
    assert done["removed"] == []
    assert [mark["kind"] for mark in done["added"]] == [mark["kind"] for mark in marks]
    for mark in done["added"]:
        assert mark["author_id"] == reviewer.user["id"]
        assert (mark["file_id"], mark["file_revision"], mark["version"]) == (file_id, 1, 1)
        assert mark["created_at"].endswith("Z")
    # Another test may have marked the same file before.
    seen = good(drafter.get(path), 200)["items"]
    assert [mark for mark in seen if mark in done["added"]] == done["added"]
    clean = drafter.get(f"/files/{file_id}/reading-copy")
    marked = drafter.get(f"/files/{file_id}/reading-copy?annotations=true")
    assert b"/Ink" not in clean.content
    assert marked.status_code == 200
    assert len(marked.content) > len(clean.content)
    saved = drafter.get(f"/files/{file_id}/reading-copy?annotations=true&purpose=save")
    assert saved.status_code == 200
    refused(drafter.post(path, {"add": [INK]}), 403, "forbidden")
    mine = done["added"][0]["id"]
    refused(drafter.post(path, {"remove": [mine]}), 403, "forbidden")
    gone = good(reviewer.post(path, {"remove": [mine, new_id()], "add": [{**INK, "id": mine[:-1] + "0"}]}), 200)
    assert gone["removed"] == [mine]
    assert mine not in [mark["id"] for mark in good(drafter.get(path), 200)["items"]]


def test_anothers_mark_stays_and_so_does_the_rest(office: Office) -> None:
    drafter = office.person("chuyenvien.kcb")
    slip = office.act(drafter, office.slip(drafter, "thutruong1", "truongphong.kcb"), "submit")
    path = f"/files/{slip['file_ids'][0]}/annotations"
    mark = good(office.person("truongphong.kcb").post(path, {"add": [INK]}), 200)["added"][0]
    office.act("truongphong.kcb", slip, "endorse")
    secretary = office.person("thuky.tt1")
    refused(secretary.post(path, {"remove": [mark["id"]], "add": [INK]}), 403, "forbidden")
    assert good(secretary.get(path), 200)["items"] == [mark]
    as_leader = {**INK, "author_id": office.id_of("thutruong1")}
    refused(secretary.post(path, {"add": [as_leader]}), 403, "forbidden")
    own = good(secretary.post(path, {"add": [{**INK, "author_id": secretary.user["id"]}]}), 200)["added"][0]
    assert own["author_id"] == secretary.user["id"]
    refused(office.person("thutruong1").post(path, {"remove": [own["id"]]}), 403, "forbidden")


@pytest.mark.parametrize(
    "change",
    [
        {"page": 0},
        {"page": 99},
        {"page": "1"},
        {"page": None},
        {"page": 10**30},
        {"kind": "scribble"},
        {"geometry": {}},
        {"geometry": {"strokes": []}},
        {"geometry": {"strokes": [[1, 2]]}},
        {"geometry": {"strokes": [[1, 2, 3]]}},
        {"geometry": {"strokes": [[1e300, 2, 0.5]]}},
        {"geometry": {"strokes": [["1", 2, 0.5]]}},
        {"geometry": {"strokes": [[10**400, 2, 0.5]]}},
        {"geometry": []},
        {"kind": "text", "geometry": {"rect": [0, 0, 10, 10]}},
        {"kind": "highlight", "geometry": {"quads": [[1, 2, 3]]}},
        {"style": {"color": "red"}},
        {"style": {"width": -1}},
        {"style": 5},
        {"text": 5},
        {"id": "x"},
        {"id": 5},
    ],
)
def test_a_mark_that_is_none(office: Office, slip: dict[str, Any], change: dict[str, Any]) -> None:
    path = f"/files/{slip['file_ids'][-1]}/annotations"
    reviewer = office.person("truongphong.kcb")
    before = good(reviewer.get(path), 200)
    refused(reviewer.post(path, {"add": [INK, {**INK, **change}]}), 422, "invalid")
    assert good(reviewer.get(path), 200) == before


@pytest.mark.parametrize("body", [{"add": {}}, {"add": [5]}, {"remove": "x"}, {"remove": [5]}, {"add": None}, []])
def test_no_list_of_marks(office: Office, slip: dict[str, Any], body: Any) -> None:
    refused(office.person("truongphong.kcb").post(f"/files/{slip['file_ids'][0]}/annotations", body), 422, "invalid")


def test_the_same_id_twice_is_taken(office: Office, slip: dict[str, Any]) -> None:
    path, reviewer, chosen = f"/files/{slip['file_ids'][0]}/annotations", office.person("truongphong.kcb"), new_id()
    refused(reviewer.post(path, {"add": [{**INK, "id": chosen}, {**INK, "id": chosen}]}), 409, "id_taken")
    good(reviewer.post(path, {"add": [{**INK, "id": chosen}]}), 200)
    refused(reviewer.post(path, {"add": [{**INK, "id": chosen}]}), 409, "id_taken")


def test_looks_made_offline_are_put_on_record(office: Office, file_id: str) -> None:
    clerk, admin = office.person("vanthu.kcb"), office.person("admin")
    views = [
        {"file_id": file_id, "at": "2026-11-22T01:02:03Z", "action": action, "pages": pages}
        for action, pages in (("view", [1, 2]), ("print", 2), ("export", None))
    ]
    assert good(clerk.post("/audit/views", {"views": views}), 200)["accepted"] == 3
    rows = good(admin.get(f"/audit?file_id={file_id}&limit=5000"), 200)["items"]
    for action in ("file.view", "file.print", "file.export"):
        line = next(row for row in rows if row["action"] == action and "2026-11-22" in row["note"])
        assert line["actor_id"] == clerk.user["id"]
    stranger = office.person("vanthu.qld")
    assert good(stranger.post("/audit/views", {"views": views}), 200)["accepted"] == 0
    for bad in (
        {},
        {"views": 5},
        {"views": [{}]},
        {"views": [{"file_id": file_id, "at": "hôm qua"}]},
        {"views": [{"file_id": file_id, "at": "2026-11-22T01:02:03Z", "action": "steal"}]},
    ):
        refused(clerk.post("/audit/views", bad), 422, "invalid")
    assert good(admin.get("/audit/verify"), 200)["ok"] is True
