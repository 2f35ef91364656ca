"""Question banks: what ships, what an authority adds, favourites and own questions, finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from models import pathways
from models.errors import KnownError
from models.network import load as load_network
from models.question_bank import (
    CHILD,
    add_own,
    favourites_of,
    find,
    keep_favourite,
    load,
    remove_own,
    shelf,
    spoken,
    with_own,
)

TOOLS = {"ears", "best", "scaling", "map", "harm", "circles", "network", "plan", "meetings", "children",
         "words_and_pictures", "supervision"}  # fmt: skip


def test_there_is_a_set_for_every_tool_and_every_group_has_questions() -> None:
    bank = load(None)
    assert {each.key for each in bank.sets} == TOOLS
    assert all(group.title and group.questions for each in bank.sets for group in each.groups)
    assert all(each.title and each.about for each in bank.sets)


def test_ears_is_in_its_order() -> None:
    ears = load(None).set("ears")
    assert ears is not None
    assert [group.key for group in ears.groups] == ["elicit", "amplify", "reflect", "start_over"]


def test_every_question_asks() -> None:
    said = [question.text for _, _, question in load(None).placed() if "?" not in question.text]
    # A few invite instead of asking.
    assert all(text.startswith(("Tell me", "Thank you")) for text in said), said


def test_network_finding_and_the_map_are_not_written_twice() -> None:
    bank = load(None)
    network = bank.set("network")
    assert network is not None
    assert [group.title for group in network.groups] == [each.words for each in load_network().objections]
    the_map = bank.set("map")
    assert the_map is not None
    for group in the_map.groups:
        texts = [question.text for question in group.questions]
        assert texts[:4] == list(pathways.guidance(group.key).questions)


def test_an_authority_adds_questions_groups_and_sets(tmp_path: Path) -> None:
    theirs = {"sets": [
        {"key": "scaling", "groups": [{"key": "down", "questions": ["What would the court need to hear?"]}]},
        {"key": "court", "title": "Before court", "groups": [{"key": "a", "title": "A", "questions": ["Who?"]}]},
    ]}  # fmt: skip
    (tmp_path / "questions.json").write_text(json.dumps(theirs), encoding="utf-8")
    bank = load(tmp_path)
    scaling = bank.set("scaling")
    assert scaling is not None
    down = next(group for group in scaling.groups if group.key == "down")
    assert down.questions[-1].text == "What would the court need to hear?"
    assert down.title == "When a number has gone down"
    assert bank.sets[-1].title == "Before court"


@pytest.mark.parametrize("wrong", ["[]", "{", '{"sets": [{"groups": []}]}', '{"sets": [{"key": 1}]}', '{"sets": [3]}'])
def test_a_faulty_file_is_told_in_a_sentence(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "questions.json").write_text(wrong, encoding="utf-8")
    with pytest.raises(KnownError, match=r"questions\.json .* cannot be used"):
        load(tmp_path)


def test_finding_takes_beginnings_of_words_in_any_order() -> None:
    found = [question.text for _, _, question in find(load(None), "christ nan").placed()]
    assert found == []
    found = [question.text for _, _, question in find(load(None), "birthd christm").placed()]
    assert "Which days this year will be hardest: birthdays, Christmas, a date you dread?" in found
    # The name of a group finds all of it.
    amplify = [group.key for _, group, _ in find(load(None), "amplify").placed()]
    assert set(amplify) == {"amplify"}
    assert find(load(None), "  ?! ") == load(None)


def test_favourites_and_own_questions_are_kept_with_the_desk(desk: Any) -> None:
    keep_favourite(desk, "What else?", is_favourite=True)
    keep_favourite(desk, "How did you do that?", is_favourite=True)
    add_own(desk, "What  would\nNan say?", "plan", "slip")
    add_own(desk, "Who has the key?")
    kept = shelf(desk)
    assert [q.text for q in favourites_of(load(None), kept)] == ["How did you do that?", "What else?"]
    bank = with_own(load(None), kept)
    slip = next(group for each, group, _ in bank.placed() if (each.key, group.key) == ("plan", "slip"))
    assert slip.questions[-1].text == "What would Nan say?"
    assert slip.questions[-1].is_own
    assert [q.text for q in bank.sets[-1].groups[0].questions] == ["Who has the key?"]
    keep_favourite(desk, "Who has the key?", is_favourite=True)
    after = remove_own(desk, "Who has the key?")
    assert after.favourites == ("What else?", "How did you do that?")
    assert with_own(load(None), after).sets[-1].key != "own"


def test_an_empty_or_endless_question_is_refused(desk: Any) -> None:
    for text in ("  ", "why " * 200):
        with pytest.raises(KnownError, match="Nothing was kept"):
            add_own(desk, text)
    assert shelf(desk).own == ()


def test_notes_that_cannot_be_read_are_no_reason_to_stop(desk: Any) -> None:
    desk.keep_note("questions.own", '[["a"], 3, ["plan", "slip", "Who?"]]')
    desk.keep_note("questions.favourites", "{")
    assert shelf(desk).own == (("plan", "slip", "Who?"),)
    assert shelf(desk).favourites == ()


def test_a_question_is_asked_with_the_childs_name() -> None:
    assert spoken("{child} asks. What would {child} see?", "Mila") == "Mila asks. What would Mila see?"
    assert spoken("{child}'s turn?") == "Your child's turn?"
    assert not any(CHILD in spoken(question.text, "Mila") for _, _, question in load(None).placed())
