"""Pictures found and named in the languages families speak, with the list that ships."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path

import pytest

from models.pictures import library

SEARCHES = json.loads((Path(__file__).parents[2] / "fixtures" / "picture_searches.json").read_text("utf-8"))


@pytest.mark.parametrize("lang", library.LANGUAGES)
def test_a_dozen_words_find_their_pictures(lang: str) -> None:
    searches: dict[str, list[str]] = SEARCHES[lang]
    assert len(searches) >= 12
    missed = [
        typed for typed, fitting in searches.items()
        if not {hit.code for hit in library.find(typed, lang)} & set(fitting)
    ]  # fmt: skip
    assert missed == []


def test_an_unseen_list_of_forty_finds_fitting_pictures() -> None:
    """Written before the words were last mended, and looked up once: forty of forty then, and thirty-eight at least."""
    searches: dict[str, list[str]] = SEARCHES["en"]
    assert len(searches) == 40
    found = [
        typed for typed, fitting in searches.items() if {hit.code for hit in library.find(typed)} & set(fitting)
    ]  # fmt: skip
    assert len(found) >= 38


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("scary", "1F628"),
        ("nobody's fault", "1F645"),
        ("not your fault", "1F645"),
        ("jumper", "1F455"),
        ("sober", "1FAD7"),
        ("stop drinking", "E0A4"),
        ("fell out", "1FAEF"),
        ("headlice", "1F41B"),
    ],
)
def test_what_comes_first(typed: str, first: str) -> None:
    assert first in [hit.code for hit in library.find(typed)[:2]]


@pytest.mark.parametrize(
    ("typed", "fitting"),
    [
        ("looked after by nan", ["1F475", "1FAC2"]),
        ("dad shouting at mum and the police came", ["1F468", "1F469", "1F5E3", "1F693"]),
    ],
)
def test_no_word_of_a_phrase_crowds_out_another(typed: str, fitting: list[str]) -> None:
    assert set(fitting) <= {hit.code for hit in library.find(typed)}


def test_pictures_are_called_as_in_the_language_asked() -> None:
    assert library.label("1F3E0", "pl") == "dom"
    assert library.label("1F3E0", "ur") == "مکان"
    assert library.label("1F3E0", "so") == "guri"
    assert library.label("1F3E0") == library.label("1F3E0", "en-GB") == "house"
    assert [hit.name for hit in library.find("szkoła", "pl", 1)] == ["szkoła"]


@pytest.mark.parametrize("lang", library.LANGUAGES)
def test_kin_are_called_kin(lang: str) -> None:
    """What a child calls Mum, where the source says "woman"."""
    mothers = {"pl": "mama", "ro": "mama", "ur": "امی", "bn": "মা", "ar": "أم", "so": "hooyo"}
    assert library.label("1F469", lang) == mothers[lang]
    assert len({library.label(code, lang) for code in ("1F469", "1F468", "1F475", "1F474")}) == 4


def test_a_picture_without_a_name_in_a_language_has_its_english_one() -> None:
    unnamed = next(each for each in library.entries() if each.code not in library._translated("ur"))
    assert library.label(unnamed.code, "ur") == unnamed.name
    assert library.label("1F3E0", "cy") == "house"
    assert library.label("NO-SUCH", "ur") == ""


def test_english_words_are_found_in_every_language_after_its_own() -> None:
    assert "1F3EB" in [hit.code for hit in library.find("school", "pl")]
    assert library.find("house", "pl")[0].name == "dom"


def test_other_letters_are_understood_whatever_the_language() -> None:
    assert library.find("گھر")[0].name in ("house", "house with garden")
    assert library.find("শিশু")[0].code in [hit.code for hit in library.find("শিশু", "bn")]
    assert library.suggest("ماں رو رہی", lang="en") != []
    assert library.suggest("مدرسة", lang="ar")[0].code == "1F3EB"


def test_english_comes_out_as_if_there_were_no_other_language() -> None:
    """No word of another language in Latin letters gets between English ones."""
    assert library.find("dom") == library.find("dom", "en-GB")
    assert "1F3E0" not in [hit.code for hit in library.find("guri")]


@pytest.mark.alone
@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "Mum fell out with Dad and rang Nan"), ("ur", "ابو نے شراب پینا چھوڑ دیا")]
)
def test_a_key_is_quick_in_every_language(lang: str, sentence: str) -> None:
    library.find("warm", lang)
    gc.collect()  # what the index left over is not the next key's
    slowest = 0.0
    for length in range(1, len(sentence) + 1):
        for look in (library.find, library.suggest):
            begun = time.thread_time()
            look(sentence[:length], lang=lang)
            slowest = max(slowest, time.thread_time() - begun)
    assert slowest <= 0.03
