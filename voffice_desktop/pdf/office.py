"""The PDF rendition of an office file, made by LibreOffice where it is installed.

LibreOffice runs as a process of its own in a private folder that is removed afterwards, with a fresh profile (no
macros, no extensions), without a display and with a time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from voffice_desktop.pdf import gate
from voffice_desktop.pdf.children import Children

TIME_LIMIT_SECONDS = 90

_SUFFIXES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/rtf": ".rtf",
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """The PDF made from an office file."""

    data: bytes
    pages: int


class Renditions:
    """Makes PDF renditions; without LibreOffice, or when it fails on a file, there is simply none."""

    def __init__(self, children: Children) -> None:
        self._children = children
        self._program = shutil.which("soffice") or shutil.which("libreoffice")

    def make(self, data: bytes, media_type: str) -> Rendition | None:
        """The rendition of an office file, or None: no office file, no LibreOffice, or a file it cannot read."""
        suffix = _SUFFIXES.get(media_type)
        if suffix is None or self._program is None:
            return None
        with tempfile.TemporaryDirectory(prefix="voffice-office-") as name:
            folder = Path(name)
            source = folder / f"source{suffix}"
            source.write_bytes(data)
            made = self._convert(folder, source)
        if made is None:
            return None
        verdict = gate.inspect(made, children=self._children)
        return Rendition(made, verdict.pages) if verdict.accepted else None

    def _convert(self, folder: Path, source: Path) -> bytes | None:
        command = [
            str(self._program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ]
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}
        try:
            subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIME_LIMIT_SECONDS,
                check=True,
                start_new_session=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        result = source.with_suffix(".pdf")
        return result.read_bytes() if result.exists() else None
