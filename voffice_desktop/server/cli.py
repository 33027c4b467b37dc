"""``voffice-server``: serve, seed and look after a server's data."""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from voffice_desktop import logs, paths
from voffice_desktop.errors import MachineFault, VofficeError
from voffice_desktop.server import accounts, upkeep
from voffice_desktop.server.app import create_app, make_secrets, make_services
from voffice_desktop.server.blobstore import open_blob_store
from voffice_desktop.server.database import Database, is_missing
from voffice_desktop.server.serving import Services


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is its answer (0 done, 1 refused or findings)."""
    options = _parser().parse_args(arguments)
    logs.to_stderr(level=logging.WARNING)
    options.database = options.database or os.environ.get("VOFFICE_DATABASE") or _default_database()
    options.blobs = options.blobs or os.environ.get("VOFFICE_BLOBS") or (paths.server_home() / "blobs").as_uri()
    try:
        code: int = options.run(options)
    except (VofficeError, OSError) as error:
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

    seed = commands.add_parser("seed", parents=[common], help="fill an empty server with the demo ministry")
    seed.add_argument("--demo", action="store_true", help="the demo ministry: the only one there is to seed")
    seed.add_argument("--scale", type=int, default=1, metavar="N", help="N times the data, for load tests")
    seed.add_argument("--credentials", type=Path, metavar="DIR", help="write the demo certificates and keys there")
    seed.add_argument("--real-files", type=Path, metavar="DIR", help="attach real PDFs found below DIR")
    seed.set_defaults(run=_seed)

    user = commands.add_parser("user", help="add, re-key or disable an account").add_subparsers(
        required=True, metavar="ACTION"
    )
    add = user.add_parser("add", parents=[common])
    add.add_argument("account")
    add.add_argument("--full-name", required=True)
    add.add_argument("--unit", required=True, metavar="CODE", help="made if there is none of that code")
    add.add_argument("--role", action="append", default=[])
    add.add_argument("--title", default="")
    add.add_argument("--password-stdin", action="store_true", help="read it from standard input, else ask")
    add.set_defaults(run=_user_add)
    passwd = user.add_parser("passwd", parents=[common])
    passwd.add_argument("account")
    passwd.add_argument("--password-stdin", action="store_true")
    passwd.set_defaults(run=_user_passwd)
    disable = user.add_parser("disable", parents=[common])
    disable.add_argument("account")
    disable.set_defaults(run=_user_disable)

    certificate = commands.add_parser("certificate", help="trust or register certificates").add_subparsers(
        required=True, metavar="ACTION"
    )
    certificate_add = certificate.add_parser("add", parents=[common])
    certificate_add.add_argument("file", type=Path, help="PEM or DER")
    owner = certificate_add.add_mutually_exclusive_group(required=True)
    owner.add_argument("--unit", metavar="CODE")
    owner.add_argument("--account")
    owner.add_argument("--root", action="store_true", help="trust it as a root")
    owner.add_argument("--intermediate", action="store_true")
    owner.add_argument("--revocation-list", action="store_true", help="the file is a CRL")
    certificate_add.set_defaults(run=_certificate_add)

    for name, words in (("backup", "write everything into DIR"), ("restore", "bring a backup into empty places")):
        command = commands.add_parser(name, parents=[common], help=words)
        command.add_argument("folder", type=Path, metavar="DIR")
        command.set_defaults(run=_backup if name == "backup" else _restore)
    verify = commands.add_parser("verify", parents=[common], help="check audit chain, files and numbers")
    verify.set_defaults(run=_verify)
    tracing = commands.add_parser("trace", parents=[common], help="who was given this copy")
    tracing.add_argument("file", type=Path)
    tracing.set_defaults(run=_trace)
    return parser


@contextlib.contextmanager
def _opened(options: argparse.Namespace) -> Iterator[Database]:
    """The database, brought up to this version; closed afterwards."""
    database = Database(options.database)
    try:
        database.migrate()
        yield database
    finally:
        database.close()


@contextlib.contextmanager
def _services(options: argparse.Namespace) -> Iterator[Services]:
    """The parts of a server that is not serving."""
    with _opened(options) as database:
        services = make_services(database, options.blobs)
        try:
            yield services
        finally:
            services.children.close()


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _serve(options: argparse.Namespace) -> int:
    if not 0 <= options.port < 1 << 16 or options.workers < 1:
        raise MachineFault("bad_option", port=options.port, workers=options.workers)
    with _opened(options) as database:
        listener = socket.create_server((options.host, options.port), backlog=2048)
        host, port = listener.getsockname()[:2]
        url = f"http://{host}:{port}"
        if options.workers == 1:
            app = create_app(database, options.blobs)
            _AnnouncingServer(_config(app, 1), url).run(sockets=[listener])
            return 0
    make_secrets(options.blobs)
    os.environ["VOFFICE_DATABASE"], os.environ["VOFFICE_BLOBS"] = options.database, options.blobs
    # The kernel queues connections from now on; the workers answer as soon as they are up.
    _print({"url": url})
    Multiprocess(_config("voffice_desktop.server.app:from_environment", options.workers), sockets=[listener]).run()
    return 0


def _config(app: Any, workers: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=workers > 1,
        workers=workers,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        # On a busy machine a worker takes its time to import everything; it must not be taken for dead meanwhile.
        timeout_worker_healthcheck=30,
        # What a client says of its own address counts only behind a proxy that is named.
        proxy_headers="FORWARDED_ALLOW_IPS" in os.environ,
    )


class _AnnouncingServer(uvicorn.Server):
    """Prints its address as one JSON line once it answers."""

    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            _print({"url": self._url})


def _seed(options: argparse.Namespace) -> int:
    from voffice_desktop.server.seeding import seed  # the demo's word lists are no concern of a serving process

    if options.scale < 1:
        raise MachineFault("bad_option", scale=options.scale)
    with _services(options) as services:
        _print(seed(services, scale=options.scale, credentials=options.credentials, real_files=options.real_files))
    return 0


def _password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    import getpass  # only here: it opens the terminal

    return getpass.getpass("Mật khẩu: ")


def _user_add(options: argparse.Namespace) -> int:
    with _services(options) as services:
        user = accounts.add_user(
            services,
            account=options.account,
            full_name=options.full_name,
            title=options.title,
            unit_code=options.unit,
            roles=options.role,
            password=_password(options),
        )
    _print({"id": user.id, "account": user.account})
    return 0


def _user_passwd(options: argparse.Namespace) -> int:
    with _services(options) as services:
        accounts.set_password(services, options.account, _password(options))
    _print({"account": options.account})
    return 0


def _user_disable(options: argparse.Namespace) -> int:
    with _services(options) as services:
        accounts.disable(services, options.account)
    _print({"account": options.account, "disabled": True})
    return 0


def _certificate_add(options: argparse.Namespace) -> int:
    data = options.file.read_bytes()
    with _services(options) as services:
        if options.revocation_list:
            _print(accounts.add_revocation_list(services, data))
            return 0
        unit, account, root = options.unit, options.account, options.root
        _print(accounts.add_certificate(services, data, unit_code=unit, account=account, trust_root=root))
    return 0


def _refuse_missing(options: argparse.Namespace) -> None:
    """What reads a database must not make an empty one and find it in order."""
    if is_missing(options.database):
        raise MachineFault("database_missing", database=options.database)


def _backup(options: argparse.Namespace) -> int:
    _refuse_missing(options)
    with _opened(options) as database:
        _print(upkeep.back_up(database, open_blob_store(options.blobs), options.folder))
    return 0


def _restore(options: argparse.Namespace) -> int:
    database = Database(options.database)
    try:
        _print(upkeep.restore(database, options.blobs, options.folder))
    finally:
        database.close()
    return 0


def _verify(options: argparse.Namespace) -> int:
    _refuse_missing(options)
    with _opened(options) as database:
        result = upkeep.verify(database, open_blob_store(options.blobs))
    _print(result)
    return 0 if result["ok"] else 1


def _trace(options: argparse.Namespace) -> int:
    _refuse_missing(options)
    from voffice_desktop.server.tracing import trace  # picture analysis is no concern of a serving process

    with _services(options) as services:
        result = trace(services, options.file)
    _print(result)
    return 0 if result["copies"] else 1


if __name__ == "__main__":
    sys.exit(main())
