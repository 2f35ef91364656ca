"""How quick the vault is: a durable edit, search as you type, opening a large case."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from models.acts import cards
from models.casework import Case, Desk
from models.entities import CaseFile
from models.projections import Projector
from models.rows import Row
from models.vault import Vault
from sofs_desk.bench import big_vault
from sofs_desk.bench.timing import Figure, milliseconds

CONTROL_BYTES = 16 * 1024
"""About what one edit makes SQLite write."""


@contextmanager
def desk_on(path: Path) -> Iterator[Desk]:
    """The made-up vault, open for the block."""
    vault = Vault.open(path, big_vault.PASSPHRASE)
    desk = Desk(vault)
    try:
        yield desk
    finally:
        desk.close()
        vault.close()


def large_case(desk: Desk) -> str:
    """The id of the case with many cards."""
    found = numbered(desk, big_vault.LARGE)
    assert found is not None
    return found


def numbered(desk: Desk, number: str) -> str | None:
    """The id of the case with this number, if there is one."""
    with desk.reading() as connection:
        found = connection.execute(select(CaseFile.id).where(CaseFile.number == number))
        return found.scalars().first()


def durable_edit(path: Path, repeats: int) -> Figure:
    """From leaving the typed or moved card to committed on the disk; control: a plain synced write beside it."""
    chance = random.Random(2)
    with desk_on(path) as desk, (path.parent / "control").open("wb") as beside:
        # The family that is drawn for another figure has no cards.
        case = next(c for c in map(desk.open_case, desk.case_ids()) if c.rows.table("card"))
        edits = itertools.cycle(_edits(case, chance))
        samples, control = [], []
        for _ in range(repeats):
            samples.append(milliseconds(next(edits)))
            control.append(milliseconds(lambda: _write_synced(beside.fileno())))
    return Figure(
        "durable edit", "leave the block → committed, FULL", "ms", "p99", 25,
        tuple(samples), "16 KiB written and synced", tuple(control),
    )  # fmt: skip


def _edits(case: Case, chance: random.Random) -> list[_Edit]:
    rows = list(case.rows.table("card").values())
    return [_Edit(case, row, chance) for row in rows]


class _Edit:
    """Every third edit moves its card to another part, the others write new words on it."""

    def __init__(self, case: Case, row: Row, chance: random.Random) -> None:
        self._case, self._row, self._chance = case, row, chance
        self._count = 0

    def __call__(self) -> None:
        self._count += 1
        if self._chance.random() < 1 / 3:
            part = "past_harm" if self._count % 2 else "strength"
            cards.move_cards(self._case, [self._row["id"]], part)
        else:
            words = big_vault.sentence(self._chance, self._chance.randint(6, 30))
            cards.write_card(self._case, self._row["id"], words)


def _write_synced(handle: int) -> None:
    os.write(handle, os.urandom(CONTROL_BYTES))
    os.fsync(handle)


def search(path: Path, repeats: int) -> Figure:
    """One answer while a word or two are being typed; control: reading every card for the same letters."""
    chance = random.Random(3)
    with desk_on(path) as desk:
        samples: list[float] = []
        control: list[float] = []
        for typed in itertools.islice(_typed(chance), repeats):
            samples.append(milliseconds(lambda: desk.search(typed)))  # noqa: B023 (called at once)
            if len(control) < max(3, repeats // 10):
                control.append(milliseconds(lambda: _scan(desk, typed)))  # noqa: B023
    return Figure(
        "search", "as you type, over the whole vault", "ms", "p95", 50,
        tuple(samples), "reading every card with LIKE", tuple(control),
    )  # fmt: skip


def _typed(chance: random.Random) -> Iterator[str]:
    """What stands in the field after each letter of one or two words that occur in the vault."""
    while True:
        text = big_vault.sentence(chance, chance.randint(1, 2)).rstrip(".").lower()
        for length in range(1, len(text) + 1):
            if not text[:length].endswith(" "):
                yield text[:length]


def _scan(desk: Desk, typed: str) -> int:
    with desk.reading() as connection:
        found = connection.exec_driver_sql("SELECT id FROM card WHERE text LIKE ? LIMIT 30", (f"%{typed}%",))
        return len(found.all())


def open_case(path: Path, repeats: int) -> Figure:
    """A case of 500 cards from the disk to the view its map is drawn from; control: the bare reading of its cards."""
    samples, control = [], []
    with desk_on(path) as desk:
        case_id = large_case(desk)

        def whole() -> None:
            case = desk.open_case(case_id)
            Projector(case.rows).map(next(iter(case.rows.table("workspace"))))

        def bare() -> None:
            with desk.reading() as connection:
                connection.exec_driver_sql("SELECT * FROM card WHERE case_id = ?", (case_id,)).all()

        for _ in range(repeats):
            samples.append(milliseconds(whole))
            desk.forget(case_id)
            control.append(milliseconds(bare))
    return Figure(
        "open a case", "of five hundred cards", "ms", "p99", 300,
        tuple(samples), "reading the rows of its cards", tuple(control),
    )  # fmt: skip
