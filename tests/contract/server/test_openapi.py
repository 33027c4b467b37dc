"""The description of the contract, and strangers' tools let loose on it: no 5xx, no answer outside the schema.

A few generated requests for each operation by default, as one who gets far; with VOFFICE_LONG=1 many, as each role.
"""

from __future__ import annotations

import copy
import json
import os
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.server.office import Office, draft_pdf, good
from tests.ministry import PASSWORD
from voffice_desktop.ids import new_id
from voffice_desktop.server import openapi
from voffice_desktop.server.app import all_endpoints

LONG = bool(os.environ.get("VOFFICE_LONG"))
DOCUMENT = json.loads(json.dumps(openapi.document(all_endpoints())))
SCHEMA = schemathesis.openapi.from_dict(copy.deepcopy(DOCUMENT))
OPERATIONS = sorted(
    f"{method.upper()} {path}" for path, operations in DOCUMENT["paths"].items() for method in operations
)
ROLES = ("admin", "vanthu.kcb", "cuctruong.kcb", "chuyenvien.kcb", "thuky.tt1", "thutruong1")
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
NOT_CALLED = {"GET /api/v1/changes/stream"}
"""Answers without end (``test_feed``)."""


def operation_of(name: str) -> dict[str, Any]:
    method, path = name.split(" ")
    found: dict[str, Any] = DOCUMENT["paths"][path][method.lower()]
    return found


def test_the_document_says_everything(office: Office) -> None:
    served = good(office.anonymous("GET", "/openapi.json"), 200)
    assert served == DOCUMENT
    assert served["openapi"].startswith("3.1")
    for name in OPERATIONS:
        operation = operation_of(name)
        assert operation["summary"], name
        statuses = set(operation["responses"])
        assert any(status.startswith("2") for status in statuses), name
        if operation["security"]:
            assert "401" in statuses, name
        if "requestBody" in operation:
            assert {"413", "415", "422"} <= statuses, name
        if "{" in name:
            assert "404" in statuses, name


@pytest.mark.parametrize("name", OPERATIONS)
def test_examples_fit_their_schemas(name: str) -> None:
    operation = operation_of(name)
    shown = [operation["requestBody"]] if "requestBody" in operation else []
    shown += list(operation["responses"].values())
    for part in shown:
        for media, content in part.get("content", {}).items():
            if "json" not in media:
                continue
            whole = {**content["schema"], "components": DOCUMENT["components"]}
            jsonschema_rs.Draft202012Validator(whole).validate(content["example"])


@pytest.fixture(scope="module")
def real_ids(office: Office) -> dict[str, str]:
    """A record of each collection that most roles see."""
    drafter, clerk = office.person("chuyenvien.kcb"), office.person("vanthu.kcb")
    slip = office.act(drafter, office.slip(drafter, "thutruong1"), "submit")
    document = office.incoming(clerk, files=[{"id": clerk.upload(draft_pdf()), "role": "main"}])
    task = {"title": "Việc", "unit_id": office.unit("KCB")}
    throwaway = office.new_person("KCB", "specialist")
    return {
        "slips": slip["id"],
        "files": document["file_ids"][0],
        "incoming-documents": document["id"],
        "outgoing-documents": office.approved()["id"],
        "tasks": good(office.person("thutruong1").post("/tasks", task), 201)["id"],
        "users": throwaway.user["id"],
        "units": good(office.person("admin").post("/units", {"code": new_id()[-8:], "name": "Vụ"}), 201)["id"],
        "books": office.book("KCB", "incoming"),
        "recipients": office.recipient("QLD"),
        "sessions": new_id(),
        "devices": new_id(),
    }


@schemathesis.serializer("application/pdf")
def pdf_bytes(_context: Any, value: Any) -> bytes:
    """Whatever was generated, as the bytes of a body."""
    return value if isinstance(value, bytes) else str(getattr(value, "data", value)).encode()


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name not in NOT_CALLED])
def test_no_answer_outside_the_description(office: Office, real_ids: dict[str, str], name: str) -> None:
    method, path = name.split(" ")
    word = path.split("/")[3]
    roles = ROLES if LONG else ("admin" if word in ("users", "units", "books", "recipients", "audit") else ROLES[2],)
    operation = SCHEMA[path][method]
    strategy = operation.as_strategy()

    @settings(
        max_examples=40 if LONG else 2,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy, real=st.booleans(), role=st.sampled_from(roles))
    def run(case: Any, real: bool, role: str) -> None:
        if real and case.path_parameters and word in real_ids:
            case.path_parameters["id"] = real_ids[word]
        ends = name == "DELETE /api/v1/sessions/current"
        person = office.ministry.sign_in(role, PASSWORD) if ends else office.person(role)
        # An Idempotency-Key generated twice would rightly be refused as reused.
        case.headers = {key: value for key, value in (case.headers or {}).items() if key != "Idempotency-Key"}
        headers = {"Authorization": f"Bearer {person.token}"}
        answer = case.call(base_url=office.ministry.url, headers=headers, timeout=60)
        case.validate_response(answer, checks=CHECKS)

    run()
