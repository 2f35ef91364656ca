"""How the gaps of a harm matrix are put as questions, and to whom; and what dates say about a child at the time."""

from __future__ import annotations

from dataclasses import dataclass

from models import dates
from models.circle_words import number_word
from models.harm_template import Line, template
from models.thinking_views import MatrixRow, MatrixView
from models.views import PersonView

When = tuple[str, str | None]
"""A date as said, and the day it was said."""


@dataclass(frozen=True)
class Asked:
    """A question that a gap asks, and whom it suggests to ask (None: nobody in particular)."""

    text: str
    person: PersonView | None


def empty_question(matrix: MatrixView, row: MatrixRow | None, column_key: str, today: str = "") -> Asked:
    """What a gap asks, put to the person it suggests.

    Without a ``row`` it is about a whole column, or (``column_key`` how_long, how_often) about what stands over the
    grid. ``today`` (``HarmView.as_at``): a child still too young to be asked is not suggested.
    """
    words = template()
    if row is None:
        asks = words.head.get(column_key) or words.time(column_key)
        form = asks.ask if matrix.adult else asks.question
        return Asked(filled(form, matrix.adult, None, column_key, matrix.adult), matrix.adult)
    line = words.line(row.key)
    person = _first_asked(line, matrix, row, words.ages.asked_from, today)
    form = line.ask if person else line.question
    if person and row.child and person.id == row.child.id:
        form = line.ask_self or form
    return Asked(filled(form, matrix.adult, row, column_key, person) or plain(row, column_key), person)


def _first_asked(line: Line, matrix: MatrixView, row: MatrixRow, asked_from: int, today: str) -> PersonView | None:
    if line.to == "child" and row.child is not None and row.child.life == "alive":
        born, day = dates.bounds(row.child.born), dates.as_date(today)
        if not (born and day) or (day - born[1]).days / 365.25 >= asked_from:
            return row.child
    return matrix.adult if line.to else None


def filled(
    form: str, adult: PersonView | None, row: MatrixRow | None, column_key: str, person: PersonView | None = None
) -> str:
    """A question's form with the names and the time put in."""
    child = row.child.name if row and row.child else (row.group if row and row.group else "the children")
    return form.format(
        name=person.name if person else "", child=child, who=adult.name if adult else "the adults",
        time=template().time(column_key).time,
    )  # fmt: skip


def plain(row: MatrixRow, column_key: str) -> str:
    """For a row of another authority's template, which this one has no question for."""
    return f"{row.heading}, {template().time(column_key).time}?"


def before_birth(child: PersonView, when: When | None) -> bool:
    """Whether a time was certainly before a child's birth."""
    then, born = dates.bounds(*when) if when else None, dates.bounds(child.born)
    return bool(then and born and then[1] < born[0])


def age_at(child: PersonView, when: When | None) -> str:
    """How old a child was at a time ("two weeks old", "8"); "" where the dates do not tell to the year."""
    then, born = dates.bounds(*when) if when else None, dates.bounds(child.born)
    if then is None or born is None or then[0] < born[1] or not child.born:
        return ""
    first, last = (dates.age(child.born, day) for day in then)
    if not last or (first != last and last.isdigit()):
        return ""
    number, _, unit = last.partition(" ")
    return f"{number_word(int(number))} {unit} old" if unit else number
