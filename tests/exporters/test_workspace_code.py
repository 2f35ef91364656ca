"""A piece of work's code may hold a name ("B-LEAH"): the team files by it, and no copy that leaves the team has it."""

from __future__ import annotations

import re

import pytest

from exporters.bundle import write_bundle
from exporters.export import export
from exporters.order import Order
from exporters.scanning.pieces import pieces
from models.audience import parse_reader
from models.casework import Case

CODE = "B-LEAH"
COPIES = [("parent:Craig", "map"), ("parent:Karen", "timeline"), ("network", "plan"), ("court", "conference")]


def words_of(data: bytes, kind: str) -> str:
    """Everything that can be read in a finished file."""
    return "\n".join(piece.text for piece in pieces(data, kind))


@pytest.mark.parametrize(("who", "what"), COPIES, ids=[f"{who} {what}" for who, what in COPIES])
def test_no_copy_has_the_code_of_the_work(example_work: dict[str, tuple[Case, str]], who: str, what: str) -> None:
    case, workspace = example_work["B-LEAH"]
    for file_format in ("json", "pdf"):
        data = export(case, workspace, Order(what, parse_reader(who), file_format))
        assert CODE not in words_of(data, file_format), file_format


def test_the_code_could_be_found(example_work: dict[str, tuple[Case, str]]) -> None:
    """The control: the team's own bundle has it, and the search that found nothing above finds it there."""
    case, workspace = example_work["B-LEAH"]
    assert CODE in words_of(write_bundle(case), "json")
    # What a copy calls the work by is no code of anybody's: an example's readable ids are made new when it comes in.
    assert re.fullmatch(r"[0-9a-f]{32}", workspace)
    assert workspace.encode() in export(case, workspace, Order("map", parse_reader("parent:Craig"), "json"))
