"""Installs the .deb into a clean tree and starts what is in it, as a user on a new machine would."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

_START_SECONDS = 120


class SmokeFault(Exception):
    """What was installed does not work; the text says what was tried and what it answered."""


def try_package(package: Path, work: Path) -> list[str]:
    """Install ``package`` under ``work`` (made anew) and use it. Returns what was seen, one line each."""
    shutil.rmtree(work, ignore_errors=True)
    tree, home = work / "tree", work / "home"
    home.mkdir(parents=True)
    _install(package, tree)
    programs = tree / "opt" / "voffice-desktop"
    seen = [f"installed into a clean tree: {sum(1 for _ in programs.rglob('*'))} files"]
    for command in ("voffice-desktop", "voffice-server"):
        link = tree / "usr" / "bin" / command
        if not link.is_symlink() or str(link.readlink()) != f"/opt/voffice-desktop/{command}":
            raise SmokeFault(f"/usr/bin/{command} does not lead to the program")
    environment = _environment(home)
    _run([programs / "voffice-server", "--help"], environment)
    seen.append("voffice-server --help answers")
    _run([programs / "voffice-desktop", "--help"], environment)
    seen.append("voffice-desktop --help answers")
    report = _run([programs / "voffice-desktop", "doctor", "--profile", str(home / "profile")], environment)
    try:
        json.loads(report)
    except ValueError as error:
        raise SmokeFault(f"doctor does not answer in JSON: {report[:500]}") from error
    seen.append("voffice-desktop doctor answers in JSON")
    seen.append(_window(programs / "voffice-desktop", environment))
    return seen


def _install(package: Path, tree: Path) -> None:
    """By dpkg into a root of its own where we may, else by unpacking."""
    if os.geteuid() != 0:
        tree.mkdir()
        subprocess.run(["dpkg-deb", "-x", str(package), str(tree)], check=True)
        return
    database = tree / "var" / "lib" / "dpkg"
    for folder in ("info", "updates", "triggers"):
        (database / folder).mkdir(parents=True)
    (database / "status").touch()
    # The tree has no other package, so what it depends on comes from the machine.
    done = subprocess.run(
        ["dpkg", f"--root={tree}", "--force-depends", "--install", str(package)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SmokeFault(f"dpkg could not install: {done.stderr[-1000:]}")


def _environment(home: Path) -> dict[str, str]:
    """That of a new user: nothing of the builder's, above all no path to its Python."""
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


def _run(command: list[Path | str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=environment,
        timeout=_START_SECONDS,
        check=False,
    )
    if done.returncode:
        words = " ".join(str(word) for word in command)
        raise SmokeFault(f"{words} ended with {done.returncode}: {done.stderr[-1500:]}")
    return done.stdout


def _window(program: Path, environment: dict[str, str]) -> str:
    """Start the demo on an X server of our own and wait for its window; then close it."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        if not display:
            raise SmokeFault("Xvfb did not start")
        seen = environment | {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        said = Path(environment["HOME"]) / "demo.log"
        with said.open("wb") as log:
            client = subprocess.Popen(
                [program, "demo"], env=seen, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        try:
            return f"voffice-desktop demo shows its window: {_first_window(client, seen, said)}"
        finally:
            if client.poll() is None:
                # The whole session: the demo's server and PDF children are its own.
                os.killpg(client.pid, signal.SIGTERM)
                try:
                    client.wait(20)
                except subprocess.TimeoutExpired:
                    os.killpg(client.pid, signal.SIGKILL)
                    client.wait()
    finally:
        screen.terminate()
        screen.wait()


def _first_window(client: subprocess.Popen[bytes], environment: dict[str, str], said: Path) -> str:
    """The title of the first window on this screen, which has no other client."""
    for _half_second in range(2 * _START_SECONDS):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", ".+", "getwindowname"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if titles := found.stdout.split("\n")[0].strip():
            return titles
        try:
            client.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
        raise SmokeFault(f"the demo showed no window and ended: {said.read_text(encoding='utf-8')[-1500:]}")
    raise SmokeFault(f"the demo showed no window in {_START_SECONDS} s: {said.read_text(encoding='utf-8')[-1500:]}")
