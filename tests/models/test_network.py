"""Network finding: the bank of questions, an objection's six cells, people found into the circles, readers, undo."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.acts import cards, circles, network, people
from models.errors import KnownError
from models.family_views import NetworkView
from models.network import FILE, LEAST, SIDES, TIMES, load, network_view, network_views
from models.projections import Projector
from models.readers import FAMILY, KINDS, US, Reader
from models.views import to_plain
from resources.files import read_text

SECRET = "Quillfeather"
OUTSIDE = [kind for kind in KINDS if kind != "us"]


@pytest.fixture
def circle(family: Any) -> str:
    return circles.start_circles(family.case, family.workspace_id)


@pytest.fixture
def said(family: Any) -> str:
    return network.start(family.case, family.workspace_id, "There isn't anybody", person_id=family.mum)


def view_of(family: Any, objection: str, reader: Reader = US, circle: str = "") -> NetworkView:
    view = network_view(Projector(family.case.rows), objection, reader, circle)
    assert view is not None
    return view


# The bank


def test_every_objection_has_two_questions_in_each_of_six_cells() -> None:
    bank = load()
    assert [o.words for o in bank.objections] == [
        "There isn't anybody", "They have enough on their plate", "I don't want them to know",
        "We don't get on any more", "It's none of their business", "They live too far away",
    ]  # fmt: skip
    for cells in [*(o.cells for o in bank.objections), bank.own]:
        assert set(cells) == {(time, side) for time in TIMES for side in SIDES}
        assert all(len(questions) >= LEAST for questions in cells.values())
        assert all("?" in question for questions in cells.values() for question in questions)
    every = [q for o in bank.objections for questions in o.cells.values() for q in questions]
    assert len(set(every)) == len(every)


def test_an_authority_has_its_own_questions(tmp_path: Path, family: Any) -> None:
    data = json.loads(read_text("practice", FILE))
    data["objections"] = data["objections"][:1]
    data["objections"][0]["questions"]["past"]["worry"] = ["One?", "Two?", "Three?"]
    (tmp_path / FILE).write_text(json.dumps(data), encoding="utf-8")
    bank = load(tmp_path)
    objection = network.start(family.case, family.workspace_id, "there isn't anybody.", bank=bank)
    assert [text for _id, text, _answer in view_of(family, objection).cells[0].questions] == ["One?", "Two?", "Three?"]
    assert load(tmp_path / "nowhere") == load()


@pytest.mark.parametrize("broken", ["{", "[]", '{"objections": []}'])
def test_a_file_that_cannot_be_used_is_said(tmp_path: Path, broken: str) -> None:
    (tmp_path / FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(KnownError, match="cases are safe"):
        load(tmp_path)


def test_a_cell_with_one_question_is_refused(tmp_path: Path) -> None:
    data = json.loads(read_text("practice", FILE))
    data["own"]["future"]["opening"] = ["Only one?"]
    (tmp_path / FILE).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(KnownError):
        load(tmp_path)


# What a case holds


def test_an_objection_brings_its_questions_as_rows(family: Any, said: str) -> None:
    view = view_of(family, said)
    known = load().objections[0].cells
    assert view.words == "There isn't anybody" and view.person and view.person.id == family.mum
    assert {(c.time, c.side): tuple(text for _id, text, _a in c.questions) for c in view.cells} == known


def test_own_words_bring_the_questions_that_fit_anything(family: Any) -> None:
    own = network.start(family.case, family.workspace_id, "My mates would laugh")
    cells = view_of(family, own).cells
    assert {(c.time, c.side): tuple(text for _id, text, _a in c.questions) for c in cells} == load().own
    with pytest.raises(KnownError):
        network.start(family.case, family.workspace_id, " ")
    views = network_views(Projector(family.case.rows), family.workspace_id, US)
    assert [view.id for view in views] == [own]


def test_the_newest_stands_first(family: Any, said: str) -> None:
    later = network.start(family.case, family.workspace_id, "They live too far away")
    found = network_views(Projector(family.case.rows), family.workspace_id, US)
    assert [view.id for view in found] == [later, said]


def test_who_is_found_knows_nothing_yet(family: Any, said: str, circle: str) -> None:
    question = view_of(family, said).cells[0].questions[0][0]
    ray = network.found(
        family.case, said, name="Ray Harlow", relation="mum's uncle", question_id=question, circle_id=circle
    )
    found = view_of(family, said, circle=circle).found
    assert [(f.person.id, f.question_id, f.ring) for f in found] == [(ray, question, "outer")]
    assert family.case.undo_label == "Found somebody"
    family.case.undo()
    assert family.case.rows.get("person", ray) is None
    assert not family.case.rows.where("circle_move") and not family.case.rows.where("network_find")


def test_who_stands_in_a_ring_stays_there(family: Any, said: str, circle: str) -> None:
    nan = people.add_person(family.case, "Nan")
    circles.move(family.case, circle, nan, "inner", "2025-01-01")
    for _ in range(2):
        network.found(family.case, said, person_id=nan, circle_id=circle)
    assert [f.ring for f in view_of(family, said, circle=circle).found] == ["inner"]
    assert len(family.case.rows.where("circle_move")) == 1


def test_every_act_is_one_step_that_can_be_undone(family: Any, said: str, circle: str) -> None:
    first, second = (q[0] for q in view_of(family, said).cells[0].questions)
    nan = network.found(family.case, said, name="Nan", circle_id=circle)
    find = family.case.rows.where("network_find")[0]["id"]
    acts: list[Callable[[], object]] = [
        lambda: network.set_objection(family.case, said, words="Nobody at all"),
        lambda: network.set_objection(family.case, said, person_id=family.jay),
        lambda: network.add_question(family.case, said, "future", "opening", "Who will come on Sunday?"),
        lambda: network.set_question(family.case, first, text="Who was there?"),
        lambda: network.set_question(family.case, first, answer="Nan was."),
        lambda: network.remove_question(family.case, second),
        lambda: network.remove_found(family.case, find),
        lambda: network.remove_objection(family.case, said),
    ]
    for act in acts:
        before = network_view(Projector(family.case.rows), said, US, circle)
        act()
        after = network_view(Projector(family.case.rows), said, US, circle)
        assert after != before
        family.case.undo()
        assert network_view(Projector(family.case.rows), said, US, circle) == before
        family.case.redo()
    assert family.case.rows.get("person", nan) is not None and family.case.rows.where("circle_move")


def test_empty_words_are_refused(family: Any, said: str) -> None:
    question = view_of(family, said).cells[0].questions[0][0]
    for act in (
        lambda: network.add_question(family.case, said, "past", "worry", " "),
        lambda: network.set_question(family.case, question, text=""),
        lambda: network.set_objection(family.case, said, words=" "),
        lambda: network.found(family.case, said, name=" "),
    ):
        with pytest.raises(KnownError):
            act()
    with pytest.raises(ValueError, match="no such cell"):
        network.add_question(family.case, said, "yesterday", "worry", "Who?")


# Readers


@pytest.fixture
def guarded(family: Any, said: str) -> str:
    case = family.case
    card = cards.add_card(case, family.workspace_id, "strength", "x")
    cards.restrict(case, "card", card, "not for outside", values=[SECRET])
    first, second = (q[0] for q in view_of(family, said).cells[0].questions)
    network.set_question(case, first, answer=f"Ms {SECRET} was")
    network.set_question(case, second, text=f"What about {SECRET}?")
    hidden = network.found(case, said, name="Olive Marsh")
    network.found(case, said, name="Nan")
    cards.restrict(case, "person", hidden, "she asked")
    return said


@pytest.mark.parametrize("kind", OUTSIDE)
def test_nothing_restricted_is_seen(family: Any, guarded: str, kind: str) -> None:
    reader = Reader(kind, "Ruby" if kind == "parent" else None)
    view = view_of(family, guarded, reader)
    words = json.dumps(to_plain(view))
    assert SECRET not in words and "Olive" not in words
    # Who else was found names others: a parent's own copy goes without, until somebody lets it through.
    assert [f.person.name for f in view.found] == ([] if kind == "parent" else ["Nan"])
    assert len(view.cells[0].questions) == 1


def test_the_control_without_protection_it_is_all_there(family: Any, guarded: str) -> None:
    for row in list(family.case.rows.table("restriction")):
        del family.case.rows.table("restriction")[row]
    words = json.dumps(to_plain(view_of(family, guarded, FAMILY)))
    assert SECRET in words and "Olive" in words


def test_what_a_restricted_person_says_is_not_there(family: Any, said: str) -> None:
    cards.restrict(family.case, "person", family.mum, "she asked")
    projector = Projector(family.case.rows)
    assert network_view(projector, said, FAMILY) is None
    assert network_views(projector, family.workspace_id, FAMILY) == ()
    assert network_view(projector, "nowhere", US) is None
