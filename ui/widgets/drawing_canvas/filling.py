"""Filling what lines enclose, as a child expects it: the same colour as far as it goes from where it is touched."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QBitmap, QImage, QPainterPath, QPixmap, QRegion

from models.drawings.inking import Place
from models.picture_views import Point
from models.strokes import simplify

ACROSS = 500
"""How many pixels wide the picture is looked at: enough for a finger, and quick."""

ERROR = 1.4
"""How far, in those pixels, the outline may leave the stairs of the pixels."""

_LONG = 6.0
"""Pixels: a longer step of an outline's stairs is a straight edge."""

_ALIKE = 40
"""How much a part of a colour (0-255) may differ and still be the same: what is left of soft edges."""


def enclosed(page: QPixmap, at: QPointF, units: float) -> list[Place]:
    """The outline, in units, of all that has the colour under a point. ``units``: how wide the page is.

    Holes in it are part of it, since it lies under the lines. Empty where there is no room to fill.
    """
    image = page.toImage().convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    image = image.scaledToWidth(ACROSS, Qt.TransformationMode.FastTransformation)
    factor = ACROSS / units
    seed = QPoint(int(at.x() * factor), int(at.y() * factor))
    if not image.rect().contains(seed):
        return []
    region = _region(_alike(image, seed), seed, image.width())
    path = QPainterPath()
    path.addRegion(region)
    outlines = path.simplified().toSubpathPolygons()
    if not outlines:
        return []
    largest = max(outlines, key=lambda one: one.boundingRect().width() * one.boundingRect().height())
    stairs = [(largest.at(index).x(), largest.at(index).y(), 0.5) for index in range(largest.size())]
    middles = [point for a, b in pairwise(stairs) for point in _step(a, b)]
    kept = simplify(middles, ERROR)
    return [(x / factor, y / factor) for x, y, _ in kept] if len(kept) > 3 else []


def _step(a: Point, b: Point) -> tuple[Point, ...]:
    """Of a short step of the stairs its middle, which lies on the line they follow; a long one is an edge itself."""
    if abs(b[0] - a[0]) + abs(b[1] - a[1]) > _LONG:
        return a, b
    return (((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, 0.5),)


def _alike(image: QImage, seed: QPoint) -> list[bytes]:
    """Row by row, a byte for each pixel: 1 where it has the colour of the seed."""
    colour = image.pixelColor(seed)
    wanted = (colour.blue(), colour.green(), colour.red())
    data, stride, width = bytes(image.constBits()), image.bytesPerLine(), image.width()
    tables = [bytes(1 if abs(value - part) <= _ALIKE else 0 for value in range(256)) for part in wanted]
    rows = []
    for y in range(image.height()):
        row = data[y * stride : y * stride + width * 4]
        parts = [int.from_bytes(row[index::4].translate(table)) for index, table in enumerate(tables)]
        rows.append((parts[0] & parts[1] & parts[2]).to_bytes(width))
    return rows


def _region(rows: list[bytes], seed: QPoint, width: int) -> QRegion:
    """All that hangs together with the seed."""
    left = [bytearray(row) for row in rows]
    found = QImage(width, len(rows), QImage.Format.Format_Mono)
    found.fill(0)
    reached = [bytearray(width) for _ in rows]
    waiting = [(seed.x(), seed.y())]
    while waiting:
        x, y = waiting.pop()
        row = left[y]
        if not row[x]:
            continue
        start = row.rfind(0, 0, x) + 1
        end = row.find(0, x)
        end = width if end < 0 else end
        row[start:end] = bytes(end - start)
        reached[y][start:end] = b"\x01" * (end - start)
        for other in (y - 1, y + 1):
            if 0 <= other < len(left):
                at = left[other].find(1, start, end)
                while at >= 0:
                    waiting.append((at, other))
                    gap = left[other].find(0, at, end)
                    at = left[other].find(1, gap, end) if gap >= 0 else -1
    return _as_region(reached, width)


def _as_region(rows: list[bytearray], width: int) -> QRegion:
    image = QImage(width, len(rows), QImage.Format.Format_Grayscale8)
    image.fill(255)
    bits, stride = memoryview(image.bits()).cast("B"), image.bytesPerLine()
    for y, row in enumerate(rows):
        bits[y * stride : y * stride + width] = bytes(row.translate(_INK))
    return QRegion(QBitmap.fromImage(image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.MonoOnly)))


_INK = bytes(0 if value else 255 for value in range(256))
"""Where it was reached, black: what a bitmap takes as set."""
