"""Readers, and what each may see of a view: an allow-list. What is not chosen here leaves no trace."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from functools import cached_property
from weakref import WeakKeyDictionary

from models.audience import FAMILY, KINDS, US, Audience, Reader, found_audience, parse_reader
from models.holding import SHORTEST_WORDS, Holding
from models.naming import names_alone, word_columns
from models.projections import Projector, initials
from models.rows import Row, Rows
from models.secrets import Secret, Secrets
from models.strand_numbers import as_counted, numbered
from models.views import (
    CardView,
    Dispute,
    MapView,
    Mention,
    PersonView,
    RoundView,
    ScaleView,
    ScoreView,
    StrandTag,
    StrandView,
    WordingView,
)

__all__ = ["FAMILY", "KINDS", "US", "Reader", "ReaderProjection", "map_for", "parse_reader", "secrets_for"]


_CALLED = {"household": "name", "strand": "name", "safety_circle": "title"}
"""What is named all over a case, with the column of its name."""


class Standing:
    """What one reader may see of one state of a case, before any view is made: worked out once and kept."""

    def __init__(self, rows: Rows, reader: Reader) -> None:
        self._rows = rows
        self.audience: Audience = found_audience(rows, reader)
        self.holding = Holding(rows, self.audience)
        lets = self.audience.lets
        self.restrictions = tuple(
            row for row in rows.table("restriction").values() if reader.is_us or not lets("restriction", row["id"])
        )
        targets: dict[tuple[str, str], Row] = {
            (row["target_table"], row["target_id"]): row
            for row in self.restrictions
            if row["target_table"] and not row["target_field"]
        }
        self.hidden = frozenset(targets)
        self.let_through = frozenset(
            (row["target_table"], row["target_id"])
            for row in rows.table("restriction").values()
            if row not in self.restrictions
        )
        self.hidden_fields = frozenset(
            (row["target_table"], row["target_id"], row["target_field"])
            for row in self.restrictions
            if row["target_table"] and row["target_field"]
        )
        self.public = {key: row["public_name"] for key, row in targets.items() if row["public_name"]}
        self.strand_numbers: dict[bool, dict[str, int]] = {}
        """With and without drafts: what each strand's number is in this reader's copies."""

    @cached_property
    def secrets(self) -> Secrets:
        """The words that must not reach the reader: what is restricted, and what this reader in particular may not."""
        return Secrets([*self.restricted_words, *self.holding.secrets])

    @cached_property
    def restricted_words(self) -> list[Secret]:
        """The words of what is restricted: those it was given, what it is called, and else all that stands in it.

        What is held back with words of its own ("seen by his teacher") may be told without them; the rest of it is not
        secret. Who is held back, and said to have no words, is told by their name too.
        """
        return [*Secrets.of_rows(self.restrictions), *(word for row in self.restrictions for word in self._own(row))]

    def _own(self, restriction: Row) -> Iterable[Secret]:
        """The words that stand in what a restriction is about."""
        table, key, field = (restriction[name] for name in ("target_table", "target_id", "target_field"))
        row = self._rows.table(table).get(key) if table else None
        has_words = bool(json.loads(restriction["values_json"] or "[]"))
        if row is None:
            return
        if table == "person":
            # Somebody who is not known ("(not known)") has no name to give away.
            names = () if field or has_words else names_alone(self._rows, key)
            yield from (Secret(name, restriction["public_name"]) for name in names if not name.startswith("("))
            return
        called = _CALLED.get(table)
        for column in (field,) if field else word_columns(table):
            text = str(row.get(column) or "").strip()
            if (column == called and len(text.split()) > 1) or (not has_words and len(text.split()) >= SHORTEST_WORDS):
                yield Secret(text, restriction["public_name"])

    @cached_property
    def hidden_homes(self) -> frozenset[str]:
        """What homes are called that are not to be shown."""
        homes = self._rows.table("household")
        return frozenset(homes[key]["name"] for table, key in self.hidden if table == "household" and key in homes)


_STANDINGS: WeakKeyDictionary[Rows, tuple[int, dict[Reader, Standing]]] = WeakKeyDictionary()


def standing_of(rows: Rows, reader: Reader) -> Standing:
    """The reader's standing in this state of a case; one for all who ask until a row changes."""
    stamp, kept = _STANDINGS.get(rows, (-1, {}))
    if stamp != rows.stamp:
        kept = {}
        _STANDINGS[rows] = (rows.stamp, kept)
    if reader not in kept:
        kept[reader] = Standing(rows, reader)
    return kept[reader]


def secrets_for(rows: Rows, reader: Reader) -> Secrets:
    """What a finished file for this reader is searched for. The team's own holds no secrets from it."""
    return Secrets([]) if reader.is_us else standing_of(rows, reader).secrets


class ReaderProjection:
    """Cuts views down to what one reader may see."""

    def __init__(self, rows: Rows, reader: Reader, *, drafts: bool = True) -> None:
        self.reader = reader
        self._rows = rows
        # For others it is worked out now, before a row can change. Of the team, who see all, hardly anybody asks.
        self.drafts = (reader.is_us or self.audience.drafts) and drafts
        self._numbers_then: dict[str, int] | None = None

    @cached_property
    def _standing(self) -> Standing:
        return standing_of(self._rows, self.reader)

    @property
    def audience(self) -> Audience:
        """Who the reader is in this case."""
        return self._standing.audience

    @property
    def restrictions(self) -> tuple[Row, ...]:
        """The restrictions in force for this reader."""
        return self._standing.restrictions

    def map(self, view: MapView) -> MapView:
        """The map as the reader may see it. The team sees it whole."""
        if self.reader.is_us:
            return view if self.drafts else self._without_drafts(view)
        # Counted in the view itself: a kept version has the strands, and so the numbers, of its own day.
        counting = copy(self)
        counting._numbers_then = {}
        counted = copy(self)
        counted._numbers_then = numbered(counting._strands(view.strands))
        return counted._map(view)

    def _map(self, view: MapView) -> MapView:
        columns = tuple(
            replace(c, parts=tuple(replace(p, cards=tuple(_in_places(self._cards(p.cards)))) for p in c.parts))
            for c in view.columns
        )
        return MapView(
            case_id=view.case_id, case_name=self.words(view.case_name) or "", case_number=view.case_number,
            workspace_id=view.workspace_id, title=self.words(view.title) or "", pathway=view.pathway,
            pathway_name=view.pathway_name, as_at=view.as_at, children=tuple(self._people(view.children)),
            columns=columns, strands=tuple(self._strands(view.strands)),
            wordings=tuple(self.wordings(view.wordings)), version=view.version, label=self.words(view.label),
            is_past=view.is_past,
        )  # fmt: skip

    def _without_drafts(self, view: MapView) -> MapView:
        return replace(
            view,
            columns=tuple(
                replace(
                    c,
                    parts=tuple(replace(p, cards=tuple(k for k in p.cards if k.state != "draft")) for p in c.parts),
                )
                for c in view.columns
            ),
        )

    def words(self, text: str | None) -> str | None:
        """A text as the reader may read it: public names put in, None when a secret remains."""
        return text if self.reader.is_us or not text else self._standing.secrets.safe(text)

    def hides(self, table: str, key: str, field: str = "") -> bool:
        """Whether a row (or one field of it) is kept from this reader."""
        if self.reader.is_us:
            return False
        standing = self._standing
        if field:
            return (table, key, field) in standing.hidden_fields or bool(standing.holding.field(table, key, field))
        return (table, key) in standing.hidden or bool(standing.holding.verdict(table, key))

    def told(self, table: str, row: Row, field: str) -> str | None:
        """One text of a row as the reader may read it; None where the row, the text or a word in it is held back."""
        if self.hides(table, row["id"]) or self.hides(table, row["id"], field):
            return None
        return self.words(row[field])

    def hides_words(self, table: str, key: str, field: str) -> bool:
        """Whether one text is held back by a decision or a rule. Words that are restricted go by themselves."""
        return bool(self._standing.holding.field(table, key, field))

    def is_bare(self, person_id: str) -> bool:
        """Whether somebody is named to this reader and nothing more is told: not their age, nor where they live."""
        audience = self.audience
        return audience.is_parent and person_id != audience.person_id and person_id not in audience.own

    def person(self, person: PersonView | None) -> PersonView | None:
        """Somebody as the reader may see them: whole, under a public name, or not at all."""
        if person is None or self.reader.is_us:
            return person
        standing = self._standing
        if self.audience.is_parent and person.id not in standing.holding.known:
            return None
        public = standing.public.get(("person", person.id))
        if ("person", person.id) not in standing.hidden and standing.secrets.in_text(person.full_name):
            public = standing.secrets.safe(person.full_name)
            if not public:
                return None
        if public:
            return PersonView(id=person.id, name=public, full_name=public, initials=initials(public, public))
        if ("person", person.id) in standing.hidden or standing.holding.verdict("person", person.id):
            return None
        if self.words(person.name) is None:
            return None
        if self.is_bare(person.id) and person.kind != "professional":
            return PersonView(
                id=person.id, name=person.name, full_name=person.full_name, initials=person.initials,
                kind=person.kind, life=person.life, gender=person.gender, pronouns=person.pronouns,
            )  # fmt: skip
        return PersonView(
            id=person.id, name=person.name, full_name=person.full_name, initials=person.initials, kind=person.kind,
            is_child=person.is_child, life=person.life, gender=person.gender, age=person.age, born=person.born,
            role=self.words(person.role), agency=self.words(person.agency), relation=self.words(person.relation),
            pronouns=person.pronouns, household=self._home_of(person),
        )  # fmt: skip

    def _home_of(self, person: PersonView) -> str | None:
        if self.audience.is_parent and not self._standing.holding.lives_with_them(person.id):
            return None
        return None if person.household in self._standing.hidden_homes else self.words(person.household)

    def _people(self, people: Iterable[PersonView]) -> Iterable[PersonView]:
        return (shown for person in people if (shown := self.person(person)))

    def _mentions(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        kept = []
        for mention in mentions:
            person, words = self.person(mention.person), self.words(mention.words)
            if (mention.person is not None and person is None) or self._is_held_on_a_card(mention.id):
                continue  # words beside a hidden person may name them
            if person or words:
                kept.append(Mention(mention.id, person, words))
        return tuple(kept)

    def _is_held_on_a_card(self, mention_id: str) -> bool:
        """Whether somebody's part in a card, or the words of it, is itself held back."""
        standing = self._standing
        return ("card_person", mention_id) in standing.hidden or (
            "card_person", mention_id, "words") in standing.hidden_fields  # fmt: skip

    def _speaker(self, card: CardView) -> PersonView | None:
        """Who said a card's words, as the reader may know it."""
        held = any(
            self._is_held_on_a_card(row["id"])
            for row in self._rows.where("card_person", card_id=card.id) if row["role"] == "speaker"
        )  # fmt: skip
        return None if held else self.person(card.speaker)

    def _cards(self, cards: Iterable[CardView]) -> Iterable[CardView]:
        return (shown for card in cards if (shown := self.card(card)))

    def card(self, card: CardView) -> CardView | None:
        """A card as the reader may see it, or None. Notes and restrictions are the team's own."""
        if self.reader.is_us:
            return card
        hidden = self.hides("card", card.id) or self._standing.holding.field("card", card.id, "text")
        # A view of an earlier version may hold a card whose restriction went with its row.
        kept_back = card.restricted is not None and ("card", card.id) not in self._standing.let_through
        drafted = card.state == "draft" and not self.drafts
        if hidden or kept_back or drafted or self._standing.holding.is_reworded("card", card.id, card.text):
            return None
        text, title = self.words(card.text), self.words(card.title)
        if (card.text and text is None) or (card.title and title is None):
            return None
        if not self._is_told_without_its_secret(card):
            return None
        return CardView(
            id=card.id, part=card.part, pathway=card.pathway, text=text or "", title=title,
            is_quotation=card.is_quotation, state=card.state, position=card.position, strand=self._tag(card.strand),
            danger=self._tag(card.danger), occurred=card.occurred, occurred_until=card.occurred_until, when=card.when,
            how_long=self.words(card.how_long), due_on=card.due_on, done_on=card.done_on,
            speaker=self._speaker(card), sources=self._sources(card),
            seen_by=self._mentions(card.seen_by), acted=self._mentions(card.acted), about=self._mentions(card.about),
            worried=self._mentions(card.worried), responsible=self._mentions(card.responsible),
            disputes=tuple(self._disputes(card.disputes)), missing=card.missing, written_on=card.written_on,
            closed_on=card.closed_on, from_score_id=card.from_score_id, agreed=self._mentions(card.agreed),
        )  # fmt: skip

    def _is_told_without_its_secret(self, card: CardView) -> bool:
        """Whether what is held back in its text is certain words of it; where none are named, all of them are."""
        held = [
            row for row in self.restrictions
            if (row["target_table"], row["target_id"], row["target_field"]) == ("card", card.id, "text")
        ]  # fmt: skip
        return all(Secrets.of_rows([row]) and Secrets(Secrets.of_rows([row])).any_in(card.text) for row in held)

    def _sources(self, card: CardView) -> tuple[Mention, ...]:
        """Who said so: for those who are told, and themselves for anybody."""
        found = self._mentions(card.sources)
        if self.audience.sources:
            return found
        return tuple(m for m in found if not self.hides("card_person", m.id))

    def _tag(self, tag: StrandTag | None) -> StrandTag | None:
        """A strand's name as the reader may read it, with the number it has in their copies."""
        counted = self.counted(tag)
        name = self.words(counted.name) if counted and not self._hides_strand(counted.id) else None
        return replace(counted, name=name) if counted and name is not None else None

    def counted(self, tag: StrandTag | None) -> StrandTag | None:
        """A strand's tag with its number in this reader's copies; None where it stands in none of them."""
        return tag if self.reader.is_us else as_counted(tag, self._numbers)

    @property
    def _numbers(self) -> dict[str, int]:
        if self._numbers_then is not None:
            return self._numbers_then
        kept = self._standing.strand_numbers
        if self.drafts not in kept:
            counting = copy(self)
            counting._numbers_then = {}
            projector = Projector(self._rows)
            found = [numbered(counting._strands(projector.strands(key))) for key in self._rows.table("workspace")]
            kept[self.drafts] = {key: number for each in found for key, number in each.items()}
        return kept[self.drafts]

    def _disputes(self, disputes: Iterable[Dispute]) -> Iterable[Dispute]:
        for dispute in disputes:
            who, words = self.person(dispute.who), self.words(dispute.words)
            hidden = self.hides("different_view", dispute.id) or self.hides("different_view", dispute.id, "words")
            if words and (who or dispute.who is None) and not hidden:
                yield replace(dispute, who=who, words=words)

    def wordings(self, wordings: Iterable[WordingView]) -> Iterable[WordingView]:
        """Own wordings the reader may see."""
        for wording in wordings:
            person, text = self.person(wording.person), self.words(wording.text)
            hidden = self.hides("wording", wording.id) or self.hides("wording", wording.id, "text")
            if text and (person or wording.person is None) and not hidden:
                yield replace(wording, person=person, text=text)

    def strand(self, strand: StrandView) -> StrandView:
        """A strand with the statements, wordings and scores the reader may see."""
        if self.reader.is_us:
            return strand
        shown = replace(
            strand,
            number=self._numbers.get(strand.id, 0),
            name="" if self._hides_strand(strand.id) else self.words(strand.name) or "",
            dangers=tuple(self._cards(strand.dangers)),
            goals=tuple(self._cards(strand.goals)),
            scale=self.scale(strand.scale) if strand.scale else None,
            wordings=tuple(self.wordings(strand.wordings)),
        )
        scale = shown.scale
        is_known = not scale or not self.hides("scale", scale.id)
        # A gap is the team's to see where what fills it is only kept from the reader.
        return shown if is_known or not self.audience.is_parent else replace(shown, gaps=())

    def _hides_strand(self, strand_id: str) -> bool:
        return self.hides("strand", strand_id) or self.hides("strand", strand_id, "name")

    def _strands(self, strands: Iterable[StrandView]) -> Iterable[StrandView]:
        """The strands of a map; a parent's own copy goes without those of which it holds nothing."""
        for strand in strands:
            if self.hides("strand", strand.id):
                continue
            shown = self.strand(strand)
            said = shown.dangers or shown.goals or shown.wordings
            scored = shown.scale and any(r.scores for r in shown.scale.rounds)
            has_ends = shown.scale and not self.hides("scale", shown.scale.id)
            if said or scored or has_ends or not self.audience.is_parent:
                yield shown

    def scale(self, scale: ScaleView) -> ScaleView:
        """A scale with the scores the reader may see."""
        if self.reader.is_us:
            return scale
        hidden = self.hides("scale", scale.id)
        return replace(
            scale,
            question=self.words(scale.question) or "",
            zero_text="" if hidden else self.words(scale.zero_text) or "",
            ten_text="" if hidden else self.words(scale.ten_text) or "",
            rounds=tuple(self._round(r) for r in scale.rounds),
        )

    def _round(self, view: RoundView) -> RoundView:
        scores = []
        for score in view.scores:
            person = self.person(score.person)
            if person and not self.hides("score", score.id):
                scores.append(self._score(score, person))
        return replace(view, occasion=self.words(view.occasion), scores=tuple(scores))

    def _score(self, score: ScoreView, person: PersonView) -> ScoreView:
        return replace(score, person=person, reason=self.words(score.reason), higher=self.words(score.higher))


def _in_places(cards: Iterable[CardView]) -> Iterator[CardView]:
    """Cards with their places counted anew: a file would tell by a gap that one is left out."""
    for place, card in enumerate(cards, 1):
        yield replace(card, position=float(place))


def map_for(projector: Projector, workspace_id: str, reader: Reader, *, drafts: bool = True) -> MapView:
    """A workspace's map for a reader."""
    return ReaderProjection(projector.rows, reader, drafts=drafts).map(projector.map(workspace_id))
