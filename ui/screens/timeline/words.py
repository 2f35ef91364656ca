"""The words of the timeline's room: dates in little room, kinds of dated steps, spreads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models import dates
from models.thinking_views import DayView, EventView
from models.timeline import KINDS, kind_words

ROOMS = {"meeting": "plan", "plan": "plan", "version": "map", "pathway": "strands", "step": "map"}
"""Where a dated step comes from → the room that holds it."""


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Timeline", text)


def kinds() -> dict[str, str]:
    """The kinds of dated steps, in words, in the order they are offered."""
    return {kind: tr(kind_words(kind)) for kind in KINDS}


def _months() -> tuple[str, ...]:
    return (tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("June"), tr("July"), tr("Aug"), tr("Sept"),
            tr("Oct"), tr("Nov"), tr("Dec"))  # fmt: skip


def in_little(on: str, year_before: int | None) -> str:
    """A date for a narrow column: "14 Oct", with the year where it is another than the row's before."""
    known = dates.parts(on)
    if known is None:
        return on
    year, month, day = known
    said = [str(day)] if day else []
    said += [_months()[month - 1]] if month else []
    return " ".join([*said, str(year)] if year != year_before or not month else said)


def spread(values: Sequence[int]) -> str:
    """ "5 to 8", "6", or that nobody has scored."""
    if not values:
        return tr("Not scored")
    low, high = min(values), max(values)
    return str(low) if low == high else tr("{low} to {high}").format(low=low, high=high)


def knowing(many: int) -> tuple[str, str]:
    """How many people know everything, in two parts: "7 people", "know everything"."""
    if not many:
        return tr("Nobody"), tr("knows everything yet")
    if many == 1:
        return tr("1 person"), tr("knows everything")
    return tr("{n} people").format(n=many), tr("know everything")


def aside(event: EventView) -> str:
    """What is said small under a step: until when it went on, which strand it is about."""
    said = [tr("to {day}").format(day=dates.written(event.until))] if event.until else []
    said += [event.strand.name] if event.strand is not None else []
    return ", ".join(said)


def heard(event: EventView) -> str:
    """A dated step said aloud: "17 June 2025, network meeting, 10 came"."""
    said = [event.when, event.text]
    if event.kind == "setback" and "setback" not in event.text.lower():
        said.append(tr("a setback"))
    elif event.kind == "harm":
        said.append(tr("danger"))
    if event.strand is not None:
        said.append(event.strand.name)
    if event.target is not None:
        said.append(tr("when everybody is at {n} or above").format(n=event.target))
    if event.state == "planned":
        said.append(tr("planned"))
    elif event.state == "ask":
        said.append(tr("did it happen?"))
    return ", ".join(said)


def day_heard(day: dt.date, events: Sequence[EventView], today: dt.date) -> str:
    """A day said aloud, with what happened on it."""
    when = dates.written(day.isoformat())
    said = [tr("{day}, today").format(day=when) if day == today else when]
    for event in events:
        words = heard(event)
        said.append(words.removeprefix(f"{event.when}, "))
    return ", ".join(said)


def stood(view: DayView) -> str:
    """How things stood on a day, as one sentence after another."""
    said = [view.when]
    said += [f"{scale.strand.name}: {spread(scale.values)}" for scale in view.scales]
    said.append(" ".join(knowing(view.know_everything)))
    if view.plan_version is not None:
        said.append(tr("Version {n} of the safety plan").format(n=view.plan_version))
    return ". ".join(said)
