"""What the desk's owner keeps for themselves: no part of any case, so neither journalled nor exported."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class DeskNote(Base):
    """A small thing to remember under a name, such as the words added to the dictionary."""

    __tablename__ = "desk_note"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
