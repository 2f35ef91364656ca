"""Questions on paper: sets as lists, favourites first, tagged through and through."""

from __future__ import annotations

from typing import Any

from exporters.painters import DocumentMeta, to_pdf
from models.drawings.questions_sheet import questions_sheet
from models.question_bank import Question, load


def test_every_set_is_on_paper_as_lists(assert_accessible: Any) -> None:
    bank = load(None)
    part = questions_sheet(bank.sets, (Question("What would {child} say?"),), "Mila")
    drawing = part.drawing()
    text = drawing.text()
    assert text.index("Our favourites") < text.index("What would Mila say?") < text.index("EARS")
    assert "{child}" not in text
    assert all(each.title in text for each in bank.sets)
    items = [block for block in drawing.blocks if block.role == "LBody"]
    assert len(items) == 1 + sum(1 for _ in bank.placed())
    assert_accessible(to_pdf(drawing, DocumentMeta(title="Questions")))


def test_none_chosen_is_said() -> None:
    assert "No questions were chosen." in questions_sheet(()).drawing().text()
