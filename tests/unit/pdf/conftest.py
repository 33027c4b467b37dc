"""A pool of children for one test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from voffice_desktop.pdf.children import Children


@pytest.fixture
def children() -> Iterator[Children]:
    with Children(2, spares=False) as pool:
        yield pool
