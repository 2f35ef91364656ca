"""What stands on the ecomap's canvas: the home with its lines, and a ball for everybody round it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from models.drawings.ecomap_figure import Ball, Figure
from ui.painter import paint_items
from ui.theme import theme
from ui.widgets import paint_focus

_REACH = 9.0
"""How near to a line a press still takes it."""


class HomeItem(QGraphicsItem):
    """The circle, its lines and who lives there, exactly as on paper."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._box = QRectF(QPointF(figure.left, figure.top), QPointF(figure.right, figure.bottom))
        self._figure = figure
        self.chosen = ""
        self.setZValue(0)

    def choose(self, node_id: str) -> None:
        """Lay a tint under somebody's line."""
        if node_id != self.chosen:
            self.chosen = node_id
            self.update()

    def line_at(self, spot: QPointF) -> str:
        """Whose line runs here, or "" for nobody's."""
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * _REACH)
        for ball in self._figure.balls:
            if stroker.createStroke(_path(ball)).contains(spot):
                return ball.node.id
        return ""

    def boundingRect(self) -> QRectF:
        """Qt: everything that is drawn."""
        return self._box.adjusted(-12, -12, 12, 12)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: the home, the lines over it, the people."""
        figure, colours = self._figure, theme().color
        paint_items(painter, figure.home, colours)
        for ball in figure.balls:
            if ball.node.id == self.chosen:
                tint = QPen(colours("mark"), 15)
                tint.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.strokePath(_path(ball), tint)
            paint_items(painter, ball.line, colours)
        paint_items(painter, figure.name, colours)
        for member in figure.members:
            paint_items(painter, member.items, colours)


def _path(ball: Ball) -> QPainterPath:
    path = QPainterPath(QPointF(*ball.way[0]))
    for point in ball.way[1:]:
        path.lineTo(*point)
    return path


class BallItem(QGraphicsItem):
    """Somebody or something round the home. Chosen: a ring; in the hand: lifted, its old place outlined."""

    def __init__(self, ball: Ball) -> None:
        super().__init__()
        self.ball = ball
        self.chosen = self.focused = self.held = False
        self.setPos(ball.x, ball.y)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setZValue(1)

    def mark(self, *, chosen: bool, focused: bool) -> None:
        """Show that it is chosen, and that the keyboard is here."""
        self.chosen, self.focused = chosen, focused
        self.update()

    def hold(self, held: bool) -> None:
        """Take it into the hand, or put it down where it belongs."""
        self.held = held
        self.setZValue(2 if held else 1)
        if not held:
            self.setPos(self.ball.x, self.ball.y)
        self.update()

    def boundingRect(self) -> QRectF:
        """Qt: the ball and its ring."""
        reach = self.ball.radius + 9
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def shape(self) -> QPainterPath:
        """Qt: a disc."""
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), self.ball.radius, self.ball.radius)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: the ball as on paper, round its own middle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self.ball.radius
        disc = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        if self.held:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("ink", 0.14))
            painter.drawEllipse(disc.translated(4, 5))
        painter.save()
        painter.translate(-self.ball.x, -self.ball.y)
        paint_items(painter, self.ball.items, theme().color)
        painter.restore()
        if self.chosen:
            painter.setPen(QPen(theme().color("ink"), 2.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc)
        if self.chosen and self.focused:
            paint_focus(painter, disc, radius)


class PlaceItem(QGraphicsItem):
    """A dashed circle: where somebody stood, or where they would come to stand."""

    def __init__(self, radius: float) -> None:
        super().__init__()
        self._radius = radius
        self.setZValue(0.5)

    def boundingRect(self) -> QRectF:
        """Qt: the circle."""
        reach = self._radius + 3
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: dashes over a light ground."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().color("ink2"), 1.5)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme().color("selected", 0.6))
        painter.drawEllipse(QPointF(0, 0), self._radius, self._radius)
