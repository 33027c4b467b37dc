"""A validation report on A4: the file and its verdict in a frame, then every signature with what was found of it."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.pdf.typeset.flow import Flow, break_lines, nfc, put_line
from voffice_desktop.pdf.typeset.fonts import Face
from voffice_desktop.pdf.typeset.press import print_pdf
from voffice_desktop.pdf.typeset.sheet import MM

_TONES = {"valid": "#14613a", "amber": "#7a4300", "not_valid": "#9b1c12", "unsigned": "#4b5866"}
_SIZE = 12.0
_NAMES = 52 * MM


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """One signature: its title, its state in words and as a tone, and pairs of name and text."""

    title: str
    state: str
    tone: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that a report says. ``tone``: ``valid``, ``amber``, ``not_valid`` or ``unsigned``."""

    agency: str
    facts: tuple[tuple[str, str], ...]
    state: str
    tone: str
    sentence: str
    signatures: tuple[SignatureLines, ...]


def print_report(report: ReportPage) -> bytes:
    """The PDF. Equal reports give equal bytes."""
    flow = Flow()
    if report.agency:
        flow.paragraph([(report.agency.upper(), Face.BOLD)], size=12, align="centred", after=10)
    flow.paragraph([("BÁO CÁO KIỂM TRA CHỮ KÝ SỐ", Face.BOLD)], size=16, align="centred", after=12)
    _pairs(flow, report.facts)
    flow.gap(4)
    colour = _TONES.get(report.tone, "#000000")
    flow.paragraph(
        [("Kết luận: ", Face.BOLD), (report.state, Face.BOLD)], size=14, align="left", first_indent=0, after=3,
        colour=colour,
    )  # fmt: skip
    flow.paragraph(report.sentence, size=_SIZE, align="left", first_indent=0, after=8)
    for one in report.signatures:
        flow.need(70)
        flow.sheet.rule(flow.left, flow.right, flow.y, 0.5)
        flow.gap(6)
        flow.paragraph([(one.title, Face.BOLD)], size=13, align="left", first_indent=0, after=0, keep_with_next=40)
        flow.paragraph(
            [(one.state, Face.BOLD)], size=_SIZE, align="left", first_indent=0, after=3,
            colour=_TONES.get(one.tone, "#000000"),
        )  # fmt: skip
        _pairs(flow, one.lines)
        flow.gap(4)
    return print_pdf(flow.sheets, "Báo cáo kiểm tra chữ ký số")


def _pairs(flow: Flow, pairs: tuple[tuple[str, str], ...]) -> None:
    step = _SIZE * 1.25
    for name, text in pairs:
        left = break_lines([(nfc(name), Face.REGULAR)], _SIZE, _NAMES - 6)
        right = break_lines([(nfc(text), Face.BOLD)], _SIZE, flow.width - _NAMES)
        flow.need(step * max(len(left), len(right)))
        for at in range(max(len(left), len(right))):
            y = flow.y - _SIZE
            if at < len(left):
                put_line(flow.sheet, left[at], flow.left, y, _SIZE, 0.0, "#4b5866")
            if at < len(right):
                put_line(flow.sheet, right[at], flow.left + _NAMES, y, _SIZE, 0.0, "#000000")
            flow.gap(step)
        flow.gap(2)
