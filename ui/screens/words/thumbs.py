"""Small pictures of the frames: painted one after another while nothing else is to be done, photographs in a thread."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PIL import Image
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap

from models.drawings.scene import scene_primitives
from models.photos import load_blobs
from models.picture_views import FrameView, SceneView
from models.scenes import photo_keys
from ui.context import CaseContext
from ui.painter import paint_items
from ui.work import Job

_LONG_SIDE = 360
"""Pixels of a photograph's long side in a small picture."""

_PEN_MS = 200

Made = tuple[str, SceneView, dict[str, bytes]]


class Thumbs(QObject):
    """Small pictures by frame. ``ready(frame id)`` when one was painted. While ``is_busy`` they wait: a pen is down."""

    ready = Signal(str)

    def __init__(self, context: CaseContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.is_busy: Callable[[], bool] = bool
        self._wanted: dict[str, SceneView] = {}
        self._painted: dict[str, tuple[SceneView, QPixmap]] = {}
        self._waiting: list[str] = []
        self._small: dict[str, bytes] = {}
        self._size = (0, 1.0)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._on_next)

    @property
    def is_settled(self) -> bool:
        """Whether every wanted picture is painted as it is now."""
        return all(key in self._painted and self._painted[key][0] == scene for key, scene in self._wanted.items())

    def pixmap(self, frame_id: str) -> QPixmap | None:
        """A frame's small picture; while it is made anew the one before stays. None: there is none."""
        found = self._painted.get(frame_id)
        return found[1] if found and frame_id in self._wanted else None

    def want(self, frames: Iterable[FrameView], width: int, ratio: float) -> None:
        """These frames' pictures, *width* device-independent pixels wide."""
        if (width, ratio) != self._size:
            self._size = (width, ratio)
            self._painted.clear()
        self._wanted = {frame.id: frame.scene for frame in frames if frame.scene is not None}
        self._painted = {key: made for key, made in self._painted.items() if key in self._wanted}
        self._waiting = [
            key for key, scene in self._wanted.items() if key not in self._painted or self._painted[key][0] != scene
        ]
        if self._waiting:
            self._next.start(0)

    def stop(self) -> None:
        """Paint nothing more for now."""
        self._next.stop()

    def _on_next(self) -> None:
        if not self._waiting:
            return
        if self.is_busy():
            self._next.start(_PEN_MS)
            return
        key = self._waiting.pop(0)
        scene = self._wanted.get(key)
        if scene is not None:
            missing = photo_keys(scene) - self._small.keys()
            if missing:
                blobs = load_blobs(self._context.case, missing)
                job = Job(partial(_shrunk, key, scene, blobs))
                job.done.connect(self._on_shrunk)
                job.start()
            else:
                self._paint(key, scene)
        if self._waiting:
            self._next.start(0)

    def _on_shrunk(self, made: Made) -> None:
        key, scene, blobs = made
        self._small |= blobs
        if self._wanted.get(key) == scene:
            self._paint(key, scene)

    def _paint(self, key: str, scene: SceneView) -> None:
        width, ratio = self._size
        made = QPixmap(round(width * ratio), round(width * ratio * scene.height / scene.width))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        paint_items(painter, scene_primitives(scene, width, self._small))
        painter.end()
        self._painted[key] = (scene, made)
        self.ready.emit(key)


def _shrunk(key: str, scene: SceneView, blobs: Mapping[str, bytes]) -> Made:
    """Photographs no larger than a small picture needs. Runs in a thread."""
    return key, scene, {blob: small(data) for blob, data in blobs.items()}


def small(data: bytes) -> bytes:
    """A photograph made small."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft("RGB", (_LONG_SIDE, _LONG_SIDE))
            picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
            out = io.BytesIO()
            picture.save(out, picture.format or "PNG")
    except (OSError, ValueError):  # it is shown as the canvas shows it, or as a plain box
        return data
    return out.getvalue()
