"""A family out as GEDCOM and in again: nothing that is stored about it may be lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ged4py.model import Individual
from ged4py.parser import GedcomReader
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.gedcom import VERSIONS, bring_in, preview, read_family, write_gedcom
from exporters.gedcom.extensions import TAGS, uri
from exporters.gedcom.family_rows import RESTRICTABLE, TABLES, FamilyRows, Work, whole_family
from exporters.gedcom.lines import LONGEST_LINE
from exporters.gedcom.writing import family_to_gedcom
from models.casework import Case, Desk
from models.entities import EcomapLink, Restriction
from models.errors import KnownError
from models.family_words import CHOICES

_POINTERS = {
    "first_id": "person", "second_id": "person", "child_id": "person", "person_id": "person", "member_id": "person",
    "from_id": "person", "to_id": "person", "partnership_id": "partnership", "household_id": "household",
}  # fmt: skip


def plain(family: FamilyRows, *, positions: bool = True) -> dict[str, Any]:
    """A family without its ids: rows point by place, and stand in an order of their own."""
    places = {
        (table, row["id"]): place
        for table in ("person", "household", "partnership")
        for place, row in enumerate(sorted(family[table], key=_key) if table == "person" else family[table])
    }
    # Couples and homes have no order of their own: they are told apart by what they say.
    for table in ("household", "partnership"):
        said = {row["id"]: _row(row, places) for row in family[table]}
        for key, words in said.items():
            places[table, key] = words  # type: ignore[assignment]
    tables = {table: sorted(_row(row, places) for row in family[table]) for table in TABLES}
    work = {str(places["person", key]): works for key, works in family.work.items()}
    return {**tables, "work": work}


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["position"], str(row["name"]), json.dumps({k: v for k, v in row.items() if k != "id"}, sort_keys=True)


def _row(row: dict[str, Any], places: dict[tuple[str, str], Any]) -> str:
    said = {k: v for k, v in row.items() if k != "id"}
    for column, table in _POINTERS.items():
        if said.get(column):
            said[column] = places[table, said[column]]
    if said.get("target_id"):
        said["target_id"] = places[said["target_table"], said["target_id"]]
    return json.dumps(said, sort_keys=True)


@pytest.fixture(params=(0, 1))
def example(desk: Desk, example_ids: list[str], request: pytest.FixtureRequest) -> Case:
    return desk.open_case(desk.case_ids()[request.param])


@pytest.mark.parametrize("version", VERSIONS)
def test_an_example_family_comes_back_the_same(example: Case, desk: Desk, version: str) -> None:
    for home in example.rows.table("household"):
        with example.edit("Something round it") as session:
            person = next(iter(example.rows.table("person")))
            session.add(
                EcomapLink(case_id=example.id, household_id=home, person_id=person, kind="stressful", energy="both")
            )
            session.add(EcomapLink(case_id=example.id, household_id=home, name="Chess club", position=2.5))
    data = write_gedcom(example, version=version)
    assert data == write_gedcom(example, version=version)
    copy = desk.new_case("Copy")
    seen = preview(data, copy)
    assert seen.warnings == ()
    bring_in(copy, seen)
    before, after = whole_family(example.rows), whole_family(copy.rows)
    before.work = {k: [Work("", w.is_index) for w in v][:1] for k, v in before.work.items()}
    after.work = {k: [Work("", w.is_index) for w in v] for k, v in after.work.items()}
    assert plain(after) == plain(before)


@pytest.mark.parametrize("version", VERSIONS)
def test_brought_into_its_own_case_it_changes_nothing(example: Case, version: str) -> None:
    before = whole_family(example.rows)
    seen = preview(write_gedcom(example, version=version), example)
    assert all(person.is_sure for person in seen.people)
    summary = bring_in(example, seen)
    assert (summary.new, summary.unions, summary.children, summary.ties, summary.homes) == (0, 0, 0, 0, 0)
    assert whole_family(example.rows) == before


# Any family at all

text = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1)
words = st.one_of(
    text.filter(str.strip), st.sampled_from(["@home", "a@b.example", "@@", "two\nlines", " led", "x" * 600, "é" * 300])
)
maybe = st.none() | words
said_date = st.one_of(
    st.none(), words, st.dates().map(str), st.dates().map(lambda day: str(day)[:7]),
    st.integers(0, 9999).map("{:04}".format),
    st.sampled_from([
        "about 1990", "between May 1990 and 3 June 1991", "from 1990 to 1991", "summer 2023", "before 2000",
        "until March 2020", "(maybe)", "ABT 1990", "3 AUG 1960", "1990-13", "about 1990-05", "about march 1990",
    ]),
)  # fmt: skip
number = st.none() | st.floats(-1e6, 1e6).map(lambda value: value + 0.0)


def chosen(table: str, column: str) -> st.SearchStrategy[str]:
    return st.sampled_from(CHOICES[table, column])


@st.composite
def families(draw: st.DrawFn) -> FamilyRows:
    family = FamilyRows()
    people = [f"p{n}" for n in range(draw(st.integers(1, 5)))]
    for place, key in enumerate(people):
        family.add(
            "person", key, ref=draw(maybe.map(lambda w: (w and " ".join(w.split())) or None)), name=draw(words),
            known_as=draw(maybe), position=float(place), minutes_away=draw(st.none() | st.integers(0, 900)),
            drawn=draw(st.sampled_from([None, 0, 1])), pinned_x=draw(number), pinned_y=draw(number), note=draw(maybe),
            **{c: draw(chosen("person", c)) for c in ("kind", "life", "gender")},
            **{c: draw(said_date) for c in ("born", "died", "due")},
            **{c: draw(maybe) for c in ("born_as", "pronouns", "species", "age_said", "role", "agency", "relation")},
        )  # fmt: skip
    anybody = st.sampled_from(people)
    for key in draw(st.lists(st.sampled_from("abc"), unique=True)):
        first, second = (
            draw(st.lists(anybody, min_size=2, max_size=2, unique=True)) if len(people) > 1 else (people[0], None)
        )
        blanked = draw(st.sampled_from(["", "first", "second"]))
        family.add(
            "partnership", key, ref=key, first_id=None if blanked == "first" and second else first,
            second_id=None if blanked == "second" else second, kind=draw(chosen("partnership", "kind")),
            begun_on=draw(said_date), ended_on=draw(said_date), note=draw(maybe),
            ended_by=draw(st.none() | chosen("partnership", "ended_by")),
        )  # fmt: skip
    for union in family["partnership"]:
        partners = [p for p in (union["first_id"], union["second_id"]) if p]
        # Younger people are further on: nobody is their own ancestor.
        for child in [p for p in people if all(people.index(p) > people.index(q) for q in partners)][:2]:
            family.add(
                "child_link", f"{child}{union['id']}", child_id=child, partnership_id=union["id"],
                kind=draw(chosen("child_link", "kind")), begun_on=draw(said_date), ended_on=draw(said_date),
                twins=draw(maybe), identical=draw(st.booleans()), position=draw(st.floats(0, 9)), note=draw(maybe),
            )  # fmt: skip
    for place in range(draw(st.integers(0, 2))):
        family.add(
            "tie", f"t{place}", from_id=draw(anybody), to_id=draw(anybody), kind=draw(chosen("tie", "kind")),
            second_kind=draw(st.none() | chosen("tie", "second_kind")), directed=draw(st.booleans()), note=draw(maybe),
            **{c: draw(said_date) for c in ("begun_on", "ended_on", "repaired_on")},
        )  # fmt: skip
        family.add(
            "household", f"h{place}", ref=f"h{place}", name=draw(words),
            **{c: draw(maybe) for c in ("address", "distance", "note")},
        )  # fmt: skip
        family.add(
            "household_member", f"m{place}", household_id=f"h{place}", person_id=draw(anybody),
            kind=draw(chosen("household_member", "kind")), begun_on=draw(said_date), ended_on=draw(said_date),
        )  # fmt: skip
        family.add(
            "ecomap_link", f"e{place}", household_id=f"h{place}", person_id=draw(anybody), name=draw(maybe),
            member_id=draw(st.none() | anybody), kind=draw(chosen("ecomap_link", "kind")),
            energy=draw(chosen("ecomap_link", "energy")), note=draw(maybe), position=draw(st.floats(0, 9)),
        )  # fmt: skip
        family.add(
            "restriction", f"r{place}", ref=None, target_table="person", target_id=draw(anybody), reason=draw(words),
            fact=draw(words), target_field=draw(st.sampled_from([None, "name"])), not_for=draw(maybe),
            public_name=draw(maybe), values_json=json.dumps(draw(st.lists(words))), review_on=draw(said_date),
        )  # fmt: skip
    return family


@settings(max_examples=60)
@given(family=families(), version=st.sampled_from(VERSIONS))
def test_any_family_comes_back_the_same(family: FamilyRows, version: str) -> None:
    data = family_to_gedcom(family, version)
    assert plain(preview(data).rows) == plain(family)


@settings(max_examples=20)
@given(family=families())
def test_5_5_1_keeps_to_its_lines(family: FamilyRows) -> None:
    for line in family_to_gedcom(family, "5.5.1").decode().split("\n"):
        assert len(line) + 1 <= LONGEST_LINE


def test_7_0_explains_every_tag_of_its_own_and_never_breaks_a_line(example: Case) -> None:
    lines = write_gedcom(example).decode("utf-8-sig").split("\n")
    tags = {line.split()[1 if "@" not in line.split()[1] else 2] for line in lines if line}
    ours = {tag for tag in tags if tag.startswith("_")}
    assert ours <= TAGS
    assert {line for line in lines if line.startswith("2 TAG")} == {f"2 TAG {tag} {uri(tag)}" for tag in ours}
    assert "CONC" not in tags


@pytest.mark.parametrize("version", VERSIONS)
def test_what_must_not_be_shown_stays_so(example: Case, desk: Desk, version: str) -> None:
    with example.edit("Held back") as session:
        for table in RESTRICTABLE:
            key = min(example.rows.table(table))
            session.add(Restriction(case_id=example.id, target_table=table, target_id=key, reason=f"Not this {table}."))
    copy = desk.new_case("Copy")
    bring_in(copy, preview(write_gedcom(example, version=version), copy))
    for table in RESTRICTABLE:
        (held,) = copy.rows.where("restriction", reason=f"Not this {table}.")
        assert held["target_table"] == table
        assert held["target_id"] in copy.rows.table(table)


@pytest.mark.parametrize("version", VERSIONS)
def test_another_reader_of_gedcom_finds_the_family(example: Case, version: str, tmp_path: Path) -> None:
    path = tmp_path / "family.ged"
    path.write_bytes(write_gedcom(example, version=version))
    with GedcomReader(str(path)) as reader:
        people = {record.xref_id: record for record in reader.records0("INDI")}
        couples = list(reader.records0("FAM"))
        names = {" ".join(r.name.format().split()) for r in people.values() if isinstance(r, Individual)}
    assert names == {row["name"] for row in example.rows.table("person").values()}
    assert len(couples) == len(example.rows.table("partnership"))
    links = {(row["child_id"], row["partnership_id"]) for row in example.rows.table("child_link").values()}
    assert sum(sub.tag == "CHIL" for record in couples for sub in record.sub_records) == len(links)
    family = read_family(path).pedigree
    assert (len(family.persons), len(family.unions), len(family.links)) == (len(people), len(couples), len(links))


def test_another_version_is_refused(family: Any) -> None:
    with pytest.raises(KnownError, match=r"no GEDCOM 6"):
        write_gedcom(family.case, version="6")
