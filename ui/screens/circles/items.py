"""What stands in the picture: the rings, discs, footprints. Items hold places; the words come from the view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from models.circle_layout import LABEL_SIZE, NAME_LINE, NAME_SIZE, CirclesLayout, Footprint, Spot, arrives
from models.circle_words import RINGS
from ui.screens.circles.words import ring_name
from ui.theme import theme
from ui.widgets import PersonKind, paint_avatar

_RING_FILLS = {"inner": "card", "middle": "wellTint2", "outer": "hover"}


def _font_px(painter: QPainter, role: str, size: float, *, bold: bool = False) -> None:
    font = theme().font(role, bold=bold)
    font.setPixelSize(max(1, round(size)))
    painter.setFont(font)


class RingsItem(QGraphicsItem):
    """The three rings. ``aimed``: the ring a person in the hand would come to."""

    def __init__(self, layout: CirclesLayout) -> None:
        super().__init__()
        self.circles, self.aimed = layout, ""
        self.setZValue(-10)

    def aim(self, ring: str) -> None:
        """Mark a ring ("" for none)."""
        if ring != self.aimed:
            self.aimed = ring
            self.update()

    def boundingRect(self) -> QRectF:
        """Qt: the outer ring and its line."""
        far = self.circles.radii[2] + 3
        return QRectF(-far, -far, 2 * far, 2 * far)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: from the outside to the inside."""
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ring, edge in reversed(list(zip(RINGS, self.circles.radii, strict=True))):
            aimed = ring == self.aimed
            painter.setPen(QPen(look.color("focus" if aimed else "lineStrong"), 3 if aimed else 1))
            painter.setBrush(look.color(_RING_FILLS[ring]))
            painter.drawEllipse(QPointF(0, 0), edge, edge)


class RingLabelsItem(QGraphicsItem):
    """The rings' words, on a ground of their ring so that no line runs through them."""

    def __init__(self, layout: CirclesLayout) -> None:
        super().__init__()
        self._labels = layout.labels
        self._far = layout.radii[2]
        self.setZValue(0.5)

    def boundingRect(self) -> QRectF:
        """Qt: the upper half's middle."""
        return QRectF(-120, -self._far, 240, self._far)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: ground, then words."""
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _font_px(painter, "label", LABEL_SIZE, bold=True)
        for label in self._labels:
            words = ring_name(label.ring)
            half = painter.fontMetrics().horizontalAdvance(words) / 2 + 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color(_RING_FILLS[label.ring]))
            painter.drawRoundedRect(QRectF(-half, label.y - 7, 2 * half, 14), 7, 7)
            painter.setPen(look.color("ink"))
            painter.drawText(QRectF(-120, label.y - 12, 240, 24), Qt.AlignmentFlag.AlignCenter, words)


class DiscItem(QGraphicsItem):
    """Somebody: their disc and name. ``chosen`` and ``focused`` are painted round it, ``carried`` lifts it."""

    def __init__(self, spot: Spot, kind: PersonKind, heard: str) -> None:
        super().__init__()
        self.spot, self.kind = spot, kind
        self.chosen = self.focused = self.carried = False
        self.setPos(spot.x, spot.y)
        if spot.ring:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(heard)

    @property
    def person_id(self) -> str:
        """Whose disc it is."""
        return self.spot.person.id

    def set_state(self, *, chosen: bool, focused: bool, carried: bool) -> None:
        """Show how it is held."""
        if (chosen, focused, carried) != (self.chosen, self.focused, self.carried):
            self.chosen, self.focused, self.carried = chosen, focused, carried
            self.setZValue(5 if carried else 2 if chosen else 1)
            self.update()

    def boundingRect(self) -> QRectF:
        """Qt: the disc with its rings, and the name beneath."""
        half = self.spot.size / 2 + 8
        wide = max(half, self.spot.box.right - self.spot.x + 8)
        return QRectF(-wide, -half, 2 * wide, 2 * half + NAME_LINE * max(1, len(self.spot.name)) + 4)

    def shape(self) -> QPainterPath:
        """Qt: the disc and the name can be pressed."""
        path = QPainterPath()
        half = max(self.spot.size / 2 + 3, theme().target(32) / 2)
        path.addEllipse(QPointF(0, 0), half, half)
        wide = self.spot.box.right - self.spot.x
        path.addRect(QRectF(-wide, self.spot.size / 2, 2 * wide, NAME_LINE * len(self.spot.name) + 3))
        return path.simplified()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: the disc, the rings round it, the name."""
        look, half = theme(), self.spot.size / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.carried:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("ink", 0.16))
            painter.drawEllipse(QPointF(4, 5), half, half)
        rect = QRectF(-half, -half, 2 * half, 2 * half)
        paint_avatar(painter, rect, self.spot.label, self.kind)
        if self.kind != "child":
            painter.setPen(QPen(look.color("personRing"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(rect)
        if self.chosen or self.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2.4))
            painter.drawEllipse(QPointF(0, 0), half + 4, half + 4)
        if self.focused and self.chosen:
            painter.setPen(QPen(look.color("ink"), 1.2, Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(0, 0), half + 6.5, half + 6.5)
        if self.spot.ring:
            self._paint_name(painter, look.color("ink"))

    def _paint_name(self, painter: QPainter, ink: QColor) -> None:
        painter.setPen(ink)
        _font_px(painter, "caption", NAME_SIZE, bold=self.chosen)
        for index, line in enumerate(self.spot.name):
            top = self.spot.size / 2 + 3 + NAME_LINE * index
            painter.drawText(QRectF(-70, top, 140, NAME_LINE), Qt.AlignmentFlag.AlignCenter, line)


class OriginItem(QGraphicsItem):
    """Where somebody in the hand came from: an outline that stays."""

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self._half = spot.size / 2
        self.setPos(spot.x, spot.y)
        self.setZValue(0)

    def boundingRect(self) -> QRectF:
        """Qt: the outline."""
        side = self._half + 2
        return QRectF(-side, -side, 2 * side, 2 * side)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: a dashed circle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().color("ink2"), 1.4)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), self._half, self._half)


class FootprintsItem(QGraphicsItem):
    """The chosen person's way in: dated ghosts, a dashed line, an arrow to where they stand."""

    def __init__(self, prints: tuple[Footprint, ...], spot: Spot) -> None:
        super().__init__()
        self._prints, self._spot = prints, spot
        self.setZValue(0)

    def boundingRect(self) -> QRectF:
        """Qt: everything between the first ghost and the disc."""
        points = QPolygonF([*(QPointF(p.x, p.y) for p in self._prints), QPointF(self._spot.x, self._spot.y)])
        return points.boundingRect().adjusted(-100, -30, 100, 40)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Qt: lines first, then the ghosts with their days."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stops = [(QPointF(p.x, p.y), p.size / 2) for p in self._prints]
        newest = self._prints[-1]
        stops.append((QPointF(self._spot.x, self._spot.y), arrives(self._spot, newest.x, newest.y)))
        for index in range(len(stops) - 1):
            self._line(painter, *stops[index], *stops[index + 1], head=index == len(stops) - 2)
        for print_ in self._prints:
            self._ghost(painter, print_)

    def _ghost(self, painter: QPainter, print_: Footprint) -> None:
        look, half = theme(), print_.size / 2
        pen = QPen(look.color("ink"), 1.3)
        pen.setDashPattern([2.4, 2])
        painter.setPen(pen)
        painter.setBrush(look.color("card"))
        middle = QPointF(print_.x, print_.y)
        painter.drawEllipse(middle, half, half)
        painter.setPen(look.color("ink2"))
        _font_px(painter, "caption", 11)
        painter.drawText(
            QRectF(print_.x - half, print_.y - half, 2 * half, 2 * half), Qt.AlignmentFlag.AlignCenter, self._spot.label
        )  # fmt: skip
        _font_px(painter, "caption", 12.5)
        x, y = print_.words_at()
        painter.drawText(QRectF(x - 60, y - NAME_LINE / 2, 120, NAME_LINE), Qt.AlignmentFlag.AlignCenter, print_.when)

    def _line(
        self, painter: QPainter, start: QPointF, leave: float, end: QPointF, arrive: float, *, head: bool
    ) -> None:  # fmt: skip
        way = end - start
        far = (way.x() ** 2 + way.y() ** 2) ** 0.5
        if far <= leave + arrive + 3:
            return
        unit = way / far
        first, last = start + unit * leave, end - unit * arrive
        pen = QPen(theme().color("ink"), 2)
        pen.setDashPattern([1.6, 1.5])
        painter.setPen(pen)
        painter.drawLine(first, last - unit * (8 if head else 0))
        if head:
            across = QPointF(-unit.y(), unit.x()) * 4.5
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("ink"))
            painter.drawPolygon(QPolygonF([last, last - unit * 11 + across, last - unit * 11 - across]))
