"""People, where they live, and how they belong together."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import CaseRow, searchable


class Person(CaseRow):
    """Somebody (or a pet) in the family's life; stands once in a case.

    ``kind``: family, friend, carer, professional, pet. ``life``: alive, dead, unborn, miscarriage, abortion,
    stillborn, unknown. ``gender``: female, male, non_binary, unknown. ``born_as`` only where it differs.
    ``drawn``: 1 or 0 where somebody was put into the genogram or taken out of it by hand; else the rule decides.
    ``minutes_away``: how long it takes them to reach the children. ``pinned_x`` is in symbols, ``pinned_y`` the row.
    """

    __tablename__ = "person"

    ref: Mapped[str | None]
    name: Mapped[str] = mapped_column(info=searchable())
    known_as: Mapped[str | None] = mapped_column(info=searchable())
    kind: Mapped[str] = mapped_column(default="family")
    life: Mapped[str] = mapped_column(default="alive")
    gender: Mapped[str] = mapped_column(default="unknown")
    born_as: Mapped[str | None]
    pronouns: Mapped[str | None]
    species: Mapped[str | None]
    born: Mapped[str | None]
    died: Mapped[str | None]
    due: Mapped[str | None]
    age_said: Mapped[str | None]
    role: Mapped[str | None] = mapped_column(info=searchable())
    agency: Mapped[str | None] = mapped_column(info=searchable())
    relation: Mapped[str | None] = mapped_column(info=searchable())
    note: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)
    pinned_x: Mapped[float | None]
    pinned_y: Mapped[float | None]
    drawn: Mapped[int | None]
    minutes_away: Mapped[int | None]


class Household(CaseRow):
    """A home."""

    __tablename__ = "household"

    ref: Mapped[str | None]
    name: Mapped[str] = mapped_column(info=searchable())
    address: Mapped[str | None] = mapped_column(info=searchable())
    distance: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class HouseholdMember(CaseRow):
    """Who lives (``lives``), sleeps (``sleeps``) or is looked after (``foster``) in a home, and since when."""

    __tablename__ = "household_member"

    household_id: Mapped[str] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="lives")
    begun_on: Mapped[str | None]
    ended_on: Mapped[str | None]


class Partnership(CaseRow):
    """Two partners, or one and somebody not known.

    ``kind``: married, cohabiting, engaged, dating, brief, unknown. ``ended_by``: separated, divorced, death.
    """

    __tablename__ = "partnership"

    ref: Mapped[str | None]
    first_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="unknown")
    begun_on: Mapped[str | None]
    ended_on: Mapped[str | None]
    ended_by: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class ChildLink(CaseRow):
    """A child of a partnership. ``kind``: birth, adopted, foster, kinship, step. ``twins``: same letter, same birth."""

    __tablename__ = "child_link"

    child_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    partnership_id: Mapped[str] = mapped_column(ForeignKey("partnership.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(default="birth")
    begun_on: Mapped[str | None]
    ended_on: Mapped[str | None]
    twins: Mapped[str | None]
    identical: Mapped[bool] = mapped_column(default=False)
    position: Mapped[float] = mapped_column(default=0.0)
    note: Mapped[str | None]


class Tie(CaseRow):
    """How two people (or a person and a group) are with each other; a drawing of it never moves the people.

    ``kind`` and ``second_kind``: one of :data:`models.family_words.TIE_KINDS`.
    """

    __tablename__ = "tie"

    from_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    second_kind: Mapped[str | None]
    directed: Mapped[bool] = mapped_column(default=False)
    begun_on: Mapped[str | None]
    ended_on: Mapped[str | None]
    repaired_on: Mapped[str | None]
    note: Mapped[str | None] = mapped_column(info=searchable())


class EcomapLink(CaseRow):
    """Somebody or something round a household: a person of the case, or a service or group by ``name``.

    ``member_id``: the one person of the household the line goes to (None: the household). ``kind``: strong, ordinary,
    weak, stressful, broken. ``energy``: none, in, out, both (which way the arrows go, seen from the household).
    """

    __tablename__ = "ecomap_link"

    household_id: Mapped[str] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str | None] = mapped_column(info=searchable())
    member_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(default="ordinary")
    energy: Mapped[str] = mapped_column(default="none")
    note: Mapped[str | None] = mapped_column(info=searchable())
    position: Mapped[float] = mapped_column(default=0.0)


class Arrangement(CaseRow):
    """Where everybody stood when the drawing was last arranged, so that it looks the same tomorrow and on paper.

    Written as part of the step that changed the family. ``kind``: genogram. ``layout``: JSON, ids and lengths only.
    """

    __tablename__ = "arrangement"

    kind: Mapped[str]
    layout: Mapped[str]
