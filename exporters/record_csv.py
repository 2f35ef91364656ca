"""The map, the scores, the plan and the timeline as tables for a spreadsheet, as their reader may see them.

Bytes with a mark that tells Excel they are UTF-8. Dates stand as they were kept, so that they can be sorted and read
back. What a spreadsheet would take for a formula is kept from being one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from exporters.harm_csv import safe
from models.reports.views import RecordViews
from models.thinking_views import EventView
from models.timeline import kind_words, state_words
from models.views import CardView, Mention

Row = Sequence[str]


def cards(views: RecordViews) -> tuple[Row, Iterable[Row]]:
    """A line a card, in reading order."""
    head = ("Part", "Title", "Words", "Who said it", "From", "Until", "How long", "Strand", "Who says so", "Seen by",
            "Who", "By when", "Done", "Seen differently", "State", "Written")  # fmt: skip
    titles = {part.key: part.title for column in views.map.columns for part in column.parts}
    return head, (_card(card, titles[card.part]) for card in views.map.cards)


def _card(card: CardView, part: str) -> Row:
    tag = card.strand or card.danger
    views = "; ".join(f"{view.who.name}: {view.words}" if view.who else view.words for view in card.disputes)
    return (
        part, card.title or "", card.text, card.speaker.name if card.speaker else "", card.occurred or "",
        card.occurred_until or "", card.how_long or "", tag.name if tag else "", _named(card.sources or card.worried),
        _named(card.seen_by), _named(card.responsible or card.acted), card.due_on or "", card.done_on or "", views,
        card.state, card.written_on or "",
    )  # fmt: skip


def _named(mentions: Sequence[Mention]) -> str:
    return ", ".join(mention.label for mention in mentions if mention.label)


def scores(views: RecordViews) -> tuple[Row, Iterable[Row]]:
    """A line a person and round, oldest first. A number that was not given has a word in its place."""
    head = ("Strand", "Scale", "Day", "Occasion", "Who", "Number", "Answer", "Why that number", "One higher")
    return head, _scores(views)


def _scores(views: RecordViews) -> Iterable[Row]:
    states = {"given": "given", "skipped": "rather not", "not_asked": "not asked"}
    for strand in views.map.strands:
        for round_ in strand.scale.rounds if strand.scale else ():
            for score in round_.scores if round_.revealed else ():
                yield (
                    strand.name, strand.scale.name if strand.scale else "", round_.held_on, round_.occasion or "",
                    score.person.name, "" if score.value is None else str(score.value),
                    states.get(score.state, score.state), score.reason or "", score.higher or "",
                )  # fmt: skip


def plan(views: RecordViews) -> tuple[Row, Iterable[Row]]:
    """The rules of the plan, then its diary, the hard days ahead and the next steps, each line with its kind."""
    head = ("Kind", "Number", "What", "Who", "Day", "Done", "How we will know", "If it slips")
    return head, _plan(views)


def _plan(views: RecordViews) -> Iterable[Row]:
    for rule in views.plan.rules:
        yield ("Rule", str(rule.number), rule.text, rule.who, "", "", rule.how_we_know, rule.if_it_slips)
    for entry in reversed(views.plan.entries):
        number = str(entry.rule_number or "")
        by = entry.logged_by.name if entry.logged_by else ""
        yield (entry.title, number, entry.text, by, entry.on, "", "", "")
    for day in views.plan.hard_days:
        if day.id:
            what = f"{day.title}: {day.plan}" if day.planned else day.title
            yield ("Hard day ahead", "", what, day.who, day.on, "", "", "")
    for line in views.steps.lines:
        yield ("Next step", "", line.text, line.who, line.due_on or "", line.done_on or "", "", "")


def timeline(views: RecordViews) -> tuple[Row, Iterable[Row]]:
    """A line an event, oldest first."""
    head = ("From", "Until", "What", "Kind", "Happened or planned", "Strand")
    return head, (_event(event) for event in views.timeline.events)


def _event(event: EventView) -> Row:
    strand = event.strand.name if event.strand else ""
    return (event.on, event.until or "", event.text, kind_words(event.kind), state_words(event), strand)


TABLES: dict[str, Callable[[RecordViews], tuple[Row, Iterable[Row]]]] = {
    "map": cards, "scales": scores, "plan": plan, "timeline": timeline,
}  # fmt: skip
"""What can be written as a table, by its name in an order."""


def record_csv(what: str, views: RecordViews) -> bytes:
    """One of :data:`TABLES` as the bytes of a CSV file. KeyError for anything else."""
    head, rows = TABLES[what](views)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(map(safe, head))
    writer.writerows(map(safe, row) for row in rows)
    return written.getvalue().encode("utf-8-sig")
