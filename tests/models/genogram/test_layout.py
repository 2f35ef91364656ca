"""The layout of a family: everybody once, oldest left, partners side by side, impossible ancestry said."""

from __future__ import annotations

from itertools import pairwise

import pytest

from models.genogram import (
    ChildLink,
    ImpossibleAncestry,
    Layout,
    LayoutStopped,
    Pedigree,
    Person,
    Pin,
    Union,
    branch,
    lay_out,
)
from models.genogram.crossings import straight_crossings
from models.genogram.invented import invent


def family(people: str, unions: str, births: dict[str, int] | None = None, **twins: str) -> Pedigree:
    """``unions`` as "a+b>c,d; e>f"; ``births`` are years."""
    made = []
    links = []
    for number, text in enumerate(unions.split(";")):
        partners, _, children = text.strip().partition(">")
        name = f"u{number}"
        made.append(Union(name, tuple(partners.split("+")) if partners else (), number))
        links += [ChildLink(child, name, twins=twins.get(child)) for child in children.split(",") if child]
    years = births or {}
    persons = tuple(Person(name, (years[name], 0, 0) if name in years else None) for name in people.split())
    return Pedigree(persons, tuple(made), tuple(links))


def check(pedigree: Pedigree, layout: Layout) -> None:
    """What holds for every drawing."""
    assert sorted(placed.id for placed in layout.persons) == sorted(pedigree.person)
    for union in layout.unions:
        for child in union.children:
            assert layout.at[child].row > union.row
            assert layout.at[child].y > union.y
    rows: dict[int, list[float]] = {}
    for placed in layout.persons:
        rows.setdefault(placed.row, []).append(placed.x)
    for row in rows.values():
        assert all(b - a > 0.98 for a, b in pairwise(sorted(row)))


def test_a_couple_and_their_children_stand_in_order_of_birth() -> None:
    pedigree = family("ma pa young old middle", "ma+pa>young,old,middle", {"young": 2015, "old": 2009, "middle": 2012})
    layout = lay_out(pedigree)
    check(pedigree, layout)
    at = layout.at
    assert at["old"].x < at["middle"].x < at["young"].x
    assert at["ma"].row == at["pa"].row == 0
    assert layout.union_at["u0"].x == pytest.approx(at["middle"].x)
    assert layout.status.crossings == 0
    assert layout.status.proven


def test_a_hand_made_order_outranks_birth() -> None:
    persons = (Person("ma"), Person("a", (2001, 1, 1)), Person("b", (2002, 1, 1)), Person("c", (2003, 1, 1)))
    links = (ChildLink("a", "u", order=3), ChildLink("b", "u", order=2), ChildLink("c", "u", order=1))
    at = lay_out(Pedigree(persons, (Union("u", ("ma",)),), links)).at
    assert at["c"].x < at["b"].x < at["a"].x


def test_twins_stand_side_by_side_with_their_partners_outside() -> None:
    pedigree = family(
        "ma pa one two three s t", "ma+pa>one,two,three; one+s>; two+t>", {"one": 2000, "two": 2000, "three": 2000},
        one="t", three="t",
    )  # fmt: skip
    layout = lay_out(pedigree)
    check(pedigree, layout)
    row = sorted((p for p in layout.persons if p.row == 1), key=lambda p: p.x)
    names = [p.id for p in row]
    assert abs(names.index("one") - names.index("three")) == 1


def test_partners_of_one_person_stand_on_both_sides() -> None:
    pedigree = family("a b c x y", "a+b>x; b+c>y")
    layout = lay_out(pedigree)
    check(pedigree, layout)
    assert sorted(("a", "b", "c"), key=lambda p: layout.at[p].x)[1] == "b"
    assert layout.status.crossings == 0


def test_parents_by_birth_and_foster_parents_at_once() -> None:
    pedigree = family("ma pa child sister carer other", "ma+pa>child,sister; carer+other>child")
    layout = lay_out(pedigree)
    check(pedigree, layout)
    stems = [line for line in layout.lines if line.kind == "stem" and line.person == "child"]
    assert len(stems) == 2
    assert stems[0].points[-1] != stems[1].points[-1]


def test_a_couple_across_generations_is_drawn() -> None:
    pedigree = family("gran ma child friend", "gran>ma; ma>child; gran+friend>; friend+child>")
    check(pedigree, lay_out(pedigree))


def test_the_same_couple_twice_and_one_parent_and_strangers() -> None:
    pedigree = family("a b c d e", "a+b>c; a+b>; d>")
    layout = lay_out(pedigree)
    check(pedigree, layout)
    assert {union.id for union in layout.unions} == {"u0", "u1", "u2"}


def test_impossible_ancestry_names_the_circle() -> None:
    pedigree = family("a b c d", "a>b; b+d>c; c>a")
    with pytest.raises(ImpossibleAncestry) as error:
        lay_out(pedigree)
    assert set(error.value.people) == {"a", "b", "c"}
    assert "a" not in str(error.value).split()[:1]


def test_pinned_people_stay_where_they_were_put() -> None:
    pedigree = family("ma pa x y z", "ma+pa>x,y,z", {"x": 2001, "y": 2002, "z": 2003})
    layout = lay_out(pedigree, pins=[Pin("y", 10.0, 1), Pin("ma", 3.0, 0)])
    check(pedigree, layout)
    assert (layout.at["y"].x, layout.at["y"].row) == (pytest.approx(10.0), 1)
    assert layout.at["ma"].x == pytest.approx(3.0)
    assert layout.at["x"].x < 10 < layout.at["z"].x


def test_one_more_child_moves_few() -> None:
    pedigree = invent(40, 3)
    before = lay_out(pedigree)
    parent = next(union for union in pedigree.unions if len(union.partners) == 2)
    grown = Pedigree(
        (*pedigree.persons, Person("new", (1975, 5, 5))),
        pedigree.unions,
        (*pedigree.links, ChildLink("new", parent.id)),
    )
    after = lay_out(grown, before=before)
    check(grown, after)
    moved = [p for p in before.persons if abs(after.at[p.id].x - p.x) > 0.5 or abs(after.at[p.id].y - p.y) > 0.5]
    assert len(moved) <= 0.2 * len(before.persons)
    for one in before.persons:
        for other in before.persons:
            if one.row == other.row and one.x < other.x:
                assert after.at[one.id].x < after.at[other.id].x


def test_progress_is_told_and_can_stop() -> None:
    told: list[float] = []

    def go_on(fraction: float) -> bool:
        told.append(fraction)
        return True

    lay_out(invent(30, 1), progress=go_on)
    assert told[-1] == 1.0
    assert told == sorted(told)
    with pytest.raises(LayoutStopped):
        lay_out(invent(30, 1), progress=lambda fraction: False)


def test_crossings_are_counted_as_straight_lines() -> None:
    pedigree = family("a b x y", "a>x; b>y")
    unions = {"u0": (0.0, 1.0), "u1": (1.0, 1.0)}
    people = {"a": (0.0, 0.0), "b": (1.0, 0.0), "x": (1.0, 2.0), "y": (0.0, 2.0)}
    assert straight_crossings(pedigree, people, unions) == 1
    assert straight_crossings(pedigree, {**people, "x": (0.0, 2.0), "y": (1.0, 2.0)}, unions) == 0


def test_a_branch_holds_the_nearest() -> None:
    pedigree = invent(60, 2)
    someone = pedigree.persons[30].id
    near = branch(pedigree, someone, 12)
    assert len(near.persons) == 12
    relatives = {one for union in pedigree.unions for one in pedigree.members[union.id]
                 if someone in pedigree.members[union.id]}  # fmt: skip
    assert relatives <= near.person.keys()
    check(near, lay_out(near))
    assert branch(pedigree, someone, 1000).persons == pedigree.persons


def test_half_siblings_stand_in_order_of_birth_where_it_costs_nothing() -> None:
    pedigree = family("ma one two x y", "ma+one>x; ma+two>y", {"x": 2010, "y": 2004})
    at = lay_out(pedigree).at
    assert at["y"].x < at["x"].x
