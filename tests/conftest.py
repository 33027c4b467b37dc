"""What every test may ask for: the corpus of real PDFs, and a log that must stay free of warnings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent


def _corpus_folder() -> Path:
    return Path(os.environ.get("VOFFICE_CORPUS", _ROOT.parent / "shared" / "corpus"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real, signed and malformed PDFs beside the project; its tests say so when it is absent."""
    folder = _corpus_folder()
    if not folder.is_dir():
        pytest.skip(f"no corpus at {folder}: tests on real, signed and malformed PDFs did not run")
    return folder
