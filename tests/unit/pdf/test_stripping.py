"""Who strips a ``save`` copy with the usual tools still holds a page that names the copy (security.md §8)."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Name

from tests.unit.pdf.test_stamp_view import WHO
from tests.unit.pdf.test_trace import HIDDEN, KEY, saved
from voffice_desktop.pdf.children import Children
from voffice_desktop.pdf.trace import trace

__all__ = ["saved"]

Strip = Callable[[bytes, Path], bytes]


def _redact_all_text(data: bytes, _: Path) -> bytes:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            page.add_redact_annot(page.rect)
            page.apply_redactions(images=pymupdf.PDF_REDACT_IMAGE_NONE)
        return document.tobytes(garbage=4, clean=True)


def _delete_annotations(data: bytes, _: Path) -> bytes:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            for annotation in list(page.annots()):
                page.delete_annot(annotation)
        return document.tobytes(garbage=4)


def _keep_only_the_pictures(data: bytes, _: Path) -> bytes:
    """Every content stream rewritten by hand: pictures drawn, all else thrown away, metadata gone."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept: list[tuple[list[pikepdf.Object], pikepdf.Operator]] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("q", "Q", "cm", "Do"):
                    kept.append((list(operands), operator))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
            if Name.Annots in page.obj:
                del page.obj[Name.Annots]
        if Name.Metadata in pdf.Root:
            del pdf.Root[Name.Metadata]
        del pdf.docinfo
        pdf.save(out)
    return out.getvalue()


def _cut_at_first_end(data: bytes, _: Path) -> bytes:
    """An appended mark would be gone with the bytes after the first %%EOF."""
    return data[: data.index(b"%%EOF") + 5]


def _qpdf(data: bytes, folder: Path) -> bytes:
    source, target = folder / "in.pdf", folder / "out.pdf"
    source.write_bytes(data)
    words = ["qpdf", "--qdf", "--remove-metadata", "--flatten-annotations=all", "--coalesce-contents"]
    done = subprocess.run([*words, str(source), str(target)], capture_output=True, check=False)
    if done.returncode:  # older qpdf knows no --remove-metadata
        words.remove("--remove-metadata")
        subprocess.run([*words, str(source), str(target)], capture_output=True, check=True)
    return target.read_bytes()


def _redistilled(data: bytes, _: Path) -> bytes:
    """Printed anew: pages become pictures of a lower resolution in a new file."""
    with pymupdf.open(stream=data, filetype="pdf") as old, pymupdf.open() as new:
        for page in old:
            picture = page.get_pixmap(dpi=150)
            made = new.new_page(width=page.rect.width, height=page.rect.height)
            made.insert_image(made.rect, stream=picture.tobytes("jpeg", jpg_quality=80))
        return new.tobytes()


@pytest.mark.parametrize(
    "strip",
    [_redact_all_text, _delete_annotations, _keep_only_the_pictures, _cut_at_first_end, _qpdf, _redistilled],
)
def test_what_is_left_still_names_the_copy(saved: bytes, children: Children, tmp_path: Path, strip: Strip) -> None:
    if strip is _qpdf and shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed: stripping with it was not tried")
    left = strip(saved, tmp_path)
    found = trace(left, "tep.pdf", KEY, children=children)
    assert found.hidden_ids == (HIDDEN,) or WHO.copy_id in found.copy_ids


def test_no_layer_of_a_saved_page_is_clean(saved: bytes) -> None:
    """There is one picture a page and no content beside it that shows anything: nothing can be lifted off."""
    with pikepdf.open(io.BytesIO(saved)) as pdf:
        for page in pdf.pages:
            pictures = [each for each in page.resources.XObject.values() if each.get(Name.SMask) is None]
            assert len(pictures) == len(page.resources.XObject) == 1
            shows = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
            assert not shows & {"f", "F", "f*", "S", "s", "B", "b", "sh", "BI"}
