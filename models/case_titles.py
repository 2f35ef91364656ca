"""What the cases in a vault are called, without loading them."""

from __future__ import annotations

from sqlalchemy import text

from models.casework import Desk


def case_titles(desk: Desk) -> dict[str, str]:
    """Name by case id, in the order of the names."""
    with desk.reading() as connection:
        return {
            row[0]: str(row[1]) for row in connection.execute(text("SELECT id, name FROM casefile ORDER BY name, id"))
        }
