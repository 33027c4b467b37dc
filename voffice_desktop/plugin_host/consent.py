"""Which plugins the user switched on, and with which rights: one small file in the profile."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from voffice_desktop.paths import private_folder
from voffice_desktop.plugin_host.manifest import Manifest


class Consent:
    """The user's word, durable at once. A damaged file means that nothing was agreed to."""

    def __init__(self, profile: Path) -> None:
        self._path = profile / "plugins.json"
        self._granted: dict[str, list[str]] = {}
        self._starting: str | None = None
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            granted, starting = data["granted"], data.get("starting")
            self._granted = {str(key): [str(right) for right in rights] for key, rights in granted.items()}
            self._starting = starting if isinstance(starting, str) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._granted = {}

    def covers(self, manifest: Manifest) -> bool:
        """Whether the user agreed to every right that the plugin asks for in its present version."""
        granted = self._granted.get(manifest.id)
        return granted is not None and set(manifest.rights) <= set(granted)

    def grant(self, manifest: Manifest) -> None:
        """The user read the rights and said yes."""
        self._granted[manifest.id] = list(manifest.rights)
        self._save()

    def withdraw(self, plugin_id: str) -> None:
        """Switched off, by the user or after a failure."""
        if self._granted.pop(plugin_id, None) is not None:
            self._save()

    def fell_while_starting(self) -> str | None:
        """The plugin during whose start the program ended last time, if it did. Asked once."""
        fallen, self._starting = self._starting, None
        if fallen is not None:
            self._save()
        return fallen

    def starting(self, plugin_id: str | None) -> None:
        """Note that this plugin is being started now; ``None`` when it got through."""
        self._starting = plugin_id
        self._save()

    def granted(self) -> Iterable[str]:
        """The ids of all that are switched on."""
        return tuple(self._granted)

    def _save(self) -> None:
        private_folder(self._path.parent)
        fresh = self._path.with_suffix(".new")
        text = json.dumps({"granted": self._granted, "starting": self._starting}, ensure_ascii=False)
        fresh.touch(mode=0o600)
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
