"""The control of the fixture ``nothing_left``: what a test leaves behind is seen and named."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tests.ui.left_behind import Before, clear_away, set_aside


class Ticking(QTimer):
    """A timer of a kind of its own."""


def test_a_widget_a_timer_and_a_thread_are_seen_and_then_gone() -> None:
    before = Before()
    owner, widget = QObject(), QWidget()
    widget.setObjectName("forgotten")
    timers = [QTimer(owner), Ticking()]
    set_aside()  # what begins to run after it was set aside is seen as well
    for timer in timers:
        timer.start(60_000)
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="waiting")
    thread.start()
    assert before.left() == ["QWidget(forgotten)", "thread waiting", "timer of QObject", "timer of nobody"]
    done.set()
    thread.join()
    for timer in timers:
        timer.stop()
    widget.deleteLater()
    clear_away()
    assert before.left() == []
