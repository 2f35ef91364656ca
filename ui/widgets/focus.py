"""The focus ring: a 2 px ring after a 2 px gap round whatever holds the keyboard, drawn above the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QScrollArea, QTextEdit, QWidget
from shiboken6 import isValid

from ui.theme import theme
from ui.widgets.base import paint_focus

_GAP = 5


class FocusRing(QWidget):
    """Make one for each window. A press by pointer shows no ring, except where words are typed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        theme().changed.connect(self._follow)

    @property
    def target(self) -> QWidget | None:
        """What it stands round now."""
        return self._target

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if new is not None and new.window() is self.window() and self._wanted(new):
            self._target = new
            step: QWidget | None = new
            while step is not None and step is not self.window():
                step.installEventFilter(self)
                self._watched.append(step)
                step = step.parentWidget()
        self._follow()

    @staticmethod
    def _wanted(widget: QWidget) -> bool:
        # A page that only scrolls is no control: a ring round the whole of it tells nothing.
        if widget.property("noFocusRing") or isinstance(widget, QScrollArea):
            return False
        by_pointer = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        return not by_pointer or isinstance(widget, QLineEdit | QTextEdit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the target and everything that moves it."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        elif kind == QEvent.Type.Destroy or kind == QEvent.Type.DeferredDelete:
            if watched is self._target:
                self._target = None
                self.hide()
            self._watched = [widget for widget in self._watched if widget is not watched]
        return False

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        origin = target.mapTo(self.window(), QPoint(0, 0))
        rect = QRect(origin, target.size()).adjusted(-_GAP, -_GAP, _GAP, _GAP)
        self.setGeometry(rect)
        clip = self._visible_part(target)
        if clip is None:
            self.clearMask()
        else:
            self.setMask(QRegion(clip.translated(-rect.topLeft())))
        self.raise_()
        self.show()
        self.update()

    def _visible_part(self, target: QWidget) -> QRect | None:
        """The part of the window that scroll areas let the target show in; None when nothing clips it."""
        clip: QRect | None = None
        step = target.parentWidget()
        while step is not None and step is not self.window():
            parent = step.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and parent.viewport() is step:
                seen = QRect(step.mapTo(self.window(), QPoint(0, 0)), step.size()).adjusted(-1, -1, 1, 1)
                clip = seen if clip is None else clip.intersected(seen)
            step = parent
        return clip

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the ring, with the target's corners."""
        target = self._target
        if target is None or not isValid(target):
            return
        radius = getattr(target, "corner_radius", None)
        corner = float(radius()) if callable(radius) else 6.0
        inner = QRectF(self.rect()).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        paint_focus(QPainter(self), inner, min(corner, inner.height() / 2))
