"""Words and pictures, and children's own sheets, on their way out: views for one reader, their pages, plain data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from exporters.booklet import imposed
from exporters.copies import projector_of
from exporters.order import Order
from models.casework import Case
from models.drawing import Drawing
from models.drawings.figures import default_look
from models.drawings.houses import Pictures, houses_sheet
from models.drawings.look import Copy
from models.drawings.pages import Part, Together
from models.drawings.story_sheet import BOOKLET, frame_page, storybook
from models.drawings.story_strip import strip
from models.errors import KnownError
from models.looks import look_view
from models.photos import load_blobs
from models.picture_views import LookView, SceneView, SheetView, StoryLine, StoryView
from models.projections import Projector
from models.scenes import photo_keys
from models.sheets import sheets
from models.stories import stories, story_view
from models.story_template import in_force
from models.views import PersonView, to_plain

WHATS = ("story", "houses")
LAYOUTS = ("storybook", "booklet", "strip")
FORMS = ("full", "shorter", "translation")
_TITLES = {"story": "Words and pictures", "houses": "The children’s pages"}


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The pages of one of :data:`WHATS`. Raises KnownError where what is asked for is not there."""
    if order.what == "houses":
        return _sheets_part(case, sheet_views(case, workspace_id, order), order, copy).drawing()
    view = story_for(case, workspace_id, order)
    drawing = _story_part(case, view, order, copy).drawing()
    return imposed(drawing, rtl=view.rtl) if is_folded(order) else drawing


def parts_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> list[Part]:
    """What of these belongs into one document of everything: the newest story, and whatever sheets may be seen."""
    parts: list[Part] = []
    plain = replace(order, layout="storybook", frame=None)
    if _lines(projector_of(case), workspace_id, plain):
        parts.append(_story_part(case, story_for(case, workspace_id, plain), plain, copy))
    # A child's own pages are handed over one child at a time, never beside everything else.
    views = sheets(projector_of(case), workspace_id, order.reader) if order.reader.kind != "child" else ()
    if views:
        parts.append(_sheets_part(case, views, order, copy))
    return parts


def plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    """The same as JSON-ready data."""
    if order.what == "houses":
        return [to_plain(view) for view in sheet_views(case, workspace_id, order)]
    return to_plain(story_for(case, workspace_id, order))


def title_of(case_name: str, what: str) -> str:
    """The document's title: "Words and pictures, Harlow / Pryce family"."""
    return f"{_TITLES[what]}, {case_name}"


def is_folded(order: Order) -> bool:
    """Whether the pages are paired for printing on both sides and folding."""
    return order.what == "story" and order.layout == "booklet" and order.frame is None


# ---- words and pictures --------------------------------------------------------------------------------------------
def story_for(case: Case, workspace_id: str, order: Order) -> StoryView:
    """The version asked for (by id, form, language or number), else the newest full one. KnownError for none."""
    _check(order)
    projector = projector_of(case)
    found = _lines(projector, workspace_id, order)
    view = story_view(projector, found[0], order.reader, with_notes=order.file_format == "json") if found else None
    if view is None:
        raise KnownError(_missing(projector, workspace_id, order))
    if order.frame is not None and order.frame not in [frame.number for frame in view.frames]:
        raise KnownError(f"This story has {len(view.frames)} pictures. Nothing was written. Choose one of them.")
    return view


def _check(order: Order) -> None:
    if order.layout not in LAYOUTS:
        raise KnownError(f"There is no layout “{order.layout}”. Nothing was written. Use: {', '.join(LAYOUTS)}.")


def _lines(projector: Projector, workspace_id: str, order: Order) -> list[str]:
    """The ids of the stories that are meant, the best first."""
    lines = stories(projector, workspace_id, order.reader)
    if order.story:
        return [each.id for each in lines if order.story in (each.id, each.form) and _is_asked(each, order)]
    return [each.id for each in lines if _is_asked(each, order)]


def _is_asked(line: StoryLine, order: Order) -> bool:
    in_language = not order.lang or _short(line.language) == _code(order.lang)
    return in_language and order.story_version in (None, line.version)


def _short(language: str) -> str:
    return language.split("-")[0].casefold()


def _code(words: str) -> str:
    """A language's short code, from its code or its name: "ur", "Urdu"."""
    wanted = words.strip().casefold()
    known = in_force()[0].languages
    found = next((each for each in known if wanted in (each.name.casefold(), each.own_name.casefold())), None)
    return _short(found.code if found else wanted)


def _missing(projector: Projector, workspace_id: str, order: Order) -> str:
    lines = stories(projector, workspace_id, order.reader)
    if not lines:
        return "There are no words and pictures yet. Nothing was written. Start them in the Words and pictures room."
    known = ", ".join(f"version {each.version} ({each.language}, {each.form})" for each in lines)
    return f"There are no such words and pictures. Nothing was written. There are: {known}."


def _story_part(case: Case, view: StoryView, order: Order, copy: Copy) -> Part:
    projector = projector_of(case)
    blobs = load_blobs(case, _photos(frame.scene for frame in view.frames))
    # It is the child's own book, whoever printed it: only the team's copy says what it is and what is to be drawn.
    for_team = order.reader.is_us
    shown = copy if order.reader.kind != "child" else replace(copy, reader="")

    def look(child: PersonView) -> LookView:
        return look_view(projector, child.id, order.reader) or default_look(child)

    if order.frame is not None:
        return frame_page(view, order.frame, blobs, for_team=for_team)
    if order.layout == "strip":
        return strip(view, shown, blobs, for_team=for_team)
    if order.layout == "booklet":
        return storybook(view, shown, blobs, look=look, for_team=for_team, page=BOOKLET, pages_in_fours=True)
    return storybook(view, shown, blobs, look=look, for_team=for_team)


# ---- children's sheets ---------------------------------------------------------------------------------------------
def sheet_views(case: Case, workspace_id: str, order: Order) -> tuple[SheetView, ...]:
    """The sheets the reader may see, of one child where one is named. KnownError where there are none."""
    projector = projector_of(case)
    children = projector.children(workspace_id)
    wanted = order.child.strip().casefold()
    named = (c.id for c in children if wanted in (c.id, c.name.casefold(), c.full_name.casefold()))
    child = next(named, None) if wanted else None
    views = sheets(projector, workspace_id, order.reader, child) if child or not wanted else ()
    kept = tuple(view for view in views if not order.sheet or order.sheet in (view.id, view.kind))
    if not kept:
        ask = " Say which child it is for: children do not see each other’s pages." if _many(order, children) else ""
        raise KnownError(f"There are no such children’s pages for this reader. Nothing was written.{ask}")
    return kept


def _many(order: Order, children: tuple[PersonView, ...]) -> bool:
    return order.reader.kind == "child" and not order.child and len(children) > 1


def _sheets_part(case: Case, views: tuple[SheetView, ...], order: Order, copy: Copy) -> Part:
    projector = projector_of(case)
    scenes = [scene for view in views for scene in _scenes(view)]
    pictures = Pictures(
        load_blobs(case, _photos(scenes)),
        look=lambda person: look_view(projector, person.id, order.reader) or default_look(person),
    )
    # Whom a child lets see what is said on the child's own copy and the team's, to nobody else.
    with_permissions = order.reader.is_us or order.reader.kind == "child"
    parts = [houses_sheet(view, copy, pictures=pictures, with_permissions=with_permissions) for view in views]
    return parts[0] if len(parts) == 1 else Together(_TITLES["houses"], parts)


def _scenes(view: SheetView) -> list[SceneView | None]:
    items = [item for part in view.parts for item in part.items]
    return [view.scene, *(item.scene for item in (*items, *view.path))]


def _photos(scenes: Iterable[SceneView | None]) -> set[str]:
    return {key for scene in scenes if scene is not None for key in photo_keys(scene)}
