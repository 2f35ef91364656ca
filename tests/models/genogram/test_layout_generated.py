"""Random families, pins and growing: never a crash, a hang or a duplicate; lines that never lie on one another."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.genogram import ChildLink, ImpossibleAncestry, Layout, Line, Pedigree, Person, Pin, Union, lay_out
from models.genogram.invented import invent
from models.genogram.layers import must_stand_left

QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "derandomize": True, "database": None}


@st.composite
def families(draw: st.DrawFn, most: int = 14) -> Pedigree:
    """Any family at all, also impossible ones: nothing keeps children from being their parents' parents."""
    count = draw(st.integers(1, most))
    names = [f"p{number}" for number in range(count)]
    births = st.one_of(st.none(), st.tuples(st.integers(1950, 2020), st.integers(0, 12), st.just(0)))
    persons = tuple(Person(name, draw(births), draw(st.sampled_from(["male", "female", ""]))) for name in names)
    unions, links = [], []
    for number in range(draw(st.integers(0, most))):
        partners = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
        union = f"u{number}"
        unions.append(Union(union, tuple(partners), number))
        for child in draw(st.lists(st.sampled_from(names), max_size=4, unique=True)):
            if child not in partners:
                twins = draw(st.sampled_from([None, None, None, "t"]))
                order = draw(st.sampled_from([None, None, 1.0, 2.0]))
                links.append(ChildLink(child, union, "birth", twins, order))
    return Pedigree(persons, tuple(unions), tuple(links))


def faults(pedigree: Pedigree, layout: Layout) -> list[str]:
    """What is wrong with a drawing; pinned people apart."""
    found = []
    if sorted(p.id for p in layout.persons) != sorted(pedigree.person):
        found.append("not everybody once")
    for union in layout.unions:
        if any(layout.at[child].row <= union.row for child in union.children):
            found.append("a child not below")
    rows: dict[int, list[float]] = {}
    for placed in layout.persons:
        rows.setdefault(placed.row, []).append(placed.x)
    for row in rows.values():
        if any(b - a < 0.98 for a, b in pairwise(sorted(row))):
            found.append("overlap")
    return found


def inversions(pedigree: Pedigree, layout: Layout) -> int:
    """Siblings by birth in the wrong order."""
    return sum(
        layout.at[one].x > layout.at[other].x
        for union in pedigree.unions
        for one, other in must_stand_left(pedigree, union.id, False)
    )


def on_one_another(lines: tuple[Line, ...]) -> list[tuple[Line, Line]]:
    """Stretches of two families' lines that share a way."""
    stretches = [
        (line, upright, low, high, at)
        for line in lines
        for (ax, ay), (bx, by) in pairwise(line.points)
        for upright in [abs(ax - bx) < 1e-6]
        for low, high, at in [(min(ay, by), max(ay, by), ax) if upright else (min(ax, bx), max(ax, bx), ay)]
        if high - low > 1e-6
    ]
    return [
        (one[0], other[0])
        for one, other in combinations(stretches, 2)
        if one[0].union != other[0].union
        and one[1] == other[1]
        and abs(one[4] - other[4]) < 0.02
        and min(one[3], other[3]) - max(one[2], other[2]) > 0.02
    ]


@settings(max_examples=60, **QUIET)  # type: ignore[arg-type]
@given(families())
def test_any_family_is_drawn_or_said_to_be_impossible(pedigree: Pedigree) -> None:
    try:
        layout = lay_out(pedigree)
    except ImpossibleAncestry as error:
        assert set(error.people) <= set(pedigree.person)
        return
    assert faults(pedigree, layout) == []


@settings(max_examples=25, **QUIET)  # type: ignore[arg-type]
@given(st.integers(1, 40), st.integers(0, 10**6), st.data())
def test_pinned_people_stay_and_others_make_room(people: int, seed: int, data: st.DataObject) -> None:
    pedigree = invent(people, seed)
    before = lay_out(pedigree)
    moved = data.draw(st.lists(st.sampled_from(before.persons), max_size=3, unique_by=lambda p: p.id))
    places = data.draw(st.lists(st.integers(-20, 20), min_size=len(moved), max_size=len(moved), unique=True))
    pins = [Pin(person.id, 1.3 * x, person.row) for person, x in zip(moved, places, strict=True)]
    for drawing_before in (before, None):
        layout = lay_out(pedigree, pins, drawing_before)
        assert faults(pedigree, layout) == []
        for pin in pins:
            assert layout.at[pin.person].x == pytest.approx(pin.x)


@pytest.mark.parametrize("seed", range(6))
def test_families_are_in_order_and_their_lines_apart(seed: int) -> None:
    pedigree = invent(12 + 8 * seed, seed)
    layout = lay_out(pedigree)
    assert faults(pedigree, layout) == []
    assert inversions(pedigree, layout) == 0
    assert on_one_another(layout.lines) == []


def test_lines_on_one_another_would_be_found() -> None:
    one = Line("u1", "bar", None, ((0.0, 1.0), (3.0, 1.0)))
    assert on_one_another((one, Line("u2", "bar", None, ((2.0, 1.0), (4.0, 1.0)))))
    assert not on_one_another((one, Line("u2", "bar", None, ((2.0, 1.1), (4.0, 1.1)))))


@pytest.mark.slow
@settings(max_examples=60, **QUIET)  # type: ignore[arg-type]
@given(st.integers(1, 150), st.integers(0, 10**6), st.booleans())
def test_large_random_families(people: int, seed: int, dated: bool) -> None:
    pedigree = invent(people, seed, dated)
    layout = lay_out(pedigree)
    assert faults(pedigree, layout) == []
    assert inversions(pedigree, layout) == 0
    assert on_one_another(layout.lines) == []


@pytest.mark.slow
@pytest.mark.parametrize("people", [30, 70, 150])
def test_one_more_child_moves_few_anywhere(people: int) -> None:
    pedigree = invent(people, 5)
    before = lay_out(pedigree)
    for union in pedigree.unions[:: max(1, len(pedigree.unions) // 6)]:
        grown = Pedigree(
            (*pedigree.persons, Person("new")), pedigree.unions, (*pedigree.links, ChildLink("new", union.id))
        )
        after = lay_out(grown, before=before)
        assert faults(grown, after) == []
        moved = [p for p in before.persons if max(abs(after.at[p.id].x - p.x), abs(after.at[p.id].y - p.y)) > 0.5]
        assert len(moved) <= 0.2 * len(before.persons)
        for one, other in combinations(before.persons, 2):
            if one.row == other.row:
                assert (one.x < other.x) == (after.at[one.id].x < after.at[other.id].x)
