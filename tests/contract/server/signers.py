"""Signing in two steps, as a client with a PKCS#12 does it, or in one piece as an outside tool does."""

from __future__ import annotations

import base64
from typing import Any

import requests

from tests.contract.server.office import Office, good
from tests.ministry import PASSWORD, Person
from voffice_desktop.clock import utc_now
from voffice_desktop.signing import appearance, authority, fields, two_step
from voffice_desktop.signing.certification import field_of
from voffice_desktop.signing.credentials import Credential, open_pkcs12


def key(office: Office, name: str) -> Credential:
    """The demo credential of that name."""
    return open_pkcs12((office.ministry.credentials / f"{name}.p12").read_bytes(), PASSWORD)


def begin(person: Person, path: str, credential: Credential) -> requests.Response:
    """The first step."""
    return person.post(path, {"certificate": base64.b64encode(credential.certificate_der).decode()})


def in_two_steps(office: Office, person: Person, path: str, to_sign: str, field: str, name: str) -> requests.Response:
    """Both steps; ``path`` is where they begin. The answer to the second."""
    credential = key(office, name)
    base = person.get(to_sign)
    assert base.status_code == 200, base.text
    begun = good(begin(person, path, credential), 201)
    assert begun["digest_algorithm"] == "sha256"
    assert begun["expires_at"].endswith("Z")
    prepared = person.get(f"{path}/{begun['signing_id']}/prepared")
    assert prepared.status_code == 200
    assert prepared.content.startswith(base.content)
    two_step.check_prepared(base.content, prepared.content, field)
    cms = two_step.sign_cms(prepared.content, field, credential)
    return person.post(f"{path}/{begun['signing_id']}/complete", {"cms": base64.b64encode(cms).decode()})


def agency(
    office: Office, document: dict[str, Any], clerk: str = "vanthu.kcb", name: str = "KCB"
) -> requests.Response:
    """The clerk's agency signature on a numbered document."""
    path = f"/outgoing-documents/{document['id']}"
    return in_two_steps(office, office.person(clerk), path + "/signing", path + "/to-sign", fields.AGENCY, name)


def personal(office: Office, document: dict[str, Any], leader: str = "cuctruong.kcb") -> requests.Response:
    """The leader's personal signature on an approved document."""
    path = f"/outgoing-documents/{document['id']}"
    return in_two_steps(office, office.person(leader), path + "/signing", path + "/to-sign", fields.PERSONAL, leader)


def certification(office: Office, file_id: str, clerk: str, name: str) -> requests.Response:
    """The unit's certification of a file."""
    path = f"/files/{file_id}/certification"
    return in_two_steps(office, office.person(clerk), path, path + "/to-sign", field_of(name), name)


def outside_agency(office: Office, base: bytes, name: str = "KCB") -> bytes:
    """The whole signed file, as an outside tool gives it."""
    now = utc_now()
    look = appearance.agency_stamp(authority.UNITS["KCB"], now)
    return two_step.sign_here(base, fields.AGENCY, key(office, name), look, at=now)


def numbered(office: Office, document: dict[str, Any]) -> dict[str, Any]:
    """The document with its number."""
    body = {"book_id": office.book("KCB", "outgoing")}
    return good(office.person("vanthu.kcb").post(f"/outgoing-documents/{document['id']}/number", body), 200)


def dispatched(office: Office, *units: str, **fields_of_slip: Any) -> dict[str, Any]:
    """A document of KCB, signed and sent to those units."""
    document = numbered(office, office.approved(**fields_of_slip))
    document = good(agency(office, document), 200)
    body = {"recipient_ids": [office.recipient(code) for code in units]}
    return good(office.person("vanthu.kcb").post(f"/outgoing-documents/{document['id']}/dispatch", body), 200)
