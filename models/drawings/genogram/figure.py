"""The whole genogram as a figure: people first, then what ties them, put together in painting order."""

from __future__ import annotations

from dataclasses import replace

from models.drawing import Primitive, Rect, place_text
from models.drawings.genogram.homes import Everybody, Inhabitant, Loop, loop
from models.drawings.genogram.labels import Labels, Wanted, shortened
from models.drawings.genogram.lines import Drawn, family_lines
from models.drawings.genogram.pieces import Figure, Options, Piece, Point, Scale, box_of, shifted
from models.drawings.genogram.placing import Backing, Crowd, spots_on_rail, spots_round
from models.drawings.genogram.presets import Presets, in_force
from models.drawings.genogram.shapes import Outline
from models.drawings.genogram.symbols import outline_of, sign_of, symbol
from models.drawings.genogram.ties import Obstacles, tie_pieces
from models.drawings.genogram.words import Speaker
from models.family_views import FamilyView, GenogramPerson, HomeView
from models.genogram.result import Layout
from models.typeset import text_width

_MARGIN = 0.2
"""Free space round the picture, in units."""


def figure(view: FamilyView, layout: Layout, options: Options | None = None, presets: Presets | None = None) -> Figure:
    """The picture of a family whose people have their places. Whoever the layout does not place is left out."""
    return _Making(view, layout, options or Options(), presets or in_force()).made()


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
        self.top = min((placed.row for placed in layout.persons), default=0)
        partners = {union.id: frozenset(union.partners) for union in view.unions}
        self.unborn = [
            (link.child, partners[link.union]) for link in view.children
            if link.child in self.outlines and link.union in partners
            and self.speaker.people[link.child].person.life == "unborn"
        ]  # fmt: skip

    def _at(self, key: str) -> Point:
        spot, unit = self.layout.at[key], self.options.size
        return self.origin[0] + spot.x * unit, self.origin[1] + spot.y * unit

    def made(self) -> Figure:
        """Everything, shifted so that it begins at (0, 0)."""
        drawn = family_lines(self.view, self.layout, self.presets, self.scale, self.outlines, self.origin, self.speaker)
        self.used |= drawn.used
        labels = Labels(self.scale, self.outlines, drawn.segments, self.options.years)
        texts = labels.place([self._wanted(person) for person in self.people])
        crowd = Crowd([*labels.taken, *(outline.box for outline in self.outlines.values())], drawn.segments)
        years = {person.id: self._years(person, crowd) for person in self.people if self.options.years}
        dates = self._dates(drawn, crowd)
        homes = self._homes(labels, crowd) if self.options.homes else []
        ties: list[Piece] = []
        if self.options.ties:
            taken = [*(piece.bounds for piece in dates), *(box_of(items) for items in years.values() if items)]
            obstacles = Obstacles(self.outlines, labels.boxes, taken, drawn.segments)
            ties, used = tie_pieces(self.view.ties, obstacles, self.presets, self.options, self.scale, self.speaker)
            self.used |= used
        names = self._home_names(homes, ties, crowd)
        rings = [ring for _, made in homes for ring in made.rings]
        ground = Backing([tie.path for tie in ties], rings, self.options.ground, self.presets.home.fill)
        unit = self.scale.unit
        people = [
            self._person(p, ground.behind([*years.get(p.id, ()), *texts[p.id]], unit)) for p in self.people
        ]  # fmt: skip
        words = [replace(piece, items=tuple(ground.behind(piece.items, unit))) for piece in (*dates, *names)]
        return self._framed([*(piece for piece, _ in homes), *drawn.pieces, *ties, *people, *words])

    # People

    def _wanted(self, person: GenogramPerson) -> Wanted:
        lines = list(self.speaker.lines(person))
        sign = sign_of(person, self.presets, self.options)
        if self.options.ages and person.inside not in ("", "?", sign) and person.person.life in ("alive", "unknown"):
            age = person.person.age
            lines.insert(0, f"aged {age}" if age.isdigit() else age)
        if self.options.homes and self.options.names:
            lines += self._alone(person)
        return Wanted(person.id, self.speaker.label(person.id), tuple(lines), self.layout.at[person.id].row == self.top)

    def _alone(self, person: GenogramPerson) -> list[str]:
        """Where somebody lives who is the only one of the picture there: in words, as no loop says it."""
        if self.presets.home.alone != "words":
            return []
        found = []
        for home in self.speaker.homes.get(person.id, ()):
            if self._residents(home) == (person.id,) and home.name:
                own = home.name.lower() in {
                    f"{name}'s".lower() for name in (person.person.name, person.person.name[:-1])
                }
                at = home.name if not home.name.startswith("The ") else f"the {home.name[4:]}"
                found.append("own home" if own else f"at {at}")
        return found

    def _person(self, person: GenogramPerson, texts: list[Primitive]) -> Piece:
        at = self._at(person.id)
        items, used = symbol(person, at, self.presets, self.options, self.scale)
        self.used |= used
        # Ground behind words goes below the symbol, which may be near.
        items = [*(t for t in texts if isinstance(t, Rect)), *items, *(t for t in texts if not isinstance(t, Rect))]
        return Piece("person", person.id, tuple(items), box_of(items), self.speaker.person(person), at)

    def _years(self, person: GenogramPerson, crowd: Crowd) -> list[Primitive]:
        """The year of birth at the upper left, that of death at the upper right, clear of lines that come in there."""
        style, unit = self.scale.small, self.scale.unit
        left, top, width, _ = self.outlines[person.id].box
        items: list[Primitive] = []
        for year, side in ((person.born_year, -1), (person.died_year, 1)):
            if not year:
                continue
            size = (text_width(year, style), style.size * 0.8)
            middle = left + width / 2
            reach = size[0] / 2
            above, beside = top - unit * 0.035 - size[1] / 2, top + unit * 0.03 + size[1] / 2
            spots = [
                ((middle + side * (unit * 0.04 + reach), above), 0.0),
                ((middle + side * (unit * 0.12 + reach), above), 0.1),
                ((middle + side * (width / 2 + unit * 0.03 + reach), beside), 0.2),
            ]
            x, y = crowd.best(size, spots)
            crowd.add((x - reach, y - size[1] / 2, *size))
            items += place_text(year, style, x, y + size[1] / 2 - style.size * 0.05, align="centre")
        return items

    # Words on lines and homes

    def _dates(self, drawn: Drawn, crowd: Crowd) -> list[Piece]:
        pieces = []
        style, unit = self.scale.words, self.scale.unit
        for union in self.view.unions:
            rail = drawn.rails.get(union.id)
            if not union.dates or rail is None:
                continue
            dates = shortened(union.dates, style, max(rail[1] - rail[0], unit * 0.8))
            size = (text_width(dates, style) + unit * 0.04, style.size * 1.05)
            spots = spots_on_rail(rail, size, unit, drawn.drops.get(union.id), drawn.slashes.get(union.id))
            x, y = crowd.best(size, spots)
            items = place_text(dates, style, x, y + style.size * 0.34, align="centre")
            crowd.add((x - size[0] / 2, y - size[1] / 2, *size))
            anchor = ((rail[0] + rail[1]) / 2, rail[2])
            words = self.speaker.union(union)
            pieces.append(
                Piece("union_label", union.id, tuple(items), box_of(items), words, anchor, union.partners)
            )  # fmt: skip
        return pieces

    def _homes(self, labels: Labels, crowd: Crowd) -> list[tuple[Piece, Loop]]:
        """Loops round who lives together, the widest first so that it lies below the others."""
        number = {person.id: n for n, person in enumerate(self.people)}
        everybody = Everybody([Inhabitant(self.outlines[key].box, labels.boxes.get(key)) for key in number])
        found = []
        for home in self.view.homes:
            members = self._residents(home)
            if len(members) < 2 and not (members and self.presets.home.alone == "loop"):
                continue
            made = loop(everybody, [number[key] for key in members], self.scale.unit)
            if made is None:
                continue
            for ring in made.rings:
                crowd.add_curve(ring)
            items = (made.drawn(self.presets, self.scale),)
            top = min(made.rings[0], key=lambda point: point[1])
            words = self.speaker.home(home)
            found.append((Piece("home", home.id, items, box_of(items), words, top, members, made.rings[0]), made))
            self.used.add("home")
        return sorted(found, key=lambda pair: -pair[0].bounds[2] * pair[0].bounds[3])

    def _residents(self, home: HomeView) -> tuple[str, ...]:
        """Who of the picture lives in a home; a child not born yet where all its parents live."""
        members = [member.person.id for member in home.members if member.person.id in self.outlines]
        members += [child for child, parents in self.unborn if parents <= set(members)]
        return tuple(dict.fromkeys(members))

    def _home_names(self, homes: list[tuple[Piece, Loop]], ties: list[Piece], crowd: Crowd) -> list[Piece]:
        if not self.options.names:
            return []
        for tie in ties:
            crowd.add_curve(tie.path)
        names = {home.id: home.name for home in self.view.homes}
        style, pieces = self.scale.words, []
        for piece, made in homes:
            text = shortened(names[piece.id], style, self.scale.unit * 2.6)
            size = (text_width(text, style), style.size * 1.1)
            x, y = crowd.best(size, spots_round(made.rings[0], size, self.scale.unit), self.scale.unit * 0.06)
            items = place_text(text, style, x, y + style.size * 0.34, align="centre")
            box = (x - size[0] / 2, y - size[1] / 2, *size)
            crowd.add(box)
            pieces.append(Piece("home_label", piece.id, tuple(items), box, piece.words, (x, y), piece.ends))
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
