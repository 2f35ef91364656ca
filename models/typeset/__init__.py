"""Typesetting without Qt: fonts, shaping, line breaking, measuring."""

from models.typeset import paragraphs, shaping
from models.typeset.fonts import FACES, Face, FontSubset, Metrics, metrics, subset_font
from models.typeset.paragraphs import Line, Paragraph, Run, Span, Style, set_paragraph, text_width
from models.typeset.shaping import Glyph, clean, guess_lang, is_rtl_text, lang_is_rtl, require_shaping, shape


def forget() -> None:
    """Drop every word kept from earlier settings: part of locking, where no case text may stay behind."""
    for cached in (shaping.shape, shaping.advance, shaping.faces_of, shaping.guess_lang, paragraphs.paragraph_of):
        cached.cache_clear()


__all__ = [
    "FACES",
    "Face",
    "FontSubset",
    "Glyph",
    "Line",
    "Metrics",
    "Paragraph",
    "Run",
    "Span",
    "Style",
    "clean",
    "forget",
    "guess_lang",
    "is_rtl_text",
    "lang_is_rtl",
    "metrics",
    "require_shaping",
    "set_paragraph",
    "shape",
    "subset_font",
    "text_width",
]
