"""A slice of many combinations for every day; the rest of them with ``-m slow``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest


def sliced(*axes: Sequence[Any], kept: int | None = None) -> list[Any]:
    """All combinations as parameters, each one value of every axis; those outside the slice are marked ``slow``.

    The slice is what lies on the diagonals: one in ``kept`` of all (as many as the shortest axis is long, if it is not
    said), and every value of every axis is in it.
    """
    kept = kept or min(map(len, axes))
    found = []
    for places in product(*(range(len(axis)) for axis in axes)):
        values = [axis[place] for axis, place in zip(axes, places, strict=True)]
        found.append(pytest.param(*values, marks=[pytest.mark.slow] if sum(places) % kept else []))
    return found
