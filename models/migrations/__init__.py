"""Bringing a vault of an older version to the present one, in one transaction.

Each file in ``versions`` is an alembic revision that changes tables and rows only. Triggers and the search
index are made from the tables' metadata, so they are taken off before and put on again after, for every
migration alike.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"
REVISIONS: tuple[str, ...] = ("0001",)
"""Every revision this version of the app can read, oldest first. Kept here so that opening needs no alembic."""


def revision_of(raw: Any) -> str | None:
    """The revision a database is at (``raw``: a DB-API connection); None when it was never given one."""
    if not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def is_newer(raw: Any) -> bool:
    """Whether a later version of the app wrote the database."""
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    return version > len(REVISIONS) or revision_of(raw) not in (*REVISIONS, None)


def is_outdated(raw: Any) -> bool:
    """Whether the database is of an older version than ours."""
    return revision_of(raw) != REVISIONS[-1]


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest revision inside the caller's open transaction.

    Foreign keys must be off on the connection (``PRAGMA foreign_keys``), or rebuilding a table would
    cascade; they are checked here at the end. Raises ``RuntimeError`` when a row would point nowhere; roll
    back then.
    """
    from alembic import command  # takes a quarter of a second, and most starts need no migration
    from alembic.config import Config

    from models import journal, search

    for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(VERSIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    command.upgrade(config, "head")
    journal.install(connection)
    search.install(connection)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left a row that points nowhere")
    connection.exec_driver_sql(f"PRAGMA user_version = {len(REVISIONS)}")
