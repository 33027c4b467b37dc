"""The desk's shape, which screens are written against."""

from __future__ import annotations

import dataclasses

from voffice_desktop.services.desk import Desk


def test_a_desk_holds_every_part_a_screen_needs() -> None:
    names = {field.name for field in dataclasses.fields(Desk)}
    assert {"lists", "details", "directory", "search", "acts", "files", "attention", "sync", "drafts"} <= names
    assert {"user", "policy", "account", "server", "close"} <= names
