"""How quick the family drawing is: arranging invented families, moving over one of three hundred and fifty people."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from models.genogram.invented import invent
from sofs_desk.bench.storing import desk_on
from sofs_desk.bench.timing import Figure, milliseconds
from sofs_desk.bench.window import running_application
from sofs_desk.measured import HEIGHT, WIDTH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QGraphicsView

    from models.casework import Case, Desk
    from models.genogram import Pedigree

REACHES = {30: 50, 70: 250, 115: 500, 150: 1000, 350: 8000}
"""People → milliseconds a layout may take (the median of invented families)."""


def arrange(people: int) -> Callable[[Path, int], Figure]:
    """A measure of the layout of families this large; control: their generations alone, by networkx."""

    def run(path: Path, repeats: int) -> Figure:
        return _arrange(people, repeats)

    return run


def _arrange(people: int, repeats: int) -> Figure:
    from models.genogram import lay_out

    lay_out(invent(5, 0))  # the solver's own loading is no part of it
    samples, control = [], []
    for seed in range(1, repeats + 1):
        pedigree = invent(people, seed)
        samples.append(milliseconds(lambda family=pedigree: lay_out(family)))  # type: ignore[misc]
        control.append(milliseconds(lambda family=pedigree: _generations(family)))  # type: ignore[misc]
    return Figure(
        f"arrange-{people}", f"a family of {people} people arranged", "ms", "median", REACHES[people], tuple(samples),
        "its generations alone", tuple(control),
    )  # fmt: skip


def _generations(pedigree: Pedigree) -> int:
    graph = nx.DiGraph()
    for union in pedigree.unions:
        for link in pedigree.children[union.id]:
            graph.add_edges_from((partner, link.child) for partner in union.partners)
    return sum(1 for _ in nx.topological_generations(graph))


def make_family(desk: Desk, people: int, seed: int = 1) -> Case:
    """A case holding an invented family of this many people; everybody has a made-up name and an age."""
    from models.entities import ChildLink, Partnership, Person

    case = desk.new_case(f"Family of {people}")
    pedigree = invent(people, seed)
    ids = [person.id for person in pedigree.persons] + [union.id for union in pedigree.unions]
    own = {each: f"{case.id}{each}" for each in ids}
    with case.edit("Brought in a family") as session:
        for number, person in enumerate(pedigree.persons, 1):
            born = "-".join(f"{part:02}" for part in person.birth) if person.birth else None
            session.add(
                Person(
                    id=own[person.id], case_id=case.id, name=f"Person {number}", gender=person.sex or "unknown",
                    born=born, position=float(number), relation="relative",
                )
            )  # fmt: skip
        session.flush()
        for union in pedigree.unions:
            first, second = (*(own[p] for p in union.partners), None, None)[:2]
            session.add(
                Partnership(id=own[union.id], case_id=case.id, first_id=first, second_id=second, kind="married")
            )
        session.flush()
        for link in pedigree.links:
            session.add(
                ChildLink(case_id=case.id, child_id=own[link.child], partnership_id=own[link.union], kind=link.kind)
            )
    return case


def pan(path: Path, repeats: int) -> Figure:
    """One frame of pushing and zooming the drawing of 350 people; control: a bare view of 350 boxes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with desk_on(path) as desk:
        samples = _pan_family(make_family(desk, 350), repeats)
    return Figure(
        "pan-350", "a family of 350 pushed and zoomed, a frame", "ms", "p99", 16, samples,
        "350 boxes in a bare view", _pan_boxes(repeats),
    )  # fmt: skip


def _pan_family(case: Case, repeats: int) -> tuple[float, ...]:
    application = running_application()
    from sofs_desk.app import make_services
    from sofs_desk.settings import Settings
    from ui.context import CaseContext
    from ui.screens.family.screen import FamilyScreen

    context = CaseContext(case, next(iter(case.rows.table("workspace"))), make_services(Settings()))
    screen = FamilyScreen(context)
    screen.resize(WIDTH, HEIGHT)
    screen.show()
    _until(application, lambda: bool(screen.canvas.items_))
    screen.canvas.set_zoom(0.5)
    _until(application, lambda: screen.canvas.is_painted)
    samples = _push(application, screen.canvas, repeats)
    screen.close()
    screen.deleteLater()
    context.close()
    application.processEvents()
    return samples


def _pan_boxes(repeats: int) -> tuple[float, ...]:
    from PySide6.QtWidgets import QGraphicsScene, QGraphicsView

    application = running_application()
    scene = QGraphicsScene()
    for number in range(350):
        scene.addRect(number % 30 * 86, number // 30 * 130, 40, 40)
    view = QGraphicsView(scene)
    view.resize(WIDTH, HEIGHT)
    view.show()
    application.processEvents()
    samples = _push(application, view, repeats)
    view.close()
    return samples


def _push(application: QApplication, view: QGraphicsView, repeats: int) -> tuple[float, ...]:
    """A hand pushes the picture round in small steps and now and then turns the wheel with Ctrl held."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    middle = QPointF(view.viewport().rect().center())
    quiet, control = Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier
    samples = []
    for step in range(repeats):
        turn = step * math.tau / 180

        def frame(turn: float = turn, step: int = step) -> None:
            if step % 6 == 5:
                way = 60 if step // 60 % 2 else -60
                wheel = QWheelEvent(
                    middle, QPointF(view.viewport().mapToGlobal(middle)), QPoint(), QPoint(0, way), quiet, control,
                    Qt.ScrollPhase.NoScrollPhase, False,
                )  # fmt: skip
                application.sendEvent(view.viewport(), wheel)
            across.setValue(across.value() + round(14 * math.cos(turn)))
            down.setValue(down.value() + round(9 * math.sin(turn)))
            application.processEvents()

        samples.append(milliseconds(frame))
    return tuple(samples)


def _until(application: QApplication, ready: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not ready():
        application.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end:
            raise RuntimeError("the drawing was not there in time")
