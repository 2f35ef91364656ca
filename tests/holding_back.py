"""Something held back from everybody outside the team, as a test says it."""

from __future__ import annotations

import json

from models.casework import Case
from models.entities import Restriction


def hold_back(
    case: Case, table: str, key: str, *values: str, field: str | None = None, public_name: str | None = None
) -> None:
    """Hold back a row, or one field of it: ``values`` may not leave, ``public_name`` stands in their place."""
    with case.edit("Held back") as session:
        session.add(
            Restriction(
                case_id=case.id, target_table=table, target_id=key, target_field=field, fact="", reason="r",
                public_name=public_name, values_json=json.dumps(values),
            )
        )  # fmt: skip
