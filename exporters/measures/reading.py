"""Many workers' exported measures, read back from a folder for the whiteboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from exporters.measures.columns import BANDS, DAYS_IN_A_MONTH, name_of
from models.errors import KnownError
from models.measure_definitions import Definition
from models.whiteboard import BOARD, BoardCell, BoardRow, Whiteboard, board, by_key

PATTERN = "work-*.csv"
_NEEDED = {"worker", "work", "month", "pathway", "is_example"}
_MOST_BYTES = 50_000_000
_PLACES = {**{name: float(least) for least, name in BANDS}, "true": 1.0, "false": 0.0}


def read_folder(folder: Path) -> Whiteboard:
    """The board of every file of measures in a folder and below it; of a piece of work the newest month counts.

    Raises KnownError where there are none, or one cannot be read.
    """
    files = sorted(folder.rglob(PATTERN)) if folder.is_dir() else []
    if not files:
        raise KnownError(
            "There are no files of measures in this folder. Nothing was changed. “sofs-desk measures” writes them."
        )
    newest: dict[tuple[str, str], Mapping[str, str]] = {}
    for file in files:
        for line in _lines(file):
            key = (line["worker"], line["work"])
            if key not in newest or newest[key]["month"] < line["month"]:
                newest[key] = line
    known = by_key()
    return board([_row(line, known) for line in newest.values()])


def _lines(file: Path) -> Iterable[Mapping[str, str]]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        reader = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")), strict=True)
        lines = list(reader)
        if not set(reader.fieldnames or ()) >= _NEEDED or any(None in line.values() or None in line for line in lines):
            raise ValueError("not a file of measures")
    except (OSError, ValueError, csv.Error):
        raise KnownError(
            f"The file {file.name} is not one of measures, or is damaged. Nothing was changed. Take it out of the "
            "folder, or ask for it again."
        ) from None
    return lines


def _row(line: Mapping[str, str], known: Mapping[str, Definition]) -> BoardRow:
    cells = tuple(_cell(line, known[key]) for key in BOARD)
    return BoardRow(
        line["work"], f"Work {line['work'][:6]}", line["worker"][:6], line["pathway"], line["month"],
        line["is_example"] == "true", cells,
    )  # fmt: skip


def _cell(line: Mapping[str, str], definition: Definition) -> BoardCell:
    name = name_of(definition)
    said, thin = line.get(name, ""), line.get(f"{name}_thin", "") == "true"
    if definition.kind == "yes_no":
        return BoardCell(definition.key, {"true": "yes", "false": "no"}.get(said, ""), _number(said), thin)
    if definition.kind == "days" and said.isdecimal():
        words = "this month" if said == "0" else f"{said} months" if said != "1" else "1 month"
        return BoardCell(definition.key, words, float(int(said) * DAYS_IN_A_MONTH), thin)
    return BoardCell(definition.key, said, _number(said), thin)


def _number(said: str) -> float | None:
    """By what a value sorts: a band by its lowest count."""
    return _PLACES.get(said)
