"""Bundles that nobody thought of: generated cases go round, mutated files never crash and never change the vault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from exporters import bundle as bundles
from exporters.bundle_format import FORMAT, MAX_WHOLE, POINTING, SCHEMA, TABLES, Field, fields
from models.casework import Desk
from models.entities import CASE_TABLES
from models.errors import KnownError
from models.keyslots import KdfCost
from models.projections import Projector
from models.readers import FAMILY, map_for
from models.vault import Vault
from resources.files import read_bytes

ALWAYS = {"casefile": 1, "workspace": 1}
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "O'Brien \"Nan\"", "\u202eرابعہ\u2069", "a\r\nb\tc", "\ue000\ue001", "e\u0301",
     "\U0001f468\u200d\U0001f469", "\\", "null"]
)  # fmt: skip


@pytest.fixture(scope="module")
def open_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One vault for all generated cases: they come in beside each other."""
    path = tmp_path_factory.mktemp("generated") / "all.sofs"
    vault, _code = Vault.create(path, "one kitchen table more", cost=KdfCost.LIGHT)
    desk = Desk(vault)
    yield desk
    desk.close()
    vault.close()


def _plain(field: Field) -> st.SearchStrategy[Any]:
    if field.choices:
        values: st.SearchStrategy[Any] = st.sampled_from(field.choices)
    elif field.name == "values_json":
        values = st.lists(WORDS, max_size=3).map(json.dumps)
    elif field.kind == "yes_no":
        values = st.booleans()
    elif field.kind == "whole":
        values = st.integers(0, 10) if field.zero_to_ten else st.integers(-MAX_WHOLE, MAX_WHOLE)
    elif field.kind == "number":
        values = st.floats(-1e15, 1e15)
    else:
        values = WORDS
    return st.none() | values if field.nullable else values


@cache
def _row_of(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """Every column of a table but its ids."""
    skipped = ("snapshot", "target_table", "target_id")
    plain = {n: _plain(f) for n, f in fields(table).items() if not f.is_id and n not in skipped}
    return st.fixed_dictionaries(plain)


@st.composite
def generated(draw: st.DrawFn) -> dict[str, Any]:
    """A document with rows in some tables, pointing at each other wherever they may."""
    chosen = draw(st.sets(st.sampled_from([n for n in TABLES if n not in ALWAYS]), max_size=8))
    document: dict[str, list[dict[str, Any]]] = {}
    for name in TABLES:
        columns = fields(name)
        points = {n: f for n, f in columns.items() if f.points_to and n != "case_id"}
        # A row that must point at something draws that table in.
        able = all(document.get(f.points_to or "") or f.nullable or f.points_to == name for f in points.values())
        count = ALWAYS.get(name, draw(st.integers(1, 3)) if name in chosen and able else 0)
        for number in range(count):
            row = {"id": f"{name}-{number}", **draw(_row_of(name))}
            for column, field in points.items():
                there = [r["id"] for r in document.get(field.points_to or "", [])]
                options = [None, *there] if field.nullable else there
                row[column] = draw(st.sampled_from(options))
            if "target_table" in columns and not columns["target_table"].nullable:
                table = draw(st.sampled_from(sorted(document)))
                row |= {"target_table": table, "target_id": draw(st.sampled_from(document[table]))["id"]}
            document.setdefault(name, []).append(row)
    return {"format": FORMAT, "schema": SCHEMA, "tables": document}


def _names(row: dict[str, Any], table: str, renamed: dict[str, str]) -> dict[str, Any]:
    pointing = {"target_id"} if table in POINTING else set()
    return {n: renamed.get(row[n], row[n]) if f.is_id or n in pointing else row[n] for n, f in fields(table).items()}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=generated())
def test_any_case_goes_round_without_a_difference(open_desk: Desk, document: dict[str, Any]) -> None:
    first = bundles.read_bundle(json.dumps(document).encode())
    case = open_desk.open_case(bundles.import_bundle(open_desk, first))
    out = bundles.write_bundle(case, sealed=True)  # an open file goes without what is held in silence
    back = bundles.read_bundle(out)
    renamed = {
        old["id"]: new["id"]
        for name, rows in first.tables.items()
        for old, new in zip(rows, back.tables[name], strict=True)
    }
    for name, rows in first.tables.items():
        assert back.tables[name] == [_names(row, name, renamed) for row in rows]
    _show(open_desk, case.id)
    copy = bundles.import_bundle(open_desk, back, as_copy=True)
    again = bundles.read_bundle(bundles.write_bundle(open_desk.open_case(copy), sealed=True))
    assert {n: len(r) for n, r in again.tables.items()} == {n: len(r) for n, r in first.tables.items()}
    open_desk.forget(case.id)
    open_desk.forget(copy)


# Mutated files


@dataclass(frozen=True)
class Held:
    """What a vault holds."""

    rows: tuple[int, ...]


def held(desk: Desk) -> Held:
    with desk.reading() as connection:
        names = [*(m.__tablename__ for m in CASE_TABLES), "edit", "change", "search_entry"]
        counts = tuple(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names)
    return Held(counts)


def _tried(desk: Desk, data: bytes) -> bool:
    """Read and bring in; True when it came in. Anything but a KnownError fails the test."""
    try:
        bundle = bundles.read_bundle(data)  # is not given the vault
    except KnownError as error:
        assert str(error).count("\n") == 0
        return False
    before = held(desk)
    try:
        case_id = bundles.import_bundle(desk, bundle)
    except KnownError as error:
        assert held(desk) == before and str(error).count("\n") == 0
        return False
    assert held(desk) != before, "the control: what comes in is counted"
    _show(desk, case_id)
    desk.forget(case_id)
    return True


def _show(desk: Desk, case_id: str) -> None:
    """What came in can be written out and looked at."""
    case = desk.open_case(case_id)
    bundles.write_bundle(case)
    projector = Projector(case.rows)
    for workspace_id in case.rows.table("workspace"):
        projector.map(workspace_id)
        map_for(projector, workspace_id, FAMILY)
        for version in projector.versions(workspace_id):
            projector.version(version.id)


@cache
def _small() -> bytes:
    """An example cut to a few rows of most tables, so that a mutation hits something that matters."""
    document = json.loads(read_bytes("examples", "harlow_pryce.json"))
    tables = document["tables"]
    keep = ("casefile", "workspace", "strand", "scale", "pathway_period", "workspace_child", "map_version")
    small = {name: rows for name, rows in tables.items() if name in keep}
    small["person"] = tables["person"][:5] + tables["person"][20:21]
    there = {row["id"] for rows in small.values() for row in rows}
    small["card"] = tables["card"][:4]
    there |= {row["id"] for row in small["card"]}
    small["card_person"] = [r for r in tables["card_person"] if {r["card_id"], r.get("person_id", "A01")} <= there]
    small["restriction"] = tables["restriction"][:2]
    small["tie"] = [r for r in tables["tie"] if {r["from_id"], r["to_id"]} <= there]
    return json.dumps(document | {"tables": small}).encode()


def test_the_small_file_itself_comes_in(open_desk: Desk) -> None:
    assert _tried(open_desk, _small())


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(cut=st.integers(0, len(_small()) - 1))
def test_a_file_cut_short_anywhere(open_desk: Desk, cut: int) -> None:
    assert not _tried(open_desk, _small()[:cut])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(places=st.lists(st.tuples(st.integers(0, len(_small()) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_file_with_changed_bytes(open_desk: Desk, places: list[tuple[int, int]]) -> None:
    data = bytearray(_small())
    for place, byte in places:
        data[place] = byte
    _tried(open_desk, bytes(data))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["A01", "A-S1", "danger"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), value=ANYTHING)
def test_a_file_with_a_strange_value_somewhere(open_desk: Desk, data: st.DataObject, value: Any) -> None:
    document = json.loads(_small())
    name = data.draw(st.sampled_from(sorted(document["tables"])))
    place = data.draw(st.integers(0, len(document["tables"][name]) - 1))
    column = data.draw(st.sampled_from(sorted(fields(name))))
    document["tables"][name][place][column] = value
    _tried(open_desk, json.dumps(document).encode())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=ANYTHING)
def test_json_that_is_no_bundle(open_desk: Desk, document: Any) -> None:
    assert not _tried(open_desk, json.dumps(document).encode())
    assert not _tried(open_desk, json.dumps({"format": FORMAT, "schema": SCHEMA, "tables": document}).encode())
