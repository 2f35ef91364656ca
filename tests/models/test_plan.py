"""The plan: versions, rules, agreement, diary, quiet spells, and what a reader may see of all that."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters.bundle import load_examples
from models.acts import plan as acts
from models.acts.people import add_person
from models.casework import Case, Desk
from models.entities import PathwayPeriod
from models.errors import KnownError
from models.plan import every, in_force_on, plan_name, plan_view, says_more
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.thinking_views import PlanView
from models.views import to_plain
from tests.holding_back import hold_back

TODAY = dt.date(2025, 7, 1)


class Plan:
    """A plan under test, seen on 1 July 2025."""

    def __init__(self, family: Any) -> None:
        self.case: Case = family.case
        self.workspace_id: str = family.workspace_id
        self.mum: str = family.mum

    def view(self, reader: Reader = US, version: int | None = None) -> PlanView:
        return plan_view(Projector(self.case.rows, TODAY), self.workspace_id, reader, version)

    def add(self, *texts: str) -> list[str]:
        return [acts.add_rule(self.case, self.workspace_id, text) for text in texts]

    def rules(self, version: int | None = None) -> list[str]:
        view = self.view(version=version)
        assert [rule.number for rule in view.rules] == list(range(1, len(view.rules) + 1))
        return [rule.text for rule in view.rules]

    def log(self, kind: str, on: str, **fields: Any) -> str:
        return acts.log(self.case, self.workspace_id, kind, on=on, **fields)


@pytest.fixture
def plan(family: Any) -> Plan:
    return Plan(family)


def examples(desk: Desk) -> dict[str, Case]:
    return {str(case.row["number"]): case for case in map(desk.open_case, load_examples(desk))}


def workspace(case: Case, title_has: str = "") -> str:
    found = sorted(case.rows.table("workspace").values(), key=lambda row: row["title"])
    return str(next(row["id"] for row in found if title_has in row["title"]))


# ---- rules and versions -------------------------------------------------------------------------------------------


def test_the_first_rule_starts_the_plan(plan: Plan) -> None:
    assert (plan.view().version, plan.view().rules, plan.view().title) == (0, (), "Safety plan")
    plan.add("Nan has the key.")
    view = plan.view()
    assert (view.version, plan.rules(), len(view.versions)) == (1, ["Nan has the key."], 1)
    assert plan.case.undo_label == "Added a rule"
    plan.case.undo()
    assert plan.view().version == 0


def test_rules_are_added_between_moved_and_removed(plan: Plan) -> None:
    one, two, three = plan.add("one", "two", "three")
    acts.add_rule(plan.case, plan.workspace_id, "between", before_id=two)
    assert plan.rules() == ["one", "between", "two", "three"]
    acts.move_rule(plan.case, three, 1)
    assert plan.rules() == ["three", "one", "between", "two"]
    acts.move_rule(plan.case, three, 99)
    assert plan.rules() == ["one", "between", "two", "three"]
    steps = len(plan.case.history())
    acts.move_rule(plan.case, three, 4)
    assert len(plan.case.history()) == steps, "moved to its own place is no step"
    acts.remove_rule(plan.case, one)
    assert plan.rules() == ["between", "two", "three"]
    plan.case.undo()
    assert plan.rules() == ["one", "between", "two", "three"]


def test_the_diary_follows_its_rule(plan: Plan) -> None:
    plan.add("one", "two")
    used = plan.log("used", "2025-08-01", rule_number=1, text="rule 1")
    bare = plan.log("used", "2025-08-02", rule_number=2)
    acts.move_rule(plan.case, plan.view().rules[1].id, 1)
    numbers = {entry.id: entry.rule_number for entry in plan.view().entries}
    assert numbers == {used: 2, bare: 1}
    acts.remove_rule(plan.case, plan.view().rules[0].id)
    entries = {entry.id: (entry.rule_number, entry.text) for entry in plan.view().entries}
    assert entries == {used: (1, "rule 1"), bare: (None, "two")}, "a line without words gets the rule's"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("amru"), st.integers(0, 6), st.integers(1, 7)), max_size=12))
def test_any_hands_leave_the_rules_numbered_and_undo_whole(plan: Plan, hands: list[tuple[str, int, int]]) -> None:
    start = max(item.step for item in plan.case.history())
    before = to_plain(plan.view())
    for deed, which, place in hands:
        rules = plan.view().rules
        if deed == "a" or not rules:
            plan.add(f"rule {which}")
        elif deed == "m":
            acts.move_rule(plan.case, rules[which % len(rules)].id, place)
        elif deed == "r":
            acts.remove_rule(plan.case, rules[which % len(rules)].id)
        else:
            acts.new_version(plan.case, plan.workspace_id)
        plan.rules()
    plan.case.undo_to(start)
    assert to_plain(plan.view()) == before


def test_a_new_version_copies_and_the_old_one_stays(plan: Plan) -> None:
    one, _ = plan.add("one", "two")
    acts.set_rule(plan.case, one, who="Nan", if_it_slips="Ring Jo")
    acts.set_version(plan.case, plan.workspace_id, made_on="2024-12-09", made_by="the family", try_every_days=14)
    acts.agree(plan.case, plan.workspace_id, plan.mum, words="I can live with it.")
    assert acts.new_version(plan.case, plan.workspace_id, made_on="2025-03-18") == 2
    acts.set_rule(plan.case, plan.view().rules[0].id, text="one, but clearer")
    now, then = plan.view(), plan.view(version=1)
    assert (now.version, now.is_past, now.made_words) == (2, False, "made by the family, 18 March 2025")
    assert (now.rules[0].text, now.rules[0].who, now.try_every_days) == ("one, but clearer", "Nan", 14)
    assert [(a.label, a.state, a.words) for a in now.agreements] == [("Ruby", "not_yet", "")]
    assert (then.is_past, then.rules[0].text, then.rules[0].if_it_slips) == (True, "one", "Ring Jo")
    assert [(a.state, a.words) for a in then.agreements] == [("agreed", "I can live with it.")]
    assert [line.title for line in now.versions] == ["Version 2, 18 March 2025", "Version 1, 9 December 2024"]
    assert [line.is_current for line in then.versions] == [True, False]
    with pytest.raises(KeyError):
        plan.view(version=7)


def test_an_earlier_version_is_not_changed(plan: Plan) -> None:
    (old,) = plan.add("one")
    agreed = acts.agree(plan.case, plan.workspace_id, person_words="Two neighbours")
    acts.new_version(plan.case, plan.workspace_id)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: acts.set_rule(plan.case, old, text="other"),
        lambda: acts.move_rule(plan.case, old, 1),
        lambda: acts.remove_rule(plan.case, old),
        lambda: acts.set_agreement(plan.case, agreed, state="disagrees"),
        lambda: acts.remove_agreement(plan.case, agreed),
    )
    for deed in deeds:
        with pytest.raises(KnownError, match="stay as they were"):
            deed()
    assert plan.rules(1) == ["one"]


def test_what_is_kept_from_a_reader_is_kept_in_the_next_version(plan: Plan) -> None:
    one, _ = plan.add("The second phone is in the tin.", "two")
    hold_back(plan.case, "plan_rule", one)
    assert plan.rules() == ["The second phone is in the tin.", "two"]
    acts.new_version(plan.case, plan.workspace_id)
    assert [(r.number, r.text) for r in plan.view(FAMILY).rules] == [(1, "two")]


def test_a_version_without_days_or_rows_can_still_be_read(plan: Plan) -> None:
    with pytest.raises(KnownError, match="no plan yet"):
        acts.set_version(plan.case, plan.workspace_id, made_by="us")
    plan.add("one")
    acts.set_version(plan.case, plan.workspace_id, made_on=None, made_by=None)
    assert plan.view().versions[0].title.startswith("Version 1")
    for wrong in ({"made_on": "last spring"}, {"try_every_days": 0}, {"try_every_days": 5000}):
        with pytest.raises(KnownError):
            acts.set_version(plan.case, plan.workspace_id, **wrong)


def test_only_where_there_is_danger_it_is_a_safety_plan(plan: Plan) -> None:
    assert [plan_name(pathway) for pathway in ("safety", "wellbeing", "success")] == ["Safety plan", "Plan", "Plan"]
    with plan.case.edit("Stepped down") as session:
        period = plan.case.rows.where("pathway_period")[0]
        row = session.get(PathwayPeriod, period["id"])
        assert row is not None
        row.pathway = "wellbeing"
    assert plan.view().title == "Plan"
    acts.start_plan(plan.case, plan.workspace_id)
    assert plan.case.undo_label == "Started the plan"
    acts.set_version(plan.case, plan.workspace_id, title="Our heavy day plan")
    assert plan.view().title == "Our heavy day plan"


# ---- who agreed ---------------------------------------------------------------------------------------------------


def test_who_agreed_is_kept_once_for_each(plan: Plan) -> None:
    plan.add("one")
    first = acts.agree(plan.case, plan.workspace_id, plan.mum, state="not_yet")
    acts.agree(plan.case, plan.workspace_id, person_words="Two neighbours", on="2025-06-17")
    again = acts.agree(plan.case, plan.workspace_id, plan.mum, state="disagrees", words="Not on Fridays.")
    assert first == again
    (mum, others) = plan.view().agreements
    assert (mum.label, mum.state, mum.words) == ("Ruby", "disagrees", "Not on Fridays.") and mum.on
    assert (others.label, others.person, others.on) == ("Two neighbours", None, "2025-06-17")
    acts.set_agreement(plan.case, first, state="not_yet")
    assert plan.view().agreements[0].on is None and plan.view().agreements[0].words == "Not on Fridays."
    acts.remove_agreement(plan.case, first)
    assert len(plan.view().agreements) == 1
    plan.case.undo()
    assert len(plan.view().agreements) == 2


# ---- the diary ----------------------------------------------------------------------------------------------------


def test_the_diary_is_written_changed_and_taken_back(plan: Plan) -> None:
    plan.add("one", "two")
    slip = plan.log("slip", "2025-06-20", text="Chart not filled in.", logged_by=plan.mum)
    sign = plan.log("sign", "2025-06-20", text="Not sleeping.")
    kept = plan.log("kept", "2025-06-27", rule_number=2)
    view = plan.view()
    assert [entry.id for entry in view.entries] == [kept, sign, slip], "newest first, the later of a day above"
    assert [entry.title for entry in view.entries] == ["To plan, rule 2", "Early sign", "It slipped"]
    assert (view.entries[2].when, view.entries[2].logged_by and view.entries[2].logged_by.name) == ("20 June", "Ruby")
    assert view.days_since_tried == 4
    assert [(rule.last_on, rule.days_since) for rule in view.rules] == [(None, None), ("2025-06-27", 4)]
    acts.set_entry(plan.case, slip, put_right=True)
    assert plan.case.undo_label == "Put a slip right"
    assert plan.view().entries[2].title == "Slipped, and put right"
    acts.set_entry(plan.case, slip, kind="used", rule_number=1)
    assert plan.view().entries[2].title == "Rule 1 used" and not plan.view().entries[2].put_right
    acts.remove_entry(plan.case, kept)
    assert len(plan.view().entries) == 2
    plan.case.undo()
    assert len(plan.view().entries) == 3
    with pytest.raises(KnownError, match="whole day"):
        plan.log("kept", "last Friday")


def test_a_line_that_only_repeats_its_title_says_no_more(plan: Plan) -> None:
    plan.add("one")
    for text, more in (("OK", False), ("rule 1 used", False), ("Danny left the party.", True), ("", False)):
        plan.log("used", "2025-06-20", rule_number=1, text=text)
        assert says_more(plan.view().entries[0]) is more


def test_lines_about_an_earlier_version_count_for_the_same_words(plan: Plan) -> None:
    plan.add("fridge chart", "oven text")
    acts.set_version(plan.case, plan.workspace_id, made_on="2025-01-10")
    plan.log("used", "2025-02-01", rule_number=2)
    acts.new_version(plan.case, plan.workspace_id, made_on="2025-03-18")
    acts.move_rule(plan.case, plan.view().rules[1].id, 1)
    assert in_force_on(plan.case.rows, plan.workspace_id, "2025-02-01") == 1
    view = plan.view()
    assert [(rule.text, rule.last_on) for rule in view.rules] == [("oven text", "2025-02-01"), ("fridge chart", None)]
    assert view.entries[0].title == "Rule 2 used", "the diary says what it said then"


def test_a_quiet_spell_longer_than_agreed_is_a_question(plan: Plan) -> None:
    plan.add("one")
    acts.set_version(plan.case, plan.workspace_id, made_on="2025-04-01")
    plan.log("kept", "2025-05-02")
    assert plan.view().quiet == (), "no rhythm was agreed: nothing is asked"
    acts.set_version(plan.case, plan.workspace_id, try_every_days=14)
    (spell,) = plan.view().quiet
    assert (spell.days, spell.after) == (60, plan.view().entries[0].id)
    assert spell.question.startswith("Nothing written for about nine weeks. A try-out once a fortnight was agreed.")
    plan.log("kept", "2025-05-16")
    plan.log("kept", "2025-06-30")
    assert [spell.days for spell in plan.view().quiet] == [45], "exactly the rhythm is not too long"
    for entry in plan.view().entries:
        acts.remove_entry(plan.case, entry.id)
    (spell,) = plan.view().quiet
    assert (spell.after, spell.days) == (None, 91)
    assert "since the plan was made" in spell.question


def test_a_new_rhythm_does_not_judge_the_time_before_it(plan: Plan) -> None:
    plan.add("one")
    acts.set_version(plan.case, plan.workspace_id, made_on="2025-01-01")
    plan.log("kept", "2025-01-10")
    plan.log("kept", "2025-06-25")
    acts.new_version(plan.case, plan.workspace_id, made_on="2025-06-20")
    acts.set_version(plan.case, plan.workspace_id, try_every_days=7)
    assert plan.view().quiet == ()


def test_how_often_is_said_as_people_say_it() -> None:
    assert [every(days) for days in (1, 7, 14, 10)] == ["every day", "once a week", "once a fortnight", "every 10 days"]


# ---- readers ------------------------------------------------------------------------------------------------------


def test_another_reader_counts_only_what_they_see(plan: Plan) -> None:
    one, _, _ = plan.add("Shauna's second phone rings Nan.", "Chart", "Fizz")
    acts.set_rule(plan.case, plan.view().rules[1].id, how_we_know="Seen from the refuge worker's window")
    acts.set_version(plan.case, plan.workspace_id, made_on="2025-05-01", try_every_days=14, made_by="the family")
    ruth = add_person(plan.case, "Ruth Mallory", kind="professional")
    acts.agree(plan.case, plan.workspace_id, ruth, words="Agreed")
    plan.log("kept", "2025-05-10")
    hidden = plan.log("used", "2025-05-20", rule_number=1, text="she rang")
    secret = plan.log("used", "2025-06-01", rule_number=3, text="second phone was used")
    last = plan.log("used", "2025-06-02", rule_number=3, logged_by=ruth)
    whole = plan.view(FAMILY)
    assert len(whole.entries) == 4 and len(whole.rules) == 3 and len(whole.agreements) == 1, "the control"

    hold_back(plan.case, "person", ruth, "Ruth")
    hold_back(plan.case, "plan_rule", one, "second phone", "refuge worker", field="text")
    seen = plan.view(FAMILY)
    assert [(r.number, r.text, r.how_we_know) for r in seen.rules] == [(1, "Chart", ""), (2, "Fizz", "")]
    assert {entry.id for entry in seen.entries}.isdisjoint({hidden, secret})
    assert (seen.entries[0].id, seen.entries[0].title, seen.entries[0].logged_by) == (last, "Rule 2 used", None)
    assert seen.agreements == () and seen.rules[1].last_on == "2025-06-02"
    assert [spell.days for spell in seen.quiet] == [29, 23], "quiet as far as they can see"
    printed = json.dumps(to_plain(seen)).lower()
    assert not any(word in printed for word in ("ruth", "phone", "refuge"))
    assert len(plan.view().entries) == 4 and len(plan.view().quiet) == 1, "the team sees everything"


def test_the_example_families_leave_no_restricted_word(desk: Desk) -> None:
    for number, case in examples(desk).items():
        values = [
            v.lower() for row in case.rows.table("restriction").values() for v in json.loads(row["values_json"] or "[]")
        ]
        assert values
        where = workspace(case)
        acts.log(case, where, "sign", on="2025-06-30", text=f"Said to {values[0]} and to Nan")
        for key in case.rows.table("workspace"):
            view = plan_view(Projector(case.rows), key, FAMILY)
            printed = json.dumps(to_plain(view), ensure_ascii=False).lower()
            assert not any(value in printed for value in values), number
        assert values[0] in json.dumps(to_plain(plan_view(Projector(case.rows), where))).lower(), "the control"


# ---- the example families -----------------------------------------------------------------------------------------


def test_harlow_pryce_is_whole(desk: Desk) -> None:
    case = examples(desk)["WEX-A-0417"]
    view = plan_view(Projector(case.rows), workspace(case))
    assert (view.title, view.version, view.made_words) == ("Safety plan", 3, "made by the family, 18 March 2025")
    assert [rule.number for rule in view.rules] == [1, 2, 3, 4, 5]
    assert view.rules[0].if_it_slips == "Shauna keeps the door shut, sends the oven text; Nan and Sandra come"
    lines = [(e.when, e.title, e.logged_by.name if e.logged_by else "") for e in view.entries]
    assert lines == [
        ("20 June", "To plan", "Lisa"), ("10 May", "Rule 3 used", "Ian"), ("2 May", "To plan", "Sandra"),
        ("25 April", "Slipped, and put right", "Nanna Mo"), ("18 April", "To plan", "Lisa"),
        ("11 April", "To plan", "Sandra"),
    ]  # fmt: skip
    (spell,) = view.quiet
    assert (spell.after, spell.days) == (view.entries[1].id, 41)
    assert spell.question.endswith("What happened on those Fridays?")
    assert view.days_since_tried == 11


def test_doyle_rahman_is_whole_and_nothing_is_asked_without_a_rhythm(desk: Desk) -> None:
    case = examples(desk)["WEX-B-0932"]
    home = next(str(r["workspace_id"]) for r in case.rows.table("plan_rule").values())
    view = plan_view(Projector(case.rows), home)
    assert (view.title, view.version, view.try_every_days, view.quiet) == ("Plan", 4, None, ())
    assert [entry.kind for entry in view.entries] == ["used", "used", "slip", "kept", "sign", "used"]
    assert [rule.days_since for rule in view.rules] == [43, None, 84, None, 46]
    leah = next(key for key in case.rows.table("workspace") if key != home)
    assert (plan_view(Projector(case.rows), leah).version, plan_view(Projector(case.rows), leah).entries) == (0, ())
