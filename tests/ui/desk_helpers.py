"""A small vault with the example families, and a window on a copy of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from exporters.bundle import load_examples
from models.vault import KdfCost, Vault
from tests.vaults import PASSPHRASE as PASSPHRASE  # for those who unlock such a vault
from tests.vaults import put_vault
from ui.context import CaseContext, DefaultPreferences, Example, Services
from ui.screens import registry
from ui.screens.unlock import UnlockScreen
from ui.shell import MainWindow
from ui.widgets import GrowingTextEdit, column


def make_vault(folder: Path, *, examples: bool) -> Path:
    """A vault file in ``folder``; quick to unlock, with ``PASSPHRASE``."""
    return put_vault(folder / "desk.sofs", examples=examples)


def copy_of(made: Path, folder: Path) -> Path:
    """The vault and its key file, copied for one test."""
    for file in made.parent.glob(f"{made.name}*"):
        if file.is_file():
            shutil.copy(file, folder / file.name)
    return folder / made.name


def services_for(path: Path, **more: Any) -> Services:
    """Services on one vault that remember what was chosen."""

    class Keeper:
        now = DefaultPreferences(reduced_motion=True)

        def change(self, **chosen: Any) -> DefaultPreferences:
            self.now = replace(self.now, **chosen)
            return self.now

    keeper = Keeper()
    return Services(
        path,
        preferences=keeper.now,
        change_preferences=keeper.change,
        examples=[Example("Examples", lambda desk: load_examples(desk)[0])],
        documents_folder=path.parent,
        create=lambda where, words: Vault.create(where, words, cost=KdfCost.LIGHT),
        **more,
    )


class NoteRoom(QWidget):
    """A room with one editor that writes the case's note."""

    def __init__(self, context: CaseContext) -> None:
        super().__init__()
        self.context = context
        self.editor = GrowingTextEdit(name="note", heard="Note")
        self.editor.committed.connect(self.save)
        column(self).addWidget(self.editor)

    def save(self, words: str) -> None:
        """Write the note."""
        from models.entities import CaseFile

        case = self.context.case
        with case.edit("Wrote a note") as session:
            row = session.get(CaseFile, case.id)
            assert row is not None
            row.note = words


def register_rooms() -> Callable[[], None]:
    """Two plain rooms; returns what puts the registry back."""
    before = dict(registry._screens)
    registry._screens.clear()
    registry.register("map", NoteRoom)
    registry.register("scaling", NoteRoom)

    def back() -> None:
        registry._screens.clear()
        registry._screens.update(before)

    return back


@contextmanager
def window_in_a_case(
    path: Path, case_id: str, room: str, **rooms: Callable[[CaseContext], QWidget]
) -> Iterator[MainWindow]:
    """A window on a vault of the rooms' tests with nothing but these rooms (and a plain map), its case open in one."""
    before = dict(registry._screens)
    registry._screens.clear()
    for name, made in {"map": NoteRoom, **rooms}.items():
        registry.register(name, made)
    window = MainWindow(services_for(path, now=lambda: dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)))
    window.resize(1366, 768)
    window.start()
    window.show()
    window._unlocked(Vault.open(path, "pass"))
    assert window.desk is not None
    # Nothing here may hold on to the case: what a lock forgets is looked for.
    window.open_case(case_id, window.desk.open_case(case_id).rows.where("workspace")[0]["id"], room)
    flush()
    yield window
    window.close()
    window.deleteLater()
    flush()
    registry._screens.clear()
    registry._screens.update(before)


def flush() -> None:
    """Let everything waiting happen, deletions too."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def unlock(window: MainWindow, words: str = PASSPHRASE) -> None:
    """Type a passphrase at the locked door and wait for the answer."""
    page = window.page
    assert isinstance(page, UnlockScreen)
    page.field.setText(words)
    page.try_it()
    page.wait()
    for _ in range(200):
        QCoreApplication.processEvents()
        if not page.busy:
            break
        QTest.qWait(5)
    flush()
