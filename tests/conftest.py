"""Fixtures every package's tests share: a vault with a light key, a desk on it, and a small case."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models.acts import cards, people, strands
from models.casework import Case, Desk
from models.vault import Vault
from tests.vaults import open_desk, open_vault

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes on a busy machine says nothing about whether it is right.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def _rare_collections() -> None:
    """Looking for garbage passes over the imported code, and comes less often: it took a tenth of all time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def _needs_a_screen(request: pytest.FixtureRequest) -> None:
    """Tests marked ``display`` want a window manager: without a screen they are skipped (./check gives them one)."""
    if request.node.get_closest_marker("display") and os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        pytest.skip("needs a screen")


@pytest.fixture
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    """A vault of its own for each test; it holds both example families where a fixture asks for ``example_ids``."""
    with open_vault(tmp_path / "test.sofs", examples="example_ids" in request.fixturenames) as opened:
        yield opened


@pytest.fixture
def desk(vault: Vault) -> Iterator[Desk]:
    desk = Desk(vault)
    yield desk
    desk.close()


@pytest.fixture
def example_ids(desk: Desk) -> list[str]:
    """Both example families' cases, Doyle / Rahman and Harlow / Pryce: the vault of this test has them already."""
    return desk.case_ids()


@pytest.fixture(scope="module")
def example_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with both example families for all tests of a file: they only look, or undo what they do."""
    with open_desk(tmp_path_factory.mktemp("examples") / "e.sofs", examples=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def example_cases(example_desk: Desk) -> dict[str, Case]:
    """Their cases by number, to look at."""
    return {str(case.row["number"]): case for case in map(example_desk.open_case, example_desk.case_ids())}


@pytest.fixture(scope="module")
def example_work(example_cases: dict[str, Case]) -> dict[str, tuple[Case, str]]:
    """Their workspaces by code, each with its case, to look at."""
    return {
        str(row["ref"]): (case, str(row["id"]))
        for case in example_cases.values()
        for row in case.rows.table("workspace").values()
    }


@dataclass(frozen=True)
class SmallFamily:
    """A case with two people, a strand with its statement, goal and scale, and a few cards."""

    case: Case
    workspace_id: str
    mum: str
    jay: str
    strand: str
    danger: str
    strength: str


@pytest.fixture
def family(desk: Desk) -> SmallFamily:
    case = desk.new_case("Test family", number="T-1")
    workspace_id = next(iter(case.rows.table("workspace")))
    mum = people.add_person(case, "Ruby Marsh", relation="mum", gender="female", born="1990-02-01")
    jay = people.add_person(case, "Jay Marsh", born="2016-02-08", child_of_workspace=workspace_id)
    strand = strands.add_strand(case, workspace_id, "Loud nights")
    danger = cards.add_card(case, workspace_id, "danger", "Ruby is worried that Jay will lie awake.", strand_id=strand)
    cards.add_card(case, workspace_id, "goal", "Jay will sleep and say home is calm.", strand_id=strand)
    strength = cards.add_card(case, workspace_id, "strength", "Ruby reads to Jay every night.")
    return SmallFamily(case, workspace_id, mum, jay, strand, danger, strength)
