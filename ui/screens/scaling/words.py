"""What a round says, in words: its spread, how it compares, what to ask, and whose voice is missing. No averages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from models import dates
from models.views import PersonView, RoundView, ScaleView

_NAMED_AT_MOST = 3


def say(text: str) -> str:
    """A text of these screens in the language in force."""
    return QCoreApplication.translate("Scaling", text)


def joined(names: Sequence[str]) -> str:
    """Names as people list them: "Wes", "Wes and Mila", "Wes, Mila and Kofi"."""
    if len(names) < 2:
        return "".join(names)
    return say("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def count_word(number: int) -> str:
    """A small number as a word at the start of a line."""
    words = say("No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve").split()
    return words[number] if 0 <= number < len(words) else str(number)


def headline(view: RoundView) -> str:
    """The spread as a heading: "From 5 to 8", "Everyone at 7", "Shauna says 4"."""
    spread = view.spread
    if spread is None:
        return say("Nobody gave a number")
    low, high = spread
    if len(view.given) == 1:
        return say("{name} says {score}").format(name=view.given[0].person.name, score=low)
    if low == high:
        return say("Everyone at {score}").format(score=low)
    return say("From {low} to {high}").format(low=low, high=high)


def spread_of(view: RoundView) -> str:
    """The spread inside a sentence: "1 to 8", "7"."""
    low, high = view.spread or (0, 0)
    return str(low) if low == high else say("{low} to {high}").format(low=low, high=high)


def month_of(day: str, beside: str) -> str:
    """The month of a day, with its year when it lies a year or more before ``beside``."""
    date, other = dates.as_date(day), dates.as_date(beside)
    if date is None:
        return dates.written(day)
    month = dates.MONTHS[date.month - 1]
    far = other is None or abs((other - date).days) > 330
    return f"{month} {date.year}" if far else month


def compared(scale: ScaleView, view: RoundView) -> str:
    """The round beside the first one, and the one just before: in words, both spreads given."""
    earlier = [r for r in scale.rounds if r.revealed and r.given and r.held_on < view.held_on]
    if not earlier or view.spread is None:
        return ""
    first = earlier[0]
    said = _beside(view, first)
    if len(earlier) > 1:
        before = earlier[-1]
        month = month_of(before.held_on, view.held_on)
        said += " " + say("In {month} it was {spread}.").format(month=month, spread=spread_of(before))
    return said


def _beside(view: RoundView, first: RoundView) -> str:
    (low, high), (low_then, high_then) = view.spread or (0, 0), first.spread or (0, 0)
    if high - low < high_then - low_then:
        text = say("Closer together than in {month}, when it was {spread}.")
    elif high - low > high_then - low_then:
        text = say("Further apart than in {month}, when it was {spread}.")
    else:
        text = say("As far apart as in {month}, when it was {spread}.")
    return text.format(month=month_of(first.held_on, view.held_on), spread=spread_of(first))


def question(view: RoundView) -> str:
    """The question a round asks of the people in the room."""
    spread = view.spread
    if spread is None:
        return say("What would each of you need before you could give a number?")
    low, high = spread
    if len(view.given) == 1:
        return say("Who else could say how it is for them?")
    if low == high:
        return say("What do you all see? What would make it one higher?")
    tops, bottoms = (sum(s.value == end for s in view.given) for end in (high, low))
    top = say("the person at {score}") if tops == 1 else say("the people at {score}")
    bottom = say("the person at {score}") if bottoms == 1 else say("the people at {score}")
    asked = say("What does {top} see that") if tops == 1 else say("What do {top} see that")
    seen = say("{bottom} does not?") if bottoms == 1 else say("{bottom} do not?")
    return f"{asked.format(top=top.format(score=high))} {seen.format(bottom=bottom.format(score=low))}"


def missing_voices(scale: ScaleView, view: RoundView, unasked: Iterable[PersonView] = ()) -> list[str]:
    """Whose voice is missing, a sentence each: not asked yet, not asked this time, or missed a round in between.

    ``unasked`` are people the worker or an open question named; those with a score of this scale drop out.
    """
    revealed = [r for r in scale.rounds if r.revealed and r.held_on <= view.held_on]
    ever = {s.person.id for r in revealed for s in r.given}
    never = {p.id: p.name for p in unasked if p.id not in ever}
    never |= {s.person.id: s.person.name for s in view.scores if s.state == "not_asked" and s.person.id not in ever}
    sentences = []
    if never:
        names = joined(list(never.values()))
        has = say("{names} has not been asked.") if len(never) == 1 else say("{names} have not been asked.")
        sentences.append(has.format(names=names))
    rather = [s.person.name for s in view.scores if s.state == "skipped"]
    if rather:
        sentences.append(say("{names} would rather not give a number.").format(names=joined(rather)))
    return sentences + _missed(revealed, view)


def _missed(revealed: Sequence[RoundView], view: RoundView) -> list[str]:
    people = {s.person.id: s.person.name for r in revealed for s in r.given}
    skipped_now = {s.person.id for s in view.scores if s.state == "skipped"}
    groups: dict[tuple[str, ...], list[str]] = {}
    for person_id, name in people.items():
        there = [person_id in {s.person.id for s in r.given} for r in revealed]
        begun = there.index(True)
        gaps = tuple(
            month_of(r.held_on, view.held_on)
            for r, given in zip(revealed[begun:], there[begun:], strict=True)
            if not given and not (r is revealed[-1] and person_id in skipped_now)
        )
        if gaps:
            groups.setdefault(gaps, []).append(name)
    lines = [
        say("{names} missed {months}.").format(names=joined(names), months=joined(gaps))
        for gaps, names in groups.items()
    ]
    if len(lines) > _NAMED_AT_MOST:
        more = len(lines) - _NAMED_AT_MOST + 1
        lines = [*lines[: _NAMED_AT_MOST - 1], say("{count} others missed a round.").format(count=more)]
    return lines


def quoted(text: str | None, is_quotation: bool) -> str:
    """Words as shown: with quotation marks when somebody said exactly that."""
    if not text:
        return ""
    return f"“{text.strip('“”')}”" if is_quotation else text
