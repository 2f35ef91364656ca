"""Questions on paper: a bank or the favourites, set by set, to take along."""

from __future__ import annotations

from collections.abc import Sequence

from models.drawings.flow import Item, Piece, words
from models.drawings.look import Copy, look
from models.drawings.pages import WIDTH, Part, Sheet
from models.question_bank import Question, QuestionSet, spoken
from models.typeset import Span, Style

_INDENT = 16.0


def questions_sheet(
    sets: Sequence[QuestionSet], favourites: Sequence[Question] = (), child: str = "", copy: Copy | None = None
) -> Part:
    """Sets of questions as lists, the favourites first; ``child`` is put in where a question names one."""
    sheet = Sheet("Questions to ask", look(10.6), copy or Copy(), invites=False)
    sheet.head(["One at a time, then wait. Write the answers down in the words they are said in."])
    if favourites:
        section = sheet.structure.add("Sect")
        head = sheet.heading(section, "Our favourites")
        sheet.section([head, *_list(sheet, section, favourites, child)])
    for each in sets:
        for index, group in enumerate(each.groups):
            section = sheet.structure.add("Sect")
            pieces: list[Piece] = []
            if not index:
                pieces.append(sheet.heading(section, each.title))
                if each.about:
                    pieces.append(sheet.line(section, each.about, colour="ink2"))
            if len(each.groups) > 1 or group.title != each.title:
                pieces.append(_title(sheet, section, group.title))
            sheet.section([*pieces, *_list(sheet, section, group.questions, child)])
    if not favourites and not any(each.groups for each in sets):
        sheet.section([sheet.line(sheet.structure.add("Sect"), "No questions were chosen.")])
    return sheet


def _title(sheet: Sheet, section: int, text: str) -> Piece:
    block = sheet.structure.add("H3", section)
    type_ = sheet.look.part
    gap = 2.0 * sheet.look.unit
    return words([Span(text, Style(type_.size, bold=True))], WIDTH, type_.line, block, gap=gap, keep_next=True)


def _list(sheet: Sheet, section: int, questions: Sequence[Question], child: str) -> list[Piece]:
    listed = sheet.structure.add("L", section)
    return [_item(sheet, listed, spoken(question.text, child)) for question in questions]


def _item(sheet: Sheet, listed: int, text: str) -> Piece:
    item = sheet.structure.add("LI", listed)
    body = sheet.structure.add("LBody", item)
    style = Style(sheet.look.body.size)
    said = words([Span(text, style)], WIDTH - _INDENT, sheet.look.body.line, body)
    return Item(
        gap=1.4 * sheet.look.unit, body=said, symbol="question", symbol_size=9.0, symbol_colour="ink2", indent=_INDENT
    )  # fmt: skip
