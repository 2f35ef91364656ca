"""Where a row stands among its neighbours: positions are numbers with room between them."""

from __future__ import annotations

from collections.abc import Sequence

from models.rows import Row

GAP = 1024.0


def in_order(rows: list[Row]) -> list[Row]:
    """Rows by position."""
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


def positions(neighbours: Sequence[Row], before_id: str | None, count: int) -> list[float] | None:
    """Positions for ``count`` rows put before a neighbour (or at the end). None: no room left, renumber first."""
    ordered = in_order(list(neighbours))
    index = next((i for i, row in enumerate(ordered) if row["id"] == before_id), len(ordered))
    low = ordered[index - 1]["position"] if index > 0 else None
    high = ordered[index]["position"] if index < len(ordered) else None
    if high is None:
        start = (low if low is not None else 0.0) + GAP
        return [start + GAP * i for i in range(count)]
    if low is None:
        return [high - GAP * (count - i) for i in range(count)]
    step = (high - low) / (count + 1)
    # Halving the same gap too often would run out of digits the journal can keep.
    return [low + step * (i + 1) for i in range(count)] if step >= 2**-10 else None
