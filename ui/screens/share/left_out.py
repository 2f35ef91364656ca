"""What a reader does not get, and why: the difference between the team's map and the reader's. For the team only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from models import pathways
from models.rows import Rows
from models.views import CardView, MapView, PersonView, ScaleView


def say(text: str) -> str:
    """A text of this room in the language in force."""
    return QCoreApplication.translate("Share", text)


@dataclass(frozen=True)
class LeftOut:
    """One thing held back: what it is, and why."""

    what: str
    why: str


def left_out(whole: MapView, seen: MapView, rows: Rows) -> list[LeftOut]:
    """Everything of the team's map that the reader's lacks: cards, parts of cards, people, wordings, scores."""
    found = [*_facts_apart(rows), *_people(rows), *_cards(whole, seen)]
    wordings = _count(_wordings(whole)) - _count(_wordings(seen))
    if wordings:
        text = say("One person's own words") if wordings == 1 else say("Own words of {n} people").format(n=wordings)
        found.append(LeftOut(text, say("they name what must not be shown")))
    scores = _count(_scores(whole)) - _count(_scores(seen))
    if scores:
        text = say("One score") if scores == 1 else say("{n} scores").format(n=scores)
        found.append(LeftOut(text, say("given by somebody who must not be named")))
    words = _count(_reasons(whole)) - _count(_reasons(seen))
    if words:
        text = say("The words to one score") if words == 1 else say("The words to {n} scores").format(n=words)
        found.append(LeftOut(text, say("they name what must not be shown")))
    return found


def _facts_apart(rows: Rows) -> Iterable[LeftOut]:
    """Facts that are held back wherever they would stand: an address, who made a contact."""
    for row in rows.table("restriction").values():
        if row["fact"] and row["target_table"] not in ("person", "card"):
            yield LeftOut(str(row["fact"]), str(row["reason"]))


def _people(rows: Rows) -> Iterable[LeftOut]:
    people = rows.table("person")
    for row in rows.where("restriction", target_table="person"):
        person = people.get(row["target_id"] or "")
        if person is not None and not row["target_field"]:
            public = row["public_name"]
            name = say("{name} (shown as “{public}”)") if public else "{name}"
            yield LeftOut(name.format(name=person["name"], public=public), str(row["reason"]))


def _cards(whole: MapView, seen: MapView) -> Iterable[LeftOut]:
    shown = {card.id: card for card in seen.cards}
    for card in whole.cards:
        part = pathways.pathway(card.pathway).parts[card.part].one
        words = " ".join((card.title or card.text).split())
        text = f"{part[:1].upper()}{part[1:]}: {words}"
        if card.id not in shown:
            if card.state == "draft":
                yield LeftOut(text, say("a draft"))
            else:
                reason = card.restricted.reason if card.restricted else say("it names what must not be shown")
                yield LeftOut(text, reason)
        elif _facts(card) > _facts(shown[card.id]):
            yield LeftOut(say("Part of {card}").format(card=text), say("it names what must not be shown"))


def _facts(card: CardView) -> int:
    """How many people, different views and side facts stand on a card."""
    groups = (card.sources, card.seen_by, card.acted, card.about, card.worried, card.responsible, card.disputes)
    return sum(map(len, groups)) + bool(card.speaker) + bool(card.how_long)


def _count(things: Iterable[object]) -> int:
    return sum(1 for _ in things)


def _wordings(view: MapView) -> Iterable[object]:
    yield from view.wordings
    for strand in view.strands:
        yield from strand.wordings


def _scales(view: MapView) -> Iterable[ScaleView]:
    return (strand.scale for strand in view.strands if strand.scale)


def _scores(view: MapView) -> Iterable[PersonView]:
    return (s.person for scale in _scales(view) for held in scale.rounds for s in held.scores)


def _reasons(view: MapView) -> Iterable[str]:
    return (
        text
        for scale in _scales(view)
        for held in scale.rounds
        for s in held.scores
        for text in (s.reason, s.higher)
        if text
    )
