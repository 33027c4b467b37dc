"""Fields read from papers: every one of them on text PDFs, most on scans, none of a wrong one claimed as sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clerk_desk import papers, plan
from voffice_desktop.domain.agency_names import Agency, known_symbols
from voffice_desktop.domain.field_reading import Knowledge, Proposal, read_fields
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf import fields
from voffice_desktop.pdf.children import Children

_NAMES = (
    "issuer_name", "issuer_code", "symbol", "issued_on", "type_code", "summary", "signer_name", "signer_title",
)  # fmt: skip


def knowledge() -> Knowledge:
    agencies = tuple(Agency(one.name, one.code) for one in plan().outside.recipients)
    records = [planned.record for planned in plan().ledger.incoming]
    notations = [one.symbol.partition("/")[2] for one in records if isinstance(one, IncomingDocument)]
    return Knowledge(agencies, known_symbols(notations))


def wrong_fields(found: dict[str, Proposal], truth: IncomingDocument) -> list[tuple[str, str, str]]:
    said = {name: found[name].value if name in found else "" for name in _NAMES}
    return [
        (name, said[name], str(getattr(truth, name)))
        for name in _NAMES
        if said[name].lower() != str(getattr(truth, name)).lower().removeprefix("v/v ")
    ]


@pytest.fixture(scope="module")
def pool() -> Children:
    with Children(1, spares=False) as made:
        made.warm("work")
        yield made


def test_text_papers_are_read_whole(pool: Children) -> None:
    known = knowledge()
    for file, truth in papers(12, skip=40):
        reading = fields.read_words(file.make().data, children=pool)
        found = read_fields(reading.pages, reading.count, known)
        assert wrong_fields(found, truth) == []
        assert found["page_count"].value == str(reading.count)
        assert ("urgency" in found) == (truth.urgency != "normal")
        for name in ("symbol", "issuer_name", "signer_name"):
            assert found[name].rect is not None and 1 <= found[name].page <= reading.count


@pytest.mark.skipif(fields.recogniser()[0] != "ready", reason="no tesseract with Vietnamese data: scans not read")
def test_a_scan_is_read_by_its_picture() -> None:
    (file, truth), *_ = papers(1, scanned=True)
    data = file.make().data
    with Children(1, spares=False) as own:
        reading = fields.read_words(data, children=own)
        assert reading.pictures == tuple(range(1, reading.count + 1))
        reading = fields.with_recognised(reading, fields.recognise(data, reading.pictures, children=own))
    found = read_fields(reading.pages, reading.count, knowledge())
    assert {"symbol", "issued_on", "issuer_name", "type_code"}.isdisjoint(
        name for name, _, _ in wrong_fields(found, truth)
    )
    assert all(proposal.confidence < 0.999 for name, proposal in found.items() if name != "page_count")


def test_says_when_there_is_no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fields, "recogniser", lambda: ("no_vietnamese", ""))
    with pytest.raises(DocumentFault, match="ocr_unavailable"):
        fields.recognise(b"%PDF-", [1])


def test_garbage_is_a_fault() -> None:
    with Children(1, spares=False) as own, pytest.raises(DocumentFault):
        fields.read_words(b"%PDF-1.4 nothing", children=own)


@pytest.mark.corpus
def test_a_real_letter_and_its_annex(corpus: Path) -> None:
    """Only facts of the public document; its signer is left out on purpose."""
    folder = corpus / "real" / "vn-ministry-signed"
    with Children(1, spares=False) as own:
        readings = {
            name: fields.read_words((folder / name).read_bytes(), children=own)
            for name in ("Vb_h_ng_d_n_c_a_B_v_DMTC_S_T_N_-_V4.pdf", "1._B_Th_ng_s_KT_d_ng_chung_cho_S_T.pdf")
        }
    for name, reading in readings.items():
        found = read_fields(reading.pages, reading.count, knowledge())
        said = {key: proposal.value for key, proposal in found.items()}
        assert said["symbol"] == "11410/BXD-KHCNMT&VLXD"
        assert said["issued_on"] == "2026-07-23"
        assert (said["issuer_name"], said["issuer_code"]) == ("Bộ Xây dựng", "G17")
        assert said["page_count"] == "3"
        if name.startswith("Vb"):
            assert said["type_code"] == "CV" and said["signer_title"] == "Thứ trưởng"
            assert said["summary"].startswith("hướng dẫn áp dụng Bộ thông số kỹ thuật cơ bản dùng chung, danh mục")
            assert said["archive"] == "VT, KHCNMT&VLXD (N.A.D)"
        else:
            assert found["summary"].confidence < 0.6


@pytest.mark.corpus
def test_claims_nothing_sure_of_what_is_no_official_letter(corpus: Path) -> None:
    with Children(1, spares=False) as own:
        for path in (*corpus.glob("real/vn-court-precedents/*.pdf"), *corpus.glob("real/vn-forms/*.pdf")):
            reading = fields.read_words(path.read_bytes(), children=own)
            found = read_fields(reading.pages, reading.count, knowledge())
            sure = {
                name
                for name in ("issuer_name", "symbol", "issued_on")
                if name in found and found[name].confidence > 0.6
            }
            assert not sure, (path.name, sure)
