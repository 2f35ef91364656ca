"""A worker's hour in the real window, in a process that may be killed: type cards, tick, move, undo, lock, unlock.

It writes ``EDIT 12`` to its standard output as soon as the window has told that edit 12 is saved.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.acts import cards
from models.casework import ChangeSet
from models.vault import Vault
from sofs_desk.app import make_application, make_services, make_window
from sofs_desk.settings import Settings
from ui.screens.case_shell import CaseShell
from ui.screens.map.screen import MapScreen
from ui.shell import MainWindow

PARTS = ("past_harm", "strength", "complicating", "bottom_line")


def work(path: Path, passphrase: str, edits: int, rnd: random.Random, say: Callable[[str], None]) -> None:
    """One sitting in the window."""
    application = make_application(sys.argv[:1])
    window = make_window(make_services(Settings(reduced_motion=True), path))
    window.resize(1366, 768)
    window.start()
    window.show()
    screen = open_map(window, path, passphrase, say)
    for _ in range(edits):
        one_act(screen, rnd)
        application.processEvents()
        if rnd.random() < 0.02:
            window.lock()
            screen = open_map(window, path, passphrase, say)
    window.close()


def open_map(window: MainWindow, path: Path, passphrase: str, say: Callable[[str], None]) -> MapScreen:
    """Unlock and go to the first family's map; from then on every saved edit is said."""
    window._unlocked(Vault.open(path, passphrase))
    assert window.desk is not None
    case = window.desk.open_case(window.desk.case_ids()[0])

    def saved(changed: ChangeSet) -> None:
        say(f"EDIT {changed.seq}")

    case.subscribe(saved)
    window.open_case(case.id, next(iter(case.rows.table("workspace"))))
    shell = window.page
    assert isinstance(shell, CaseShell)
    screen = shell.findChild(MapScreen)
    assert screen is not None
    return screen


def one_act(screen: MapScreen, rnd: random.Random) -> None:
    """Something a person does on the map."""
    case = screen.context.case
    found = sorted(case.rows.table("card"))
    choice = rnd.random()
    if choice < 0.5 or len(found) < 3:
        screen.add(rnd.choice(PARTS))
        assert screen.draft is not None
        QTest.keyClicks(
            screen.draft.field, rnd.choice(("Gran comes.", "He shouted at night.", "Jay plays on Saturdays."))
        )
        QTest.keyClick(screen.draft.field, Qt.Key.Key_Return)
        if screen.draft is not None:
            QTest.keyClick(screen.draft.field, Qt.Key.Key_Escape)
    elif choice < 0.8:
        cards.move_cards(case, [rnd.choice(found)], rnd.choice(PARTS))
    elif choice < 0.9:
        case.undo()
    else:
        cards.delete_cards(case, [rnd.choice(found)])
    QApplication.processEvents()
