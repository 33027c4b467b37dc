"""What the record tells of the signatures of files from elsewhere and of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from voffice_desktop.domain.records import SignatureSummary
from voffice_desktop.server.signature_facts import found_in, summaries_of, with_new
from voffice_desktop.signing.trust import Trust
from voffice_desktop.signing.verify_received import Verdict

NOBODY = Trust(roots=(), intermediates=(), crls=())


def test_a_new_signature_covers_all_and_is_all_that_came_after_the_others() -> None:
    leader = with_new([], SignatureSummary(kind="personal", signer="Nguyễn Văn Mẫu"))
    both = with_new(leader, SignatureSummary(kind="agency", signer="Bộ Y tế (mẫu)"))
    assert [(one.coverage, one.changes) for one in both] == [("revision", "form_filling"), ("file", "none")]


def test_signs_of_a_signature_that_cannot_be_read_are_never_called_unsigned() -> None:
    (one,) = summaries_of(Verdict("not_valid", "signature_unreadable", "…"))
    assert one.verdict == "not_valid" and one.reason == "signature_unreadable"
    assert summaries_of(Verdict("unsigned", "", "…")) == []


@pytest.mark.corpus
def test_honest_and_forged_files_of_the_corpus(corpus: Path) -> None:
    honest = found_in((corpus / "signed" / "eu-dss" / "PAdES-LT.pdf").read_bytes(), repaired=False, trust=NOBODY)
    assert honest and all(one.verdict in ("valid", "amber") and one.signer and one.coverage for one in honest)
    assert all(one.signed_at and one.trust for one in honest)
    forged = found_in((corpus / "signed" / "eu-dss" / "BadEncodedCMS.pdf").read_bytes(), repaired=False, trust=NOBODY)
    assert forged and all(one.verdict == "not_valid" for one in forged)
