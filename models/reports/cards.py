"""Cards of the map as paragraphs of a report: the words first, then when, who says so, who sees it differently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from models import dates
from models.drawings.look import quoted
from models.reports.content import ColumnPart, Listing, Run, Text
from models.views import CardView, Dispute, Mention, PartView

_LISTED = ("bottom_line", "next_step")
_STATEMENTS = ("danger", "goal")


def part_blocks(part: PartView, today: dt.date) -> ColumnPart:
    """A part of a column with all its cards."""
    cards = sorted(part.cards, key=_step_order) if part.key == "next_step" else list(part.cards)
    if part.key in _LISTED:
        return ColumnPart(part.key, part.title, (Listing(tuple(main_text(card, today) for card in cards)),))
    return ColumnPart(part.key, part.title, tuple(text for card in cards for text in card_texts(card, today)))


def card_texts(card: CardView, today: dt.date, *, with_strand: bool = True) -> tuple[Text, ...]:
    """A card: its words, what belongs to them in small, and each different view in full."""
    below = []
    if card.how_long:
        below.append(f"How long: {stopped(card.how_long)}")
    if card.sources:
        below.append(f"Who says so: {names(card.sources)}")
    if card.seen_by:
        below.append(f"Seen by: {names(card.seen_by)}")
    small = (Text((Run(" ".join(below), quiet=True),), "small"),) if below else ()
    return (main_text(card, today, with_strand=with_strand), *small, *(different(view) for view in card.disputes))


def main_text(card: CardView, today: dt.date, *, with_strand: bool = True) -> Text:
    """The words of a card with what leads them: a draft, the day, the strand."""
    lead = [Run("Draft. ", bold=True)] if card.state == "draft" else []
    if card.part == "next_step":
        return Text((*lead, *_step(card, today)))
    if card.when:
        lead.append(Run(f"{card.when}. ", bold=True))
    tag = card.strand if card.part in _STATEMENTS else None
    if tag and with_strand:
        lead.append(Run(f"{tag.number}. {stopped(tag.name)} ", bold=True))
    elif card.title:
        lead.append(Run(f"{stopped(card.title)} ", bold=True))
    text = quoted(card.text) if card.is_quotation else card.text.strip()
    speaker = [Run(f" {card.speaker.name}", quiet=True)] if card.speaker else []
    kind = "quote" if card.is_quotation else "statement" if card.part in _STATEMENTS else "body"
    return Text((*lead, Run(text), *speaker), kind)  # type: ignore[arg-type]


def _step(card: CardView, today: dt.date) -> Iterable[Run]:
    if card.due_on and not card.done_on:
        yield Run(f"By {dates.short(card.due_on, today)}: ", bold=True)
    yield Run(stopped(card.text.strip()))
    who = ", ".join(mention.label for mention in card.responsible if mention.label)
    if who:
        yield Run(f" {stopped(who)}", quiet=True)
    if card.done_on:
        yield Run(f" Done {dates.short(card.done_on, today)}.", quiet=True)


def different(view: Dispute) -> Text:
    """Somebody sees it differently: who, and what they say, in full."""
    who = view.who.name if view.who else ""
    words = quoted(view.words) if view.is_quotation else stopped(view.words.strip())
    # "Danny says he pushed …" already says who it is.
    lead = f"{who} sees it differently: " if who and who not in words else "Seen differently: "
    return Text((Run(lead, bold=True), Run(words)), "different")


def names(mentions: Sequence[Mention]) -> str:
    """People and sources as one sentence."""
    said = ", ".join(mention.label for mention in mentions if mention.label)
    return stopped(said[:1].upper() + said[1:])


def stopped(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?", "”", "…", "۔", "।", ":")) else f"{text}."


def _step_order(card: CardView) -> tuple[bool, str, float]:
    return (bool(card.done_on), dates.sort_key(card.done_on or card.due_on), card.position)
