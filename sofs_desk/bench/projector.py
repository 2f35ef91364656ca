"""How quick the room's window is: another stage on the wall, and each frame of numbers that are revealed together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sofs_desk.bench.documents import examples
from sofs_desk.bench.timing import Figure
from sofs_desk.bench.window import running_application

if TYPE_CHECKING:
    from ui.screens.session.projector import Projector
    from ui.screens.session.state import SessionState

WALL = (1920, 1080)
_PEOPLE = 8
_FRAMES = 30
"""Frames of one reveal."""


def projector(path: Path, repeats: int) -> Figure:
    """From the key to another stage painted; control: the same with the family arranged and names covered anew."""
    with _window(path) as (state, room):
        samples = tuple(_switch(state, room, number) for number in range(repeats))
        control = tuple(_switch(state, room, number, anew=True) for number in range(max(2, repeats // 10)))
    what = f"another stage of a session on a wall of {WALL[0]}×{WALL[1]}, family drawing included"
    return Figure("projector", what, "ms", "p99", 100, samples, "the family drawn and names covered anew", control)


def projector_reveal(path: Path, repeats: int) -> Figure:
    """A frame of the numbers settling; control: the whole wall painted for each frame."""
    from PySide6.QtCore import QVariantAnimation

    with _window(path) as (state, room):
        state.go("scale")
        for number in range(_PEOPLE):
            state.add("score", value=2 + number % 5)
        state.reveal()
        room.refresh()
        motion: QVariantAnimation = room.motion
        motion.setDuration(1_000)
        motion.start()
        motion.pause()
        samples = tuple(_frame(room, motion, number, whole=False) for number in range(repeats))
        control = tuple(_frame(room, motion, number, whole=True) for number in range(max(2, repeats // 10)))
        motion.stop()
    what = f"a frame of {_PEOPLE} numbers revealed together on that wall"
    return Figure("projector-reveal", what, "ms", "p99", 16, samples, "the whole wall painted anew", control)


@contextmanager
def _window(path: Path) -> Iterator[tuple[SessionState, Projector]]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = running_application()
    from exporters.bundle import load_examples
    from models.acts import sessions as acts
    from sofs_desk.app import make_services
    from sofs_desk.settings import Settings
    from ui.context import CaseContext
    from ui.screens.session.projector import Projector
    from ui.screens.session.state import SessionState

    with examples(path) as desk:
        found = {row["number"]: row["id"] for row in (desk.open_case(key).row for key in load_examples(desk))}
        case = desk.open_case(found["WEX-A-0417"])
        workspace_id = next(iter(case.rows.table("workspace")))
        context = CaseContext(case, workspace_id, make_services(Settings()))
        state = SessionState(context, acts.begin(case, workspace_id, "supervision", people=_PEOPLE))
        state.add("goal", "Work out what to ask Carol so she stops covering.")
        room = Projector(state)
        room.warm()
        room.resize(*WALL)
        room.show()
        room.blank(False)
        application.processEvents()
        yield state, room
        room.forget()
        state.close()
        context.close()
        room.deleteLater()
        application.processEvents()


def _switch(state: SessionState, room: Projector, number: int, *, anew: bool = False) -> float:
    stages = state.whole.stages
    stage = stages[number % len(stages)]
    if stage.key == state.whole.stage.key:
        state.go(stages[-1].key)
    if anew:
        state.cover_anew()
    begun = time.perf_counter()
    state.go(stage.key)
    if anew:
        state.figure()
    room.repaint()
    return (time.perf_counter() - begun) * 1000


def _frame(room: Projector, motion: object, number: int, *, whole: bool) -> float:
    from PySide6.QtCore import QCoreApplication, QVariantAnimation

    assert isinstance(motion, QVariantAnimation)
    begun = time.perf_counter()
    motion.setCurrentTime((number % _FRAMES) * 1_000 // _FRAMES)
    if whole:
        room.update()
    QCoreApplication.processEvents()
    return (time.perf_counter() - begun) * 1000
