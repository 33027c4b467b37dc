"""Finds, checks, loads and stops plugins, and shows the rights they ask for."""

from voffice_desktop.plugin_host.host import PluginHost, PluginState
from voffice_desktop.plugin_host.surface import Surface

__all__ = ["PluginHost", "PluginState", "Surface"]
