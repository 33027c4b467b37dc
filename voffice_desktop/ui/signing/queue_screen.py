"""*Chờ ký số*: every document that waits for this user's signature, signed together with one PIN."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from voffice_desktop.domain.outgoing import signature_kind
from voffice_desktop.domain.records import Actor, OutgoingDocument
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.signing_values import Outcome, Wanted
from voffice_desktop.services.values import ActionState, Detail, ListQuery
from voffice_desktop.ui.captions import desk_text
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.signing.flows import title_of
from voffice_desktop.ui.signing.sign_sheet import SignSheet
from voffice_desktop.ui.states import LoadingRows, Notice
from voffice_desktop.ui.words import number

_MOST = 200
_ITEM = Qt.ItemDataRole.UserRole


def place() -> Place:
    """Where it stands in the navigation."""
    name = QCoreApplication.translate("places", "Chờ ký số")
    section = QCoreApplication.translate("places", "VĂN BẢN")
    return Place("signing", name, QCoreApplication.translate("places", "Ký số"), "signature", section)


def allowed(who: Actor) -> bool:
    """Clerks sign for their unit, leaders and heads what they approved."""
    return bool({"clerk", "leader", "unit_head"} & who.roles)


class SigningQueue(Screen):
    """A list with check boxes; what is ticked is signed in one batch."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self._title = label(self.tr("Chờ ký số"), "h1")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Văn bản chờ ký số"))
        self._list.setWordWrap(True)
        self._list.itemChanged.connect(lambda _: self._show_count())
        self._list.itemActivated.connect(self._open)
        self._notice = Notice(theme)
        self._loading = LoadingRows(theme, lambda: theme.px(64))
        self._pages = QStackedWidget()
        for page in (self._loading, self._list, self._notice):
            self._pages.addWidget(page)
        self._all = Button(theme, self.tr("Chọn tất cả"), "checkmark")
        self._all.clicked.connect(self._tick_all)
        self._keys = Button(theme, self.tr("Chứng thư và thiết bị ký"), "certificate")
        self._keys.clicked.connect(lambda: self.screen_asked.emit("signing-keys", ""))
        self.go = Button(theme, self.tr("Ký số"), "signature", "primary")
        self.go.clicked.connect(self.sign)
        head, row = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._keys)
        row.setSpacing(8)
        row.addWidget(self._all)
        row.addStretch()
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addLayout(row)
        self._known: list[str] = []
        self._why_not = ""
        self._show_count()

    def refresh(self) -> None:
        """Read what waits; ticks are kept."""
        self._context.tasks.run("read", self._waiting, self._fill, self._failed, owner=self)

    def _waiting(self) -> tuple[list[tuple[Wanted, str]], str]:
        """What may be signed with the kind of its signature, and why it cannot be now."""
        desk = self._context.desk
        actor = desk.actor()
        found: list[tuple[Wanted, str]] = []
        why_not = ""
        for tab in ("numbered", "approved"):
            for row in desk.lists.rows(ListQuery("outgoing_document", tab=tab), limit=_MOST):
                detail = desk.details.get("outgoing_document", row.id)
                act = None if detail is None else _signing(detail)
                if detail is not None and act is not None:
                    why_not = act.reason
                    document = detail.record
                    assert isinstance(document, OutgoingDocument)
                    kind = "personal" if signature_kind(document, actor) == "personal" else "agency"
                    found.append((Wanted(kind, row.id, title_of(row.symbol, row.title)), kind))  # type: ignore[arg-type]  # one of two
        return found, why_not

    def _fill(self, read: tuple[list[tuple[Wanted, str]], str]) -> None:
        found, self._why_not = read
        ids = [wanted.record_id for wanted, _ in found]
        if ids != self._known:
            ticked = {wanted.record_id for wanted in self.ticked()}
            self._known = ids
            self._list.blockSignals(True)
            self._list.clear()
            for wanted, _ in found:
                item = QListWidgetItem(wanted.title, self._list)
                item.setData(_ITEM, wanted)
                item.setCheckState(Qt.CheckState.Checked if wanted.record_id in ticked else Qt.CheckState.Unchecked)
            self._list.blockSignals(False)
        if found:
            self._pages.setCurrentWidget(self._list)
        else:
            self._notice.say("checkmark_circle", self.tr("Không còn văn bản nào chờ bạn ký số."))
            self._pages.setCurrentWidget(self._notice)
        self._show_count()

    def _failed(self, error: VofficeError) -> None:
        self._notice.say_error(error, self.refresh)
        self._pages.setCurrentWidget(self._notice)

    def ticked(self) -> list[Wanted]:
        """What is ticked, in the order shown."""
        items = [self._list.item(at) for at in range(self._list.count())]
        return [item.data(_ITEM) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _tick_all(self) -> None:
        items = [self._list.item(at) for at in range(self._list.count())]
        every = all(item.checkState() == Qt.CheckState.Checked for item in items)
        for item in items:
            item.setCheckState(Qt.CheckState.Unchecked if every else Qt.CheckState.Checked)

    def _show_count(self) -> None:
        count = len(self.ticked())
        self.go.setText(self.tr("Ký số {count} văn bản").format(count=number(count)) if count else self.tr("Ký số"))
        self.go.explain(
            desk_text(self._why_not) if self._why_not else "" if count else self.tr("Chọn văn bản cần ký.")
        )
        self._all.setEnabled(self._list.count() > 0)

    def _open(self, item: QListWidgetItem) -> None:
        self.record_asked.emit("outgoing_document", item.data(_ITEM).record_id)

    def sign(self) -> None:
        """Sign what is ticked: one opening of the key for each kind of signature."""
        wanted = self.ticked()
        if not wanted:
            return
        kind = wanted[0].kind
        batch = [one for one in wanted if one.kind == kind]
        title = self.tr("Ký số cơ quan") if kind == "agency" else self.tr("Ký số cá nhân")
        facts = [(self.tr("Văn bản"), batch[0].title)] if len(batch) == 1 else []
        sheet = SignSheet(self._context, batch, kind, title, title, facts, self.window())
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.signed.connect(self._signed)
        sheet.open()

    def _signed(self, outcomes: list[Outcome]) -> None:
        done = sum(one.signed for one in outcomes)
        if done:
            self.said.emit(self.tr("Đã ký số {count} văn bản.").format(count=number(done)))
        self.refresh()


def _signing(detail: Detail) -> ActionState | None:
    """The act of signing, where this person may: now, or as soon as the server is reached."""
    return next((act for act in detail.actions if act.name == "signed" and (act.enabled or act.offline)), None)
