"""SVG: text that stays text, fonts inside, one continuous sheet."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from exporters.documents import map_document
from exporters.painters import DocumentMeta, to_svg
from models.drawing import Drawing, Page, Rect, Structure, place_text
from models.typeset import Style
from models.views import MapView

NS = "{http://www.w3.org/2000/svg}"


def test_the_map_is_well_formed_and_says_everything(example_map: Callable[[str, str], MapView]) -> None:
    drawing = map_document(example_map("harlow_pryce", "A"), paper="sheet")
    data = to_svg(drawing, DocumentMeta(drawing.title))
    root = ElementTree.fromstring(data)
    assert root.findtext(f"{NS}title") == drawing.title
    assert "did not punch" in (root.findtext(f"{NS}desc") or "")
    shown = " ".join("".join(text.itertext()) for text in root.iter(f"{NS}text"))
    assert "After drinking about 10 cans" in shown
    assert all(text.get("textLength") for text in root.iter(f"{NS}text"))
    assert len(data) < 400_000
    assert data == to_svg(drawing, DocumentMeta(drawing.title))


def test_fonts_are_inside_and_hold_the_letters() -> None:
    structure = Structure()
    text = place_text("Zażółć <&>", Style(12, bold=True), 10, 20, structure.add("P"))
    urdu = place_text("امی", Style(12), 10, 50, structure.add("P"))
    page = Page(100, 60, (*text, *urdu, Rect(0, 0, 5, 5, "ink")))
    svg = to_svg(Drawing("x", (page, page), tuple(structure.blocks)), DocumentMeta("x & y")).decode()
    assert 'viewBox="0 0 100 132"' in svg
    fonts = [base64.b64decode(data) for data in re.findall(r"base64,([^)]+)\)", svg)]
    covered = set().union(*(TTFont(io.BytesIO(font)).getBestCmap() for font in fonts))
    assert {ord(char) for char in "Zażółćامی"} <= covered
    root = ElementTree.fromstring(svg)
    assert 'direction="rtl"' in svg and "https:" not in svg
    assert "Zażółć <&>" in ["".join(item.itertext()) for item in root.iter(f"{NS}text")]


def test_figures_have_their_words() -> None:
    structure = Structure()
    block = structure.add("Figure", alt='An empty "scale"')
    drawing = Drawing("x", (Page(10, 10, (Rect(0, 0, 5, 5, "ink", block=block),)),), tuple(structure.blocks))
    root = ElementTree.fromstring(to_svg(drawing, DocumentMeta("x")))
    assert [g.get("aria-label") for g in root.iter(f"{NS}g") if g.get("role") == "img"] == ['An empty "scale"']
