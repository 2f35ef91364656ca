"""Fixtures every package's tests share: a vault with a light key, a desk on it, and a small case."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models.casework import Case, Desk
from models.vault import Vault
from tests.vaults import SmallFamily, open_desk, open_vault, small_family_of

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
    """A vault of its own for each test: with the families that its fixtures ask for, else a new one."""
    asked = request.fixturenames
    examples = "example_ids" in asked
    family = "family" in asked and not examples
    with open_vault(tmp_path / "test.sofs", examples=examples, small_family=family) as opened:
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


@pytest.fixture
def family(desk: Desk) -> SmallFamily:
    """A small family's case, in the vault of its test already."""
    return small_family_of(desk)
