"""What cards say: quotation marks, dates, people, gaps as questions, and the words for a screen reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from models import dates
from models.views import CardView, Mention

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def tr(text: str) -> str:
    """Translate words of the map that stand outside any widget."""
    return QCoreApplication.translate("Map", text)


def quoted(text: str) -> str:
    """Words in quotation marks, unless they carry some already."""
    return text if not text or text[0] in "“\"'‘„«" else f"“{text}”"


def shown_text(card: CardView) -> str:
    """A card's words as painted: quotations in their marks."""
    return quoted(card.text) if card.is_quotation else card.text


def names(mentions: Sequence[Mention]) -> str:
    """People and words in a row."""
    return ", ".join(mention.label for mention in mentions)


def capital(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]


def count_word(count: int) -> str:
    """ "Three more", "12 more"."""
    number = tr(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)
    return tr("{number} more").format(number=number)


def dispute_text(card: CardView, index: int) -> str:
    """What somebody who sees it differently says; their name leads unless the words begin with it."""
    view = card.disputes[index]
    words = quoted(view.words) if view.is_quotation else view.words
    if view.who is None or view.words.startswith(view.who.name):
        return words
    return f"{view.who.name}: {words}"


def day(said: str | None, today: dt.date) -> str:
    """ "Friday 4 July": a day that matters soon, with its weekday when it is wholly known."""
    return f"{dates.weekday(said)} {dates.short(said, today)}".strip()


def step_line(card: CardView, today: dt.date) -> str:
    """Who does a next step by when, or when it was done."""
    who = names(card.responsible)
    if card.done_on:
        done = tr("Done {day}").format(day=dates.short(card.done_on, today))
        return f"{who}. {done}" if who else done
    by = day(card.due_on, today)
    if who and by:
        return tr("{who}, by {day}").format(who=who, day=by)
    return who or by


FACT_QUESTIONS = {"when": "When was it?", "acted": "Who acted?", "danger": "Which danger?", "seen_by": "Who saw it?"}
"""The four facts existing safety needs, as questions."""


STRAND_QUESTIONS = {
    "danger": "No worry yet. What might happen if nothing changes?",
    "goal": "No goal yet. What would the children see instead?",
    "scale": "No scale yet. Where would 0 and 10 be?",
}
"""What a strand that is not whole has not got, as questions."""


def gap_question(card: CardView, missing: tuple[str, ...] = ()) -> str:
    """What is still to be asked about a card, as a question; nothing when nothing is missing.

    ``missing``: what its strand has not got (danger, goal, scale), on the card that says so.
    """
    if card.part == "safety":
        return " ".join(tr(FACT_QUESTIONS[name]) for name in card.missing)
    if card.part in ("danger", "goal") and missing:
        if card.strand is None:
            return (tr("Which strand is this? Then it gets a goal and a scale.") if card.part == "danger" else
                    tr("Which strand is this? Then it gets a worry and a scale."))  # fmt: skip
        return " ".join(tr(STRAND_QUESTIONS[name]) for name in missing)
    if card.part == "next_step" and not card.done_on and not card.responsible:
        return tr("Who will do it?") if card.due_on else tr("Who will do it, and by when?")
    return ""


def spoken(card: CardView, part_title: str, today: dt.date, gap: str = "") -> str:
    """A card in words for a screen reader, the words first."""
    parts = [shown_text(card) or tr("Empty card")]
    if card.speaker:
        parts.append(tr("Said by {name}").format(name=card.speaker.name))
    if card.part == "next_step" and step_line(card, today):
        parts.append(step_line(card, today))
    if card.when:
        parts.append(card.when)
    parts += [tr("Different view: {words}").format(words=dispute_text(card, i)) for i in range(len(card.disputes))]
    if card.sources:
        parts.append(tr("Source: {names}").format(names=names(card.sources)))
    if card.acted:
        parts.append(tr("Who acted: {names}").format(names=names(card.acted)))
    if card.seen_by:
        parts.append(tr("Seen by {names}").format(names=names(card.seen_by)))
    tag = card.strand or card.danger
    if tag:
        parts.append(tr("Strand {number}: {name}").format(number=tag.number, name=tag.name))
    if card.state == "draft":
        parts.append(tr("Draft"))
    if card.restricted:
        parts.append(tr("Just for us: {reason}").format(reason=card.restricted.reason))
    if gap:
        parts.append(gap)
    parts.append(part_title)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def searched(card: CardView) -> str:
    """All words of a card that finding looks through."""
    parts = [card.text, card.title or "", card.when]
    parts += [view.words for view in card.disputes]
    parts += [m.label for m in (*card.sources, *card.seen_by, *card.acted, *card.responsible)]
    parts += [card.speaker.name] if card.speaker else []
    return "\n".join(parts)
