"""Metered or not, as the system says it: Qt beside a NetworkManager on a bus of its own, which changes its mind."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_UNKNOWN, _METERED, _FREE = 0, 1, 2
_NETWORK = "org.freedesktop.NetworkManager"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_WINDOW = """
import sys
from PySide6.QtCore import QCoreApplication
from voffice_desktop.qt.network import NetworkWatch
app = QCoreApplication([])
say = lambda text: print(text, flush=True)
watch = NetworkWatch(lambda metered: say(f"metered {metered}"), lambda: say("back"))
say("ready")
app.exec()
"""


class Network:
    """A NetworkManager that has one device and answers what Qt asks."""

    def __init__(self, address: str) -> None:
        self.connection: DBusConnection = open_dbus_connection(address)
        self.connection.send_and_get_reply(message_bus.RequestName(_NETWORK))
        self.standing: dict[str, tuple[str, object]] = {
            "State": ("u", 70),
            "Connectivity": ("u", 4),
            "Metered": ("u", _FREE),
            "ActiveConnections": ("ao", []),
            "PrimaryConnection": ("o", "/"),
            "Devices": ("ao", []),
        }
        self._wanted: queue.SimpleQueue[dict[str, tuple[str, object]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="network")
        self._thread.start()

    def change(self, **standing: tuple[str, object]) -> None:
        """Say from now on, and tell whoever listens."""
        self._wanted.put(standing)

    def end(self) -> None:
        """Gone."""
        self._wanted.put(None)
        self._thread.join(10)
        self.connection.close()

    def _serve(self) -> None:
        place = DBusAddress("/org/freedesktop/NetworkManager", _NETWORK, _PROPERTIES)
        while True:
            while not self._wanted.empty():
                change = self._wanted.get()
                if change is None:
                    return
                self.standing |= change
                self.connection.send(new_signal(place, "PropertiesChanged", "sa{sv}as", (_NETWORK, change, [])))
            try:
                asked = self.connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            if asked.header.message_type != MessageType.method_call:
                continue
            match asked.header.fields.get(HeaderFields.member):
                case "GetAll":
                    self.connection.send(new_method_return(asked, "a{sv}", (self.standing,)))
                case "Get" if asked.body[1] in self.standing:
                    self.connection.send(new_method_return(asked, "v", (self.standing[asked.body[1]],)))
                case _:
                    self.connection.send(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod"))


@pytest.fixture
def bus() -> Iterator[str]:
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.fail("dbus-daemon is not here (apt-get install dbus)")
    process = subprocess.Popen(
        [daemon, "--session", "--nofork", "--nopidfile", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def test_what_the_system_says_of_the_connection_arrives_at_once_and_with_each_change(bus: str) -> None:
    network = Network(bus)
    window = subprocess.Popen(
        [sys.executable, "-c", _WINDOW],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": bus, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert window.stdout is not None
    silent = threading.Timer(30, window.kill)
    silent.start()
    try:
        assert window.stdout.readline() == "metered False\n"
        assert window.stdout.readline() == "ready\n"
        network.change(Metered=("u", _METERED))
        assert window.stdout.readline() == "metered True\n"
        network.change(Metered=("u", _FREE))
        assert window.stdout.readline() == "metered False\n"
        network.change(State=("u", 20), Connectivity=("u", 1))
        network.change(State=("u", 70), Connectivity=("u", 4))
        assert window.stdout.readline() == "back\n"
    finally:
        silent.cancel()
        silent.join()
        window.kill()
        window.wait()
        window.stdout.close()
        network.end()
