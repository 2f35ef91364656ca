"""Pieces of the picture on their way to another place: at most 150 ms, and none at all when motion is reduced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation

from ui.screens.family.items import PieceItem

Way = tuple[PieceItem, QPointF, QPointF]
"""Who goes from where to where."""


class Motion(QObject):
    """One movement at a time; a new one begins where the one before would have ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ways: Sequence[Way] = ()
        self._coming: Sequence[PieceItem] = ()
        self._run = QVariantAnimation(self)
        self._run.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.valueChanged.connect(self._step)
        self._run.finished.connect(self._arrive)

    @property
    def is_running(self) -> bool:
        """Whether anything is on its way."""
        return self._run.state() == QVariantAnimation.State.Running

    def start(self, ways: Sequence[Way], coming: Sequence[PieceItem], ms: int) -> None:
        """Move pieces, and let others come in meanwhile."""
        self.end()
        self._ways, self._coming = ways, coming
        if not ways or ms == 0:
            self._arrive()
            return
        self._step(0.0)
        self._run.setDuration(ms)
        self._run.start()

    def end(self) -> None:
        """Everything is where it belongs, now."""
        self._run.stop()
        self._arrive()

    def _step(self, done: float) -> None:
        for item, start, end in self._ways:
            item.setPos(start + (end - start) * done)
        for item in self._coming:
            item.setOpacity(done)

    def _arrive(self) -> None:
        self._step(1.0)
        self._ways, self._coming = (), ()
