"""The strength of passphrases, in plain words."""

from __future__ import annotations

import time

import pytest

from models.passphrase import TOO_SHORT, WORDS, strength


@pytest.mark.parametrize("weak", ["", "password", "password123", "aaaaaaaaaaaaaaaaaaa", "qwertyuiop[]", "Tr0ub4&3"])
def test_weak_ones_are_not_let_through_and_say_why(weak: str) -> None:
    found = strength(weak)
    assert not found.is_enough
    assert found.words in WORDS
    assert found.hint


@pytest.mark.parametrize("strong", ["rain on tin roof 7", "correct horse battery staple", "żółw pije herbatę o świcie"])
def test_a_few_words_are_enough(strong: str) -> None:
    found = strength(strong)
    assert found.is_enough
    assert found.hint == ""
    assert found.score >= 3


def test_words_close_to_the_owner_do_not_count() -> None:
    phrase = "rosalind wexleyshire"
    assert strength(phrase).score > strength(phrase, ["Rosalind", "Wexleyshire"]).score


def test_hints_are_one_plain_sentence() -> None:
    assert strength("short").hint == TOO_SHORT
    assert strength("password123").hint.endswith(".")


def test_a_very_long_one_is_judged_quickly() -> None:
    begun = time.perf_counter()
    assert strength("the rain in Spain stays mainly in the plain " * 200).is_enough
    assert time.perf_counter() - begun < 60
