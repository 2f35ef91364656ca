"""Filling harm matrices: one behaviour each, its boxes, the questions its gaps ask, and what becomes of the answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import dates
from models.acts import cards
from models.acts.checks import merge_key, only, row_of, trimmed
from models.acts.places import GAP, positions
from models.base import new_id
from models.casework import Case
from models.entities import CardPerson, HarmMatrix, MatrixCell, OpenQuestion
from models.errors import KnownError
from models.family_words import CHOICES
from models.harm_reading import Allowed, MatrixReading, in_order, place_of
from models.harm_template import HEAD_FIELDS, template
from models.projections import Projector, date_for_ages
from models.readers import FAMILY, US, Reader
from models.rows import Row
from models.thinking_views import CellView, MatrixRow, MatrixView
from models.views import PersonView

MATRIX_FIELDS = frozenset("behaviour adult_id strand_id how_long how_often".split())
QUESTION_FIELDS = frozenset("text person_id person_words asker_id".split())
STATES = CHOICES["matrix_cell", "state"]


@dataclass(frozen=True)
class CellChange:
    """What is to stand in one box. ``row`` is a row of the matrix's view; "" with state said empties the box."""

    row: MatrixRow
    column_key: str
    text: str
    state: str = "said"


# Matrices


def add_matrix(
    case: Case, workspace_id: str, behaviour: str, *, adult_id: str | None = None, strand_id: str | None = None
) -> str:
    """Begin a matrix for one behaviour, after the others. Returns its id."""
    if not behaviour.strip():
        raise KnownError("What is it that somebody does? Nothing was added. Write it first, in plain words.")
    matrix_id = new_id()
    with case.edit("Added a behaviour") as session:
        last = select(func.max(HarmMatrix.position)).where(HarmMatrix.workspace_id == workspace_id)
        session.add(
            HarmMatrix(
                id=matrix_id, case_id=case.id, workspace_id=workspace_id, behaviour=behaviour.strip(),
                adult_id=adult_id, strand_id=strand_id, position=(session.scalar(last) or 0.0) + GAP,
            )
        )  # fmt: skip
    return matrix_id


def set_matrix(
    case: Case, matrix_id: str, *, reader: Reader = US, origin: object | None = None, **fields: Any
) -> None:  # fmt: skip
    """Change a matrix's ``behaviour``, whose it is (``adult_id``), its ``strand_id``, ``how_long`` or ``how_often``.

    ``reader``: who is looking; KnownError where the words are not theirs to see, so that nothing is written over.
    """
    only(fields, MATRIX_FIELDS)
    if "behaviour" in fields and not (fields["behaviour"] or "").strip():
        raise KnownError("A behaviour needs words. The old ones were kept.")
    old = require(case, matrix_id)
    for field in fields:
        _may_write(case, "harm_matrix", [old], field, reader)
    with case.edit("Changed a behaviour", merge=merge_key("matrix", matrix_id, fields), origin=origin) as s:
        row = s.get(HarmMatrix, matrix_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, trimmed(value))


def move_matrix(case: Case, matrix_id: str, before_id: str | None = None) -> None:
    """Put a matrix before another one, or (None) after all of them."""
    row = require(case, matrix_id)
    others = [m for m in case.rows.where("harm_matrix", workspace_id=row["workspace_id"]) if m["id"] != matrix_id]
    with case.edit("Moved a behaviour") as session:
        places = positions(others, before_id, 1)
        if places is None:
            order = [m["id"] for m in in_order(others)]
            order.insert(order.index(before_id) if before_id in order else len(order), matrix_id)
            for index, key in enumerate(order, 1):
                _load(session, key).position = GAP * index
        else:
            _load(session, matrix_id).position = places[0]


def delete_matrix(case: Case, matrix_id: str) -> None:
    """Take a matrix away with its boxes and questions (undo brings all back); cards made from it stay."""
    require(case, matrix_id)
    with case.edit("Deleted a behaviour") as session:
        session.delete(_load(session, matrix_id))


# Boxes


def write_cell(
    case: Case, matrix_id: str, row: MatrixRow, column_key: str, text: str, state: str = "said", *,
    reader: Reader = US, origin: object | None = None,
) -> str:  # fmt: skip
    """Write what stands in a box. Returns the cell's id, "" where an empty box stays empty.

    ``state``: said, not_known, not_born, none, same_as_worst, gap; a text goes with each. ``reader``: who is looking;
    KnownError where the box holds words that are not theirs to see, which must not be written over.
    """
    label = "Wrote in the matrix" if text.strip() or state != "said" else "Emptied a box"
    with case.edit(label, merge=f"cell:{matrix_id}:{row.place}:{column_key}", origin=origin) as session:
        return _write(case, session, matrix_id, CellChange(row, column_key, text, state), reader)


def write_block(
    case: Case, matrix_id: str, changes: Sequence[CellChange], label: str = "Pasted into the matrix", *,
    reader: Reader = US,
) -> list[str]:  # fmt: skip
    """Write several boxes as one step (a paste, a cleared selection). Returns their cells' ids; all or nothing."""
    last = {(change.row.place, change.column_key): change for change in changes}
    with case.edit(label) as session:
        return [_write(case, session, matrix_id, change, reader) for change in last.values()]


def _write(case: Case, session: Session, matrix_id: str, change: CellChange, reader: Reader) -> str:
    matrix, row, text = require(case, matrix_id), change.row, change.text.strip()
    if change.state not in STATES:
        raise ValueError(f"no such state: {change.state}")
    if change.state == "same_as_worst" and change.column_key == "worst":
        raise KnownError("The worst time cannot be the same as itself. Nothing was changed. Write what happened then.")
    state = "gap" if change.state == "said" and not text else change.state
    here = _cells(case, matrix_id, row, change.column_key)
    _may_write(case, "matrix_cell", here, "text", reader)
    if not here:
        if state == "gap" and not text:
            return ""
        cell = new_cell(case, session, matrix, row, change.column_key)
    else:
        found = session.get(MatrixCell, here[0]["id"])
        assert found is not None
        cell = found
        for twin in here[1:]:  # their words were shown in this box, so they are part of what was written
            session.delete(session.get(MatrixCell, twin["id"]))
    if (cell.text, cell.state) != (text, state):
        cell.text, cell.state = text, state
        cell.said_on = today(case)
    return cell.id


def new_cell(case: Case, session: Session, matrix: Row, row: MatrixRow, column_key: str) -> MatrixCell:
    """A box that nobody has written in yet."""
    keys = [line.key for line in template().rows]
    cell = MatrixCell(
        id=new_id(), case_id=case.id, workspace_id=matrix["workspace_id"], matrix_id=matrix["id"], row_key=row.key,
        column_key=column_key, child_id=row.child.id if row.child else None, child_words=row.group, state="gap",
        text="", position=float(keys.index(row.key) + 1 if row.key in keys else len(keys) + 1),
    )  # fmt: skip
    session.add(cell)
    session.flush()
    return cell


def _may_write(case: Case, table: str, here: list[Row], field: str, reader: Reader) -> None:
    if reader.is_us or not here:
        return
    allowed = Allowed(Projector(case.rows), reader)
    if any(allowed.text(table, row, field) != (row[field] or "") for row in here):
        raise KnownError("This box cannot be changed here. Nothing was lost. Choose “Just us” to write in it.")


# Questions


def add_question(
    case: Case, workspace_id: str, text: str, *, matrix_id: str | None = None, row: MatrixRow | None = None,
    column_key: str | None = None, field: str | None = None, person_id: str | None = None,
    person_words: str | None = None, asker_id: str | None = None, topic: str = "matrix",
) -> str:  # fmt: skip
    """Ask somebody something. Returns the question's id.

    ``row`` and ``column_key`` of a matrix say which box its answer fills, ``field`` (how_long, how_often) which line
    over the grid; neither: no place of its own. ``person_words`` where it is nobody of the case ("the nursery").
    """
    if not text.strip():
        raise KnownError("There is no question yet. Nothing was added. Write it first.")
    if field not in (None, *HEAD_FIELDS) or topic not in CHOICES["open_question", "topic"]:
        raise ValueError(f"no such place: {field or topic}")
    question_id = new_id()
    with case.edit("Asked a question") as session:
        cell_id = None
        if matrix_id and row and column_key:
            there = _cells(case, matrix_id, row, column_key)
            matrix = require(case, matrix_id)
            cell_id = there[0]["id"] if there else new_cell(case, session, matrix, row, column_key).id
        last = select(func.max(OpenQuestion.position)).where(OpenQuestion.workspace_id == workspace_id)
        session.add(
            OpenQuestion(
                id=question_id, case_id=case.id, workspace_id=workspace_id, topic=topic, matrix_id=matrix_id,
                cell_id=cell_id, field=field, person_id=person_id, person_words=trimmed(person_words),
                asker_id=asker_id, text=text.strip(), position=(session.scalar(last) or 0.0) + GAP,
            )
        )  # fmt: skip
    return question_id


def set_question(
    case: Case, question_id: str, *, reader: Reader = US, origin: object | None = None, **fields: Any
) -> None:  # fmt: skip
    """Change a question's ``text``, whom it is for (``person_id``, ``person_words``) or who asks (``asker_id``).

    ``reader``: who is looking; KnownError where the words are not theirs to see.
    """
    only(fields, QUESTION_FIELDS)
    if "text" in fields and not (fields["text"] or "").strip():
        raise KnownError("A question needs words. The old ones were kept.")
    old = _require_question(case, question_id)
    if "text" in fields:
        _may_write(case, "open_question", [old], "text", reader)
    merge = merge_key("question", question_id, fields)
    with case.edit("Changed a question", merge=merge, origin=origin) as session:
        row = session.get(OpenQuestion, question_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, trimmed(value))


def delete_question(case: Case, question_id: str) -> None:
    """Take a question away; what its answer filled stays filled."""
    with case.edit("Deleted a question") as session:
        row = session.get(OpenQuestion, question_id)
        if row is not None:
            session.delete(row)


def answer_question(
    case: Case, question_id: str, answer: str, *, reader: Reader = US, origin: object | None = None
) -> None:  # fmt: skip
    """Write down the answer ("" takes it back); it fills the question's box or line over the grid.

    Where words stand there already the answer is put after them, so that nothing is written over. An answer changed
    later is changed there too, as long as it still stands there. ``reader``: who is looking; KnownError where there
    is an answer that is not theirs to see.
    """
    old, answer = _require_question(case, question_id), answer.strip()
    _may_write(case, "open_question", [old], "answer", reader)
    if (old["answer"] or "") == answer:
        return
    with case.edit("Wrote down an answer", merge=f"question:{question_id}:answer", origin=origin) as session:
        row = session.get(OpenQuestion, question_id)
        assert row is not None
        before, row.answer = row.answer or "", answer or None
        row.answered_on = today(case) if answer else None
        cell = session.get(MatrixCell, row.cell_id) if row.cell_id else None
        if cell is not None:
            cell.state, cell.text = _with_answer(cell.state, cell.text, before, answer, "\n")
            cell.said_on = today(case)
        elif row.matrix_id and row.field in HEAD_FIELDS:
            matrix = _load(session, row.matrix_id)
            state, text = template().read(getattr(matrix, row.field) or "")
            setattr(matrix, row.field, _as_line(*_with_answer(state, text, before, answer, "; ")))


def _with_answer(state: str, text: str, before: str, answer: str, between: str) -> tuple[str, str]:
    """What stands in a box once an answer came, changed (``before`` is the earlier one) or was taken back."""
    read = template().read
    if before and state == read(before)[0] and text == read(before)[1]:
        state, text = "gap", ""
    elif before and text.endswith(f"{between}{before}"):
        text = text.removesuffix(f"{between}{before}")
    elif before and text.startswith(f"{before} (") and text.endswith(")"):
        state, text = "not_known", text[len(before) + 2 : -1]
    if not answer:
        return state, text
    if state == "said":
        return state, text if answer in text else f"{text}{between}{answer}"
    new_state, words = read(answer)
    return new_state, f"{words} ({text})" if words and text else words or text


def _as_line(state: str, text: str) -> str | None:
    if state in ("said", "gap"):
        return text or None
    return f"{template().states[state]} ({text})" if text else template().states[state]


# Steps and cards


def make_steps(case: Case, question_ids: Sequence[str]) -> list[str]:
    """Make next steps of questions, whoever will ask being responsible. Returns the cards' ids, in the same order.

    A question that is a next step already keeps the one it has.
    """
    rows = [_require_question(case, key) for key in dict.fromkeys(question_ids)]
    outside, people = MatrixReading(Projector(case.rows), FAMILY), Projector(case.rows).people
    made = {row["id"]: row["step_id"] for row in rows}
    new = [row for row in rows if not row["step_id"]]
    with case.edit("Made next steps of questions" if len(rows) != 1 else "Made a next step of a question") as session:
        for workspace_id in dict.fromkeys(row["workspace_id"] for row in new):
            mine = [row for row in new if row["workspace_id"] == workspace_id]
            texts = [_step_words(row, people.get(row["person_id"] or "")) for row in mine]
            # All at once, so that they stand in their order: a card of the same edit is not seen by the next.
            ids = cards.add_cards(case, workspace_id, "next_step", texts)
            for row, card_id in zip(mine, ids, strict=True):
                _mention(case, session, workspace_id, card_id, "responsible", [(row["asker_id"], None)])
                _veil(case, card_id, row, outside)
                found = session.get(OpenQuestion, row["id"])
                assert found is not None
                found.step_id = made[row["id"]] = card_id
    return [made[row["id"]] for row in rows]


def _step_words(question: Row, asked: PersonView | None) -> str:
    to, text = question["person_words"] or (asked.name if asked else ""), str(question["text"])
    if not to:
        return text
    words = re.sub(rf"^{re.escape(to)}\s*[,:]\s*", "", text)
    return template().step.format(to=to, question=words[:1].upper() + words[1:])


def card_from_answer(case: Case, question_id: str) -> str:
    """Make a past-harm card of an answer; question, box and card stay linked. Returns the card's id."""
    row = _require_question(case, question_id)
    if row["card_id"]:
        return str(row["card_id"])
    if not (row["answer"] or "").strip():
        raise KnownError("There is no answer yet. Nothing was changed. Write it down first.")
    projector = Projector(case.rows)
    cell = case.rows.get("matrix_cell", row["cell_id"])
    about = [(cell["child_id"], None)] if cell and cell["child_id"] else []
    matrix = case.rows.get("harm_matrix", row["matrix_id"])
    whens = _when(MatrixReading(projector, US).matrix(matrix, 0), cell["column_key"]) if matrix and cell else {}
    with case.edit("Made a card of an answer") as session:
        strand = matrix["strand_id"] if matrix else None
        card_id = cards.add_card(case, row["workspace_id"], "past_harm", row["answer"], strand_id=strand, **whens)
        _mention(case, session, row["workspace_id"], card_id, "source", [(row["person_id"], row["person_words"])])
        _mention(case, session, row["workspace_id"], card_id, "about", about)
        _veil(case, card_id, row, MatrixReading(projector, FAMILY))
        question = session.get(OpenQuestion, question_id)
        assert question is not None
        question.card_id = card_id
        box = session.get(MatrixCell, row["cell_id"]) if row["cell_id"] else None
        if box is not None:
            box.card_id = box.card_id or card_id
    return card_id


def harm_card(case: Case, matrix_id: str, column_key: str) -> str:
    """Make a past-harm card of what is known about one time; its boxes stay linked to it. Returns the card's id.

    A time that has its card keeps it, and one that is the same as the worst has the worst one's. What is held back
    from other readers stays in the matrix and does not come onto the card.
    """
    row, projector = require(case, matrix_id), Projector(case.rows)
    view = MatrixReading(projector, US).matrix(row, 0)
    if view is None or not MatrixReading(projector, FAMILY).is_shown(row):
        raise KnownError("This behaviour is held back from other readers, so no card was made. Nothing was changed.")
    time = _Time(view, column_key)
    if time.is_same_as_worst and column_key != "worst" and any(column.key == "worst" for column in view.columns):
        return harm_card(case, matrix_id, "worst")
    if there := next((cell.card_id for _, cell in time.boxes if cell.card_id), None):
        return there
    if not time.words:
        raise KnownError("Nothing can be put on a card yet. Nothing was changed. Write what happened at this time.")
    with case.edit("Made a card of the matrix") as session:
        strand = view.strand.id if view.strand else None
        card_id = cards.add_card(
            case, row["workspace_id"], "past_harm", time.words, strand_id=strand, **_when(view, column_key)
        )
        _mention(case, session, row["workspace_id"], card_id, "source", _sources(time.said_by, projector))
        _mention(case, session, row["workspace_id"], card_id, "about", [(key, None) for key in time.children])
        for _, cell in time.boxes:
            found = session.get(MatrixCell, cell.id)
            assert found is not None
            found.card_id = card_id
    return card_id


class _Time:
    """What one column says, without what is held back."""

    def __init__(self, view: MatrixView, column_key: str) -> None:
        index = [column.key for column in view.columns].index(column_key)
        across = [(row, cells[index]) for row, cells in zip(view.rows, view.cells, strict=True)]
        self.boxes = [(row, cell) for row, cell in across if cell.state == "said" and not cell.held_back]
        lines = {row.key: template().line(row.key) for row in view.rows}
        happened = [(row, cell) for row, cell in across if not lines[row.key].is_date and not lines[row.key].each_child]
        self.is_same_as_worst = bool(happened) and happened[0][1].state == "same_as_worst"
        self.children = dict.fromkeys(
            child.id for row, _ in self.boxes for child in ((row.child,) if row.child else row.children)
        )
        self.said_by = next((cell.text for row, cell in self.boxes if row.key == "who_says"), "")
        told = [(row, cell) for row, cell in self.boxes if not lines[row.key].is_date and row.key != "who_says"]
        self.words = " ".join(_sentence(row, cell, view.adult) for row, cell in told)


def _sentence(row: MatrixRow, cell: CellView, adult: PersonView | None) -> str:
    whose = row.child.name if row.child else row.group or (adult.name if adult and row.key == "what" else "")
    words = f"{whose}: {cell.shown}" if whose else cell.shown
    return words if words.rstrip("\"”’')").endswith((".", "!", "?")) else f"{words}."


def _when(view: MatrixView | None, column_key: str) -> dict[str, str | None]:
    """The card's dates of a column's "when", unless it is held back."""
    if view is None or column_key not in [column.key for column in view.columns]:
        return {}
    boxes = _Time(view, column_key).boxes
    said = next((cell.text for row, cell in boxes if template().line(row.key).is_date), "")
    begun, ended = dates.ends(said)
    return {"occurred": begun, "occurred_until": ended}


def _sources(said: str, projector: Projector) -> list[tuple[str | None, str | None]]:
    """Who says so, one by one: a person of the case where it is just their name, else the words."""
    names = {person.name.casefold(): key for key, person in projector.people.items()}
    words = [part.strip() for part in re.split(r"[,;\n]", said) if part.strip()]
    return [(names.get(w.casefold()), None if w.casefold() in names else w) for w in words]


def _mention(
    case: Case, session: Session, workspace_id: str, card_id: str, role: str,
    mentions: Sequence[tuple[str | None, str | None]],
) -> None:  # fmt: skip
    """Who stands in a role on a card made in the same edit."""
    for place, (person_id, words) in enumerate(mentions, 1):
        if person_id or words:
            session.add(
                CardPerson(
                    case_id=case.id, workspace_id=workspace_id, card_id=card_id, role=role, person_id=person_id,
                    words=words, position=GAP * place,
                )
            )  # fmt: skip


def _veil(case: Case, card_id: str, question: Row, outside: MatrixReading) -> None:
    """A card made of a question that is kept from other readers, or of a held back box, is kept from them too."""
    cell = case.rows.get("matrix_cell", question["cell_id"])
    is_open = (
        outside.question(question, {}) is not None
        and outside.allowed.text("open_question", question, "answer") is not None
        and (cell is None or outside.allowed.text("matrix_cell", cell, "text") == (cell["text"] or ""))
    )
    if not is_open:
        cards.restrict(case, "card", card_id, "What it was made from is not for every reader.")


# What the other acts share


def require(case: Case, matrix_id: str) -> Row:
    """A matrix's row. Raises KnownError where it is gone."""
    return row_of(case, "harm_matrix", matrix_id, "That behaviour is no longer there")


def _cells(case: Case, matrix_id: str, row: MatrixRow, column_key: str) -> list[Row]:
    """What is kept in a box: usually one row."""
    found = case.rows.where("matrix_cell", matrix_id=matrix_id, column_key=column_key)
    return in_order(cell for cell in found if place_of(cell) == row.place)


def _require_question(case: Case, question_id: str) -> Row:
    return row_of(case, "open_question", question_id, "That question is no longer there")


def today(case: Case) -> str:
    """The day that "5 years ago" is told from: the case's own in an example family."""
    return date_for_ages(case.rows, case.desk.now().date()).isoformat()


def _load(session: Session, matrix_id: str) -> HarmMatrix:
    row = session.get(HarmMatrix, matrix_id)
    assert row is not None
    return row
