"""What every tool is: press, move, release on one page, and perhaps something painted over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTransform

from voffice_desktop.domain.records import AnnotationStyle

if TYPE_CHECKING:
    from voffice_desktop.ui.reader.ink_layer import InkLayer
    from voffice_desktop.ui.reader.layout import Place


@dataclass(slots=True)
class PenSettings:
    """Colour and width (points) in use, shared by the tools."""

    color: str = "#1d4ed8"
    width: float = 1.6

    def style(self, *, opacity: float = 1.0, color: str | None = None, width: float | None = None) -> AnnotationStyle:
        """The style of a new mark."""
        return AnnotationStyle(color=color or self.color, width=width or self.width, opacity=opacity)


class Tool:
    """Base of all tools; positions come in viewport pixels."""

    leans = False
    """Whether it asks how far the pen leans."""

    def __init__(self, layer: InkLayer, settings: PenSettings) -> None:
        self.layer, self.settings = layer, settings
        self.place: Place | None = None
        self.lifted: set[str] = set()
        """Ids of marks that the layer leaves out while the tool shows them itself."""
        self._to_points = QTransform()
        self._scale = 1.0

    def press(self, place: Place, at: QPointF, pressure: float) -> None:
        """The pen touched ``place``."""
        self.place = place
        self._to_points = self.layer.view.to_viewport(place).inverted()[0]
        self._scale = self.layer.view.scale

    def move(self, at: QPointF, pressure: float) -> None:
        """The pen moved."""

    def release(self) -> None:
        """The pen was lifted."""

    def cancel(self) -> None:
        """The gesture is given up."""
        self.release()

    def pages_moved(self, dx: int, dy: int) -> None:
        """The pages were scrolled by so many viewport pixels while the pen is down."""

    def paint_over(self, painter: QPainter, place: Place) -> None:
        """Paint what is under way."""

    def points_of(self, at: QPointF) -> QPointF:
        """A viewport position in points of the page."""
        return self._to_points.map(at)
