"""What the file record tells of its signatures: judged when a file arrives, brought up to date when one is added.

Reading copies carry no signature, so readers know of signatures through these facts alone.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from voffice_desktop.domain.records import SignatureSummary
from voffice_desktop.errors import MachineFault
from voffice_desktop.server import times
from voffice_desktop.signing.received_child import check_received_safely
from voffice_desktop.signing.trust import Trust
from voffice_desktop.signing.verify_received import ReceivedSignature, Verdict

_log = logging.getLogger(__name__)
_KINDS: dict[str, Literal["personal", "agency", "certification"]] = {
    "personal": "personal",
    "agency": "agency",
    "certification": "certification",
}


def found_in(data: bytes, *, repaired: bool, trust: Trust) -> list[SignatureSummary]:
    """The signatures of a file from elsewhere, judged in a child. Blocks; hold no lock.

    A file whose signatures could not be judged at all comes out with one that is not valid: never silently unsigned.
    """
    try:
        return summaries_of(check_received_safely(data, repaired=repaired, trust=trust))
    except MachineFault as fault:
        _log.error("signatures of an upload were not judged: %s", fault.code)
        return [SignatureSummary(kind="agency", signer="", verdict="amber", reason="not_checked", outside=True)]


def summaries_of(verdict: Verdict) -> list[SignatureSummary]:
    """The verdict as the record keeps it. A fault of the whole file falls on each of its signatures."""
    if verdict.state == "unsigned":
        return []
    signed = [one for one in verdict.signatures if one.kind != "timestamp"]
    if not signed:
        return [SignatureSummary(kind="agency", signer="", verdict="not_valid", reason=verdict.reason, outside=True)]
    return [_summary(one, verdict) for one in signed]


def _summary(one: ReceivedSignature, verdict: Verdict) -> SignatureSummary:
    state = "not_valid" if verdict.state == "not_valid" else one.state
    return SignatureSummary(
        kind=_KINDS.get(one.kind, "agency"),
        signer=one.signer,
        signed_at=times.stamp(one.signed_at) if one.signed_at is not None else None,
        verdict="valid" if state == "valid" else "amber" if state == "amber" else "not_valid",
        coverage=one.coverage,
        changes=one.changes,
        issuer=one.issuer,
        trust=one.trust,
        reason=one.reason or (verdict.reason if state == "not_valid" else ""),
        timestamped=one.timestamped,
        outside=True,
    )


def with_new(earlier: Sequence[SignatureSummary], fresh: SignatureSummary) -> list[SignatureSummary]:
    """The signatures after one more was accepted: it covers the whole file, and is all that came after the others."""
    before = [replace(one, coverage="revision", changes=one.changes or "form_filling") for one in earlier]
    moved = [replace(one, changes="form_filling") if one.changes == "none" else one for one in before]
    return [*moved, replace(fresh, coverage="file", changes="none")]
