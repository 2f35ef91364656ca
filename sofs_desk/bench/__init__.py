"""``sofs-desk bench``: how quick the app is on this computer, each figure beside a control from the same run."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sofs_desk.bench import (
    council,
    documents,
    drawing,
    family,
    harm,
    harm_views,
    projector,
    scan,
    slider,
    stories,
    storing,
    window,
    words,
)
from sofs_desk.bench.big_vault import make_big_vault
from sofs_desk.bench.timing import Figure, table


@dataclass(frozen=True)
class Measure:
    """How one figure is got: called with the made-up vault's path and how often to repeat."""

    run: Callable[[Path, int], Figure]
    repeats: int
    quick_repeats: int


MEASURES = {
    "start": Measure(window.start, 15, 2),
    "edit": Measure(storing.durable_edit, 500, 20),
    "search": Measure(storing.search, 500, 20),
    "drag": Measure(window.drag, 600, 20),
    "open": Measure(storing.open_case, 50, 3),
    "pdf": Measure(documents.pdf("map"), 20, 2),
    "strands-pdf": Measure(documents.pdf("strands"), 20, 1),
    "harm-pdf": Measure(documents.pdf("harm-matrix"), 20, 1),
    "plan-pdf": Measure(documents.pdf("plan"), 20, 1),
    "timeline-pdf": Measure(documents.pdf("timeline"), 20, 1),
    "questions-pdf": Measure(documents.pdf("questions"), 20, 1),
    "scan-pdf": Measure(scan.scan_pdf, 20, 1),
    "words": Measure(words.check_map, 100, 2),
    "slider": Measure(slider.any_day, 300, 3),
    "cells": Measure(harm.cells, 600, 20),
    "cells-written": Measure(harm.cells_written, 200, 10),
    "matrix": Measure(harm_views.matrix_read, 200, 3),
    "matrix-pdf": Measure(harm_views.matrix_pdf, 15, 1),
    "pen": Measure(drawing.pen, 600, 20),
    "story-pdf": Measure(stories.story_pdf, 20, 1),
    "story-photos": Measure(stories.story_photos, 40, 1),
    "library-search": Measure(stories.library_search, 400, 20),
    "story-memory": Measure(window.story_memory, 3, 1),
    "projector": Measure(projector.projector, 300, 4),
    "projector-reveal": Measure(projector.projector_reveal, 300, 4),
    "memory": Measure(window.memory, 3, 1),
    "arrange-30": Measure(family.arrange(30), 15, 1),
    "arrange-70": Measure(family.arrange(70), 11, 1),
    "arrange-115": Measure(family.arrange(115), 9, 1),
    "arrange-150": Measure(family.arrange(150), 9, 1),
    "arrange-350": Measure(family.arrange(350), 3, 1),
    "pan-350": Measure(family.pan, 600, 20),
    "measures": Measure(council.of_a_vault, 15, 1),
    "whiteboard": Measure(council.on_the_board, 30, 2),
    "council": Measure(council.asked_by_the_council, 11, 2),
}
NEEDS = {"council": "duckdb"}
"""What a figure needs beside the app: an engine to ask questions of files is no part of it."""
FULL_VAULT, QUICK_VAULT = (500, 100), (6, 20)


def bench_command(arguments: argparse.Namespace) -> int:
    """Measure and print; exit 1 when a figure is out of reach (with --quick nothing is judged)."""
    names = arguments.only or [name for name in MEASURES if find_spec(NEEDS.get(name, "sofs_desk"))]
    if unknown := set(names) - MEASURES.keys():
        print(f"Nothing is measured by the name {sorted(unknown)[0]}: {', '.join(MEASURES)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="sofs-bench-") as folder:
        figures = measure(Path(folder), names, quick=arguments.quick)
    if arguments.json:
        print(json.dumps([figure.as_json() for figure in figures], indent=2, ensure_ascii=False))
    else:
        print(table(figures))
    return 0 if arguments.quick or all(figure.is_reached for figure in figures) else 1


def measure(folder: Path, names: list[str], *, quick: bool = False) -> list[Figure]:
    """Make the vault (500 cases of 100 cards, one of 500) in ``folder`` and take the named figures."""
    vault = folder / "bench.sofs"
    cases, cards = QUICK_VAULT if quick else FULL_VAULT
    print(f"Making a vault of {cases} cases with {cards} cards each", file=sys.stderr, flush=True)
    make_big_vault(vault, cases, cards)
    figures = []
    for name in names:
        print(f"Measuring: {name}", file=sys.stderr, flush=True)
        chosen = MEASURES[name]
        figures.append(chosen.run(vault, chosen.quick_repeats if quick else chosen.repeats))
    return figures
