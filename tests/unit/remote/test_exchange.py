"""What an answer means, and whom a connection trusts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import zstandard

from tests.fakes.scripted_server import Asked, Reply, ScriptedServer
from voffice_desktop.errors import Rejected, SignInNeeded, Transient
from voffice_desktop.remote.calls import Remote
from voffice_desktop.remote.exchange import Exchange, checked_server

HTML = Reply(body=b"<html>Sign in to the guest network</html>", headers={"Content-Type": "text/html"})
PROBLEM = {"Content-Type": "application/problem+json"}


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(lambda _asked: Reply()) as running:
        yield running


@pytest.fixture
def remote(server: ScriptedServer) -> Iterator[Remote]:
    exchange = Exchange(server.url, token="secret")
    yield Remote(exchange)
    exchange.close()


def problem(status: int, code: str, **headers: str) -> Reply:
    return Reply(status, json.dumps({"code": code, "status": status}).encode(), PROBLEM | headers)


@pytest.mark.parametrize(
    "reply",
    [
        HTML,
        Reply(body=b'{"changes": [', headers={"Content-Type": "application/json"}),
        Reply(body=b'{"changes": [], "cursor": "1", "has_more": false}', cut=20),
        Reply(body=b"{}"),
        Reply(body=b"\xff\xfe"),
        Reply(body=b"[]", headers={}),
        Reply(500, b"oops", {"Content-Type": "text/plain"}),
        Reply(502, b"<html></html>", {"Content-Type": "text/html"}),
        Reply(302, b"", {"Location": "http://127.0.0.1:9/portal"}),
        Reply(401, b"<html></html>", {"Content-Type": "text/html"}),
        Reply(403, b"{}", {"Content-Type": "application/json"}),
        Reply(404, b"not a problem", PROBLEM),
        Reply(body=b"not zstd", headers={"Content-Type": "application/json", "Content-Encoding": "zstd"}),
    ],
)
def test_what_is_not_our_answer_passes_with_time(server: ScriptedServer, remote: Remote, reply: Reply) -> None:
    server.answer = lambda _asked: reply
    with pytest.raises(Transient):
        remote.changes(None)


def test_nobody_there_is_transient(server: ScriptedServer) -> None:
    exchange = Exchange("http://127.0.0.1:9")
    with pytest.raises(Transient, match="server_unreachable"):
        Remote(exchange).changes(None)
    assert not Remote(exchange).health()
    exchange.close()


def test_codes_keep_their_class(server: ScriptedServer, remote: Remote) -> None:
    server.answer = lambda _asked: problem(401, "device_wiped")
    with pytest.raises(SignInNeeded, match="device_wiped"):
        remote.me()
    server.answer = lambda _asked: problem(409, "wrong_state")
    with pytest.raises(Rejected) as refused:
        remote.act("POST", "/slips/1/approve", b"{}", key="k")
    assert (refused.value.code, refused.value.status, refused.value.problem["code"]) == (
        "wrong_state",
        409,
        "wrong_state",
    )
    server.answer = lambda _asked: problem(429, "too_many_requests", **{"Retry-After": "7"})
    with pytest.raises(Transient) as busy:
        remote.me()
    assert busy.value.retry_after == 7.0


def test_a_command_carries_its_key_version_and_token(server: ScriptedServer, remote: Remote) -> None:
    remote.act("PATCH", "/slips/1", b'{"title":"x"}', key="the-key", if_match=7)
    asked = server.asked[-1]
    assert asked.path == "/api/v1/slips/1"
    assert asked.headers["idempotency-key"] == "the-key"
    assert asked.headers["if-match"] == '"7"'
    assert asked.headers["authorization"] == "Bearer secret"


def test_zstd_is_undone(server: ScriptedServer, remote: Remote) -> None:
    body = b'{"changes": [], "cursor": "c", "has_more": false}'
    packed = zstandard.ZstdCompressor().compress(body)
    headers = {"Content-Type": "application/json", "Content-Encoding": "zstd"}
    server.answer = lambda _asked: Reply(body=packed, headers=headers)
    assert remote.changes(None).cursor == "c"
    server.answer = lambda _asked: Reply(body=packed[:-5], headers=headers)
    with pytest.raises(Transient):
        remote.changes(None)


def test_the_environment_cannot_turn_requests_aside(
    server: ScriptedServer, remote: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert remote.act("POST", "/slips/1/receive", b"", key="k").status == 200


def test_a_download_asks_for_the_rest_of_the_same_copy(server: ScriptedServer, remote: Remote) -> None:
    def answer(asked: Asked) -> Reply:
        if "range" in asked.headers:
            return Reply(
                206, b"rest", {"Content-Range": "bytes 4-7/8", "ETag": '"e"', "Content-Type": "application/pdf"}
            )
        return Reply(200, b"all good", {"ETag": '"e"', "Content-Type": "application/pdf"})

    server.answer = answer
    with remote.download("/files/1/reading-copy") as whole:
        assert (whole.start, whole.total, whole.etag, b"".join(whole.pieces)) == (0, 8, '"e"', b"all good")
    with remote.download("/files/1/reading-copy", start=4, etag='"e"') as rest:
        assert (rest.start, rest.total, b"".join(rest.pieces)) == (4, 8, b"rest")
    assert server.asked[-1].headers["if-range"] == '"e"'


def test_a_download_of_html_or_of_less_is_transient(server: ScriptedServer, remote: Remote) -> None:
    server.answer = lambda _asked: HTML
    with pytest.raises(Transient), remote.download("/files/1/reading-copy"):
        pass
    server.answer = lambda _asked: Reply(body=b"x" * 100, headers={"Content-Type": "application/pdf"}, cut=10)
    with pytest.raises(Transient), remote.download("/files/1/reading-copy") as cut:
        b"".join(cut.pieces)


def test_nudges_are_heard(server: ScriptedServer, remote: Remote) -> None:
    stream = (
        b": hello\n\nevent: changed\ndata: {}\n\n: still here\n\nevent: other\ndata: x\n\nevent: changed\ndata:\n\n"
    )
    server.answer = lambda _asked: Reply(body=stream, headers={"Content-Type": "text/event-stream"})
    heard: list[int] = []
    with remote.nudges() as nudges:
        nudges.listen(lambda: heard.append(1))
    assert heard == [1, 1]


@pytest.mark.parametrize("url", ["", "ftp://x", "127.0.0.1:8000", "http://", "http://u:p@127.0.0.1", "http://[::1"])
def test_what_is_no_server_address_is_refused(url: str) -> None:
    with pytest.raises(Rejected, match="invalid_server"):
        checked_server(url)


def test_plain_http_is_for_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checked_server("http://127.0.0.1:80/api/v1/") == "http://127.0.0.1:80"
    with pytest.raises(Rejected, match="insecure_server"):
        checked_server("http://office.example")
    monkeypatch.setenv("VOFFICE_ALLOW_HTTP", "1")
    assert checked_server("http://office.example") == "http://office.example"
