"""A clerk's desk on the real demo ministry, and papers to drop into its tray, for tests of the clerk's work."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from tests.fakes.keychain import MemoryKeychain
from tests.ministry import PASSWORD, Ministry
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.server.demo.files import FilePlan, LetterRecipe
from voffice_desktop.server.demo.plan import DemoPlan, demo_plan
from voffice_desktop.services import accounts
from voffice_desktop.services.desk import Desk


@contextmanager
def clerk_desk(ministry: Ministry, profile: Path, account: str = "vanthu.kcb") -> Iterator[Desk]:
    """The account's desk, synchronised once; closed at the end."""
    desk = accounts.sign_in(profile, ministry.url, account, PASSWORD, keychain=MemoryKeychain())
    try:
        desk.sync.run()
        yield desk
    finally:
        desk.close()


@lru_cache(maxsize=1)
def plan() -> DemoPlan:
    """The demo ministry's plan."""
    return demo_plan()


def papers(count: int, *, scanned: bool = False, skip: int = 0) -> list[tuple[FilePlan, IncomingDocument]]:
    """Papers of outside agencies with the record that tells the truth about each."""
    made = plan()
    records = {p.record.id: p.record for p in made.ledger.incoming if isinstance(p.record, IncomingDocument)}
    found = [
        (file, records[file.owner_id])
        for file in made.files
        if file.role == "main" and file.owner_id in records and not file.signatures
        and isinstance(file.recipe, LetterRecipe) and file.recipe.scanned == scanned
    ]  # fmt: skip
    return found[skip : skip + count]


def until(true: object, seconds: float = 60.0) -> None:
    """Wait until ``true()`` holds; AssertionError after ``seconds``."""
    assert callable(true)
    deadline = time.monotonic() + seconds
    rest = threading.Event()
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        rest.wait(0.02)
