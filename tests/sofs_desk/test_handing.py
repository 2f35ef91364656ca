"""A case handed over, taken in and erased by command, between two vaults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.casework import Desk
from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.cli import main

SECRET = "tea at the kitchen table"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOFS_DESK_PASSPHRASE", SECRET)
    for name in ("ann", "ben"):
        vault, _code = Vault.create(tmp_path / f"{name}.sofs", SECRET, cost=KdfCost.LIGHT)
        if name == "ann":
            desk = Desk(vault)
            desk.new_case("The Handed family", number="H-7")
            desk.close()
        vault.close()
    return tmp_path / "ann.sofs", tmp_path / "ben.sofs"


def _run(*words: object) -> int:
    return main([str(word) for word in words])


def test_a_case_goes_from_one_vault_to_another_and_is_erased(
    two: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ann, ben = two
    assert _run("colleagues", "--vault", ben, "--own", "Ben Brook") == 0
    card = tmp_path / "ben.txt"
    card.write_text(capsys.readouterr().out, encoding="utf-8")
    assert _run("colleagues", "--vault", ann, "--own", "Ann Ashby") == 0
    assert _run("colleagues", "--vault", ann, "--add", card) == 0
    assert _run("colleagues", "--vault", ann, "--checked", "Ben Brook") == 0
    sealed = tmp_path / "case.sofs-case"
    assert _run("handover", "--vault", ann, "H-7", "--to", "Ben Brook", "--out", sealed) == 0
    assert b"Handed" not in sealed.read_bytes()
    capsys.readouterr()
    assert _run("receive", "--vault", ben, sealed) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["is_new"], told["sender"]) == (True, "Ann Ashby")
    assert _run("cases", "--vault", ben) == 0
    assert capsys.readouterr().out == ""
    assert _run("receive", "--vault", ben, sealed, "--merge") == 0
    capsys.readouterr()
    assert _run("cases", "--vault", ben) == 0
    assert "H-7" in capsys.readouterr().out

    paper = tmp_path / "certificate.txt"
    arguments = ("erase", "--vault", ann, "H-7", "--reason", "Handed over.", "--certificate", paper)
    assert _run(*arguments) == 1
    assert _run("cases", "--vault", ann) == 0
    assert "H-7" in capsys.readouterr().out
    assert _run(*arguments, "--yes") == 0
    assert "Case: H-7" in paper.read_text(encoding="utf-8")
    capsys.readouterr()
    assert _run("cases", "--vault", ann) == 0
    assert capsys.readouterr().out == ""
    assert _run("check", "--vault", ann) == 0
    capsys.readouterr()
    assert _run("erase", "--vault", ann, "--certificates") == 0
    again = capsys.readouterr().out
    assert "Case: H-7" in again and "Handed" not in again
    assert _run("erase", "--vault", ann) == 1
    assert "needs a case" in capsys.readouterr().err


def test_a_wrong_name_or_file_is_said_plainly(
    two: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ann, _ben = two
    assert _run("handover", "--vault", ann, "H-7", "--to", "Nobody", "--out", tmp_path / "x") == 1
    assert "no colleague of that name" in capsys.readouterr().err
    (tmp_path / "junk").write_bytes(b"hello")
    assert _run("receive", "--vault", ann, tmp_path / "junk") == 1
    assert "cannot be received" in capsys.readouterr().err
