"""The pages as they will be, painted from the very drawing that is exported."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.drawing import Drawing, Page
from ui.painter import paint_page
from ui.theme import theme
from ui.widgets import Label, ScrollArea, column


class PageView(QWidget):
    """One page, as wide as there is room; painted once for each size."""

    def __init__(self, page: Page, heard: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._painted: QPixmap | None = None
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the page on white, a thin line round it."""
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
        painter.setPen(theme().color("line"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class Pages(ScrollArea):
    """The pages of a drawing below one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="sharePages", parent=parent)
        self.views: list[PageView] = []
        self.drawing: Drawing | None = None
        self.show_drawing(None)

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
