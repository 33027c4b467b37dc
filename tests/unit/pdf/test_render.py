"""The render child: answers, refusals, deaths, hangs, and every PDF of the corpora."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from voffice_desktop.pdf.render import Job, RenderClient
from voffice_desktop.pdf.render_answers import Answer, Fault, Links, Opened, Outline, Tile, Words
from voffice_desktop.pdf.stamp import CopyIdentity, reading_copy

Ask = Callable[..., Answer]


@pytest.fixture
def client() -> Iterator[RenderClient]:
    made = RenderClient(request_limit=3)
    yield made
    made.stop()


@pytest.fixture
def ask(client: RenderClient) -> Ask:
    """Send one request and wait for its answer: ``ask("open", data)`` or ``ask("tile", page=0, …)``."""

    def send(
        operation: str, data: bytes = b"", password: str | None = None, name: str = "d", **params: object
    ) -> Answer:
        answers: list[Answer] = []
        came = threading.Event()

        def done(answer: Answer) -> None:
            answers.append(
                replace(answer, pixels=memoryview(bytes(answer.pixels))) if isinstance(answer, Tile) else answer
            )
            came.set()

        if operation == "open":
            client.open(name, data, done, password=password)
        else:
            client.submit(Job(name, operation, dict(params), 2, done))
        assert came.wait(40), f"no answer to {operation}"
        return answers[0]

    return send


def sample(pages: int = 1, rotation: int = 0) -> bytes:
    file = pymupdf.open()
    for number in range(pages):
        page = file.new_page(width=400, height=600)
        page.draw_rect(pymupdf.Rect(0, 0, 100, 100), color=(1, 0, 0), fill=(1, 0, 0))
        page.insert_text((50, 300), f"page {number + 1}")
        page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(50, 280, 120, 310), "uri": "https://a.vn/"})
        page.set_rotation(rotation)
    file.set_toc([[1, "Phần một", 1]])
    return bytes(file.tobytes())


def colour(tile: Tile, x: int, y: int) -> tuple[int, ...]:
    """Red, green, blue of one pixel."""
    at = (y * tile.width + x) * 3
    return tuple(tile.pixels[at : at + 3])


def test_a_page_comes_as_pixels(ask: Ask) -> None:
    assert isinstance(ask("open", sample()), Opened)
    tile = ask("tile", page=0, scale=1.5, turn=0, clip=[0, 0, 600, 900])
    assert isinstance(tile, Tile) and (tile.width, tile.height) == (600, 900)
    assert colour(tile, 20, 20) == (255, 0, 0) and colour(tile, 400, 400) == (255, 255, 255)


@pytest.mark.parametrize(("turn", "corner"), [(0, (10, 10)), (90, (590, 10)), (180, (390, 590)), (270, (10, 390))])
def test_a_turned_page_is_turned_clockwise(ask: Ask, turn: int, corner: tuple[int, int]) -> None:
    ask("open", sample())
    tile = ask("tile", page=0, scale=1.0, turn=turn, clip=[0, 0, 1000, 1000])
    assert isinstance(tile, Tile)
    assert colour(tile, *corner) == (255, 0, 0)


def test_a_clip_equals_its_part_of_the_page(ask: Ask) -> None:
    ask("open", sample())
    whole = ask("tile", page=0, scale=2.0, turn=0, clip=[0, 0, 800, 1200])
    part = ask("tile", page=0, scale=2.0, turn=0, clip=[90, 540, 290, 640])
    assert isinstance(whole, Tile) and isinstance(part, Tile)
    rows = [whole.pixels[((540 + y) * 800 + 90) * 3 : ((540 + y) * 800 + 290) * 3] for y in range(100)]
    assert b"".join(rows) == part.pixels


@pytest.mark.parametrize("rotation", [0, 90])
def test_words_links_and_outline_are_in_points_of_the_unrotated_page(ask: Ask, rotation: int) -> None:
    opened = ask("open", sample(rotation=rotation))
    assert isinstance(opened, Opened)
    assert (opened.sizes[0].width, opened.sizes[0].height, opened.sizes[0].rotation) == (400, 600, rotation)
    words, links, outline = ask("words", page=0), ask("links", page=0), ask("outline")
    assert isinstance(words, Words) and words.words[0].text == "page" and 49 < words.words[0].x0 < 51
    assert isinstance(links, Links) and links.links[0].rect == pytest.approx((50, 280, 120, 310), abs=1)
    assert links.links[0].uri == "https://a.vn/"
    assert isinstance(outline, Outline) and outline.entries[0].title == "Phần một"


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_words_of_a_reading_copys_mark_are_not_the_documents(ask: Ask, rotation: int) -> None:
    """Who reads looks for, selects and marks what the document says; the mark is still seen."""
    who = CopyIdentity(
        account="canbo.mau",
        full_name="Nguyễn Văn Mẫu",
        time_text="28/11/2026 08:45",
        record_number="1/PTr",
        copy_id="0190c3f4-0000-7000-8000-000000000001",
    )
    copy = reading_copy(sample(3, rotation), who)
    ask("open", copy)
    plain = ask("open", sample(3, rotation), name="plain")
    assert isinstance(plain, Opened)
    for page in (0, 2):
        marked, bare = ask("words", page=page), ask("words", name="plain", page=page)
        assert isinstance(marked, Words) and isinstance(bare, Words)
        assert [word.text for word in marked.words] == ["page", str(page + 1)]
        assert marked.words[0].x0 == pytest.approx(bare.words[0].x0, abs=0.1)
    tile = ask("tile", page=0, scale=1.0, turn=0, clip=[0, 0, 600, 600])
    assert isinstance(tile, Tile)
    grey = sum(150 < tile.pixels[at] < 250 for at in range(0, len(tile.pixels), 3))
    assert grey > 200, "the mark itself stays on the page"
    assert ask("words", page=9) == Fault("pdf_no_page")


def test_refusals_have_codes(ask: Ask) -> None:
    locked = pymupdf.open(stream=sample(), filetype="pdf").tobytes(
        encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="mo-ra", owner_pw="chu"
    )
    assert ask("open", b"<html>") == Fault("pdf_not_pdf")
    assert ask("open", b"%PDF-1.7 nothing") == Fault("pdf_damaged")
    assert ask("open", locked) == Fault("pdf_encrypted")
    assert ask("open", locked, password="sai") == Fault("pdf_wrong_password")
    assert isinstance(ask("open", locked, password="mo-ra"), Opened)
    assert ask("tile", page=0, scale=200.0, turn=0, clip=[0, 0, 80_000, 80_000]) == Fault("pdf_too_heavy")
    assert ask("tile", page=9, scale=1.0, turn=0, clip=[0, 0, 10, 10]) == Fault("pdf_no_page")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_hung_child_is_killed_and_the_next_request_works(client: RenderClient, ask: Ask) -> None:
    ask("open", sample())
    process = client._process
    assert process is not None
    os.kill(process.pid, signal.SIGSTOP)
    assert ask("words", page=0) == Fault("render_timeout")
    assert isinstance(ask("tile", page=0, scale=1.0, turn=0, clip=[0, 0, 99, 99]), Tile)
    assert ask("words", page=0) == Fault("render_died"), "what a child died of is not tried again by itself"
    client.forgive("d")
    assert isinstance(ask("words", page=0), Words)


def test_the_newest_wish_wins(client: RenderClient, ask: Ask) -> None:
    ask("open", sample(30))
    done: list[int] = []
    last = threading.Event()

    def job(page: int) -> Job:
        def came(answer: Answer) -> None:
            done.append(page)
            if page == 29:
                last.set()

        return Job("d", "tile", {"page": page, "scale": 1.0, "turn": 0, "clip": [0, 0, 400, 600]}, 2, came)

    client.replace("d", "tiles", [job(page) for page in range(25)])
    client.replace("d", "tiles", [job(29)])
    assert last.wait(10)
    assert len(done) <= 3, "pages that are no longer seen are not rendered"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_child_is_confined(client: RenderClient, ask: Ask) -> None:
    ask("open", sample())
    process = client._process
    assert process is not None
    limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii")
    assert "Max core file size        0" in limits
    assert "Max file size             0" in limits
    assert "Max address space         1610612736" in limits
    environment = Path(f"/proc/{process.pid}/environ").read_bytes()
    assert b"HOME=" not in environment


@pytest.mark.corpus
@pytest.mark.parametrize("room", ["real", "malformed"])
def test_every_pdf_of_the_corpus_opens_or_is_refused(corpus: Path, client: RenderClient, ask: Ask, room: str) -> None:
    files = sorted((corpus / room).rglob("*.pdf"))
    if not os.environ.get("VOFFICE_FULL_CORPUS"):
        files = files[:: max(1, len(files) // 40)]
    assert files
    opened = 0
    for number, path in enumerate(files):
        name = f"c{number}"
        answer = ask("open", path.read_bytes(), name=name)
        assert isinstance(answer, Opened | Fault)
        if isinstance(answer, Opened):
            opened += 1
            for page in range(min(2, answer.pages)):
                shown = ask("tile", name=name, page=page, scale=0.5, turn=0, clip=[0, 0, 2000, 2000])
                assert isinstance(shown, Tile | Fault), path
                assert isinstance(ask("words", name=name, page=page), Words | Fault), path
                assert isinstance(ask("links", name=name, page=page), Links | Fault), path
            assert isinstance(ask("outline", name=name), Outline | Fault), path
        client.close(name)
    assert opened
