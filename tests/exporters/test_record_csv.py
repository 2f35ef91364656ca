"""The map, the scores, the plan and the timeline as tables: whole, for one reader, and no formula among them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from exporters.export import export
from exporters.leakscan import LeakFound
from exporters.order import Order
from exporters.record_csv import TABLES
from models.acts import cards
from models.casework import Case
from models.errors import KnownError
from models.readers import FAMILY, US, Reader, ReaderProjection
from models.secrets import Secrets

READERS = (FAMILY, Reader("network"), Reader("court"), Reader("supervision"), Reader("case-system"))
Families = dict[str, tuple[Case, str]]


def table(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("code", ["A", "B-HOME", "B-LEAH"])
def test_no_secret_of_the_examples_stands_in_a_table(example_work: Families, what: str, code: str) -> None:
    case, workspace = example_work[code]
    secrets = Secrets.of(case.rows)
    for reader in READERS:
        assert secrets.in_text(export(case, workspace, Order(what, reader, "csv")).decode()) == []


def test_the_team_does_read_them_so_the_test_above_could_fail(example_work: Families) -> None:
    case, workspace = example_work["B-HOME"]
    everything = "".join(export(case, workspace, Order(what, US, "csv")).decode() for what in TABLES)
    assert Secrets.of(case.rows).in_text(everything)


def test_a_leak_past_the_projection_is_stopped(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Ruby sleeps at 12 Quill Lane")
    cards.restrict(family.case, "card", card, "refuge", values=["12 Quill Lane"])
    assert export(family.case, family.workspace_id, Order("map", FAMILY, "csv"))
    monkeypatch.setattr(ReaderProjection, "map", lambda self, view: view)
    with pytest.raises(LeakFound):
        export(family.case, family.workspace_id, Order("map", FAMILY, "csv"))


def test_every_card_and_score_is_a_line(example_work: Families) -> None:
    case, workspace = example_work["A"]
    found = table(export(case, workspace, Order("map", US, "csv", drafts=True)))
    assert len(found) == len([row for row in case.rows.where("card", workspace_id=workspace) if not row["closed_on"]])
    harm = next(line for line in found if line["From"] == "2024-09-27")
    assert harm["Part"] == "Past harm" and "Danny" in harm["Seen differently"]
    scores = table(export(case, workspace, Order("scales", US, "csv")))
    assert len(scores) == len(case.rows.where("score", workspace_id=workspace))
    mila = [line for line in scores if line["Who"] == "Mila" and line["Day"] == "2025-06-17"]
    assert [line["Number"] for line in mila] == ["8"]
    assert {line["Number"] for line in scores if line["Answer"] == "not asked"} == {""}


def test_the_plan_has_rules_diary_and_next_steps_and_the_timeline_its_days(example_work: Families) -> None:
    case, workspace = example_work["A"]
    plan = table(export(case, workspace, Order("plan", FAMILY, "csv")))
    assert [line["Number"] for line in plan if line["Kind"] == "Rule"] == ["1", "2", "3", "4", "5"]
    assert {"2025-07-04", "2025-08-15"} <= {line["Day"] for line in plan if line["Kind"] == "Next step"}
    days = [line["From"] for line in table(export(case, workspace, Order("timeline", FAMILY, "csv")))]
    assert days[0] == "2024-09-27" and days[-1] == "2026-01-15"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\uff1d"])
def test_no_cell_is_a_formula(family: Any, start: str) -> None:
    cards.add_card(family.case, family.workspace_id, "strength", f"{start}HYPERLINK(1)")
    data = export(family.case, family.workspace_id, Order("map", US, "csv"))
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d"))


def test_what_is_no_table_is_said(family: Any) -> None:
    with pytest.raises(KnownError, match="cannot be written as a table"):
        export(family.case, family.workspace_id, Order("genogram", US, "csv"))
