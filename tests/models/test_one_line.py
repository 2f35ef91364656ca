"""People from one line, as they are said at the table. Nothing that somebody typed is lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts.people import PERSON_FIELDS
from models.family_words import CHOICES
from models.one_line import as_iso, is_nobody_known, people_from_line, person_from_line

TODAY = dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("line", "name", "fields"),
    [
        ("Nanna Mo, 57, mum's mum", "Nanna Mo",
         {"age_said": "57", "kind": "family", "relation": "mum's mum", "gender": "female"}),
        ("Sandra Okoro, 62, next door", "Sandra Okoro", {"age_said": "62", "kind": "friend", "relation": "next door"}),
        ("Tess Gilroy, safeguarding lead, Oakfield Primary", "Tess Gilroy",
         {"kind": "professional", "role": "safeguarding lead", "agency": "Oakfield Primary"}),
        ("PC Aaron Tate, police", "PC Aaron Tate", {"kind": "professional", "role": "police", "agency": None}),
        ("Rex, dog", "Rex", {"kind": "pet", "species": "dog"}),
        ("Terry Harlow, died 3 October 2018, mum's dad", "Terry Harlow",
         {"life": "dead", "died": "2018-10-03", "kind": "family", "relation": "mum's dad", "gender": "male"}),
        ("Baby, unborn, due 12/10/2025", "Baby", {"life": "unborn", "due": "2025-10-12"}),
        ("Alfie, 8 weeks, brother", "Alfie",
         {"age_said": "8 weeks", "kind": "family", "relation": "brother", "gender": "male"}),
        ("Mila Pryce, born 23 May 2019", "Mila Pryce", {"born": "2019-05-23"}),
        ("Bartholomew", "Bartholomew", {}),
        ("", "", {}),
        ("Mila 6", "Mila", {"age_said": "6"}),
        ("Alfie 14 months", "Alfie", {"age_said": "14 months"}),
        ("Bo 3 wks", "Bo", {"age_said": "3 weeks"}),
        ("Roy about 60", "Roy", {"age_said": "about 60"}),
        ("Jayden 2016", "Jayden", {"born": "2016"}),
        ("Jayden b. 2016-02-08", "Jayden", {"born": "2016-02-08"}),
        ("Jayden 8/2/16", "Jayden", {"born": "2016-02-08"}),
        ("Jayden born 8th Feb 2016", "Jayden", {"born": "2016-02-08"}),
        ("Terry 1959-2018", "Terry", {"born": "1959", "died": "2018", "life": "dead"}),
        ("Terry 1959–2018 (mum's dad)", "Terry",
         {"born": "1959", "died": "2018", "life": "dead", "kind": "family", "relation": "mum's dad", "gender": "male"}),
        ("Terry died 2018 aged 59", "Terry", {"life": "dead", "died": "2018", "age_said": "59"}),
        ("Terry died summer 2018", "Terry", {"life": "dead", "died": "summer 2018"}),
        ("Terry 2018-1959", "Terry 2018-1959", {}),
        ("Mila 31/2/2019", "Mila 31/2/2019", {}),
        ("April 2016", "April", {"born": "2016"}),
        ("Baby due October", "Baby", {"life": "unborn", "due": "2025-10"}),
        ("baby due March", "baby", {"life": "unborn", "due": "2026-03"}),
        ("pregnant, due 2025-10-12", "Baby", {"life": "unborn", "due": "2025-10-12"}),
        ("Noor stillborn 5 Sept 2016", "Noor", {"life": "stillborn", "born": "2016-09-05"}),
        ("stillborn 2016", "Stillborn baby", {"life": "stillborn", "born": "2016"}),
        ("miscarriage at 11 weeks Nov 2021", "Miscarriage",
         {"life": "miscarriage", "died": "2021-11", "age_said": "11 weeks"}),
        ("termination 2010", "Termination", {"life": "abortion", "died": "2010"}),
        ("Sam f 12", "Sam", {"gender": "female", "age_said": "12"}),
        ("Sam, M, 12", "Sam", {"gender": "male", "age_said": "12"}),
        ("Ann 45f", "Ann", {"age_said": "45", "gender": "female"}),
        ("Jo 9m", "Jo", {"age_said": "9m"}),
        ("Ash 19 nb they/them", "Ash", {"age_said": "19", "gender": "non_binary", "pronouns": "they/them"}),
        ("Ash (they) 19", "Ash", {"gender": "non_binary", "age_said": "19"}),
        ("Kim trans girl 14", "Kim", {"gender": "female", "born_as": "male", "age_said": "14"}),
        ("son Jack 4", "Jack", {"gender": "male", "age_said": "4"}),
        ("Mum Karen 38", "Karen", {"age_said": "38", "kind": "family", "relation": "Mum", "gender": "female"}),
        ("dog Biscuit 2019", "Biscuit", {"kind": "pet", "species": "dog", "born": "2019"}),
        ("Cat Stevens", "Cat Stevens", {}),
        ("Son of Sam", "Son of Sam", {}),
        ("dog 3", "dog", {"age_said": "3", "kind": "pet", "species": "dog"}),
        ("dog Biscuit, old", "Biscuit", {"kind": "pet", "species": "dog", "relation": "old"}),
        ("Pauline, foster carer, 58", "Pauline", {"age_said": "58", "kind": "carer", "relation": "foster carer"}),
        ("?", "?", {"life": "unknown"}),
        ("not known", "not known", {"life": "unknown"}),
        ("unknown father", "unknown father", {"life": "unknown", "gender": "male"}),
        ("boy 6", "?", {"gender": "male", "age_said": "6", "life": "unknown"}),
        ("Shauna, 6 min walk", "Shauna", {"kind": "family", "relation": "6 min walk"}),
        ("Sam, 6, deaf and blind", "Sam", {"age_said": "6", "kind": "family", "relation": "deaf and blind"}),
    ],
)  # fmt: skip
def test_a_person_in_one_line(line: str, name: str, fields: dict[str, Any]) -> None:
    assert person_from_line(line, today=TODAY) == (name, fields)


@pytest.mark.parametrize(
    ("said", "kept"),
    [("31/2/2025", "31/2/2025"), ("May 2019", "2019-05"), ("2019", "2019"), ("one summer", "one summer"),
     ("8-2-2016", "2016-02-08"), ("8.2.57", "1957-02-08"), ("5/2019", "2019-05"), ("Feb 8th 2016", "2016-02-08"),
     ("Smarch 2016", "Smarch 2016"), ("13/2019", "13/2019")],
)  # fmt: skip
def test_dates_stay_as_said_where_they_are_not_whole(said: str, kept: str) -> None:
    assert as_iso(said) == kept


def said(text: str) -> list[str]:
    """Each person as "name key=value …", in short."""
    people = people_from_line(text, today=TODAY)
    return [" ".join([name, *(f"{key}={value}" for key, value in fields.items())]) for name, fields in people]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Mila 6, Alfie 14 months, Jayden 2016", ["Mila age_said=6", "Alfie age_said=14 months", "Jayden born=2016"]),
        ("Mila 6\nAlfie 14 months; Jayden 2016 and Bo", ["Mila age_said=6", "Alfie age_said=14 months",
                                                        "Jayden born=2016", "Bo"]),
        ("mila, jayden & alfie", ["mila", "jayden", "alfie"]),
        ("mila 6, jayden 9", ["mila age_said=6", "jayden age_said=9"]),
        ("Sandra, 62, over the road", ["Sandra age_said=62 kind=family relation=over the road"]),
        ("Nan, 70, mum's mum", ["Nan age_said=70 kind=family relation=mum's mum gender=female"]),
        ("Lisa 34, mum's sister, Jo 36, Lisa's wife",
         ["Lisa age_said=34 kind=family relation=mum's sister gender=female",
          "Jo age_said=36 kind=family relation=Lisa's wife gender=female"]),
        ("mum, dad and Nan 70", ["mum gender=female", "dad gender=male", "Nan age_said=70 gender=female"]),
        ("Tess Gilroy, safeguarding lead, Oakfield Primary, PC Aaron Tate, police",
         ["Tess Gilroy kind=professional role=safeguarding lead agency=Oakfield Primary",
          "PC Aaron Tate kind=professional role=police agency=None"]),
        ("Sam, deaf and blind, 6", ["Sam age_said=6 kind=family relation=deaf and blind"]),
        ("Carol and Ian's daughter 6", ["Carol and Ian's daughter age_said=6"]),
        ("Shauna (mum, 29) and Danny", ["Shauna age_said=29 kind=family relation=mum gender=female", "Danny"]),
        ("Mila 6, ?, Jayden 9", ["Mila age_said=6", "? life=unknown", "Jayden age_said=9"]),
        ("Mila 6, miscarriage 2021, baby due October",
         ["Mila age_said=6", "Miscarriage life=miscarriage died=2021", "baby life=unborn due=2025-10"]),
        ("Noor, stillborn 2016, Mila 6", ["Noor life=stillborn born=2016", "Mila age_said=6"]),
        ("Mila 6, dog Biscuit, Rex, cat",
         ["Mila age_said=6", "Biscuit kind=pet species=dog", "Rex kind=pet species=cat"]),
        ("twins Amir and Zayn 7, Mila 4",
         ["Amir age_said=7 twins=1", "Zayn age_said=7 twins=1", "Mila age_said=4"]),
        ("Mila 4, Amir, Zayn (twins) 7, Bo 2",
         ["Mila age_said=4", "Amir age_said=7 twins=1", "Zayn age_said=7 twins=1", "Bo age_said=2"]),
        ("Mila 4, Amir twin 7, Zayn twin 7", ["Mila age_said=4", "Amir age_said=7 twins=1", "Zayn age_said=7 twins=1"]),
        ("identical twin boys Amir and Zayn, 7",
         ["Amir age_said=7 twins=1 gender=male identical=True", "Zayn age_said=7 twins=1 gender=male identical=True"]),
        ("triplets Ada f, Ben m and Cy 3; twins Di and Ed",
         ["Ada gender=female age_said=3 twins=1", "Ben gender=male age_said=3 twins=1", "Cy age_said=3 twins=1",
          "Di twins=2", "Ed twins=2"]),
        ("twins due March", ["Baby 1 life=unborn due=2026-03 twins=1", "Baby 2 life=unborn due=2026-03 twins=1"]),
        ("twin boys Zayn", ["Zayn gender=male kind=family relation=twin"]),
        ("Zayn 7 twin", ["Zayn age_said=7 kind=family relation=twin"]),
        (" , ;\n and ", []),
    ],
)  # fmt: skip
def test_several_people_in_one_line(line: str, people: list[str]) -> None:
    assert said(line) == people


@pytest.mark.parametrize(("name", "nobody"), [("?", True), (" ?? ", True), ("Not known", True), ("", True),
                                              ("Father not known", False), ("Mo", False)])  # fmt: skip
def test_who_is_nobody_known(name: str, nobody: bool) -> None:
    assert is_nobody_known(name) is nobody


UNDERSTOOD = frozenset(
    "years year yrs y yo o old days day weeks week wks wk months month mths mth mos mo about around approx c age aged "
    "born b dob in on died dead deceased passed away d unborn pregnant pregnancy expecting due stillborn stillbirth "
    "miscarriage miscarried abortion termination at early late mid spring summer autumn winter christmas easter "
    "girl boy female male f m nb non binary nonbinary enby woman man girls boys trans she he they her hers him his "
    "them theirs twin twins triplets identical son daughter and st nd rd th "
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov "
    "november dec december".split()
)
"""Words that may become a fact, so that they need not stand in what is kept."""
WORDS = st.one_of(
    st.sampled_from(sorted(UNDERSTOOD)),
    st.sampled_from(["Mila", "O'Neil", "Zoë", "mum's", "next door", "dog", "Cat", "?", "not known", "(", ")", ",", ";",
                     "\n", "2016", "6", "31/2/2019", "8/2/16", "1959-2018", "14", "·", "–", "&", "+", "Mum", "PC"]),
    st.text(max_size=6),
)  # fmt: skip


def letters(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in UNDERSTOOD]


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14), st.sampled_from([" ", ", ", ""]))
def test_nothing_typed_is_lost_and_nothing_is_impossible(words: list[str], between: str) -> None:
    line = between.join(words)
    for people in ([person_from_line(line)], people_from_line(line, today=TODAY)):
        kept = " ".join(f"{name} {' '.join(str(value) for value in fields.values())}" for name, fields in people)
        for word in letters(line):
            assert word in kept or word.lower() in kept
        for name, fields in people:
            assert name or people == [("", {})]
            assert set(fields) <= PERSON_FIELDS | {"twins", "identical"}
            for key, value in fields.items():
                assert value is None or value in CHOICES.get(("person", key), (value,))


def test_one_person_never_has_the_marks_of_several() -> None:
    assert person_from_line("twins Amir and Zayn 7") == ("twins Amir and Zayn", {"age_said": "7"})


def fields_of(line: str) -> dict[str, Any]:
    return person_from_line(line)[1]


def test_what_contradicts_is_kept_as_words() -> None:
    assert fields_of("Mila 6, 2016, 7") == {"age_said": "6", "born": "2016", "kind": "family", "relation": "7"}
