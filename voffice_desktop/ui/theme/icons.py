"""Icons: one SVG path each, painted in a token's colour. Fluent UI System Icons (MIT), see resources/icons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from voffice_desktop.paths import resources


class Icons:
    """Renders and keeps icons by (name, size, colour, scale)."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resources() / "icons"
        self._sources: dict[tuple[str, int, bool], bytes] = {}
        self._pixmaps: dict[tuple[str, int, str, bool, float], QPixmap] = {}

    def _source(self, name: str, size: int, filled: bool) -> bytes:
        drawn = 24 if size >= 24 else 20
        key = (name, drawn, filled)
        if key not in self._sources:
            path = self._folder / f"{name}_{drawn}_{'filled' if filled else 'regular'}.svg"
            self._sources[key] = path.read_bytes()
        return self._sources[key]

    def pixmap(self, name: str, colour: str, size: int = 20, *, filled: bool = False, scale: float = 1.0) -> QPixmap:
        """The icon ``name`` in ``colour`` at ``size`` logical pixels; ``scale`` is the device pixel ratio."""
        key = (name, size, colour, filled, scale)
        found = self._pixmaps.get(key)
        if found is not None:
            return found
        side = max(1, round(size * scale))
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(self._source(name, size, filled))).render(painter, QRectF(0, 0, side, side))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), colour)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        self._pixmaps[key] = pixmap
        return pixmap

    def icon(self, name: str, colour: str, size: int = 20, *, filled: bool = False, disabled: str = "") -> QIcon:
        """A QIcon with pixmaps for scale 1, 2 and 3, and a second colour for the disabled state."""
        made = QIcon()
        for scale in (1.0, 2.0, 3.0):
            made.addPixmap(self.pixmap(name, colour, size, filled=filled, scale=scale))
            if disabled:
                made.addPixmap(self.pixmap(name, disabled, size, filled=filled, scale=scale), QIcon.Mode.Disabled)
        return made
