"""Every text of the screens has its English, and the compiled tables are those of the sources."""

from __future__ import annotations

import ast
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


def _sources() -> list[Path]:
    return [*sorted((_UI / "ui").rglob("*.py")), _UI / "main.py"]


def _context_of(function: ast.FunctionDef) -> str:
    """The context that ``def tr(text): return QCoreApplication.translate("Context", text)`` gives its texts."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("translate") and len(node.args) > 1:
            context, text = node.args[:2]
            given = [each.arg for each in function.args.args]
            if isinstance(context, ast.Constant) and isinstance(text, ast.Name) and text.id in given:
                return str(context.value)
    return ""


def _by_functions() -> set[tuple[str, str]]:
    """(context, text) of the texts that go through a function of their own, whose context lupdate cannot know."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _sources()}
    speakers: dict[Path, dict[str, str]] = {}
    for path, tree in trees.items():
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        speakers[path] = {each.name: context for each in functions if (context := _context_of(each))}
    found = set()
    for path, tree in trees.items():
        known = dict(speakers[path])
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                other = speakers.get(_UI.parent.joinpath(*node.module.split(".")).with_suffix(".py"), {})
                known |= {each.asname or each.name: other[each.name] for each in node.names if each.name in other}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                context = known.get(ast.unparse(node.func).removeprefix("self."), "")
                texts = [each for each in _choices(node.args[0]) if context]
                found |= {(context, text) for text in texts}
    return found


def _choices(node: ast.expr) -> list[str]:
    """The texts that an argument may be: one constant, or either side of a condition."""
    if isinstance(node, ast.IfExp):
        return _choices(node.body) + _choices(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_text_of_the_sources_is_translated(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = [str(path) for path in _sources()]
    subprocess.run([_tool("pyside6-lupdate"), *sources, "-ts", str(fresh)], check=True, capture_output=True)
    known = {pair for pair, english in _texts(resources() / "i18n" / "voffice_en.ts").items() if english}
    told = set(_texts(fresh))
    spoken = _by_functions()
    assert spoken
    # A text shows in English only in the context that asks for it at run time.
    assert sorted(({pair for pair in told if pair[0]} | spoken) - known) == []
    # Where lupdate knows no context, a function gives it.
    assert sorted({text for context, text in told if not context} - {text for _, text in spoken}) == []


def test_no_text_is_asked_of_another_object() -> None:
    """``other.tr("…")`` looks under the class of ``other``, where lupdate does not look for it."""
    found = [
        f"{path.relative_to(_UI)}:{node.lineno}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "tr"
        if ast.unparse(node.func.value) != "self"
    ]
    assert found == []


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
