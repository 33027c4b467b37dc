"""Outline and links of a file live on in its ``view`` copy; whatever else an action may do does not."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.unit.pdf.samples import changed
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.inside import navigation
from voffice_desktop.pdf.stamp import CopyIdentity, reading_copy

_WHO = CopyIdentity(
    account="canbo.mau",
    full_name="Nguyễn Văn Mẫu",
    time_text="28/11/2026 08:45",
    record_number="1/PTr",
    copy_id="0190c3f4-0000-7000-8000-000000000001",
)


def three_pages() -> bytes:
    """Links and lines of the outline of every kind that office programs write."""
    file = pymupdf.open()
    for number in range(3):
        file.new_page(width=595, height=842).insert_text((72, 90), f"Trang {number + 1}")
    first, box = file[0], pymupdf.Rect(72, 100, 200, 120)
    first.insert_link({"kind": pymupdf.LINK_GOTO, "from": box, "page": 2, "to": pymupdf.Point(0, 300)})
    first.insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 140, 200, 160), "uri": "https://mau.example/a"}
    )
    first.insert_link({"kind": pymupdf.LINK_LAUNCH, "from": pymupdf.Rect(72, 180, 200, 200), "file": "calc.exe"})
    file.set_toc([[1, "Chương I", 1], [2, "Điều 1", 2], [2, "Điều 2", 3], [1, "Chương II", 3]])
    return bytes(file.tobytes())


def named(pdf: pikepdf.Pdf) -> None:
    """Destinations by name, as typesetting programs write them; one name leads nowhere, one is a ring."""
    second = pdf.pages[1].obj
    leaf = Dictionary(Names=Array([String("muc.2"), Dictionary(D=Array([second, Name.XYZ, 0, 500, None]))]))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([pdf.make_indirect(leaf)])))
    rect = Array([10, 10, 60, 30])
    acts = [
        Dictionary(S=Name.GoTo, D=String("muc.2")),
        Dictionary(S=Name.GoTo, D=String("không có")),
        Dictionary(S=Name.URI, URI=String("JavaScript:alert(1)")),
        Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")),
    ]
    notes = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=act) for act in acts]
    broken = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([1, 2]), Dest=Array([second]))
    pdf.pages[2].obj.Annots = Array([pdf.make_indirect(note) for note in (*notes, broken)])
    line = pdf.Root.Outlines.First
    while "/Next" in line:
        line = line.Next
    line["/Next"] = pdf.Root.Outlines.First


def copy_of(children: Children, data: bytes) -> bytes:
    return reading_copy(data, _WHO, "view", children=children)


def test_links_and_outline_live_on(children: Children) -> None:
    with pymupdf.open(stream=copy_of(children, three_pages()), filetype="pdf") as copy:
        assert [line[:3] for line in copy.get_toc()] == [
            [1, "Chương I", 1],
            [2, "Điều 1", 2],
            [2, "Điều 2", 3],
            [1, "Chương II", 3],
        ]
        inside, outside = copy[0].get_links()
        assert inside["kind"] == pymupdf.LINK_GOTO and inside["page"] == 2
        assert inside["to"].y == pytest.approx(300, abs=1)
        assert outside["uri"] == "https://mau.example/a"
        assert tuple(outside["from"]) == pytest.approx((72, 140, 200, 160), abs=1)


def test_names_are_resolved_and_rings_end(children: Children) -> None:
    with pymupdf.open(stream=copy_of(children, changed(three_pages(), named)), filetype="pdf") as copy:
        (link,) = copy[2].get_links()
        assert link["page"] == 1 and link["to"].y == pytest.approx(842 - 500, abs=1)
        assert len(copy.get_toc()) == 4
    with pikepdf.open(io.BytesIO(copy_of(children, changed(three_pages(), named)))) as pdf:
        assert "/Names" not in pdf.Root
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    assert b"JavaScript" not in out.getvalue() and b"calc.exe" not in out.getvalue()


def test_a_hostile_outline_costs_no_more_than_its_bounds() -> None:
    pdf = pikepdf.Pdf.open(io.BytesIO(three_pages()))
    root = pdf.make_indirect(Dictionary())
    node = root
    for _ in range(200):  # deeper than anybody reads
        below = pdf.make_indirect(Dictionary(Title=String("a\x00\nb")))
        node["/First"] = below
        node = below
    pdf.Root["/Outlines"] = root
    found = navigation.read(pdf)
    depth, entries = 0, found.outline
    while entries:
        assert entries[0].title == "a b"
        depth, entries = depth + 1, entries[0].below
    assert depth == 13


def test_real_files_keep_their_ways(children: Children, corpus: Path) -> None:
    data = (corpus / "real" / "py-pdf-samples" / "pdflatex-outline.pdf").read_bytes()
    with pymupdf.open(stream=copy_of(children, data), filetype="pdf") as copy:
        assert len(copy.get_toc()) == 9 and len(copy[0].get_links()) == 9
