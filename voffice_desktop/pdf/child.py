"""The child's side: confine itself, load the PDF libraries, then do one named job after another.

Started as ``python -m voffice_desktop.pdf.child PROFILE`` or, frozen, ``EXECUTABLE --pdf-child PROFILE``. Reads
frames from standard input, answers on standard output, ends when its parent closes the pipe. It has an empty
environment, no socket, no database, no secret but those of the job in hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf import limits, pipes

Job = Callable[[dict[str, Any], list[bytes]], tuple[dict[str, Any], list[bytes]]]
"""``(params, blobs) -> (result, blobs)``; raises `DocumentFault` for what the document is to blame for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve jobs until the parent hangs up. Returns the exit code."""
    profile = (sys.argv[1:] if argv is None else list(argv))[0]
    bounds = limits.PROFILES[profile]
    inbox = os.fdopen(os.dup(0), "rb")
    outbox = os.fdopen(os.dup(1), "wb")
    # Libraries that print must not write into the answers.
    silence = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(silence, fd)
    _warm(profile)
    limits.confine(bounds)
    while True:
        try:
            header, blobs = pipes.receive(inbox, limit=bounds.memory)
        except pipes.BrokenFrame:
            return 0
        limits.grant_cpu(bounds)
        answer, out = _perform(header, blobs)
        answer["peak"] = limits.peak_memory()
        pipes.send(outbox, answer, out)
        del blobs, out


def _perform(header: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    try:
        result, out = _job(header["job"])(header["params"], blobs)
        return {"result": result}, out
    except DocumentFault as fault:
        return {"fault": fault.code, "params": fault.params}, []
    except (MemoryError, RecursionError):
        return {"fault": "pdf_too_heavy", "params": {}}, []
    except Exception as error:  # boundary to hostile input: the parsers raise a dozen unrelated types
        return {"fault": "pdf_unreadable", "params": {"cause": type(error).__name__}}, []


def _job(name: str) -> Job:
    # Imported by name here, so that a frozen program carries them, and only in the child.
    if name == "inspect":
        from voffice_desktop.pdf.inside import gating

        return gating.job
    if name in ("look_at_update", "free_room", "find_blanks", "ink_under"):
        from voffice_desktop.pdf.inside import signed_checks

        jobs: dict[str, Job] = {
            "look_at_update": signed_checks.look_job,
            "free_room": signed_checks.free_room_job,
            "find_blanks": signed_checks.blanks_job,
            "ink_under": signed_checks.ink_job,
        }
        return jobs[name]
    if name in ("view", "normalise"):
        from voffice_desktop.pdf.inside import viewing

        return viewing.job if name == "view" else viewing.normalise_job
    if name == "picture":
        from voffice_desktop.pdf.inside import picturing

        return picturing.job
    if name == "texts":
        from voffice_desktop.pdf.inside import reading

        return reading.job
    if name == "words":
        from voffice_desktop.pdf.inside import wording

        return wording.job
    if name in ("pictures", "assemble", "look", "pixels", "layer"):
        from voffice_desktop.pdf.inside import pages_job

        page_jobs: dict[str, Job] = {
            "pictures": pages_job.pictures_job,
            "assemble": pages_job.assemble_job,
            "look": pages_job.look_job,
            "pixels": pages_job.picture_job,
            "layer": pages_job.layer_job,
        }
        return page_jobs[name]
    if name == "recognise":
        from voffice_desktop.pdf.inside import recognising

        return recognising.job
    if name == "save":
        from voffice_desktop.pdf.inside import raster

        return raster.job
    if name == "trace":
        from voffice_desktop.pdf.inside import tracing

        return tracing.job
    raise DocumentFault("unknown_pdf_job", job=name)


def _warm(profile: str) -> None:
    """Load before the first job what every job of the profile needs."""
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    if profile in ("trace", "ocr"):
        return
    import pikepdf  # noqa: F401  loaded ahead of the first job

    if profile in ("work", "raster"):
        from voffice_desktop.pdf.inside import stampfont

        stampfont.stamp_font()


if __name__ == "__main__":
    sys.exit(main())
