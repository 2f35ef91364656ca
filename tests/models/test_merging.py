"""Two copies of a case that went on apart are put together again, and nothing anybody wrote is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.casework import Case, Desk
from models.merging import OURS, THEIRS, WHOLE, Merge, apply_merge, merge
from models.rows import Rows
from tests.conftest import SmallFamily


def _changed(rows: Rows, table: str, key: str, **columns: Any) -> Rows:
    new = rows.copy()
    row = new.get(table, key)
    assert row is not None
    new.table(table)[key] = {**row, **columns}
    return new


def _without(rows: Rows, table: str, key: str) -> Rows:
    new = rows.copy()
    del new.table(table)[key]
    return new


def _with(rows: Rows, table: str, like: str, key: str, **columns: Any) -> Rows:
    new = rows.copy()
    row = new.get(table, like)
    assert row is not None
    new.table(table)[key] = {**row, "id": key, **columns}
    return new


@pytest.fixture
def rows(family: SmallFamily) -> Rows:
    return family.case.rows


@pytest.fixture
def card(family: SmallFamily) -> str:
    return next(iter(family.case.rows.table("card")))


def _after(ours: Rows, merged: Merge) -> Rows:
    result = ours.copy()
    result.apply(merged.changes)
    return result


def test_what_only_one_side_changed_is_taken_over(rows: Rows, card: str) -> None:
    ours = _changed(rows, "card", card, title="our title")
    theirs = _with(_changed(rows, "card", card, text="their words"), "card", card, "new", text="a new card")
    merged = merge(rows, ours, theirs)
    result = _after(ours, merged)
    row = result.get("card", card)
    assert row is not None
    assert (row["title"], row["text"]) == ("our title", "their words")
    assert result.get("card", "new") is not None
    assert merged.conflicts == ()
    assert (merged.added, merged.changed, merged.removed) == (1, 1, 0)


def test_what_both_changed_differently_is_asked_and_ours_stays(rows: Rows, card: str) -> None:
    ours, theirs = _changed(rows, "card", card, text="ours"), _changed(rows, "card", card, text="theirs")
    merged = merge(rows, ours, theirs)
    (conflict,) = merged.conflicts
    assert (conflict.column, conflict.ours, conflict.theirs) == ("text", "ours", "theirs")
    assert merged.changes == ()
    assert merge(rows, ours, theirs, {conflict.id: OURS}).changes == ()
    chosen = _after(ours, merge(rows, ours, theirs, {conflict.id: THEIRS})).get("card", card)
    assert chosen is not None
    assert chosen["text"] == "theirs"
    assert merge(rows, ours, ours).conflicts == ()


def test_a_removal_counts_only_where_the_other_left_it_alone(rows: Rows, card: str) -> None:
    theirs = _without(rows, "card", card)
    assert _after(rows, merge(rows, rows, theirs)).get("card", card) is None
    ours = _changed(rows, "card", card, text="written since")
    merged = merge(rows, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.column == WHOLE
    assert _after(ours, merged).get("card", card) is not None
    assert _after(ours, merge(rows, ours, theirs, {conflict.id: THEIRS})).get("card", card) is None


def test_what_something_new_belongs_to_stays(rows: Rows, card: str) -> None:
    """We removed a strand; they put a new card into it."""
    strand = next(iter(rows.table("strand")))
    ours = rows.copy()
    for name in ("card", "scale", "round", "score", "strand"):
        ours.table(name).clear()
    theirs = _with(rows, "card", card, "new", strand_id=strand, text="new in their strand")
    merged = merge(rows, ours, theirs)
    result = _after(ours, merged)
    assert result.get("card", "new") is not None
    assert result.get("strand", strand) is not None
    assert ("strand", strand) in merged.kept


def test_without_anything_in_common_nothing_of_ours_goes(rows: Rows, card: str) -> None:
    theirs = _without(_with(rows, "card", card, "new"), "card", card)
    result = _after(rows, merge(None, rows, theirs))
    assert result.get("card", card) is not None
    assert result.get("card", "new") is not None


def test_a_merge_is_written_in_one_step_and_can_be_undone(family: SmallFamily, desk: Desk) -> None:
    case: Case = family.case
    card = next(iter(case.rows.table("card")))
    before = case.rows.copy()
    theirs = _with(_changed(before, "card", card, text="theirs"), "card", card, "a" * 32, text="new")
    person = next(iter(case.rows.table("person")))
    apply_merge(case, merge(before, case.rows, theirs), "Put together")
    after = case.rows.get("card", card)
    assert after is not None
    assert after["text"] == "theirs"
    assert case.rows.get("person", person) is not None
    assert case.undo() == "Put together"
    assert dict(case.rows.table("card")) == dict(before.table("card"))
    with desk.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


_DEEDS = st.lists(
    st.tuples(st.sampled_from(["change", "remove", "add"]), st.integers(0, 30), st.integers(0, 3)), max_size=12
)


def _wander(rows: Rows, deeds: list[tuple[str, int, int]], side: str) -> Rows:
    """One side's work: cards and people changed, removed with what belongs to them, and added."""
    for number, (deed, which, what) in enumerate(deeds):
        table = ("card", "person", "strand", "card")[what]
        keys = sorted(rows.table(table))
        if not keys:
            continue
        key = keys[which % len(keys)]
        text = "name" if table in ("person", "strand") else "text"
        if deed == "change":
            rows = _changed(rows, table, key, **{text: f"{side}{number}"})
        elif deed == "add":
            rows = _with(rows, table, key, f"{side}-{number}", **{text: f"new {side}{number}"})
        else:
            rows = _cascade(rows, table, key)
    return rows


def _cascade(rows: Rows, table: str, key: str) -> Rows:
    from models.merging import _POINTERS

    rows = _without(rows, table, key)
    for name, pointers in _POINTERS.items():
        for column, target, may_be_empty in pointers:
            for row in [r for r in rows.table(name).values() if target == table and r[column] == key]:
                keep = may_be_empty and row["id"] in rows.table(name)
                rows = _changed(rows, name, row["id"], **{column: None}) if keep else _cascade(rows, name, row["id"])
    return rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ours=_DEEDS, theirs=_DEEDS)
def test_any_two_ways_come_together(rows: Rows, ours: list[Any], theirs: list[Any]) -> None:
    """Nothing points nowhere, nothing new is lost, and merging what is merged changes nothing."""
    mine, yours = _wander(rows, ours, "o"), _wander(rows, theirs, "t")
    merged = merge(rows, mine, yours)
    result = _after(mine, merged)
    from models.merging import _POINTERS

    for name, row in result:
        for column, target, _may in _POINTERS[name]:
            assert row[column] is None or result.get(target, row[column]) is not None
    for side in (mine, yours):
        for name in ("card", "person", "strand"):
            new = set(side.table(name)) - set(rows.table(name))
            assert new <= set(result.table(name))
    assert merge(yours, result, yours).changes == ()
