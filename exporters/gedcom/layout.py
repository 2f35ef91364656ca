"""A family file laid out: what ``sofs-desk layout FAMILY.ged --json OUT`` writes."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from exporters.gedcom.reading import read_family
from models.genogram import lay_out
from models.genogram.result import Progress

SYMBOL_WIDTH = 1.0


class PersonPlace(TypedDict):
    """A symbol: its centre and width, in one unit; y grows downwards."""

    id: str
    x: float
    y: float
    width: float


class UnionPlace(TypedDict):
    """Where the partners' lines meet."""

    id: str
    x: float
    y: float
    partners: list[str]
    children: list[str]


class FamilyLayout(TypedDict):
    """The whole answer; ids are the file's cross-references without @."""

    persons: list[PersonPlace]
    unions: list[UnionPlace]
    milliseconds: float


def layout_gedcom(path: Path, progress: Progress | None = None) -> FamilyLayout:
    """Reads a GEDCOM file and lays the family out. ``milliseconds`` is the time of the layout without the reading.

    Raises KnownError for a file that is no GEDCOM and ImpossibleAncestry for a family that cannot be.
    """
    layout = lay_out(read_family(path).pedigree, progress=progress)
    return {
        "persons": [
            {"id": p.id, "x": round(p.x, 4), "y": round(p.y, 4), "width": SYMBOL_WIDTH} for p in layout.persons
        ],
        "unions": [
            {
                "id": u.id,
                "x": round(u.x, 4),
                "y": round(u.y, 4),
                "partners": list(u.partners),
                "children": list(u.children),
            }
            for u in layout.unions
        ],
        "milliseconds": round(layout.status.milliseconds, 1),
    }
