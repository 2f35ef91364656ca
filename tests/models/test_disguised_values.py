"""A value however people write it is found, and what only resembles it is let through."""

from __future__ import annotations

import pytest

from models.disguised_dates import day_of
from models.secrets import Secret, Secrets

FOUND = {
    "14 Elmwood Road, Harrowby, WX4 7QT": (
        "14 Elmwood Road", "Elmwood Rd.", "14-elmwood-road", "no. 14 Elmwood", "ElmwoodRoad", "wx47qt", "WX4.7QT",
        "W X 4  7 Q T", "Elm-\nwood Road", "14 Εlmwοοd Road", "14 Еlmwооd Rоаd",
    ),
    "Flat 2/2, 31 Gallowgate Street, Glasgow G4 0TU": (
        "31 Gallowgate St", "2/2 31 Gallowgate Street", "Gallowgate Street", "flat 2/2 at 31 Gallowgate", "G4 OTU",
    ),
    "7 St Oswald's Close": ("7 Saint Oswald’s Close", "St. Oswalds Cl", "St Oswald’s Close"),
    "Refuge, 3 Mill Lane, Harrowby": ("3 Mill Lane", "Mill Ln"),
    "+44 113 496 0765": ("0113 496 0765", "(0113) 4960765", "+44(0)1134960765", "ring 496 0765", "٠١١٣٤٩٦٠٧٦٥"),
    "shauna.oneill@example.org": (
        "SHAUNA.ONEILL@EXAMPLE.ORG", "shauna.oneill (at) example.org", "shauna.oneill [at] example [dot] org",
        "shauna dot oneill at example dot org", "skype: shauna.oneill",
    ),
    "AB12 CDE (blue Ford)": ("AB12CDE", "ab12-cde"),
    "St Brendan's Primary School": ("Saint Brendan’s Primary", "at St Brendan’s", "St Brendan´s School"),
    "Anne-Marie Kowalczyk": (
        "Anne Marie Kowalczyk", "Kowalczyk, Anne-Marie", "A-M Kowalczyk", "A. Kowalczyk", "Anne-Marie K.",
    ),
    "Łukasz Wiśniewski": ("Lukasz Wisniewski", "ŁUKASZ WIŚNIEWSKI", "L. Wiśniewski"),
    "Zoë Brontë-Müller": ("Zoe Bronte Muller", "Zoe Bronte Mueller", "ZOË BRONTË-MÜLLER"),
    "Siobhán O'Neill": ("Siobhan ONeill", "O’Neill, Siobhán", "Siobha\u0301n Oʼneill"),
    "Dr Farooq Rahimzadeh": ("Dr. Rahimzadeh", "Doctor Rahimzadeh", "F Rahimzadeh"),
    "Jean-Luc O'Connor-Smith": ("J-L O'Connor-Smith", "Jean-Luc O’Connor", "O'Connor-Smith, Jean-Luc"),
    "María José García López": ("Maria Lopez", "María García", "M. J. García López", "García López, María José"),
    "VAN DER BERG, Anna": ("Anna van der Berg", "A. van der Berg"),
    "Mohammed al-Rashid": ("al-Rashid, Mohammed", "M. al-Rashid", "Mohammed Al Rashid"),
    "Anna Green": ("Green, Anna",),
    "St Mary's RC Primary, Leeds": ("Saint Marys School", "at St Mary’s"),
    "+33 6 12 34 56 78": ("0033 6 12345678", "06 12 34 56 78"),
    "Rosewood Cottage, Back Lane, Kent": ("Rosewood Cottage", "Back Ln"),
    "3/5/17": ("3 May 2017", "03.05.2017"),
    "Big Daz": ("big_daz", "BigDaz", "“Big Daz”", "B i g D a z"),
    "born 3 May 2016": (
        "3rd of May 2016", "the third of May 2016", "03/05/2016", "3.5.16", "2016-05-03T00:00", "20160503", "03052016",
        "May 3rd, 2016", "3-May-2016", "3\n\n5\n\n2016",
    ),
}  # fmt: skip
HARMLESS = (
    "22 Beech Grove, Harrowby", "elms in the wood beside the road", "14 Elmhurst Road, WX4 9AB", "WX4 7QS",
    "31 Trongate, flat 2/1", "Gallow Hill", "7 St Andrew's Close", "Oswald came close", "30 Millbrook Lane", "G4 1TU",
    "0114 496 0765", "0113 496 0766", "1496 0765", "shaun.oneill@example.com", "help@example.org", "AB12 CDF",
    "Brendan came with his St Bernard", "primary school starts", "Anne and Marie came", "Mrs Kowalski", "Lukas Wisner",
    "the Bronte sisters", "Mr Miller", "Neill's pool table", "Dr Rahim", "Farooq came", "a big dazzling light",
    "13 May 2016", "23/05/2016", "4 May 2017", "May 2016 was warm", "3/5 of 2016 visits", "2016-05-30", "3\n5\n16",
    "a green coat",
    "application/xml\n/main.xml", "They may come at 3 in 2016",
)  # fmt: skip


@pytest.mark.parametrize("value", FOUND)
def test_a_value_is_found_however_it_is_written(value: str) -> None:
    assert [said for said in FOUND[value] if not Secret(value).is_in(f"It was said: {said}, by a friend.")] == []


def test_what_only_resembles_a_value_is_let_through() -> None:
    alarms = {
        text: found for text in HARMLESS if (found := Secrets(map(Secret, FOUND)).in_text(f"So: {text} was there."))
    }
    assert alarms == {}


def test_a_name_is_no_part_of_a_word() -> None:
    assert not Secret("Nguyễn Thị Mai").is_in("rels/main.xml")
    assert not Secret("Farah Hollis").is_in("Ann Hollis\n\nF\n\n30") and Secret("Farah Hollis").is_in("F.\nHollis")
    assert Secret("Nguyễn Thị Mai").is_in("by N. T. Mai") and Secret("Nguyễn Thị Mai").is_in("Mai N")


@pytest.mark.parametrize("no_day", ["3 Mays", "31 Feb 2016", "14 Elmwood Road", "May 2016", "3 J 2016", "2016"])
def test_only_a_whole_date_is_one(no_day: str) -> None:
    assert day_of(no_day) is None


def test_public_names_stand_where_the_words_stood() -> None:
    held = Secrets([Secret("St Brendan's Primary School", "school"), Secret("7 St Oswald's Close", "home")])
    assert held.safe("He likes Saint Brendan’s School.") == "He likes school."
    assert held.safe("They live at 7 Saint Oswald’s Close.") == "They live at home."
