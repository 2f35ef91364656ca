"""Small things to press that show a picture of the library, a place, or somebody's face; painted when there is time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from models.drawing import Path, Picture, Primitive
from models.drawings.backdrops import HEIGHT, WIDTH, backdrop
from models.drawings.figures import portrait
from models.drawings.inking import Turn, put
from models.errors import KnownError
from models.picture_views import LookView, PictureHit
from models.pictures.library import primitives_of
from ui.painter import paint_items
from ui.theme import theme
from ui.widgets import Pressable, follow_theme, paint_frame

_pixmaps: dict[tuple[str, int, float], QPixmap] = {}
_MOST = 400


def drawn(side: int, ratio: float, items: Sequence[Primitive], high: int = 0) -> QPixmap:
    """Primitives as pixels, *side* wide and *high* (else square)."""
    made = QPixmap(QSize(round(side * ratio), round((high or side) * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_items(painter, items)
    painter.end()
    return made


def _kept(key: str, side: int, ratio: float, items: Callable[[], Sequence[Primitive]], high: int = 0) -> QPixmap:
    """The same for pictures and places that come with the app: what was painted once is kept."""
    at = (key, side, ratio)
    if at not in _pixmaps:
        if len(_pixmaps) > _MOST:
            _pixmaps.clear()
        _pixmaps[at] = drawn(side, ratio, items(), high)
    return _pixmaps[at]


def _library(code: str, side: int) -> Sequence[Primitive]:
    try:
        return primitives_of(code, float(side))
    except (KnownError, OSError):
        return ()


class Tile(QPushButton):
    """A picture with a word under it. ``chosen(key, word)``; ``liked(key)`` by F or the second button.

    ``bare()``: it is seen without its picture, which is to be painted when there is time.
    """

    chosen = Signal(str, str)
    liked = Signal(str)
    bare = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.word, self.is_place = "", "", False
        self.photo: bytes | None = None
        self._made: QPixmap | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_click)
        follow_theme(self._retheme)

    def show_hit(self, hit: PictureHit) -> None:
        """Offer a picture of the library."""
        self._show(hit.code, hit.name, f"picture-{hit.code}", is_place=False)

    def show_place(self, key: str, name: str) -> None:
        """Offer what is behind everything ("" for paper)."""
        self._show(key, name, f"place-{key or 'paper'}", is_place=True)

    def show_photo(self, key: str, word: str, data: bytes) -> None:
        """Offer a picture of one's own that is in the story already."""
        self._show(key, word, f"own-{key[:8]}", is_place=False, photo=data)

    def _show(self, key: str, word: str, name: str, *, is_place: bool, photo: bytes | None = None) -> None:
        self.photo = photo
        if (key, word, is_place) != (self.key, self.word, self.is_place):
            self._made = None
        self.key, self.word, self.is_place = key, word, is_place
        self.setObjectName(name)
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.updateGeometry()
        self.update()

    @property
    def _is_of_library(self) -> bool:
        return not self.is_place and self.photo is None

    @property
    def wants_picture(self) -> bool:
        """Whether its picture has still to be painted."""
        return self._made is None and not self.isHidden()

    def make_picture(self) -> None:
        """Paint it."""
        ratio = self.devicePixelRatioF()
        if self.photo is not None:
            side = theme().px(36)
            self._made = drawn(side, ratio, (Picture(0, 0, side, side, self.photo),))
        elif self.is_place:
            wide, high = self.sizeHint().width(), self._picture_high()
            key, zoom = self.key, wide / WIDTH

            def place() -> Sequence[Primitive]:
                return put([p for p in backdrop(key) if isinstance(p, Path)], Turn().scaled(zoom)) if key else ()

            self._made = _kept(f"place:{self.key}", wide, ratio, place, high)
        else:
            side = theme().px(36)
            code = self.key
            self._made = _kept(code, side, ratio, lambda: _library(code, side))
        self.update()

    def _picture_high(self) -> int:
        return round(self.sizeHint().width() * HEIGHT / WIDTH)

    def _retheme(self) -> None:
        self._made = None
        self.setFont(theme().font("caption"))
        self.updateGeometry()

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(8)

    def sizeHint(self) -> QSize:
        """Qt: four pictures or three places in a row of the panel, never under 44 px."""
        if self.is_place:
            return QSize(theme().px(82), theme().px(37 + 20))
        return QSize(theme().px(60), max(theme().px(62), 44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card with the picture and the word."""
        if self._made is None:
            self.bare.emit()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        line = "ink" if self.underMouse() or self.isChecked() else "line"
        box = QRectF(self.rect())
        if self.is_place:
            box.setHeight(self._picture_high())
            self._paint_place(painter, box)
        paint_frame(painter, box, fill=None if self.is_place else "card", line=line, radius=theme().px(8),
                    width=2.5 if self.isChecked() else 1)  # fmt: skip
        if self._made is not None and not self.is_place:
            side = self._made.deviceIndependentSize().width()
            painter.drawPixmap(QRectF((self.width() - side) / 2, theme().px(5), side, side), self._made,
                               QRectF(self._made.rect()))  # fmt: skip
        painter.setPen(theme().color("ink"))
        font = theme().font("caption", size=11.5)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(self.word, Qt.TextElideMode.ElideRight, self.width() - 4)
        words = QRectF(0, self.height() - theme().px(18), self.width(), theme().px(16))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_place(self, painter: QPainter, box: QRectF) -> None:
        paint_frame(painter, box, fill="#ffffff", radius=theme().px(8))
        if self._made is None:
            return
        inner = QPainterPath()
        inner.addRoundedRect(box, theme().px(8), theme().px(8))
        painter.save()
        painter.setClipPath(inner)
        painter.drawPixmap(box.toRect(), self._made)
        painter.restore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter puts it in; F keeps it at hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_F and not event.modifiers() and self._is_of_library:
            self.liked.emit(self.key)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the second button keeps it at hand."""
        if self._is_of_library:
            self.liked.emit(self.key)

    def _on_click(self) -> None:
        self.chosen.emit(self.key, self.word)


class InTurn(QObject):
    """Paints tiles one after another, so that no key waits for a picture."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tiles: list[Tile] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._on_next)

    def want(self, tiles: Iterable[Tile]) -> None:
        """These, in this order."""
        self._tiles = [tile for tile in tiles if tile.wants_picture]
        if self._tiles and not self._next.isActive():
            self._next.start()

    def stop(self) -> None:
        """Let the rest wait."""
        self._next.stop()

    def _on_next(self) -> None:
        tile = next((tile for tile in self._tiles if tile.wants_picture), None)
        if tile is None:
            self._tiles = []
            return
        tile.make_picture()
        self._next.start()


class Face(Pressable):
    """Somebody's head and shoulders with their name. ``chosen(person id)``."""

    chosen = Signal(str)

    def __init__(self, look: LookView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._made: QPixmap | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"figure-{look.person_id}")
        self.setAccessibleName(look.name)
        self.setToolTip(look.name)
        self.clicked.connect(self._on_click)
        theme().changed.connect(self.updateGeometry)

    def corner_radius(self) -> float:
        """The radius a focus ring should follow."""
        return theme().px(8)

    def sizeHint(self) -> QSize:
        """Qt: five in a row of the panel."""
        return QSize(theme().px(49), max(theme().px(60), 44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the face and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            paint_frame(painter, QRectF(self.rect()), fill="hover", radius=theme().px(8))
        side, look = theme().px(40), self.look
        # Painted once for each size; never kept beyond the widget, for it shows somebody of the case.
        if self._made is None or self._made.deviceIndependentSize().width() != side:
            self._made = drawn(side, self.devicePixelRatioF(), portrait(look, "happy", float(side)))
        painter.drawPixmap(round((self.width() - side) / 2), theme().px(1), self._made)
        painter.setPen(theme().color("ink"))
        font = theme().font("caption", size=12)
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(look.name, Qt.TextElideMode.ElideRight, self.width())
        words = QRectF(0, side + theme().px(2), self.width(), theme().px(17))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)

    def _on_click(self) -> None:
        self.chosen.emit(self.look.person_id)
