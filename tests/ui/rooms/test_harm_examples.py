"""The example families in the harm room: every word is there, and what is restricted leaves no trace for the family."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from models.casework import Case
from models.readers import FAMILY, US
from ui.context import CaseContext, Services
from ui.screens.harm import HarmScreen

HEARD = int(Qt.ItemDataRole.AccessibleTextRole)


@contextmanager
def opened(cases: dict[str, Case], number: str, show: Callable[..., QWidget]) -> Iterator[HarmScreen]:
    case = cases[number]
    workspace_id = next(key for key in case.rows.table("workspace") if case.rows.where("harm_matrix", workspace_id=key))
    context = CaseContext(case, workspace_id, Services(Path("v.sofs")))
    screen = HarmScreen(context)
    show(screen, 1300)
    yield screen
    context.close()


def everything(screen: HarmScreen) -> str:
    """All that can be read, heard or pointed at, behaviour by behaviour."""
    found: list[str] = []
    for matrix in screen.state.view.matrices:
        screen.show_behaviour(matrix.id)
        QTest.qWait(1)
        model = screen.grid.matrix_model
        for row in range(model.rowCount()):
            found.append(str(model.headerData(row, Qt.Orientation.Vertical)))
            for column in range(model.columnCount()):
                index = model.index(row, column)
                found += [str(index.data(role)) for role in (0, 2, 3, HEARD)]
        for widget in screen.findChildren(QWidget):
            if widget.isVisible():
                found += [widget.accessibleName(), widget.toolTip()]
                if isinstance(widget, QLabel | QAbstractButton):
                    found.append(widget.text())
    return "\n".join(found)


@pytest.mark.parametrize("number", ["WEX-A-0417", "WEX-B-0932"])
def test_every_word_is_there(example_cases: dict[str, Case], show: Callable[..., QWidget], number: str) -> None:
    with opened(example_cases, number, show) as screen:
        read = everything(screen)
        rows, here = screen.context.case.rows, screen.context.workspace_id
        words = [cell["text"] for cell in rows.where("matrix_cell", workspace_id=here)]
        words += [matrix["behaviour"] for matrix in rows.where("harm_matrix", workspace_id=here)]
        asked = rows.where("open_question", workspace_id=here, topic="matrix")
        words += [question["text"] for question in asked]
        assert len(words) > 60
        assert not [word for word in words if word and word not in read]


@pytest.mark.parametrize(("number", "secret"), [("WEX-A-0417", "Tess, photo"), ("WEX-B-0932", "Joy Petrov, police")])
def test_restricted_words_leave_no_trace(
    example_cases: dict[str, Case], show: Callable[..., QWidget], number: str, secret: str
) -> None:
    with opened(example_cases, number, show) as screen:
        kept = screen.context.case.rows.table("restriction").values()
        values = [word for row in kept for word in json.loads(row["values_json"] or "[]") if len(word) > 4]
        ours = everything(screen)
        assert secret in ours and "held back" in ours, "the control: we read it, and that it is held back"
        screen.context.set_lens(FAMILY)
        theirs = everything(screen)
        assert secret not in theirs and "held back" not in theirs
        assert not [value for value in values if value in theirs]
        screen.context.set_lens(US)
        assert secret in everything(screen)
