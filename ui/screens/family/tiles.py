"""A very large picture in tiles: painted once, a little at a time, so that pushing and zooming never wait for it."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QGraphicsView

from ui.theme import theme

SIDE = 160
"""The side of a tile in pixels."""
BUDGET = 0.006
"""How long tiles may be painted before the window gets its turn, in seconds."""
MOVING = 0.05
"""So long after a push, in seconds, only one tile is painted at a time, and frames come between."""
BETWEEN_MS = 12
REST_MS = 90
"""Tiles of a new size are painted once zooming has paused this long."""
OVERVIEW = 1400.0
"""The longer side of the small picture that stands in for tiles not there yet, in pixels."""
MOST = 500

_Key = tuple[float, int, int]
"""A scale (pixels to a unit of the scene) and a place in the grid."""


class Tiles(QObject):
    """The tiles of one view. Those of an earlier size stand in, stretched, until the right ones are there."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._tiles: dict[_Key, QPixmap] = {}
        self._stale: set[_Key] = set()
        self._scale, self._before = view.viewportTransform().m11(), 0.0
        self._corner, self._moved = QPointF(), 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        view.scene().changed.connect(self.touch)

    # ---- keeping ----------------------------------------------------------------------------------------------
    def clear(self) -> None:
        """Forget everything at once."""
        self._tiles.clear()
        self._stale.clear()

    def touch(self, changed: Iterable[QRectF]) -> None:
        """Parts of the scene have changed: their tiles are painted anew when their turn comes."""
        boxes = list(changed)
        for key in self._tiles:
            place = _box(key)
            if any(place.intersects(box) for box in boxes):
                self._stale.add(key)
        if self._stale:
            self._begin(0)

    @property
    def is_ready(self) -> bool:
        """Whether everything in sight is there as it should be."""
        return not self._wanted()

    def _begin(self, ms: int) -> None:
        if not self._timer.isActive() or ms:
            self._timer.start(ms)

    def _overview(self) -> float:
        box = self._view.scene().sceneRect()
        longer = max(box.width(), box.height(), 1.0)
        return float(min(1.0, 2.0 ** math.floor(math.log2(OVERVIEW / longer))))

    def _seen(self, scale: float) -> list[_Key]:
        """The tiles in sight at a scale."""
        view = self._view
        box = view.mapToScene(view.viewport().rect()).boundingRect().intersected(view.scene().sceneRect())
        return list(_cells(box, scale))

    def _wanted(self) -> list[_Key]:
        whole = list(_cells(self._view.scene().sceneRect(), self._overview()))
        return [key for key in (*self._seen(self._scale), *whole) if key not in self._tiles or key in self._stale]

    # ---- painting ---------------------------------------------------------------------------------------------
    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what is in sight within ``exposed`` (pixels of the viewport)."""
        transform = self._view.viewportTransform()
        scale = transform.m11()
        if scale != self._scale:
            if self._scale and any(key[0] == self._scale for key in self._tiles):
                self._before = self._scale
            self._scale = scale
            self._begin(REST_MS)
        corner = QPointF(transform.dx(), transform.dy())
        if corner != self._corner:
            self._corner, self._moved = corner, time.perf_counter()
        painter.fillRect(exposed, theme().color("canvas"))
        keys = self._seen(scale)
        if any(key not in self._tiles for key in keys):
            for stand_in in dict.fromkeys((self._overview(), self._before)):
                self._paint_level(painter, self._seen(stand_in) if stand_in else [], scale, corner, exposed)
            self._begin(0 if not self._timer.isActive() else REST_MS)
        self._paint_level(painter, keys, scale, corner, exposed)

    def _paint_level(
        self, painter: QPainter, keys: Iterable[_Key], scale: float, corner: QPointF, exposed: QRectF
    ) -> None:
        for key in keys:
            tile = self._tiles.get(key)
            if tile is None:
                continue
            place = _box(key)
            spot = QRectF(place.topLeft() * scale + corner, place.size() * scale)
            if key[0] == scale:
                if spot.intersects(exposed):
                    painter.drawPixmap(spot.topLeft().toPoint(), tile)
            elif spot.intersects(exposed):
                painter.drawPixmap(spot, tile, QRectF(tile.rect()))

    def _work(self) -> None:
        """Paint tiles for a moment, then let the window have its turn."""
        now = time.perf_counter()
        moving = now - self._moved < MOVING
        end = now + (0.0 if moving else BUDGET)
        wanted = self._wanted()
        view = self._view
        while wanted:
            key = wanted.pop(0)
            self._tiles[key] = self._drawn(key)
            self._stale.discard(key)
            box = view.mapFromScene(_box(key)).boundingRect()
            view.viewport().update(box.adjusted(-2, -2, 2, 2))
            if time.perf_counter() >= end:
                break
        self._forget()
        if wanted:
            self._timer.start(BETWEEN_MS if moving else 0)

    def _drawn(self, key: _Key) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        tile = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        tile.setDevicePixelRatio(ratio)
        tile.fill(theme().color("canvas"))
        painter = QPainter(tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, SIDE, SIDE)
        self._view.scene().render(painter, whole, _box(key), Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()
        return tile

    def _forget(self) -> None:
        """Keep the overview, this size and the one before; of those the newest."""
        keep = {self._scale, self._before, self._overview()}
        for key in [key for key in self._tiles if key[0] not in keep]:
            del self._tiles[key]
            self._stale.discard(key)
        overview = self._overview()
        seen = set(self._seen(self._scale))
        spare = [key for key in self._tiles if key[0] != overview and key not in seen]
        for key in spare[: max(0, len(self._tiles) - MOST)]:
            del self._tiles[key]
            self._stale.discard(key)


def _box(key: _Key) -> QRectF:
    """Where in the scene a tile lies."""
    scale, across, down = key
    side = SIDE / scale
    return QRectF(across * side, down * side, side, side)


def _cells(box: QRectF, scale: float) -> Iterator[_Key]:
    side = SIDE / scale
    for down in range(math.floor(box.top() / side), math.ceil(box.bottom() / side)):
        for across in range(math.floor(box.left() / side), math.ceil(box.right() / side)):
            yield scale, across, down
