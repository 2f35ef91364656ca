"""How quick the window is: start, memory with a large vault open, a card dragged over a large map.

Start and memory are taken in processes of their own, which the hidden option ``--measure-window`` makes measure
themselves; the control is a bare Qt window measured in the same way. Windows are drawn offscreen, so that no
screen, compositor or network of this computer is measured with them.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from sofs_desk.bench.storing import desk_on, large_case, numbered
from sofs_desk.bench.timing import Figure, milliseconds
from sofs_desk.measured import HEIGHT, STARTED, WIDTH, until_painted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from models.casework import Case


def start(path: Path, repeats: int) -> Figure:
    """From starting the process to the locked door on the screen; control: a bare Qt window from a bare process."""
    samples, control = _interleaved(path, repeats, "usable_ms", "app")
    what = "frozen" if getattr(sys, "frozen", False) else "from source"
    return Figure(
        "start", f"to a usable window, {what}", "ms", "median", 700, samples, "a bare Qt window", control
    )  # fmt: skip


def memory(path: Path, repeats: int) -> Figure:
    """With the made-up vault open and its case of five hundred cards on the map; control: a bare Qt window."""
    samples, control = _interleaved(path, repeats, "memory_mb", "full")
    return Figure(
        "memory", "with that vault open", "MB", "p99", 300, samples, "a bare Qt window", control
    )  # fmt: skip


def story_memory(path: Path, repeats: int) -> Figure:
    """The most that was held while a story full of photographs was opened and made into a book; control as above."""
    # Imported here: the processes that measure a start import this module.
    from sofs_desk.bench.stories import FRAMES, NUMBER, photo_story

    with desk_on(path) as desk:
        if numbered(desk, NUMBER) is None:
            photo_story(desk)
    samples, control = _interleaved(path, repeats, "peak_mb", "story")
    what = f"the most held with a story of {FRAMES} photographs open and made into a book"
    return Figure("story-memory", what, "MB", "p99", 400, samples, "a bare Qt window", control)


def _interleaved(path: Path, repeats: int, key: str, kind: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    samples, control = [], []
    for _ in range(repeats):
        samples.append(_measured(kind, path)[key])
        control.append(_measured("bare", None)[key])
    return tuple(samples), tuple(control)


def _measured(kind: str, vault: Path | None) -> dict[str, float]:
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "sofs_desk"]
    command = [*own, "--measure-window", kind, *(["--open", str(vault)] if vault else [])]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", STARTED: str(time.monotonic())}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    if done.returncode or not done.stdout:
        raise RuntimeError("a measured window did not open")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def drag(path: Path, repeats: int) -> Figure:
    """One frame of a card carried over a map of five hundred cards; control: a bare label carried over a window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with desk_on(path) as desk:
        samples = _drag_card(desk.open_case(large_case(desk)), repeats)
    return Figure(
        "drag", "a card over five hundred, a frame", "ms", "p99", 16, samples, "a bare label", _drag_label(repeats)
    )  # fmt: skip


def running_application() -> QApplication:
    """The one application, made where there is none yet."""
    from PySide6.QtWidgets import QApplication

    from sofs_desk.app import make_application

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application(["sofs-desk"])


def _drag_card(case: Case, repeats: int) -> tuple[float, ...]:
    application = running_application()
    from sofs_desk.app import make_services
    from sofs_desk.settings import Settings
    from ui.context import CaseContext
    from ui.screens.map import MapScreen

    context = CaseContext(case, next(iter(case.rows.table("workspace"))), make_services(Settings()))
    screen = MapScreen(context)
    screen.resize(WIDTH, HEIGHT)
    screen.show()
    until_painted(application, screen)
    section = next(part for column in screen.canvas.columns for part in column.sections if part.cards)
    card = screen.canvas.card(section.cards[0].id)
    assert card is not None
    held = card.rect().center()
    samples = _carry(application, screen, card, card.mapTo(screen, held), repeats)
    screen.close()
    screen.deleteLater()
    context.close()
    application.processEvents()
    return samples


def _drag_label(repeats: int) -> tuple[float, ...]:
    from PySide6.QtWidgets import QLabel, QWidget

    class Carried(QLabel):
        def mouseMoveEvent(self, event: QMouseEvent) -> None:
            """Qt: follow the pointer."""
            self.move(self.mapToParent(event.position().toPoint()))

    application = running_application()
    window = QWidget()
    window.resize(WIDTH, HEIGHT)
    label = Carried("carried", window)
    window.show()
    until_painted(application, window)
    samples = _carry(application, window, label, label.geometry().center(), repeats)
    window.close()
    return samples


FRAMES_A_ROUND = 180
"""A hand goes once round the window in three seconds."""


def _carry(
    application: QApplication, window: QWidget, target: QWidget, start_at: QPoint, repeats: int
) -> tuple[float, ...]:
    """Press on the target, carry it all over the window in small steps, put it back; a time for each step."""
    _send(target, window, QEvent.Type.MouseButtonPress, start_at)
    samples = []
    for step in range(repeats):
        turn = step * math.tau / FRAMES_A_ROUND
        there = QPoint(round(WIDTH * (0.5 + 0.4 * math.sin(turn * 0.7))), round(HEIGHT * (0.5 + 0.35 * math.sin(turn))))

        def frame(at: QPoint = there) -> None:
            _send(target, window, QEvent.Type.MouseMove, at)
            application.processEvents()

        samples.append(milliseconds(frame))
    _send(target, window, QEvent.Type.MouseMove, start_at)
    _send(target, window, QEvent.Type.MouseButtonRelease, start_at)
    application.processEvents()
    return tuple(samples)


def _send(target: QWidget, window: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    here, globally = QPointF(target.mapFrom(window, at)), QPointF(window.mapToGlobal(at))
    left = Qt.MouseButton.LeftButton
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    event = QMouseEvent(kind, here, globally, button, down, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(target, event)
