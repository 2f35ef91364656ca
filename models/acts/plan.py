"""The plan: its versions and rules, who agreed, the diary. Only the newest version is changed; earlier ones stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.acts.checks import merge_key, only, row_of, trimmed, whole_day
from models.acts.kept_back import copy_restrictions
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import PlanAgreement, PlanEntry, PlanRule, PlanVersion
from models.errors import KnownError
from models.plan import KINDS, STATES, in_force_on, numbers, plan_name, rules_of
from models.projections import Projector, date_for_ages
from models.rows import Row

VERSION_FIELDS = frozenset("made_on title made_by try_every_days note".split())
RULE_FIELDS = frozenset("text who how_we_know if_it_slips".split())
ENTRY_FIELDS = frozenset("on kind rule_number text put_right logged_by".split())
AGREEMENT_FIELDS = frozenset("state on words person_words".split())
MOST_DAYS = 366


def today(case: Case) -> str:
    """The day something is dated when nobody says another: today, or the reference day of an example family."""
    return date_for_ages(case.rows, case.desk.now().date()).isoformat()


# ---- versions -----------------------------------------------------------------------------------------------------


def start_plan(case: Case, workspace_id: str, *, made_by: str | None = None, made_on: str | None = None) -> int:
    """Begin the plan with its first version, unless there is one. Returns the number of the version in force."""
    there = numbers(case.rows, workspace_id)
    if there:
        return there[-1]
    name = plan_name(Projector(case.rows).current_pathway(workspace_id))
    with case.edit(f"Started the {name.lower()}") as session:
        _version(case, session, workspace_id, 1, made_on=made_on or today(case), made_by=trimmed(made_by))
    return 1


def new_version(case: Case, workspace_id: str, *, made_on: str | None = None) -> int:
    """Begin the next version with every rule as it stands; the one before stays as it is. Returns its number.

    Whoever was asked before is asked again: nobody has agreed to the new one yet.
    """
    there = numbers(case.rows, workspace_id)
    if not there:
        return start_plan(case, workspace_id, made_on=made_on)
    old, number, on = there[-1], there[-1] + 1, made_on or today(case)
    row = next(iter(case.rows.where("plan_version", workspace_id=workspace_id, number=old)), {})
    with case.edit(f"Began version {number} of the plan") as session:
        kept = {name: row.get(name) for name in ("title", "made_by", "try_every_days")}
        _version(case, session, workspace_id, number, made_on=on, **kept)
        for rule in rules_of(case.rows, workspace_id, old):
            copied = new_id()
            session.add(PlanRule(**(rule | {"id": copied, "version": number, "made_on": on})))
            copy_restrictions(case, session, "plan_rule", rule["id"], copied)
        for line in case.rows.where("plan_agreement", workspace_id=workspace_id, version=old):
            fresh = {"id": new_id(), "version": number, "state": "not_yet", "on": None, "words": None}
            session.add(PlanAgreement(**(line | fresh)))
    return number


def set_version(case: Case, workspace_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change when and by whom the version in force was made, its title, its note, or how often it is to be tried."""
    if set(fields) - VERSION_FIELDS:
        raise ValueError(f"not a field of a version: {sorted(set(fields) - VERSION_FIELDS)}")
    if fields.get("made_on"):
        fields["made_on"] = whole_day(fields["made_on"])
    rhythm = fields.get("try_every_days")
    if rhythm is not None and not 0 < rhythm <= MOST_DAYS:
        raise KnownError(f"How often needs a number of days from 1 to {MOST_DAYS}. Nothing was changed.")
    number = _current(case, workspace_id)
    row = next(iter(case.rows.where("plan_version", workspace_id=workspace_id, number=number)), None)
    merge = merge_key("plan_version", f"{workspace_id}:{number}", fields)
    with case.edit("Changed the plan’s heading", merge=merge, origin=origin) as session:
        version = session.get(PlanVersion, row["id"]) if row else _version(case, session, workspace_id, number)
        assert version is not None
        for name, value in fields.items():
            setattr(version, name, value if name == "try_every_days" else trimmed(value))


# ---- rules --------------------------------------------------------------------------------------------------------


def add_rule(case: Case, workspace_id: str, text: str = "", *, before_id: str | None = None, **fields: Any) -> str:
    """Add a rule to the version in force, at its end or before another; the first starts the plan. Returns its id."""
    rule_id = new_id()
    with case.edit("Added a rule") as session:
        number = start_plan(case, workspace_id)
        there = [row["id"] for row in rules_of(case.rows, workspace_id, number)]
        place = there.index(before_id) if before_id in there else len(there)
        session.add(
            PlanRule(
                id=rule_id, case_id=case.id, workspace_id=workspace_id, version=number, number=place + 1,
                made_on=today(case), text=text.strip(), **_checked(fields, RULE_FIELDS),
            )
        )  # fmt: skip
        session.flush()
        _renumber(case, session, workspace_id, number, [*there[:place], rule_id, *there[place:]])
    return rule_id


def set_rule(case: Case, rule_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a rule of the version in force: its words, who, how we will know, what if it slips."""
    _changeable(case, rule_id)
    merge = merge_key("plan_rule", rule_id, fields)
    with case.edit("Changed a rule", merge=merge, origin=origin) as session:
        rule = session.get(PlanRule, rule_id)
        assert rule is not None
        for name, value in _checked(fields, RULE_FIELDS).items():
            setattr(rule, name, (value or "") if name == "text" else value)


def move_rule(case: Case, rule_id: str, to: int) -> None:
    """Put a rule at a place (1 is the first); the diary's lines about the rules go with them."""
    row = _changeable(case, rule_id)
    order = [rule["id"] for rule in rules_of(case.rows, row["workspace_id"], row["version"])]
    before = list(order)
    order.remove(rule_id)
    order.insert(max(0, min(to - 1, len(order))), rule_id)
    if order == before:
        return
    with case.edit("Moved a rule") as session:
        _renumber(case, session, row["workspace_id"], row["version"], order)


def remove_rule(case: Case, rule_id: str) -> None:
    """Take a rule out of the version in force. Lines of the diary about it stay, in its words where they had none."""
    row = _changeable(case, rule_id)
    order = [r["id"] for r in rules_of(case.rows, row["workspace_id"], row["version"]) if r["id"] != rule_id]
    with case.edit("Removed a rule") as session:
        for entry in _entries_about(case, row["workspace_id"], row["version"]):
            if entry["rule_number"] == row["number"]:
                line = session.get(PlanEntry, entry["id"])
                assert line is not None
                line.rule_number, line.text = None, entry["text"].strip() or row["text"]
                copy_restrictions(case, session, "plan_rule", rule_id, entry["id"], to_table="plan_entry")
        session.execute(delete(PlanRule).where(PlanRule.id == rule_id))
        _renumber(case, session, row["workspace_id"], row["version"], order)


def _renumber(case: Case, session: Session, workspace_id: str, version: int, order: Sequence[str]) -> None:
    """Number the rules in this order; what the diary says of them since this version was made follows."""
    old = {row["id"]: row["number"] for row in rules_of(case.rows, workspace_id, version)}
    moved = {}
    for place, rule_id in enumerate(order, 1):
        if old.get(rule_id) != place:
            session.execute(update(PlanRule).where(PlanRule.id == rule_id).values(number=place))
            if rule_id in old:
                moved[old[rule_id]] = place
    for entry in _entries_about(case, workspace_id, version):
        if entry["rule_number"] in moved:
            to = moved[entry["rule_number"]]
            session.execute(update(PlanEntry).where(PlanEntry.id == entry["id"]).values(rule_number=to))


def _entries_about(case: Case, workspace_id: str, version: int) -> list[Row]:
    """Lines of the diary that speak of a rule of this version (older lines speak of older rules)."""
    entries = case.rows.where("plan_entry", workspace_id=workspace_id)
    return [e for e in entries if e["rule_number"] and in_force_on(case.rows, workspace_id, e["on"]) == version]


# ---- who agreed ---------------------------------------------------------------------------------------------------


def agree(
    case: Case, workspace_id: str, person_id: str | None = None, *, person_words: str | None = None,
    state: str = "agreed", on: str | None = None, words: str | None = None,
) -> str:  # fmt: skip
    """Write down that somebody agrees to the version in force, does not yet, or disagrees (in their ``words``).

    Said again of the same person it is changed. Returns the line's id.
    """
    named = trimmed(person_words)
    if bool(person_id) == bool(named):
        raise ValueError("a person or words, not both")
    _state(state)
    number = _current(case, workspace_id)
    lines = case.rows.where("plan_agreement", workspace_id=workspace_id, version=number)
    there = [line for line in lines if line["person_id"] == person_id and line["person_words"] == named]
    if there:
        fields: dict[str, Any] = {"state": state, "on": on} | ({} if words is None else {"words": words})
        set_agreement(case, there[0]["id"], **fields)
        return str(there[0]["id"])
    line_id = new_id()
    with case.edit(_SAID[state]) as session:
        place = session.scalar(
            select(func.max(PlanAgreement.position)).where(PlanAgreement.workspace_id == workspace_id)
        )
        session.add(
            PlanAgreement(
                id=line_id, case_id=case.id, workspace_id=workspace_id, version=number, person_id=person_id,
                person_words=named, state=state, on=_agreed_on(case, state, on), words=trimmed(words),
                position=(place or 0.0) + GAP,
            )
        )  # fmt: skip
    return line_id


_SAID = {
    "agreed": "Noted who agrees to the plan", "not_yet": "Noted who has still to be asked",
    "disagrees": "Noted who disagrees with the plan",
}  # fmt: skip


def set_agreement(case: Case, line_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change ``state``, ``on``, ``words`` or ``person_words``; a new state is dated today unless a day is given."""
    row = _require(case, "plan_agreement", line_id)
    _only_current(case, row["workspace_id"], row["version"])
    found = _checked(fields, AGREEMENT_FIELDS)
    if "state" in found:
        _state(fields["state"])
        found["on"] = _agreed_on(case, fields["state"], fields.get("on"))
    label = _SAID[fields["state"]] if "state" in fields else "Wrote down what somebody says of the plan"
    merge = None if "state" in fields else merge_key("plan_agreement", line_id, fields)
    with case.edit(label, merge=merge, origin=origin) as session:
        line = session.get(PlanAgreement, line_id)
        assert line is not None
        for name, value in found.items():
            setattr(line, name, value)


def remove_agreement(case: Case, line_id: str) -> None:
    """Take somebody off the list of who is asked."""
    row = _require(case, "plan_agreement", line_id)
    _only_current(case, row["workspace_id"], row["version"])
    with case.edit("Took somebody off the plan’s list") as session:
        session.execute(delete(PlanAgreement).where(PlanAgreement.id == line_id))


def _agreed_on(case: Case, state: str, on: str | None) -> str | None:
    if state == "not_yet":
        return None
    return whole_day(on) if on else today(case)


# ---- the diary ----------------------------------------------------------------------------------------------------


def log(
    case: Case, workspace_id: str, kind: str, *, on: str | None = None, rule_number: int | None = None,
    text: str = "", logged_by: str | None = None, put_right: bool = False,
) -> str:  # fmt: skip
    """Write a line of the diary: to plan (kept), a rule was used, it slip(ped), an early sign. Returns its id."""
    _kind(kind)
    entry_id = new_id()
    labels = {"kept": "Wrote that it went to plan", "used": "Wrote that a rule was used",
              "slip": "Wrote that it slipped", "sign": "Wrote down an early sign"}  # fmt: skip
    with case.edit(labels[kind]) as session:
        place = session.scalar(select(func.max(PlanEntry.position)).where(PlanEntry.workspace_id == workspace_id))
        session.add(
            PlanEntry(
                id=entry_id, case_id=case.id, workspace_id=workspace_id, on=whole_day(on or today(case)), kind=kind,
                rule_number=rule_number, text=text.strip(), put_right=put_right, logged_by=logged_by,
                position=(place or 0.0) + GAP,
            )
        )  # fmt: skip
    return entry_id


def set_entry(case: Case, entry_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a line: its day, kind, rule, words, who logged it, whether the slip was put right."""
    _require(case, "plan_entry", entry_id)
    only(fields, ENTRY_FIELDS)
    if "on" in fields:
        fields["on"] = whole_day(fields["on"])
    if "kind" in fields:
        _kind(fields["kind"])
        if fields["kind"] != "slip":
            fields.setdefault("put_right", False)
    label = "Put a slip right" if fields == {"put_right": True} else "Changed the diary"
    merge = merge_key("plan_entry", entry_id, fields)
    with case.edit(label, merge=merge, origin=origin) as session:
        line = session.get(PlanEntry, entry_id)
        assert line is not None
        for name, value in fields.items():
            setattr(line, name, (value or "").strip() if name == "text" else value)


def remove_entry(case: Case, entry_id: str) -> None:
    """Take a line out of the diary (undo brings it back)."""
    _require(case, "plan_entry", entry_id)
    with case.edit("Removed a line of the diary") as session:
        session.execute(delete(PlanEntry).where(PlanEntry.id == entry_id))


# ---- small things -------------------------------------------------------------------------------------------------


def _version(case: Case, session: Session, workspace_id: str, number: int, **fields: Any) -> PlanVersion:
    row = PlanVersion(id=new_id(), case_id=case.id, workspace_id=workspace_id, number=number, **fields)
    session.add(row)
    return row


def _current(case: Case, workspace_id: str) -> int:
    there = numbers(case.rows, workspace_id)
    if not there:
        raise KnownError("There is no plan yet. Nothing was changed. Add the first rule to begin.")
    return there[-1]


def _only_current(case: Case, workspace_id: str, version: int) -> None:
    if version != _current(case, workspace_id):
        raise KnownError("Earlier versions of the plan stay as they were. Nothing was changed. Go to the newest one.")


def _changeable(case: Case, rule_id: str) -> Row:
    row = _require(case, "plan_rule", rule_id)
    _only_current(case, row["workspace_id"], row["version"])
    return row


def _require(case: Case, table: str, key: str) -> Row:
    return row_of(case, table, key, "That line is no longer there")


def _checked(fields: dict[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    only(fields, allowed)
    return {name: trimmed(value) for name, value in fields.items()}


def _kind(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")


def _state(state: str) -> None:
    if state not in STATES:
        raise ValueError(f"no such state: {state}")
