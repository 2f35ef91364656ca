"""Reports as Word files: what stands in them for each reader, how they are read aloud, the same bytes twice."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from exporters import leakscan, record_files
from exporters.docx import template
from exporters.export import export, pages_of
from exporters.leakscan import LeakFound
from exporters.order import Order
from exporters.painters.theme import colour
from exporters.scanning import pieces
from models.acts import cards
from models.casework import Case, Desk
from models.errors import KnownError
from models.readers import FAMILY, US, Reader, ReaderProjection
from models.secrets import Secret, Secrets

READERS = (FAMILY, Reader("network"), Reader("court"), Reader("supervision"), Reader("case-system"))
Families = dict[str, tuple[Case, str]]


def words_of(data: bytes) -> str:
    return "\n".join(piece.text for piece in pieces(data, "docx"))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("code", ["A", "B-HOME", "B-LEAH"])
def test_no_secret_of_the_examples_stands_in_any_report(example_work: Families, code: str) -> None:
    case, workspace = example_work[code]
    secrets = Secrets.of(case.rows)
    asked = [("conference", reader) for reader in READERS] + [(what, FAMILY) for what in record_files.IN_WORD]
    for what, reader in asked:
        data = export(case, workspace, Order(what, reader, "docx"))
        assert secrets.in_text(words_of(data)) == []


def test_two_fathers_get_two_different_truths(example_work: Families) -> None:
    case, workspace = example_work["A"]
    danny, kofi = (
        words_of(export(case, workspace, Order("conference", Reader("parent", name), "docx")))
        for name in ("Danny", "Kofi")
    )
    assert "Danny punched Shauna" in danny and "Danny punched Shauna" not in kofi
    assert "Kofi to have Jayden for a weekend" in kofi
    assert "Mila" not in kofi and "Alfie" not in kofi
    for name in ("Shauna", "Danny", "Kofi"):
        for what in ("referral", "core-group", "case-note", "plan"):
            assert export(case, workspace, Order(what, Reader("parent", name), "docx"))


def test_the_team_does_read_them_so_the_test_above_could_fail(example_work: Families) -> None:
    case, workspace = example_work["A"]
    data = export(case, workspace, Order("conference", US, "docx"))
    assert Secrets.of(case.rows).in_text(words_of(data))


def test_the_scan_stops_a_projection_that_failed(family: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    card = cards.add_card(family.case, family.workspace_id, "strength", "Ruby sleeps at 12 Quill Lane")
    cards.restrict(family.case, "card", card, "refuge", values=["12 Quill Lane"])
    order = Order("conference", FAMILY, "docx")
    assert export(family.case, family.workspace_id, order)
    monkeypatch.setattr(ReaderProjection, "map", lambda self, view: view)
    with pytest.raises(LeakFound):
        export(family.case, family.workspace_id, order)


def test_words_cut_into_runs_and_properties_are_found(family: Any) -> None:
    data = export(family.case, family.workspace_id, Order("case-note", FAMILY, "docx"))
    document = opened(data)
    paragraph = document.add_paragraph("12 Qu")
    paragraph.add_run("ill ").bold = True
    paragraph.add_run("Lane")
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(LeakFound, match="the text"):
        leakscan.check(held.getvalue(), "docx", Secrets([Secret("12 Quill Lane")]))
    document = opened(data)
    document.core_properties.keywords = "LE1 4AB"
    held = io.BytesIO()
    document.save(held)
    with pytest.raises(LeakFound, match="properties"):
        leakscan.check(held.getvalue(), "docx", Secrets([Secret("LE1 4AB")]))


@pytest.mark.parametrize("what", record_files.IN_WORD)
def test_the_same_report_is_the_same_bytes(example_work: Families, what: str) -> None:
    case, workspace = example_work["B-HOME"]
    order = Order(what, Reader("court"), "docx")
    assert export(case, workspace, order) == export(case, workspace, order)


def test_what_cannot_be_written_for_word_is_said(family: Any) -> None:
    with pytest.raises(KnownError, match="cannot be written for Word"):
        export(family.case, family.workspace_id, Order("genogram", US, "docx"))


# ---- how it is built, so that it can be read aloud -----------------------------------------------------------------
@pytest.fixture(scope="module")
def conference(example_work: Families) -> bytes:
    case, workspace = example_work["A"]
    return export(case, workspace, Order("conference", Reader("court"), "docx"))


def test_headings_are_real_and_no_level_is_passed_over(conference: bytes, example_work: Families) -> None:
    case, workspace = example_work["A"]
    for data in (conference, export(case, workspace, Order("referral", FAMILY, "docx"))):
        document = opened(data)
        levels = [level for level in map(level_of, paragraphs_in(document)) if level is not None]
        assert levels[0] == 0
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert levels.count(0) >= 6 and levels.count(1) >= 8


def paragraphs_in(document: Any) -> list[Any]:
    """Every paragraph in reading order, those in tables too."""
    return list(document.element.body.iter(qn("w:p")))


def level_of(paragraph: Any) -> int | None:
    style = paragraph.style
    names = {"Heading1": 0, "Heading2": 1, "WorryHeading": 1, "WellHeading": 1, "NextHeading": 1}
    return names.get(style or "")


def test_the_three_columns_stand_beside_one_another_on_a_wide_page(conference: bytes) -> None:
    document = opened(conference)
    table = document.tables[0]
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads == ["What are we worried about?", "What's working well?", "What needs to happen?"]
    worries, well, wanted = (cell.text for cell in table.rows[1].cells)
    assert "Past harm" in worries and "will hit, push or scream" in worries and "Danny sees it differently" in worries
    assert "Existing safety" in well and "Bottom lines" in wanted and "“No more Friday voices.”" in wanted
    sizes = [(round(each.page_width.mm), round(each.page_height.mm)) for each in document.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297), (297, 210)]


def test_the_map_is_wide_from_its_title_on(example_work: Families) -> None:
    case, workspace = example_work["A"]
    document = opened(export(case, workspace, Order("map", FAMILY, "docx")))
    assert [(round(each.page_width.mm), round(each.page_height.mm)) for each in document.sections] == [(297, 210)]


def test_every_table_has_a_header_row_that_is_repeated_and_says_what_it_tells(conference: bytes) -> None:
    document = opened(conference)
    assert len(document.tables) >= 8
    for table in document.tables:
        assert table._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(cell.text.strip() for cell in table.rows[0].cells)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")).strip()
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_every_picture_has_words(conference: bytes) -> None:
    document = opened(conference)
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(said) == 2
    assert all("17 June 2025" in each and "Mila" in said[0] for each in said)
    with zipfile.ZipFile(io.BytesIO(conference)) as file:
        for name in file.namelist():
            if name.endswith(".png"):
                assert b"tEXt" not in file.read(name) and b"eXIf" not in file.read(name)


def test_lists_are_real_lists(conference: bytes) -> None:
    listed = [p for p in paragraphs_in(opened(conference)) if p.style in ("ListBullet", "CellList")]
    assert len(listed) >= 9
    styles = zipfile.ZipFile(io.BytesIO(conference)).read("word/styles.xml").decode()
    assert styles.count('<w:numId w:val="1"/>') == 2


def test_the_file_says_its_title_and_language_and_nobody_s_name(conference: bytes) -> None:
    document = opened(conference)
    properties = document.core_properties
    assert properties.title == "Report for the conference: the Harlow and Pryce family"
    assert properties.language == "en-GB"
    named = (properties.author, properties.last_modified_by, properties.comments, properties.keywords)
    assert named == ("", "", "", "")
    names = zipfile.ZipFile(io.BytesIO(conference)).namelist()
    assert not [name for name in names if "thumbnail" in name or "comments" in name or "custom" in name]
    assert 'w:lang w:val="en-GB"' in zipfile.ZipFile(io.BytesIO(conference)).read("word/styles.xml").decode()


def test_words_are_large_enough_and_dark_enough() -> None:
    for style in template._styles():
        assert style.size >= (8.5 if style.id == "Footer" else 9)
        for ground in ("paper", "worryTint", "wellTint", "nextTint", style.fill or "paper"):
            assert contrast(colour(style.ink), colour(ground)) >= 4.5


def contrast(ink: str, ground: str) -> float:
    lighter, darker = sorted((brightness(ink), brightness(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def brightness(value: str) -> float:
    parts = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_from_right_to_left_are_marked_as_such(family: Any) -> None:
    cards.add_card(family.case, family.workspace_id, "own_words", "ہم سب محفوظ رہنا چاہتے ہیں", is_quotation=True)
    document = opened(export(family.case, family.workspace_id, Order("map", US, "docx")))
    found = next(p for p in paragraphs_in(document) if "محفوظ" in "".join(t.text for t in p.iter(qn("w:t"))))
    assert found.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    languages = [each.get(qn("w:bidi")) for each in found.iter(qn("w:lang"))]
    assert "ur" in languages


def test_who_must_weigh_it_gets_sources_and_dates_and_a_family_does_not(example_work: Families) -> None:
    case, workspace = example_work["A"]
    court = words_of(export(case, workspace, Order("case-note", Reader("court"), "docx")))
    assert "Sources and dates" in court and "WEX-A-0417" in court
    own = words_of(export(case, workspace, Order("case-note", FAMILY, "docx")))
    assert "Sources and dates" not in own and "WEX-A-0417" not in own


def test_an_empty_case_makes_every_report(desk: Desk) -> None:
    case = desk.new_case("Nobody yet", number="T-0")
    workspace = next(iter(case.rows.table("workspace")))
    for what in record_files.IN_WORD:
        assert opened(export(case, workspace, Order(what, US, "docx"))).paragraphs[0].text


@pytest.mark.alone
def test_a_report_is_made_in_a_moment(example_work: Families) -> None:
    case, workspace = example_work["B-HOME"]
    order = Order("conference", Reader("court"), "docx")
    export(case, workspace, order)
    begun = time.process_time()
    export(case, workspace, order)
    assert time.process_time() - begun < 1.5


@pytest.mark.parametrize("what", record_files.REPORTS)
def test_the_same_report_on_paper_passes_both_checkers(
    example_work: Families, what: str, assert_accessible: Callable[[bytes], None]
) -> None:
    case, workspace = example_work["B-HOME"]
    assert_accessible(export(case, workspace, Order(what, Reader("court"), "pdf")))


def test_the_same_report_as_plain_data(example_work: Families) -> None:
    case, workspace = example_work["A"]
    plain = json.loads(export(case, workspace, Order("conference", Reader("court"), "json")))
    assert plain["title"] == "Report for the conference: the Harlow and Pryce family"
    keys = [section["key"] for section in plain["sections"]]
    assert keys[:3] == ["about", "own-words", "columns"] and keys[-1] == "sources"


def test_a_record_is_looked_at_as_the_report_in_it(example_work: Families) -> None:
    case, workspace = example_work["A"]
    drawing = pages_of(case, workspace, Order("record", Reader("case-system"), "fhir"))
    assert "Report for the conference" in drawing.text()
