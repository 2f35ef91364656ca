"""The council's own key: told at the first run, opens what the worker can no longer open, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from models.errors import KnownError
from models.keyslots import KdfCost, WrongPassphrase
from models.vault import Vault
from sofs_desk.cli import main
from sofs_desk.settings import Settings, escrow_public_key


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    """(public, private) key files."""
    private = X25519PrivateKey.generate()
    public_file, private_file = tmp_path / "council.pem", tmp_path / "council-private.pem"
    public_file.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    private_file.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return public_file, private_file


def test_a_lost_passphrase_is_set_anew_with_the_councils_key(
    tmp_path: Path, keys: tuple[Path, Path], monkeypatch: Any, capsys: Any
) -> None:
    public = escrow_public_key(Settings(escrow_key=str(keys[0])))
    path = tmp_path / "v.sofs"
    vault, code = Vault.create(path, "forgotten words", cost=KdfCost.LIGHT, escrow_public_key=public)
    vault.close()
    monkeypatch.setenv("SOFS_DESK_PASSPHRASE", "new words by the window")
    assert main(["recover", "--vault", str(path), "--escrow-key", str(keys[1])]) == 0
    with pytest.raises(WrongPassphrase):
        Vault.open(path, "forgotten words")
    Vault.open(path, "new words by the window").close()
    (tmp_path / "code.txt").write_text(code + "\n")
    monkeypatch.setenv("SOFS_DESK_PASSPHRASE", "third time lucky words")
    assert main(["recover", "--vault", str(path), "--code-file", str(tmp_path / "code.txt")]) == 0
    Vault.open(path, "third time lucky words").close()
    assert "words" not in capsys.readouterr().out.replace("passphrase", "")


def test_another_key_opens_nothing(tmp_path: Path, keys: tuple[Path, Path], monkeypatch: Any, capsys: Any) -> None:
    path = tmp_path / "v.sofs"
    vault, _code = Vault.create(path, "kept words", cost=KdfCost.LIGHT, escrow_public_key=keys[0].read_bytes())
    vault.close()
    stranger = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "stranger.pem").write_bytes(stranger)
    monkeypatch.setenv("SOFS_DESK_PASSPHRASE", "stolen words")
    for file in ("stranger.pem", "nowhere.pem"):
        assert main(["recover", "--vault", str(path), "--escrow-key", str(tmp_path / file)]) == 1
        assert "Nothing was changed" in capsys.readouterr().err
    Vault.open(path, "kept words").close()


def test_a_missing_key_file_stops_a_new_vault_rather_than_leaving_the_council_out(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no vault was made"):
        escrow_public_key(Settings(escrow_key=str(tmp_path / "gone.pem")))
    assert escrow_public_key(Settings()) is None
