"""A matrix of the small family, one with a question, and the example families’ matrices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from models.acts import harm as acts
from models.casework import Case
from tests.models.harm.grids import Families, Grid


@pytest.fixture
def grid(family: Any) -> Grid:
    return Grid(family.case, acts.add_matrix(family.case, family.workspace_id, "Ruby shouts at Jay",
                                             adult_id=family.mum))  # fmt: skip


@pytest.fixture(scope="module")
def loaded(example_cases: dict[str, Case]) -> Families:
    """The example families, brought in once for all tests of this file."""
    return Families(example_cases["WEX-A-0417"], example_cases["WEX-B-0932"])


@pytest.fixture
def families(loaded: Families) -> Iterator[Families]:
    """The same, put back after the test as they were brought in."""
    yield loaded
    for case in (loaded.harlow, loaded.doyle):
        case.undo_to(0)


@pytest.fixture
def asked(family: Any, grid: Grid) -> str:
    return acts.add_question(
        family.case, family.workspace_id, "Jay, what was it like?", matrix_id=grid.id, row=grid.row("Impact on Jay"),
        column_key="worst", person_id=family.jay, asker_id=family.mum,
    )  # fmt: skip
