"""The command line: exit codes, plain sentences, and a passphrase that is never an argument."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.casework import Desk
from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.cli import main
from sofs_desk.passphrase import VARIABLE
from sofs_desk.vaults import closing_vault

PASSPHRASE = "seven plum kettles"
NAME = "Ashdown – Birch"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    made, _ = Vault.create(tmp_path / "v.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    with closing_vault(made) as desk:
        desk.new_case(NAME, number="WEX-1")
    return tmp_path / "v.sofs"


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["cases"],
        ["export", "X", "map", "--vault", "v"],
        ["export", "X", "nonsense", "--vault", "v", "--out", "o.pdf"],
        ["screens", "--out", "d", "--size", "big"],
        ["screens", "--out", "d", "--size", "10x10"],
    ],
)
def test_wrong_use_is_exit_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2


def test_a_passphrase_as_argument_is_refused_and_not_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--passphrase", "hush"], ["--passphrase=hush"]):
        with pytest.raises(SystemExit) as left:
            main(["cases", "--vault", "v", *words])
        assert left.value.code == 2
        said = capsys.readouterr().err
        assert "never an argument" in said
        assert "hush" not in said


def test_cases_lists_them(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("cases", "--vault", vault) == 0
    assert NAME in capsys.readouterr().out
    assert run("cases", "--vault", vault, "--json") == 0
    (line,) = json.loads(capsys.readouterr().out)
    assert (line["number"], line["pathway"]) == ("WEX-1", "safety")


def test_the_passphrase_may_come_from_a_file(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    file = tmp_path / "pass.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line\r\n")
    assert run("cases", "--vault", vault, "--passphrase-file", file) == 0


def plain(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


def test_problems_are_one_plain_sentence_and_exit_1(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("cases", "--vault", tmp_path / "none.sofs") == 1
    assert "no vault at this place" in plain(capsys)
    assert run("cases", "--vault", vault, "--passphrase-file", tmp_path / "none") == 1
    assert "passphrase file" in plain(capsys)
    assert run("restore", "no-such", "--vault", vault) == 1
    assert "no such backup" in plain(capsys)
    monkeypatch.setenv(VARIABLE, "wrong")
    assert run("cases", "--vault", vault) == 1
    assert "does not open the vault" in plain(capsys)
    monkeypatch.setenv(VARIABLE, "")
    assert run("cases", "--vault", vault) == 1
    assert "empty" in plain(capsys)
    monkeypatch.delenv(VARIABLE)
    assert run("cases", "--vault", vault) == 1
    assert "No passphrase was given" in plain(capsys)


def test_a_bug_is_one_sentence_and_a_scrubbed_report(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(desk: Desk) -> None:
        raise RuntimeError(NAME)

    monkeypatch.setattr("sofs_desk.commands.case_lines", breaks)
    assert run("cases", "--vault", vault) == 1
    said = plain(capsys)
    assert "should not" in said
    (report,) = (tmp_path / "home" / "crash-reports").iterdir()
    assert str(report) in said
    assert NAME not in said + report.read_text(encoding="utf-8")


def test_check_backup_and_restore(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--vault", vault) == 0
    assert run("backup", "--vault", vault) == 0
    name = Path(capsys.readouterr().out.splitlines()[-1]).name
    with closing_vault(Vault.open(vault, PASSPHRASE)) as desk:
        desk.new_case("Added later", number="WEX-9")
    assert run("restore", "--vault", vault) == 0
    assert name in capsys.readouterr().out
    assert run("restore", name, "--vault", vault) == 0
    assert run("cases", "--vault", vault) == 0
    assert "WEX-9" not in capsys.readouterr().out
    assert any("before-restore" in path.name for path in Path(f"{vault}-backups").iterdir())


def test_check_tells_of_damage(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(vault.read_bytes())
    content[len(content) // 2] ^= 0xFF
    vault.write_bytes(content)
    assert run("check", "--vault", vault) == 1
    assert "damaged" in plain(capsys)


def test_help_answers_at_once_and_loads_neither_qt_nor_the_vault() -> None:
    script = (
        "import sys; sys.argv = ['sofs-desk', '--help']; from sofs_desk.cli import main\n"
        "try: main()\n"
        "except SystemExit: print([m for m in ('PySide6', 'sqlalchemy', 'reportlab') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=300)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "demo" in done.stdout


def test_demo_makes_a_vault_once_and_loads_each_family_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    made, code = tmp_path / "demo.sofs", tmp_path / "code.txt"
    assert run("demo", "--vault", made, "--recovery-file", code) == 0
    said = capsys.readouterr().out
    written = code.read_text(encoding="utf-8").strip()
    assert written
    assert written not in said
    assert code.stat().st_mode & 0o077 == 0
    assert run("demo", "--vault", made) == 0
    capsys.readouterr()
    assert run("cases", "--vault", made, "--json") == 0
    codes = [line["code"] for line in json.loads(capsys.readouterr().out)]
    assert sorted(codes) == ["A", "B-HOME", "B-LEAH"]


def test_a_case_goes_out_as_a_bundle_and_comes_in_as_a_copy(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "case.json"
    assert run("export", "WEX-1", "everything", "--vault", vault, "--out", out) == 0
    assert run("import", out, "--vault", vault) == 1
    assert "already in the vault" in capsys.readouterr().err
    assert run("import", out, "--as-copy", "--vault", vault) == 0
    capsys.readouterr()
    assert run("cases", "--vault", vault, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert run("import", tmp_path / "none.json", "--vault", vault) == 1
    assert NAME not in plain(capsys)
