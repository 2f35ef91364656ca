"""Strands, scales and rounds of scoring; own wordings; pathway steps; versions of the map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from models import pathways
from models.acts.cards import add_card
from models.acts.checks import loaded, merge_key, only, row_of, trimmed
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import Card, MapVersion, PathwayPeriod, Round, Scale, Score, Strand, Wording, Workspace
from models.errors import KnownError
from models.projections import Projector
from models.views import to_plain


def add_strand(case: Case, workspace_id: str, name: str, *, with_scale: bool = True) -> str:
    """Open a strand, with an empty scale whose ends are the pathway's until the family writes its own."""
    strand_id = new_id()
    pathway = Projector(case.rows).current_pathway(workspace_id)
    today = case.desk.now().date().isoformat()
    last = max((s["position"] for s in case.rows.where("strand", workspace_id=workspace_id)), default=0.0)
    with case.edit("Opened a strand") as session:
        session.add(
            Strand(
                id=strand_id, case_id=case.id, workspace_id=workspace_id, name=name, pathway=pathway,
                position=last + GAP, opened_on=today,
            )
        )  # fmt: skip
        session.flush()
        if with_scale:
            session.add(
                Scale(case_id=case.id, workspace_id=workspace_id, strand_id=strand_id, pathway=pathway, opened_on=today)
            )
    return strand_id


def add_scale(case: Case, strand_id: str) -> str:
    """Give a strand the scale it has not got yet. Returns the scale's id."""
    row = case.rows.get("strand", strand_id)
    if row is None:
        raise KnownError("That strand is no longer there. Nothing was changed.")
    there = case.rows.where("scale", strand_id=strand_id)
    if there:
        return str(there[0]["id"])
    scale_id = new_id()
    today = case.desk.now().date().isoformat()
    with case.edit("Made a scale") as session:
        session.add(
            Scale(
                id=scale_id, case_id=case.id, workspace_id=row["workspace_id"], strand_id=strand_id,
                pathway=row["pathway"], opened_on=today,
            )
        )  # fmt: skip
    return scale_id


def set_strand(case: Case, strand_id: str, **fields: Any) -> None:
    """Rename, close (``closed_on``) or reorder (``position``) a strand."""
    _set(case, Strand, strand_id, {"name", "closed_on", "position"}, fields, "Changed a strand")


def set_scale(case: Case, scale_id: str, **fields: Any) -> None:
    """Write a scale's question or its ends (``zero_text``, ``ten_text``)."""
    _set(case, Scale, scale_id, {"question", "zero_text", "ten_text", "closed_on"}, fields, "Wrote the ends of a scale")


def _set(case: Case, model: type[Any], key: str, allowed: set[str], fields: dict[str, Any], label: str) -> None:
    only(fields, allowed)
    with case.edit(label, merge=merge_key(model.__tablename__, key, fields)) as session:
        row = loaded(session, model, key)
        for name, value in fields.items():
            setattr(row, name, value)


def delete_strand(case: Case, strand_id: str) -> None:
    """Delete a strand with its scale and scores; its cards stay on the map, untied."""
    with case.edit("Deleted a strand") as session:
        row = session.get(Strand, strand_id)
        if row is not None:
            session.delete(row)


def add_wording(
    case: Case, workspace_id: str, kind: str, text: str, *, person_id: str | None, strand_id: str | None = None
) -> str:
    """Keep somebody's own danger statement or goal (kind: danger, goal), word for word. Returns its id."""
    wording_id = new_id()
    last = max((w["position"] for w in case.rows.where("wording", workspace_id=workspace_id)), default=0.0)
    with case.edit("Kept somebody's own words") as session:
        session.add(
            Wording(
                id=wording_id, case_id=case.id, workspace_id=workspace_id, strand_id=strand_id, person_id=person_id,
                kind=kind, text=text, written_on=case.desk.now().date().isoformat(), position=last + GAP,
            )
        )  # fmt: skip
    return wording_id


def set_wording(case: Case, wording_id: str, **fields: Any) -> None:
    """Change an own wording: ``text``, ``person_id``, ``strand_id``, ``is_quotation``."""
    allowed = {"text", "person_id", "strand_id", "is_quotation"}
    _set(case, Wording, wording_id, allowed, fields, "Changed somebody's own words")


def delete_wording(case: Case, wording_id: str) -> None:
    """Take an own wording away (undo brings it back)."""
    with case.edit("Deleted somebody's own words") as session:
        row = session.get(Wording, wording_id)
        if row is not None:
            session.delete(row)


# Rounds


def start_round(
    case: Case, scale_id: str, person_ids: Sequence[str], *, held_on: str | None = None, occasion: str | None = None
) -> str:
    """Start a private round: everybody named is asked, nobody has answered. Returns the round's id."""
    scale = case.rows.get("scale", scale_id)
    if scale is None:
        raise KnownError("That scale is no longer there. Nothing was changed.")
    round_id = new_id()
    with case.edit("Started a round of scoring") as session:
        session.add(
            Round(
                id=round_id, case_id=case.id, workspace_id=scale["workspace_id"], scale_id=scale_id,
                held_on=held_on or case.desk.now().date().isoformat(), occasion=occasion,
            )
        )  # fmt: skip
        session.flush()
        for place, person_id in enumerate(person_ids):
            session.add(
                Score(
                    case_id=case.id, workspace_id=scale["workspace_id"], round_id=round_id, person_id=person_id,
                    state="not_asked", position=GAP * (place + 1),
                )
            )  # fmt: skip
    return round_id


def give_score(
    case: Case, round_id: str, person_id: str, value: int | None, *, reason: str = "", higher: str = "",
    by_pictures: bool = False, quoted: bool = True,
) -> None:  # fmt: skip
    """Seal somebody's answer. ``value`` None means they would rather not give a number.

    ``quoted``: reason and "one higher" were typed by the person, so they are kept as quotations.
    Raises ValueError for a value outside 0–10.
    """
    if value is not None and not 0 <= value <= 10:
        raise ValueError("a score is from 0 to 10")
    round_row = row_of(case, "round", round_id, "That round is no longer there")
    there = case.rows.where("score", round_id=round_id, person_id=person_id)
    # The label names nobody: the history list may be looked at before the reveal.
    with case.edit("Sealed an answer") as session:
        score = session.get(Score, there[0]["id"]) if there else None
        if score is None:
            place = len(case.rows.where("score", round_id=round_id)) + 1
            score = Score(
                case_id=case.id, workspace_id=round_row["workspace_id"], round_id=round_id, person_id=person_id,
                position=GAP * place,
            )  # fmt: skip
            session.add(score)
        score.state, score.value = ("skipped", None) if value is None else ("given", value)
        score.reason, score.reason_is_quotation = trimmed(reason), quoted and bool(reason.strip())
        score.higher, score.higher_is_quotation = trimmed(higher), quoted and bool(higher.strip())
        score.by_pictures = by_pictures


def reveal(case: Case, round_id: str) -> None:
    """Show everybody's answers at once."""
    with case.edit("Showed the scores together") as session:
        row = session.get(Round, round_id)
        if row is None:
            raise KnownError("That round is no longer there. Nothing was changed.")
        row.revealed_at = case.desk.now().isoformat()


def delete_round(case: Case, round_id: str) -> None:
    """Take a round away with its answers (undo brings it back)."""
    with case.edit("Deleted a round of scoring") as session:
        row = session.get(Round, round_id)
        if row is not None:
            session.delete(row)


def step_from_score(case: Case, score_id: str) -> str:
    """Make "what would make it one higher" a next step, for the one who said it. Returns the card's id."""
    score = case.rows.get("score", score_id)
    if score is None or not score["higher"]:
        raise KnownError("Nobody has said yet what would make it one higher. Nothing was changed.")
    there = case.rows.where("card", from_score_id=score_id)
    if there:
        return str(there[0]["id"])
    round_row = case.rows.table("round")[score["round_id"]]
    strand_id = case.rows.table("scale")[round_row["scale_id"]]["strand_id"]
    with case.edit("Made it a next step") as session:
        card_id = add_card(
            case, score["workspace_id"], "next_step", score["higher"], strand_id=strand_id,
            is_quotation=bool(score["higher_is_quotation"]), speaker_id=score["person_id"],
        )  # fmt: skip
        card = session.get(Card, card_id)
        assert card is not None
        card.from_score_id = score_id
    return card_id


# Pathways and versions


def step_to(case: Case, workspace_id: str, pathway: str, *, on: str | None = None, note: str | None = None) -> None:
    """Step up or down to another pathway from a day on. What was written before keeps its names and scale ends."""
    words = pathways.pathway(pathway)
    day = on or case.desk.now().date().isoformat()
    with case.edit(f"Stepped to {words.name}") as session:
        for row in case.rows.where("pathway_period", workspace_id=workspace_id):
            if not row["ended_on"]:
                period = session.get(PathwayPeriod, row["id"])
                assert period is not None
                period.ended_on = day
        session.add(PathwayPeriod(case_id=case.id, workspace_id=workspace_id, pathway=pathway, begun_on=day, note=note))


def keep_version(case: Case, workspace_id: str, label: str | None = None) -> str:
    """Keep the map whole as it is now, as a numbered version. Returns the version's id."""
    view = Projector(case.rows, case.desk.now().date()).map(workspace_id)
    last = max((v["number"] for v in case.rows.where("map_version", workspace_id=workspace_id)), default=0)
    version_id = new_id()
    with case.edit(f"Kept version {last + 1} of the map") as session:
        session.add(
            MapVersion(
                id=version_id, case_id=case.id, workspace_id=workspace_id, number=last + 1, pathway=view.pathway,
                made_on=case.desk.now().date().isoformat(), label=label,
                snapshot=json.dumps(to_plain(view), ensure_ascii=False),
            )
        )  # fmt: skip
    return version_id


def archive(case: Case, workspace_id: str, on: str | None) -> None:
    """Put a workspace away (``on``: the day), or take it out again (None)."""
    with case.edit("Archived" if on else "Took out of the archive") as session:
        row = session.get(Workspace, workspace_id)
        if row is None:
            raise KnownError("That piece of work is no longer there. Nothing was changed.")
        row.archived_on = on
