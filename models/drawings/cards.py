"""Cards of the map as flowing text: statements, quotations, who says so, who sees it differently, what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models import dates
from models.drawing import Structure, speak_lang
from models.drawings.flow import Align, Box, Item, Piece, Stack, Words, words
from models.drawings.look import Look, Type, quoted
from models.typeset import Span, Style, is_rtl_text
from models.views import CardView, Dispute, Mention

_IN_BOXES = ("danger", "goal")
_LISTS = ("bottom_line", "next_step")


@dataclass(frozen=True)
class CardSetter:
    """Sets cards for one column: its structure, its section there, its width, look and ink."""

    structure: Structure
    parent: int
    width: float
    look: Look
    ink: str
    today: dt.date

    def part(self, key: str, title: str, cards: Sequence[CardView]) -> list[Piece]:
        """A part: its heading and its cards. Nothing for a part without cards."""
        if not cards:
            return []
        pieces: list[Piece] = [self.heading(title)]
        if key in _LISTS:
            listed = self.structure.add("L", self.parent)
            ordered = sorted(cards, key=_step_order) if key == "next_step" else cards
            pieces += [self._listed(card, listed) for card in ordered]
        else:
            pieces += [self._boxed(card) if key in _IN_BOXES else self._open(card) for card in cards]
        return pieces

    def heading(self, title: str) -> Words:
        """The name of a part."""
        block = self.structure.add("H3", self.parent, lang=speak_lang(title))
        style = Style(self.look.part.size, bold=True, colour=self.ink)
        gap = 3.0 * self.look.unit
        return words([Span(title, style)], self.width, self.look.part.line, block, gap=gap, keep_next=True)

    def statement(self, card: CardView, width: float) -> Stack:
        """A danger statement or goal on its own sheet, where its strand is named above it."""
        return Stack(gap=2.0 * self.look.unit, children=tuple(self._body(card, width, self.parent, alone=True)))

    # -- kinds of cards

    def _open(self, card: CardView) -> Piece:
        """A card straight on the column: a fact, a strength, somebody's words."""
        children = self._body(card, self.width, self.parent)
        return Stack(gap=2.1 * self.look.unit, children=tuple(children))

    def _boxed(self, card: CardView) -> Piece:
        """A danger statement or a goal: a white card."""
        pad = 3.2 * self.look.unit
        draft = card.state == "draft"
        return Box(
            gap=2.0 * self.look.unit,
            children=tuple(self._body(card, self.width - 2 * pad, self.parent)),
            width=self.width,
            pad_x=pad,
            pad_y=2.5 * self.look.unit,
            fill="card",
            stroke="askLine" if draft else "",
            dash=(3.0, 2.0) if draft else (),
            radius=2.8 * self.look.unit,
        )

    def _listed(self, card: CardView, listed: int) -> Piece:
        """A bottom line or a next step: a sign and the words; the sign is said in words too."""
        item = self.structure.add("LI", listed)
        step = card.part == "next_step"
        done = step and bool(card.done_on)
        label = None
        if step:
            label = self.structure.add("Lbl", item, actual_text="Done:" if done else "To do:")
        indent = self.look.body.size * 1.85
        body = self.structure.add("LBody", item, lang=speak_lang(card.text))
        spans = self._step_spans(card) if step else self._spans(card, self.look.body)
        first = words(spans, self.width - indent, self.look.body.line, body, rtl=is_rtl_text(card.text))
        sign = ("check-circle" if done else "circle") if step else "check"
        row = Item(
            body=first, symbol=sign, symbol_size=self.look.body.size * 1.18, symbol_colour=self.ink,
            indent=indent, label=label,
        )  # fmt: skip
        below = self._below(card, self.width - indent, self.parent)
        return Stack(gap=1.6 * self.look.unit, children=(row, *below))

    # -- what a card says

    def _body(self, card: CardView, width: float, parent: int, *, alone: bool = False) -> list[Piece]:
        type_ = self.look.words if card.is_quotation else self.look.body
        block = self.structure.add("P", parent, lang=speak_lang(card.text))
        tag = card.strand if card.part in _IN_BOXES else card.danger
        disc = str(tag.number) if tag and not alone else ""
        main = words(
            self._spans(card, type_, alone=alone), width, type_.line, block, disc=disc, rtl=is_rtl_text(card.text)
        )
        return [main, *self._below(card, width, parent)]

    def _spans(self, card: CardView, type_: Type, *, alone: bool = False) -> list[Span]:
        style = Style(type_.size)
        bold = style.but(bold=True)
        lead = []
        if card.state == "draft":
            lead.append(Span("Draft. ", bold.but(colour="askInk"), isolate=True))
        if card.when:
            lead.append(Span(f"{card.when}. ", bold, isolate=True))
        if card.part == "danger" and card.strand and not alone:
            lead.append(Span(_full_stop(card.strand.name) + " ", bold, isolate=True))
        elif card.title:
            lead.append(Span(_full_stop(card.title) + " ", bold, isolate=True))
        text = quoted(card.text) if card.is_quotation else card.text.strip()
        spans = [*lead, Span(text, style, speak_lang(card.text))]
        if card.speaker:
            spans.append(Span(f" {card.speaker.name}", Style(self.look.body.size, colour="ink2"), isolate=True))
        return spans

    def _step_spans(self, card: CardView) -> list[Span]:
        style = Style(self.look.body.size)
        bold = style.but(bold=True)
        spans = []
        if card.state == "draft":
            spans.append(Span("Draft. ", bold.but(colour="askInk"), isolate=True))
        if card.due_on and not card.done_on:
            spans.append(Span(f"{dates.short(card.due_on, self.today)}. ", bold, isolate=True))
        text = quoted(card.text) if card.is_quotation else card.text.strip().rstrip(".۔।")
        spans.append(Span(text, style, speak_lang(card.text)))
        who = ", ".join(mention.label for mention in card.responsible if mention.label)
        if who:
            spans += [Span(": ", style), Span(who, style, isolate=True)]
        if card.done_on:
            spans += [Span(", ", style), Span(f"done {dates.short(card.done_on, self.today)}", style, isolate=True)]
        return spans

    def _below(self, card: CardView, width: float, parent: int) -> list[Piece]:
        """Under the words: how long, who says so, who saw it, who sees it differently, what must not go further."""
        lines = []
        if card.how_long:
            lines.append(f"How long: {card.how_long}")
        if card.sources:
            lines.append(f"Who says so: {_names(card.sources)}")
        if card.seen_by:
            lines.append(f"Seen by: {_names(card.seen_by)}")
        align: Align = "right" if is_rtl_text(card.text) else "start"
        pieces: list[Piece] = [self._small(line, width, parent, align) for line in lines]
        pieces += [self._different(dispute, width, parent) for dispute in card.disputes]
        if card.restricted:
            reason = f"Restricted: {card.restricted.reason}"
            pieces.append(self._small(reason, width, parent, align, "stopInk"))
        return pieces

    def _small(self, text: str, width: float, parent: int, align: Align, colour: str = "ink2") -> Words:
        block = self.structure.add("P", parent, lang=speak_lang(text))
        style = Style(self.look.small.size, colour=colour)
        return words([Span(text, style)], width, self.look.small.line, block, gap=0.3 * self.look.unit, align=align)

    def _different(self, dispute: Dispute, width: float, parent: int) -> Box:
        """A different view: its own dashed box, the person's words as large as what they dispute."""
        unit, type_ = self.look.unit, self.look.body
        sign = type_.size * 1.2
        pad = 2.0 * unit
        block = self.structure.add("P", parent, lang=speak_lang(dispute.words))
        rtl = is_rtl_text(dispute.words)
        spans = _dispute_words(dispute, Style(type_.size, italic=True))
        body = words(spans, width - 2 * pad - sign * 1.45, type_.line, block, rtl=rtl)
        return Box(
            gap=1.2 * unit, children=(body,), width=width, pad_x=pad, pad_y=1.1 * unit, stroke="lineStrong",
            dash=(2.5, 2.0), radius=2.0 * unit, symbol="chats-circle", symbol_size=sign, symbol_colour="ink2",
            rtl=rtl,
        )  # fmt: skip


def _dispute_words(dispute: Dispute, style: Style) -> list[Span]:
    who = dispute.who.name if dispute.who else ""
    if dispute.is_quotation:
        lead, text = (f"{who} says: " if who else ""), quoted(dispute.words)
    else:
        # "Danny says he pushed …" already says who it is.
        lead, text = (f"{who}: " if who and who not in dispute.words else ""), _full_stop(dispute.words.strip())
    spoken = Span(text, style, speak_lang(dispute.words))
    return [Span(lead, style, isolate=True), spoken] if lead else [spoken]


def _names(mentions: Sequence[Mention]) -> str:
    said = ", ".join(mention.label for mention in mentions if mention.label)
    return _full_stop(said[:1].upper() + said[1:])


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”", "…", "۔", "।")) else f"{text}."


def _step_order(card: CardView) -> tuple[bool, str, float]:
    """Open steps by their date, then what is done."""
    return (bool(card.done_on), dates.sort_key(card.done_on or card.due_on), card.position)
