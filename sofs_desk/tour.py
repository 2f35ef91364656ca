"""The stops of the tour that ``sofs-desk screens`` makes: which screens and states, in which order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from models.acts import cards as card_acts
from sofs_desk.screens import PASSPHRASE, Tour
from sofs_desk.vaults import find_case

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


def the_map(tour: Tour) -> None:
    """The map at rest, a card open for writing, a card in the hand, larger, found words."""
    from ui.screens.map import MapScreen

    open_case(tour, "A")
    tour.shot("map")
    screen = tour.find(MapScreen)
    canvas = screen.canvas
    strength = next(iter(canvas.section("strength").cards)).view.id
    canvas.edit(strength)
    tour.shot("map-writing")
    canvas.finish_editing()
    card = canvas.reveal(strength)
    canvas.select([strength])
    canvas.lift(card, None)
    tour.key(canvas, Qt.Key.Key_Right)
    tour.shot("map-moving")
    tour.key(canvas, Qt.Key.Key_Escape)
    canvas.set_zoom(1.5)
    tour.shot("map-larger")
    canvas.show_all()
    tour.shot("map-all")
    canvas.set_zoom(1.0)


def history(tour: Tour) -> None:
    """What was done, and what can be undone."""
    case, _ = find_case(tour.desk, "A")
    workspace_id = next(iter(case.rows.table("workspace")))
    made = card_acts.add_card(case, workspace_id, "strength", LIVE_CARD)
    card_acts.write_card(case, made, LIVE_CARD + " She did so on the bad Friday too.")
    tour.press("history")
    tour.shot("history")
    tour.press("history")


STOPS: tuple[Callable[[Tour], None], ...] = (first_run, home, the_map, history)


def open_case(tour: Tour, words: str, room: str = "map") -> None:
    """Open a case in a room."""
    case, workspace_id = find_case(tour.desk, words)
    tour.window.open_case(case.id, workspace_id or next(iter(case.rows.table("workspace"))), room)
    tour.settle(0.5)
