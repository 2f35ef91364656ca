"""The tour's stops with a session: the start, the names, the room's window and the console at several stages.

And with the practice library: the guide beside a room, and its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.acts.sessions import PARTS
from sofs_desk.tour.window import Tour
from sofs_desk.vaults import find_case

if TYPE_CHECKING:
    from ui.screens.session import SessionScreen

WORRIES = ("Shouting on Fridays; Jayden hides with Mila in the wardrobe", "Nobody has told the school")
WELL = ("Carol takes them when it is bad", "Jayden rings his nan himself")
NEEDS = ("Carol says out loud what she has seen",)
STATEMENTS = (
    ("Hannah", "Danny will come home drunk on a Friday, hit Shauna in front of Jayden and Mila, and Jayden will step "
               "in between and be badly hurt."),
    ("Ann", "Mila will not learn, because she lies awake listening for her dad."),
    ("Joe", "Carol will keep the secret, and Shauna will be hurt so badly that the children lose her."),
)  # fmt: skip
QUESTIONS = (
    "Carol, what will Mila say about you when she is 18 if you keep the secret?",
    "When Danny tells the truth, who did he tell first?",
    "What would Jayden notice you doing on Friday?",
)
SCORES = (2, 3, 3, 4, 3, 5, 3)


def session(tour: Tour) -> None:
    """Group supervision from its start to the summary, in both windows."""
    from ui.screens.session import SessionScreen

    case, _ = find_case(tour.desk, "A")
    tour.go("session")
    screen = tour.find(SessionScreen)
    tour.shot("supervision-start")
    people = {str(row["name"]).split()[0]: key for key, row in case.rows.table("person").items()}
    screen.start.worker.choose(people["Priya"])
    screen.start.facilitator.choose(people["Grace"])
    screen.start.adviser.choose(people["Hannah"])
    tour.press("beginSession")
    tour.shot("supervision-names")
    tour.press("namesDone")
    tour.press("openRoom")
    _lead(tour, screen)
    tour.press("endSession")
    tour.window.toast.dismiss()
    tour.shot("supervision-summary")
    tour.press("allSessions")


def _lead(tour: Tour, screen: SessionScreen) -> None:
    state, room = screen.state, screen.projector
    assert state is not None
    assert room is not None
    state.clock.pause()
    state.add("goal", "Work out what to ask Carol so she stops covering.")
    state.go("family")
    state.clock.pause()
    tour.shot("supervision-family", room)
    state.go("columns")
    state.clock.pause()
    for kind, lines in (("worry", WORRIES), ("well", WELL), ("needs", NEEDS)):
        for line in lines:
            state.add(kind, line, part=PARTS[kind][0])
    tour.settle()
    tour.shot("supervision-columns")
    state.go("statements")
    state.clock.pause()
    for who, words in STATEMENTS:
        state.add("statement", words, who=who)
    tour.shot("supervision-silent")
    state.reveal()
    state.keep_line(state.whole.of("statement")[0].id, "Jayden will step in between and be badly hurt.")
    tour.shot("supervision-console")
    state.go("scale")
    state.clock.pause()
    for value in SCORES:
        state.add("score", value=value)
    state.reveal()
    tour.shot("supervision-scale", room)
    state.go("questions")
    state.clock.pause()
    for words in QUESTIONS:
        state.add("question", words)
    for item in state.whole.of("question"):
        state.star(item)
    tour.shot("supervision-room", room)
    state.go("next_step")
    state.add("next_step", "Visit Carol with Ian", due_on="2025-07-08")
    state.add("liked", "Nobody told me what to do.")


def library(tour: Tour) -> None:
    """The guide to the tool of a room, beside it; the library on a page of its own, and searched."""
    from ui.screens.library.page import LibraryPage

    tour.go("strands")
    tour.press("guide")
    tour.settle()
    tour.shot("guide")
    tour.press("guide")
    tour.window.show_desk_page("library")
    tour.settle()
    page = tour.find(LibraryPage)
    page.open("three_houses")
    tour.settle()
    tour.shot("library")
    page.search.setText("friday")
    tour.settle()
    tour.shot("library-search")
    tour.press("deskBack")
