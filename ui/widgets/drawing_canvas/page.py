"""A scene kept as pixels: what changes is painted again, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from models.drawing import Primitive
from models.picture_views import SceneItemView, SceneView
from ui.painter import paint_items
from ui.widgets.drawing_canvas.pieces import Piece, backdrop_of, make_piece

_SEAM = 2


class Page:
    """The scene as painted. ``scale``: device-independent pixels for a unit."""

    def __init__(self) -> None:
        self.scene: SceneView | None = None
        self.pieces: dict[str, Piece] = {}
        self.scale = 1.0
        self._pixmap = QPixmap()
        self._behind = QPixmap()
        self._is_old = False
        self._backdrop: tuple[Primitive, ...] = ()
        self._photos: dict[str, QPixmap] = {}
        self._lifted = ""
        self._ratio = 1.0

    # ---- what is shown ----------------------------------------------------------------------------------------
    def show(self, scene: SceneView | None, blobs: Mapping[str, bytes]) -> QRectF | None:
        """Show a scene. Returns what is painted otherwise now, in units; None where nothing is."""
        old, before, was = self.scene, list(self.pieces), self.pieces
        self.scene = scene
        if scene is None:
            self.pieces = {}
            self._pixmap, self._behind, self._is_old = QPixmap(), QPixmap(), False
            return QRectF()
        self.pieces = {item.id: self._piece(was.get(item.id), item, blobs) for item in scene.items}
        if old is None or (old.id, old.width, old.height, old.backdrop) != (
            scene.id, scene.width, scene.height, scene.backdrop,
        ):  # fmt: skip
            self._backdrop = backdrop_of(scene)
            self._photos.clear()
            self.paint_all()
            return QRectF(0, 0, scene.width, scene.height)
        now = list(self.pieces)
        changed = [key for key in now if self.pieces[key] is not was.get(key)]
        if now[: len(before)] == before and changed == now[len(before) :] and not self._lifted:
            return self._paint_more([self.pieces[key] for key in changed])
        return self._paint_changed(was, before, now, changed)

    def _piece(self, was: Piece | None, item: SceneItemView, blobs: Mapping[str, bytes]) -> Piece:
        if was is not None and was.item == item:
            return was
        self._photos.pop(item.id, None)
        return make_piece(item, blobs)

    def _paint_changed(
        self, was: Mapping[str, Piece], before: list[str], now: list[str], changed: list[str]
    ) -> QRectF | None:
        area = QRectF()
        for key in (*changed, *(key for key in before if key not in self.pieces)):
            for piece in (was.get(key), self.pieces.get(key)):
                if piece is not None:
                    area = area.united(piece.bounds)
        left = [key for key in before if key in self.pieces]
        stayed = [key for key in now if key in was]
        for was_there, is_there in zip(left, stayed, strict=True):
            if was_there != is_there:
                area = area.united(self.pieces[was_there].bounds).united(self.pieces[is_there].bounds)
        if area.isEmpty():
            return None
        self.paint(area)
        return area

    def lift(self, item_id: str) -> QRectF:
        """Leave a thing out, because it is in somebody's hand ("": none is). Returns what is painted otherwise."""
        area = QRectF()
        for key in (self._lifted, item_id):
            if key in self.pieces:
                area = area.united(self.pieces[key].bounds)
        self._lifted = item_id
        self.paint(area)
        return area

    # ---- pixels -----------------------------------------------------------------------------------------------
    def fit(self, scale: float, ratio: float) -> None:
        """Paint at another size."""
        if (scale, ratio) != (self.scale, self._ratio) or (self._pixmap.isNull() and not self._is_old):
            self.scale, self._ratio = scale, ratio
            self._photos.clear()
            self.paint_all()

    def size(self) -> QSize:
        """In device-independent pixels."""
        if self.scene is None:
            return QSize()
        return QSize(math.ceil(self.scene.width * self.scale), math.ceil(self.scene.height * self.scale))

    def blank(self) -> QPixmap:
        """A clear sheet of the same size."""
        made = QPixmap(self.size() * self._ratio)
        made.setDevicePixelRatio(self._ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def paint_all(self) -> None:
        """Paint everything anew, when it is next looked at: on its way to its place a page changes its size often."""
        self._is_old = self.scene is not None and not self.size().isEmpty()

    @property
    def pixmap(self) -> QPixmap:
        """The page with everything in it."""
        self._renew()
        return self._pixmap

    @property
    def behind(self) -> QPixmap:
        """What is behind everything."""
        self._renew()
        return self._behind

    def _renew(self) -> None:
        if not self._is_old:
            return
        self._is_old = False
        self._behind = self.blank()
        self._behind.fill(Qt.GlobalColor.white)
        painter = QPainter(self._behind)
        painter.scale(self.scale, self.scale)
        paint_items(painter, self._backdrop)
        painter.end()
        self._pixmap = self._behind.copy()
        self._paint_more([piece for key, piece in self.pieces.items() if key != self._lifted])

    def paint(self, area: QRectF) -> None:
        """Paint what lies in *area* (units) anew."""
        if self._is_old or self._pixmap.isNull() or area.isEmpty():
            return
        rect = self.on_screen(area)
        with self._painter() as painter:
            painter.setClipRect(rect)
            painter.drawPixmap(0, 0, self.behind)
            painter.scale(self.scale, self.scale)
            back = 1 / self.scale
            covered = QRectF(rect.x() * back, rect.y() * back, rect.width() * back, rect.height() * back)
            for key, piece in self.pieces.items():
                if key != self._lifted and piece.bounds.intersects(covered):
                    self.paint_piece(painter, piece)

    def _paint_more(self, pieces: list[Piece]) -> QRectF | None:
        area = QRectF()
        if not pieces or (self._pixmap.isNull() and not self._is_old):
            return None
        for piece in pieces:
            area = area.united(piece.bounds)
        if not self._is_old:
            with self._painter() as painter:
                painter.scale(self.scale, self.scale)
                for piece in pieces:
                    self.paint_piece(painter, piece)
        return area

    def drawn_alone(self) -> QPixmap:
        """What was put in the scene, without what is behind it."""
        if not self._backdrop:
            return self.pixmap
        sheet = self.blank()
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        painter.scale(self.scale, self.scale)
        for piece in self.pieces.values():
            self.paint_piece(painter, piece)
        painter.end()
        return sheet

    @contextmanager
    def _painter(self) -> Iterator[QPainter]:
        painter = QPainter(self.pixmap)
        try:
            yield painter
        finally:
            painter.end()

    def on_screen(self, area: QRectF) -> QRect:
        """The pixels that *area* (units) touches."""
        scaled = QRectF(area.topLeft() * self.scale, area.size() * self.scale)
        return scaled.toAlignedRect().adjusted(-_SEAM, -_SEAM, _SEAM, _SEAM)

    def paint_piece(self, painter: QPainter, piece: Piece) -> None:
        """Paint one thing; a photograph from its pixels at this size, so that it is not decoded every time."""
        if piece.item.kind != "photo":
            paint_items(painter, piece.primitives)
            return
        kept = self._photos.get(piece.item.id)
        if kept is None:
            kept = self._photos[piece.item.id] = self.sprite(piece)
        painter.drawPixmap(piece.bounds, kept, QRectF(kept.rect()))

    def sprite(self, piece: Piece) -> QPixmap:
        """One thing alone, as it stands, as large as it is here."""
        bounds = piece.bounds
        factor = self.scale * self._ratio
        made = QPixmap(max(1, math.ceil(bounds.width() * factor)), max(1, math.ceil(bounds.height() * factor)))
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.scale(made.width() / max(bounds.width(), 1e-6), made.height() / max(bounds.height(), 1e-6))
        painter.translate(-bounds.topLeft())
        paint_items(painter, piece.primitives)
        painter.end()
        return made
