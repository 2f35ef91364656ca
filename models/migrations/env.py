"""Run by alembic: migrate on the connection and in the transaction the caller holds."""

from __future__ import annotations

from alembic import context

from models.entities import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
