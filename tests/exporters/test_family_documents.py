"""Genogram, ecomap and circles on their way out: complete for the team, without a trace of others for every reader."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import delete

from exporters.export import export, pages_of
from exporters.order import Order
from models import dates
from models.casework import Case, Desk
from models.drawing import Text
from models.entities import Restriction
from models.errors import KnownError
from models.readers import US, Reader
from tests.slices import sliced

FAMILY = Reader("family")
KAREN = Reader("parent", "Karen")
KINDS = ("genogram", "ecomap", "circles")
SECRET = ("joshua", "tillman", "letterbox")


@pytest.mark.parametrize(
    ("work", "what", "reader"),
    sliced(("A", "B-HOME", "B-LEAH"), KINDS, (US, FAMILY)),
    ids=lambda part: getattr(part, "kind", part),
)
def test_every_document_passes_both_checkers(
    work: str,
    what: str,
    reader: Reader,
    example_work: dict[str, tuple[Case, str]],
    assert_accessible: Callable[[bytes], None],
) -> None:
    case, workspace = example_work[work]
    assert_accessible(export(case, workspace, Order(what, reader, "pdf", "A3" if reader.is_us else "A4")))


@pytest.mark.parametrize("work", ["A", "B-HOME"])
def test_the_words_say_everybody_every_couple_tie_and_home(
    work: str, example_work: dict[str, tuple[Case, str]]
) -> None:
    case, workspace = example_work[work]
    said = " ".join(pages_of(case, workspace, Order("genogram")).text().split())
    family = [row for row in case.rows.table("person").values() if row["kind"] in ("family", "pet")]
    assert len(family) >= 17
    for row in family:
        assert row["name"] in said
    for row in case.rows.table("household").values():
        assert row["name"] in said
    for row in case.rows.table("tie").values():
        assert not row["note"] or dates.within(row["note"]).strip('"') in said


def test_a_picture_that_takes_a_whole_page_has_it_alone(example_work: dict[str, tuple[Case, str]]) -> None:
    drawing = pages_of(*example_work["B-HOME"], Order("genogram", KAREN, "pdf", paper="A4"))
    assert sum(block.role == "Figure" for block in drawing.blocks) == 1, "no plan of how one tile goes together"
    pages = [" ".join(item.text for item in page.items if isinstance(item, Text)) for page in drawing.pages]
    assert "Nasreen" in pages[0] and "Woman or girl" not in pages[0]
    assert "Woman or girl" in pages[1] and "The family in words" in pages[1]


def test_another_reader_s_papers_say_nothing_that_is_held_back(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["B-HOME"]
    for reader in (FAMILY, KAREN, Reader("network"), Reader("court")):
        for what in KINDS:
            said = pages_of(case, workspace, Order(what, reader)).text().lower()
            shown = json.loads(export(case, workspace, Order(what, reader, "json")))
            assert not [word for word in SECRET if word in said or word in json.dumps(shown).lower()]
            assert export(case, workspace, Order(what, reader, "svg")).startswith(b"<")
        gedcom = export(case, workspace, Order("genogram", reader, "gedcom")).decode().lower()
        assert not [word for word in SECRET if word in gedcom]
    assert "a son, adopted" in pages_of(case, workspace, Order("genogram", FAMILY)).text()


def test_the_control_without_restrictions_says_them(desk: Desk, example_ids: list[str]) -> None:
    case = next(case for case in map(desk.open_case, example_ids) if case.rows.where("workspace", ref="B-HOME"))
    workspace = str(case.rows.where("workspace", ref="B-HOME")[0]["id"])
    with case.edit("Lifted every restriction") as session:
        session.execute(delete(Restriction))
    said = pages_of(case, workspace, Order("genogram", FAMILY)).text().lower()
    assert all(word in said for word in ("joshua", "tillman"))
    assert "joshua /tillman/" in export(case, workspace, Order("genogram", FAMILY, "gedcom")).decode().lower()


def test_the_picture_is_one_whatever_paints_it(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    names = {row["known_as"] or row["name"].split()[0] for row in case.rows.table("person").values()
             if row["kind"] == "family" and row["life"] in ("alive", "dead")}  # fmt: skip
    for file_format in ("pdf", "svg"):
        drawing = pages_of(case, workspace, Order("genogram", US, file_format))
        picture = {number for number, block in enumerate(drawing.blocks) if block.role == "Figure"}
        words = {i.text for i in drawing.pages[0].items if isinstance(i, Text) and i.block in picture}
        assert names <= words
    svg = export(case, workspace, Order("genogram", US, "svg")).decode()
    assert svg.count("<") > 200
    assert export(case, workspace, Order("genogram", US, "png")).startswith(b"\x89PNG")


def test_hidden_names_are_in_no_file(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    for what in KINDS:
        drawing = pages_of(case, workspace, Order(what, US, "svg", names=False))
        said = " ".join(i.text for page in drawing.pages for i in page.items if isinstance(i, Text))
        assert not [name for name in ("Shauna", "Danny", "Nanna Mo", "Tanner", "Sandra") if name in said], what


def test_ties_and_homes_may_be_left_out(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    whole = len(pages_of(case, workspace, Order("genogram", US, "svg")).pages[0].items)
    bare = len(pages_of(case, workspace, Order("genogram", US, "svg", ties=False, homes=False)).pages[0].items)
    assert bare < whole - 10


def test_the_circles_of_an_earlier_day(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    now, then = (
        json.loads(export(case, workspace, Order("circles", US, "json", on=on)))[0]["people"]
        for on in (None, "2024-10-14")
    )
    inner = [[p["person"]["name"] for p in people if p["ring"] == "inner"] for people in (now, then)]
    assert len(inner[0]) == 7 and inner[1] == ["Nanna Mo"]


@pytest.mark.parametrize(
    "order", [Order("ecomap", home="The moon"), Order("circles", circle="Nobody's"), Order("map", US, "gedcom")]
)
def test_what_is_not_there_is_said(order: Order, example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    with pytest.raises(KnownError, match="Nothing was written"):
        export(case, workspace, order)


def test_everything_has_the_family_and_the_circles_in_it(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    said = pages_of(case, workspace, Order("everything")).text()
    assert "genogram" in said and "Knows everything" in said
