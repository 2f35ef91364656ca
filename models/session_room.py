"""What a room sees of a session besides its words: the family's drawing, and the summary that goes on file.

Both are made of what :data:`models.sessions.ROOM` may see, with every name covered as the session covers it.
"""

from __future__ import annotations

from dataclasses import replace

from models import arrangement
from models.cover_names import Cover
from models.drawings.genogram import Figure, Options, figure
from models.family_projection import family_view
from models.family_readers import family_for, is_veiled
from models.family_views import FamilyView, GenogramPerson
from models.projections import Projector
from models.readers import ReaderProjection, map_for
from models.sessions import ROOM, ItemView, SessionView, cover_of, room_view, session_view
from models.views import PersonView

_DRAWN = Options(homes=False, years=False)
"""Read from the back of a room: people, their lines and how they are with each other; no small print."""


def room_family(projector: Projector, session_id: str) -> FamilyView:
    """The genogram for the room: who may be seen, called as the session calls them, without a word of their own."""
    cover = cover_of(projector.rows, session_id)
    whole = {person.id: person.person for person in family_view(projector).people}
    view = family_for(projector, ROOM)
    return replace(
        view,
        case_name="",
        title="",
        homes=(),
        people=tuple(_called(cover, person, whole[person.id]) for person in view.people),
        unions=tuple(replace(union, note=None, dates="") for union in view.unions),
        children=tuple(replace(child, note=None) for child in view.children),
        ties=tuple(replace(tie, note=None, words="") for tie in view.ties),
    )


def room_figure(projector: Projector, view: FamilyView) -> Figure:
    """The drawing of :func:`room_family`: as the team has arranged it where everybody of it is shown, else its own."""
    kept = arrangement.stored(projector.rows)
    if kept is None or not arrangement.is_current(view, kept):
        kept = arrangement.arranged(view, kept)
    return figure(view, kept, _DRAWN)


def room_map(projector: Projector, session_id: str, cover: Cover) -> tuple[ItemView, ...]:
    """The family's map for the room, as lines of the three columns in their order: what :data:`models.sessions.ROOM`
    may see of it, names covered. ``who`` is the part of the map; what the session itself wrote there is left out."""
    row = projector.rows.get("learning_session", session_id)
    if row is None:
        return ()
    own = {item["card_id"] for item in projector.rows.where("session_item", session_id=session_id)}
    view = map_for(projector, row["workspace_id"], ROOM, drafts=False)
    return tuple(
        ItemView(card.id, kind, text, who=part.title, is_quotation=card.is_quotation)
        for kind, column in zip(("worry", "well", "needs"), view.columns, strict=True)
        for part in column.parts
        for card in part.cards
        if card.id not in own and not card.done_on and (text := cover.text(card.text))
    )


def summary_view(projector: Projector, session_id: str) -> SessionView | None:
    """What goes on file: the room's view with the manager's decision, names covered. None where it is held back."""
    if ReaderProjection(projector.rows, ROOM).hides("learning_session", session_id):
        return None
    whole, room = session_view(projector, session_id), room_view(projector, session_id)
    if whole is None or room is None:
        return None
    decision = cover_of(projector.rows, session_id).text(whole.decision)
    return replace(room, decision=decision, decided_on=whole.decided_on)


def _called(cover: Cover, person: GenogramPerson, whole: PersonView) -> GenogramPerson:
    shown = person.person
    if person.stands_for:
        return person
    # Under a public name there is nobody to be told from the initials or an invented name.
    called = cover.text(shown.name) if is_veiled(shown, whole) else cover.person(person.id)
    shown = replace(
        shown, name=called, full_name=called, initials="", role=None, agency=None, relation=None, household=None,
        born=None,
    )  # fmt: skip
    inside = "" if shown.life == "unborn" else person.inside
    return replace(person, person=shown, born_as=None, born_year="", died_year="", lines=(), inside=inside)
