"""What a report is made of: plain, frozen blocks in reading order, without a word about how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.views import RoundView

TextKind = Literal["body", "statement", "quote", "small", "different", "ask", "fill"]


@dataclass(frozen=True)
class Run:
    """Some words of a paragraph. ``quiet``: said in passing (who, when)."""

    text: str
    bold: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph. ``kind``: body; statement (a danger statement or goal); quote (somebody's own words); small;
    different (somebody sees it differently); ask (something still to be asked); fill (room to write an answer in).
    """

    runs: tuple[Run, ...]
    kind: TextKind = "body"

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Listing:
    """A list of short paragraphs."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a heading over every column; the first cell of a row is that row's heading.

    ``widths``: shares of the page's width. ``about`` says in a sentence what the table tells.
    """

    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True)
class ScalePicture:
    """Everybody on their number in one round; ``words`` say the same."""

    round: RoundView | None
    words: str


@dataclass(frozen=True)
class ColumnPart:
    """A part of a column, such as its danger statements."""

    key: str
    title: str
    blocks: tuple[Text | Listing, ...]


@dataclass(frozen=True)
class Column:
    """One of the three columns. ``key``: worries, well, next. ``empty``: what it says where it has no parts."""

    key: str
    title: str
    parts: tuple[ColumnPart, ...]
    empty: str = ""


@dataclass(frozen=True)
class Columns:
    """The three columns beside one another."""

    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str


Block = Text | Listing | Grid | ScalePicture | Columns | Heading


@dataclass(frozen=True)
class Section:
    """A section with its heading. ``is_wide``: set on a page turned on its side."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    is_wide: bool = False


@dataclass(frozen=True)
class Report:
    """A whole report. ``lines`` stand under its title; ``foot`` at the end of every page."""

    kind: str
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str = ""
    lang: str = "en-GB"


def plain(text: str, *, kind: TextKind = "body") -> Text:
    """A paragraph of plain words."""
    return Text((Run(text),), kind)


def named(label: str, text: str, *, kind: TextKind = "body") -> Text:
    """ "**Who says so:** the hospital." """
    return Text((Run(f"{label}: ", bold=True), Run(text)), kind)
