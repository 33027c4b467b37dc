"""The entry at the right: the number that was just given, the form, and the buttons below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from voffice_desktop.services.registering import Registered
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, frame, label
from voffice_desktop.ui.intake.entry_form import EntryForm


class EntryPane(QFrame):
    """Shows the form and what came of the last one; what the buttons do is the screen's."""

    register_asked = Signal(bool)
    """True: keep issuer and book for the next."""
    drop_asked = Signal()
    hand_on_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("look", "pane-right")
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._done_card = frame("banner-info")
        card = QHBoxLayout(self._done_card)
        card.setContentsMargins(16, 8, 12, 8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._number = label("", "display")
        self._about = label("", "meta", wrap=True)
        words.addWidget(self._number)
        words.addWidget(self._about)
        card.addLayout(words, 1)
        self._hand_on = Button(theme, self.tr("Trình"), "arrow_forward")
        self._hand_on.clicked.connect(self.hand_on_asked)
        card.addWidget(self._hand_on)
        self._done_card.hide()
        column.addWidget(self._done_card)
        self.form = EntryForm(context)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(scroll, 1)
        acts = frame("actions")
        row = QHBoxLayout(acts)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._drop = Button(theme, self.tr("Bỏ"), "delete", "danger")
        self._drop.setToolTip(self.tr("Bỏ khỏi khay"))
        self._drop.clicked.connect(self.drop_asked)
        self._next_same = Button(theme, self.tr("Lưu và nhập tiếp"))
        self._next_same.clicked.connect(lambda: self.register_asked.emit(True))
        self._register = Button(theme, self.tr("Vào sổ"), "checkmark_circle", "primary")
        self._register.setToolTip("Ctrl+Enter")
        self._register.clicked.connect(lambda: self.register_asked.emit(False))
        row.addWidget(self._drop)
        row.addStretch()
        row.addWidget(self._next_same)
        row.addWidget(self._register)
        column.addWidget(acts)

    # the buttons

    @property
    def can_register(self) -> bool:
        """Whether nothing stands in the way of an entry."""
        return self._register.isEnabled()

    def explain(self, reason: str) -> None:
        """Why nothing can be entered, or nothing."""
        self._register.explain(reason)
        self._next_same.explain(reason)

    def set_busy(self, busy: bool) -> None:
        """An entry is under way."""
        self._register.set_busy(busy)

    def name_drop(self, *, arrived: bool, possible: bool) -> None:
        """A document of the exchange is refused, a file is taken out of the tray."""
        self._drop.setText(self.tr("Từ chối") if arrived else self.tr("Bỏ"))
        self._drop.setToolTip(self.tr("Từ chối tiếp nhận") if arrived else self.tr("Bỏ khỏi khay"))
        self._drop.setEnabled(possible)

    # what came of it

    def show_done(self, done: Registered, symbol: str) -> str:
        """Show the number or that it waits; the sentence to be said of it."""
        if done.number is not None:
            self._number.setText(self.tr("Số đến {number}").format(number=done.number))
            self._about.setText(f"{symbol} · {done.book}")
            told = self.tr("Đã vào sổ, số đến {number}.").format(number=done.number)
        else:
            self._number.setText(self.tr("Chờ gửi"))
            self._about.setText(self.tr("{symbol}: máy chủ sẽ cấp số đến khi có mạng.").format(symbol=symbol))
            told = self.tr("Đã ghi; số đến sẽ có khi kết nối lại.")
        self._done_card.show()
        return told

    def show_batch(self, first: int, last: int, left: int) -> None:
        """Show the numbers of a whole pile."""
        self._number.setText(self.tr("Số đến {first}–{last}").format(first=first, last=last))
        self._about.setText(self.tr("Đã vào sổ cả loạt; {left} mục cần xem lại.").format(left=left))
        self._hand_on.hide()
        self._done_card.show()

    def offer_hand_on(self, name: str) -> None:
        """Offer to hand the last one on to ``name``; nobody hides the button."""
        self._hand_on.setVisible(bool(name))
        if name:
            self._hand_on.setText(self.tr("Trình {name} (F8)").format(name=name))
            self._hand_on.setEnabled(True)

    def take_hand_on(self) -> bool:
        """Whether the last one can still be handed on; true once only."""
        if not self._done_card.isVisible() or not self._hand_on.isEnabled():
            return False
        self._hand_on.setEnabled(False)
        return True
