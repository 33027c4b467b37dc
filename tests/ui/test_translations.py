"""Every text of the screens has its English, and the compiled tables are those of the sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from voffice_desktop.paths import resources

_UI = Path(__file__).resolve().parents[2] / "voffice_desktop"


def _tool(name: str) -> str:
    found = Path(sys.executable).with_name(name)
    if not found.exists():
        pytest.skip(f"{name} of PySide6 is not beside this Python: texts were not compared")
    return str(found)


def _texts(path: Path) -> dict[tuple[str, str], str]:
    found = {}
    for context in ElementTree.parse(path).getroot().findall("context"):
        name = context.findtext("name") or ""
        for message in context.findall("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            found[name, message.findtext("source") or ""] = (
                (translation.text or "") if done and translation is not None else ""
            )
    return found


def test_every_text_of_the_sources_is_translated(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = [str(path) for path in (*(_UI / "ui").rglob("*.py"), _UI / "main.py")]
    subprocess.run([_tool("pyside6-lupdate"), *sources, "-ts", str(fresh)], check=True, capture_output=True)
    known = {source for (_, source), english in _texts(resources() / "i18n" / "voffice_en.ts").items() if english}
    missing = sorted({source for _, source in _texts(fresh)} - known)
    assert missing == []


@pytest.mark.parametrize("name", ["voffice_en", "qtbase_vi"])
def test_placeholders_survive_translation(name: str) -> None:
    for (context, source), text in _texts(resources() / "i18n" / f"{name}.ts").items():
        for part in ("{count}", "{name}", "{time}", "{days}", "{code}", "{done}", "{total}", "{0}", "%1"):
            assert (part in source) == (part in text), (context, source)


@pytest.mark.parametrize("name", ["voffice_en", "qtbase_vi"])
def test_the_compiled_table_is_of_this_source(tmp_path: Path, name: str) -> None:
    fresh = tmp_path / f"{name}.qm"
    source = resources() / "i18n" / f"{name}.ts"
    subprocess.run([_tool("pyside6-lrelease"), str(source), "-qm", str(fresh)], check=True, capture_output=True)
    assert fresh.read_bytes() == (resources() / "i18n" / f"{name}.qm").read_bytes()
