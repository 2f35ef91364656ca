"""Next steps over all cases, straight from the tables: what is late, what is to come, what is done.

Only what a next step needs is read of each case; the views are then made as everywhere (:mod:`models.projections`).
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from models import dates
from models.casework import Desk
from models.circle_words import listed
from models.due import days_until
from models.memory import collecting_later
from models.projections import Projector
from models.readers import FAMILY, US, Reader, ReaderProjection
from models.rows import Row, Rows
from models.thinking_views import NextStepLine, NextStepsView
from models.views import CardView

GROUPS = ("late", "soon", "later", "undated", "done")
"""How a list of next steps is parted: past their day, within a week, later, of no known day, done."""
SOON_DAYS = 7
_STATES = ("late", "open", "done")
_STEPS = (
    "k.part = 'next_step' AND k.closed_on IS NULL AND k.state != 'draft' AND w.archived_on IS NULL "
    # Like home, this list may be seen over a shoulder: what is restricted stays off it.
    "AND k.id NOT IN (SELECT target_id FROM restriction WHERE target_table = 'card' AND target_id IS NOT NULL)"
)
_OF_STEPS = f"JOIN workspace w ON w.id = k.workspace_id WHERE {_STEPS} AND {{case}}"
_QUERIES = {
    "card": f"SELECT k.* FROM card k {_OF_STEPS}",
    "card_person": f"SELECT p.* FROM card_person p JOIN card k ON k.id = p.card_id {_OF_STEPS}",
    "person": "SELECT * FROM person WHERE id IN "
    f"(SELECT p.person_id FROM card_person p JOIN card k ON k.id = p.card_id {_OF_STEPS})",
    "strand": "SELECT s.* FROM strand s JOIN workspace w ON w.id = s.workspace_id WHERE w.archived_on IS NULL "
    "AND s.case_id IN (SELECT k.case_id FROM card k WHERE {case})",
    "restriction": "SELECT k.* FROM restriction k WHERE {case}",
    "workspace": "SELECT k.* FROM workspace k WHERE {case}",
}
"""What is read, table by table; ``{case}`` narrows it to one case."""


def next_steps(desk: Desk, only_case: str | None = None) -> NextStepsView:
    """Next steps of all cases that are not put away: the late first, then by day, the done last (newest first).

    What is restricted stays off the list, as it stays off home. With ``only_case`` (open for a visit) it is
    as if the vault held that case alone, and it is cut down to what the family may see. An example family is late by
    its own day.
    """
    today = desk.now().date()
    reader = FAMILY if only_case else US
    with collecting_later():
        with desk.reading() as connection:
            cases = _cases(connection, only_case)
        lines = [line for rows in cases for line in _lines(Projector(rows, today), reader)]
    return NextStepsView(tuple(_sorted(lines)), today.isoformat())


def steps_for(projector: Projector, workspace_id: str, reader: Reader = US) -> NextStepsView:
    """Next steps of one workspace of an open case, for a reader."""
    lines = [line for line in _lines(projector, reader) if line.workspace_id == workspace_id]
    return NextStepsView(tuple(_sorted(lines)), projector.today.isoformat())


def group_of(line: NextStepLine) -> str:
    """Which of :data:`GROUPS` a step belongs to. What is due in free words ("before Christmas") comes later."""
    if line.state != "open":
        return line.state
    if line.days is None:
        return "later" if line.due_on else "undated"
    return "soon" if line.days < SOON_DAYS else "later"


def _cases(connection: Connection, only_case: str | None) -> list[Rows]:
    """For each case with a next step, the rows it takes to show them."""
    found: dict[str, dict[str, dict[str, Row]]] = {}
    for row in _read(connection, f"SELECT c.* FROM casefile c WHERE {'c.id = ?' if only_case else '1'}", only_case):
        found[row["id"]] = {"casefile": {row["id"]: row}}
    for table, query in _QUERIES.items():
        for row in _read(connection, query.format(case="k.case_id = ?" if only_case else "1"), only_case):
            if row["case_id"] in found:
                found[row["case_id"]].setdefault(table, {})[row["id"]] = row
    return [Rows(tables) for tables in found.values() if "card" in tables]


def _read(connection: Connection, query: str, only_case: str | None) -> Iterable[Row]:
    # The driver's own cursor: SQLAlchemy's rows would take as long again as reading does.
    cursor = connection.connection.cursor()
    cursor.execute(query, (only_case,) if only_case else ())
    keys = [column[0] for column in cursor.description]
    return [dict(zip(keys, values, strict=True)) for values in cursor.fetchall()]


def _lines(projector: Projector, reader: Reader) -> Iterable[NextStepLine]:
    reading = ReaderProjection(projector.rows, reader)
    workspaces = projector.rows.table("workspace")
    for row in projector.rows.where("card", part="next_step"):
        if row["closed_on"] or row["state"] == "draft":
            continue
        card = reading.card(projector.card(row))
        if card is not None:
            title = reading.words(workspaces[row["workspace_id"]]["title"]) or ""
            yield _line(projector, row, card, title)


def _line(projector: Projector, row: Row, card: CardView, title: str) -> NextStepLine:
    people = tuple(mention.label for mention in card.responsible if mention.label)
    days = days_until(card.due_on, projector.today)
    late = days is not None and days < 0
    return NextStepLine(
        card_id=card.id, case_id=row["case_id"], workspace_id=row["workspace_id"], case_title=title, text=card.text,
        who=listed(people), due_on=card.due_on, due=_due(card.due_on, projector), done_on=card.done_on,
        state="done" if card.done_on else "late" if late else "open", strand=card.strand, people=people, days=days,
    )  # fmt: skip


def _due(due_on: str | None, projector: Projector) -> str:
    """The day in words, with its weekday where it is a whole date: "Friday 4 July"."""
    try:
        return f"{dates.weekday(due_on)} {dates.short(due_on, projector.today)}".strip()
    except ValueError:  # a year no calendar has
        return due_on or ""


def _sorted(lines: list[NextStepLine]) -> list[NextStepLine]:
    waiting = [line for line in lines if line.state != "done"]
    waiting.sort(key=lambda s: (_STATES.index(s.state), dates.sort_key(s.due_on), s.case_title, s.text, s.card_id))
    done = [line for line in lines if line.state == "done"]
    done.sort(key=lambda s: (s.case_title, s.text, s.card_id))
    done.sort(key=lambda s: dates.sort_key(s.done_on), reverse=True)
    return waiting + done
