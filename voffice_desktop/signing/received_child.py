"""Judging a received file in a process of its own: it may hang or eat memory there without harm.

Child: ``python -m voffice_desktop.signing.received_child`` (frozen: ``EXECUTABLE --signing-child``) reads one
JSON line and the file from standard input and answers with one JSON object. It sees no environment, opens no
file for writing and no socket.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

from voffice_desktop.errors import MachineFault
from voffice_desktop.signing.trust import Trust
from voffice_desktop.signing.verify_received import Verdict, check_received, refused, verdict_of

SECONDS = 60.0
_MEMORY = 2 << 30
_ROOT = Path(__file__).resolve().parent.parent.parent
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from voffice_desktop.signing.received_child import main; sys.exit(main())"
)


def check_received_safely(
    data: bytes, *, repaired: bool = False, trust: Trust | None = None, seconds: float = SECONDS
) -> Verdict:
    """:func:`~.verify_received.check_received` in a child with limits; a file that outlasts them is ``not_valid``.

    MachineFault ``signing_child_unavailable``.
    """
    header = {"size": len(data), "repaired": repaired, "seconds": int(seconds) + 1, "trust": _packed(trust)}
    try:
        child = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"} if sys.platform != "win32" else None,
            start_new_session=True,
        )
    except OSError as error:
        raise MachineFault("signing_child_unavailable", cause=error.strerror or "") from error
    with child:
        try:
            answer, _ = child.communicate(json.dumps(header).encode() + b"\n" + data, timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            return refused("took_too_long")
    try:
        return verdict_of(json.loads(answer))
    except (ValueError, TypeError, KeyError):  # it died, by its limits or by the file
        return refused("file_unreadable")


def main() -> int:
    """The child's side: one file, one answer."""
    header = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(header["size"])
    _confine(header["seconds"])
    verdict = check_received(data, repaired=header["repaired"], trust=_unpacked(header["trust"]))
    sys.stdout.write(json.dumps(verdict.plain()))
    return 0


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--signing-child"]
    return [sys.executable, "-I", "-c", _START, str(_ROOT)]


def _confine(seconds: int) -> None:
    """Windows knows no such limits; there the parent's time limit alone ends a child."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _packed(trust: Trust | None) -> dict[str, object] | None:
    if trust is None:
        return None
    made: dict[str, object] = {
        name: [base64.b64encode(one).decode() for one in getattr(trust, name)]
        for name in ("roots", "intermediates", "crls", "ocsps")
    }
    return made | {"require_revocation": trust.require_revocation}


def _unpacked(packed: dict[str, list[str]] | None) -> Trust | None:
    if packed is None:
        return None
    lists = {
        name: tuple(base64.b64decode(one) for one in packed[name])
        for name in ("roots", "intermediates", "crls", "ocsps")
    }
    return Trust(**lists, require_revocation=bool(packed["require_revocation"]))


if __name__ == "__main__":
    sys.exit(main())
