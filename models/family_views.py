"""The family as plain, frozen data for the genogram, the ecomap and the safety circles. Made by ``family_projection``.

Like every view it can be cut down for a reader (:mod:`models.family_readers`) and handed to another process.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.views import PersonView

UNKNOWN_PARTNER = "?"
"""Begins the id of the symbol that stands for a partner nobody can name: ``"?" + the partnership's id``."""


@dataclass(frozen=True)
class GenogramPerson:
    """Somebody in the genogram.

    ``years`` are as drawn at the symbol's corners ("" where not known); ``inside`` is what stands in it ("9", "?",
    "Oct" for a pregnancy); ``lines`` stand with the name ("mum", "died 2018, aged 59"). ``x`` (in symbols) and ``row``
    are set where somebody was put by hand. ``stands_for``: the partnership whose unknown partner this is, else "".
    """

    person: PersonView
    born_as: str | None = None
    is_index: bool = False
    born_year: str = ""
    died_year: str = ""
    inside: str = ""
    lines: tuple[str, ...] = ()
    species: str | None = None
    x: float | None = None
    row: int | None = None
    stands_for: str = ""
    came: str | None = None
    """Where in the row of siblings they belong: the day of birth, or when a birth was due or a pregnancy ended."""

    @property
    def id(self) -> str:
        """The person's id, or that of the symbol for somebody not known."""
        return self.person.id


@dataclass(frozen=True)
class UnionView:
    """A couple, or one parent. ``partners`` are ids of people in the genogram, the one drawn left first.

    ``dates`` stand on the line ("m. 1990", "2014–17"). ``ended_by``: separated, divorced, death, or "" while it lasts.
    """

    id: str
    kind: str
    partners: tuple[str, ...]
    begun_on: str | None = None
    ended_on: str | None = None
    ended_by: str = ""
    dates: str = ""
    note: str | None = None


@dataclass(frozen=True)
class ChildView:
    """A child of a union. ``twins``: the same letter for children of one birth. ``position`` is the place by hand."""

    id: str
    child: str
    union: str
    kind: str = "birth"
    twins: str | None = None
    identical: bool = False
    begun_on: str | None = None
    ended_on: str | None = None
    position: float = 0.0
    note: str | None = None


@dataclass(frozen=True)
class TieView:
    """How two people are with each other. ``kinds`` are keys of the presets, the stronger first."""

    id: str
    start: str
    end: str
    kinds: tuple[str, ...]
    directed: bool = False
    begun_on: str | None = None
    ended_on: str | None = None
    repaired_on: str | None = None
    note: str | None = None
    words: str = ""
    """The whole tie in one plain sentence part: "cut off June 2023, mended February 2025"."""


@dataclass(frozen=True)
class HomeMember:
    """Who lives in a home, and how (lives, sleeps, foster)."""

    person: PersonView
    kind: str = "lives"
    begun_on: str | None = None


@dataclass(frozen=True)
class HomeView:
    """A household with those who live there now."""

    id: str
    name: str
    address: str | None = None
    distance: str | None = None
    members: tuple[HomeMember, ...] = ()


@dataclass(frozen=True)
class FamilyView:
    """The whole genogram as data. ``people`` hold everybody drawn, each once, unknown partners among them."""

    case_id: str
    case_name: str
    title: str
    as_at: str
    people: tuple[GenogramPerson, ...] = ()
    unions: tuple[UnionView, ...] = ()
    children: tuple[ChildView, ...] = ()
    ties: tuple[TieView, ...] = ()
    homes: tuple[HomeView, ...] = ()


@dataclass(frozen=True)
class EcomapNode:
    """Somebody or something round the household. ``kind`` and ``energy`` are those of the line (``EcomapLink``).

    ``slot`` is its place round the household (:func:`models.ecomap.clockwise`).
    """

    id: str
    label: str
    person: PersonView | None = None
    member: PersonView | None = None
    kind: str = "ordinary"
    energy: str = "none"
    note: str | None = None
    slot: int = 0


@dataclass(frozen=True)
class EcomapView:
    """A household and what is round it."""

    case_name: str
    as_at: str
    home: HomeView
    nodes: tuple[EcomapNode, ...] = ()


@dataclass(frozen=True)
class RingMove:
    """One step of somebody's way through the rings (``ring``: inner, middle, outer, left)."""

    id: str
    ring: str
    moved_on: str
    asked: str | None = None
    helped: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class RingPerson:
    """Somebody in the circles on a day: the ring they stand in then, and all their moves up to then, oldest first."""

    person: PersonView
    ring: str
    moves: tuple[RingMove, ...]
    is_relative: bool = False
    minutes_away: int | None = None


@dataclass(frozen=True)
class CircleSaid:
    """Who is nervous about somebody's knowing, or which child chose them (``kind``: nervous, chosen)."""

    id: str
    kind: str
    about: PersonView
    by: PersonView | None = None
    words: str | None = None
    help: str | None = None
    said_on: str | None = None


@dataclass(frozen=True)
class CircleDay:
    """A day on which somebody moved, and how many knew everything from then on."""

    on: str
    when: str
    inner: int


@dataclass(frozen=True)
class CircleGap:
    """A gap as a quiet question. ``kind``: outside_family, near, chosen."""

    kind: str
    question: str


@dataclass(frozen=True)
class CirclesView:
    """One set of circles on a day. ``days`` hold every day something moved, also later ones; ``as_at`` is the day."""

    id: str
    case_name: str
    title: str
    as_at: str
    children: tuple[PersonView, ...]
    people: tuple[RingPerson, ...] = ()
    days: tuple[CircleDay, ...] = ()
    said: tuple[CircleSaid, ...] = ()
    gaps: tuple[CircleGap, ...] = ()
    bottom_lines: tuple[str, ...] = ()
    note: str | None = None

    def ring(self, name: str) -> tuple[RingPerson, ...]:
        """Everybody in a ring, in their order."""
        return tuple(person for person in self.people if person.ring == name)


@dataclass(frozen=True)
class NetworkCell:
    """One of the six cells with its questions: (id, text, answer)."""

    time: str
    side: str
    questions: tuple[tuple[str, str, str | None], ...] = ()


@dataclass(frozen=True)
class FoundPerson:
    """Somebody found by asking, at a question where one is known, and the ring they stand in now ("" for none)."""

    id: str
    person: PersonView
    question_id: str | None = None
    ring: str = ""


@dataclass(frozen=True)
class NetworkView:
    """An objection, six cells of questions that meet it, and who was found."""

    id: str
    words: str
    person: PersonView | None
    said_on: str | None
    cells: tuple[NetworkCell, ...] = ()
    found: tuple[FoundPerson, ...] = ()
