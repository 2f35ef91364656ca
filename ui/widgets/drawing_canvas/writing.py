"""Writing in the picture: words, bubbles, and what a thing shows, each in a field where it will stand."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt

from models.drawings.inking import Place
from ui.theme import theme
from ui.widgets.drawing_canvas.canvas import SceneCanvas
from ui.widgets.drawing_canvas.deeds import Deeds
from ui.widgets.drawing_canvas.words import tr
from ui.widgets.editing import GrowingTextEdit

_WIDE, _NEW = 260.0, 300.0


class Writing(QObject):
    """One field at a time over the sheet. Nothing is put in the picture before there are words."""

    def __init__(self, canvas: SceneCanvas, deeds: Deeds) -> None:
        super().__init__(canvas)
        self._canvas, self._deeds = canvas, deeds
        self.field: GrowingTextEdit | None = None
        self._item_id, self._kind, self._colour = "", "", ""
        self._at, self._tail = QPointF(), None

    def begin(self, kind: str, at: QPointF, tail: Place | None, colour: str) -> None:
        """New words, or a bubble (speech, thought), their middle at a place of the scene."""
        self.finish()
        self._item_id, self._kind, self._at, self._colour = "", kind, at, colour
        self._tail = tail  # type: ignore[assignment]
        heard = {"words": tr("Words"), "speech": tr("What is said"), "thought": tr("What is thought")}[kind]
        self._open("", heard, at)

    def change(self, item_id: str) -> None:
        """Other words in what is there."""
        self.finish()
        piece = self._canvas.page.pieces.get(item_id)
        if piece is not None:
            self._item_id, self._kind = item_id, "text"
            self._open(piece.item.text, tr("Words"), QPointF(piece.item.x, piece.item.y))

    def say(self, item_id: str) -> None:
        """Say what a thing shows, for those who hear the picture."""
        self.finish()
        piece = self._canvas.page.pieces.get(item_id)
        if piece is not None:
            self._item_id, self._kind = item_id, "alt"
            self._open(piece.item.alt, tr("What it shows, in a few words"), QPointF(piece.item.x, piece.item.y))

    def finish(self) -> None:
        """Keep what is written and put the field away."""
        if self.field is not None:
            self.field.commit()
            self._close()

    def _open(self, text: str, heard: str, at: QPointF) -> None:
        field = GrowingTextEdit(
            text, name="sceneWriting", heard=heard, placeholder=heard, role="words", single=True, parent=self._canvas
        )
        self.field = field
        field.committed.connect(self._on_words)
        field.finished.connect(self._on_finished)
        middle = at * self._canvas.page.scale + self._canvas.origin
        wide = theme().px(_NEW)
        box = QRectF(middle.x() - wide / 2, middle.y() - 26, wide, max(52, field.sizeHint().height()))
        box.moveLeft(min(max(box.left(), 6.0), max(6.0, self._canvas.width() - wide - 6)))
        field.setGeometry(box.toRect())
        field.document().documentLayout().documentSizeChanged.connect(self._grow)
        field.show()
        field.raise_()
        field.selectAll()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _grow(self) -> None:
        if self.field is not None:
            self.field.resize(self.field.width(), max(52, self.field.sizeHint().height()))

    def _on_words(self, words: str) -> None:
        if self._item_id and self._kind == "alt":
            self._deeds.restyle(self._item_id, alt=words)
        elif self._item_id and words:
            self._deeds.restyle(self._item_id, text=words)
        elif words:
            made = self._deeds.write(self._kind, words, self._at, self._colour, self._tail)
            self._item_id, self._kind = made, "text"
            self._canvas.choose(made)

    def _on_finished(self) -> None:
        self._close()
        if self._canvas.isVisible():
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        field, self.field = self.field, None
        if field is not None:
            field.hide()
            field.deleteLater()
