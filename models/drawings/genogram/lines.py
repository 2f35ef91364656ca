"""The family's right-angled lines: couples with their dashes, slashes and dates, children with theirs, twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.drawing import Line, Path, Primitive
from models.drawings.genogram.pieces import Piece, Point, Scale, box_of
from models.drawings.genogram.presets import ChildLine, Dash, Presets
from models.drawings.genogram.shapes import Outline, open_path
from models.drawings.genogram.words import Speaker
from models.family_views import ChildView, FamilyView, UnionView
from models.genogram.result import Layout

Segment = tuple[float, float, float, float]
"""From (x1, y1) to (x2, y2)."""


@dataclass
class Drawn:
    """Lines as drawn: their pieces, every straight part of them, and where each couple's dates may stand."""

    pieces: list[Piece] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    rails: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    """Union → (left, right, y) of the free part of the line between its partners."""
    drops: dict[str, float] = field(default_factory=dict)
    slashes: dict[str, float] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Family:
    """The layout's lines of one union, already in points."""

    couple: tuple[Point, ...] = ()
    risers: tuple[tuple[Point, ...], ...] = ()
    drop: tuple[tuple[Point, ...], ...] = ()
    bar: tuple[Point, ...] = ()
    stems: tuple[tuple[str, tuple[Point, ...]], ...] = ()


def family_lines(
    view: FamilyView, layout: Layout, presets: Presets, scale: Scale, outlines: Mapping[str, Outline],
    origin: Point, speaker: Speaker,
) -> Drawn:  # fmt: skip
    """All lines of the family, a piece for each couple and one for each child."""
    families = _families(layout, scale.unit, origin)
    links: dict[str, list[ChildView]] = defaultdict(list)
    for link in view.children:
        links[link.union].append(link)
    drawn = Drawn()
    for union in view.unions:
        family = families.get(union.id)
        if family is None:
            continue
        painter = _Painter(drawn, presets, scale, outlines, speaker)
        painter.couple(union, family, links[union.id])
        painter.children(union, family, links[union.id])
    return drawn


def _families(layout: Layout, unit: float, origin: Point) -> dict[str, _Family]:
    parts: dict[str, dict[str, list[tuple[str | None, tuple[Point, ...]]]]] = defaultdict(lambda: defaultdict(list))
    for line in layout.lines:
        points = tuple((origin[0] + x * unit, origin[1] + y * unit) for x, y in line.points)
        parts[line.union][line.kind].append((line.person, points))
    return {
        union: _Family(
            couple=next((points for person, points in kinds["couple"] if person is None), ()),
            risers=tuple(points for person, points in kinds["couple"] if person is not None),
            drop=tuple(points for _, points in kinds["drop"]),
            bar=next((points for _, points in kinds["bar"]), ()),
            stems=tuple((person or "", points) for person, points in kinds["stem"]),
        )
        for union, kinds in parts.items()
    }


@dataclass
class _Painter:
    drawn: Drawn
    presets: Presets
    scale: Scale
    outlines: Mapping[str, Outline]
    speaker: Speaker

    def couple(self, union: UnionView, family: _Family, links: Sequence[ChildView]) -> None:
        """The line between partners, its slashes, the line down to the children and the bar above them."""
        kind = self.presets.unions.get(union.kind, self.presets.unions["unknown"])
        dash = self.scale.dash(kind.dash)
        items: list[Primitive] = []
        for points in (family.couple, *family.risers):
            items += self._strokes(points, dash)
        for points in family.drop:
            items += self._strokes(points, ())
        items += self._strokes(self._bar(family, links), ())
        self._span(union, family)
        items += self._slashes(union)
        if len(union.partners) > 1:
            self.drawn.used.add(f"union:{union.kind if union.kind in self.presets.unions else 'unknown'}")
        if not items:
            return
        rail = self.drawn.rails.get(union.id)
        middle = ((rail[0] + rail[1]) / 2, rail[2]) if rail else self._first(family)
        path = family.couple or next(iter(family.drop), ()) or family.bar
        self.drawn.pieces.append(
            Piece("line", union.id, tuple(items), box_of(items), self.speaker.union(union), middle, union.partners,
                  path)
        )  # fmt: skip

    def _first(self, family: _Family) -> Point:
        points = next(iter(family.drop), ()) or family.bar or next(iter(family.risers), ((0.0, 0.0),))
        return points[len(points) // 2]

    def _strokes(self, points: Sequence[Point], dash: Dash, colour: str = "ink") -> list[Primitive]:
        if len(points) < 2 or all(point == points[0] for point in points):
            return []
        self.drawn.segments += [(*one, *other) for one, other in pairwise(points)]
        if len(points) == 2:
            return [Line(*points[0], *points[1], colour, self.scale.stroke, dash)]
        return [Path(open_path(list(points)), "", colour, self.scale.stroke, dash)]

    def _span(self, union: UnionView, family: _Family) -> None:
        """The part of the partners' line that no symbol covers."""
        if family.couple:
            (x1, y), (x2, _) = family.couple[0], family.couple[-1]
            left, right = min(x1, x2), max(x1, x2)
            for partner in union.partners:
                outline = self.outlines.get(partner)
                if outline is None or abs(outline.y - y) > outline.half:
                    continue
                if abs(outline.x - left) < 1:
                    left = outline.x + outline.reach(1, 0)
                elif abs(outline.x - right) < 1:
                    right = outline.x - outline.reach(1, 0)
            self.drawn.rails[union.id] = (left, right, y)
        if family.drop and len(family.drop[0]) == 2:
            self.drawn.drops[union.id] = family.drop[0][0][0]

    def _slashes(self, union: UnionView) -> list[Primitive]:
        ending = self.presets.endings.get(union.ended_by)
        rail = self.drawn.rails.get(union.id)
        if ending is None:
            return []
        self.drawn.used.add(f"ending:{union.ended_by}")
        if rail is None or not ending.slashes:
            return []
        left, right, y = rail
        drop = self.drawn.drops.get(union.id)
        # On the longer side of the children's line, so that it is the couple that is crossed out and not the children.
        if drop is not None and left < drop < right:
            left, right = (drop, right) if right - drop >= drop - left else (left, drop)
        x, unit, step = (left + right) / 2, self.scale.unit, self.scale.unit * 0.08
        self.drawn.slashes[union.id] = x
        start = x - step * (ending.slashes - 1) / 2
        return [
            Line(start + step * n - unit * 0.05, y + unit * 0.095, start + step * n + unit * 0.05, y - unit * 0.095,
                 "ink", self.scale.stroke)
            for n in range(ending.slashes)
        ]  # fmt: skip

    # Children

    def _twins(self, family: _Family, links: Sequence[ChildView]) -> dict[str, float]:
        """Child → where on the bar its twins' lines meet, for those whose lines come straight down."""
        straight = {child: points for child, points in family.stems if len(points) == 2}
        groups: dict[str, list[str]] = defaultdict(list)
        for link in links:
            if link.twins and link.child in straight:
                groups[link.twins].append(link.child)
        found = {}
        for members in groups.values():
            if len(members) > 1:
                middle = sum(straight[child][0][0] for child in members) / len(members)
                found.update(dict.fromkeys(members, middle))
        return found

    def _bar(self, family: _Family, links: Sequence[ChildView]) -> tuple[Point, ...]:
        if not family.bar:
            return ()
        meets = self._twins(family, links)
        y = family.bar[0][1]
        xs = [meets.get(child, points[0][0]) for child, points in family.stems]
        xs += [points[-1][0] for points in family.drop]
        return (min(xs), y), (max(xs), y)

    def children(self, union: UnionView, family: _Family, links: Sequence[ChildView]) -> None:
        """A piece for the line to each child; twins' lines start at one point, identical ones are joined by a bar."""
        meets = self._twins(family, links)
        stems = dict(family.stems)
        joined: set[str] = set()
        for link in links:
            points = stems.get(link.child)
            if not points:
                continue
            if link.child in meets:
                points = ((meets[link.child], points[0][1]), self._top(link.child, points[-1]))
                self.drawn.used.add("identical" if link.identical else "twins")
            items = self._stem(points, self.presets.children.get(link.kind, self.presets.children["birth"]))
            if link.identical and link.twins and link.twins not in joined and link.child in meets:
                joined.add(link.twins)
                items += self._joined(link, links, meets, stems)
            self.drawn.used.add(f"child:{link.kind}")
            middle = ((points[-1][0] + points[-2][0]) / 2, (points[-1][1] + points[-2][1]) / 2)
            self.drawn.pieces.append(
                Piece("line", link.id, tuple(items), box_of(items), self.speaker.child(link), middle,
                      (union.id, link.child), points)
            )  # fmt: skip

    def _top(self, child: str, end: Point) -> Point:
        outline = self.outlines.get(child)
        return (outline.x, outline.box[1]) if outline else end

    def _stem(self, points: tuple[Point, ...], kind: ChildLine) -> list[Primitive]:
        dash = self.scale.dash(kind.dash)
        if kind.second is None:
            return self._strokes(points, dash)
        apart = self.scale.unit * 0.022
        left = tuple((x - apart, y) for x, y in points)
        right = tuple((x + apart, y) for x, y in points)
        return self._strokes(left, dash) + self._strokes(right, self.scale.dash(kind.second))

    def _joined(
        self, link: ChildView, links: Sequence[ChildView], meets: Mapping[str, float],
        stems: Mapping[str, tuple[Point, ...]],
    ) -> list[Primitive]:  # fmt: skip
        """The bar between identical twins, in the middle of their lines."""
        ends = []
        for other in links:
            if other.twins == link.twins and other.child in meets:
                top = self._top(other.child, stems[other.child][-1])
                ends.append(((meets[other.child] + top[0]) / 2, (stems[other.child][0][1] + top[1]) / 2))
        ends.sort()
        return self._strokes((ends[0], (ends[-1][0], ends[0][1])), ())
