"""What each command does with a desk. Every function returns what is printed."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from voffice_desktop import bootstrap
from voffice_desktop.errors import MachineFault, Rejected, SignInNeeded, Transient, VofficeError
from voffice_desktop.protocol.routes import kind_named
from voffice_desktop.services import accounts, everything
from voffice_desktop.services.desk import Desk

Run = Callable[[argparse.Namespace, Path, "str | None"], dict[str, Any]]


def _account(options: argparse.Namespace, profile: Path) -> str:
    named = getattr(options, "account", None)
    if named:
        return unicodedata.normalize("NFC", str(named))
    known = accounts.known(profile)
    if not known:
        raise SignInNeeded("unknown_account")
    return known[0].account


@contextlib.contextmanager
def _desk(
    options: argparse.Namespace, profile: Path, password: str | None, *, syncing: bool = False
) -> Iterator[Desk]:
    desk = bootstrap.unlock(profile, _account(options, profile), password, repair=syncing, expired_ok=syncing)
    try:
        yield desk
    finally:
        desk.close()


def login(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """Sign in online and make (or repair) the cache."""
    server = getattr(options, "server", None)
    account = getattr(options, "account", None)
    if not server or not account:
        raise Rejected("invalid", field="--server" if not server else "--account")
    desk = bootstrap.sign_in(
        profile,
        str(server),
        unicodedata.normalize("NFC", str(account)),
        password or "",
        remember=not options.no_remember,
        otp=options.otp,
    )
    try:
        return {"account": desk.account, "full_name": desk.user.full_name, "server": desk.server}
    finally:
        desk.close()


def sync(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """One round; an unreachable server is no failure."""
    with _desk(options, profile, password, syncing=True) as desk:
        done = everything.synchronise(desk, accept_shrink=options.accept_shrink)
    return {
        "online": done.online,
        "received": done.received,
        "removed": done.removed,
        "sent": done.sent,
        "blocked": done.blocked,
        "cursor": done.cursor,
    }


def list_(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """Records of one kind as they will be, pending acts included."""
    kind = kind_named(options.kind)
    if kind is None:
        raise Rejected("unknown_kind", kind=options.kind)
    where: list[tuple[str, str]] = []
    for pair in options.where:
        field, equals, value = unicodedata.normalize("NFC", pair).partition("=")
        if not equals or not field:
            raise Rejected("invalid", field="--where")
        where.append((field, value))
    if options.limit is not None and options.limit < 0:
        raise Rejected("invalid", field="--limit")
    with _desk(options, profile, password) as desk:
        return {"items": everything.items(desk, kind, tuple(where), options.limit)}


def search(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """Hits, best first."""
    with _desk(options, profile, password) as desk:
        hits = desk.search.find(options.query, options.limit)
    return {"hits": [{"kind": hit.kind, "id": hit.id, "title": hit.title, "why": hit.why} for hit in hits]}


def act(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """Queue one act; it is sent by ``sync``."""
    body = json.loads(options.body)
    if not isinstance(body, dict):
        raise json.JSONDecodeError("not an object", options.body, 0)
    with _desk(options, profile, password) as desk:
        return {"command_id": desk.acts.act(options.method, options.path, body), "state": "queued"}


def outbox(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """What waits to be sent or to be decided."""
    with _desk(options, profile, password) as desk:
        return {"commands": everything.waiting(desk)}


def fetch(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """Cache a reading copy, or write a saved or certified copy to a path."""
    with _desk(options, profile, password) as desk:
        target = options.save or options.certified
        if target is not None:
            path = Path(target).expanduser().absolute()
            if options.certified is not None:
                desk.files.save_certified(options.file_id, path)
            else:
                desk.files.save_copy(options.file_id, path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            cached = desk.files.is_cached(options.file_id)
            return {"file_id": options.file_id, "cached": cached, "sha256": digest, "saved": str(path)}
        desk.files.fetch(options.file_id)
        try:
            desk.files.read(options.file_id)
        except Transient as error:
            if error.code != "not_cached":
                raise
            # The copy on disk was damaged and has been dropped just now.
            desk.files.fetch(options.file_id)
        return {"file_id": options.file_id, "cached": True, "sha256": desk.files.sha256(options.file_id)}


def doctor(options: argparse.Namespace, profile: Path, password: str | None) -> dict[str, Any]:
    """What works and what does not, without changing anything."""
    report: dict[str, Any] = {"profile": str(profile), "keyring": bootstrap.keyring_works(), "accounts": []}
    for known in accounts.known(profile):
        entry: dict[str, Any] = {
            "account": known.account,
            "server": known.server,
            "needs_password": known.needs_password,
        }
        if password is None and known.needs_password:
            entry["cache"] = "locked"
        else:
            entry["cache"] = _examined(profile, known.account, password, entry)
        report["accounts"].append(entry)
    wanted = getattr(options, "account", None)
    for entry in report["accounts"]:
        mine = wanted in (None, entry["account"])
        if mine and entry["cache"] in ("cache_damaged", "outbox_damaged", "cache_newer"):
            raise MachineFault(entry["cache"])
    return report


def _examined(profile: Path, account: str, password: str | None, entry: dict[str, Any]) -> str:
    try:
        desk = bootstrap.unlock(profile, account, password, expired_ok=True)
    except VofficeError as error:
        return error.code
    try:
        entry.update(everything.examined(desk))
    except VofficeError as error:
        return error.code
    finally:
        desk.close()
    return "ok"


RUN: dict[str, Run] = {
    "login": login,
    "sync": sync,
    "list": list_,
    "search": search,
    "act": act,
    "outbox": outbox,
    "fetch": fetch,
    "doctor": doctor,
}
