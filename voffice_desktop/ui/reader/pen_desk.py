"""Joins ink, tools and pen bar to a reader: which tool draws, undo, drafts within a second, handing in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QInputDialog

from voffice_desktop.domain.records import Annotation
from voffice_desktop.ui.reader import ink_geometry as geometry
from voffice_desktop.ui.reader.buttons import IconButton, shortcut
from voffice_desktop.ui.reader.ink_book import InkBook
from voffice_desktop.ui.reader.ink_layer import InkLayer
from voffice_desktop.ui.reader.lasso_bar import LassoBar
from voffice_desktop.ui.reader.marks_list import MarksList
from voffice_desktop.ui.reader.opinions_dialog import OpinionsDialog
from voffice_desktop.ui.reader.pen_bar import PenBar
from voffice_desktop.ui.reader.pen_choices import PenChoices
from voffice_desktop.ui.reader.pen_gutter import PenGutter
from voffice_desktop.ui.reader.tools.eraser import EraserTool
from voffice_desktop.ui.reader.tools.lasso import LassoTool
from voffice_desktop.ui.reader.tools.shapes import ShapeTool, SignTool
from voffice_desktop.ui.reader.tools.strokes import StrokeTool
from voffice_desktop.ui.reader.tools.text_marks import TextMarkTool
from voffice_desktop.ui.reader.tools.tool import PenSettings, Tool
from voffice_desktop.ui.reader.tools.words import NoteTool, StampTool

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.reader import Reader

DRAFT_MS: Final = 600
"""From the lift of the pen to the draft; well inside the second that a crash may cost."""

_BLANK: Final = "…"
"""In a standard opinion: what is to be filled in when it is set."""

OnDraft = Callable[[str, bytes], None]
OnCommit = Callable[[str, list[Annotation], list[str]], None]


class PenDesk(QObject):
    """One for each reader. ``on_draft(file_id, bytes)`` and ``on_commit(file_id, add, remove)`` are the services'."""

    marks_changed = Signal()
    pen_put_down = Signal()

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._reader = reader
        self.on_draft: OnDraft = lambda file_id, draft: None
        self.on_commit: OnCommit = lambda file_id, add, remove: None
        self.why_not = ""
        """Why the viewer may not write on the file that comes next, in a sentence; empty when they may."""
        self.fill_blank: Callable[[str], str] = self._ask_blank
        """Asks what an opinion with a blank says in its place; empty when the user changes their mind."""
        self.offices: Callable[[], list[str]] = list
        """Names that are offered for a blank."""
        self.settings = PenSettings()
        self.layer = InkLayer(reader.view)
        self.bar = PenBar(reader.icons, reader)
        self.gutter = PenGutter(reader, self.bar)
        self.choices: PenChoices | None = None
        self._pen_waits = False
        self.marks = MarksList(self.layer.painter, reader)
        self._draft = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._draft.timeout.connect(self.save_draft)
        self._unsaved = False
        self.lasso = LassoTool(self.layer, self.settings)
        self.stamp = StampTool(self.layer, self.settings)
        eraser = EraserTool(self.layer, self.settings)
        self.tools: dict[str, Tool] = {
            "pen": StrokeTool(self.layer, self.settings),
            "pencil": StrokeTool(self.layer, self.settings, opacity=0.7, factor=0.6, soft=True),
            "highlight": TextMarkTool(self.layer, self.settings, "highlight"),
            "underline": TextMarkTool(self.layer, self.settings, "underline"),
            "strikeout": TextMarkTool(self.layer, self.settings, "strikeout"),
            "eraser": eraser,
            "area_eraser": EraserTool(self.layer, self.settings, by_area=True),
            "lasso": self.lasso,
            "note": NoteTool(self.layer, self.settings, self._ask_note),
            "stamp": self.stamp,
            "arrow": ShapeTool(self.layer, self.settings, geometry.arrow),
            "rectangle": ShapeTool(self.layer, self.settings, geometry.rectangle),
            "ellipse": ShapeTool(self.layer, self.settings, geometry.ellipse),
            "tick": SignTool(self.layer, self.settings, geometry.tick),
            "cross": SignTool(self.layer, self.settings, geometry.cross),
        }
        self.layer.eraser = eraser
        self.lasso_bar = LassoBar(reader.view, self.lasso, reader.icons)
        self.bar.opinions = self._usual_opinions()
        self._place(reader)
        self._connect(reader)
        self.choose("select")

    # Building ---------------------------------------------------------------------------------------------------

    def _place(self, reader: Reader) -> None:
        icons, bar = reader.icons, reader.bar
        self.undo_button = IconButton(icons, "arrow_undo", self.tr("Hoàn tác"), keys="Ctrl+Z", text="↶", parent=bar)
        self.redo_button = IconButton(icons, "arrow_redo", self.tr("Làm lại"), keys="Ctrl+Y", text="↷", parent=bar)
        self.pen_button = IconButton(icons, "inking_tool", self.tr("Bút phê"), text="✎", parent=bar)
        self.pen_button.setCheckable(True)
        at = bar.row.indexOf(bar.find_button)
        for offset, button in enumerate((self.undo_button, self.redo_button, self.pen_button)):
            bar.row.insertWidget(at + offset, button)
        bar.spare[1:1] = [self.redo_button]
        reader.drawer.add_tab(self.marks, "calligraphy_pen", self.tr("Bút phê và ghi chú"))

    def _connect(self, reader: Reader) -> None:
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.pen_button.toggled.connect(self._pen_toggled)
        self.bar.tool_chosen.connect(self.choose)
        self.bar.ink_chosen.connect(self._ink_chosen)
        self.bar.opinion_chosen.connect(self._opinion)
        self.bar.opinions_edited.connect(self._edit_opinions)
        self.bar.favourites_changed.connect(self._keep_inks)
        self.bar.left_handed_chosen.connect(self._set_left_handed)
        self.bar.finger_chosen.connect(self._set_finger)
        self.marks.chosen.connect(self.go_to_mark)
        reader.view.undo_asked.connect(self.undo)
        for keys, act in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Delete", self.lasso.delete),
            ("Ctrl+D", self.lasso.duplicate),
            ("Ctrl+V", self.paste),
        ):
            shortcut(reader, keys).activated.connect(act)
        for keys, name in zip("VBHELTS", self.bar.buttons, strict=True):
            made = shortcut(reader.view, keys)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)  # never while a field has the focus
            made.activated.connect(partial(self._key, name))

    def _key(self, name: str) -> None:
        if self.pen_button.isChecked() or (name == "highlight" and self.pen_button.isEnabled()):
            self.choose(name)
            if name == "stamp" and self.bar.opinions:
                self.bar.offer_opinions()

    # The person's choices ---------------------------------------------------------------------------------------

    def use_choices(self, choices: PenChoices) -> None:
        """Take a person's inks, hand and opinions, and remember what is chosen from now on."""
        self.choices = None
        self.bar.set_favourites(choices.inks())
        first = self.bar.inks[0]
        self.settings.color, self.settings.width = first.color, first.width_points
        self.bar.left_handed.setChecked(choices.left_handed)
        self.bar.finger.setChecked(choices.finger)
        self._reader.set_night(choices.night)
        self.bar.opinions = choices.opinions() or self._usual_opinions()
        self.choices = choices

    def _usual_opinions(self) -> tuple[str, ...]:
        return (
            self.tr("Đồng ý"),
            self.tr("Không đồng ý"),
            self.tr("Chuyển … xử lý"),
            self.tr("Chuyển Văn phòng xử lý"),
            self.tr("Đề nghị làm rõ thêm"),
        )

    def _edit_opinions(self) -> None:
        dialog = OpinionsDialog(self.bar.opinions, self._reader)
        if dialog.exec() and self.choices is not None:
            lines = dialog.lines()
            self.choices.keep_opinions(lines)
            self.bar.opinions = tuple(lines) or self._usual_opinions()

    def _keep_inks(self) -> None:
        if self.choices is not None:
            self.choices.keep_inks(self.bar.favourites())

    def _set_left_handed(self, on: bool) -> None:
        self.gutter.left_handed = on
        self.gutter.arrange()
        if self.choices is not None:
            self.choices.left_handed = on

    def _set_finger(self, on: bool) -> None:
        self.layer.finger_draws = on
        if self.choices is not None:
            self.choices.finger = on

    # The file ---------------------------------------------------------------------------------------------------

    def open_book(self, book: InkBook | None) -> None:
        """Show the marks of a file (None: marks are neither shown nor made)."""
        self.flush()
        self.layer.show(book)
        if book is not None:
            book.changed = self._book_changed
        self.pen_button.setEnabled(book is not None and book.writable)
        why = "" if self.pen_button.isEnabled() else self.why_not
        self.pen_button.setToolTip("\n".join(part for part in (self.pen_button.accessibleName(), why) if part))
        self.pen_button.setAccessibleDescription(why)
        if not self.pen_button.isEnabled():
            if self.pen_button.isChecked():
                self._pen_waits = True  # for the next file: whoever writes goes on writing there
                self.pen_button.setChecked(False)
        elif self._pen_waits:
            self._pen_waits = False
            self.pen_button.setChecked(True)
        self._tell()
        self.marks.show_book(book)

    @property
    def book(self) -> InkBook | None:
        """The marks of the file that is shown."""
        return self.layer.book

    def merge(self, marks: Iterable[Annotation]) -> None:
        """Others' marks came with a synchronisation."""
        if self.book is not None:
            self.book.merge(marks)

    def finish(self) -> bool:
        """Hand in what was drawn; False when there is nothing. What ``on_commit`` raises leaves all as it was."""
        book = self.book
        if book is None:
            return False
        self.layer.complete()
        self._draft.stop()
        changes = book.changes()
        if not changes.add and not changes.remove:
            return False
        self.on_commit(changes.file_id, changes.add, changes.remove)
        book.handed_in(changes)
        self._unsaved = False
        return True

    def save_draft(self) -> None:
        """Give the draft to its keeper now."""
        if self.book is not None and self._unsaved:
            self._unsaved = False
            self.on_draft(self.book.file_id, self.book.draft())

    def flush(self) -> None:
        """Before the file changes or the window closes: end the gesture and save."""
        self.layer.complete()
        self._draft.stop()
        self.save_draft()

    def _book_changed(self, gone: list[Annotation], come: list[Annotation]) -> None:
        self.layer.marks_changed(gone, come)
        if gone or come:
            self._unsaved = True
            if not self._draft.isActive():
                self._draft.start()
            if self._reader.drawer.isVisible():
                self.marks.show_book(self.book)
        self._tell()
        self.marks_changed.emit()

    # Acts -------------------------------------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Make ``name`` the tool of the pen; ``select`` leaves the mouse to text and links, the pen still writes."""
        self.layer.complete()
        tool = self.tools.get(name)
        if isinstance(tool, TextMarkTool) and tool.mark_selection():
            return  # words were selected: they are marked, and the tool in use stays
        if not isinstance(tool, LassoTool):
            self.lasso.chosen = []
        self.layer.tool = tool or self.tools["pen"]
        self.layer.mouse_draws = tool is not None
        self.bar.show_tool(name)
        cursor = Qt.CursorShape.CrossCursor if tool is not None else Qt.CursorShape.ArrowCursor
        self._reader.view.viewport().setCursor(cursor)
        self._reader.view.viewport().update()

    def copy(self) -> bool:
        """Remember lassoed marks; False when none are chosen and Ctrl+C means the text."""
        return self.lasso.keep()

    def paste(self) -> None:
        """Put remembered marks onto the page that is shown."""
        if self.book is not None and self.book.writable and self.lasso.paste(self._reader.view.page):
            self.choose("lasso")

    def undo(self) -> None:
        """Take the last step back."""
        if self.book is not None:
            self.lasso.chosen = []
            self.book.undo()

    def redo(self) -> None:
        """Do it again."""
        if self.book is not None:
            self.book.redo()

    def go_to_mark(self, mark: Annotation) -> None:
        """Bring a mark into view."""
        box = self.layer.painter.box(mark)
        self._reader.view.show_rect(mark.page - 1, QRectF(box))

    def _pen_toggled(self, on: bool) -> None:
        self.gutter.setVisible(on)
        if not on:
            self.pen_put_down.emit()
        self.choose("pen" if on else "select")

    def _ink_chosen(self, color: str, width: float) -> None:
        self.settings.color, self.settings.width = color, width
        if self.lasso.chosen:
            self.lasso.recolour(color)

    def _opinion(self, words: str) -> None:
        if _BLANK in words:
            filled = self.fill_blank(words)
            if not filled:
                return
            words = unicodedata.normalize("NFC", words.replace(_BLANK, filled, 1))
        self.stamp.text = words
        self.choose("stamp")

    def _ask_blank(self, words: str) -> str:
        """What stands in the place of the blank: one of the offices, or anything typed."""
        said = self.tr("Điền vào chỗ “…”")
        text, given = QInputDialog.getItem(self._reader, words, said, self.offices(), -1, True)
        return text.strip() if given else ""

    def _ask_note(self) -> str:
        text, given = QInputDialog.getMultiLineText(self._reader, self.tr("Ghi chú chữ"), self.tr("Nội dung ghi chú"))
        return text if given else ""

    def _tell(self) -> None:
        book = self.book
        self.undo_button.setEnabled(book is not None and book.can_undo)
        self.redo_button.setEnabled(book is not None and book.can_redo)
