"""The parts of the family's picture as items of a scene: recorded once, painted often."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPicture
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from models.drawing import Path, Primitive, Rect, Text
from models.drawings.genogram import pieces
from models.drawings.genogram.pieces import Piece
from ui.painter import paint_items, path_of, text_path
from ui.theme import theme

READABLE = 4.5
"""Words smaller than this many pixels are left out: nobody can read them, and they take most of the time."""
ROOM = 9.0
"""Room round a piece for its ring, in points."""
REACH = 7.0
"""How near a pointer must come to a line, in pixels, with a mouse."""
TOUCH_REACH = 22.0


def shown_colour(role: str) -> QColor:
    """The colour of a role on the screen; what is paper in print is the canvas here."""
    return theme().color("canvas" if role == "paper" else role)


def box_of(items: Iterable[Primitive]) -> QRectF:
    """The box round primitives."""
    return QRectF(*pieces.box_of(items))


class PieceItem(QGraphicsItem):
    """One piece: a person, a couple's line, a child's line, a tie or a home. It stands where its primitives do."""

    def __init__(self, piece: Piece) -> None:
        super().__init__()
        self.piece = piece
        self._chosen = self._aimed = False
        self._record()

    @property
    def is_person(self) -> bool:
        """Whether it is somebody's symbol."""
        return self.piece.kind == "person"

    @property
    def is_chosen(self) -> bool:
        """Whether it is marked as chosen."""
        return self._chosen

    def set_piece(self, piece: Piece) -> None:
        """Show another state of the same thing."""
        self.prepareGeometryChange()
        self.piece = piece
        self._record()
        self.update()

    def retheme(self) -> None:
        """Record anew in other colours."""
        self._record()
        self.update()

    def set_marks(self, *, chosen: bool, aimed: bool = False) -> None:
        """Whether it is chosen, and whether a line being drawn would end here."""
        if (chosen, aimed) != (self._chosen, self._aimed):
            self._chosen, self._aimed = chosen, aimed
            self.update()

    # ---- recording --------------------------------------------------------------------------------------------
    def _record(self) -> None:
        words = [item for item in self.piece.items if isinstance(item, Text)]
        drawn = [item for item in self.piece.items if not isinstance(item, Text)]
        self._picture = QPicture()
        painter = QPainter(self._picture)
        paint_items(painter, drawn, shown_colour)
        painter.end()
        paths: dict[str, QPainterPath] = {}
        for word in words:
            paths.setdefault(word.colour, QPainterPath()).addPath(text_path(word))
        self._words = [(path, shown_colour(colour)) for colour, path in paths.items()]
        self._size = max((word.size for word in words), default=0.0)
        self._box = QRectF(*self.piece.bounds).adjusted(-ROOM, -ROOM, ROOM, ROOM)
        self._symbol = self._symbol_box()
        self._outline: QPainterPath | None = None

    def _symbol_box(self) -> QRectF:
        """The box of the shapes that lie round the anchor: the symbol without the words."""
        anchor, found = QPointF(*self.piece.anchor), QRectF()
        for item in self.piece.items:
            if isinstance(item, Rect | Path):
                box = box_of([item])
                found = found.united(box) if box.contains(anchor) else found
        return found if not found.isEmpty() else QRectF(*self.piece.bounds)

    def _lines(self) -> QPainterPath:
        """What may be pressed: the middle of the line, or the strokes, and the words."""
        if self._outline is None:
            outline = QPainterPath()
            for place, (x, y) in enumerate(self.piece.path):
                if place:
                    outline.lineTo(x, y)
                else:
                    outline.moveTo(x, y)
            for item in self.piece.items:
                if isinstance(item, Text):
                    outline.addRect(box_of([item]))
                elif isinstance(item, Path) and not self.piece.path:
                    outline.addPath(path_of(item))
            self._outline = outline
        return self._outline

    # ---- where it is ------------------------------------------------------------------------------------------
    @property
    def symbol(self) -> QRectF:
        """The box of somebody's symbol without the words, in the scene."""
        return self._symbol.translated(self.pos())

    @property
    def bounds(self) -> QRectF:
        """The box of everything it draws, in the scene."""
        return QRectF(*self.piece.bounds).translated(self.pos())

    @property
    def anchor(self) -> QPointF:
        """The middle of the symbol, or where a line can be taken hold of, in the scene."""
        return QPointF(*self.piece.anchor) + self.pos()

    def is_near(self, at: QPointF, reach: float) -> bool:
        """Whether a point of the scene is on a line of the piece, or nearer than ``reach``."""
        spot = at - self.pos()
        if not self._box.adjusted(-reach, -reach, reach, reach).contains(spot):
            return False
        pointer = QPainterPath()
        pointer.addEllipse(spot, reach, reach)
        stroker = QPainterPathStroker()
        stroker.setWidth(max(1.0, reach * 0.25))
        return stroker.createStroke(self._lines()).intersects(pointer)

    def boundingRect(self) -> QRectF:
        """Qt: with room for the ring."""
        return self._box

    # ---- painting ---------------------------------------------------------------------------------------------
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: the strokes, the words where they can be read, and a ring when chosen."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen and not self.is_person:
            self._paint_glow(painter, zoom)
        painter.drawPicture(QPointF(), self._picture)
        if self._size * zoom >= READABLE:
            for path, colour in self._words:
                painter.fillPath(path, colour)
        if self.is_person and (self._chosen or self._aimed):
            self._paint_ring(painter, zoom)

    def _paint_ring(self, painter: QPainter, zoom: float) -> None:
        room = min(4.0 / max(zoom, 0.25), ROOM - 2.0)
        ring = self._symbol.adjusted(-room, -room, room, room)
        pen = QPen(theme().color("focus"), 2.0)
        pen.setCosmetic(True)
        if self._aimed and not self._chosen:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, 4, 4)

    def _paint_glow(self, painter: QPainter, zoom: float) -> None:
        pen = QPen(theme().color("focus", 0.28), min(9.0 / max(zoom, 0.25), 2 * ROOM))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(self._lines(), pen)


class GhostItem(QGraphicsItem):
    """The outline of a place: where somebody stood, or would stand."""

    def __init__(self, box: QRectF, *, aimed: bool = False) -> None:
        super().__init__()
        self._rect, self._aimed = box, aimed
        self.setZValue(50 if aimed else 1)

    def boundingRect(self) -> QRectF:
        """Qt: with room for the stroke."""
        return self._rect.adjusted(-4, -4, 4, 4)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: a dashed outline."""
        pen = QPen(theme().color("focus" if self._aimed else "lineStrong"), 1.5, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._rect, 6, 6)


class RubberLine(QGraphicsItem):
    """A line being drawn from somebody to the pointer."""

    def __init__(self, start: QPointF) -> None:
        super().__init__()
        self._start = self._end = start
        self.setZValue(60)

    def reach_to(self, end: QPointF) -> None:
        """The pointer is here now."""
        self.prepareGeometryChange()
        self._end = end

    def boundingRect(self) -> QRectF:
        """Qt: round the line."""
        return QRectF(self._start, self._end).normalized().adjusted(-6, -6, 6, 6)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: a firm line with a dot at its end."""
        pen = QPen(theme().color("focus"), 2.0)
        pen.setCosmetic(True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawLine(self._start, self._end)
        painter.setBrush(theme().color("focus"))
        painter.drawEllipse(self._end, 4, 4)
