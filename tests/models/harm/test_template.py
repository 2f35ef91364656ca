"""The template of a harm matrix, an authority’s own, and states as they are typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models import practice
from models.errors import KnownError
from models.harm import empty_question, template
from models.harm_template import load
from tests.models.harm.grids import Families


def test_an_authority_s_template_replaces_ours_and_loses_nothing(families: Families, tmp_path: Path) -> None:
    raw = json.loads(json.dumps(load_raw()))
    raw["rows"] = [raw["rows"][0] | {"heading": "Date"}, raw["rows"][1] | {"key": "deed", "heading": "Deed"}]
    raw["columns"] = raw["columns"][:2]
    (tmp_path / "harm_matrix.json").write_text(json.dumps(raw), encoding="utf-8")
    grid = families.grid(families.harlow, "HM3")
    before = {cell.id: cell.text for across in grid.view().cells for cell in across if cell.id}
    practice.use(tmp_path)
    try:
        view = grid.view()
        assert [row.heading for row in view.rows] == [
            "Date", "Deed", "What", "How bad", "Impact: Jayden", "Who says",
        ]  # fmt: skip
        assert [column.heading for column in view.columns] == ["First known", "Worst", "Recent"]
        assert {cell.id: cell.text for across in view.cells for cell in across if cell.id} == before
        assert empty_question(view, view.rows[2], "recent").text == "What, recent?"
    finally:
        practice.use(None)


def load_raw() -> dict[str, Any]:
    from resources.files import read_text

    found: dict[str, Any] = json.loads(read_text("practice", "harm_matrix.json"))
    return found


@pytest.mark.parametrize("fault", [
    {"rows": []}, {"columns": [{"key": "first"}]}, {"states": {}}, {"head": {}}, {"step": "{nobody}"},
    {"ages": {"then": "{}", "not_born": "", "asked_from": 4}},
])  # fmt: skip
def test_a_faulty_template_leaves_ours(tmp_path: Path, fault: dict[str, Any]) -> None:
    path = tmp_path / "harm_matrix.json"
    path.write_text(json.dumps(load_raw()), encoding="utf-8")
    assert load(path).rows == template().rows  # the control
    path.write_text(json.dumps(load_raw() | fault), encoding="utf-8")
    with pytest.raises(KnownError):
        load(path)
    practice.use(tmp_path)
    try:
        assert template().rows[0].heading == "When"
    finally:
        practice.use(None)


@pytest.mark.parametrize(("typed", "kept"), [
    ("Not known (3 months old)", ("not_known", "3 months old")), ("Don’t know.", ("not_known", "")),
    ("not born", ("not_born", "")), ("Same incident as worst", ("same_as_worst", "")), ("None", ("none", "")),
    ("–", ("gap", "")), (" ", ("gap", "")), ("Nothing happened (he slept)", ("said", "Nothing happened (he slept)")),
    ("None of them woke", ("said", "None of them woke")), ("(unclear", ("said", "(unclear")),
])  # fmt: skip
def test_typed_states_are_read(typed: str, kept: tuple[str, str]) -> None:
    assert template().read(typed) == kept


def test_the_worst_is_never_the_same_as_itself() -> None:
    assert template().read("same", "worst") == ("said", "same")
    assert template().read("same", "recent") == ("same_as_worst", "")
