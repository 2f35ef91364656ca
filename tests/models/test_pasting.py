"""What comes from Word, Excel and plain text as rows, and where it goes in a matrix."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import harm as acts
from models.errors import KnownError
from models.harm import matrix_view
from models.harm_pasting import onto_matrix
from models.pasting import as_html, as_text, read_table
from models.projections import Projector
from models.readers import US
from models.thinking_views import MatrixView

EXCEL = """Version:1.0
StartHTML:0000000105
EndHTML:0000000905
<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=Generator content="Microsoft Excel 15">
<style><!-- table {mso-displayed-decimal-separator:"\\.";} td {color:black;} --></style></head>
<body link="#0563C1">
<table border=0 cellpadding=0 width=256 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=64 span=4 style='width:48pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 width=64></td>
  <td class=xl65>First known</td>
  <td colspan=2 class=xl66 style='border-right:.5pt'>Worst &amp; most&nbsp;recent</td>
 </tr>
 <tr>
  <td rowspan=2>When</td>
  <td>2019-08<br style='mso-data-placement:same-cell;'>
  (day not known)</td>
  <td>a</td><td>b</td>
 </tr>
 <tr><td>c</td><td><span style='mso-spacerun:yes'>&nbsp;&nbsp;</span>d</td><td></td></tr>
<!--EndFragment-->
</table>
</body></html>"""

WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><title>Matrix</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head><body>
<p class=MsoNormal>Before the table</p>
<table class=MsoTableGrid><tr><td width=200><p class=MsoNormal><b>Impact
on Jay</b><o:p></o:p></p></td><td><p class=MsoListParagraph>Cried</p><p>&#8220;I hid&#8221;<o:p></o:p></p></td></tr>
<tr><td><p>Who says so<td><table><tr><td>Nan</td><td>Mum</td></tr><tr><td>police</td></tr></table></td></tr></table>
<p>After it</p></body></html>"""


def test_a_range_from_excel_with_merged_cells() -> None:
    assert read_table("plain\ttext", EXCEL) == (
        ("", "First known", "Worst & most recent", None),
        ("When", "2019-08\n(day not known)", "a", "b"),
        (None, "c", "d", ""),
    )


def test_a_table_from_word_with_a_table_in_a_cell() -> None:
    assert read_table(None, WORD) == (("Impact on Jay", "Cried\n“I hid”"), ("Who says so", "Nan Mum\npolice"))


def test_html_without_a_table_gives_way_to_text() -> None:
    assert read_table("one\ntwo", "<p>one</p><p>two</p>") == (("one",), ("two",))
    assert read_table(None, None) == () == read_table("", "") == read_table("\r\n\r\n")


@pytest.mark.parametrize(("text", "rows"), [
    ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
    ('a\t"two\nlines"\nc', (("a", "two\nlines"), ("c", ""))),
    ('"he said ""no"""\tb', (('he said "no"', "b"),)),
    ('"I thought he was going to die"\tb', (('"I thought he was going to die"', "b"),)),
    ('"a"\n"b"', (('"a"',), ('"b"',))),
    ('"open\tb', (('"open', "b"),)),
    ("a\x0bb", (("a",), ("b",))),
    (" \xa0a \t\ufeffb\x00", (("a", "b"),)),
    ("a\n\nb\n\n", (("a",), ("",), ("b",))),
])  # fmt: skip
def test_text_between_tabs(text: str, rows: Any) -> None:
    assert read_table(text) == rows


def test_what_is_too_large_is_refused_not_cut() -> None:
    with pytest.raises(KnownError):
        read_table("a\n" * 1001)
    with pytest.raises(KnownError):
        read_table("\t" * 300 + "a")
    with pytest.raises(KnownError):
        read_table("", "<table>" + "<tr><td>a</td></tr>" * 1001 + "</table>")
    assert len(read_table("a\n" * 1000)) == 1000


def _trimmed(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"], exclude_characters="\xa0")
_CELLS = st.text(_LETTERS | st.sampled_from('\n" '), max_size=12).map(_trimmed)


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_copied_comes_back(rows: list[list[str]]) -> None:
    rows[-1][0] = rows[-1][0] or "x"
    assert read_table(as_text(rows)) == tuple(map(tuple, rows))


@given(st.text(max_size=200), st.text(st.sampled_from("<>/tdrablespn =\"'23&#;!-\n"), max_size=200))
def test_nothing_on_a_clipboard_breaks_it(text: str, html: str) -> None:
    table = read_table(text, html)
    assert len({len(row) for row in table}) <= 1


@given(st.lists(st.lists(st.text("ab<&\"\n'é", max_size=6), min_size=1, max_size=3), min_size=1, max_size=3))
def test_html_comes_back_too(rows: list[list[str]]) -> None:
    rows[-1][0] += "x"
    found = read_table(None, as_html(rows))
    for row, back in zip(rows, found, strict=True):
        for cell, again in zip(row, back, strict=False):
            assert again is not None and again.split() == cell.split()


# Into a matrix


@pytest.fixture
def matrix(family: Any) -> MatrixView:
    key = acts.add_matrix(family.case, family.workspace_id, "Ruby shouts", adult_id=family.mum)
    view = matrix_view(Projector(family.case.rows), key, US)
    assert view is not None
    return view


def placed(matrix: MatrixView, *arguments: Any) -> tuple[dict[tuple[str, str], tuple[str, str]], tuple[str, ...]]:
    found = onto_matrix(matrix, *arguments)
    return {(c.row.key, c.column_key): (c.state, c.text) for c in found.changes}, found.left_over


def test_cells_go_from_where_one_stands(matrix: MatrixView) -> None:
    changes, left = placed(matrix, read_table("2022\t\tlost\nnot known\tsame"), 0, 1)
    assert changes == {
        ("when", "worst"): ("said", "2022"), ("when", "recent"): ("gap", ""),
        ("what", "worst"): ("not_known", ""), ("what", "recent"): ("same_as_worst", ""),
    }  # fmt: skip
    assert left == ("lost",)


def test_a_table_with_headings_goes_where_they_say(matrix: MatrixView) -> None:
    text = """HM1\tWorst\tFirst known\tNext
        Who says so\tNan\tRuby\t
        What the adult did\tShouted\tSang\t?
        Jay\thid\tcried\t
        How long\t2 years\t\t"""
    changes, left = placed(matrix, read_table(text), 4, 2)
    assert changes == {
        ("who_says", "worst"): ("said", "Nan"), ("who_says", "first"): ("said", "Ruby"),
        ("what", "worst"): ("said", "Shouted"), ("what", "first"): ("said", "Sang"),
        ("impact", "worst"): ("said", "hid"), ("impact", "first"): ("said", "cried"),
    }  # fmt: skip
    assert left == ("?", "2 years"), "a column and a row that the matrix does not have"


def test_headings_on_one_side_only(matrix: MatrixView) -> None:
    changes, _ = placed(matrix, read_table("First known\tMost recent\na\tb"), 2, 1)
    assert changes == {("how_bad", "first"): ("said", "a"), ("how_bad", "recent"): ("said", "b")}
    changes, _ = placed(matrix, read_table("When\t2022\nHow bad\tWords"), 0, 2)
    assert changes == {("when", "recent"): ("said", "2022"), ("how_bad", "recent"): ("said", "Words")}


def test_names_alone_are_words_not_headings(matrix: MatrixView) -> None:
    changes, left = placed(matrix, read_table("Jay\nWhen"), 1, 0)
    assert changes == {("what", "first"): ("said", "Jay"), ("how_bad", "first"): ("said", "When")} and not left


def test_one_cell_fills_a_selection_and_merged_places_are_left_alone(matrix: MatrixView) -> None:
    changes, _ = placed(matrix, read_table("none"), 0, 0, (2, 3))
    assert len(changes) == 6 and set(changes.values()) == {("none", "")}
    changes, _ = placed(matrix, read_table("a\tb"), 0, 0, (1, 3))
    assert len(changes) == 2, "two cells do not go into three"
    changes, _ = placed(matrix, (("a", None), ("b", "c")))
    assert set(changes) == {("when", "first"), ("what", "first"), ("what", "worst")}
    assert onto_matrix(matrix, ()).changes == ()
