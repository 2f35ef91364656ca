"""Where in a reader's pages something is held back: found by holding them beside the team's own pages.

Only the preview knows. The pages themselves close up, and nothing here ever touches what is written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.drawing import Drawing, Text, flat
from models.left_out import LeftOut
from models.naming import word_columns
from models.projections import shown_name
from models.rows import Rows

Gaps = dict[int, dict[int, int]]
"""Page (from 0) → block after which something would stand → how many things."""
_ENOUGH = 60
"""So much of a text tells it from others; its end may be set differently."""
_LEAST = 3
_BY_NAME = frozenset(("person", "circle_move"))
"""Rows that are known on a page by a name."""
_QUOTES = str.maketrans("", "", "\"'“”‘’«»")


@dataclass(frozen=True)
class _Line:
    """One block of a document in reading order: its words as compared, and the page it begins on."""

    block: int
    page: int
    words: str


def gaps_in(theirs: Drawing, ours: Drawing, rows: Rows, held: Sequence[LeftOut]) -> Gaps:
    """Where things of *held* stand in our pages and are gone from theirs. What stands on no page is not in it."""
    sought = list(dict.fromkeys((n, words) for n, thing in enumerate(held) for words in _words_of(rows, thing)))
    ours_, theirs_ = list(_lines(ours)), list(_lines(theirs))
    if not sought or not theirs_:
        return {}
    matcher = difflib.SequenceMatcher(None, [a.words for a in ours_], [b.words for b in theirs_], autojunk=False)
    found: dict[tuple[int, int], set[int]] = {}
    by_name = {n for n, thing in enumerate(held) if {table for table, _, _ in thing.rows} <= _BY_NAME}
    told: set[int] = set()  # a name stands in many places: somebody who is held back is told once
    for deed, start, end, begin, until in matcher.get_opcodes():
        if deed not in ("delete", "replace"):
            continue
        anchor = theirs_[max(0, until - 1)]
        for place in range(start, end):
            # Where as many lines stand in their place, each is beside its own.
            if deed == "replace" and begin + place - start < until:
                anchor = theirs_[begin + place - start]
            hits = [(n, words) for n, words in sought if words in ours_[place].words and words not in anchor.words]
            # A name within words that are held back is no further thing.
            gone = {n for n, words in hits if not any(words != more and words in more for _, more in hits)}
            gone -= told
            told |= gone & by_name
            if gone:
                found.setdefault((anchor.page, anchor.block), set()).update(gone)
    gaps: Gaps = {}
    for (page, block), things in found.items():
        gaps.setdefault(page, {})[block] = len(things)
    return gaps


def _words_of(rows: Rows, thing: LeftOut) -> Iterator[str]:
    """The words by which a thing that is held back is known on a page."""
    for table, key, field in thing.rows:
        row = rows.get(table, key)
        if row is None:
            continue
        columns = (field,) if field in row else word_columns(table)
        said = [str(row[column]) for column in columns if row.get(column)]
        # A place in the circles has no words of its own: it is known by who stands there.
        who = {"person": row, "circle_move": rows.get("person", row.get("person_id"))}.get(table)
        if who is not None:
            said.append(shown_name(who))
        for each in said:
            words = _plain(each)
            if len(words) >= _LEAST:
                yield words
                yield words[:_ENOUGH].rstrip()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold().translate(_QUOTES)).strip()


def _lines(drawing: Drawing) -> Iterator[_Line]:
    """The blocks that say something and stand somewhere, in reading order."""
    said: dict[int, list[str]] = {}
    pages: dict[int, int] = {}
    for number, page in enumerate(drawing.pages):
        for item in flat(page.items):
            if item.block is None:
                continue
            pages.setdefault(item.block, number)
            if isinstance(item, Text):
                said.setdefault(item.block, []).append(item.text + item.joiner)
    for index, block in enumerate(drawing.blocks):
        words = _plain(block.alt or "".join(said.get(index, ())))
        if words and index in pages:
            yield _Line(index, pages[index], words)
