"""The ground of every table: ids, the case every row belongs to, and the declarative base.

Every column is text, a whole number or a float, so that the journal can keep a row as JSON and put it back exactly.
Dates are text as the family said them ("2019-08", "summer 2023"); :mod:`models.dates` reads and sorts them.
"""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A random id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


class Base(DeclarativeBase):
    """All tables of the vault."""

    metadata = MetaData(naming_convention=NAMING)


class CaseRow(Base):
    """A row that belongs to one case; it is journalled, and goes when the case goes."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)

    @declared_attr
    @classmethod
    def case_id(cls) -> Mapped[str]:
        """The case this row belongs to."""
        return mapped_column(ForeignKey("casefile.id", ondelete="CASCADE"), index=True)


class WorkspaceRow(CaseRow):
    """A row that belongs to one workspace of a case."""

    __abstract__ = True

    @declared_attr
    @classmethod
    def workspace_id(cls) -> Mapped[str]:
        """The workspace this row belongs to."""
        return mapped_column(ForeignKey("workspace.id", ondelete="CASCADE"), index=True)


def searchable(**kwargs: object) -> dict[str, object]:
    """Column ``info`` that puts the column's words into the search index."""
    return {"search": True, **kwargs}
