"""Sessions led by stages: for the facilitator as they are, for the room with every name covered.

The room's view is made by :func:`room_view` alone: it holds nothing restricted, no private note, no hidden draft or
number, and every text in it went through :class:`models.cover_names.Cover`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.audience import Reader
from models.cover_names import Cover, CoverNames
from models.projections import Projector, shown_name
from models.readers import ReaderProjection
from models.rows import Row, Rows
from models.session_template import SessionTemplate, Stage, template

ROOM = Reader("supervision")


@dataclass(frozen=True)
class ItemView:
    """One thing collected. ``kind`` as in ``SessionItem.stage``; ``is_revealed``: False while drafts or numbers are
    hidden; ``starred``: the worker takes it along; ``card_id``: what of the map it was written as."""

    id: str
    kind: str
    text: str
    who: str = ""
    value: int | None = None
    due_on: str | None = None
    starred: bool = False
    is_revealed: bool = True
    is_quotation: bool = False
    question: str = ""
    card_id: str = ""


@dataclass(frozen=True)
class SessionView:
    """A session. ``worker``, ``facilitator``, ``adviser``: names as they are called in the room ("" for nobody)."""

    id: str
    kind: str
    title: str
    held_on: str
    people: int | None
    worker: str
    facilitator: str
    adviser: str
    stage: Stage
    stages: tuple[Stage, ...]
    items: tuple[ItemView, ...]
    status: str
    begun_at: str | None
    ended_at: str | None
    decision: str = ""
    decided_on: str | None = None

    def of(self, *kinds: str) -> tuple[ItemView, ...]:
        """What was collected of some kinds, in its order."""
        return tuple(item for item in self.items if item.kind in kinds)

    @property
    def scores(self) -> tuple[ItemView, ...]:
        """The numbers that are shown."""
        return tuple(item for item in self.of("score") if item.is_revealed and item.value is not None)


@dataclass(frozen=True)
class SessionLine:
    """A line of the list of sessions."""

    id: str
    kind: str
    title: str
    held_on: str
    status: str
    is_open: bool


def session_lines(projector: Projector, workspace_id: str) -> tuple[SessionLine, ...]:
    """A workspace's sessions, newest first (for the team)."""
    everything = projector.rows.where("learning_session", workspace_id=workspace_id)
    rows = [row for row in everything if row["kind"] != "audit"]  # audits have a room of their own
    rows.sort(key=lambda row: (row["held_on"], row["begun_at"] or "", row["id"]), reverse=True)
    return tuple(
        SessionLine(
            row["id"], row["kind"], template(row["kind"]).title, row["held_on"], row["status"] or "",
            bool(row["begun_at"]) and not row["ended_at"],
        )
        for row in rows
    )  # fmt: skip


def session_view(projector: Projector, session_id: str) -> SessionView | None:
    """A session whole, for the facilitator."""
    row = projector.rows.get("learning_session", session_id)
    if row is None:
        return None
    found = template(row["kind"])
    rows = projector.rows.where("session_item", session_id=session_id)
    items = tuple(_item(each) for each in sorted(rows, key=lambda each: (each["position"], each["id"])))
    return _view(projector.rows, row, found, items)


def room_view(projector: Projector, session_id: str, cover: Cover | None = None) -> SessionView | None:
    """The same as the room may see it: names covered, nothing restricted, nothing hidden yet.

    ``cover``: of :func:`cover_of`, where it is kept from one view to the next while nothing it was made of changes.
    """
    view = session_view(projector, session_id)
    if view is None:
        return None
    cover = cover or cover_of(projector.rows, session_id)
    reading = ReaderProjection(projector.rows, ROOM)

    def covered(item: ItemView) -> ItemView | None:
        hidden = reading.hides("session_item", item.id) or reading.hides("session_item", item.id, "text")
        if not item.is_revealed or hidden:
            return None
        text = cover.text(item.text)
        if item.text and not text:
            return None
        return replace(item, text=text, who=cover.text(item.who), question=cover.text(item.question))

    items = tuple(shown for item in view.items if (shown := covered(item)))
    return replace(view, items=items, decision="", title=view.title)


def cover_of(rows: Rows, session_id: str) -> Cover:
    """How a session covers names. The colleagues who lead it are called by their first names."""
    row = rows.get("learning_session", session_id) or {}
    names = CoverNames.read(row.get("names_json"))
    leading = {str(row[column]) for column in ("worker_id", "facilitator_id", "adviser_id") if row.get(column)}
    own = {key: shown_name(person) for key in leading if (person := rows.get("person", key)) is not None}
    return Cover(rows, CoverNames(names.mode, {**names.people, **own}, names.more), frozenset(own))


def texts_of(view: SessionView) -> Iterable[str]:
    """Every text of a view, for the check of what a projected frame says."""
    yield from (view.title, view.worker, view.facilitator, view.adviser, view.stage.title, view.stage.question)
    for item in view.items:
        yield from (item.text, item.who, item.question)


def _view(rows: Rows, row: Row, found: SessionTemplate, items: tuple[ItemView, ...]) -> SessionView:
    def called(key: str | None) -> str:
        person = rows.get("person", key)
        return shown_name(person) if person is not None else ""

    return SessionView(
        id=row["id"], kind=row["kind"], title=found.title, held_on=row["held_on"], people=row["people"],
        worker=called(row["worker_id"]), facilitator=called(row["facilitator_id"]), adviser=called(row["adviser_id"]),
        stage=found.stage(row["stage"]), stages=found.stages, items=items, status=row["status"] or "",
        begun_at=row["begun_at"], ended_at=row["ended_at"], decision=row["decision"] or "",
        decided_on=row["decided_on"],
    )  # fmt: skip


def _item(row: Row) -> ItemView:
    return ItemView(
        id=row["id"], kind=row["stage"], text=row["text"], who=row["who"] or "", value=row["value"],
        due_on=row["due_on"], starred=bool(row["starred"]), is_revealed=bool(row["is_revealed"]),
        is_quotation=bool(row["is_quotation"]), question=row["question"] or "", card_id=row["card_id"] or "",
    )  # fmt: skip
