"""The measures of every piece of work in a vault at once, without opening each case: a query for each table."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, text

from models.casework import Desk
from models.measure_definitions import Measures
from models.measures import measures, measures_over_time
from models.memory import collecting_later
from models.projections import Projector
from models.readers import US, Reader
from models.rows import Row, Rows

_NEEDED = (
    "workspace", "person", "partnership", "child_link", "pathway_period", "workspace_child", "strand", "scale",
    "round", "score", "card", "card_person", "wording", "safety_circle", "circle_move", "plan_version", "plan_rule",
    "plan_entry", "network_meeting", "child_sheet", "sheet_item", "story", "story_telling", "story_asked",
    "restriction",
)  # fmt: skip
"""The tables measures are read from, beside the case's own row."""

_ONLY = {
    "card": "id, case_id, workspace_id, ref, part, state, closed_on, text, is_quotation, strand_id, danger_id, "
            "occurred, due_on, done_on",
    "card_person": "id, case_id, workspace_id, card_id, role, person_id, words",
    "score": "id, case_id, workspace_id, round_id, person_id, value, reason, higher",
}  # fmt: skip
"""Of the largest tables, the columns measures look at."""


def vault_measures(desk: Desk, reader: Reader = US) -> tuple[Measures, ...]:
    """The measures of all work that is not put away, by the case's name; of what the reader may see.

    For the team only the tables that measures need are read. What another reader may see hangs on all of them, so then
    every case is opened.
    """
    with collecting_later():
        return _measured(desk, reader)


def _measured(desk: Desk, reader: Reader) -> tuple[Measures, ...]:
    if not reader.is_us:
        cases = [desk.open_case(case_id).rows for case_id in desk.case_ids()]
    else:
        with desk.reading() as connection:
            cases = _all_rows(connection)
    today = desk.now().date()
    found = []
    for rows in cases:
        projector = Projector(rows, today)
        spaces = [row for row in rows.table("workspace").values() if not row["archived_on"]]
        for space in sorted(spaces, key=lambda row: (row["position"], row["id"])):
            found.append(measures(projector, space["id"], reader))
    return tuple(found)


def vault_course(desk: Desk) -> tuple[Measures, ...]:
    """The same at every month's end since each piece of work began (at most three years), and today."""
    cases = [desk.open_case(case_id) for case_id in desk.case_ids()]
    return tuple(
        each
        for case in cases
        for space in case.rows.table("workspace").values()
        if not space["archived_on"]
        for each in measures_over_time(case, space["id"])
    )


def _all_rows(connection: Connection) -> list[Rows]:
    files = [dict(row) for row in connection.execute(text("SELECT * FROM casefile ORDER BY name, id")).mappings()]
    by_case: dict[str, dict[str, dict[str, Row]]] = {row["id"]: {"casefile": {row["id"]: row}} for row in files}
    # The driver's own cursor: SQLAlchemy's rows would take as long again as reading does.
    cursor = connection.connection.cursor()
    for table in _NEEDED:
        cursor.execute(f'SELECT {_ONLY.get(table, "*")} FROM "{table}"')
        names = [column[0] for column in cursor.description]
        case_at, id_at = names.index("case_id"), names.index("id")
        grouped: dict[str, dict[str, Row]] = defaultdict(dict)
        for line in cursor.fetchall():
            grouped[line[case_at]][line[id_at]] = dict(zip(names, line, strict=True))
        for case_id, rows in grouped.items():
            by_case[case_id][table] = rows
    return [Rows(tables) for tables in by_case.values()]
