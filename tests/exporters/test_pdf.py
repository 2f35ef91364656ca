"""Tagged PDF: structure, words in order, no names of people or machines, same bytes for the same input."""

from __future__ import annotations

import ctypes
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from exporters import painters
from exporters.painters import DocumentMeta, pdffonts, to_pdf, to_png, to_svg
from exporters.painters.pdffonts import EmbeddedFont, text_operators
from models.drawing import (
    Block,
    Drawing,
    Line,
    Page,
    Path,
    Picture,
    Rect,
    Segment,
    Structure,
    Symbol,
    Text,
    place_line,
    place_text,
)
from models.errors import KnownError
from models.typeset import Span, Style, guess_lang, set_paragraph

META = DocumentMeta("Our story", date=dt.date(2025, 7, 1))
SAMPLES = {
    "pl": "Mama płakała, a Zosia słyszała wszystko przez ścianę. Tata krzyczał, że odejdzie.",
    "ar": "كان أبي يصرخ على أمي في المطبخ بعد أن شرب، وسمع الأطفال كل شيء.",
    "ur": "امی اور ابو گھر میں زور زور سے چلا رہے تھے۔ میں گھر واپس آنا چاہتا ہوں۔",
    "bn": "মা আর বাবা বাড়িতে চিৎকার করছিলেন। স্ত্রী কর্তৃপক্ষকে বললেন।",
}


def story(text: str, width: float = 220.0) -> Drawing:
    structure = Structure()
    items = [*place_text("Our story", Style(20, bold=True), 30, 40, structure.add("H1"))]
    block = structure.add("P", lang=guess_lang(text))
    paragraph = set_paragraph([Span(text, Style(12))], width)
    for number, line in enumerate(paragraph.lines):
        left = 30 + (width - line.width if paragraph.rtl else 0)
        items += place_line(line.runs, left, 70 + 20 * number, block)
    return Drawing("Our story", (Page(300, 300, tuple(items)),), tuple(structure.blocks))


def extracted(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


@pytest.mark.parametrize("lang", SAMPLES)
def test_words_come_back_in_reading_order(lang: str, assert_accessible: Callable[[bytes], None]) -> None:
    data = to_pdf(story(SAMPLES[lang]), META)
    words = extracted(data).split()
    # A full stop at the outer end of a right-to-left line may stand on either side of its word.
    loose = [word.strip(".") for word in words]
    assert loose[2:] == [word.strip(".") for word in SAMPLES[lang].split()]
    assert f"/Lang ({lang})".encode() in data
    assert_accessible(data)


def test_a_letter_has_few_codes_however_it_is_kerned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that meets many codes for one letter takes the map from codes to letters for a broken one."""
    words = (
        "دادی اور نانی نے زور سے کہا: گھر آؤ۔ فرح، مسٹر رڈک اور رات کی روٹی، پیار، شرارتی، ڈاکٹر، پھر، رہتی، مہینے، ہر"
    )

    def most_codes() -> int:
        font = EmbeddedFont("arabic", "F1")
        text_operators(Text(0, 0, words, "arabic", 12, "ink", 400, rtl=True, lang="ur"), font, 100)
        return max(Counter(text for _parts, text in font.codes).values())

    assert most_codes() <= 4
    monkeypatch.setattr(pdffonts, "_KERN", 0.0)
    assert most_codes() > 4, "the control: as it is kerned, a letter has more"


def test_right_to_left_words_stand_in_the_structure_tree_in_order() -> None:
    assert SAMPLES["ur"] in actual_texts(to_pdf(story(SAMPLES["ur"]), META))


def actual_texts(data: bytes) -> list[str]:
    """What the structure tree of the first page says in place of the letters as drawn."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    roots = pdfium.FPDF_StructTree_CountChildren(tree)
    waiting = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(roots)]
    found = []
    while waiting:
        element = waiting.pop()
        said = ctypes.create_string_buffer(2000)
        size = pdfium.FPDF_StructElement_GetActualText(element, said, len(said))
        found.append(said.raw[: max(size - 2, 0)].decode("utf-16-le"))
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            waiting += [child] if child else []
    pdfium.FPDF_StructTree_Close(tree)
    page.close()
    document.close()
    return found


def test_letters_are_the_ones_shaping_chose() -> None:
    """The picture of shaped Urdu differs from the same letters set apart: joining reaches the page."""
    joined = Image.open(io.BytesIO(to_png(story("ببب"), META, 72)))
    apart = Image.open(io.BytesIO(to_png(story("ب\u200cب\u200cب"), META, 72)))
    assert joined.tobytes() != apart.tobytes()


def test_same_input_same_bytes_and_nothing_of_the_machine(monkeypatch: Any) -> None:
    drawing = story(SAMPLES["ur"])
    data = to_pdf(drawing, META)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("TZ", "Asia/Dhaka")
    assert to_pdf(drawing, META) == data
    assert b"/ID" in data and to_pdf(story("other"), META)[-120:] != data[-120:]
    makers = (b"Producer", b"Creator", b"Author", b"reportlab", b"ModDate", b"opensource", b"fontTools", b"Helvetica")
    for word in (*makers, b"/home/", b"/root/"):
        assert word.lower() not in data.lower()
    assert pypdfium2.PdfDocument(data).get_metadata_dict(skip_empty=True) == {"Title": "Our story"}
    assert b"2025-07-01" in data
    assert b"CreateDate" not in to_pdf(drawing, DocumentMeta("Our story"))


def test_rounded_dashed_and_filled_shapes_look_as_drawn() -> None:
    """A path is filled even-odd, an icon whole; corners are round; a page starts with no colour of the page before."""
    ring: list[Segment] = []
    for left, right in ((60.0, 90.0), (70.0, 80.0)):
        ring += [("M", (left, left)), ("L", (right, left)), ("L", (right, right)), ("L", (left, right)), ("Z", ())]
    first = (Rect(10, 10, 40, 40, "ink", radius=99), Path(tuple(ring), fill="ink"))
    pages = (Page(100, 100, first), Page(100, 100, (Rect(0, 0, 50, 50, "ink"), Rect(50, 0, 50, 50, "paper"))))
    picture = Image.open(io.BytesIO(to_png(Drawing("x", pages, ()), META, 72))).convert("L")
    seen = {place: picture.getpixel(place) for place in ((30, 30), (12, 12), (65, 75), (75, 75), (20, 132), (80, 132))}
    assert [seen[place] < 60 for place in seen] == [True, False, True, False, True, False], seen


def test_title_is_escaped() -> None:
    data = to_pdf(story("x"), DocumentMeta("Mum & <Dad> (again)"))
    assert b"Mum &amp; &lt;Dad&gt; (again)" in data
    assert pypdfium2.PdfDocument(data).get_metadata_dict()["Title"] == "Mum & <Dad> (again)"


def test_headings_become_nested_bookmarks(assert_accessible: Callable[[bytes], None]) -> None:
    structure = Structure()
    items = []
    for number, (role, text) in enumerate((("H1", "Map"), ("H2", "Worries"), ("H3", "Past harm"), ("H2", "Next"))):
        items += place_text(text, Style(12), 20, 30 + 20 * number, structure.add(role))  # type: ignore[arg-type]
    data = to_pdf(Drawing("Map", (Page(200, 200, tuple(items)),), tuple(structure.blocks)), DocumentMeta("Map"))
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(data).get_toc()]
    assert marks == [(0, "Map"), (1, "Worries"), (2, "Past harm"), (1, "Next")]
    assert_accessible(data)


def photo() -> bytes:
    picture = Image.new("RGB", (8, 8), "teal")
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    held = io.BytesIO()
    picture.save(held, "JPEG", exif=exif)
    return held.getvalue()


def test_every_primitive_is_painted_and_photos_leave_no_trace(assert_accessible: Callable[[bytes], None]) -> None:
    structure = Structure()
    items = [
        *place_text("Shapes", Style(14), 10, 20, structure.add("H1")),
        Rect(10, 30, 40, 20, "worryTint", "worry", 5, dash=(2, 2)),
        Line(10, 60, 90, 60, "ink", 2),
        Path((("M", (10, 70)), ("L", (50, 70)), ("L", (30, 90)), ("Z", ())), fill="well", stroke="ink"),
        Symbol(60, 70, 20, "plant", "wellInk"),
        Picture(60, 30, 20, 20, photo(), structure.add("Figure", alt="A teal square.")),
    ]
    drawing = Drawing("Shapes", (Page(100, 100, tuple(items)),), tuple(structure.blocks))
    data = to_pdf(drawing, DocumentMeta("Shapes"))
    assert_accessible(data)
    assert b"SECRET" in photo() and b"SECRET" not in data
    picture = Image.open(io.BytesIO(to_png(drawing, DocumentMeta("Shapes"), 72))).convert("RGB")
    assert picture.getpixel((70, 40)) == pytest.approx((0, 128, 128), abs=6)
    assert picture.getpixel((30, 75)) == (0x15, 0x76, 0x6E)


def test_transparency_is_kept() -> None:
    held = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(held, "PNG")
    drawing = Drawing("x", (Page(10, 10, (Picture(0, 0, 10, 10, held.getvalue()),)),), ())
    assert Image.open(io.BytesIO(to_png(drawing, META, 72))).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_untagged_words_fail_the_check(assert_accessible: Callable[[bytes], None]) -> None:
    """Control: the checkers do notice a figure without words."""
    drawing = Drawing("x", (Page(50, 50, (Rect(5, 5, 9, 9, "ink", block=0),)),), (Block("Figure"),))
    with pytest.raises(AssertionError):
        assert_accessible(to_pdf(drawing, META))


def test_a_block_over_two_pages_is_one_element(assert_accessible: Callable[[bytes], None]) -> None:
    drawing = story("one two three")
    second = Page(300, 300, tuple(place_text("four", Style(12), 30, 30, 1)))
    data = to_pdf(replace(drawing, pages=(*drawing.pages, second)), META)
    assert len(re.findall(rb"/S /P\b", data)) == 1 and b"/Type /MCR" in data
    assert_accessible(data)


def test_png_is_one_continuous_sheet_without_metadata() -> None:
    drawing = story("one")
    two = replace(drawing, pages=(drawing.pages[0], replace(drawing.pages[0], width=200.0)))
    picture = Image.open(io.BytesIO(to_png(two, META, 144)))
    assert picture.size == (600, 600 * 2 + 24)
    assert set(picture.info) <= {"dpi"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_text_at_all_can_be_written(text: str) -> None:
    drawing = story(text)
    document = pypdfium2.PdfDocument(to_pdf(drawing, DocumentMeta(text)))
    assert len(document) == 1
    document.close()
    ElementTree.fromstring(to_svg(drawing, DocumentMeta(text)))


def test_signs_and_faces_from_the_phone() -> None:
    words = extracted(to_pdf(story("love ❤ 😀 🏠 you"), META))
    assert all(sign in words for sign in "❤😀🏠")


@pytest.mark.parametrize("paint", [to_pdf, to_svg, to_png])
def test_no_document_without_shaping(paint: Callable[[Drawing, DocumentMeta], bytes], monkeypatch: Any) -> None:
    def broken() -> None:
        raise KnownError("This copy of the app cannot set every script.")

    painters._ready.cache_clear()
    monkeypatch.setattr(painters, "require_shaping", broken)
    with pytest.raises(KnownError):
        paint(story("x"), META)
