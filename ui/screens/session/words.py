"""Fixed words of the room's window: all it ever says besides the room's view."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import dates
from models.sessions import ItemView, SessionView


def tr(words: str) -> str:
    """Translated, in the room's context."""
    return QCoreApplication.translate("Room", words)


def counted(count: int) -> str:
    """A number as a word at the beginning of a sentence: "Seven"."""
    said = (
        tr("Nobody"), tr("One"), tr("Two"), tr("Three"), tr("Four"), tr("Five"), tr("Six"), tr("Seven"), tr("Eight"),
        tr("Nine"), tr("Ten"), tr("Eleven"), tr("Twelve"),
    )  # fmt: skip
    return said[count] if count < len(said) else str(count)


def spread(scores: tuple[ItemView, ...]) -> str:
    """How far the numbers reach: "Seven of us scored from 2 to 5". Never an average."""
    values = sorted(item.value for item in scores if item.value is not None)
    if not values:
        return ""
    if len(values) == 1:
        return tr("One of us scored {value}").format(value=values[0])
    if values[0] == values[-1]:
        return tr("{count} of us scored {value}").format(count=counted(len(values)), value=values[0])
    return tr("{count} of us scored from {low} to {high}").format(
        count=counted(len(values)), low=values[0], high=values[-1]
    )


def wish(view: SessionView) -> str:
    """What the worker wants of today, in their own words ("" while nobody said)."""
    goals = view.of("goal")
    if not goals or view.stage.shows == "goal":
        return ""
    if not view.worker:
        return goals[-1].text
    return tr("{worker} wants: {words}").format(worker=view.worker, words=goals[-1].text)


def when(view: SessionView) -> str:
    """The day and how many are there."""
    day = dates.written(view.held_on).removesuffix(view.held_on[:4]).strip()
    if not view.people:
        return day
    people = tr("one person") if view.people == 1 else tr("{count} people").format(count=view.people)
    return tr("{day}, {people}").format(day=day, people=people)


def leads(view: SessionView) -> str:
    """Who leads and who advises."""
    said = []
    if view.facilitator:
        said.append(tr("{name} leads").format(name=view.facilitator))
    if view.adviser:
        said.append(tr("{name} advises").format(name=view.adviser))
    return ", ".join(said)


def takes(view: SessionView) -> str:
    """Said under what is starred."""
    return tr("{worker} takes it along").format(worker=view.worker) if view.worker else tr("Taken along")


def quoted(item: ItemView) -> str:
    """Somebody's own words in quotation marks."""
    return f"“{item.text.strip('“”')}”" if item.is_quotation else item.text


def waiting(view: SessionView) -> str:
    """What stands there while nothing is shown yet."""
    if view.stage.is_silent and view.stage.shows == "scores":
        return tr("Everybody chooses a number in silence. We see them all together.")
    if view.stage.is_silent:
        return tr("Everybody writes in silence. We hear them all together.")
    if view.stage.shows == "genogram":
        return tr("Nobody is in the drawing yet.")
    return ""
