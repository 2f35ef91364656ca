"""The shipped example families as facts that can be compared with what the families said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from exporters.bundle import example_bundles

Row = dict[str, Any]


@dataclass
class Facts:
    """A family's rows, with people by the name the family uses."""

    tables: dict[str, list[Row]]
    _names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = {p["id"]: p["known_as"] or p["name"] for p in self.tables["person"]}
        assert len(set(self._names.values())) == len(self._names)

    def name(self, person_id: str | None) -> str:
        return self._names[person_id] if person_id else "-"

    def rows(self, table: str, **equals: Any) -> list[Row]:
        found = [r for r in self.tables[table] if all(r[k] == v for k, v in equals.items())]
        return sorted(found, key=lambda r: r.get("position") or 0) if found and "position" in found[0] else found

    def one(self, table: str, **equals: Any) -> Row:
        (row,) = self.rows(table, **equals)
        return row

    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.tables.items() if rows}

    def scale(self, ref: str) -> tuple[list[str], dict[str, str]]:
        """(dates, {name: the scores in their order, "-" where not asked}) of a scale."""
        rounds = sorted(self.rows("round", scale_id=self.one("scale", ref=ref)["id"]), key=lambda r: r["held_on"])
        said: dict[str, list[str]] = {}
        for held in rounds:
            assert held["revealed_at"]
            for score in self.rows("score", round_id=held["id"]):
                there = score["state"] == "given"
                assert there == (score["value"] is not None) and score["state"] in ("given", "not_asked")
                said.setdefault(self.name(score["person_id"]), []).append(str(score["value"]) if there else "-")
        return [r["held_on"] for r in rounds], {name: " ".join(values) for name, values in said.items()}

    def reasons(self) -> set[tuple[str, str, str, int | None, str, bool, str, bool]]:
        scales = {s["id"]: s["ref"] for s in self.tables["scale"]}
        rounds = {r["id"]: (r["held_on"], scales[r["scale_id"]]) for r in self.tables["round"]}
        return {
            (*rounds[s["round_id"]], self.name(s["person_id"]), s["value"], s["reason"], s["reason_is_quotation"],
             s["higher"], s["higher_is_quotation"])
            for s in self.tables["score"] if s["reason"] or s["higher"]
        }  # fmt: skip

    def cards(self, workspace: str, part: str, **equals: Any) -> list[Row]:
        workspace_id = self.one("workspace", ref=workspace)["id"]
        return self.rows("card", workspace_id=workspace_id, part=part, **equals)

    def with_card(self, card: Row, role: str) -> list[str]:
        found = self.rows("card_person", card_id=card["id"], role=role)
        return [p["words"] or self.name(p["person_id"]) for p in found]

    def views(self, card: Row) -> list[tuple[str, str, bool]]:
        found = self.rows("different_view", card_id=card["id"])
        return [(self.name(v["person_id"]), v["words"], v["is_quotation"]) for v in found]

    def strand_of(self, row: Row, column: str = "strand_id") -> str:
        return str(self.one("strand", id=row[column])["name"])

    def rings(self, title: str, on: str) -> tuple[set[str], set[str], set[str]]:
        """Who stood in the inner, middle and outer ring on a day, worked out from the dated moves."""
        circle = self.one("safety_circle", title=title)["id"]
        stands: dict[str, str] = {}
        for move in sorted(self.rows("circle_move", circle_id=circle), key=lambda m: m["moved_on"]):
            if move["moved_on"] <= on:
                stands[self.name(move["person_id"])] = move["ring"]
        inner, middle, outer = ({n for n, r in stands.items() if r == ring} for ring in ("inner", "middle", "outer"))
        return inner, middle, outer

    def matrix(self, ref: str) -> list[tuple[str, str, str, str]]:
        """Rows of (heading, first, worst, recent); a cell that holds no words is its state in capitals."""
        matrix = self.one("harm_matrix", ref=ref)["id"]
        lines: dict[float, tuple[str, dict[str, str]]] = {}
        for cell in self.rows("matrix_cell", matrix_id=matrix):
            who = cell["child_words"] or (self.name(cell["child_id"]) if cell["child_id"] else "")
            state = "" if cell["state"] == "said" else cell["state"].upper()
            heading = f"{cell['row_key']} {who}".strip()
            words = " ".join(part for part in (state, cell["text"]) if part)
            lines.setdefault(cell["position"], (heading, {}))[1][cell["column_key"]] = words
        return [(head, c["first"], c["worst"], c["recent"]) for _, (head, c) in sorted(lines.items())]

    def union(self, one: str, other: str) -> tuple[str, str | None, str | None, str | None, list[str]]:
        """(kind, from, to, how it ended, children in their order) of two partners, named in either order."""
        for row in self.tables["partnership"]:
            if {self.name(row["first_id"]), self.name(row["second_id"])} == {one, other}:
                children = [self.name(c["child_id"]) for c in self.rows("child_link", partnership_id=row["id"])]
                return row["kind"], row["begun_on"], row["ended_on"], row["ended_by"], children
        raise AssertionError((one, other))

    def ties(self) -> set[tuple[str | None, ...]]:
        return {
            (self.name(t["from_id"]), self.name(t["to_id"]), t["kind"], t["second_kind"],
             "directed" if t["directed"] else "", t["begun_on"], t["repaired_on"], t["note"])
            for t in self.tables["tie"]
        }  # fmt: skip

    def sheet(self, child: str, kind: str) -> dict[str, list[str]]:
        """What stands in each part of a child's sheet; the path as "value on day"."""
        sheet = next(s for s in self.rows("child_sheet", kind=kind) if self.name(s["child_id"]) == child)
        parts: dict[str, list[str]] = {}
        for item in self.rows("sheet_item", sheet_id=sheet["id"]):
            words = f'"{item["text"]}"' if item["is_quotation"] else item["text"]
            parts.setdefault(item["part"], []).append(f"{item['value']} {item['on']}" if item["value"] else words)
        return parts

    @staticmethod
    def cells(typed: str) -> list[list[str]]:
        """The cells of a table typed as lines with "|" between cells."""
        return [[cell.strip() for cell in line.split("|")] for line in typed.strip().splitlines()]

    def drop(self, table: str, place: int) -> Facts:
        """The same family with one row missing."""
        rows = self.tables[table]
        return Facts(self.tables | {table: rows[:place] + rows[place + 1 :]})


@pytest.fixture(scope="session")
def harlow() -> Facts:
    return _family("WEX-A-0417")


@pytest.fixture(scope="session")
def doyle() -> Facts:
    return _family("WEX-B-0932")


def _family(number: str) -> Facts:
    """A family as the app brings it in, pictures and all."""
    return Facts(next(bundle.tables for bundle in example_bundles() if bundle.case["number"] == number))
