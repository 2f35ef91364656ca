"""Measures as they are looked at: of one piece of work over time, of all at once; their charts, on paper too."""

from __future__ import annotations

import random
from dataclasses import replace

import pypdfium2
import pytest

from exporters.painters import DocumentMeta, to_pdf
from models.casework import Desk
from models.drawing import Rect, Text
from models.drawings.measure_charts import chart_in_words, measure_chart
from models.drawings.measures_sheet import measures_sheet
from models.measure_definitions import definitions, keys
from models.measures_course import case_course
from models.measures_shown import MeasureLine, Months, lines_of_all, lines_of_work
from models.vault_measures import vault_measures
from sofs_desk.bench.council import made_up


def by_key(lines: tuple[MeasureLine, ...]) -> dict[str, MeasureLine]:
    assert tuple(line.definition.key for line in lines) == keys(), "every measure, with its definition"
    return {line.definition.key: line for line in lines}


def words_of(line: MeasureLine) -> list[str]:
    return [item.text for item in measure_chart(line, 300, 60) if isinstance(item, Text)]


def test_one_piece_of_work_over_time(desk: Desk, example_ids: list[str]) -> None:
    case = next(c for c in map(desk.open_case, example_ids) if c.row["number"] == "WEX-A-0417")
    course = case_course(desk, case.id)
    assert course[0].as_at == "2024-10-31", "its pathway says no day: the first round does"
    lines = by_key(lines_of_work(course))
    told = lines["explained"]
    assert (told.shown, told.is_thin, len(told.points)) == ("yes", False, len(course))
    assert [point.is_thin for point in told.points][:2] == [True, True]
    assert chart_in_words(told) == "no from 31 October 2024; yes from 28 February 2025"
    since = lines["days_since_explained"]
    dots = [item for item in measure_chart(since, 300, 60) if isinstance(item, Rect)]
    assert len(dots) == sum(point.value is not None for point in since.points) < len(course), "a gap stays a gap"
    assert {"yes", "no", "October 2024", "July 2025"} <= set(_joined(words_of(told)))


def _joined(pieces: list[str]) -> list[str]:
    return [piece.strip() for piece in pieces]


def test_all_work_is_counted_never_averaged() -> None:
    chance = random.Random(5)
    found = [made_up(chance) for _ in range(60)]
    lines = by_key(lines_of_all(found))
    for line in lines.values():
        assert sum(column.count for column in line.columns) == 60 and len(line.columns) <= 9, line.definition.key
        assert sum(column.thin for column in line.columns) == sum(line.definition.key in each.thin for each in found)
        assert not line.points
    assert lines["mapped"].shown == f"{sum(m.mapped for m in found)} of 60, {sum(not m.mapped for m in found)} thin"
    thin = lines["days_since_tried"]
    assert any(word.endswith("?") for word in _joined(words_of(thin))), "thin is told by a sign, not by colour alone"
    earlier = [replace(each, as_at="2026-05-31") for each in found[:40]]
    counted = Months()
    counted.add([*earlier, *found[:7]])
    counted.add(found[7:])
    months = by_key(lines_of_all(found, counted))["network"]
    assert [(s.on, s.thin + s.fine + s.unknown) for s in months.shares] == [("2026-05", 40), ("2026-06", 60)]
    assert chart_in_words(months).startswith("May 2026: ")


def test_nothing_measured_is_no_chart() -> None:
    assert all(not measure_chart(line, 300, 60) and not line.shown for line in lines_of_all([]))


@pytest.mark.parametrize("whose", ["all", "one"])
def test_on_paper_with_every_definition(desk: Desk, example_ids: list[str], whose: str) -> None:
    found = vault_measures(desk)
    lines = lines_of_all(found) if whose == "all" else lines_of_work(found[:1])
    drawing = measures_sheet(lines, "All my work").drawing()
    document = pypdfium2.PdfDocument(to_pdf(drawing, DocumentMeta(title="Measures")))
    text = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    document.close()
    for each in definitions():
        assert each.title in text and each.definition.split(".")[0] in text, each.key
    assert "page 2" in text.casefold() or len(drawing.pages) > 1
