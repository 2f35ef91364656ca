"""``sofs-desk screens``: a picture of every screen and state, with the example families, drawn without a screen.

It keeps nothing: vault, settings and documents lie in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path

from models.errors import KnownError
from sofs_desk.tour.stops import STOPS
from sofs_desk.tour.window import Tour


def screens_command(arguments: argparse.Namespace) -> int:
    """Draw every screen into ``--out`` and print each file's name."""
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise KnownError("The folder for the pictures cannot be made. Nothing was drawn. Choose another.") from None
    with tempfile.TemporaryDirectory(prefix="sofs-screens-") as folder:
        _use_drawn_screen(Path(folder) / "screen.json", arguments.size)
        tour = Tour(Path(folder), arguments.out, arguments.size, arguments.theme)
        try:
            for stop in STOPS:
                stop(tour)
        finally:
            tour.end()
    for path in tour.drawn:
        print(path)
    return 0


def _use_drawn_screen(description: Path, size: tuple[int, int]) -> None:
    """Let Qt draw on a screen of just this size that exists only in memory."""
    screen = {"name": "drawn", "x": 0, "y": 0, "width": size[0], "height": size[1], "logicalDpi": 96, "dpr": 1}
    description.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={description}"
