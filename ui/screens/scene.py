"""The product's own picture of houses joined by a path, and the small marks around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.files import read_text
from ui.context import Services
from ui.theme import theme
from ui.widgets import Label, ScrollArea, column, focus_first, follow_theme, paint_frame
from ui.work import Job

if TYPE_CHECKING:
    from models.vault import Vault

#: The same houses by night, for the dark theme.
_NIGHT = {
    "#FBE9B6": "#F3D39C", "#F6E8D8": "#23292B", "#E0ECE6": "#1E2A2B", "#C4DCD4": "#22383A", "#9CC3B8": "#1C2F30",
    "#FBF6EA": "#4C5550", "#FFFDF8": "#D3D3CB", "#15766E": "#2C6A62", "#2C8A7F": "#37776D", "#4E6B63": "#54706A",
}  # fmt: skip


def picture(name: str) -> QSvgRenderer:
    """A drawing of ``resources/design`` in the colours of the theme."""
    text = read_text("design", f"{name}.svg")
    if theme().dark:
        for day, night in _NIGHT.items():
            text = text.replace(day, night)
    return QSvgRenderer(QByteArray(text.encode()))


class Scene(QWidget):
    """A page with the houses behind it, filling it from the lower right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pixmap = QPixmap()
        self._made_for: tuple[QSize, str, float] | None = None
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the canvas colour, then the picture, kept as a pixmap for its size."""
        ratio = self.devicePixelRatioF()
        key = (self.size(), theme().name, ratio)
        if self._made_for != key:
            self._made_for = key
            self._pixmap = self._drawn(ratio)
        QPainter(self).drawPixmap(0, 0, self._pixmap)

    def _drawn(self, ratio: float) -> QPixmap:
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(theme().color("canvas"))
        renderer = picture("unlock")
        size = renderer.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = QRectF(self.width() - size.width(), self.height() - size.height(), size.width(), size.height())
        renderer.render(painter, target)
        painter.end()
        return drawn


class Picture(QWidget):
    """A drawing of ``resources/design`` at its own size (at 100 %)."""

    def __init__(self, name: str, *, scale: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._scale = name, scale
        self._renderer = picture(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self._retheme)

    def _retheme(self) -> None:
        self._renderer = picture(self._name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Qt: as drawn."""
        return self._renderer.defaultSize() * (self._scale * min(theme().factor, 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the drawing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))


class _Bars(QWidget):
    """Three small bars in the hues of the three columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Qt: three bars of 7 × 20."""
        return QSize(theme().px(27), theme().px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the bars."""
        painter = QPainter(self)
        width, step = theme().px(7), theme().px(10)
        for index, token in enumerate(("worry", "well", "next")):
            bar = QRectF(index * step, 0, width, self.height())
            paint_frame(painter, bar, fill=token, radius=width / 2)


class Mark(QWidget):
    """The product's mark: three bars and its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(10))
        row.addWidget(_Bars())
        row.addWidget(Label("SofS Desk", "body", "ink2", wrap=False))
        row.addStretch(1)


class StepScene(Scene):
    """A scene that goes through steps, one page after the other, and may hold a vault and a job while it does."""

    def __init__(self, services: Services, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._services = services
        self._job: Job | None = None
        self._vault: Vault | None = None
        self._page: QWidget | None = None
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addSpacing(theme().px(112))
        row.addLayout(self._place, 10)
        row.addStretch(5)
        inner = QWidget()
        body = column(inner, (40, 56, 40, 32))
        body.addLayout(row)
        body.addStretch(1)
        column(self).addWidget(ScrollArea(inner, name=f"{name}Scroll"))

    @property
    def vault(self) -> Vault | None:
        """The vault just made or opened, while this screen still holds it."""
        return self._vault

    def wait(self) -> None:
        """Block until what runs is over (before the window goes)."""
        if self._job is not None:
            self._job.wait()

    def _show(self, page: QWidget) -> None:
        if self._page is not None:
            self._place.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = page
        page.setMaximumWidth(theme().px(600))
        self._place.addWidget(page)
        focus_first(page)
