"""Views of a case, made from its rows: now, or as they stood at an earlier edit."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from models import dates, pathways
from models.rows import Row, Rows
from models.views import (
    CardView,
    ColumnView,
    Dispute,
    MapView,
    Mention,
    PartView,
    PersonView,
    Restricted,
    RoundView,
    ScaleView,
    ScoreView,
    StrandTag,
    StrandView,
    VersionView,
    WordingView,
    from_plain,
)

_TITLES = {"pc", "dr", "mr", "mrs", "ms", "miss", "aunty", "uncle", "auntie"}


def shown_name(row: Row) -> str:
    """What somebody is called on screen: the family's name for them, or the first name."""
    known = (row.get("known_as") or "").strip()
    if known:
        return known
    words = str(row["name"]).split()
    if not words or row["name"].startswith("("):
        return str(row["name"]) or "?"
    return " ".join(words[:2]) if words[0].lower().rstrip(".") in _TITLES and len(words) > 1 else words[0]


def initials(shown: str, full: str) -> str:
    """One or two letters for somebody's disc; a title ("PC Tate") gives way to the full name's letters."""
    words = re.findall(r"\w+", shown)
    if words and words[0].lower() in _TITLES:
        words = [w for w in re.findall(r"\w+", full) if w.lower() not in _TITLES] or words
    letters = [word[0].upper() for word in words]
    return "".join(letters if len(letters) <= 2 else [letters[0], letters[-1]]) or "?"


def date_for_ages(rows: Rows, today: dt.date) -> dt.date:
    """The day ages are told for: the case's reference day (example families), else today."""
    case = next(iter(rows.table("casefile").values()), {})
    return dates.as_date(case.get("reference_on")) or today


class Projector:
    """Makes the views of one state of a case. Cheap to make; keeps what it has built while it lives."""

    def __init__(self, rows: Rows, today: dt.date | None = None) -> None:
        self.rows = rows
        self.today = date_for_ages(rows, today or dt.date.today())

    # People

    @cached_property
    def people(self) -> dict[str, PersonView]:
        """Everybody in the case, by id."""
        raw = self.rows.table("person")
        shown = {key: shown_name(row) for key, row in raw.items()}
        twice = {name for name, count in Counter(shown.values()).items() if count > 1}
        return {
            key: self._person(row, row["name"] if shown[key] in twice and row["name"] else shown[key])
            for key, row in raw.items()
        }

    @cached_property
    def _children(self) -> set[str]:
        return {row["person_id"] for row in self.rows.table("workspace_child").values()}

    @cached_property
    def _homes(self) -> dict[str, str]:
        homes = self.rows.table("household")
        members = [m for m in self.rows.table("household_member").values() if not m["ended_on"]]
        members.sort(key=lambda m: m["kind"] == "sleeps", reverse=True)
        return {m["person_id"]: homes[m["household_id"]]["name"] for m in members if m["household_id"] in homes}

    def _person(self, row: Row, shown: str) -> PersonView:
        alive = row["life"] in ("alive", "unknown")
        return PersonView(
            id=row["id"],
            name=shown,
            full_name=row["name"],
            initials=initials(shown, row["name"]),
            kind=row["kind"],
            is_child=row["id"] in self._children,
            life=row["life"],
            gender=row["gender"],
            age=(dates.age(row["born"], self.today) or row["age_said"] or "") if alive else "",
            born=row["born"],
            role=row["role"],
            agency=row["agency"],
            relation=row["relation"],
            pronouns=row["pronouns"],
            household=self._homes.get(row["id"]),
            restricted=("person", row["id"]) in self.restrictions,
        )

    @cached_property
    def restrictions(self) -> dict[tuple[str, str], Restricted]:
        """What is restricted as a whole row, by (table, id)."""
        return {
            (row["target_table"], row["target_id"]): Restricted(
                row["reason"], row["not_for"], row["public_name"], row["review_on"]
            )
            for row in self.rows.table("restriction").values()
            if row["target_table"] and row["target_id"] and not row["target_field"]
        }

    # Cards

    @cached_property
    def _card_people(self) -> dict[str, dict[str, list[Row]]]:
        """Card id → role → rows in their order."""
        found: dict[str, dict[str, list[Row]]] = {}
        for row in sorted(self.rows.table("card_person").values(), key=lambda r: (r["position"], r["id"])):
            found.setdefault(row["card_id"], {}).setdefault(row["role"], []).append(row)
        return found

    @cached_property
    def _different_views(self) -> dict[str, list[Row]]:
        return self.rows.grouped("different_view", "card_id")

    @cached_property
    def strand_tags(self) -> dict[str, StrandTag]:
        """Every strand's number (within its workspace) and name, by id. Closed strands keep the number they had."""
        tags = {}
        for group in self.rows.grouped("strand", "workspace_id").values():
            running, closed = 0, 0
            for row in sorted(group, key=lambda r: (r["position"], r["id"])):
                if row["closed_on"]:
                    closed += 1
                    tags[row["id"]] = StrandTag(row["id"], closed, row["name"])
                else:
                    running += 1
                    tags[row["id"]] = StrandTag(row["id"], running, row["name"])
        return tags

    def _mentions(self, rows: Sequence[Row]) -> tuple[Mention, ...]:
        return tuple(Mention(r["id"], self.people.get(r["person_id"] or ""), r["words"]) for r in rows)

    def card(self, row: Row) -> CardView:
        """One card's view, from its row."""
        views = sorted(self._different_views.get(row["id"], []), key=lambda r: (r["position"], r["id"]))
        by_role = {role: self._mentions(rows) for role, rows in self._card_people.get(row["id"], {}).items()}
        acted, seen_by = by_role.get("acted", ()), by_role.get("seen_by", ())
        speaker = next((m.person for m in by_role.get("speaker", ()) if m.person), None)
        danger = self.strand_tags.get(row["danger_id"] or "")
        missing = safety_facts_missing(row, acted, seen_by) if row["part"] == "safety" else ()
        return CardView(
            **{name: row[name] for name in (
                "id", "part", "pathway", "text", "title", "state", "position", "occurred", "occurred_until",
                "how_long", "due_on", "done_on", "note", "written_on", "closed_on", "from_score_id",
            )},
            is_quotation=bool(row["is_quotation"]),
            strand=self.strand_tags.get(row["strand_id"] or ""),
            danger=danger,
            when=dates.span(row["occurred"], row["occurred_until"]),
            speaker=speaker,
            sources=by_role.get("source", ()),
            seen_by=seen_by,
            acted=acted,
            about=by_role.get("about", ()),
            worried=by_role.get("worried", ()),
            responsible=by_role.get("responsible", ()),
            agreed=by_role.get("agreed", ()),
            disputes=tuple(
                Dispute(
                    v["id"], self.people.get(v["person_id"] or ""), v["words"], bool(v["is_quotation"]), v["said_on"]
                )
                for v in views
            ),
            missing=missing,
            restricted=self.restrictions.get(("card", row["id"])),
        )  # fmt: skip

    # Scales and strands

    @cached_property
    def _scores(self) -> dict[str, list[Row]]:
        return self.rows.grouped("score", "round_id")

    def scale(self, row: Row) -> ScaleView:
        """One scale with its rounds, from its row."""
        words = pathways.pathway(row["pathway"]).scale
        rounds = sorted(self.rows.where("round", scale_id=row["id"]), key=lambda r: (r["held_on"], r["id"]))
        return ScaleView(
            id=row["id"],
            strand_id=row["strand_id"],
            pathway=row["pathway"],
            name=words.name,
            question=row["question"] or words.question,
            zero_text=row["zero_text"] or words.zero,
            ten_text=row["ten_text"] or words.ten,
            rounds=tuple(self.round(r) for r in rounds),
            opened_on=row["opened_on"],
            closed_on=row["closed_on"],
        )

    def round(self, row: Row) -> RoundView:
        """One round; before the reveal it tells who has answered, and no number."""
        revealed = bool(row["revealed_at"])
        scores = sorted(self._scores.get(row["id"], []), key=lambda r: (r["position"], r["id"]))
        return RoundView(
            id=row["id"],
            held_on=row["held_on"],
            when=dates.written(row["held_on"]),
            occasion=row["occasion"],
            revealed=revealed,
            scores=tuple(self._score(s, row["held_on"], revealed) for s in scores if s["person_id"] in self.people),
        )

    def _score(self, row: Row, held_on: str, revealed: bool) -> ScoreView:
        person = self.people[row["person_id"]]
        then = dates.as_date(held_on)
        sealed: Row = {} if revealed else dict.fromkeys(("value", "reason", "higher"))
        shown = row | sealed
        return ScoreView(
            id=row["id"],
            person=person,
            state=row["state"],
            value=shown["value"],
            reason=shown["reason"],
            reason_is_quotation=bool(row["reason_is_quotation"]),
            higher=shown["higher"],
            higher_is_quotation=bool(row["higher_is_quotation"]),
            by_pictures=bool(row["by_pictures"]),
            age_then=dates.age(person.born, then) if person.is_child and then else "",
        )

    def strands(self, workspace_id: str, *, include_closed: bool = True) -> tuple[StrandView, ...]:
        """A workspace's strands: the running ones first, each with its danger, goals, scale and own wordings."""
        found = self.rows.where("strand", workspace_id=workspace_id)
        found = [row for row in found if include_closed or not row["closed_on"]]
        found.sort(key=lambda row: (bool(row["closed_on"]), row["position"], row["id"]))
        return tuple(self.strand(row) for row in found)

    def strand(self, row: Row) -> StrandView:
        """One strand, from its row. Retired and draft cards are not its statements."""
        cards = [c for c in self.rows.where("card", strand_id=row["id"]) if c["state"] != "draft"]
        if not row["closed_on"]:
            cards = [c for c in cards if not c["closed_on"]]
        cards.sort(key=lambda c: (c["position"], c["id"]))
        dangers = tuple(self.card(c) for c in cards if c["part"] == "danger")
        goals = tuple(self.card(c) for c in cards if c["part"] == "goal")
        scales = self.rows.where("scale", strand_id=row["id"])
        parts = {"danger": dangers, "goal": goals, "scale": scales}
        return StrandView(
            id=row["id"],
            number=self.strand_tags[row["id"]].number,
            name=row["name"],
            pathway=row["pathway"],
            dangers=dangers,
            goals=goals,
            scale=self.scale(scales[0]) if scales else None,
            wordings=self.wordings(row["workspace_id"], row["id"]),
            opened_on=row["opened_on"],
            closed_on=row["closed_on"],
            gaps=tuple(name for name, there in parts.items() if not there),
        )

    def wordings(self, workspace_id: str, strand_id: str | None = None) -> tuple[WordingView, ...]:
        """People's own statements: of one strand, or (no strand given) those not yet tied to any."""
        found = self.rows.where("wording", workspace_id=workspace_id, strand_id=strand_id)
        found.sort(key=lambda r: (r["written_on"] or "", r["position"], r["id"]))
        return tuple(
            WordingView(
                r["id"], r["kind"], self.people.get(r["person_id"] or ""), r["text"], bool(r["is_quotation"]),
                r["written_on"], r["strand_id"],
            )
            for r in found
        )  # fmt: skip

    # The map

    def current_pathway(self, workspace_id: str) -> str:
        """The pathway a workspace is on: the open period, else the newest."""
        period = self._current_period(workspace_id)
        return str(period["pathway"]) if period else "safety"

    def current_worker(self, workspace_id: str) -> PersonView | None:
        """Who leads the work now, where that is written down."""
        period = self._current_period(workspace_id)
        return self.people.get(period["worker_id"] or "") if period else None

    def _current_period(self, workspace_id: str) -> Row | None:
        periods = self.rows.where("pathway_period", workspace_id=workspace_id)
        return max(periods, key=lambda p: (not p["ended_on"], p["begun_on"] or "", p["id"]), default=None)

    def children(self, workspace_id: str) -> tuple[PersonView, ...]:
        """The children a workspace is about, eldest first where births are known."""
        links = self.rows.where("workspace_child", workspace_id=workspace_id)
        links.sort(key=lambda link: (link["position"], link["id"]))
        return tuple(self.people[link["person_id"]] for link in links if link["person_id"] in self.people)

    def map(self, workspace_id: str, *, on: str | None = None) -> MapView:
        """The map as this state of the rows has it; with ``on`` (a date), by the days cards were written and closed."""
        workspace = self.rows.table("workspace")[workspace_id]
        case = next(iter(self.rows.table("casefile").values()))
        pathway = pathways.pathway(self._pathway_on(workspace_id, on))
        cards: dict[str, list[Row]] = {}
        for row in self.rows.where("card", workspace_id=workspace_id):
            if _stands(row, on):
                cards.setdefault(row["part"], []).append(row)
        for group in cards.values():
            group.sort(key=lambda r: (r["position"], r["id"]))
        return MapView(
            case_id=case["id"],
            case_name=case["name"],
            case_number=case["number"],
            workspace_id=workspace_id,
            title=workspace["title"],
            pathway=pathway.key,
            pathway_name=pathway.name,
            as_at=on or self.today.isoformat(),
            children=self.children(workspace_id),
            columns=tuple(
                ColumnView(
                    column.key,
                    column.title,
                    column.icon,
                    tuple(
                        PartView(
                            key, pathway.parts[key].title, pathway.parts[key].one,
                            tuple(self.card(row) for row in cards.get(key, [])),
                        )
                        for key in column.parts
                    ),
                )
                for column in pathways.columns()
            ),
            strands=self.strands(workspace_id),
            wordings=self.wordings(workspace_id),
        )  # fmt: skip

    def _pathway_on(self, workspace_id: str, on: str | None) -> str:
        if on is not None:
            for period in self.rows.where("pathway_period", workspace_id=workspace_id):
                if (period["begun_on"] or "") <= on and (not period["ended_on"] or on <= period["ended_on"]):
                    return str(period["pathway"])
        return self.current_pathway(workspace_id)

    def versions(self, workspace_id: str) -> tuple[VersionView, ...]:
        """Kept versions of the map, newest first."""
        found = self.rows.where("map_version", workspace_id=workspace_id)
        found.sort(key=lambda r: (r["made_on"], r["number"]), reverse=True)
        return tuple(VersionView(r["id"], r["number"], r["made_on"], r["label"], r["pathway"]) for r in found)

    def version(self, version_id: str) -> MapView:
        """A kept version, whole: its snapshot, or (imported without one) the cards that stood on its day."""
        row = self.rows.table("map_version")[version_id]
        kept = (
            from_plain(MapView, json.loads(row["snapshot"]))
            if row["snapshot"]
            else self.map(row["workspace_id"], on=row["made_on"])
        )
        return replace(kept, version=row["number"], label=row["label"], as_at=row["made_on"], is_past=True)


def _stands(row: Row, on: str | None) -> bool:
    """Whether a card stands on the map now, or stood on a day (cards of no known day count as always there)."""
    if on is None:
        return not row["closed_on"]
    return (row["written_on"] or "") <= on and (not row["closed_on"] or on <= row["closed_on"])


def safety_facts_missing(row: Row, acted: Sequence[object], seen_by: Sequence[object]) -> tuple[str, ...]:
    """Which of the four facts existing safety needs are not there: when, acted, danger, seen_by."""
    there = {"when": row["occurred"], "acted": acted, "danger": row["danger_id"], "seen_by": seen_by}
    return tuple(name for name, fact in there.items() if not fact)
