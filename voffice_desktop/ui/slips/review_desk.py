"""The frame of the leader's and the secretary's desks: the queue, the dossier in the reader, the acts below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from voffice_desktop.errors import VofficeError
from voffice_desktop.services.slip_queue import QueueItem, SlipQueue
from voffice_desktop.services.values import ActionState, Changed, Detail
from voffice_desktop.ui.act_flow import ActFlow
from voffice_desktop.ui.action_bar import ACT_ICONS
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, IconButton, frame, label
from voffice_desktop.ui.reader_host import ReaderHost
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.slips.queue_list import QueueList
from voffice_desktop.ui.slips.swipe import Swipe
from voffice_desktop.ui.states import Notice
from voffice_desktop.ui.words import moment, unbroken

_LIST = 360
_BOTH = 900
"""Logical pixels at 100 % text from which list and pages stand side by side; a tablet on end shows one of them."""
_DANGEROUS = frozenset({"return"})


class ReviewDesk(Screen):
    """Acts come from the rule table alone: what it does not offer this person has no button here."""

    SHOWN: tuple[str, ...] = ()
    """Acts with a button of their own, the main one last; the others stand in the menu."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self._context = context
        self.queue = SlipQueue(context.desk, context.clock)
        self.leader_id = ""
        self.detail: Detail | None = None
        self._buttons: dict[str, Button] = {}
        self.flow = ActFlow(context, self)
        self.flow.said.connect(self.said)
        self.flow.offered.connect(self.offered)
        self.flow.failed.connect(self.failed)
        self.flow.screen_asked.connect(self.screen_asked)
        self.flow.sent.connect(self._sent)
        self.list = QueueList(context.theme, context.clock)
        self.list.reading.connect(self.read)
        self.list.clicked.connect(self._show_pages)
        self.list.activated.connect(self._show_pages)
        self.list.chosen_changed.connect(self._say_chosen)
        self.reader = ReaderHost(context, context.make_reader)
        self.reader.set_buttons(back=False, panel=False)
        self.reader.back_asked.connect(self._show_list)
        self.reader.step_asked.connect(self.list.step)
        self.reader.full_screen_changed.connect(self._take_screen)
        self._title = title
        self._build()
        self._lent: list[QShortcut] = []
        """The desk's keys on the pages while these have a window of their own."""
        self._bind(self)
        context.bridge.changed.connect(self._on_changed)

    def _bind(self, widget: QWidget) -> list[QShortcut]:
        """The keys of the desk while the focus is in ``widget``."""
        made = []
        for keys, act in (
            ("J", lambda: self.list.step(1)),
            ("K", lambda: self.list.step(-1)),
            ("Ctrl+Right", lambda: self.list.step(1)),
            ("Ctrl+Left", lambda: self.list.step(-1)),
            ("A", self.press_main),
            ("R", lambda: self.ask("comment")),
        ):
            each = QShortcut(QKeySequence(keys), widget, act)
            each.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.append(each)
        return made

    # building

    def _build(self) -> None:
        theme = self._context.theme
        self.head = QHBoxLayout()
        self.head.setContentsMargins(20, 6, 8, 6)
        self.head.setSpacing(4)
        self.head.addWidget(label(self._title, "h1"), 1)
        self._chosen = label("", "meta", wrap=True)
        self._chosen.setContentsMargins(20, 0, 12, 4)
        header = frame("header")
        top = QVBoxLayout(header)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addLayout(self.head)
        top.addWidget(self._chosen)
        self._notice = Notice(theme)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.list)
        self._rows.addWidget(self._notice)
        self._left = frame("pane-left")
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(header)
        left.addWidget(self._rows, 1)
        self._note = frame("banner-info")
        note = QVBoxLayout(self._note)
        note.setContentsMargins(16, 8, 16, 8)
        note.setSpacing(0)
        self._note_head = label("", "meta", wrap=True)
        self._note_text = label("", "body", wrap=True)
        self._note_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note.addWidget(self._note_head)
        note.addWidget(self._note_text)
        self._name = label("", "title", wrap=True)
        self._meta = label("", "meta", wrap=True)
        about = frame("header")
        words = QHBoxLayout(about)
        words.setContentsMargins(8, 4, 8, 4)
        self.back = IconButton(theme, "chevron_left", self.tr("Phiếu trước"), "K", size=24)
        self.back.clicked.connect(lambda: self.list.step(-1))
        self.next = IconButton(theme, "chevron_right", self.tr("Phiếu tiếp theo"), "J", size=24)
        self.next.clicked.connect(lambda: self.list.step(1))
        self._listed = IconButton(theme, "panel_left", self.tr("Danh sách phiếu chờ"))
        self._listed.clicked.connect(self._show_list)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._name)
        middle.addWidget(self._meta)
        Swipe(about, self.list.step)
        words.addWidget(self._listed)
        words.addWidget(self.back)
        words.addLayout(middle, 1)
        words.addWidget(self.next)
        self.bar = frame("actions")
        self.acts = QHBoxLayout(self.bar)
        self.acts.setContentsMargins(16, 11, 16, 11)
        self.acts.setSpacing(8)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (about, self._note):
            right.addWidget(widget)
        right.addWidget(self.reader, 1)
        right.addWidget(self.bar)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._left)
        across.addWidget(self._right, 1)
        self._arrange()

    # the deck's side

    def refresh(self) -> None:
        """Read the queue again; what is being read stays where it is."""
        leader_id, queue = self.leader_id, self.queue
        if leader_id:
            self._context.tasks.run(
                "read", lambda: queue.waiting(leader_id), self._show_items, self._show_error, owner=self
            )

    def open(self, record_id: str) -> None:
        """Read one slip of the queue."""
        if record_id and not self.list.choose(record_id):
            self.record_asked.emit("slip", record_id)

    def leave(self) -> bool:
        """Put the pages down: marks are handed in, what was looked at is noted."""
        self.reader.clear()
        self.detail = None
        return True

    def shut(self) -> None:
        """End the reader."""
        self.reader.shut()

    # reading

    def read(self, slip_id: str) -> None:
        """Open a slip: its pages, its notes, what can be done with it."""
        if not slip_id:
            self._show_nothing()
            return
        try:
            detail = self._context.desk.details.get("slip", slip_id)
        except VofficeError as error:
            self.failed.emit(error)
            return
        if detail is None:
            self._show_nothing()
            return
        self.detail = detail
        self._show_detail(detail)
        self.reader.show_record(detail)

    def press_main(self) -> None:
        """The main act of this desk, if it can be done now; else say why not."""
        known = {act.name: act for act in self.detail.actions} if self.detail is not None else {}
        self.ask(self._main(known))

    def shown(self) -> tuple[str, ...]:
        """The acts with a button of their own for what is being read, the main one last."""
        return self.SHOWN

    def _main(self, known: dict[str, ActionState]) -> str:
        """The last shown act that can be done and sends nothing back, else the last one."""
        able = [name for name in self.shown() if name in known and known[name].enabled and name not in _DANGEROUS]
        return able[-1] if able else self.shown()[-1]

    def ask(self, name: str) -> None:
        """Do an act on what is being read."""
        act = next((each for each in self.detail.actions if each.name == name), None) if self.detail else None
        if act is None or self.detail is None:
            return
        if act.enabled:
            self._give_screen_back()
            self.flow.ask(act, self.detail)
        elif self._lent and (pages := self.reader.reader()) is not None:
            pages.say(act.reason)  # what the window says would stand behind the pages
        else:
            self.said.emit(act.reason)

    def buttons(self) -> dict[str, Button]:
        """The buttons of the acts by name."""
        return dict(self._buttons)

    # showing

    def _show_items(self, items: list[QueueItem]) -> None:
        self.list.show_items(items)
        self._rows.setCurrentWidget(self.list if items else self._notice)
        if not items:
            self._notice.say("checkmark_circle", self.tr("Không còn phiếu nào chờ ở đây."))
        elif self.detail is None:
            self.read(self.list.current_id())
        self._say_chosen()

    def _show_error(self, error: VofficeError) -> None:
        self._notice.say_error(error, self.refresh)
        self._rows.setCurrentWidget(self._notice)

    def _show_nothing(self) -> None:
        self.detail = None
        self._name.setText("")
        self._meta.setText("")
        self._note.hide()
        self._fill_acts(())
        self.reader.clear()

    def _show_detail(self, detail: Detail) -> None:
        item = self.queue.item(detail)
        self._name.setText(unbroken(detail.row.title))
        parts = [detail.row.symbol, detail.row.party, self.tr("bản trình lần {count}").format(count=item.revision)]
        self._meta.setText(" · ".join(part for part in parts if part))
        self._note.setVisible(bool(item.notes))
        if item.notes:
            last = item.notes[-1]
            when = self.tr("chờ gửi") if last.pending else moment(last.at)
            self._note_head.setText(self.tr("Ý kiến của thư ký {name} · {time}").format(name=last.name, time=when))
            self._note_text.setText(last.text)
        self._fill_acts(detail.actions)

    def _fill_acts(self, actions: Sequence[ActionState]) -> None:
        _empty(self.acts)
        self._buttons = {}
        known = {act.name: act for act in actions}
        rest = [act for act in actions if act.name not in self.shown() and act.name != "edit"]
        main = self._main(known)
        self.acts.addStretch(1)
        if rest:
            more = IconButton(self._context.theme, "more_horizontal", self.tr("Thao tác khác"))
            more.clicked.connect(lambda: self._show_more(more, rest))
            self.acts.addWidget(more)
        for name in self.shown():
            act = known.get(name)
            if act is None:
                continue
            look = "primary" if name == main else ("danger" if name in _DANGEROUS else "secondary")
            button = Button(self._context.theme, desk_text(act.caption), ACT_ICONS.get(name, ""), look)
            button.explain("" if act.enabled else act.reason)
            button.clicked.connect(lambda _=False, each=name: self.ask(each))
            self.acts.addWidget(button)
            self._buttons[name] = button
        self.bar.setVisible(bool(actions))

    def _show_more(self, at: QWidget, rest: Sequence[ActionState]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in rest:
            text = desk_text(act.caption)
            line = menu.addAction(text if act.enabled else f"{text} — {act.reason}")
            line.setEnabled(act.enabled)
            line.triggered.connect(lambda _=False, each=act.name: self.ask(each))
        menu.popup(at.mapToGlobal(QRect(at.rect()).topLeft()))

    def _say_chosen(self) -> None:
        count, total = len(self.list.chosen()), len(self.list.items())
        text = self.tr("{count} phiếu").format(count=total)
        if count > 1:
            text += " · " + self.tr("{count} đã chọn").format(count=count)
        self._chosen.setText(text)
        self.chosen_changed(count)

    def chosen_changed(self, count: int) -> None:
        """So many rows are chosen now."""

    # news

    def _sent(self, _name: str, _slip_id: str) -> None:
        """An act was queued: the queue is read again, the next slip takes the place of the one that left."""
        self.refresh()

    def _on_changed(self, change: Changed) -> None:
        if not self.isVisible() or self.detail is None:
            return
        touched = change.kind == "slip" and (not change.ids or self.detail.record.id in change.ids)
        if touched:
            self.read(self.detail.record.id)
        if change.kind in ("slip", "event"):
            self.refresh()

    # layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @property
    def _wide(self) -> bool:
        return self.width() >= self._context.theme.px(_BOTH)

    def _arrange(self) -> None:
        wide = self._wide
        self._listed.setVisible(not wide)
        self._left.setFixedWidth(self._context.theme.px(_LIST) if wide else max(260, self.width()))
        if wide:
            self._left.show()
            self._right.show()
        elif self._left.isVisible() and self._right.isVisible():
            self._left.hide()

    def _show_list(self) -> None:
        """Where there is no room for both: the list in place of the pages, and back."""
        listed = self._left.isVisible()
        self._left.setVisible(not listed)
        if not self._wide:
            self._right.setVisible(listed)

    def _show_pages(self) -> None:
        """A slip was picked where list and pages have no room beside each other."""
        if not self._wide and not self._right.isVisible():
            self._show_list()

    def _take_screen(self, on: bool) -> None:
        """The pages have the whole screen: acts and keys go with them, and come back."""
        pages = self.reader.reader()
        if on and pages is not None:
            pages.lend_foot(self.bar)
            self._lent = self._bind(pages.widget())
            return
        for each in self._lent:
            each.deleteLater()
        self._lent = []
        column = self._right.layout()
        if not on and column is not None:
            column.addWidget(self.bar)

    def _give_screen_back(self) -> None:
        pages = self.reader.reader()
        if self._lent and pages is not None:
            pages.leave_full_screen()

    def head_button(self, icon: str, name: str, act: Callable[[], None], keys: str = "") -> IconButton:
        """Add a button to the head of the list."""
        made = IconButton(self._context.theme, icon, name, keys)
        made.clicked.connect(act)
        self.head.addWidget(made)
        return made


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
