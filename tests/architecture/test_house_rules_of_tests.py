"""The rules that conftest holds every test to, each broken once in a pytest of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

_CONFTEST = """
from tests.conftest import expected_warnings, nothing_left_running, quiet_log  # noqa: F401
"""


@pytest.fixture(autouse=True)
def this_project_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the inner pytest find this project's ``tests`` package."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))


_BROKEN = {
    "a warning in the log": (
        "import logging\ndef test_it():\n    logging.getLogger('voffice').warning('late')\n",
        "logged: WARNING voffice: late",
    ),
    "a thread": (
        "import threading\nforever = threading.Event()\n"
        "def test_it():\n    threading.Thread(target=forever.wait, name='stray', daemon=True).start()\n",
        "left behind: thread stray",
    ),
    "a child": (
        "import subprocess, sys\nkept = []\n"
        "def test_it():\n    kept.append(subprocess.Popen(['sleep', '30']))\n"
        "def teardown_module():\n    kept[0].kill(); kept[0].wait()\n",
        "left behind: child * 'sleep 30'",
    ),
    "a window": (
        "from PySide6.QtWidgets import QApplication, QWidget\nkept = []\n"
        "def test_it(qapp):\n    kept.append(QWidget()); kept[0].setWindowTitle('stray'); kept[0].show()\n",
        "left behind: window QWidget 'stray'",
    ),
}


@pytest.mark.parametrize("what", _BROKEN)
def test_what_is_left_behind_fails_the_test(what: str, pytester: pytest.Pytester) -> None:
    source, sentence = _BROKEN[what]
    pytester.makeconftest(_CONFTEST)
    pytester.makepyfile(source)
    result = pytester.runpytest_subprocess("-p", "no:randomly")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines([f"*{sentence}*"])


def test_a_test_may_expect_warnings(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(_CONFTEST)
    pytester.makepyfile(
        "import logging\n"
        "def test_it(expected_warnings):\n"
        "    logging.getLogger('voffice').warning('late')\n"
        "    assert expected_warnings.lines() == ['WARNING voffice: late']\n"
    )
    pytester.runpytest_subprocess("-p", "no:randomly").assert_outcomes(passed=1)
