"""The documents of the example families: complete, readable aloud, honest about gaps, never an average."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from exporters.documents import (
    blank_map_document,
    everything_document,
    map_document,
    scales_document,
    strands_document,
)
from exporters.painters import DocumentMeta, to_pdf
from models.drawing import Drawing, Primitive, Rect, Text
from models.drawings.look import Copy
from models.drawings.scale_chart import round_in_words, rounds_chart, short_names, spread_chart, spread_words
from models.views import CardView, MapView, PersonView, Restricted, RoundView, ScaleView, ScoreView
from tests.slices import sliced

WHEN = dt.date(2025, 7, 1)
PRINTED = Copy(WHEN)
MAPS = [("harlow_pryce", "A"), ("doyle_rahman", "B-HOME"), ("doyle_rahman", "B-LEAH")]
Maker = Callable[[str, str], MapView]
MAKERS: dict[str, Callable[[MapView], Drawing]] = {
    "map A3": lambda view: map_document(view, Copy(WHEN, "Family copy")),
    "map A4": lambda view: map_document(view, PRINTED, paper="A4"),
    "strands": lambda view: strands_document(view, PRINTED),
    "scales": lambda view: scales_document(view, PRINTED),
    "everything": lambda view: everything_document(view, PRINTED),
}


def flat(text: str) -> str:
    return " ".join(text.replace("“", '"').replace("”", '"').replace("\u00a0", " ").split())


@pytest.mark.parametrize(("place", "kind"), sliced(MAPS, tuple(MAKERS), kept=2), ids=str)
def test_every_document_passes_both_checkers(
    place: tuple[str, str], kind: str, example_map: Maker, assert_accessible: Callable[[bytes], None]
) -> None:
    drawing = MAKERS[kind](example_map(*place))
    assert_accessible(to_pdf(drawing, DocumentMeta(drawing.title, date=WHEN)))
    assert_inside(drawing)


def assert_inside(drawing: Drawing) -> None:
    """No word runs over the edge of its page."""
    for page in drawing.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert item.x >= 15 and item.x + item.width <= page.width - 15, item.text
                assert 15 <= item.y <= page.height - 10, item.text


@pytest.mark.parametrize("paper", ["A3", "A4", "sheet"])
@pytest.mark.parametrize(("example", "workspace"), MAPS)
def test_nothing_on_the_map_is_lost_or_shortened(example: str, workspace: str, paper: Any, example_map: Maker) -> None:
    view = example_map(example, workspace)
    said = flat(map_document(view, paper=paper, drafts=True).text())
    for card in view.cards:
        assert flat(card.text).rstrip(".").strip('"') in said
        assert all(flat(dispute.words).strip('"') in said for dispute in card.disputes)
        assert all(mention.label.lower() in said.lower() for mention in (*card.sources, *card.seen_by))
        assert not card.speaker or card.speaker.name in said
    assert all(child.name in said for child in view.children)


def test_the_map_reads_in_order(example_map: Maker) -> None:
    said = map_document(example_map("harlow_pryce", "A"), Copy(WHEN, contact="Ask Priya."), paper="A4").text()
    order = [
        "The Harlow and Pryce family's map",
        "Jayden, 9. Mila, 6. Alfie, 14 months.",
        "What are we worried about?",
        "27 September 2024. After drinking",
        "Who says so: Hospital, police, Jayden, Shauna.",
        "Danny says he pushed but did not punch.",
        "Danny says: “I held him too hard”",
        "1 No more Friday voices. Priya, Tess",
        "What's working well?",
        "Seen by: PC Tate.",
        "Where we are, 17 June 2025",
        "1 No more Friday voices: 5 to 8",
        "Scale from 0 to 10, 17 June 2025. 5: PC Tate;",
        "What needs to happen?",
        "“I want us to be a boring family.” Shauna",
        "4 July. Invite Dean to the next network meeting: Ian",
        "Practise the text code with Mila: Nanna Mo, done 25 June",
        "If you see it differently",
        "Printed 1 July 2025. Ask Priya.",
    ]
    places = [said.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_drafts_stay_off_paper_unless_asked_for(example_map: Maker) -> None:
    view = example_map("harlow_pryce", "A")
    drafts = [card.text for card in view.cards if card.state == "draft"]
    assert drafts
    plain = flat(map_document(view).text())
    assert not any(flat(text) in plain for text in drafts)
    assert "Draft." in map_document(view, drafts=True).text()


def test_a_restricted_card_says_so_on_the_teams_copy(example_map: Maker) -> None:
    view = with_cards(example_map("harlow_pryce", "A"), lambda c: replace(c, restricted=Restricted("refuge")))
    assert "Restricted: refuge" in map_document(view).text()


def with_cards(view: MapView, change: Callable[[CardView], CardView]) -> MapView:
    columns = tuple(
        replace(c, parts=tuple(replace(p, cards=tuple(change(card) for card in p.cards)) for p in c.parts))
        for c in view.columns
    )
    return replace(view, columns=columns)


def test_a_long_map_goes_on_over_pages_under_repeated_headings(
    example_map: Maker, assert_accessible: Callable[[bytes], None]
) -> None:
    view = with_cards(example_map("harlow_pryce", "A"), lambda card: replace(card, text=" ".join([card.text] * 4)))
    drawing = map_document(view, PRINTED)
    assert len(drawing.pages) > 1
    for number, page in enumerate(drawing.pages[1:], 2):
        words = " ".join(item.text for item in page.items if isinstance(item, Text))
        assert "What are we worried about?" in words and f"page {number}" in words
    assert drawing.text().count("What are we worried about?") == 1, "read aloud once"
    said = flat(drawing.text())
    assert all(flat(c.text).rstrip(".") in said for c in view.cards if c.state != "draft")
    assert_inside(drawing)
    assert_accessible(to_pdf(drawing, DocumentMeta("x")))


def test_an_empty_map_asks(example_map: Maker, assert_accessible: Callable[[bytes], None]) -> None:
    view = example_map("harlow_pryce", "A")
    columns = tuple(replace(c, parts=tuple(replace(p, cards=()) for p in c.parts)) for c in view.columns)
    empty = replace(view, columns=columns, strands=(), children=(), wordings=())
    for make in MAKERS.values():
        assert_accessible(to_pdf(make(empty), DocumentMeta("x")))
    assert map_document(empty).text().count("Nothing here yet. Who could start?") == 3


def test_other_languages_keep_every_word(example_map: Maker, assert_accessible: Callable[[bytes], None]) -> None:
    texts = ["ابو گھر میں چلا رہے تھے۔", "মা আর বাবা চিৎকার করছিলেন।", "Mama płakała całą noc.", "كان أبي يصرخ."]
    view = with_cards(example_map("harlow_pryce", "A"), lambda card: replace(card, text=texts[int(card.position) % 4]))
    drawing = map_document(view)
    assert all(flat(text).rstrip(".۔।") in flat(drawing.text()) for text in texts)
    assert {"ur", "bn", "ar"} <= {block.lang for block in drawing.blocks}
    assert_inside(drawing)
    assert_accessible(to_pdf(drawing, DocumentMeta("x")))


def test_strands_ask_for_what_is_missing(example_map: Maker) -> None:
    said = strands_document(example_map("doyle_rahman", "B-HOME")).text()
    assert "There is no worry statement yet." in said
    said = strands_document(example_map("harlow_pryce", "A")).text()
    assert "Nanna Mo, 14 October 2024: “I am worried I will get the phone call" in said
    assert "0: Danny will hurt Shauna" in said and "10: The plan has worked" in said


def test_the_scales_table_holds_every_score(example_map: Maker) -> None:
    view = example_map("harlow_pryce", "A")
    drawing = scales_document(view)
    cells = [drawing.text_of(i) for i, block in enumerate(drawing.blocks) if block.role == "TD"]
    given = [str(s.value) for strand in view.strands for r in strand.scale.rounds for s in r.given]  # type: ignore[union-attr]
    assert sorted(cell for cell in cells if cell.isdigit()) == sorted(given)
    assert {block.scope for block in drawing.blocks if block.role == "TH"} == {"Row", "Column"}
    said = drawing.text()
    assert "average" not in said.lower() and "mean" not in said.lower().split()
    assert "Mila, 8, 17 June 2025. “Daddy does the story" in said
    assert "One higher: “If he could do breakfast.”" in said


def test_own_words_without_a_strand_are_not_lost(example_map: Maker) -> None:
    view = example_map("harlow_pryce", "A")
    loose = replace(view, wordings=view.strands[0].wordings, strands=())
    said = strands_document(loose).text()
    assert "not yet part of a strand" in said and "the little ones saw it" in said


def test_many_rounds_stay_on_their_pages(example_map: Maker) -> None:
    view = example_map("harlow_pryce", "A")
    first = view.strands[0]
    assert first.scale is not None
    rounds = tuple(replace(r, id=f"{r.id}{n}") for n in range(4) for r in first.scale.rounds)
    drawing = scales_document(replace(view, strands=(replace(first, scale=replace(first.scale, rounds=rounds)),)))
    assert_inside(drawing)
    assert sum(block.role == "Table" for block in drawing.blocks) == 3
    for page in drawing.pages:
        assert all(item.y + item.height <= page.height for item in page.items if isinstance(item, Rect))


# -- charts


def score(name: str, value: int | None, state: str = "given") -> ScoreView:
    return ScoreView(name, PersonView(name, name, name, name[0]), state, value)


def scale(*rounds: RoundView) -> ScaleView:
    return ScaleView("s", "t", "safety", "Safety scale", "How safe?", "nought", "ten", rounds)


def held(*scores: ScoreView) -> RoundView:
    return RoundView("r", "2025-06-17", "17 June 2025", None, True, scores)


def texts(items: tuple[Primitive, ...]) -> list[Text]:
    return [item for item in items if isinstance(item, Text)]


@pytest.mark.parametrize("width", [150.0, 240.0, 500.0])
@pytest.mark.parametrize("people", [0, 1, 12, 60])
def test_charts_for_nobody_one_and_twelve(width: float, people: int) -> None:
    names = ["Nanna Mo", "Christopher-James", "PC Tate", "Jo", "Shauna", "Danny", "Mila", "Jayden", "Ruth", "Bev",
             "Abena", "Kofi Mensah", *(f"Person {n}" for n in range(48))]  # fmt: skip
    round_ = held(*(score(name, 6 + n % 2) for n, name in enumerate(names[:people])))
    chart = spread_chart(round_, width)
    shown = texts(chart.items)
    for name in names[:people]:
        assert name in " ".join(item.text for item in shown)
    boxes = [(t.x, t.y - t.size * 0.7, t.x + t.width, t.y) for t in shown]
    for index, one in enumerate(boxes):
        assert one[0] >= -0.01 and one[2] <= width + 0.01 and one[3] <= chart.height
        for two in boxes[index + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, "two names touch"


def test_the_spread_in_words() -> None:
    assert spread_words(None) == spread_words(held()) == "not scored yet"
    assert spread_words(held(score("A", 4))) == "4"
    assert spread_words(held(score("A", 7), score("B", 2), score("C", None, "skipped"))) == "2 to 7"
    assert "2: B; 7: A" in round_in_words(held(score("A", 7), score("B", 2)))


def test_rounds_show_a_disc_for_every_score_and_nothing_before_the_reveal() -> None:
    sealed = replace(held(score("Zoe", 3)), revealed=False)
    known = scale(held(score("Ann", 2), score("Bo", 7)), held(score("Ann", 4)), sealed)
    shown = [item.text for item in texts(rounds_chart(known, 400).items)]
    assert shown.count("A") == 2 and shown.count("B") == 1 and "Z" not in shown
    assert short_names(scale(held(score("Nadia", 1), score("Nasreen", 2)))) == {"Nadia": "Nad", "Nasreen": "Nas"}


# -- blank map, speed


@pytest.mark.parametrize("pathway", ["safety", "wellbeing", "success"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_blank_map_in_the_pathways_words(
    pathway: str, paper: Any, assert_accessible: Callable[[bytes], None]
) -> None:
    drawing = blank_map_document(pathway, paper=paper)
    assert len(drawing.pages) == 1
    assert_inside(drawing)
    assert_accessible(to_pdf(drawing, DocumentMeta(drawing.title)))


def test_an_unknown_pathway_is_refused() -> None:
    with pytest.raises(KeyError):
        blank_map_document("signs of nothing")


def test_the_larger_familys_map_is_made_in_half_a_second(example_map: Maker) -> None:
    view = example_map("doyle_rahman", "B-HOME")
    to_pdf(map_document(view), DocumentMeta("x"))
    began = time.process_time()
    data = to_pdf(map_document(view), DocumentMeta("x"))
    assert time.process_time() - began < 0.5
    assert len(data) < 80_000
