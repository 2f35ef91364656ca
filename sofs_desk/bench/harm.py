"""How quick the harm matrix is: from box to box, and with words written on the way; 12 behaviours, 6 children."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from sofs_desk.bench.storing import desk_on
from sofs_desk.bench.timing import Figure, milliseconds
from sofs_desk.bench.window import running_application
from sofs_desk.measured import HEIGHT, WIDTH, until_painted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView, QWidget

    from models.casework import Case, Desk
    from ui.screens.harm import HarmScreen

BEHAVIOURS, CHILDREN = 12, 6
SAID = "Banged on the door and shouted for a quarter of an hour; the children stood on the stairs and nobody slept."
Keys = Callable[[int], tuple[str, str]]
"""What is pressed on a step: first, untimed; then what leads to the next box."""


def make_matrices(desk: Desk) -> Case:
    """A case with twelve behaviours, every box of all but one row written in, for six children."""
    from models.acts.harm import CellChange, add_matrix, write_block
    from models.acts.people import add_person
    from models.harm import matrix_view
    from models.projections import Projector
    from models.readers import US

    case = desk.new_case("Twelve behaviours")
    workspace_id = next(iter(case.rows.table("workspace")))
    for number in range(CHILDREN):
        add_person(
            case, f"Child {number + 1}", child_of_workspace=workspace_id, born=f"{2010 + number}-03-0{number + 1}"
        )
    adult = add_person(case, "Somebody Grown", relation="father")
    for number in range(BEHAVIOURS):
        matrix_id = add_matrix(case, workspace_id, f"Somebody does the {number + 1}th thing", adult_id=adult)
        matrix = matrix_view(Projector(case.rows), matrix_id, US)
        assert matrix is not None
        changes = [
            CellChange(row, column.key, "2023-06-24" if row.key == "when" else f"{SAID} {number}")
            for row in matrix.rows[:-1] for column in matrix.columns
        ]  # fmt: skip
        write_block(case, matrix_id, changes)
    return case


def cells(path: Path, repeats: int) -> Figure:
    """From one box to the next by keys until it is painted; control: the same in a bare table of Qt's."""
    samples = _in_the_room(path, repeats, _moving)
    return Figure(
        "cells", "from box to box in a harm matrix", "ms", "p95", 16, samples, "a bare table", _bare(repeats)
    )  # fmt: skip


def cells_written(path: Path, repeats: int) -> Figure:
    """Enter after a word: kept on the disk, shown, and the next box is the current one; control: as for cells."""
    samples = _in_the_room(path, repeats, _writing)
    return Figure(
        "cells-written", "Enter: kept, on to the next box", "ms", "median", 16, samples, "a bare table", _bare(repeats)
    )  # fmt: skip


def _in_the_room(path: Path, repeats: int, keys: Keys) -> tuple[float, ...]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with desk_on(path) as desk:
        screen, close = _room(make_matrices(desk))
        samples = _press(screen, screen.grid, repeats, keys)
        close()
    return samples


def _room(case: Case) -> tuple[HarmScreen, Callable[[], None]]:
    application = running_application()
    from sofs_desk.app import make_services
    from sofs_desk.settings import Settings
    from ui.context import CaseContext
    from ui.screens.harm import HarmScreen

    context = CaseContext(case, next(iter(case.rows.table("workspace"))), make_services(Settings()))
    screen = HarmScreen(context)
    screen.resize(WIDTH, HEIGHT)
    screen.show()
    until_painted(application, screen)
    screen.grid.setFocus()
    screen.grid.go(0, 0)

    def close() -> None:
        screen.close()
        screen.deleteLater()
        context.close()
        application.processEvents()

    return screen, close


def _moving(step: int) -> tuple[str, str]:
    """Down the first column, across, down the next …"""
    return "", "\t" if step % 3 else "↓"


def _writing(step: int) -> tuple[str, str]:
    """A letter replaces what stands there; then Enter keeps it and goes down."""
    return chr(ord("a") + step % 25), "\r"


_KEYS = {"\t": Qt.Key.Key_Tab, "\r": Qt.Key.Key_Return, "↓": Qt.Key.Key_Down}


def _press(window: QWidget, table: QTableView, repeats: int, keys: Keys) -> tuple[float, ...]:
    """Press what comes first untimed, then the key that leads to the next box, until that is painted."""
    application = running_application()

    def press(key: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            text = "" if key == "↓" else key
            event = QKeyEvent(kind, int(_KEYS.get(key, Qt.Key.Key_A)), Qt.KeyboardModifier.NoModifier, text)
            application.sendEvent(window.focusWidget() or table, event)
        application.processEvents()

    samples = []
    for step in range(repeats):
        if table.currentIndex().row() >= table.model().rowCount() - 2:
            table.setCurrentIndex(table.model().index(0, step % table.model().columnCount()))
        first, leading = keys(step)
        for key in first:
            press(key)
        application.processEvents()
        samples.append(milliseconds(lambda key=leading: press(key)))  # type: ignore[misc]
    return tuple(samples)


def _bare(repeats: int) -> tuple[float, ...]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = running_application()
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    model = QStandardItemModel()
    for _ in range(5 + CHILDREN):
        model.appendRow([QStandardItem(SAID) for _ in range(3)])
    table = QTableView()
    table.setModel(model)
    table.resize(WIDTH, HEIGHT)
    table.show()
    until_painted(application, table)
    table.setFocus()
    samples = _press(table, table, repeats, _moving)
    table.close()
    return samples
