"""The whole genogram as a figure: people first, then what ties them, put together in painting order."""

from __future__ import annotations

from models.drawing import Primitive, place_text
from models.drawings.genogram.labels import Labels, Wanted
from models.drawings.genogram.lines import Drawn, family_lines
from models.drawings.genogram.pieces import Figure, Options, Piece, Point, Scale, box_of, shifted
from models.drawings.genogram.presets import Presets, ours
from models.drawings.genogram.shapes import Outline
from models.drawings.genogram.symbols import outline_of, sign_of, symbol
from models.drawings.genogram.words import Speaker
from models.family_views import FamilyView, GenogramPerson
from models.genogram.result import Layout

_MARGIN = 0.2
"""Free space round the picture, in units."""


def figure(view: FamilyView, layout: Layout, options: Options | None = None, presets: Presets | None = None) -> Figure:
    """The picture of a family whose people have their places. Whoever the layout does not place is left out."""
    return _Making(view, layout, options or Options(), presets or ours()).made()


class _Making:
    """One figure while it is made."""

    def __init__(self, view: FamilyView, layout: Layout, options: Options, presets: Presets) -> None:
        self.view, self.layout, self.options, self.presets = view, layout, options, presets
        self.scale = Scale(options.size)
        self.speaker = Speaker(view, presets, options.names)
        self.people = [person for person in view.people if person.id in layout.at]
        xs = [layout.at[person.id].x for person in self.people] or [0.0]
        ys = [layout.at[person.id].y for person in self.people] or [0.0]
        unit = options.size
        self.origin: Point = ((0.6 - min(xs)) * unit, (0.9 - min(ys)) * unit)
        self.outlines: dict[str, Outline] = {
            person.id: outline_of(person, self._at(person.id), presets, self.scale) for person in self.people
        }
        self.used: set[str] = set()

    def _at(self, key: str) -> Point:
        spot, unit = self.layout.at[key], self.options.size
        return self.origin[0] + spot.x * unit, self.origin[1] + spot.y * unit

    def made(self) -> Figure:
        """Everything, shifted so that it begins at (0, 0)."""
        drawn = family_lines(self.view, self.layout, self.presets, self.scale, self.outlines, self.origin, self.speaker)
        self.used |= drawn.used
        labels = Labels(self.scale, self.outlines, drawn.segments, self.options.years)
        texts = labels.place([self._wanted(person) for person in self.people])
        people = [self._person(person, list(texts[person.id])) for person in self.people]
        dates = self._dates(drawn, labels)
        return self._framed([*drawn.pieces, *people, *dates])

    # People

    def _wanted(self, person: GenogramPerson) -> Wanted:
        lines = list(self.speaker.lines(person))
        sign = sign_of(person, self.presets, self.options)
        if self.options.ages and person.inside not in ("", "?", sign) and person.person.life in ("alive", "unknown"):
            lines.insert(0, person.person.age)
        top = min(placed.row for placed in self.layout.persons)
        return Wanted(person.id, self.speaker.label(person.id), tuple(lines), self.layout.at[person.id].row == top)

    def _person(self, person: GenogramPerson, texts: list[Primitive]) -> Piece:
        at = self._at(person.id)
        items, used = symbol(person, at, self.presets, self.options, self.scale)
        self.used |= used
        if self.options.years:
            items += self._years(person)
        items += texts
        return Piece("person", person.id, tuple(items), box_of(items), self.speaker.person(person), at)

    def _years(self, person: GenogramPerson) -> list[Primitive]:
        outline, style = self.outlines[person.id], self.scale.small
        x, _ = self._at(person.id)
        y = outline.box[1] - self.scale.unit * 0.035
        gap = self.scale.unit * 0.04
        items: list[Primitive] = []
        if person.born_year:
            items += place_text(person.born_year, style, x - gap, y, align="right")
        if person.died_year:
            items += place_text(person.died_year, style, x + gap, y)
        return items

    # Dates on couples' lines

    def _dates(self, drawn: Drawn, labels: Labels) -> list[Piece]:
        pieces = []
        for union in self.view.unions:
            rail = drawn.rails.get(union.id)
            if not union.dates or rail is None:
                continue
            left, right, y = rail
            lift = 0.115 if union.id in drawn.slashes else 0.065
            items = place_text(union.dates, self.scale.words, (left + right) / 2, y - self.scale.unit * lift, None,
                               "centre")  # fmt: skip
            box = box_of(items)
            labels.taken.append(box)
            anchor = ((left + right) / 2, y)
            pieces.append(
                Piece("union_label", union.id, tuple(items), box, self.speaker.union(union), anchor, union.partners)
            )
        return pieces

    def _framed(self, pieces: list[Piece]) -> Figure:
        margin = self.options.size * _MARGIN
        left = min((piece.bounds[0] for piece in pieces), default=0.0) - margin
        top = min((piece.bounds[1] for piece in pieces), default=0.0) - margin
        right = max((piece.bounds[0] + piece.bounds[2] for piece in pieces), default=0.0) + margin
        bottom = max((piece.bounds[1] + piece.bounds[3] for piece in pieces), default=0.0) + margin
        moved = tuple(shifted(piece, -left, -top) for piece in pieces)
        origin = (self.origin[0] - left, self.origin[1] - top)
        return Figure(moved, right - left, bottom - top, tuple(sorted(self.used)), origin, self.options.size)
