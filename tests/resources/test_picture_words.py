"""The list of pictures: codes of the package, words enough for this work, nothing that has no place in it."""

from __future__ import annotations

import json
import re

import pytest

from models.pictures.finding import Index
from models.pictures.library import LANGUAGES
from models.pictures.stems import words_of
from resources.files import read_text

LEFT_OUT = {"1F4FF", "1F684", "1F685", "265F-FE0F", "265F", "1F52B", "1F346", "1F351", "1F4A3"}
"""What looks different in different programs, and what has no place among pictures for children."""
EXPECTED = (
    "mummy", "daddy", "nan", "grandad", "sister", "brother", "baby", "police", "judge", "court", "social worker",
    "teacher", "doctor", "nurse", "hospital", "school", "house", "bed", "stairs", "door", "key", "phone", "shout",
    "cry", "sad", "angry", "scared", "worried", "happy", "brave", "safe", "hurt", "bruise", "plaster", "heart", "hug",
    "promise", "visit", "alone", "night", "nightmare", "sleep", "hungry", "beer", "tablets", "ill", "football", "park",
    "dog", "birthday", "Christmas", "beach", "star", "moon", "clock", "car", "fault", "foster",
)  # fmt: skip


@pytest.fixture(scope="module")
def pictures() -> list[dict[str, object]]:
    """The list as it ships."""
    listed: list[dict[str, object]] = json.loads(read_text("pictures", "words.json"))["pictures"]
    return listed


def english(picture: dict[str, object]) -> list[str]:
    words = picture["words"]
    assert isinstance(words, dict)
    return [str(word) for word in words["en"]]


def test_codes_are_well_formed_and_stand_once(pictures: list[dict[str, object]]) -> None:
    codes = [str(each["code"]) for each in pictures]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[0-9A-F]{4,5}(?:-[0-9A-F]{4,5})*", code) for code in codes)
    assert not LEFT_OUT & set(codes)


def test_there_are_words_enough_and_each_stands_once_with_a_picture(pictures: list[dict[str, object]]) -> None:
    assert len(pictures) >= 800
    assert len({word for each in pictures for word in english(each)}) >= 2000
    assert all(each["name"] and english(each) for each in pictures)
    assert all(len(english(each)) == len(set(english(each))) for each in pictures)


def test_the_words_this_work_needs_are_there(pictures: list[dict[str, object]]) -> None:
    known = {word.casefold() for each in pictures for word in english(each)}
    assert [word for word in EXPECTED if word.casefold() not in known] == []


def test_every_meaning_is_a_word_of_the_list(pictures: list[dict[str, object]]) -> None:
    own = Index(([*english(each), str(each["name"])] for each in pictures), "en")
    meanings = json.loads(read_text("pictures", "meanings.json"))
    assert set(meanings) == {"about", "en", *LANGUAGES}
    for lang in ("en", *LANGUAGES):
        typed = [words_of(word) for line in meanings[lang] for word in line["said"]]
        assert len(typed) == len(set(typed)) > 10
        assert [word for line in meanings[lang] for word in line["means"] if not own.whole(words_of(word))] == []
    assert sum(len(line["said"]) for line in meanings["en"]) >= 1500


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_languages_name_almost_every_picture(pictures: list[dict[str, object]], lang: str) -> None:
    words = json.loads(read_text("pictures", "languages", f"{lang}.json"))["words"]
    codes = {str(each["code"]) for each in pictures}
    assert set(words) <= codes
    assert len(words) >= 0.9 * len(codes)
    assert all(found and all(word == word.strip() != "" for word in found) for found in words.values())


def test_whose_words_they_are_is_said() -> None:
    assert "UNICODE LICENSE V3" in read_text("pictures", "languages", "LICENSE")
    assert all("Unicode CLDR" in read_text("pictures", "languages", f"{lang}.json")[:600] for lang in LANGUAGES)
