"""The command line: everything that needs no window, as JSON on standard output.

Exit 0 on success, otherwise 1 with exactly one line on standard error; whatever libraries print goes to the log. The
window, ``demo`` and ``tour`` are handed to :mod:`voffice_desktop.main`, so that this module works without Qt.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import logging
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from voffice_desktop import logs, paths
from voffice_desktop.cli.sentences import SENTENCES, sentence
from voffice_desktop.errors import SignInNeeded, VofficeError


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and exits 1."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


class _UsageError(Exception):
    pass


def parser() -> argparse.ArgumentParser:
    """The whole command line. Options of the program stand before or after the command."""
    common = _Parser(add_help=False)
    common.add_argument("--profile", type=Path, default=argparse.SUPPRESS, help="thư mục hồ sơ")
    common.add_argument("--server", default=argparse.SUPPRESS, help="địa chỉ máy chủ")
    common.add_argument("--account", default=argparse.SUPPRESS, help="tài khoản")
    common.add_argument("--password-stdin", action="store_true", default=argparse.SUPPRESS)
    common.add_argument("--touch", action="store_true", default=argparse.SUPPRESS)
    common.add_argument("--safe-mode", action="store_true", default=argparse.SUPPRESS, help="không chạy tiện ích")
    common.add_argument("--lang", choices=("vi", "en"), default=argparse.SUPPRESS)
    whole = _Parser(prog="voffice-desktop", parents=[common])
    kinds = whole.add_subparsers(dest="command", parser_class=_Parser)

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        return kinds.add_parser(name, help=help_text, parents=[common])

    login = add("login", "đăng nhập và tạo bản lưu")
    login.add_argument("--no-remember", action="store_true")
    login.add_argument("--otp")
    sync = add("sync", "đồng bộ một lần")
    sync.add_argument("--accept-shrink", action="store_true")
    listed = add("list", "liệt kê một loại")
    listed.add_argument("kind", metavar="KIND")
    listed.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    listed.add_argument("--limit", type=int)
    search = add("search", "tìm")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--limit", type=int, default=50)
    act = add("act", "xếp một việc vào hàng chờ gửi")
    act.add_argument("method", metavar="METHOD")
    act.add_argument("path", metavar="PATH")
    act.add_argument("--body", default="{}", metavar="JSON")
    add("outbox", "hàng chờ gửi")
    fetch = add("fetch", "tải một tệp")
    fetch.add_argument("file_id", metavar="FILE_ID")
    fetch.add_argument("--save", type=Path, metavar="PATH")
    fetch.add_argument("--certified", type=Path, metavar="PATH")
    add("doctor", "kiểm tra hồ sơ")
    tour = add("tour", "chụp mọi màn hình")
    tour.add_argument("folder", type=Path, metavar="DIR")
    demo = add("demo", "mở với dữ liệu mẫu")
    demo.add_argument("--reset", action="store_true")
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = parser().parse_args(given)
    except _UsageError as error:
        return _failed(f"usage: {error}")
    if options.command in (None, "demo", "tour"):
        return _windowed(options)
    from voffice_desktop.cli import commands

    try:
        with _quiet(_profile(options)):
            answer = commands.RUN[options.command](options, _profile(options), _password(options))
    except VofficeError as error:
        return _failed(f"{error.code}: {sentence(error)}")
    except (json.JSONDecodeError, UnicodeError) as error:
        return _failed(f"invalid_json: {SENTENCES['invalid_json']} ({type(error).__name__})")
    except OSError as error:
        return _failed(f"disk_error: {SENTENCES['disk_error']} ({error.strerror})")
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False)}\n")
        sys.stdout.flush()
    return 0


def _failed(text: str) -> int:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    with contextlib.suppress(OSError):
        os.write(2, f"{line}\n".encode())
    return 1


def _profile(options: argparse.Namespace) -> Path:
    given: Path = getattr(options, "profile", None) or paths.default_profile()
    return given.expanduser().absolute()


def _password(options: argparse.Namespace) -> str | None:
    """The first line of standard input with ``--password-stdin``; asked for at a terminal by ``login``."""
    if getattr(options, "password_stdin", False):
        return sys.stdin.buffer.readline().decode().rstrip("\r\n")
    if options.command == "login":
        if not sys.stdin.isatty():
            raise SignInNeeded("password_needed")
        import getpass

        return getpass.getpass("Mật khẩu: ")
    return None


@contextlib.contextmanager
def _quiet(profile: Path) -> Iterator[None]:
    """Send the log, and whatever libraries print to standard error, to the profile's log file."""
    paths.private_folder(profile)
    log = paths.private_folder(profile / "log") / "desktop.log"
    handler = logs.to_file(log)
    saved = os.dup(2)
    sink = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(sink, 2)
    os.close(sink)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
        logging.getLogger().removeHandler(handler)
        handler.close()


def _windowed(options: argparse.Namespace) -> int:
    """Hand over to the window, which brings Qt."""
    try:
        window = importlib.import_module("voffice_desktop.main")
    except ImportError:
        return _failed(f"no_window: {SENTENCES['no_window']}")
    return int(window.run(options))
