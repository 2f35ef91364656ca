"""A scale on a sheet: both its ends in words. What is not written, or not this reader's, leaves no empty label."""

from __future__ import annotations

from models.drawing import Structure, speak_lang
from models.drawings.flow import Piece, Row, words
from models.drawings.look import Type
from models.typeset import Span, Style
from models.views import ScaleView


def scale_ends(
    structure: Structure, parent: int, scale: ScaleView, type_: Type, width: float, *, gap: float, share: float
) -> list[Piece]:
    """0 on the left and 10 on the right, each in a *share* of the width; [] where neither is told."""
    style = Style(type_.size, colour="ink2")
    cells: list[tuple[float, Piece]] = []
    for text, words_ in (("0", scale.zero_text), ("10", scale.ten_text)):
        if not words_:
            continue
        said = f"{text}: {words_}"
        block = structure.add("P", parent, lang=speak_lang(words_))
        is_high = text == "10"
        set_ = words([Span(said, style)], width * share, type_.line, block, align="right" if is_high else "start")
        cells.append((width * (1 - share) if is_high else 0.0, set_))
    return [Row(gap=gap, cells=tuple(cells))] if cells else []
