"""The first page of a file: drawn ahead of the view's own wish, once, and never lost; what stands there meanwhile."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

import pymupdf
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reader.reader_samples import VIEWER, entry, make_pdf, wait_sharp
from voffice_desktop.pdf.render import Job, RenderClient
from voffice_desktop.pdf.render_answers import Answer, Words
from voffice_desktop.ui.reader.reader import Reader
from voffice_desktop.ui.reader.reading import Position

Shown = Callable[..., Reader]


@pytest.fixture
def drawn(renderer: RenderClient, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float]]:
    """Page and scale of every picture of another file than ``before`` that the child is made to draw, in order."""
    pictures: list[tuple[int, float]] = []
    real = renderer._perform

    def perform(job: Job, document: object) -> Answer | None:
        if job.operation == "tile" and job.document != "before":
            pictures.append((job.params["page"], job.params["scale"]))
        return real(job, document)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(renderer, "_perform", perform)
    return pictures


def plain(pages: int) -> bytes:
    """Pages without letters of their own: light."""
    file = pymupdf.open()
    for number in range(pages):
        file.new_page(width=595, height=842).insert_text((72, 90), f"page {number + 1}")
    return bytes(file.tobytes())


def scanned() -> bytes:
    """One page with a picture that cannot be pressed."""
    file = pymupdf.open()
    page = file.new_page(width=595, height=842)
    noise = random.Random(5).randbytes(450 * 600 * 3)
    page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csRGB, 450, 600, noise, False))
    return bytes(file.tobytes())


@pytest.mark.parametrize(
    "where", [Position(), Position(2, 0.3), Position(1, 0.0, "none", 70), Position(0, 0, "page")]
)
def test_the_page_that_is_shown_first_is_drawn_first_and_once(
    shown: Shown, qtbot: QtBot, drawn: list[tuple[int, float]], where: Position
) -> None:
    reader = shown(make_pdf(3), file_id="before")
    data = plain(4)
    reader.open_file(entry("f2"), lambda: data, VIEWER, position=where)
    qtbot.waitUntil(lambda: reader.view.document == "f2")
    wait_sharp(reader, qtbot)
    assert drawn[0][0] == where.page, "no coarse picture before it, nothing of another page"
    place = reader.view.layout_.place(where.page)
    assert place is not None
    assert drawn[0][1] == reader.view.tiles(place)[0].scale / 1000, "at the very scale that the view wants"
    assert drawn.count(drawn[0]) == 1


def test_a_heavy_page_is_shown_coarse_before_it_is_sharp(
    shown: Shown, qtbot: QtBot, drawn: list[tuple[int, float]]
) -> None:
    reader = shown(make_pdf(1), file_id="before")
    data = scanned()
    reader.open_file(entry("f2"), lambda: data, VIEWER)
    qtbot.waitUntil(lambda: reader.view.document == "f2")
    wait_sharp(reader, qtbot)
    assert [page for page, _ in drawn[:2]] == [0, 0] and drawn[0][1] < drawn[1][1]
    assert len(set(drawn)) == len(drawn)


def test_a_file_that_is_left_at_once_and_opened_again_is_shown(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(1), file_id="before")
    data = make_pdf(3)
    for _ in range(3):
        reader.open_file(entry("f2"), lambda: data, VIEWER)
        qtbot.waitUntil(lambda: reader.view.document == "f2")
        reader.open_file(entry("f2"), lambda: data, VIEWER)
        reader.close_file()
    reader.open_file(entry("f2"), lambda: data, VIEWER)
    qtbot.waitUntil(lambda: reader.view.document == "f2")
    wait_sharp(reader, qtbot)


def test_a_file_opened_again_is_not_closed_by_its_late_closing(renderer: RenderClient) -> None:
    came = threading.Event()
    answers: list[Answer] = []

    def take(answer: Answer) -> None:
        answers.append(answer)
        came.set()

    renderer.open("d", make_pdf(1), lambda answer: None)
    renderer.close("d")
    renderer.open("d", make_pdf(1), lambda answer: None)
    threading.Event().wait(0.3)  # longer than closing waits for quiet
    renderer.submit(Job("d", "words", {"page": 0}, 2, take))
    assert came.wait(20)
    assert isinstance(answers[0], Words)


def test_a_slow_file_says_that_it_opens_and_a_quick_one_says_nothing(shown: Shown, qtbot: QtBot) -> None:
    reader = shown(make_pdf(1), file_id="before")
    said: list[bool] = []
    reader.stack.currentChanged.connect(lambda _: said.append(reader.stack.currentWidget() is reader.notice))
    data, go_on = make_pdf(1), threading.Event()
    reader.open_file(entry("f2"), lambda: data, VIEWER)
    qtbot.waitUntil(lambda: reader.view.document == "f2")
    assert not said

    def slow() -> bytes:
        go_on.wait(20)
        return data

    reader.open_file(entry("f3", "Chậm.pdf"), slow, VIEWER)
    assert reader.view.document == "", "nothing of the file before is seen"
    qtbot.waitUntil(lambda: reader.stack.currentWidget() is reader.notice)
    assert "Chậm.pdf" in reader.notice.what.text()
    go_on.set()
    qtbot.waitUntil(lambda: reader.view.document == "f3")
    assert reader.stack.currentWidget() is reader.view
