"""Python's memory, where much is made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Without looking for garbage: a page is tens of thousands of small things, none of them a circle, and with a vault
    open each search through all of memory takes as long as a page does.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
