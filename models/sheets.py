"""Children's own sheets as a reader may see them: three houses, fairy, wizard, safety house.

The words are the child's. Outside the team a sheet shows only what the child said yes to, for that reader: by name for
a parent, "everybody" for a room. A no, a condition ("when I'm at football") or nothing said shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models import dates
from models.picture_views import PermissionView, SceneView, SheetItemView, SheetPart, SheetView
from models.projections import Projector
from models.readers import US, Reader, ReaderProjection
from models.rows import Row, Rows
from models.scenes import scene_view

PATH = "path"


@dataclass(frozen=True)
class SheetKind:
    """A kind of sheet: what it is called, and each part's key → (title, what to ask)."""

    name: str
    parts: Mapping[str, tuple[str, str]]


_MAGIC = {
    "clothes": ("Clothes", "What needs to change?"),
    "wand": ("Wand", "If the wand gave you wishes, what would they be?"),
}
KINDS: Mapping[str, SheetKind] = {
    "three_houses": SheetKind("three houses", {
        "worries": ("Worries", "What worries you?"),
        "good": ("Good things", "What is good?"),
        "dreams": ("Dreams", "How would it be if everything was as you wish?"),
    }),
    "fairy": SheetKind("fairy", {"wings": ("Wings", "What is good?"), **_MAGIC}),
    "wizard": SheetKind("wizard", {"wings": ("Cape", "What is good?"), **_MAGIC}),
    "safety_house": SheetKind("safety house", {
        "inside": ("Inside", "Who lives in your safe house with you?"),
        "visits": ("Visits", "Who comes to see you, and helps you feel safe?"),
        "outside": ("Outside the line", "Who, or what, stays outside?"),
        "roof": ("Roof", "What are the rules of the house, so that everyone is safe?"),
        PATH: ("Path", "0 is not safe yet, 10 is the door. Where do you stand?"),
    }),
}  # fmt: skip
"""By key, the parts in the order they are offered until the child chooses another."""

ANSWERS = ("yes", "no", "when")


def sheet_view(projector: Projector, sheet_id: str, reader: Reader = US) -> SheetView | None:
    """One sheet for a reader; None where it is not there, or nothing of it may be seen.

    For the reader "child" it is the copy of the child whose sheet it is: give it to nobody else.
    """
    row = projector.rows.get("child_sheet", sheet_id)
    if row is None or row["kind"] not in KINDS:
        return None
    return _Sheet(projector, row, reader).view()


def sheets(
    projector: Projector, workspace_id: str, reader: Reader = US, child_id: str | None = None
) -> tuple[SheetView, ...]:
    """A workspace's sheets as a reader may see them, oldest first; with ``child_id`` that child's own only.

    Children never see each other's: for the reader "child" of several children, say which child it is.
    """
    rows = projector.rows.where("child_sheet", workspace_id=workspace_id)
    if reader.kind == "child" and child_id is None:
        whose = {row["child_id"] for row in rows}
        child_id = whose.pop() if len(whose) == 1 else ""
    rows = [row for row in rows if child_id is None or row["child_id"] == child_id]
    rows.sort(key=lambda row: (dates.sort_key(row["made_on"]), row["id"]))
    return tuple(view for row in rows if (view := sheet_view(projector, row["id"], reader)))


def items_of(rows: Rows, sheet_id: str) -> list[Row]:
    """Everything on a sheet, in the order it was put there."""
    return sorted(rows.where("sheet_item", sheet_id=sheet_id), key=lambda row: (row["position"], row["id"]))


def part_order(sheet: Row) -> tuple[str, ...]:
    """The parts in the order the child chose; those not chosen yet follow in the order they are offered."""
    offered = tuple(KINDS[sheet["kind"]].parts)
    chosen = [part.strip() for part in (sheet["part_order"] or "").split(",")]
    return tuple(dict.fromkeys([part for part in chosen if part in offered] + list(offered)))


def sheet_title(kind: str, name: str) -> str:
    """ "Jayden’s three houses"."""
    return f"{name}’s {KINDS[kind].name}"


class Permissions:
    """Whom a child lets see a sheet and each thing on it."""

    def __init__(self, projector: Projector, sheet: Row) -> None:
        self._sheet, self._people = sheet, projector.people
        rows = projector.rows.where("sheet_permission", sheet_id=sheet["id"])
        self._rows = sorted(rows, key=lambda row: (row["person_id"] is None, row["id"]))

    def allow(self, reader: Reader, item_id: str | None) -> bool:
        """Whether a reader may see a thing (None: the sheet as a whole). The team and the child always may."""
        if reader.is_us or reader.kind == "child":
            return True
        if reader.kind != "parent":
            return self._answer(item_id, None) == "yes"
        people = self._called(reader.name or "")
        return bool(people) and all(self._answer(item_id, person) == "yes" for person in people)

    def views(self, item_id: str | None, reading: ReaderProjection) -> tuple[PermissionView, ...]:
        """What was said of a thing itself, people first, then everybody else; nothing of somebody who is kept back."""
        views = []
        for row in self._rows:
            person = reading.person(self._people.get(row["person_id"] or ""))
            if row["item_id"] == item_id and (person or not row["person_id"]):
                views.append(PermissionView(row["id"], person, row["answer"], reading.words(row["words"]) or ""))
        return tuple(views)

    def _answer(self, item_id: str | None, person_id: str | None) -> str:
        answers = {row["answer"] for row in self._counting(item_id, person_id)}
        return "yes" if answers == {"yes"} else "no"

    def counting(self, item_id: str | None, person_id: str | None) -> str:
        """The answer that counts for somebody (None: everybody not named) and a thing; "" where nothing was said."""
        rows = self._counting(item_id, person_id)
        return str(rows[0]["answer"]) if rows else ""

    def _counting(self, item_id: str | None, person_id: str | None) -> list[Row]:
        """What counts: said of the thing before said of the sheet, said of the person before said of everybody."""
        of_thing = [row for row in self._rows if item_id and row["item_id"] == item_id]
        of_sheet = [row for row in self._rows if row["item_id"] is None]
        for rows in (of_thing, of_sheet):
            for wanted in dict.fromkeys((person_id, None)):
                found = [row for row in rows if row["person_id"] == wanted]
                if found:
                    return found
        return []

    def _called(self, name: str) -> set[str]:
        """Everybody a name may mean, else a first name: where it means several, all of them have to be allowed."""
        wanted = " ".join(name.split()).casefold()
        people = self._people.values()
        called = {p.id for p in people if wanted in (p.name.casefold(), p.full_name.casefold())}
        return called or {p.id for p in people if p.full_name.casefold().split()[:1] == [wanted]}


class _Sheet:
    """One sheet, read for one reader."""

    def __init__(self, projector: Projector, row: Row, reader: Reader) -> None:
        self._projector, self._row, self._reader = projector, row, reader
        self._reading = ReaderProjection(projector.rows, reader)
        self._permissions = Permissions(projector, row)
        # Whom the child lets see it is between the child and the worker.
        self._is_own = reader.is_us or reader.kind == "child"

    def view(self) -> SheetView | None:
        row, reading = self._row, self._reading
        child = reading.person(self._projector.people.get(row["child_id"]))
        if child is None or reading.hides("child_sheet", row["id"]):
            return None
        there = items_of(self._projector.rows, row["id"])
        shown = {item["id"]: view for item in there if (view := self._item(item))}
        whole = self._permissions.allow(self._reader, None)
        if not shown and not whole:
            return None
        case = next(iter(self._projector.rows.table("casefile").values()))
        return SheetView(
            id=row["id"], kind=row["kind"], title=sheet_title(row["kind"], child.name),
            case_name=reading.words(case["name"]) or "", child=child, made_on=row["made_on"],
            when=dates.written(row["made_on"]), made_with=reading.words(row["made_with"]) or "",
            place=reading.words(row["place"]) or "", parts=self._parts(shown.values()),
            permission=self._own_words(row["permission"]),
            may_see=self._permissions.views(None, reading) if self._is_own else (),
            # What was drawn over everything is shown only where everything under it is.
            scene=self._scene(row["scene_id"]) if whole and len(shown) == len(there) else None,
            path=tuple(sorted((v for v in shown.values() if v.part == PATH), key=lambda v: dates.sort_key(v.on))),
            finished_on=row["finished_on"],
        )  # fmt: skip

    def _parts(self, shown: Iterable[SheetItemView]) -> tuple[SheetPart, ...]:
        items = list(shown)
        titles = KINDS[self._row["kind"]].parts
        return tuple(
            SheetPart(key, titles[key][0], tuple(item for item in items if item.part == key))
            for key in part_order(self._row) if key != PATH
        )  # fmt: skip

    def _item(self, row: Row) -> SheetItemView | None:
        reading = self._reading
        hidden = reading.hides("sheet_item", row["id"]) or reading.hides("sheet_item", row["id"], "text")
        if hidden or not self._permissions.allow(self._reader, row["id"]) or self._is_sealed(row):
            return None
        text = reading.words(row["text"])
        person = reading.person(self._projector.people.get(row["person_id"] or ""))
        if (row["text"] and text is None) or (row["person_id"] and person is None):
            return None
        return SheetItemView(
            id=row["id"], part=row["part"], text=text or "", is_quotation=bool(row["is_quotation"]),
            value=row["value"], on=row["on"], when=dates.written(row["on"]),
            permission=self._own_words(row["permission"]),
            may_see=self._permissions.views(row["id"], reading) if self._is_own else (),
            scene=self._scene(row["scene_id"]), picture=row["picture"], person=person, x=row["x"], y=row["y"],
        )  # fmt: skip

    def _is_sealed(self, row: Row) -> bool:
        """Whether it is a score in a round that nobody has been shown yet: others must not follow the child's."""
        score = self._projector.rows.get("score", row["score_id"])
        held = self._projector.rows.get("round", score["round_id"]) if score else None
        return held is not None and not held["revealed_at"] and not self._is_own

    def _scene(self, scene_id: str | None) -> SceneView | None:
        return scene_view(self._projector, scene_id, self._reader) if scene_id else None

    def _own_words(self, words: str | None) -> str:
        return (self._reading.words(words) or "") if self._is_own else ""
