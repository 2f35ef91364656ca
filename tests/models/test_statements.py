"""Statements being written: who has a say, agreeing, earlier wordings, services as steps, orphans, readers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.acts import cards, strands
from models.acts import statements as acts
from models.casework import Case
from models.errors import KnownError
from models.plain_words import ours
from models.projections import Projector
from models.readers import FAMILY, US, Reader, map_for
from models.statements import StatementView, orphans, statement_view


def seen(case: Case, card_id: str, reader: Reader = US) -> StatementView:
    view = statement_view(case, Projector(case.rows), card_id, reader)
    assert view is not None
    return view


def of_ref(case: Case, ref: str) -> StatementView:
    row = next(r for r in case.rows.table("card").values() if r["ref"] == ref and r["part"] in ("danger", "goal"))
    return seen(case, row["id"])


def test_the_drafts_left_wrong_miss_nearly_everything(example_cases: dict[str, Case]) -> None:
    for number, ref, few in (
        ("WEX-A-0417", "DSx", 7), ("WEX-A-0417", "SGx", 6), ("WEX-B-0932", "WSx", 5), ("WEX-B-0932", "WGx", 6),
    ):  # fmt: skip
        view = of_ref(example_cases[number], ref)
        assert view.card.state == "draft"
        assert len(view.missing) >= few, ref


def test_the_good_statements_miss_little(example_cases: dict[str, Case]) -> None:
    for number, refs in (("WEX-A-0417", ("DS1", "DS2", "SG1", "SG2")), ("WEX-B-0932", ("WS1", "WG1", "SG1", "SG2"))):
        for ref in refs:
            assert len(of_ref(example_cases[number], ref).missing) <= 1, ref


def test_everybody_stands_beside_a_statement_with_their_words_and_their_view(example_cases: dict[str, Case]) -> None:
    view = of_ref(example_cases["WEX-A-0417"], "DS1")
    by_name = {stance.person.name: stance for stance in view.stances}
    danny = by_name["Danny"]
    assert (danny.stance, bool(danny.wording)) == ("disputed", True)
    assert "does not agree that Shauna could be killed" in danny.words
    assert by_name["Tess"].stance == "agreed" and by_name["Tess"].wording is not None
    assert (by_name["Lisa"].stance, by_name["Lisa"].wording) == ("agreed", None)
    assert (by_name["Jayden"].stance, by_name["Jayden"].wording) == ("missing", None)
    assert "Kofi" in by_name  # he scores on this strand
    assert "Alfie" not in by_name  # 14 months old: nobody asks him
    assert view.card.disputes


def test_a_sentence_never_takes_the_place_of_words_unasked(family: Any) -> None:
    case = family.case
    draft = acts.begin_draft(case, family.workspace_id, "danger", family.strand)
    with pytest.raises(KnownError, match="Fill in a part"):
        acts.use_frame(case, draft)
    acts.set_part(case, draft, "worried", "Gran, Ruby")
    acts.set_part(case, draft, "child", "Jay")
    acts.set_part(case, draft, "short", "lie awake")
    sentence = "Gran and Ruby are worried that Jay will lie awake if nothing changes."
    assert seen(case, draft).frame == sentence
    assert [part.key for part in seen(case, draft).missing] == ["who", "behaviour", "example", "long"]
    acts.use_frame(case, draft)
    assert seen(case, draft).card.text == sentence
    with pytest.raises(KnownError, match="Somebody has written here"):
        acts.use_frame(case, draft)
    cards.write_card(case, draft, "My own words.")
    acts.use_frame(case, draft, how="after")
    assert seen(case, draft).card.text == f"My own words. {sentence}"
    acts.use_frame(case, draft, how="instead")
    assert seen(case, draft).card.text == sentence
    assert f"My own words. {sentence}" in [past.text for past in seen(case, draft).history]
    case.undo()
    assert seen(case, draft).card.text == f"My own words. {sentence}"
    acts.set_part(case, draft, "short", "")
    assert "lie awake" not in seen(case, draft).frame
    with pytest.raises(ValueError, match="no part"):
        acts.set_part(case, draft, "seen_by", "Gran")


def test_a_person_agrees_differs_or_was_not_asked(family: Any) -> None:
    case = family.case

    def stance() -> tuple[str, str]:
        found = next(s for s in seen(case, family.danger).stances if s.person.id == family.jay)
        return found.stance, found.words

    assert stance() == ("missing", "")
    acts.set_stance(case, family.danger, family.jay, "agreed")
    assert stance() == ("agreed", "")
    assert [m.person.id for m in seen(case, family.danger).card.worried] == [family.jay]
    with pytest.raises(KnownError, match="How do they see it"):
        acts.set_stance(case, family.danger, family.jay, "disputed")
    acts.set_stance(case, family.danger, family.jay, "disputed", "I sleep fine")
    assert stance() == ("disputed", "I sleep fine")
    assert seen(case, family.danger).card.worried == ()
    acts.set_stance(case, family.danger, family.jay, "disputed", "I sleep well")
    assert [d.words for d in seen(case, family.danger).card.disputes] == ["I sleep well"]
    acts.set_stance(case, family.danger, family.jay, "missing")
    assert stance() == ("missing", "")


def test_a_draft_is_agreed_on_and_keeps_every_different_view(family: Any) -> None:
    case = family.case
    cards.add_dispute(case, family.danger, family.mum, "It was one night.")
    draft = acts.begin_draft(case, family.workspace_id, "danger", family.strand, like=family.danger)
    assert seen(case, draft).card.text == "Ruby is worried that Jay will lie awake."
    cards.write_card(case, draft, "Ruby and Gran are worried that Jay will lie awake and fall behind.")
    cards.add_dispute(case, draft, family.jay, "I like the night.")
    acts.set_stance(case, draft, family.mum, "agreed")
    assert acts.agree(case, draft, instead_of=family.danger) == family.danger
    agreed = seen(case, family.danger)
    assert agreed.card.text.startswith("Ruby and Gran")
    assert {d.words for d in agreed.card.disputes} == {"It was one night.", "I like the night."}
    assert [past.text for past in agreed.history] == ["Ruby is worried that Jay will lie awake."]
    assert case.rows.get("card", draft) is None
    acts.use_past_wording(case, family.danger, agreed.history[0].seq)
    assert seen(case, family.danger).card.text == agreed.history[0].text
    assert [past.text for past in seen(case, family.danger).history] == [agreed.card.text]
    case.undo()
    case.undo()
    assert seen(case, family.danger).history == ()
    assert seen(case, draft).card.state == "draft"
    acts.agree(case, draft)
    assert seen(case, draft).card.state == "agreed"
    acts.reopen(case, draft)
    assert seen(case, draft).card.state == "draft"
    with pytest.raises(KnownError, match="no words"):
        acts.agree(case, acts.begin_draft(case, family.workspace_id, "goal", family.strand))


def test_whom_a_danger_names_as_worried_says_it_too_once_it_is_agreed(family: Any) -> None:
    case = family.case
    text = "Jay and Ruby are worried that Jay will lie awake."
    draft = acts.begin_draft(case, family.workspace_id, "danger", family.strand, text=text)
    cards.add_dispute(case, draft, family.mum, "He sleeps.")
    acts.agree(case, draft)
    assert [m.person.id for m in seen(case, draft).card.worried if m.person] == [family.jay]
    other = acts.begin_draft(case, family.workspace_id, "danger", family.strand, text="Nobody says so of Jay.")
    acts.agree(case, other)
    assert seen(case, other).card.worried == ()


def test_words_on_their_way_are_no_wording_of_their_own(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case, now = family.case, dt.datetime.now(dt.UTC)
    first = "Ruby is worried that Jay will lie awake."
    for seconds, text in ((60, "Ruby is worried th"), (150, "Gran is worried"), (900, "Gran is worried a lot.")):
        monkeypatch.setattr(case.desk, "now", lambda late=seconds: now + dt.timedelta(seconds=late))
        cards.write_card(case, family.danger, text)
    # "Ruby is worried th" stood for a minute and a half between two bouts of typing; what came before and after counts.
    assert [past.text for past in seen(case, family.danger).history] == ["Gran is worried", first]


def test_own_words_are_drawn_into_a_draft_and_tied(family: Any) -> None:
    case = family.case
    draft = acts.begin_draft(case, family.workspace_id, "danger", family.strand, text="Ruby worries.")
    wording = strands.add_wording(case, family.workspace_id, "danger", "“I hear it all”", person_id=family.jay)
    assert acts.draw_words(case, wording, family.strand, into=draft) == draft
    assert case.rows.get("card", draft)["text"] == "Ruby worries. I hear it all"
    assert case.rows.get("wording", wording)["strand_id"] == family.strand
    assert next(s for s in seen(case, draft).stances if s.person.id == family.jay).wording is not None
    new = acts.draw_words(case, wording, family.strand, like=family.danger)
    assert case.rows.get("card", new)["text"] == "Ruby is worried that Jay will lie awake. I hear it all"
    assert case.rows.get("card", family.danger)["text"] == "Ruby is worried that Jay will lie awake."
    assert statement_view(case, Projector(case.rows), new, FAMILY) is not None  # the control: not restricted yet
    cards.restrict(case, "wording", wording, "not for them")
    hidden = acts.draw_words(case, wording, family.strand)
    assert statement_view(case, Projector(case.rows), hidden, FAMILY) is None
    assert statement_view(case, Projector(case.rows), new, FAMILY) is None, "nor where the words were copied before"


def test_services_become_next_steps_of_those_who_do_them(family: Any) -> None:
    case = family.case
    text = "Ruby to complete the parenting programme and Jay to attend counselling."
    goal = acts.begin_draft(case, family.workspace_id, "goal", family.strand, text=text)
    steps = acts.move_services(case, goal, ours())
    rows = [case.rows.get("card", step) for step in steps]
    assert [row["text"] for row in rows] == [
        "Ruby to complete the parenting programme", "Jay to attend counselling",
    ]  # fmt: skip
    who = [case.rows.where("card_person", card_id=step)[0]["person_id"] for step in steps]
    assert who == [family.mum, family.jay]
    assert case.rows.get("card", goal)["text"] == ""
    case.undo()
    assert case.rows.get("card", goal)["text"] == text
    cards.write_card(case, goal, "Jay sleeps and says so. Ruby to attend Freedom sessions.")
    assert len(acts.move_services(case, goal, ours())) == 1
    assert case.rows.get("card", goal)["text"] == "Jay sleeps and says so."
    with pytest.raises(KnownError, match="no services"):
        acts.move_services(case, goal, ours())


def test_orphans_are_told_and_a_whole_strand_is_none(family: Any) -> None:
    case = family.case

    def found(reader: Reader = US) -> list[tuple[str, tuple[str, ...]]]:
        return [(o.text, o.missing) for o in orphans(map_for(Projector(case.rows), family.workspace_id, reader))]

    assert found() == []
    alone = cards.add_card(case, family.workspace_id, "danger", "Jay could run off.")
    bare = strands.add_strand(case, family.workspace_id, "Mornings", with_scale=False)
    assert found() == [("Mornings", ("danger", "goal", "scale")), ("Jay could run off.", ("goal", "scale"))]
    cards.link_strand(case, [alone], bare)
    assert found() == [("Mornings", ("goal", "scale"))]
    cards.restrict(case, "card", alone, "not for them")
    assert found(FAMILY) == [("Mornings", ("danger", "goal", "scale"))]  # as if it had never been there
    strands.set_strand(case, bare, closed_on="2025-07-01")
    assert found() == []


def test_example_orphans(example_cases: dict[str, Case]) -> None:
    case = example_cases["WEX-B-0932"]
    home, leah = (r["id"] for r in sorted(case.rows.table("workspace").values(), key=lambda r: r["title"]))
    found = [o for key in (home, leah) for o in orphans(map_for(Projector(case.rows), key, US))]
    missing = {orphan.text[:12]: orphan.missing for orphan in found}
    assert missing["Ordinary day"] == ("danger",)
    assert missing["Nadia, Luke,"] == ("goal", "scale")


SECRET = "the number plate"


@pytest.fixture
def guarded(family: Any) -> Any:
    """A statement with words that must not leave, in every place a statement keeps words."""
    case = family.case
    cards.write_card(case, family.danger, f"Ruby is worried about {SECRET} and that Jay will lie awake.")
    case.desk.now = lambda: dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)  # another step than the one before
    cards.write_card(case, family.danger, "Ruby is worried that Jay will lie awake and hear.")
    acts.set_part(case, family.danger, "example", f"when he saw {SECRET}")
    strands.add_wording(
        case, family.workspace_id, "danger", f"I know {SECRET}", person_id=family.jay, strand_id=family.strand
    )
    acts.set_stance(case, family.danger, family.mum, "disputed", f"It is about {SECRET}")
    return family


@pytest.mark.parametrize("reader", [FAMILY, Reader("child"), Reader("parent", "Ruby"), Reader("court")])
def test_what_a_reader_may_not_see_leaves_no_trace_in_a_statement(guarded: Any, reader: Reader) -> None:
    case = guarded.case
    assert str(seen(case, guarded.danger, reader)).count(SECRET) >= 4  # the control: nothing is held back yet
    cards.restrict(case, "strand", "none", "it would find her", values=[SECRET])
    assert SECRET not in str(seen(case, guarded.danger, reader))
    assert str(seen(case, guarded.danger)).count(SECRET) >= 4
    cards.restrict(case, "person", guarded.jay, "not for them", values=["Jay Marsh"])
    assert guarded.jay not in str(seen(case, guarded.danger, reader))
    cards.restrict(case, "card", guarded.danger, "not for them")
    assert statement_view(case, Projector(case.rows), guarded.danger, reader) is None


def test_example_secrets_stay_out_of_every_statement(example_cases: dict[str, Case]) -> None:
    for case, secret in ((example_cases["WEX-A-0417"], "second phone"), (example_cases["WEX-B-0932"], "Joy Petrov")):
        views = [
            statement_view(case, Projector(case.rows), row["id"], FAMILY)
            for row in case.rows.table("card").values()
            if row["part"] in ("danger", "goal")
        ]
        assert len(views) >= 6
        assert secret not in str(views)
    joy = of_ref(example_cases["WEX-B-0932"], "SG1")  # the control: to the team she is Joy
    assert "Joy" in joy.card.text


def test_words_held_back_stay_so_when_they_are_copied(guarded: Any) -> None:
    case = guarded.case
    copied = acts.begin_draft(case, guarded.workspace_id, "danger", guarded.strand, like=guarded.danger)
    assert statement_view(case, Projector(case.rows), copied, FAMILY) is not None  # the control
    cards.restrict(case, "card", guarded.danger, "not for them")
    hidden = acts.begin_draft(case, guarded.workspace_id, "danger", guarded.strand, like=guarded.danger)
    assert statement_view(case, Projector(case.rows), hidden, FAMILY) is None
    acts.agree(case, hidden, instead_of=copied)
    assert statement_view(case, Projector(case.rows), copied, FAMILY) is None


def test_a_statement_that_is_gone_is_told_as_such(family: Any) -> None:
    case = family.case
    cards.delete_cards(case, [family.danger])
    assert statement_view(case, Projector(case.rows), family.danger, US) is None
    with pytest.raises(KnownError, match="no longer there"):
        acts.agree(case, family.danger)
