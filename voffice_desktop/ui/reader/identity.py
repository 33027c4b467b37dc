"""Whose eyes these are: the viewer's identity and the present minute over every page, wherever a page is painted.

``IdentityMark.paint`` is the only function that paints it. The page view, thumbnails, full screen, print and preview
call it right after the page's own pixels; it has no switch.

A reading copy already carries the server's mark (who took it and when). The live lines run parallel to its lines,
half way between them, and the live foot line stands right above its foot: together they read as one mark.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from voffice_desktop.clock import Clock, utc_now

_VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
_ANGLE: Final = -35.0
"""Degrees; the diagonal of the lines, which is that of the server's mark."""
_A4_WIDTH: Final = 595.0
_APART: Final = 4.5 / 2.54 * 72
"""Points between two lines, measured across them."""
_INK: Final = QColor(70, 70, 70, 31)
"""About 12 % of ink."""
_LINE_INK: Final = QColor(60, 60, 60, 190)
_LINE_PAPER: Final = QColor(255, 255, 255, 170)
_NIGHT_INK, _NIGHT_LINE, _NIGHT_PAPER = QColor(225, 232, 240, 46), QColor(225, 232, 240, 210), QColor(18, 23, 29, 170)
"""On dark paper: as plain to see as on white."""
_FAMILIES: Final = ["Be Vietnam Pro", "Segoe UI", "Noto Sans", "sans-serif"]
_KEEP_FREE: Final = (0.46, 4.2 / 2.54 * 72)
"""Where a unit's signature stands: this share of the width from the left, this many points from the bottom."""
_LARGEST_PIXMAP: Final = 3_000_000
_SERVERS_FOOT: Final = 41.0
"""Points of an A4 sheet that the server's three foot lines take from the bottom edge."""


@dataclass(frozen=True, slots=True)
class ViewerIdentity:
    """Who looks: account and full name are painted, ``user_id`` signs pen marks. An identity is never empty."""

    account: str
    full_name: str
    user_id: str = ""

    def __post_init__(self) -> None:
        if not self.account.strip() or not self.full_name.strip():
            raise ValueError("a viewer without a name sees no page")


def identity_line(identity: ViewerIdentity, at: datetime) -> str:
    """``account · full name · HH:mm dd/MM/yyyy`` with Vietnam time of ``at`` (aware)."""
    return f"{identity.account} · {identity.full_name} · {at.astimezone(_VIETNAM):%H:%M %d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the texts of a page stand, from its corner: slanted texts (start, box), the foot line's box."""

    factor: float
    slanted: list[tuple[QPointF, QRectF]]
    foot: QRectF
    foot_size: float


class IdentityMark:
    """Paints one viewer's identity. Keeps one small pixmap of the slanted text for each scale in use.

    ``between``: the pages carry the server's mark, and this one keeps out of its way.
    """

    def __init__(self, identity: ViewerIdentity, clock: Clock = utc_now, *, between: bool = False) -> None:
        self.identity = identity
        self.between = between
        self._clock = clock
        self._line = ""
        self._minute: tuple[int, ...] = ()
        self._pixmaps: dict[tuple[float, float, bool], tuple[QPixmap, QPointF]] = {}
        self._plans: dict[tuple[float, float, float], _Plan] = {}

    def line(self) -> str:
        """The text of this minute."""
        now = self._clock()
        minute = (now.year, now.month, now.day, now.hour, now.minute)
        if minute != self._minute:
            self._minute, self._line = minute, identity_line(self.identity, now)
            self._pixmaps.clear()
            self._plans.clear()
        return self._line

    def paint(
        self,
        painter: QPainter,
        page: QRectF,
        scale: float,
        exposed: QRectF | None = None,
        *,
        turn: int = 0,
        night: bool = False,
    ) -> None:
        """Paint over ``page`` (painter's units), at ``scale`` units a point; only what meets ``exposed`` is drawn.

        ``turn`` is by how many degrees (a multiple of 90) the user turned the page: the mark turns with it.
        ``night``: the paper is dark.
        """
        if turn % 360:
            painter.save()
            painter.translate(page.center())
            painter.rotate(turn)
            size = page.size().transposed() if turn % 180 else page.size()
            turned = QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height())
            self._paint_upright(painter, turned, scale, None, night)
            painter.restore()
        else:
            self._paint_upright(painter, page, scale, exposed, night)

    def _paint_upright(
        self, painter: QPainter, page: QRectF, scale: float, exposed: QRectF | None, night: bool
    ) -> None:
        line = self.line()
        seen = page if exposed is None else exposed.intersected(page)
        if seen.isEmpty():
            return
        plan = self._plan(page, scale, line)
        near = seen.translated(-page.topLeft())
        for corner, box in plan.slanted:
            if box.intersects(near):
                at = page.topLeft() + corner
                self._draw_slanted(painter, line, plan.factor, at, box.translated(-corner), page, night)
        if plan.foot.intersects(near):
            self._draw_foot(painter, plan.foot.translated(page.topLeft()), line, plan, night)

    def _plan(self, page: QRectF, scale: float, line: str) -> _Plan:
        """Where the slanted texts of a page of this size stand, from its corner; worked out once for each size."""
        key = (page.width(), page.height(), scale)
        if key not in self._plans:
            if len(self._plans) > 64:
                self._plans.clear()
            points = min(page.width(), page.height()) / scale
            factor = scale * max(0.18, min(1.0, points / 420))
            own = QRectF(0, 0, page.width(), page.height())
            kept, box = self._signature_place(own, scale), self._box(line, factor)
            placed = [(corner, box.translated(corner)) for corner in self._corners(own, line, factor)]
            slanted = [(c, b) for c, b in placed if b.intersects(own) and not b.intersects(kept)]
            self._plans[key] = _Plan(factor, slanted, *self._foot(own, line, factor, scale))
        return self._plans[key]

    @staticmethod
    def _signature_place(page: QRectF, scale: float) -> QRectF:
        height = min(_KEEP_FREE[1] * scale, page.height() * 0.25)
        return QRectF(page.left(), page.bottom() - height, page.width() * _KEEP_FREE[0], height)

    def _corners(self, page: QRectF, line: str, factor: float) -> list[QPointF]:
        """Where the texts start, along the slant: three rows about the middle of a sheet, more on very long pages.

        Beside the server's mark there are two, half way between its three.
        """
        length = QFontMetricsF(_font(11 * factor)).horizontalAdvance(line) + 34 * factor
        cos, sin = math.cos(math.radians(_ANGLE)), math.sin(math.radians(_ANGLE))
        short, long = sorted((page.width(), page.height()))
        apart = _APART * short / _A4_WIDTH
        reach = (page.height() * cos - page.width() * sin) / 2
        rows = min(60, math.ceil(reach / apart)) if long > 1.6 * short else 1
        count = int(math.hypot(page.width(), page.height()) / length) + 2
        offsets = [row - 0.5 for row in range(1 - rows, rows + 1)] if self.between else list(range(-rows, rows + 1))
        corners = []
        for row, offset in enumerate(offsets):
            middle = page.center() + QPointF(-sin * offset * apart, cos * offset * apart)
            for column in range(count):
                along = (column - count / 2 + (0.35 if row % 2 else 0.0)) * length
                corners.append(middle + QPointF(cos * along, sin * along))
        return corners

    @staticmethod
    def _box(line: str, factor: float) -> QRectF:
        metrics = QFontMetricsF(_font(11 * factor))
        length, height = metrics.horizontalAdvance(line), metrics.height()
        rise, run = length * math.sin(math.radians(-_ANGLE)), length * math.cos(math.radians(_ANGLE))
        return QRectF(-height, -rise - height, run + 2 * height, rise + 2 * height)

    def _draw_slanted(
        self, painter: QPainter, line: str, factor: float, corner: QPointF, box: QRectF, page: QRectF, night: bool
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.save()
        painter.setClipRect(page, Qt.ClipOperation.IntersectClip)
        if box.width() * box.height() * ratio * ratio > _LARGEST_PIXMAP or painter.transform().isRotating():
            painter.translate(corner)
            _slanted_text(painter, line, factor, night)
        else:
            key = (round(factor, 3), ratio, night)
            if key not in self._pixmaps:
                self._pixmaps[key] = self._rendered(line, factor, box, ratio, night)
            pixmap, offset = self._pixmaps[key]
            at = corner + offset
            painter.drawPixmap(QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio), pixmap)
        painter.restore()

    @staticmethod
    def _rendered(line: str, factor: float, box: QRectF, ratio: float, night: bool) -> tuple[QPixmap, QPointF]:
        pixmap = QPixmap(math.ceil(box.width() * ratio), math.ceil(box.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.translate(-box.topLeft())
        _slanted_text(painter, line, factor, night)
        painter.end()
        return pixmap, box.topLeft()

    def _foot(self, page: QRectF, line: str, factor: float, scale: float) -> tuple[QRectF, float]:
        """The legible line's box at the bottom right, and the size of its letters."""
        size, edge, up = 8.0 * factor, 6 * factor, 8 * factor
        pad = 3 * factor
        if self.between:
            sheet = scale * max(1.0, min(page.width(), page.height()) / scale / _A4_WIDTH)
            edge = min(12 * sheet, page.width() * 0.03, page.height() * 0.03) - pad
            up = min(_SERVERS_FOOT * sheet, page.height() * 0.33)
        room = page.width() * (1 - _KEEP_FREE[0]) - edge - 6 * factor
        advance = QFontMetricsF(_font(size)).horizontalAdvance(line)
        if advance > room:
            size *= room / advance
        metrics = QFontMetricsF(_font(size))
        width, height = metrics.horizontalAdvance(line) + 2 * pad, metrics.height()
        return QRectF(page.right() - width - edge, page.bottom() - height - up, width, height), size

    @staticmethod
    def _draw_foot(painter: QPainter, box: QRectF, line: str, plan: _Plan, night: bool) -> None:
        font = _font(plan.foot_size)
        painter.save()
        painter.fillRect(box, _NIGHT_PAPER if night else _LINE_PAPER)
        painter.setFont(font)
        painter.setPen(_NIGHT_LINE if night else _LINE_INK)
        painter.drawText(QPointF(box.left() + 3 * plan.factor, box.top() + QFontMetricsF(font).ascent()), line)
        painter.restore()


def _slanted_text(painter: QPainter, line: str, factor: float, night: bool) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.rotate(_ANGLE)
    painter.setFont(_font(11 * factor))
    painter.setPen(_NIGHT_INK if night else _INK)
    painter.drawText(QPointF(0, 0), line)


def _font(size: float) -> QFont:
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(max(1, round(size)))
    return font
