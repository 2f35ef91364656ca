"""What somebody chose to see on the whiteboard: kept while the vault is open, so that coming back finds it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.casework import Desk
from models.whiteboard import BOARD, PATHWAY, THIN, TITLE, WORKER, Whiteboard, arranged, columns, filtered
from ui.screens.whiteboard.words import sort_words, tr
from ui.widgets import Menu

MINE, FOLDER = "mine", "folder"
ANYTHING = "*"
"""Of what is thin: at least one thing."""
SORTS = (THIN, TITLE, WORKER, PATHWAY, *BOARD)
_KEPT = "what is chosen on the whiteboard"


@dataclass
class Choices:
    """``thin``: "" for all rows, :data:`ANYTHING`, or a column. ``names``: whether families and workers are named."""

    source: str = MINE
    sort: str = THIN
    descending: bool = True
    thin: str = ""
    worker: str = ""
    words: str = ""
    names: bool = True

    @classmethod
    def of(cls, desk: Desk) -> Choices:
        """The choices on a desk, the same object until the vault closes."""
        kept = desk.kept.setdefault(_KEPT, {}).setdefault("", cls())
        assert isinstance(kept, cls)
        return kept

    def seen(self, board: Whiteboard) -> Whiteboard:
        """The board as chosen."""
        thin = [self.thin] if self.thin not in ("", ANYTHING) else []
        few = filtered(board, thin=thin, anything_thin=self.thin == ANYTHING, worker=self.worker, words=self.words)
        return arranged(few, self.sort, descending=self.descending)

    def sort_by(self, key: str) -> None:
        """By a column; by the same once more: the other way round."""
        same = key == self.sort
        self.sort, self.descending = key, (not self.descending) if same else key == THIN


class Picker(QObject):
    """A menu of things to choose one of. ``picked(key)``."""

    picked = Signal(str)

    def menu(self, parent: QWidget, name: str, entries: Mapping[str, str], current: str) -> Menu:
        """The menu, made apart from showing it."""
        menu = Menu(parent, name=name)
        for key, text in entries.items():
            action = QAction(text, menu)
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(self._pick)
            menu.addAction(action)
        return menu

    def _pick(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.picked.emit(str(action.data()))


def sort_entries(board: Whiteboard) -> dict[str, str]:
    """Ways to sort, for a menu."""
    known = {column.key: column for column in columns()}
    has_workers = any(row.worker for row in board.rows)
    return {key: sort_words(key, known.get(key)) for key in SORTS if key != WORKER or has_workers}


def thin_entries(board: Whiteboard) -> dict[str, str]:
    """What can be thin and in how many rows it is, for a menu."""
    counts = dict(board.thin_counts())
    some = sum(bool(row.thin) for row in board.rows)
    entries = {"": tr("All work"), ANYTHING: tr("Anything thin: {count}").format(count=some)}
    for column in columns():
        entries[column.key] = tr("{what}: thin in {count}").format(what=column.title, count=counts[column.key])
    return entries


def worker_entries(board: Whiteboard) -> dict[str, str]:
    """Who leads work, for a menu."""
    names = sorted({row.worker for row in board.rows if row.worker}, key=str.casefold)
    return {"": tr("All workers"), **{name: name for name in names}}
