"""Where the lines of a few sentences end, for people who are learning to read.

A line ends where a voice would rest: best after a sentence, then after a comma or before "and"; not after "the" or
inside a name, and not so that one word is left alone. Of all ways to break a paragraph the one that costs least is
taken, as a typesetter would; the numbers below are what each fault costs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from models.drawings.flow import Words, words
from models.typeset import Span, Style
from models.typeset.shaping import advance, faces_of, is_rtl_text

_LINE, _NO_MORE_LINES = 0.35, 4.0
"""A line more; and where there is no room for lines."""
_TORN, _BEGUN_LATE, _TOO_LONG = 1.6, 0.7, 0.25
"""A sentence in two lines that had room on one; one that begins within a line and goes on on the next; one that has
to go on on the next."""
_COMMA, _BEFORE_AND, _AFTER_LITTLE, _IN_NAMES, _TWICE = -0.08, -0.12, 0.4, 0.35, 0.4
_RAGGED, _ALONE, _SHORT, _SHORTEST = 0.8, 1.2, 0.6, 0.3
"""A line that ends early, one of a single word, and the end of a sentence alone on less than that part of a line."""
_ENDS = re.compile(r"(?<!\d)[.!?…؟۔।][\"”’»)]*$")
_NO_END = frozenset("mr. mrs. ms. dr. st. no.".split())
_AND = frozenset(
    """and or but so because when who that if then until i oraz lub ale więc bo kiedy gdy który która że iar sau dar
    deci când care că اور یا لیکن تو جب کہ و أو لكن عندما এবং আর কিন্তু যখন iyo ama laakiin marka""".split()
)
_LITTLE = frozenset(
    """a an the to of in on at by for from with and or but so his her their our your my this that is are was were be it
    i he she they we you very not no mr mrs ms dr aunty auntie uncle w z na do po od u o i a oraz la de în din cu pe și
    un o iyo ka ku u la""".split()
)


@lru_cache(1024)
def broken(
    text: str, style: Style, width: float, lang: str = "", room: int | None = None
) -> tuple[tuple[str, ...], float]:
    """The lines of *text*, and what their breaks cost. ``room``: the most lines there should be.

    Line breaks that somebody typed stay. No line at all where a word is wider than *width*.
    """
    lines: list[str] = []
    cost = 0.0
    paragraphs = [tuple(part.split()) for part in text.split("\n") if part.strip()]
    for said in paragraphs:
        widths = [_ems(word, style.bold, style.italic, style.easier, lang) * style.size for word in said]
        if max(widths) > width:
            return (), 0.0
        space = _ems(" ", style.bold, style.italic, style.easier, lang) * style.size
        ends, own = _best(said, widths, space, width, _LINE)
        if room is not None and len(ends) > room - len(lines) - (len(paragraphs) - 1):
            ends, own = _best(said, widths, space, width, _NO_MORE_LINES)
        lines += [" ".join(said[a:b]) for a, b in zip([0, *ends], ends, strict=False)]
        cost += own
    return tuple(lines), cost


def rested(text: str, style: Style, width: float, line_height: float, block: int | None, **more: Any) -> Words:
    """A paragraph in as few lines as it takes, their ends where a voice rests; ``more`` as for :func:`words`."""
    plain = words([Span(text, style)], width, line_height, block, **more)
    lines, _ = broken(text, style, width, room=len(plain.lines))
    if len(plain.lines) < 2 or len(lines) != len(plain.lines):
        return plain
    return joined(words([Span("\n".join(lines), style)], width, line_height, block, **more))


def joined(piece: Words) -> Words:
    """Lines that were begun on purpose are parted by a space when copied or read aloud."""
    lines = [
        replace(line, runs=(*line.runs[:-1], replace(line.runs[-1], joiner=" "))) if line.runs else line
        for line in piece.lines[:-1]
    ]
    return replace(piece, lines=(*lines, *piece.lines[-1:]))


@lru_cache(8192)
def _ems(word: str, bold: bool, italic: bool, easier: bool, lang: str) -> float:
    """How wide a word is, of its size."""
    rtl, at, wide = is_rtl_text(word), 0, 0.0
    for face, part in groupby(faces_of(word, bold, italic, easier)):
        length = len(list(part))
        wide += advance(word[at : at + length], face, rtl, lang)
        at += length
    return wide


def _best(
    said: Sequence[str], widths: Sequence[float], space: float, width: float, line: float
) -> tuple[list[int], float]:
    """Where lines end (each after so many words) so that it costs least, and what it costs without counting lines."""
    breaks = _Breaks(said, widths, space, width)
    count = len(said)
    costs, from_where = [0.0] + [float("inf")] * count, [0] * (count + 1)
    for end in range(1, count + 1):
        long = -space
        for start in range(end - 1, -1, -1):
            long += widths[start] + space
            if long > width:
                break
            cost = costs[start] + line + breaks.cost(start, end, long)
            if cost < costs[end]:
                costs[end], from_where[end] = cost, start
    ends = [count]
    while from_where[ends[0]]:
        ends.insert(0, from_where[ends[0]])
    return ends, costs[count] - line * len(ends)


class _Breaks:
    """What lines of one paragraph cost."""

    def __init__(self, said: Sequence[str], widths: Sequence[float], space: float, width: float) -> None:
        self._words, self._width = said, width
        self._rests = [self._rest(at) for at in range(len(said) - 1)]
        self._ends = [*(_is_end(word) for word in said[:-1]), True]
        self._first: list[int] = []
        """Of every word the first one of its sentence."""
        self._fits: list[bool] = []
        """Of every word whether its sentence has room on one line."""
        start = 0
        for at in range(len(said)):
            if self._ends[at]:
                fits = sum(widths[start : at + 1]) + space * (at - start) <= width
                self._first += [start] * (at + 1 - start)
                self._fits += [fits] * (at + 1 - start)
                start = at + 1

    def cost(self, start: int, end: int, long: float) -> float:
        """A line of the words from *start* to before *end*, that is so *long*."""
        last = end - 1
        early = 1 - long / self._width
        is_one = end - start == 1
        if self._ends[last]:
            is_rest = self._first[last] < start
            return (_ALONE if is_one and is_rest else 0.0) + (_SHORT if is_rest and early > 1 - _SHORTEST else 0.0)
        torn = _TORN if self._fits[last] else _TOO_LONG + (_BEGUN_LATE if self._first[last] > start else 0.0)
        return torn + (_ALONE if is_one else 0.0) + self._rests[last] + _RAGGED * early**2

    def _rest(self, last: int) -> float:
        """Whether a voice would rest after this word."""
        word, after = self._words[last : last + 2]
        follows = self._words[last + 2] if last + 2 < len(self._words) else ""
        if word.rstrip(",;،؛").lower() == after.rstrip(",;.!?،؛۔").lower():
            return _TWICE  # "very, very"
        if word[-1] in ",;:،؛–":
            return _COMMA
        if word.lower() in _LITTLE or word.lower() in _NO_END:
            return _AFTER_LITTLE
        if after.lower() in _AND:
            return _BEFORE_AND if not (word[0].isupper() and follows[:1].isupper()) else 0.0
        return _IN_NAMES if word[0].isupper() and after[0].isupper() else 0.0


def _is_end(word: str) -> bool:
    return bool(_ENDS.search(word)) and word.lower() not in _NO_END
