"""The tour's stops on the map: moving cards, questions, what was done, the past, with the family."""

from __future__ import annotations

from models.acts import cards as card_acts
from models.readers import US
from sofs_desk.tour.window import Tour, case_page, open_case
from sofs_desk.vaults import find_case

LIVE_CARD = "Nan rings every evening at seven and talks to both children."


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
