"""A merge in plain words: what is new, what is written anew and what goes, by kind; and what both changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models import dates
from models.merging import WHOLE, Conflict, Merge
from models.rows import Row, Rows

KINDS: dict[str, tuple[str, ...]] = {
    "The family": (
        "casefile", "workspace", "person", "household", "household_member", "partnership", "child_link", "tie",
        "ecomap_link", "workspace_child", "person_look", "arrangement",
    ),
    "The map": ("card", "card_person", "different_view", "statement_part", "map_version", "silenced_phrase"),
    "Strands and scores": ("pathway_period", "strand", "wording", "scale", "round", "score"),
    "Harm": ("harm_matrix", "matrix_cell", "open_question"),
    "Circles and network": (
        "safety_circle", "circle_child", "circle_move", "circle_note", "network_objection", "network_question",
        "network_find", "network_meeting", "meeting_person", "meeting_item",
    ),
    "The plan": ("plan_version", "plan_agreement", "plan_rule", "plan_entry", "hard_day"),
    "The timeline": ("timeline_event",),
    "Words, pictures and children's pages": (
        "scene", "scene_item", "child_sheet", "sheet_item", "sheet_permission", "story", "story_frame",
        "story_approval", "story_telling", "story_asked",
    ),
    "Who may see what": ("restriction", "sharing_decision"),
}  # fmt: skip
"""Which tables stand under which heading; all others come last."""
OTHER = "Everything else"
_TEXTS = (
    "text",
    "name",
    "title",
    "words",
    "fact",
    "question",
    "behaviour",
    "phrase",
    "address",
    "note",
    "label",
    "reason",
)
_COLUMNS = {
    "known_as": "called", "born_as": "born as", "zero_text": "what 0 means", "ten_text": "what 10 means",
    "done_on": "done on", "due_on": "due on", "held_on": "held on", "made_on": "made on", "said_on": "said on",
    "begun_on": "since", "ended_on": "until", "occurred": "when", "value": "number", "person_id": "person",
    "strand_id": "strand", "if_it_slips": "if it slips", "how_we_know": "how we know", "not_for": "not for",
}  # fmt: skip
_LONGEST = 160


@dataclass(frozen=True)
class MergeLine:
    """One thing a merge does. ``deed``: new, changed, gone."""

    kind: str
    deed: str
    what: str
    words: str


@dataclass(frozen=True)
class ConflictWords:
    """What both sides changed, in full words. ``field``: what of it ("" for the whole thing)."""

    conflict: Conflict
    what: str
    field: str
    before: str
    ours: str
    theirs: str


def kind_of(table: str) -> str:
    """The heading a table stands under."""
    return next((kind for kind, tables in KINDS.items() if table in tables), OTHER)


def merge_lines(merged: Merge, ours: Rows) -> tuple[MergeLine, ...]:
    """What a merge does, in the order of the headings."""
    rows = _with_new(ours, merged)
    lines = []
    for change in merged.changes:
        row = change.after or change.before or {}
        deed = "new" if change.before is None else "gone" if change.after is None else "changed"
        words = _row_words(row, rows)
        if deed == "changed" and change.before is not None and change.after is not None:
            words = _difference(change.before, change.after, rows) or words
        lines.append(MergeLine(kind_of(change.table), deed, thing(change.table), words))
    order = [*KINDS, OTHER]
    deeds = ("new", "changed", "gone")
    return tuple(
        sorted(lines, key=lambda line: (order.index(line.kind), deeds.index(line.deed), line.what, line.words))
    )


def conflict_words(conflict: Conflict, ours: Rows) -> ConflictWords:
    """One conflict, each side in full."""
    row = ours.get(conflict.table, conflict.key) or {}
    if conflict.column == WHOLE:
        sides = [_row_words(side, ours) if side else "taken away" for side in (
            conflict.base, conflict.ours, conflict.theirs)]  # fmt: skip
        return ConflictWords(conflict, thing(conflict.table), "", *sides)
    said = [_value(conflict.column, side, ours) for side in (conflict.base, conflict.ours, conflict.theirs)]
    what = thing(conflict.table)
    if conflict.column == "text":
        return ConflictWords(conflict, what, "", *said)
    if conflict.column not in _TEXTS and (words := _row_words(row, ours)):
        what = f"{what} “{words}”"
    return ConflictWords(conflict, what, column_words(conflict.column), *said)


def thing(table: str) -> str:
    """What a row of a table is called."""
    known = {
        "casefile": "the case", "card": "card", "card_person": "somebody on a card", "wording": "own words",
        "different_view": "seen differently", "plan_rule": "rule", "plan_entry": "diary entry", "score": "number",
        "round": "round of scores", "story_frame": "page of words and pictures", "sheet_item": "on a child's page",
        "household": "home", "household_member": "who lives where", "child_link": "whose child", "tie": "tie",
        "partnership": "couple", "matrix_cell": "harm matrix", "circle_move": "place in the circles",
        "timeline_event": "event", "restriction": "not to be shown",
    }  # fmt: skip
    return known.get(table, table.replace("_", " "))


def column_words(column: str) -> str:
    """What a field is called."""
    return _COLUMNS.get(column, column.removesuffix("_id").removesuffix("_json").replace("_", " "))


def _with_new(ours: Rows, merged: Merge) -> Rows:
    """Ours and what comes in, to look names up in."""
    new: dict[str, dict[str, Row]] = {}
    for change in merged.changes:
        new.setdefault(change.table, dict(ours.table(change.table)))
        if change.after is not None:
            new[change.table][change.key] = change.after
    if "person" not in new:
        new["person"] = dict(ours.table("person"))
    return Rows({**{name: dict(ours.table(name)) for tables in KINDS.values() for name in tables}, **new})


def _row_words(row: Mapping[str, Any], rows: Rows) -> str:
    parts = [str(row[name]) for name in _TEXTS if row.get(name)][:1]
    people = [_name(rows, str(row[name])) for name in row if name.endswith("_id") and row[name]]
    parts += [name for name in people if name]
    if row.get("value") is not None:
        parts.append(str(row["value"]))
    day = next((row[name] for name in ("on", "held_on", "made_on", "moved_on") if row.get(name)), None)
    if day:
        parts.append(dates.written(str(day)))
    words = ", ".join(dict.fromkeys(parts))
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _difference(before: Row, after: Row, rows: Rows) -> str:
    changed = [name for name in after if before.get(name) != after[name] and name not in {"position", "updated_at"}]
    told = [
        _value(name, after[name], rows)
        if name == "text"
        else f"{column_words(name)}: {_value(name, after[name], rows)}"
        for name in changed
    ]
    words = "; ".join(told[:3])
    return words if len(words) <= 2 * _LONGEST else f"{words[: 2 * _LONGEST - 1].rstrip()}…"


def _value(column: str, value: Any, rows: Rows) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.endswith("_id"):
        return _name(rows, str(value)) or "something else"
    if column.endswith("_on") and isinstance(value, str):
        return dates.written(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _name(rows: Rows, key: str) -> str:
    person = rows.get("person", key)
    if person is not None:
        return str(person.get("known_as") or person.get("name") or "")
    for table in ("strand", "card", "household", "story"):
        row = rows.get(table, key)
        if row is not None:
            return str(row.get("name") or row.get("text") or row.get("title") or "")
    return ""
