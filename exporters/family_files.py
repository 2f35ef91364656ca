"""Genogram, ecomap and safety circles on their way out: views for one reader, their drawings, and plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exporters.copies import projector_of
from exporters.order import Order
from models import arrangement, circles, ecomap
from models.casework import Case
from models.drawing import Drawing
from models.drawings.circles import circles_drawing, circles_sheet
from models.drawings.ecomap import EcomapSheet
from models.drawings.genogram import Options
from models.drawings.genogram_sheet import GenogramSheet
from models.drawings.look import Copy, Paper
from models.drawings.pages import Part
from models.errors import KnownError
from models.family_readers import family_for
from models.family_views import CirclesView, EcomapView, FamilyView
from models.genogram.result import Layout
from models.projections import Projector
from models.readers import Reader
from models.views import to_plain

WHATS = ("genogram", "ecomap", "circles")


def layout_for(case: Case, view: FamilyView, reader: Reader) -> Layout:
    """Where everybody stands: for the team as on their screen; for others a drawing of its own, without a gap."""
    kept = arrangement.stored(case.rows) if reader.is_us else None
    if kept is not None and arrangement.is_current(view, kept):
        return kept
    return arrangement.arranged(view, kept)


def genogram_part(case: Case, projector: Projector, order: Order, paper: Paper, copy: Copy) -> GenogramSheet:
    """The family's drawing with its key and its words."""
    view = family_for(projector, order.reader)
    if not view.people:
        raise KnownError(
            "Nobody is in this family's drawing yet. Nothing was written. Add somebody in the Family room."
        )
    options = Options(ties=order.ties, homes=order.homes, names=order.names)
    return GenogramSheet(view, layout_for(case, view, order.reader), options, None, paper, copy)


def ecomap_view(projector: Projector, workspace_id: str, order: Order) -> EcomapView:
    """The ecomap of the home asked for (by id or name), or of the first child's home."""
    homes = ecomap.homes_for(projector, workspace_id, order.reader)
    wanted = order.home.casefold()
    home = next((h for h in homes if not wanted or wanted in (h.id, h.name.casefold())), None)
    view = ecomap.ecomap_for(projector, home.id, order.reader) if home else None
    if view is None:
        known = ", ".join(f"“{each.name}”" for each in homes) or "none yet"
        raise KnownError(f"There is no such home to draw an ecomap of. Nothing was written. Homes: {known}.")
    return view if order.names else ecomap.nameless(view)


def circles_views(projector: Projector, workspace_id: str, order: Order) -> tuple[CirclesView, ...]:
    """The circles asked for (by id or title), or all there are, each on the day asked for."""
    wanted = order.circle.casefold()
    found = []
    for circle_id, title, _ in circles.circles(projector, workspace_id, order.reader):
        if wanted in ("", circle_id, title.casefold()):
            view = circles.circles_for(projector, circle_id, order.reader, order.on)
            everybody = circles.everybody(projector, circle_id, order.reader)
            found.append(view if order.names else circles.initials_only(view, _initials(projector, everybody)))
    if not found:
        raise KnownError("There are no such circles in this work. Nothing was written. Start them in the Circles room.")
    return tuple(found)


def _initials(projector: Projector, people: Sequence[str]) -> dict[str, str]:
    return {key: projector.people[key].initials for key in people if key in projector.people}


def drawing_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> Drawing:
    """The pages of one of :data:`WHATS`; pictures (PNG, SVG) are one sheet."""
    projector = projector_of(case)
    paper: Paper = _paper(order)
    if order.what == "genogram":
        return genogram_part(case, projector, order, paper, copy).drawing()
    if order.what == "ecomap":
        return EcomapSheet(ecomap_view(projector, workspace_id, order), paper, copy).drawing()
    views = circles_views(projector, workspace_id, order)
    if paper != "A4" and len(views) == 1:
        return circles_drawing(views[0], paper, copy)
    from models.drawings.pages import drawn_together

    return drawn_together(title_of(views[0].case_name, "circles"), [circles_sheet(view, copy) for view in views])


def _paper(order: Order) -> Paper:
    if order.file_format != "pdf":
        return "sheet"
    return "A4" if order.paper == "A4" else "A3"


def parts_for(case: Case, workspace_id: str, order: Order, copy: Copy) -> list[Part]:
    """What of the family belongs into one document of everything: the genogram, and the circles where there are any."""
    projector = projector_of(case)
    parts: list[Part] = []
    if family_for(projector, order.reader).unions:
        parts.append(genogram_part(case, projector, order, "A4" if order.paper == "A4" else "A3", copy))
    if circles.circles(projector, workspace_id, order.reader):
        parts += [circles_sheet(view, copy) for view in circles_views(projector, workspace_id, order)]
    return parts


def plain_for(case: Case, workspace_id: str, order: Order) -> Any:
    """The same as JSON-ready data."""
    projector = projector_of(case)
    if order.what == "genogram":
        view = family_for(projector, order.reader)
        layout = layout_for(case, view, order.reader)
        places = [{"id": p.id, "x": round(p.x, 4), "y": round(p.y, 4), "row": p.row} for p in layout.persons]
        return {**to_plain(view), "places": places}
    if order.what == "ecomap":
        return to_plain(ecomap_view(projector, workspace_id, order))
    return [to_plain(view) for view in circles_views(projector, workspace_id, order)]


def title_of(case_name: str, what: str) -> str:
    """The document's title: "Safety circles, Harlow / Pryce family"."""
    words = {"genogram": "Genogram", "ecomap": "Ecomap", "circles": "Safety circles"}
    return f"{words[what]}, {case_name}"
