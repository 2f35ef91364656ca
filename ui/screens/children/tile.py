"""One thing on a child's sheet: what was drawn or chosen beside the words, and whom the child lets see it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.picture_views import SheetItemView
from ui import icons
from ui.context import CaseContext
from ui.screens.children.drawn import CHILD, Drawn, art_of
from ui.screens.children.kit import PressBox
from ui.screens.children.words import called, part_look, said, tr, who_may
from ui.theme import theme
from ui.widgets import Card, IconMark, Label, paint_frame, paint_lifted

_CARRY = 16
"""Pixels from where a press becomes carrying: a child's hand is not still."""


class ItemTile(PressBox):
    """A thing to press, or to carry into another part. ``carried(place)``, ``put_down(place)``: on the screen.

    ``tall``: the height of its picture at 100 %; ``under``: the words stand under the picture. What carrying does, the
    buttons of the thing's own page do too.
    """

    carried = Signal(QPoint)
    put_down = Signal(QPoint)

    def __init__(
        self, context: CaseContext, item: SheetItemView, *, tall: int = 68, under: bool = False, ink: str = "ink",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(name=f"thing-{item.id}", parent=parent)
        self.item = item
        self._from: QPoint | None = None
        self.is_carried = False
        who = item.permission or who_may(item.may_see)
        self.setAccessibleName(called(item))
        self.setAccessibleDescription(who)
        art = art_of(context, item, CHILD)
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout(self) if under else QHBoxLayout(self)
        row.setContentsMargins(*(theme().px(n) for n in ((4, 4, 4, 4) if under else (8, 4, 8, 4))))
        row.setSpacing(theme().px(4 if under else 14))
        side = Qt.AlignmentFlag.AlignHCenter if under else Qt.AlignmentFlag.AlignVCenter
        if art is not None and art[0]:
            picture = Drawn(art[0], art[1], wide=tall * (0.8 if under else 1.1), high=tall, parent=self)
            row.addWidget(picture, 0, side)
        body = QVBoxLayout()
        body.setSpacing(theme().px(4))
        words = said(item) or (item.person.name if item.person else "")
        middle = Qt.AlignmentFlag.AlignHCenter if under else Qt.AlignmentFlag.AlignLeft
        body.addStretch(1)
        if words:
            body.addWidget(Label(words, "words" if under else "childWords", ink, align=middle, parent=self))
        if who:
            body.addWidget(_slip(_short(item), self), 0, middle)
        body.addStretch(2 if under else 1)
        row.addLayout(body, 1)
        self.settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: pressed, or about to be carried."""
        super().mousePressEvent(event)
        self._from = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: far enough is carrying."""
        if self._from is None:
            return
        way = event.position().toPoint() - self._from
        if self.is_carried or way.manhattanLength() >= _CARRY:
            self.is_carried = True
            self.setDown(False)
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: put down; what was carried is not pressed."""
        self._from = None
        if not self.is_carried:
            super().mouseReleaseEvent(event)
            return
        self.is_carried = False
        self.setDown(False)
        self.put_down.emit(event.globalPosition().toPoint())


class InHand(QWidget):
    """A thing on its way: a lifted card with its picture and words."""

    def __init__(self, tile: ItemTile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._fill = tile.hover_token
        ratio = tile.devicePixelRatioF()
        self._picture = QPixmap(tile.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        tile.render(self._picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        self.resize(tile.size() + QSize(6, 7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the card in the hand."""
        painter = QPainter(self)
        card = QRectF(self.rect()).adjusted(1, 1, -6, -7)
        paint_lifted(painter, card)
        if self._fill != PressBox.hover_token:  # light words, as in a roof, need their dark ground
            paint_frame(painter, card.adjusted(2, 2, -2, -2), fill=self._fill)
        painter.drawPixmap(0, 0, self._picture)


def _slip(text: str, parent: QWidget) -> QWidget:
    """A yellow slip with an eye: the child's own words, never cut."""
    slip = Card(fill="ask", parent=parent)
    row = QHBoxLayout(slip)
    row.setContentsMargins(*(theme().px(n) for n in (10, 3, 10, 3)))
    row.setSpacing(theme().px(6))
    row.addWidget(IconMark("eye", "askInk", size=16, parent=slip), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, "caption", "askInk", parent=slip), 1)
    return slip


def _short(item: SheetItemView) -> str:
    """Whom the child lets see it, for a slip under the words."""
    return who_may(item.may_see) or item.permission


class AddBox(PressBox):
    """A dashed place at the end of a part: something more can come here."""

    def __init__(self, key: str, *, short: bool = False, parent: QWidget | None = None) -> None:
        look = part_look(key)
        super().__init__(name=f"add-{key}", heard=look.add, parent=parent)
        self.key, self._look = key, look
        self._words = tr("Add") if short else look.add
        self.setFixedHeight(max(56, theme().px(60)))

    def heightForWidth(self, width: int) -> int:
        """Qt: always the same."""
        return max(56, theme().px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: dashes, a plus, the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = f"{self._look.colour}Tint" if self.underMouse() or self.isDown() or self.hasFocus() else "card"
        paint_frame(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), fill=fill, line="lineStrong", width=1.5,
                    dashed=True, radius=theme().px(14))  # fmt: skip
        ink = theme().color(f"{self._look.colour}Ink")
        font = theme().font("childWords", size=19)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        side, gap = theme().px(20), theme().px(10)
        text = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - side - gap - 20)
        wide = metrics.horizontalAdvance(text) + side + gap
        left = (self.width() - wide) / 2
        icons.paint(painter, "plus", QRectF(left, (self.height() - side) / 2, side, side), ink)
        painter.setPen(ink)
        painter.drawText(
            QRectF(left + side + gap, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, text
        )  # fmt: skip
