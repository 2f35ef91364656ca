"""The measuring itself: statistics, the made-up vault, and a quick run of every figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sofs_desk.bench import MEASURES, measure, storing
from sofs_desk.bench.big_vault import make_big_vault
from sofs_desk.bench.timing import Figure, read, table
from sofs_desk.cli import main


def figure(reach: float) -> Figure:
    samples = tuple(float(n) for n in range(1, 101))
    return Figure("thing", "a thing", "ms", "p99", reach, samples, "nothing", (1.0,))


def test_percentiles_by_nearest_rank() -> None:
    samples = tuple(float(n) for n in range(1, 101))
    assert [read(name, samples) for name in ("median", "p95", "p99")] == [50.5, 95.0, 99.0]
    assert read("p99", (3.0, 1.0)) == 3.0


def test_a_figure_out_of_reach_is_told() -> None:
    assert figure(99).is_reached
    assert not figure(98.9).is_reached
    assert "  yes" in table([figure(99)])
    assert "  NO" in table([figure(98.9)])


def test_the_vault_is_as_large_as_said_and_undisturbed_by_its_seed(tmp_path: Path) -> None:
    make_big_vault(tmp_path / "b.sofs", 3, 9)
    with storing.desk_on(tmp_path / "b.sofs") as desk:
        ids = desk.case_ids()
        assert [len(desk.open_case(case_id).rows.table("card")) for case_id in ids] == [9, 9, 9, 45]
        assert desk.open_case(storing.large_case(desk)).row["number"] == "BENCH-LARGE"
        assert desk.search("the")


@pytest.mark.alone
def test_every_figure_can_be_taken(tmp_path: Path) -> None:
    figures = measure(tmp_path, list(MEASURES), quick=True)
    for each in figures:
        assert each.samples
        assert each.control
        assert min(each.samples) > 0
        json.dumps(each.as_json())


def test_an_unknown_name_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--only", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err
