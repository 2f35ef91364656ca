"""A file of another program: nothing useful lost, people joined by choice, one step that undo takes back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from exporters.gedcom import LEAVE, ImportPreview, bring_in, preview
from models.acts.people import add_person
from models.casework import Case, Desk
from models.errors import KnownError

FOREIGN = Path(__file__).parents[2] / "fixtures" / "gedcom" / "foreign.ged"


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.new_case("Marsh")


@pytest.fixture
def seen(case: Case) -> ImportPreview:
    return preview(FOREIGN, case)


def person(case: Case, name: str) -> dict[str, Any]:
    return next(row for row in case.rows.table("person").values() if row["name"] == name)


def built(*records: str, version: str = "5.5.1") -> bytes:
    return "\n".join(["0 HEAD", "1 GEDC", f"2 VERS {version}", *records, "0 TRLR", ""]).encode()


def test_the_facts_have_their_places_and_the_rest_is_in_the_note(case: Case, seen: ImportPreview) -> None:
    bring_in(case, seen)
    ruby = person(case, "Ruby Marsh")
    assert (ruby["known_as"], ruby["gender"], ruby["born"], ruby["life"]) == ("Roo", "female", "1990-02-01", "alive")
    assert ruby["note"].startswith("Loves the sea, write to ruby@home.example\nSecond line")
    for words in ("Born: Hull", "Work: baker, from 2011 to 2015, Leeds", "Lived: 4 Mill Lane Leeds", "_EYES: brown",
                  "Godmother: Jay Marsh"):  # fmt: skip
        assert words in ruby["note"]
    gary = person(case, "Gary Holt")
    assert (gary["born"], gary["died"], gary["life"]) == ("about 1988", "before the flood", "dead")
    assert "Born: 1987" in gary["note"]
    assert "cause: accident" in gary["note"]
    assert person(case, "Jay Marsh")["gender"] == "non_binary"
    assert person(case, "Nan Marsh")["life"] == "unknown"
    (couple,) = case.rows.table("partnership").values()
    assert (couple["kind"], couple["begun_on"], couple["ended_by"], couple["ended_on"]) == (
        "married", "2013-08-03", "separated", "2017",
    )  # fmt: skip
    assert couple["note"] == "They met at the fair.\n\nMarried: Hull"
    (link,) = case.rows.table("child_link").values()
    assert link["kind"] == "foster"


def test_what_is_odd_is_said_in_plain_words_without_names(seen: ImportPreview) -> None:
    assert seen.warnings == (
        "One link leads to nobody in the file: left out.",
        "One person has two births: the first counts, the rest is noted.",
        "One date cannot be read: kept as said.",
        "One person is marked confidential: mark them here too if they must not be shown.",
        "One person born over 110 years ago has no death: whether they live is not known.",
        "2 sources are not brought in.",
        "One picture or file is not brought in.",
    )


def test_one_step_and_undo_takes_all_back(case: Case, seen: ImportPreview) -> None:
    before = {name: dict(case.rows.table(name)) for name in ("person", "partnership", "child_link")}
    summary = bring_in(case, seen)
    assert (summary.new, summary.unions, summary.children) == (4, 1, 1)
    assert case.undo_label == "Brought in 4 people"
    case.undo()
    assert {name: dict(case.rows.table(name)) for name in before} == before
    case.redo()
    assert len(case.rows.table("person")) == 4


def test_joined_to_somebody_here_what_is_known_stays(case: Case) -> None:
    ruby = add_person(case, "Ruby Marsh", born="1990", gender="female", role="cook", note="Ours.")
    seen = preview(FOREIGN, case)
    assert next(p for p in seen.people if p.name == "Ruby Marsh").suggestion == ruby
    assert bring_in(case, seen).same == 1
    row = person(case, "Ruby Marsh")
    assert (row["id"], row["born"], row["role"], row["known_as"]) == (ruby, "1990", "cook", "Roo")
    assert row["note"].startswith("Ours.\n\nLoves the sea")
    assert "The family file says: born 1 February 1990." in row["note"]


def test_whoever_is_left_out_leaves_no_line_behind(case: Case, seen: ImportPreview) -> None:
    out = {p.id: LEAVE for p in seen.people if p.name != "Gary Holt"}
    summary = bring_in(case, seen, out)
    assert (summary.new, summary.left_out, summary.unions, summary.children) == (1, 3, 0, 0)


def test_choices_that_cannot_be_bring_nothing_in(case: Case, seen: ImportPreview) -> None:
    bring_in(case, seen)
    everybody = dict(case.rows.table("person"))
    grandchild = person(case, "Jay Marsh")["id"]
    upside_down = built(
        "0 @I1@ INDI", "1 NAME A", "0 @I2@ INDI", "1 NAME B", "0 @F1@ FAM", "1 HUSB @I1@", "1 CHIL @I2@"
    )
    seen = preview(upside_down, case)
    with pytest.raises(KnownError, match="own ancestor"):
        bring_in(case, seen, {"I1": grandchild, "I2": person(case, "Gary Holt")["id"]})
    with pytest.raises(KnownError, match="no longer in the case"):
        bring_in(case, seen, {"I1": "gone"})
    assert dict(case.rows.table("person")) == everybody


def test_a_circle_of_ancestors_is_opened_and_said(case: Case) -> None:
    ring = [line for n in range(3) for line in (f"0 @I{n}@ INDI", f"1 NAME P{n}", f"1 FAMC @F{n}@")]
    ring += [line for n in range(3) for line in (f"0 @F{n}@ FAM", f"1 HUSB @I{(n + 1) % 3}@", f"1 CHIL @I{n}@")]
    seen = preview(built(*ring), case)
    assert seen.children == 2
    assert "One link would make somebody their own ancestor: left out." in seen.warnings
    assert bring_in(case, seen).children == 2


def test_own_parents_third_partners_and_numbers_used_twice(case: Case) -> None:
    seen = preview(
        built(
            "0 @I1@ INDI", "1 NAME A", "0 @I1@ INDI", "1 NAME B", "0 @I2@ INDI", "1 NAME C", "0 @I3@ INDI", "1 NAME D",
            "0 @F1@ FAM", "1 HUSB @I1@", "1 WIFE @I2@", "1 WIFE @I3@", "1 CHIL @I1@",
        ),
        case,
    )  # fmt: skip
    assert [p.name for p in seen.people] == ["A", "B", "C", "D"]
    text = " ".join(seen.warnings)
    for words in ("One number is used twice", "their own parent", "third partner"):
        assert words in text


def test_a_hundred_marriages(case: Case) -> None:
    lines = ["0 @I0@ INDI", "1 NAME Much Married"]
    for n in range(1, 101):
        lines += [f"0 @I{n}@ INDI", f"1 NAME P{n}", f"0 @F{n}@ FAM", "1 HUSB @I0@", f"1 WIFE @I{n}@"]
    assert bring_in(case, preview(built(*lines), case)).unions == 100


def test_children_without_births_keep_the_order_of_the_file(case: Case) -> None:
    lines = ["0 @I0@ INDI", "1 NAME P", "0 @F1@ FAM", "1 WIFE @I0@"]
    lines += [f"1 CHIL @I{n}@" for n in (3, 1, 2)]
    lines += [line for n in (1, 2, 3) for line in (f"0 @I{n}@ INDI", f"1 NAME C{n}")]
    bring_in(case, preview(built(*lines), case))
    names = {row["id"]: row["name"] for row in case.rows.table("person").values()}
    links = sorted(case.rows.table("child_link").values(), key=lambda row: float(row["position"]))
    assert [names[link["child_id"]] for link in links] == ["C3", "C1", "C2"]


def test_three_thousand_people_in_reasonable_time(case: Case) -> None:
    lines = []
    for n in range(3000):
        lines += [f"0 @I{n}@ INDI", f"1 NAME Person{n} /Long/", "1 BIRT", f"2 DATE {1600 + n // 8}"]
    for n in range(1, 1500):
        lines += [f"0 @F{n}@ FAM", f"1 HUSB @I{n}@", f"1 CHIL @I{2 * n}@", f"1 CHIL @I{2 * n + 1}@"]
    begun = time.process_time()
    seen = preview(built(*lines), case)
    summary = bring_in(case, seen)
    assert time.process_time() - begun < 10
    assert (summary.new, summary.unions, summary.children) == (3000, 1499, 2998)
    again = time.process_time()
    assert all(p.is_sure for p in preview(built(*lines), case).people)
    assert time.process_time() - again < 10
