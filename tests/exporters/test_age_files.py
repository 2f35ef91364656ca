"""Files locked with a passphrase: what age writes we open, what we write age opens, and nothing else passes."""

from __future__ import annotations

import threading
import time

import pyrage
import pytest

from exporters import age_files

PHRASE = "otter lantern gravel spoon"


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_files, "WORK", 12)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_age_opens_what_we_lock(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    locked = age_files.lock(data, PHRASE)
    assert (age_files.is_for_a_passphrase(locked) and data[:64] not in locked[:200]) or not data
    assert bytes(pyrage.passphrase.decrypt(locked, PHRASE)) == data
    assert age_files.unlock(locked, PHRASE) == data


def test_we_open_what_age_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = pyrage.passphrase.encrypt(b"A plate flew." * 9000, PHRASE)
    monkeypatch.setattr(age_files, "WORK", 30)
    assert age_files.unlock(locked, PHRASE) == b"A plate flew." * 9000


def test_more_rounds_than_ours_are_for_age_to_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = age_files.lock(b"A plate flew.", PHRASE)
    monkeypatch.setattr(age_files, "WORK", 11)
    monkeypatch.setattr(age_files, "_stretched", lambda *_asked: pytest.fail("not by us"))
    assert age_files.unlock(locked, PHRASE) == b"A plate flew."
    with pytest.raises(ValueError, match="wrong passphrase"):
        age_files.unlock(locked, PHRASE + ".")


def test_nothing_that_was_changed_opens() -> None:
    locked = age_files.lock(bytes(70_000), PHRASE)
    with pytest.raises(ValueError, match="wrong passphrase"):
        age_files.unlock(locked, PHRASE + ".")
    for place in range(0, 260, 9):
        changed = locked[:place] + bytes([locked[place] ^ 1]) + locked[place + 1 :]
        with pytest.raises(ValueError):
            age_files.unlock(changed, PHRASE)
    for cut in (1, 16, 17, 4_464, 65_552, len(locked) - 100):
        with pytest.raises(ValueError):
            age_files.unlock(locked[:-cut], PHRASE)
    with pytest.raises(ValueError):
        age_files.unlock(locked + b"x", PHRASE)


def test_two_of_the_same_are_never_alike() -> None:
    assert age_files.lock(b"x", PHRASE)[20:] != age_files.lock(b"x", PHRASE)[20:]


def test_other_threads_run_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason for all this: with age's own library nothing else runs until the passphrase is worked out."""
    monkeypatch.setattr(age_files, "WORK", 16)
    lock = threading.Thread(target=age_files.lock, args=(b"x", PHRASE))
    turns = 0
    lock.start()
    while lock.is_alive():
        time.sleep(0.001)
        turns += 1
    assert turns > 10
