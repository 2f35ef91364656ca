"""The order in which pictures are found, with a small list of their own."""

from __future__ import annotations

import pytest

from models.pictures.finding import Index
from models.pictures.spelling import Spellings
from models.pictures.stems import stem, words_of

LIST = {
    "bed": ["bed", "bedtime", "wet the bed"],
    "sleep": ["asleep", "bed", "night"],
    "police": ["police officer", "police", "officer"],
    "soldier": ["soldier", "officer", "army"],
    "post": ["post came", "letter"],
    "cry": ["crying", "sad", "tears"],
    "sad": ["sad", "unhappy"],
    "hit": ["hit", "punch"],
    "child": ["child", "boy"],
    "hospital": ["hospital"],
}
NAMES = list(LIST)
INDEX = Index(LIST.values(), "en")


def found(text: str) -> list[str]:
    scores = INDEX.scores(text)
    return [NAMES[number] for number in sorted(scores, key=lambda each: (-scores[each], each))]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bed", ["bed", "sleep"]),  # first word before a later one
        ("BED ", ["bed", "sleep"]),
        ("officer", ["soldier", "police"]),
        ("bedt", ["bed"]),  # while it is typed
        ("police officer came", ["police"]),
        ("the police officer came to our house", ["police"]),
        ("wet the bed", ["bed"]),
        ("cried", ["cry"]),
        ("cry", ["cry"]),
        ("he was hitting the children", ["hit", "child"]),
        ("policeman", ["police"]),
        ("policewoman's", ["police"]),
        ("hospitals", ["hospital"]),
        ("sadness", ["sad"]),
        ("sadly", ["sad"]),
        ("hospitl", ["hospital"]),
        ("postmistress", []),  # too little of it is known
        ("teers", ["cry"]),
        ("hospitle", ["hospital"]),
        ("polise", ["police"]),
        ("hopsital", ["hospital"]),
        ("", []),
        ("…", []),
        ("the", []),
    ],
)
def test_the_best_come_first(typed: str, first: list[str]) -> None:
    names = found(typed)
    assert names[: len(first)] == first
    assert bool(names) == bool(first)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("embarassed", ["embarrassed"]),
        ("freind", ["friend"]),
        ("medisin", ["medicine"]),
        ("skool", ["school"]),
        ("nife", []),  # too short to be heard for sure
        ("brend", []),  # a first letter is seldom wrong
        ("wrold", ["world"]),
        ("hat", []),
    ],
)
def test_a_word_nobody_knows_may_be_misspelt(typed: str, meant: list[str]) -> None:
    known = Spellings(["embarrassed", "friend", "medicine", "school", "knife", "world", "hate"], "en")
    assert known.near(typed) == meant


def test_a_known_word_is_never_taken_for_another() -> None:
    index = Index([["fear"], ["bear"], ["bead"]], "en")
    assert set(index.scores("bear")) == {1}
    assert set(index.scores("beer")) == {1}
    assert not index.scores("beer", is_spelt=True)


def test_other_languages_take_a_longer_form_before_a_misspelt_one() -> None:
    index = Index([["miseczka"], ["misia"]], "pl")
    assert set(index.scores("misiaczek")) == {1}
    assert set(index.scores("misecka")) == {0}
    assert not Spellings(["medicine"], "pl").near("medisin")


def test_little_words_find_nothing_beside_others() -> None:
    assert found("post came") == ["post"]
    assert "post" not in found("came to bed")


def test_a_sentence_offers_something_for_each_word_the_newest_first() -> None:
    rows = [[NAMES[number] for number in row] for row in INDEX.runs_found("The police officer was sad. She hit the b")]
    assert [row[0] for row in rows] == ["police", "hit", "cry"] or [row[0] for row in rows] == ["police", "hit", "sad"]
    rows = [[NAMES[number] for number in row] for row in INDEX.runs_found("She was sad at bedti")]
    assert rows[0] == ["bed"]


def test_a_word_within_a_found_phrase_is_not_looked_up_alone() -> None:
    assert all(3 not in row for row in INDEX.runs_found("police officer"))


@pytest.mark.parametrize(
    ("forms", "lang"),
    [
        ("cry cries cried crying", "en"),
        ("hug hugs hugged hugging", "en"),
        ("hope hopes hoped hoping", "en"),
        ("baby babies baby's", "en"),
        ("run runs ran running", "en"),
        ("child children", "en"),
        ("shout shouts shouted shouting", "en"),
        ("live lives lived living", "en"),
        ("bus buses", "en"),
        ("see seeing saw", "en"),
    ],
)
def test_forms_of_a_word_are_one(forms: str, lang: str) -> None:
    assert len({stem(words_of(form)[0], lang) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "one", ["bed red", "sing sin", "bus bu", "glass glas s", "king k", "thing th", "need ne", "bleed bl"]
)
def test_words_that_only_look_like_forms_are_not(one: str) -> None:
    first, second = one.split()[:2]
    assert stem(first) != stem(second)


def test_a_meaning_finds_the_pictures_of_other_words_the_nearest_meaning_first() -> None:
    index = Index(LIST.values(), "en", [(["off the bottle", "sober"], ["hospital", "sad"]), (["bed"], ["cry"])])
    for typed in ("sober", "Off the bottle!", "he was off the bottle"):
        scores = index.scores(typed)
        assert [NAMES[number] for number in sorted(scores, key=lambda each: -scores[each])] == [
            "hospital",
            "sad",
            "cry",
        ]
    scores = index.scores("bed")
    assert scores[NAMES.index("bed")] > scores[NAMES.index("sleep")] > scores[NAMES.index("cry")]
    assert found("sober") == []


def test_meanings_do_not_lead_to_one_another() -> None:
    index = Index(LIST.values(), "en", [(["tearful"], ["crying"]), (["weepy"], ["tearful"])])
    assert list(index.scores("weepy")) == []


def test_two_words_written_as_one_and_one_as_two() -> None:
    index = Index([["head lice", "nits"], ["stepdad"], ["head"]], "en")
    assert list(index.scores("headlice")) == [0]
    scores = index.scores("step dad")
    assert max(scores, key=lambda number: scores[number]) == 1


def test_letters_are_written_alike() -> None:
    assert words_of("Łóżko") == words_of("lozko")
    assert words_of("mum’s") == words_of("mum's") == ("mum's",)
    assert words_of("علي") == words_of("علی")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("گهر", "گھر"), ("اسكول", "اسکول"), ("مَاں", "ماں"), ("أخ", "اخ"), ("مدرسة", "مدرسه"), ("شىء", "شي"),
        ("বাড়ি", "বাড়ি"), ("scoala", "școală"), ("şcoală", "școală"), ("PŁACZ", "płacz"), ("da’", "da"),
    ],
)  # fmt: skip
def test_letters_of_other_languages_are_written_alike(typed: str, kept: str) -> None:
    assert words_of(typed) == words_of(kept) != ()


def test_a_vowel_sign_parts_no_word() -> None:
    assert len(words_of("গাড়ি")) == len(words_of("می\u200cخواهم")) == 1
    assert len(words_of("বাড়ি। স্কুল")) == 2


@pytest.mark.parametrize(
    ("forms", "lang"),
    [
        ("dom domu domy", "pl"), ("szkoła szkole szkoły", "pl"), ("casă casa casei", "ro"), ("spital spitalul", "ro"),
        ("بيت البيت", "ar"), ("بچہ بچے بچوں", "ur"), ("گھر گھروں", "ur"), ("বাড়ি বাড়িতে", "bn"), ("মা মায়ের", "bn"),
        ("guri guriga", "so"), ("boolis booliska", "so"),
    ],
)  # fmt: skip
def test_forms_of_a_word_in_other_languages_are_one(forms: str, lang: str) -> None:
    assert len({stem(words_of(form)[0], lang) for form in forms.split()}) == 1


def test_meanings_of_another_language_come_before_its_other_words() -> None:
    index = Index([["rodzina", "mama"], ["kobieta"]], "pl", [(["mama"], ["mum"])], Index([["family"], ["mum"]], "en"))
    scores = index.scores("mama")
    assert sorted(scores, key=lambda number: -scores[number]) == [1, 0]
