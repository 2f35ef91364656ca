"""Children's own sheets: begin them, keep what a child says, draws and chooses, whom it lets see what, where it stands.

Words are kept as they were said; only spaces around them go. Each child has a sheet of its own, side by side or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from models.acts.checks import gone, loaded, merge_key, only, row_of, trimmed, whole_day
from models.acts.places import GAP, positions
from models.acts.plan import today
from models.acts.scenes import new_scene
from models.acts.strands import give_score
from models.base import new_id
from models.casework import Case
from models.entities import ChildSheet, Score, SheetItem, SheetPermission
from models.errors import KnownError
from models.projections import Projector
from models.rows import Row
from models.sheets import ANSWERS, KINDS, PATH, items_of

SHEET_FIELDS = frozenset("made_on made_with place finished_on permission side_by_side".split())
ITEM_FIELDS = frozenset("text is_quotation picture person_id x y permission on".split())


# ---- sheets -------------------------------------------------------------------------------------------------------


def start_sheet(
    case: Case, workspace_id: str, kind: str, child_id: str, *, made_on: str | None = None,
    made_with: str | None = None, place: str | None = None,
) -> str:  # fmt: skip
    """Begin a child's sheet (three_houses, fairy, wizard, safety_house). Returns its id."""
    return start_side_by_side(case, workspace_id, kind, [child_id], made_on=made_on, made_with=made_with, place=place)[
        0
    ]


def start_side_by_side(
    case: Case, workspace_id: str, kind: str, child_ids: Sequence[str], *, made_on: str | None = None,
    made_with: str | None = None, place: str | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Begin the same sheet for children who sit together: one of its own for each. Returns their ids, in order."""
    if kind not in KINDS:
        raise ValueError(f"no such sheet: {kind}")
    if not child_ids or len(set(child_ids)) != len(child_ids):
        raise ValueError("children, each once")
    if any(case.rows.get("person", child_id) is None for child_id in child_ids):
        raise gone()
    made = {child_id: new_id() for child_id in child_ids}
    people = Projector(case.rows).people
    with case.edit("Started a child’s sheet" if len(made) == 1 else "Started sheets side by side") as session:
        for child_id, sheet_id in made.items():
            others = " and ".join(people[other].name for other in child_ids if other != child_id)
            session.add(
                ChildSheet(
                    id=sheet_id, case_id=case.id, workspace_id=workspace_id, kind=kind, child_id=child_id,
                    made_on=whole_day(made_on or today(case)), made_with=trimmed(made_with), place=trimmed(place),
                    side_by_side=f"done side by side with {others}; separate sheets" if others else None,
                )
            )  # fmt: skip
    return tuple(made.values())


def set_sheet(case: Case, sheet_id: str, *, origin: object | None = None, **fields: str | None) -> None:
    """Change when, where and with whom a sheet was made, when it was finished, or the words on who may see it."""
    only(fields, SHEET_FIELDS)
    row_of(case, "child_sheet", sheet_id)
    for name in ("made_on", "finished_on"):
        if fields.get(name):
            fields[name] = whole_day(fields[name] or "")
    merge = merge_key("child_sheet", sheet_id, fields)
    with case.edit("Changed a child’s sheet", merge=merge, origin=origin) as session:
        sheet = session.get(ChildSheet, sheet_id)
        for name, value in fields.items():
            setattr(sheet, name, trimmed(value))


def set_order(case: Case, sheet_id: str, parts: Sequence[str]) -> None:
    """Keep the order of the parts that the child chose."""
    row = row_of(case, "child_sheet", sheet_id)
    if not set(parts) <= set(KINDS[row["kind"]].parts) or len(set(parts)) != len(parts):
        raise ValueError(f"not the parts of this sheet: {parts}")
    with case.edit("Chose the order", merge=f"child_sheet:{sheet_id}:part_order") as session:
        sheet = session.get(ChildSheet, sheet_id)
        assert sheet is not None
        sheet.part_order = ",".join(parts)


def remove_sheet(case: Case, sheet_id: str) -> None:
    """Take a sheet away with everything on it (undo brings it back). Scores given on its path stay."""
    row_of(case, "child_sheet", sheet_id)
    with case.edit("Removed a child’s sheet") as session:
        session.execute(delete(ChildSheet).where(ChildSheet.id == sheet_id))


def sheet_scene(case: Case, sheet_id: str, *, width: float, height: float) -> str:
    """The picture drawn over a whole sheet, begun where there is none. Returns the scene's id."""
    return _scene_of(case, ChildSheet, sheet_id, width, height)


# ---- what is on them ----------------------------------------------------------------------------------------------


def add_item(
    case: Case, sheet_id: str, part: str, text: str = "", *, is_quotation: bool = True, picture: str | None = None,
    person_id: str | None = None, x: float | None = None, y: float | None = None, before_id: str | None = None,
) -> str:  # fmt: skip
    """Keep one thing a child said, chose or is about to draw, in a part; the path has :func:`stand_on`. Its id."""
    row = row_of(case, "child_sheet", sheet_id)
    _part(row, part)
    item_id = new_id()
    with case.edit("Kept what a child said") as session:
        session.add(
            SheetItem(
                id=item_id, case_id=case.id, workspace_id=row["workspace_id"], sheet_id=sheet_id, part=part,
                text=text.strip(), is_quotation=is_quotation, picture=picture, person_id=person_id, x=x, y=y,
                position=_place(case, sheet_id, before_id),
            )
        )  # fmt: skip
    return item_id


def set_item(case: Case, item_id: str, *, origin: object | None = None, **fields: Any) -> None:
    """Change a thing: its words, whether they are a quotation, picture, who is meant, where it stands, whom to show."""
    only(fields, ITEM_FIELDS)
    row_of(case, "sheet_item", item_id)
    merge = merge_key("sheet_item", item_id, fields)
    with case.edit("Changed what a child said", merge=merge, origin=origin) as session:
        item = session.get(SheetItem, item_id)
        for name, value in fields.items():
            kept = (value or "").strip() if name == "text" else trimmed(value) if isinstance(value, str) else value
            setattr(item, name, kept)


def move_item(
    case: Case, item_id: str, part: str, *, before_id: str | None = None, x: float | None = None, y: float | None = None
) -> None:
    """Put a thing into a part, before another or at its end; in a safety house also where in it (0–1)."""
    row = row_of(case, "sheet_item", item_id)
    _part(row_of(case, "child_sheet", row["sheet_id"]), part)
    if row["part"] == PATH:
        raise KnownError("Where a child stands stays on the path. Nothing was changed.")
    with case.edit("Moved what a child said") as session:
        item = session.get(SheetItem, item_id)
        assert item is not None
        item.part, item.x, item.y = part, x, y
        item.position = _place(case, row["sheet_id"], before_id)


def remove_item(case: Case, item_id: str) -> None:
    """Take a thing off a sheet (undo brings it back). A score it gave stays in its round."""
    row_of(case, "sheet_item", item_id)
    with case.edit("Took something off a child’s sheet") as session:
        session.execute(delete(SheetItem).where(SheetItem.id == item_id))


def item_scene(case: Case, item_id: str, *, width: float = 300.0, height: float = 300.0) -> str:
    """The child's drawing of a thing, begun where there is none. Returns the scene's id."""
    return _scene_of(case, SheetItem, item_id, width, height)


def _scene_of(case: Case, kind: type[ChildSheet] | type[SheetItem], key: str, width: float, height: float) -> str:
    row = row_of(case, kind.__tablename__, key)
    if row["scene_id"]:
        return str(row["scene_id"])
    with case.edit("Began a picture") as session:
        scene_id = new_scene(case, row["workspace_id"], width=width, height=height)
        session.flush()
        loaded(session, kind, key).scene_id = scene_id
    return scene_id


# ---- who may see it -----------------------------------------------------------------------------------------------


def let_see(
    case: Case, sheet_id: str, answer: str, *, item_id: str | None = None, person_id: str | None = None,
    words: str | None = None,
) -> str:  # fmt: skip
    """Keep whether the child lets somebody see a sheet or one thing on it: yes, no, when (in its ``words``).

    ``person_id`` None: everybody who is not named. Said again it is changed. Returns the line's id.
    """
    row = row_of(case, "child_sheet", sheet_id)
    if answer not in ANSWERS:
        raise ValueError(f"no such answer: {answer}")
    if item_id is not None and row_of(case, "sheet_item", item_id)["sheet_id"] != sheet_id:
        raise ValueError("a thing of another sheet")
    about = {"sheet_id": sheet_id, "item_id": item_id, "person_id": person_id}
    there = case.rows.where("sheet_permission", **about)
    with case.edit("Kept whom a child lets see it") as session:
        line = session.get(SheetPermission, there[0]["id"]) if there else None
        if line is None:
            line = SheetPermission(id=new_id(), case_id=case.id, workspace_id=row["workspace_id"], **about)
            session.add(line)
        line.answer, line.words = answer, trimmed(words)
        return line.id


def forget_permission(case: Case, permission_id: str) -> None:
    """Take a child's answer on who may see something away: then nothing is said (undo brings it back)."""
    row_of(case, "sheet_permission", permission_id)
    with case.edit("Took back whom a child lets see it") as session:
        session.execute(delete(SheetPermission).where(SheetPermission.id == permission_id))


# ---- the path -----------------------------------------------------------------------------------------------------


def open_rounds(case: Case, workspace_id: str) -> tuple[str, ...]:
    """Rounds of running scales that are not shown yet, newest first: a step on the path can be a score in one."""
    running = {row["id"] for row in case.rows.where("scale", workspace_id=workspace_id) if not row["closed_on"]}
    rounds = [r for r in case.rows.where("round", workspace_id=workspace_id) if r["scale_id"] in running]
    rounds = [row for row in rounds if not row["revealed_at"]]
    return tuple(row["id"] for row in sorted(rounds, key=lambda row: (row["held_on"], row["id"]), reverse=True))


def stand_on(case: Case, sheet_id: str, value: int, *, on: str | None = None, round_id: str | None = None) -> str:
    """Keep where the child stands on the path (0–10) on a day; the same day again moves the step. Returns its id.

    With ``round_id`` it is the child's score in that round too, sealed until the round is shown. Without it the step
    stays on the sheet alone. Raises KnownError where the round was shown already.
    """
    sheet = row_of(case, "child_sheet", sheet_id)
    _part(sheet, PATH, on_path=True)
    if not 0 <= value <= 10:
        raise ValueError("the path goes from 0 to 10")
    day = whole_day(on or today(case))
    if round_id:
        _still_open(case, round_id)
    there = _step(case, sheet_id, day, round_id)
    round_id = round_id or (_round_of(case, there) if there else None)
    with case.edit("Stood on the path") as session:
        score_id = _score(case, round_id, sheet["child_id"], value) if round_id else None
        item = session.get(SheetItem, there["id"]) if there else None
        if item is None:
            item = SheetItem(
                id=new_id(), case_id=case.id, workspace_id=sheet["workspace_id"], sheet_id=sheet_id, part=PATH,
                is_quotation=False, position=_place(case, sheet_id, None),
            )  # fmt: skip
            session.add(item)
        item.value, item.on, item.score_id = value, day, score_id
        return item.id


def _step(case: Case, sheet_id: str, day: str, round_id: str | None) -> Row | None:
    """The step of a day that standing again would move: that of the round, else one no shown score hangs on."""
    steps = [row for row in items_of(case.rows, sheet_id) if row["part"] == PATH and row["on"] == day]
    held = {row["id"]: case.rows.get("round", _round_of(case, row)) for row in steps}
    if round_id:
        own = next((row for row in steps if _round_of(case, row) == round_id), None)
        return own or next((row for row in steps if row["score_id"] is None), None)
    return next((row for row in steps if not (step_round := held[row["id"]]) or not step_round["revealed_at"]), None)


def _round_of(case: Case, item: Row) -> str | None:
    score = case.rows.get("score", item["score_id"])
    return str(score["round_id"]) if score else None


def _still_open(case: Case, round_id: str) -> None:
    row = row_of(case, "round", round_id)
    if row["revealed_at"]:
        raise KnownError(
            "The scores of that round were shown already, so they stay. Nothing was changed. "
            "Start a new round, or keep the step on the sheet alone."
        )


def _score(case: Case, round_id: str, child_id: str, value: int) -> str:
    """The child's score in a round, as shown with pictures. What was said with it before stays."""
    said = next(iter(case.rows.where("score", round_id=round_id, person_id=child_id)), {})
    quoted = bool(said.get("reason_is_quotation") or said.get("higher_is_quotation"))
    reason, higher = said.get("reason") or "", said.get("higher") or ""
    give_score(case, round_id, child_id, value, reason=reason, higher=higher, by_pictures=True, quoted=quoted)
    session = case.desk.session
    session.flush()
    found = session.scalar(select(Score.id).where(Score.round_id == round_id, Score.person_id == child_id))
    assert found is not None
    return found


# ---- small things -------------------------------------------------------------------------------------------------


def _part(sheet: Row, part: str, *, on_path: bool = False) -> None:
    if part not in KINDS[sheet["kind"]].parts or (part == PATH) != on_path:
        raise ValueError(f"not a part of this sheet: {part}")


def _place(case: Case, sheet_id: str, before_id: str | None) -> float:
    there = items_of(case.rows, sheet_id)
    found = positions(there, before_id, 1)
    # No room between two neighbours is possible only after dozens of moves into one gap: the end is near enough.
    return found[0] if found else there[-1]["position"] + GAP
