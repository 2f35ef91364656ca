"""Phosphor icons, painted in the colour of the text around them.

Names are Phosphor's (``cloud``, ``plant``); ``-fill`` or ``-bold`` at the end asks for that weight. Every name used
must stand in ``resources/icons.txt``: the frozen app carries only those files.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources.files import read_text

_pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
_LIMIT = 600


@lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The icon names the application may use."""
    lines = (line.strip() for line in read_text("icons.txt").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def file_of(name: str) -> Path:
    """The SVG file of an icon name; it may not exist."""
    spec = find_spec("monkeyqt_icons")
    if spec is None or not spec.submodule_search_locations:
        return Path(f"{name}.svg")
    weight = next((w for w in ("fill", "bold") if name.endswith(f"-{w}")), "regular")
    return Path(next(iter(spec.submodule_search_locations))) / "assets" / weight / f"{name}.svg"


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return file_of(name).read_text(encoding="utf-8")


def pixmap(name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon of ``size`` device-independent pixels in ``color`` for a screen of that device pixel ``ratio``."""
    key = (name, color.rgba(), size, ratio)
    found = _pixmaps.get(key)
    if found is None:
        if len(_pixmaps) > _LIMIT:
            _pixmaps.clear()
        text = _svg(name).replace("currentColor", color.name())
        found = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        painter.setOpacity(color.alphaF())
        QSvgRenderer(QByteArray(text.encode())).render(painter)
        painter.end()
        found.setDevicePixelRatio(ratio)
        _pixmaps[key] = found
    return found


def icon(name: str, color: QColor, size: int = 20) -> QIcon:
    """A ``QIcon`` for menus and stock widgets."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return QIcon(pixmap(name, color, size, ratio))


def paint(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Paint an icon centred in ``rect``, as large as its shorter side."""
    size = round(min(rect.width(), rect.height()))
    ratio = painter.device().devicePixelRatio() if painter.device() is not None else 1.0
    drawn = pixmap(name, color, size, ratio)
    painter.drawPixmap(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2), drawn)
