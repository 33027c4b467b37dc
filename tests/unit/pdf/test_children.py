"""Children do jobs, die without harm, and leave nothing behind."""

from __future__ import annotations

import concurrent.futures
import io
import os
import sys
from dataclasses import asdict, replace

import psutil
import pytest

from tests.unit.pdf.samples import written
from voffice_desktop.errors import Bug, DocumentFault, MachineFault
from voffice_desktop.pdf import children as room
from voffice_desktop.pdf import pipes
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.limits import PROFILES, GateBudget

_PARAMS = {"budget": asdict(GateBudget())}
_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no rlimits and no /proc")


def _descendants() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_a_job_gives_its_result() -> None:
    before = _descendants()
    with Children(1) as pool:
        result, blobs = pool.run("gate", "inspect", _PARAMS, (written("Một dòng"),))
        assert result["pages"] == 1
        assert blobs == []
    assert _descendants() <= before


def test_an_unknown_job_is_a_fault_and_the_pool_goes_on(children: Children) -> None:
    with pytest.raises(DocumentFault, match="unknown_pdf_job"):
        children.run("gate", "no-such-job", {})
    assert children.run("gate", "inspect", _PARAMS, (written("x"),))[0]["reasons"] == []


def test_an_unknown_profile_is_a_bug(children: Children) -> None:
    with pytest.raises(Bug):
        children.run("other", "inspect", {})


def test_more_callers_than_children_are_all_served() -> None:
    data = written("Công văn số {page}", pages=3)
    with Children(2) as pool, concurrent.futures.ThreadPoolExecutor(8) as callers:
        results = list(callers.map(lambda _: pool.run("gate", "inspect", _PARAMS, (data,))[0]["pages"], range(12)))
    assert results == [3] * 12


@_posix
def test_a_dead_child_is_a_fault_and_the_next_caller_gets_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_START", "import os; os._exit(7)")
    with Children(1, spares=False) as pool:
        with pytest.raises(DocumentFault) as caught:
            pool.run("gate", "inspect", _PARAMS, (b"x" * (1 << 20),))
        assert caught.value.code == "pdf_reader_died"
        monkeypatch.undo()
        assert pool.run("gate", "inspect", _PARAMS, (written("x"),))[0]["pages"] == 1


@_posix
def test_a_child_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_START", "import signal, sys; sys.stdin.buffer.read(1); signal.pause()")
    monkeypatch.setitem(PROFILES, "gate", replace(PROFILES["gate"], wall=0.2))
    before = _descendants()
    with Children(1, spares=False) as pool:
        with pytest.raises(DocumentFault) as caught:
            pool.run("gate", "inspect", _PARAMS, (b"x",))
        assert caught.value.code == "pdf_too_heavy"
        assert caught.value.params["limit"] == "time"
    assert _descendants() <= before


@_posix
def test_a_child_that_lies_about_its_answer_cannot_fill_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    lie = (
        "import json, struct, sys; sys.stdin.buffer.read(4);"
        "text = json.dumps({'result': {}, 'sizes': [1 << 50]}).encode();"
        "sys.stdout.buffer.write(struct.pack('>I', len(text)) + text)"
    )
    monkeypatch.setattr(room, "_START", lie)
    with Children(1, spares=False) as pool, pytest.raises(DocumentFault, match="pdf_reader_died"):
        pool.run("gate", "inspect", _PARAMS, (b"x",))


@_posix
def test_children_see_no_environment_and_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOFFICE_SECRET", "canary")
    with Children(1) as pool:
        pool.warm("gate")
        (pid,) = pool.pids()
        child = psutil.Process(pid)
        assert "VOFFICE_SECRET" not in child.environ()
        assert os.getsid(child.pid) == child.pid


def test_a_closed_pool_says_so() -> None:
    pool = Children(1)
    pool.close()
    with pytest.raises(MachineFault):
        pool.run("gate", "inspect", _PARAMS, (b"x",))


def test_frames_survive_the_trip_and_broken_ones_are_refused() -> None:

    pipe = io.BytesIO()
    pipes.send(pipe, {"job": "tên"}, [b"ab", b""])
    whole = pipe.getvalue()
    header, blobs = pipes.receive(io.BytesIO(whole), 10)
    assert header == {"job": "tên"}
    assert blobs == [b"ab", b""]
    for broken in (whole[:-1], whole[:3], b"", b"\xff\xff\xff\xff", b"\0\0\0\2[]", b"\0\0\0\4nope"):
        with pytest.raises(pipes.BrokenFrame):
            pipes.receive(io.BytesIO(broken), 10)
    with pytest.raises(pipes.BrokenFrame):
        pipes.receive(io.BytesIO(whole), 1)
