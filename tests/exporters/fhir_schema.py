"""Just enough of JSON Schema to hold a bundle against HL7's own schema of FHIR 4.0.1, which names every element."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parents[1] / "fixtures" / "fhir_r4_schema.json"
_TYPES = {"string": str, "boolean": bool, "array": list, "object": dict}


@cache
def _definitions() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    return found


def faults(resource: dict[str, Any]) -> list[str]:
    """Where a resource is not as the schema wants it."""
    return list(_faults(resource, _definitions()[resource["resourceType"]], resource["resourceType"]))


def _faults(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name == "ResourceList":
            name = value["resourceType"]
        yield from _faults(value, _definitions()[name], path)
        return
    if "const" in schema and value != schema["const"]:
        yield f"{path}: not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: not one of {schema['enum']}"
    if "pattern" in schema and not _matches(schema, value):
        yield f"{path}: does not match"
    kind = _TYPES.get(schema.get("type", ""))
    if kind and not isinstance(value, kind):
        yield f"{path}: not a {schema['type']}"
    if "items" in schema:
        for number, each in enumerate(value):
            yield from _faults(each, schema["items"], f"{path}.{number}")
    if "properties" in schema:
        yield from _object(value, schema, path)


def _matches(schema: dict[str, Any], value: Any) -> bool:
    return re.search(schema["pattern"], value if isinstance(value, str) else json.dumps(value)) is not None


def _object(value: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{path}: no {name}"
    for name, inner in value.items():
        if name not in schema["properties"]:
            yield f"{path}: {name} is no element of FHIR 4.0.1"
        else:
            yield from _faults(inner, schema["properties"][name], f"{path}.{name}")
