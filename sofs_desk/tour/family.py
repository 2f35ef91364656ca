"""The tour's stops with the family: drawn, as a list, its homes, who knows what, finding people."""

from __future__ import annotations

from sofs_desk.tour.window import Tour
from sofs_desk.vaults import find_case


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
