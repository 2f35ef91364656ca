"""What the pages of words and pictures share: the page, words in the largest letters that fit, pictures, the foot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from models.drawing import Block, Drawing, Page, Primitive, Rect, Structure, place_text
from models.drawings.figures import default_look
from models.drawings.flow import Words, words
from models.drawings.look import A4_LANDSCAPE
from models.drawings.scene import placed_scene
from models.picture_views import FrameView, LookView, SceneItemView, StoryView
from models.pictures.library import is_own_word, label
from models.story_template import ENGLISH
from models.typeset import Span, Style, guess_lang, text_width
from models.views import PersonView

_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔।])(?<!\d\.)[\"”’]?\s+")
_ARTICLE = re.compile(r"^(?:an?|the|some|our|my)\s+", re.IGNORECASE)
_LINE = 1.45
SOFT = "#b9b2a4"
SPACE = "#fffdf8"
"""Where a child may draw."""


@dataclass(frozen=True)
class Format:
    """A page, in points. ``question``, ``least`` and ``most``: sizes of the question and of the words.

    ``cover``: how high the picture on the cover is; ``cover_middle``: what of it stands in the middle (0–1).
    """

    width: float
    height: float
    margin: float
    head: float
    question: float
    sizes: tuple[float, ...]
    small: float
    title: float
    cover: float
    cover_middle: float = 0.5

    @property
    def room(self) -> float:
        """The width of pictures and words."""
        return self.width - 2 * self.margin

    @property
    def foot(self) -> float:
        """The foot's baseline."""
        return self.height - self.margin * 0.44

    @property
    def end(self) -> float:
        """Where the room for words ends."""
        return self.foot - self.small * 2.1


STORYBOOK = Format(*A4_LANDSCAPE, 48.0, 29.0, 27.0, (23.25, 21.5, 20.0, 18.5, 17.0, 15.5, 14.0), 10.5, 40.5, 420.0)
BOOKLET = Format(
    A4_LANDSCAPE[0] / 2, A4_LANDSCAPE[1], 30.0, 32.0, 21.5, (22.5, 21.0, 19.5, 18.0, 16.5, 15.0, 13.5, 12.5), 9.4, 33.0,
    308.0, 0.56,
)  # fmt: skip
"""A4 landscape, and A5 upright: half of an A4 sheet."""


@dataclass(frozen=True)
class Setter:
    """Sets one story's pages. ``blobs``: photographs by key. ``for_team``: say in words what is still to be drawn."""

    view: StoryView
    format: Format
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    look: Callable[[PersonView], LookView] = default_look
    for_team: bool = False
    structure: Structure = field(default_factory=Structure)

    def style(self, size: float, *, bold: bool = False, colour: str = "ink") -> Style:
        """Letters as the story's reader finds them easy."""
        return Style(size, bold=bold, colour=colour, easier=self.view.font == "easier")

    def lang(self, text: str) -> str:
        """The language a text is read aloud in; "" for a plain English story, whose document says it."""
        guessed = guess_lang(text)
        if not guessed and guess_lang(" ".join(frame.words for frame in self.view.frames)) not in ("", "pl"):
            guessed = ENGLISH  # Latin letters in a story of another script
        found = guessed or self.view.language
        return "" if found == ENGLISH == self.view.language else found

    def set(self, text: str, style: Style, width: float, block: int | None, *, line: float = _LINE) -> Words:
        """A paragraph in the story's direction."""
        lang = self.lang(text)
        rtl = True if self.view.rtl and _has_rtl(text) else None
        return _joined(words([Span(text, style, lang)], width, style.size * line, block, rtl=rtl))

    def fitted(self, text: str, width: float, room: float, block: int, sizes: tuple[float, ...]) -> Words:
        """Words in the largest size that fits into *room*, a sentence begun on a new line where that costs none."""
        for size in sizes:
            style = self.style(size)
            by_sentence = self.set(_by_sentences(text, style, width), style, width, block)
            run_on = self._even(text, style, width, block)
            found = by_sentence if len(by_sentence.lines) <= len(run_on.lines) else run_on
            if found.height <= room:
                break
        return found

    def _even(self, text: str, style: Style, width: float, block: int | None) -> Words:
        """A paragraph that leaves no lonely word on its last line and parts no "grown-ups", at no cost of lines."""
        full = self.set(text, style, width, block)
        for part in (1.0, 0.95, 0.9, 0.85, 0.8):
            tried = replace(self.set(text, style, width * part, block), width=width)
            if len(tried.lines) > len(full.lines):
                break
            broken = any(line.text.rstrip().endswith("-") for line in tried.lines[:-1])
            if tried.lines[-1].width > width * 0.2 and not broken:
                return tried
        return full

    def picture(self, frame: FrameView, x: float, y: float, width: float, section: int) -> list[Primitive]:
        """A frame's picture, *width* wide; without one, what is to be drawn (the team's copy) or room to draw it."""
        radius = width * 0.02
        height = width * 0.45
        scene = frame.scene
        if scene is not None and (scene.items or scene.backdrop):
            wide = min(width, height * scene.width / scene.height)
            alt = picture_alt(frame, self.view.language)
            block = self.structure.add("Figure", section, alt=alt, lang=self.lang(alt))
            top = y + (height - wide * scene.height / scene.width) / 2
            return [placed_scene(scene, x + (width - wide) / 2, top, wide, self.blobs, block=block, radius=radius)]
        dash = (5.0, 4.0) if self.for_team else ()
        box = Rect(x, y, width, height, fill=SPACE, stroke=SOFT, radius=radius, dash=dash)
        said = frame.picture_words.strip() if self.for_team else ""
        if not said:
            return [box]
        block = self.structure.add("P", section, lang=self.lang(said))
        size = max(9.0, width / 46)
        piece = self.set(said, self.style(size, colour="ink2"), width * 0.7, block)
        piece = replace(piece, align="centre")
        return [box, *piece.place(x + width * 0.15, y + (height - piece.height) / 2)]


def picture_alt(frame: FrameView, lang: str = ENGLISH) -> str:
    """What a picture shows, with the words that are written in it; things of the library as *lang* calls them."""
    items = frame.scene.items if frame.scene else ()
    named = dict.fromkeys(filter(None, (_name_of(item, lang) for item in items)))
    shown = frame.picture_words.strip() or ("، " if lang in ("ar", "ur") else ", ").join(named)
    texts = (item.text.strip() for item in items if item.kind in ("bubble", "words"))
    written = [f"“{text}”" for text in texts if any(char.isalpha() for char in text)]
    return ". ".join(filter(None, (shown.rstrip("."), " ".join(written)))) or frame.question or "A picture"


def _name_of(item: SceneItemView, lang: str) -> str:
    """What a thing in a picture is called: as somebody wrote, or as the library calls it.

    A picture of the library that has one of the library's own words was not named by anybody.
    """
    said = item.alt.strip()
    code = item.picture if item.kind == "picture" else None
    if not code or not is_own_word(code, _ARTICLE.sub("", said)):
        return said
    return said if said and lang == ENGLISH and not guess_lang(said) else label(code, lang)


def disc(label: str, x: float, y: float, diameter: float) -> list[Primitive]:
    """A number in a dark disc, its top left at (x, y)."""
    style = Style(diameter * 0.52, bold=True, colour="paper")
    base = y + diameter / 2 + style.size * 0.35
    return [
        Rect(x, y, diameter, diameter, fill="ink", radius=diameter / 2),
        *place_text(label, style, x + diameter / 2, base, None, "centre"),
    ]


@dataclass(frozen=True)
class LaidStory:
    """A story whose pages are set: a part of a document (see :class:`models.drawings.pages.Part`)."""

    title: str
    lang: str
    format: Format
    blocks: tuple[Block, ...]
    contents: tuple[tuple[Primitive, ...], ...]
    numbered: bool = True

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return len(self.contents)

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All pages; all but the cover have their number at the foot."""
        form = self.format
        grey = Style(form.small, colour="ink2")
        pages = []
        for index, content in enumerate(self.contents):
            number = str(before + index + 1) if self.numbered and index else ""
            foot = place_text(number, grey, form.width / 2, form.foot, None, "centre") if number else []
            pages.append(Page(form.width, form.height, (*content, *foot)))
        return Drawing(self.title, tuple(pages), self.blocks, self.lang)


def _has_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _by_sentences(text: str, style: Style, width: float) -> str:
    """The text with a new line before every sentence that does not fit on the line begun."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        line = ""
        for sentence in _sentences(paragraph):
            both = f"{line} {sentence}".strip()
            if line and text_width(both, style) > width:
                lines.append(line)
                both = sentence
            line = both
        lines.append(line)
    return "\n".join(lines)


def _sentences(text: str) -> list[str]:
    starts = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return [text[a:b].strip() for a, b in pairwise(starts) if text[a:b].strip()]


def _joined(piece: Words) -> Words:
    """Lines that were begun on purpose are parted by a space when copied or read aloud."""
    lines = [
        replace(line, runs=(*line.runs[:-1], replace(line.runs[-1], joiner=" "))) if line.runs else line
        for line in piece.lines[:-1]
    ]
    return replace(piece, lines=(*lines, *piece.lines[-1:]))
