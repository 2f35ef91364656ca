"""Views of the example families: everything the map shows, told as the cases tell it."""

from __future__ import annotations

import datetime as dt

import pytest

from models.casework import Case, Desk
from models.projections import Projector, initials, shown_name
from models.views import MapView


@pytest.fixture
def cases(desk: Desk, example_ids: list[str]) -> dict[str, Case]:
    opened = [desk.open_case(case_id) for case_id in desk.case_ids()]
    return {case.row["number"]: case for case in opened}


def workspace(case: Case, ref: str) -> str:
    return str(next(w["id"] for w in case.rows.table("workspace").values() if w["ref"] == ref))


def map_of(case: Case, ref: str) -> MapView:
    return Projector(case.rows, dt.date(2026, 1, 1)).map(workspace(case, ref))


def test_the_harlow_map(cases: dict[str, Case]) -> None:
    view = map_of(cases["WEX-A-0417"], "A")
    counts = {
        part.key: len([c for c in part.cards if c.state != "draft"]) for col in view.columns for part in col.parts
    }
    assert counts == {
        "past_harm": 4, "danger": 2, "complicating": 5, "strength": 4, "safety": 4,
        "own_words": 3, "goal": 2, "bottom_line": 4, "next_step": 5,
    }  # fmt: skip
    harm = next(c for c in view.part("past_harm").cards if c.occurred == "2024-09-27")
    assert harm.when == "27 September 2024"
    assert [m.label for m in harm.sources] == ["hospital", "police", "Jayden", "Shauna"]
    assert [(d.who.name if d.who else "", d.words) for d in harm.disputes] == [
        ("Danny", "Danny says he pushed but did not punch.")
    ]
    assert [c.speaker.name for c in view.part("own_words").cards if c.speaker] == ["Shauna", "Danny", "Jayden"]
    assert all(c.is_quotation for c in view.part("own_words").cards)
    door = next(c for c in view.part("safety").cards if c.occurred == "2025-01-19")
    assert [m.label for m in door.seen_by] == ["Sandra", "Ian", "police log"]
    assert door.missing == () and door.danger is not None and door.danger.number == 1
    drafts = [c.text for c in view.cards if c.state == "draft"]
    assert len(drafts) == 3 and any("Mum loves the children very much" in text for text in drafts)


def test_people_are_called_what_the_family_calls_them(cases: dict[str, Case]) -> None:
    people = {p.name: p for p in Projector(cases["WEX-A-0417"].rows).people.values()}
    assert (people["Nanna Mo"].initials, people["PC Tate"].initials, people["Mila"].initials) == ("NM", "AT", "M")
    assert (people["Alfie"].age, people["Mila"].age, people["Terry"].life) == ("14 months", "6", "dead")
    assert people["Jayden"].is_child and not people["Shauna"].is_child


def test_the_second_family_keeps_its_old_names(cases: dict[str, Case]) -> None:
    case = cases["WEX-B-0932"]
    view = map_of(case, "B-HOME")
    assert view.pathway == "wellbeing"
    safety = [s for s in view.strands if s.pathway == "safety"]
    assert len(safety) == 3 and all(s.closed_on and s.scale and s.scale.name == "Safety scale" for s in safety)
    now = next(s for s in view.strands if not s.closed_on)
    assert now.scale is not None and now.scale.rounds == () and now.scale.latest is None
    assert now.scale.zero_text.startswith("The children's needs are not being met")

    projector = Projector(case.rows)
    versions = {v.number: v for v in projector.versions(workspace(case, "B-HOME"))}
    first = projector.version(versions[1].id)
    assert (first.pathway, first.as_at, first.is_past) == ("wellbeing", "2023-11-20", True)
    assert len(first.part("past_harm").cards) == 3
    assert len(projector.version(versions[4].id).part("danger").cards) == 3


def test_the_widest_spread_and_an_honest_fall(cases: dict[str, Case]) -> None:
    view = map_of(cases["WEX-B-0932"], "B-HOME")
    scale = next(s.scale for s in view.strands if s.name == "Believe first")
    assert scale is not None
    assert [r.spread for r in scale.rounds] == [(0, 9), (1, 7), (3, 7), (4, 7), (6, 8)]
    karen = [s.value for r in scale.rounds for s in r.scores if s.person.name == "Karen"]
    assert karen == [9, 7, 7, 7, 8]
    garvey = [s.state for r in scale.rounds for s in r.scores if s.person.full_name.endswith("Garvey")]
    assert garvey.count("not_asked") == 2


def test_two_people_of_one_name_are_told_apart(desk: Desk) -> None:
    from models.acts import people

    case = desk.new_case("Two")
    people.add_person(case, "Sam Hill")
    people.add_person(case, "Sam Dale")
    assert {p.name for p in Projector(case.rows).people.values()} == {"Sam Hill", "Sam Dale"}


@pytest.mark.parametrize(
    ("name", "known_as", "shown", "letters"),
    [
        ("Shauna Harlow", None, "Shauna", "S"),
        ("Maureen Harlow", "Nanna Mo", "Nanna Mo", "NM"),
        ("Dr Helen Amadi", None, "Dr Helen", "HA"),
        ("(father not known)", None, "(father not known)", "FK"),
        ("Łucja", None, "Łucja", "Ł"),
        ("محمد", None, "محمد", "م"),
        ("", "", "?", "?"),
    ],
)
def test_names_and_letters(name: str, known_as: str | None, shown: str, letters: str) -> None:
    assert shown_name({"name": name, "known_as": known_as}) == shown
    assert initials(shown, name) == letters
