"""Finding a case by what a person types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.casework import Desk
from models.errors import KnownError
from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.vaults import case_lines, closing_vault, find_case


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    vault, _ = Vault.create(tmp_path / "v.sofs", "pass", cost=KdfCost.LIGHT)
    with closing_vault(vault) as desk:
        desk.new_case("Ashdown – Birch", number="WEX-1")
        desk.new_case("Cray", number="WEX-2", pathway="wellbeing")
        twin = desk.new_case("Cray", number="")
        with twin.edit("code") as session:
            from models.entities import Workspace

            workspace = session.query(Workspace).filter_by(case_id=twin.id).one()
            workspace.ref, workspace.title = "C-LEAH", "Leah leaving care"
        yield desk


@pytest.mark.parametrize("words", ["WEX-1", "wex-1", " Ashdown – Birch ", "birch", "ASHDOWN"])
def test_number_name_and_part_of_a_name_find_the_case(desk: Desk, words: str) -> None:
    case, workspace = find_case(desk, words)
    assert case.row["number"] == "WEX-1"
    assert workspace is None


def test_a_workspace_code_finds_case_and_workspace(desk: Desk) -> None:
    case, workspace = find_case(desk, "c-leah")
    line = next(line for line in case_lines(desk) if line.code == "C-LEAH")
    assert (case.id, workspace) == (line.case_id, line.workspace_id)


def test_an_id_finds_the_case(desk: Desk) -> None:
    for line in case_lines(desk):
        assert find_case(desk, line.case_id)[0].id == line.case_id
        assert find_case(desk, line.workspace_id)[1] == line.workspace_id


@pytest.mark.parametrize("words", ["cray", "a"])
def test_two_that_fit_are_told_apart_by_ids_without_names(desk: Desk, words: str) -> None:
    with pytest.raises(KnownError) as told:
        find_case(desk, words)
    assert "Cray" not in str(told.value)
    assert sum(line.case_id in str(told.value) for line in case_lines(desk)) >= 2


@pytest.mark.parametrize("words", ["", "  ", "Zebra", "%"])
def test_nothing_that_fits_is_one_plain_sentence(desk: Desk, words: str) -> None:
    with pytest.raises(KnownError, match="No case in this vault fits"):
        find_case(desk, words)


def test_lines_tell_the_pathway_of_today(desk: Desk) -> None:
    assert [(line.number, line.pathway) for line in case_lines(desk) if line.number] == [
        ("WEX-1", "safety"),
        ("WEX-2", "wellbeing"),
    ]
