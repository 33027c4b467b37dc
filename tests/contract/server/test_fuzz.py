"""A generated fuzz of the doors that strangers' tools find first: the change feed and uploads.

Nothing may be a 5xx, every refusal is problem+json with a code, and what was refused is not kept.
``HYPOTHESIS_PROFILE=nightly`` tries thousands.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.server.office import Office
from tests.ministry import Person

_SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
_numbers = st.one_of(st.integers(-(10**30), 10**30).map(str), st.sampled_from(["", "0", "1", "5000", "5001", "1e3"]))
_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=8,
)


def _harmless(answer: requests.Response) -> None:
    assert answer.status_code < 500, (answer.status_code, answer.text[:300])
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"].startswith("application/problem+json"), answer.text[:200]
        problem = answer.json()
        assert problem["code"]
        assert problem["status"] == answer.status_code


def _bent(cursor: str, at: int, letter: str, cut: int) -> str:
    """A real cursor with one letter changed, or cut short."""
    at %= len(cursor)
    changed = cursor[:at] + letter + cursor[at + 1 :]
    return changed[: cut % (len(cursor) + 1)] if cut else changed


@settings(suppress_health_check=_SLOW)
@given(
    cursor=_texts, limit=_numbers, at=st.integers(0, 500), letter=st.sampled_from("aZ0=-_."), cut=st.integers(0, 60)
)
def test_no_cursor_and_no_limit_is_a_fault(
    office: Office, cursor: str, limit: str, at: int, letter: str, cut: int
) -> None:
    person = office.person("chuyenvien.qld")
    real = person.get("/changes?limit=1").json()["cursor"]
    for text in (cursor, _bent(real, at, letter, cut)):
        answer = person.get(f"/changes?limit={quote(limit, safe='')}&cursor={quote(text, safe='')}")
        _harmless(answer)
        assert answer.status_code in (200, 410, 422)


@settings(suppress_health_check=_SLOW)
@given(
    body=st.one_of(
        st.dictionaries(st.sampled_from(["name", "size", "sha256", "media_type"]) | _texts, _values, max_size=6).map(
            lambda value: json.dumps(value).encode()
        ),
        _values.map(lambda value: json.dumps(value).encode()),
        st.binary(max_size=200),
    )
)
def test_no_announcement_is_a_fault(office: Office, body: bytes) -> None:
    person = office.person("chuyenvien.qld")
    answer = person.ask("POST", "/uploads", data=body, headers={"Content-Type": "application/json"})
    _harmless(answer)
    assert answer.status_code in (201, 413, 415, 422)


@settings(suppress_health_check=_SLOW)
@given(
    offset=_numbers,
    part=st.binary(max_size=120),
    kind=st.sampled_from(["application/octet-stream", "text/plain", ""]),
)
def test_no_part_is_a_fault_and_a_refused_one_moves_nothing(
    office: Office, offset: str, part: bytes, kind: str
) -> None:
    person = office.person("chuyenvien.qld")
    upload = _begun(person)
    headers = {"Upload-Offset": offset} | ({"Content-Type": kind} if kind else {})
    answer = person.ask("PATCH", f"/uploads/{upload}", data=part, headers=headers)
    _harmless(answer)
    stands = person.ask("HEAD", f"/uploads/{upload}").headers["Upload-Offset"]
    assert stands == (str(answer.json()["offset"]) if answer.status_code == 200 else "0")


def _begun(person: Person) -> str:
    body = {"name": "mau.pdf", "size": 10_000, "sha256": "0" * 64, "media_type": "application/pdf"}
    return str(person.post("/uploads", body).json()["id"])
