"""The dialog in which one document or many are signed: facts, key, PIN, progress, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from voffice_desktop.errors import DocumentFault, Rejected, VofficeError
from voffice_desktop.qt.tasks import Job
from voffice_desktop.services.signing_values import CertificationLook, Key, Outcome, SignatureKind, Step, Wanted
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import label, restyle
from voffice_desktop.ui.dialogs import Sheet
from voffice_desktop.ui.facts import facts as shown_facts
from voffice_desktop.ui.messages import announce
from voffice_desktop.ui.sentences import sentence
from voffice_desktop.ui.signing import words
from voffice_desktop.ui.signing.key_picker import KeyPicker

_SHOWN = 6


class SignSheet(Sheet):
    """Signs ``wanted`` with one PIN. It closes by itself after one document, shows a summary after several."""

    signed = Signal(list)
    """The ``Outcome`` of each, when the batch has ended, whatever came of it."""
    _stepped = Signal(int, int, str)

    def __init__(
        self,
        context: Context,
        wanted: Sequence[Wanted],
        kind: SignatureKind,
        title: str,
        verb: str,
        facts: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, title, parent)
        self._context = context
        self._wanted = list(wanted)
        self._job: Job | None = None
        self._stopping = False
        self._over = False
        self._lines: list[QLabel] = []
        kinds = [(self.tr("Loại chữ ký"), words.kind_words(kind)), (self.tr("Vị trí"), words.place_words(kind))]
        self.content.addWidget(shown_facts([*facts, *kinds]))
        if len(self._wanted) > 1:
            self._list_documents()
        self._note = label("", "second", wrap=True)
        self._note.hide()
        self._barred = ""
        self.content.addWidget(self._note)
        self.picker = KeyPicker(context, kind)
        self.content.addWidget(self.picker)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(self._wanted))
        self._bar.setAccessibleName(self.tr("Tiến độ ký"))
        self._bar.hide()
        self._step = label("", "second", wrap=True)
        self._step.hide()
        self._error = label("", "error", wrap=True)
        self._error.hide()
        for each in (self._bar, self._step, self._error):
            self.content.addWidget(each)
        self.content.addStretch(1)
        self._close = self.add_button(self.tr("Đóng"))
        self._close.clicked.connect(self.reject)
        self.go = self.add_button(verb, "primary", "signature")
        self.go.clicked.connect(self.start)
        self.picker.submitted.connect(self.start)
        self.picker.changed.connect(self._allow)
        self.picker.pin.textChanged.connect(lambda _: self._allow())
        self._stepped.connect(self._show_step)
        self._allow()
        self.picker.read()

    def ask_look(self, file_id: str) -> None:
        """Say where a certification will stand and what is in its way, or why this file cannot be certified."""
        signing = self._context.desk.signing

        def shown(look: CertificationLook) -> None:
            self._say_note("warn" if look.over_content or look.moved else "second", words.look_words(look))

        def barred(error: VofficeError) -> None:
            self._barred = sentence(error).text if isinstance(error, Rejected | DocumentFault) else ""
            self._say_note("danger", [self._barred] if self._barred else [])
            self._allow()

        self._context.tasks.run("net", lambda: signing.look(file_id), shown, barred, owner=self)

    def _say_note(self, tone: str, said: list[str]) -> None:
        self._note.setProperty("type", tone)
        self._note.setText(" ".join(said))
        self._note.setVisible(bool(said))
        restyle(self._note)

    def start(self) -> None:
        """Sign; pressing again while it runs does nothing."""
        chosen = self.picker.chosen()
        if self._job is not None or self._over or chosen is None or not self.go.isEnabled():
            return
        pin, signing, wanted = self.picker.take_pin(), self._context.desk.signing, self._wanted
        self._error.hide()
        self._running(True)
        self._stopping = False
        report = self._stepped.emit

        def work() -> list[Outcome]:
            key = chosen if isinstance(chosen, Key) else signing.add_file(chosen, pin)
            return signing.sign(wanted, key, pin, report, lambda: self._stopping)

        self._job = self._context.tasks.run("sign", work, self._done, self._failed, owner=self)

    def reject(self) -> None:
        """Esc and *Đóng*: while it runs, stop after the present document instead."""
        if self._job is None:
            super().reject()
            return
        self._stopping = True
        self._close.setEnabled(False)
        self._step.setText(self.tr("Đang dừng sau văn bản này…"))

    def _list_documents(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for one in self._wanted:
            line = label(one.title, "label", wrap=True)
            self._lines.append(line)
            column.addWidget(line)
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(self.tr("Các văn bản sẽ ký"))
        scroll.setFixedHeight(min(len(self._wanted), _SHOWN) * self.theme.px(40) + 8)
        self.content.addWidget(label(self.tr("{count} văn bản").format(count=len(self._wanted)), "strong"))
        self.content.addWidget(scroll)

    def _allow(self) -> None:
        reason = self._barred or self.picker.why_not()
        if not reason and not self.picker.pin.text():
            reason = self.tr("Nhập mã PIN hoặc mật khẩu.")
        if self._job is None and not self._over:
            self.go.explain(reason)

    def _running(self, on: bool) -> None:
        self.picker.setEnabled(not on)
        self.go.set_busy(on)
        self._bar.setVisible(on)
        self._step.setVisible(on)
        self._close.setEnabled(True)
        self._close.setText(self.tr("Dừng") if on else self.tr("Đóng"))

    def _show_step(self, done: int, total: int, step: Step) -> None:
        if self._job is None or self._stopping:
            return
        self._bar.setValue(done)
        text = words.step_words(step)
        self._step.setText(f"{done + 1}/{total} · {text}" if total > 1 and step != "done" else text)

    def _failed(self, error: VofficeError) -> None:
        self._job = None
        self._running(False)
        self._error.setText(sentence(error).text)
        self._error.show()
        announce(self, self._error.text())
        if error.code == "wrong_pin":
            self.picker.wrong_pin()
        self.picker.read()
        self._allow()

    def _done(self, outcomes: list[Outcome]) -> None:
        self._job = None
        self._running(False)
        self.picker.remember()
        self.signed.emit(outcomes)
        if all(one.signed for one in outcomes) and len(outcomes) == 1:
            self.accept()
            return
        if len(outcomes) == 1 and outcomes[0].error is not None:
            self._failed(outcomes[0].error)
            return
        self._summarise(outcomes)

    def _summarise(self, outcomes: list[Outcome]) -> None:
        self._over = True
        signed = sum(one.signed for one in outcomes)
        refused = [one for one in outcomes if one.error is not None]
        rest = len(outcomes) - signed - len(refused)
        parts = [self.tr("{count} văn bản đã ký").format(count=signed)]
        if refused:
            parts.append(self.tr("{count} bị từ chối").format(count=len(refused)))
        if rest:
            parts.append(self.tr("{count} chưa ký").format(count=rest))
        for line, one in zip(self._lines, outcomes, strict=True):
            tone = "ok" if one.signed else "danger" if one.error else "second"
            said = sentence(one.error).text if one.error else "" if one.signed else self.tr("Chưa ký.")
            line.setText(f"{'✓' if one.signed else '✗' if one.error else '–'} {one.wanted.title}\n{said}".strip())
            line.setProperty("type", tone)
            restyle(line)
        self.picker.hide()
        self._scroll.setFixedHeight(min(len(outcomes), _SHOWN) * self.theme.px(52) + 8)
        self._step.setText(" · ".join(parts))
        self._step.show()
        self.go.hide()
        announce(self, self._step.text())
        self._close.setFocus()
        self.adjustSize()
