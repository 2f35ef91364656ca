"""``sofs-desk import FILE.ged``: into a new case or one that is there, with nothing said of anybody by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.casework import Desk
from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.cli import main
from sofs_desk.passphrase import VARIABLE
from sofs_desk.vaults import closing_vault

PASSPHRASE = "seven plum kettles"
FOREIGN = Path(__file__).parents[1] / "fixtures" / "gedcom" / "foreign.ged"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    made, _ = Vault.create(tmp_path / "v.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    with closing_vault(made) as desk:
        desk.new_case("Ashdown", number="WEX-1")
    return tmp_path / "v.sofs"


def people(vault: Path, case_id: str) -> int:
    opened = Vault.open(vault, PASSPHRASE)
    with closing_vault(opened) as desk:
        return len(Desk.open_case(desk, case_id).rows.table("person"))


def test_into_a_new_case_named_after_the_file(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(FOREIGN), "--vault", str(vault)]) == 0
    said = capsys.readouterr()
    assert people(vault, said.out.strip()) == 4
    assert "People: 4 new, 0 already there. Couples: 1." in said.err
    assert "two births" in said.err
    assert "Marsh" not in said.err
    main(["cases", "--vault", str(vault)])
    assert "foreign" in capsys.readouterr().out


def test_into_a_case_that_is_there_and_once_only(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for said in ("4 new, 0 already there", "0 new, 4 already there"):
        assert main(["import", str(FOREIGN), "--case", "WEX-1", "--vault", str(vault)]) == 0
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--as-copy"], ["--case", "none like it"]])
def test_what_cannot_be_is_said_and_changes_nothing(
    vault: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(FOREIGN), *words, "--vault", str(vault)]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_bundle_goes_into_no_case(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "case.json").write_text("{}", "utf-8")
    assert main(["import", str(tmp_path / "case.json"), "--case", "WEX-1", "--vault", str(vault)]) == 1
    assert "Only a family file" in capsys.readouterr().err
