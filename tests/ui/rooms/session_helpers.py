"""Reading back every word that was painted, and leading a session in a window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintDevice, QPaintEngine, QPaintEngineState, QPainter, QTextItem
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.ui.finding import find
from ui.screens.session import SessionScreen
from ui.screens.session.console import Console
from ui.screens.session.projector import Projector
from ui.screens.session.state import SessionState


class _Ears(QPaintEngine):
    """A paint engine that keeps what is written, and how large, and paints nothing."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.said: list[tuple[str, float]] = []
        self._scale = 1.0

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, state: QPaintEngineState) -> None:
        self._scale = state.transform().m11()

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def drawTextItem(self, point: Any, item: QTextItem) -> None:
        self.said.append((item.text(), item.font().pixelSize() * self._scale))

    def drawPixmap(self, *parts: Any) -> None:
        """Icons say nothing."""

    def drawPolygon(self, *parts: Any) -> None:
        """Lines say nothing."""

    def drawPath(self, *parts: Any) -> None:
        """Lines say nothing."""


class Ears(QPaintDevice):
    """Paint on it, and read what was written."""

    def __init__(self, width: int = 1920, height: int = 1080) -> None:
        super().__init__()
        self._engine, self._size = _Ears(), (width, height)

    @property
    def words(self) -> list[str]:
        """Every run of text."""
        return [text for text, _ in self._engine.said]

    @property
    def sizes(self) -> list[float]:
        """How large each run is, in px of the device."""
        return [size for _, size in self._engine.said]

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        kinds = QPaintDevice.PaintDeviceMetric
        sizes = {kinds.PdmWidth: self._size[0], kinds.PdmHeight: self._size[1], kinds.PdmDevicePixelRatio: 1,
                 kinds.PdmDevicePixelRatioScaled: 65536}  # fmt: skip
        return sizes.get(which, 96)


def heard(widget: QWidget) -> str:
    """Every word a window shows now, its panels included."""
    QApplication.processEvents()
    ears = Ears(widget.width(), widget.height())
    widget.render(ears)
    return " ".join(ears.words)


@dataclass
class Led:
    """A session being led: the family, the room's place in the case, and both windows."""

    family: Any
    screen: SessionScreen
    frames: list[str] = field(default_factory=list)
    """The words of every frame painted for the room, the small picture's included."""

    @property
    def state(self) -> SessionState:
        assert self.screen.state is not None
        return self.screen.state

    @property
    def console(self) -> Console:
        assert self.screen.console is not None
        return self.screen.console

    @property
    def room(self) -> Projector:
        assert self.screen.projector is not None
        return self.screen.projector

    def listen(self, painter_of_boards: Any) -> Any:
        """What paints a board, and keeps the words of each one it paints."""

        def painted(painter: QPainter, *parts: Any) -> None:
            painter_of_boards(painter, *parts)
            ears = Ears()
            own = QPainter(ears)
            painter_of_boards(own, *parts)
            own.end()
            self.frames.append(" ".join(ears.words))

        return painted


def press(led: Led, name: str) -> None:
    """Press the newest button of that name."""
    find(led.screen, QAbstractButton, name).click()


def write(led: Led, name: str, text: str) -> None:
    """Write a line and leave it by Enter."""
    field = find(led.screen, QLineEdit, name)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
