"""What is kept from a reader stays kept from them in a copy."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.base import new_id
from models.casework import Case
from models.entities import Restriction, SharingDecision


def copy_restrictions(
    case: Case, session: Session, table: str, from_id: str, to_id: str, *, to_table: str = ""
) -> None:
    """Restrict a copied row just as the row it was copied from, for the same readers. Only inside an edit.

    ``to_table``: where the copy is in another table.
    """
    for row in case.rows.where("restriction", target_table=table, target_id=from_id):
        copied = new_id()
        session.add(Restriction(**(row | {"id": copied, "target_table": to_table or table, "target_id": to_id})))
        for decision in case.rows.where("sharing_decision", target_table="restriction", target_id=row["id"]):
            session.add(SharingDecision(**(decision | {"id": new_id(), "target_id": copied})))
