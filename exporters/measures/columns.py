"""The columns of exported measures: what each holds, how far it was coarsened, and a row of it for a piece of work.

What could point at a family is coarsened before it leaves: counts stand in bands (a count from 0 to 4 is never told
apart), days are whole months, people and cases are keyed hashes, nothing somebody wrote is in it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from exporters.measures.suppression import SMALL
from models import dates
from models.measure_definitions import Definition, Measures, Value, definitions

BANDS = ((0, "0-4"), (5, "5-9"), (10, "10-19"), (20, "20 or more"))
"""From which count on a band goes, and what it is called."""

DAYS_IN_A_MONTH = 30
"""Days since something are told in periods of so many days."""

Cell = str | int | float | bool | None
Line = dict[str, Cell]


@dataclass(frozen=True)
class Column:
    """A column. ``kind``: text, whole, number, yes_no; ``measure``: the key it comes from, "" for the others."""

    name: str
    kind: str
    title: str
    description: str
    measure: str = ""


def band(count: int) -> str:
    """The band of a count."""
    return next(name for least, name in reversed(BANDS) if count >= least)


def name_of(definition: Definition) -> str:
    """The column of a measure: days leave as months, and say so."""
    return definition.key.replace("days_", "months_") if definition.kind == "days" else definition.key


_HEAD = (
    Column("worker", "text", "Worker", "Keyed hash of the worker's vault; the key stays in the vault."),
    Column("work", "text", "Piece of work", "Keyed hash of the piece of work; the same in every export of that vault."),
    Column("case", "text", "Case", "Keyed hash of the case; pieces of work in one case share it."),
    Column("month", "text", "Month", "The month these measures were taken in, year and month."),
    Column("pathway", "text", "Pathway", "safety, wellbeing or success."),
    Column("months_open", "whole", "Months open", "Whole months since the work began; empty if not known."),
    Column("is_example", "yes_no", "Made-up family", "Whether it is one of the families that come with the app."),
)  # fmt: skip


@cache
def columns_for(known: tuple[Definition, ...]) -> tuple[Column, ...]:
    """Every column of the table of work, in order, for these definitions."""
    found = list(_HEAD)
    for each in known:
        if each.kind != "count" or each.unit != "ways":
            found.append(
                Column(name_of(each), _KIND[each.kind], each.title, f"{each.definition} {_how(each)}".strip(), each.key)
            )
        if each.thin:
            found.append(
                Column(
                    f"{name_of(each)}_thin", "yes_no", f"{each.title}: thin",
                    f"Whether “{each.title}” is thin: {each.thin.words(known)}. {_THIN}", each.key,
                )
            )  # fmt: skip
    return tuple(found)


def columns() -> tuple[Column, ...]:
    """Every column of the table of work, in order."""
    return columns_for(definitions())


_KIND = {"yes_no": "yes_no", "count": "text", "days": "whole", "number": "number", "score": "whole"}
_THIN = "Empty where it would tell a number from 1 to 4, or nothing can be said."
_SEVERAL = f"Empty where fewer than {SMALL} people take part; else rounded to a tenth."


def _how(definition: Definition) -> str:
    return {
        "count": f"Given in bands: {', '.join(name for _, name in BANDS)}.",
        "days": f"Told as whole months of {DAYS_IN_A_MONTH} days.",
        "number": _SEVERAL if definition.unit == "statements" else "Rounded to a whole number.",
    }.get(definition.kind, "")


class Pseudonyms:
    """Keyed hashes of ids (HMAC-SHA-256, 96 bits of it). Without the key nobody can test a guess."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, what: str, key: str) -> str:
        """The pseudonym of something: ``what`` keeps a case from looking like a person of the same id."""
        return hmac.new(self._key, f"{what}:{key}".encode(), hashlib.sha256).hexdigest()[:24]


def line_of(found: Measures, names: Pseudonyms) -> Line:
    """One row of the table of work."""
    line: Line = {
        "worker": names.of("worker", ""), "work": names.of("work", found.workspace_id),
        "case": names.of("case", found.case_id), "month": found.as_at[:7], "pathway": found.pathway,
        "months_open": _months_between(found.begun_on, found.as_at), "is_example": found.is_example,
    }  # fmt: skip
    values = found.values
    for each in definitions():
        if each.kind != "count" or each.unit != "ways":
            line[name_of(each)] = _coarse(each, values)
        if each.thin:
            line[f"{name_of(each)}_thin"] = _thin(each, values)
    return line


def _months_between(begun: str | None, on: str) -> int | None:
    first, last = dates.parts(begun), dates.parts(on)
    if not first or not last or first[1] is None or last[1] is None:
        return None
    return (last[0] - first[0]) * 12 + last[1] - first[1]


def _coarse(definition: Definition, values: Mapping[str, Value]) -> Cell:
    value = values[definition.key]
    if value is None or isinstance(value, bool):
        return value
    if definition.kind == "count":
        return band(int(value))
    if definition.kind == "days":
        return int(value) // DAYS_IN_A_MONTH
    if definition.key == "own_per_professional":
        return round(float(value), 1) if (values["professionals_own"] or 0) >= SMALL else None
    return round(value) if definition.kind == "number" else value


def _thin(definition: Definition, values: Mapping[str, Value]) -> bool | None:
    """Whether a value is thin; None where that, beside its band, would leave but one number from 1 to 4."""
    assert definition.thin is not None
    value = values[definition.key]
    said = definition.thin.holds(value, values)
    if definition.kind != "count" or value is None or int(value) >= SMALL:
        return said
    possible = [count for count in range(SMALL) if definition.thin.holds(count, values) == said]
    return None if possible[1:] == [] and possible != [0] else said
