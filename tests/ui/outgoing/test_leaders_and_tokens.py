"""Leaders who sign at a real window, with a file and with a token; every trouble of keys, each in its sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.contract.test_signature_setup import drawn
from tests.ministry import PASSWORD, Ministry
from tests.ui.outgoing.seat import Seat, seated
from tests.ui.outgoing.waiting import more_waiting
from tests.unit.signing.stick import MODULE, PIN, Stick, plugged_in
from voffice_desktop.services.signing_values import Wanted
from voffice_desktop.signing.credentials import list_tokens
from voffice_desktop.ui.controls import Button
from voffice_desktop.ui.signing.keys_screen import KeysScreen
from voffice_desktop.ui.signing.setup_screen import SetupScreen
from voffice_desktop.ui.signing.sign_sheet import SignSheet
from voffice_desktop.ui.theme.engine import ThemeEngine

pytestmark = pytest.mark.timeout(600)


def signatures(ministry: Ministry, document_id: str) -> list[tuple[str, str]]:
    """Kind and verdict of each signature on the main file."""
    clerk = ministry.person("vanthu.kcb")
    document = clerk.get(f"/outgoing-documents/{document_id}").json()
    files = [clerk.get(f"/files/{one}").json() for one in document["file_ids"]]
    main = next(one for one in files if one["role"] == "main")
    return [(one["kind"], one["verdict"]) for one in main["signatures"]]


def offered(sheet: SignSheet, path: Path) -> None:
    """Choose a PKCS#12 file that is not known yet."""
    sheet.picker.offer(path)


def test_a_leader_signs_with_a_file_and_with_a_token_where_policy_lets_leaders_sign(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = more_waiting(ministry, 3, upto="approved")
    key_file = ministry.credentials / "cuctruong.kcb.p12"
    admin = ministry.person("admin")
    with (
        plugged_in(key_file, tmp_path, monkeypatch),
        seated(qtbot, theme, ministry, "cuctruong.kcb", tmp_path / "profile") as leader,
    ):
        leader.open_id(first)
        sheet = leader.press("signed", SignSheet)
        assert "cá nhân" in sheet.windowTitle()
        offered(sheet, key_file)
        leader.sign(sheet, PASSWORD)
        leader.until(lambda: "Đã ký số cá nhân." in leader.said)
        assert signatures(ministry, first) == [("personal", "valid")]
        leader.until(lambda: not act_of(leader, "signed").enabled)
        assert "đã ký" in act_of(leader, "signed").reason

        leader.desk.signing.set_modules([MODULE])
        leader.open_id(second)
        sheet = leader.press("signed", SignSheet)
        leader.until(lambda: sheet.picker._box.count() == 2)  # the file that was used, and the token
        token = next(at for at in range(2) if sheet.picker._box.itemData(at).source == "token")
        sheet.picker._box.setCurrentIndex(token)
        leader.sign(sheet, PIN)
        leader.until(lambda: signatures(ministry, second) == [("personal", "valid")])

        admin.patch("/policy", {"leader_signature": "none"})
        try:
            leader.desk.sync.run()
            leader.open_id(third)
            leader.until(lambda: not act_of(leader, "signed").enabled)
            assert "không dùng" in act_of(leader, "signed").reason
        finally:
            admin.patch("/policy", {"leader_signature": "optional"})


def act_of(seat: Seat, name: str):  # type: ignore[no-untyped-def]  # an ActionState
    detail = seat.desk.details.get("outgoing_document", seat.record().id)
    assert detail is not None
    return next(one for one in detail.actions if one.name == name)


def test_a_token_that_is_pulled_out_ends_the_batch_and_loses_nothing(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = more_waiting(ministry, 3)
    with (
        plugged_in(ministry.credentials / "KCB.p12", tmp_path, monkeypatch) as stick,
        seated(qtbot, theme, ministry, "vanthu.kcb", tmp_path / "profile", MODULE) as clerk,
    ):
        wanted = [Wanted("agency", one, f"Văn bản {at}") for at, one in enumerate(waiting)]
        sheet = SignSheet(
            clerk.window._context, wanted, "agency", "Ký số cơ quan", "Ký số cơ quan", parent=clerk.window
        )
        sheet.open()
        away = stick.folder.with_name("pulled-out")
        pull_at(sheet, lambda: stick.folder.rename(away))
        clerk.until(lambda: sheet.picker.chosen() is not None)
        sheet.picker.pin.setText(PIN)
        sheet.go.click()
        clerk.until(lambda: sheet._over)
        said = [line.text() for line in sheet._lines]
        assert said[0].startswith("\N{CHECK MARK}")
        assert "thiết bị" in said[1].lower() and "ký" in said[1]
        assert "Chưa ký." in said[2]
        assert sheet._step.text() == "1 văn bản đã ký · 1 bị từ chối · 1 chưa ký"
        sheet.reject()

        away.rename(stick.folder)
        again = SignSheet(clerk.window._context, wanted[1:], "agency", "Ký", "Ký", parent=clerk.window)
        again.open()
        again.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clerk.until(lambda: again.picker.chosen() is not None and again.picker.why_not() == "")
        again.picker.pin.setText(PIN)
        again.go.click()
        clerk.until(lambda: again._over)
        assert again._step.text() == "2 văn bản đã ký"
        again.reject()
    assert [signatures(ministry, one) for one in waiting] == [[("agency", "valid")]] * 3


def pull_at(sheet: SignSheet, pull: Callable[[], object]) -> None:
    """Pull the token out while the second document is being prepared: on the worker, as a hand would."""
    real = sheet._stepped.emit
    done: list[bool] = []

    class Stepped:
        def emit(self, at: int, total: int, step: str) -> None:
            if at == 1 and step == "checking" and not done:
                done.append(True)
                pull()
            real(at, total, step)

    sheet._stepped = Stepped()  # type: ignore[assignment,method-assign]  # a signal with a hand beside it


def flagged(stick: Stick, flags: int) -> None:
    """Set PIN flags in the token's own file, as the vendor's chip would after wrong tries."""
    import pkcs11

    (token,) = stick.folder.glob("*/token.object")
    data = bytearray(token.read_bytes())
    # attribute CKA_OS_TOKENFLAGS (0x8000534B), kind 2 (number), eight bytes big-endian
    at = data.index(b"\x80\x00\x53\x4b") + 4 + 8
    now = int.from_bytes(data[at : at + 8], "big")
    data[at : at + 8] = (now | flags).to_bytes(8, "big")
    token.write_bytes(bytes(data))
    pkcs11.lib(MODULE).reinitialize()


def test_every_trouble_of_a_key_has_its_sentence(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (waiting,) = more_waiting(ministry, 1)
    with (
        plugged_in(ministry.credentials / "KCB.p12", tmp_path, monkeypatch) as stick,
        seated(qtbot, theme, ministry, "vanthu.kcb", tmp_path / "profile", MODULE) as clerk,
    ):
        clerk.open_id(waiting)
        sheet = clerk.press("signed", SignSheet)
        said = clerk.refused(sheet, "000000")
        assert "PIN" in said and "lần thử" in said
        clerk.until(lambda: "ít lần thử" in sheet.picker._pin_caption.text())
        for name, words in (
            ("QLD", "đơn vị"),
            ("KCB-revoked", "thu hồi"),
            ("stranger", "cấp"),
            ("KCB-expired", "hết hạn"),
        ):
            offered(sheet, ministry.credentials / f"{name}.p12")
            said = clerk.refused(sheet, PASSWORD)
            assert words in said, (name, said)
        clerk.until(lambda: not any(isinstance(sheet.picker._box.itemData(at), Path) for at in range(5)))
        chosen = {sheet.picker._box.itemText(at): at for at in range(sheet.picker._box.count())}
        assert "KCB-expired" in sheet.picker._box.currentText()  # what was chosen stays chosen
        expired = next(at for text, at in chosen.items() if "KCB-expired" in text)
        sheet.picker._box.setCurrentIndex(expired)
        assert "hết hạn" in sheet.picker.why_not() and not sheet.go.isEnabled()
        other = next(at for text, at in chosen.items() if "QLD.p12" in text)
        sheet.picker._box.setCurrentIndex(other)
        assert "Chưa đăng ký" in sheet.picker._owner.text()
        sheet.reject()

        clerk.window.go("signing-keys")
        keys = clerk.window.pages.currentWidget()
        assert isinstance(keys, KeysScreen)
        clerk.until(lambda: any("thiết bị" in str(key.label) or key.source == "token" for key in keys._keys.found))
        field = next(
            one for one in keys.findChildren(QLineEdit) if one.accessibleName().startswith("Mã PIN của thiết bị")
        )
        assert "ít lần thử" in field.accessibleName()
        field.setText(PIN)
        field.returnPressed.emit()
        clerk.until(lambda: any("Ký thử thành công" in text for text in texts(keys)))

        stick.folder.rename(stick.folder.with_name("away"))
        keys.refresh()
        clerk.until(lambda: not any(key.source == "token" for key in keys._keys.found))
        stick.folder.with_name("away").rename(stick.folder)
        flagged(stick, 0x40000)  # CKF_USER_PIN_LOCKED
        assert [one.pin_state for one in list_tokens(MODULE)] == ["locked"]
        keys.refresh()
        clerk.until(lambda: any("bị khóa" in text for text in texts(keys)))
        tests = [one for one in keys.findChildren(Button) if one.text() == "Ký thử" and not one.isEnabled()]
        assert any("khóa" in one.toolTip() for one in tests)
    assert signatures(ministry, waiting) == []


def test_an_administrator_sets_policy_places_and_pictures_on_screen(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = ministry.person("admin")
    (tmp_path / "dau.png").write_bytes(drawn("black"))
    (tmp_path / "khong-phai-anh.png").write_bytes(b"GIF89a")
    with seated(qtbot, theme, ministry, "admin", tmp_path / "profile") as seat:
        seat.window.go("signing-setup")
        screen = seat.window.pages.currentWidget()
        assert isinstance(screen, SetupScreen)
        screen.leaders.setCurrentIndex(screen.leaders.findData("required"))
        screen.inserted.setChecked(True)
        screen._save_policy()
        seat.until(lambda: screen._said_by["policy"].text() == "Đã lưu.")
        found = admin.get("/policy").json()
        assert (found["leader_signature"], found["inserted_numbers"]) == ("required", True)

        kcb = next(at for at in range(screen.units.count()) if "(KCB)" in screen.units.itemText(at))
        screen.units.setCurrentIndex(kcb)
        screen.places.setCurrentIndex(screen.places.findData("right_of_personal"))
        screen.seal.setText("5")
        screen._save_unit()
        assert "20" in screen._said_by["unit"].text() and screen._said_by["unit"].property("type") == "danger"
        screen.seal.setText("34,5")
        screen.own.setCurrentIndex(screen.own.findData("none"))
        screen._save_unit()
        seat.until(lambda: screen._said_by["unit"].text() == "Đã lưu.")
        unit = admin.get(f"/units/{screen.units.currentData()}").json()
        assert unit["settings"]["signing"]["agency_place"] == "right_of_personal"
        assert unit["settings"]["signing"]["seal_mm"] == 34.5
        assert unit["settings"]["leader_signature"] == "none"  # its own word comes before the agency's

        for name, said in (("khong-phai-anh.png", "PNG"), ("dau.png", "Đã lưu.")):
            chosen = str(tmp_path / name)
            monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: (chosen, ""))
            screen._choose_picture("unit")
            seat.until(lambda said=said: said in screen._said_by["unit-picture"].text())
        assert "Đã có ảnh con dấu" in screen._seal_state.text()
        assert screen.drop_unit.isEnabled() and not screen.drop_user.isEnabled()
        screen._drop_picture("unit")
        seat.until(lambda: "Chưa có ảnh con dấu" in screen._seal_state.text())
        unnamed = [one for one in screen.findChildren(QLineEdit) if not one.accessibleName()]
        assert unnamed == []
    admin.patch("/policy", {"leader_signature": "optional", "inserted_numbers": False})
    admin.patch(f"/units/{unit['id']}", {"settings": {}})


def texts(screen: KeysScreen) -> list[str]:
    """Every sentence on the screen."""
    return [one.text() for one in screen.findChildren(QLabel)]
