"""How the ministry's own papers are headed, numbered, signed and named."""

from __future__ import annotations

from datetime import date

from voffice_desktop.domain.records import Urgency
from voffice_desktop.server.demo.files import LetterRecipe
from voffice_desktop.server.demo.ledger import Ledger
from voffice_desktop.server.demo.wording import TYPE_WORDS

_AUTHORITIES = {
    "BYT": "BỘ TRƯỞNG BỘ Y TẾ",
    "KCB": "CỤC TRƯỞNG CỤC QUẢN LÝ KHÁM, CHỮA BỆNH",
    "QLD": "CỤC TRƯỞNG CỤC QUẢN LÝ DƯỢC",
}
_OFFICES = {"KCB": "NV", "QLD": "ĐK", "BYT": "VPB"}


def capacity(signer_title: str) -> tuple[str, ...]:
    """The lines of cell 7a for a signer of that title."""
    if signer_title == "Thứ trưởng":
        return ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
    return (signer_title.upper(),)


def notation(type_code: str, issuing: str, drafting: str) -> str:
    """The symbol without a number: ``QĐ-BYT``, ``BYT-KCB``, ``KCB-NV``."""
    if type_code != "CV":
        return f"{type_code}-{issuing}"
    return f"{issuing}-{drafting if drafting != issuing else _OFFICES[issuing]}"


def file_name(recipe: LetterRecipe) -> str:
    """A name as clerks give it: type, number where known, and the notation."""
    number = f"{recipe.number:02d}-" if recipe.number is not None else ""
    return f"{TYPE_WORDS[recipe.type_code]} {number}{recipe.notation}.pdf"


def internal_letter(
    ledger: Ledger,
    *,
    seed: str,
    issuing: str,
    drafting: str,
    type_code: str,
    summary: str,
    topic: str,
    signer: str,
    written_on: date,
    recipient_ids: tuple[str, ...],
    urgency: Urgency = "normal",
    length: int = 0,
    number: int | None = None,
    issued_on: date | None = None,
) -> LetterRecipe:
    """A paper of the ministry or one of its units. Without ``number`` and ``issued_on`` their places stay blank."""
    unit, person = ledger.ministry.unit_by_code[issuing], ledger.ministry.user_by_account[signer]
    names = {recipient.id: recipient.name for recipient in ledger.outside.recipients}
    to = tuple(names[recipient] for recipient in recipient_ids[:6])
    addressed = type_code in ("CV", "BC", "TTr", "GM")
    return LetterRecipe(
        seed=seed,
        parent="" if issuing == "BYT" else "BỘ Y TẾ",
        issuer=unit.name.upper(),
        number=number,
        notation=notation(type_code, unit.symbol, drafting),
        place="Hà Nội",
        issued_on=issued_on,
        written_on=written_on,
        type_code=type_code,
        summary=summary,
        topic=topic,
        me=unit.name,
        authority=_AUTHORITIES.get(issuing, ""),
        to=to if addressed else (),
        capacity=capacity(person.title),
        signer_name=person.full_name,
        recipients=(
            "Như trên" if addressed else "Các đơn vị trong danh sách gửi",
            "Bộ trưởng (để báo cáo)",
            "Các Thứ trưởng (để biết)",
            "Cổng thông tin điện tử Bộ Y tế",
        ),
        archive=f"VT, {drafting}",
        urgency=urgency,
        length=length,
    )
