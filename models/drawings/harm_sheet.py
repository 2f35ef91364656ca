"""Harm matrices on paper: one behaviour a page where it fits, as a real table; and the questions to take along.

A gap is never an empty box: it says what it asks, and there is room to write. A column of which nothing at all is
known asks once, at its top. On a copy that does not ask a gap is an empty box, and rows and columns of gaps alone are
left out: their words may only be kept from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models import dates
from models.drawing import Line, Primitive, Rect, speak_lang
from models.drawings.flow import Art, Item, Piece, Stack, words
from models.drawings.look import NOTHING_HERE, Copy, heading, look
from models.drawings.pages import WIDTH, Part, Sheet, Together
from models.drawings.tables import Cell, Grid, TableRow, TableSetter
from models.harm_questions import empty_question
from models.harm_template import template
from models.thinking_views import CellView, HarmView, MatrixRow, MatrixView, QuestionView
from models.typeset import Span, Style

_SIZES = (11.2, 10.6, 10.0, 9.5, 9.0)
_FIRST = 0.21
"""The share of the width that the rows' headings take."""
_LINES, _LINE_HEIGHT = 3, 21.0
"""Lines to write an answer on, and how far apart a hand needs them (points)."""
_INDENT = 16.0


def harm_sheet(view: HarmView, copy: Copy | None = None) -> Part:
    """Every matrix of the view for its reader, each from the top of a page, as large as one page allows."""
    made = copy or Copy()
    if not view.matrices:
        return _none(view, made)
    return Together(heading(view, "harm matrix"), _in_one_size(view, made))


def _in_one_size(view: HarmView, copy: Copy) -> list[Sheet]:
    """Every behaviour on a page of its own, all in the largest size that lets them; one that goes over a page in no
    size takes the size with the fewest pages, and the others keep theirs."""
    size, sheets, sizes = 0, [], []
    for matrix in view.matrices:
        tried = [_behaviour(view, matrix, copy, _SIZES[size])]
        while tried[-1].fit() != (1, 0) and size + len(tried) < len(_SIZES):
            tried.append(_behaviour(view, matrix, copy, _SIZES[size + len(tried)]))
        fits = tried[-1].fit() == (1, 0)
        size += len(tried) - 1 if fits else 0
        sheets.append(tried[-1] if fits else min(tried, key=Sheet.fit))
        sizes.append(size if fits else None)
    return [
        sheet if its is None or its == size else _behaviour(view, matrix, copy, _SIZES[size])
        for matrix, sheet, its in zip(view.matrices, sheets, sizes, strict=True)
    ]


def _none(view: HarmView, copy: Copy) -> Sheet:
    sheet = _sheet(view, "harm matrix", copy, 10.6)
    section = sheet.structure.add("Sect")
    question = "What is it that somebody does, that may hurt a child?"
    sheet.section([sheet.asked(section, question) if copy.asks else sheet.line(section, NOTHING_HERE)])
    if loose := _for_copy(view.loose_questions, copy):
        sheet.section(_listed(sheet, "Questions", loose))
    return sheet


def _sheet(view: HarmView, what: str, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(heading(view, what), look(body), copy)
    sheet.head([". ".join(filter(None, (dates.written(view.as_at), copy.reader)))])
    return sheet


def _behaviour(view: HarmView, matrix: MatrixView, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(matrix.behaviour, look(body), copy)
    number = f"behaviour {matrix.number} of {len(view.matrices)}" if len(view.matrices) > 1 else ""
    about = ", ".join(filter(None, (heading(view, "harm matrix"), number)))
    sheet.head([". ".join(filter(None, (about, dates.written(view.as_at), copy.reader)))])
    section = sheet.structure.add("Sect")
    over = list(_over_the_grid(sheet, section, matrix, asks=copy.asks))
    told = matrix if copy.asks else _told(matrix)
    grid = [_grid(sheet, section, told, asks=copy.asks)] if told.rows else []
    sheet.section([*over, *grid] or [sheet.line(section, NOTHING_HERE)])
    in_boxes = {cell.question_id for across in matrix.cells for cell in across if cell.is_gap}
    others = [q for q in matrix.questions if q.id not in in_boxes and not (q.field and not q.answer)]
    if others := _for_copy(others, copy):
        sheet.section(_listed(sheet, "Questions", others))
    loose = _for_copy(view.loose_questions, copy)
    if matrix is view.matrices[-1] and loose:
        sheet.section(_listed(sheet, "Other questions", loose))
    return sheet


def _for_copy(questions: Sequence[QuestionView], copy: Copy) -> list[QuestionView]:
    """Open questions stand on copies that ask: what somebody will be asked is not for another reader to know first."""
    return [question for question in questions if copy.asks or question.answer]


def _told(matrix: MatrixView) -> MatrixView:
    """The matrix without the rows and columns in which nothing stands."""
    rows = [at for at, across in enumerate(matrix.cells) if any(cell.shown for cell in across)]
    columns = [at for at in range(len(matrix.columns)) if any(across[at].shown for across in matrix.cells)]
    return replace(
        matrix,
        rows=tuple(matrix.rows[at] for at in rows),
        columns=tuple(matrix.columns[at] for at in columns),
        cells=tuple(tuple(matrix.cells[row][at] for at in columns) for row in rows),
    )


def _over_the_grid(sheet: Sheet, section: int, matrix: MatrixView, *, asks: bool) -> Iterator[Piece]:
    """How long and how often; what is not known there is asked."""
    if matrix.strand:
        yield sheet.line(section, f"Strand {matrix.strand.number}: {matrix.strand.name}", colour="ink2")
    for field, said, is_gap in (("how_long", matrix.how_long, matrix.how_long_gap),
                                ("how_often", matrix.how_often, matrix.how_often_gap)):  # fmt: skip
        title = template().head[field].heading
        if is_gap and not asks and not said:
            continue
        if not is_gap or not asks:
            yield sheet.line(section, f"{title}: {dates.within(said)}")
            continue
        asked = next((q.text for q in matrix.questions if q.field == field and not q.answer), "")
        words_ = ". ".join(filter(None, (said[:1].upper() + said[1:], asked or template().head[field].question)))
        yield sheet.asked(section, f"{title}: {words_}")


# The grid


@dataclass(frozen=True)
class _Row(TableRow):
    """A row whose gaps stand in dashed boxes. ``gaps`` and ``open``: left edge and width of a box, and of a column in
    which one box goes down over all rows."""

    gaps: tuple[tuple[float, float], ...] = ()
    open: tuple[tuple[float, float], ...] = ()

    def place(self, x: float, y: float) -> list[Primitive]:
        placed: list[Primitive] = [_box(x, y, gap, self.height) for gap in self.gaps]
        placed += [item for left, cell in self.cells if cell for item in cell.place(x + left, y + self.pad)]
        if self.line:
            edges = [0.0, *(edge for left, width in self.open for edge in (left - 4.0, left + width - 4.0)), self.width]
            placed += [
                Line(x + start, y + self.height, x + end, y + self.height, self.line, 0.6)
                for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start > 5.0
            ]  # fmt: skip
        return placed


def _box(x: float, y: float, gap: tuple[float, float], height: float) -> Rect:
    left, width = gap
    return Rect(x + left - 4.0, y + 1.0, width - 2.0, height - 2.0, "ask", "askLine", 3.0, 0.7, (3.0, 2.0))


@dataclass(frozen=True)
class _Grid(Grid):
    """The matrix, with a box for each column of which nothing is known."""

    open: tuple[tuple[float, float], ...] = ()
    """Columns of which nothing is known: left edge and width."""

    def place(self, x: float, y: float) -> list[Primitive]:
        top = self.header.height if self.header else 0.0
        return [*(_box(x, y + top, gap, self.height - top) for gap in self.open), *super().place(x, y)]


def _grid(sheet: Sheet, section: int, matrix: MatrixView, *, asks: bool) -> Piece:
    count = len(matrix.columns)
    widths = [WIDTH * _FIRST, *[WIDTH * (1 - _FIRST) / count] * count]
    places = [(sum(widths[: at + 1]), widths[at + 1]) for at in range(count)]
    table = TableSetter(sheet.structure, section, sheet.look, widths)
    titles = ["", *(column.heading for column in matrix.columns)]
    header = table.header(titles, colour="worryInk", size=sheet.look.part.size)
    whole = tuple(
        place for place, column in zip(places, matrix.columns, strict=True) if asks and column.key in matrix.whole_gaps
    )
    rows = [_row(table, matrix, index, places, whole, asks=asks) for index in range(len(matrix.rows))]
    return _Grid(gap=3.0 * sheet.look.unit, header=header, rows=tuple(rows), open=whole)


def _row(
    table: TableSetter, matrix: MatrixView, index: int, places: Sequence[tuple[float, float]],
    whole: tuple[tuple[float, float], ...], *, asks: bool,
) -> TableRow:  # fmt: skip
    across = matrix.cells[index]
    cells = [_cell(matrix, cell, index) if asks or not cell.is_gap else Cell(cell.shown) for cell in across]
    row = table.row([Cell(matrix.rows[index].heading, bold=True), *cells])
    if not asks:
        return row
    gaps = tuple(place for place, cell in zip(places, across, strict=True) if cell.is_gap and place not in whole)
    return _Row(row.gap, row.keep_next, row.cells, row.width, row.pad, row.line, gaps, whole)


def _cell(matrix: MatrixView, cell: CellView, index: int) -> Cell:
    if not cell.is_gap:
        return Cell(f"{cell.shown} (held back)" if cell.held_back else cell.shown)
    asked = next((q.text for q in matrix.questions if q.id == cell.question_id), "")
    if cell.column in matrix.whole_gaps:
        return Cell(asked or template().time(cell.column).question or cell.question if not index else asked,
                    colour="askInk")  # fmt: skip
    said = f"{cell.shown}." if cell.shown else ""
    return Cell(" ".join(filter(None, (said, asked or cell.question))), colour="askInk")


# Questions


def _listed(sheet: Sheet, title: str, questions: Sequence[QuestionView]) -> list[Piece]:
    """Questions with their answers, where there are any."""
    section = sheet.structure.add("Sect")
    listed = sheet.structure.add("L", section)
    pieces: list[Piece] = [sheet.heading(section, title)]
    for question in questions:
        answer = f" {dates.written(question.answered_on)}: {question.answer}" if question.answer else ""
        pieces.append(_item(sheet, listed, f"{_with_name(question)}{answer}"))
    return pieces


def _with_name(question: QuestionView) -> str:
    """The question; whom it is for goes before it, unless it begins with the name already."""
    if not question.to or question.text.startswith(question.to):
        return question.text
    return f"{question.to}: {question.text}"


def _item(sheet: Sheet, listed: int, text: str) -> Item:
    item = sheet.structure.add("LI", listed)
    body = sheet.structure.add("LBody", item, lang=speak_lang(text))
    said = words([Span(text, Style(sheet.look.body.size))], WIDTH - _INDENT, sheet.look.body.line, body)
    return Item(
        gap=1.4 * sheet.look.unit, body=said, symbol="question", symbol_size=9.0, symbol_colour="askInk",
        indent=_INDENT,
    )  # fmt: skip


def questions_to_take(view: HarmView, copy: Copy | None = None) -> Part:
    """Every question without an answer, person by person, with lines to write on; then the gaps nobody asked about.

    It is for copies that ask: what somebody will be asked is for them to hear first.
    """
    sheet = _sheet(view, "questions", copy or Copy(), 10.6)
    waiting: dict[str, list[tuple[MatrixView | None, QuestionView]]] = {}
    for matrix, question in _unanswered(view):
        waiting.setdefault(question.to, []).append((matrix, question))
    for name, asked in waiting.items():
        section = sheet.structure.add("Sect")
        title = sheet.heading(section, name or "For whoever knows")
        for index, (matrix, question) in enumerate(asked):
            sheet.section([*([] if index else [title]), _to_write_on(sheet, section, matrix, question)])
    gaps = {matrix.id: list(_unasked(matrix, view.as_at)) for matrix in view.matrices}
    for index, matrix in enumerate(each for each in view.matrices if gaps[each.id]):
        section = sheet.structure.add("Sect")
        head = [] if index else [sheet.heading(section, "Gaps that nobody has been asked about")]
        block = sheet.structure.add("H3", section, lang=speak_lang(matrix.behaviour))
        type_ = sheet.look.part
        behaviour = words([Span(matrix.behaviour, Style(type_.size, bold=True))], WIDTH, type_.line, block,
                          gap=sheet.look.unit, keep_next=True)  # fmt: skip
        listed = sheet.structure.add("L", section)
        sheet.section([*head, behaviour, *(_item(sheet, listed, gap) for gap in gaps[matrix.id])])
    if not waiting and not any(gaps.values()):
        sheet.section([sheet.line(sheet.structure.add("Sect"), "There is nothing to ask just now.")])
    return sheet


def _unanswered(view: HarmView) -> Iterator[tuple[MatrixView | None, QuestionView]]:
    for matrix in view.matrices:
        yield from ((matrix, question) for question in matrix.questions if not question.answer)
    yield from ((None, question) for question in view.loose_questions if not question.answer)


def _to_write_on(sheet: Sheet, section: int, matrix: MatrixView | None, question: QuestionView) -> Piece:
    """A question, what it is about and who asks, and lines for the answer."""
    look_ = sheet.look
    block = sheet.structure.add("P", section, lang=speak_lang(question.text))
    asked = words([Span(question.text, Style(look_.words.size))], WIDTH, look_.words.line, block, gap=look_.unit)
    who = f"{question.asker.name} asks" if question.asker else ""
    about = ". ".join(filter(None, (matrix.behaviour if matrix else "", question.place, who)))
    grey = Style(look_.small.size, colour="ink2")
    facts = [words([Span(about, grey)], WIDTH, look_.small.line, sheet.structure.add("P", section))] if about else []
    ruled = tuple(
        Line(0, _LINE_HEIGHT * (at + 1), WIDTH, _LINE_HEIGHT * (at + 1), "lineStrong", 0.6) for at in range(_LINES)
    )
    lines = Art(items=ruled, tall=_LINE_HEIGHT * _LINES + 2.0)
    return Stack(gap=3.0 * look_.unit, whole=True, children=(asked, *facts, lines))


def _unasked(matrix: MatrixView, today: str) -> Iterator[str]:
    """The gaps without a question, each as one; a column of which nothing is known, once."""
    asked = {(cell.column, cell.question_id) for across in matrix.cells for cell in across if cell.question_id}
    gaps: list[tuple[MatrixRow | None, str]] = [
        (None, field)
        for field, is_gap in (("how_long", matrix.how_long_gap), ("how_often", matrix.how_often_gap))
        if is_gap and not any(q.field == field for q in matrix.questions)
    ]
    gaps += [(None, key) for key in matrix.whole_gaps if not any(column == key for column, _ in asked)]
    gaps += [
        (row, cell.column)
        for row, across in zip(matrix.rows, matrix.cells, strict=True)
        for cell in across
        if cell.is_gap and not cell.question_id and cell.column not in matrix.whole_gaps and not cell.suggested
    ]
    for row, key in gaps:
        yield empty_question(matrix, row, key, today).text
