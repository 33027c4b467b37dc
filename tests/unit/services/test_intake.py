"""The intake tray over real stores and real PDF children: nothing that was dropped in is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.clerk_desk import clerk_desk, papers, until
from tests.ministry import Ministry
from voffice_desktop.errors import DocumentFault, Rejected
from voffice_desktop.services.desk import Desk
from voffice_desktop.services.intake import Intake
from voffice_desktop.services.intake_together import attach, detach
from voffice_desktop.services.registering import Registering

_ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def desk(ministry: Ministry, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with clerk_desk(ministry, tmp_path_factory.mktemp("clerk")) as opened:
        assert opened.intake is not None
        # Its thread and its children stand before the first test begins.
        (item,) = opened.intake.add("khởi động.pdf", papers(1, skip=30)[0][0].make().data)
        until(lambda: _read(opened.intake, item.id))
        look = opened.intake.picture
        with ThreadPoolExecutor(2) as both:
            list(both.map(lambda _: look(item, 1, 200), range(6)))
        opened.intake.discard(item.id, "Thử.")
        yield opened


@pytest.fixture
def intake(desk: Desk) -> Iterator[Intake]:
    """The tray; each test ends when all that waits there was read."""
    tray = desk.intake
    assert tray is not None
    yield tray
    until(lambda: all(item.progress in ("read", "failed") for item in tray.items()))
    if tray._reader is not None:
        # What was discarded may still be in hand: the next test must not need a second child beside it.
        tray._reader.submit(lambda: None).result(60)


def _read(intake: Intake, item_id: str) -> bool:
    found = intake.get(item_id)
    return found is not None and found.progress in ("read", "failed")


def test_a_paper_is_read_and_registered_with_the_next_number(desk: Desk, intake: Intake) -> None:
    file, truth = papers(1)[0]
    (item,) = intake.add("Công văn.pdf", file.make().data)
    until(lambda: _read(intake, item.id))
    read = intake.get(item.id)
    assert read is not None and read.proposals["symbol"].value == truth.symbol
    fields = {
        name: read.proposals[name].value
        for name in ("issuer_name", "issuer_code", "symbol", "issued_on", "type_code", "summary", "signer_name")
    }
    work = Registering(desk)
    assert work.duplicate_of(fields) is None or truth.unit_id == desk.user.unit_id
    fields["symbol"] = "99991/SYT-NVY"
    done = work.register(item.id, fields)
    assert done.state == "numbered" and done.number is not None
    assert item.id not in {each.id for each in intake.items()}
    again = work.duplicate_of(fields)
    assert again is not None and again.id == done.record_id


def test_the_same_number_twice_is_refused_and_waits_again(desk: Desk, intake: Intake) -> None:
    file, _ = papers(1, skip=1)[0]
    (item,) = intake.add("hai.pdf", file.make().data)
    fields = {"symbol": "99992/SYT-NVY", "issuer_name": "Sở Y tế Huế", "summary": "Một", "issued_on": "2026-11-02"}
    work = Registering(desk)
    first = work.register(item.id, fields)
    other, _ = papers(1, skip=2)[0]
    (second,) = intake.add("ba.pdf", other.make().data)
    refused = work.register(second.id, fields)
    assert (refused.state, refused.code) == ("refused", "duplicate")
    assert second.id in {each.id for each in intake.items()}
    kept = work.register(second.id, fields, confirm_duplicate=True)
    assert kept.state == "numbered" and kept.number == (first.number or 0) + 1


def test_the_same_bytes_wait_once_and_are_known_after_registering(desk: Desk, intake: Intake) -> None:
    data = papers(1, skip=3)[0][0].make().data
    (first,) = intake.add("một.pdf", data)
    (again,) = intake.add("tên khác.pdf", data)
    assert first.id == again.id
    Registering(desk).register(first.id, {"symbol": "99993/SYT", "issuer_name": "Sở Y tế Huế", "summary": "Hai"})
    (third,) = intake.add("một.pdf", data)
    assert third.id != first.id and third.same_as == first.id
    intake.discard(third.id, "Đã vào sổ rồi.")


def test_discarding_needs_a_reason(intake: Intake) -> None:
    (item,) = intake.add("bỏ.pdf", papers(1, skip=4)[0][0].make().data)
    with pytest.raises(Rejected, match="reason_needed"):
        intake.discard(item.id, "  ")
    intake.discard(item.id, "Gửi nhầm.")
    gone = intake.get(item.id)
    assert gone is not None and (gone.state, gone.reason) == ("discarded", "Gửi nhầm.")


def test_a_mail_gives_its_attachments(intake: Intake) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Phòng Nghiệp vụ <nv@mau.example>", "Gửi công văn"
    mail.set_content("Kính gửi.")
    data = papers(1, skip=5)[0][0].make().data
    mail.add_attachment(data, maintype="application", subtype="pdf", filename="Công văn số 1.pdf")
    mail.add_attachment(b"x", maintype="application", subtype="zip", filename="khác.zip")
    (item,) = intake.add("thư.eml", mail.as_bytes())
    assert (item.name, item.source) == ("Công văn số 1.pdf", "mail") and "Gửi công văn" in item.origin
    assert item.left == ["khác.zip"], "what the tray does not take is named"
    intake.discard(item.id, "Thử xong.")
    bare = EmailMessage()
    bare["Subject"] = "Không có tệp"
    with pytest.raises(DocumentFault, match="mail_without_files"):
        intake.add("bare.eml", bare.as_bytes())
    with pytest.raises(DocumentFault, match="mail_unreadable"):
        intake.add("rác.eml", b"\xff\xfe not a mail")


def test_a_letter_and_its_annexes_become_one_record(desk: Desk, intake: Intake) -> None:
    letter, annex, other = (
        intake.add(f"{name}.pdf", papers(1, skip=skip)[0][0].make().data)[0]
        for name, skip in (("thư", 20), ("phụ lục", 21), ("khác", 22))
    )
    attach(intake, letter.id, [annex.id])
    assert {letter.id, other.id} <= {item.id for item in intake.items()}
    assert annex.id not in {item.id for item in intake.items()}
    assert detach(intake, letter.id) == 1 and annex.id in {item.id for item in intake.items()}
    until(lambda: _read(intake, letter.id) and _read(intake, annex.id))
    attach(intake, letter.id, [annex.id])
    fields = {"symbol": "99995/SYT-NVY", "issuer_name": "Sở Y tế Huế", "summary": "Có phụ lục"}
    done = Registering(desk).register(letter.id, fields)
    assert done.state == "numbered"
    detail = desk.details.get("incoming_document", done.record_id)
    assert detail is not None and [entry.file.role for entry in detail.files] == ["main", "attachment"]
    until(lambda: _read(intake, other.id))
    intake.discard(other.id, "Thử xong.")


def test_what_was_attached_waits_again_when_its_letter_goes(intake: Intake) -> None:
    letter, annex = (intake.add(f"{n}.pdf", papers(1, skip=n)[0][0].make().data)[0] for n in (23, 24))
    until(lambda: _read(intake, letter.id) and _read(intake, annex.id))
    attach(intake, letter.id, [annex.id])
    with pytest.raises(Rejected, match="not_found"):
        attach(intake, letter.id, ["không có"])
    intake.discard(letter.id, "Nhầm.")
    assert annex.id in {item.id for item in intake.items()}
    intake.discard(annex.id, "Nhầm.")


def test_what_is_no_document_is_not_taken(intake: Intake) -> None:
    with pytest.raises(DocumentFault, match="intake_unknown_kind"):
        intake.add("a.png", b"\x89PNG nothing")


def test_a_killed_program_loses_nothing(ministry: Ministry, tmp_path: Path) -> None:
    """Each line that the child prints names a paper that was durably kept; then it is killed in the middle."""
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from tests.clerk_desk import papers\n"
        "from tests.fakes.keychain import MemoryKeychain\n"
        "from tests.ministry import PASSWORD\n"
        "from voffice_desktop.services import accounts\n"
        "desk = accounts.sign_in(Path(sys.argv[2]), sys.argv[3], 'vanthu.kcb', PASSWORD,"
        " keychain=MemoryKeychain(broken=True))\n"
        "for file, _ in papers(6, skip=10):\n"
        "    for item in desk.intake.add('a.pdf', file.make().data): print(item.id, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(_ROOT), str(tmp_path), ministry.url], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    kept = [child.stdout.readline().strip() for _ in range(3)]
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert all(kept)
    with clerk_desk(ministry, tmp_path) as desk:
        assert desk.intake is not None
        desk.intake.settle()
        until(lambda: all(_read(desk.intake, item_id) for item_id in kept))
        there = {item.id: item for item in desk.intake.items()}
        assert set(kept) <= set(there)
        assert all(desk.intake.data(there[item_id]).startswith(b"%PDF-") for item_id in kept)
