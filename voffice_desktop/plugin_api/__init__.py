"""The typed facade that plugins import; they may import nothing else of this product.

A plugin is a folder with a ``plugin.toml`` and a Python package. Its entry is called once with a ``PluginContext``::

    def activate(context: PluginContext) -> None:
        context.add_menu_action("Xuất ra Excel", export)

Plugins are trusted code, not sandboxed: Python cannot confine Python. What keeps a user safe is that a plugin is off
until its rights were read and accepted, and that one which fails is switched off.
"""

from voffice_desktop.plugin_api.facade import (
    API_VERSION,
    RIGHTS,
    FileWriter,
    PluginContext,
    PluginFault,
    Right,
)
from voffice_desktop.services.values import Detail, ListQuery, Row

__all__ = [
    "API_VERSION",
    "RIGHTS",
    "Detail",
    "FileWriter",
    "ListQuery",
    "PluginContext",
    "PluginFault",
    "Right",
    "Row",
]
