"""The demo ministry, whole: ``demo_plan()`` gives the same records and recipes on every machine and every day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voffice_desktop.server.demo.archive import archive
from voffice_desktop.server.demo.files import FilePlan
from voffice_desktop.server.demo.fixed import NOW
from voffice_desktop.server.demo.incoming import make_incoming
from voffice_desktop.server.demo.ledger import DossierRevision, Ledger, Planned
from voffice_desktop.server.demo.ministry import PASSWORD, Ministry
from voffice_desktop.server.demo.outgoing import make_outgoing
from voffice_desktop.server.demo.outside import Outside
from voffice_desktop.server.demo.slips import make_slips
from voffice_desktop.server.demo.tasks import make_tasks

MOST_FILES = 2000


@dataclass(frozen=True)
class DemoPlan:
    """What a seeding writes, in this order: :meth:`roots`, the records of ``files`` (once their bytes are made and
    signed), then :meth:`details`. Every method gives the same each time it is called."""

    scale: int
    files: tuple[FilePlan, ...]
    dossiers: tuple[DossierRevision, ...]
    """The frozen revisions of the slips; hashes come from the files' finished bytes."""
    ledger: Ledger
    now: datetime = NOW
    password: str = PASSWORD

    @property
    def ministry(self) -> Ministry:
        """Units, users and books."""
        return self.ledger.ministry

    @property
    def outside(self) -> Outside:
        """Recipients and senders."""
        return self.ledger.outside

    def roots(self) -> Iterator[Planned]:
        """Units, users, books, recipients, then slips, outgoing, incoming documents and tasks; with ``scale`` above 1
        the earlier years follow, with a timeline line after each. An item refers to earlier ones alone."""
        yield from map(Planned, self.ministry.units)
        yield from map(Planned, self.ministry.users)
        yield from map(Planned, self.ministry.books)
        yield from map(Planned, self.outside.recipients)
        for pile in (self.ledger.slips, self.ledger.outgoing, self.ledger.incoming, self.ledger.tasks):
            yield from pile
        if self.scale > 1:
            for item in archive(self.ledger, self.scale, _budget(self.ledger)):
                yield item.planned

    def details(self) -> Iterator[Planned]:
        """Annotations and events of the demo's own year."""
        yield from self.ledger.annotations
        yield from self.ledger.events


def _budget(ledger: Ledger) -> int:
    return max(0, MOST_FILES - len(ledger.files))


def demo_plan(scale: int = 1, real_files: Path | None = None) -> DemoPlan:
    """The plan. ``scale`` multiplies the data (records of earlier years; no file beyond the first 2,000);
    ``real_files`` names a folder whose PDFs are attached to some incoming documents. ValueError for ``scale`` < 1."""
    if scale < 1:
        raise ValueError("scale begins at 1")
    ledger = Ledger()
    make_slips(ledger)
    deliveries = make_outgoing(ledger)
    make_incoming(ledger, deliveries, real_files)
    make_tasks(ledger)
    files = list(ledger.files)
    if scale > 1:
        wanted = MOST_FILES - len(files)
        for item in archive(ledger, scale, wanted):
            if wanted <= 0:
                break
            if item.file is not None:
                files.append(item.file)
                wanted -= 1
    return DemoPlan(scale, tuple(files), tuple(ledger.dossiers), ledger)
