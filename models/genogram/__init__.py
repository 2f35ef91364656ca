"""The genogram drawn by itself: who stands where, and the lines between."""

from models.genogram.branch import branch
from models.genogram.engine import lay_out
from models.genogram.pedigree import BirthKey, ChildLink, Pedigree, Person, Union
from models.genogram.result import (
    ImpossibleAncestry,
    Layout,
    LayoutStopped,
    Line,
    Pin,
    PlacedPerson,
    PlacedUnion,
    Spacing,
    Status,
)

__all__ = [
    "BirthKey",
    "ChildLink",
    "ImpossibleAncestry",
    "Layout",
    "LayoutStopped",
    "Line",
    "Pedigree",
    "Person",
    "Pin",
    "PlacedPerson",
    "PlacedUnion",
    "Spacing",
    "Status",
    "Union",
    "branch",
    "lay_out",
]
