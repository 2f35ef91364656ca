"""What a layout answers with, and what it may be told: pins and the drawing before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from models.errors import KnownError

Progress = Callable[[float], bool]
"""Told how far the work is (0 to 1); answers False to stop it."""


class ImpossibleAncestry(KnownError):
    """Somebody would be their own ancestor. ``people`` are the ids in the circle, each the parent of the next."""

    def __init__(self, people: tuple[str, ...]) -> None:
        super().__init__(
            f"{len(people)} people in this family would be each other's ancestors, which cannot be. "
            "The drawing is kept as it was. Remove one of the marked parent links."
        )
        self.people = people


class LayoutStopped(Exception):
    """The caller's progress function asked to stop."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Lengths in symbols: a symbol with its label is 1 wide, and centres on one row are ``step`` apart.

    ``least`` is how near they may come where somebody is added to a drawing that should stay as it is.
    """

    step: float = 1.2
    least: float = 1.04
    union_gap: float = 0.2
    line_gap: float = 0.6
    row: float = 1.8
    family_gap: float = 1.8


@dataclass(frozen=True, slots=True)
class Pin:
    """Where somebody was put by hand."""

    person: str
    x: float
    row: int


@dataclass(frozen=True, slots=True)
class PlacedPerson:
    """The centre of a symbol; y grows downwards. ``row`` counts generations; new ancestors may make it negative."""

    id: str
    x: float
    y: float
    row: int


@dataclass(frozen=True, slots=True)
class PlacedUnion:
    """Where the partners' lines meet and the lines to the children begin, between the rows."""

    id: str
    x: float
    y: float
    row: int
    partners: tuple[str, ...]
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as drawn, in right angles; no two lie on one another.

    ``kind`` is "couple" (between the partners), "drop" (from there down to the children's bar), "bar" (above the
    children) or "stem" (from the bar to one child, or from a partner on a higher row; ``person`` says whose).
    """

    union: str
    kind: str
    person: str | None
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How good the drawing is known to be.

    ``crossings`` counts the straight lines (partner to union, union to child) that cross. ``proven`` says that no order
    of these rows that keeps the birth order has fewer. ``method`` is "exact", "heuristic" or "kept" (the order of the
    drawing before was kept).
    """

    crossings: int
    proven: bool
    method: str
    milliseconds: float


@dataclass(frozen=True)
class Layout:
    """A whole family placed; every person exactly once."""

    persons: tuple[PlacedPerson, ...]
    unions: tuple[PlacedUnion, ...]
    lines: tuple[Line, ...]
    status: Status
    made_for: str = ""
    """Names the family and pins it was made from (whoever keeps layouts sets it)."""

    @cached_property
    def at(self) -> dict[str, PlacedPerson]:
        """Placed persons by id."""
        return {person.id: person for person in self.persons}

    @cached_property
    def union_at(self) -> dict[str, PlacedUnion]:
        """Placed unions by id."""
        return {union.id: union for union in self.unions}
