"""The trajectory chart: one to forty rounds, close days, honest falls, targets, words; days and places both ways."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawing import Line, Rect, Text
from models.drawings.time_axis import Axis, kept_apart, padded
from models.drawings.trajectory import Trajectory, targets, trajectory, trajectory_in_words
from models.thinking_views import EventView, TimelineView
from models.views import PersonView, RoundView, ScaleView, ScoreView, StrandTag

START = dt.date(2024, 9, 5)
PEOPLE = [PersonView(str(i), f"Person {i}", f"Person {i}", f"P{i}") for i in range(40)]


def round_of(place: int, day: dt.date, values: Sequence[int]) -> RoundView:
    scores = tuple(ScoreView(f"{place}-{i}", PEOPLE[i], "given", value) for i, value in enumerate(values))
    return RoundView(f"r{place}", day.isoformat(), day.isoformat(), None, True, scores)


def event(key: str, on: str, kind: str = "event", state: str = "past", target: int | None = None) -> EventView:
    return EventView(key, on, None, on, f"Event {key}", kind, state, target)


def view_of(
    rounds: Sequence[RoundView], events: Sequence[EventView] = (), closed_on: str | None = None
) -> tuple[TimelineView, ScaleView]:
    scale = ScaleView("sc", "st", "wellbeing", "Wellbeing scale", "?", "0", "10", tuple(rounds), None, closed_on)
    days = [START.isoformat(), "2025-07-01", *(r.held_on for r in rounds), *(e.on for e in events)]
    view = TimelineView("Case", "Work", "2025-07-01", "safety", tuple(events), (scale,),
                        (StrandTag("st", 1, "Calm"),), min(days), max(days))  # fmt: skip
    return view, scale


def said(made: Trajectory) -> list[str]:
    """The words of the chart, run by run."""
    return [item.text for item in made.items if isinstance(item, Text)]


def text(made: Trajectory) -> str:
    return " ".join(said(made))


def dots(made: Trajectory) -> list[Rect]:
    return [i for i in made.items if isinstance(i, Rect) and i.fill == "ink" and not i.stroke]


def test_everybody_is_a_dot_on_their_number_and_the_spread_is_in_words() -> None:
    made = trajectory(
        *view_of([round_of(0, START, [1, 4, 4, 8]), round_of(1, dt.date(2025, 3, 1), [5, 5, 6])]), 800, 400
    )
    assert len(dots(made)) == 7
    first = sorted(dot.y + dot.height / 2 for dot in dots(made)[:4])
    assert first == pytest.approx([made.y(8), made.y(4), made.y(4), made.y(1)])
    assert "1 to 8" in text(made) and "5 to 6" in text(made)
    assert [c.words for c in made.capsules] == ["1 to 8", "5 to 6"]
    # The mean of the first round, 4.25, stands nowhere.
    assert "4.2" not in text(made) and "average" not in text(made)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 25, 40])
@pytest.mark.parametrize("width", [515, 850])
def test_rounds_a_week_apart_never_lie_on_each_other(count: int, width: int) -> None:
    rounds = [round_of(i, START + dt.timedelta(7 * i), [i % 11, 10 - i % 11, *[5] * 10]) for i in range(count)]
    made = trajectory(*view_of(rounds), width, 250)
    for one, two in itertools.pairwise(made.capsules):
        assert one.left + one.width <= two.left + 0.01
        assert one.held_on <= two.held_on
    assert all(made.axis.left <= c.left and c.left + c.width <= made.axis.right + 1 for c in made.capsules)
    assert all(abs(c.x - c.day_x) < 40 for c in made.capsules), "near their days"
    assert len(dots(made)) == 12 * count
    labels = [i for i in made.items if isinstance(i, Text) and i.colour == "ink" and i.size == 9.0]
    assert labels, "some of the spreads are said"
    boxes = [(c.left, c.y, c.left + c.width, c.y + c.height) for c in made.capsules]
    for label in labels:
        middle = (label.x + label.width / 2, label.y - 3)
        assert not any(a < middle[0] < z and t < middle[1] < b for a, t, z, b in boxes), "no words across a capsule"


def test_three_rounds_on_one_day_stand_side_by_side_tied_to_it() -> None:
    day = dt.date(2025, 1, 17)
    made = trajectory(*view_of([round_of(i, day, [3, 7]) for i in range(3)]), 800, 400)
    assert len({c.day_x for c in made.capsules}) == 1 and len({c.x for c in made.capsules}) == 3
    ties = [
        i for i in made.items if isinstance(i, Line) and i.x1 == made.capsules[0].day_x and i.colour == "lineStrong"
    ]
    assert len(ties) == 2


def test_thirty_people_on_one_number_stay_within_it() -> None:
    made = trajectory(*view_of([round_of(0, START, [7] * 30)]), 515, 230)
    step = (made.bottom - made.top) / 10
    assert all(abs(dot.y + dot.height / 2 - made.y(7)) <= step / 2 for dot in dots(made))
    places = {(round(dot.x, 2), round(dot.y, 2)) for dot in dots(made)}
    assert len(places) == 30


def test_a_fall_is_drawn_as_it_was() -> None:
    rounds = [round_of(0, START, [7, 8]), round_of(1, dt.date(2025, 2, 1), [2, 3])]
    view, scale = view_of(rounds, [event("e", "2025-01-19", "setback")])
    made = trajectory(view, scale, 800, 400)
    assert made.capsules[1].y > made.capsules[0].y + made.capsules[0].height
    assert any(isinstance(i, Line) and i.colour == "worry" for i in made.items)
    assert "Setback on 2025-01-19: Event e." in trajectory_in_words(view, scale)


def test_rounds_with_nobody_are_told_and_hide_nothing() -> None:
    rounds = [round_of(0, START, [3]), round_of(1, dt.date(2025, 2, 1), []), round_of(2, dt.date(2025, 4, 1), [4])]
    view, scale = view_of(rounds)
    made = trajectory(view, scale, 800, 400)
    assert [c.round_id for c in made.capsules] == ["r0", "r2"]
    assert "On 2025-02-01 nobody gave a number." in trajectory_in_words(view, scale)
    assert trajectory(*view_of([]), 800, 400).capsules == ()
    assert trajectory_in_words(*view_of([])) == "Nobody has scored yet."


def test_a_round_not_shown_yet_is_no_part_of_the_picture() -> None:
    hidden = RoundView("r9", "2025-06-01", "1 June", None, False, ())
    view, scale = view_of([round_of(0, START, [3]), hidden])
    assert len(trajectory(view, scale, 800, 400).capsules) == 1
    assert "1 June" not in trajectory_in_words(view, scale)


def test_what_is_planned_is_hollow_and_a_closed_scale_has_no_target() -> None:
    ahead = [event("t", "2025-11-30", "step_down", "planned", 8), event("p", "2026-01-15", "close", "planned")]
    view, scale = view_of([round_of(0, START, [5, 8])], ahead)
    made = trajectory(view, scale, 800, 400)
    assert "everyone at 8 or above" in text(made) and "What we plan" in text(made)
    assert any(isinstance(i, Rect) and i.fill == "nextTint" and i.height > 200 for i in made.items)
    assert "Planned for 2025-11-30: everyone at 8 or above." in trajectory_in_words(view, scale)
    view, scale = view_of([round_of(0, START, [5, 8])], ahead, closed_on="2025-06-09")
    made = trajectory(view, scale, 800, 400)
    assert targets(view, scale) == [] and "everyone" not in text(made) and "What we plan" not in text(made)
    assert "closed 9 June 2025" in text(made)
    assert trajectory_in_words(view, scale).endswith("Closed 9 June 2025.")


def test_a_target_of_another_strand_is_not_shown() -> None:
    other = EventView("t", "2025-11-30", None, "", "x", "close", "planned", 8, StrandTag("other", 2, "Other"))
    assert targets(*view_of([], [other])) == []
    mine = EventView("t", "2025-11-30", None, "", "x", "close", "planned", 8, StrandTag("st", 1, "Calm"))
    assert targets(*view_of([], [mine])) == [mine]


def test_pointing_at_events_and_rounds() -> None:
    events = [event("a", "2024-10-01"), event("b", "2024-10-02", "harm"), event("c", "2025-12-01", state="planned")]
    view, scale = view_of([round_of(0, START, [5, 8])], events)
    made = trajectory(view, scale, 800, 400, chosen="2025-01-01")
    for mark in made.marks:
        assert made.mark_at(mark.x, mark.y) == mark
        assert made.axis.day(mark.day_x).isoformat() == mark.on
    a, b, _c = made.marks
    assert b.x - a.x >= a.size, "two days running do not hide each other"
    capsule = made.capsules[0]
    assert made.capsule_at(capsule.x, capsule.y + 3) == capsule
    assert made.capsule_at(capsule.x + 200, capsule.y) is None and made.mark_at(5, 5) is None


def test_days_long_before_stand_at_the_end_of_the_line() -> None:
    view, scale = view_of(
        [round_of(0, START, [5, 8])], [event("old", "1998-03-01", "harm"), event("new", "2025-01-01")]
    )
    made = trajectory(replace(view, first="2024-08-01"), scale, 800, 400)
    old, _new = made.marks
    assert old.x == pytest.approx(made.axis.left + old.size / 2)
    strokes = [
        i for i in made.items if isinstance(i, Line) and i.colour == "ink" and abs(i.x1 - i.x2) < 9 and i.x1 != i.x2
    ]
    assert len(strokes) == 2
    control = trajectory(view_of([round_of(0, START, [5, 8])], [event("new", "2025-01-01")])[0], scale, 800, 400)
    assert not [i for i in control.items if isinstance(i, Line) and i.colour == "ink" and 0 < abs(i.x1 - i.x2) < 9]


def test_the_line_of_days_alone() -> None:
    view, _scale = view_of([], [event("a", "2024-10-01")])
    made = trajectory(view, None, 600, 50)
    assert [m.event_id for m in made.marks] == ["a"] and made.capsules == ()
    assert all(0 <= i.y <= 50 for i in made.items if isinstance(i, Text))


@given(
    st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)),
    st.integers(0, 40000),
    st.integers(0, 40000),
    st.integers(60, 2000),
)
def test_a_day_has_a_place_and_back(first: dt.date, length: int, into: int, width: int) -> None:
    length = min(length, (dt.date.max - first).days)
    day = first + dt.timedelta(min(into, length))
    axis = padded(first, first + dt.timedelta(length), 20, 20 + width, 8)
    assert axis.left <= axis.x(day) <= axis.right
    whole = (axis.last - axis.first).days
    assert abs((axis.day(axis.x(day)) - day).days) <= 1 + whole * 1e-9
    assert axis.first <= first and axis.last >= first + dt.timedelta(length)
    ticks = [x for x, _words in axis.months(40)]
    assert all(two - one >= 39 for one, two in itertools.pairwise(ticks))


@given(st.lists(st.floats(0, 500), max_size=60), st.floats(0, 60))
def test_things_are_kept_apart_in_their_order(wanted: list[float], room: float) -> None:
    placed = kept_apart(sorted(wanted), room, 0, 500)
    share = min(room, 500 / max(len(wanted) - 1, 1))
    assert all(two - one >= share - 1e-6 for one, two in itertools.pairwise(placed))
    assert all(-1e-6 <= place <= 500 + 1e-6 for place in placed)
    if room == 0:
        assert placed == pytest.approx(sorted(wanted))


def test_the_axis_names_months_with_their_year() -> None:
    axis = Axis(dt.date(2024, 9, 20), dt.date(2026, 1, 20), 0, 800)
    words = [name for _x, name in axis.months(60)]
    assert words == ["Nov 2024", "Jan 2025", "March", "May", "July", "Sep", "Nov", "Jan 2026"]


def random_rounds() -> st.SearchStrategy[list[tuple[int, list[int]]]]:
    values = st.lists(st.integers(0, 10), max_size=20)
    return st.lists(st.tuples(st.integers(0, 900), values), max_size=40)


@given(random_rounds(), st.integers(200, 1200), st.integers(120, 600))
def test_any_rounds_can_be_drawn(found: list[tuple[int, list[int]]], width: int, height: int) -> None:
    found.sort(key=lambda pair: pair[0])
    rounds = [round_of(i, START + dt.timedelta(day), values) for i, (day, values) in enumerate(found)]
    made = trajectory(*view_of(rounds), width, height)
    assert len(made.capsules) == sum(bool(values) for _day, values in found)
    assert len(dots(made)) == sum(len(values) for _day, values in found)
