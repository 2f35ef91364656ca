"""What screens and documents are built from: plain, frozen data. Made by :mod:`models.projections`.

A view can be cut down for a reader (:mod:`models.readers`), kept as JSON (map versions) and handed to another process.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View")


@dataclass(frozen=True)
class PersonView:
    """Somebody, as shown. ``name`` is what the family says; ``age`` is in words ("9", "14 months")."""

    id: str
    name: str
    full_name: str
    initials: str
    kind: str = "family"
    is_child: bool = False
    life: str = "alive"
    gender: str = "unknown"
    age: str = ""
    born: str | None = None
    role: str | None = None
    agency: str | None = None
    relation: str | None = None
    pronouns: str | None = None
    household: str | None = None
    restricted: bool = False


@dataclass(frozen=True)
class Mention:
    """A person of the case, or just words ("hospital", "4 police calls")."""

    id: str
    person: PersonView | None
    words: str | None = None

    @property
    def label(self) -> str:
        """What is shown."""
        return self.words or (self.person.name if self.person else "")


@dataclass(frozen=True)
class Dispute:
    """Who sees it differently, and what they say."""

    id: str
    who: PersonView | None
    words: str
    is_quotation: bool = False
    said_on: str | None = None


@dataclass(frozen=True)
class StrandTag:
    """A strand's number and the family's name for it."""

    id: str
    number: int
    name: str


@dataclass(frozen=True)
class Restricted:
    """Why something must not reach some readers."""

    reason: str
    not_for: str | None = None
    public_name: str | None = None
    review_on: str | None = None


@dataclass(frozen=True)
class CardView:
    """One card of the map. ``missing`` (existing safety only): which of when, acted, danger, seen_by are not there."""

    id: str
    part: str
    pathway: str
    text: str
    title: str | None = None
    is_quotation: bool = False
    state: str = "agreed"
    position: float = 0.0
    strand: StrandTag | None = None
    danger: StrandTag | None = None
    occurred: str | None = None
    occurred_until: str | None = None
    when: str = ""
    how_long: str | None = None
    due_on: str | None = None
    done_on: str | None = None
    speaker: PersonView | None = None
    sources: tuple[Mention, ...] = ()
    seen_by: tuple[Mention, ...] = ()
    acted: tuple[Mention, ...] = ()
    about: tuple[Mention, ...] = ()
    worried: tuple[Mention, ...] = ()
    responsible: tuple[Mention, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    missing: tuple[str, ...] = ()
    restricted: Restricted | None = None
    note: str | None = None
    written_on: str | None = None
    closed_on: str | None = None
    from_score_id: str | None = None
    agreed: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class PartView:
    """A part of a column with its cards, in their order. ``cards`` leaves out those that are closed."""

    key: str
    title: str
    one: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True)
class ColumnView:
    """One of the three columns."""

    key: str
    title: str
    icon: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True)
class ScoreView:
    """What one person said in a round. ``state``: given, skipped, not_asked."""

    id: str
    person: PersonView
    state: str
    value: int | None = None
    reason: str | None = None
    reason_is_quotation: bool = False
    higher: str | None = None
    higher_is_quotation: bool = False
    by_pictures: bool = False
    age_then: str = ""


@dataclass(frozen=True)
class RoundView:
    """One occasion of scoring. Before it is revealed ``scores`` carry no values."""

    id: str
    held_on: str
    when: str
    occasion: str | None
    revealed: bool
    scores: tuple[ScoreView, ...]

    @property
    def given(self) -> tuple[ScoreView, ...]:
        """Scores with a number."""
        return tuple(s for s in self.scores if s.state == "given" and s.value is not None)

    @property
    def spread(self) -> tuple[int, int] | None:
        """(lowest, highest), or None when nobody has scored. There is no average."""
        values = [s.value for s in self.given if s.value is not None]
        return (min(values), max(values)) if values else None


@dataclass(frozen=True)
class ScaleView:
    """A strand's scale with its rounds, oldest first."""

    id: str
    strand_id: str
    pathway: str
    name: str
    question: str
    zero_text: str
    ten_text: str
    rounds: tuple[RoundView, ...] = ()
    opened_on: str | None = None
    closed_on: str | None = None

    @property
    def latest(self) -> RoundView | None:
        """The newest revealed round with a score in it."""
        return next((r for r in reversed(self.rounds) if r.revealed and r.given), None)


@dataclass(frozen=True)
class WordingView:
    """Somebody's own danger statement or goal."""

    id: str
    kind: str
    person: PersonView | None
    text: str
    is_quotation: bool
    written_on: str | None
    strand_id: str | None


@dataclass(frozen=True)
class StrandView:
    """A strand. ``gaps``: what is still missing of danger, goal, scale."""

    id: str
    number: int
    name: str
    pathway: str
    dangers: tuple[CardView, ...]
    goals: tuple[CardView, ...]
    scale: ScaleView | None
    wordings: tuple[WordingView, ...] = ()
    opened_on: str | None = None
    closed_on: str | None = None
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapView:
    """A workspace's map with its strands and scales. ``version`` is a number when it is a kept version."""

    case_id: str
    case_name: str
    case_number: str
    workspace_id: str
    title: str
    pathway: str
    pathway_name: str
    as_at: str
    children: tuple[PersonView, ...]
    columns: tuple[ColumnView, ...]
    strands: tuple[StrandView, ...] = ()
    wordings: tuple[WordingView, ...] = ()
    version: int | None = None
    label: str | None = None
    is_past: bool = False

    @property
    def cards(self) -> tuple[CardView, ...]:
        """Every card, in reading order."""
        return tuple(card for column in self.columns for part in column.parts for card in part.cards)

    def part(self, key: str) -> PartView:
        """A part by its key."""
        return next(part for column in self.columns for part in column.parts if part.key == key)


@dataclass(frozen=True)
class VersionView:
    """A line of the version menu."""

    id: str
    number: int
    made_on: str
    label: str | None
    pathway: str


@dataclass(frozen=True)
class StrandSummary:
    """A strand on the home screen: its newest revealed scores. ``gaps``: what it has not got of danger, goal, scale."""

    id: str
    number: int
    name: str
    values: tuple[int, ...]
    held_on: str | None
    closed: bool = False
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepView:
    """A next step due, over all cases."""

    card_id: str
    case_id: str
    workspace_id: str
    case_title: str
    text: str
    who: str
    due_on: str
    late: bool


@dataclass(frozen=True)
class HomeRow:
    """A workspace on the home screen."""

    case_id: str
    workspace_id: str
    title: str
    pathway_name: str
    number: str
    children: tuple[PersonView, ...]
    strands: tuple[StrandSummary, ...]
    closed_strands: tuple[StrandSummary, ...]
    quote: str | None
    speaker: str | None
    next_step: StepView | None
    opened_at: str | None
    archived: bool
    is_example: bool


@dataclass(frozen=True)
class HomeView:
    """The home screen: workspaces (most recently worked on first) and what is coming up."""

    rows: tuple[HomeRow, ...]
    coming_up: tuple[StepView, ...]
    today: str


def to_plain(view: Any) -> Any:
    """A view as JSON-ready data."""
    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        return {f.name: to_plain(getattr(view, f.name)) for f in dataclasses.fields(view)}
    if isinstance(view, tuple):
        return [to_plain(item) for item in view]
    return view


def from_plain(kind: type[View], data: Any) -> View:
    """The view back from :func:`to_plain`; unknown keys (of a newer version) are left out."""
    hints = typing.get_type_hints(kind)
    names = {f.name for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _revive(hints[name], value) for name, value in data.items() if name in names})


def _revive(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_revive(inner, item) for item in value)
    return from_plain(hint, value) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else value
