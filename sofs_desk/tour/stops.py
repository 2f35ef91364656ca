"""The stops of the tour that ``sofs-desk screens`` makes: which screens and states, in which order."""

from __future__ import annotations

from collections.abc import Callable

from sofs_desk.tour.board import board
from sofs_desk.tour.children import children
from sofs_desk.tour.desk import first_run, home, locked, next_steps, settings
from sofs_desk.tour.family import circles, family, people
from sofs_desk.tour.learning import learning
from sofs_desk.tour.map import history, questions, the_map, the_past, with_the_family
from sofs_desk.tour.plan import meetings, plan
from sofs_desk.tour.session import library, session
from sofs_desk.tour.sharing import case_end, colleagues, outbox, share
from sofs_desk.tour.thinking import harm, scaling, strands, timeline
from sofs_desk.tour.window import Tour
from sofs_desk.tour.words import words_and_pictures

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
