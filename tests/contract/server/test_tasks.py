"""*Tasks*: given, received, assigned, planned, reported, accepted or sent back; later dates; the summary."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.server.office import Office, draft_pdf, good, refused
from tests.ministry import Person
from voffice_desktop.ids import new_id


@pytest.fixture
def task(office: Office) -> dict[str, Any]:
    body = {
        "title": "Rà soát quy trình khám bệnh",
        "content": "Báo cáo kết quả",
        "source": "minister",
        "unit_id": office.unit("KCB"),
        "coordinating_unit_ids": [office.unit("QLD")],
        "due": "2026-12-20",
    }
    made = good(office.person("thutruong1").post("/tasks", body), 201)
    for name, value in body.items():
        assert made[name] == value
    assert (made["state"], made["assigned_by"]) == ("new", office.id_of("thutruong1"))
    return made


def act(office: Office, account: str, task: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
    return good(office.person(account).post(f"/tasks/{task['id']}/{action}", body), 200)


def running(office: Office, task: dict[str, Any]) -> dict[str, Any]:
    act(office, "cuctruong.kcb", task, "receive")
    act(office, "cuctruong.kcb", task, "assign", executor_ids=[office.id_of("chuyenvien.kcb")], note="Khẩn trương")
    return act(
        office, "chuyenvien.kcb", task, "plan", text="Kế hoạch", milestones=[{"text": "A", "due": "2026-12-01"}]
    )


def test_who_gives_tasks(office: Office) -> None:
    body = {"title": "Việc", "unit_id": office.unit("QLD")}
    for account in ("thutruong1", "botruong", "cuctruong.qld", "vanthu.byt"):
        good(office.person(account).post("/tasks", body), 201)
    for account in ("vanthu.qld", "chuyenvien.kcb", "truongphong.kcb", "thuky.tt1", "admin"):
        refused(office.person(account).post("/tasks", body), 403, "forbidden")
    leader = office.person("thutruong1")
    for bad in (
        {},
        {"title": "x"},
        {"title": "x", "unit_id": new_id()},
        {**body, "title": ""},
        {**body, "source": "god"},
        {**body, "due": "mai"},
        {**body, "coordinating_unit_ids": [new_id()]},
        {**body, "coordinating_unit_ids": "x"},
    ):
        refused(leader.post("/tasks", bad), 422, "invalid")


def test_the_whole_way(office: Office, task: dict[str, Any]) -> None:
    path = f"/tasks/{task['id']}"
    executor: Person = office.person("chuyenvien.kcb")
    refused(executor.get(path), 404, "not_found")
    refused(office.person("cuctruong.qld").post(path + "/receive"), 403, "forbidden")
    refused(office.person("vanthu.kcb").post(path + "/receive"), 403, "forbidden")
    assign = {"executor_ids": [executor.user["id"]]}
    refused(office.person("cuctruong.kcb").post(path + "/assign", assign), 409, "wrong_state")
    assert act(office, "cuctruong.kcb", task, "receive")["state"] == "received"
    refused(office.person("cuctruong.kcb").post(path + "/receive"), 409, "wrong_state")
    for bad in ({}, {"executor_ids": []}, {"executor_ids": [new_id()]}, {**assign, "due": "2027-01-01"}):
        refused(office.person("cuctruong.kcb").post(path + "/assign", bad), 422, "invalid")
    assigned = act(office, "cuctruong.kcb", task, "assign", **assign, due="2026-12-15", note="Làm ngay")
    assert (assigned["state"], assigned["executor_ids"], assigned["due"]) == (
        "assigned",
        assign["executor_ids"],
        "2026-12-15",
    )
    refused(executor.post(path + "/report", {"percent": 10, "text": "x"}), 409, "wrong_state")
    planned = act(office, "chuyenvien.kcb", task, "plan", text="Ba bước", milestones=[])
    assert (planned["state"], planned["plan"]) == ("in_progress", "Ba bước")
    for bad in (
        {"percent": 101, "text": "x"},
        {"percent": -1, "text": "x"},
        {"percent": "5", "text": "x"},
        {"percent": 50},
        {"percent": 50, "text": "x", "file_ids": [new_id()]},
    ):
        refused(executor.post(path + "/report", bad), 422, "invalid")
    evidence = executor.upload(draft_pdf())
    half = act(office, "chuyenvien.kcb", task, "report", percent=50, text="Một nửa", file_ids=[evidence])
    assert (half["state"], half["progress"], half["reports"][0]["file_ids"]) == ("in_progress", 50, [evidence])
    assert office.person("thutruong1").get(f"/files/{evidence}/reading-copy").status_code == 200
    refused(office.person("thutruong1").post(path + "/accept"), 409, "wrong_state")
    assert act(office, "chuyenvien.kcb", task, "report", percent=100, text="Xong")["state"] == "reported"
    refused(executor.post(path + "/report", {"percent": 100, "text": "x"}), 409, "wrong_state")
    refused(office.person("cuctruong.kcb").post(path + "/accept"), 403, "forbidden")
    refused(office.person("thutruong1").post(path + "/return", {}), 422, "invalid")
    back = act(office, "thutruong1", task, "return", comment="Bổ sung số liệu")
    assert back["state"] == "in_progress"
    act(office, "chuyenvien.kcb", task, "report", percent=100, text="Đã bổ sung")
    done = act(office, "thutruong1", task, "accept")
    assert (done["state"], done["progress"], done["result"]) == ("completed", 100, "Đã bổ sung")
    for action in ("receive", "assign", "plan", "report", "return", "accept", "refuse"):
        who = {"plan": executor, "report": executor}.get(action, office.person("cuctruong.kcb"))
        who = office.person("thutruong1") if action in ("return", "accept") else who
        refused(who.post(f"{path}/{action}", {}), 409, "wrong_state")


def test_the_wrong_unit_sends_it_back(office: Office, task: dict[str, Any]) -> None:
    head = office.person("cuctruong.kcb")
    refused(head.post(f"/tasks/{task['id']}/refuse", {}), 422, "invalid")
    assert act(office, "cuctruong.kcb", task, "refuse", reason="Không thuộc chức năng")["state"] == "wrong_unit"
    refused(head.post(f"/tasks/{task['id']}/receive"), 409, "wrong_state")


def test_a_later_date_is_asked_and_answered(office: Office, task: dict[str, Any]) -> None:
    task = running(office, task)
    path, executor = f"/tasks/{task['id']}", office.person("chuyenvien.kcb")
    wish = {"due": "2027-01-15", "reason": "Chờ số liệu địa phương"}
    refused(office.person("thutruong1").post(path + "/ask-extension", wish), 403, "forbidden")
    refused(office.person("thutruong1").post(path + "/answer-extension", {"accept": True}), 409, "wrong_state")
    for bad in ({}, {"due": "2026-12-01", "reason": "x"}, {"due": "2027-01-15"}, {"due": 5, "reason": "x"}):
        refused(executor.post(path + "/ask-extension", bad), 422, "invalid")
    act(office, "chuyenvien.kcb", task, "ask-extension", **wish)
    refused(executor.post(path + "/ask-extension", wish), 409, "wrong_state")
    refused(office.person("cuctruong.kcb").post(path + "/answer-extension", {"accept": True}), 403, "forbidden")
    refused(office.person("thutruong1").post(path + "/answer-extension", {}), 422, "invalid")
    assert act(office, "thutruong1", task, "answer-extension", accept=False)["due"] == task["due"]
    act(office, "cuctruong.kcb", task, "ask-extension", **wish)
    assert act(office, "thutruong1", task, "answer-extension", accept=True)["due"] == "2027-01-15"


def test_the_summary_counts_what_one_sees(office: Office) -> None:
    leader = office.person("thutruong1")
    before = {one["unit_id"]: one for one in good(leader.get("/tasks/summary"), 200)["items"]}
    unit = office.unit("TTRB")
    for due in ("2020-01-01", "2099-01-01"):
        good(leader.post("/tasks", {"title": "Đếm", "unit_id": unit, "due": due}), 201)
    (line,) = good(leader.get(f"/tasks/summary?unit_id={unit}"), 200)["items"]
    old = before.get(unit, {"running_late": 0, "running_in_time": 0})
    assert line["running_late"] == old["running_late"] + 1
    assert line["running_in_time"] == old["running_in_time"] + 1
    (early,) = good(leader.get(f"/tasks/summary?unit_id={unit}&from=2019-12-31&to=2020-01-02"), 200)["items"]
    assert (early["running_late"], early["running_in_time"]) == (1, 0)
    for name in ("done_on_time", "done_late"):
        assert isinstance(line[name], int)
    refused(leader.get("/tasks/summary?from=hôm-qua"), 422, "invalid")
    assert good(leader.get(f"/tasks/summary?unit_id={new_id()}"), 200)["items"] == []
