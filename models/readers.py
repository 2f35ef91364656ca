"""Readers, and what each may see of a view: an allow-list. What is not chosen here leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.errors import KnownError
from models.projections import Projector, initials
from models.rows import Row, Rows
from models.secrets import Secrets
from models.views import (
    CardView,
    Dispute,
    MapView,
    Mention,
    PersonView,
    RoundView,
    ScaleView,
    ScoreView,
    StrandView,
    WordingView,
)

KINDS = ("us", "family", "child", "parent", "network", "court", "supervision", "case-system")


@dataclass(frozen=True)
class Reader:
    """Who will look. ``name`` goes with a parent."""

    kind: str
    name: str | None = None

    @property
    def is_us(self) -> bool:
        """The team itself: sees everything."""
        return self.kind == "us"

    @property
    def label(self) -> str:
        """What the lens says."""
        words = {
            "us": "Just us", "family": "With the family", "child": "For the child", "network": "For the network",
            "court": "For the court", "supervision": "For supervision", "case-system": "For the case system",
        }  # fmt: skip
        return words.get(self.kind, f"For {self.name}")


US = Reader("us")
FAMILY = Reader("family")


def parse_reader(words: str) -> Reader:
    """A reader from its name on the command line: us, family, child, parent:NAME, network, court …"""
    kind, _, name = words.partition(":")
    if kind not in KINDS or bool(name.strip()) != (kind == "parent"):
        raise KnownError(f"There is no such reader. Nothing was written. Use one of: {', '.join(KINDS)} (parent:NAME).")
    return Reader(kind, name.strip() or None)


class ReaderProjection:
    """Cuts views down to what one reader may see."""

    def __init__(self, rows: Rows, reader: Reader, *, drafts: bool = True) -> None:
        self.reader = reader
        self.drafts = drafts
        self._secrets = Secrets.of(rows)
        targets: dict[tuple[str, str], Row] = {
            (row["target_table"], row["target_id"]): row
            for row in rows.table("restriction").values()
            if row["target_table"] and not row["target_field"]
        }
        self._hidden = set(targets)
        self._hidden_fields = {
            (row["target_table"], row["target_id"], row["target_field"])
            for row in rows.table("restriction").values()
            if row["target_table"] and row["target_field"]
        }
        self._public = {key: row["public_name"] for key, row in targets.items() if row["public_name"]}

    def map(self, view: MapView) -> MapView:
        """The map as the reader may see it. The team sees it whole."""
        if self.reader.is_us:
            return view if self.drafts else self._without_drafts(view)
        columns = tuple(
            replace(c, parts=tuple(replace(p, cards=tuple(self._cards(p.cards))) for p in c.parts))
            for c in view.columns
        )
        return MapView(
            case_id=view.case_id, case_name=self.words(view.case_name) or "", case_number=view.case_number,
            workspace_id=view.workspace_id, title=self.words(view.title) or "", pathway=view.pathway,
            pathway_name=view.pathway_name, as_at=view.as_at, children=tuple(self._people(view.children)),
            columns=columns, strands=tuple(self.strand(s) for s in view.strands),
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
        return text if self.reader.is_us else self._secrets.safe(text)

    def hides(self, table: str, key: str, field: str = "") -> bool:
        """Whether a row (or one field of it) is kept from this reader."""
        if self.reader.is_us:
            return False
        return (table, key, field) in self._hidden_fields if field else (table, key) in self._hidden

    def person(self, person: PersonView | None) -> PersonView | None:
        """Somebody as the reader may see them: whole, under a public name, or not at all."""
        if person is None or self.reader.is_us:
            return person
        public = self._public.get(("person", person.id))
        if ("person", person.id) not in self._hidden and self._secrets.in_text(person.full_name):
            public = self._secrets.safe(person.full_name)
            if not public:
                return None
        if public:
            return PersonView(id=person.id, name=public, full_name=public, initials=initials(public, public))
        if ("person", person.id) in self._hidden:
            return None
        if self.words(person.name) is None:
            return None
        return PersonView(
            id=person.id, name=person.name, full_name=person.full_name, initials=person.initials, kind=person.kind,
            is_child=person.is_child, life=person.life, gender=person.gender, age=person.age, born=person.born,
            role=self.words(person.role), agency=self.words(person.agency), relation=self.words(person.relation),
            pronouns=person.pronouns, household=self.words(person.household),
        )  # fmt: skip

    def _people(self, people: Iterable[PersonView]) -> Iterable[PersonView]:
        return (shown for person in people if (shown := self.person(person)))

    def _mentions(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        kept = []
        for mention in mentions:
            person, words = self.person(mention.person), self.words(mention.words)
            if mention.person is not None and person is None:
                continue  # words beside a hidden person may name them
            if person or words:
                kept.append(Mention(mention.id, person, words))
        return tuple(kept)

    def _cards(self, cards: Iterable[CardView]) -> Iterable[CardView]:
        return (shown for card in cards if (shown := self.card(card)))

    def card(self, card: CardView) -> CardView | None:
        """A card as the reader may see it, or None. Notes and restrictions are the team's own."""
        if self.reader.is_us:
            return card
        hidden = card.restricted is not None or ("card", card.id) in self._hidden
        if hidden or (card.state == "draft" and not self.drafts):
            return None
        text, title = self.words(card.text), self.words(card.title)
        if (card.text and text is None) or (card.title and title is None):
            return None
        return CardView(
            id=card.id, part=card.part, pathway=card.pathway, text=text or "", title=title,
            is_quotation=card.is_quotation, state=card.state, position=card.position, strand=card.strand,
            danger=card.danger, occurred=card.occurred, occurred_until=card.occurred_until, when=card.when,
            how_long=self.words(card.how_long), due_on=card.due_on, done_on=card.done_on,
            speaker=self.person(card.speaker), sources=self._mentions(card.sources),
            seen_by=self._mentions(card.seen_by), acted=self._mentions(card.acted), about=self._mentions(card.about),
            worried=self._mentions(card.worried), responsible=self._mentions(card.responsible),
            disputes=tuple(self._disputes(card.disputes)), missing=card.missing, written_on=card.written_on,
            closed_on=card.closed_on, from_score_id=card.from_score_id, agreed=self._mentions(card.agreed),
        )  # fmt: skip

    def _disputes(self, disputes: Iterable[Dispute]) -> Iterable[Dispute]:
        for dispute in disputes:
            who, words = self.person(dispute.who), self.words(dispute.words)
            if words and (who or dispute.who is None) and ("different_view", dispute.id) not in self._hidden:
                yield replace(dispute, who=who, words=words)

    def wordings(self, wordings: Iterable[WordingView]) -> Iterable[WordingView]:
        """Own wordings the reader may see."""
        for wording in wordings:
            person, text = self.person(wording.person), self.words(wording.text)
            if text and (person or wording.person is None) and ("wording", wording.id) not in self._hidden:
                yield replace(wording, person=person, text=text)

    def strand(self, strand: StrandView) -> StrandView:
        """A strand with the statements, wordings and scores the reader may see."""
        if self.reader.is_us:
            return strand
        return replace(
            strand,
            name=self.words(strand.name) or "",
            dangers=tuple(self._cards(strand.dangers)),
            goals=tuple(self._cards(strand.goals)),
            scale=self.scale(strand.scale) if strand.scale else None,
            wordings=tuple(self.wordings(strand.wordings)),
        )

    def scale(self, scale: ScaleView) -> ScaleView:
        """A scale with the scores the reader may see."""
        if self.reader.is_us:
            return scale
        return replace(
            scale,
            question=self.words(scale.question) or "",
            zero_text=self.words(scale.zero_text) or "",
            ten_text=self.words(scale.ten_text) or "",
            rounds=tuple(self._round(r) for r in scale.rounds),
        )

    def _round(self, view: RoundView) -> RoundView:
        scores = []
        for score in view.scores:
            person = self.person(score.person)
            if person and ("score", score.id) not in self._hidden:
                scores.append(self._score(score, person))
        return replace(view, occasion=self.words(view.occasion), scores=tuple(scores))

    def _score(self, score: ScoreView, person: PersonView) -> ScoreView:
        return replace(score, person=person, reason=self.words(score.reason), higher=self.words(score.higher))


def map_for(projector: Projector, workspace_id: str, reader: Reader, *, drafts: bool = True) -> MapView:
    """A workspace's map for a reader."""
    return ReaderProjection(projector.rows, reader, drafts=drafts).map(projector.map(workspace_id))
