"""Names and words beside symbols: set where no line, symbol or other label is, shortened where there is no room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.drawing import Text, place_text
from models.drawings.genogram.pieces import Box, Scale
from models.drawings.genogram.shapes import Outline
from models.typeset import Style, text_width

Floats = npt.NDArray[np.float64]
Segment = tuple[float, float, float, float]
_GOOD = 0.15
"""A place that costs less than this is taken without looking at the other side of the symbol."""

Measure = Callable[[str, Style], float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to place: the name, words below it, and the side it should rather be on."""

    id: str
    name: str
    lines: tuple[str, ...]
    above: bool


@dataclass(frozen=True, slots=True)
class _Set:
    """Broken lines and what was lost in breaking them (1 = a whole line)."""

    rows: tuple[tuple[str, Style], ...]
    width: float
    height: float
    lost: float


class Labels:
    """Places the labels of one picture, row by row from the top."""

    def __init__(self, scale: Scale, outlines: Mapping[str, Outline], segments: Sequence[Segment], years: bool) -> None:
        self.scale = scale
        self.outlines = outlines
        self.years = years
        self.taken: list[Box] = []
        self._widths: dict[tuple[str, bool], float] = {}
        self.boxes: dict[str, Box] = {}
        table = np.array(segments, dtype=float).reshape(-1, 4)
        self._x1 = np.minimum(table[:, 0], table[:, 2])
        self._x2 = np.maximum(table[:, 0], table[:, 2])
        self._y1 = np.minimum(table[:, 1], table[:, 3])
        self._y2 = np.maximum(table[:, 1], table[:, 3])

    def _wide(self, text: str, style: Style) -> float:
        key = (text, style.bold)
        if key not in self._widths:
            self._widths[key] = text_width(text, style)
        return self._widths[key]

    def place(self, wanted: Sequence[Wanted]) -> dict[str, list[Text]]:
        """Every label's text primitives by person; ``boxes`` then says where they are."""
        cells = self._cells(wanted)
        found = {}
        for label in sorted(wanted, key=lambda w: (self.outlines[w.id].y, self.outlines[w.id].x)):
            found[label.id] = self._placed(label, cells[label.id])
        return found

    # How wide each may be

    def _cells(self, wanted: Sequence[Wanted]) -> dict[str, tuple[float, float]]:
        """The stretch of its row each label may use: neighbours share the room between them by need."""
        rows: dict[int, list[Wanted]] = defaultdict(list)
        for label in wanted:
            rows[round(self.outlines[label.id].y)].append(label)
        cells = {}
        far, gap = self.scale.unit * 0.95, self.scale.unit * 0.05
        for row in rows.values():
            row.sort(key=lambda w: self.outlines[w.id].x)
            needs = [self._natural(label) / 2 for label in row]
            xs = [self.outlines[label.id].x for label in row]
            edges = [xs[0] - far]
            for index in range(len(row) - 1):
                room = xs[index + 1] - xs[index] - gap
                one, other = needs[index], needs[index + 1]
                if one <= room / 2:
                    share = max(one, room - other) if one + other > room else room / 2
                else:
                    share = room - other if other <= room / 2 else room / 2
                edges.append(xs[index] + share + gap / 2)
            edges.append(xs[-1] + far)
            for index, label in enumerate(row):
                left = max(edges[index] + (gap / 2 if index else 0), xs[index] - far)
                right = min(edges[index + 1] - (gap / 2 if index < len(row) - 1 else 0), xs[index] + far)
                cells[label.id] = (left, right)
        return cells

    def _natural(self, label: Wanted) -> float:
        widths = [self._wide(label.name, self.scale.name)] if label.name else [0.0]
        return max(widths + [min(self._wide(line, self.scale.words), self.scale.unit * 1.6) for line in label.lines])

    # Where each stands

    def _placed(self, label: Wanted, cell: tuple[float, float]) -> list[Text]:
        if not label.name and not label.lines:
            return []
        best: tuple[float, _Set, float, float] | None = None
        for above in (label.above, not label.above):
            for left, right, top, bottom in self._free(label.id, cell, above):
                x = self.outlines[label.id].x
                # As wide as the place allows, and once more only as wide as it stays in the middle under the symbol.
                for width in {right - left, min(right - left, 2 * min(x - left, right - x))}:
                    made = self._fitted(label, width, bottom - top) if width > self.scale.unit * 0.2 else None
                    if made is None:
                        continue
                    middle = min(max(x, left + made.width / 2), right - made.width / 2)
                    side = 0.9 if above != label.above else 0.0
                    cost = made.lost * 4 + abs(middle - x) / self.scale.unit * 2 + side
                    if best is None or cost < best[0]:
                        best = (cost, made, middle, bottom - made.height if above else top)
            if best is not None and best[0] < _GOOD:
                break
        if best is None:
            return self._squeezed(label, cell)
        _, made, middle, top = best
        return self._texts(label.id, made, middle, top)

    def _texts(self, key: str, made: _Set, middle: float, top: float) -> list[Text]:
        box = (middle - made.width / 2, top, made.width, made.height)
        self.taken.append(box)
        self.boxes[key] = box
        items: list[Text] = []
        y = top
        for text, style in made.rows:
            y += style.size * 1.24
            items += place_text(text, style, middle, y - style.size * 0.3, align="centre")
        return items

    def _free(self, key: str, cell: tuple[float, float], above: bool) -> list[tuple[float, float, float, float]]:
        """Parts of the band below (or above) a symbol that no upright line crosses, as (left, right, top, bottom)."""
        outline, unit = self.outlines[key], self.scale.unit
        half = unit * 0.27
        pad = unit * 0.045
        if above:
            bottom = outline.y - half - (unit * 0.13 if self.years else unit * 0.04)
            top = bottom - unit * 0.85
        else:
            top = min(outline.y + half, outline.box[1] + outline.box[3]) + unit * 0.03
            bottom = top + unit * 0.85
        near = (self._x2 > cell[0]) & (self._x1 < cell[1]) & (self._y2 > top) & (self._y1 < bottom)
        upright = near & (self._x2 - self._x1 < (self._y2 - self._y1))
        # Only lines that come within the first two lines of words divide the band; those further off limit its height.
        close = upright & ((self._y1 < top + unit * 0.4) if not above else (self._y2 > bottom - unit * 0.4))
        cuts = sorted(zip(self._x1[close].tolist(), self._x2[close].tolist(), strict=True))
        spans, start = [], cell[0]
        for x1, x2 in cuts:
            spans.append((start, x1 - pad))
            start = max(start, x2 + pad)
        spans.append((start, cell[1]))
        flat = near & ~close
        found = []
        for left, right in spans:
            if right - left < unit * 0.2:
                continue
            found.append((left, right, *self._height(left, right, top, bottom, flat, above)))
        return found

    def _height(
        self, left: float, right: float, top: float, bottom: float, lines: npt.NDArray[np.bool_], above: bool
    ) -> tuple[float, float]:
        """The band cut short at the next line or label across it."""
        gap = self.scale.unit * 0.025
        across = lines & (self._x2 > left) & (self._x1 < right)
        edges_low, edges_high = self._y1[across].tolist(), self._y2[across].tolist()
        for box in self.taken:
            if box[0] < right and box[0] + box[2] > left and box[1] < bottom and box[1] + box[3] > top:
                edges_low.append(box[1])
                edges_high.append(box[1] + box[3])
        if above:
            return max([top, *(edge + gap for edge in edges_high)]), bottom
        return top, min([bottom, *(edge - gap for edge in edges_low)])

    # Breaking and shortening

    def _fitted(self, label: Wanted, width: float, height: float) -> _Set | None:
        """The label broken to a width and height, the name first; None where not even the name fits.

        Where its lines are too many they follow one another as one text.
        """
        apart = self._broken(label.name, label.lines, width, height, 2)
        if apart is None or apart.lost < 0.5 or len(label.lines) < 2:
            return apart
        joined = self._broken(label.name, (", ".join(label.lines),), width, height, 4)
        return joined if joined and joined.lost + 0.1 < apart.lost else apart

    def _broken(self, name: str, lines: tuple[str, ...], width: float, height: float, most: int) -> _Set | None:
        rows: list[tuple[str, Style]] = []
        lost, used = 0.0, 0.0
        for number, text in enumerate((name, *lines)):
            if not text:
                continue
            style = self.scale.words if number else self.scale.name
            broken, cut = wrapped(text, style, width, most if number else 2, self._wide)
            for line in broken:
                if used + style.size * 1.24 > height + 0.01:
                    lost += 1.0 if number else 6.0
                    continue
                rows.append((line, style))
                used += style.size * 1.24
            lost += cut * (1.0 if number else 6.0) + (len(broken) - 1) * 0.05
        if not rows:
            return None
        return _Set(tuple(rows), max(self._wide(text, style) for text, style in rows), used, lost)

    def _squeezed(self, label: Wanted, cell: tuple[float, float]) -> list[Text]:
        """Where nothing is free: the name alone, shortened to the cell, straight below the symbol."""
        outline = self.outlines[label.id]
        width = max(cell[1] - cell[0], self.scale.unit * 0.2)
        text = shortened(label.name or label.lines[0], self.scale.name, width)
        height = self.scale.name.size * 1.24
        top = outline.box[1] + outline.box[3] + self.scale.unit * 0.035
        made = _Set(((text, self.scale.name),), self._wide(text, self.scale.name), height, 0.0)
        return self._texts(label.id, made, (cell[0] + cell[1]) / 2, top)


def wrapped(text: str, style: Style, width: float, most: int, wide: Measure = text_width) -> tuple[list[str], float]:
    """*text* in at most *most* lines no wider than *width*, and the part of it that was cut off (0 to 1)."""
    if wide(text, style) <= width:
        return [text], 0.0
    words = text.split()
    lines: list[str] = []
    space = wide("o o", style) - 2 * wide("o", style)
    while words and len(lines) < most - 1:
        # Word by word: measuring each once is much cheaper than every beginning of the text.
        reach, taken = wide(words[0], style), 1
        if reach > width:
            break
        while taken < len(words) and (longer := reach + space + wide(words[taken], style)) <= width:
            reach, taken = longer, taken + 1
        lines.append(" ".join(words[:taken]))
        words = words[taken:]
    if not words:
        return lines, 0.0
    rest = " ".join(words)
    short = shortened(rest, style, width, wide)
    return [*lines, short], 0.0 if short == rest else 1 - (sum(map(len, lines)) + len(short)) / (len(text) + 1)


def shortened(text: str, style: Style, width: float, wide: Measure = text_width) -> str:
    """*text*, or as much of it as fits with an ellipsis."""
    if wide(text, style) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if wide(text[:middle].rstrip() + "…", style) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ,") + "…" if low else "…"
