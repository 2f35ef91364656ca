"""The map: strands, cards, who says so, who sees it differently, and versions kept."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import WorkspaceRow, searchable


class Strand(WorkspaceRow):
    """A danger statement, its goal and its scale, tied together under the family's own name for it."""

    __tablename__ = "strand"

    ref: Mapped[str | None]
    name: Mapped[str] = mapped_column(default="", info=searchable())
    pathway: Mapped[str]
    position: Mapped[float] = mapped_column(default=0.0)
    opened_on: Mapped[str | None]
    closed_on: Mapped[str | None]


class Card(WorkspaceRow):
    """One thing on the map, in somebody's words.

    ``part`` is one of :data:`models.pathways.PARTS`; ``pathway`` the one it was written under (old names stay);
    ``state``: draft, agreed. ``occurred`` is the date as said; ``due_on``/``done_on`` belong to next steps.
    ``danger_id`` names the strand whose danger was there (existing safety).
    """

    __tablename__ = "card"

    ref: Mapped[str | None]
    part: Mapped[str]
    pathway: Mapped[str]
    title: Mapped[str | None] = mapped_column(info=searchable())
    text: Mapped[str] = mapped_column(default="", info=searchable())
    is_quotation: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="agreed")
    position: Mapped[float] = mapped_column(default=0.0)
    strand_id: Mapped[str | None] = mapped_column(ForeignKey("strand.id", ondelete="SET NULL"), index=True)
    danger_id: Mapped[str | None] = mapped_column(ForeignKey("strand.id", ondelete="SET NULL"))
    occurred: Mapped[str | None]
    occurred_until: Mapped[str | None]
    how_long: Mapped[str | None]
    due_on: Mapped[str | None]
    done_on: Mapped[str | None]
    from_score_id: Mapped[str | None] = mapped_column(ForeignKey("score.id", ondelete="SET NULL"))
    written_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class CardPerson(WorkspaceRow):
    """Somebody's part in a card: a person of the case, or words ("hospital", "4 police calls").

    ``role``: source, speaker, acted, seen_by, about, worried, responsible, agreed (to a goal or a bottom line).
    """

    __tablename__ = "card_person"

    card_id: Mapped[str] = mapped_column(ForeignKey("card.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    words: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class DifferentView(WorkspaceRow):
    """Who disagrees with a card, and what they say: it stands inside the card, with equal weight."""

    __tablename__ = "different_view"

    card_id: Mapped[str] = mapped_column(ForeignKey("card.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(info=searchable())
    is_quotation: Mapped[bool] = mapped_column(default=False)
    said_on: Mapped[str | None]
    position: Mapped[float] = mapped_column(default=0.0)


class StatementPart(WorkspaceRow):
    """What somebody filled into one part of a sentence frame for a danger statement or a goal (``card_id``).

    ``part`` is a key of ``resources/practice/frames.json``. Guidance only: the card's text is what counts.
    """

    __tablename__ = "statement_part"

    card_id: Mapped[str] = mapped_column(ForeignKey("card.id", ondelete="CASCADE"), index=True)
    part: Mapped[str]
    text: Mapped[str] = mapped_column(default="", info=searchable())


class SilencedPhrase(WorkspaceRow):
    """A phrase (or a code of the plain-words checker) nobody wants to be asked about again in this work."""

    __tablename__ = "silenced_phrase"

    phrase: Mapped[str]


class Wording(WorkspaceRow):
    """One person's own danger statement or goal, kept beside the agreed one. ``kind``: danger, goal."""

    __tablename__ = "wording"

    strand_id: Mapped[str | None] = mapped_column(ForeignKey("strand.id", ondelete="SET NULL"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(default="danger")
    text: Mapped[str] = mapped_column(info=searchable())
    is_quotation: Mapped[bool] = mapped_column(default=True)
    written_on: Mapped[str | None]
    position: Mapped[float] = mapped_column(default=0.0)


class MapVersion(WorkspaceRow):
    """A map as it stood on a day, kept whole: ``snapshot`` is the JSON of a :class:`models.views.MapView`."""

    __tablename__ = "map_version"

    number: Mapped[int]
    made_on: Mapped[str]
    label: Mapped[str | None] = mapped_column(info=searchable())
    pathway: Mapped[str]
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    snapshot: Mapped[str | None]
