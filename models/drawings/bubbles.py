"""Speech and thought bubbles, and words that fit a box, turned where their box is turned."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from models.drawing import Path, Segment, Text, place_line
from models.drawings.inking import INK, Place, Turn
from models.typeset import Paragraph, Span, Style, metrics, set_paragraph, shape
from models.typeset.fonts import hb_font

PAPER = "#ffffff"
_EDGE = 3.0
_LINE = 1.28
"""A line's height, in sizes of its letters."""

_LEAST_LETTERS = 8.0
_CURVE = 0.5523


def bubble_paths(kind: str, width: float, height: float, tail: Place | None) -> tuple[Path, ...]:
    """A bubble round (0, 0). ``tail``: the mouth or head it points at, None for no tail."""
    if kind == "thought":
        return _thought(width, height, tail)
    return (Path(_speech(width / 2, height / 2, tail), PAPER, INK, _EDGE, round=True),)


def _speech(across: float, down: float, tail: Place | None) -> tuple[Segment, ...]:
    """A rounded box; the tail grows out of the side it leaves by."""
    corner = min(across, down, 34.0)
    kept = corner * (1 - _CURVE)
    side, at = _side(across, down, corner, tail)
    foot = min(16.0, max(across - corner, down - corner, 6.0))
    steps: list[Segment] = [("M", (-across + corner, -down))]
    edges: list[tuple[str, Place, tuple[float, ...]]] = [
        ("top", (across - corner, -down), (across - kept, -down, across, -down + kept, across, -down + corner)),
        ("right", (across, down - corner), (across, down - kept, across - kept, down, across - corner, down)),
        ("bottom", (-across + corner, down), (-across + kept, down, -across, down - kept, -across, down - corner)),
        ("left", (-across, -down + corner), (-across, -down + kept, -across + kept, -down, -across + corner, -down)),
    ]
    for name, end, bend in edges:
        if name == side and tail is not None:
            way = {"top": (1, 0), "right": (0, 1), "bottom": (-1, 0), "left": (0, -1)}[name]
            steps.append(("L", (at[0] - way[0] * foot, at[1] - way[1] * foot)))
            steps.append(("L", tail))
            steps.append(("L", (at[0] + way[0] * foot, at[1] + way[1] * foot)))
        steps += [("L", end), ("C", bend)]
    return (*steps, ("Z", ()))


def _side(across: float, down: float, corner: float, tail: Place | None) -> tuple[str, Place]:
    """By which side a tail leaves, and where on it; "" where it ends inside."""
    if tail is None or (abs(tail[0]) <= across and abs(tail[1]) <= down):
        return "", (0.0, 0.0)
    room_x, room_y = max(across - corner - 16.0, 0.0), max(down - corner - 16.0, 0.0)
    x, y = min(max(tail[0] * 0.5, -room_x), room_x), min(max(tail[1] * 0.5, -room_y), room_y)
    if abs(tail[1]) / down >= abs(tail[0]) / across:
        return ("bottom", (x, down)) if tail[1] > 0 else ("top", (x, -down))
    return ("right", (across, y)) if tail[0] > 0 else ("left", (-across, y))


def _thought(width: float, height: float, tail: Place | None) -> tuple[Path, ...]:
    paths = [Path(_cloud(width / 2, height / 2), PAPER, INK, _EDGE, round=True)]
    if tail is None:
        return tuple(paths)
    long = math.hypot(*tail)
    edge = _to_edge(width / 2, height / 2, tail)
    if long <= edge:
        return tuple(paths)
    for part, radius in ((0.25, 11.0), (0.6, 7.5), (0.92, 5.0)):
        way = (edge + (long - edge) * part) / long
        paths.append(Path(_disc(tail[0] * way, tail[1] * way, radius), PAPER, INK, _EDGE, round=True))
    return tuple(paths)


def _to_edge(across: float, down: float, tail: Place) -> float:
    long = math.hypot(*tail)
    return 1 / math.hypot(tail[0] / long / across, tail[1] / long / down)


def _cloud(across: float, down: float) -> tuple[Segment, ...]:
    """Puffs round an ellipse, each an arc that swells outwards."""
    count = max(9, round((across + down) / 22))
    points = [
        (across * 0.94 * math.cos(math.tau * step / count), down * 0.9 * math.sin(math.tau * step / count))
        for step in range(count)
    ]
    steps: list[Segment] = [("M", points[0])]
    for index, (x, y) in enumerate(points):
        x2, y2 = points[(index + 1) % count]
        out_x, out_y = (y2 - y) * 0.55, (x - x2) * 0.55
        steps.append(("C", (x + out_x, y + out_y, x2 + out_x, y2 + out_y, x2, y2)))
    return (*steps, ("Z", ()))


def _disc(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    k = radius * _CURVE
    return (
        ("M", (x + radius, y)),
        ("C", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        ("C", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        ("C", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        ("C", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        ("Z", ()),
    )


# ---- words --------------------------------------------------------------------------------------------------------


def fitted(text: str, width: float, height: float, letters: float, colour: str) -> list[Text]:
    """Words in the middle of a box round (0, 0), smaller than *letters* where they would not fit."""
    if not text.strip():
        return []
    size, paragraph = _fitting(text.strip(), max(width, 1.0), max(height, 1.0), max(letters, _LEAST_LETTERS), colour)
    heights = [size * _LINE * line.leading for line in paragraph.lines]
    top = -sum(heights) / 2
    placed: list[Text] = []
    for line, high in zip(paragraph.lines, heights, strict=True):
        placed += place_line(line.runs, -line.width / 2, top + high / 2 + size * 0.34, None)
        top += high
    return placed


def _fitting(text: str, width: float, height: float, letters: float, colour: str) -> tuple[float, Paragraph]:
    size = letters
    while True:
        paragraph = set_paragraph([Span(text, Style(size, colour=colour))], width)
        high = sum(size * _LINE * line.leading for line in paragraph.lines)
        if (high <= height and paragraph.width <= width + 0.01) or size <= _LEAST_LETTERS:
            return size, paragraph
        size = max(size * 0.93, _LEAST_LETTERS)


def outlined(words: Iterable[Text], turn: Turn) -> tuple[Path, ...]:
    """Words as outlines put where *turn* says: a line of text itself cannot stand askew in every painter."""
    paths = []
    for run in words:
        scale = run.size / metrics(run.face).upem
        at = 0.0
        for glyph in shape(run.text, run.face, run.rtl, run.lang):
            place = turn.moved(run.x, run.y).scaled(scale).moved(at + glyph.dx, -glyph.dy)
            segments = tuple(
                (verb, tuple(part for x, y in zip(v[::2], v[1::2], strict=True) for part in place.at(x, y)))
                for verb, v in _outline(run.face, glyph.gid)
            )
            if segments:
                paths.append(Path(segments, fill=run.colour))
            at += glyph.advance
    return tuple(paths)


class _Pen:
    """Collects a glyph's outline; y grows upwards in fonts, downwards here."""

    def __init__(self) -> None:
        self.steps: list[Segment] = []
        self._here = (0.0, 0.0)

    def moveTo(self, point: Place) -> None:
        self._to("M", (point,))

    def lineTo(self, point: Place) -> None:
        self._to("L", (point,))

    def qCurveTo(self, control: Place, end: Place) -> None:
        (x0, y0), (x, y), (x1, y1) = self._here, control, end
        first = (x0 + (x - x0) * 2 / 3, y0 + (y - y0) * 2 / 3)
        self._to("C", (first, (x1 + (x - x1) * 2 / 3, y1 + (y - y1) * 2 / 3), end))

    def curveTo(self, first: Place, second: Place, end: Place) -> None:
        self._to("C", (first, second, end))

    def closePath(self) -> None:
        self.steps.append(("Z", ()))

    def endPath(self) -> None:
        self.closePath()

    def _to(self, verb: str, points: tuple[Place, ...]) -> None:
        self._here = points[-1]
        self.steps.append((verb, tuple(part for x, y in points for part in (x, -y))))  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def _outline(face: str, gid: int) -> tuple[Segment, ...]:
    pen = _Pen()
    hb_font(face).draw_glyph_with_pen(gid, pen)
    return tuple(pen.steps)
