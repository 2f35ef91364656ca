"""Names are covered for a room: no way of saying somebody of the case is left, and everybody stays who they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import cover_names
from models.acts import people
from models.casework import Case, Desk
from models.cover_names import INITIALS, Cover, CoverNames, with_everybody
from tests.conftest import SmallFamily


@pytest.fixture
def case(desk: Desk, example_ids: list[str]) -> Case:
    return next(c for c in (desk.open_case(i) for i in example_ids) if c.row["number"] == "WEX-B-0932")


def test_everybody_has_a_name_of_their_own_that_stays(family: SmallFamily) -> None:
    rows = family.case.rows
    first = with_everybody(rows, CoverNames())
    assert len(set(first.people.values())) == len(rows.table("person"))
    people.add_person(family.case, "Alma Beck", gender="female")
    second = with_everybody(family.case.rows, CoverNames.read(first.as_json()))
    assert {key: second.people[key] for key in first.people} == dict(first.people)
    fresh = with_everybody(family.case.rows, CoverNames())
    assert "Alma" not in fresh.people.values()  # nobody is called what somebody else of the case is called


def test_names_are_covered_in_any_way_of_saying_them(family: SmallFamily) -> None:
    cover = Cover(family.case.rows, CoverNames(people={family.mum: "Cora", family.jay: "Emil"}))
    assert cover.text("Ruby Marsh told Jay that RUBY’s car, ruby's car and Ruby\nMarsh stay.") == (
        "Cora told Emil that Cora’s car, ruby's car and Cora stay."
    )
    assert cover.text("Marsh is two people") == "somebody is two people"
    assert cover.text("rubycon is none") == "rubycon is none"


def test_initials_and_more_names(family: SmallFamily) -> None:
    names = CoverNames(INITIALS, more={"Miss Honey": "the teacher"})
    cover = Cover(family.case.rows, names)
    assert cover.text("Ruby Marsh rang Miss Honey.") == "RM rang the teacher."
    assert CoverNames.read(names.as_json()) == names
    assert CoverNames.read("{broken") == CoverNames()


def test_places_numbers_and_mail_are_covered(family: SmallFamily) -> None:
    people.add_household(family.case, "The Marsh home", address="12 Quillfeather Lane, LE1 4AB")
    cover = Cover(family.case.rows, CoverNames())
    said = cover.text("At 12 quillfeather lane, LE1 4AB, or Quillfeather Lane; ring 0161 496 0000 or a.b@c.org")
    assert not re.search(r"quillfeather lane, le1|0161|@", said, re.IGNORECASE)
    assert "12" not in said.split(";")[0]


def _frames(case: Case) -> list[str]:
    return [
        str(value)
        for _table, row in case.rows
        for column, value in row.items()
        if isinstance(value, str)
        and not column.endswith("id")
        and column not in ("layout", "data", "names_json", "snapshot")
    ]


def test_no_full_name_of_the_example_is_left_in_any_text(case: Case) -> None:
    cover = Cover(case.rows, CoverNames())
    full = [row["name"] for row in case.rows.table("person").values() if " " in row["name"].strip()]
    texts = _frames(case)
    control = sum(name in text for text in texts for name in full)
    assert control > 30
    assert [name for text in texts for name in full if name in cover.text(text)] == []
    secret = [text for text in texts if "Tillman" in text]
    assert secret
    assert not [text for text in secret if "Tillman" in cover.text(text)]


def test_without_the_pattern_names_would_show(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(cover_names.Cover, "_pattern", None)
    cover = Cover(case.rows, CoverNames())
    assert any("Karen Doyle" in cover.text(text) for text in _frames(case))


_NAME = st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,9})?", fullmatch=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=_NAME,
    before=st.text(alphabet="abc .,“”’-\n", max_size=8),
    after=st.sampled_from(["", "'s", "’s", ".", ",", "\n"]),
)
def test_any_name_of_a_case_is_covered_wherever_it_stands(
    family: SmallFamily, name: str, before: str, after: str
) -> None:
    case = family.case
    with_name = people.add_person(case, name)
    try:
        cover = Cover(case.rows, CoverNames())
        shown = cover.text(f"{before} {name}{after} and {name.upper()}")
        words = set(re.findall(r"[a-z]+", shown.casefold()))
        invented = {word.casefold() for other in cover.names.people.values() for word in other.split()}
        assert not ({part.casefold() for part in name.split()} & words) - invented - {"somebody"}
    finally:
        people.remove_person(case, with_name)
