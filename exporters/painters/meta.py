"""What a finished file says about itself: a title, a language, perhaps a date. Never an author, machine or program."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models.typeset import clean


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """Metadata of a file. ``date`` is given by the caller, so that the same input makes the same bytes.

    ``is_folded``: printed on both sides, turned over the short edge, at its own size.
    """

    title: str
    lang: str = "en-GB"
    date: dt.date | None = None
    is_folded: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean(self.title).replace("\n", " "))
