"""The words of the meetings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import dates
from models.thinking_views import MeetingView


def tr(text: str) -> str:
    """A text of the meetings in the language in force."""
    return QCoreApplication.translate("Meetings", text)


def title_of(view: MeetingView) -> str:
    """When it was, or will be: "Tuesday 17 June 2025", "before Christmas", "No day yet"."""
    return f"{dates.weekday(view.held_on)} {view.when}".strip() or tr("No day yet")


def count_words(view: MeetingView) -> str:
    """How many came; of a planned meeting how many are invited. Nothing while nobody knows."""
    if view.is_planned:
        invited = sum(person.state == "invited" for person in view.people)
        return tr("{count} invited").format(count=invited) if invited else ""
    return tr("{count} came").format(count=view.came) if view.came is not None else ""


def attending_words(state: str) -> str:
    """What somebody's state at a meeting is called."""
    return {"came": tr("came"), "invited": tr("invited"), "sorry": tr("could not come")}[state]
