"""Short samples of the lines and symbols of the picture, painted by what paints the picture itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.drawing import Primitive
from models.drawings.genogram.pieces import UNIT, Scale, box_of
from models.drawings.genogram.presets import Presets
from models.drawings.genogram.strokes import look_of, strokes
from models.family_views import TieView
from ui.painter import paint_items
from ui.screens.family.items import shown_colour
from ui.screens.family.panel_kit import Choice
from ui.theme import theme
from ui.widgets import Menu, follow_theme


def tie_sample(
    presets: Presets, kinds: Sequence[str], width: float, *, directed: bool, repaired: bool = False, over: bool = False
) -> list[Primitive]:
    """A straight tie of these kinds, ``width`` px long, as the picture draws it."""
    across = np.linspace(0.0, width, 49)
    look = look_of(kinds, presets, repaired=repaired, over=over, directed=directed)
    return strokes(np.column_stack((across, np.zeros_like(across))), look, Scale(UNIT), "canvas")


class Sample(QWidget):
    """Some primitives in a box of ``width`` × ``height`` px at 100 %, in its middle; says nothing by itself."""

    def __init__(
        self, items: Sequence[Primitive], *, width: int = 46, height: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items = tuple(items)
        self._width, self._height = width, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: its box."""
        return QSize(theme().px(self._width), theme().px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the primitives, never larger than their box."""
        painter = QPainter(self)
        paint_sample(painter, QRectF(self.rect()), self._items)


def paint_sample(painter: QPainter, room: QRectF, items: Sequence[Primitive]) -> None:
    """Paint primitives in the middle of a room, at the size of the text in force and never larger than the room."""
    box = QRectF(*box_of(items))
    zoom = min(theme().factor, room.width() / max(1.0, box.width()), room.height() / max(1.0, box.height()))
    painter.save()
    painter.translate(room.center())
    painter.scale(zoom, zoom)
    painter.translate(-box.center())
    paint_items(painter, items, shown_colour)
    painter.restore()


class LineSample(Sample):
    """A tie as it is drawn."""

    def __init__(
        self, presets: Presets, tie: TieView, *, width: int = 46, height: int = 18, parent: QWidget | None = None
    ) -> None:
        items = tie_sample(presets, tie.kinds, width - 2.0, directed=tie.directed, repaired=bool(tie.repaired_on),
                           over=bool(tie.ended_on))  # fmt: skip
        super().__init__(items, width=width, height=height, parent=parent)


class _TieMenu(Menu):
    """Kinds of ties with their lines at the right (a menu's own pictures are too small for them)."""

    def __init__(self, choice: Choice, presets: Presets) -> None:
        super().__init__(choice, name=f"menu-{choice.key}")
        self._presets = presets
        self.setStyleSheet(self.styleSheet() + f" QMenu::item {{padding-right: {theme().px(76)}px;}}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the menu, then a line beside each kind."""
        super().paintEvent(event)
        painter = QPainter(self)
        wide, gap = theme().px(46), theme().px(14)
        for action in self.actions():
            kind = str(action.data() or "")
            if kind:
                rect = QRectF(self.actionGeometry(action))
                spot = QRectF(rect.right() - wide - gap, rect.top(), wide, rect.height())
                paint_sample(painter, spot, tie_sample(self._presets, (kind,), 44.0, directed=False))


class TieChoice(Choice):
    """The kinds of ties with their lines; ``none`` is the word for none chosen."""

    def __init__(
        self, key: str, presets: Presets, now: str, *, heard: str, none: str = "", editable: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        words = {"": none} if none else {}
        words |= {kind: line.label for kind, line in presets.ties.items()}
        self._presets = presets
        super().__init__(key, words, now, heard=heard, editable=editable, parent=parent)

    def empty_menu(self) -> Menu:
        """The menu with the lines beside the words."""
        return _TieMenu(self, self._presets)
