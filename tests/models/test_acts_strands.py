"""Strands, private scoring, pathway steps, versions."""

from __future__ import annotations

from typing import Any

import pytest

from models.acts import cards, people, strands
from models.errors import KnownError
from models.projections import Projector


def scale_of(family: Any) -> Any:
    view = Projector(family.case.rows).strands(family.workspace_id)[0].scale
    assert view is not None
    return view


def test_scores_are_sealed_until_they_are_shown_together(family: Any, desk: Any) -> None:
    scale = scale_of(family)
    round_id = strands.start_round(family.case, scale.id, [family.mum, family.jay], occasion="At home")
    strands.give_score(family.case, round_id, family.mum, 4, reason="I shouted xylophone", higher="More sleep")
    strands.give_score(family.case, round_id, family.jay, None)
    sealed = scale_of(family).rounds[0]
    assert [s.state for s in sealed.scores] == ["given", "skipped"]
    assert {(s.value, s.reason, s.higher) for s in sealed.scores} == {(None, None, None)}
    assert sealed.spread is None
    assert scale_of(family).latest is None
    assert desk.search("xylophone") == []
    labels = " ".join(item.label for item in family.case.history())
    assert "4" not in labels and "Ruby" not in labels

    strands.reveal(family.case, round_id)
    shown = scale_of(family).latest
    assert shown.spread == (4, 4)
    assert [(s.person.name, s.value) for s in shown.given] == [("Ruby", 4)]
    assert shown.scores[0].reason_is_quotation
    assert len(desk.search("xylophone")) == 1


def test_a_number_outside_the_scale_is_refused(family: Any) -> None:
    round_id = strands.start_round(family.case, scale_of(family).id, [family.mum])
    for value in (-1, 11):
        with pytest.raises(ValueError, match="0 to 10"):
            strands.give_score(family.case, round_id, family.mum, value)


def test_one_higher_becomes_a_next_step_once(family: Any) -> None:
    round_id = strands.start_round(family.case, scale_of(family).id, [family.mum])
    strands.give_score(family.case, round_id, family.mum, 4, higher="Gran stays on Fridays")
    strands.reveal(family.case, round_id)
    score_id = scale_of(family).latest.scores[0].id
    card_id = strands.step_from_score(family.case, score_id)
    assert strands.step_from_score(family.case, score_id) == card_id
    (step,) = Projector(family.case.rows).map(family.workspace_id).part("next_step").cards
    assert (step.text, step.is_quotation, step.speaker.name) == ("Gran stays on Fridays", True, "Ruby")
    assert step.strand.id == family.strand
    family.case.undo()
    assert not Projector(family.case.rows).map(family.workspace_id).part("next_step").cards


def test_anyone_may_score_again_before_the_reveal(family: Any) -> None:
    round_id = strands.start_round(family.case, scale_of(family).id, [])
    strands.give_score(family.case, round_id, family.jay, 2, by_pictures=True)
    strands.give_score(family.case, round_id, family.jay, 3, by_pictures=True)
    strands.reveal(family.case, round_id)
    assert [s.value for s in scale_of(family).latest.scores] == [3]


def test_stepping_down_keeps_old_names_and_ends(family: Any) -> None:
    strands.set_scale(family.case, scale_of(family).id, zero_text="Nobody sleeps", ten_text="Everybody sleeps")
    strands.step_to(family.case, family.workspace_id, "wellbeing", on="2026-01-10")
    new = strands.add_strand(family.case, family.workspace_id, "Ordinary days")
    view = Projector(family.case.rows).map(family.workspace_id)
    assert view.pathway_name == "Signs of Wellbeing"
    assert view.part("danger").title == "Worry statements"
    old, fresh = view.strands
    assert (old.pathway, old.scale.name, old.scale.zero_text) == ("safety", "Safety scale", "Nobody sleeps")
    assert (fresh.id, fresh.pathway, fresh.scale.name) == (new, "wellbeing", "Wellbeing scale")
    assert {c.pathway for c in view.cards} == {"safety"}
    family.case.undo()
    family.case.undo()
    assert Projector(family.case.rows).map(family.workspace_id).pathway == "safety"


def test_gaps_in_a_strand_are_seen(family: Any) -> None:
    bare = strands.add_strand(family.case, family.workspace_id, "Bare", with_scale=False)
    gaps = {s.id: s.gaps for s in Projector(family.case.rows).strands(family.workspace_id)}
    assert gaps == {family.strand: (), bare: ("danger", "goal", "scale")}
    strands.add_scale(family.case, bare)
    cards.link_strand(family.case, [family.danger], bare)
    gaps = {s.id: s.gaps for s in Projector(family.case.rows).strands(family.workspace_id)}
    assert gaps == {family.strand: ("danger",), bare: ("goal",)}


def test_a_kept_version_stays_as_it_was(family: Any) -> None:
    version_id = strands.keep_version(family.case, family.workspace_id, "After the meeting")
    cards.write_card(family.case, family.strength, "Changed since")
    cards.delete_cards(family.case, [family.danger])
    people.set_person(family.case, family.mum, name="Somebody Else")
    projector = Projector(family.case.rows)
    (line,) = projector.versions(family.workspace_id)
    assert (line.id, line.number, line.label) == (version_id, 1, "After the meeting")
    kept = projector.version(version_id)
    assert kept.is_past and kept.version == 1
    assert [c.text for c in kept.part("strength").cards] == ["Ruby reads to Jay every night."]
    assert len(kept.part("danger").cards) == 1
    assert kept.strands[0].name == "Loud nights"


def test_deleting_a_strand_leaves_its_cards(family: Any) -> None:
    strands.delete_strand(family.case, family.strand)
    view = Projector(family.case.rows).map(family.workspace_id)
    assert view.strands == ()
    assert len(view.cards) == 3
    family.case.undo()
    assert Projector(family.case.rows).strands(family.workspace_id)[0].gaps == ()


def test_people_live_somewhere_and_may_move(family: Any) -> None:
    home = people.add_household(family.case, "Gran's", address="1 Long Lane")
    people.move_home(family.case, family.jay, home)
    assert Projector(family.case.rows).people[family.jay].household == "Gran's"
    people.move_home(family.case, family.jay, None)
    assert Projector(family.case.rows).people[family.jay].household is None
    assert [m["ended_on"] is not None for m in family.case.rows.table("household_member").values()] == [True]
    with pytest.raises(KnownError, match="needs a name"):
        people.add_person(family.case, "  ")
