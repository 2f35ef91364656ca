"""Cards in the hand: lifted by pointer, touch or keys, aimed at a place, dropped there or put back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.screens.map.board import Board
from ui.screens.map.card import CardWidget
from ui.screens.map.column import ColumnWidget
from ui.screens.map.section import PartSection
from ui.screens.map.style import HUES
from ui.screens.map.wording import tr
from ui.theme import theme
from ui.widgets import announce, paint_frame, paint_lifted, text_width

TILT = -1.6
MARGIN = 14
"""Room round the picture of a lifted card (px), for its tilt and its shadow."""
DEEPEST = 40
"""A card is held no further than this (px) below its upper edge, wherever it was taken."""
ABOVE = 20
"""How far above the lifted card (px) lies the point that chooses the place."""
FOOT = 120
EDGE = 48
"""How near to an edge (px) the canvas begins to scroll while a card is in the hand."""


class LiftedCard(QWidget):
    """The card in the hand: painted once into a picture, then only moved."""

    def __init__(self, canvas: QWidget, card: CardWidget, count: int) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pixmap = self._paint_once(card, count)
        self.setFixedSize(self._pixmap.deviceIndependentSize().toSize())

    def _paint_once(self, card: CardWidget, count: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        wide, tall = card.width() * 0.97, float(card.height())
        margin = MARGIN + round(wide * 0.03)
        pixmap = QPixmap(round((wide + 2 * margin) * ratio), round((tall + 2 * margin) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(margin + wide / 2, margin + tall / 2)
        painter.rotate(TILT)
        painter.translate(-wide / 2, -tall / 2)
        sheet = QRectF(0, 0, wide, tall)
        if count > 1:
            paint_lifted(painter, sheet.translated(6, 6), theme().radius("card"))
        paint_lifted(painter, sheet, theme().radius("card"))
        painter.setClipRect(sheet.adjusted(2, 2, -2, -2))
        card.face.paint(painter)
        painter.setClipping(False)
        if count > 1:
            self._paint_count(painter, sheet, count)
        painter.end()
        return pixmap

    @staticmethod
    def _paint_count(painter: QPainter, sheet: QRectF, count: int) -> None:
        side = theme().px(28)
        spot = QRectF(sheet.right() - side - 6, sheet.top() - side / 3, side, side)
        paint_frame(painter, spot, fill="ink", radius=side / 2)
        painter.setFont(theme().font("label", bold=True))
        painter.setPen(theme().color("onInk"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, str(count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture."""
        QPainter(self).drawPixmap(0, 0, self._pixmap)


class BecomesTag(QWidget):
    """Hangs under the card in the hand and says what it becomes here, for the card may cover the place itself."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words, self._column = "", ""

    def say(self, words: str, column: str) -> None:
        """Show these words in a column's colour."""
        self._words, self._column = words, column
        font = theme().font("caption", bold=True)
        self.resize(text_width(words, font) + theme().px(20), theme().px(26))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a pill."""
        painter = QPainter(self)
        hue, rect = HUES[self._column], QRectF(self.rect())
        paint_frame(painter, rect, fill=f"{hue}Tint2", line=hue, radius=rect.height() / 2, width=1.5)
        painter.setFont(theme().font("caption", bold=True))
        painter.setPen(theme().color(f"{hue}Ink"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._words)


class Hand:
    """What is in the hand and where it would land. One for a canvas."""

    def __init__(self, canvas: Board) -> None:
        self._canvas = canvas
        self.ids: tuple[str, ...] = ()
        self.by_keys = False
        self.section: PartSection | None = None
        self.index = 0
        self.lifted: LiftedCard | None = None
        self.tag: BecomesTag | None = None
        self._grip = QPoint()
        self._at = QPoint()
        self._origin: tuple[str, int] = ("", 0)
        self._scrolling = QTimer(canvas)
        self._scrolling.setInterval(16)
        self._scrolling.timeout.connect(self._scroll_on)

    @property
    def holding(self) -> bool:
        """Whether anything is in the hand."""
        return bool(self.ids)

    # ---- lifting ----------------------------------------------------------------------------------------------
    def lift(self, cards: list[CardWidget], at: QPoint | None, *, tell: bool = True) -> None:
        """Take cards up; ``at`` (of the screen) is where the pointer holds the first, None when lifted by keys.

        ``tell``: say what the keys do now.
        """
        if not cards or self.holding:
            return
        first = cards[0]
        self.ids = tuple(card.view.id for card in cards)
        self.by_keys = at is None
        corner = first.mapTo(self._canvas, QPoint(0, 0))
        self.lifted = LiftedCard(self._canvas, first, len(cards))
        pointer = self._canvas.mapFromGlobal(at) if at is not None else corner
        held = pointer - corner
        held.setY(min(held.y(), DEEPEST))
        self._grip = held + QPoint(MARGIN, MARGIN) if at is not None else QPoint(0, 0)
        section = self._canvas.section_of(first.view.id)
        assert section is not None
        index = next(i for i, card in enumerate(section.cards) if card.id == first.view.id)
        self._origin = (section.key, index)
        for card in cards:
            card.set_ghost(True)
        self._touched(section)
        self.aim(section, index, tell=False)
        if at is not None:
            self.tag = BecomesTag(self._canvas)
            self.tag.show()
            self.move(at)
        else:
            self._follow_place()
            if tell:
                announce(first, tr("In the hand. Arrow keys move it, Enter puts it down, Escape puts it back."))
        self.lifted.show()
        self.lifted.raise_()

    # ---- moving -----------------------------------------------------------------------------------------------
    def move(self, at: QPoint) -> None:
        """The pointer is at a point of the screen: the card follows, the place beneath it opens."""
        self._at = at
        here = self._canvas.mapFromGlobal(at)
        if self.lifted is not None:
            self.lifted.move(here - self._grip)
        found = self._canvas.place_at(self._aimed_at(at))
        if found is not None:
            self.aim(*found, tell=False)
        self._hang_tag()
        if self._speeds() != (0, 0):
            if not self._scrolling.isActive():
                self._scrolling.start()
        else:
            self._scrolling.stop()

    def _hang_tag(self) -> None:
        if self.tag is None or self.lifted is None or self.section is None:
            return
        words = tr("as {one}").format(one=self.section.part.one)
        self.tag.say(words, self.section.setting.column)
        box = self.lifted.geometry()
        under = box.bottom() - MARGIN
        above = box.top() + MARGIN - self.tag.height()
        self.tag.move(box.left() + MARGIN * 2, under if under + self.tag.height() < self._canvas.height() else above)
        self.tag.raise_()

    def _aimed_at(self, at: QPoint) -> QPoint:
        """The place opens just above the card in the hand, so both can be read; at the foot it is the pointer's."""
        rect = self._canvas.visible_rect()
        near = min(1.0, max(0.0, (rect.bottom() - at.y()) / FOOT))
        return at - QPoint(0, round((self._grip.y() - MARGIN + ABOVE) * near))

    def aim(self, section: PartSection, index: int, *, tell: bool = True) -> None:
        """Open the place before the card at ``index`` of a part."""
        if section is self.section and index == self.index and section.drop_at is not None:
            return
        old = self.section
        if old is not None and old is not section:
            old.set_drop(None)
            self._touched(old)
        self.section, self.index = section, index
        section.set_drop(index, self.drop_words(section))
        self._touched(section)
        if old is not section:
            self._canvas.aimed.emit(section.key)
        if tell:
            self._show_place(section)
            self._follow_place()
            announce(self._canvas, self._place_words(section, index))

    def drop_words(self, section: PartSection) -> str:
        """What the place to drop says: as what the card would be put there."""
        if len(self.ids) > 1:
            return tr("Put these {count} in: {part}").format(count=len(self.ids), part=section.part.title)
        return tr("Put it here, as {one}").format(one=section.part.one)

    def _place_words(self, section: PartSection, index: int) -> str:
        place = tr("{part}, place {number} of {count}").format(
            part=section.part.title, number=index + 1, count=len(section.cards) + 1
        )
        return f"{self.drop_words(section)}. {place}"

    def _show_place(self, section: PartSection) -> None:
        column = next(c for c in self._canvas.columns if section in c.sections)
        rect = section.drop_rect()
        middle = section.mapTo(column.content, rect.center())
        column.scroller.ensureVisible(middle.x(), middle.y(), 10, rect.height() * 2)

    def _follow_place(self) -> None:
        """Lifted by keys, the card lies just under the place it would go to."""
        if self.lifted is None or self.section is None:
            return
        place = self.section.drop_rect()
        corner = self.section.mapTo(self._canvas, place.topLeft())
        self.lifted.move(corner + QPoint(6, place.height() * 2 // 3))

    def _touched(self, section: PartSection) -> None:
        self._canvas.arrange_column_of(section)

    # ---- ending -----------------------------------------------------------------------------------------------
    def drop(self) -> tuple[tuple[str, ...], PartSection, str | None] | None:
        """Open the hand. Returns what goes where (ids, part, before which card); None when nothing would change."""
        section, index, ids = self.section, self.index, self.ids
        self.put_back()
        if section is None:
            return None
        order = [card.id for card in section.cards]
        rest = [key for key in order if key not in ids]
        ahead = [key for key in order[:index] if key not in ids]
        moved = ahead + list(ids) + rest[len(ahead) :]
        if moved == order:
            return None
        following = rest[len(ahead)] if len(ahead) < len(rest) else None
        return ids, section, following

    def put_back(self) -> None:
        """Let go: everything is where it was."""
        self._scrolling.stop()
        if self.lifted is not None:
            self.lifted.hide()
            self.lifted.deleteLater()
            self.lifted = None
        if self.tag is not None:
            self.tag.hide()
            self.tag.deleteLater()
            self.tag = None
        ids, self.ids = self.ids, ()
        touched = {self.section} if self.section is not None else set()
        if self.section is not None:
            self.section.set_drop(None)
        self.section = None
        for key in ids:
            card = self._canvas.card(key)
            section = self._canvas.section_of(key)
            if card is not None:
                card.set_ghost(False)
            if section is not None:
                touched.add(section)
        for section in touched:
            self._touched(section)

    # ---- scrolling at the edges -------------------------------------------------------------------------------
    def _column_under(self) -> ColumnWidget | None:
        return self._canvas.column_at(self._at)

    def _speeds(self) -> tuple[int, int]:
        """How fast to scroll across and down (px a tick)."""
        column = self._column_under()
        across = _edge_speed(self._canvas.visible_rect(), self._at, upright=False)
        if column is None:
            return across, 0
        view = column.scroller.viewport()
        rect = QRect(view.mapToGlobal(QPoint(0, 0)), view.size())
        return across, _edge_speed(rect, self._at, upright=True)

    def _scroll_on(self) -> None:
        across, down = self._speeds()
        column = self._column_under()
        if column is not None and down:
            bar = column.scroller.verticalScrollBar()
            bar.setValue(bar.value() + down)
        if across:
            side = self._canvas.outer.horizontalScrollBar()
            side.setValue(side.value() + across)
        self.move(self._at)


def _edge_speed(rect: QRect, at: QPoint, *, upright: bool) -> int:
    low, high = (rect.top(), rect.bottom()) if upright else (rect.left(), rect.right())
    place = at.y() if upright else at.x()
    if place < low + EDGE:
        return -min(24, 2 + (low + EDGE - place) // 2)
    if place > high - EDGE:
        return min(24, 2 + (place - high + EDGE) // 2)
    return 0
