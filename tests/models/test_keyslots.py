"""The key file: every slot opens the same key, damage is told apart from a wrong secret, writing is atomic."""

from __future__ import annotations

import errno
import json
import os
import threading
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from models import durable, keyslots, recovery_code
from models.keyslots import (
    DamagedKeys,
    KdfCost,
    KeyFile,
    Keys,
    MissingKeys,
    NewerKeys,
    WrongEscrowKey,
    WrongPassphrase,
    WrongRecoveryCode,
    previous_of,
)
from models.recovery_code import MistypedRecoveryCode


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the key file goes."""
    return tmp_path / "a.sofs.keys"


def made(path: Path, passphrase: str = "open sesame", escrow: bytes | None = None) -> tuple[Keys, str]:
    """A saved key file at light cost, and its recovery code."""
    keys, code = Keys.create(path, passphrase, KdfCost.LIGHT, escrow)
    keys.save()
    return keys, code


def test_passphrase_and_code_open_the_same_key(path: Path) -> None:
    keys, code = made(path)
    assert len(keys.key) == 32
    assert Keys.unlock(path, "open sesame").key == keys.key
    assert Keys.unlock_with_recovery_code(path, code).key == keys.key


def test_wrong_secrets_are_refused(path: Path) -> None:
    made(path)
    with pytest.raises(WrongPassphrase):
        Keys.unlock(path, "open sesamy")
    with pytest.raises(WrongRecoveryCode):
        Keys.unlock_with_recovery_code(path, recovery_code.make())
    with pytest.raises(WrongEscrowKey):
        Keys.unlock_with_escrow_key(path, os.urandom(32))


def test_a_passphrase_opens_however_its_accents_are_composed(path: Path) -> None:
    made(path, "Zo\u00eb caf\u00e9")
    assert len(Keys.unlock(path, "Zoe\u0308 cafe\u0301").key) == 32


def test_standard_cost_takes_about_a_second_and_256_mib(path: Path) -> None:
    begun = time.perf_counter()
    keys, _ = Keys.create(path, "pw", KdfCost.STANDARD, None)
    assert time.perf_counter() - begun > 0.15
    slot = keys.file.slot("passphrase")
    assert slot is not None
    assert slot["kdf"]["memory_kib"] == 256 * 1024


@pytest.mark.parametrize("form", ["raw", "pem"])
def test_escrow_key_opens_whatever_the_passphrase_is(path: Path, form: str) -> None:
    private = X25519PrivateKey.generate()
    if form == "raw":
        public_bytes, private_bytes = private.public_key().public_bytes_raw(), private.private_bytes_raw()
    else:
        public_bytes = private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        private_bytes = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    keys, _ = made(path, escrow=public_bytes)
    with keys.changing():
        keys.set_passphrase("another")
    assert Keys.unlock_with_escrow_key(path, private_bytes).key == keys.key
    with pytest.raises(WrongEscrowKey):
        Keys.unlock_with_escrow_key(path, X25519PrivateKey.generate().private_bytes_raw())
    with pytest.raises(WrongEscrowKey):
        Keys.unlock_with_escrow_key(path, b"not a key")


def test_a_new_passphrase_leaves_the_other_slots_alone(path: Path) -> None:
    keys, code = made(path)
    others = [slot for slot in keys.file.slots if slot["kind"] != "passphrase"]
    with keys.changing():
        keys.set_passphrase("second")
    assert Keys.unlock(path, "second").key == keys.key
    assert Keys.unlock_with_recovery_code(path, code).key == keys.key
    assert [slot for slot in KeyFile.read(path).slots if slot["kind"] != "passphrase"] == others
    with pytest.raises(WrongPassphrase):
        Keys.unlock(path, "open sesame")


def test_a_new_recovery_code_voids_the_old_one(path: Path) -> None:
    keys, old = made(path)
    with keys.changing():
        new = keys.set_recovery_code()
    Keys.unlock_with_recovery_code(path, new)
    with pytest.raises(WrongRecoveryCode):
        Keys.unlock_with_recovery_code(path, old)


def test_every_damaged_byte_is_damage_and_never_a_wrong_passphrase(path: Path) -> None:
    made(path)
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        for changed in (whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :], whole[:at]):
            path.write_bytes(changed)
            with pytest.raises((DamagedKeys, NewerKeys)):
                Keys.unlock(path, "open sesame")
    path.write_bytes(whole)
    Keys.unlock(path, "open sesame")


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_damage(content: bytes) -> None:
    with pytest.raises(DamagedKeys):
        KeyFile.parse(content)


def test_the_file_knows_a_change_even_with_a_right_checksum(path: Path) -> None:
    keys, _ = made(path)
    content = KeyFile(keys.file.vault_id, keys.file.slots, (9, "forged")).sealed(os.urandom(32))
    path.write_bytes(content)
    assert KeyFile.read(path).head == (9, "forged"), "the control: its checksum is right"
    with pytest.raises(DamagedKeys):
        Keys.unlock(path, "open sesame")


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 1 << 30}, {"passes": 10**6}, {"lanes": 0}, {"memory_kib": 7}, {"passes": "3"}]
)
def test_costs_out_of_bounds_are_refused_before_they_are_paid(path: Path, cost: dict[str, object]) -> None:
    keys, _ = made(path)
    slots = [{**slot, "kdf": {**slot["kdf"], **cost}} if "kdf" in slot else slot for slot in keys.file.slots]
    path.write_bytes(KeyFile(keys.file.vault_id, tuple(slots)).sealed(keys.key))
    with pytest.raises(DamagedKeys):
        Keys.unlock(path, "open sesame")


def test_a_key_file_of_a_newer_version_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(keyslots, "VERSION", 2)
        made(path)
    with pytest.raises(NewerKeys):
        Keys.unlock(path, "open sesame")


def test_a_missing_file_says_so(path: Path) -> None:
    with pytest.raises(MissingKeys):
        Keys.unlock(path, "open sesame")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_only_its_owner_can_read_it(path: Path) -> None:
    keys, _ = made(path)
    with keys.changing():
        keys.set_passphrase("x")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [*path.parent.iterdir()] == [path]


def test_neither_secret_nor_key_is_in_the_file(path: Path) -> None:
    keys, code = made(path)
    content = path.read_bytes()
    for secret in (b"open sesame", code.encode(), code.replace("-", "").encode(), keys.key.hex().encode()):
        assert secret not in content


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("step", ["create_private", "move", "sync_folder"])
def test_a_write_that_fails_at_any_step_leaves_a_good_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: int
) -> None:
    keys, _ = made(path)

    def refuse(*_: object) -> int:
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as patch:
        patch.setattr(durable, step, refuse)
        expected = {errno.ENOSPC: durable.DiskFull, errno.EROFS: durable.NotWritable, errno.EIO: durable.DiskTrouble}
        with pytest.raises(expected[fault]), keys.changing():
            keys.set_passphrase("second")
    assert Keys.unlock(path, "open sesame").file == keys.file, "memory and disk agree on the old passphrase"
    with keys.changing():
        keys.set_passphrase("third")
    Keys.unlock(path, "third")
    assert [*path.parent.iterdir()] == [path]


def test_a_short_write_is_noticed_before_the_old_file_goes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, _ = made(path)

    def lose_the_end(target: Path, content: bytes) -> None:
        target.write_bytes(content[:-20])

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write_private", lose_the_end)
        with pytest.raises(durable.DiskTrouble), keys.changing():
            keys.set_passphrase("second")
    Keys.unlock(path, "open sesame")


def test_the_copy_kept_while_writing_stands_in_for_a_torn_file(path: Path) -> None:
    keys, _ = made(path)
    previous_of(path).write_bytes(path.read_bytes())
    path.write_bytes(b"{ torn")
    again = Keys.unlock(path, "open sesame")
    assert again.key == keys.key
    again.save()
    assert not previous_of(path).exists()
    Keys.unlock(path, "open sesame")


def test_forgetting_overwrites_the_key(path: Path) -> None:
    keys, _ = made(path)
    held = keys.key
    keys.forget()
    assert held == bytes(32)


def test_forgetting_waits_for_a_change_in_another_thread(path: Path) -> None:
    """Otherwise the slot would wrap an overwritten key, and the vault would be lost."""
    keys, _ = made(path)
    key, inside = bytes(keys.key), threading.Event()

    def change() -> None:
        with keys.changing():
            inside.set()
            time.sleep(0.2)
            keys.set_passphrase("second")

    thread = threading.Thread(target=change)
    thread.start()
    inside.wait()
    keys.forget()
    thread.join()
    assert Keys.unlock(path, "second").key == key
    with pytest.raises(RuntimeError), keys.changing():
        keys.set_passphrase("third")
    assert Keys.unlock(path, "second").key == key


def test_codes_have_seven_groups_and_enough_chance() -> None:
    codes = {recovery_code.make() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4] * 7
        assert len(recovery_code.secret_of(code)) == 17
    assert {symbol for code in codes for symbol in code} == {*recovery_code.ALPHABET, "-"}


def test_codes_are_read_as_people_write_them() -> None:
    code = next(c for c in iter(recovery_code.make, None) if "0" in c and "1" in c)
    secret = recovery_code.secret_of(code)
    sloppy = code.lower().replace("0", "o").replace("1", "l").replace("-", "  ")
    assert recovery_code.secret_of(f" {sloppy}\n") == secret
    assert recovery_code.secret_of(code.replace("1", "I").replace("-", "")) == secret


def test_any_one_wrong_symbol_and_any_swap_of_neighbours_is_noticed() -> None:
    symbols = recovery_code.make().replace("-", "")
    for at in range(len(symbols)):
        for other in set(recovery_code.ALPHABET) - {symbols[at]}:
            with pytest.raises(MistypedRecoveryCode):
                recovery_code.secret_of(symbols[:at] + other + symbols[at + 1 :])
        swapped = symbols[:at] + symbols[at : at + 2][::-1] + symbols[at + 2 :]
        if swapped != symbols:
            with pytest.raises(MistypedRecoveryCode):
                recovery_code.secret_of(swapped)
    for wrong in ("", symbols[:-1], symbols + "0", "!" * 28):
        with pytest.raises(MistypedRecoveryCode):
            recovery_code.secret_of(wrong)


def test_the_description_of_the_file_is_true(path: Path) -> None:
    keys, _ = made(path, escrow=X25519PrivateKey.generate().public_key().public_bytes_raw())
    with keys.changing():
        keys.set_head((3, "ab"))
    outer = json.loads(path.read_bytes())
    assert set(outer) == {"what", "version", "body", "mac", "checksum"}
    assert set(outer["body"]) == {"vault", "slots", "head"}
    assert outer["body"]["head"] == [3, "ab"]
    assert [slot["kind"] for slot in outer["body"]["slots"]] == ["passphrase", "recovery", "escrow"]
    described = (Path(__file__).parents[2] / "docs" / "file-format.md").read_text("utf-8")
    for name in {*outer, *outer["body"], *(name for slot in outer["body"]["slots"] for name in slot)}:
        assert f"`{name}`" in described, f"docs/file-format.md does not speak of {name}"
