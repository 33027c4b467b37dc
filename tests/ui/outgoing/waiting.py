"""Documents of KCB that wait for the next act, made through the server's doors."""

from __future__ import annotations

import base64

from tests.ministry import PASSWORD, Ministry
from tests.unit.signing.material import letter
from voffice_desktop.signing import two_step
from voffice_desktop.signing.credentials import open_pkcs12
from voffice_desktop.signing.fields import AGENCY

SUMMARY = "Thử ký hàng loạt"


def more_waiting(ministry: Ministry, count: int, *, upto: str = "numbered", annexes: int = 0) -> list[str]:
    """So many more documents of KCB, approved or numbered; their ids."""
    clerk, leader = ministry.person("vanthu.kcb"), ministry.person("cuctruong.kcb")
    books = clerk.get("/books?limit=100").json()["items"]
    own = (clerk.user["unit_id"], "outgoing")
    book = next(one["id"] for one in books if (one["unit_id"], one["direction"]) == own)
    made_ids = []
    for number in range(count):
        files = [{"id": clerk.upload(letter(f"Van ban {number}", pages=1)), "role": "main"}]
        files += [
            {"id": clerk.upload(letter(f"Phu luc {at}", pages=1), f"phu-luc-{at}.pdf"), "role": "attachment"}
            for at in range(annexes)
        ]
        body = {
            "summary": f"{SUMMARY} {number}",
            "type_code": "CV",
            "signer_id": leader.user["id"],
            "signer_name": leader.user["full_name"],
            "files": files,
        }
        made = clerk.post("/outgoing-documents", body)
        assert made.status_code == 201, made.text
        path = f"/outgoing-documents/{made.json()['id']}"
        steps = [(leader, "approve", {}), (clerk, "number", {"book_id": book})]
        for who, act, said in steps[: 1 if upto == "approved" else 2]:
            answer = who.post(f"{path}/{act}", said)
            assert answer.status_code == 200, answer.text
        made_ids.append(made.json()["id"])
    return made_ids


def signed_by_others(ministry: Ministry, document_id: str) -> None:
    """The agency's signature by another client of the same clerk."""
    held = open_pkcs12((ministry.credentials / "KCB.p12").read_bytes(), PASSWORD)
    person, path = ministry.person("vanthu.kcb"), f"/outgoing-documents/{document_id}/signing"
    begun = person.post(path, {"certificate": base64.b64encode(held.certificate_der).decode()}).json()
    prepared = person.get(f"{path}/{begun['signing_id']}/prepared").content
    cms = base64.b64encode(two_step.sign_cms(prepared, AGENCY, held)).decode()
    assert person.post(f"{path}/{begun['signing_id']}/complete", {"cms": cms}).status_code == 200
