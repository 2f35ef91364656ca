"""The UI's icons as paths, read from the icon package's SVG files without importing its Qt code."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path as FilePath

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from models.drawing import Segment
from models.errors import KnownError

VIEW_BOX = 256.0
"""Icons are drawn in a square this wide."""

_D = re.compile(r'<path[^>]* d="([^"]+)"')
_STEP: dict[str, str] = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z"}


@cache
def _assets() -> FilePath:
    # Located, not imported: importing the package would start Qt.
    spec = importlib.util.find_spec("monkeyqt_icons")
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (FilePath(place) / "assets").is_dir():
            return FilePath(place) / "assets"
    raise KnownError("The pictures that documents need are missing. Your cases are safe; install the app again.")


@cache
def symbol_path(name: str) -> tuple[Segment, ...]:
    """The outline of a regular-weight icon in a 256 by 256 square, y down, to be filled (non-zero rule)."""
    svg = (_assets() / "regular" / f"{name}.svg").read_text("utf-8")
    pen = RecordingPen()
    for outline in _D.findall(svg):
        parse_path(outline, pen)
    return tuple(_steps(pen.value))


def _steps(recorded: list[tuple[str, tuple[tuple[float, float], ...]]]) -> list[Segment]:
    found: list[Segment] = []
    here = (0.0, 0.0)
    for verb, points in recorded:
        if verb == "qCurveTo":
            # A quadratic curve as the cubic that draws the same line.
            (qx, qy), (x, y) = points
            points = (
                (here[0] + (qx - here[0]) * 2 / 3, here[1] + (qy - here[1]) * 2 / 3),
                (x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3),
                (x, y),
            )
            verb = "curveTo"
        if verb in _STEP:
            found.append((_STEP[verb], tuple(value for point in points for value in point)))  # type: ignore[arg-type]
        if points:
            here = points[-1]
    return found
