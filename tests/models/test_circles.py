"""Safety circles: standing on a day, playback, gaps, bottom lines, readers; moves by random hands."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.acts import circles as acts
from models.acts.cards import add_card
from models.acts.people import add_household, add_person, move_home, set_person
from models.casework import Case, Desk
from models.circle_checks import checked, speaks_of_circles
from models.circle_words import minutes_in
from models.circles import circles, circles_for, circles_view, relatives
from models.entities import Partnership, Restriction
from models.errors import KnownError
from models.family_views import CirclesView
from models.projections import Projector
from models.readers import FAMILY, US
from models.views import to_plain

DAYS = ("2025-01-10", "2025-02-20", "2025-06-17")


@dataclass
class Ring:
    """A case with one set of circles; people by name."""

    case: Case
    workspace_id: str
    child: str
    id: str
    people: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, **fields: Any) -> str:
        self.people[name] = add_person(self.case, name, **fields)
        return self.people[name]

    def put(self, name: str, ring: str, on: str = DAYS[0], **words: Any) -> str | None:
        return acts.move(self.case, self.id, self.people[name], ring, on, **words)

    def view(self, on: str | None = None) -> CirclesView:
        return circles_view(Projector(self.case.rows), self.id, on)

    def rings(self, on: str | None = None) -> dict[str, str]:
        return {person.person.name: person.ring for person in self.view(on).people}


@pytest.fixture
def ring(family: Any) -> Ring:
    made = Ring(family.case, family.workspace_id, family.jay, acts.start_circles(family.case, family.workspace_id))
    for name in ("Nan", "Lisa"):
        made.add(name, relation="mum's side")
    made.add("Sandra", kind="friend", relation="next door")
    return made


def test_everybody_stands_where_their_latest_move_put_them(ring: Ring) -> None:
    ring.put("Nan", "inner")
    ring.put("Lisa", "outer")
    ring.put("Lisa", "middle", DAYS[1])
    ring.put("Lisa", "inner", DAYS[2], asked="Shauna", helped="I texted sorry first.")
    acts.leave(ring.case, ring.id, ring.people["Nan"], DAYS[2])
    assert ring.rings("2025-01-09") == {}
    assert ring.rings(DAYS[0]) == {"Nan": "inner", "Lisa": "outer"}
    assert ring.rings("2025-06-16") == {"Nan": "inner", "Lisa": "middle"}
    assert ring.rings() == {"Lisa": "inner"}
    view = ring.view()
    assert [(day.on, day.inner) for day in view.days] == [(DAYS[0], 1), (DAYS[1], 1), (DAYS[2], 1)]
    (lisa,) = view.people
    assert [(m.ring, m.moved_on, m.asked, m.helped) for m in lisa.moves] == [
        ("outer", DAYS[0], None, None), ("middle", DAYS[1], None, None),
        ("inner", DAYS[2], "Shauna", "I texted sorry first."),
    ]  # fmt: skip
    assert [len(p.moves) for p in ring.view(DAYS[1]).people] == [1, 2], "the past does not know what came later"


def test_a_move_on_the_same_day_replaces_and_back_again_is_none(ring: Ring) -> None:
    ring.put("Lisa", "outer")
    first = ring.put("Lisa", "middle", DAYS[1])
    assert ring.put("Lisa", "inner", DAYS[1]) == first
    assert ring.rings() == {"Lisa": "inner"}
    assert ring.put("Lisa", "outer", DAYS[1]) is None
    assert [day.on for day in ring.view().days] == [DAYS[0]]
    kept = ring.put("Lisa", "middle", DAYS[1], helped="Tea first.")
    assert ring.put("Lisa", "outer", DAYS[1]) == kept, "what somebody said is not thrown away by a drag back"
    assert ring.put("Lisa", "outer", DAYS[2]) is None


def test_who_came_and_went_on_one_day_was_never_there(ring: Ring) -> None:
    ring.put("Lisa", "outer")
    acts.leave(ring.case, ring.id, ring.people["Lisa"], DAYS[0])
    assert ring.view().days == ()
    ring.case.undo()
    assert ring.rings() == {"Lisa": "outer"}


def test_steps_are_put_right_afterwards(ring: Ring) -> None:
    first = ring.put("Lisa", "outer")
    second = ring.put("Lisa", "inner", DAYS[1], helped="a")
    assert first and second
    acts.set_move(ring.case, second, helped=" Tea. ", asked="Jo", moved_on=DAYS[2])
    (lisa,) = ring.view().people
    assert (lisa.moves[1].helped, lisa.moves[1].asked, lisa.moves[1].moved_on) == ("Tea.", "Jo", DAYS[2])
    acts.set_move(ring.case, second, moved_on=DAYS[0])
    assert [m.id for m in ring.view().people[0].moves] == [second], "it takes the place of that day's move"
    acts.remove_move(ring.case, second)
    assert ring.rings() == {}
    with pytest.raises(KnownError):
        acts.set_move(ring.case, second, helped="x")
    with pytest.raises(KnownError):
        ring.put("Lisa", "inner", "2025")
    with pytest.raises(ValueError, match="no such ring"):
        ring.put("Lisa", "heart")


def test_somebody_new_is_one_step(ring: Ring) -> None:
    person = acts.add_person_to(ring.case, ring.id, "Wes", "middle", DAYS[0], kind="friend")
    assert ring.rings() == {"Wes": "middle"}
    ring.case.undo()
    assert person not in ring.case.rows.table("person")
    assert ring.rings() == {}


def test_siblings_share_or_have_their_own(ring: Ring) -> None:
    mila = add_person(ring.case, "Mila", child_of_workspace=ring.workspace_id)
    alfie = add_person(ring.case, "Alfie", child_of_workspace=ring.workspace_id)
    ring.put("Lisa", "outer")
    ring.put("Lisa", "inner", DAYS[1])
    acts.say(ring.case, ring.id, "nervous", ring.people["Lisa"], words="what she'll think")
    own = acts.split(ring.case, ring.id, mila, "Mila's circles")
    projector = Projector(ring.case.rows)
    assert [(title, [c.name for c in children]) for _, title, children in circles(projector, ring.workspace_id)] == [
        ("Circles of Jay and Alfie", ["Jay", "Alfie"]), ("Mila's circles", ["Mila"]),
    ]  # fmt: skip
    theirs, hers = circles_view(projector, ring.id), circles_view(projector, own)
    assert [(p.person.name, p.ring, [m.moved_on for m in p.moves]) for p in hers.people] == [
        ("Lisa", "inner", [DAYS[0], DAYS[1]])
    ]
    assert [s.words for s in hers.said] == [s.words for s in theirs.said] == ["what she'll think"]
    acts.move(ring.case, own, ring.people["Lisa"], "middle", DAYS[2])
    assert ring.rings() == {"Lisa": "inner"}, "the shared circles stay as they were"
    with pytest.raises(KnownError):
        acts.split(ring.case, own, mila)
    both = acts.start_circles(ring.case, ring.workspace_id, [mila, alfie])
    assert [c.name for c in circles_view(Projector(ring.case.rows), both).children] == ["Mila", "Alfie"]


def test_relatives_are_family_and_whom_unions_link(ring: Ring) -> None:
    carer, partner, pal = ring.add("Pauline", kind="carer"), ring.add("Abe", kind="friend"), ring.add("Steph")
    set_person(ring.case, pal, kind="friend")
    with ring.case.edit("union") as session:
        session.add(Partnership(case_id=ring.case.id, first_id=ring.people["Nan"], second_id=partner))
    kin = relatives(ring.case.rows, [ring.child])
    assert ring.people["Nan"] in kin
    assert not kin & {carer, pal, ring.people["Sandra"], partner}
    with ring.case.edit("union") as session:
        session.add(Partnership(case_id=ring.case.id, first_id=ring.child, second_id=partner))
    assert partner in relatives(ring.case.rows, [ring.child])


def test_gaps_are_quiet_questions_that_answers_close(ring: Ring) -> None:
    assert ring.view().gaps == ()
    ring.put("Nan", "inner")
    assert [gap.kind for gap in ring.view().gaps] == ["outside_family", "near", "chosen"]
    assert ring.view().gaps[2].question == "Whom would Jay choose?"
    ring.put("Sandra", "inner", DAYS[1])
    assert [gap.kind for gap in ring.view().gaps] == ["chosen"], "next door is near"
    acts.say(ring.case, ring.id, "chosen", ring.people["Lisa"], by_id=ring.child)
    ring.put("Lisa", "outer", DAYS[1])
    assert ring.view().gaps[0].question.startswith("Jay chose Lisa, who does not know everything yet.")
    ring.put("Lisa", "inner", DAYS[2])
    assert ring.view().gaps == ()


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("6 minutes' walk from 12 Tanner's Row", 6), ("a 15-minute drive", 15), ("next door", 1), ("2 streets away", 4),
     ("two streets away", 4), ("9 miles away", None), (None, None), ("over the road", 1)],
)  # fmt: skip
def test_how_far_away_people_say_it(said: str | None, minutes: int | None) -> None:
    assert minutes_in(said) == minutes


def test_how_far_away_somebody_is(ring: Ring) -> None:
    home = add_household(ring.case, "Nan's", distance="6 minutes' walk")
    move_home(ring.case, ring.people["Nan"], home)
    for name in ring.people:
        ring.put(name, "inner")
    minutes = {p.person.name: p.minutes_away for p in ring.view().people}
    assert minutes == {"Nan": 6, "Lisa": None, "Sandra": 1}
    set_person(ring.case, ring.people["Nan"], minutes_away=25)
    move_home(ring.case, ring.child, home)
    move_home(ring.case, ring.people["Lisa"], home)
    minutes = {p.person.name: p.minutes_away for p in ring.view().people}
    assert minutes == {"Nan": 25, "Lisa": 0, "Sandra": 1}


LINES = [
    ("At least six adults who know everything, two of them not relatives.",
     [(False, "Three adults so far. Who could be the fourth?"),
      (False, "One who is not a relative: Sandra. Who could be the second?")]),
    ("3 people know everything, one of whom is outside the family",
     [(True, "Three adults"), (True, "One who is not a relative: Sandra")]),
    ("Two grown-ups who know everything, at least one who lives within 5 minutes.",
     [(True, "Three grown-ups"), (True, "One within 5 minutes: Sandra")]),
    ("Enough people know.", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "wanted"), LINES)
def test_bottom_lines_are_counted_in_words(ring: Ring, line: str, wanted: list[tuple[bool, str]]) -> None:
    add_card(ring.case, ring.workspace_id, "bottom_line", line)
    add_card(ring.case, ring.workspace_id, "bottom_line", "Danny does not sleep here.")
    for name in ring.people:
        ring.put(name, "inner")
    ring.add("Priya", kind="professional")
    ring.put("Priya", "inner")
    (found,) = checked(ring.view())
    assert found.words == line
    assert [(check.met, check.words) for check in found.checks] == wanted


def test_only_lines_about_knowing_are_checked() -> None:
    assert speaks_of_circles("Five adults who know everything.")
    assert not speaks_of_circles("Jayden and Mila have heard the words and pictures.")


# ---- readers -----------------------------------------------------------------------------------------------------


def restrict(case: Case, **fields: Any) -> None:
    with case.edit("Held back") as session:
        session.add(Restriction(case_id=case.id, reason="asked", fact="x", **fields))


def test_restricted_people_leave_no_trace(ring: Ring) -> None:
    ring.put("Nan", "inner")
    secret = ring.add("Zelda Quill", kind="friend", relation="over the road")
    ring.put("Zelda Quill", "inner", DAYS[1], helped="Zelda rang.")
    ring.put("Lisa", "middle", DAYS[0], asked="Zelda Quill", helped="She rang.")
    acts.say(ring.case, ring.id, "nervous", ring.people["Lisa"], by_id=secret, words="She talks.")
    acts.say(ring.case, ring.id, "chosen", secret, by_id=ring.child)
    before = circles_for(Projector(ring.case.rows), ring.id, FAMILY)
    assert len(before.people) == 3, "the control: without a restriction everybody is seen"
    assert before.days[-1].inner == 2
    restrict(
        ring.case, target_table="person", target_id=secret, values_json=json.dumps(["Zelda Quill", "Zelda"])
    )  # fmt: skip
    seen = circles_for(Projector(ring.case.rows), ring.id, FAMILY)
    assert [p.person.name for p in seen.people] == ["Nan", "Lisa"]
    assert [(day.on, day.inner) for day in seen.days] == [(DAYS[0], 1)], "nor does the day of the move"
    assert seen.said == ()
    assert [gap.kind for gap in seen.gaps] == ["outside_family", "near", "chosen"]
    assert seen.people[1].moves[0].asked is None
    assert "zelda" not in json.dumps(to_plain(seen)).lower()
    ours = circles_for(Projector(ring.case.rows), ring.id, US)
    assert "Zelda Quill" in json.dumps(to_plain(ours)), "the control: we see it all"
    assert len(ours.days) == 2


def test_a_public_name_brings_nothing_else(ring: Ring) -> None:
    joshua = ring.add("Joshua Tillman", minutes_away=3)
    acts.move(ring.case, ring.id, joshua, "outer", DAYS[0], note="I want to find him at 18")
    restrict(ring.case, target_table="person", target_id=joshua, public_name="a son, adopted",
             values_json=json.dumps(["Joshua Tillman", "Joshua"]))  # fmt: skip
    (seen,) = circles_for(Projector(ring.case.rows), ring.id, FAMILY).people
    assert (seen.person.name, seen.minutes_away, seen.moves[0].note) == ("a son, adopted", None, None)
    (ours,) = ring.view().people
    assert (ours.minutes_away, ours.moves[0].note) == (3, "I want to find him at 18")


def test_the_example_families(desk: Desk, example_ids: list[str]) -> None:
    seen = {}
    for case_id in example_ids:
        projector = Projector(desk.open_case(case_id).rows)
        for workspace in projector.rows.table("workspace"):
            for circle_id, _, children in circles(projector, workspace, FAMILY):
                view = circles_for(projector, circle_id, FAMILY)
                lines = [(c.met, c.words) for line in checked(view) for c in line.checks]
                seen[children[0].name] = ([day.inner for day in view.days], [len(view.ring(r)) for r in
                                          ("inner", "middle", "outer")], lines)  # fmt: skip
    assert seen == {
        "Jayden": ([1, 3, 7], [7, 3, 2], [(True, "Seven adults"),
                   (False, "One who is not a relative: Sandra. Who could be the second?")]),
        "Amir": ([1, 4, 7], [7, 2, 1], [(True, "Seven adults"),
                 (True, "Three within 10 minutes: Joy, Nasreen and Yusuf")]),
        "Leah": ([3], [3, 4, 3], []),
    }  # fmt: skip


# ---- by random hands ---------------------------------------------------------------------------------------------

STEP = st.tuples(st.sampled_from(["Nan", "Lisa", "Sandra"]), st.sampled_from(["inner", "middle", "outer", "left"]),
                 st.integers(0, 5))  # fmt: skip


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_moves_in_any_order_stand_right_and_undo_whole(ring: Ring, steps: list[tuple[str, str, int]]) -> None:
    case = ring.case
    for row in list(case.rows.table("circle_move")):
        acts.remove_move(case, row)
    plain: dict[str, dict[str, str]] = {}
    states = []
    for name, where, offset in steps:
        day = (dt.date(2025, 1, 1) + dt.timedelta(offset)).isoformat()
        states.append(json.dumps(to_plain(ring.view())))
        seq = len(case.history())
        acts.move(case, ring.id, ring.people[name], where, day)
        if len(case.history()) == seq:
            states.pop()
        mine = plain.setdefault(name, {})
        before = mine.get(max((d for d in mine if d < day), default=""), "left")
        mine[day] = where
        if where == before:
            del mine[day]  # standing where one stood is no move
        plain = {who: days for who, days in plain.items() if days}
        latest = {who: days[max(days)] for who, days in plain.items()}
        assert ring.rings() == {who: r for who, r in latest.items() if r != "left"}
        for on in sorted({d for days in plain.values() for d in days}):
            then = {w: days[max(d for d in days if d <= on)] for w, days in plain.items() if min(days) <= on}
            assert ring.rings(on) == {who: r for who, r in then.items() if r != "left"}
    for state in reversed(states):
        case.undo()
        assert json.dumps(to_plain(ring.view())) == state
