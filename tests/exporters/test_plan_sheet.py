"""The plan on paper: a fridge page in the family's words, then the diary and the days ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from exporters.painters import DocumentMeta, to_pdf
from models.casework import Desk
from models.dates import within
from models.drawings.look import Copy
from models.drawings.plan_sheet import plan_sheet
from models.plan import plan_view
from models.projections import Projector
from models.readers import FAMILY, US
from models.thinking_views import HardDayView, PlanView


@pytest.fixture
def plans(desk: Desk, example_ids: list[str]) -> dict[str, PlanView]:
    """Both example families' plans, by workspace."""
    found = {}
    for case_id in example_ids:
        case = desk.open_case(case_id)
        for row in case.rows.table("workspace").values():
            found[str(row["ref"])] = plan_view(Projector(case.rows), row["id"], FAMILY)
    return found


def test_every_word_of_the_plan_is_on_paper(plans: dict[str, PlanView]) -> None:
    for key in ("A", "B-HOME"):
        view = plans[key]
        text = plan_sheet(view, Copy(None, "Family copy")).drawing().text()
        for rule in view.rules:
            for words in (rule.text, rule.who, rule.how_we_know, rule.if_it_slips):
                assert within(words) in text
        for entry in view.entries:
            assert entry.when in text
            assert entry.text in text
            assert entry.logged_by is not None
            assert entry.logged_by.name in text


def test_the_fridge_page_is_one_page_and_stands_alone(plans: dict[str, PlanView]) -> None:
    view = plans["A"]
    whole, fridge = plan_sheet(view).drawing(), plan_sheet(view, diary=False).drawing()
    assert len(fridge.pages) == 1
    first = {item.text for item in whole.pages[0].items if hasattr(item, "text")}
    assert not any("diary" in words.lower() for words in first if words != "Diary")
    assert "The diary" not in fridge.text()
    assert "The diary" in whole.text()


def test_the_table_names_its_columns_and_rows(plans: dict[str, PlanView]) -> None:
    blocks = plan_sheet(plans["A"], diary=False).drawing().blocks
    heads = [block.scope for block in blocks if block.role == "TH"]
    assert heads == ["Column"] * 4 + ["Row"] * 5
    assert len([block for block in blocks if block.role == "TD"]) == 15


def test_both_checkers_pass(plans: dict[str, PlanView], assert_accessible: Callable[[bytes], None]) -> None:
    for key in ("A", "B-LEAH"):
        assert_accessible(to_pdf(plan_sheet(plans[key]).drawing(), DocumentMeta(title="Plan")))


def test_no_rules_is_a_question_and_forty_rules_go_over_pages(plans: dict[str, PlanView]) -> None:
    view = plans["A"]
    assert "What has the family agreed to do?" in plan_sheet(replace(view, rules=())).drawing().text()
    many = tuple(replace(view.rules[0], number=n, text=f"Rule {n}. " + "Nobody shouts. " * 30) for n in range(1, 41))
    drawing = plan_sheet(replace(view, rules=many), diary=False).drawing()
    assert len(drawing.pages) > 3
    for page in drawing.pages:
        assert all(item.y < page.height for item in page.items if hasattr(item, "y"))
    assert all(f"Rule {n}." in drawing.text() for n in range(1, 41))


def test_days_nobody_spoke_of_are_one_question(plans: dict[str, PlanView]) -> None:
    day = HardDayView("", "christmas", "2025-12-25", "25 December", 177, "Christmas", None, "", "", False)
    kept = HardDayView("x", None, "2025-09-02", "2 September", 63, "Danny's birthday", None, "Jo comes", "Jo", True)
    text = plan_sheet(replace(plans["A"], hard_days=(kept, day))).drawing().text()
    assert "Which of these could be hard? Christmas (25 December)." in text
    assert "Jo comes" in text


def test_the_team_may_read_more_than_the_family(desk: Desk, example_ids: list[str]) -> None:
    # The rules name nobody restricted in the examples; a restricted rule must leave no trace, not even its number.
    from models.entities import Restriction

    case = desk.open_case(example_ids[0])
    workspace = next(iter(case.rows.table("workspace")))
    rule = case.rows.where("plan_rule")[0]
    with case.edit("Held back") as session:
        session.add(
            Restriction(case_id=case.id, target_table="plan_rule", target_id=rule["id"], fact="", reason="Not yet.")
        )
    projector = Projector(case.rows)
    assert rule["text"] in plan_sheet(plan_view(projector, workspace, US)).drawing().text()
    assert rule["text"] not in plan_sheet(plan_view(projector, workspace, FAMILY)).drawing().text()
