"""The check list before a slip is submitted: what stops it (the rule table's own words) and what is worth a look."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from voffice_desktop.domain import slips
from voffice_desktop.domain.arguments import TITLE_LENGTH
from voffice_desktop.domain.calendar import PUBLIC_HOLIDAYS, day, is_working_day
from voffice_desktop.domain.records import Slip
from voffice_desktop.domain.slips import SlipContext

Level = Literal["stop", "look"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check list: ``stop`` forbids submitting, ``look`` only reminds. ``field`` as in the form."""

    level: Level
    field: str
    sentence: str


def findings(
    slip: Slip,
    pdf_roles: Mapping[str, int],
    today: date,
    *,
    office_drafts: int = 0,
    holidays: Collection[date] = PUBLIC_HOLIDAYS,
) -> list[Finding]:
    """All that is missing or odd in a slip about to be submitted, stops first.

    ``pdf_roles`` counts PDFs by role, an office draft with its rendition to come counts as one; ``today`` is the
    day in Vietnam. The stops are those of :func:`voffice_desktop.domain.slips.check`, one for each field.
    """
    found: list[Finding] = []
    if not slip.title.strip():
        found.append(Finding("stop", "title", "Chưa ghi vấn đề trình."))
    elif len(slip.title) > TITLE_LENGTH:
        found.append(Finding("stop", "title", f"Vấn đề trình dài quá {TITLE_LENGTH} ký tự."))
    if not slip.leader_id:
        found.append(Finding("stop", "leader_id", "Chưa chọn lãnh đạo nhận phiếu."))
    drafts = pdf_roles.get("draft", 0)
    if drafts == 0:
        found.append(Finding("stop", "files", "Chưa có dự thảo: cần một tệp PDF hoặc tệp văn bản làm dự thảo."))
    elif drafts > 1:
        found.append(Finding("stop", "files", "Chỉ một tệp được là dự thảo; hãy chuyển các tệp khác thành kèm theo."))
    if not found:
        refusal = slips.RULES["submit"].valid(slip, {}, SlipContext(pdf_roles=pdf_roles))
        if refusal is not None:
            found.append(Finding("stop", refusal.field or "", refusal.reason))
    if slip.due:
        due = day(slip.due)
        if due < today:
            found.append(Finding("look", "due", "Hạn xin ý kiến đã qua."))
        elif not is_working_day(due, holidays):
            found.append(Finding("look", "due", "Hạn xin ý kiến rơi vào ngày nghỉ."))
    if not slip.content.strip():
        found.append(Finding("look", "content", "Chưa có tóm tắt nội dung."))
    if not slip.proposal.strip():
        found.append(Finding("look", "proposal", "Chưa ghi đề xuất, kiến nghị."))
    if not slip.route:
        found.append(Finding("look", "route", "Không có người xét: phiếu đi thẳng tới thư ký hoặc lãnh đạo."))
    if not slip.type_code:
        found.append(Finding("look", "type_code", "Chưa chọn loại văn bản của dự thảo."))
    if not slip.recipient_ids:
        found.append(Finding("look", "recipient_ids", "Chưa chọn nơi nhận của văn bản."))
    if office_drafts:
        found.append(Finding("look", "files", "Dự thảo là tệp soạn thảo: máy chủ sẽ tạo bản PDF khi nhận tệp."))
    return found


def may_submit(found: Collection[Finding]) -> bool:
    """Whether nothing on the list stops the submission."""
    return all(finding.level != "stop" for finding in found)
