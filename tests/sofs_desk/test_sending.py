"""Sending from the command line: a connection, a copy in the outbox, a sync, a receipt; secrets never as arguments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import audit
from models.acts import cards, people
from models.casework import Desk
from models.keyslots import KdfCost
from models.vault import Vault
from sofs_desk.cli import main
from sofs_desk.passphrase import VARIABLE
from sofs_desk.vaults import closing_vault
from tests.exporters.delivery_servers import DeliveryEndpoint, serving

PASSPHRASE = "seven plum kettles"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOFS_DESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    made, _ = Vault.create(tmp_path / "v.sofs", PASSPHRASE, cost=KdfCost.LIGHT)
    with closing_vault(made) as desk:
        case = desk.new_case("Ashdown – Birch", number="WEX-1")
        workspace = next(iter(case.rows.table("workspace")))
        people.add_person(case, "Nell Ashdown", gender="female", born="2016-02-08", child_of_workspace=workspace)
        cards.add_card(case, workspace, "strength", "Nell's gran rings every evening.")
    return tmp_path / "v.sofs"


def run(vault: Path, command: str, *words: str | Path) -> int:
    return main([command, "--vault", str(vault), *map(str, words)])


def test_from_the_case_to_the_folder_and_the_receipt(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "share"
    inbox.mkdir()
    assert run(vault, "connections", "--add", "County", "--kind", "folder", "--set", f"folder={inbox}") == 0
    assert run(vault, "connections", "--try", "county") == 0
    send = ("export", "WEX-1", "map", "--reader", "case-system", "--format", "json", "--send", "County")
    assert main([*send, "--vault", str(vault), "--dry-run"]) == 0
    assert list(inbox.iterdir()) == []
    capsys.readouterr()
    assert main([*send, "--vault", str(vault)]) == 0
    key = capsys.readouterr().out.strip()
    assert run(vault, "outbox") == 0
    assert f"{key}\tWaiting to be sent\tCounty" in capsys.readouterr().out
    assert run(vault, "sync", "--once") == 0
    assert "1 delivery arrived" in capsys.readouterr().out
    assert {path.suffix for path in inbox.iterdir()} == {".json"}
    assert run(vault, "outbox", "--receipt", key[:8]) == 0
    words = capsys.readouterr().out
    assert "County" in words and "Delivered" in words and str(inbox) in words
    assert run(vault, "outbox", "--receipt", key, "--json") == 0
    assert json.loads(capsys.readouterr().out)["state"] == "delivered"
    assert run(vault, "check") == 0


def test_a_refused_password_pauses_and_says_so(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "token").write_text("wrong\n", encoding="utf-8")
    (tmp_path / "better").write_text("otter-and-lamp\n", encoding="utf-8")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "home" / "practice" / "mappings").mkdir(parents=True)
    fields = {"ref": {"from": "case.number", "required": True}, "sex": "children.0.gender"}
    county = {"format": "sofs-mapping-1", "fields": fields}
    (tmp_path / "home/practice/mappings/county.json").write_text(json.dumps(county), encoding="utf-8")
    with serving(DeliveryEndpoint(tmp_path / "theirs")) as (host, port):
        address = f"address=http://{host}:{port}"
        add = ("connections", "--kind", "https", "--set", address, "--mapping", "county")
        assert run(vault, *add, "--add", "County", "--secret-file", f"token={tmp_path / 'token'}") == 0
        send = ["export", "WEX-1", "map", "--reader", "court", "--format", "json", "--send", "County"]
        assert main([*send, "--vault", str(vault)]) == 0
        capsys.readouterr()
        assert run(vault, "sync", "--once") == 1
        said = capsys.readouterr()
        assert "does not accept" in said.err and "wrong" not in said.err + said.out
        assert run(vault, "connections", "--try", "County") == 1
        capsys.readouterr()
        assert run(vault, "connections", "--json") == 0
        listed = capsys.readouterr().out
        assert json.loads(listed)[0]["state"] == "paused" and "otter" not in listed and '"wrong"' not in listed
        assert run(vault, *add, "--add", "Better", "--secret-file", f"token={tmp_path / 'better'}") == 0
        send[-1] = "Better"
        assert main([*send, "--vault", str(vault), "--dry-run"]) == 0
        assert '"sex": "female"' in capsys.readouterr().out
        assert main([*send, "--vault", str(vault)]) == 0
        assert run(vault, "sync", "--once") == 1, "the other connection still waits for somebody"
        assert len(list((tmp_path / "theirs").iterdir())) == 1


def test_a_secret_as_an_argument_is_refused_and_not_repeated(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--kind", "webdav", "--set", "address=https://example.org", "--set", "password=hush")
    assert run(vault, "connections", "--add", "County", *words) == 1
    said = capsys.readouterr()
    assert "never an argument" in said.err and "hush" not in said.err + said.out


def test_the_teams_copy_is_not_sent_and_a_wrong_mapping_is_told(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(vault, "connections", "--add", "County", "--kind", "folder", "--set", f"folder={tmp_path}") == 0
    assert main(["export", "WEX-1", "map", "--send", "County", "--vault", str(vault)]) == 1
    assert "team's own" in capsys.readouterr().err
    words = ("--kind", "folder", "--set", f"folder={tmp_path}", "--mapping", "nobody")
    assert run(vault, "connections", "--add", "Other", *words) == 1
    assert "no mapping" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main(["export", "WEX-1", "map", "--send", "County", "--out", "x.pdf", "--vault", str(vault)])
    assert left.value.code == 2


def test_an_export_is_written_down(vault: Path, tmp_path: Path) -> None:
    assert main(["export", "WEX-1", "map", "--out", str(tmp_path / "m.json"), "--vault", str(vault)]) == 0
    opened = Vault.open(vault, PASSPHRASE)
    with closing_vault(opened) as desk:
        line = audit.entries(desk)[0]
        assert (line.deed, line.what, line.reader) == ("exported", "map", "us") and "sha256" in line.detail
        assert isinstance(desk, Desk) and audit.verify(desk) == []
