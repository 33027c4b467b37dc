"""One demo authority, its opened keys and a plain two-page letter for all signing tests."""

from __future__ import annotations

import pytest

from tests.unit.signing.material import Room, letter
from voffice_desktop.clock import utc_now
from voffice_desktop.signing import authority, fields
from voffice_desktop.signing.trust import Trust, load_certificates


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    folder = tmp_path_factory.mktemp("credentials")
    authority.demo_credentials(folder)
    trust = Trust(
        load_certificates((folder / "root.cert.pem").read_bytes()),
        load_certificates((folder / "ca.cert.pem").read_bytes()),
        ((folder / "root.crl").read_bytes(), (folder / "ca.crl").read_bytes()),
    )
    return Room(folder, trust, utc_now().replace(microsecond=0))


@pytest.fixture(scope="session")
def prepared_letter() -> bytes:
    return fields.prepare_fields(letter())


@pytest.fixture(scope="session")
def to_sign(room: Room, prepared_letter: bytes) -> bytes:
    """Signed by the leader and numbered: what the clerk signs."""
    return room.numbered(room.personal(prepared_letter))


@pytest.fixture(scope="session")
def issued(room: Room, to_sign: bytes) -> bytes:
    """``to_sign`` with the agency's signature."""
    return room.agency(to_sign)
