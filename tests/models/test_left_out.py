"""What a copy leaves out and why, what should be looked at first, and what differs from the last one."""

from __future__ import annotations

import pytest

from exporters.export import pages_of
from exporters.order import Order
from models.acts import cards, sharing
from models.casework import Case, Desk
from models.errors import KnownError
from models.left_out import left_out, lines_of, since_last_copy
from models.look_first import look_first
from models.readers import US, Reader, ReaderProjection
from models.rows import Rows
from models.secrets import Secrets

DANNY, KOFI = Reader("parent", "Danny"), Reader("parent", "Kofi")


@pytest.fixture
def case(desk: Desk, example_ids: list[str]) -> Case:
    return next(c for c in map(desk.open_case, example_ids) if c.row["number"] == "WEX-A-0417")


def workspace(case: Case) -> str:
    return next(iter(case.rows.table("workspace")))


def labels(case: Case, reader: Reader, what: str = "map") -> list[str]:
    return [each.label for each in left_out(case.rows, workspace(case), what, reader)]


def unmarked(case: Case) -> str:
    """The example with the words of 3 May no longer kept back by themselves: only who made the contact is."""
    (row,) = case.rows.where("restriction", target_table="card")
    card = str(row["target_id"])
    with case.edit("For the test") as session:
        from models.entities import Restriction

        kept = session.get(Restriction, row["id"])
        assert kept is not None
        kept.values_json, kept.public_name = "[]", None
        kept.target_table = kept.target_id = kept.target_field = None
    return card


def test_what_is_restricted_is_told_without_the_secret(case: Case) -> None:
    found = left_out(case.rows, workspace(case), "map", DANNY)
    assert [each.label for each in found[:3]] == [
        "A note from Ruth", "An address", "Who made the contact of 3 May 2024",
    ]  # fmt: skip
    assert all(each.rule == "restricted" and each.restrictions for each in found[:3])
    secrets = Secrets.of(case.rows)
    assert not any(secrets.any_in(f"{each.label} {each.why}") for each in found)
    assert len(found[2].rows) == 2, "the card and the box of the matrix are one thing"


def test_what_the_rule_holds_back_says_which_row_and_which_rule(case: Case) -> None:
    found = left_out(case.rows, workspace(case), "map", KOFI)
    held = {each.rows[0][1]: each for each in found if each.rule != "restricted"}
    harm = case.rows.where("card", ref="PH1")[0]["id"]
    assert (held[harm].label, held[harm].rule) == ("Past harm, 27 September 2024", "others")
    shown = ReaderProjection(case.rows, KOFI)
    for key, each in held.items():
        table = each.rows[0][0]
        assert shown.hides(table, key) or table == "card", each
    assert left_out(case.rows, workspace(case), "map", US) == ()


def test_let_through_is_no_longer_left_out(case: Case) -> None:
    before = labels(case, KOFI)
    sharing.let_through(case, KOFI, "card", str(case.rows.where("card", ref="PH1")[0]["id"]))
    assert len(labels(case, KOFI)) < len(before)
    case.undo()
    assert labels(case, KOFI) == before


@pytest.mark.parametrize(
    "what", ["scales", "genogram", "circles", "harm-matrix", "plan", "timeline", "story", "houses"]
)
def test_every_document_has_its_list(case: Case, what: str) -> None:
    secrets = Secrets.of(case.rows)
    for reader in (KOFI, Reader("network")):
        found = left_out(case.rows, workspace(case), what, reader)
        assert found and not any(secrets.any_in(each.label) for each in found)


# ---- things to look at first ----------------------------------------------------------------------------------------


def test_words_that_point_at_who_told_are_found(case: Case) -> None:
    assert look_first(case.rows, workspace(case), "map", DANNY) == (), "the words are kept back by themselves"
    card = unmarked(case)
    (found,) = look_first(case.rows, workspace(case), "map", DANNY)
    assert (found.words, found.table, found.id, found.field) == ("seen by his teacher", "card", card, "text")
    assert found.ways[0] == "leave_out" and found.text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On 3 May the head teacher rang us.", "the head teacher rang us"),
        ("We were told by Oakfield Primary.", "told by Oakfield Primary"),
        ("It was noticed at school that day.", "noticed at school"),
        ("Danny walks Jayden to school.", ""),
        ("Danny likes his teacher.", ""),
    ],
)
def test_what_tells_and_what_does_not(case: Case, text: str, words: str) -> None:
    card = cards.add_card(case, workspace(case), "strength", f"Danny was there. {text}")
    found = [f.words for f in look_first(case.rows, workspace(case), "map", DANNY) if f.id == card]
    assert found == ([words] if words else [])


def test_each_way_of_settling_it(case: Case) -> None:
    card, here = unmarked(case), workspace(case)
    sharing.settle(case, DANNY, "card", card, "text", "seen by his teacher", "leave_out")
    assert look_first(case.rows, here, "map", DANNY) == () and ReaderProjection(case.rows, DANNY).hides("card", card)
    case.undo()
    sharing.settle(case, DANNY, "card", card, "text", "seen by his teacher", "stay")
    assert look_first(case.rows, here, "map", DANNY) == ()
    assert "seen by his teacher" in shown(case, card)
    cards.set_card(case, card, text="Danny grabbed Jayden. It was reported by his teacher.")
    assert [f.words for f in look_first(case.rows, here, "map", DANNY)] == ["reported by his teacher"], "other words"
    case.undo()
    case.undo()
    sharing.settle(case, DANNY, "card", card, "text", "seen by his teacher", "reword", instead="that were seen")
    assert "bruises that were seen" in shown(case, card) and look_first(case.rows, here, "map", DANNY) == ()
    with pytest.raises(KnownError, match="no longer stand there"):
        sharing.settle(case, DANNY, "card", card, "text", "seen by nobody", "reword", instead="x")


def shown(case: Case, card: str) -> str:
    return ReaderProjection(case.rows, DANNY).words(case.rows.table("card")[card]["text"]) or ""


def test_with_nothing_restricted_nothing_points_at_anybody(case: Case) -> None:
    unmarked(case)
    bare = Rows({name: dict(case.rows.table(name)) for name in {table for table, _ in case.rows}})
    bare.table("restriction").clear()
    assert look_first(bare, workspace(case), "map", DANNY) == ()


# ---- since the last copy --------------------------------------------------------------------------------------------


def test_what_differs_from_the_last_copy_for_this_reader(case: Case) -> None:
    here, order = workspace(case), Order("map", DANNY)
    lines = lines_of(pages_of(case, here, order))
    assert since_last_copy(case, here, "map", DANNY, lines) is None
    sharing.copy_made(case, here, "map", DANNY, "pdf", "0" * 64, lines)
    same = since_last_copy(case, here, "map", DANNY, lines)
    assert same is not None and same.is_same
    cards.add_card(case, here, "strength", "Danny made pancakes for everybody.")
    sharing.hold_back(case, DANNY, "card", str(case.rows.where("card", ref="PH4")[0]["id"]))
    now = since_last_copy(case, here, "map", DANNY, lines_of(pages_of(case, here, order)))
    assert now is not None
    assert any("pancakes" in line for line in now.added) and any("cereal" in line for line in now.removed)
    assert since_last_copy(case, here, "map", KOFI, lines) is None, "another reader's copies are their own"
