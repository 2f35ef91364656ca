"""The timeline as a PDF: tagged, read aloud whole, on A4, also when it is long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from exporters.painters import DocumentMeta, to_pdf
from models.casework import Desk
from models.drawing import Text
from models.drawings.look import A4_PORTRAIT, Copy
from models.drawings.timeline_sheet import timeline_sheet
from models.projections import Projector
from models.readers import FAMILY
from models.thinking_views import TimelineView
from models.timeline import timeline_view


@pytest.fixture
def timelines(desk: Desk, example_ids: list[str]) -> dict[str, TimelineView]:
    """Both example families' timelines, by workspace."""
    found = {}
    for case_id in example_ids:
        case = desk.open_case(case_id)
        for row in case.rows.table("workspace").values():
            found[str(row["ref"])] = timeline_view(Projector(case.rows), row["id"], FAMILY)
    return found


def crowded(view: TimelineView) -> TimelineView:
    """The same with forty rounds a week apart and as many steps."""
    scale = view.scales[0]
    first = dt.date(2024, 9, 2)
    rounds = tuple(
        replace(scale.rounds[i % len(scale.rounds)], id=f"r{i}", held_on=(first + dt.timedelta(7 * i)).isoformat(),
                when=f"Week {i}")
        for i in range(40)
    )  # fmt: skip
    events = tuple(replace(view.events[i % 20], id=f"e{i}") for i in range(80))
    return replace(view, scales=(replace(scale, rounds=rounds), *view.scales[1:]), events=events)


def test_both_checkers_pass(timelines: dict[str, TimelineView], assert_accessible: Callable[[bytes], None]) -> None:
    for view in timelines.values():
        assert_accessible(to_pdf(timeline_sheet(view, Copy(reader="Family copy")).drawing(), DocumentMeta("Timeline")))


def test_everything_is_on_the_paper(timelines: dict[str, TimelineView]) -> None:
    for view in (*timelines.values(), crowded(timelines["A"])):
        drawing = timeline_sheet(view).drawing()
        for page in drawing.pages:
            assert (page.width, page.height) == A4_PORTRAIT
            for item in page.items:
                if isinstance(item, Text):
                    assert item.x > 0 and item.x + item.width <= page.width and 0 < item.y < page.height
        text = drawing.text()
        assert all(round_.when in text for scale in view.scales for round_ in scale.rounds)


def test_the_charts_come_first_and_two_share_a_page(timelines: dict[str, TimelineView]) -> None:
    first = timeline_sheet(timelines["A"]).drawing().pages[0]
    said = " ".join(item.text for item in first.items if isinstance(item, Text))
    for words in ("No more Friday voices", "One grown-up on duty", "5 to 8", "6 to 8", "What we plan"):
        assert words in said
    assert "What happened" not in said
