"""The stops of the tour that ``sofs-desk screens`` makes: which screens and states, in which order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING

from models.acts import cards as card_acts
from models.acts import meetings as meeting_acts
from models.acts import plan as plan_acts
from models.readers import FAMILY, US
from sofs_desk.screens import PASSPHRASE, Tour
from sofs_desk.tour_board import board
from sofs_desk.tour_learning import learning
from sofs_desk.tour_session import library, session
from sofs_desk.tour_sharing import case_end, colleagues, outbox
from sofs_desk.tour_words import words_and_pictures
from sofs_desk.vaults import find_case

if TYPE_CHECKING:
    from ui.screens.case_shell import CaseShell

SAID = (
    ("Two Fridays in a row were quiet, and Kofi was there for both.", "A third one without Kofi."),
    ("I rang before it started.", "Ring when I only feel it coming."),
    ("We had tea and nobody shouted.", "If it's the same at Christmas."),
    ("The children look less tired on Mondays.", "Hear it from Mila herself."),
)
"""What people in the example write in a private round: their reason, and what would make it one higher."""
LIVE_CARD = "Nan rings every evening at seven and talks to both children."


def first_run(tour: Tour) -> None:
    """Choose a passphrase, keep the recovery code, choose how to begin."""
    tour.shot("first-run-passphrase")
    tour.type("newPassphrase", PASSPHRASE)
    tour.type("newPassphraseAgain", PASSPHRASE)
    tour.shot("first-run-passphrase-typed")
    tour.press("makeVault")
    tour.wait_for(lambda: tour.is_there("keptCode"))
    tour.shot("first-run-recovery-code")
    tour.press("keptCode")
    tour.press("codeDone")
    tour.shot("first-run-choice")


def home(tour: Tour) -> None:
    """The cases: none yet, a new one, the example families, searching."""
    tour.press("startFamily")
    tour.shot("new-family")
    tour.press("leaveNewFamily")
    tour.shot("home-empty")
    tour.press("practise")
    tour.shot("home")
    tour.type("search", "night")
    tour.settle(0.5)
    tour.shot("home-search")


def next_steps(tour: Tour) -> None:
    """What is to be done over all families, and what was done."""
    tour.window.show_home()
    tour.settle()
    tour.press("nextSteps")
    tour.shot("next-steps")
    tour.press("stepsWhen4")
    tour.shot("next-steps-done")
    tour.press("backToCases")


def the_map(tour: Tour) -> None:
    """The map at rest, a card open for writing, a card in the hand, larger, found words."""
    from ui.screens.map import MapScreen

    open_case(tour, "A")
    tour.shot("map")
    screen = tour.find(MapScreen)
    canvas = screen.canvas
    strengths, safety = canvas.section("strength"), canvas.section("safety")
    assert strengths is not None
    assert safety is not None
    strength = strengths.cards[0].id
    canvas.edit(strength)
    tour.shot("map-writing")
    canvas.finish_editing()
    card = canvas.reveal(strength)
    assert card is not None
    canvas.select([strength])
    canvas.lift(card, None)
    canvas.hand.aim(safety, 1)
    tour.wait_for(lambda: not screen.is_following)  # the panel speaks once the card rests
    tour.shot("map-moving")
    canvas.drop()
    tour.shot("map-safety-asks")
    screen.context.undo()
    tour.window.toast.dismiss()
    canvas.set_zoom(1.5)
    tour.shot("map-larger")
    canvas.show_all()
    tour.shot("map-all")
    canvas.set_zoom(1.0)


def questions(tour: Tour) -> None:
    """The questions that fit the room, one of them open."""
    tour.press("questions")
    tour.settle()
    tour.shot("questions")
    tour.press("questions")


def history(tour: Tour) -> None:
    """What was done, and what can be undone."""
    case, _ = find_case(tour.desk, "A")
    workspace_id = next(iter(case.rows.table("workspace")))
    made = card_acts.add_card(case, workspace_id, "strength", LIVE_CARD)
    card_acts.write_card(case, made, LIVE_CARD + " She did so on the bad Friday too.")
    tour.press("history")
    tour.shot("history")
    tour.press("history")


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


def family(tour: Tour) -> None:
    """The family drawn, somebody chosen in it, the same as a list, and what is round a home."""
    from ui.screens.family.screen import FamilyScreen

    tour.go("family")
    screen = tour.find(FamilyScreen)
    tour.wait_for(lambda: screen.state.is_settled and not screen.canvas.motion.is_running)
    tour.shot("family")
    somebody = next(p.id for p in screen.state.view.people if p.person.full_name == "Daniel Pryce")
    screen.state.select("person", somebody)
    tour.shot("family-selected")
    tour.press("asList")
    tour.shot("family-list")
    tour.press("asList")
    screen.state.select("", "")


def people(tour: Tour) -> None:
    """The people and their homes."""
    tour.press("familyViews1")
    tour.shot("people")
    case, _ = find_case(tour.desk, "A")
    somebody = next(row["id"] for row in case.rows.table("person").values() if row["name"] == "Maureen Harlow")
    tour.press(f"person-{somebody}")
    tour.shot("people-one")
    tour.press("familyViews2")
    tour.shot("ecomap")
    tour.press("familyViews0")


def circles(tour: Tour) -> None:
    """Who knows what has happened: now, how somebody moved in, an earlier day, somebody new, by initials in a list."""
    from ui.screens.circles import CirclesScreen

    tour.go("circles")
    tour.shot("circles")
    screen = tour.find(CirclesScreen)
    screen.state.choose(next(p.person.id for p in screen.state.now.people if p.person.name == "Lisa"))
    tour.shot("circles-lisa")
    tour.press("circleDayBack")
    tour.shot("circles-earlier")
    tour.press("circlesToday")
    tour.press("circlesAdd")
    tour.shot("circles-add")
    tour.press("addSomebodyClose")
    tour.press("circlesList")
    tour.press("circlesInitials")
    tour.shot("circles-list-initials")
    tour.press("circlesInitials")
    tour.press("circlesList")
    screen.state.choose("")
    screen.open_network()
    tour.settle()
    tour.shot("network-start")
    tour.type("networkOwn", "There isn't anybody.")
    tour.press("networkBegin")
    tour.shot("network")
    tour.press("networkBack")


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
    import datetime as dt

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


def plan(tour: Tour) -> None:
    """The rules and the diary, a slip being written, who agrees, an earlier version, the hard days ahead."""
    from ui.screens.plan import PlanScreen

    tour.go("plan")
    tour.shot("plan")
    tour.press("entry-slip")
    tour.shot("plan-slip")
    tour.press("entryLeave")
    screen = tour.find(PlanScreen)
    case, workspace_id = screen.context.case, screen.context.workspace_id
    people = {row["known_as"]: row["id"] for row in case.rows.table("person").values()}
    for name in ("Shauna", "Danny", "Nanna Mo", "Lisa"):
        plan_acts.agree(case, workspace_id, people[name], on="2025-03-18")
    words = "He never hurt the children. Why can't he stay over?"
    plan_acts.agree(case, workspace_id, people["Carol"], state="disagrees", on="2025-03-18", words=words)
    plan_acts.add_rule(case, workspace_id, "Nobody shouts after the story.")
    tour.settle()
    screen.show_lowest()
    tour.shot("plan-agreed")
    screen.new_version()
    screen.state.show_version(3)
    tour.window.toast.dismiss()
    tour.shot("plan-earlier")
    tour.press("planBack")
    screen.show_days()
    tour.shot("plan-days")
    screen.show_part(0)


def meetings(tour: Tour) -> None:
    """A meeting of the network as it is written down: who came, what was asked, who does what by when."""
    from ui.screens.meetings import MeetingsPage
    from ui.screens.plan import PlanScreen

    tour.go("plan")
    tour.find(PlanScreen).show_meetings()
    tour.settle()
    page = tour.find(MeetingsPage)
    case, _ = find_case(tour.desk, "A")
    people = {row["known_as"]: row["id"] for row in case.rows.table("person").values()}
    assert page.view is not None
    held = page.view.id
    for name in ("Shauna", "Danny", "Nanna Mo", "Lisa"):
        meeting_acts.set_attendee(case, held, person_id=people[name])
    tour.type("new-question", "Who is on duty when Lisa is away?")
    page.sheet.questions.new.commit()
    item = page.view.items[0].id
    meeting_acts.set_item(case, item, answer="Sandra, and she has a key.", person_id=people["Lisa"])
    tour.type("new-step", "Show Sandra the fridge chart")
    page.sheet.steps.new.commit()
    step = page.view.items[-1].id
    meeting_acts.set_item(case, step, responsible=[(people["Lisa"], None)], due_on="2025-07-08")
    tour.shot("meeting")
    tour.press("planMeeting")
    tour.shot("meeting-planned")


def children(tour: Tour) -> None:
    """Every child's sheets, one read, and child mode: houses, drawing, who may see it, the path, two side by side."""
    from ui.screens.children import ChildrenScreen

    tour.go("children")
    tour.shot("children")
    screen = tour.find(ChildrenScreen)
    rows = screen.context.case.rows.table("child_sheet").values()
    sheets = {row["kind"]: row["id"] for row in rows}
    screen.read_sheet(sheets["three_houses"])
    tour.shot("children-reading")
    tour.press("sheetGoOn")
    tour.shot("child-houses")
    tour.press("add-good")
    tour.type("childWords", "Biscuits with Nan.")
    tour.press("beginDrawing")
    draw_house(tour)
    tour.shot("child-drawing")
    tour.press("whoMaySee")
    tour.shot("child-who")
    tour.press("whoDone")
    tour.press("childDone")
    tour.press("stopChild")
    tour.shot("child-stopped")
    leave_child_mode(tour)
    screen.read_sheet(sheets["safety_house"])
    tour.press("sheetGoOn")
    tour.shot("child-safety-house")
    leave_child_mode(tour)
    tour.press("sheetBack")
    tour.press("sitDown")
    for child in screen.children_shown[:2]:
        tour.press(f"asks-{child.id}")
    tour.shot("children-start")
    tour.press("startSitting")
    tour.shot("child-side-by-side")
    leave_child_mode(tour)


def draw_house(tour: Tour) -> None:
    """A house in two lines and a sun, on the paper of the child that is drawing."""
    from ui.widgets.drawing_canvas import SceneEditor

    editor = tour.find(SceneEditor)
    for colour, places in (
        ("#7d4e31", ((110, 250), (112, 150), (250, 148), (252, 251), (110, 250))),
        ("#b8432f", ((92, 152), (180, 78), (272, 150))),
        ("#e3b62f", ((330, 70), (346, 58), (360, 72), (346, 88), (330, 70))),
    ):
        editor.deeds.stroke([(x, y, 0.6) for x, y in places], colour, 7.0)
    editor.settle()


def leave_child_mode(tour: Tour) -> None:
    """As if the worker had held the button."""
    from ui.screens.children.mode import ChildMode

    tour.find(ChildMode).leave()
    tour.settle(0.3)


def share(tour: Tour) -> None:
    """What leaves, and who will read it."""
    from ui.screens.share import ShareScreen

    tour.go("share")
    tour.shot("share")
    tour.find(ShareScreen).choose_reader("parent:Danny")
    tour.settle(0.3)
    tour.shot("share-danny")


def the_past(tour: Tour) -> None:
    """A kept version of the map, and what has changed since."""
    from ui.screens.map import MapScreen

    screen = tour.find(MapScreen)
    version = min(screen.context.case.rows.table("map_version").values(), key=lambda row: row["number"])
    screen.past.show_version(version["id"])
    tour.shot("map-version")
    tour.press("pastCompare")
    tour.shot("map-compare")
    tour.press("compareClose")
    screen.past.show_today()
    tour.settle()


def with_the_family(tour: Tour) -> None:
    """The same map while the family looks: what is held back leaves no trace."""
    tour.go("map")
    tour.press("present")
    tour.shot("map-with-the-family")
    tour.press("present")
    case_page(tour).context.set_lens(US)


def settings(tour: Tour) -> None:
    """Preferences, passphrase, backups."""
    tour.window.show_home()
    tour.settle()
    tour.press("settings")
    tour.press("backUpNow")
    tour.shot("settings")


def locked(tour: Tour) -> None:
    """The locked door, a wrong passphrase, the recovery code."""
    tour.window.lock()
    tour.settle()
    tour.shot("unlock")
    tour.type("passphrase", "not this one")
    tour.press("unlockButton")
    tour.wait_for(lambda: not tour.door_is_busy)
    tour.shot("unlock-refused")
    tour.press("forgotten")
    tour.shot("recovery")


STOPS: tuple[Callable[[Tour], None], ...] = (
    first_run,
    home,
    next_steps,
    the_map,
    questions,
    history,
    the_past,
    with_the_family,
    strands,
    scaling,
    family,
    people,
    circles,
    harm,
    timeline,
    plan,
    meetings,
    words_and_pictures,
    children,
    session,
    learning,
    library,
    share,
    outbox,
    colleagues,
    case_end,
    board,
    settings,
    locked,
)


def case_page(tour: Tour) -> CaseShell:
    """The open case's page."""
    from ui.screens.case_shell import CaseShell

    return tour.find(CaseShell)


def open_case(tour: Tour, words: str, room: str = "map") -> None:
    """Open a case in a room."""
    case, workspace_id = find_case(tour.desk, words)
    tour.window.open_case(case.id, workspace_id or next(iter(case.rows.table("workspace"))), room)
    tour.settle(0.5)
