"""Messages of the change feed, sessions and signing that are not records themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from voffice_desktop.domain.records import User
from voffice_desktop.domain.signature_settings import LeaderSignature
from voffice_desktop.domain.taking import TakingRule


class Change(msgspec.Struct, frozen=True, gc=False):
    """One line of ``GET /changes``. ``data`` stays raw JSON: the mirror stores it as it came.

    ``kind`` is open text: a kind that this version does not know is kept aside, never fatal.
    """

    kind: str
    id: str
    version: int
    op: Literal["upsert", "remove"]
    data: msgspec.Raw = msgspec.Raw(b"null")


class ChangePage(msgspec.Struct, frozen=True):
    """The answer of ``GET /changes``."""

    changes: list[Change]
    cursor: str
    has_more: bool


class Digest(msgspec.Struct, frozen=True):
    """The answer of ``GET /changes/digest``: how many records, and the XOR over (kind, id, version)."""

    count: int
    sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the agency allows: days offline, the watermark's form, cached files, what may be taken from records."""

    offline_days: int = 30
    watermark: dict[str, Any] = field(default_factory=dict)
    cache_files: bool = True
    taking: tuple[TakingRule, ...] = ()
    """Saving, printing and copying; without a line everything that can be seen may be taken, marked."""
    looks_shown: bool = True
    """Whether owners of a record may see who looked at it."""
    leader_signature: LeaderSignature = "optional"
    """Whether leaders sign with a key of their own before a document gets its number."""
    inserted_numbers: bool = False
    """Whether clerks may insert a back-dated number with a letter (123a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The answer of ``POST /sessions``. ``token`` is shown once and never logged."""

    token: str
    expires_at: str
    user: User
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """RFC 9457 body. ``code`` is stable; title and detail follow Accept-Language."""

    type: str = "about:blank"
    title: str = ""
    status: int = 0
    detail: str = ""
    code: str = ""
    errors: list[dict[str, Any]] = field(default_factory=list)
