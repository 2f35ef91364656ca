"""The numbers strands have in one reader's copies: counted over what that reader is told of, so that no gap says more.

The team counts them all (``Projector.strand_tags``); both count the running and the closed apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.views import StrandTag, StrandView


def numbered(strands: Iterable[StrandView]) -> dict[str, int]:
    """Strand id → its number, in the order given."""
    found: dict[str, int] = {}
    counts = {True: 0, False: 0}
    for strand in strands:
        is_closed = bool(strand.closed_on)
        counts[is_closed] += 1
        found[strand.id] = counts[is_closed]
    return found


def as_counted(tag: StrandTag | None, numbers: Mapping[str, int]) -> StrandTag | None:
    """A tag with the reader's own number; None for a strand that stands in no copy of theirs."""
    return None if tag is None or tag.id not in numbers else StrandTag(tag.id, numbers[tag.id], tag.name)
