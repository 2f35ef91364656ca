"""What a reader's copy leaves out, and why, for the worker who makes it; and what differs from their last copy.

Labels say what kind of thing it is ("A note from Ruth", "An address"), never the thing itself: the list may be seen
over a shoulder.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import text as sql

from models import dates
from models.audience import Reader
from models.casework import Case
from models.drawing import Drawing
from models.holding import RULES
from models.naming import word_columns
from models.pathways import pathway
from models.projections import shown_name
from models.readers import Standing, standing_of
from models.rows import Row, Rows
from models.secrets import Secrets

_HOME = ("household",)
TABLES_OF: dict[str, tuple[str, ...]] = {
    "map": ("card", "different_view", "wording"),
    "strands": ("card", "different_view", "wording"),
    "scales": ("scale", "score"),
    "genogram": ("person", "partnership", "tie", *_HOME),
    "ecomap": ("ecomap_link", *_HOME),
    "circles": ("circle_move", "circle_note"),
    "harm-matrix": ("harm_matrix", "matrix_cell", "open_question"),
    "plan": ("plan_rule", "plan_entry", "plan_agreement", "hard_day"),
    "timeline": ("timeline_event",),
    "story": ("story_frame", "story_approval", "story_telling", "story_asked"),
    "houses": ("child_sheet", "sheet_item"),
    "meetings": ("network_meeting", "meeting_person", "meeting_item"),
}
"""Which rows a document is made from; any other document from all of them."""
_PARTS_OF_MAP = {"strands": ("danger", "goal")}

Place = tuple[str, str, str]
"""(table, id, field; "" for the whole row)."""


@dataclass(frozen=True)
class LeftOut:
    """One thing held back. ``rule``: a key of :data:`models.holding.RULES`; ``restrictions``: ids of those behind it.

    ``rows``: where it stands; none where a restriction names no row.
    """

    label: str
    rule: str
    rows: tuple[Place, ...] = ()
    restrictions: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The rule in a sentence."""
        return RULES[self.rule]


@dataclass(frozen=True)
class CopyDifference:
    """How a copy differs from the reader's last one of its kind, made ``at`` (ISO)."""

    at: str
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the words are the same."""
        return not (self.added or self.removed)


def left_out(rows: Rows, workspace_id: str, what: str, reader: Reader) -> tuple[LeftOut, ...]:
    """Everything a reader's copy leaves out: what is restricted first, then what the rule holds back."""
    if reader.is_us:
        return ()
    reading = _LeftOut(rows, workspace_id, what, standing_of(rows, reader))
    return (*reading.restricted(), *reading.by_rule())


def label_of(rows: Rows, reader: Reader, table: str, row: Row) -> str:
    """What a row is, in a few words that tell a reader nothing of what it says."""
    return _LeftOut(rows, "", "", standing_of(rows, reader)).label(table, row)


def tables_of(what: str) -> tuple[str, ...]:
    """The tables whose rows a document shows."""
    return TABLES_OF.get(what) or tuple(dict.fromkeys(table for tables in TABLES_OF.values() for table in tables))


def rows_of(rows: Rows, workspace_id: str, what: str) -> Iterator[tuple[str, Row]]:
    """The rows a document is made from: those of its workspace, and those of the whole case."""
    parts = _PARTS_OF_MAP.get(what)
    for table in tables_of(what):
        for row in rows.table(table).values():
            is_here = row.get("workspace_id") in (None, workspace_id) and not row.get("closed_on")
            if is_here and (not parts or table != "card" or row["part"] in parts):
                yield table, row


class _LeftOut:
    """The list for one reader and one document."""

    def __init__(self, rows: Rows, workspace_id: str, what: str, standing: Standing) -> None:
        self._rows, self._workspace_id, self._what = rows, workspace_id, what
        self._standing = standing
        self._restricted = Secrets(standing.restricted_words)

    # ---- what is restricted ---------------------------------------------------------------------------------------
    def restricted(self) -> Iterator[LeftOut]:
        """One line for each thing, however many places it stands in."""
        tables = tables_of(self._what)
        groups: dict[str, list[Row]] = {}
        for row in self._standing.restrictions:
            table = row["target_table"]
            if not table or table in tables or row["fact"]:
                groups.setdefault(row["ref"] or row["fact"] or row["id"], []).append(row)
        for group in groups.values():
            places = tuple(
                (row["target_table"], row["target_id"], row["target_field"] or "") for row in group
                if row["target_table"]
            )  # fmt: skip
            yield LeftOut(self._restriction_label(group), "restricted", places, tuple(row["id"] for row in group))

    def _restriction_label(self, group: list[Row]) -> str:
        fact = next((row["fact"] for row in group if row["fact"]), "")
        label = _of_fact(fact)
        if label and not self._restricted.any_in(label):
            return label
        target = next((row for row in group if row["target_table"]), group[0])
        row = self._rows.get(target["target_table"] or "", target["target_id"])
        if row is None:
            return "Something that is kept with the case"
        if target["target_table"] == "person":
            return "Who somebody is" if not target["public_name"] else f"Who is called “{target['public_name']}”"
        return self.label(target["target_table"], row, target["target_field"] or "")

    # ---- what the rule holds back -----------------------------------------------------------------------------------
    def by_rule(self) -> Iterator[LeftOut]:
        """One line for each row that this reader in particular does not get."""
        targeted = {(row["target_table"], row["target_id"]) for row in self._standing.restrictions}
        for table, row in rows_of(self._rows, self._workspace_id, self._what):
            rule = self._rule(table, row)
            if rule and ((table, row["id"]) not in targeted or rule != "restricted"):
                yield LeftOut(self.label(table, row), rule, ((table, row["id"], ""),))
            elif not rule and table == "household" and row["address"] and self._address_rule(row):
                yield LeftOut("An address", self._address_rule(row), ((table, row["id"], "address"),))

    def _address_rule(self, row: Row) -> str:
        if ("household", row["id"], "address") in self._standing.hidden_fields:
            return ""
        return self._standing.holding.field("household", row["id"], "address")

    def _rule(self, table: str, row: Row) -> str:
        standing = self._standing
        if table == "person":
            is_known = not standing.audience.is_parent or row["id"] in standing.holding.known
            return "" if is_known else "others_child" if row["id"] in standing.audience.children else "others"
        if (table, row["id"]) in standing.hidden:
            return "restricted"
        if rule := standing.holding.verdict(table, row["id"]):
            return rule
        texts = [row[column] for column in word_columns(table) if row.get(column) and column != "note"]
        if any(standing.secrets.safe(said) is None for said in texts):
            return "restricted" if any(self._restricted.safe(said) is None for said in texts) else "others_child"
        return ""

    def label(self, table: str, row: Row, field: str = "") -> str:
        """What a row is, in a few words that tell nothing of what it says."""
        if field == "address":
            return "An address"
        label = _Labels(self._rows).of(table, row)
        return self._restricted.safe(label) or _PLAIN.get(table, "Something that was written down")


# ---- labels ---------------------------------------------------------------------------------------------------------

_PLAIN = {
    "card": "A card", "different_view": "What somebody sees differently", "wording": "Somebody's own words",
    "scale": "The ends of a scale", "score": "What somebody scored", "person": "Somebody of the family",
    "partnership": "A couple", "tie": "How two people get on", "household": "A home",
    "ecomap_link": "Somebody round a home", "circle_move": "Where somebody stands in the circles",
    "circle_note": "What was said about the circles", "harm_matrix": "A harm matrix",
    "matrix_cell": "A box of a harm matrix", "open_question": "A question", "plan_rule": "A rule of the plan",
    "plan_entry": "A line of the plan's diary", "plan_agreement": "Who agreed to the plan", "hard_day": "A hard day",
    "timeline_event": "Something that happened", "story_frame": "A picture with its words",
    "story_approval": "Who said yes to the story", "story_telling": "When the story was read",
    "story_asked": "What a child asked", "child_sheet": "A child's own page", "sheet_item": "Something a child said",
    "network_meeting": "A meeting", "meeting_person": "Who came to a meeting", "meeting_item": "A line of a meeting",
}  # fmt: skip
_WITH_PERSON = {
    "different_view": "What {name} sees differently", "wording": "{name}'s own words",
    "circle_move": "Where {name} stands in the circles", "circle_note": "What was said about {name} in the circles",
    "plan_agreement": "What {name} said to the plan", "story_approval": "What {name} said to the story",
    "open_question": "A question to {name}", "hard_day": "A hard day of {name}'s",
    "ecomap_link": "{name}, round a home",
    "meeting_person": "That {name} came to a meeting",
}  # fmt: skip
_DAYS = {"timeline_event": "on", "plan_entry": "on", "network_meeting": "held_on", "story_telling": "told_on",
         "wording": "written_on"}  # fmt: skip


class _Labels:
    """What rows are called in the list."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, table: str, row: Row) -> str:
        """A row in a few words."""
        if table == "card":
            return self._card(row)
        if table == "score":
            return self._score(row)
        if table == "person":
            return shown_name(row)
        if table == "scale":
            strand = self._rows.get("strand", row["strand_id"])
            return f"The ends of the scale “{strand['name']}”" if strand and strand["name"] else _PLAIN[table]
        if table == "plan_rule":
            return f"Rule {row['number']} of the plan"
        if table == "story_frame":
            return f"Picture {row['number']} of the story, with its words"
        name = self._name(row.get("person_id"))
        label = _WITH_PERSON[table].format(name=name) if name and table in _WITH_PERSON else _PLAIN.get(table, "")
        when = dates.written(row.get(_DAYS.get(table, "")))
        return f"{label}, {when}" if when else label

    def _card(self, row: Row) -> str:
        one = pathway(row["pathway"]).parts[row["part"]].one
        words = one.split(" ", 1)[1] if one.split(" ", 1)[0] in ("a", "an") else one
        when = dates.span(row["occurred"], row["occurred_until"])
        return f"{words[:1].upper()}{words[1:]}{f', {when}' if when else ''}"

    def _score(self, row: Row) -> str:
        held = self._rows.get("round", row["round_id"])
        when = dates.written(held["held_on"]) if held else ""
        return f"What {self._name(row['person_id']) or 'somebody'} scored{f', {when}' if when else ''}"

    def _name(self, person_id: str | None) -> str:
        row = self._rows.get("person", person_id)
        return shown_name(row) if row else ""


def _of_fact(fact: str) -> str:
    """A restriction's fact as a label: what kind of thing it is, with the name it was said under or its day."""
    day = re.search(r"\d{4}-\d{2}-\d{2}", fact)
    when = f" of {dates.written(day[0])}" if day else ""
    if found := re.match(r"(?P<who>[A-Z][\w’'-]*?)['’]s (?P<what>note|letter|report|statement|message)\b", fact):
        return f"A {found['what']} from {found['who']}"
    for pattern, label in _FACTS:
        if re.search(pattern, fact, re.IGNORECASE):
            return label.format(when=when)
    return ""


_FACTS = (
    (r"\breferr|\bidentity|\bwho (?:made|rang|called|told|reported)", "Who made the contact{when}"),
    (r"\bcall\b", "Who made a call{when}"), (r"\badoptive name|\bnew name\b", "A name and a home"),
    (r"\baddress|\blives\b|\broute\b|\bpostcode", "An address"), (r"\bphone|\bnumber\b", "A phone number"),
    (r"\bnote\b", "A note{when}"), (r"\bname\b", "A name"),
)  # fmt: skip


# ---- since the last copy --------------------------------------------------------------------------------------------


def lines_of(drawing: Drawing) -> tuple[str, ...]:
    """The words of a document as lines, to hold two copies beside each other. Its date of printing is no line."""
    lines = (" ".join(line.split()) for line in drawing.text().splitlines())
    return tuple(line for line in lines if line)


def since_last_copy(
    case: Case, workspace_id: str, what: str, reader: Reader, lines: Sequence[str]
) -> CopyDifference | None:
    """What differs from the last copy of this kind that left for this reader; None where there was none."""
    asked = (
        "SELECT at, lines_json FROM copy_made WHERE case_id = :case AND workspace_id = :workspace AND what = :what "
        "AND reader = :reader ORDER BY at DESC, rowid DESC LIMIT 1"
    )
    values = {"case": case.id, "workspace": workspace_id, "what": what, "reader": reader.code}
    with case.desk.reading() as connection:
        last = connection.execute(sql(asked), values).first()
    if last is None:
        return None
    before = [str(line) for line in json.loads(last[1])]
    added: list[str] = []
    removed: list[str] = []
    now = list(lines)
    for deed, start, end, begin, until in difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if deed != "equal":
            removed += before[start:end]
            added += now[begin:until]
    return CopyDifference(str(last[0]), tuple(added), tuple(removed))
