"""What the sheets of children share: their words set large, drawings beside them, pages with a quiet foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models import dates
from models.drawing import Block, Drawing, Page, Primitive, Structure, place_text, speak_lang
from models.drawings.figures import default_look
from models.drawings.flow import Art, Box, Piece, Stack, place_stack, stacked_height, words
from models.drawings.look import A4_LANDSCAPE, Copy, quoted
from models.drawings.phrases import rested
from models.drawings.scene import MAKERS, placed_scene
from models.picture_views import LookView, PermissionView, SceneView, SheetItemView, SheetPart, SheetView
from models.typeset import Span, Style, text_width
from models.views import PersonView

MARGIN = 36.0
WIDTH = A4_LANDSCAPE[0] - 2 * MARGIN
FOOT = A4_LANDSCAPE[1] - MARGIN - 20.0
"""Where the room for a sheet's parts ends."""
SIZES = (22.0, 20.0, 18.0, 16.5, 15.0, 13.5, 12.5)
"""Sizes of a child's words: the largest with which everything stands on one page, else the smallest."""
_SMALL = 9.4
_KINDS = {"three_houses": "three houses", "fairy": "fairy", "wizard": "wizard", "safety_house": "safety house"}


@dataclass(frozen=True)
class Pictures:
    """Where the pictures on a sheet come from.

    ``blobs``: the photographs in drawings, by key. ``picture``: a picture of the library in a square, its top left at
    (0, 0); it may give nothing. ``look``: how somebody is drawn.
    """

    blobs: Mapping[str, bytes] = field(default_factory=dict)
    picture: Callable[[str, float], Sequence[Primitive]] = MAKERS.picture
    look: Callable[[PersonView], LookView] = default_look

    def drawn(self, scene: SceneView, x: float, y: float, width: float, block: int) -> Primitive:
        """A child's drawing, its top left at (x, y)."""
        return placed_scene(scene, x, y, width, self.blobs, block=block)


@dataclass(frozen=True)
class Said(Piece):
    """One thing a child said: a picture to the left, the words beside it. Only the words are broken over pages."""

    body: Stack = field(default_factory=Stack)
    art: Art | None = None
    indent: float = 0.0

    @property
    def height(self) -> float:
        return max(self.body.height, self.art.tall if self.art else 0.0)

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        if self.height <= room + 0.01:
            return self, None
        head, tail = self.body.split(room)
        if not isinstance(head, Stack) or not isinstance(tail, Stack) or (self.art and self.art.tall > room):
            return None, self
        return replace(self, body=head), replace(self, body=tail, art=None, gap=0.0)

    def place(self, x: float, y: float) -> list[Primitive]:
        tall = self.art.tall if self.art else 0.0
        art = self.art.place(x, y + max(0.0, (min(self.height, tall + 24.0) - tall) / 2)) if self.art else []
        return art + self.body.place(x + self.indent, y + max(0.0, (tall - self.body.height) / 2))


@dataclass(frozen=True)
class Indented(Piece):
    """A piece further right by ``by``."""

    by: float = 0.0
    piece: Piece = field(default_factory=Piece)

    @property
    def height(self) -> float:
        return self.piece.height

    def split(self, room: float) -> tuple[Piece | None, Piece | None]:
        head, tail = self.piece.split(room)
        return head and replace(self, piece=head), tail and replace(self, piece=tail, gap=0.0)

    def place(self, x: float, y: float) -> list[Primitive]:
        return self.piece.place(x + self.by, y)


@dataclass(frozen=True)
class Setter:
    """Sets the things of one sheet: its structure, the size of words, where pictures come from, who may see shown."""

    view: SheetView
    structure: Structure
    size: float
    pictures: Pictures
    with_permissions: bool

    def heading(self, part: SheetPart) -> tuple[int, int]:
        """A part's section and its heading's block."""
        section = self.structure.add("Sect")
        return section, self.structure.add("H2", section, lang=speak_lang(part.title))

    def items(self, part: SheetPart, section: int, width: float, colour: str = "ink") -> list[Piece]:
        """A list of what was said, or nothing."""
        if not part.items:
            return []
        listed = self.structure.add("L", section)
        beside = any(self.has_picture(item) for item in part.items)
        indent = self.size * 3.9 if beside else 0.0
        return [self.item(item, listed, width, colour, indent) for item in part.items]

    def item(self, item: SheetItemView, listed: int, width: float, colour: str = "ink", indent: float = 0.0) -> Piece:
        """One thing of a list, its picture in the first *indent* points."""
        body = self.structure.add("LBody", self.structure.add("LI", listed))
        art = self._art(item, body, indent - self.size * 0.7) if indent and self.has_picture(item) else None
        said = self.words(item, body, width - indent, colour, is_bare=art is None)
        return Said(gap=self.size * 0.85, body=said, art=art, indent=indent)

    def words(
        self, item: SheetItemView, parent: int, width: float, colour: str = "ink", *, is_bare: bool = True
    ) -> Stack:
        """The words of one thing as they were said, and whom they may be shown. *is_bare*: there is no picture."""
        pieces: list[Piece] = []
        text = item.text.strip() or ("…" if is_bare else "")
        if text:
            said = quoted(text) if item.is_quotation and item.text.strip() else text
            style = Style(self.size, colour=colour if item.is_quotation or colour != "ink" else "ink2")
            block = self.structure.add("P", parent, lang=speak_lang(text))
            pieces.append(rested(said, style, width, self.size * 1.32, block))
        note = self.note(item)
        if note:
            pieces.append(self._chip(note, parent, width))
        return Stack(children=tuple(pieces))

    def note(self, item: SheetItemView) -> str:
        """Whom the child lets see it, where that is said on this copy."""
        return permission_words(item.permission, item.may_see) if self.with_permissions else ""

    def _chip(self, note: str, parent: int, width: float) -> Piece:
        style = Style(self.size * 0.66, colour="#57480b")
        wide = min(width, text_width(note, style) + 17.0)
        block = self.structure.add("P", parent, lang=speak_lang(note))
        line = words([Span(note, style)], wide - 16.0, self.size * 0.9, block)
        return Box(gap=self.size * 0.2, children=(line,), width=wide, pad_x=8.0, pad_y=2.2, fill="#fff0bf", radius=8.0)

    def has_picture(self, item: SheetItemView) -> bool:
        return bool(item.scene and item.scene.items) or bool(item.picture and self.pictures.picture(item.picture, 1.0))

    def _art(self, item: SheetItemView, parent: int, size: float) -> Art:
        name = self.view.child.name
        about = f": {item.text.strip()}" if item.text.strip() else ""
        if item.scene is not None and item.scene.items:
            block = self.structure.add("Figure", parent, alt=f"{owned(name)} drawing{about}")
            width = min(size, size * 1.15 * item.scene.width / item.scene.height)
            drawn = self.pictures.drawn(item.scene, 0.0, 0.0, width, block)
            return Art(items=(drawn,), tall=width * item.scene.height / item.scene.width)
        assert item.picture is not None
        block = self.structure.add("Figure", parent, alt=f"A picture {name} chose{about}")
        return Art(items=tuple(replace(p, block=block) for p in self.pictures.picture(item.picture, size)), tall=size)


def permission_words(said: str, may_see: Sequence[PermissionView]) -> str:
    """Whom a child lets see something: as it was written down, else person by person."""
    if said:
        return said[:1].upper() + said[1:]
    return "; ".join(_permission(each) for each in may_see)


def _permission(each: PermissionView) -> str:
    name = each.person.name if each.person else "Everybody else"
    answer = each.words or each.answer if each.answer == "when" else each.answer
    return f"{name}: {answer}"


def owned(name: str) -> str:
    """ "Jayden's", "Alwyns'"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def title_of(view: SheetView) -> str:
    """The sheet's title with its child's name: "Jayden’s three houses"."""
    if view.title and view.child.name in view.title:
        return view.title
    return f"{owned(view.child.name)} {_KINDS.get(view.kind, view.title.lower() or 'sheet')}"


def made_line(view: SheetView) -> str:
    """ "21 October 2024, with Priya, at school" """
    together = view.made_with
    if together and not together.startswith("with "):
        together = f"with {together}"
    return ", ".join(filter(None, (view.when or dates.written(view.made_on), together, view.place)))


@dataclass(frozen=True)
class LaidSheet:
    """A sheet whose pages are set: a part of a document (see :class:`models.drawings.pages.Part`)."""

    title: str
    blocks: tuple[Block, ...]
    contents: tuple[tuple[Primitive, ...], ...]
    note: str
    copy: Copy

    @property
    def count(self) -> int:
        """How many pages it takes."""
        return len(self.contents)

    def drawing(self, before: int = 0, total: int = 0) -> Drawing:
        """All pages, numbered after *before* others, of *total* (0: of its own)."""
        structure = Structure(list(self.blocks))
        pages = []
        for index, content in enumerate(self.contents):
            foot = self._foot(structure, index, before + index, total or self.count)
            pages.append(Page(*A4_LANDSCAPE, (*content, *foot)))
        return Drawing(self.title, tuple(pages), tuple(structure.blocks))

    def _foot(self, structure: Structure, index: int, page: int, total: int) -> list[Primitive]:
        """Who may see it, on the first page; whose copy it is; the page's number."""
        style = Style(_SMALL, colour="ink2")
        number = f"Page {page + 1} of {total}" if total > 1 else ""
        end = ". ".join(
            filter(None, (number, self.copy.reader if not index else "", self.copy.printed if not index else ""))
        )
        items: list[Primitive] = []
        base = A4_LANDSCAPE[1] - MARGIN * 0.62
        if self.note and not index:
            block = structure.add("P", lang=speak_lang(self.note))
            room = WIDTH - text_width(end, style) - 24.0
            line = words([Span(self.note, style)], room, _SMALL * 1.3, block)
            items += line.place(MARGIN, base - line.height + _SMALL * 0.4)
        if end:
            items += place_text(end, style, MARGIN + WIDTH, base, structure.add("P") if not index else None, "right")
        return items


def head(view: SheetView, structure: Structure) -> tuple[list[Primitive], float]:
    """The title and the line under it, at the top of the first page; and where they end."""
    title, made = title_of(view), made_line(view)
    pieces: list[Piece] = [
        words([Span(title, Style(26.0, bold=True))], WIDTH, 31.0, structure.add("H1", lang=speak_lang(title)))
    ]
    if made:
        grey = Style(12.0, colour="ink2")
        pieces.append(words([Span(made, grey)], WIDTH, 16.0, structure.add("P", lang=speak_lang(made))))
    return place_stack(pieces, MARGIN, MARGIN - 8.0), MARGIN - 8.0 + stacked_height(pieces)


def again(view: SheetView, page: int) -> tuple[list[Primitive], float]:
    """The title on a page that goes on (*page* from 0), as decoration; and where it ends."""
    style = Style(13.0, bold=True, colour="ink2")
    return list(place_text(f"{title_of(view)}, page {page + 1}", style, MARGIN, MARGIN + 6.0)), MARGIN + 12.0


def spread(pieces: Sequence[Piece], x: float, y: float, room: float, most: float = 22.0) -> list[Primitive]:
    """Pieces below one another, with the room that is left shared out between them."""
    spare = max(0.0, room - stacked_height(pieces))
    more = min(spare / (len(pieces) + 1), most) if pieces else 0.0
    placed: list[Primitive] = []
    y += more
    for index, piece in enumerate(pieces):
        y += piece.gap if index else 0.0
        placed += piece.place(x, y)
        y += piece.height + more
    return placed


def title_words(text: str, size: float, width: float, block: int | None, colour: str) -> Stack:
    """A heading in the middle of *width*, smaller where a word would be broken."""
    longest = max((text_width(word, Style(size, bold=True)) for word in text.split()), default=0.0)
    fit = size * min(1.0, width / longest) if longest else size
    line = words([Span(text, Style(fit, bold=True, colour=colour))], width, fit * 1.2, block, align="centre")
    return Stack(children=(line,))


def drawn_over(view: SheetView, pictures: Pictures, structure: Structure, page: int) -> list[tuple[Primitive, ...]]:
    """What was drawn over the whole sheet, on a page of its own; nothing without a drawing."""
    if view.scene is None or not view.scene.items:
        return []
    top, y = again(view, page)
    room = FOOT - y - 12.0
    width = min(WIDTH, room * view.scene.width / view.scene.height)
    block = structure.add("Figure", alt=f"What {view.child.name} drew on the sheet")
    return [(*top, pictures.drawn(view.scene, MARGIN + (WIDTH - width) / 2, y + 8.0, width, block))]
