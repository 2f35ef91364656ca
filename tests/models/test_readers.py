"""Outside the team nothing restricted is seen, in any field of any view."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import cards, people, strands
from models.errors import KnownError
from models.projections import Projector
from models.readers import FAMILY, KINDS, US, Reader, ReaderProjection, parse_reader
from models.secrets import Secret, Secrets
from models.views import MapView, from_plain, to_plain

SECRET = "Quillfeather Lane"
OUTSIDE = [kind for kind in KINDS if kind != "us"]


def seen(family: Any, reader: Reader) -> str:
    view = Projector(family.case.rows).map(family.workspace_id)
    return json.dumps(to_plain(ReaderProjection(family.case.rows, reader).map(view)), ensure_ascii=False)


@pytest.fixture
def guarded(family: Any) -> Any:
    """The secret stands in every place a view can carry words."""
    case, workspace = family.case, family.workspace_id
    card = cards.add_card(case, workspace, "strength", f"Ruby sleeps at {SECRET}")
    cards.restrict(case, "card", card, "refuge address", values=[SECRET])
    noted = cards.add_card(case, workspace, "strength", "Nothing to see", note=f"she is at {SECRET}")
    cards.add_card(case, workspace, "past_harm", f"He came to quillfeather-\nlane at night{SECRET}")
    cards.set_people(case, noted, "source", [(None, f"a neighbour in {SECRET}")])
    cards.add_dispute(case, noted, family.jay, f"I saw {SECRET}")
    helper = people.add_person(case, "Olive Quillfeather", note="helper")
    cards.restrict(case, "person", helper, "must not be named")
    cards.set_people(case, noted, "seen_by", [(helper, None)])
    strands.add_wording(case, workspace, "danger", f"I fear for {SECRET}", person_id=family.mum)
    scale = Projector(case.rows).strands(workspace)[0].scale
    assert scale is not None
    strands.set_scale(case, scale.id, zero_text=f"back to {SECRET}")
    round_id = strands.start_round(case, scale.id, [family.mum, helper], occasion=SECRET)
    strands.give_score(case, round_id, family.mum, 3, reason=SECRET, higher=f"leave {SECRET}")
    strands.give_score(case, round_id, helper, 7)
    strands.reveal(case, round_id)
    return family


@pytest.mark.parametrize("kind", OUTSIDE)
def test_no_reader_outside_the_team_sees_it(guarded: Any, kind: str) -> None:
    words = seen(guarded, Reader(kind, "Ruby" if kind == "parent" else None))
    assert not Secret(SECRET).is_in(words)
    assert "Olive" not in words
    assert "refuge" not in words and 'restricted": {' not in words
    assert "Ruby reads to Jay every night." in words


def test_the_team_sees_it_so_the_test_above_can_fail(guarded: Any) -> None:
    words = seen(guarded, US)
    assert words.count(SECRET) >= 8
    assert "Olive" in words


def test_a_hidden_person_leaves_no_trace_among_the_scores(guarded: Any) -> None:
    view = Projector(guarded.case.rows).map(guarded.workspace_id)
    scale = ReaderProjection(guarded.case.rows, FAMILY).map(view).strands[0].scale
    assert scale is not None
    assert [(s.person.name, s.value, s.reason) for s in scale.rounds[0].scores] == [("Ruby", 3, None)]


def test_a_public_name_stands_in(family: Any) -> None:
    helper = people.add_person(family.case, "Olive Quill", known_as="Olive", note="over the road")
    cards.restrict(family.case, "person", helper, "asked not to be named", public_name="a neighbour",
                   values=["Olive Quill", "Olive"])  # fmt: skip
    card = cards.add_card(family.case, family.workspace_id, "safety", "Then Olive Quill came. OLIVE helped.")
    cards.set_people(family.case, card, "seen_by", [(helper, None)])
    view = Projector(family.case.rows).map(family.workspace_id)
    (shown,) = ReaderProjection(family.case.rows, FAMILY).map(view).part("safety").cards
    assert shown.text == "Then a neighbour came. a neighbour helped."
    assert [m.label for m in shown.seen_by] == ["a neighbour"]
    assert "Olive" in seen(family, US)


def test_drafts_can_be_left_out(family: Any) -> None:
    cards.add_card(family.case, family.workspace_id, "goal", "Complete the programme", state="draft")
    view = Projector(family.case.rows).map(family.workspace_id)
    for reader in (US, FAMILY):
        with_drafts = ReaderProjection(family.case.rows, reader).map(view)
        without = ReaderProjection(family.case.rows, reader, drafts=False).map(view)
        assert len(with_drafts.part("goal").cards) - len(without.part("goal").cards) == 1


def test_a_view_goes_through_json_unchanged(guarded: Any) -> None:
    view = Projector(guarded.case.rows).map(guarded.workspace_id)
    assert from_plain(MapView, json.loads(json.dumps(to_plain(view)))) == view


def test_reader_names() -> None:
    assert parse_reader("parent:Danny") == Reader("parent", "Danny")
    assert parse_reader("court").label == "For the court"
    for wrong in ("parent", "everyone", "court:x", ""):
        with pytest.raises(KnownError, match="no such reader"):
            parse_reader(wrong)


@pytest.mark.parametrize(
    "written",
    ["LE1 4AB", "le14ab", "LE1\n4AB", "LE1-4AB", "L E 1 4 A B", "xLE1 4ABx", "file_LE1_4AB.pdf", "ＬＥ１ ４ＡＢ"],
)
def test_a_postcode_is_found_however_it_is_written(written: str) -> None:
    assert Secrets([Secret("LE1 4AB")]).in_text(f"She lives at {written}.") == ["LE1 4AB"]


def test_a_short_name_only_counts_as_a_word() -> None:
    secrets = Secrets([Secret("Jo")])
    assert secrets.in_text("Jo came") == ["Jo"]
    assert secrets.in_text("JO, came") == ["Jo"]
    assert secrets.in_text("Joshua and major joy") == []


@given(st.text(min_size=5, max_size=20), st.text(max_size=30), st.text(max_size=30))
def test_a_safe_text_never_holds_the_secret(value: str, before: str, after: str) -> None:
    for public in (None, "somebody"):
        secrets = Secrets([Secret(value, public)])
        safe = secrets.safe(before + value + after)
        assert safe is None or not secrets.in_text(safe)
