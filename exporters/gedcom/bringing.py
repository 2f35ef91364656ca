"""A previewed family file brought into a case, person by person as chosen: one step, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exporters.gedcom.circles import closing
from exporters.gedcom.family_rows import TABLES, blank
from exporters.gedcom.importing import LEAVE, NEW, ImportPreview
from models import dates
from models.acts.places import GAP
from models.base import new_id
from models.casework import Case
from models.entities import WorkspaceChild
from models.errors import KnownError
from models.rows import Row
from models.secrets import squeeze

_NOT_MERGED = frozenset({"id", "ref", "note", "position", "pinned_x", "pinned_y"})
_SAID = {
    "name": "name", "known_as": "known as", "kind": "kind", "life": "life", "gender": "gender", "born": "born",
    "died": "died", "due": "due", "age_said": "age", "role": "role", "agency": "agency", "relation": "relation",
    "pronouns": "pronouns", "species": "kind of animal", "born_as": "born as",
}  # fmt: skip
"""Facts that may differ between the case and the file, as a note calls them."""


@dataclass(frozen=True)
class ImportSummary:
    """What came in: new people, people joined to those in the case, couples, child links, ties and homes."""

    new: int
    same: int
    left_out: int
    unions: int
    children: int
    ties: int
    homes: int


def bring_in(case: Case, preview: ImportPreview, choices: Mapping[str, str] | None = None) -> ImportSummary:
    """Bring the file's people in, each as chosen (nothing said: as suggested). One step; undo takes all back.

    Raises KnownError when the choices would make somebody their own ancestor, or the case cannot be written.
    """
    plan = _Plan(case, preview, dict(preview.choices()) | dict(choices or {}))
    new = len(plan.rows["person"])
    label = "Brought in one person" if new == 1 else f"Brought in {new} people"
    with case.edit(label if new else "Brought in a family file") as session:
        connection = session.connection()
        for name, table in TABLES.items():
            rows = [{**row, "case_id": case.id} for row in plan.rows[name]]
            if rows:
                connection.execute(table.insert(), rows)
            for key, values in plan.changes[name].items():
                connection.execute(table.update().where(table.c.id == key).values(**values))
        if plan.work:
            work = [{"id": new_id(), "case_id": case.id, **row} for row in plan.work]
            connection.execute(WorkspaceChild.__table__.insert(), work)  # type: ignore[attr-defined]
    return plan.summary()


class _Plan:
    """Every row to write, worked out before anything is."""

    def __init__(self, case: Case, preview: ImportPreview, choices: Mapping[str, str]) -> None:
        self._case = case
        self._file = preview.rows
        self._choices = choices
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.changes: dict[str, dict[str, Row]] = {name: {} for name in TABLES}
        self.work: list[Row] = []
        self._ids: dict[tuple[str, str], str] = {}
        self._same = 0
        self._homes()
        self._people()
        self._unions()
        self._children()
        self._check_circles()
        self._simple("tie", ("from_id", "to_id"), ("from_id", "to_id", "kind", "second_kind", "begun_on"))
        self._simple("household_member", ("person_id",), ("household_id", "person_id", "kind", "begun_on"))
        self._around()
        self._restrictions()

    def summary(self) -> ImportSummary:
        """What the plan writes."""
        count = {name: len(rows) for name, rows in self.rows.items()}
        people = len(self._file["person"])
        return ImportSummary(
            new=count["person"], same=self._same, left_out=people - count["person"] - self._same,
            unions=count["partnership"], children=count["child_link"], ties=count["tie"], homes=count["household"],
        )  # fmt: skip

    def _there(self, table: str) -> list[Row]:
        return list(self._case.rows.table(table).values())

    def _put(self, table: str, row: Row, **changed: object) -> None:
        key = new_id()
        self._ids[table, row["id"]] = key
        self.rows[table].append({**row, **changed, "id": key})

    def _person(self, key: str | None) -> str | None:
        return self._ids.get(("person", key)) if key else None

    # People

    def _people(self) -> None:
        there = self._case.rows.table("person")
        last = max((row["position"] for row in there.values()), default=0.0)
        for number, row in enumerate(self._file["person"], 1):
            choice = self._choices.get(row["id"], NEW)
            if choice == LEAVE:
                continue
            if choice != NEW:
                if choice not in there:
                    raise KnownError("Somebody chosen is no longer in the case. Nothing was brought in. Choose again.")
                self._same += 1
                self._ids["person", row["id"]] = choice
                self._merge(there[choice], row)
            elif there:
                self._put("person", row, position=last + number * GAP, pinned_x=None, pinned_y=None)
            else:
                self._put("person", row, position=row["position"] or number * GAP)
        self._work(there)

    def _merge(self, kept: Row, said: Row) -> None:
        """What the case does not know yet is filled in; where the two differ the note says what the file has."""
        changes = self.changes["person"].setdefault(kept["id"], {})
        plain, differing = blank("person"), []
        for column, value in said.items():
            now = changes.get(column, kept[column])
            if column in _NOT_MERGED or value in (None, "") or value == plain[column] or value == now:
                continue
            if now in (None, "") or now == plain[column]:
                changes[column] = value
            elif column in _SAID:
                differing.append(f"{_SAID[column]} {dates.written(str(value)).replace('_', ' ')}")
        lines = [said["note"]] if said["note"] else []
        lines += [f"The family file says: {'; '.join(differing)}."] if differing else []
        note = changes.get("note", kept["note"]) or ""
        for line in lines:
            if line not in note:
                note = f"{note}\n\n{line}" if note else line
                changes["note"] = note
        if not changes:
            del self.changes["person"][kept["id"]]

    def _work(self, there: Mapping[str, Row]) -> None:
        """Whom the work is about: taken over only where no work in the case is about anybody yet."""
        workspaces = sorted(self._there("workspace"), key=lambda row: (row["position"], row["id"]))
        if not workspaces or self._case.rows.table("workspace_child"):
            return
        titles = {row["title"]: row["id"] for row in reversed(workspaces)}
        for person, works in self._file.work.items():
            key = self._person(person)
            placed: set[str] = set()
            for work in works:
                where = str(titles.get(work.title, workspaces[0]["id"]))
                if key and where not in placed:
                    placed.add(where)
                    link = {"workspace_id": where, "person_id": key, "is_index": work.is_index}
                    self.work.append(link | {"position": float(len(self.work) + 1)})

    # Couples and children

    def _unions(self) -> None:
        self._children_of: dict[str, set[str]] = {}
        for link in self._file["child_link"]:
            if child := self._person(link["child_id"]):
                self._children_of.setdefault(link["partnership_id"], set()).add(child)
        with_children = self._children_of.keys()
        for row in self._file["partnership"]:
            first, second = self._person(row["first_id"]), self._person(row["second_id"])
            second = second if second != first else None
            left_out = sum(1 for column in ("first_id", "second_id") if row[column] and not self._person(row[column]))
            if not (first or second) and row["id"] not in with_children:
                continue
            if left_out and not (first and second) and row["id"] not in with_children:
                continue  # a couple of which only one comes in says nothing
            known = self._known_union(row, first, second)
            if known is None:
                self._put("partnership", row, first_id=first, second_id=second)
            else:
                self._ids["partnership", row["id"]] = known["id"]
                filled = {
                    column: row[column] for column in ("begun_on", "ended_on", "ended_by", "note")
                    if row[column] and not known[column]
                }  # fmt: skip
                if known["kind"] == "unknown" != row["kind"]:
                    filled["kind"] = row["kind"]
                if filled:
                    self.changes["partnership"][known["id"]] = filled

    def _known_union(self, row: Row, first: str | None, second: str | None) -> Row | None:
        """The couple in the case that this is: the same two, and nothing said against it."""
        pair = {first, second}
        children = self._children_of.get(row["id"], set())
        for known in self._there("partnership") if first or second else []:
            if {known["first_id"], known["second_id"]} != pair:
                continue
            if None in pair and not self._shares_child(known, children):
                continue
            same_kind = known["kind"] == row["kind"] or "unknown" in (known["kind"], row["kind"])
            if same_kind and (known["begun_on"] == row["begun_on"] or not (known["begun_on"] and row["begun_on"])):
                return known
        return None

    def _shares_child(self, known: Row, children: set[str]) -> bool:
        links = self._case.rows.where("child_link", partnership_id=known["id"])
        return (not children and not links) or any(link["child_id"] in children for link in links)

    def _children(self) -> None:
        there = {(row["child_id"], row["partnership_id"], row["kind"]) for row in self._there("child_link")}
        for row in self._file["child_link"]:
            child, union = self._person(row["child_id"]), self._ids.get(("partnership", row["partnership_id"]))
            if child and union and (child, union, row["kind"]) not in there:
                self._put("child_link", row, child_id=child, partnership_id=union)

    def _check_circles(self) -> None:
        couples = {row["id"]: row for row in [*self._there("partnership"), *self.rows["partnership"]]}
        edges = []
        for link in [*self._there("child_link"), *self.rows["child_link"]]:
            couple = couples[link["partnership_id"]]
            edges += [(link["child_id"], p) for p in (couple["first_id"], couple["second_id"]) if p]
        new = {link["child_id"] for link in self.rows["child_link"]}
        if any(child == parent for child, parent in edges) or (new and closing(edges)):
            raise KnownError(
                "Chosen like this, somebody would be their own ancestor. Nothing was brought in. "
                "Choose “new” for those who are not truly the same person."
            )

    # Homes, ties, and what must not be shown

    def _homes(self) -> None:
        for row in self._file["household"]:
            known = next((h for h in self._there("household") if _same_home(h, row)), None)
            if known is None:
                self._put("household", row)
                continue
            self._ids["household", row["id"]] = known["id"]
            columns = ("address", "distance", "note")
            if filled := {c: row[c] for c in columns if row[c] and not known[c]}:
                self.changes["household"][known["id"]] = filled

    def _simple(self, table: str, people: tuple[str, ...], same: tuple[str, ...]) -> None:
        """Rows that join people (and homes): brought in unless the case has the very same."""
        there = {tuple(row[column] for column in same) for row in self._there(table)}
        for row in self._file[table]:
            changed: Row = {column: self._person(row[column]) for column in people}
            if "household_id" in row:
                changed["household_id"] = self._ids.get(("household", row["household_id"]))
            if all(changed.values()) and tuple({**row, **changed}[column] for column in same) not in there:
                self._put(table, row, **changed)

    def _around(self) -> None:
        there = {(row["household_id"], row["person_id"], row["name"]) for row in self._there("ecomap_link")}
        for row in self._file["ecomap_link"]:
            home = self._ids.get(("household", row["household_id"]))
            person, member = self._person(row["person_id"]), self._person(row["member_id"])
            if home and (person or row["name"]) and (home, person, row["name"]) not in there:
                self._put("ecomap_link", row, household_id=home, person_id=person, member_id=member)

    def _restrictions(self) -> None:
        same = ("target_table", "target_id", "target_field", "reason", "values_json")
        there = {tuple(row[column] for column in same) for row in self._there("restriction")}
        for row in self._file["restriction"]:
            target = self._ids.get((row["target_table"], row["target_id"]))
            changed = {**row, "target_id": target}
            if target and tuple(changed[column] for column in same) not in there:
                self._put("restriction", row, target_id=target)


def _same_home(known: Row, row: Row) -> bool:
    addresses = {squeeze(home["address"]) for home in (known, row) if home["address"]}
    return squeeze(known["name"]) == squeeze(row["name"]) and len(addresses) < 2
