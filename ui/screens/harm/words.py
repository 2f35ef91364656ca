"""The words of the harm room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models.thinking_views import CellView, MatrixColumn, MatrixRow, MatrixView
from models.views import PersonView
from ui.widgets import PersonKind

STATES = ("not_known", "not_born", "none", "same_as_worst", "said")
"""What a box can be made, in the order of its menu."""
WORST = "worst"


def tr(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Harm", text)


def state_word(state: str) -> str:
    """What a state is called, with the letter that chooses it marked by "&"."""
    words = {
        "not_known": tr("Not &known"), "not_born": tr("Not &born"), "none": tr("N&one: it did not happen"),
        "same_as_worst": tr("Same as wors&t"), "said": tr("&Said: write what was said"),
    }  # fmt: skip
    return words[state]


def is_offered(state: str, row: MatrixRow, column: MatrixColumn) -> bool:
    """Whether a state makes sense in a box: only children can be unborn, only other columns can be like the worst."""
    if state == "not_born":
        return row.child is not None or bool(row.children)
    return state != "same_as_worst" or column.key != WORST


def gap_words(cell: CellView) -> str:
    """What an open box says: what is not known (with what was said beside it), then its question."""
    question = cell.question or tr("Nobody has asked")
    return f"{cell.shown.rstrip('. ')}. {question}" if cell.state == "not_known" else question


def cell_words(cell: CellView) -> str:
    """What stands in a box, in words."""
    return gap_words(cell) if cell.is_gap else cell.shown


def heard_cell(matrix: MatrixView, row: int, column: int) -> str:
    """What a screen reader says of a box: its row, its column, its words, and what hangs on it."""
    cell = matrix.cells[row][column]
    words = tr("a gap. {question}").format(question=gap_words(cell)) if cell.is_gap else cell.shown
    parts = [f"{matrix.rows[row].heading}, {matrix.columns[column].heading}: {words}"]
    if cell.held_back:
        parts.append(tr("held back"))
    if cell.card_id:
        parts.append(tr("on the map as past harm"))
    return ". ".join(part.rstrip(". ") for part in parts)


def joined(names: Sequence[str], *, word: str = "") -> str:
    """Names as people list them: "Mila", "Mila and Zayn", "Jayden, Mila and Alfie"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word or tr('and')} {names[-1]}"


def person_kind(person: PersonView) -> PersonKind:
    """The disc of somebody."""
    return "child" if person.is_child else "professional" if person.kind == "professional" else "family"


def short(text: str, longest: int = 26) -> str:
    """A behaviour's words cut to a length, at a word where it can be."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut).rstrip(" ,;") + "…"
