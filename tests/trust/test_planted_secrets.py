"""After a full journey no file the app wrote holds a planted word, in any common encoding, but the exports."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECRETS = [f"Plqz{chr(65 + n % 26)}{n:02}Vexholm Crake{n * 7919}" for n in range(84)]


def spellings(secret: str) -> Iterator[bytes]:
    """A secret as bytes in every encoding looked for, whatever it is embedded in."""
    for raw in (secret.encode(), secret.lower().encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")):
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):
            # Base64 of a longer text depends on where the secret begins: cut what the neighbours colour.
            coded = base64.b64encode(b"\0" * shift + raw)
            yield coded[4 if shift else 0 : -4]


def found_in(data: bytes, secrets: list[str]) -> list[str]:
    """The secrets a file holds."""
    return [secret for secret in secrets if any(spelling in data for spelling in spellings(secret))]


def files_with(folder: Path, secrets: list[str]) -> dict[str, list[str]]:
    """Every file below a folder (its name too) that holds a secret."""
    hits = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        held = found_in(path.read_bytes() + str(path.relative_to(folder)).encode(), secrets)
        if held:
            hits[str(path.relative_to(folder))] = held
    return hits


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the journey."""
    folder = tmp_path_factory.mktemp("journey")
    places = {"HOME": "home", "TMPDIR": "tmp", "SOFS_DESK_HOME": "config", "XDG_CACHE_HOME": "cache",
              "XDG_CONFIG_HOME": "xdg", "XDG_DATA_HOME": "share", "XDG_RUNTIME_DIR": "run"}  # fmt: skip
    for place in places.values():
        (folder / place).mkdir(mode=0o700)
    listed = folder.parent / "planted.json"
    listed.write_text(json.dumps(SECRETS), encoding="utf-8")
    env = {**os.environ, **{name: str(folder / place) for name, place in places.items()}}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("journey.py")), str(folder), str(listed)],
        capture_output=True, text=True, timeout=800, env=env, cwd=folder,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    (folder / "printed.txt").write_text(run.stdout + run.stderr, encoding="utf-8")
    return folder


def test_nothing_but_the_exports_holds_a_planted_word(journey: Path) -> None:
    vault_secrets = json.loads((journey / "secrets-of-the-vault.json").read_text())
    (journey / "secrets-of-the-vault.json").unlink()
    hits = files_with(journey, [*SECRETS, *vault_secrets])
    assert {name for name in hits if not name.startswith("exports/")} == set()


def test_the_exports_hold_them_so_the_search_can_see(journey: Path) -> None:
    """The control: the same search finds the words where they were asked for."""
    hits = files_with(journey / "exports", SECRETS)
    assert len(hits["everything.json"]) >= 75
    assert len(hits["map.svg"]) > 10
    assert len(hits["story.svg"]) >= 7 and len(hits["houses.svg"]) >= 3


def test_the_journey_wrote_what_it_was_to_write(journey: Path) -> None:
    written = {str(p.relative_to(journey)) for p in journey.rglob("*") if p.is_file()}
    assert "data/Families.sofs" in written and "data/Families.sofs.keys" in written
    assert any(name.startswith("data/Families.sofs-backups/") for name in written)
    assert any(name.startswith("config/crash-reports/") for name in written)


@pytest.mark.parametrize(
    "hidden",
    [
        SECRETS[3].encode(),
        SECRETS[3].encode("utf-16-le"),
        b"xx" + SECRETS[3].encode().hex().encode(),
        base64.b64encode(b"he lives at " + SECRETS[3].encode() + b", they say"),
    ],
)
def test_the_search_finds_every_encoding(tmp_path: Path, hidden: bytes) -> None:
    (tmp_path / "cache.bin").write_bytes(b"\0\1" + hidden + b"\2")
    assert files_with(tmp_path, SECRETS) == {"cache.bin": [SECRETS[3]]}
    (tmp_path / "cache.bin").write_bytes(zlib.compress(b"nothing here"))
    assert files_with(tmp_path, SECRETS) == {}
