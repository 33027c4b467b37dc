"""Paper into the tray: scans sheets and puts them together as one file, also when the scan ends early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voffice_desktop.clock import Clock
from voffice_desktop.domain.calendar import vietnam_time
from voffice_desktop.errors import MachineFault
from voffice_desktop.services.intake import Intake
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.watch import scanner
from voffice_desktop.watch.scanner import Abilities, Scanner

__all__ = ["Abilities", "Scanned", "Scanner", "Scanning"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of a scan: the item of the tray (None: no page at all), and the fault that ended it early."""

    item: IntakeItem | None
    pages: int
    fault: MachineFault | None = None


class Scanning:
    """Blocks for as long as the device works: workers' lanes only."""

    def __init__(self, intake: Intake, clock: Clock) -> None:
        self._intake = intake
        self._clock = clock

    def available(self) -> bool:
        """Whether this machine has SANE."""
        return scanner.available()

    def scanners(self) -> list[Scanner]:
        """See :func:`voffice_desktop.watch.scanner.scanners`."""
        return scanner.scanners()

    def abilities(self, name: str) -> Abilities:
        """See :func:`voffice_desktop.watch.scanner.abilities`."""
        return scanner.abilities(name)

    def scan(
        self, device: Scanner, source: str, mode: str, dpi: int,
        told: Callable[[int], None], cancelled: Callable[[], bool],
    ) -> Scanned:  # fmt: skip
        """Scan into the tray. What was scanned before a jam or a stop is kept as an item; a fault with no page is
        raised (``MachineFault``, see the scanner)."""
        sheets: list[bytes] = []

        def page(data: bytes) -> None:
            sheets.append(data)
            told(len(sheets))

        fault: MachineFault | None = None
        try:
            scanner.scan(device.name, source=source, mode=mode, dpi=dpi, page=page, cancelled=cancelled)
        except MachineFault as met:
            if not sheets:
                raise
            fault = met
        if not sheets:
            return Scanned(None, 0)
        name = f"quet-{vietnam_time(self._clock().isoformat()):%Y%m%d-%H%M%S}.pdf"
        return Scanned(self._intake.add_sheets(name, sheets, device.label), len(sheets), fault)
