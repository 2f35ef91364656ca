"""The finished file is searched for what must not leave; each place is planted once, and each is found."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen import canvas

from exporters import leakscan
from exporters.export import export, view_for
from exporters.order import Order
from models.acts import cards
from models.errors import KnownError
from models.readers import FAMILY, US, ReaderProjection
from models.secrets import Secret, Secrets

SECRETS = Secrets([Secret("12 Quill Lane"), Secret("LE1 4AB")])


def pdf(text: str = "", title: str = "", bookmark: str = "") -> bytes:
    file = BytesIO()
    page = canvas.Canvas(file)
    page.setTitle(title)
    for number, line in enumerate(text.split("\n")):
        page.drawString(50, 700 - 20 * number, line)
    if bookmark:
        page.bookmarkPage("here")
        page.addOutlineEntry(bookmark, "here")
    page.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (pdf("She is at 12 Quill Lane."), "page 1"),
        (pdf("She is at 12\nQuill\nLane"), "page 1"),
        (pdf("", title="le14ab"), "the file's title"),
        (pdf("", bookmark="LE1 4AB"), "a bookmark"),
    ],
)
def test_found_in_a_pdf(data: bytes, place: str) -> None:
    with pytest.raises(leakscan.LeakFound, match=place):
        leakscan.check(data, "pdf", SECRETS)


def test_found_in_alternative_text(family: Any) -> None:
    from exporters.painters import DocumentMeta, to_pdf
    from models.drawing import Block, Drawing, Page, Rect

    page = Page(200, 200, (Rect(10, 10, 50, 50, fill="ink", block=0),))
    drawing = Drawing("x", (page,), (Block("Figure", alt="the house, 12 Quill Lane"),))
    with pytest.raises(leakscan.LeakFound, match="description on page 1"):
        leakscan.check(to_pdf(drawing, DocumentMeta(title="x")), "pdf", SECRETS)


def test_found_in_svg_json_and_the_name() -> None:
    with pytest.raises(leakscan.LeakFound):
        leakscan.check(b"<svg><text>at 12&#160;Quill</text><text>Lane</text></svg>", "svg", SECRETS)
    with pytest.raises(leakscan.LeakFound, match="description"):
        leakscan.check(b'<svg><g aria-label="LE1 4AB"/></svg>', "svg", SECRETS)
    with pytest.raises(leakscan.LeakFound):
        leakscan.check(json.dumps({"x": "12\u00a0Quill L\u0061ne"}).encode(), "json", SECRETS)
    with pytest.raises(leakscan.LeakFound, match="file's name"):
        leakscan.check(pdf("fine"), "pdf", SECRETS, file_name="map_LE1-4AB.pdf")


def test_a_clean_file_passes() -> None:
    leakscan.check(
        pdf("All is well in Leicester", title="Map", bookmark="Worries"), "pdf", SECRETS, file_name="map.pdf"
    )
    leakscan.check(pdf("12 Quill Lane"), "pdf", Secrets([]))


@pytest.mark.parametrize("file_format", ["pdf", "svg", "png", "json"])
def test_a_leak_past_the_projection_is_stopped(family: Any, monkeypatch: Any, file_format: str) -> None:
    """With the projection taken away, the scan alone must stop every format."""
    card = cards.add_card(family.case, family.workspace_id, "strength", "Ruby sleeps at 12 Quill Lane")
    cards.restrict(family.case, "card", card, "refuge", values=["12 Quill Lane"])
    order = Order("map", FAMILY, file_format)
    assert export(family.case, family.workspace_id, order)
    monkeypatch.setattr(ReaderProjection, "map", lambda self, view: view)
    with pytest.raises(leakscan.LeakFound):
        export(family.case, family.workspace_id, order)
    assert export(family.case, family.workspace_id, Order("map", US, file_format))


def test_a_reader_gets_no_whole_bundle(family: Any) -> None:
    with pytest.raises(KnownError, match="only be exported for the team"):
        export(family.case, family.workspace_id, Order("everything", FAMILY, "json"))
    whole = json.loads(export(family.case, family.workspace_id, Order("everything", US, "json")))
    assert whole["format"] == "sofs-desk-case"


@pytest.mark.parametrize(("what", "file_format"), [("house", "pdf"), ("map", "odt"), ("blank", "json")])
def test_what_cannot_be_made_is_said(family: Any, what: str, file_format: str) -> None:
    with pytest.raises(KnownError):
        export(family.case, family.workspace_id, Order(what, US, file_format))


def test_json_for_a_reader_is_projected(family: Any) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Hidden words")
    cards.restrict(family.case, "card", card, "because")
    out = json.loads(export(family.case, family.workspace_id, Order("map", FAMILY, "json")))
    assert "Hidden words" not in json.dumps(out)
    assert out["title"] == view_for(family.case, family.workspace_id, Order("map")).title
