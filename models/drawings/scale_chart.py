"""The scale as a picture: everybody on their number, and round after round. Every dot is a person; no average anywhere.

Both charts are plain primitives from (0, 0), so the same picture stands on the screen and on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.drawing import Line, Primitive, Rect, moved, place_line, place_text
from models.typeset import Span, Style, set_paragraph, text_width
from models.views import PersonView, RoundView, ScaleView, ScoreView

STEPS = 11
"""0 to 10."""

_NAMES_HIGH = 14
"""A stack of more names than this is shown as dots and a list."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Primitives from (0, 0) and the height they take, in points."""

    items: tuple[Primitive, ...]
    height: float


def spread_words(round_: RoundView | None) -> str:
    """ "5 to 8", "6" when all agree, or that nobody has scored."""
    if round_ is None or round_.spread is None:
        return "not scored yet"
    low, high = round_.spread
    return str(low) if low == high else f"{low} to {high}"


def round_in_words(round_: RoundView | None) -> str:
    """The chart said aloud: who stands on which number, lowest first."""
    if round_ is None or not round_.given:
        return "An empty scale from 0 to 10. Nobody has scored yet."
    names: dict[int, list[str]] = {}
    for score in sorted(round_.given, key=lambda s: s.value or 0):
        names.setdefault(score.value or 0, []).append(score.person.name)
    said = "; ".join(f"{value}: {', '.join(people)}" for value, people in names.items())
    return f"Scale from 0 to 10, {round_.when}. {said}."


def spread_chart(round_: RoundView | None, width: float, *, size: float = 9.75, block: int | None = None) -> Chart:
    """Eleven steps, and the people on their number: names stacked above it where there is room for them.

    Where names would run into their neighbours, a dot each stands above the number and the names are listed below.
    No scores: the steps alone.
    """
    at = _by_value(round_)
    highest = max((len(people) for people in at.values()), default=0)
    if highest > _NAMES_HIGH or not _names_fit(at, width, size):
        return _dotted(at, width, size, block)
    line = size * 1.28
    top = highest * line + (size * 0.35 if highest else 0.0)
    items: list[Primitive] = []
    for value, people in at.items():
        for row, person in enumerate(people):
            baseline = top - size * 0.45 - row * line
            items += place_text(person.name, Style(size), _middle(value, width), baseline, block, "centre")
    return Chart((*_steps(width, top, size, block), *items), top + size * 1.9)


def _by_value(round_: RoundView | None) -> dict[int, list[PersonView]]:
    at: dict[int, list[PersonView]] = {}
    for score in sorted(round_.given if round_ else (), key=lambda s: s.value or 0):
        at.setdefault(score.value or 0, []).append(score.person)
    return at


def _middle(value: int, width: float) -> float:
    """The x of the middle of a step."""
    step = (width + width * 0.007) / STEPS
    return value * step + (step - width * 0.007) / 2


def _names_fit(at: dict[int, list[PersonView]], width: float, size: float) -> bool:
    """Whether names stacked on their numbers stay clear of each other and of the edges."""
    half = {
        (value, row): text_width(person.name, Style(size)) / 2
        for value, people in at.items()
        for row, person in enumerate(people)
    }
    for (value, row), own in half.items():
        middle = _middle(value, width)
        if middle - own < 0 or middle + own > width:
            return False
        beside = half.get((value + 1, row), 0.0)
        if own + beside + size * 0.5 > _middle(value + 1, width) - middle and beside:
            return False
    return True


def _dotted(at: dict[int, list[PersonView]], width: float, size: float, block: int | None) -> Chart:
    """Dots above the numbers; below, each number with the names of those who chose it."""
    dot = min(size * 0.95, width / STEPS * 0.5)
    pitch = dot * 1.2
    top = max(len(people) for people in at.values()) * pitch + size * 0.2
    items = _steps(width, top, size, block)
    y = top + size * 2.5
    chip, line = size * 1.55, size * 1.38
    for value, people in at.items():
        for row, person in enumerate(people):
            x = _middle(value, width) - dot / 2
            items += person_disc(person, "", x, top - (row + 1) * pitch, dot, block)
        items.append(Rect(0.0, y, chip, line, f"scale{value}", radius=size * 0.35, block=block))
        style = Style(size, bold=True, colour=f"scaleText{value}")
        items += place_text(str(value), style, chip / 2, y + line * 0.76, block, "centre")
        names = Span(", ".join(person.name for person in people), Style(size))
        for set_line in set_paragraph([names], width - chip - size * 0.7).lines:
            items += place_line(set_line.runs, chip + size * 0.7, y + line * 0.76, block)
            y += line
        y += size * 0.3
    return Chart(tuple(items), y)


def _steps(width: float, top: float, size: float, block: int | None) -> list[Primitive]:
    gap = width * 0.007
    step = (width + gap) / STEPS
    height = size * 1.9
    items: list[Primitive] = []
    for value in range(STEPS):
        x = value * step
        items.append(Rect(x, top, step - gap, height, f"scale{value}", radius=size * 0.38, block=block))
        style = Style(size * 1.06, bold=True, colour=f"scaleText{value}")
        items += place_text(str(value), style, x + (step - gap) / 2, top + height * 0.67, block, "centre")
    return items


def short_names(scale: ScaleView) -> dict[str, str]:
    """For everybody asked, by id: initials, or as much of the name as tells people with the same initials apart."""
    people = {s.person.id: s.person for r in scale.rounds for s in r.scores}
    shared = Counter(person.initials for person in people.values())
    shorts = {}
    for key, person in people.items():
        others = [other.name for id_, other in people.items() if id_ != key]
        length = 1
        while length < len(person.name) and any(name[:length] == person.name[:length] for name in others):
            length += 1
        shorts[key] = person.initials if shared[person.initials] == 1 else person.name[:length]
    return shorts


def scored(scale: ScaleView) -> list[RoundView]:
    """The rounds that have been revealed and have a number in them, oldest first."""
    return [r for r in scale.rounds if r.revealed and r.given]


def rounds_in_words(rounds: Sequence[RoundView]) -> str:
    """The rounds chart said aloud."""
    said = (f"On {r.when} people stood on {_stood(r)}." for r in rounds)
    count = "One round" if len(rounds) == 1 else f"{len(rounds)} rounds"
    return f"{count} of scores. {' '.join(said)}"


def _stood(round_: RoundView) -> str:
    spread = spread_words(round_)
    return f"numbers from {spread}" if " " in spread else f"number {spread}"


def rounds_chart(
    scale: ScaleView,
    width: float,
    *,
    rounds: Sequence[RoundView] | None = None,
    size: float = 9.0,
    label_width: float = 84.0,
    block: int | None = None,
) -> Chart:
    """One row a round, oldest first: a band from the lowest to the highest score, everybody's disc on it.

    *rounds* shows only some of the scale's rounds; the short names stay those of the whole scale.
    """
    shorts = short_names(scale)
    rounds = scored(scale) if rounds is None else rounds
    step = (width - label_width) / STEPS
    items: list[Primitive] = []
    y = 0.0
    for round_ in rounds:
        row = _round_row(round_, label_width, step, size, shorts, block)
        latest = round_ == scale.latest
        label = Style(size, bold=latest, colour="ink" if latest else "ink2")
        items += place_text(round_.when, label, 0.0, y + row.height / 2 + size * 0.35, block)
        items += [moved(item, 0.0, y) for item in row.items]
        y += row.height + size * 0.5
    for value in range(STEPS):
        x = label_width + (value + 0.5) * step
        items.append(Line(x, 0.0, x, y, "line", 0.6, block=block))
        items += place_text(str(value), Style(size, colour="ink2"), x, y + size * 1.2, block, "centre")
    # Hair lines lie below the bands.
    items.sort(key=lambda item: not isinstance(item, Line))
    return Chart(tuple(items), y + size * 1.5)


def _round_row(
    round_: RoundView, left: float, step: float, size: float, shorts: dict[str, str], block: int | None
) -> Chart:
    disc = min(size * 1.85, step * 0.94)
    across = max(1, int(step / disc))
    at: dict[int, list[ScoreView]] = {}
    for score in round_.given:
        at.setdefault(score.value or 0, []).append(score)
    lines = max(-(-len(group) // across) for group in at.values())
    height = lines * disc + size * 0.7
    low, high = min(at), max(at)
    band = Rect(
        left + low * step, 0.0, (high - low + 1) * step, height, "sunken", "line", min(height / 2, size * 1.3), 0.6,
        block=block,
    )  # fmt: skip
    items: list[Primitive] = [band]
    for value, group in at.items():
        middle = left + (value + 0.5) * step
        used = -(-len(group) // across)
        for index, score in enumerate(group):
            line, place = divmod(index, across)
            in_line = min(across, len(group) - line * across)
            x = middle + (place - in_line / 2) * disc
            y = height / 2 - used * disc / 2 + line * disc
            items += person_disc(score.person, shorts[score.person.id], x, y, disc * 0.94, block)
    return Chart(tuple(items), height)


def person_disc(
    person: PersonView, label: str, x: float, y: float, size: float, block: int | None = None
) -> list[Primitive]:
    """A person's disc: filled for family and network, a second ring for a child, open for a professional."""
    fill = "paper" if person.kind == "professional" else "personFamily"
    items: list[Primitive] = [
        Rect(x, y, size, size, fill, "personRing", size / 2, 0.7, block=block),
    ]
    if person.is_child:
        inset = size * 0.09
        items.append(
            Rect(x + inset, y + inset, size - 2 * inset, size - 2 * inset, "", "personRing", size / 2, 0.5, block=block)
        )
    if not label:
        return items
    style = Style(size * (0.46 if len(label) < 3 else 1.2 / (len(label) + 0.4)), bold=True)
    items += place_text(label, style, x + size / 2, y + size * 0.5 + style.size * 0.35, block, "centre")
    return items
