"""Harm matrices on paper and in a spreadsheet: complete, readable aloud, gaps asked and never passed over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.harm_csv import harm_csv, safe
from exporters.painters import DocumentMeta, to_pdf
from models.acts import harm as acts
from models.casework import Case, Desk
from models.dates import within
from models.drawing import Drawing, Text
from models.drawings.harm_sheet import harm_sheet, questions_to_take
from models.drawings.look import Copy
from models.harm import harm_view
from models.projections import Projector
from models.readers import FAMILY, US, Reader
from models.thinking_views import CellView, HarmView

META = DocumentMeta("Harm matrix")


@pytest.fixture(scope="module")
def harm(example_work: dict[str, tuple[Case, str]]) -> Callable[[str, Reader], HarmView]:
    """``harm("A", US)``: the matrices of an example family's workspace."""

    def view(ref: str, reader: Reader) -> HarmView:
        case, workspace_id = example_work[ref]
        return harm_view(Projector(case.rows), workspace_id, reader)

    return view


Harm = Callable[[str, Reader], HarmView]


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("ref", ["A", "B-HOME", "B-LEAH"])
def test_both_papers_pass_both_checkers(ref: str, harm: Harm, assert_accessible: Callable[[bytes], None]) -> None:
    for made in (harm_sheet, questions_to_take):
        drawing = made(harm(ref, FAMILY), Copy(None, "Family copy", "Ask Priya for another copy.")).drawing()
        assert_accessible(to_pdf(drawing, META))
        assert_inside(drawing)


def assert_inside(drawing: Drawing) -> None:
    for page in drawing.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert item.x >= 15 and item.x + item.width <= page.width - 15, item.text
                assert 15 <= item.y <= page.height - 10, item.text


@pytest.mark.parametrize("ref", ["A", "B-HOME"])
def test_nothing_of_a_matrix_is_lost_on_paper(ref: str, harm: Harm) -> None:
    view = harm(ref, US)
    drawing = harm_sheet(view).drawing()
    said = flat(drawing.text())
    assert len(drawing.pages) == len(view.matrices), "each on one page"
    for matrix in view.matrices:
        assert flat(within(matrix.how_long)) in said
        assert matrix.how_often_gap or flat(within(matrix.how_often)) in said
        for row, across in zip(matrix.rows, matrix.cells, strict=True):
            assert row.heading in said
            assert all(flat(cell.shown) in said for cell in across)
        assert all(question.text in said for question in matrix.questions)
    assert all(question.text in said for question in view.loose_questions)


def test_the_table_names_its_rows_and_columns(harm: Harm) -> None:
    blocks = harm_sheet(harm("A", US)).drawing().blocks
    first = blocks[: next(index for index, block in enumerate(blocks) if index > 5 and block.role == "H1")]
    heads = [block.scope for block in first if block.role == "TH"]
    assert heads == ["Column"] * 3 + ["Row"] * 7
    assert sum(block.role == "TD" for block in first) == 1 + 7 * 3
    assert sum(block.role == "Table" for block in blocks) == 3


def test_gaps_are_asked(harm: Harm) -> None:
    view = harm("A", US)
    said = flat(harm_sheet(view).drawing().text())
    assert "How often: Not known. Danny, how often did you grab Jayden that summer?" in said
    assert said.count("Jayden, has there been a time since the cereal?") == 1, "a whole column is one question"
    assert "Alfie was two weeks old then. What was the worst time like for Alfie?" in said
    assert "Not known (3 months old). What was the first time like for Mila?" in said
    assert "(held back)" in said


def test_another_reader_s_paper_has_no_trace(harm: Harm) -> None:
    for ref, secret in (("A", "Tess"), ("B-HOME", "Joy Petrov")):
        view = harm(ref, FAMILY)
        papers = [made(view).drawing().text() for made in (harm_sheet, questions_to_take)]
        everything = "".join(papers) + harm_csv(view).decode("utf-8-sig")
        assert secret not in everything and "held back" not in everything
        assert secret in harm_sheet(harm(ref, US)).drawing().text()  # the control


def test_questions_are_taken_along_person_by_person(harm: Harm) -> None:
    drawing = questions_to_take(harm("A", US)).drawing()
    headings = [drawing.text_of(index) for index, block in enumerate(drawing.blocks) if block.role == "H2"]
    assert headings == ["Shauna", "Jayden", "Danny", "Carol", "Gaps that nobody has been asked about"]
    said = flat(drawing.text())
    assert "Danny grabs and frightens Jayden. How often" in said
    assert "Mila, what was the worst time like for you?" in said
    assert "Danny, what was the worst time like for Alfie?" in said, "Alfie is one: his father is asked"
    assert "Alfie was not born" not in said and "like for Alfie?" in said


def test_answers_are_printed_and_not_asked_again(desk: Desk, example_ids: list[str]) -> None:
    case = desk.open_case(example_ids[0])
    workspace_id = next(iter(case.rows.table("workspace")))
    before = harm_view(Projector(case.rows), workspace_id, US)
    question = before.matrices[0].questions[0]
    acts.answer_question(case, question.id, "We watched a film at my mum's")
    view = harm_view(Projector(case.rows), workspace_id, US)
    assert "We watched a film at my mum's" in flat(harm_sheet(view).drawing().text())
    assert question.text in flat(questions_to_take(before).drawing().text())
    assert question.text not in flat(questions_to_take(view).drawing().text())


def test_nothing_yet_is_a_question_too(harm: Harm) -> None:
    empty = harm("B-LEAH", US)
    assert empty.matrices == ()
    assert "What is it that somebody does" in harm_sheet(empty).drawing().text()
    assert "There is nothing to ask just now." in questions_to_take(empty).drawing().text()


def test_a_long_matrix_goes_on_over_pages_with_its_heads(
    harm: Harm, assert_accessible: Callable[[bytes], None]
) -> None:
    view = harm("A", US)
    matrix = view.matrices[0]
    longer = tuple(
        tuple(replace(cell, text=cell.text * 9, shown=f"{cell.shown} " * 9) for cell in across)
        for across in matrix.cells
    )
    long = replace(view, matrices=(replace(matrix, cells=longer),), loose_questions=())
    drawing = harm_sheet(long).drawing()
    assert len(drawing.pages) > 1
    assert_accessible(to_pdf(drawing, META))
    for page in drawing.pages[:2]:
        assert any(isinstance(item, Text) and item.text == "Worst" for item in page.items)
    assert sum(block.role == "TH" and block.scope == "Column" for block in drawing.blocks) == 3
    assert_inside(drawing)


# For a spreadsheet


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("ref", ["A", "B-HOME"])
def test_the_spreadsheet_has_every_word(ref: str, harm: Harm) -> None:
    view = harm(ref, US)
    rows = rows_of(harm_csv(view))
    assert rows[0] == ["Number", "Behaviour", "Row", "First known", "Worst", "Most recent"]
    assert {len(row) for row in rows} == {6}
    cells = {field for row in rows for field in row}
    for matrix in view.matrices:
        assert {matrix.behaviour, matrix.how_long, matrix.how_often} <= cells
        assert all(any(cell.text in field for field in cells) for across in matrix.cells for cell in across)
        assert all(question.text in cells for question in (*matrix.questions, *view.loose_questions))
    if ref == "A":
        assert ["1", view.matrices[0].behaviour, "Impact on Mila", "Not known (3 months old)"] == rows[7][:4]
        assert rows[8][3] == "Not born"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+44 116", "-1", "\t=1", "  =HYPERLINK()", "\uff1d1", "\r=1"])
def test_nothing_becomes_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_a_cell_cannot_run(harm: Harm) -> None:
    view = harm("A", US)
    matrix = view.matrices[0]
    bad = CellView("x", "when", "first", "said", "=cmd|'/C calc'!A0", "")
    cells = ((bad, *matrix.cells[0][1:]), *matrix.cells[1:])
    data = harm_csv(replace(view, matrices=(replace(matrix, cells=cells, behaviour="@evil"),)))
    for row in rows_of(data):
        assert not any(field.startswith(("=", "+", "-", "@")) for field in row)


@given(st.text(max_size=20))
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    kept = safe(text)
    assert kept in (text, f"'{text}")
    assert kept[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")
