"""Paragraphs without Qt: styled spans in, lines of placed runs out.

Breaks lines at spaces and after hyphens, never before closing punctuation; splits a word only when it is
wider than
the line. Text is normalised to NFC. All lengths are points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from models.typeset.fonts import FACES, is_mark
from models.typeset.shaping import advance, clean, faces_of, is_rtl_text, levels

_WORDS = re.compile(r"\n|[ \t\u200b\u3000]+|[^ \n\t\u200b\u3000]+")
_AFTER_HYPHEN = re.compile(r"(?<=\w[-\u2010\u2013\u2014/])(?=\w)")
_CLOSING = set(".,;:!?)]}%»”’…،؛؟۔।")


@dataclass(frozen=True, slots=True)
class Style:
    """How a span looks: size in points, weight, slant, and the role of its colour in the theme.

    ``easier``: in Lexend, for readers who find its letters easier.
    """

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "ink"
    easier: bool = False

    def but(self, **changes: float | bool | str) -> Style:
        """The same style with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Span:
    """Some text in one style; ``lang`` ("" = as the document) is for screen readers and shaping.

    ``isolate``: a date or a name set among words that may run the other way; it keeps its own direction inside and
    does not disturb theirs (as with Unicode's isolates).
    """

    text: str
    style: Style
    lang: str = ""
    isolate: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one face and direction on a line; ``x`` is its left edge from the line's left edge.

    ``joiner`` is the space that the line break swallowed: not drawn wide, but kept for whoever copies the
    text.
    """

    text: str
    face: str
    style: Style
    rtl: bool
    lang: str
    x: float
    width: float
    joiner: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Runs in logical (reading) order; ``leading`` stretches the line height for tall scripts."""

    runs: tuple[Run, ...]
    width: float
    leading: float = 1.0

    @property
    def text(self) -> str:
        """The words of the line in reading order."""
        return "".join(run.text + run.joiner for run in self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines, and whether the paragraph as a whole runs right to left (then it is set flush right)."""

    lines: tuple[Line, ...]
    rtl: bool

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((line.width for line in self.lines), default=0.0)


class _Setting:
    """One paragraph being set: its characters with their style, face and level, looked up by position."""

    def __init__(self, spans: Sequence[Span], rtl: bool | None) -> None:
        clean = [part for span in spans for part in _cleaned(span)]
        self.text = "".join(span.text for span in clean)
        self.rtl = is_rtl_text(self.text) if rtl is None else rtl
        self.level = _levels(clean, self.rtl)
        self.spans = clean
        self.owner: list[int] = []
        self.face: list[str] = []
        for index, span in enumerate(clean):
            self.owner += [index] * len(span.text)
            self.face += faces_of(span.text, span.style.bold, span.style.italic, span.style.easier)
        kinds = list(zip(self.owner, self.face, self.level, strict=True))
        self._cuts = [here for here in range(1, len(kinds)) if kinds[here] != kinds[here - 1]]
        """Where style, face or level changes."""

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """[start, end) cut where style, face or level changes; in logical order."""
        if end <= start:
            return []
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, end)]
        return list(pairwise([start, *inside, end]))

    def width(self, start: int, end: int) -> float:
        """The set width of [start, end)."""
        return sum(self.stretch_width(a, b) for a, b in self.stretches(start, end))

    def stretch_width(self, start: int, end: int) -> float:
        """The set width of [start, end), which is of one style, face and level."""
        span = self.spans[self.owner[start]]
        text = self.text[start:end]
        return advance(text, self.face[start], bool(self.level[start] % 2), span.lang) * span.style.size

    def tokens(self) -> list[tuple[int, int, int]]:
        """(start, end of word, end with its spaces): a line may end after each. A newline has an
        empty word.
        """
        found: list[tuple[int, int, int]] = []
        for match in _WORDS.finditer(self.text):
            start, end, word = match.start(), match.end(), match.group()
            if word == "\n":
                found.append((start, start, end))
            elif not word.strip(" \t\u200b\u3000"):
                if found and found[-1][2] == start:
                    found[-1] = (found[-1][0], found[-1][1], end)
                else:
                    found.append((start, start, end))
            else:
                edges = [start, *(start + m.start() for m in _AFTER_HYPHEN.finditer(word)), end]
                found += [(a, b, b) for a, b in pairwise(edges)]
        return self._glued(found)

    def _glued(self, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Tokens made of closing signs only join the word before them, so no line starts with one."""
        glued: list[tuple[int, int, int]] = []
        for token in found:
            word = self.text[token[0] : token[1]]
            if glued and word and set(word) <= _CLOSING and self.text[glued[-1][0]] != "\n":
                glued[-1] = (glued[-1][0], token[1], token[2])
            else:
                glued.append(token)
        return glued

    def line(self, start: int, end: int, indent: float, swallowed: bool) -> Line:
        """The line holding [start, end): runs placed in visual order, listed in reading order."""
        stretches = self.stretches(start, end)
        widths = {a: self.stretch_width(a, b) for a, b in stretches}
        x = indent
        places: dict[int, float] = {}
        for a in _visual_order([(a, self.level[a]) for a, _b in stretches]):
            places[a] = x
            x += widths[a]
        runs = []
        for a, b in stretches:
            span = self.spans[self.owner[a]]
            last = b == end and swallowed
            runs.append(
                Run(
                    self.text[a:b],
                    self.face[a],
                    span.style,
                    bool(self.level[a] % 2),
                    span.lang,
                    places[a],
                    widths[a],
                    " " if last else "",
                )
            )
        leading = max((FACES[run.face].leading for run in runs), default=1.0)
        return Line(tuple(runs), x, leading)


def _cleaned(span: Span) -> list[Span]:
    """The span in letters that can be written; the spaces round an isolate belong to the words outside it."""
    text = clean(span.text)
    core = text.strip(" ")
    if not span.isolate or not core:
        return [replace(span, text=text, isolate=False)]
    before, _core, after = text.partition(core)
    edges = [replace(span, text=edge, isolate=False) for edge in (before, after)]
    return [part for part in (edges[0], replace(span, text=core), edges[1]) if part.text]


def _levels(spans: Sequence[Span], rtl: bool) -> list[int]:
    """The level of every character; an isolate counts as one neutral sign outside, and is resolved on
    its own inside.
    """
    outer = levels("".join("\ufffc" if span.isolate else span.text for span in spans), rtl)
    found: list[int] = []
    place = 0
    for span in spans:
        if not span.isolate:
            found += outer[place : place + len(span.text)]
            place += len(span.text)
            continue
        own = is_rtl_text(span.text)
        base = 1 if own and not rtl else 2 if rtl and not own else int(rtl) + 2 if own else 0
        found += [base - int(own) + level for level in levels(span.text, own)]
        place += 1
    return found


def _visual_order(starts: list[tuple[int, int]]) -> list[int]:
    """UAX #9 rule L2 on whole runs: from the highest level down, turn each stretch of that level or
    higher round.
    """
    order = list(starts)
    top = max((level for _s, level in order), default=0)
    for level in range(top, 0, -1):
        index = 0
        while index < len(order):
            stop = index
            while stop < len(order) and order[stop][1] >= level:
                stop += 1
            if stop > index:
                order[index:stop] = order[index:stop][::-1]
            index = max(stop, index + 1)
    return [start for start, _level in order]


@lru_cache(maxsize=4096)
def paragraph_of(spans: tuple[Span, ...], width: float, rtl: bool | None, indent: float) -> Paragraph:
    """:func:`set_paragraph`, remembered."""
    setting = _Setting(spans, rtl)
    lines: list[Line] = []
    start = end = 0
    x = room_start = indent

    def close(swallowed: bool) -> None:
        nonlocal x, room_start
        lines.append(setting.line(start, end, room_start, swallowed))
        x = room_start = 0.0

    for word_start, word_end, stop in setting.tokens():
        if setting.text[word_start : word_start + 1] == "\n":
            close(False)
            start = end = stop
            continue
        word = setting.width(word_start, word_end)
        if end > start and x + word > width + 0.01:
            close(end < word_start)
            start = end = word_start
        while room_start + word > width + 0.01 and end == start:
            cut = _fitting(setting, word_start, word_end, width - room_start)
            if cut >= word_end:
                break
            start, end = word_start, cut
            close(False)
            start = end = word_start = cut
            word = setting.width(word_start, word_end)
        end = word_end
        x += word + setting.width(word_end, stop)
    if end > start or not lines:
        close(False)
    return Paragraph(tuple(lines), setting.rtl)


def _fitting(setting: _Setting, start: int, end: int, room: float) -> int:
    """Where to split a word wider than the line: the last place that fits, never inside a letter and
    its marks.
    """
    fits = start
    for cut in range(start + 1, end + 1):
        if cut < end and (is_mark(setting.text[cut]) or setting.text[cut - 1] == "\u200d"):
            continue
        if setting.width(start, cut) > room and fits > start:
            return fits
        fits = cut
        if setting.width(start, cut) > room:
            return cut
    return end


def set_paragraph(spans: Sequence[Span], width: float, *, rtl: bool | None = None, indent: float = 0.0) -> Paragraph:
    """Break *spans* into lines no wider than *width* points; the first starts *indent* points in.

    *rtl* None finds the direction from the first letter. Every character of the input is on some line,
    except the
    spaces and newlines at which lines were broken.
    """
    return paragraph_of(tuple(spans), round(width, 3), rtl, indent)


def text_width(text: str, style: Style, lang: str = "") -> float:
    """The width in points of *text* on one line."""
    return set_paragraph([Span(text, style, lang)], 1e9).width
