"""A line of the ecomap, a date and a rule that are held back are in no copy of a parent's, in whatever format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from exporters.export import export, pages_of
from exporters.leakscan import places_in
from exporters.order import Order
from exporters.record_files import RECORD
from models.acts import ecomap as ecomap_acts
from models.acts import hard_days, people
from models.acts import plan as plan_acts
from models.acts.family.growing import add_parent
from models.acts.restricting import hold_back
from models.casework import Case
from models.ecomap import ecomap_for
from models.holding import SHORTEST_WORDS
from models.left_out import left_out
from models.naming import word_columns
from models.plan import plan_view
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection, parse_reader
from models.restrictions import HoldBack, offered_words, readers_to_ask, thing_words
from models.secrets import Secret, Secrets
from tests.vaults import SmallFamily

SHAUNA = parse_reader("parent:Shauna")
RULE, EVENT = "never at Tanner's Row after a drink", "Setback, plan held"
HELD: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "plan_rule": (RULE, {"plan": ("pdf", "svg", "json", "docx")}),
    "timeline_event": (EVENT, {"timeline": ("pdf", "svg", "json"), "conference": ("docx",)}),
    "ecomap_link": ("Kofi", {"ecomap": ("pdf", "svg", "json")}),
}
ALL = [(table, what, form) for table, (_, copies) in HELD.items() for what, forms in copies.items() for form in forms]


@pytest.fixture(scope="module")
def harlow(example_cases: dict[str, Case]) -> tuple[Case, str]:
    case = example_cases["WEX-A-0417"]
    return case, next(iter(case.rows.table("workspace")))


def keys_of(case: Case, table: str, words: str) -> list[str]:
    """Every row that says it: rules stand in each version, a family is round more homes than one."""
    rows = case.rows.table(table).values()
    if table == "ecomap_link":
        mine = [
            key for key, row in case.rows.table("person").items() if row["known_as"] == words or words in row["name"]
        ]
        return [row["id"] for row in rows if row["person_id"] in mine]
    return [row["id"] for row in rows if words in row["text"]]


@pytest.fixture
def held(harlow: tuple[Case, str], request: pytest.FixtureRequest) -> Iterator[None]:
    case, workspace = harlow
    table = request.getfixturevalue("table")
    readers = readers_to_ask(case.rows, workspace)
    newest = keys_of(case, table, HELD[table][0])[-1]
    hold_back(case, HoldBack(table, newest, reason="Told in confidence"), readers)
    yield
    case.undo()


def stands_in(harlow: tuple[Case, str], table: str, what: str, form: str) -> bool:
    case, workspace = harlow
    data = export(case, workspace, Order(what, SHAUNA, form, paper="A4"))
    return bool(places_in(data, Secrets([Secret(HELD[table][0])]), file_format=form))


@pytest.mark.parametrize(("table", "what", "form"), ALL, ids=["-".join(each) for each in ALL])
def test_a_parents_copy_goes_without_it(
    harlow: tuple[Case, str], table: str, what: str, form: str, request: pytest.FixtureRequest
) -> None:
    assert stands_in(harlow, table, what, form)  # the control: it is in her copy while nobody holds it back
    request.getfixturevalue("held")
    assert not stands_in(harlow, table, what, form)


def hold(family: SmallFamily, table: str, key: str, *shown: Reader) -> None:
    readers = readers_to_ask(family.case.rows, family.workspace_id)
    hold_back(family.case, HoldBack(table, key, reason="In confidence", shown_to=shown), readers)


def rules(family: SmallFamily, reader: Reader, version: int | None = None) -> list[str]:
    return [r.text for r in plan_view(Projector(family.case.rows), family.workspace_id, reader, version).rules]


def test_a_short_rule_is_gone_from_every_version_and_stays_so_in_the_next(family: SmallFamily) -> None:
    network, court = Reader("network"), Reader("court")
    for text in ("No drink.", "Nan comes."):
        plan_acts.add_rule(family.case, family.workspace_id, text)
    plan_acts.new_version(family.case, family.workspace_id)
    assert rules(family, network, 1) == ["No drink.", "Nan comes."]
    newest = next(r["id"] for r in family.case.rows.where("plan_rule", version=2) if r["number"] == 1)
    hold(family, "plan_rule", newest, court)
    for version in (1, 2):
        assert rules(family, network, version) == ["Nan comes."]
        assert rules(family, court, version) == ["No drink.", "Nan comes."]
    plan_acts.new_version(family.case, family.workspace_id)
    assert rules(family, network) == ["Nan comes."] and rules(family, court) == ["No drink.", "Nan comes."]


def test_what_the_diary_keeps_of_a_removed_rule_is_held_back_too(family: SmallFamily) -> None:
    network = Reader("network")
    rule = plan_acts.add_rule(family.case, family.workspace_id, "No drink.")
    plan_acts.log(family.case, family.workspace_id, "kept", rule_number=1)

    def diary(reader: Reader) -> list[str]:
        view = plan_view(Projector(family.case.rows), family.workspace_id, reader)
        return [entry.text for entry in view.entries]

    plan_acts.remove_rule(family.case, rule)
    assert diary(network) == ["No drink."]  # the control: nothing was held back
    family.case.undo()
    hold(family, "plan_rule", rule)
    plan_acts.remove_rule(family.case, rule)
    assert diary(network) == [] and diary(Reader("us")) == ["No drink."]


def test_who_stands_only_in_a_held_line_is_not_made_known_by_it(family: SmallFamily) -> None:
    case, wren = family.case, "Wren Amory"
    add_parent(case, family.jay, "Otto Marsh", {"gender": "male"})
    home = people.add_household(case, "Number 9")
    for who in (family.jay, next(key for key, row in case.rows.table("person").items() if row["name"] == "Otto Marsh")):
        people.move_home(case, who, home)
    friend = people.add_person(case, wren, kind="friend")
    line = ecomap_acts.add(case, home, person_id=friend, kind="strong")
    otto = parse_reader("parent:Otto Marsh")

    def known() -> bool:
        projector = Projector(case.rows)
        return ReaderProjection(case.rows, otto).person(projector.people[friend]) is not None

    def round_the_home() -> list[str]:
        view = ecomap_for(Projector(case.rows), home, otto)
        return [node.label for node in view.nodes] if view else []

    assert known() and len(round_the_home()) == 1  # the control
    hold(family, "ecomap_link", line)
    assert not known() and round_the_home() == []


def test_each_of_them_is_called_what_it_is(family: SmallFamily) -> None:
    case, home = family.case, people.add_household(family.case, "Number 9")
    line = ecomap_acts.add(case, home, name="Drop-in club")
    rule = plan_acts.add_rule(case, family.workspace_id, "Ruby Marsh is never alone.")
    assert thing_words(case.rows, "ecomap_link", line) == "Drop-in club, round Number 9"
    assert offered_words(case.rows, "ecomap_link", line) == ("Drop-in club",)
    assert thing_words(case.rows, "plan_rule", rule) == "Rule 1: Ruby Marsh is never alone."
    assert "Ruby Marsh" in offered_words(case.rows, "plan_rule", rule)


def test_all_of_it_holds_nothing_of_what_a_parent_does_not_get(harlow: tuple[Case, str]) -> None:
    """The team's pages are drawn too, to show where something is missing: none of them is in the parent's copy."""
    case, workspace = harlow
    kofi = parse_reader("parent:Kofi")
    theirs, ours = (
        " ".join(pages_of(case, workspace, Order("everything", reader, paper="A4")).text().split())
        for reader in (kofi, US)
    )
    held = [
        " ".join(str(row[column]).split())
        for thing in left_out(case.rows, workspace, "everything", kofi)
        for table, key, field in thing.rows
        if (row := case.rows.get(table, key)) is not None
        for column in ((field,) if field in row else word_columns(table))
        if row.get(column) and len(str(row[column]).split()) >= SHORTEST_WORDS
    ]
    assert sum(words in ours for words in held) > 40  # the control: the team's own pages say it
    assert not [words for words in held if words in theirs]


def test_an_office_is_not_told_that_nothing_is_planned(family: SmallFamily) -> None:
    """A plan may only be kept from it: FHIR says what the copy holds, and no more."""
    soon = (family.case.desk.now().date() + dt.timedelta(days=10)).isoformat()
    day = hard_days.add_day(family.case, family.workspace_id, "Nan's birthday", soon)
    hard_days.set_day(family.case, day, plan="Uncle Ade comes and stays.")
    order = Order(RECORD, Reader("case-system"), "fhir")
    assert b"Uncle Ade comes and stays." in export(family.case, family.workspace_id, order)
    hold_back(family.case, HoldBack("hard_day", day, "plan", reason="In confidence"), ())
    data = export(family.case, family.workspace_id, order)
    assert b"birthday. No plan for it is in this copy." in data
    assert b"Uncle Ade" not in data and b"Not planned" not in data and b"not-started" not in data
