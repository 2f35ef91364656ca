"""Vaults to test with: made once, then put wherever a test wants one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from exporters.bundle import load_examples
from models.casework import Desk
from models.keyslots import KdfCost
from models.vault import Vault

PASSPHRASE = "tea at the kitchen table"


@cache
def _kept(examples: bool) -> dict[str, bytes]:
    """A vault's two files by the ends of their names; making one with the example families takes seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "v.sofs"
        vault, _code = Vault.create(path, PASSPHRASE, cost=KdfCost.LIGHT)
        if examples:
            desk = Desk(vault)
            load_examples(desk)
            desk.close()
        vault.close()
        return {end: Path(f"{path}{end}").read_bytes() for end in ("", ".keys")}


def put_vault(path: Path, *, examples: bool) -> Path:
    """A vault at ``path``, quick to unlock: a new one, or one with both example families."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for end, data in _kept(examples).items():
        Path(f"{path}{end}").write_bytes(data)
    return path


@contextmanager
def open_vault(path: Path, *, examples: bool) -> Iterator[Vault]:
    """Such a vault, opened for the block."""
    vault = Vault.open(put_vault(path, examples=examples), PASSPHRASE)
    yield vault
    vault.close()


@contextmanager
def open_desk(path: Path, *, examples: bool) -> Iterator[Desk]:
    """A desk on such a vault for the block."""
    with open_vault(path, examples=examples) as vault:
        desk = Desk(vault)
        yield desk
        desk.close()
