"""The record that the window shows: in reader, properties and acts, read after a moment, and its files and acts."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from voffice_desktop.domain.records import Kind
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.keepsakes import Recent
from voffice_desktop.services.values import ActionState, Changed, Detail, SyncStatus
from voffice_desktop.ui.act_flow import ActFlow
from voffice_desktop.ui.action_bar import ActionBar
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.list_pane import ListPane
from voffice_desktop.ui.properties import PropertiesPane
from voffice_desktop.ui.reader_host import ReaderHost

_READ_AFTER = 1500


class RecordShowing(QObject):
    """One record at a time, or none; ``detail`` is what is shown."""

    failed = Signal(object)
    """A ``VofficeError``."""

    def __init__(
        self,
        context: Context,
        rows: ListPane,
        reader: ReaderHost,
        properties: PropertiesPane,
        action_bar: ActionBar,
        recent: Recent,
        flow: ActFlow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._rows, self._reader = rows, reader
        self._properties, self._action_bar = properties, action_bar
        self._recent, self._flow = recent, flow
        self.detail: Detail | None = None
        self._reached = True
        self._read_timer = QTimer(self)
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(_READ_AFTER)
        self._read_timer.timeout.connect(self._mark_read)

    def show(self, kind: Kind, record_id: str) -> None:
        """Show a record beside the list; one that is gone leaves nothing."""
        try:
            detail = self._context.desk.details.get(kind, record_id)
        except VofficeError as error:
            self.failed.emit(error)
            return
        if detail is None:
            self.clear()
            return
        fresh = self.detail is None or self.detail.record.id != record_id
        self.detail = detail
        self._properties.show_detail(detail)
        self._action_bar.show_detail(detail)
        self._reader.show_record(detail)
        if fresh:
            self._read_timer.start()

    def clear(self) -> None:
        """Show no record."""
        self.detail = None
        self._read_timer.stop()
        self._properties.show_detail(None)
        self._action_bar.show_detail(None)
        self._reader.clear()

    def stop(self) -> None:
        """The window closes: what is shown is not marked as read any more."""
        self._read_timer.stop()

    def follow(self, change: Changed) -> None:
        """Show the record anew where a change touches it or what hangs on it."""
        detail = self.detail
        if detail is None:
            return
        touched = change.kind == detail.kind and (not change.ids or detail.record.id in change.ids)
        beside = change.kind in ("event", "file", "annotation")
        if touched or beside:
            self.show(detail.kind, detail.record.id)

    def follow_link(self, status: SyncStatus) -> bool:
        """Show the record anew when the server is lost or found: acts that need it change. Whether that was so."""
        reached = {"synced": True, "offline": False, "signed_out": False}.get(status.state, self._reached)
        changed, self._reached = reached != self._reached, reached
        if changed and self.detail is not None:
            self.show(self.detail.kind, self.detail.record.id)
        return changed

    # whether it was read

    def _mark_read(self) -> None:
        if self.detail is None:
            return
        self._recent.opened(self.detail.kind, self.detail.record.id)
        self._context.tasks.run("act", self._recent.keep, owner=self)
        if self.detail.row.unread:
            self._rows.mark_read(self.detail.row, True)

    def toggle_read(self) -> None:
        """Mark the current row as read, or not."""
        row = self._rows.current_row()
        if row is not None:
            self._read_timer.stop()
            self._rows.mark_read(row, row.unread)

    # its files and acts

    def show_file(self, file_id: str) -> bool:
        """Show one of its files in the reader; false while there is no record."""
        if self.detail is None:
            return False
        self._reader.show_record(self.detail, file_id)
        return True

    def save_copy(self, file_id: str) -> None:
        """Save a copy of one of its files, what was drawn last included."""
        entry = next((each for each in self.detail.files if each.file.id == file_id), None) if self.detail else None
        if entry is not None:
            self._reader.hand_in()
            self._flow.save_copy(file_id, entry.file.name, marked=entry.annotations > 0)

    def ask_act(self, act: ActionState) -> None:
        """Begin an act on it as it stands now."""
        if self.detail is None:
            return
        self._reader.hand_in()
        fresh = self._context.desk.details.get(self.detail.kind, self.detail.record.id)
        self._flow.ask(act, fresh or self.detail)
