"""Sentence frames: good grammar for what was filled in, and which parts a text says already."""

from __future__ import annotations

import pytest

from models import frames
from models.frames import Names, compose, said_in
from models.plain_words import ours

NAMES = Names(("Priya", "Tess", "Nanna Mo", "Lisa", "Jo", "Shauna", "Danny", "Ian"), ("Jayden", "Mila", "Alfie"))


def missing(kind: str, text: str, pathway: str = "safety") -> list[str]:
    said = said_in(kind, text, NAMES, ours(), pathway)
    return [part.key for part in frames.parts_of(kind, pathway) if part.key not in said]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"worried": "Priya, Tess; Nanna Mo", "who": "Danny", "behaviour": "hit Shauna when he has been drinking.",
             "example": "on 27 September", "child": "Jayden, Mila, Alfie", "short": "could be hurt",
             "long": "grow up frightened"},
            "Priya, Tess and Nanna Mo are worried that Danny will hit Shauna when he has been drinking, as on 27 "
            "September, and that Jayden, Mila and Alfie could be hurt and will grow up frightened if nothing changes.",
        ),
        ({"worried": "I", "child": "Mila", "short": "be hurt"},
         "I am worried that Mila will be hurt if nothing changes."),
        ({"worried": "Mum and I", "who": "Dad", "behaviour": "will forget"},
         "Mum and I are worried that Dad will forget if nothing changes."),
        ({"worried": "Nan"}, "Nan is worried that … will … if nothing changes."),
        ({"worried": "her grandparents", "who": "Dad", "behaviour": "go", "example": "she was two"},
         "Her grandparents are worried that Dad will go, as she was two if nothing changes."),
        ({"child": "Mila\nJayden"}, "… are worried that Mila and Jayden will … if nothing changes."),
        ({}, ""),
        ({"who": "   "}, ""),
    ],
)  # fmt: skip
def test_a_danger_is_one_sentence_with_good_lists(parts: dict[str, str], sentence: str) -> None:
    assert compose("danger", parts) == sentence


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            {"who": "Shauna, Danny", "with": "with Nanna Mo & Lisa", "instead": "will move apart early.",
             "so_that": "so that Mila sleeps", "seen_by": "seen by Ian, Bev", "how_long": "for 6 months",
             "hard_time": "including Christmas"},
            "Shauna and Danny with Nanna Mo and Lisa will move apart early, so that Mila sleeps; Ian and Bev will have "
            "seen this for 6 months, including Christmas.",
        ),
        ({"who": "Karen", "instead": "ring Farah"}, "Karen will ring Farah."),
        ({"who": "Karen", "instead": "ring Farah", "how_long": "6 months"},
         "Karen will ring Farah; … will have seen this for 6 months."),
    ],
)  # fmt: skip
def test_a_goal_is_one_sentence_with_good_lists(parts: dict[str, str], sentence: str) -> None:
    assert compose("goal", parts) == sentence


def test_a_whole_sentence_is_not_taken_apart() -> None:
    assert frames.as_list("whoever is on the chart and the one who is at home") == [
        "whoever is on the chart and the one who is at home"
    ]
    with pytest.raises(ValueError, match="seen_by"):
        compose("danger", {"seen_by": "Nan"})


def test_a_label_says_nothing_and_names_say_who() -> None:
    assert missing("danger", "There are concerns re DV and lack of engagement.") == [
        "worried", "who", "behaviour", "example", "child", "short", "long",
    ]  # fmt: skip
    whole = (
        "Nanna Mo is worried that Danny will hit Shauna, as when he broke her wrist, and that Mila will be hurt and "
        "grow up frightened."
    )
    assert missing("danger", whole) == []
    assert missing("danger", "Tess is worried that Danny will hit Shauna and that Mila will grow up frightened.") == [
        "example", "short",
    ]  # fmt: skip


def test_a_list_of_services_and_an_absence_say_nothing_that_is_done() -> None:
    for text in ("Danny to complete the programme.", "Danny will not be angry."):
        assert "instead" in missing("goal", text) and "so_that" in missing("goal", text)
    whole = (
        "Danny with Ian and Lisa will go outside and ring Ian, so that Mila hears calm voices and says so; Nanna Mo "
        "will have seen this for 6 months, including Christmas."
    )
    assert missing("goal", whole) == []


def test_every_pathway_asks_in_its_own_words() -> None:
    for pathway in ("safety", "wellbeing", "success"):
        for kind in frames.KINDS:
            assert all(part.ask and part.example and part.hint for part in frames.parts_of(kind, pathway))
        assert all(frames.scale_guidance(pathway))
    assert frames.parts_of("danger", "success")[1].ask != frames.parts_of("danger")[1].ask
    # The young person may be the one it is about there, never on the other pathways.
    text = "Lisa is worried that Jayden will run at night and be hurt."
    assert "who" not in missing("danger", text, "success")
    assert "who" in missing("danger", text, "safety")
