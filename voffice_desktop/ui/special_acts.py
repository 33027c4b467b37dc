"""Acts that ask more than a dialog of fields: each has a flow of its own, found here by kind and name.

A flow gets the window's ``ActFlow``, through which it says what came of it; everything else goes the common way of
:mod:`voffice_desktop.ui.act_flow`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from voffice_desktop.domain.records import Kind
from voffice_desktop.services.values import ActionState, Detail

if TYPE_CHECKING:
    from voffice_desktop.ui.act_flow import ActFlow

Flow = Callable[["ActFlow", ActionState, Detail], None]

SPECIAL_ACTS: dict[tuple[Kind, str], Flow] = {}
"""By kind of the record and name of the act."""
