"""The plan a family made: its rules and versions, who agreed, the diary of trying it, and the hard days ahead.

Made for a reader from the start: counts, quiet spells and numbers are those of the lines that reader may see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from models import dates
from models.circle_words import number_word
from models.hard_days import HardDayRules, in_force
from models.plan_days import hard_days
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row, Rows
from models.thinking_views import (
    AgreementView,
    EntryView,
    HardDayView,
    PlanVersionLine,
    PlanView,
    QuietSpell,
    RuleView,
)

KINDS = ("kept", "used", "slip", "sign")
"""What a line of the diary can tell: to plan, a rule was used, it slipped, an early sign was seen."""

STATES = ("agreed", "not_yet", "disagrees")


def plan_name(pathway: str) -> str:
    """What the plan is called on a pathway: only where there is danger is it a safety plan."""
    return "Safety plan" if pathway == "safety" else "Plan"


def plan_view(projector: Projector, workspace_id: str, reader: Reader = US, version: int | None = None) -> PlanView:
    """The plan as a reader may see it: the newest version, or an earlier one by its number.

    ``version`` of the view is 0 where no plan was made yet. Raises KeyError for a version that is not there.
    """
    return _Reading(projector, workspace_id, ReaderProjection(projector.rows, reader)).view(version)


def numbers(rows: Rows, workspace_id: str) -> list[int]:
    """The numbers of a workspace's versions, oldest first: those with a line of their own, and those of rules alone."""
    found = {row["number"] for row in rows.where("plan_version", workspace_id=workspace_id)}
    return sorted(found | {row["version"] for row in rows.where("plan_rule", workspace_id=workspace_id)})


def rules_of(rows: Rows, workspace_id: str, version: int) -> list[Row]:
    """The rules of a version, in their order."""
    found = rows.where("plan_rule", workspace_id=workspace_id, version=version)
    return sorted(found, key=lambda row: (row["number"], row["id"]))


def in_force_on(rows: Rows, workspace_id: str, on: str) -> int:
    """The number of the version in force on a day: the newest made by then, else the oldest there is (0: none)."""
    return _in_force([(number, _made_on(rows, workspace_id, number)) for number in numbers(rows, workspace_id)], on)


def _in_force(versions: Sequence[tuple[int, str | None]], on: str) -> int:
    made = [number for number, made_on in versions if (made_on or "") <= on]
    return made[-1] if made else (versions[0][0] if versions else 0)


def every(days: int) -> str:
    """How often, as people say it: "once a fortnight"."""
    said = {1: "every day", 7: "once a week", 14: "once a fortnight", 28: "every four weeks", 30: "once a month"}
    return said.get(days, f"every {days} days")


def day_question(day: HardDayView, rules: HardDayRules | None = None) -> str:
    """What is still to be asked about a hard day: "" where it has a plan, or is far off."""
    rules = rules or in_force()[0]
    if day.planned or day.days > rules.plan_within_days:
        return ""
    return f"{day.title}, {day.when}: what is the plan?"


def says_more(entry: EntryView) -> bool:
    """Whether a line's words say more than its title does ("OK" and "rule 3 used" do not)."""
    plain = entry.text.strip().rstrip(".").casefold()
    return bool(plain) and plain not in ("ok", "to plan", entry.title.casefold())


def entry_title(kind: str, rule_number: int | None, put_right: bool) -> str:
    """What a line of the diary is, in words."""
    if kind == "used":
        return f"Rule {rule_number} used" if rule_number else "A rule was used"
    if kind == "slip":
        slipped = f"Rule {rule_number} slipped" if rule_number else "It slipped"
        if put_right:
            return f"{slipped}, and was put right" if rule_number else "Slipped, and put right"
        return slipped
    title = {"kept": "To plan", "sign": "Early sign"}[kind]
    return f"{title}, rule {rule_number}" if rule_number else title


def _version_row(rows: Rows, workspace_id: str, number: int) -> Row | None:
    return next(iter(rows.where("plan_version", workspace_id=workspace_id, number=number)), None)


def _made_on(rows: Rows, workspace_id: str, number: int) -> str | None:
    row = _version_row(rows, workspace_id, number)
    if row is not None and row["made_on"]:
        return str(row["made_on"])
    return next((r["made_on"] for r in rules_of(rows, workspace_id, number) if r["made_on"]), None)


class _Reading:
    """One workspace's plan, read for one reader."""

    def __init__(self, projector: Projector, workspace_id: str, reading: ReaderProjection) -> None:
        self._projector, self._workspace_id, self._reading = projector, workspace_id, reading
        self._rows = projector.rows
        self._today = projector.today
        # Asked for every line of the diary: worked out once.
        self._made = [(n, _made_on(self._rows, workspace_id, n)) for n in numbers(self._rows, workspace_id)]
        self._rules_by: dict[int, list[Row]] = {}
        self._called: dict[int, dict[str, int]] = {}

    def _then(self, on: str) -> int:
        return _in_force(self._made, on)

    def _all_rules(self, version: int) -> list[Row]:
        if version not in self._rules_by:
            self._rules_by[version] = rules_of(self._rows, self._workspace_id, version)
        return self._rules_by[version]

    def view(self, version: int | None) -> PlanView:
        """The view of one version (None: the one in force)."""
        there = [number for number, _ in self._made if not self._hides_version(number)]
        current = there[-1] if there else 0
        shown = current if version is None else version
        if shown not in (*there, current):
            raise KeyError(shown)
        row = _version_row(self._rows, self._workspace_id, shown) or {}
        made_on = _made_on(self._rows, self._workspace_id, shown)
        made_by = (self._reading.told("plan_version", row, "made_by") if row else None) or ""
        entries = self._entries()
        pathway = self._projector.current_pathway(self._workspace_id)
        case = next(iter(self._rows.table("casefile").values()))
        return PlanView(
            case_name=self._reading.words(case["name"]) or "",
            title=(self._reading.told("plan_version", row, "title") if row else None) or plan_name(pathway),
            as_at=self._today.isoformat(),
            pathway=pathway,
            version=shown,
            made_on=made_on,
            made_words=_made_words(made_by, made_on),
            try_every_days=row.get("try_every_days"),
            rules=self._rules(shown, entries),
            agreements=self._agreements(shown),
            versions=tuple(self._line(number, current) for number in reversed(there)),
            entries=entries,
            quiet=self._quiet(entries),
            days_since_tried=self._since(entries[0].on) if entries else None,
            hard_days=hard_days(self._projector, self._workspace_id, self._reading),
            is_past=shown != current,
            made_by=made_by,
        )

    def _hides_version(self, number: int) -> bool:
        row = _version_row(self._rows, self._workspace_id, number)
        return row is not None and self._reading.hides("plan_version", row["id"])

    def _line(self, number: int, current: int) -> PlanVersionLine:
        made_on = _made_on(self._rows, self._workspace_id, number)
        when = dates.written(made_on)
        title = f"Version {number}, {when}" if when else f"Version {number}"
        return PlanVersionLine(number, made_on, when, title, number == current)

    def _since(self, on: str | None) -> int | None:
        day = dates.as_date(on)
        return None if day is None else max(0, (self._today - day).days)

    # ---- rules ------------------------------------------------------------------------------------------------
    @cached_property
    def _held_words(self) -> frozenset[str]:
        """The words of rules that are marked as not to be shown: an earlier version has them in rows of its own."""
        if self._reading.reader.is_us:
            return frozenset()
        marked = (row for row in self._reading.restrictions if row["target_table"] == "plan_rule")
        rules = (self._rows.get("plan_rule", row["target_id"]) for row in marked if not row["target_field"])
        return frozenset(rule["text"].strip() for rule in rules if rule)

    def _shown_rules(self, version: int) -> list[Row]:
        return [
            row
            for row in self._all_rules(version)
            if row["text"].strip() not in self._held_words
            and not self._reading.hides("plan_rule", row["id"])
            and not self._reading.hides("plan_rule", row["id"], "text")
            and (self._reading.words(row["text"]) is not None or not row["text"])
        ]

    def _numbers(self, version: int) -> dict[str, int]:
        """Rule id → the number it is shown with: its own, or counted anew where some are kept from the reader."""
        if version not in self._called:
            shown = self._shown_rules(version)
            whole = len(self._all_rules(version)) == len(shown)
            self._called[version] = {r["id"]: r["number"] if whole else place for place, r in enumerate(shown, 1)}
        return self._called[version]

    def _rules(self, version: int, entries: tuple[EntryView, ...]) -> tuple[RuleView, ...]:
        last: dict[int, str] = {}
        for entry in entries:
            number = self._number_in(version, entry.on, entry.rule_number)
            if number is not None:
                last.setdefault(number, entry.on)
        called = self._numbers(version)
        return tuple(self._rule(row, called[row["id"]], last) for row in self._shown_rules(version))

    def _rule(self, row: Row, number: int, last: dict[int, str]) -> RuleView:
        return RuleView(
            id=row["id"], number=number, text=self._reading.words(row["text"]) or "", who=self._field(row, "who"),
            how_we_know=self._field(row, "how_we_know"), if_it_slips=self._field(row, "if_it_slips"),
            last_on=last.get(number), days_since=self._since(last.get(number)),
        )  # fmt: skip

    def _field(self, row: Row, name: str) -> str:
        if self._reading.hides("plan_rule", row["id"], name):
            return ""
        return self._reading.words(row[name]) or ""

    def _number_in(self, version: int, on: str, number: int | None) -> int | None:
        """A rule's number in a version, from its number in the version in force on a day: the same words count."""
        then = self._then(on)
        if number is None or then == version:
            return number
        before, now = self._words_of(then), self._words_of(version)
        text = next((words for words, place in before.items() if place == number), "")
        return now.get(text) if text else None

    def _words_of(self, version: int) -> dict[str, int]:
        called = self._numbers(version)
        return {row["text"].strip(): called[row["id"]] for row in self._shown_rules(version)}

    # ---- who agreed -------------------------------------------------------------------------------------------
    def _agreements(self, version: int) -> tuple[AgreementView, ...]:
        rows = self._rows.where("plan_agreement", workspace_id=self._workspace_id, version=version)
        rows.sort(key=lambda row: (row["position"], row["id"]))
        shown = (self._agreement(row) for row in rows if not self._reading.hides("plan_agreement", row["id"]))
        return tuple(view for view in shown if view is not None)

    def _agreement(self, row: Row) -> AgreementView | None:
        person = self._reading.person(self._projector.people.get(row["person_id"] or ""))
        label = person.name if person else "" if row["person_id"] else self._reading.words(row["person_words"])
        if not label:
            return None
        hidden = self._reading.hides("plan_agreement", row["id"], "words")
        words = "" if hidden else self._reading.words(row["words"]) or ""
        return AgreementView(row["id"], label, person, row["state"], row["on"], words)

    # ---- the diary --------------------------------------------------------------------------------------------
    def _entries(self) -> tuple[EntryView, ...]:
        rows = self._rows.where("plan_entry", workspace_id=self._workspace_id)
        rows.sort(key=lambda row: (row["on"], row["position"], row["id"]), reverse=True)
        return tuple(view for row in rows if (view := self._entry(row)) is not None)

    def _entry(self, row: Row) -> EntryView | None:
        hidden = self._reading.hides("plan_entry", row["id"]) or self._reading.hides("plan_entry", row["id"], "text")
        text = self._reading.words(row["text"])
        number = self._shown_number(row)
        if hidden or (text is None and row["text"]) or (row["rule_number"] and number is None):
            return None
        person = self._reading.person(self._projector.people.get(row["logged_by"] or ""))
        right = bool(row["put_right"])
        return EntryView(
            row["id"], row["on"], dates.short(row["on"], self._today), row["kind"],
            entry_title(row["kind"], number, right), text or "", number, right, person,
        )  # fmt: skip

    def _shown_number(self, row: Row) -> int | None:
        """The rule's number as the reader counts them; None where that rule is kept from them."""
        number = row["rule_number"]
        if number is None or self._reading.reader.is_us:
            return None if number is None else int(number)
        version = self._then(row["on"])
        rule = next((r for r in self._all_rules(version) if r["number"] == number), None)
        return int(number) if rule is None else self._numbers(version).get(rule["id"])

    def _quiet(self, entries: tuple[EntryView, ...]) -> tuple[QuietSpell, ...]:
        """Times without a line that were longer than agreed, newest first. Where no rhythm was agreed, none."""
        spells = []
        later = self._today
        for entry in entries:
            day = dates.as_date(entry.on)
            if day is None:
                continue
            spells.append((entry.id, day, later))
            later = min(later, day)
        if not entries and (made := dates.as_date(self._newest_made_on())):
            spells.append(("", made, later))
        found = []
        for after, begun, ended in spells:
            row = _version_row(self._rows, self._workspace_id, self._then(begun.isoformat()))
            rhythm, days = (row or {}).get("try_every_days"), (ended - begun).days
            if rhythm and days > rhythm:
                found.append(QuietSpell(after or None, days, _quiet_question(days, rhythm, entries, bool(after))))
        return tuple(found)

    def _newest_made_on(self) -> str | None:
        return self._made[-1][1] if self._made else None


def _made_words(made_by: str, made_on: str | None) -> str:
    return ", ".join(part for part in (f"made by {made_by}" if made_by else "", dates.written(made_on)) if part)


def _quiet_question(days: int, rhythm: int, entries: Iterable[EntryView], after_one: bool) -> str:
    weeks = round(days / 7)
    long = f"about {number_word(weeks)} weeks" if days >= 14 else f"{days} days"
    begun = "Nothing written" if after_one else "Nothing written since the plan was made,"
    usual = _usual_weekday(entries) if rhythm >= 7 else ""
    ask = f"What happened on those {usual}s?" if usual else "What happened in that time?"
    return f"{begun} for {long}. A try-out {every(rhythm)} was agreed. {ask}"


def _usual_weekday(entries: Iterable[EntryView]) -> str:
    """The weekday most lines of the diary fall on ("Friday"), where there is one."""
    days = Counter(dates.weekday(entry.on) for entry in entries)
    name, count = days.most_common(1)[0] if days else ("", 0)
    return name if count >= 3 and count * 2 > days.total() else ""


def wants_meeting(projector: Projector, workspace_id: str, entry: EntryView) -> bool:
    """Whether a slip has not been met about yet: no meeting since its day, and none planned."""
    if entry.kind != "slip":
        return False
    meetings = projector.rows.where("network_meeting", workspace_id=workspace_id)
    return all(row["held_on"] and dates.sort_key(row["held_on"]) < entry.on for row in meetings)
