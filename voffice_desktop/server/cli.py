"""``voffice-server``: serve, seed and look after a server's data."""

from __future__ import annotations

import argparse
import json
import logging
import os
import socket
import sys
from collections.abc import Sequence

import uvicorn
from uvicorn.supervisors import Multiprocess

from voffice_desktop import logs, paths
from voffice_desktop.errors import VofficeError
from voffice_desktop.server.app import create_app
from voffice_desktop.server.database import Database


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is its answer (0 done, 1 refused or findings)."""
    options = _parser().parse_args(arguments)
    logs.to_stderr(level=logging.WARNING)
    options.database = options.database or os.environ.get("VOFFICE_DATABASE") or _default_database()
    options.blobs = options.blobs or os.environ.get("VOFFICE_BLOBS") or (paths.server_home() / "blobs").as_uri()
    try:
        code: int = options.run(options)
    except VofficeError as error:
        print(f"voffice-server: {error}", file=sys.stderr)
        return 1
    return code


def _default_database() -> str:
    return f"sqlite:///{paths.server_home() / 'voffice.db'}"


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--database", help="sqlite:////ABSOLUTE/PATH or postgresql://… (VOFFICE_DATABASE)")
    common.add_argument("--blobs", help="file:///ABSOLUTE/PATH or s3://… (VOFFICE_BLOBS)")
    parser = argparse.ArgumentParser(prog="voffice-server", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", parents=[common], help="answer the REST contract")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8400)
    serve.add_argument("--workers", type=int, default=1)
    serve.set_defaults(run=_serve)
    return parser


def _serve(options: argparse.Namespace) -> int:
    database = Database(options.database)
    database.migrate()
    listener = socket.create_server((options.host, options.port), backlog=2048)
    host, port = listener.getsockname()[:2]
    os.environ["VOFFICE_DATABASE"], os.environ["VOFFICE_BLOBS"] = options.database, options.blobs
    url = f"http://{host}:{port}"
    if options.workers > 1:
        database.close()
        config = uvicorn.Config(
            "voffice_desktop.server.app:from_environment",
            factory=True,
            workers=options.workers,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=3,
        )
        # The kernel queues connections from now on; the workers answer as soon as they are up.
        _announce(url)
        Multiprocess(config, sockets=[listener]).run()
        return 0
    app = create_app(database, options.blobs)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    server = _AnnouncingServer(config, url)
    server.run(sockets=[listener])
    database.close()
    return 0


class _AnnouncingServer(uvicorn.Server):
    """Prints its address as one JSON line once it answers."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _announce(self._url)


def _announce(url: str) -> None:
    print(json.dumps({"url": url}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
