"""Signatures in plain words: four honest states, nothing softened."""

from __future__ import annotations

from voffice_desktop.domain.records import SignatureSummary
from voffice_desktop.ui.reader.signature_words import short_of, state_of, words_of


def test_the_worst_signature_decides() -> None:
    valid = SignatureSummary(kind="agency", signer="Bộ Y tế (mẫu)")
    amber = SignatureSummary(kind="personal", signer="Nguyễn Văn Mẫu", verdict="amber")
    broken = SignatureSummary(kind="personal", signer="Nguyễn Văn Mẫu", verdict="not_valid")
    assert state_of([])[0] == "second" and "không có chữ ký" in state_of([])[1]
    assert state_of([valid])[0] == "ok"
    assert state_of([valid, amber])[0] == "warn"
    assert state_of([amber, broken, valid])[0] == "danger"


def test_a_signature_says_who_when_what_it_covers_and_what_came_after() -> None:
    found = words_of(
        SignatureSummary(
            kind="personal", signer="Nguyễn Văn Mẫu", signed_at="2026-11-20T01:45:00Z", coverage="revision",
            changes="form_filling", trust="trusted", issuer="CA Mẫu", timestamped=True,
        )
    )  # fmt: skip
    said = " ".join(found.lines)
    assert found.signer == "Nguyễn Văn Mẫu" and found.state == "Hợp lệ"
    for part in ("cá nhân", "08:45", "20/11", "dấu thời gian", "như lúc ký", "chỉ ký thêm", "tin cậy", "CA Mẫu"):
        assert part in said


def test_a_broken_one_says_why_and_an_unknown_one_claims_nothing() -> None:
    broken = words_of(
        SignatureSummary(kind="agency", signer="", verdict="not_valid", reason="bytes_after_signature", outside=True)
    )
    assert broken.tone == "danger" and broken.signer == "Không rõ người ký"
    assert "Tệp bị thêm nội dung sau chữ ký cuối cùng." in broken.lines
    assert broken.lines[0] == "Chữ ký số", "an outside signature is not called the agency's"
    bare = words_of(SignatureSummary(kind="agency", signer="Bộ Y tế (mẫu)"))
    assert bare.lines == ("Chữ ký cơ quan", "Không rõ thời điểm ký."), "what was not looked at is not said"
    assert short_of(SignatureSummary(kind="agency", signer="A", verdict="amber")) == "Cần xem kỹ: A"
