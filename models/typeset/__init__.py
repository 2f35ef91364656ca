"""Typesetting without Qt: fonts, shaping, line breaking, measuring."""

from models.typeset.fonts import FACES, Face, FontSubset, Metrics, metrics, subset_font
from models.typeset.paragraphs import Line, Paragraph, Run, Span, Style, set_paragraph, text_width
from models.typeset.shaping import Glyph, clean, guess_lang, is_rtl_text, lang_is_rtl, require_shaping, shape

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
