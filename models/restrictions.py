"""What is held back from readers, as a worker looks at it: one thing with its reason, its words and who sees it anyway.

A thing held back is one row of ``restriction``. Where a public name stands for somebody's name, the other words that
must never appear (an address, a telephone number) are in a second row under the same ``ref``: "a neighbour" would
make no sense in their place, so texts with them are left out whole. :mod:`models.acts.restricting` writes both.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models import dates
from models.audience import Kinship, Reader, found_audience, parent_readers
from models.naming import TABLES, names_alone, word_columns
from models.one_line import as_iso
from models.pathways import pathway
from models.projections import shown_name
from models.rows import Row, Rows
from models.secrets import Said, Secret, Secrets

PARTS: dict[str, tuple[str, ...]] = {"card": ("", "text"), "household": ("", "address")}
"""What of a thing can be held back: "" for all of it, or one field. Of anything else: all of it."""
_WITH_PUBLIC_NAME = (("person", ""), ("household", ""), ("", ""))
"""Of what a reader can be told something else instead, besides single texts. Elsewhere there is only nothing."""
_DATED_AND_RULED = ("timeline_event", "plan_rule")
_MOST_SAMPLES = 4
_ROUND = 80
"""How far into a text what changes may stand before the beginning is cut off."""
_SAID_BY = re.compile(r"^(?P<why>.*) \(said by (?P<who>[^()]+)\)$", re.DOTALL)
_NOT_READ = ("restriction", "sharing_decision")
_FOUND_IN_TEXT = (
    re.compile(r"(?<![\d+])(?:\+44|0)(?:[\s()-]*\d){9,10}(?!\d)"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"),
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w"),
)
"""Telephone numbers, postcodes and mail addresses: what is offered wherever it stands beside somebody's name."""


@dataclass(frozen=True)
class HoldBack:
    """Something held back, or to be. ``id``: of the restriction ("": not held back yet).

    ``names``: words in whose place ``public_name`` stands; ``words``: words that must never appear; ``shown_to``: who
    sees it all the same.
    """

    table: str
    key: str
    field: str = ""
    id: str = ""
    reason: str = ""
    said_by: str = ""
    public_name: str = ""
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    review_on: str | None = None
    shown_to: tuple[Reader, ...] = ()

    @property
    def with_public_name(self) -> bool:
        """Whether something can stand instead."""
        return (self.table, self.field) in _WITH_PUBLIC_NAME or self.field not in ("", "address")

    @property
    def kept_reason(self) -> str:
        """The reason as the table has it: who said so is a part of it, for there only the team reads it."""
        who = re.sub(r"[()]", "", self.said_by).strip()
        return f"{self.reason.strip()} (said by {who})" if who else self.reason.strip()


@dataclass(frozen=True)
class Effect:
    """What holding back would do to the texts of the record. ``samples``: some texts as they stand and as they would.

    ``said_instead``: texts with other words in them; ``gone``: texts that are left out whole.
    """

    samples: tuple[tuple[str, str], ...] = ()
    said_instead: int = 0
    gone: int = 0


# ---- what is held back ----------------------------------------------------------------------------------------------


def held_rows(rows: Rows, table: str, key: str) -> list[Row]:
    """The restrictions of one thing, that of the whole thing first."""
    found = rows.where("restriction", target_table=table, target_id=key)
    return sorted(found, key=lambda row: (bool(row["target_field"]), row["id"]))


def companions(rows: Rows, row: Row) -> list[Row]:
    """The further rows of one restriction: those without a target that carry its own id as their mark."""
    return [each for each in rows.where("restriction", ref=row["id"]) if not each["target_table"]]


def hold_back_of(rows: Rows, row: Row, readers: Sequence[Reader]) -> HoldBack:
    """A restriction as a worker looks at it; ``readers``: those who are asked about."""
    reason, said_by = reason_of(row)
    values = _values(row)
    more = [value for each in companions(rows, row) for value in _values(each)]
    names = values
    if not row["public_name"] and row["target_table"] == "person":
        own = {name.casefold() for name in own_names(rows, row["target_table"], row["target_id"])}
        names = [value for value in values if value.casefold() in own]
        more = [value for value in values if value not in names] + more
    shown = tuple(reader for reader in readers if found_audience(rows, reader).lets("restriction", row["id"]))
    return HoldBack(
        row["target_table"] or "", row["target_id"] or "", row["target_field"] or "", row["id"], reason, said_by,
        row["public_name"] or "", tuple(names), tuple(more), row["review_on"], shown,
    )  # fmt: skip


def reason_of(row: Row) -> tuple[str, str]:
    """Why something is held back, and who said so ("" where nobody is named)."""
    kept = str(row["reason"] or "")
    found = _SAID_BY.match(kept)
    return (found["why"], found["who"]) if found else (kept, "")


def _values(row: Row) -> list[str]:
    return [str(value) for value in json.loads(row["values_json"] or "[]") if str(value).strip()]


def lifted(rows: Rows, table: str, key: str) -> tuple[tuple[str, str], ...]:
    """When a thing was let be seen again, and why; newest first."""
    found = rows.where("sharing_decision", target_table=table, target_id=key, reader="us", decision="show")
    return tuple(sorted(((row["decided_on"] or "", row["why"] or "") for row in found), reverse=True))


# ---- what is offered ------------------------------------------------------------------------------------------------


def readers_to_ask(rows: Rows, workspace_id: str) -> tuple[Reader, ...]:
    """Everybody outside the team who may be let see a thing, each parent and child by name; those of this work first.

    A thing is held back in all of a case: parents of children of its other work are asked about too.
    """
    people, children = rows.table("person"), Kinship(rows).children
    parents = dict.fromkeys((*parent_readers(rows, workspace_id), *parent_readers(rows)))
    links = sorted(rows.table("workspace_child").values(), key=lambda row: row["workspace_id"] != workspace_id)
    ours = dict.fromkeys(row["person_id"] for row in links)
    found = [Reader("parent", _told_apart(rows, key), key) for key in parents]
    found += [Reader("child", _told_apart(rows, key), key) for key in ours if key in people and key in children]
    return (*found, *(Reader(kind) for kind in ("family", "network", "court", "supervision", "case-system")))


def _told_apart(rows: Rows, key: str) -> str:
    people = rows.table("person")
    name = shown_name(people[key])
    alike = [other for other, row in people.items() if other != key and shown_name(row) == name]
    return str(people[key]["name"]) if alike else name


def own_names(rows: Rows, table: str, key: str) -> tuple[str, ...]:
    """What a thing is called: names of a person that mean nobody else, the name of a home."""
    row = rows.get(table, key)
    if row is None or table not in ("person", "household"):
        return ()
    if table == "household":
        return tuple(filter(None, [str(row["name"] or "").strip()]))
    return names_alone(rows, key)


def offered_words(rows: Rows, table: str, key: str) -> tuple[str, ...]:
    """Words of the record by which somebody or some place could be found: address, telephone, where they work."""
    row = rows.get(table, key)
    if row is None:
        return ()
    found: list[str] = []
    if table == "household":
        found += [row["address"], row["distance"]]
    if table == "person":
        found += [row["agency"]]
        members = rows.where("household_member", person_id=key, ended_on=None)
        homes = [rows.get("household", member["household_id"]) for member in members]
        found += [home[part] for home in homes if home for part in ("address", "name")]
    if table == "ecomap_link" and not row["person_id"]:
        found += [row["name"]]
    if table in ("card", *_DATED_AND_RULED):
        said = Said(str(row["text"]))
        names = [name for person in rows.table("person") for name in names_alone(rows, person)]
        found += [name for name in names if Secret(name).is_in(said)]
    for text in _texts_about(rows, table, row):
        found += [match.group().strip() for pattern in _FOUND_IN_TEXT for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(str(each).strip() for each in found if each and str(each).strip()))


def _texts_about(rows: Rows, table: str, row: Row) -> Iterator[str]:
    """Texts of the thing itself, and those that name the person."""
    yield from (str(row[column]) for column in (*word_columns(table), "note") if row.get(column))
    if table == "person":
        names = [Secret(name) for name in own_names(rows, table, row["id"])]
        for _table, _row, text in _texts(rows):
            if any(name.is_in(text) for name in names):
                yield text


def _texts(rows: Rows) -> Iterator[tuple[str, Row, str]]:
    for table in TABLES:
        if table in _NOT_READ:
            continue
        for row in rows.table(table).values():
            yield from ((table, row, str(row[column])) for column in word_columns(table) if row.get(column))


def effect(rows: Rows, wanted: HoldBack) -> Effect:
    """What the words of ``wanted`` would do to the record's texts for those who do not see it."""
    public = wanted.public_name.strip() if wanted.with_public_name else ""
    secrets = Secrets([Secret(value, public or None) for value in wanted.names] + [Secret(w) for w in wanted.words])
    if not secrets:
        return Effect()
    samples: list[tuple[str, str]] = []
    instead = gone = 0
    for table, row, text in _texts(rows):
        if (table, row["id"]) == (wanted.table, wanted.key) and not wanted.field:
            continue  # the thing itself goes anyway
        safe = secrets.safe(text)
        if safe == text:
            continue
        instead, gone = instead + (safe is not None), gone + (safe is None)
        if safe is not None and len(samples) < _MOST_SAMPLES and (text, safe) not in samples:
            samples.append((text, safe))
    samples = [_round_the_change(*sample) for sample in samples]
    return Effect(tuple(samples), instead, gone)


def _round_the_change(before: str, after: str) -> tuple[str, str]:
    """Both texts cut to what stands round the first words that differ."""
    at = next((i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    if at <= _ROUND:
        return before, after
    begin = before.rfind(" ", 0, at - _ROUND // 2) + 1
    return f"… {before[begin:]}", f"… {after[begin:]}"


def thing_words(rows: Rows, table: str, key: str) -> str:
    """What a thing is called for the team: somebody's name, a card's words, a home."""
    row = rows.get(table, key) if table else None
    if row is None:
        return ""
    if table == "person":
        return shown_name(row)
    if table == "card":
        return f"{pathway(row['pathway']).parts[row['part']].title}: {row['text']}"
    if table == "tie":
        people = [rows.get("person", row[side]) for side in ("from_id", "to_id")]
        return " – ".join(shown_name(each) for each in people if each)
    if table == "ecomap_link":
        person, home = rows.get("person", row["person_id"]), rows.get("household", row["household_id"])
        called = shown_name(person) if person else row["name"] or ""
        return ", round ".join(str(each) for each in (called, home["name"] if home else "") if each)
    if table in _DATED_AND_RULED:
        mark = f"Rule {row['number']}" if table == "plan_rule" else dates.span(row["on"], row["until"])
        return f"{mark}: {row['text']}"
    texts = [str(row[column]) for column in (*word_columns(table), "name") if row.get(column)]
    return texts[0] if texts else ""


# ---- looking at it again --------------------------------------------------------------------------------------------


def review_day(words: str, today: dt.date) -> str | None:
    """The day that words mean, from today on: "in 3 months", "22 February 2027"; None where they tell of none."""
    said = " ".join(words.split()).casefold()
    found = re.fullmatch(r"(?:in )?(an?|\d{1,3}) (day|week|month|year)s?(?: from now)?", said)
    if found is None:
        day = dates.as_date(as_iso(words.strip()))
        return day.isoformat() if day and day >= today else None
    number = int(found[1]) if found[1].isdigit() else 1
    if found[2] in ("day", "week"):
        return (today + dt.timedelta(days=number * (7 if found[2] == "week" else 1))).isoformat()
    months = today.year * 12 + today.month - 1 + number * (12 if found[2] == "year" else 1)
    for day_of in range(today.day, 27, -1):  # the 31st of a month of thirty days is its last
        try:
            return dt.date(months // 12, months % 12 + 1, day_of).isoformat()
        except ValueError:
            continue
    return dt.date(months // 12, months % 12 + 1, today.day).isoformat()


def is_overdue(review_on: str | None, today: dt.date) -> bool:
    """Whether something was to be looked at again by now."""
    day = dates.as_date(review_on)
    return day is not None and day <= today


def all_held(rows: Rows, today: dt.date) -> list[Row]:
    """Everything held back in a case: what is to be looked at again first, then by day, then what has none."""
    marks = {row["id"] for row in rows.table("restriction").values()}
    found = [
        row for row in rows.table("restriction").values()
        if row["target_table"] or row["ref"] not in marks
    ]  # fmt: skip
    found.sort(key=lambda row: (not is_overdue(row["review_on"], today), row["review_on"] or "9", row["id"]))
    return found
