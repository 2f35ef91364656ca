"""In which cases something held back, or let through, is to be looked at again. Straight from the tables, for home."""

from __future__ import annotations

from sqlalchemy import text

from models.casework import Desk


def reviews_due(desk: Desk, only_case: str | None = None) -> tuple[tuple[str, int], ...]:
    """(case, how many) for every case in which something held back or let through is to be looked at again."""
    today = desk.now().date().isoformat()
    one = "SELECT case_id FROM {table} WHERE review_on IS NOT NULL AND review_on <= :today AND {more}"
    query = (
        "SELECT case_id, count(*) FROM ("
        # A second row of a restriction is no second thing.
        + one.format(table="restriction", more="(target_table IS NOT NULL OR ref IS NULL OR ref NOT IN "
                                               "(SELECT id FROM restriction))")
        + " UNION ALL " + one.format(table="sharing_decision", more="decision = 'show'")
        + ") WHERE :only IS NULL OR case_id = :only GROUP BY case_id ORDER BY case_id"
    )  # fmt: skip
    with desk.reading() as connection:
        found = connection.execute(text(query), {"today": today, "only": only_case}).all()
    return tuple((str(case_id), int(count)) for case_id, count in found)
