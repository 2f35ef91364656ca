"""Erasing a case: nothing of it is left in any page of the vault or of a backup, and everything else is."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import text

from models import backups, erased_rows, journal
from models.acts import cards, people
from models.casework import Case, Desk
from models.certificates import Certificate
from models.entities import CaseLife, OutboxItem
from models.erasing import Held, StillOnItsWay, erase
from models.errors import KnownError
from models.vault import Vault
from tests.vaults import PASSPHRASE, open_vault

PLANTED = ("Quillfeather Lane", "zanzibarite")
PAGE, RESERVE = 4096, 80


def _plain_pages(path: Path, key: bytes) -> bytes:
    """Every page of an SQLCipher file decrypted, also those no table uses any more."""
    data = path.read_bytes()
    plain = bytearray()
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        body = page[16 if start == 0 else 0 : PAGE - RESERVE]
        iv = page[PAGE - RESERVE : PAGE - RESERVE + 16]
        decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        plain += decryptor.update(body) + decryptor.finalize()
    return bytes(plain)


def _everywhere(vault: Vault) -> bytes:
    key = bytes(vault._keys.key)
    with vault.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    vault._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    files = [vault.path, *(backup.path for backup in backups.list_backups(vault.path))]
    return b"".join(_plain_pages(file, key) for file in files)


def _family(desk: Desk, name: str, words: str) -> Case:
    case = desk.new_case(name, number=f"N-{len(name)}{name[0]}")
    workspace = next(iter(case.rows.table("workspace")))
    people.add_person(case, f"Una {name}", note=f"lives in {words}")
    for number in range(40):
        card = cards.add_card(case, workspace, "past_harm", f"{words} number {number}")
        cards.write_card(case, card, f"{words} was changed {number}")
    cards.delete_cards(case, [card])
    return case


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A folder with a vault of three families and its backup, made once; the cases to go and to stay."""
    folder = tmp_path_factory.mktemp("planted")
    with open_vault(folder / "test.sofs", examples=False) as vault:
        desk = Desk(vault)
        gone = _family(desk, "Gone", " ".join(PLANTED))
        kept = _family(desk, "Kept", "Honeysuckle Terrace")
        _family(desk, "Third", "Meadowsweet")
        vault.back_up(reason="by-hand")
        cards.add_card(gone, next(iter(gone.rows.table("workspace"))), "past_harm", "zanzibarite after the backup")
        desk.close()
    return folder, gone.id, kept.id


@pytest.fixture
def vault(planted: tuple[Path, str, str], tmp_path: Path) -> Iterator[Vault]:
    """That vault, copied for one test."""
    shutil.copytree(planted[0], tmp_path, dirs_exist_ok=True)
    opened = Vault.open(tmp_path / "test.sofs", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def two(planted: tuple[Path, str, str], desk: Desk) -> tuple[Case, Case]:
    return desk.open_case(planted[1]), desk.open_case(planted[2])


def _erase(vault: Vault, desk: Desk, case: Case) -> Certificate:
    desk.forget(case.id)
    return erase(vault, case.id, at="2026-11-22T10:00:00+00:00", reason="The time to keep it is over.")


def test_nothing_of_an_erased_case_is_left_in_any_page(vault: Vault, desk: Desk, two: tuple[Case, Case]) -> None:
    gone, kept = two
    before = _everywhere(vault)
    assert all(words.encode() in before for words in PLANTED)  # the control: it can be found where it is
    rows = {name: dict(table) for name, table in ((n, kept.rows.table(n)) for n in ("card", "person"))}
    history = len(kept.history())

    certificate = _erase(vault, desk, gone)

    after = _everywhere(vault)
    assert not [words for words in (*PLANTED, gone.id, "Gone") if words.encode() in after]
    assert b"Honeysuckle Terrace" in after
    assert certificate.backups == 1
    assert certificate.here.edits > 80
    assert vault.check() == []
    again = Desk(vault).open_case(kept.id)
    assert {name: dict(again.rows.table(name)) for name in rows} == rows
    assert len(again.history()) == history
    assert again.undo() is not None
    assert not desk.search("zanzibarite")
    assert desk.search("Honeysuckle")


def test_without_building_anew_words_would_stay(
    vault: Vault, desk: Desk, two: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: rows deleted only, the journal kept, is no erasure."""
    gone, _kept = two
    monkeypatch.setattr(erased_rows, "_empty_places", lambda *_: None)
    _erase(vault, desk, gone)
    assert PLANTED[0].encode() in _everywhere(vault)


def test_vault_and_backup_open_after_an_erasure(vault: Vault, desk: Desk, two: tuple[Case, Case]) -> None:
    gone, kept = two
    _erase(vault, desk, gone)
    desk.close()
    vault.close()
    opened = Vault.open(vault.path, PASSPHRASE)
    assert opened.notice is None
    assert gone.id not in Desk(opened).case_ids()
    opened.close()
    backups.restore(vault.path, backups.list_backups(vault.path)[-1], PASSPHRASE)
    restored = Vault.open(vault.path, PASSPHRASE)
    assert restored.notice is None
    assert restored.check() == []
    assert kept.id in Desk(restored).case_ids()
    assert gone.id not in Desk(restored).case_ids()
    restored.close()


def test_a_stop_before_the_key_file_knows_is_no_alarm(
    vault: Vault, desk: Desk, two: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, _kept = two
    vault._record_head()
    monkeypatch.setattr(Vault, "_record_head", lambda self: None)
    _erase(vault, desk, gone)
    desk.close()
    vault.close()
    monkeypatch.undo()
    with_note = Vault.open(vault.path, PASSPHRASE)
    assert with_note.notice is None
    with with_note.engine.begin() as connection:
        connection.execute(text("DELETE FROM desk_note WHERE key = :k"), {"k": erased_rows.HEADS})
    with_note._let_go()
    without = Vault.open(vault.path, PASSPHRASE)
    assert without.notice is not None  # the control
    without.close()


def test_a_doctored_journal_still_shows(vault: Vault, desk: Desk, two: tuple[Case, Case]) -> None:
    gone, _kept = two
    _erase(vault, desk, gone)
    with vault.engine.begin() as connection:
        assert journal.verify_chain(connection) == []
        with pytest.raises(Exception, match="append-only"):
            connection.exec_driver_sql("DELETE FROM change")


def test_a_hold_and_a_delivery_on_its_way_keep_a_case(vault: Vault, desk: Desk, two: tuple[Case, Case]) -> None:
    gone, _kept = two
    desk.session.add(CaseLife(case_id=gone.id, hold_reason="Court asked", held_on="2026-11-01"))
    desk.session.commit()
    with pytest.raises(Held):
        _erase(vault, desk, gone)
    held = desk.session.get(CaseLife, gone.id)
    assert held is not None
    held.hold_reason = None
    item = OutboxItem(
        id="k1", case_id=gone.id, workspace_id="w", created_at="2026", title="t", what="map", reader="court",
        sha256="0", state="unknown",
    )  # fmt: skip
    desk.session.add(item)
    desk.session.commit()
    with pytest.raises(StillOnItsWay):
        _erase(vault, desk, gone)
    item.state = "delivered"
    desk.session.commit()
    assert _erase(vault, desk, gone).here.deliveries == 1


def test_a_damaged_backup_is_taken_away_and_told(vault: Vault, desk: Desk, two: tuple[Case, Case]) -> None:
    gone, _kept = two
    path = backups.list_backups(vault.path)[0].path
    damaged = bytearray(path.read_bytes())
    damaged[200:400] = bytes(200)
    path.write_bytes(damaged)
    certificate = _erase(vault, desk, gone)
    assert (certificate.backups, certificate.removed) == (0, 1)
    assert not path.exists()
    assert "taken away: 1" in certificate.words()


def test_a_full_disk_leaves_the_case_and_erasing_again_goes_on(
    vault: Vault, desk: Desk, two: tuple[Case, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    from models import durable

    gone, _kept = two

    def full(*_: object) -> None:
        raise durable.DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(durable, "write_private", full)
        with pytest.raises(durable.DiskFull):
            _erase(vault, desk, gone)
    assert gone.id in desk.case_ids()
    assert len(backups.list_backups(vault.path)) == 1
    assert _erase(vault, desk, gone).backups == 1


def test_a_case_that_is_not_there(vault: Vault) -> None:
    with pytest.raises(KnownError, match="not in the vault"):
        erase(vault, "nobody", at="2026", reason="x")


def test_the_certificate_tells_nothing_of_the_case(vault: Vault, desk: Desk, two: tuple[Case, Case]) -> None:
    gone, _kept = two
    certificate = _erase(vault, desk, gone)
    told = certificate.words() + str(dataclasses.asdict(certificate))
    assert "N-4G" in told
    assert not [words for words in (*PLANTED, "Gone", "Una") if words in told]
