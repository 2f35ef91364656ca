"""What is kept from a reader stays kept from them in a copy."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.base import new_id
from models.casework import Case
from models.entities import Restriction


def copy_restrictions(case: Case, session: Session, table: str, from_id: str, to_id: str) -> None:
    """Restrict a copied row just as the row it was copied from. Only inside an edit."""
    for row in case.rows.where("restriction", target_table=table, target_id=from_id):
        session.add(Restriction(**(row | {"id": new_id(), "target_id": to_id})))
