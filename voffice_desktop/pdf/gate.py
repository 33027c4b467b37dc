"""The gate that every incoming PDF passes before it is stored (security.md, decision 2 and §7).

The document is read in a child of its own. Whatever it does there (crash, hang, eat memory) becomes a refusal with a
reason; the calling process never parses it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children, borrowed
from voffice_desktop.pdf.limits import GateBudget
from voffice_desktop.pdf.reasons import REASON_CODES, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class GateVerdict:
    """What was found. ``reasons`` are codes of `pdf.reasons`, empty when accepted; ``pages`` is 0 if unknown."""

    accepted: bool
    reasons: tuple[str, ...] = ()
    pages: int = 0
    flags: tuple[str, ...] = ()
    """Harmless peculiarities, for the record: ``repaired``, ``open_action``, ``layers``, ``form``, …"""
    repaired: bool = False
    """Whether a parser had to mend the file: such a file is not fit for judging signatures."""
    has_signatures: bool = False
    secret_mark: bool = False
    """A secrecy mark (MẬT, TỐI MẬT, TUYỆT MẬT) stands in the upper left of the first page."""
    text_of_first_page: str = ""
    """NFC, at most 20,000 characters."""

    @property
    def sentence(self) -> str:
        """The reasons for the user, in Vietnamese; empty when accepted."""
        return sentences(self.reasons)


def inspect(data: bytes, *, budget: GateBudget | None = None, children: Children | None = None) -> GateVerdict:
    """Judge an uploaded PDF. Never raises for what the document does; `MachineFault` if no child can be started."""
    bounds = budget or GateBudget()
    if len(data) > bounds.file:
        return GateVerdict(accepted=False, reasons=("file_too_big",))
    if b"%PDF-" not in data[:1024]:
        return GateVerdict(accepted=False, reasons=("not_pdf",))
    try:
        with borrowed(children) as pool:
            found, _ = pool.run("gate", "inspect", {"budget": asdict(bounds)}, (data,))
    except DocumentFault as fault:
        code = fault.code if fault.code in REASON_CODES else "unreadable"
        return GateVerdict(accepted=False, reasons=(code,))
    return _verdict(found)


def _verdict(found: dict[str, Any]) -> GateVerdict:
    """What the child says, trusted no further than its types: a hostile file may have taken it over."""
    said = found.get("reasons")
    reasons = tuple(str(code) for code in said) if isinstance(said, list) else ("unreadable",)
    reasons = tuple(code if code in REASON_CODES else "unreadable" for code in reasons)
    pages = found.get("pages")
    flags = found.get("flags")
    return GateVerdict(
        accepted=not reasons,
        reasons=reasons,
        pages=pages if isinstance(pages, int) and 0 <= pages < 1_000_000 else 0,
        flags=tuple(str(flag)[:60] for flag in flags[:40]) if isinstance(flags, list) else (),
        repaired=found.get("repaired") is True,
        has_signatures=found.get("has_signatures") is True,
        secret_mark=found.get("secret_mark") is True,
        text_of_first_page=str(found.get("text") or "")[:20_000],
    )
