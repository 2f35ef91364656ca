"""The Harlow family’s panel, entry line and outline, through real widgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from models.casework import Desk
from models.vault import Vault
from tests.ui.rooms.family_panel.beside import Room, Window
from tests.vaults import PASSPHRASE, put_vault
from ui.context import CaseContext, Services
from ui.screens.family.entry import EntryLine
from ui.screens.family.outline import FamilyOutline
from ui.screens.family.panel import FamilyPanel
from ui.screens.family.state import FamilyState

NOW = dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    # Where people stand is the canvas's business: no worker thread arranges them here.
    monkeypatch.setattr(FamilyState, "arrange", lambda self, afresh=False: None)
    path = put_vault(tmp_path / "v.sofs", examples=True)
    vault = Vault.open(path, PASSPHRASE)
    desk = Desk(vault, now=lambda: NOW)
    case = desk.open_case(desk.case_ids()[-1])  # Harlow / Pryce
    window = Window()
    services = Services(path, now=lambda: NOW)
    context = CaseContext(case, case.rows.where("workspace")[0]["id"], services, window)
    state = FamilyState(context)
    yield Room(state, context, window, {p.person.name: p.id for p in state.view.people})
    context.close()
    desk.close()
    vault.close()


@pytest.fixture
def panel(room: Room, show: Callable[..., QWidget]) -> FamilyPanel:
    made = FamilyPanel(room.state)
    show(made, 300, 900)
    return made


@pytest.fixture
def entry(room: Room, show: Callable[..., QWidget]) -> EntryLine:
    made = EntryLine(room.state)
    show(made, 700, 120)
    made.hide()
    return made


@pytest.fixture
def outline(room: Room, show: Callable[..., QWidget]) -> FamilyOutline:
    made = FamilyOutline(room.state)
    show(made, 360, 900)
    return made
