"""Sizes, papers and the words every sheet shares."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from models import dates
from models.drawing import Primitive, Structure, place_text
from models.typeset import Style, text_width
from models.views import MapView

Paper = Literal["A4", "A3", "sheet"]

A4_PORTRAIT = (595.28, 841.89)
A4_LANDSCAPE = (841.89, 595.28)
A3_LANDSCAPE = (1190.55, 841.89)


@dataclass(frozen=True, slots=True)
class Type:
    """A size and its line height, in points."""

    size: float
    line: float


@dataclass(frozen=True, slots=True)
class Look:
    """The type and the spaces of a sheet, all in points; made for a body size with :func:`look`."""

    body: Type
    words: Type
    small: Type
    part: Type
    column: Type
    title: Type
    unit: float
    """The space unit that gaps are multiples of (4 px of the screen design)."""


def look(body: float) -> Look:
    """The look for a body size: the proportions of the screen design, small print never under 8.4 pt."""
    zoom = body / 10.9
    small = max(9.4 * zoom, 8.4)
    return Look(
        body=Type(body, body * 1.41),
        words=Type(12.75 * zoom, 18 * zoom),
        small=Type(small, small * 1.32),
        part=Type(11.6 * zoom, 16 * zoom),
        column=Type(16.5 * zoom, 21 * zoom),
        title=Type(24 * zoom, 29 * zoom),
        unit=3.0 * zoom,
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """What a sheet says about this copy of it. ``reader`` is who it is for ("Family copy").

    ``asks``: whether it asks for what is missing. In a copy for somebody who is not asked (a parent, a court) what is
    missing may be there and not be shown, so it neither asks for it nor says that nothing is there.
    """

    printed_on: dt.date | None = None
    reader: str = ""
    contact: str = ""
    asks: bool = True

    @property
    def printed(self) -> str:
        """The line at the foot: when it was printed, and whom to ask."""
        when = f"Printed {dates.written(self.printed_on.isoformat())}." if self.printed_on else ""
        return " ".join(part for part in (when, self.contact) if part)


NOTHING_HERE = "This copy holds nothing in this part."
"""Where a heading would stand alone in a copy that does not ask: true whether there is nothing or it is not shown."""
SEE_IT_DIFFERENTLY = "If you see it differently, say so. Your words go on the map beside ours."


def foot_line(
    copy: Copy, structure: Structure, page: int, pages: int, *, left: float, right: float, baseline: float, size: float,
    invites: bool = True,
) -> list[Primitive]:  # fmt: skip
    """The foot of a page: on the first, an invitation to disagree and when this was printed; the page number on all.

    ``page`` (from 0) and ``pages`` count through the whole document. Where both do not fit beside one another the
    second goes on a line below. ``invites``: off on papers that no family reads.
    """
    style = Style(size, colour="ink2")
    items: list[Primitive] = []
    number = f"Page {page + 1} of {pages}." if pages > 1 else ""
    first = page == 0
    end = " ".join(part for part in (number, copy.printed if first else "") if part)
    if first and invites:
        items += place_text(SEE_IT_DIFFERENTLY, style, left, baseline, structure.add("P"))
        if text_width(SEE_IT_DIFFERENTLY, style) + text_width(end, style) + size > right - left:
            baseline += size * 1.35
    if end:
        items += place_text(end, style, right, baseline, structure.add("P") if first else None, "right")
    return items


class OfACase(Protocol):
    """Whatever knows its case's name."""

    @property
    def case_name(self) -> str:
        """The case's name."""
        ...


def family_of(view: OfACase) -> str:
    """ "the Harlow and Pryce family", from the case's name and the workspace's where it adds something."""
    name = view.case_name.replace(" / ", " and ")
    return f"the {name}" if name.endswith("family") else name


def heading(view: OfACase, what: str) -> str:
    """The title of a sheet: "The Harlow and Pryce family's map"."""
    family = family_of(view)
    owner = f"{family}'s" if not family.endswith("s") else f"{family}'"
    title = f"{owner} {what}"
    return title[:1].upper() + title[1:]


def children_line(view: MapView) -> str:
    """ "Jayden, 9. Mila, 6. Alfie, 14 months." """
    said = [f"{child.name}, {child.age}." if child.age else f"{child.name}." for child in view.children]
    return " ".join(said)


def copy_line(view: MapView, copy: Copy) -> str:
    """ "17 June 2025, version 5. Family copy" """
    when = dates.written(view.as_at)
    version = f", version {view.version}" if view.version is not None else ""
    label = f" ({view.label})" if view.label else ""
    workspace = f"{view.title}. " if view.title and view.title not in view.case_name else ""
    reader = f". {copy.reader}" if copy.reader else ""
    return f"{workspace}{when}{version}{label}{reader}"


def quoted(text: str) -> str:
    """Somebody's words in quotation marks, exactly one pair."""
    return f"“{text.strip().strip('“”').strip(chr(34)).strip()}”"
