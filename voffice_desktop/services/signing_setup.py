"""How signatures look and where they stand, set by an administrator: policy, places, pictures that only go in."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import quote

from voffice_desktop.domain.records import Unit
from voffice_desktop.domain.signature_settings import KEY, LEADERS, LeaderSignature, SignatureSettings
from voffice_desktop.errors import DocumentFault, MachineFault, Transient, VofficeError
from voffice_desktop.ids import new_id
from voffice_desktop.protocol import codec
from voffice_desktop.remote.calls import Remote

Owner = Literal["unit", "user"]
MOST_BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class Setup:
    """What is set now. ``pictures``: (owner kind, owner id) to its size in pixels."""

    leader_signature: LeaderSignature = "optional"
    inserted_numbers: bool = False
    pictures: tuple[tuple[Owner, str, int, int], ...] = ()

    def picture_of(self, owner: Owner, owner_id: str) -> tuple[int, int] | None:
        """The size of the picture that an owner has."""
        return next((each[2:] for each in self.pictures if each[:2] == (owner, owner_id)), None)


class SigningSetup(Protocol):
    """Online; blocks; for administrators (``forbidden`` for everybody else)."""

    def read(self) -> Setup:
        """What is set now."""

    def set_policy(self, leader_signature: LeaderSignature, *, inserted_numbers: bool) -> Setup:
        """Whether leaders sign, whether numbers may be inserted."""

    def set_unit(self, unit: Unit, wishes: SignatureSettings, leaders: LeaderSignature | None) -> None:
        """Where a unit's agency signature stands in documents approved from now on, and whether its leaders sign
        (None: as the agency's policy says)."""

    def put_picture(self, owner: Owner, owner_id: str, path: Path) -> Setup:
        """Keep a PNG as a unit's seal or a person's hand signature. DocumentFault ``bad_picture``."""

    def remove_picture(self, owner: Owner, owner_id: str) -> Setup:
        """Print none from now on."""


class NoSigningSetup:
    """A desk that sets nothing: tests of other screens, plugins' desks."""

    def read(self) -> Setup:
        """Nothing is set."""
        return Setup()

    def set_policy(self, leader_signature: LeaderSignature, *, inserted_numbers: bool) -> Setup:
        """Nothing is kept."""
        raise VofficeError("forbidden")

    def set_unit(self, unit: Unit, wishes: SignatureSettings, leaders: LeaderSignature | None) -> None:
        """Nothing is kept."""
        raise VofficeError("forbidden")

    def put_picture(self, owner: Owner, owner_id: str, path: Path) -> Setup:
        """Nothing is kept."""
        raise VofficeError("forbidden")

    def remove_picture(self, owner: Owner, owner_id: str) -> Setup:
        """Nothing is kept."""
        raise VofficeError("forbidden")


class StoredSigningSetup:
    """See :class:`SigningSetup`."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    def read(self) -> Setup:
        """What is set now."""
        policy: Any = self._remote.exchange.ask("GET", "/policy").plain()
        return self._pictures(_policy(policy), self._remote.exchange.ask("GET", "/signing/pictures").plain())

    def set_policy(self, leader_signature: LeaderSignature, *, inserted_numbers: bool) -> Setup:
        """Whether leaders sign, whether numbers may be inserted."""
        body = codec.encode({"leader_signature": leader_signature, "inserted_numbers": inserted_numbers})
        self._remote.act("PATCH", "/policy", body, key=new_id())
        return self.read()

    def set_unit(self, unit: Unit, wishes: SignatureSettings, leaders: LeaderSignature | None) -> None:
        """Where a unit's agency signature stands, and whether its leaders sign."""
        kept = {name: value for name, value in unit.settings.items() if name != LEADERS}
        settings = {**kept, KEY: asdict(wishes)} | ({LEADERS: leaders} if leaders else {})
        path = f"/units/{quote(unit.id, safe='')}"
        self._remote.act("PATCH", path, codec.encode({"settings": settings}), key=new_id(), if_match=unit.version)

    def put_picture(self, owner: Owner, owner_id: str, path: Path) -> Setup:
        """Keep a PNG. The picture stays in no cache of this machine."""
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise MachineFault("disk_error", detail=type(error).__name__) from error
        if len(data) > MOST_BYTES or not data.startswith(b"\x89PNG"):
            raise DocumentFault("bad_picture")
        self._remote.exchange.ask("PUT", _path(owner, owner_id), body=data, headers={"Content-Type": "image/png"})
        return self.read()

    def remove_picture(self, owner: Owner, owner_id: str) -> Setup:
        """Print none from now on."""
        self._remote.exchange.ask("DELETE", _path(owner, owner_id), key=new_id())
        return self.read()

    def _pictures(self, setup: Setup, found: Any) -> Setup:
        try:
            lines = tuple(
                (one["owner_kind"], str(one["owner_id"]), int(one["width"]), int(one["height"]))
                for one in found["items"]
            )
        except (KeyError, TypeError, ValueError) as error:
            raise Transient("not_our_server") from error
        return replace(setup, pictures=lines)


def _policy(found: Any) -> Setup:
    if not isinstance(found, dict):
        raise Transient("not_our_server")
    return Setup(found.get("leader_signature", "optional"), bool(found.get("inserted_numbers")))


def _path(owner: Owner, owner_id: str) -> str:
    return f"/signing/pictures/{owner}/{quote(owner_id, safe='')}"
