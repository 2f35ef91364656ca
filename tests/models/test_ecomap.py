"""The ecomap: who stands round a home, what a reader sees of it, its picture and its paper, undo of every act."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import cards, ecomap, people
from models.drawings.courses import along, course, cut, length
from models.drawings.ecomap import ecomap_drawing
from models.drawings.ecomap_figure import Figure, direction, figure, nearest_slot, node_words
from models.ecomap import clockwise, ecomap_for, ecomap_view, homes_for, nameless, slots
from models.errors import KnownError
from models.family_views import EcomapNode, EcomapView, HomeMember, HomeView
from models.projections import Projector
from models.readers import FAMILY, KINDS, US, Reader
from models.views import PersonView, to_plain

SECRET = "Quillfeather"
OUTSIDE = [kind for kind in KINDS if kind != "us"]


@pytest.fixture
def home(family: Any) -> str:
    """A home with Ruby and Jay in it."""
    key = people.add_household(family.case, "7 Mill Lane")
    for person in (family.mum, family.jay):
        people.move_home(family.case, person, key)
    return key


def view_of(family: Any, home: str, reader: Reader = US) -> EcomapView:
    view = ecomap_for(Projector(family.case.rows), home, reader)
    assert view is not None
    return view


def labels(view: EcomapView) -> list[str]:
    return [node.label for node in view.nodes]


# Acts


def test_a_service_a_group_and_a_person_stand_round_the_home(family: Any, home: str) -> None:
    nan = people.add_person(family.case, "Nan Marsh", kind="family", relation="mum's mum")
    ecomap.add(family.case, home, name="Oakfield Primary", kind="strong", energy="in", member_id=family.jay)
    ecomap.add(family.case, home, person_id=nan, note="Comes on Fridays.")
    view = view_of(family, home)
    assert {(n.label, n.kind, n.energy, n.member.name if n.member else "") for n in view.nodes} == {
        ("Oakfield Primary", "strong", "in", "Jay"), ("Nan", "ordinary", "none", ""),
    }  # fmt: skip
    people.set_person(family.case, nan, known_as="Nanna")
    assert "Nanna" in labels(view_of(family, home))


def test_nobody_stands_there_twice_and_who_lives_there_stands_inside(family: Any, home: str) -> None:
    nan = people.add_person(family.case, "Nan")
    ecomap.add(family.case, home, person_id=nan)
    for person in (nan, family.mum):
        with pytest.raises(KnownError):
            ecomap.add(family.case, home, person_id=person)
    with pytest.raises(KnownError):
        ecomap.add(family.case, home, name="  ")
    with pytest.raises(ValueError, match="cannot set"):
        ecomap.add(family.case, home, name="GP", kind="wobbly")
    assert labels(view_of(family, home)) == ["Nan"]


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("School, strong", "School", {"kind": "strong"}),
        ("GP, costs strength, for Jay", "GP", {"energy": "out", "member": "Jay"}),
        ("Oakfield Primary, Strong, helps, for Jay, breakfast club", "Oakfield Primary",
         {"kind": "strong", "energy": "in", "member": "Jay", "note": "breakfast club"}),
        ("Food bank", "Food bank", {}),
        ("Uncle Ray, broken off, since May", "Uncle Ray", {"kind": "broken", "note": "since May"}),
    ],
)  # fmt: skip
def test_one_line(line: str, name: str, said: dict[str, str]) -> None:
    assert ecomap.link_from_line(line) == (name, said)


def test_every_act_is_one_step_that_can_be_undone(family: Any, home: str) -> None:
    first = ecomap.add(family.case, home, name="GP")
    second = ecomap.add(family.case, home, name="School")
    acts: list[Callable[[], object]] = [
        lambda: ecomap.add(family.case, home, name="Mosque"),
        lambda: ecomap.set_link(family.case, first, kind="weak"),
        lambda: ecomap.set_link(family.case, first, energy="both"),
        lambda: ecomap.set_link(family.case, first, member_id=family.jay),
        lambda: ecomap.set_link(family.case, first, note="Dr Bell"),
        lambda: ecomap.set_link(family.case, first, name="Surgery"),
        lambda: ecomap.place(family.case, first, 5),
        lambda: ecomap.exchange(family.case, first, second),
        lambda: ecomap.remove(family.case, second),
    ]
    for act in acts:
        before = view_of(family, home)
        act()
        after = view_of(family, home)
        assert after != before
        family.case.undo()
        assert view_of(family, home) == before
        family.case.redo()
        assert view_of(family, home) == after


def test_who_comes_next_moves_nobody(family: Any, home: str) -> None:
    stood: dict[str, int] = {}
    for number in range(12):
        ecomap.add(family.case, home, name=f"Group {number}")
        now = {node.label: node.slot for node in view_of(family, home).nodes}
        assert stood.items() <= now.items()
        stood = now
    gone = next(node for node in view_of(family, home).nodes if node.label == "Group 3")
    ecomap.remove(family.case, gone.id)
    assert {n.label: n.slot for n in view_of(family, home).nodes} == {k: v for k, v in stood.items() if k != "Group 3"}


def test_a_place_that_is_taken_is_exchanged(family: Any, home: str) -> None:
    first, second = (ecomap.add(family.case, home, name=name) for name in ("GP", "School"))
    ecomap.place(family.case, first, 1)
    places = {node.id: node.slot for node in view_of(family, home).nodes}
    assert places == {first: 1, second: 0}


@given(st.lists(st.floats(-5, 5000, allow_nan=False), max_size=70))
def test_everybody_has_a_place_of_their_own(positions: list[float]) -> None:
    rows = [{"id": str(i), "position": position} for i, position in enumerate(positions)]
    places = slots(rows)
    assert len(set(places.values())) == len(rows) and all(place >= 0 for place in places.values())


# Readers


@pytest.fixture
def guarded(family: Any, home: str) -> Any:
    """The secret stands in every place an ecomap can carry words."""
    case = family.case
    card = cards.add_card(case, family.workspace_id, "strength", "x")
    cards.restrict(case, "card", card, "not for outside", values=[SECRET])
    hidden = people.add_person(case, "Olive Marsh", relation="aunt")
    cards.restrict(case, "person", hidden, "she asked")
    lodger = people.add_person(case, "Lodger Lane")
    people.move_home(case, lodger, home)
    cards.restrict(case, "person", lodger, "hidden member")
    ecomap.add(case, home, name="School", note=f"Head is Ms {SECRET}")
    ecomap.add(case, home, name=f"{SECRET} Trust")
    ecomap.add(case, home, person_id=hidden, note="sees Olive")
    ecomap.add(case, home, name="Probation", member_id=lodger)
    ecomap.add(case, home, name="Mosque")
    return family


def said(view: EcomapView | None) -> str:
    return json.dumps(to_plain(view), ensure_ascii=False)


@pytest.mark.parametrize("kind", OUTSIDE)
def test_restricted_people_homes_and_words_leave_no_trace(guarded: Any, home: str, kind: str) -> None:
    reader = Reader(kind, "Ruby" if kind == "parent" else None)
    view = view_of(guarded, home, reader)
    words = said(view) + " ".join(ecomap_drawing(view, paper).text() for paper in ("A4", "A3", "sheet"))  # type: ignore[arg-type]
    for secret in (SECRET, "Olive", "Lodger", "Probation"):
        assert secret.casefold() not in words.casefold()
    assert set(labels(view)) == {"School", "Mosque"}
    # No empty place tells that somebody stands there.
    assert sorted(node.slot for node in view.nodes) == [0, 1]


def test_the_control_without_protection_everything_is_there(guarded: Any, home: str) -> None:
    for row in list(guarded.case.rows.table("restriction")):
        del guarded.case.rows.table("restriction")[row]
    words = said(view_of(guarded, home, FAMILY))
    assert all(secret in words for secret in (SECRET, "Olive", "Lodger", "Probation"))


def test_a_restricted_home_is_neither_shown_nor_offered(family: Any, home: str) -> None:
    cards.restrict(family.case, "household", home, "refuge")
    projector = Projector(family.case.rows)
    assert ecomap_for(projector, home, FAMILY) is None
    assert homes_for(projector, family.workspace_id, FAMILY) == ()
    assert [h.id for h in homes_for(projector, family.workspace_id)] == [home]


def test_the_index_child_s_home_comes_first(family: Any, home: str) -> None:
    other = people.add_household(family.case, "Another")
    nan = people.add_person(family.case, "Nan")
    people.move_home(family.case, nan, other)
    assert [h.id for h in homes_for(Projector(family.case.rows), family.workspace_id)] == [home, other]
    people.move_home(family.case, family.jay, other)
    assert homes_for(Projector(family.case.rows), family.workspace_id)[0].id == other


def test_a_home_that_is_gone_is_said(family: Any) -> None:
    with pytest.raises(KnownError):
        ecomap_view(Projector(family.case.rows), "nowhere")


def test_without_names_nothing_names_anybody(family: Any, home: str) -> None:
    nan = people.add_person(family.case, "Nan Marsh", relation="Jay's granny")
    ecomap.add(family.case, home, person_id=nan, note="Nan is here", member_id=family.jay)
    ecomap.add(family.case, home, name="Oakfield Primary")
    words = said(nameless(view_of(family, home)))
    assert not any(name in words for name in ("Nan", "Jay", "Ruby", "Oakfield", "Mill Lane", "Marsh"))


# The picture


def person(key: str, name: str, **facts: Any) -> PersonView:
    return PersonView(key, name, name, name[:1], **facts)


def drawn(names: list[str], members: int, slots_: list[int] | None = None) -> EcomapView:
    lives = tuple(
        HomeMember(person(f"m{i}", f"Child {i}", gender=("male", "female", "non_binary", "unknown")[i % 4]))
        for i in range(members)
    )
    kinds, ways = ("strong", "ordinary", "weak", "stressful", "broken"), ("none", "in", "out", "both")
    nodes = tuple(
        EcomapNode(
            f"n{i}", name, None if i % 3 else person(f"p{i}", name, relation="a neighbour over the road"),
            lives[i % members].person if members and i % 2 else None, kinds[i % 5], ways[i % 4],
            slot=slots_[i] if slots_ else i,
        )
        for i, name in enumerate(names)
    )  # fmt: skip
    return EcomapView("The Marsh family", "2025-07-01", HomeView("h", "7 Mill Lane", members=lives), nodes)


def assert_apart(picture: Figure) -> None:
    discs = [(ball.x, ball.y, ball.radius) for ball in picture.balls] + [(0.0, 0.0, picture.radius)]
    for (x1, y1, r1), (x2, y2, r2) in itertools.combinations(discs, 2):
        assert math.hypot(x1 - x2, y1 - y2) > r1 + r2 + 5
    for x, y, radius in discs:
        assert picture.left <= x - radius and x + radius <= picture.right
        assert picture.top <= y - radius and y + radius <= picture.bottom


@given(
    st.lists(st.text(st.characters(categories=("L", "N", "Zs")), min_size=1, max_size=60), max_size=34),
    st.integers(0, 9),
    st.randoms(use_true_random=False),
)
def test_nobody_stands_on_anybody(names: list[str], members: int, chance: Any) -> None:
    slots_ = chance.sample(range(64), len(names))
    assert_apart(figure(drawn(names, members, slots_)))
    for one, other in itertools.combinations(figure(drawn([], members)).members, 2):
        assert max(abs(one.x - other.x), abs(one.y - other.y)) > 26


def test_thirty_are_readable_on_a4() -> None:
    names = [("Oakfield Primary", "Food bank", "Nanna Mo", "GP", "Early help team")[i % 5] for i in range(30)]
    page = ecomap_drawing(drawn(names, 4), "A4").pages[0]
    sizes = [item.size for item in page.items if type(item).__name__ == "Text"]
    assert min(sizes) > 6.5


@pytest.mark.parametrize("paper", ["A4", "A3", "sheet"])
@pytest.mark.parametrize("count", [0, 1, 8, 30])
def test_paper_says_in_words_what_it_shows(paper: Any, count: int) -> None:
    view = drawn([f"Group {i}" for i in range(count)], 3)
    drawing = ecomap_drawing(view, paper)
    listed = drawing.text()
    for node in view.nodes:
        assert node_words(node) in listed
    for page in drawing.pages:
        for item in page.items:
            if type(item).__name__ == "Text":
                assert item.x >= 10 and item.x + item.width <= page.width - 10 and 10 < item.y < page.height - 5
    if paper == "sheet":
        assert len(drawing.pages) == 1


def test_places_are_told_by_direction() -> None:
    assert [round(clockwise(slot) * 8) for slot in range(8)] == [0, 4, 2, 6, 1, 5, 3, 7]
    assert direction(0)[1] < 0 < direction(1)[1] and direction(2)[0] > 0 > direction(3)[0]
    for slot in range(16):
        x, y = direction(slot)
        assert nearest_slot(x * 300, y * 300, range(16)) == slot


def test_courses() -> None:
    way = course((0, 0), (50, 0), (50, 80))
    assert way[0] == (0, 0) and way[-1] == (50, 80)
    assert 94 < length(way) < 130
    short = cut(way, 10)
    assert math.dist(short[-1], (50, 80)) == pytest.approx(10, abs=0.5)
    spot, (dx, dy) = along(course((0, 0), None, (100, 0)), 30)
    assert spot == pytest.approx((30, 0)) and (dx, dy) == pytest.approx((1, 0))
