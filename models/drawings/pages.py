"""Upright A4 sheets of one column: a title, sections kept whole where they can be, a foot with page numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from models.drawing import Drawing, Page, Primitive, Structure, joined, place_text, speak_lang
from models.drawings.flow import Box, Piece, Stack, fill_pages, place_stack, stacked_height, words
from models.drawings.look import A4_PORTRAIT, Copy, Look, foot_line
from models.typeset import Span, Style

MARGIN = 40.0
WIDTH = A4_PORTRAIT[0] - 2 * MARGIN
"""The width of the text, in points."""


class Part(Protocol):
    """A part of a document: its pages are set, and drawn once it is known how many go before and how many there are."""

    @property
    def count(self) -> int:
        """How many pages it takes."""
        ...

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All its pages, numbered after *before* others, of *total* (0: of its own)."""
        ...


class Together:
    """Several parts as one, their pages numbered through; itself a part of something larger where it is asked to be."""

    def __init__(self, title: str, parts: Sequence[Part]) -> None:
        self._title, self._parts = title, tuple(parts)

    @property
    def count(self) -> int:
        """How many pages they take."""
        return sum(part.count for part in self._parts)

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All their pages, numbered after *before* others, of *total* (0: of their own)."""
        total = total or self.count
        drawings: list[Drawing] = []
        for part in self._parts:
            drawings.append(part.drawing(before, total))
            before += part.count
        return joined(self._title, drawings)


def drawn_together(title: str, parts: Sequence[Part]) -> Drawing:
    """Several parts as one document whose pages are numbered through."""
    return Together(title, parts).drawing()


class Sheet:
    """An upright document being made: add sections of pieces, then draw."""

    def __init__(self, title: str, look: Look, copy: Copy, *, invites: bool = True) -> None:
        """``invites``: whether the foot says where to turn for whoever sees it differently."""
        self.structure = Structure()
        self.look = look
        self._title, self._copy, self._invites = title, copy, invites
        self._sections: list[Piece] = []
        self._head: list[Piece] = []

    def head(self, lines: Sequence[str]) -> None:
        """The title of the document, and a line each under it."""
        block = self.structure.add("H1", lang=speak_lang(self._title))
        title = Span(self._title, Style(self.look.title.size, bold=True))
        self._head.append(words([title], WIDTH, self.look.title.line, block))
        grey = Style(self.look.body.size, colour="ink2")
        for line in filter(None, lines):
            under = self.structure.add("P", lang=speak_lang(line))
            self._head.append(words([Span(line, grey)], WIDTH, self.look.body.line, under, gap=1.0))

    def section(self, pieces: Sequence[Piece], gap: float = 9.0) -> None:
        """Pieces that stay on one page where they can, *gap* units below what goes before."""
        self._sections.append(Stack(gap=gap * self.look.unit, whole=True, children=tuple(pieces)))

    def heading(self, section: int, text: str, *, gap: float = 0.0) -> Piece:
        """A heading of the second level over what follows it in a section."""
        block = self.structure.add("H2", section, lang=speak_lang(text))
        type_ = self.look.column
        return words([Span(text, Style(type_.size, bold=True))], WIDTH, type_.line, block, gap=gap, keep_next=True)

    def line(self, section: int, text: str, *, colour: str = "ink") -> Piece:
        """A paragraph of a section."""
        block = self.structure.add("P", section, lang=speak_lang(text))
        type_ = self.look.body
        return words([Span(text, Style(type_.size, colour=colour))], WIDTH, type_.line, block, gap=self.look.unit)

    def asked(self, section: int, question: str) -> Piece:
        """A gap worded as a question, in its dashed box."""
        unit = self.look.unit
        block = self.structure.add("P", section, lang=speak_lang(question))
        pad = 4.0 * unit
        style = Style(self.look.body.size, colour="askInk")
        body = words([Span(question, style)], WIDTH - 2 * pad, self.look.body.line, block)
        return Box(
            gap=3.0 * unit, children=(body,), width=WIDTH, pad_x=pad, pad_y=2.5 * unit, fill="ask",
            stroke="askLine", dash=(3.0, 2.0), radius=3.0 * unit,
        )  # fmt: skip

    def fit(self) -> tuple[int, int]:
        """How many pages it takes, and how many sections are broken over pages."""
        contents = fill_pages(self._sections, self._room)
        return len(contents), sum(len(pieces) for pieces in contents) - len(self._sections)

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return len(self._contents())

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All pages, numbered after *before* others, of *total* (0: of its own)."""
        contents = self._contents()
        numbers = (before, total or len(contents))
        pages = [self._page(number, numbers, pieces) for number, pieces in enumerate(contents)]
        return Drawing(self._title, tuple(pages), tuple(self.structure.blocks))

    def _contents(self) -> list[tuple[Piece, ...]]:
        return fill_pages(self._sections, self._room) or [()]

    def _top(self, page: int) -> float:
        if page:
            return MARGIN + self.look.body.line * 1.6
        return MARGIN + stacked_height(self._head) + 4.0 * self.look.unit

    def _room(self, page: int) -> float:
        return A4_PORTRAIT[1] - self._top(page) - MARGIN - self.look.small.line * 1.2

    def _page(self, number: int, numbers: tuple[int, int], pieces: Sequence[Piece]) -> Page:
        """Page *number* of this sheet (from 0). *numbers*: how many pages go before it, how many there are in all."""
        before, total = numbers
        items: list[Primitive] = []
        if number == 0:
            items += place_stack(self._head, MARGIN, MARGIN)
        else:
            again = Style(self.look.body.size, bold=True, colour="ink2")
            title = f"{self._title}, page {before + number + 1}"
            items += place_text(title, again, MARGIN, MARGIN + self.look.body.size)
        items += place_stack(pieces, MARGIN, self._top(number))
        items += foot_line(
            self._copy, self.structure, before + number, total, left=MARGIN, right=MARGIN + WIDTH,
            baseline=A4_PORTRAIT[1] - MARGIN * 0.8, size=self.look.small.size, invites=self._invites,
        )  # fmt: skip
        return Page(*A4_PORTRAIT, tuple(items))


def best_fit(made: Callable[[float], Sheet]) -> Sheet:
    """The sheet in the body size that takes the fewest pages and breaks the fewest sections, the largest of equals."""
    return min((made(body) for body in (10.6, 10.2, 9.8, 9.4)), key=Sheet.fit)
