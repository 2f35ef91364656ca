"""Writes ``v0001_first.sql`` from the tables' metadata and ``tests/fixtures/vault_v1.sofs`` with it.

Run it (``python tests/models/freeze_version.py``) after changing a table, but only until version 1 is released: from
then on a changed table needs a revision of its own, and the fixtures stay as they are.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
PASSPHRASE = "the fixtures are fiction"


def first_sql() -> str:
    """The statements that make every table and index."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from models.entities import Base

    parts = ["-- Every table of a case as version 1 of the file has it. Later changes are revisions of their own."]
    for table in Base.metadata.sorted_tables:
        sql = str(CreateTable(table).compile(dialect=sqlite.dialect())).strip()
        parts.append("\n".join(line.rstrip().expandtabs(4) for line in sql.splitlines() if line.strip()) + ";")
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            parts.append(str(CreateIndex(index).compile(dialect=sqlite.dialect())).strip() + ";")
    return "\n\n".join(parts) + "\n"


def make_vault(path: Path) -> None:
    """A small vault with a case, an undone edit and an umlaut."""
    from models.casework import Desk
    from models.entities import Person
    from models.vault import KdfCost, Vault

    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    vault, _ = Vault.create(path, PASSPHRASE, cost=KdfCost.LIGHT)
    desk = Desk(vault)
    case = desk.new_case("Fixture family", number="FIX-1")
    for name in ("Zoë Fixture", "Bela Fixture", "Undone Fixture"):
        with case.edit("Added a person") as session:
            session.add(Person(case_id=case.id, name=name))
    case.undo()
    desk.close()
    vault.close()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from models import migrations

    (migrations.VERSIONS / "v0001_first.sql").write_text(first_sql(), "utf-8")
    FIXTURES.mkdir(exist_ok=True)
    make_vault(FIXTURES / "vault_v1.sofs")
