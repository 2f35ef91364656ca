"""Network finding: what somebody says against looking for people, the questions that meet it, and who was found.

The bank of questions comes from ``resources/practice/network.json``; an authority can give its own file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from models.circles import standing
from models.errors import KnownError
from models.family_readers import is_veiled
from models.family_views import FoundPerson, NetworkCell, NetworkView
from models.family_words import CHOICES
from models.projections import Projector
from models.readers import Reader, ReaderProjection
from models.rows import Row
from resources.files import read_text

TIMES = CHOICES["network_question", "time"]
SIDES = CHOICES["network_question", "side"]
LEAST = 2
"""A cell has at least this many questions."""

FILE = "network.json"

Cells = dict[tuple[str, str], tuple[str, ...]]
"""(time, side) → questions."""


@dataclass(frozen=True)
class Objection:
    """Something people say, and the questions that meet it."""

    key: str
    words: str
    cells: Cells


@dataclass(frozen=True)
class Bank:
    """All objections; ``own`` are the questions for one in somebody's own words; names of rows and columns."""

    objections: tuple[Objection, ...]
    own: Cells
    times: dict[str, str]
    sides: dict[str, str]

    def questions(self, words: str) -> Cells:
        """The questions that meet an objection: those of the bank where it is one of the bank's."""
        known = words.strip().rstrip(".").casefold()
        return next((o.cells for o in self.objections if o.words.casefold() == known), self.own)


def load(folder: Path | None = None) -> Bank:
    """The bank an authority keeps in ``folder``, or the shipped one where there is none.

    Raises KnownError with what is wrong where the file cannot be used.
    """
    if folder is None or not (folder / FILE).is_file():
        return _shipped()
    try:
        return _bank(json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KnownError(
            f"The questions in {FILE} cannot be used: each objection needs {LEAST} questions in each of six cells. "
            "Your cases are safe. Mend the file, or take it away to use the questions that came with the app."
        ) from error


@cache
def _shipped() -> Bank:
    return _bank(json.loads(read_text("practice", FILE)))


def _bank(data: dict[str, Any]) -> Bank:
    objections = tuple(Objection(o["key"], o["words"], _cells(o["questions"])) for o in data["objections"])
    times, sides = ({key: str(data[part][key]) for key in keys} for part, keys in (("times", TIMES), ("sides", SIDES)))
    return Bank(objections, _cells(data["own"]), times, sides)


def _cells(questions: dict[str, Any]) -> Cells:
    cells = {(time, side): tuple(map(str, questions[time][side])) for time in TIMES for side in SIDES}
    if any(len(cell) < LEAST or not all(text.strip() for text in cell) for cell in cells.values()):
        raise ValueError("too few questions")
    return cells


# What a case holds


def network_views(
    projector: Projector, workspace_id: str, reader: Reader, circle_id: str = ""
) -> tuple[NetworkView, ...]:
    """Every objection of a workspace that a reader may see, the newest first."""
    rows = projector.rows.where("network_objection", workspace_id=workspace_id)
    rows.sort(key=lambda row: (row["position"], row["id"]), reverse=True)
    found = (network_view(projector, row["id"], reader, circle_id) for row in rows)
    return tuple(view for view in found if view is not None)


def network_view(projector: Projector, objection_id: str, reader: Reader, circle_id: str = "") -> NetworkView | None:
    """One objection with its six cells, as a reader may see it; None where they may not, or it is not there.

    ``circle_id``: the circles in which it says where those who were found stand now.
    """
    row = projector.rows.get("network_objection", objection_id)
    if row is None:
        return None
    view = _view(projector, row, circle_id)
    return view if reader.is_us else _shown(ReaderProjection(projector.rows, reader), view)


def _view(projector: Projector, row: Row, circle_id: str) -> NetworkView:
    questions = projector.rows.where("network_question", objection_id=row["id"])
    questions.sort(key=lambda q: (q["position"], q["id"]))
    return NetworkView(
        id=row["id"],
        words=row["words"],
        person=projector.people.get(row["person_id"] or ""),
        said_on=row["said_on"],
        cells=tuple(
            NetworkCell(
                time, side,
                tuple((q["id"], q["text"], q["answer"]) for q in questions if (q["time"], q["side"]) == (time, side)),
            )
            for time in TIMES for side in SIDES
        ),
        found=_found(projector, row["id"], circle_id),
    )  # fmt: skip


def _found(projector: Projector, objection_id: str, circle_id: str) -> tuple[FoundPerson, ...]:
    finds = projector.rows.where("network_find", objection_id=objection_id)
    order = {key: row["position"] for key, row in projector.rows.table("person").items()}
    finds.sort(key=lambda f: (f["found_on"] or "", order.get(f["person_id"], 0.0), f["id"]))
    rings = standing(projector.rows.where("circle_move", circle_id=circle_id)) if circle_id else {}
    return tuple(
        FoundPerson(f["id"], projector.people[f["person_id"]], f["question_id"], rings.get(f["person_id"], ""))
        for f in finds
        if f["person_id"] in projector.people
    )


def _shown(reading: ReaderProjection, view: NetworkView) -> NetworkView | None:
    words, person = reading.words(view.words), reading.person(view.person)
    if not words or reading.hides("network_objection", view.id) or (view.person and person is None):
        return None
    if view.person and person and is_veiled(person, view.person):
        return None  # somebody's own words, under a name that is not theirs
    cells = tuple(replace(cell, questions=_questions(reading, cell)) for cell in view.cells)
    found = tuple(
        replace(find, person=shown)
        for find in view.found
        if (shown := reading.person(find.person)) and not reading.hides("network_find", find.id)
    )
    return NetworkView(view.id, words, person, view.said_on, cells, found)


def _questions(reading: ReaderProjection, cell: NetworkCell) -> tuple[tuple[str, str, str | None], ...]:
    return tuple(
        (key, words, None if reading.hides("network_question", key, "answer") else reading.words(answer))
        for key, text, answer in cell.questions
        if (words := reading.words(text)) and not reading.hides("network_question", key)
    )
