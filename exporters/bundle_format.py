"""What a case bundle may hold, worked out from the tables: columns, their types, words, and where they point.

``docs/bundle-format.md`` describes the file for people; :func:`json_schema` describes it for programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Boolean, Column, Float, Integer, Table

from models.entities import CASE_TABLES
from models.errors import KnownError
from models.family_words import CHOICES, ZERO_TO_TEN
from models.photos import JPEG, PNG

FORMAT = "sofs-desk-case"
SCHEMA = 1
"""The newest version of the file this program reads, and the one it writes."""

MAX_BYTES = 256 * 1024 * 1024
MAX_ROWS = 200_000
MAX_PICTURES = 2_000
MAX_PICTURE = 16 * 1024 * 1024
"""The most bytes of one picture, before they are written as base64."""

MAX_TEXT = 2_000_000
MAX_ID = 200
MAX_WHOLE = 2**53
MAX_NUMBER = 1e15

TABLES: dict[str, Table] = {model.__tablename__: cast(Table, model.__table__) for model in CASE_TABLES}
"""Every table of a bundle, in the order rows are written."""

POINTING = ("restriction", "sharing_decision")
"""Tables whose rows are about a row of any table, named by ``target_table`` and ``target_id``."""

PICTURE_MEDIA = (JPEG, PNG)

_FIRST = ("id", "case_id", "workspace_id")
_TYPES = {"text": "string", "whole": "integer", "number": "number", "yes_no": "boolean"}


class UnusableBundle(KnownError):
    """The file cannot be brought in. The sentence names a table and a row, never what stands in them."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This file cannot be brought in: {what}. Nothing was changed. Ask for a new copy of it.")


class NewerBundle(KnownError):
    """A later version of the app wrote the file."""

    def __init__(self) -> None:
        super().__init__(
            "This file was made by a newer SofS Desk. Nothing was changed. Install the newer version to bring it in."
        )


@dataclass(frozen=True)
class Field:
    """One column as a file may hold it. ``kind``: text, whole, number, yes_no. ``default`` stands when left out."""

    name: str
    kind: str
    needed: bool
    nullable: bool
    default: Any
    points_to: str | None
    choices: tuple[str, ...] | None
    zero_to_ten: bool

    @property
    def is_id(self) -> bool:
        """Whether the column holds an id: the row's own, or another row's."""
        return self.name == "id" or self.points_to is not None


@cache
def fields(table: str) -> dict[str, Field]:
    """The columns of a table, by name: whose row it is first, then the table's own order."""
    found = {column.name: _field(table, column) for column in TABLES[table].columns}
    return {name: found.pop(name) for name in _FIRST if name in found} | found


def _field(table: str, column: Column[Any]) -> Field:
    given = column.default is not None and column.default.is_scalar
    default = column.default.arg if given else None  # type: ignore[union-attr]
    # The case, and the only workspace, may go without saying.
    implied = column.name in ("case_id", "workspace_id")
    return Field(
        name=column.name,
        kind=_kind(column),
        needed=not column.nullable and not given and not implied,
        nullable=bool(column.nullable),
        default=default,
        points_to=next((key.column.table.name for key in column.foreign_keys), None),
        choices=CHOICES.get((table, column.name)),
        zero_to_ten=(table, column.name) in ZERO_TO_TEN,
    )


def _kind(column: Column[Any]) -> str:
    if isinstance(column.type, Boolean):
        return "yes_no"
    if isinstance(column.type, Float):
        return "number"
    return "whole" if isinstance(column.type, Integer) else "text"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a bundle; ``resources/schemas/case-bundle-1.json`` is a copy kept in step."""
    tables = {
        name: {"type": "array", "maxItems": MAX_ROWS, "items": {"$ref": f"#/$defs/{name}"}} for name in TABLES
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "SofS Desk case bundle, version 1",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "schema": {"const": SCHEMA},
            "made_by": {"type": "string"},
            "made_on": {"type": "string"},
            "tables": {
                "type": "object",
                "properties": tables
                | {
                    "casefile": tables["casefile"] | {"minItems": 1, "maxItems": 1},
                    "workspace": tables["workspace"] | {"minItems": 1},
                },
                "required": ["casefile", "workspace"],
                "additionalProperties": False,
            },
            "pictures": {"type": "array", "maxItems": MAX_PICTURES, "items": _picture_schema()},
        },
        "required": ["format", "schema", "tables"],
        "additionalProperties": False,
        "$defs": {name: _row_schema(name) for name in TABLES},
    }


def _picture_schema() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "key": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "the SHA-256 of the bytes"},
            "media": {"type": "string", "enum": list(PICTURE_MEDIA)},
            "data": {"type": "string", "contentEncoding": "base64", "maxLength": -(-MAX_PICTURE // 3) * 4},
        },
        "required": ["key", "media", "data"],
        "additionalProperties": False,
    }


def _row_schema(table: str) -> dict[str, Any]:
    columns = fields(table)
    return {
        "type": "object",
        "properties": {name: _column_schema(field) for name, field in columns.items()},
        "required": [name for name, field in columns.items() if field.needed or name == "id"],
        "additionalProperties": False,
    }


def _column_schema(field: Field) -> dict[str, Any]:
    kind = _TYPES[field.kind]
    schema: dict[str, Any] = {"type": [kind, "null"] if field.nullable else kind}
    if field.is_id:
        schema |= {"minLength": 1, "maxLength": MAX_ID}
    elif field.kind == "text":
        schema["maxLength"] = MAX_TEXT
    if field.choices:
        schema["enum"] = [*field.choices, None] if field.nullable else list(field.choices)
    if field.zero_to_ten:
        schema |= {"minimum": 0, "maximum": 10}
    if field.points_to:
        schema["description"] = f"the id of a row of {field.points_to}"
    if field.default is not None:
        schema["default"] = field.default
    return schema
