"""The headings of the matrix: what was done when, across; what to ask, down. The current one is marked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import icons
from ui.screens.harm.cells import GAP
from ui.screens.harm.model import LINKED
from ui.screens.harm.words import tr
from ui.theme import theme
from ui.widgets import paint_frame

_WIDE, _HIGH, _PAD = 146, 36, 9


class Headings(QHeaderView):
    """Column headings in the worry's ink, or row headings that wrap. ``current`` is marked while it is not -1."""

    def __init__(self, orientation: Qt.Orientation, *, name: str, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self.current = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setFrameShape(QHeaderView.Shape.NoFrame)

    @property
    def _across(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def set_current(self, section: int) -> None:
        """Mark a section."""
        if section != self.current:
            before, self.current = self.current, section
            for each in (before, section):
                if each >= 0:
                    self.updateSection(each)

    def size_for(self, room: int) -> int:
        """How wide the row headings are in a grid this wide, or how high the column headings."""
        if not self._across:
            return min(theme().px(_WIDE), max(theme().px(84), room // 4))
        return max(theme().px(_HIGH), theme().line_height("label") + theme().px(10))

    def height_of(self, section: int, width: int) -> int:
        """How tall a row heading is when it wraps at a width."""
        text = str(self.model().headerData(section, self.orientation()) or "")
        metrics = QFontMetrics(theme().font("label"))
        wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        room = QRect(0, 0, width - theme().px(14), 10_000)
        return metrics.boundingRect(room, wrap, text).height() + theme().px(2 * _PAD + GAP)

    def sizeHint(self) -> QSize:
        """Qt: what the grid chose."""
        grid = self.parentWidget()
        side = self.size_for(grid.width() if grid is not None else theme().px(800))
        return QSize(0, side) if self._across else QSize(side, 0)

    @staticmethod
    def _paint_linked(painter: QPainter, place: QRectF, heading: str) -> None:
        """Behind a heading: what stands below is on the map."""
        left = place.left() + QFontMetrics(painter.font()).horizontalAdvance(heading) + theme().px(12)
        side = theme().px(16)
        ink = theme().color("worryInk")
        icons.paint(painter, "cloud", QRectF(left, place.center().y() - side / 2, side, side), ink)
        painter.setFont(theme().font("caption"))
        rest = place.adjusted(left - place.left() + side + theme().px(5), 0, 0, 0)
        words = QFontMetrics(painter.font()).elidedText(
            tr("on the map"), Qt.TextElideMode.ElideRight, round(rest.width())
        )
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Qt: bold words, no lines."""
        text = str(self.model().headerData(section, self.orientation()) or "")
        painter.save()
        box = QRectF(rect)
        if section == self.current:
            ground = box.adjusted(0, 4, -theme().px(GAP), -4) if self._across else box.adjusted(
                0, 0, -theme().px(GAP), -theme().px(GAP)
            )  # fmt: skip
            line = "line" if theme().name == "contrast" else None
            paint_frame(painter, ground, fill="hover", line=line, radius=theme().px(8))
        painter.setPen(theme().color("worryInk" if self._across else "ink"))
        painter.setFont(theme().font("label", size=15 if self._across else 14))
        if self._across:
            place = box.adjusted(theme().px(14), 0, -theme().px(GAP), 0)
            text = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, round(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            if self.model().headerData(section, self.orientation(), LINKED):
                self._paint_linked(painter, place, text)
        else:
            place = box.adjusted(theme().px(6), theme().px(_PAD), -theme().px(8), 0)
            flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(place, flags, text)
        painter.restore()
