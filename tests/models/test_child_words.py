"""Words for this child: long sentences and hard words by age, and what a whole story has to say."""

from __future__ import annotations

import pytest

from models.child_words import sentences, story_notes, word_notes

ASKED = "Danny drank too much beer, got very angry and hurt Mummy. It was scary. It was not your fault."


def hard(words: str, age: int | None = 6, *names: str) -> list[str]:
    return [words[n.start : n.end] for n in word_notes(words, age, names=names) if n.kind == "hard_word"]


def kinds(words: str, age: int | None = 6, language: str = "en-GB") -> list[str]:
    return [note.kind for note in word_notes(words, age, language)]


def test_plain_short_words_are_left_alone() -> None:
    assert word_notes(ASKED, 6) == ()
    assert word_notes("", 6) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mum has an illness called bipolar.", ["bipolar"]),
        ("There was a strategy discussion.", ["strategy discussion"]),
        ("Daddy was arrested by the policeman.", ["arrested"]),
        ("We saw a dinosaur together on Saturday.", []),
        ("Everybody has breakfast with Grandma.", []),
        ("The grown-ups will come.", []),
        ("Zachariasson has a key and Zachariasson came.", ["Zachariasson"]),
    ],
)
def test_hard_words_are_asked_about_once(words: str, found: list[str]) -> None:
    assert hard(words) == found


def test_a_name_is_known_to_the_child() -> None:
    assert hard("Zachariasson has a key.", 6, "Mr Zachariasson") == []


def test_older_children_know_more() -> None:
    words = "Daddy was arrested because of the investigation."
    assert hard(words, 4) == ["arrested", "investigation"]
    assert hard(words, 12) == ["investigation"]
    assert hard("Mum takes her medication.", 12) == []
    assert hard("Mum takes her medication.", 5) == ["medication"]


def test_long_sentences_by_age_and_names_count_little() -> None:
    words = "Daddy went to live in the house at the end of the road so everyone is safe."
    assert [kinds(words, age) for age in (4, 6, 8, 12)] == [["long_sentence"], ["long_sentence"], [], []]
    (note,) = [note for note in word_notes(f"Oh. {words}", 6) if note.kind == "long_sentence"]
    assert (note.start, note.text) == (4, "17 words in one sentence. Could it be two?")
    assert kinds("You can tell Mummy, Nanna Mo, Sandra, Lisa and Jo, Wes or Mrs Gilroy, or Uncle Ray and Ash.", 6) == []


def test_sentences_are_counted_in_every_language() -> None:
    assert len(sentences("Mr. Bell came. “He said hello!” Then he went")) == 3
    assert len(sentences("امی نے کہا۔ کیا ہوا؟ ہم خوش ہیں۔")) == 3
    assert len(sentences("আমরা আছি। তুমি কেমন আছো?")) == 2
    assert sentences("...") == () == sentences(" \n")
    four = "Jeden. Dwa. Trzy. Cztery niewyobrażalnie skomplikowane."
    (note,) = word_notes(four, 4, "pl")
    assert (note.kind, note.text) == ("many_sentences", "4 sentences; 3 are easier to hold on to")


def test_the_whole_story_says_whose_fault_it_is_not_and_whom_to_tell() -> None:
    assert [note.kind for note in story_notes(["Mum was ill.", "Nan came."])] == ["fault", "tell"]
    assert [note.kind for note in story_notes([ASKED])] == ["tell"]
    assert story_notes([ASKED, "You can  tell Nan."]) == ()
    assert story_notes(["It isn’t nobody’s fault.", "You can ask Nan"]) == ()
    assert story_notes(["", ""]) == () == story_notes(["Mama była chora."], "pl")


def test_every_note_asks() -> None:
    words = "There was a strategy discussion about medication and domestic abuse. One. Two. Three."
    for note in [*word_notes(words, 4), *story_notes([words])]:
        assert note.text.endswith("?") or note.kind == "many_sentences"
        assert 0 <= note.start <= note.end <= len(words)
