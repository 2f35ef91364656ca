"""The pages as they will be, painted from the very drawing that is exported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.drawing import Block, Drawing, Page, Text, flat
from ui import icons
from ui.painter import paint_page
from ui.screens.share.opened import Bar, opened
from ui.theme import theme
from ui.widgets import Label, ScrollArea, column, paint_frame

_BAR, _BAR_ROOM = 20, 27
"""How high a bar is, and the room it takes, in px at 100 %: its words must be read however small the page is."""
ZOOMS = (1.0, 1.5, 2.0, 3.0)
"""How much wider than the room a page can be."""


class PageView(QWidget):
    """One page, as wide as there is room; painted once for each size. Bars and marks are on the screen alone."""

    def __init__(self, page: Page, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._heard = page, heard
        self._painted: QPixmap | None = None
        self._shown, self._high = page, 0.0
        self._gaps: Mapping[int, int] = {}
        self._structure: Sequence[Block] = ()
        self._steps = 0.0
        self._words: tuple[str, ...] = ()
        self._blocks: frozenset[int] = frozenset()
        self._marks: tuple[Page, tuple[QRectF, ...]] | None = None
        self.bars: tuple[Bar, ...] = ()
        self.setAccessibleName(heard)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Qt: keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: keeps its shape, and has room for its bars."""
        return max(1, round(width * self._page.height / self._page.width + self._steps * theme().px(_BAR_ROOM)))

    def sizeHint(self) -> QSize:
        """Qt: a comfortable width."""
        return QSize(560, self.heightForWidth(560))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be small."""
        return QSize(200, self.heightForWidth(200))

    def mark(self, words: Sequence[str]) -> None:
        """Mark these words where they stand on the page (on the screen only)."""
        self._words, self._marks = tuple(words), None
        self.update()

    def mark_blocks(self, blocks: Iterable[int]) -> None:
        """Mark whole paragraphs."""
        self._blocks, self._marks = frozenset(blocks), None
        self.update()

    def let_go(self) -> None:
        """Forget the painted page: it is painted again when it comes into sight."""
        self._painted = None

    def open_at(self, gaps: Mapping[int, int], blocks: Sequence[Block]) -> None:
        """Show a bar below each block of *gaps*, for so many things held back. *blocks*: the document's structure."""
        if dict(gaps) == dict(self._gaps):
            return
        self._gaps, self._structure, self._painted = dict(gaps), blocks, None
        self._steps = opened(self._page, gaps, 1.0, blocks)[0].height - self._page.height
        number = sum(gaps.values())
        told = self.tr("Held back here: {n}").format(n=number)
        self.setAccessibleName(f"{self._heard}. {told}" if number else self._heard)
        self.updateGeometry()
        self.update()

    @property
    def marks(self) -> tuple[QRectF, ...]:
        """Where something is marked, in the units of the page as it is shown."""
        if self._marks is not None and self._marks[0] is self._shown:
            return self._marks[1]
        found = [spot for each in self._words for spot in spots(self._shown, each)]
        for item in flat(self._shown.items) if self._blocks else ():
            if isinstance(item, Text) and item.block in self._blocks:
                found.append(_spot(item, 0, len(item.text)))
        self._marks = self._shown, tuple(found)
        return self._marks[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the page on white, what is held back, what is marked, a thin line round it."""
        scale = self.width() / self._page.width
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._painted is None or self._painted.size() != size:
            self._shown, self.bars = opened(
                self._page, self._gaps, theme().px(_BAR_ROOM) / scale, self._structure
            )  # fmt: skip
            self._painted = QPixmap(size)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.white)
            inner = QPainter(self._painted)
            inner.scale(scale, scale)
            paint_page(inner, self._shown)
            inner.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)
        for bar in self.bars:
            top = bar.y * scale + theme().px((_BAR_ROOM - _BAR) / 2)
            self._paint_bar(painter, QRectF(bar.x * scale, top, bar.width * scale, theme().px(_BAR)), bar.count)
        for spot in self.marks:
            place = QRectF(spot.x() * scale, spot.y() * scale, spot.width() * scale, spot.height() * scale)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(place, theme().color("ask"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.fillRect(QRectF(place.x(), place.bottom(), place.width(), 2), theme().color("askLine"))
        painter.setPen(theme().color("line"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_bar(self, painter: QPainter, place: QRectF, count: int) -> None:
        """A hatched bar with a lock and its words, as wide as the place."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, step = theme().px(6), theme().px(9)
        clip = QPainterPath()
        clip.addRoundedRect(place, radius, radius)
        painter.setClipPath(clip)
        painter.fillRect(place, theme().color("card"))
        is_contrast = theme().name == "contrast"
        painter.setPen(QPen(theme().color("ink2" if is_contrast else "selected"), step / (5 if is_contrast else 2.2)))
        x = place.x() - place.height()
        while x < place.right():
            painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.y()))
            x += step
        painter.setClipping(False)
        if is_contrast:
            painter.setPen(theme().color("ink"))
            painter.drawRoundedRect(place, radius, radius)
        self._paint_bar_words(painter, place, count)
        painter.restore()

    def _paint_bar_words(self, painter: QPainter, place: QRectF, count: int) -> None:
        words = self.tr("Held back") if count == 1 else self.tr("{n} held back").format(n=count)
        font = theme().font("caption", size=12.5)
        side, pad = theme().px(13), theme().px(5)
        wide = QFontMetrics(font).horizontalAdvance(words) + 2 * pad
        has_words = place.width() > side + wide + 4 * pad
        label = QRectF(place.x() + pad, place.y() + 2, side + (wide if has_words else 0) + pad, place.height() - 4)
        paint_frame(painter, label, fill="card", radius=theme().px(4))
        mark = QRectF(label.x() + pad / 2, place.center().y() - side / 2, side, side)
        icons.paint(painter, "lock-simple", mark, theme().color("ink"))
        if has_words:
            painter.setFont(font)
            painter.setPen(theme().color("ink"))
            painter.drawText(label.adjusted(side + pad, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def spots(page: Page, words: str) -> list[QRectF]:
    """Where words stand on a page, also where a line ends in the middle of them."""
    wanted = " ".join(words.split()).casefold()
    lines = [item for item in page.items if isinstance(item, Text) and not item.rtl]
    found: list[QRectF] = []
    for place, line in enumerate(lines):
        said = line.text.casefold()
        start = said.find(wanted)
        while start >= 0:
            found.append(_spot(line, start, start + len(wanted)))
            start = said.find(wanted, start + len(wanted))
        if place + 1 == len(lines):
            break
        after = lines[place + 1].text.casefold()
        for cut in range(len(wanted) - 1, 0, -1):
            head, rest = wanted[:cut].rstrip(), wanted[cut:].lstrip()
            if wanted[cut - 1 : cut + 1].strip() and " " not in wanted[cut - 1 : cut + 1]:
                continue  # lines are broken between words
            if said.rstrip().endswith(head) and after.startswith(rest):
                found.append(_spot(line, len(said.rstrip()) - len(head), len(said.rstrip())))
                found.append(_spot(lines[place + 1], 0, len(rest)))
                break
    return found


def _spot(line: Text, start: int, end: int) -> QRectF:
    """About where some of a line's letters are: near enough to see them."""
    each = line.width / max(1, len(line.text))
    return QRectF(line.x + start * each, line.y - line.size * 0.85, (end - start) * each, line.size * 1.15)


class Pages(ScrollArea):
    """The pages of a drawing below one another. ``zoomed`` when they are shown larger or smaller."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="sharePages", parent=parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.views: list[PageView] = []
        self.drawing: Drawing | None = None
        self.zoom = 1.0
        # Keys scroll what has the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("The pages"))
        self.show_drawing(None)

    def mark(self, words: Sequence[str]) -> None:
        """Mark words on every page."""
        for view in self.views:
            view.mark(words)

    def mark_blocks(self, blocks: Iterable[int]) -> None:
        """Mark whole paragraphs, and bring the first of them into sight."""
        wanted = frozenset(blocks)
        for view in self.views:
            view.mark_blocks(wanted)
        found = next(((view, view.marks[0]) for view in self.views if wanted and view.marks), None)
        if found is not None and self.drawing is not None:
            view, spot = found
            scale = view.width() / self.drawing.pages[self.views.index(view)].width
            self.ensureVisible(0, view.y() + round(spot.y() * scale), 0, theme().px(120))

    def show_gaps(self, gaps: Mapping[int, Mapping[int, int]]) -> None:
        """Show bars where something is held back (page → block → how many); the drawing itself stays as it is."""
        for number, view in enumerate(self.views):
            view.open_at(gaps.get(number, {}), self.drawing.blocks if self.drawing else ())

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show these pages (None: nothing to show)."""
        self.drawing = drawing
        page = QWidget()
        body = column(page, (20, 4, 20, 20), gap=6)
        self.views = []
        pages = drawing.pages if drawing else ()
        for number, sheet in enumerate(pages, start=1):
            text = self.tr("Page {n} of {all}").format(n=number, all=len(pages))
            body.addWidget(Label(text, "caption", "ink2"))
            view = PageView(sheet, text)
            self.views.append(view)
            body.addWidget(view)
            body.addSpacing(theme().px(12))
        body.addStretch(1)
        if drawing is not None:
            # What a screen reader hears of the pages is the document's own reading order.
            page.setAccessibleName(drawing.title)
            page.setAccessibleDescription(drawing.text())
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self._widen()

    def larger(self) -> None:
        """Show the pages a step larger."""
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > self.zoom), self.zoom))

    def smaller(self) -> None:
        """Show the pages a step smaller; the smallest is as wide as the room."""
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom), self.zoom))

    def _set_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._widen()
        self.zoomed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: pages follow the room."""
        super().resizeEvent(event)
        self._widen()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt: pages far out of sight keep no picture, or a long document at a large size would fill the memory."""
        super().scrollContentsBy(dx, dy)
        top, high = self.verticalScrollBar().value(), self.viewport().height()
        for view in self.views:
            if view.y() > top + 3 * high or view.y() + view.height() < top - 2 * high:
                view.let_go()

    def _widen(self) -> None:
        page = self.widget()
        if page is not None:
            page.setMinimumWidth(round(self.viewport().width() * self.zoom) if self.zoom > 1 else 0)
