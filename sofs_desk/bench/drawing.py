"""How quick the pen is: from a movement to its ink, over a drawing of five hundred lines."""

from __future__ import annotations

import math
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from sofs_desk.bench.storing import desk_on
from sofs_desk.bench.timing import Figure, milliseconds
from sofs_desk.bench.window import running_application
from sofs_desk.measured import HEIGHT, WIDTH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from models.casework import Case, Desk
    from ui.widgets.drawing_canvas.canvas import SceneCanvas

LINES, QUICK_LINES = 500, 40
_FEW = 20
"""With no more movements than this asked for, a smaller drawing will do."""

_MOVES = 40
"""Movements in each line."""


def pen(path: Path, repeats: int) -> Figure:
    """A movement of the pen until its ink is painted; control: the same with the whole drawing painted anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = running_application()
    from sofs_desk.app import make_services
    from sofs_desk.settings import Settings
    from ui.context import CaseContext
    from ui.widgets.drawing_canvas import SceneEditor

    lines = LINES if repeats > _FEW else QUICK_LINES
    with desk_on(path) as desk:
        case, scene_id = make_drawing(desk, lines)
        context = CaseContext(case, next(iter(case.rows.table("workspace"))), make_services(Settings()))
        editor = SceneEditor(context)
        editor.bar.hide()
        editor.resize(WIDTH, HEIGHT)
        editor.show()
        editor.show_scene(scene_id)
        application.processEvents()
        samples = _draw(application, editor.canvas, repeats, anew=False)
        control = _draw(application, editor.canvas, max(1, repeats // 30), anew=True)
        editor.close()
        editor.deleteLater()
        context.close()
        application.processEvents()
    what = f"a pen's movement to its ink, over {lines} lines"
    return Figure("pen", what, "ms", "p99", 16, samples, "the whole drawing painted anew", control)


def make_drawing(desk: Desk, lines: int) -> tuple[Case, str]:
    """A case with a scene as large as the screen, full of wandering lines; the case and the scene's id."""
    from models.acts import scenes

    case, chance = desk.new_case(f"Drawing of {lines} lines"), random.Random(5)
    workspace_id = next(iter(case.rows.table("workspace")))
    scene_id = scenes.new_scene(case, workspace_id, width=1000.0, height=1000.0 * HEIGHT / WIDTH)
    with case.edit("Drew"):
        for _ in range(lines):
            x, y, way = chance.uniform(50, 950), chance.uniform(50, 500), chance.uniform(0, math.tau)
            points = []
            for step in range(_MOVES):
                way += chance.uniform(-0.4, 0.4)
                x, y = x + 6 * math.cos(way), y + 6 * math.sin(way)
                points.append((x, y, 0.5 + 0.3 * math.sin(step / 6)))
            scenes.add_stroke(case, scene_id, points, colour="#2c8a7f", pen=6.0)
    return case, scene_id


def _draw(application: QApplication, canvas: SceneCanvas, repeats: int, *, anew: bool) -> tuple[float, ...]:
    """Lines across the sheet; what is sampled is each press and movement until it is painted."""

    def ink(event: QMouseEvent) -> None:
        if anew:
            canvas.page.paint_all()
            canvas.update()
        application.sendEvent(canvas, event)
        application.processEvents()

    samples: list[float] = []
    while len(samples) < repeats:
        row = 60.0 + len(samples) * 7 % (HEIGHT - 120)
        for step in range(min(_MOVES, repeats - len(samples))):
            kind = QEvent.Type.MouseMove if step else QEvent.Type.MouseButtonPress
            place = QPointF(80 + step * 30, row + 40 * math.sin(step / 3))
            event = _event(kind, canvas, place)
            samples.append(milliseconds(lambda sent=event: ink(sent)))  # type: ignore[misc]
        ink(_event(QEvent.Type.MouseButtonRelease, canvas, QPointF(80, row)))
    return tuple(samples)


def _event(kind: QEvent.Type, canvas: SceneCanvas, place: QPointF) -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    return QMouseEvent(kind, place, canvas.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
