"""Vietnamese typing through a real input method (ibus-unikey, Telex) into a real window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.virtual_screen import missing_programs, virtual_screen

_ROOT = Path(__file__).resolve().parents[2]

_TYPING = """
ibus-daemon --daemonize --panel disable --emoji-extension disable
"$PYTHON" -m tests.ui.typing_window >"$OUT" &
pid=$!
wait_for() { # a pattern in the newest state
    for _ in $(seq 150); do
        tail -n 1 "$OUT" 2>/dev/null | grep -q "$1" && return 0
        read -r -t 0.2 _ <> <(:) || true
    done
    echo "never saw $1 in: $(tail -n 1 "$OUT")" >&2
    return 1
}
here() { xdotool windowfocus "$(xdotool search --pid $pid --onlyvisible 2>/dev/null | tail -n 1)"; }
done_with() { kill $pid; wait $pid; ibus exit; exit $1; }
wait_for '"search"' || done_with 1
here
wait_for '"focus": "QLineEdit"' || done_with 1
# The daemon takes an engine when there is a field to type into. It also tries a keyboard layout, and fails here.
tries=0
until ibus engine 2>/dev/null | grep -q Unikey; do
    ibus engine Unikey >/dev/null 2>&1 || true
    tries=$((tries + 1)); [ $tries -lt 60 ] || { echo "no engine" >&2; done_with 1; }
    here
    read -r -t 0.2 _ <> <(:) || true
done
# The last syllable is still being composed, so what is asked after it finds a composition under way.
xdotool type --delay 50 "ddoongf chis jjk uwowng"
wait_for '"composing": "' || done_with 1
xdotool key --delay 50 j k u g d
xdotool type --delay 50 " "
wait_for 'kugd ' || done_with 1
cp "$OUT" "$OUT.search"
xdotool key ctrl+a BackSpace
xdotool type --delay 50 "! "
wait_for '"dialog": true' || done_with 1
here
wait_for '"focus": "QPlainTextEdit"' || done_with 1
xdotool type --delay 50 "DDeef nghij Booj Y tees xem xets "
wait_for 'x\\\\u00e9t ' || done_with 1
done_with 0
"""


def last(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text().splitlines()[-1])
    return found


def test_telex_reaches_every_field_and_no_key_acts_while_composing(tmp_path: Path) -> None:
    missing = missing_programs("Xvfb", "xdotool", "ibus-daemon", "dbus-run-session", "bash")
    if missing or not Path("/usr/share/ibus/component/unikey.xml").exists():
        pytest.skip(f"no ibus-unikey to type with ({', '.join(missing) or 'ibus-unikey'} not installed)")
    out = tmp_path / "states"
    tmp_path.chmod(0o700)
    with virtual_screen() as display:
        private = {
            name: str(tmp_path)
            for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        }
        chosen = {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "ibus",
            "NO_AT_BRIDGE": "1",
            "PYTHON": sys.executable,
            "OUT": str(out),
        }
        kept = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
        done = subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", _TYPING],
            env=kept | private | chosen,
            cwd=_ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=240,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    search = last(tmp_path / "states.search")
    # Unikey gives a word that is none back as it was typed: every key of a shortcut went into the text.
    assert search["search"] == "đồng chí jjk uwowngjkugd "
    comment = last(out)
    assert comment["comment"].strip() == "Đề nghị Bộ Y tế xem xét"
    assert comment["place"] == search["place"] == "incoming_document"
    assert comment["row"] == search["row"] == "incoming_document-000"
