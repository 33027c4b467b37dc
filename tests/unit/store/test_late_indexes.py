"""Indexes that wait for the end of a first synchronisation: made in the end, whatever cuts it short."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.store.test_store import change, check_words, incoming, opened
from voffice_desktop.store.account import Store


def indexes(store: Store) -> dict[str, str]:
    with store.databases.cache() as cache:
        found = cache.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        return dict(found.fetchall())


@pytest.mark.parametrize("ends_by", ["itself", "death", "forgetting"])
def test_every_index_stands_in_the_end(tmp_path: Path, ends_by: str) -> None:
    store = opened(tmp_path)
    whole = indexes(store)
    assert len(whole) > 8
    store.put_off_indexes()
    assert set(whole) - set(indexes(store)) == {"shown_status", "shown_due", "shown_symbol"}
    store.apply_page([change("unit", "u1", name="Cục Mẫu"), incoming("a"), incoming("b", due="2026-12-01")], "c1")
    if ends_by == "itself":
        store.make_up_indexes()
    elif ends_by == "forgetting":
        store.forget_mirror()
    else:
        store.close()
        store = opened(tmp_path, create=False)
    try:
        assert indexes(store) == whole
        check_words(store)
        store.apply_page([incoming("c")], "c2")
        store.put_off_indexes()
        assert indexes(store) == whole, "a cache that has rows keeps them"
    finally:
        store.close()
