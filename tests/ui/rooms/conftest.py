"""One family for the rooms' tests: three children, two strands, five rounds on the first."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.acts.people import add_person
from models.acts.strands import add_strand, set_scale
from models.base import new_id
from models.casework import Case, Desk
from models.entities import Round, Score
from models.keyslots import KdfCost
from models.vault import Vault
from tests.ui.rooms.sharing_window import opened_window
from ui.context import CaseContext, Services
from ui.shell import MainWindow

DAYS = ("2024-10-14", "2024-12-09", "2025-01-22", "2025-03-18", "2025-06-17")
SCORES: dict[str, tuple[int | None, ...]] = {
    "Shauna": (6, 6, 3, 5, 7), "Danny": (8, 7, 4, 5, 6), "Jayden": (2, 4, 2, 5, 7), "Mila": (5, 6, 3, 6, 8),
    "Nanna Mo": (4, 5, 4, 6, 7), "Lisa": (None, None, 3, 5, 7), "Kofi": (None, None, 2, 4, 6),
    "Priya": (2, 4, 3, 5, 6), "Tess": (3, 4, 3, 5, 7), "Bev": (4, 5, 3, 5, 7), "PC Tate": (1, None, 2, None, 5),
    "Ruth": (None, 3, 2, 4, 6),
}  # fmt: skip
PROFESSIONALS = {"Priya": "social worker", "Tess": "school", "Bev": "health visitor", "PC Tate": "police",
                 "Ruth": "IDVA"}  # fmt: skip
ZERO = "Danny will hurt Shauna in front of the children again this month and they cannot live at home."
TEN = ("The plan has worked for 6 months, even on bad days, everyone knows the children are safe enough and the "
       "council can close.")  # fmt: skip


class Said:
    """Stands in for the window: keeps the toasts."""

    def __init__(self) -> None:
        self.toasts: list[tuple[str, str, Callable[[], object] | None]] = []
        self.room = ""

    def say(self, text: str, action: str = "", callback: Callable[[], object] | None = None) -> None:
        self.toasts.append((text, action, callback))

    def show_screen(self, screen_id: str) -> None:
        self.room = screen_id


@dataclass
class Family:
    """A case to test with: ids by name."""

    case: Case
    workspace_id: str
    said: Said
    context: CaseContext
    people: dict[str, str] = field(default_factory=dict)
    strands: list[str] = field(default_factory=list)

    def scale_id(self, strand: int = 0) -> str:
        return str(self.case.rows.where("scale", strand_id=self.strands[strand])[0]["id"])

    def add(self, name: str, **fields: Any) -> str:
        self.people[name] = add_person(self.case, name, **fields)
        return self.people[name]

    def score(self, values: dict[str, int | None], day: str, *, strand: int = 0, occasion: str | None = None) -> str:
        """Hold a whole round and show it. None: would rather not."""
        scale_id, round_id = self.scale_id(strand), new_id()
        base = {"case_id": self.case.id, "workspace_id": self.workspace_id}
        with self.case.edit("Held a round") as session:
            session.add(Round(id=round_id, scale_id=scale_id, held_on=day, occasion=occasion, revealed_at=day, **base))
            session.flush()
            for place, (name, value) in enumerate(values.items()):
                state = "skipped" if value is None else "given"
                session.add(
                    Score(
                        round_id=round_id, person_id=self.people[name], value=value, state=state, position=place, **base
                    )
                )
        return round_id


NOW = dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Built:
    """A vault made once and copied for every test: its folder and the ids in it by name."""

    folder: Path
    case_id: str = ""
    people: dict[str, str] = field(default_factory=dict)
    strands: tuple[str, ...] = ()


def _desk(path: Path) -> tuple[Vault, Desk]:
    vault = Vault.open(path, "pass")
    return vault, Desk(vault, now=lambda: NOW)


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a vault without cases."""
    folder = tmp_path_factory.mktemp("empty")
    Vault.create(folder / "v.sofs", "pass", cost=KdfCost.LIGHT)[0].close()
    return folder


@pytest.fixture(scope="session")
def built(empty_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """People and two strands, nothing scored."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(empty_vault, folder, dirs_exist_ok=True)
    vault, desk = _desk(folder / "v.sofs")
    case = desk.new_case("Harlow / Pryce", number="WEX-A-0417")
    workspace_id = case.rows.where("workspace")[0]["id"]
    people = {}
    for name, born in (("Jayden", "2016-02-08"), ("Mila", "2019-05-23"), ("Alfie", "2024-04-17")):
        people[name] = add_person(case, name, child_of_workspace=workspace_id, born=born)
    for name in SCORES:
        if name not in people:
            kind = "professional" if name in PROFESSIONALS else "family"
            people[name] = add_person(case, name, kind=kind, known_as=name, role=PROFESSIONALS.get(name))
    people["Wes"] = add_person(case, "Wes", kind="friend", relation="football coach")
    names = ("No more Friday voices", "One grown-up on duty")
    strands = tuple(add_strand(case, workspace_id, name) for name in names)
    scale = case.rows.where("scale", strand_id=strands[0])[0]["id"]
    set_scale(case, scale, zero_text=ZERO, ten_text=TEN)
    desk.close()
    vault.close()
    return Built(folder, case.id, people, strands)


def _family(desk: Desk, built: Built) -> Family:
    case = desk.open_case(built.case_id)
    workspace_id, said = case.rows.where("workspace")[0]["id"], Said()
    services = Services(built.folder / "v.sofs", now=desk.now)
    context = CaseContext(case, workspace_id, services, said)
    return Family(case, workspace_id, said, context, dict(built.people), list(built.strands))


@pytest.fixture(scope="session")
def scored(built: Built, tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Built:
    """The same, with the five rounds of the first strand."""
    folder = tmp_path_factory.mktemp("scored")
    shutil.copytree(built.folder, folder, dirs_exist_ok=True)
    vault, desk = _desk(folder / "v.sofs")
    family = _family(desk, built)
    for index, day in enumerate(DAYS):
        values: dict[str, int | None] = {n: v for n, row in SCORES.items() if (v := row[index]) is not None}
        family.score(values, day, occasion="Network meeting" if day == DAYS[-1] else None)
    family.context.close()
    desk.close()
    vault.close()
    return replace(built, folder=folder)


@contextmanager
def _opened(built: Built, tmp_path: Path) -> Iterator[Family]:
    shutil.copytree(built.folder, tmp_path / "vault")
    vault, desk = _desk(tmp_path / "vault" / "v.sofs")
    family = _family(desk, built)
    yield family
    family.context.close()
    desk.close()
    vault.close()


@pytest.fixture
def bare(built: Built, tmp_path: Path, qapp: object) -> Iterator[Family]:
    """People and two strands, nothing scored."""
    with _opened(built, tmp_path) as family:
        yield family


@pytest.fixture
def family(scored: Built, tmp_path: Path, qapp: object) -> Iterator[Family]:
    """The same, with the five rounds of the first strand."""
    with _opened(scored, tmp_path) as family:
        yield family


@pytest.fixture
def window(made: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with the families unlocked."""
    with opened_window(made, tmp_path) as shown:
        yield shown


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show a room in a window of a size."""

    def shown(widget: QWidget, width: int = 1274, height: int = 712) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return shown
