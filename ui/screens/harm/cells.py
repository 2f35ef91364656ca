"""How a box of the matrix is painted, and how tall its words make it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from models.thinking_views import CellView
from ui import icons
from ui.screens.harm.model import MatrixModel
from ui.screens.harm.words import cell_words, tr
from ui.theme import theme
from ui.widgets import follow_theme, paint_focus, paint_frame

GAP = 6
_PAD_X, _PAD_Y, _LEAST = 14, 9, 55
_CARET = 24
"""What the right side keeps free for the small sign that opens a box's menu."""
_QUIET = ("not_born", "none", "same_as_worst")
_KEPT = 600
_ASIDE = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class _Laid:
    """Words laid out at a width: their lines and how tall they are."""

    layout: QTextLayout
    height: int


class CellPainter(QStyledItemDelegate):
    """Paints boxes: what was said on a card, a gap dashed with its question. ``closed``: columns drawn as one box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid: dict[tuple[str, int, bool], _Laid] = {}
        self.closed: frozenset[int] = frozenset()
        self.current = (-1, -1)
        self.has_focus = False
        self.many = False
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self._laid.clear()

    # ---- measuring --------------------------------------------------------------------------------------------
    def height(self, cell: CellView, width: int) -> int:
        """How tall a box must be in a column this wide, the gap to the next included."""
        laid = self._words(cell, self._room(cell, width))
        chips = theme().px(26) if cell.held_back else 0
        return max(theme().px(_LEAST), laid.height + 2 * theme().px(_PAD_Y) + chips) + theme().px(GAP)

    @staticmethod
    def box(rect: QRectF) -> QRectF:
        """The box inside its place in the table."""
        return rect.adjusted(0, 0, -theme().px(GAP), -theme().px(GAP))

    def _room(self, cell: CellView, width: int) -> int:
        lead = theme().px(24) if cell.is_gap else 0
        return max(theme().px(40), width - theme().px(GAP + _PAD_X + _CARET) - lead)

    def _words(self, cell: CellView, room: int) -> _Laid:
        text = cell_words(cell)
        key = (text, room, cell.is_gap)
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > _KEPT:
                self._laid.clear()
            found = self._laid[key] = _lay(text, room)
        return found

    # ---- painting ---------------------------------------------------------------------------------------------
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: as tall as its words."""
        model = index.model()
        cell = model.cell(index.row(), index.column()) if isinstance(model, MatrixModel) else None
        width = option.rect.width()
        return QSize(width, self.height(cell, width) if cell is not None else 0)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:  # fmt: skip
        """Qt: the box, its words, its marks, and the ring round the current one."""
        model = index.model()
        cell = model.cell(index.row(), index.column()) if isinstance(model, MatrixModel) else None
        if cell is None or index.column() in self.closed:
            return
        box = self.box(QRectF(option.rect))
        self._paint_frame(painter, box, cell, self.many and bool(option.state & QStyle.StateFlag.State_Selected))
        self._paint_words(painter, box, cell, option.rect.width())
        if (index.row(), index.column()) == self.current:
            self._paint_current(painter, box)

    def _paint_frame(self, painter: QPainter, box: QRectF, cell: CellView, chosen: bool) -> None:
        look, radius = theme(), theme().px(10)
        if cell.is_gap:
            fill = look.color("ask") if chosen else None
            paint_frame(painter, box, fill=fill, line="askLine", radius=radius, dashed=True)
            return
        line = "line" if look.name == "contrast" else None
        paint_frame(painter, box, fill="selected" if chosen else "card", line=line, radius=radius)

    def _paint_current(self, painter: QPainter, box: QRectF) -> None:
        """The current box always shows; while the grid has the keyboard with the ring of the kit."""
        inner = box.adjusted(4, 4, -4, -4)
        if self.has_focus:
            paint_focus(painter, inner, theme().px(8))
        else:
            paint_frame(painter, box, fill=None, line="lineStrong", radius=theme().px(10))

    def _paint_words(self, painter: QPainter, box: QRectF, cell: CellView, width: int) -> None:
        look, top = theme(), box.top() + theme().px(_PAD_Y)
        left = box.left() + theme().px(_PAD_X)
        ink = look.color("askInk" if cell.is_gap else "ink2" if cell.state in _QUIET else "ink")
        if cell.is_gap:
            side, line = look.px(18), look.line_height("body")
            icons.paint(painter, "question", QRectF(left, top + (line - side) / 2, side, side), ink)
            left += look.px(24)
        painter.setPen(ink)
        laid = self._words(cell, self._room(cell, width))
        laid.layout.draw(painter, QPointF(left, top))
        if cell.held_back:
            self._paint_held_back(painter, box)
        if cell.card_id:
            self._paint_linked(painter, box)

    def _paint_held_back(self, painter: QPainter, box: QRectF) -> None:
        """A chip under the words: the family does not get these."""
        look, words = theme(), tr("held back")
        font = look.font("caption")
        painter.setFont(font)
        high = look.px(22)
        left, top = box.left() + look.px(_PAD_X - 4), box.bottom() - look.px(_PAD_Y - 3) - high
        wide = min(QFontMetrics(font).horizontalAdvance(words) + look.px(38), round(box.right() - left) - look.px(6))
        chip = QRectF(left, top, wide, high)
        line = "line" if look.name == "contrast" else None
        paint_frame(painter, chip, fill="selected", line=line, radius=high / 2)
        ink, side = look.color("ink"), look.px(16)
        icons.paint(painter, "lock-simple", QRectF(left + look.px(8), top + look.px(3), side, side), ink)
        painter.setPen(ink)
        painter.drawText(chip.adjusted(look.px(30), 0, -look.px(4), 0), Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def _paint_linked(painter: QPainter, box: QRectF) -> None:
        """The sign of the map's worries, in the corner the words leave free; the column's heading says it in words."""
        side, away = theme().px(16), theme().px(7)
        corner = QRectF(box.right() - away - side, box.top() + away, side, side)
        icons.paint(painter, "cloud", corner, theme().color("worryInk"))


def _lay(text: str, room: int) -> _Laid:
    """Lay out words with the line height of body text; what stands in brackets at the end is quieter."""
    look = theme()
    layout = QTextLayout(text.replace("\n", "\u2028"), look.font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    aside = _ASIDE.search(text)
    if aside is not None and aside.start() > 0:
        quiet = QTextLayout.FormatRange()
        quiet.start, quiet.length = aside.start(), len(aside.group())
        style = QTextCharFormat()
        style.setForeground(look.color("ink2"))
        quiet.format = style
        layout.setFormats([quiet])
    step, y = look.line_height("body"), 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += step
    layout.endLayout()
    return _Laid(layout, round(max(y, step)))
