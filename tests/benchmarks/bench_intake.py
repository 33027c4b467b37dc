"""From a dropped file to proposed fields: its time, and how many fields are right, on text files and on scans.

The floor of the time is opening the file and taking the words of its pages in this process. Truth is the demo
ministry's records.
"""

from __future__ import annotations

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
_TEXTS, _SCANS = 60, 10


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

        figures.append(compare("fields of a text file, in a child", read, plain, goal=None, repeats=7))
        for kind, count, scanned, goal in (("text", _TEXTS, False, 0.95), ("scan", _SCANS, True, 0.85)):
            if scanned and fields.recogniser()[0] != "ready":
                continue
            figures += _accuracy(pool, agencies, records, kind, count, scanned, goal)
    return figures


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
