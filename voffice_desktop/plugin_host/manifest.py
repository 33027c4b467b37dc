"""``plugin.toml``: what a plugin says of itself, checked before anything of it runs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voffice_desktop.plugin_api import API_VERSION, RIGHTS, PluginFault, Right

MANIFEST = "plugin.toml"

_ID = re.compile(r"[a-z][a-z0-9_]{1,39}")
_VERSION = re.compile(r"\d+(\.\d+){0,3}")
_ENTRY = re.compile(r"([a-z_][a-z0-9_]*):([a-z_][a-z0-9_]*)", re.IGNORECASE)
_MOST_BYTES = 64 << 10


@dataclass(frozen=True, slots=True)
class Manifest:
    """One checked ``plugin.toml``."""

    id: str
    name: str
    version: str
    rights: tuple[Right, ...]
    module: str
    function: str
    description: str
    folder: Path

    def rights_in_words(self) -> list[str]:
        """What the user reads before enabling: one sentence a right."""
        return [RIGHTS[right] for right in self.rights]


def read(folder: Path) -> Manifest:
    """The manifest of the plugin in ``folder``. Raises ``PluginFault`` with a sentence naming what is wrong."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _wrong(folder, "tệp plugin.toml quá lớn")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(folder, "không đọc được tệp plugin.toml") from error
    if unknown := sorted(data.keys() - {"id", "name", "version", "api", "rights", "entry", "description"}):
        raise _wrong(folder, f"plugin.toml có mục lạ: {', '.join(unknown)}")
    identity, version = _text(folder, data, "id"), _text(folder, data, "version")
    if not _ID.fullmatch(identity) or identity != folder.name:
        raise _wrong(folder, "id phải là chữ thường, số, gạch dưới và trùng tên thư mục")
    if not _VERSION.fullmatch(version):
        raise _wrong(folder, "version phải có dạng 1.2.3")
    if data.get("api") != API_VERSION:
        raise PluginFault(
            "plugin_api",
            f"Tiện ích «{identity}» viết cho giao diện {data.get('api')!r}, chương trình này dùng {API_VERSION}. "
            "Hãy cài phiên bản khác của tiện ích.",
        )
    rights = data.get("rights")
    if not isinstance(rights, list) or not rights or any(right not in RIGHTS for right in rights):
        raise _wrong(folder, f"rights phải là danh sách trong số: {', '.join(RIGHTS)}")
    entry = _ENTRY.fullmatch(_text(folder, data, "entry"))
    if entry is None:
        raise _wrong(folder, "entry phải có dạng gói:hàm")
    return Manifest(
        id=identity,
        name=_text(folder, data, "name"),
        version=version,
        rights=tuple(right for right in RIGHTS if right in rights),
        module=entry[1],
        function=entry[2],
        description=_text(folder, data, "description") if "description" in data else "",
        folder=folder,
    )


def _text(folder: Path, data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > 500:
        raise _wrong(folder, f"thiếu mục {key}")
    return value


def _wrong(folder: Path, what: str) -> PluginFault:
    return PluginFault("plugin_invalid", f"Tiện ích «{folder.name}» không dùng được: {what}. Hãy cài lại tiện ích.")
