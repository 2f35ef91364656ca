"""Where the columns are: side by side, or beneath one another when the text is very large."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.screens.map.face import CLAMP
from ui.screens.map.style import ZOOM_LEAST, MapStyle
from ui.theme import theme

if TYPE_CHECKING:
    from ui.screens.map.canvas import MapCanvas
    from ui.screens.map.column import ColumnWidget
    from ui.screens.map.section import PartSection

NARROWEST = 216
"""A column is never narrower than this (px at 100 %, times the text size and the zoom)."""
LEAST_HEIGHT = 100
"""Under this height (px) nothing is folded to fit: the window is still being made."""


class BoardLayout:
    """Lays out a canvas. ``fitted``: what to fold was chosen for the present size; ``stacked``: one column a row."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self.fitted = False
        self.stacked = False
        self._sized = False

    def resized(self) -> None:
        """The canvas has another size: choose anew what to fold. Parts somebody unfolded stay so."""
        self._sized = True
        self.fitted = False
        self.arrange()

    def arrange(self) -> None:
        """Lay everything out; does nothing before the canvas has a size."""
        canvas = self._canvas
        if canvas.view is None or not self._sized or not canvas.columns:
            return
        gap, side = theme().px(8), theme().px(12)
        canvas.outer.setGeometry(0, 0, canvas.width(), canvas.height())
        room = canvas.width() - 2 * side
        count = len(canvas.columns)
        self.stacked = (room - gap * (count - 1)) // count < round(NARROWEST * theme().factor)
        if self.stacked:
            self._arrange_stacked(room, side, gap)
        else:
            self._arrange_abreast(room, side, gap)
        self.fitted = True
        self._chain()

    def _chain(self) -> None:
        """Tab goes down each column, part by part."""
        stops = [stop for column in self._canvas.columns for section in column.sections for stop in section.tab_stops()]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def arrange_changed(self, columns: Sequence[ColumnWidget]) -> None:
        """Lay out only the columns whose content changed."""
        if not self.fitted or self.stacked:
            self.arrange()
            return
        for column in columns:
            column.arrange(self._canvas.style_)

    def rearrange(self, section: PartSection) -> None:
        """Lay out only one part; the others of its column move."""
        column = next((column for column in self._canvas.columns if section in column.sections), None)
        if column is not None:
            column.rearrange(section)
            if self.stacked:
                self.arrange()

    def zoom_to_fit(self) -> None:
        """The largest zoom, up to 100 %, at which nothing needs scrolling (the least when none will do)."""
        low, high = ZOOM_LEAST, 1.0
        self._canvas.set_zoom(high)
        if self._fits():
            return
        for _ in range(4):
            middle = (low + high) / 2
            self._canvas.set_zoom(middle)
            low, high = (middle, high) if self._fits() else (low, middle)
        self._canvas.set_zoom(low)

    def _fits(self) -> bool:
        return all(column.content.height() <= column.scroller.height() for column in self._canvas.columns)

    def _arrange_abreast(self, room: int, side: int, gap: int) -> None:
        canvas, style = self._canvas, self._canvas.style_
        count = len(canvas.columns)
        wide = max((room - gap * (count - 1)) // count, style.px(NARROWEST))
        board = wide * count + gap * (count - 1) + 2 * side
        tall = canvas.height() - (14 if board > canvas.width() else 0)
        for index, column in enumerate(canvas.columns):
            column.stacked = False
            column.setGeometry(side + index * (wide + gap), 0, wide, tall)
        lines = max(column.lay_title(style) for column in canvas.columns)
        for column in canvas.columns:
            column.title_lines = lines
            self._fit(column, style, tall)
            column.arrange(style)
        canvas.board.resize(board, tall)

    def _arrange_stacked(self, room: int, side: int, gap: int) -> None:
        canvas, style = self._canvas, self._canvas.style_
        y = 0
        wide = max(room - 14, style.px(NARROWEST))
        for column in canvas.columns:
            column.stacked = True
            column.setGeometry(side, y, wide, max(column.height(), 40))
            column.title_lines = column.lay_title(style)
            self._fit(column, style, canvas.height())
            tall = column.arrange(style)
            column.setGeometry(side, y, wide, tall)
            column.arrange(style)
            y += tall + gap
        canvas.board.resize(wide + 2 * side, y)

    def _fit(self, column: ColumnWidget, style: MapStyle, room: int) -> None:
        view = self._canvas.view
        if self.fitted or room <= LEAST_HEIGHT or view is None:
            return
        content = next(c for c in view.columns if c.key == column.key)
        column.clamp = CLAMP
        column.set_column(content)
        column.fit(style, room, partial(column.set_column, content))
