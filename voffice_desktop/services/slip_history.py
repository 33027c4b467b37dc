"""Earlier revisions of a slip and what changed between two; what was once looked at stays readable offline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from voffice_desktop.domain.differences import RevisionChanges, slip_changes
from voffice_desktop.domain.records import Annotation, File, Slip
from voffice_desktop.errors import Rejected, Transient
from voffice_desktop.protocol import codec
from voffice_desktop.services.desk import Desk

_KEY = "revision:"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenRevision:
    """The answer of ``GET /slips/{id}/revisions/{n}``."""

    revision: int
    at: str = ""
    slip: Slip
    files: list[File] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)


class SlipHistory:
    """Reads revisions. Every call may ask the server: workers' lanes only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def revision(self, slip_id: str, number: int) -> FrozenRevision:
        """One frozen revision: the one kept here, else the server's. Raises ``Transient`` offline when it is new.

        A slip that this user may no longer see gives nothing, and what was kept of it goes.
        """
        if self._desk.details.get("slip", slip_id) is None:
            for key in self._desk.drafts.keys(f"{_KEY}{slip_id}:"):
                self._desk.drafts.delete(key)
            raise Rejected("not_found", status=404)
        key = f"{_KEY}{slip_id}:{number}"
        raw = self._desk.drafts.load(key)
        if raw is not None:
            try:
                return codec.decode(raw, FrozenRevision)
            except Transient:
                self._desk.drafts.delete(key)
        answer: Any = self._desk.acts.now("GET", f"/slips/{slip_id}/revisions/{number}")
        found = codec.decode(codec.encode(answer), FrozenRevision)
        self._desk.drafts.save(key, codec.encode(found))
        return found

    def changes(self, slip_id: str) -> tuple[int, RevisionChanges]:
        """(the earlier revision's number, what changed since) of the present one; 0 where there is none before."""
        detail = self._desk.details.get("slip", slip_id)
        if detail is None or not isinstance(detail.record, Slip):
            raise Rejected("not_found", status=404)
        slip = detail.record
        before = slip.revision - 1 if slip.frozen_revision == slip.revision else slip.frozen_revision
        if before < 1:
            return 0, RevisionChanges((), ())
        earlier = self.revision(slip_id, before)
        present = [entry.file for entry in detail.files if entry.file.id in slip.file_ids]
        return before, slip_changes(earlier.slip, slip, earlier.files, present, self._desk.directory.name)
