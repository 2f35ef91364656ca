"""What a test of the interface leaves behind: widgets, running timers, threads."""

from __future__ import annotations

import gc
import threading
from dataclasses import dataclass, field
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_known_timers: WeakSet[QTimer] = WeakSet()


def clear_away() -> None:
    """Delete what is waiting to be deleted."""
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def set_aside() -> None:
    """Later collections pass over all there is by now, which makes each of them ten times as quick."""
    gc.collect()
    _timers()  # those set aside stay watched
    gc.freeze()


@dataclass(frozen=True)
class Before:
    """What was there before a test."""

    widgets: frozenset[QWidget] = field(default_factory=lambda: frozenset(QApplication.topLevelWidgets()))
    threads: frozenset[threading.Thread] = field(default_factory=lambda: frozenset(threading.enumerate()))

    def left(self) -> list[str]:
        """By name, what is there now that was not, and every timer that runs."""
        left = [_describe(widget) for widget in QApplication.topLevelWidgets() if widget not in self.widgets]
        left += [f"thread {thread.name}" for thread in threading.enumerate() if thread not in self.threads]
        return sorted(left + [f"timer of {_owner(timer)}" for timer in _timers() if timer.isActive()])


def _timers() -> list[QTimer]:
    """Every timer there is. Asking for the very type is many times as quick as asking each object what it is."""
    kinds = {QTimer}
    while more := {below for kind in kinds for below in kind.__subclasses__()} - kinds:
        kinds |= more
    _known_timers.update(found for found in gc.get_objects() if type(found) in kinds)
    return [timer for timer in _known_timers if _alive(timer)]


def _alive(found: QTimer) -> bool:
    try:
        found.objectName()
    except RuntimeError:
        return False
    return found.thread() is QThread.currentThread()


def _describe(widget: QWidget) -> str:
    return f"{type(widget).__name__}({widget.objectName() or 'no name'})"


def _owner(timer: QTimer) -> str:
    parent = timer.parent()
    return type(parent).__name__ if parent is not None else "nobody"
