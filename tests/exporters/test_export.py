"""The way out: what a copy says of itself, and pages numbered through a document of several parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from exporters.copies import contact_for
from exporters.documents import everything_document
from exporters.export import export
from exporters.order import Order
from models.acts import cards, people
from models.drawing import Page, Text
from models.drawings.look import Copy
from models.entities import PathwayPeriod
from models.readers import FAMILY, US
from models.views import MapView


def led_by(family: Any, worker: str | None) -> None:
    period = next(iter(family.case.rows.table("pathway_period")))
    with family.case.edit("Said who leads") as session:
        session.get(PathwayPeriod, period).worker_id = worker


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


@pytest.mark.parametrize("what", ["map", "strands", "scales", "everything"])
def test_a_copy_says_whom_to_ask_for_another(family: Any, what: str) -> None:
    assert "another copy" not in words_of(export(family.case, family.workspace_id, Order(what)))
    led_by(family, people.add_person(family.case, "Priya Nair", kind="professional"))
    for reader in (US, FAMILY):
        said = words_of(export(family.case, family.workspace_id, Order(what, reader)))
        assert said.count("Ask Priya for another copy.") == 1


def test_a_worker_who_must_not_be_named_is_not_named(family: Any) -> None:
    worker = people.add_person(family.case, "Priya Nair", kind="professional")
    led_by(family, worker)
    cards.restrict(family.case, "person", worker, "threats", values=["Priya Nair"])
    assert contact_for(family.case, family.workspace_id, FAMILY) == ""
    assert "Priya" not in words_of(export(family.case, family.workspace_id, Order("map", FAMILY)))
    assert "Ask Priya for" in words_of(export(family.case, family.workspace_id, Order("map", US)))


def test_a_worker_under_another_name_is_asked_for_by_it(family: Any) -> None:
    worker = people.add_person(family.case, "Priya Nair", kind="professional")
    led_by(family, worker)
    cards.restrict(family.case, "person", worker, "threats", values=["Priya Nair"], public_name="the duty team")
    assert contact_for(family.case, family.workspace_id, FAMILY) == "Ask the duty team for another copy."


def lines_of(page: Page) -> str:
    return " ".join(item.text for item in page.items if isinstance(item, Text))


def test_everything_numbers_its_pages_through(example_map: Callable[[str, str], MapView]) -> None:
    view = example_map("doyle_rahman", "B-HOME")
    drawing = everything_document(view, Copy(dt.date(2025, 7, 1), contact="Ask Owen for another copy."))
    count = len(drawing.pages)
    assert count > 5
    for number, page in enumerate(drawing.pages, 1):
        assert f"Page {number} of {count}." in lines_of(page)
    assert sum("If you see it differently" in lines_of(page) for page in drawing.pages) == 1
    assert sum("Ask Owen" in lines_of(page) for page in drawing.pages) == 1
