"""Choosing a picture of the library: a child types or says a word, or looks through what fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.picture_views import PictureHit
from models.pictures.library import find, suggest
from models.pictures.shelf import recent
from ui.context import CaseContext
from ui.screens.children.drawn import Drawn, picture_items
from ui.screens.children.kit import ChildHead, PressBox, page_column
from ui.screens.children.words import tr
from ui.theme import theme
from ui.widgets import FlowLayout, Label, LineField, ScrollArea, announce

_SHOWN = 24
_FIRST = ("house", "family", "bed", "school", "football", "dog", "moon", "sun", "food", "friends", "sad", "happy")
"""What is offered before anybody typed."""


class PictureTile(PressBox):
    """One picture with its name."""

    def __init__(self, hit: PictureHit, parent: QWidget | None = None) -> None:
        super().__init__(name=f"picture-{hit.code}", heard=hit.name, parent=parent)
        self.hit = hit
        body = QVBoxLayout(self)
        body.setContentsMargins(*(theme().px(6),) * 4)
        body.setSpacing(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        body.addWidget(Drawn(*picture_items(hit.code), wide=88, high=88, parent=self), 0, middle)
        body.addWidget(Label(hit.name, "caption", "ink2", align=middle, max_lines=1, parent=self))
        self.setFixedWidth(theme().px(124))
        self.settle()


class PicturePage(QWidget):
    """Pictures to choose from. ``chosen(code, name)``; ``back()``, ``stopped()`` of its head."""

    chosen = Signal(str, str)

    def __init__(self, context: CaseContext, words: str = "", *, narrow: bool = False) -> None:
        super().__init__()
        self.setObjectName("picturePage")
        self._context, self._words = context, words
        body = page_column(self, narrow=narrow)
        self.head = ChildHead(tr("Choose a picture"), back=tr("Back"), who=False, read=False)
        body.addWidget(self.head)
        self.field = LineField(
            name="pictureSearch", heard=tr("What should be in it?"), placeholder=tr("What should be in it?"),
            role="childWords", height=56,
        )  # fmt: skip
        self.field.textChanged.connect(self._on_typed)
        body.addWidget(self.field)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=theme().px(8), row_gap=theme().px(8))
        body.addWidget(ScrollArea(self._holder, name="pictureScroll"), 1)
        self.none = Label(tr("No picture for that word. Try another one."), "words", "ink2")
        body.addWidget(self.none)
        self.tiles: list[PictureTile] = []
        self._show(self._at_first())

    @property
    def first(self) -> QWidget:
        """What the keyboard goes to."""
        return self.field

    def _at_first(self) -> list[PictureHit]:
        hits = [*suggest(self._words, 12), *recent(self._context.case.desk)[:8]] if self._words else []
        hits += [hit for word in _FIRST for hit in find(word, limit=2)]
        return list({hit.code: hit for hit in hits}.values())[:_SHOWN]

    def _on_typed(self, words: str) -> None:
        found = find(words, limit=_SHOWN) if words.strip() else self._at_first()
        self._show(found)
        announce(self, tr("{n} pictures").format(n=len(found)))

    def _show(self, hits: Sequence[PictureHit]) -> None:
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self.tiles = [PictureTile(hit) for hit in hits]
        for tile in self.tiles:
            tile.clicked.connect(self._on_tile)
            self._flow.addWidget(tile)
            tile.show()
        self.none.setVisible(not hits)

    def _on_tile(self) -> None:
        tile = self.sender()
        if isinstance(tile, PictureTile):
            self.chosen.emit(tile.hit.code, tile.hit.name)
