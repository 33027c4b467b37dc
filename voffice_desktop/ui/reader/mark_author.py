"""Who stands behind a mark, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from voffice_desktop.domain.records import Annotation


def mark_author(mark: Annotation, name_of: Callable[[str], str]) -> str:
    """The author's name, and for whom they stood in when they wrote. ``name_of`` gives a person's name by id."""
    name = name_of(mark.author_id)
    if mark.on_behalf_of is None or not name:
        return name
    said = QCoreApplication.translate("marks", "{name} (thay mặt {other})")
    return said.format(name=name, other=name_of(mark.on_behalf_of))
