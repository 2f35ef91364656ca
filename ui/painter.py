"""Paints a drawing with Qt: on the screen as a preview, and to a printer. The same pages as every exported file.

Text is painted from the outlines of the very glyphs the document sets, so no font of the machine can change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtPrintSupport import QPrinter

from exporters.painters.theme import colour
from models.drawing import Clip, Drawing, Line, Page, Path, Picture, Primitive, Rect, Segment, Symbol, Text
from models.drawings.symbols import VIEW_BOX, symbol_path
from models.typeset.fonts import hb_font, metrics
from models.typeset.shaping import shape


def paint_page(painter: QPainter, page: Page) -> None:
    """Paint one page, a point to the unit: scale the painter first. Nothing is painted outside the page."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipRect(QRectF(0, 0, page.width, page.height))
    painter.fillRect(QRectF(0, 0, page.width, page.height), Qt.GlobalColor.white)
    for item in page.items:
        _paint(painter, item)
    painter.restore()


def paint_items(painter: QPainter, items: Iterable[Primitive], colours: Callable[[str], QColor] | None = None) -> None:
    """Paint primitives where they stand. ``colours`` gives the colour of a role (the screen's theme; else paper's)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for item in items:
        _paint(painter, item, colours or _on_paper)
    painter.restore()


def path_of(item: Path) -> QPainterPath:
    """A path's lines and curves for Qt."""
    return _path(item.segments, Qt.FillRule.OddEvenFill)


def text_path(item: Text) -> QPainterPath:
    """The outline of one run of text, where it stands."""
    scale = item.size / metrics(item.face).upem
    return QTransform(scale, 0, 0, scale, item.x, item.y).map(_run(item))


def print_drawing(drawing: Drawing, printer: QPrinter) -> bool:
    """Print every page at its own size and way up; False when the printer would not begin."""
    painter: QPainter | None = None
    for page in drawing.pages:
        printer.setPageLayout(_layout(page))
        if painter is None:
            painter = QPainter()
            if not painter.begin(printer):
                return False
        else:
            printer.newPage()
        target = printer.pageLayout().fullRectPixels(printer.resolution())
        scale = min(target.width() / page.width, target.height() / page.height)
        painter.save()
        painter.scale(scale, scale)
        paint_page(painter, page)
        painter.restore()
    return painter.end() if painter is not None else False


def _layout(page: Page) -> QPageLayout:
    wide = page.width > page.height
    size = QPageSize(QSizeF(min(page.width, page.height), max(page.width, page.height)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _on_paper(role: str) -> QColor:
    return QColor(colour(role))


def _paint(painter: QPainter, item: Primitive, colours: Callable[[str], QColor] = _on_paper) -> None:
    if isinstance(item, Text):
        _paint_text(painter, item, colours)
    elif isinstance(item, Line):
        painter.setPen(_pen(colours(item.colour), item.width, item.dash))
        painter.drawLine(QLineF(item.x1, item.y1, item.x2, item.y2))
    elif isinstance(item, Rect):
        _look(painter, item, colours)
        box = QRectF(item.x, item.y, item.width, item.height)
        corner = min(item.radius, item.width / 2, item.height / 2)
        painter.drawRoundedRect(box, corner, corner)
    elif isinstance(item, Path):
        _look(painter, item, colours)
        painter.drawPath(path_of(item))
    elif isinstance(item, Symbol):
        painter.save()
        painter.translate(item.x, item.y)
        painter.scale(item.size / VIEW_BOX, item.size / VIEW_BOX)
        painter.fillPath(_symbol(item.name), colours(item.colour))
        painter.restore()
    elif isinstance(item, Clip):
        _paint_clip(painter, item, colours)
    else:
        _paint_picture(painter, item)


def _paint_clip(painter: QPainter, item: Clip, colours: Callable[[str], QColor]) -> None:
    inside = QPainterPath()
    inside.addRoundedRect(QRectF(item.x, item.y, item.width, item.height), item.radius, item.radius)
    painter.save()
    painter.setClipPath(inside, Qt.ClipOperation.IntersectClip)
    for each in item.items:
        _paint(painter, each, colours)
    painter.restore()


def _paint_picture(painter: QPainter, item: Picture) -> None:
    painter.save()
    painter.translate(item.x + item.width / 2, item.y + item.height / 2)
    painter.rotate(item.rotation)
    painter.scale(-1 if item.flipped else 1, 1)
    painter.drawImage(QRectF(-item.width / 2, -item.height / 2, item.width, item.height), _image(item.data))
    painter.restore()


@lru_cache(maxsize=24)
def _image(data: bytes) -> QImage:
    """A photograph decoded: while somebody draws beside it, it is painted again and again."""
    return QImage.fromData(QByteArray(data))


def _pen(colour: QColor, width: float, dash: Sequence[float]) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash and width > 0:
        pattern = [part / width for part in dash]
        pen.setDashPattern(pattern if len(pattern) % 2 == 0 else pattern * 2)
    return pen


def _look(painter: QPainter, item: Rect | Path, colours: Callable[[str], QColor]) -> None:
    stroke = _pen(colours(item.stroke), item.stroke_width, item.dash) if item.stroke else Qt.PenStyle.NoPen
    if isinstance(stroke, QPen) and isinstance(item, Path) and item.round:
        stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(stroke)
    painter.setBrush(colours(item.fill) if item.fill else Qt.BrushStyle.NoBrush)


def _path(segments: Iterable[Segment], rule: Qt.FillRule) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(rule)
    for verb, values in segments:
        if verb == "M":
            path.moveTo(*values)
        elif verb == "L":
            path.lineTo(*values)
        elif verb == "C":
            path.cubicTo(*values)
        else:
            path.closeSubpath()
    return path


def forget() -> None:
    """Drop the photographs kept decoded: part of locking."""
    _image.cache_clear()


@lru_cache(maxsize=128)
def _symbol(name: str) -> QPainterPath:
    return _path(symbol_path(name), Qt.FillRule.WindingFill)


class _Pen:
    """Collects a glyph's outline; y grows upwards in fonts, downwards on paper."""

    def __init__(self) -> None:
        self.path = QPainterPath()
        self.path.setFillRule(Qt.FillRule.WindingFill)

    def moveTo(self, point: tuple[float, float]) -> None:
        self.path.moveTo(point[0], -point[1])

    def lineTo(self, point: tuple[float, float]) -> None:
        self.path.lineTo(point[0], -point[1])

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        (x1, y1), (x2, y2) = points
        self.path.quadTo(QPointF(x1, -y1), QPointF(x2, -y2))

    def curveTo(self, *points: tuple[float, float]) -> None:
        (x1, y1), (x2, y2), (x3, y3) = points
        self.path.cubicTo(x1, -y1, x2, -y2, x3, -y3)

    def closePath(self) -> None:
        self.path.closeSubpath()

    def endPath(self) -> None:
        self.path.closeSubpath()


@lru_cache(maxsize=4096)
def _glyph(face: str, gid: int) -> QPainterPath:
    pen = _Pen()
    hb_font(face).draw_glyph_with_pen(gid, pen)
    return pen.path


def _run(item: Text) -> QPainterPath:
    """A run glyph by glyph, as the document sets it, in the units of its font."""
    run = QPainterPath()
    run.setFillRule(Qt.FillRule.WindingFill)
    x = 0.0
    for glyph in shape(item.text, item.face, item.rtl, item.lang):
        run.addPath(QTransform.fromTranslate(x + glyph.dx, -glyph.dy).map(_glyph(item.face, glyph.gid)))
        x += glyph.advance
    return run


def _paint_text(painter: QPainter, item: Text, colours: Callable[[str], QColor]) -> None:
    scale = item.size / metrics(item.face).upem
    painter.save()
    painter.translate(item.x, item.y)
    painter.scale(scale, scale)
    painter.fillPath(_run(item), colours(item.colour))
    painter.restore()
