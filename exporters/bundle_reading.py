"""From the bytes of a case bundle to checked rows. Everything is checked here, before any vault is touched."""

from __future__ import annotations

import base64
import dataclasses
import json
import math
import types
import typing
from dataclasses import dataclass
from typing import Any, NoReturn

from exporters.bundle_format import (
    FORMAT,
    MAX_BYTES,
    MAX_ID,
    MAX_NUMBER,
    MAX_PICTURE,
    MAX_PICTURES,
    MAX_ROWS,
    MAX_TEXT,
    MAX_WHOLE,
    POINTING,
    SCHEMA,
    TABLES,
    Field,
    NewerBundle,
    UnusableBundle,
    fields,
)
from models.photos import Photo, checked
from models.rows import Row
from models.views import MapView

_KEYS = {"format", "schema", "made_by", "made_on", "tables", "pictures"}


@dataclass(frozen=True)
class Bundle:
    """A case as read from a file: whole rows by table, still with the file's own ids, every fact checked."""

    tables: dict[str, list[Row]]
    made_by: str = ""
    made_on: str = ""
    pictures: tuple[Photo, ...] = ()
    """The photographs that are in its scenes, each once."""

    @property
    def case(self) -> Row:
        """The case's own row."""
        return self.tables["casefile"][0]

    @property
    def ids(self) -> dict[str, set[str]]:
        """The ids of each table's rows."""
        return {name: {row["id"] for row in rows} for name, rows in self.tables.items()}


def read_bundle(data: bytes) -> Bundle:
    """Read and check a bundle. Raises :class:`NewerBundle` or :class:`UnusableBundle`."""
    document = _parsed(data)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UnusableBundle("it is not a case from SofS Desk")
    schema = document.get("schema")
    if type(schema) is not int or schema < 1:
        raise UnusableBundle("it does not say which version of the file it is")
    if schema > SCHEMA:
        raise NewerBundle
    made_by, made_on = document.get("made_by", ""), document.get("made_on", "")
    if set(document) - _KEYS or not (isinstance(made_by, str) and isinstance(made_on, str)):
        raise UnusableBundle("its head holds something SofS Desk does not know")
    tables = _tables(document.get("tables"))
    _check_ids(tables)
    _fill_implied(tables)
    bundle = Bundle(tables, made_by, made_on, _pictures(document.get("pictures", [])))
    _check_references(bundle)
    return bundle


# The file as JSON


def _parsed(data: bytes) -> Any:
    if len(data) > MAX_BYTES:
        raise UnusableBundle("it is larger than any case can be")
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_such_number)
    except UnicodeDecodeError:
        raise UnusableBundle("its text is not written as UTF-8") from None
    except RecursionError:
        raise UnusableBundle("its contents are nested too deeply") from None
    except ValueError:
        raise UnusableBundle("it is damaged or not complete JSON") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UnusableBundle("something in it is said twice")
    return found


def _no_such_number(_: str) -> NoReturn:
    raise UnusableBundle("a number in it is not a number")


# Tables, rows, values


def _tables(raw: Any) -> dict[str, list[Row]]:
    if not isinstance(raw, dict) or not all(isinstance(rows, list) for rows in raw.values()):
        raise UnusableBundle("its tables are not there")
    for place, name in enumerate(raw, 1):
        if name not in TABLES:
            raise UnusableBundle(f"table {place} in it is not one SofS Desk knows")
    if sum(len(rows) for rows in raw.values()) > MAX_ROWS:
        raise UnusableBundle("it has more rows than any case can have")
    tables = {
        name: [_row(name, place, row) for place, row in enumerate(raw.get(name, []), 1)] for name in TABLES
    }  # fmt: skip
    if len(tables["casefile"]) != 1:
        raise UnusableBundle("it must hold exactly one case")
    if not tables["workspace"]:
        raise UnusableBundle("it holds no workspace")
    return tables


def _row(table: str, place: int, raw: Any) -> Row:
    where = f"row {place} of {table}"
    if not isinstance(raw, dict):
        raise UnusableBundle(f"{where} is not a row")
    known = fields(table)
    if not raw.keys() <= known.keys():
        raise UnusableBundle(f"{where} has a column SofS Desk does not know")
    row = {}
    for name, field in known.items():
        if name in raw:
            row[name] = _value(field, raw[name], f"{name} in {where}")
        elif field.needed or name == "id":
            raise UnusableBundle(f"{name} is missing in {where}")
        else:
            row[name] = field.default
    return row


def _value(field: Field, value: Any, where: str) -> Any:
    if value is None:
        if not field.nullable:
            raise UnusableBundle(f"{where} may not be empty")
        return None
    if field.kind == "text":
        _check_text(field, value, where)
    elif field.kind == "yes_no" and not isinstance(value, bool):
        raise UnusableBundle(f"{where} must be true or false")
    elif field.kind == "whole":
        _check_whole(field, value, where)
    elif field.kind == "number":
        return _number(value, where)
    return value


def _check_text(field: Field, value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise UnusableBundle(f"{where} must be text")
    if len(value) > (MAX_ID if field.is_id else MAX_TEXT):
        raise UnusableBundle(f"{where} is too long")
    if field.is_id and not value:
        raise UnusableBundle(f"{where} may not be empty")
    # Half of a character (an escape such as \ud800 on its own) and NUL cannot be kept by the vault.
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise UnusableBundle(f"{where} holds a sign that is not text")
    if field.choices and value not in field.choices:
        raise UnusableBundle(f"{where} is not one of the words it may be")


def _check_whole(field: Field, value: Any, where: str) -> None:
    if type(value) is not int or abs(value) > MAX_WHOLE:
        raise UnusableBundle(f"{where} must be a whole number")
    if field.zero_to_ten and not 0 <= value <= 10:
        raise UnusableBundle(f"{where} must be a whole number from 0 to 10")


def _number(value: Any, where: str) -> float:
    # Compared before turning: a whole number of a thousand digits is no float at all.
    if type(value) not in (int, float) or not -MAX_NUMBER <= value <= MAX_NUMBER or math.isnan(value):
        raise UnusableBundle(f"{where} must be a number")
    return float(value)


# Pictures


def _pictures(raw: Any) -> tuple[Photo, ...]:
    """The pictures beside the tables, each compared with its hash and looked through for more than its pixels."""
    if not isinstance(raw, list) or len(raw) > MAX_PICTURES:
        raise UnusableBundle("its pictures are not a list of pictures")
    pictures: dict[str, Photo] = {}
    for place, each in enumerate(raw, 1):
        photo = _picture(each)
        if photo is None or photo.key in pictures:
            raise UnusableBundle(f"picture {place} in it is damaged or holds more than its pixels")
        pictures[photo.key] = photo
    return tuple(pictures.values())


def _picture(raw: Any) -> Photo | None:
    if not isinstance(raw, dict) or set(raw) != {"key", "media", "data"}:
        return None
    if not all(isinstance(value, str) for value in raw.values()) or len(raw["data"]) > MAX_PICTURE * 4 // 3 + 4:
        return None
    try:
        return checked(raw["key"], raw["media"], base64.b64decode(raw["data"], validate=True))
    except ValueError:
        return None


# Ids, and what points to them


def _check_ids(tables: dict[str, list[Row]]) -> None:
    seen: set[str] = set()
    for name, rows in tables.items():
        for place, row in enumerate(rows, 1):
            if row["id"] in seen:
                raise UnusableBundle(f"the id of row {place} of {name} is used twice")
            seen.add(row["id"])


def _fill_implied(tables: dict[str, list[Row]]) -> None:
    """Put in the case, and the workspace where there is only one."""
    case_id = tables["casefile"][0]["id"]
    only = tables["workspace"][0]["id"] if len(tables["workspace"]) == 1 else None
    for name, rows in tables.items():
        known = fields(name)
        for place, row in enumerate(rows, 1):
            if "case_id" in known and row["case_id"] is None:
                row["case_id"] = case_id
            if "workspace_id" in known and row["workspace_id"] is None:
                if only is None:
                    raise UnusableBundle(f"row {place} of {name} does not say which workspace it belongs to")
                row["workspace_id"] = only


def _check_references(bundle: Bundle) -> None:
    ids = bundle.ids
    for name, rows in bundle.tables.items():
        pointers = [(field.name, ids[field.points_to]) for field in fields(name).values() if field.points_to]
        for place, row in enumerate(rows, 1):
            for column, there in pointers:
                if row[column] is not None and row[column] not in there:
                    raise UnusableBundle(f"{column} in row {place} of {name} points to nothing")
    for name in POINTING:
        for place, row in enumerate(bundle.tables[name], 1):
            _check_target(row, ids, f"row {place} of {name}")
    for place, row in enumerate(bundle.tables["restriction"], 1):
        _check_values(row, f"row {place} of restriction")
    for place, row in enumerate(bundle.tables["map_version"], 1):
        if row["snapshot"] is not None and not _is_map(row["snapshot"]):
            raise UnusableBundle(f"snapshot in row {place} of map_version is not a map")


def _check_target(row: Row, ids: dict[str, set[str]], where: str) -> None:
    if row["target_id"] is not None and row["target_id"] not in ids.get(row["target_table"] or "", ()):
        raise UnusableBundle(f"target_id in {where} points to nothing")
    if row["target_table"] is not None and row["target_table"] not in TABLES:
        raise UnusableBundle(f"target_table in {where} is not a table")


def _check_values(row: Row, where: str) -> None:
    try:
        values = json.loads(row["values_json"])
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UnusableBundle(f"values_json in {where} is not a list of words")


def _is_map(snapshot: str) -> bool:
    try:
        return _fits(MapView, json.loads(snapshot))
    except (ValueError, RecursionError):
        return False


def _fits(hint: Any, value: Any) -> bool:
    """Whether JSON data can become a view of this type again."""
    if isinstance(hint, types.UnionType):
        return any(_fits(arg, value) for arg in typing.get_args(hint))
    if hint is type(None):
        return value is None
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return isinstance(value, list) and all(_fits(inner, item) for item in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        return isinstance(value, dict) and all(
            _fits(hints[f.name], value[f.name]) if f.name in value else f.default is not dataclasses.MISSING
            for f in dataclasses.fields(hint)
        )
    return type(value) is hint or (hint is float and type(value) is int)
