"""How quick measures are: of a whole vault, on the whiteboard, and over thousands of workers in a council's engine."""

from __future__ import annotations

import random
import tempfile
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from exporters.measures.columns import Cell, Line, Pseudonyms, columns, line_of
from exporters.measures.reading import read_folder
from exporters.measures.tables import to_csv, to_parquet
from models.measure_definitions import Measures, definitions
from models.pathways import PATHWAYS
from models.vault_measures import vault_measures
from models.whiteboard import THIN, arranged, filtered
from sofs_desk.bench.storing import desk_on
from sofs_desk.bench.timing import Figure, milliseconds

WORKERS, QUICK_WORKERS, CASES = 5_000, 40, 20
BOARD_WORKERS = 25
_FEW = 2
_KINDS = 600
"""So many different rows are made up; every worker gets twenty of them under names of their own."""

SETTING = "SET parquet_metadata_cache = true"
"""Who asks more than one question reads what stands at the end of each file only once."""

QUERY = """
SELECT
    pathway,
    count(*) AS work,
    count(DISTINCT worker) AS workers,
    round(100.0 * avg(CAST(explained AS INT)), 1) AS explained_percent,
    round(100.0 * avg(CAST(children_heard_thin AS INT)), 1) AS a_child_not_heard_percent,
    round(100.0 * avg(CAST(network_thin AS INT)), 1) AS small_network_percent,
    median(months_since_tried) AS months_since_tried,
    count(*) FILTER (WHERE months_since_score >= 3) AS not_scored_for_3_months,
    count(*) FILTER (WHERE family_lowest - professionals_highest >= 3) AS family_far_higher
FROM read_parquet('{folder}/work-*.parquet')
WHERE NOT is_example
GROUP BY pathway
HAVING count(*) >= 5
ORDER BY pathway
"""
"""The worked query of ``docs/measures.md``."""


def of_a_vault(path: Path, repeats: int) -> Figure:
    """The measures of every case of the vault; control: their rows in the largest table read, and nothing done."""
    with desk_on(path) as desk:
        samples, control = [], []
        for _ in range(repeats):
            samples.append(milliseconds(lambda: vault_measures(desk)))
            with desk.reading() as connection:
                read = partial(connection.exec_driver_sql, "SELECT * FROM card")
                control.append(milliseconds(lambda read=read: read().fetchall()))  # type: ignore[misc]
    return Figure(
        "measures", "every measure of 500 cases of 100 cards", "ms", "p95", 2000, tuple(samples),
        "their cards read from the vault", tuple(control),
    )  # fmt: skip


def on_the_board(_path: Path, repeats: int) -> Figure:
    """The whiteboard of 25 workers' files, sorted and filtered; control: the files read as bytes."""
    with tempfile.TemporaryDirectory(prefix="sofs-bench-") as place:
        folder = Path(place)
        write_workers(folder, BOARD_WORKERS, CASES, as_csv=True)
        samples = tuple(milliseconds(lambda: _board(folder)) for _ in range(repeats))
        control = tuple(
            milliseconds(lambda: [file.read_bytes() for file in folder.iterdir()]) for _ in range(repeats)
        )  # fmt: skip
    return Figure(
        "whiteboard", "500 pieces of work from 25 files, sorted, filtered", "ms", "p95", 300, samples,
        "the files read", control,
    )  # fmt: skip


def _board(folder: Path) -> None:
    view = read_folder(folder)
    assert view.of == BOARD_WORKERS * CASES
    filtered(arranged(view, THIN, descending=True), thin=["explained"]).thin_counts()


def asked_by_the_council(_path: Path, repeats: int) -> Figure:
    """The worked query over 5,000 workers' Parquet files; control: the same rows in one file."""
    import duckdb

    workers = WORKERS if repeats > _FEW else QUICK_WORKERS
    with tempfile.TemporaryDirectory(prefix="sofs-bench-") as place, duckdb.connect() as engine:
        many, one = Path(place) / "many", Path(place) / "one"
        engine.execute(SETTING)
        many.mkdir()
        one.mkdir()
        write_workers(many, workers, CASES)
        engine.execute(f"COPY (FROM read_parquet('{many}/*.parquet')) TO '{one}/work-all.parquet'")
        answers = [engine.execute(QUERY.format(folder=folder)).fetchall() for folder in (many, one)]
        assert answers[0] == answers[1] and sum(line[1] for line in answers[0]) == workers * CASES
        samples, control = [], []
        for _ in range(repeats):
            samples.append(milliseconds(lambda: engine.execute(QUERY.format(folder=many)).fetchall()))
            control.append(milliseconds(lambda: engine.execute(QUERY.format(folder=one)).fetchall()))
    return Figure(
        "council", "a query over 5,000 workers × 20 cases, a file each", "ms", "p95", 2000, tuple(samples),
        "the same rows in one file", tuple(control),
    )  # fmt: skip


# ---- made-up workers ------------------------------------------------------------------------------------------------


def write_workers(folder: Path, workers: int, cases: int, *, as_csv: bool = False, seed: int = 7) -> None:
    """Write the files of so many made-up workers, with so many pieces of work each. The same seed, the same files."""
    chance = random.Random(seed)
    names = Pseudonyms(b"measured in a made-up council")
    kinds = [line_of(made_up(chance), names) for _ in range(_KINDS)]
    for number in range(workers):
        worker = names.of("worker", str(number))
        lines: list[Line] = [
            {**chance.choice(kinds), **_named(names, worker, f"{number}-{place}")} for place in range(cases)
        ]
        stem = folder / f"work-{worker[:12]}"
        stem.with_suffix(".csv" if as_csv else ".parquet").write_bytes(
            (to_csv if as_csv else to_parquet)(columns(), lines)
        )


def _named(names: Pseudonyms, worker: str, key: str) -> dict[str, Cell]:
    return {"worker": worker, "work": names.of("work", key), "case": names.of("case", key)}


def made_up(chance: random.Random) -> Measures:
    """The measures of a piece of work that never was."""
    values = {each.key: _value(each.kind, chance) for each in definitions()}
    blank = dict.fromkeys(field.name for field in fields(Measures))
    base = Measures(**{**blank, **values})  # type: ignore[arg-type]
    return replace(
        base, case_id="c", workspace_id="w", number="", title="", pathway=chance.choice(PATHWAYS), as_at="2026-06-30",
        begun_on=f"202{chance.randint(3, 5)}-0{chance.randint(1, 9)}-01", worker="", is_example=False,
        children_voices=(),
    )  # fmt: skip


def _value(kind: str, chance: random.Random) -> bool | int | float | None:
    if kind == "yes_no":
        return chance.random() < 0.7
    if kind == "number":
        return round(chance.uniform(3, 14), 1)
    if kind == "score":
        return chance.randint(0, 10)
    if kind == "days":
        return None if chance.random() < 0.2 else chance.randint(0, 300)
    return chance.randint(0, 14)
