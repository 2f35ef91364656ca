"""The picture of the circles: nobody on anybody, nobody outside their ring, the same tomorrow; and on paper."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.painters import to_pdf, to_svg
from exporters.painters.meta import DocumentMeta
from models.casework import Desk
from models.circle_layout import CirclesLayout, name_lines, place, radii_for, short_labels
from models.circles import circles, circles_view, everybody, initials_only
from models.drawing import Rect, Text
from models.drawings.circles import circles_drawing, circles_figure, headline, rings_in_words
from models.drawings.look import Copy
from models.family_views import CirclesView, RingMove, RingPerson
from models.projections import Projector
from models.views import PersonView

NAMES = ("Nanna Mo", "Lisa", "Jo", "Sandra", "Miss Fiona Garvey", "a son, adopted", "Kofi and Abena's baby",
         "Bartholomew-Featherstonehaugh", "Ian", "نسرين", "Wes")  # fmt: skip


def person(number: int, name: str) -> PersonView:
    return PersonView(f"p{number}", name, name, name[0].upper())


def view_of(rings: list[tuple[str, str]], children: int = 3) -> CirclesView:
    people = tuple(
        RingPerson(person(n, name), ring, (RingMove(f"m{n}", ring, "2025-01-01"),))
        for n, (name, ring) in enumerate(rings)
    )
    middle = tuple(replace(person(100 + n, name), is_child=True) for n, name in enumerate("ABCDEFGH"[:children]))
    return CirclesView("c", "Case", "Circles", "2025-07-01", middle, people)


def assert_clean(layout: CirclesLayout) -> None:
    spots = [*layout.children, *layout.people]
    for one, other in itertools.combinations(spots, 2):
        assert not one.box.touches(other.box), (one.person.name, other.person.name)
    for spot in layout.people:
        assert layout.ring_at(spot.x, spot.y) == spot.ring
        edges = dict(zip(("inner", "middle", "outer"), itertools.pairwise((0.0, *layout.radii)), strict=True))
        near, far = edges[spot.ring]
        away = math.hypot(spot.x, spot.y)
        assert near + spot.size / 2 < away < far - spot.size / 2, spot.person.name


SOMEBODY = st.tuples(st.sampled_from(NAMES), st.sampled_from(["inner", "inner", "middle", "outer"]))


@settings(max_examples=25)
@given(rings=st.lists(SOMEBODY, max_size=24), children=st.integers(0, 7))
def test_nobody_stands_on_anybody(rings: list[tuple[str, str]], children: int) -> None:
    layout = place(view_of(rings, children))
    assert len(layout.people) == len(rings)
    assert_clean(layout)


@pytest.mark.parametrize("ring", ["inner", "middle", "outer", "all"])
def test_forty_people_are_still_readable(ring: str) -> None:
    rings = [(NAMES[n % 11], ring if ring != "all" else ("inner", "middle", "outer")[n % 3]) for n in range(40)]
    layout = place(view_of(rings))
    assert_clean(layout)
    assert layout.radii[2] < 460, "a name of 13 px is still 7.5 px where the picture is 540 px wide"


def test_somebody_more_moves_nobody_and_rings_keep_their_size() -> None:
    rings = [(name, ("inner", "middle", "outer")[n % 3]) for n, name in enumerate(NAMES)]
    whole = view_of(rings)
    order = [p.person.id for p in whole.people]
    radii = radii_for([whole], order)
    before = place(replace(whole, people=whole.people[:-1]), order, radii)
    after = place(whole, order, radii)
    assert before.radii == after.radii == radii
    assert [(s.person.id, s.x, s.y) for s in before.people] == [
        (s.person.id, s.x, s.y) for s in after.people if s.person.id != order[-1]
    ]
    assert place(whole, order, radii) == after
    inward = tuple(replace(p, ring="inner") if p.person.id == order[2] else p for p in whole.people)
    moved = place(replace(whole, people=inward), order, radii).spot(order[2])
    stood = after.spot(order[2])
    assert moved and stood
    turn = abs(math.atan2(moved.y, moved.x) - math.atan2(stood.y, stood.x))
    assert min(turn, 2 * math.pi - turn) < math.radians(40), "a person keeps their spoke"


def test_labels_and_names() -> None:
    people = [person(1, "Sandra"), person(2, "Steph"), person(3, "Stella"), person(4, "Jo")]
    assert list(short_labels(people).values()) == ["S", "St", "Ste", "J"]
    assert name_lines("Nanna Mo") == ("Nanna Mo",)
    assert name_lines("Miss Fiona Garvey")[0] == "Miss Fiona"
    first, second = name_lines("Kofi and Abena's very small baby")
    assert first == "Kofi and" and second.endswith("…")


def test_footprints_of_the_example(desk: Desk, example_ids: list[str]) -> None:
    harlow = next(case for case in map(desk.open_case, example_ids) if "Harlow" in str(case.rows.table("casefile")))
    projector = Projector(harlow.rows)
    ((circle_id, _, _),) = circles(projector, next(iter(projector.rows.table("workspace"))))
    view = circles_view(projector, circle_id)
    order = everybody(projector, circle_id)
    days = [circles_view(projector, circle_id, day.on) for day in view.days]
    radii = radii_for(days, order)
    for day in days:
        assert_clean(place(day, order, radii))
    lisa = next(p.person.id for p in view.people if p.person.name == "Lisa")
    prints = place(view, order, radii).footprints[lisa]
    assert [(p.ring, p.when) for p in prints] == [("outer", "14 Oct"), ("middle", "22 Jan")]
    assert headline(view) == ("7 people", "know everything.", "In October it was one.")
    assert headline(days[0]) == ("1 person", "knows everything.", "")
    _check_paper(view, lisa)
    hidden = initials_only(view, short_labels([p.person for p in view.people]))
    assert "Lisa" not in repr(hidden) and "L" in rings_in_words(hidden)


def _check_paper(view: CirclesView, lisa: str) -> None:
    copy = Copy(dt.date(2025, 7, 1), "Family copy")
    for paper in ("A4", "A3", "sheet"):
        drawing = circles_drawing(view, paper, copy)
        text = drawing.text()
        for words in ("Knows everything: Nanna Mo, Sandra, Carol, Lisa, Jo, Ian and Kofi.", "Seven adults",
                      "Danny is most nervous about Dean knowing.", "In October it was one.",
                      "I texted sorry first", "Who could be the second?"):  # fmt: skip
            assert words in text, (paper, words)
        assert text.index("How people moved") < text.index("Sandra: knew some")
        for page in drawing.pages:
            for item in page.items:
                if isinstance(item, Rect | Text):
                    assert -0.1 <= item.x <= page.width and -0.1 <= item.y <= page.height
    meta = DocumentMeta(title="Circles")
    assert to_pdf(circles_drawing(view, "A4", copy), meta).startswith(b"%PDF")
    assert b"Nanna Mo" in to_svg(circles_drawing(view, "sheet", copy), meta)
    layout = place(view)
    plain = circles_figure(layout)
    assert len(circles_figure(layout, footprints_of=lisa)) > len(plain) + 4


def test_empty_circles_have_a_page() -> None:
    drawing = circles_drawing(view_of([]), "A4")
    assert "Knows everything: Nobody." in drawing.text()
    assert headline(view_of([])) == ("Nobody", "knows everything yet.", "")
