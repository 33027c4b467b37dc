"""The validation report that is saved beside a certified file: what was judged, when, by whom, and what was found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voffice_desktop.errors import MachineFault
from voffice_desktop.pdf.typeset.validation_report import ReportPage, SignatureLines, print_report
from voffice_desktop.signing.appearance import signing_time
from voffice_desktop.signing.verify_received import ReceivedSignature, Verdict
from voffice_desktop.signing.words import CHANGES, REASONS, TRUST

_KINDS = {
    "personal": "Chữ ký số cá nhân",
    "agency": "Chữ ký số cơ quan",
    "certification": "Chữ ký chứng thực của đơn vị",
    "timestamp": "Dấu thời gian của tài liệu",
    "other": "Chữ ký số",
}
_STATES = {"valid": "HỢP LỆ", "amber": "CẦN XEM XÉT", "not_valid": "KHÔNG HỢP LỆ", "unsigned": "KHÔNG CÓ CHỮ KÝ"}


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What was judged (the file's name) and for whom: the unit and the person."""

    name: str
    agency: str
    person: str


def report_page(head: ReportHead, data: bytes, verdict: Verdict, now: datetime) -> ReportPage:
    """The report's contents in Vietnamese: the file, its hash, the verdict, every signature in order."""
    facts = (
        ("Tệp", head.name),
        ("Kích thước", f"{len(data):,} byte".replace(",", ".")),
        ("Mã băm SHA-256 của tệp", hashlib.sha256(data).hexdigest()),
        ("Thời điểm kiểm tra", signing_time(now)),
        ("Người kiểm tra", head.person),
        ("Số chữ ký", str(len(verdict.signatures))),
    )
    return ReportPage(
        agency=head.agency,
        facts=facts,
        state=_STATES[verdict.state],
        tone=verdict.state,
        sentence=verdict.sentence,
        signatures=tuple(_about(number, one) for number, one in enumerate(verdict.signatures, 1)),
    )


def write_report(target: Path, head: ReportHead, data: bytes, verdict: Verdict, now: datetime) -> None:
    """Write the report as PDF, whole or not at all. MachineFault ``disk_error``."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(print_report(report_page(head, data, verdict, now)))
        part.replace(target)
    except OSError as error:
        raise MachineFault("disk_error", detail=type(error).__name__) from error
    finally:
        part.unlink(missing_ok=True)


def _about(number: int, one: ReceivedSignature) -> SignatureLines:
    when = signing_time(one.signed_at) if one.signed_at else "không ghi"
    proof = "có dấu thời gian" if one.timestamped else "theo đồng hồ của người ký"
    lines = [
        ("Người ký", one.signer),
        ("Nơi cấp chứng thư", one.issuer),
        ("Dấu vân tay chứng thư (SHA-256)", one.certificate_sha256),
        ("Thời gian ký", f"{when} ({proof})"),
        ("Phạm vi", "toàn bộ tệp" if one.coverage == "file" else "phiên bản của tệp đến lúc ký"),
        ("Sau khi ký", CHANGES.get(one.changes, one.changes)),
        ("Tin cậy", TRUST.get(one.trust, one.trust)),
    ]
    if one.page:
        lines.append(("Vị trí", f"trang {one.page}"))
    if one.reason in REASONS:
        lines.append(("Lý do", REASONS[one.reason]))
    title = f"{number}. {_KINDS.get(one.kind, _KINDS['other'])}"
    return SignatureLines(title, _STATES[one.state], one.state, tuple((name, text) for name, text in lines if text))
