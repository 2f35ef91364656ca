"""Harm matrices, plan, timeline and questions leave through the one way out: whole, tagged, cut down, scanned."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pypdfium2
import pytest

from exporters.export import export, pages_of
from exporters.leakscan import LeakFound
from exporters.order import Order
from models import harm_reading
from models.casework import Case
from models.errors import KnownError
from models.readers import FAMILY, US, Reader, ReaderProjection
from models.secrets import Secrets
from tests.slices import sliced

WHATS = ("harm-matrix", "strands", "plan", "timeline", "questions")
PARENTS = {"A": "Danny", "B-HOME": "Karen"}
READERS = (FAMILY, Reader("parent"), Reader("network"), Reader("court"), Reader("case-system"))


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


@pytest.mark.parametrize("what", WHATS)
def test_every_document_passes_both_checkers(
    example_work: dict[str, tuple[Case, str]], what: str, assert_accessible: Callable[[bytes], None]
) -> None:
    case, workspace = example_work["B-HOME"]
    assert_accessible(export(case, workspace, Order(what, FAMILY)))


def test_a_matrix_has_its_headers_and_every_box(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    drawing = pages_of(case, workspace, Order("harm-matrix", US))
    scopes = [block.scope for block in drawing.blocks if block.role == "TH"]
    assert scopes.count("Column") >= 9
    assert scopes.count("Row") >= 3 * 6
    words = drawing.text()
    for row in case.rows.where("matrix_cell", workspace_id=workspace):
        if row["state"] == "said" and row["row_key"] != "when":
            assert row["text"].split(" 2024-")[0][:40] in words


@pytest.mark.parametrize(
    ("code", "what", "reader"), sliced(("A", "B-HOME"), WHATS, READERS), ids=lambda part: getattr(part, "kind", part)
)
def test_no_secret_of_the_examples_leaves(
    example_work: dict[str, tuple[Case, str]], what: str, reader: Reader, code: str
) -> None:
    case, workspace = example_work[code]
    secrets = Secrets.of(case.rows)
    if reader.kind == "parent":
        reader = Reader("parent", PARENTS[code])
    words = pages_of(case, workspace, Order(what, reader)).text()
    assert secrets.in_text(words) == []


def test_the_team_does_read_them_so_the_test_above_could_fail(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    assert Secrets.of(case.rows).in_text(pages_of(case, workspace, Order("harm-matrix", US)).text())


def test_the_scan_stops_a_projection_that_failed(
    example_work: dict[str, tuple[Case, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, workspace = example_work["A"]
    monkeypatch.setattr(ReaderProjection, "words", lambda self, text: text)
    monkeypatch.setattr(ReaderProjection, "hides", lambda self, table, key, field="": False)
    monkeypatch.setattr(harm_reading, "_stands_in", lambda restriction, text: True)
    for file_format in ("pdf", "json", "csv", "svg"):
        with pytest.raises(LeakFound):
            export(case, workspace, Order("harm-matrix", FAMILY, file_format))


def test_one_behaviour_alone_by_its_words_or_number(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    for wanted in ("grabs", "3"):
        words = pages_of(case, workspace, Order("harm-matrix", US, behaviour=wanted)).text()
        assert "Danny grabs and frightens Jayden" in words
        assert "No sober grown-up" not in words
    with pytest.raises(KnownError, match="no such harm matrix"):
        export(case, workspace, Order("harm-matrix", US, behaviour="flies"))


def test_a_table_for_a_spreadsheet(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    data = export(case, workspace, Order("harm-matrix", FAMILY, "csv"))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert any("Gripped his arm" in cell for row in rows for cell in row)
    assert not any("Tess, photo" in cell for row in rows for cell in row)
    with pytest.raises(KnownError, match="cannot be written as a table"):
        export(case, workspace, Order("questions", FAMILY, "csv"))


def test_questions_to_take_along_lead_and_sets_can_be_chosen(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    words = pages_of(case, workspace, Order("questions", FAMILY)).text()
    for asked in (
        "Jayden, has there been a time since the cereal?",
        "Danny, how often did you grab Jayden that summer?",
        "Carol, what did you see at Christmas 2023?",
        "Shauna, what was different on the Fridays when it did not happen?",
    ):
        assert words.index(asked) < words.index("EARS")
    chosen = pages_of(case, workspace, Order("questions", FAMILY, sets=("scaling",))).text()
    assert "Why that number, and not lower" in chosen
    assert "EARS" not in chosen
    assert "Words and pictures" in pages_of(case, workspace, Order("questions", FAMILY, sets=("all",))).text()
    with pytest.raises(KnownError, match="no such set"):
        export(case, workspace, Order("questions", FAMILY, sets=("poems",)))


@pytest.mark.parametrize("what", WHATS)
def test_json_is_the_same_view(example_work: dict[str, tuple[Case, str]], what: str) -> None:
    case, workspace = example_work["A"]
    plain = json.loads(export(case, workspace, Order(what, FAMILY, "json")))
    assert plain
    if what == "questions":
        assert len(plain["asked"]) == 4


def test_everything_holds_them_too(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    words = pages_of(case, workspace, Order("everything", FAMILY, paper="A4")).text()
    for said in ("Gripped his arm", "The diary", "Sandra looks out", "Danny's birthday test"):
        assert said in words


def test_pictures_of_them_can_be_made(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["A"]
    assert export(case, workspace, Order("plan", FAMILY, "svg")).startswith(b"<")
    assert export(case, workspace, Order("plan", FAMILY, "png")).startswith(b"\x89PNG")


def test_the_fridge_copy_is_one_page(example_work: dict[str, tuple[Case, str]]) -> None:
    case, workspace = example_work["B-HOME"]
    data = export(case, workspace, Order("plan", FAMILY, fridge=True))
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    document.close()
    assert "Two nights under 4" in text_of(data)
