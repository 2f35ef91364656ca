"""The map's room in a window of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.context import CaseContext, Services
from ui.screens.map.screen import MapScreen


@contextmanager
def map_of(qtbot: QtBot, family: Any, folder: Path, *window: Any, width: int) -> Iterator[MapScreen]:
    """The map of the small family, shown; ``window``: what stands for the one round it, if anything does."""
    context = CaseContext(family.case, family.workspace_id, Services(folder / "x.sofs"), *window)
    made = MapScreen(context)
    qtbot.addWidget(made)
    made.resize(width, 712)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.closing()
    context.close()
