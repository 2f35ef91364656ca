"""The outlines of SVG files as steps of our paths."""

from __future__ import annotations

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from models.drawing import Segment


def path_segments(outline: str) -> tuple[Segment, ...]:
    """The ``d`` of an SVG path as lines and cubic curves."""
    pen = RecordingPen()
    parse_path(outline, pen)
    found: list[Segment] = []
    here = (0.0, 0.0)
    for verb, points in pen.value:
        if verb == "moveTo":
            found.append(("M", points[0]))
        elif verb == "lineTo":
            found.append(("L", points[0]))
        elif verb == "curveTo":
            found.append(("C", tuple(value for point in points for value in point)))
        elif verb == "qCurveTo":
            # A quadratic curve as the cubic that draws the same line.
            (qx, qy), (x, y) = points
            first = (here[0] + (qx - here[0]) * 2 / 3, here[1] + (qy - here[1]) * 2 / 3)
            found.append(("C", (*first, x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3, x, y)))
        elif verb == "closePath":
            found.append(("Z", ()))
        if points:
            here = points[-1]
    return tuple(found)
