"""The wall around plugins: of this product they see ``plugin_api`` alone.

It is read from the sources before any of them runs. It keeps a plugin from leaning on what may change with the next
release; it is no sandbox.
"""

from __future__ import annotations

import ast
from pathlib import Path

from voffice_desktop.plugin_api import PluginFault

_PRODUCT = "voffice_desktop"
_FACADE = "voffice_desktop.plugin_api"
_DYNAMIC = {"__import__", "import_module", "run_module", "exec", "eval"}


def check(folder: Path) -> None:
    """Raise ``PluginFault('plugin_walls')`` naming file and line when a source in ``folder`` looks over the wall."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise _refused(folder, f"{path.name} trỏ ra ngoài thư mục")
        if path.suffix in {".pyc", ".so", ".pyd"} and path.parent.name != "__pycache__":
            raise _refused(folder, f"{path.name} không phải mã nguồn")
        if path.suffix == ".py":
            _check_source(folder, path)


def _check_source(folder: Path, path: Path) -> None:
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as error:
        raise _refused(folder, f"{path.name} sai cú pháp") from error
    for node in ast.walk(tree):
        for name in _names(node):
            if (name == _PRODUCT or name.startswith(_PRODUCT + ".")) and name != _FACADE:
                raise _refused(folder, f"{path.name} dòng {getattr(node, 'lineno', 0)} dùng {name}")


def _names(node: ast.AST) -> list[str]:
    """The modules that ``node`` imports; a way of importing that cannot be read counts as the whole product."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        if node.module == _PRODUCT:
            return [f"{_PRODUCT}.{alias.name}" for alias in node.names]
        return [node.module or ""]
    if isinstance(node, ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return [_PRODUCT] if name in _DYNAMIC else []
    if isinstance(node, ast.Attribute) and node.attr == "modules" and getattr(node.value, "id", "") == "sys":
        return [_PRODUCT]
    return []


def _refused(folder: Path, what: str) -> PluginFault:
    return PluginFault(
        "plugin_walls",
        f"Tiện ích «{folder.name}» bị từ chối: {what}. "
        f"Tiện ích chỉ được dùng {_FACADE}; hãy báo người viết tiện ích.",
    )
