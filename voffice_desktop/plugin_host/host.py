"""Finds, checks, loads and stops plugins; one that fails is switched off and the rest go on."""

from __future__ import annotations

import importlib.util
import logging
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Literal

from voffice_desktop.paths import bundled_plugins
from voffice_desktop.plugin_api import PluginFault
from voffice_desktop.plugin_host import walls
from voffice_desktop.plugin_host.consent import Consent
from voffice_desktop.plugin_host.context import Context
from voffice_desktop.plugin_host.manifest import MANIFEST, Manifest, read
from voffice_desktop.plugin_host.surface import Surface
from voffice_desktop.services.desk import Desk

_log = logging.getLogger(__name__)

_SECONDS_TO_FINISH = 3.0

State = Literal["off", "on", "needs_consent", "failed", "refused"]


@dataclass(frozen=True, slots=True)
class PluginState:
    """One line of the plugins' page."""

    id: str
    name: str
    version: str
    description: str
    rights: tuple[str, ...]
    """One Vietnamese sentence a right; shown before the plugin is switched on."""
    state: State
    sentence: str = ""
    """Why it is refused or was switched off."""
    bundled: bool = False


class PluginHost:
    """All plugins of one signed-in desk. Call ``start`` after the first paint and ``close`` before the desk's."""

    def __init__(
        self, desk: Desk, surface: Surface, profile: Path, *, safe_mode: bool = False, bundled: Path | None = None
    ) -> None:
        self._desk = desk
        self._surface = surface
        self._own = profile / "plugins"
        self._bundled = bundled_plugins() if bundled is None else bundled
        self._profile = profile
        self._consent = Consent(profile)
        self.safe_mode = safe_mode
        """Nothing of any plugin runs; the page still lists them."""
        self._lock = threading.RLock()
        self._manifests: dict[str, Manifest] = {}
        self._sentences: dict[str, str] = {}
        self._contexts: dict[str, Context] = {}
        self._worker: ThreadPoolExecutor | None = None
        self._running: set[Future[None]] = set()

    def start(self) -> None:
        """Find every plugin and start those that the user switched on, unless in safe mode."""
        self._consent = Consent(self._profile)
        self._find()
        fallen = self._consent.fell_while_starting()
        if fallen in self._manifests:
            self._switch_off(fallen, f"Lần trước chương trình dừng khi khởi động tiện ích «{fallen}», nên đã tắt nó.")
        if not self.safe_mode:
            for manifest in list(self._manifests.values()):
                if self._consent.covers(manifest):
                    self._load(manifest)

    def states(self) -> list[PluginState]:
        """Every plugin found, the usable ones first, by name."""
        with self._lock:
            found = [self._state(manifest) for manifest in self._manifests.values()]
            broken = [
                PluginState(plugin_id, plugin_id, "", "", (), "refused", sentence)
                for plugin_id, sentence in self._sentences.items()
                if plugin_id not in self._manifests
            ]
        return sorted(found, key=lambda one: one.name) + sorted(broken, key=lambda one: one.id)

    def enable(self, plugin_id: str) -> None:
        """Switch on after the user read its rights. Raises ``PluginFault`` when it cannot be."""
        if self.safe_mode:
            raise PluginFault("safe_mode", "Đang ở chế độ an toàn. Hãy khởi động lại bình thường rồi bật tiện ích.")
        with self._lock:
            manifest = self._manifests.get(plugin_id)
            if manifest is None:
                sentence = self._sentences.get(plugin_id, "Không tìm thấy tiện ích này. Hãy cài lại tiện ích.")
                raise PluginFault("plugin_unknown", sentence)
            if plugin_id in self._contexts:
                return
            self._sentences.pop(plugin_id, None)
            self._consent.grant(manifest)
            self._load(manifest)
            if plugin_id not in self._contexts:
                raise PluginFault("plugin_failed", self._sentences[plugin_id])

    def disable(self, plugin_id: str) -> None:
        """Switch off; its lines leave the menu at once."""
        self._switch_off(plugin_id, "")

    def close(self) -> None:
        """Stop all plugins; what the user asked for may finish within 3 seconds."""
        with self._lock:
            running = list(self._running)
        wait(running, timeout=_SECONDS_TO_FINISH)
        for plugin_id in list(self._contexts):
            self._drop(plugin_id)
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.shutdown(wait=True, cancel_futures=True)

    def _find(self) -> None:
        with self._lock:
            self._manifests.clear()
            self._sentences.clear()
            # The bundled ones come first: a folder of the same name in the profile cannot take their place.
            for folder in [*_folders(self._bundled), *_folders(self._own)]:
                if folder.name in self._manifests:
                    continue
                try:
                    manifest = read(folder)
                    walls.check(folder)
                except PluginFault as fault:
                    _log.info("plugin %s refused: %s", folder.name, fault.code)
                    self._sentences[folder.name] = fault.sentence
                else:
                    self._manifests[manifest.id] = manifest

    def _state(self, manifest: Manifest) -> PluginState:
        state: State = "off"
        if manifest.id in self._contexts:
            state = "on"
        elif manifest.id in self._sentences:
            state = "failed"
        elif manifest.id in self._consent.granted() and not self._consent.covers(manifest):
            state = "needs_consent"
        return PluginState(
            id=manifest.id,
            name=manifest.name,
            version=manifest.version,
            description=manifest.description,
            rights=tuple(manifest.rights_in_words()),
            state=state,
            sentence=self._sentences.get(manifest.id, ""),
            bundled=manifest.folder.is_relative_to(self._bundled),
        )

    def _load(self, manifest: Manifest) -> None:
        with self._lock:
            self._consent.starting(manifest.id)
            context = Context(manifest, self._desk, self._surface, self._run)
            self._contexts[manifest.id] = context
            try:
                getattr(_module(manifest), manifest.function)(context)
            except Exception as error:  # the boundary to code that is not ours: whatever it raises stays with it
                self._failed(manifest.id, error)
            finally:
                self._consent.starting(None)

    def _run(self, plugin_id: str, action: Callable[[], None]) -> None:
        """Do ``action`` on the plugins' one worker."""

        def guarded() -> None:
            try:
                action()
            except Exception as error:  # as above: a plugin's failure ends the plugin, not the program
                # One that was ended meanwhile did nothing wrong by noticing it.
                if plugin_id in self._contexts:
                    self._failed(plugin_id, error)

        with self._lock:
            if plugin_id not in self._contexts:
                return
            if self._worker is None:
                self._worker = ThreadPoolExecutor(1, thread_name_prefix="plugins")
            done: Future[None] = self._worker.submit(guarded)
            self._running.add(done)
        done.add_done_callback(self._finished)

    def _finished(self, done: Future[None]) -> None:
        with self._lock:
            self._running.discard(done)
        if not done.cancelled() and (error := done.exception()) is not None:
            _log.error("a plugin's action ended outside its guard: %s", type(error).__name__)

    def _failed(self, plugin_id: str, error: BaseException) -> None:
        _log.info("plugin %s switched off: %s", plugin_id, type(error).__name__)
        name = self._manifests[plugin_id].name if plugin_id in self._manifests else plugin_id
        reason = error.sentence if isinstance(error, PluginFault) else f"Lỗi: {type(error).__name__}."
        sentence = f"Tiện ích «{name}» gặp lỗi và đã được tắt. {reason} Có thể bật lại trong trang Tiện ích."
        self._switch_off(plugin_id, sentence)
        self._surface.notify(sentence)

    def _switch_off(self, plugin_id: str, sentence: str) -> None:
        with self._lock:
            self._consent.withdraw(plugin_id)
            if sentence:
                self._sentences[plugin_id] = sentence
            else:
                self._sentences.pop(plugin_id, None)
        self._drop(plugin_id)

    def _drop(self, plugin_id: str) -> None:
        with self._lock:
            context = self._contexts.pop(plugin_id, None)
            _forget(plugin_id)
        # Not under the lock: the window may have to answer from its own thread, which may want the lock.
        if context is not None:
            context.end()
            self._surface.remove_actions(plugin_id)


def _folders(place: Path) -> Iterable[Path]:
    if not place.is_dir():
        return []
    return sorted(folder for folder in place.iterdir() if (folder / MANIFEST).is_file())


def _qualified(plugin_id: str) -> str:
    # A name of its own in sys.modules: two plugins may both have a package called ``export``.
    return f"voffice_plugin_{plugin_id}"


def _module(manifest: Manifest) -> ModuleType:
    package = manifest.folder / manifest.module / "__init__.py"
    path = package if package.is_file() else manifest.folder / f"{manifest.module}.py"
    name = _qualified(manifest.id)
    inside = [str(package.parent)] if path == package else None
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=inside)
    if spec is None or spec.loader is None or not path.is_file():
        raise PluginFault("plugin_entry", f"Không thấy gói «{manifest.module}».")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _forget(plugin_id: str) -> None:
    name = _qualified(plugin_id)
    for loaded in [key for key in sys.modules if key == name or key.startswith(name + ".")]:
        del sys.modules[loaded]
