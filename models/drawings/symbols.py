"""The UI's icons as paths, read from the icon package's SVG files without importing its Qt code."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path as FilePath

from models.drawing import Segment
from models.errors import KnownError
from models.pictures.outlines import path_segments

VIEW_BOX = 256.0
"""Icons are drawn in a square this wide."""

_D = re.compile(r'<path[^>]* d="([^"]+)"')


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
    return tuple(step for outline in _D.findall(svg) for step in path_segments(outline))
