"""Words and pictures on paper: a book with a cover, one frame to a page and a page to draw on; or all on one sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from models.drawing import Clip, Primitive, Rect, place_text
from models.drawings.figures import default_look
from models.drawings.flow import Words
from models.drawings.look import Copy
from models.drawings.pages import Part
from models.drawings.phrases import broken
from models.drawings.story_cover import cover_picture
from models.drawings.story_setting import (
    BOOKLET,
    SOFT,
    SPACE,
    STORYBOOK,
    Format,
    LaidStory,
    Setter,
    disc,
)
from models.picture_views import FrameView, LookView, StoryView
from models.pictures.library import attribution
from models.story_pages import credit_line, for_line, page_words, read_line, title_line, version_line
from models.story_template import ENGLISH
from models.typeset import text_width
from models.views import PersonView

_SMALLEST_PICTURE = 0.6
"""Of its usual width; then long words go on on another page."""


def storybook(
    view: StoryView, copy: Copy | None = None, blobs: Mapping[str, bytes] | None = None, *,
    look: Callable[[PersonView], LookView] = default_look, for_team: bool = False, page: Format = STORYBOOK,
    pages_in_fours: bool = False,
) -> Part:  # fmt: skip
    """The book of one version. ``blobs``: its photographs, by key; ``look``: how the children on the cover look.

    ``for_team``: where nothing is drawn yet the page says what is to be drawn; elsewhere there is room to draw it.
    ``pages_in_fours``: more pages to draw on, so that folded sheets have no empty page.
    """
    setter = Setter(view, page, blobs or {}, look, for_team)
    contents = [_cover(setter, copy or Copy())]
    below = page.head + page.question * 1.83 + page.room * 0.45 + page.sizes[0] * 0.75
    sizes = setter.common_sizes([frame.words for frame in view.frames], page.room, page.end - below)
    for before, frame in zip((None, *view.frames), view.frames, strict=False):
        contents += _frame(setter, frame, sizes, before)
    spare = 1 + (-len(contents) - 1) % 4 if pages_in_fours else 1
    contents += [_to_draw(setter, is_first=not n, is_last=n == spare - 1) for n in range(spare)]
    return _laid(setter, contents)


def frame_page(
    view: StoryView, number: int, blobs: Mapping[str, bytes] | None = None, *, for_team: bool = False
) -> Part:
    """One frame alone, as a picture to send or to stand on a shelf. ``number`` is one of the view's frames."""
    setter = Setter(view, STORYBOOK, blobs or {}, for_team=for_team)
    frame = next(each for each in view.frames if each.number == number)
    contents = _frame(setter, frame, setter.format.sizes)
    last = credits_line(setter) if has_library_pictures([frame]) else []
    return replace(_laid(setter, [*contents[:-1], [*contents[-1], *last]]), numbered=False)


def _laid(setter: Setter, contents: Sequence[Sequence[Primitive]]) -> LaidStory:
    return LaidStory(
        title_line(setter.view), setter.view.language, setter.format, tuple(setter.structure.blocks),
        tuple(map(tuple, contents)),
    )  # fmt: skip


# ---- the cover -----------------------------------------------------------------------------------------------------
def _cover(setter: Setter, copy: Copy) -> list[Primitive]:
    form, view = setter.format, setter.view
    section = setter.structure.add("Sect")
    title = setter.structure.add("H1", section, lang=setter.lang(title_line(view)))
    looks = [setter.look(child) for child in view.children]
    items: list[Primitive] = []
    alt = ", ".join(child.name for child in view.children) or "A house, trees and the sun"
    figure = setter.structure.add("Figure", section, alt=alt, lang=setter.lang(alt))
    items.append(cover_picture(looks, form.width, form.cover, form.cover_seen, figure))
    y = form.cover + form.title * 0.5
    # A long title is smaller rather than longer than a line: the children's names need their room.
    styles = [setter.style(form.title * part, bold=True) for part in (1.0, 0.88, 0.76, 0.66)]
    style = next((each for each in styles if text_width(title_line(view), each) <= form.room), styles[-1])
    heading = setter.set(title_line(view), style, form.room, title, line=1.15)
    items += heading.place(form.margin, y)
    y += heading.height + form.title * 0.2
    names = for_line(view)
    if names:
        block = setter.structure.add("P", section, lang=setter.lang(names))
        room = form.end - y
        items += setter.fitted(names, form.room, room, block, (form.title / 2, *form.sizes[3:], 10.0)).place(
            form.margin, y
        )
    end = version_line(view, with_month=True) + (f". {copy.reader}" if copy.reader else "")
    return [*items, *foot(setter, section, read_line(view), end, numbered=False)]


# ---- a frame -------------------------------------------------------------------------------------------------------
def _frame(
    setter: Setter, frame: FrameView, sizes: tuple[float, ...], before: FrameView | None = None
) -> list[list[Primitive]]:
    """A frame's page; words that are longer than a page go on on the next. ``before``: the frame before it."""
    form, structure = setter.format, setter.structure
    section = structure.add("Sect")
    items, y = _head(setter, frame, section)
    width = form.room
    # The words are set first: where they need more room than is left, the picture gives some.
    figure_at = len(structure.blocks)
    picture = setter.picture(frame, form.margin, y, width, section)
    block = structure.add("P", section, lang=setter.lang(frame.words))
    below = y + width * 0.45 + form.sizes[0] * 0.75
    said = setter.fitted(frame.words, form.room, form.end - below, block, sizes)
    if said.height > form.end - below:
        narrow = max(_SMALLEST_PICTURE * width, (form.end - y - said.height - form.sizes[-1]) / 0.45)
        below -= (width - narrow) * 0.45
        picture = _narrower(setter, frame, section, figure_at, y, narrow)
    pages, rest = _broken(setter, said, below)
    credit, version = credit_line(setter.view, frame.whose), version_line(setter.view)
    again = {version, credit if before and before.whose == frame.whose else version}
    ending = foot(setter, section, credit, version, again=again)
    first = [*items, *picture, *pages, *ending]
    return [first, *_goes_on(setter, rest)]


def _head(setter: Setter, frame: FrameView, section: int) -> tuple[list[Primitive], float]:
    """The question and the frame's number; and where they end."""
    form = setter.format
    size = form.question * 1.28
    heading = setter.structure.add("H2", section, lang=setter.lang(frame.question))
    room = form.room - size - 14.0
    question = setter.set(frame.question, setter.style(form.question, bold=True), room, heading, line=1.2)
    left = form.margin + (size + 14.0 if setter.view.rtl else 0.0)
    spot = form.margin if setter.view.rtl else form.margin + form.room - size
    items = [*question.place(left, form.head), *disc(str(frame.number), spot, form.head - size * 0.03, size)]
    return items, form.head + max(question.height, size) + form.question * 0.55


def _narrower(
    setter: Setter, frame: FrameView, section: int, figure_at: int, y: float, width: float
) -> list[Primitive]:
    """The picture set again, smaller, in the middle of the page; it keeps its place in the reading order."""
    form = setter.format
    kept = len(setter.structure.blocks)
    left = form.margin + (form.room - width) / 2
    made = setter.picture(frame, left, y, width, section)
    added = len(setter.structure.blocks) - kept
    del setter.structure.blocks[kept:]
    return [_of_block(item, figure_at) for item in made] if added else made


def _of_block(item: Primitive, block: int) -> Primitive:
    if item.block is None:
        return item
    if isinstance(item, Clip):
        return replace(item, items=tuple(_of_block(inside, block) for inside in item.items), block=block)
    return replace(item, block=block)


def _broken(setter: Setter, said: Words, y: float) -> tuple[list[Primitive], Words | None]:
    """Words from *y* down, and what does not fit above the foot."""
    room, used, fits = setter.format.end - y, 0.0, 0
    for line in said.lines:
        used += said.line_height * line.leading
        if used > room + 0.01:
            break
        fits += 1
    rest = replace(said, lines=said.lines[fits:]) if fits < len(said.lines) else None
    return replace(said, lines=said.lines[:fits]).place(setter.format.margin, y), rest


def _goes_on(setter: Setter, rest: Words | None) -> list[list[Primitive]]:
    pages: list[list[Primitive]] = []
    while rest is not None:
        items, rest = _broken(setter, rest, setter.format.head)
        pages.append(items)
    return pages


def foot(
    setter: Setter, section: int, start: str, end: str, *, numbered: bool = True, again: Collection[str] = ()
) -> list[Primitive]:
    """Small words at the foot, one at each side. ``numbered``: the page's number stands in the middle.

    ``again``: what was said before (the version on the cover, whose words on the page before): for the eye only.
    """
    form = setter.format
    style = setter.style(form.small, colour="ink2")
    rooms = {start: form.room * 0.46, end: form.room * 0.46}
    if not numbered:
        # What is said last keeps to its line, what is said first has the rest.
        rooms[start] = max(rooms[start], form.room - text_width(end, style) - form.small * 2)
    items: list[Primitive] = []
    for text, at_right in ((start, setter.view.rtl), (end, not setter.view.rtl)):
        if text:
            block = None if text in again else setter.structure.add("P", section, lang=setter.lang(text))
            lines, _ = broken(text, style, rooms[text])
            line = setter.set("\n".join(lines) or text, style, rooms[text], block, line=1.25)
            line = replace(line, align="right" if at_right else "left")
            left = form.margin + form.room - rooms[text] if at_right else form.margin
            items += line.place(left, form.foot + style.size * 0.3 - line.height)
    return items


# ---- the last pages ------------------------------------------------------------------------------------------------
def _to_draw(setter: Setter, *, is_first: bool, is_last: bool) -> list[Primitive]:
    form = setter.format
    items: list[Primitive] = []
    top = form.head
    if is_first:
        text = page_words(setter.view.language).draw
        section = setter.structure.add("Sect")
        block = setter.structure.add("H2", section, lang=setter.lang(text))
        heading = setter.set(text, setter.style(form.question, bold=True), form.room, block, line=1.2)
        items += heading.place(form.margin, top)
        top += heading.height + form.question * 0.6
    credits = credits_line(setter) if is_last and has_library_pictures(setter.view.frames) else []
    room = form.end - top - (form.small if credits else 0.0)
    box = Rect(form.margin, top, form.room, room, fill=SPACE, stroke=SOFT, radius=form.room * 0.02)
    return [*items, box, *credits]


def has_library_pictures(frames: Sequence[FrameView]) -> bool:
    return any(item.kind == "picture" and item.picture for f in frames if f.scene for item in f.scene.items)


def credits_line(setter: Setter, *, at_foot: bool = False) -> list[Primitive]:
    """Whose the library's pictures are: small, as their licence asks. ``at_foot``: where nothing else stands there."""
    form = setter.format
    block = setter.structure.add("P", lang="" if setter.view.language == ENGLISH else ENGLISH)
    style = setter.style(6.6, colour="ink2")
    base = form.foot - (0.0 if at_foot else form.small * 1.6)
    placed = place_text(attribution(), style, form.margin, base, block)
    if at_foot and setter.view.rtl:
        placed = place_text(attribution(), style, form.margin + form.room, base, block, "right")
    return [replace(text, lang=ENGLISH) for text in placed]


__all__ = ["BOOKLET", "STORYBOOK", "frame_page", "storybook"]
