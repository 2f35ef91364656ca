"""A guide of the practice library on one page, to take along or to pin up."""

from __future__ import annotations

from collections.abc import Sequence

from models.drawings.flow import Box, Item, Piece, words
from models.drawings.look import Copy, look
from models.drawings.pages import WIDTH, Part, Sheet, best_fit
from models.library import Example, Guide
from models.typeset import Span, Style

_INDENT = 16.0


def guide_sheet(guide: Guide, note: str = "", copy: Copy | None = None) -> Part:
    """A guide with its examples; ``note``: the owner's own words beside it."""
    return best_fit(lambda body: _sheet(guide, note, copy or Copy(), body))


def _sheet(guide: Guide, note: str, copy: Copy, body: float) -> Sheet:
    sheet = Sheet(guide.title, look(body), copy, invites=False)
    sheet.head([guide.purpose])
    if guide.when:
        section = sheet.structure.add("Sect")
        sheet.section([sheet.heading(section, "When"), sheet.line(section, guide.when)])
    _listed(sheet, "How", guide.steps)
    _listed(sheet, "What to watch for", guide.watch, symbol="eye")
    _listed(sheet, "Questions that help", guide.questions, symbol="question")
    _example(sheet, "A good example", guide.good, "Why it is good", fill="wellTint")
    _example(sheet, "A weak one", guide.weak, "What to ask of it", fill="ask")
    if note:
        section = sheet.structure.add("Sect")
        lines = [sheet.line(section, line) for line in note.splitlines() if line.strip()]
        sheet.section([sheet.heading(section, "Our own note"), *lines])
    return sheet


def _listed(sheet: Sheet, title: str, texts: Sequence[str], *, symbol: str = "") -> None:
    """A heading and a list: with a sign before each, or numbered."""
    if not texts:
        return
    section = sheet.structure.add("Sect")
    head = sheet.heading(section, title)
    listed = sheet.structure.add("L", section)
    sheet.section([head, *(_item(sheet, listed, text, symbol, number) for number, text in enumerate(texts, 1))])


def _item(sheet: Sheet, listed: int, text: str, symbol: str, number: int = 0, width: float = WIDTH) -> Piece:
    item = sheet.structure.add("LI", listed)
    body = sheet.structure.add("LBody", item)
    style, line, gap = Style(sheet.look.body.size), sheet.look.body.line, 1.4 * sheet.look.unit
    if not symbol:
        return words([Span(text, style)], width, line, body, gap=gap, disc=str(number))
    said = words([Span(text, style)], width - _INDENT, line, body)
    return Item(gap=gap, body=said, symbol=symbol, symbol_size=9.0, symbol_colour="ink2", indent=_INDENT)


def _example(sheet: Sheet, title: str, example: Example | None, points: str, *, fill: str) -> None:
    """What was written in a tinted box, and what to see in it."""
    if example is None:
        return
    section, unit = sheet.structure.add("Sect"), sheet.look.unit
    said = f"{title} ({example.of})" if example.of else title
    block, pad = sheet.structure.add("P", section), 5.0 * unit
    quote = words([Span(example.text, Style(sheet.look.body.size))], WIDTH - 2 * pad, sheet.look.body.line, block)
    box = Box(gap=2.0 * unit, children=(quote,), width=WIDTH, pad_x=pad, pad_y=3.0 * unit, fill=fill, radius=4.0 * unit)
    pieces: list[Piece] = [sheet.heading(section, said), box]
    if example.points:
        pieces.append(sheet.line(section, points, colour="ink2"))
        listed = sheet.structure.add("L", section)
        pieces += [_item(sheet, listed, text, "arrow-right") for text in example.points]
    sheet.section(pieces)
