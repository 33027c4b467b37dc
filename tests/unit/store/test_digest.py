"""The digest of many records at once is that of one after the other."""

from __future__ import annotations

from functools import reduce
from operator import xor

from hypothesis import given
from hypothesis import strategies as st

from voffice_desktop.protocol.routes import digest_sum, digest_term

_records = st.tuples(st.sampled_from(("slip", "event")), st.uuids().map(str), st.integers(1, 1 << 40))


@given(st.lists(_records, max_size=40))
def test_all_at_once_is_one_by_one(records: list[tuple[str, str, int]]) -> None:
    terms = [f"{kind}:{record_id}:{version}".encode() for kind, record_id, version in records]
    assert digest_sum(terms) == reduce(xor, (digest_term(*record) for record in records), 0)
