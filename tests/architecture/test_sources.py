"""What may not stand in this repository: paths and hosts of one machine, notes to self, long mixed modules."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]

# Modules over 400 lines, each with the reason why it is still one purpose.
_LONG_MODULES: dict[str, str] = {
    "voffice_desktop/domain/records.py": "one table: every record of the wire, side by side",
    "voffice_desktop/domain/slips.py": "one table: every act on a slip, who may do it and where it leads",
    "voffice_desktop/ui/list_pane.py": "one pane: rows, table, tabs, filter and what stands in their place",
    "voffice_desktop/ui/main_window.py": "one window: joins its panes and screens, and nothing else",
    "voffice_desktop/server/demo/incoming.py": "one plan: the incoming documents of the demo ministry",
    "voffice_desktop/server/routes/admin.py": "one desk: the administrator's calls, which share their checks",
    "voffice_desktop/server/routes/outgoing.py": "one resource: every call on an outgoing document",
    "voffice_desktop/ui/reader/ink_layer.py": "one layer: its pixmaps, the live line and the events that draw",
    "voffice_desktop/ui/reader/page_canvas.py": "one canvas: places, zoom, wishes and painting share one layout",
    "voffice_desktop/ui/slips/editor.py": "one screen: a slip's form, its keeping, its files and its acts",
    "voffice_desktop/server/work.py": "one transaction: what every handler of the server may do inside it",
}

_LINES = 400


def _tracked(*endings: str) -> list[Path]:
    """The files of the project, those not yet committed included."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git work tree: what is tracked cannot be told")
    paths = [_ROOT / name for name in listed.stdout.split("\0") if name.endswith(endings)]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_requirements_are_hashes_and_nothing_of_a_machine(name: str) -> None:
    lines = (_ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pins
    assert not [line for line in lines if re.search(r"://|^-|@ |file:|\s/", line)]
    assert all("==" in pin for pin in pins)
    # A pin continues on its hashes: none stands alone.
    unhashed = [
        one for one, after in zip(lines, [*lines[1:], ""], strict=True) if "==" in one and "--hash=" not in after
    ]
    assert not unhashed


def test_no_path_of_one_machine_is_written_down() -> None:
    homes = re.compile("|".join(("/wo" + "rk/", "/ro" + "ot/", "/home/[a-z]")))
    found = [
        f"{path.relative_to(_ROOT)}:{number}"
        for path in _tracked(
            ".py", ".md", ".toml", ".txt", ".ini", ".cfg", ".sh", ".cmd", ".json", ".nsi", ".qss", "dev"
        )
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if homes.search(line)
    ]
    assert not found


def test_nothing_is_left_to_do_in_the_sources() -> None:
    word = re.compile(r"\b(TO" + "DO|FIX" + r"ME|XX" + r"X)\b")
    found = [
        f"{path.relative_to(_ROOT)}:{number}"
        for path in _tracked(".py", ".md", ".toml", ".cmd", "dev")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if word.search(line)
    ]
    assert not found


def test_a_long_module_has_its_reason() -> None:
    lengths = {
        path.relative_to(_ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in _tracked(".py")
        if path.is_relative_to(_ROOT / "voffice_desktop") or path.is_relative_to(_ROOT / "plugins")
    }
    unexplained = {name: lines for name, lines in lengths.items() if lines > _LINES and name not in _LONG_MODULES}
    assert not unexplained
    # A reason outlives its module no longer than the module is long.
    assert not [name for name in _LONG_MODULES if lengths.get(name, 0) <= _LINES]


def test_no_room_is_named_for_anything_and_nothing() -> None:
    banned = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert not [path for path in _tracked(".py") if banned & set(path.with_suffix("").relative_to(_ROOT).parts)]


def test_the_licence_is_whole() -> None:
    text = (_ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text
