"""What the pages of words and pictures share: the page, words in the largest letters that fit, pictures, the foot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.drawing import Block, Drawing, Page, Primitive, Rect, Structure, place_text
from models.drawings.figures import default_look
from models.drawings.flow import Words, words
from models.drawings.look import A4_LANDSCAPE
from models.drawings.phrases import broken, joined
from models.drawings.scene import placed_scene
from models.picture_views import FrameView, LookView, SceneItemView, StoryView
from models.pictures.library import is_own_word, label
from models.story_template import ENGLISH
from models.typeset import Span, Style, guess_lang
from models.typeset.fonts import FACES
from models.typeset.shaping import faces_of
from models.views import PersonView

_ARTICLE = re.compile(r"^(?:an?|the|some|our|my)\s+", re.IGNORECASE)
_LINE = 1.45
_SMALLER, _COST_OF_SMALLER = 0.15, 10.0
"""How much smaller words may be so that no sentence is torn, and what that weighs against one (see ``phrases``)."""
SOFT = "#b9b2a4"
SPACE = "#fffdf8"
"""Where a child may draw."""


@dataclass(frozen=True)
class Format:
    """A page, in points. ``question``, ``least`` and ``most``: sizes of the question and of the words.

    ``cover``: how high the picture on the cover is; ``cover_seen``: from where to where it is seen across.
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
    cover_seen: tuple[float, float] = (0.0, 1000.0)

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
    336.0, (180.0, 895.0),
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
        return joined(words([Span(text, style, lang)], width, style.size * line, block, rtl=rtl))

    def fitted(self, text: str, width: float, room: float, block: int, sizes: tuple[float, ...]) -> Words:
        """Words in the largest size that fits into *room*, their lines broken where a voice rests.

        A little smaller is better than torn sentences (see :meth:`size_for`).
        """
        size = self.size_for(text, width, room, sizes)
        style = self.style(size)
        lines, _ = broken(text, style, width, self.lang(text), self._lines_in(text, room, style))
        found = self.set("\n".join(lines) or text, style, width, block)
        return found if len(found.lines) == len(lines) else self.set(text, style, width, block)

    def size_for(self, text: str, width: float, room: float, sizes: tuple[float, ...]) -> float:
        """The size for some words: large, and so that sentences are not torn if there is a way."""
        best: tuple[float, float] | None = None
        largest = 0.0
        for size in sizes:
            smaller = 1 - size / largest if largest else 0.0
            if smaller > _SMALLER or (best and smaller * _COST_OF_SMALLER >= best[0]):
                break
            style = self.style(size)
            most = self._lines_in(text, room, style)
            lines, cost = broken(text, style, width, self.lang(text), most)
            if not lines or len(lines) > most:
                continue
            largest = largest or size
            if best is None or cost + smaller * _COST_OF_SMALLER < best[0] - 0.01:
                best = (cost + smaller * _COST_OF_SMALLER, size)
        return best[1] if best else sizes[-1]

    def common_sizes(self, texts: Sequence[str], width: float, room: float) -> tuple[float, ...]:
        """The sizes for all pages of a book: nearly as large as its longest words, so that pages look alike.

        Where one page has far more words than the others, it alone is smaller.
        """
        sizes = self.format.sizes
        own = [self.size_for(text, width, room, sizes) for text in texts if text.strip()]
        near = [size for size in sizes if own and size >= max(own) * (1 - _SMALLER)]
        most = max(min(own), near[-1]) if own else sizes[0]
        return tuple(size for size in sizes if size <= most) or sizes[-1:]

    def _lines_in(self, text: str, room: float, style: Style) -> int:
        leading = max((FACES[face].leading for face in faces_of(text, False, False, style.easier)), default=1.0)
        return max(1, int((room + 0.01) // (style.size * _LINE * leading)))

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
