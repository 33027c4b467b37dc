"""The few fields that the cache reads out of a record's JSON without decoding the whole of it."""

from __future__ import annotations

import msgspec

from voffice_desktop.protocol.messages import Change

RawJson = bytes | msgspec.Raw
"""JSON as it came: a row of the mirror, or a change that was not decoded yet."""


class Parents(msgspec.Struct):
    """What of a file, annotation or event names the record it hangs under, and an event's time."""

    owner_id: str | None = None
    file_id: str | None = None
    subject_id: str | None = None
    at: str | None = None


class Named(msgspec.Struct):
    """The part of a user, unit or recipient that a list shows."""

    id: str
    full_name: str = ""
    name: str = ""


class Identified(msgspec.Struct):
    """Any record's id."""

    id: str


def stored(kind: str, record_id: str, version: int, data: bytes) -> Change:
    """A row of the mirror as a line of the feed again."""
    return Change(kind=kind, id=record_id, version=version, op="upsert", data=msgspec.Raw(data))
