"""From a dropped file to proposed fields: its time, and how many fields are right, on text files and on scans.

The floor of the time is opening the file and taking the words of its pages in this process; with recognition it is
one plain run of the recogniser over the same picture. Truth is the demo ministry's records, and for the real letter
(where the corpus is there) its own print; its signer is left out on purpose.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pymupdf

from tests.benchmarks.figures import Figure, compare
from tests.clerk_desk import papers, plan
from voffice_desktop.domain.agency_names import Agency, known_symbols
from voffice_desktop.domain.field_reading import Knowledge, read_fields
from voffice_desktop.domain.records import IncomingDocument
from voffice_desktop.pdf import fields
from voffice_desktop.pdf.children import Children

_NAMES = (
    "issuer_name", "issuer_code", "symbol", "issued_on", "type_code", "summary", "signer_name", "signer_title",
)  # fmt: skip
_TEXTS, _SCANS = 60, 12


def measure() -> list[Figure]:
    """Times and accuracies."""
    agencies = tuple(Agency(one.name, one.code) for one in plan().outside.recipients)
    records = [each.record for each in plan().ledger.incoming if isinstance(each.record, IncomingDocument)]
    figures: list[Figure] = []
    with Children(1, spares=False) as pool:
        pool.warm("work")
        sample = papers(1, skip=5)[0][0].make().data
        known = Knowledge(agencies)

        def read() -> object:
            reading = fields.read_words(sample, children=pool)
            return read_fields(reading.pages, reading.count, known)

        def plain() -> object:
            with pymupdf.open(stream=sample, filetype="pdf") as document:
                return [page.get_text("words") for page in document]

        count = fields.read_words(sample, children=pool).count
        figures.append(
            compare(f"fields of a text file of {count} pages, in a child", read, plain, goal=None, repeats=7)
        )
        if fields.recogniser()[0] == "ready":
            figures.append(_page_recognised(pool, known))
        figures += _real(pool, agencies)
        for kind, count, scanned, goal in (("text", _TEXTS, False, 0.95), ("scan", _SCANS, True, 0.85)):
            if scanned and fields.recogniser()[0] != "ready":
                continue
            figures += _accuracy(pool, agencies, records, kind, count, scanned, goal)
    return figures


def _page_recognised(pool: Children, known: Knowledge) -> Figure:
    data = papers(1, scanned=True)[0][0].make().data
    reading = fields.read_words(data, children=pool)
    with pymupdf.open(stream=data, filetype="pdf") as document:
        picture = document[0].get_pixmap(dpi=300, colorspace=pymupdf.csGRAY, alpha=False).tobytes("pgm")
    program = fields.recogniser()[1]

    def read() -> object:
        first = fields.recognise(data, [1], children=pool)
        return read_fields(fields.with_recognised(reading, first).pages[:1], reading.count, known)

    def plain() -> object:
        return subprocess.run(
            [program, "stdin", "stdout", "-l", "vie", "--dpi", "300", "tsv"],
            input=picture, capture_output=True, check=True, env={"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"},
        )  # fmt: skip

    return compare("fields of a scanned page, recognised", read, plain, goal=None, repeats=3)


_REAL = "Vb_h_ng_d_n_c_a_B_v_DMTC_S_T_N_-_V4.pdf"
_PRINTED = {
    "symbol": "11410/BXD-KHCNMT&VLXD", "issued_on": "2026-07-23", "issuer_name": "Bộ Xây dựng", "issuer_code": "G17",
    "type_code": "CV", "signer_title": "Thứ trưởng", "page_count": "3", "archive": "VT, KHCNMT&VLXD (N.A.D)",
}  # fmt: skip


def _real(pool: Children, agencies: tuple[Agency, ...]) -> list[Figure]:
    corpus = Path(os.environ.get("VOFFICE_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus"))
    path = corpus / "real" / "vn-ministry-signed" / _REAL
    if not path.exists():
        return []
    reading = fields.read_words(path.read_bytes(), children=pool)
    found = read_fields(reading.pages, reading.count, Knowledge(agencies))
    right = sum(name in found and found[name].value == value for name, value in _PRINTED.items())
    return [Figure("a real letter: fields right, share", 0, 0, right / len(_PRINTED), 0.95, at_least=True)]


def _accuracy(
    pool: Children,
    agencies: tuple[Agency, ...],
    records: list[IncomingDocument],
    kind: str,
    count: int,
    scanned: bool,
    goal: float,
) -> list[Figure]:
    right = dict.fromkeys(_NAMES, 0)
    done = 0
    for file, truth in papers(count, scanned=scanned):
        data = file.make().data
        reading = fields.read_words(data, children=pool)
        if reading.pictures:
            reading = fields.with_recognised(reading, fields.recognise(data, reading.pictures, children=pool))
        # What it knows of earlier papers is all but this one.
        notations = known_symbols(one.symbol.partition("/")[2] for one in records if one.id != truth.id)
        found = read_fields(reading.pages, reading.count, Knowledge(agencies, notations))
        done += 1
        for name in _NAMES:
            said = found[name].value.lower() if name in found else ""
            right[name] += said == str(getattr(truth, name)).lower().removeprefix("v/v ")
    figures = [Figure(f"{kind}: {name} right, share of {done}", 0, 0, right[name] / done, None) for name in _NAMES]
    together = sum(right.values()) / (done * len(_NAMES))
    return [*figures, Figure(f"{kind}: all fields right, share", 0, 0, together, goal, at_least=True)]
