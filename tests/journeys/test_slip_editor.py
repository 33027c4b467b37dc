"""The editor over a real desk: kept every few seconds, recovered after a crash, office drafts, refused acts."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.journeys.seats import Seat, Seats, in_dialog, sample_pdf, until
from voffice_desktop.services.office_drafts import OfficeDrafts
from voffice_desktop.services.slip_form import SlipForm
from voffice_desktop.services.slip_writing import SlipWriting
from voffice_desktop.services.values import ListQuery
from voffice_desktop.ui.dialogs import ConfirmDialog
from voffice_desktop.ui.slips import editor as editor_module
from voffice_desktop.ui.slips.editor import SlipEditor
from voffice_desktop.ui.slips.file_versions import VersionsDialog

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs, as small as one can be."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # A time of their own, so that the same words are the same bytes.
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(
            zipfile.ZipInfo("word/document.xml"),
            f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>',
        )
    return buffer.getvalue()


def new_form(qtbot: QtBot, seat: Seat) -> SlipEditor:
    """An editor in the window with a form begun."""
    window = seat.open_window(qtbot)
    window.screens.begin()
    editor = cast("SlipEditor", window.pages.currentWidget())
    until(qtbot, lambda: editor.form is not None)
    return editor


def form_of(editor: SlipEditor) -> SlipForm:
    assert editor.form is not None
    return editor.form


def test_what_was_typed_outlives_a_crash(qtbot: QtBot, seats: Seats) -> None:
    seat = seats("chuyenvien.kcb")
    editor = new_form(qtbot, seat)
    slip_id = form_of(editor).id
    editor.page.title.set_text("Phiếu đang gõ dở")
    editor.page.summary.edit.setFocus()
    qtbot.keyClicks(editor.page.summary.edit, "- mot")
    qtbot.keyClick(editor.page.summary.edit, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.page.summary.edit, "hai")
    assert editor.page.summary.text() == "- mot\n- hai"
    editor._add("kem theo.pdf", sample_pdf("mot"))
    until(qtbot, lambda: bool(form_of(editor).files))
    assert editor._keeper.isActive()
    assert editor_module.KEEP_MS == 5_000
    editor._keep_soon()
    writing = SlipWriting(seat.desk, seat.clock)
    until(qtbot, lambda: writing.kept_form(slip_id) is not None)
    # The program dies here: nobody calls leave. The next one finds the form with its file.
    again = SlipEditor(seat.context())
    qtbot.addWidget(again)
    assert [each.id for each in writing.unfinished()] == [slip_id]
    again.open(slip_id)
    until(qtbot, lambda: again.form is not None)
    assert again.page.title.text() == "Phiếu đang gõ dở"
    assert [each.role for each in form_of(again).files] == ["draft"]
    assert seat.desk.files.original(form_of(again).files[0].id) == sample_pdf("mot")
    again.page.title.set_text("")
    again.submit()
    assert seat.slip(slip_id) is None
    writing.forget(slip_id)
    again.form = None
    editor.form = None


def test_a_save_in_an_office_program_is_a_new_version(qtbot: QtBot, seats: Seats) -> None:
    seat = seats("chuyenvien.kcb")
    editor = new_form(qtbot, seat)
    editor._add("Dự thảo.docx", letter("Kính gửi", "Kinh phí 500 triệu đồng"))
    until(qtbot, lambda: bool(form_of(editor).files))
    first = form_of(editor).files[0]
    path = editor.office.open(first, form_of(editor).id)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "thảo" not in path.name
    fresh = path.with_name("~moi.tmp")
    fresh.write_bytes(letter("Kính gửi", "Kinh phí 700 triệu đồng"))
    fresh.replace(path)
    until(qtbot, lambda: form_of(editor).files[0].id != first.id)
    second = form_of(editor).files[0]
    assert (second.replaces, second.role, second.name) == (first.id, "draft", "Dự thảo.docx")
    dialog = VersionsDialog(seat.context(), second)
    qtbot.addWidget(dialog)
    until(qtbot, lambda: "700" in dialog.view.toPlainText())
    path.write_bytes(letter("Kính gửi", "Kinh phí 800 triệu đồng"))
    until(qtbot, lambda: form_of(editor).files[0].id != second.id)
    assert form_of(editor).files[0].replaces == second.id
    editor._forget_form()
    assert not path.parent.exists()
    for form in SlipWriting(seat.desk, seat.clock).unfinished():
        SlipWriting(seat.desk, seat.clock).forget(form.id)


def test_a_save_that_a_crash_left_behind_becomes_a_version(seats: Seats) -> None:
    seat = seats("chuyenvien.kcb")
    writing = SlipWriting(seat.desk, seat.clock)
    form = writing.keep(writing.with_file(writing.begin(), "thu.docx", letter("Một")))
    dead = OfficeDrafts(seat.desk, lambda _file, _data: None)
    path = dead.open(form.files[0], form.id)
    for watch in dead._watches.values():
        watch.watcher.close(take_last=False)
    path.write_bytes(letter("Hai"))
    assert OfficeDrafts(seat.desk, lambda _file, _data: None).sweep() == 1
    assert not path.parent.exists()
    kept = writing.kept_form(form.id)
    assert kept is not None
    assert seat.desk.files.original(kept.files[0].id) == letter("Hai")
    writing.forget(form.id)


def test_an_answer_begins_with_what_it_answers(seats: Seats) -> None:
    seat = seats("chuyenvien.kcb")
    rows = seat.desk.lists.rows(ListQuery("incoming_document"), None, 40)
    row = next(row for row in rows if row.status in ("processing", "assigned"))
    assert seat.actions("incoming_document", row.id)["draft-slip"].enabled
    form = SlipWriting(seat.desk, seat.clock).answer_to(row.id)
    assert row.symbol in form.title
    assert row.symbol in form.grounds
    assert form.urgency == row.urgency


def test_a_refused_slip_is_mended_in_the_editor_and_goes_out_again(
    qtbot: QtBot, seats: Seats, tmp_path: Path
) -> None:
    seat = seats("chuyenvien.kcb")
    editor = new_form(qtbot, seat)
    slip_id = form_of(editor).id
    editor.page.title.set_text("Phiếu có tệp hỏng")
    editor.page.leader.choose(seats("thutruong1").desk.user.id)
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7\nkhong phai pdf")
    editor.page.files.paths_brought.emit([broken])
    until(qtbot, lambda: bool(form_of(editor).files))
    in_dialog(ConfirmDialog, lambda dialog: dialog.accept())
    editor.submit()
    until(qtbot, lambda: editor.form is None)
    seat.sync()
    assert slip_id in [item.entity_id for item in seat.desk.attention.items()]
    editor.open(slip_id)
    until(qtbot, lambda: editor.form is not None and editor.form.id == slip_id)
    assert editor.page.title.text() == "Phiếu có tệp hỏng"
    editor._remove_file(form_of(editor).files[0].id)
    editor._add("lanh.pdf", sample_pdf("lanh"))
    until(qtbot, lambda: [each.name for each in form_of(editor).files] == ["lanh.pdf"])
    editor.save()
    until(qtbot, lambda: not [each for each in seat.desk.attention.items() if each.entity_id == slip_id])
    seat.sync()
    seat.sync()
    assert not [each for each in seat.desk.attention.items() if each.entity_id == slip_id]
    slip = seat.slip(slip_id)
    assert slip is not None
    assert slip.code


def test_a_save_just_before_the_window_closes_is_kept(qtbot: QtBot, seats: Seats) -> None:
    seat = seats("chuyenvien.kcb")
    editor = new_form(qtbot, seat)
    slip_id = form_of(editor).id
    editor.page.title.set_text("Phiếu đóng cửa sổ")
    editor._add("thu.docx", letter("Một"))
    until(qtbot, lambda: bool(form_of(editor).files))
    path = editor.office.open(form_of(editor).files[0], slip_id)
    path.write_bytes(letter("Hai"))
    assert seat.window is not None
    seat.window.close()
    assert not path.parent.exists()
    writing = SlipWriting(seat.desk, seat.clock)
    kept = writing.kept_form(slip_id)
    assert kept is not None
    assert seat.desk.files.original(kept.files[0].id) == letter("Hai")
    writing.forget(slip_id)
