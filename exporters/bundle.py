"""The case bundle: one family's whole case as one documented JSON file, in and out.

Generic and lossless over the tables: what goes out comes back the same, apart from ids that had to be made new.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from exporters.bundle_format import FORMAT, MAX_BYTES, POINTING, SCHEMA, TABLES, fields
from exporters.bundle_reading import Bundle, read_bundle
from exporters.example_pictures import with_pictures
from models.audits import AUDIT, SILENT, WHO
from models.base import new_id
from models.casework import Case, Desk
from models.errors import KnownError
from models.photos import Photo, keep_photo, load_photos
from models.rows import Row
from resources.files import read_bytes

__all__ = ["Bundle", "example_bundles", "import_bundle", "load_examples", "open_bundle", "read_bundle", "write_bundle"]

EXAMPLES = ("harlow_pryce.json", "doyle_rahman.json")
_OWN_ID = re.compile(r"[0-9a-f]{32}")
_AT_ONCE = 500


def open_bundle(path: Path) -> Bundle:
    """Read and check a bundle file. Raises KnownError; the sentence never names what stands in the file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        raise KnownError("This file could not be opened. Nothing was changed. Check its name and place.") from None
    return read_bundle(data)


# Into a vault


def import_bundle(desk: Desk, bundle: Bundle, *, as_copy: bool = False) -> str:
    """Bring a case into the vault, whole or not at all; returns its id there.

    Ids that are not ours (32 hexadecimal digits), or that the vault already has, are made new. A case that is already
    there raises KnownError unless it is to come in as a copy.
    """
    with desk.reading() as connection:
        taken = _taken(connection, bundle)
    if bundle.case["id"] in taken and not as_copy:
        raise KnownError(
            "This case is already in the vault. Nothing was changed. Bring it in as a copy if you want it twice."
        )
    new_ids = {
        old: new_id() if as_copy or old in taken or not _OWN_ID.fullmatch(old) else old
        for ids in bundle.ids.values()
        for old in ids
    }
    case_id = new_ids[bundle.case["id"]]
    with desk.beginning(case_id, "Brought the case in") as session:
        connection = session.connection()
        # A row may point at a later row of its own table; checked when the edit is committed.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for name, rows in bundle.tables.items():
            if rows:
                connection.execute(TABLES[name].insert(), [_renamed(name, row, new_ids) for row in rows])
        for photo in bundle.pictures:
            keep_photo(case_id, session, photo)
    return case_id


def _taken(connection: Connection, bundle: Bundle) -> set[str]:
    """Ids of the bundle that the vault already has."""
    found: set[str] = set()
    for name, ids in bundle.ids.items():
        column = TABLES[name].c.id
        for some in _in_chunks(sorted(ids)):
            found.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def _in_chunks(items: list[str]) -> Iterator[list[str]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _renamed(table: str, row: Row, new_ids: dict[str, str]) -> Row:
    done = {
        name: new_ids[row[name]] if field.is_id and row[name] else row[name] for name, field in fields(table).items()
    }
    if table in POINTING and row["target_id"]:
        done["target_id"] = new_ids[row["target_id"]]
    if table == "restriction" and row["ref"] in new_ids:  # the second row of a restriction names the first
        done["ref"] = new_ids[row["ref"]]
    if table == "map_version" and row["snapshot"]:
        kept = json.loads(row["snapshot"])
        renamed = _with_new_ids(kept, new_ids)
        if renamed != kept:
            done["snapshot"] = json.dumps(renamed, ensure_ascii=False)
    return done


def _with_new_ids(data: Any, new_ids: dict[str, str]) -> Any:
    """A kept map with the rows' new ids: only what stands under "id" or "…_id" is an id."""
    if isinstance(data, list):
        return [_with_new_ids(item, new_ids) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: new_ids.get(value, value)
        if isinstance(value, str) and (key == "id" or key.endswith("_id"))
        else _with_new_ids(value, new_ids)
        for key, value in data.items()
    }


# Out of a vault


def write_bundle(case: Case, *, sealed: bool = False) -> bytes:
    """The whole case as a bundle (UTF-8 JSON, one row a line, in the order rows were written).

    It holds everything, restricted facts too: it is for another vault, never for a reader. What was written in silence
    and is not shown yet goes along only where the bundle will be ``sealed``: anybody can read through an open file.
    """
    head = {"format": FORMAT, "schema": SCHEMA, "made_by": made_by(), "made_on": case.desk.now().date().isoformat()}
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    with case.desk.reading() as connection:
        tables = {name: _rows_of(connection, name, case.id) for name in TABLES}
    if not sealed:
        _keep_silence(tables)
    pictures = load_photos(case, {row["blob"] for row in tables["scene_item"] if row["blob"]})
    _drop_vanished_targets(tables)
    one_workspace = len(tables["workspace"]) == 1
    blocks = []
    for name, rows in tables.items():
        if rows:
            body = ",\n".join(f"      {_line(name, row, one_workspace)}" for row in rows)
            blocks.append(f"    {json.dumps(name)}: [\n{body}\n    ]")
    end = (
        ["  },", '  "pictures": [', ",\n".join(map(_picture_line, pictures)), "  ]", "}"] if pictures else ["  }", "}"]
    )
    data = "\n".join(["{", *lines, '  "tables": {', ",\n".join(blocks), *end, ""]).encode("utf-8")
    if len(data) > MAX_BYTES:
        raise KnownError(
            "This case holds too many photographs for one file. Nothing was written; the case is safe in the vault. "
            "Take out photographs that are not needed and try again."
        )
    return data


def _picture_line(photo: Photo) -> str:
    said = {"key": photo.key, "media": photo.media, "data": base64.b64encode(photo.data).decode("ascii")}
    return f"    {json.dumps(said)}"


def made_by() -> str:
    """Which program, in which version, writes a file."""
    try:
        return f"SofS Desk {version('sofs_desk')}"
    except PackageNotFoundError:  # a frozen app may come without its metadata
        return "SofS Desk"


def _rows_of(connection: Connection, name: str, case_id: str) -> list[Row]:
    table = TABLES[name]
    own = table.c.id if name == "casefile" else table.c.case_id
    query = select(table).where(own == case_id).order_by(text("rowid"))
    return [dict(row) for row in connection.execute(query).mappings()]


def _keep_silence(tables: dict[str, list[Row]]) -> None:
    """Leave out the numbers and notes of an audit in which nobody may see the others' yet."""
    silent = [row for row in tables["learning_session"] if (row["kind"], row["status"]) == (AUDIT, SILENT)]
    days, ids = {(row["workspace_id"], row["held_on"]) for row in silent}, {row["id"] for row in silent}
    for row in tables["audit_answer"]:
        if (row["workspace_id"], row["held_on"]) in days:
            row.update({f"{who}_score": None for who in WHO})
    tables["session_item"] = [
        row for row in tables["session_item"] if row["session_id"] not in ids or row["stage"] != "answer"
    ]


def _drop_vanished_targets(tables: dict[str, list[Row]]) -> None:
    """A restriction outlives what it was put on; in the file it then points nowhere. A decision about it is over."""
    ids = {name: {row["id"] for row in rows} for name, rows in tables.items()}
    for row in tables["restriction"]:
        if row["target_id"] not in ids.get(row["target_table"] or "", ()):
            row["target_id"] = None
    decisions = tables["sharing_decision"]
    tables["sharing_decision"] = [row for row in decisions if row["target_id"] in ids.get(row["target_table"], ())]


def _line(table: str, row: Row, one_workspace: bool) -> str:
    implied = {"case_id", "workspace_id"} if one_workspace else {"case_id"}
    said = {
        name: row[name]
        for name, field in fields(table).items()
        if name not in implied and (name == "id" or field.needed or row[name] != field.default)
    }
    return json.dumps(said, ensure_ascii=False)


# The example families


def example_bundles() -> Iterable[Bundle]:
    """The two fictional families that ship with the app."""
    return (read_bundle(_example(name)) for name in EXAMPLES)


@cache
def _example(name: str) -> bytes:
    """A family's file with its pictures in it, which are written in a file of their own."""
    pictures = read_bytes("examples", name.replace(".json", "_pictures.json"))
    return with_pictures(read_bytes("examples", name), pictures)


def load_examples(desk: Desk) -> list[str]:
    """Bring in the example families that are not in the vault yet; returns the new cases' ids."""
    with desk.reading() as connection:
        there = set(connection.exec_driver_sql("SELECT number FROM casefile WHERE is_example = 1").scalars())
    return [import_bundle(desk, bundle) for bundle in example_bundles() if bundle.case["number"] not in there]
