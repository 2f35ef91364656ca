"""SVG pictures as paths: what is understood comes out right, what is not is refused."""

from __future__ import annotations

import pytest

from models.drawing import Path
from models.pictures.outlines import path_segments
from models.pictures.svg import UnknownSvg, read_svg
from models.pictures.winding import is_inside


def svg(inside: str, more: str = 'viewBox="0 0 72 72"') -> tuple[Path, ...]:
    return read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {more}>{inside}</svg>').paths


def corners(path: Path) -> list[tuple[float, ...]]:
    return [tuple(round(value, 3) for value in values[-2:]) for _, values in path.segments if values]


def test_groups_hand_down_and_style_wins() -> None:
    (path,) = svg('<g fill="#F00" stroke="#112233" stroke-width="2"><path d="M0 0H9V9z" style="fill:#00FF00"/></g>')
    assert (path.fill, path.stroke, path.stroke_width) == ("#00ff00", "#112233", 2)


def test_nothing_said_is_black_without_a_line() -> None:
    (path,) = svg('<path d="M0 0h9v9z"/>')
    assert (path.fill, path.stroke) == ("#000000", "")


@pytest.mark.parametrize(
    ("transform", "corner"),
    [
        ("translate(10,20)", (13, 24)),
        ("translate(10)", (13, 4)),
        ("scale(2)", (6, 8)),
        ("rotate(90)", (-4, 3)),
        ("rotate(180 3 4)", (3, 4)),
        ("matrix(1 0 0 -1 0 72)", (3, 68)),
        ("translate(10 20) scale(2)", (16, 28)),
    ],
)
def test_transforms(transform: str, corner: tuple[float, float]) -> None:
    (path,) = svg(f'<g transform="{transform}"><line x1="0" y1="0" x2="3" y2="4" stroke="#000"/></g>')
    assert corners(path)[-1] == corner


def test_a_line_grows_with_its_group() -> None:
    (path,) = svg('<g transform="scale(3)"><path d="M0 0h9" fill="none" stroke="#000" stroke-dasharray="2 1"/></g>')
    assert path.stroke_width == pytest.approx(3)
    assert path.dash == pytest.approx((6, 3))


def test_a_view_box_is_moved_to_the_corner() -> None:
    (path,) = svg('<path d="M10 10h5v5z"/>', 'viewBox="10 10 5 5"')
    assert corners(path)[0] == (0, 0)


def test_shapes() -> None:
    paths = svg(
        '<rect x="1" y="2" width="3" height="4"/><circle cx="5" cy="5" r="2"/><ellipse cx="5" cy="5" rx="2" ry="1"/>'
        '<polyline points="0,0 1,1 2,0"/><polygon points="0 0 1 1 2 0"/>'
    )
    assert corners(paths[0])[:3] == [(1, 2), (4, 2), (4, 6)]
    assert [path.segments[-1][0] for path in paths] == ["Z", "Z", "Z", "L", "Z"]


def test_round_pens_are_kept() -> None:
    ends = 'fill="none" stroke="#000" stroke-linecap="round"'
    flat, open_line, ring = svg(
        '<path d="M0 0h9" fill="none" stroke="#000"/>'
        f'<path d="M0 0h9" {ends}/><path d="M0 0h9v9z" {ends} stroke-linejoin="miter"/>'
    )
    assert (flat.round, open_line.round, ring.round) == (False, True, False)


def test_a_ring_closes_without_a_step_and_a_dot_stays_a_dot() -> None:
    ring, dot = svg('<path d="M0 0h9v9l-9.0001-9l0 0z"/><line x1="3" y1="3" x2="3" y2="3" stroke="#000"/>')
    assert len(corners(ring)) == 4
    assert corners(dot)[0] != corners(dot)[1]
    assert dot.fill == ""


def test_opacity_is_mixed_with_what_lies_below_and_nothing_at_all_is_left_out() -> None:
    shapes = '<path d="M0 0h9v9h-9z" fill="#f00"/><path d="M20 0h9v9h-9z" fill="#00f"/>'
    *_, over = svg(f'{shapes}<path d="M2 2h5v5h-5z" fill="#000" opacity=".5"/>')
    assert over.fill == "#800000"
    assert svg('<rect x="3" height="4"/>') == ()
    (path,) = svg('<g opacity="0.5"><path d="M0 0h9v9z" fill="#000"/><path d="M0 0h9v9z" fill-opacity="0"/></g>')
    assert path.fill == "#808080"


@pytest.mark.parametrize(
    "inside",
    [
        "<text>words</text>",
        '<image href="x.png"/>',
        '<use href="#a"/>',
        '<path d="M0 0h9v9z" fill="url(#gradient)"/>',
        '<path d="M0 0h9v9z" clip-path="url(#clip)"/>',
        '<path d="M0 0h9v9z" filter="url(#blur)"/>',
        '<g transform="scale(1 3)"><path d="M0 0h9" stroke="#000"/></g>',
        '<g transform="fold(1)"/>',
        '<path d="M0 0 wobble"/>',
        '<path d="M0 0h9v9z" stroke-width="2cm"/>',
    ],
)
def test_what_is_not_known_is_refused(inside: str) -> None:
    with pytest.raises(UnknownSvg):
        svg(inside)


@pytest.mark.parametrize("text", ["", "<html/>", '<svg xmlns="http://www.w3.org/2000/svg"/>', "<!DOCTYPE svg><svg/>"])
def test_what_is_no_picture_is_refused(text: str) -> None:
    with pytest.raises(UnknownSvg):
        read_svg(text)


def test_a_hole_stays_a_hole() -> None:
    """Outer clockwise, inner the other way: both rules leave it open, so it stays one path."""
    paths = svg('<path d="M0 0H30V30H0zM10 10V20H20V10z"/>')
    assert len(paths) == 1
    assert len(corners(paths[0])) == 10


def test_an_outline_within_one_of_the_same_turn_is_no_hole() -> None:
    """The non-zero rule fills it; even-odd would leave a gap."""
    paths = svg('<path d="M0 0H30V30H0zM10 10H20V20H10z"/>')
    assert [corners(path) for path in paths] == [[(0, 0), (30, 0), (30, 30), (0, 30), (0, 0)]]


def test_outlines_that_cross_are_filled_one_over_another() -> None:
    paths = svg('<path d="M0 0H30V30H0zM20 10H50V20H20z" stroke="#000"/>')
    assert [(bool(path.fill), bool(path.stroke)) for path in paths] == [(True, False), (True, False), (False, True)]


def test_an_outline_that_crosses_itself_is_filled_whole() -> None:
    """A pentagram: by the non-zero rule its middle is filled, by even-odd it would be empty."""
    star = svg('<path d="M36 4 55 62 6 26H66L17 62z"/>')
    assert any(is_inside((36, 36), path.segments) for path in star)
    whole = svg('<path fill-rule="evenodd" d="M36 4 55 62 6 26H66L17 62z"/>')
    assert not any(is_inside((36, 36), path.segments) for path in whole)


def test_even_odd_files_stay_as_they_are() -> None:
    paths = svg('<path fill-rule="evenodd" d="M0 0H30V30H0zM10 10H20V20H10z"/>')
    assert len(corners(paths[0])) == 10


def test_quadratic_curves_become_cubic() -> None:
    assert path_segments("M0 0Q3 3 6 0") == (("M", (0.0, 0.0)), ("C", (2.0, 2.0, 4.0, 2.0, 6.0, 0.0)))
