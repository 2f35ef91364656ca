"""How quick the time slider is: any day of a case with two thousand edits."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

from models.acts import cards, circles, people, strands
from models.casework import Case, Desk
from models.past import map_on
from models.projections import Projector
from models.readers import FAMILY
from models.timeline import day_view
from models.vault import Vault
from sofs_desk.bench.big_vault import PASSPHRASE, sentence
from sofs_desk.bench.timing import Figure, milliseconds

EDITS, QUICK_EDITS = 2000, 120
_FIRST = dt.date(2024, 1, 1)
_DAYS = 540
_FEW = 20
"""With no more days than this asked for, a shorter case will do."""


def any_day(path: Path, repeats: int) -> Figure:
    """The map and how things stood on a day chosen by chance; control: the journal read and replayed for that day."""
    edits = EDITS if repeats > _FEW else QUICK_EDITS
    chance = random.Random(4)
    vault = Vault.open(path, PASSPHRASE)
    today = [_FIRST]
    desk = Desk(vault, lambda: dt.datetime.combine(today[0], dt.time(12), dt.UTC))
    try:
        case, workspace_id = _worked_on(desk, today, edits, chance)
        day_view(case, workspace_id, FAMILY, _FIRST.isoformat())  # the journal is read once, when the slider opens
        days = [(_FIRST + dt.timedelta(chance.randrange(_DAYS))).isoformat() for _ in range(repeats)]
        samples, control = [], []
        for day in days:
            samples.append(milliseconds(lambda on=day: _slide(case, workspace_id, on)))  # type: ignore[misc]
            control.append(milliseconds(lambda on=day: _replay(case, workspace_id, on)))  # type: ignore[misc]
    finally:
        desk.close()
        vault.close()
    what = f"any day of {edits} edits: map and scores"
    return Figure("time slider", what, "ms", "p95", 100, tuple(samples), "the journal replayed", tuple(control))


def _slide(case: Case, workspace_id: str, on: str) -> None:
    map_on(case, workspace_id, on, FAMILY)
    day_view(case, workspace_id, FAMILY, on)


def _replay(case: Case, workspace_id: str, on: str) -> None:
    rows = case.rows_at(case.seq_at(on))
    if workspace_id in rows.table("workspace"):
        Projector(rows).map(workspace_id)


def _worked_on(desk: Desk, today: list[dt.date], edits: int, chance: random.Random) -> tuple[Case, str]:
    """A case that was worked on day by day: cards, words, moves in the circles, rounds of scores."""
    case = desk.new_case("Two thousand edits")
    workspace_id = next(iter(case.rows.table("workspace")))
    everybody = [people.add_person(case, f"Person {number}") for number in range(12)]
    scales = []
    for name in ("One", "Two", "Three"):
        strand = strands.add_strand(case, workspace_id, name)
        scales.append(case.rows.where("scale", strand_id=strand)[0]["id"])
    circle = circles.start_circles(case, workspace_id)

    def write_card() -> None:
        part = chance.choice(("past_harm", "strength", "safety", "next_step", "complicating"))
        cards.add_card(case, workspace_id, part, sentence(chance, 18), due_on=today[0].isoformat())

    def change_card() -> None:
        key = chance.choice(list(case.rows.table("card")))
        cards.write_card(case, key, sentence(chance, chance.randint(6, 30)))

    def move_person() -> None:
        circles.move(case, circle, chance.choice(everybody), chance.choice(("inner", "middle", "outer")),
                     today[0].isoformat())  # fmt: skip

    def score() -> None:
        round_id = strands.start_round(case, chance.choice(scales), everybody)
        for person in everybody:
            strands.give_score(case, round_id, person, chance.randrange(11))
        strands.reveal(case, round_id)

    write_card()
    acts: list[Callable[[], None]] = [change_card] * 60 + [write_card] * 25 + [move_person] * 14 + [score]
    while (made := _edits_of(case)) < edits:
        today[0] = _FIRST + dt.timedelta(made * _DAYS // edits)
        chance.choice(acts)()
    today[0] = _FIRST + dt.timedelta(_DAYS + 1)
    return case, workspace_id


def _edits_of(case: Case) -> int:
    return len(case.history())
