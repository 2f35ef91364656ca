"""The pages as they will be, painted from the very drawing that is exported."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.drawing import Drawing, Page, Text
from ui.painter import paint_page
from ui.theme import theme
from ui.widgets import Label, ScrollArea, column


class PageView(QWidget):
    """One page, as wide as there is room; painted once for each size."""

    def __init__(self, page: Page, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._painted: QPixmap | None = None
        self._marks: tuple[QRectF, ...] = ()
        self.setAccessibleName(heard)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Qt: keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: keeps its shape."""
        return max(1, round(width * self._page.height / self._page.width))

    def sizeHint(self) -> QSize:
        """Qt: a comfortable width."""
        return QSize(560, self.heightForWidth(560))

    def minimumSizeHint(self) -> QSize:
        """Qt: may be small."""
        return QSize(200, self.heightForWidth(200))

    def mark(self, words: Sequence[str]) -> None:
        """Mark these words where they stand on the page (on the screen only)."""
        self._marks = tuple(spot for each in words for spot in spots(self._page, each))
        self.update()

    @property
    def marks(self) -> tuple[QRectF, ...]:
        """Where something is marked, in the page's own units."""
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the page on white, what is marked, a thin line round it."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._painted is None or self._painted.size() != size:
            self._painted = QPixmap(size)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.white)
            inner = QPainter(self._painted)
            scale = self.width() / self._page.width
            inner.scale(scale, scale)
            paint_page(inner, self._page)
            inner.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)
        scale = self.width() / self._page.width
        for spot in self._marks:
            place = QRectF(spot.x() * scale, spot.y() * scale, spot.width() * scale, spot.height() * scale)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(place, theme().color("ask"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.fillRect(QRectF(place.x(), place.bottom(), place.width(), 2), theme().color("askLine"))
        painter.setPen(theme().color("line"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


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
    """The pages of a drawing below one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="sharePages", parent=parent)
        self.views: list[PageView] = []
        self.drawing: Drawing | None = None
        self.show_drawing(None)

    def mark(self, words: Sequence[str]) -> None:
        """Mark words on every page."""
        for view in self.views:
            view.mark(words)

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
