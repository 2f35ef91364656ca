"""``sofs-desk measures`` and ``whiteboard``, the documented query, and the measuring of both."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from exporters.measures.columns import columns
from exporters.measures.summary import COLUMNS
from models.acts import cards
from models.keyslots import KdfCost
from models.measure_definitions import definitions
from models.vault import Vault
from models.whiteboard import BOARD
from sofs_desk.bench import council
from sofs_desk.cli import main
from sofs_desk.passphrase import VARIABLE
from sofs_desk.vaults import closing_vault

PASSPHRASE = "seven plum kettles"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    made, _ = Vault.create(tmp_path / "v.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    with closing_vault(made) as desk:
        for name in ("Ashdown", "=Birch"):
            case = desk.new_case(name, number="WEX-1")
            cards.add_card(case, next(iter(case.rows.table("workspace"))), "danger", "Ruby will shout.")
    return tmp_path / "v.sofs"


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


def test_measures_and_the_board_of_a_folder(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert run("measures", "--vault", vault, "--out", out) == 0
    told = capsys.readouterr().out.splitlines()
    assert sorted(map(Path, told)) == sorted(out.iterdir()) and len(told) == 7
    assert run("measures", "--vault", vault, "--out", out) == 0, "earlier files are replaced"
    assert len(list(out.iterdir())) == 7
    capsys.readouterr()
    assert run("whiteboard", out) == 0
    text = capsys.readouterr().out
    assert "2 of 2 pieces of work" in text and "Ashdown" not in text
    assert run("whiteboard", out, "--json", "--sort", "pathway") == 0
    assert [each["key"] for each in json.loads(capsys.readouterr().out)["columns"]] == list(BOARD)


def test_the_board_of_a_vault(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("whiteboard", "--vault", vault, "--csv", "--sort", "title") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["title"] for row in rows] == ["'=Birch", "Ashdown"], "no spreadsheet takes a name for a formula"
    assert {row["mapped_thin"] for row in rows} == {"true"}
    assert run("whiteboard", "--vault", vault, "--hide-names") == 0
    assert "Ashdown" not in capsys.readouterr().out
    assert run("whiteboard", "--vault", vault, "--thin", "steps_late") == 0
    assert "0 of 2 pieces of work" in capsys.readouterr().out
    assert run("whiteboard", "--vault", vault, "--pdf", tmp_path / "board.pdf") == 0
    assert (tmp_path / "board.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_shown_is_said_in_a_sentence(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["--sort", "nothing"], ["--thin", "nothing"], ["--vault", str(vault)], []):
        folder = [] if not words else [tmp_path]
        assert run("whiteboard", *folder, *words) == 1
        assert "Nothing was" in capsys.readouterr().err


def test_the_documented_query_is_the_one_measured_and_runs_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert council.QUERY.format(folder="measures").strip() in page and council.SETTING in page
    for definition in definitions():
        assert f"`{definition.key}`" in page and definition.definition in page, definition.key
    for column in (*columns(), *COLUMNS):
        assert f"`{column.name}`" in page, column.name
    folder = tmp_path / "measures"
    folder.mkdir()
    council.write_workers(folder, 12, 20)
    monkeypatch.chdir(tmp_path)
    written = page.split("```sql\n")[1].split("```")[0]
    with duckdb.connect() as engine:  # the page's own words, as somebody would paste them
        answers = engine.execute(written).fetchall()
    assert sum(line[1] for line in answers) == 240 and {line[0] for line in answers} == {
        "safety",
        "success",
        "wellbeing",
    }
