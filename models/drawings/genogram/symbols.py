"""A person's symbol: the outline of their gender, what their life makes of it, and what stands in it."""

from __future__ import annotations

from models.drawing import Primitive, place_text
from models.drawings.genogram.pieces import Options, Point, Scale
from models.drawings.genogram.presets import Presets
from models.drawings.genogram.shapes import Outline
from models.family_views import GenogramPerson
from models.typeset import text_width

_ROOM = {"circle": 1.5, "square": 1.7, "soft_square": 1.6, "diamond": 1.25, "triangle": 1.15, "hexagon": 1.6}
"""How wide a word in the middle of a symbol may be, in halves of its side."""


def outline_of(person: GenogramPerson, at: Point, presets: Presets, scale: Scale) -> Outline:
    """The outer outline of somebody's symbol."""
    life = presets.lives.get(person.person.life, presets.lives["unknown"])
    gender = presets.genders.get(person.person.gender, presets.genders["unknown"])
    pet = person.person.kind == "pet"
    shape = life.shape or (presets.pet.shape if pet else gender.shape)
    size = life.size * (presets.pet.size if pet else 1.0)
    return Outline(shape, at[0], at[1], presets.symbol_size * scale.unit / 2 * size)


def symbol(
    person: GenogramPerson, at: Point, presets: Presets, options: Options, scale: Scale
) -> tuple[list[Primitive], set[str]]:
    """The symbol without its label, and the legend keys of what it is made of."""
    outer = outline_of(person, at, presets, scale)
    life = person.person.life if person.person.life in presets.lives else "unknown"
    gender = person.person.gender if person.person.gender in presets.genders else "unknown"
    pet = person.person.kind == "pet"
    used = {"pet"} if pet else {f"gender:{gender}"}
    if presets.lives[life].shape:
        used = set()
    if life not in ("alive", "unknown"):
        used.add(f"life:{life}")
    stroke = scale.stroke * (0.85 if outer.half < scale.unit * 0.2 else 1.0)
    items = [outer.drawn(stroke)]
    if person.is_index and not presets.lives[life].shape:
        gap = presets.index.gap * scale.unit / 2
        items.append(Outline(outer.shape, *at, max(outer.half - gap, outer.half * 0.5)).drawn(stroke, ""))
        used.add("index")
    if person.born_as in presets.genders and not presets.lives[life].shape and not pet and life != "stillborn":
        born = presets.genders[person.born_as or ""]
        items.append(Outline(born.shape, *at, outer.half * presets.transgender.size).drawn(stroke * 0.85, ""))
        used.add("transgender")
    items += outer.cross(stroke, presets.lives[life].cross)
    items += _inside(person, outer, presets, options, scale, nested="transgender" in used)
    return items, used


def sign_of(person: GenogramPerson, presets: Presets, options: Options) -> str:
    """What stands in the symbol: the sign of a gender nobody knows, else the age or the month expected."""
    life = presets.lives.get(person.person.life, presets.lives["unknown"])
    if life.cross != "none":
        return ""
    gender = presets.genders.get(person.person.gender, presets.genders["unknown"])
    if gender.sign and not life.shape and person.person.kind != "pet":
        return gender.sign
    return person.inside if options.ages or person.inside == "?" else ""


def _inside(
    person: GenogramPerson, outer: Outline, presets: Presets, options: Options, scale: Scale, *, nested: bool
) -> list[Primitive]:
    said = sign_of(person, presets, options)
    if not said or outer.shape == "dot":
        return []
    style = scale.age
    room = outer.half * _ROOM.get(outer.shape, 1.5) * (presets.transgender.size if nested else 1.0)
    if outer.shape == "triangle" or outer.half < scale.unit * 0.2:
        style = style.but(size=scale.small.size)
    wide = text_width(said, style)
    if wide > room:
        style = style.but(size=round(max(style.size * room / wide, scale.unit * 0.1), 2))
    drop = outer.half * 0.62 if outer.shape == "triangle" else style.size * 0.34
    return [*place_text(said, style, outer.x, outer.y + drop, align="centre")]
