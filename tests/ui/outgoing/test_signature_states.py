"""The four honest states of a signed file on screen: valid, amber, not valid, unsigned.

Files go through the doors that a clerk's do: uploaded, judged by the server, shown by the panel. By default some of
each family of the corpus; ``VOFFICE_LONG=1`` shows all of them.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtWidgets import QFrame, QLabel
from pytestqt.qtbot import QtBot

from tests.ministry import Ministry
from tests.ui.outgoing.seat import seated
from tests.unit.signing.material import letter
from voffice_desktop.domain.records import File, SignatureSummary
from voffice_desktop.server.signature_facts import summaries_of
from voffice_desktop.signing.verify_received import check_received
from voffice_desktop.ui.reader.signature_panel import SignaturePanel
from voffice_desktop.ui.reader.signature_words import state_of
from voffice_desktop.ui.theme.engine import ThemeEngine

LONG = os.environ.get("VOFFICE_LONG") == "1"
TONES = {"valid": "ok", "amber": "warn", "not_valid": "danger", "unsigned": "second"}


def shown(signatures: list[SignatureSummary]) -> tuple[str, str]:
    """The tone of the panel's first line, and every sentence on it."""
    file = File(id="f", name="a.pdf", media_type="application/pdf", size=1, sha256="0", signatures=signatures)
    panel = SignaturePanel()
    panel.show_file(file)
    labels = panel.findChildren(QLabel)
    return str(labels[0].property("type")), "\n".join(one.text() for one in labels)


@pytest.mark.corpus
def test_the_corpus_is_shown_as_it_must_be(corpus: Path, qtbot: QtBot) -> None:
    with (corpus / "signed" / "expected.tsv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table, delimiter="\t") if row["must"] != "refuse-upload"]
    if not LONG:
        families: dict[tuple[str, str], list[dict[str, str]]] = {}
        for row in rows:
            families.setdefault((row["file"].partition("/")[0], row["must"]), []).append(row)
        rows = [row for found in families.values() for row in found[:1]]
    pymupdf.TOOLS.mupdf_display_errors(False)
    wrong = []
    try:
        for row in rows:
            data = (corpus / "signed" / row["file"]).read_bytes()
            verdict = check_received(data, repaired=repaired(data))
            signatures = summaries_of(verdict)
            tone, _ = shown(signatures)
            expected = {
                "not-valid": {"danger", "warn"}, "unsigned": {"second"}, "intact": {"ok", "warn"},
                "accept": {"ok", "warn"}, "any": set(TONES.values()),
            }[row["must"]]  # fmt: skip
            if tone not in expected or tone != TONES[verdict.state] or tone != state_of(signatures)[0]:
                wrong.append((row["file"], row["must"], verdict.state, tone))
    finally:
        pymupdf.TOOLS.mupdf_display_errors(True)
    assert wrong == []


def repaired(data: bytes) -> bool:
    try:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            return bool(document.is_repaired)
    except (RuntimeError, ValueError):
        return True


@pytest.mark.corpus
def test_uploaded_files_of_every_state_reach_the_clerks_panel(
    qtbot: QtBot, theme: ThemeEngine, ministry: Ministry, corpus: Path, tmp_path: Path
) -> None:
    clerk = ministry.person("vanthu.kcb")
    ministrys = sorted((corpus / "real" / "vn-ministry-signed").glob("*.pdf"))
    files = {
        "ok": (corpus / "signed" / "eu-dss" / "pdf-signed-original.pdf").read_bytes(),
        "danger": (corpus / "signed" / "eu-dss" / "modified_after_signature.pdf").read_bytes(),
        "second": letter("Cong van khong ky"),
        "warn": ministrys[0].read_bytes(),
    }
    ids = {}
    for tone, data in files.items():
        body = {
            "issuer_name": "Bộ Xây dựng",
            "symbol": f"{len(ids) + 1}/BXD-VP",
            "issued_on": "2026-11-20",
            "summary": f"Thử trạng thái chữ ký {tone}",
            "files": [{"id": clerk.upload(data), "role": "main"}],
        }
        made = clerk.post("/incoming-documents", body)
        assert made.status_code == 201, made.text
        ids[tone] = made.json()["id"]
    with seated(qtbot, theme, ministry, "vanthu.kcb", tmp_path / "profile") as seat:
        for tone, record_id in ids.items():
            detail = seat.desk.details.get("incoming_document", record_id)
            assert detail is not None
            panel = SignaturePanel()
            qtbot.addWidget(panel)
            panel.show_file(detail.files[0].file)
            labels = panel.findChildren(QLabel)
            assert labels[0].property("type") == tone, (tone, labels[0].text())
            if tone == "warn":
                cards = [one for one in panel.findChildren(QFrame) if one.property("look") == "inset"]
                assert len(cards) in (4, 6)
                said = [one.accessibleName() for one in cards]
                assert all("BỘ XÂY DỰNG" in one.upper() or "," in one for one in said)
                assert all("Ký lúc" in one and "có dấu thời gian" in one for one in said)
                assert any("Chưa xác minh được nơi cấp" in one for one in said)
