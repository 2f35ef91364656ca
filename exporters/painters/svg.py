"""Drawings to SVG: text stays text, with its fonts embedded as subsets; several pages stand below one another."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from exporters.painters.meta import DocumentMeta
from exporters.painters.theme import colour
from models.drawing import Clip, Drawing, Line, Path, Picture, Primitive, Rect, Segment, Symbol, Text, flat
from models.drawings.symbols import VIEW_BOX, symbol_path
from models.photos import bare
from models.typeset import FACES, clean, subset_font

_GAP = 12.0
"""Space between pages on the sheet, in points."""


def to_svg(drawing: Drawing, meta: DocumentMeta) -> bytes:
    """The drawing as one SVG picture on a continuous sheet, 1 unit to the point."""
    width = max(page.width for page in drawing.pages)
    height = sum(page.height for page in drawing.pages) + _GAP * (len(drawing.pages) - 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}pt" height="{number(height)}pt" '
        f'viewBox="0 0 {number(width)} {number(height)}" lang="{escape(meta.lang)}" '
        f'xml:lang="{escape(meta.lang)}" role="document" aria-labelledby="title desc">',
        f'<title id="title">{escape(meta.title)}</title>',
        f'<desc id="desc">{escape(clean(drawing.text()))}</desc>',
        _font_style(drawing),
    ]
    top = 0.0
    for page in drawing.pages:
        parts.append(f'<g transform="translate(0 {number(top)})">')
        parts.append(f'<rect width="{number(page.width)}" height="{number(page.height)}" fill="#FFFFFF"/>')
        for block, items in groupby(page.items, key=lambda item: item.block):
            parts += _group(drawing, block, items)
        parts.append("</g>")
        top += page.height + _GAP
    parts.append("</svg>\n")
    return "\n".join(parts).encode()


def number(value: float) -> str:
    """A number as short as a picture needs: three decimals, no exponent, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _group(drawing: Drawing, block: int | None, items: Iterable[Primitive]) -> list[str]:
    """Primitives of one block: a figure is one picture with its words, decoration is hidden from readers."""
    painted = [_paint(item) for item in items]
    if block is None:
        return ['<g aria-hidden="true">', *painted, "</g>"]
    structure = drawing.blocks[block]
    if structure.alt:
        return [f'<g role="img" aria-label={quoteattr(clean(structure.alt))}>', *painted, "</g>"]
    return ["<g>", *painted, "</g>"]


def _font_style(drawing: Drawing) -> str:
    used: dict[str, set[str]] = {}
    for page in drawing.pages:
        for item in flat(page.items):
            if isinstance(item, Text):
                used.setdefault(item.face, set()).update(item.text)
    rules = []
    for key in sorted(used):
        data = base64.b64encode(subset_font(key, text="".join(sorted(used[key]))).data).decode("ascii")
        rules.append(f"@font-face{{{_font_words(key)};src:url(data:font/ttf;base64,{data})}}")
    return "<style>text{white-space:pre}\n" + "\n".join(rules) + "</style>"


def _font_words(key: str) -> str:
    face = FACES[key]
    weight, slant = ("700" if face.bold else "400"), ("italic" if face.italic else "normal")
    return f"font-family:'{face.family}';font-weight:{weight};font-style:{slant}"


def _paint(item: Primitive) -> str:
    if isinstance(item, Text):
        return _text(item)
    if isinstance(item, Line):
        ends = f'x1="{number(item.x1)}" y1="{number(item.y1)}" x2="{number(item.x2)}" y2="{number(item.y2)}"'
        return f"<line {ends}{_look('', item.colour, item.width, item.dash)}/>"
    if isinstance(item, Rect):
        box = f'x="{number(item.x)}" y="{number(item.y)}" width="{number(item.width)}" height="{number(item.height)}"'
        radius = f' rx="{number(item.radius)}"' if item.radius else ""
        return f"<rect {box}{radius}{_look(item.fill, item.stroke, item.stroke_width, item.dash)}/>"
    if isinstance(item, Path):
        look = _look(item.fill, item.stroke, item.stroke_width, item.dash)
        pen = ' stroke-linecap="round" stroke-linejoin="round"' if item.round else ""
        return f'<path d="{_path(item.segments)}" fill-rule="evenodd"{look}{pen}/>'
    if isinstance(item, Symbol):
        place = f"translate({number(item.x)} {number(item.y)}) scale({item.size / VIEW_BOX:.5f})"
        return f'<path transform="{place}" d="{_path(symbol_path(item.name))}" fill="{colour(item.colour)}"/>'
    return _clip(item) if isinstance(item, Clip) else _picture(item)


def _clip(item: Clip) -> str:
    """A picture in the picture: its edges cut off what reaches over them; round corners by a path of its own."""
    box = f'x="{number(item.x)}" y="{number(item.y)}" width="{number(item.width)}" height="{number(item.height)}"'
    inside = "".join(_paint(each) for each in item.items)
    if item.radius <= 0:
        view = f'viewBox="{number(item.x)} {number(item.y)} {number(item.width)} {number(item.height)}"'
        return f'<svg {box} {view} overflow="hidden">{inside}</svg>'
    name = "clip-" + hashlib.sha256((box + inside).encode()).hexdigest()[:16]
    return (
        f'<clipPath id="{name}"><rect {box} rx="{number(item.radius)}"/></clipPath>'
        f'<g clip-path="url(#{name})">{inside}</g>'
    )


def _text(item: Text) -> str:
    # Right-to-left runs hang from their middle: viewers that ignore the direction still put them in their place.
    x = item.x + item.width / 2 if item.rtl else item.x
    side = ' direction="rtl" unicode-bidi="embed" text-anchor="middle"' if item.rtl else ""
    lang = f' xml:lang="{escape(item.lang)}"' if item.lang else ""
    return (
        f'<text x="{number(x)}" y="{number(item.y)}" font-size="{number(item.size)}" '
        f'textLength="{number(item.width)}" lengthAdjust="spacingAndGlyphs" fill="{colour(item.colour)}" '
        f'style="{_font_words(item.face)}"{side}{lang}>{escape(item.text)}</text>'
    )


def _look(fill: str, stroke: str, width: float, dash: tuple[float, ...]) -> str:
    words = f' fill="{colour(fill) if fill else "none"}"'
    if stroke:
        words += f' stroke="{colour(stroke)}" stroke-width="{number(width)}"'
    if stroke and dash:
        words += f' stroke-dasharray="{" ".join(number(part) for part in dash)}"'
    return words


def _path(segments: Iterable[Segment]) -> str:
    return "".join(verb + " ".join(number(value) for value in values) for verb, values in segments)


def _picture(item: Picture) -> str:
    bytes_ = bare(item.data)
    kind = "png" if bytes_.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(bytes_).decode("ascii")
    box = f'x="{number(item.x)}" y="{number(item.y)}" width="{number(item.width)}" height="{number(item.height)}"'
    if not item.rotation and not item.flipped:
        return f'<image {box} preserveAspectRatio="none" href="data:image/{kind};base64,{data}"/>'
    middle = f"{number(item.x + item.width / 2)} {number(item.y + item.height / 2)}"
    back = f"{number(-item.x - item.width / 2)} {number(-item.y - item.height / 2)}"
    mirror = " scale(-1 1)" if item.flipped else ""
    turn = f"translate({middle}) rotate({number(item.rotation)}){mirror} translate({back})"
    return f'<image transform="{turn}" {box} preserveAspectRatio="none" href="data:image/{kind};base64,{data}"/>'
