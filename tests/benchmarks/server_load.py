"""What the server benches share: a client that costs little, and the bare framework that answers constants."""

from __future__ import annotations

import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from json import loads

import psutil

CONNECTIONS = 8
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of requests took, in seconds: the server's processor time for each, the time between two answers
    (all connections together; its inverse is requests a second), and the 99th percentile of waiting for one."""

    processor: float
    each: float
    p99: float


def fire(port: int, pid: int, requests: Sequence[bytes], connections: int = CONNECTIONS) -> Load:
    """Send all requests to the server ``pid`` over a few kept connections, each as soon as the one before was
    answered. Raises ``RuntimeError`` for an answer that is no success."""
    server = psutil.Process(pid)
    waiting, lock, taken = iter(requests), threading.Lock(), list[float]()
    wrong = list[bytes]()

    def work() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                with lock:
                    request = next(waiting, None)
                if request is None:
                    return
                begin = time.perf_counter()
                line.sendall(request)
                status = _answer(line)
                taken.append(time.perf_counter() - begin)
                if not status.startswith(b"20"):
                    wrong.append(status)

    threads = [threading.Thread(target=work) for _ in range(connections)]
    before, begin = _processor(server), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - begin
    if wrong or len(taken) != len(requests):
        raise RuntimeError(f"{len(wrong)} wrong answers of {len(taken)}: {wrong[:3]!r}")
    count = len(requests)
    return Load((_processor(server) - before) / count, whole / count, statistics.quantiles(taken, n=100)[98])


def _processor(server: psutil.Process) -> float:
    times = server.cpu_times()
    return float(times.user + times.system)


def _answer(line: socket.socket) -> bytes:
    """Read one answer whole; its status."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = line.recv(65536)
        if not part:
            return b"closed"
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    found = _LENGTH.search(head)
    missing = (int(found.group(1)) if found else 0) - len(body)
    while missing > 0:
        part = line.recv(min(missing, 1 << 20))
        if not part:
            return b"cut"
        missing -= len(part)
    return head[9:12]


def http(method: str, path: str, token: str = "", body: bytes = b"") -> bytes:
    """One HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if body:
        lines.append("Content-Type: application/json")
    return "\r\n".join([*lines, "", ""]).encode() + body


_BARE = """
import asyncio, json, socket, sys, uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
sizes = json.loads(sys.argv[1])
app = FastAPI(openapi_url=None)
def constant(size):
    content = b'"' + b"x" * (size - 2) + b'"'
    async def answer(request: Request):
        await request.body()
        return Response(content, media_type="application/json")
    return answer
for name, size in sizes.items():
    app.add_api_route("/" + name, constant(size), methods=["GET", "POST"])
async def lines():
    yield b": voffice\\n\\n"
    await asyncio.sleep(3600)
async def stream(request: Request):
    return StreamingResponse(lines(), media_type="text/event-stream")
app.add_api_route("/stream", stream, methods=["GET"])
listener = socket.create_server(("127.0.0.1", 0), backlog=512)
print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
uvicorn.Server(config).run(sockets=[listener])
"""


@contextmanager
def bare_framework(sizes: str) -> Iterator[tuple[int, int]]:
    """FastAPI on uvicorn answering constants, and ``/stream`` one line; ``sizes`` is JSON of path to bytes. Gives its
    port and process id."""
    process = subprocess.Popen([sys.executable, "-c", _BARE, sizes], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield int(loads(process.stdout.readline())["port"]), process.pid
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def in_turn(product: Callable[[], Load], floor: Callable[[], Load], rounds: int = 3) -> tuple[Load, Load, float]:
    """Medians of both, run in turn after one warm round each, and the spread of the ratio."""
    product(), floor()
    pairs = [(product(), floor()) for _ in range(rounds)]
    ratios = [mine.processor / theirs.processor for mine, theirs in pairs]
    spread = (max(ratios) - min(ratios)) / statistics.median(ratios)
    return _middle([mine for mine, _ in pairs]), _middle([theirs for _, theirs in pairs]), spread


def _middle(loads: list[Load]) -> Load:
    processor, each, p99 = (statistics.median(values) for values in zip(*map(astuple, loads), strict=True))
    return Load(processor, each, p99)
