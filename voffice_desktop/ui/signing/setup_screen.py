"""*Cấu hình ký số, cấp số*: whether leaders sign, where agencies sign, seals, hand signatures. For administrators."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from voffice_desktop.domain.records import Actor, Unit, User
from voffice_desktop.domain.signature_settings import (
    LEADERS,
    MOST_SHIFT_MM,
    SEAL_MM,
    AgencyPlace,
    LeaderSignature,
    SignatureSettings,
    settings_of,
)
from voffice_desktop.errors import VofficeError
from voffice_desktop.services.signing_setup import Owner, Setup
from voffice_desktop.ui.context import Context
from voffice_desktop.ui.controls import Button, label
from voffice_desktop.ui.messages import say_in
from voffice_desktop.ui.narrow_column import card, named_field, narrow_column
from voffice_desktop.ui.navigation import Place
from voffice_desktop.ui.screen import Screen
from voffice_desktop.ui.sentences import sentence

translate = QCoreApplication.translate


def place() -> Place:
    """Where it stands in the navigation."""
    name = translate("places", "Cấu hình ký số")
    return Place("signing-setup", name, translate("places", "Cấu hình ký"), "certificate", bottom=True)


def allowed(who: Actor) -> bool:
    """Administrators."""
    return "admin" in who.roles


def leader_words(choice: LeaderSignature) -> str:
    """A choice of the policy in words."""
    return {
        "none": translate("signing", "Không dùng chữ ký số cá nhân"),
        "optional": translate("signing", "Lãnh đạo có thể ký, không bắt buộc"),
        "required": translate("signing", "Bắt buộc lãnh đạo ký trước khi cấp số"),
    }[choice]


def agency_words(choice: AgencyPlace) -> str:
    """A place in words."""
    return {
        "over_personal": translate("signing", "Trùm khoảng một phần ba chữ ký cá nhân, về bên trái (NĐ 30/2020)"),
        "left_of_personal": translate("signing", "Bên trái chữ ký cá nhân, không trùm lên"),
        "right_of_personal": translate("signing", "Bên phải chữ ký cá nhân"),
        "last_page_left": translate("signing", "Lề trái, ngang chữ ký cá nhân"),
        "first_page_right": translate("signing", "Góc trên bên phải trang đầu"),
    }[choice]


class SetupScreen(Screen):
    """Three cards: the policy, a unit's place and seal, a person's hand signature. Every card saves by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._setup = Setup()
        column = narrow_column(self, context.theme)
        column.addWidget(label(self.tr("Cấu hình ký số, cấp số"), "h1"))
        self._said_by: dict[str, QLabel] = {}
        self._policy_card(column)
        self._unit_card(column)
        self._person_card(column)
        column.addStretch(1)
        self._show_unit()
        self._show_person()

    def refresh(self) -> None:
        """Ask the server what is set."""
        setup = self._context.desk.signing_setup
        self._context.tasks.run("net", setup.read, self._got, self._failed_reading, owner=self)

    def _got(self, setup: Setup) -> None:
        self._setup = setup
        self.leaders.setCurrentIndex(max(0, self.leaders.findData(setup.leader_signature)))
        self.inserted.setChecked(setup.inserted_numbers)
        self._show_pictures()

    def _failed_reading(self, error: VofficeError) -> None:
        say_in(self._said_by["policy"], "danger", sentence(error).text)

    def _policy_card(self, column: QVBoxLayout) -> None:
        box = card(column, self.tr("Chính sách"))
        self.leaders = QComboBox()
        for choice in ("optional", "required", "none"):
            self.leaders.addItem(leader_words(choice), choice)
        named_field(box, self.tr("Chữ ký số cá nhân của lãnh đạo"), self.leaders)
        self.inserted = QCheckBox(self.tr("Cho phép chèn số lùi ngày có chữ cái (ví dụ 123a)"))
        box.addWidget(self.inserted)
        self._keep(box, "policy", self.tr("Lưu chính sách"), self._save_policy)

    def _save_policy(self) -> None:
        chosen, inserted = self.leaders.currentData(), self.inserted.isChecked()
        setup = self._context.desk.signing_setup
        self._send("policy", lambda: setup.set_policy(chosen, inserted_numbers=inserted))

    def _unit_card(self, column: QVBoxLayout) -> None:
        box = card(column, self.tr("Chữ ký cơ quan của từng đơn vị"))
        self.units = QComboBox()
        for unit in sorted(self._units(), key=lambda one: one.code):
            self.units.addItem(f"{unit.name} ({unit.code})", unit.id)
        self.units.currentIndexChanged.connect(self._show_unit)
        named_field(box, self.tr("Đơn vị"), self.units)
        self.places = QComboBox()
        for choice in (
            "over_personal", "left_of_personal", "right_of_personal", "last_page_left", "first_page_right",
        ):  # fmt: skip
            self.places.addItem(agency_words(choice), choice)
        named_field(box, self.tr("Vị trí trên văn bản"), self.places)
        self.own = QComboBox()
        self.own.addItem(self.tr("Theo chính sách chung"), None)
        for one in ("optional", "required", "none"):
            self.own.addItem(leader_words(one), one)
        named_field(box, self.tr("Chữ ký số cá nhân của lãnh đạo đơn vị"), self.own)
        self.right, self.down = self._millimetres(-MOST_SHIFT_MM), self._millimetres(-MOST_SHIFT_MM)
        self.seal = self._millimetres(SEAL_MM[0], SEAL_MM[1])
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, field in (
            (self.tr("Dời sang phải (mm)"), self.right),
            (self.tr("Dời xuống (mm)"), self.down),
            (self.tr("Đường kính con dấu (mm)"), self.seal),
        ):
            part = QVBoxLayout()
            named_field(part, name, field)
            row.addLayout(part, 1)
        box.addLayout(row)
        about = self.tr("Áp dụng cho văn bản được duyệt từ nay về sau; văn bản đã duyệt giữ vị trí cũ.")
        box.addWidget(label(about, "meta", wrap=True))
        self._keep(box, "unit", self.tr("Lưu cấu hình đơn vị"), self._save_unit)
        self._seal_state = label("", "second", wrap=True)
        self._picture_row(box, "unit", self._seal_state, self.tr("Chọn ảnh con dấu (PNG)"))

    def _save_unit(self) -> None:
        unit = self._unit()
        if unit is None:
            return
        typed = [_number(field.text()) for field in (self.right, self.down, self.seal)]
        low, high = SEAL_MM
        right, down, seal = (0.0 if one is None else one for one in typed)
        if None in typed or max(abs(right), abs(down)) > MOST_SHIFT_MM or not low <= seal <= high:
            said = self.tr("Nhập số milimét: dời tối đa {most}, con dấu từ {low} đến {high}.")
            say_in(
                self._said_by["unit"],
                "danger",
                said.format(most=round(MOST_SHIFT_MM), low=round(low), high=round(high)),
            )
            return
        wishes = SignatureSettings(agency_place=self.places.currentData(), right_mm=right, down_mm=down, seal_mm=seal)
        setup, sync, leaders = self._context.desk.signing_setup, self._context.desk.sync, self.own.currentData()

        def work() -> Setup:
            setup.set_unit(unit, wishes, leaders)
            sync.now()
            return setup.read()

        self._send("unit", work)

    def _person_card(self, column: QVBoxLayout) -> None:
        box = card(column, self.tr("Ảnh chữ ký tay của lãnh đạo"))
        self.people = QComboBox()
        signers = {"leader", "unit_head"}
        for user in sorted(self._users(), key=lambda one: one.full_name):
            if signers & set(user.roles) and not user.disabled:
                self.people.addItem(" · ".join(t for t in (user.full_name, user.title) if t), user.id)
        self.people.currentIndexChanged.connect(self._show_person)
        named_field(box, self.tr("Lãnh đạo"), self.people)
        self._hand_state = label("", "second", wrap=True)
        self._picture_row(box, "user", self._hand_state, self.tr("Chọn ảnh chữ ký (PNG)"))
        about = self.tr(
            "Ảnh được in màu xanh, con dấu màu đỏ. Ảnh chỉ gửi lên máy chủ, không ai tải lại được; "
            "bản đọc trên máy chỉ hiện ảnh thô có chữ BẢN XEM cắt qua."
        )
        box.addWidget(label(about, "meta", wrap=True))

    def _picture_row(self, box: QVBoxLayout, owner: Owner, state: QLabel, verb: str) -> None:
        theme = self._context.theme
        choose, drop = Button(theme, verb, "open"), Button(theme, self.tr("Bỏ ảnh"), "dismiss", "danger")
        choose.clicked.connect(lambda: self._choose_picture(owner))
        drop.clicked.connect(lambda: self._drop_picture(owner))
        box.addWidget(state)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(choose)
        row.addWidget(drop)
        row.addStretch()
        box.addLayout(row)
        said = self._said_by[f"{owner}-picture"] = label("", "second", wrap=True)
        said.hide()
        box.addWidget(said)
        if owner == "unit":
            self.drop_unit = drop
        else:
            self.drop_user = drop

    def _choose_picture(self, owner: Owner) -> None:
        title = self.tr("Chọn ảnh PNG, nền trong suốt hoặc nền trắng")
        found, _ = QFileDialog.getOpenFileName(self, title, "", self.tr("Ảnh PNG (*.png)"))
        owner_id = self._owner_id(owner)
        if found and owner_id:
            setup = self._context.desk.signing_setup
            self._send(f"{owner}-picture", lambda: setup.put_picture(owner, owner_id, Path(found)))

    def _drop_picture(self, owner: Owner) -> None:
        owner_id, setup = self._owner_id(owner), self._context.desk.signing_setup
        if owner_id:
            self._send(f"{owner}-picture", lambda: setup.remove_picture(owner, owner_id))

    def _owner_id(self, owner: Owner) -> str:
        return str((self.units if owner == "unit" else self.people).currentData() or "")

    def _send(self, card: str, work: object) -> None:
        assert callable(work)

        def done(setup: Setup) -> None:
            self._got(setup)
            say_in(self._said_by[card], "ok", self.tr("Đã lưu."))

        def failed(error: VofficeError) -> None:
            say_in(self._said_by[card], "danger", sentence(error).text)

        self._context.tasks.run("net", work, done, failed, owner=self)

    def _show_unit(self) -> None:
        unit = self._unit()
        wishes = settings_of(unit.settings) if unit is not None else SignatureSettings()
        self.places.setCurrentIndex(max(0, self.places.findData(wishes.agency_place)))
        own = unit.settings.get(LEADERS) if unit is not None else None
        self.own.setCurrentIndex(max(0, self.own.findData(own)))
        for field, value in ((self.right, wishes.right_mm), (self.down, wishes.down_mm), (self.seal, wishes.seal_mm)):
            field.setText(f"{value:g}".replace(".", ","))
        self._show_pictures()

    def _show_person(self) -> None:
        self._show_pictures()

    def _show_pictures(self) -> None:
        for owner, state, none, some in (
            (
                "unit",
                self._seal_state,
                self.tr("Chưa có ảnh con dấu: chữ ký cơ quan hiện tên và giờ ký trong khung đỏ."),
                self.tr("Đã có ảnh con dấu ({wide} × {high} điểm ảnh), in màu đỏ, đúng cỡ."),
            ),
            (
                "user",
                self._hand_state,
                self.tr("Chưa có ảnh chữ ký tay: chữ ký hiện tên và giờ ký."),
                self.tr("Đã có ảnh chữ ký tay ({wide} × {high} điểm ảnh), in màu xanh."),
            ),
        ):
            size = self._setup.picture_of(owner, self._owner_id(owner))  # type: ignore[arg-type]  # one of two
            state.setText(some.format(wide=size[0], high=size[1]) if size else none)
            drop = self.drop_unit if owner == "unit" else self.drop_user
            drop.explain("" if size else self.tr("Không có ảnh nào để bỏ."))

    def _unit(self) -> Unit | None:
        found = self._context.desk.directory.get("unit", str(self.units.currentData() or ""))
        return found if isinstance(found, Unit) else None

    def _units(self) -> list[Unit]:
        return [one for one in self._context.desk.directory.all("unit") if isinstance(one, Unit)]

    def _users(self) -> list[User]:
        return [one for one in self._context.desk.directory.all("user") if isinstance(one, User)]

    def _millimetres(self, low: float, high: float = MOST_SHIFT_MM) -> QLineEdit:
        field = QLineEdit()
        field.setValidator(QDoubleValidator(low, high, 1, field))
        return field

    def _keep(self, box: QVBoxLayout, card: str, verb: str, act: object) -> None:
        assert callable(act)
        button = Button(self._context.theme, verb, "", "primary" if card == "policy" else "secondary")
        button.clicked.connect(lambda: act())
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        box.addLayout(row)
        said = self._said_by[card] = label("", "second", wrap=True)
        said.hide()
        box.addWidget(said)


def _number(text: str) -> float | None:
    """A number typed with a comma or a point, or None."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
