"""Lines drawn by hand: what is kept of them, how they are drawn, and what a rubber leaves."""

from __future__ import annotations

import itertools
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import strokes
from models.drawing import Path
from models.picture_views import Point

tenths = st.integers(-99_999, 99_999).map(lambda value: value / 10)
pressures = st.integers(0, 100).map(lambda value: value / 100)
points = st.lists(st.tuples(tenths, tenths, pressures), max_size=60)


def wave(count: int = 500) -> list[Point]:
    """A line as a pen draws it: a swinging way, pressed now more, now less."""
    return [(step * 1.8, 80 * math.sin(step / 40), 0.5 + 0.4 * math.sin(step / 60)) for step in range(count)]


def off(point: Point, line: tuple[Point, ...]) -> float:
    """How far a point lies from a line."""
    found = math.inf
    for (x0, y0, _), (x1, y1, _) in itertools.pairwise(line):
        dx, dy = x1 - x0, y1 - y0
        long = dx * dx + dy * dy
        way = min(max(((point[0] - x0) * dx + (point[1] - y0) * dy) / long, 0), 1) if long else 0
        found = min(found, math.hypot(point[0] - x0 - way * dx, point[1] - y0 - way * dy))
    return found


def along(paths: tuple[Path, ...]) -> list[tuple[float, float]]:
    """Places on the drawn curves."""
    found = []
    for path in paths:
        here = path.segments[0][1]
        for _, values in path.segments[1:]:
            x1, y1, x2, y2, x3, y3 = values
            for part in (0.25, 0.5, 0.75, 1.0):
                a, b, c, d = (1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3
                found.append((a * here[0] + b * x1 + c * x2 + d * x3, a * here[1] + b * y1 + c * y2 + d * y3))
            here = (x3, y3)
    return found


@given(points)
def test_what_is_kept_is_read_again_to_a_tenth_of_a_unit(drawn: list[Point]) -> None:
    assert list(strokes.decode(strokes.encode(drawn))) == drawn


@given(st.text(max_size=80))
def test_anything_can_be_read(kept: str) -> None:
    assert all(0 <= pressure <= 1 for _, _, pressure in strokes.decode(kept))


@given(st.lists(st.tuples(tenths, tenths, pressures), min_size=3, max_size=60))
def test_points_left_out_lie_within_half_a_unit(drawn: list[Point]) -> None:
    kept = strokes.simplify(drawn)
    assert kept[0] == drawn[0] and kept[-1] == drawn[-1]
    assert all(off(point, kept) <= strokes.ERROR + 1e-6 for point in drawn)


def test_a_line_needs_few_points_and_is_drawn_where_the_pen_was() -> None:
    drawn = wave()
    kept = strokes.simplify(drawn)
    assert len(kept) < 60
    assert all(off((x, y, 0), tuple(drawn)) < 1.2 for x, y in along(strokes.stroke_paths(kept, 6, "#000000")))


def test_a_corner_stays_a_corner() -> None:
    """A child's square house does not swell between its corners."""
    corners = [(0.0, 0.0, 0.5), (300.0, 0.0, 0.5), (300.0, 200.0, 0.5), (0.0, 200.0, 0.5)]
    drawn = along(strokes.stroke_paths(corners, 6, "#000000"))
    assert all(off((x, y, 0), tuple(corners)) <= strokes.HANDLE * 2 for x, y in drawn)


def test_where_the_pen_was_pressed_the_line_is_wider() -> None:
    paths = strokes.stroke_paths([(x * 4.0, 0.0, x / 100) for x in range(101)], 10, "#000000")
    widths = [path.stroke_width for path in paths]
    assert widths == sorted(widths) and widths[0] < 5 and widths[-1] > 15
    assert max(b - a for a, b in itertools.pairwise(widths)) < 1
    ends = [path.segments[-1][1][-2:] for path in paths]
    assert [path.segments[0][1] for path in paths[1:]] == ends[:-1]


def test_a_dot_is_drawn() -> None:
    (dot,) = strokes.stroke_paths([(3.0, 4.0, 0.5)], 8, "#000000")
    assert dot.round and dot.stroke_width == 8


@pytest.mark.alone
def test_a_long_stroke_is_drawn_quickly() -> None:
    drawn = wave()
    took = []
    for _ in range(5):
        began = time.perf_counter()
        strokes.stroke_paths(drawn, 6, "#000000")
        took.append(time.perf_counter() - began)
    assert min(took) < 0.002


def test_a_rubber_splits_a_line_and_takes_its_end_away() -> None:
    line = [(0.0, 0.0, 0.5), (200.0, 0.0, 0.5)]
    left = strokes.rubbed(line, 4, [(100.0, 0.0)], 10)
    assert left is not None and len(left) == 2
    assert left[0][0][:2] == (0, 0) and 85 <= left[0][-1][0] <= 90
    assert 110 <= left[1][0][0] <= 115 and left[1][-1][:2] == (200, 0)
    assert len(strokes.rubbed(line, 4, [(0.0, 0.0)], 10) or ()) == 1
    assert strokes.rubbed(line, 4, [(100.0, 40.0)], 10) is None
    assert strokes.rubbed([(5.0, 5.0, 0.5)], 4, [(0.0, 0.0)], 10) == []


def test_a_fast_rubber_leaves_no_gap() -> None:
    line = [(100.0, -50.0, 0.5), (100.0, 50.0, 0.5)]
    path = strokes.filled_in([(0.0, 0.0), (200.0, 0.0)], 5)
    assert len(strokes.rubbed(line, 4, path, 5) or ()) == 2


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_shape_needs_three_points(count: int) -> None:
    assert strokes.shape_path([(0.0, 0.0, 0.5), (9.0, 0.0, 0.5)][:count], "#ff0000", 0) == ()
