"""Simple SVG pictures as flat primitives, so that every painter draws them as it draws everything else.

Understood: groups, the basic shapes and paths, every transform, and fill and stroke as attributes or as a ``style``,
with what groups hand down. Anything else (gradients, clipping, text, links to other files) raises :class:`UnknownSvg`
instead of drawing something half right.

Primitives know no see-through colours: one with opacity is mixed with what lies under the middle of its shape. They
fill by the even-odd rule, an SVG by the non-zero one; :func:`models.pictures.winding.even_odd` turns the one into the
other.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

from fontTools.misc.transform import Identity, Transform
from fontTools.svgLib.path.shapes import PathBuilder

from models.drawing import Path, Segment
from models.pictures.outlines import path_segments
from models.pictures.winding import even_odd, is_inside, middle_of

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_GROUPS = frozenset(("g", "svg", "a", "switch"))
_SKIPPED = frozenset(("title", "desc", "metadata", "defs", "namedview"))
_CLEAR = ("none", "transparent")
_NAMED = {"black": "#000000", "white": "#ffffff", "red": "#ff0000", "grey": "#808080", "gray": "#808080"}
# What changes nothing for a shape that is filled and stroked plainly, or is geometry that is read elsewhere.
_HARMLESS = frozenset(
    """id class d points x y x1 x2 y1 y2 cx cy r rx ry width height transform viewBox version style display color
    stop-color enable-background overflow space clip-rule stroke-miterlimit vector-effect data-name
    stroke-dashoffset preserveAspectRatio type label groupmode nodetypes connector-curvature role
    isolation mix-blend-mode -inkscape-stroke font-family font-size solid-color solid-opacity stop-opacity
    color-rendering image-rendering shape-rendering""".split()
)
_WORDS = {
    "stroke-linecap": ("cap", ("butt", "round", "square")),
    "stroke-linejoin": ("join", ("miter", "round", "bevel")),
    "fill-rule": ("rule", ("nonzero", "evenodd")),
    "paint-order": ("order", ("normal", "stroke fill markers", "stroke")),
}
"""Attributes with a choice of words: the field of a look, and the words."""
_HARMLESS_VALUES = {
    "mix-blend-mode": ("normal",),
    "vector-effect": ("none",),
    "stroke-dashoffset": ("0",),
}


_STRETCH = 0.1
"""How much more a line may be stretched one way than the other; it is drawn with the width between."""

_NOWHERE = 1e-3
"""The length of a line that leads nowhere."""
_DOT = 0.01
"""The length of a line that is a dot."""


class UnknownSvg(ValueError):
    """The SVG has something in it that cannot be drawn faithfully; the message names it."""


@dataclass(frozen=True, slots=True)
class SvgPicture:
    """A picture's size in its own units, and its paths from the back to the front, its top left corner at 0, 0."""

    width: float
    height: float
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a group hands down. Opacities are 0–1; ``group`` is that of the groups around, multiplied."""

    fill: str = "#000000"
    stroke: str = ""
    width: float = 1.0
    cap: str = "butt"
    join: str = "miter"
    dash: tuple[float, ...] = ()
    rule: str = "nonzero"
    order: str = "normal"
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    group: float = 1.0
    place: Any = Identity


def read_svg(text: str) -> SvgPicture:
    """An SVG file as paths. Raises UnknownSvg for what cannot be drawn, and for what is no SVG."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnknownSvg("a document type")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise UnknownSvg("no XML") from error
    if _tag(root) != "svg":
        raise UnknownSvg("no svg element")
    left, top, width, height = _view_box(root)
    paths: list[Path] = []
    _read(root, _Look(place=Identity.translate(-left, -top)), paths)
    return SvgPicture(width, height, tuple(paths))


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _view_box(root: ElementTree.Element) -> tuple[float, float, float, float]:
    box = [float(number) for number in re.findall(_NUMBER, root.get("viewBox", ""))]
    if not box:
        box = [0.0, 0.0, _length(root.get("width", "")), _length(root.get("height", ""))]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        raise UnknownSvg("no size")
    return box[0], box[1], box[2], box[3]


def _length(text: str) -> float:
    found = re.fullmatch(rf"\s*({_NUMBER})(?:px)?\s*", text)
    if found is None:
        raise UnknownSvg(f"length {text!r}")
    return float(found[1])


# ---- elements -----------------------------------------------------------------------------------------------------


def _read(element: ElementTree.Element, above: _Look, paths: list[Path]) -> None:
    tag = _tag(element)
    if tag in _SKIPPED:
        return
    if tag not in _SHAPES | _GROUPS:
        raise UnknownSvg(f"element {tag}")
    said = _said(element)
    if said.get("display") == "none" or said.get("visibility") == "hidden":
        return
    look = _look(said, above)
    if tag == "line":
        # It has no inside, but some readers of a PDF would show a filled one as a hair.
        look = replace(look, fill="")
    if tag in _GROUPS:
        for child in element:
            _read(child, look, paths)
    else:
        paths.extend(_drawn(_outline(element), look, paths))


def _said(element: ElementTree.Element) -> dict[str, str]:
    """Attributes and style of an element in one; the style wins."""
    said = {name.rpartition("}")[2]: value.strip() for name, value in element.attrib.items()}
    for rule in said.get("style", "").split(";"):
        name, colon, value = rule.partition(":")
        if colon:
            said[name.strip()] = value.strip()
    return said


def _look(said: dict[str, str], above: _Look) -> _Look:
    """What an element looks like, given what the groups around it say."""
    look = above
    for name, value in said.items():
        if name in _HARMLESS_VALUES and value not in _HARMLESS_VALUES[name]:
            raise UnknownSvg(f"{name} {value}")
        if value == "inherit" or name in _HARMLESS:
            continue
        look = _styled(look, name, value)
    if "transform" in said:
        look = replace(look, place=above.place.transform(_transform(said["transform"])))
    return look


def _styled(look: _Look, name: str, value: str) -> _Look:
    """A look with one more thing said of it."""
    if name in ("fill", "stroke"):
        colour = _colour(value)
        return replace(look, fill=colour) if name == "fill" else replace(look, stroke=colour)
    if name == "opacity":
        return replace(look, group=look.group * _share(value))
    if name in ("fill-opacity", "stroke-opacity"):
        share = _share(value)
        return replace(look, fill_opacity=share) if name == "fill-opacity" else replace(look, stroke_opacity=share)
    if name == "stroke-width":
        return replace(look, width=_length(value))
    if name == "stroke-dasharray":
        return replace(look, dash=_dash(value))
    if name in _WORDS and value in _WORDS[name][1]:
        said: dict[str, Any] = {_WORDS[name][0]: value}
        return replace(look, **said)
    if name == "visibility" and value == "visible":
        return look
    raise UnknownSvg(f"{name} {value}")


def _colour(value: str) -> str:
    value = value.lower()
    if value in _CLEAR:
        return ""
    if re.fullmatch("#[0-9a-f]{3}", value):
        return "#" + "".join(digit * 2 for digit in value[1:])
    if re.fullmatch("#[0-9a-f]{6}", value):
        return value
    if value in _NAMED:
        return _NAMED[value]
    raise UnknownSvg(f"colour {value}")


def _share(value: str) -> float:
    try:
        share = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        raise UnknownSvg(f"opacity {value}") from None
    return min(1.0, max(0.0, share))


def _dash(value: str) -> tuple[float, ...]:
    """On and off lengths. Pairs of nothing and nothing, which drawing programs leave behind, are taken out."""
    lengths = [float(number) for number in re.findall(_NUMBER, value)]
    if len(lengths) % 2:
        lengths *= 2
    pairs = [(on, off) for on, off in zip(lengths[::2], lengths[1::2], strict=True) if on or off]
    return tuple(length for pair in pairs for length in pair) if any(off for _, off in pairs) else ()


def _transform(text: str) -> Transform:
    place = Identity
    rest = re.sub(r"(\w+)\s*\(([^)]*)\)[\s,]*", "", text).strip()
    if rest:
        raise UnknownSvg(f"transform {text}")
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        given = [float(number) for number in re.findall(_NUMBER, inside)]
        place = place.transform(_step(name, given))
    return place


def _step(name: str, given: list[float]) -> Transform:
    match name, given:
        case "matrix", [_, _, _, _, _, _]:
            return Transform(*given)
        case "translate", [x, *rest] if len(rest) < 2:
            return Identity.translate(x, rest[0] if rest else 0.0)
        case "scale", [x, *rest] if len(rest) < 2:
            return Identity.scale(x, rest[0] if rest else x)
        case "rotate", [turn]:
            return Identity.rotate(math.radians(turn))
        case "rotate", [turn, x, y]:
            return Identity.translate(x, y).rotate(math.radians(turn)).translate(-x, -y)
        case "skewX", [turn]:
            return Identity.skew(math.radians(turn), 0)
        case "skewY", [turn]:
            return Identity.skew(0, math.radians(turn))
    raise UnknownSvg(f"transform {name}")


# ---- shapes -------------------------------------------------------------------------------------------------------


def _outline(element: ElementTree.Element) -> tuple[Segment, ...]:
    if _tag(element) == "rect" and not (element.get("width") and element.get("height")):
        return ()
    builder = PathBuilder()
    plain = ElementTree.Element(_tag(element), {k: v for k, v in element.attrib.items() if k != "transform"})
    try:
        builder.add_path_from_element(plain)
        found = [segment for outline in builder.paths for segment in path_segments(outline)]
    except (ValueError, TypeError, IndexError, AssertionError) as error:
        raise UnknownSvg(f"a {_tag(element)} that cannot be read") from error
    if _tag(element) in ("circle", "ellipse"):
        found.append(("Z", ()))
    return tuple(_without_stops(found))


def _without_stops(segments: list[Segment]) -> list[Segment]:
    """A path without lines that lead nowhere: a sharp corner there would grow a spike. Dots stay."""
    kept: list[Segment] = []
    for verb, values in segments:
        before, there = kept[-1] if kept else ("Z", ())
        if verb == "L" and before in ("L", "C") and math.dist(there[-2:], values) < _NOWHERE:
            # The step before ends where this one did, so that a ring closes without a gap.
            kept[-1] = (before, (*there[:-2], *values))
        elif verb == "L" and before == "M" and math.dist(there, values) < _NOWHERE:
            # A dot: painters draw none for a line of no length at all.
            kept.append((verb, (values[0] + _DOT, values[1])))
        else:
            kept.append((verb, values))
    return kept


def _drawn(outline: tuple[Segment, ...], look: _Look, below: list[Path]) -> list[Path]:
    """The paths that draw one shape over those *below*: its filled parts, then its line (or, if it says so, before)."""
    segments = tuple((verb, _placed(values, look.place)) for verb, values in outline)
    fill = _mixed(look.fill, look.fill_opacity * look.group, segments, below)
    stroke = _mixed(look.stroke, look.stroke_opacity * look.group, segments, below) if look.width > 0 else ""
    if not segments or not (fill or stroke):
        return []
    filled = [segments]
    if fill and look.rule == "nonzero":
        filled = even_odd(segments)
    if not stroke:
        return [Path(part, fill) for part in filled]
    line = _line(segments, look, stroke)
    if not fill:
        return [line]
    if look.order != "normal":
        return [line, *(Path(part, fill) for part in filled)]
    if filled == [segments]:
        return [replace(line, fill=fill)]
    return [*(Path(part, fill) for part in filled), line]


def _line(segments: tuple[Segment, ...], look: _Look, stroke: str) -> Path:
    a, b, c, d = look.place[:4]
    zoom = math.sqrt(abs(a * d - b * c))
    if abs(math.hypot(a, b) - math.hypot(c, d)) > _STRETCH * zoom:
        raise UnknownSvg("a line stretched more one way than the other")
    is_closed = all(verb != "M" or index == 0 for index, (verb, _) in enumerate(segments)) and segments[-1][0] == "Z"
    # One word for both ends and corners: a closed line has no ends, and only its corners show.
    # Square ends reach as far as round ones, which come nearest to them.
    is_round = look.join == "round" or (look.cap != "butt" and not is_closed)
    dash = tuple(length * zoom for length in look.dash)
    return Path(segments, "", stroke, look.width * zoom, dash, round=is_round)


def _placed(values: tuple[float, ...], place: Any) -> tuple[float, ...]:
    points = place.transformPoints(list(zip(values[::2], values[1::2], strict=True)))
    return tuple(value for point in points for value in point)


def _mixed(colour: str, opacity: float, segments: tuple[Segment, ...], below: list[Path]) -> str:
    """A colour as it looks over what is below it, or over white paper; "" for one that cannot be seen."""
    if not colour or opacity <= 0 or opacity > 0.99:
        return colour if opacity > 0 else ""
    middle = middle_of(segments)
    ground = next((path.fill for path in reversed(below) if path.fill and is_inside(middle, path.segments)), "#ffffff")
    pairs = ((int(ground[at : at + 2], 16), int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(under + (over - under) * opacity):02x}" for under, over in pairs)
