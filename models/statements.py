"""Danger statements and goals being written: their parts, who agrees and who does not, earlier wordings, orphans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models import frames, practice
from models.acts.silencing import silenced
from models.casework import Case
from models.frames import Names
from models.past_wordings import past_wordings
from models.plain_words import Asked, Glossary, in_use, questions_for
from models.projections import Projector
from models.readers import Reader, ReaderProjection
from models.rows import Row, Rows
from models.stances import stances
from models.thinking_views import FramePart, StanceView, StatementView
from models.views import CardView, MapView, PersonView, StrandTag

AGREED_ROLES = {"danger": ("worried", "agreed"), "goal": ("agreed",)}
"""The roles on a card that mean "I say this too", by kind."""


def glossary() -> Glossary:
    """The lists to check words with: ours, and the authority's where it has any."""
    return in_use(practice.folder())[0]


def names_of(people: Iterable[PersonView]) -> Names:
    """The names a text may use for people: what the family says, and the first of the full name."""
    grown_ups: list[str] = []
    children: list[str] = []
    for person in people:
        if person.kind == "pet" or not person.name or person.name.startswith("("):
            continue
        first = person.full_name.split()[0] if person.full_name and not person.full_name.startswith("(") else ""
        found = list(dict.fromkeys([person.name, first] if first and len(first) > 2 else [person.name]))
        (children if person.is_child else grown_ups).extend(found)
    return Names(tuple(grown_ups), tuple(children))


def statement_view(case: Case, projector: Projector, card_id: str, reader: Reader) -> StatementView | None:
    """A danger statement or goal as a reader may see it; None where there is none, or none for this reader.

    Of a quotation no part is asked: it is somebody's own, as they said it.
    """
    row = projector.rows.get("card", card_id)
    if row is None or row["part"] not in frames.KINDS:
        return None
    projection = ReaderProjection(projector.rows, reader)
    card = projection.card(projector.card(row))
    if card is None:
        return None
    filled = _filled(projector.rows, projection, card_id)
    return StatementView(
        card=card,
        kind=card.part,
        frame=frames.compose(card.part, filled),
        parts=() if card.is_quotation else _parts(projector, projection, card, filled),
        stances=_stances_of(projector, projection, card, row),
        history=past_wordings(case, projection, card.id, card.text),
    )


def _stances_of(projector: Projector, projection: ReaderProjection, card: CardView, row: Row) -> tuple[StanceView, ...]:
    strand_row = projector.rows.get("strand", row["strand_id"])
    strand = projection.strand(projector.strand(strand_row)) if strand_row else None
    loose = () if strand else projection.wordings(projector.wordings(row["workspace_id"]))
    children = [shown for child in projector.children(row["workspace_id"]) if (shown := projection.person(child))]
    wordings = strand.wordings if strand else tuple(loose)
    return stances(card, wordings, strand.scale if strand else None, children)


def _filled(rows: Rows, projection: ReaderProjection, card_id: str) -> dict[str, str]:
    found = {}
    for row in rows.where("statement_part", card_id=card_id):
        text = projection.words(row["text"])
        if text and not projection.hides("statement_part", row["id"]):
            found[str(row["part"])] = text
    return found


def _parts(
    projector: Projector, projection: ReaderProjection, card: CardView, filled: dict[str, str]
) -> tuple[FramePart, ...]:
    seen = [shown for person in projector.people.values() if (shown := projection.person(person))]
    said = frames.said_in(card.part, card.text, names_of(seen), glossary(), card.pathway)
    return tuple(
        FramePart(
            part.key, part.ask, part.example, filled.get(part.key, ""), part.key in said or part.key in filled,
            said.get(part.key, ""),
        )
        for part in frames.parts_of(card.part, card.pathway)
    )  # fmt: skip


# What has lost the rest of its strand


@dataclass(frozen=True)
class Orphan:
    """A strand, or a statement of none, and what is missing of danger, goal and scale. ``card_id``: where to say so."""

    strand: StrandTag | None
    card_id: str | None
    text: str
    pathway: str
    missing: tuple[str, ...]


def orphans(view: MapView) -> tuple[Orphan, ...]:
    """Running strands of a map that are not whole, then its statements that belong to none.

    Told from what the map's reader may see, so that nothing held back shows by its absence from elsewhere.
    """
    cards = [card for card in view.cards if card.part in frames.KINDS and not card.is_quotation]
    found = []
    for strand in view.strands:
        own = [card for card in cards if card.strand and card.strand.id == strand.id]
        there = {card.part for card in own} | ({"scale"} if strand.scale else set())
        missing = tuple(key for key in (*frames.KINDS, "scale") if key not in there)
        if missing and not strand.closed_on:
            tag = StrandTag(strand.id, strand.number, strand.name)
            found.append(Orphan(tag, own[0].id if own else None, strand.name, strand.pathway, missing))
    for card in cards:
        if card.strand is None:
            other = "goal" if card.part == "danger" else "danger"
            found.append(Orphan(None, card.id, card.text, card.pathway, (other, "scale")))
    return tuple(found)


# What to ask of its words


def questions(projector: Projector, workspace_id: str, kind: str, text: str) -> list[Asked]:
    """What the plain-words checker asks of a text in this work; what somebody silenced there is not asked again."""
    names = names_of(projector.people.values())
    quiet = silenced(projector.rows, workspace_id)
    return questions_for(
        kind, text, glossary=glossary(), silenced=quiet, people=names.grown_ups, children=names.children
    )
