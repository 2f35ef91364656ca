"""The tour's stops in the rooms of thinking: strands, scaling, harm, the timeline."""

from __future__ import annotations

import datetime as dt
import itertools

from models.readers import FAMILY, US
from sofs_desk.tour.window import Tour, case_page

SAID = (
    ("Two Fridays in a row were quiet, and Kofi was there for both.", "A third one without Kofi."),
    ("I rang before it started.", "Ring when I only feel it coming."),
    ("We had tea and nobody shouted.", "If it's the same at Christmas."),
    ("The children look less tired on Mondays.", "Hear it from Mila herself."),
)
"""What people in the example write in a private round: their reason, and what would make it one higher."""


def strands(tour: Tour) -> None:
    """A strand: what is agreed, drafts with what they still miss, a sentence of the parts, an earlier wording."""
    tour.go("strands")
    tour.shot("strands")
    tour.press("strandVersions0")
    tour.settle()
    tour.shot("strands-draft")
    for key, words in (("worried", "Nanna Mo, Tess, Priya"), ("who", "Danny"), ("behaviour", "hit Shauna again")):
        tour.press(f"part-danger-{key}")
        tour.type(f"partWords-danger-{key}", words + "\r")
    tour.settle()
    tour.press("dangerSentence")
    tour.settle()
    tour.shot("strands-sentence")
    tour.press("strandVersions1")


def scaling(tour: Tour) -> None:
    """The rounds so far, a new private round from the first person to the reveal."""
    tour.go("scaling")
    tour.shot("scaling")
    tour.press("newRound")
    tour.shot("scaling-new-round")
    tour.press("startRound")
    tour.shot("scaling-pass")
    score_everybody(tour)
    tour.press("showTogether")
    tour.settle(0.5)
    tour.shot("scaling-reveal")


def score_everybody(tour: Tour) -> None:
    """Everybody asked gives a number in private; the first child's turn and the first grown-up's are drawn."""
    from ui.screens.scaling.turn import TurnPage

    drawn: set[bool] = set()
    said = itertools.cycle(SAID)
    number = 4
    while tour.is_there("beginTurn"):
        tour.press("beginTurn")
        child = tour.find(TurnPage).person.is_child
        tour.press(f"number{number}")
        for field, words in zip(("why", "higher"), next(said), strict=True):
            tour.type(field, words)
        if child not in drawn:
            drawn.add(child)
            tour.shot("scaling-private-child" if child else "scaling-private")
        number = 4 + (number + 2) % 5
        tour.press("sealAnswer")


def harm(tour: Tour) -> None:
    """A harm matrix with a whole column of gaps, writing in a box, a new behaviour, what the family sees."""
    from ui.screens.harm import HarmScreen

    tour.go("harm")
    screen = tour.find(HarmScreen)
    tour.shot("harm-first")
    screen.show_behaviour(screen.state.view.matrices[-1].id)
    tour.shot("harm")
    screen.grid.setFocus()
    screen.grid.go(3, 1)
    screen.grid.edit_current()
    tour.settle()
    tour.shot("harm-writing")
    screen.grid.writing.finish()
    screen.deeds.ask_column(2, asker_id=next(p.id for p in screen.context.projector.people.values() if p.role))
    tour.shot("harm-asked")
    screen.context.undo()
    tour.window.toast.dismiss()
    tour.press("harmAdd")
    tour.shot("harm-new")
    tour.press("leaveBehaviour")
    case_page(tour).context.set_lens(FAMILY)
    tour.shot("harm-with-the-family")
    case_page(tour).context.set_lens(US)


def timeline(tour: Tour) -> None:
    """Dated steps with the scores along them, an earlier day, its map and circles, writing a date, what changed."""
    from ui.screens.timeline import TimelineScreen

    tour.go("timeline")
    tour.shot("timeline")
    screen = tour.find(TimelineScreen)
    screen.state.show_day(dt.date(2025, 1, 22))
    tour.settle()
    tour.shot("timeline-earlier")
    tour.press("circlesThatDay")
    tour.shot("timeline-circles")
    tour.press("dayPages2")
    tour.shot("timeline-scores")
    screen.state.show_day(dt.date(2025, 6, 17))
    tour.press("dayPages0")
    tour.shot("timeline-map")
    tour.press("backToTimeline")
    tour.press("addDate")
    tour.shot("timeline-add")
    tour.press("eventNot")
    tour.press("whatChanged")
    tour.shot("timeline-changed")
    tour.press("changesBack")
