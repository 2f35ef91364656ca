"""The quality of the drawn families, measured on what ``sofs-desk layout`` writes."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from exporters.gedcom import layout_gedcom, read_family
from exporters.gedcom.layout import FamilyLayout

FAMILIES = Path(__file__).parents[2] / "fixtures" / "families"
FEWEST = {"step_family": 0, "foster_and_kin": 1, "cousins": 0, "across_generations": 0, "large": 0}
"""The fewest crossings that the order of births leaves."""

Segment = tuple[float, float, float, float]


def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def crossings(layout: FamilyLayout) -> int:
    """Straight lines from people to their unions that cross, counted the slow way."""
    at = {person["id"]: (person["x"], person["y"]) for person in layout["persons"]}
    lines = [
        (name, union["id"], at[name], (union["x"], union["y"]))
        for union in layout["unions"]
        for name in (*union["partners"], *union["children"])
    ]
    return sum(
        side(a, b, c) * side(a, b, d) < -1e-9 and side(c, d, a) * side(c, d, b) < -1e-9
        for (p, u, a, b), (q, v, c, d) in combinations(lines, 2)
        if p != q and u != v
    )


def partners_apart(layout: FamilyLayout) -> tuple[int, int]:
    """(couples with somebody between them or on two rows, couples)."""
    at = {person["id"]: person for person in layout["persons"]}
    apart = count = 0
    for union in layout["unions"]:
        if len(union["partners"]) == 2:
            one, other = (at[name] for name in union["partners"])
            low, high = sorted((one["x"], other["x"]))
            between = any(low < p["x"] < high and p["y"] == one["y"] for p in layout["persons"])
            count += 1
            apart += between or one["y"] != other["y"]
    return apart, count


def off_centre(layout: FamilyLayout) -> float:
    """How far unions stand from the middle of their children, on average, in symbols."""
    at = {person["id"]: person["x"] for person in layout["persons"]}
    spans = [(union["x"], [at[child] for child in union["children"]]) for union in layout["unions"]]
    off = [abs(x - (min(xs) + max(xs)) / 2) for x, xs in spans if xs]
    return sum(off) / len(off)


@pytest.mark.parametrize("name", FEWEST)
def test_fewest_crossings_and_unions_over_their_children(name: str) -> None:
    layout = layout_gedcom(FAMILIES / f"{name}.ged")
    assert crossings(layout) == FEWEST[name]
    assert off_centre(layout) <= 0.5


def test_nine_couples_in_ten_stand_side_by_side() -> None:
    counts = [partners_apart(layout_gedcom(FAMILIES / f"{name}.ged")) for name in FEWEST]
    assert sum(apart for apart, _ in counts) <= 0.1 * sum(count for _, count in counts)


def test_older_children_stand_left() -> None:
    for name in FEWEST:
        layout = layout_gedcom(FAMILIES / f"{name}.ged")
        births = {person.id: person.birth for person in read_family(FAMILIES / f"{name}.ged").pedigree.persons}
        at = {person["id"]: person["x"] for person in layout["persons"]}
        for union in layout["unions"]:
            for one, other in combinations(union["children"], 2):
                born, later = births[one], births[other]
                if born and later and born[0] != later[0]:
                    assert (born[0] < later[0]) == (at[one] < at[other])
