"""Small pictures of this room: a child's drawing, a picture of the library, somebody as they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.drawing import Primitive, moved
from models.drawings.figures import figure, portrait, standing_height
from models.drawings.scene import placed_scene
from models.errors import KnownError
from models.looks import look_view
from models.photos import load_blobs
from models.picture_views import LookView, SceneView, SheetItemView
from models.pictures.library import primitives_of
from models.readers import Reader
from models.scenes import photo_keys
from ui.context import CaseContext
from ui.painter import paint_items
from ui.theme import theme
from ui.widgets import follow_theme

CHILD = Reader("child")
"""Through whose eyes everything in child mode is read: nothing restricted is there at all."""


class Drawn(QWidget):
    """Primitives of a box *width* by *height* at its top left, fitted into a place of ``high`` px at 100 %."""

    def __init__(
        self, items: Sequence[Primitive], box: tuple[float, float], *, wide: float, high: float, heard: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._items, self._box = tuple(items), box
        self._wide, self._high = wide, high
        self._painted: QPixmap | None = None
        self.setAccessibleName(heard)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self._painted = None
        self.updateGeometry()

    def show_items(self, items: Sequence[Primitive], box: tuple[float, float]) -> None:
        """Show something else."""
        self._items, self._box, self._painted = tuple(items), box, None
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: its place."""
        return QSize(theme().px(self._wide), theme().px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: painted once for each size: a drawing may have hundreds of lines."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._painted is None or self._painted.size() != size:
            self._painted = QPixmap(size)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._painted)
            paint_fitted(inner, self._items, self._box, QRectF(self.rect()))
            inner.end()
        QPainter(self).drawPixmap(0, 0, self._painted)


def paint_fitted(painter: QPainter, items: Sequence[Primitive], box: tuple[float, float], room: QRectF) -> None:
    """Paint primitives of a box as large as a room holds, in its middle."""
    wide, high = max(box[0], 1.0), max(box[1], 1.0)
    scale = min(room.width() / wide, room.height() / high)
    painter.save()
    painter.translate(room.x() + (room.width() - wide * scale) / 2, room.y() + (room.height() - high * scale) / 2)
    painter.scale(scale, scale)
    paint_items(painter, items)
    painter.restore()


def scene_items(scene: SceneView, blobs: Mapping[str, bytes]) -> tuple[tuple[Primitive, ...], tuple[float, float]]:
    """A child's drawing and its box."""
    return (placed_scene(scene, 0.0, 0.0, scene.width, blobs),), (scene.width, scene.height)


def picture_items(code: str, size: float = 72.0) -> tuple[tuple[Primitive, ...], tuple[float, float]]:
    """A picture of the library and its box; nothing where the library has it no longer."""
    try:
        return primitives_of(code, size), (size, size)
    except KnownError:
        return (), (size, size)


def figure_items(
    look: LookView, *, face: str = "happy", pose: str = "standing"
) -> tuple[tuple[Primitive, ...], tuple[float, float]]:
    """Somebody standing, and their box. Children are smaller than grown-ups in the same box."""
    full = standing_height("adult")
    tall = max(standing_height(look.size), full * 0.55)
    wide = tall * 0.66
    return tuple(moved(each, wide / 2, tall) for each in figure(look, face, pose, tall - 4.0)), (wide, tall)


def portrait_items(look: LookView, face: str = "happy") -> tuple[tuple[Primitive, ...], tuple[float, float]]:
    """Somebody's head and shoulders, and their box."""
    return portrait(look, face, 96.0), (96.0, 96.0)


def art_of(
    context: CaseContext, item: SheetItemView, reader: Reader
) -> tuple[tuple[Primitive, ...], tuple[float, float]] | None:
    """What stands beside a thing's words: the child's drawing, else the picture it chose, else whoever is meant."""
    if item.scene is not None and item.scene.items:
        return scene_items(item.scene, load_blobs(context.case, photo_keys(item.scene)))
    if item.picture:
        return picture_items(item.picture)
    if item.person is not None and item.person.kind != "pet":
        look = look_view(context.projector, item.person.id, reader)
        return figure_items(look, face="calm") if look else None
    return None
