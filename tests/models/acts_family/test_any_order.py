"""The family’s verbs in any order are undone to the beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.acts import family as acts
from models.arrangement import pedigree_of
from models.errors import KnownError
from models.family_projection import family_view
from models.one_line import people_from_line
from models.projections import Projector
from tests.models.acts_family.steps import get, newest_of, rows_of


def _random_verb(case: Any, draw: Callable[[int], int]) -> None:
    def some(table: str) -> str:
        keys = sorted(case.rows.table(table), key=lambda key: (case.rows.table(table)[key].get("position") or 0, key))
        return keys[draw(len(keys))] if keys else "none"

    kind = ("birth", "adopted", "foster", "kinship", "step")[draw(5)]
    verbs: list[Callable[[], Any]] = [
        lambda: acts.add_partner(case, some("person"), ("Sam", "?")[draw(2)]),
        lambda: acts.add_parent(case, some("person"), ("Mo", "?")[draw(2)], kind=kind),
        lambda: acts.add_children(case, some("partnership"), people_from_line("twins Amir and Zayn 7"), kind=kind),
        lambda: acts.add_children(case, some("person"), [("Kim", {})]),
        lambda: acts.add_sibling(case, some("person"), [("Lisa", {}), ("Jo", {"born": "2001"})]),
        lambda: acts.add_twin(case, some("person"), "Kit", identical=bool(draw(2))),
        lambda: acts.link_partners(case, some("person"), some("person"), "brief"),
        lambda: acts.link_child(case, some("person"), some("partnership"), kind),
        lambda: acts.place_with(case, some("person"), some("partnership"), kind),
        lambda: acts.set_partner(case, some("partnership"), some("person")),
        lambda: acts.set_union(case, some("partnership"), first_id=some("person"), ended_by="death"),
        lambda: acts.set_child_link(case, some("child_link"), partnership_id=some("partnership")),
        lambda: acts.remove_union(case, some("partnership")),
        lambda: acts.remove_child_link(case, some("child_link")),
        lambda: acts.order_sibling(case, some("child_link"), some("child_link")),
        lambda: acts.set_twins(case, [some("child_link"), some("child_link")]),
        lambda: acts.unset_twins(case, [some("child_link")]),
        lambda: acts.add_tie(case, some("person"), some("person"), ("close", "violence")[draw(2)]),
        lambda: acts.set_tie(case, some("tie"), kind="neglect", to_id=some("person")),
        lambda: acts.pin(case, some("person"), draw(9) / 2, draw(4)),
        lambda: acts.unpin_all(case),
        lambda: acts.take_out(case, some("person")),
        lambda: acts.add_home_for(case, [some("person"), some("person")], "Home"),
        lambda: acts.live_in(case, some("person"), some("household"), "sleeps"),
    ]  # fmt: skip
    with suppress(KnownError):
        verbs[draw(len(verbs))]()


def _is_sound(case: Any) -> None:
    """What the verbs promise whatever is done: nobody above themselves, no child twice, no twin alone."""
    above: dict[str, set[str]] = {}
    seen = set()
    births: dict[tuple[str, str], int] = {}
    for link in case.rows.table("child_link").values():
        union = get(case, "partnership", link["partnership_id"])
        above.setdefault(link["child_id"], set()).update({union["first_id"], union["second_id"]} - {None})
        assert (link["child_id"], union["id"]) not in seen
        seen.add((link["child_id"], union["id"]))
        if link["twins"]:
            births[union["id"], link["twins"]] = births.get((union["id"], link["twins"]), 0) + 1
    assert all(count > 1 for count in births.values())
    for row in case.rows.table("partnership").values():
        assert row["first_id"] or row["second_id"]
        assert row["first_id"] != row["second_id"]
    for start in above:
        waiting, met = set(above[start]), set()
        while waiting:
            here = waiting.pop()
            assert here != start
            if here not in met:
                met.add(here)
                waiting |= above.get(here, set())


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(numbers=st.lists(st.integers(0, 10_000), min_size=20, max_size=120))
def test_anything_can_be_undone_to_the_beginning(family: Any, numbers: list[int]) -> None:
    _do_and_undo(family.case, numbers)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(numbers=st.lists(st.integers(0, 10_000), min_size=20, max_size=400))
def test_much_can_be_undone_to_the_beginning(family: Any, numbers: list[int]) -> None:
    _do_and_undo(family.case, numbers)


def _do_and_undo(case: Any, numbers: list[int]) -> None:
    before, step = rows_of(case), newest_of(case)
    waiting = list(numbers)
    while len(waiting) > 8:
        _random_verb(case, lambda below: waiting.pop(0) % below if waiting else 0)
        _is_sound(case)
    after, newest = rows_of(case), newest_of(case)
    pedigree_of(family_view(Projector(case.rows, dt.date(2025, 7, 1))))
    case.undo_to(step)
    assert rows_of(case) == before
    case.redo_to(newest)
    assert rows_of(case) == after
    case.undo_to(step)
