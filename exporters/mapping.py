"""Our facts in an authority's own fields: a JSON file for each case system in the practice folder (docs/mapping.md).

A file says which of our facts go into which of their fields, and what their files are called. Only facts that it names
leave, each as the reader of the copy may see it. Everything is checked when the file is read and again when a case is
put through it, before anything is queued.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from exporters.export import view_for
from exporters.order import Order
from models import practice
from models.casework import Case
from models.connections import Way
from models.errors import KnownError
from models.readers import Reader
from models.views import MapView, PersonView, ScaleView
from resources.files import read_text

FORMAT = "sofs-mapping-1"
OURS = "{case_number}_{what}_{date}_{key}"
"""What files are called where no mapping says otherwise."""
NAME_PARTS = frozenset({"case_number", "what", "reader", "date", "time", "key", "number"})

FACTS = {
    "case": ("id", "number", "name", "opened_on"),
    "work": ("id", "title", "pathway", "pathway_name"),
    "copy": ("reader", "made_on"),
    "children": ("id", "name", "full_name", "initials", "age", "born", "gender", "pronouns"),
    "dangers": ("text", "strand"),
    "goals": ("text", "strand"),
    "scales": ("name", "question", "zero", "ten", "held_on", "lowest", "highest"),
}
"""What there is to map. ``case``, ``work`` and ``copy`` stand once; of the others there are any number."""
LISTS = frozenset({"children", "dangers", "goals", "scales"})
_SPEC = frozenset({"from", "value", "required", "max", "words", "else", "join", "number"})
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")


@dataclass(frozen=True)
class FieldRule:
    """How one of their fields is filled: from a fact (``path``), or always with the same ``value``.

    ``words`` turns our words into theirs (``otherwise`` for all others); lists are kept, or joined with ``join``.
    """

    target: str
    path: str = ""
    value: Any = None
    required: bool = False
    most: int | None = None
    words: Mapping[str, Any] | None = None
    otherwise: Any = None
    join: str | None = None
    as_number: bool = False


@dataclass(frozen=True)
class FieldMap:
    """An authority's file. ``more`` is for the connector (a form's or module's name)."""

    name: str
    fields: tuple[FieldRule, ...]
    file_name: str = OURS
    more: Mapping[str, Any] = field(default_factory=dict)


def load(name: str) -> FieldMap:
    """The mapping of that name, from the practice folder or the ones shipped. KnownError says what is wrong in it."""
    if not _SAFE_NAME.fullmatch(name):
        raise KnownError("A mapping's name is made of letters, digits, - and _. Nothing was changed. Choose another.")
    folder = practice.folder()
    try:
        if folder is not None and (folder / "mappings" / f"{name}.json").is_file():
            raw = (folder / "mappings" / f"{name}.json").read_text(encoding="utf-8-sig")
        else:
            raw = read_text("practice", f"mapping_{name}.json")
        return read(name, json.loads(raw))
    except (OSError, UnicodeDecodeError):
        raise KnownError(
            f"There is no mapping “{name}” in the practice folder. Nothing was sent. Put {name}.json into its folder "
            "“mappings”, or choose another mapping."
        ) from None
    except json.JSONDecodeError as error:
        raise _wrong(name, f"line {error.lineno} is not JSON") from None


def read(name: str, raw: Any) -> FieldMap:
    """A mapping from its JSON value. Raises KnownError with the first thing that is wrong."""
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise _wrong(name, f'it does not begin with "format": "{FORMAT}"')
    if unknown := raw.keys() - {"format", "name", "about", "file_name", "fields", "more"}:
        raise _wrong(name, f"“{min(unknown)}” is not known")
    fields = raw.get("fields", {})
    if not isinstance(fields, dict) or not isinstance(raw.get("more", {}), dict):
        raise _wrong(name, "“fields” and “more” are lists of names with what belongs to each")
    rules = tuple(_rule(name, str(target), spec) for target, spec in fields.items())
    return FieldMap(name, rules, _template(name, raw.get("file_name", OURS)), raw.get("more", {}))


def _rule(name: str, target: str, spec: Any) -> FieldRule:
    if isinstance(spec, str):
        spec = {"from": spec}
    if not isinstance(spec, dict) or not target:
        raise _wrong(name, f"the field “{target}” says neither “from” nor “value”")
    if unknown := spec.keys() - _SPEC:
        raise _wrong(name, f"the field “{target}” has “{min(unknown)}”, which is not known")
    if ("from" in spec) == ("value" in spec):
        raise _wrong(name, f"the field “{target}” says one of “from” and “value”")
    path, most, words = spec.get("from", ""), spec.get("max"), spec.get("words")
    if "from" in spec and not _is_fact(path):
        raise _wrong(name, f"the field “{target}” asks for “{path}”, which we do not have")
    if not (most is None or (isinstance(most, int) and most > 0)) or not isinstance(words, dict | None):
        raise _wrong(name, f"in the field “{target}” “max” is a number and “words” a list of ours with theirs")
    if not isinstance(spec.get("join"), str | None):
        raise _wrong(name, f"in the field “{target}” “join” is what stands between, as text")
    return FieldRule(
        target, str(path), spec.get("value"), bool(spec.get("required")), most, words, spec.get("else"),
        spec.get("join"), bool(spec.get("number")),
    )  # fmt: skip


def _is_fact(path: Any) -> bool:
    group, *rest = str(path).split(".")
    if group not in FACTS:
        return False
    if group not in LISTS:
        return len(rest) == 1 and rest[0] in FACTS[group]
    return len(rest) == 2 and (rest[0] == "*" or rest[0].isdecimal()) and rest[1] in FACTS[group]


def _template(name: str, template: Any) -> str:
    try:
        parts = [part for _, part, _, _ in string.Formatter().parse(str(template)) if part is not None]
        str(template).format(**dict.fromkeys(NAME_PARTS, ""))
    except (ValueError, KeyError, IndexError, AttributeError):
        parts = ["?"]
    if set(parts) - NAME_PARTS or not parts or not isinstance(template, str):
        raise _wrong(name, f"“file_name” is made of {', '.join(sorted(NAME_PARTS))}, each in curly brackets")
    return template


def _wrong(name: str, what: str) -> KnownError:
    return KnownError(f"The mapping “{name}” cannot be used: {what}. Nothing was sent. Put it right in its file.")


# ---- using one -----------------------------------------------------------------------------------------------------


def mapping_of(way: Way) -> FieldMap:
    """The mapping a connection uses; ours, which tells nothing, where it names none."""
    return load(way.mapping) if way.mapping else FieldMap("", ())


def facts_for(case: Case, workspace_id: str, reader: Reader, way: Way) -> dict[str, Any]:
    """What a connection's system is told beside the files: ``fields`` (theirs) and ``more``; {} without a mapping."""
    mapping = mapping_of(way)
    if not mapping.fields and not mapping.more:
        return {}
    told: dict[str, Any] = {"fields": their_fields(mapping, our_facts(case, workspace_id, reader))}
    return told | ({"more": dict(mapping.more)} if mapping.more else {})


def file_name_for(way: Way, **parts: str) -> str:
    """A file's name without its ending, after the connection's mapping; only letters, digits, dots, - and _ in it."""
    named = mapping_of(way).file_name.format(**parts)
    return re.sub(r"[^A-Za-z0-9._-]+", "-", named).strip(".-_")[:150] or parts["key"]


def our_facts(case: Case, workspace_id: str, reader: Reader) -> dict[str, Any]:
    """Everything there is to map, as this reader may see it."""
    view = view_for(case, workspace_id, Order("map", reader))
    return {
        "case": {"id": view.case_id, "number": view.case_number, "name": view.case_name,
                 "opened_on": case.row["opened_on"]},
        "work": {"id": view.workspace_id, "title": view.title, "pathway": view.pathway,
                 "pathway_name": view.pathway_name},
        "copy": {"reader": reader.kind, "made_on": case.desk.now().date().isoformat()},
        "children": [_child(child) for child in view.children],
        **_statements(view),
        "scales": [_scale(strand.scale) for strand in view.strands if strand.scale],
    }  # fmt: skip


def _child(child: PersonView) -> dict[str, Any]:
    return {name: getattr(child, name) for name in FACTS["children"]}


def _statements(view: MapView) -> dict[str, Any]:
    return {
        kind: [{"text": card.text, "strand": strand.name} for strand in view.strands for card in getattr(strand, kind)]
        for kind in ("dangers", "goals")
    }


def _scale(scale: ScaleView) -> dict[str, Any]:
    latest = scale.latest
    low, high = (latest.spread if latest else None) or (None, None)
    return {
        "name": scale.name, "question": scale.question, "zero": scale.zero_text, "ten": scale.ten_text,
        "held_on": latest.held_on if latest else None, "lowest": low, "highest": high,
    }  # fmt: skip


def their_fields(mapping: FieldMap, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts in their fields; a dot in a field's name makes it part of another. KnownError for what they must have."""
    told: dict[str, Any] = {}
    for rule in mapping.fields:
        value = _filled(mapping, rule, facts)
        if value is None:
            continue
        *outer, last = rule.target.split(".")
        place = told
        for name in outer:
            place = place.setdefault(name, {})
            if not isinstance(place, dict):
                raise _wrong(mapping.name, f"the field “{rule.target}” stands inside one that has a value")
        place[last] = value
    return told


def _filled(mapping: FieldMap, rule: FieldRule, facts: Mapping[str, Any]) -> Any:
    found = _found(rule.path, facts) if rule.path else rule.value
    if isinstance(found, list):
        value: Any = [each for each in (_one(mapping, rule, v) for v in found) if each is not None] or None
        if value and rule.join is not None:
            value = rule.join.join(map(str, value))
    else:
        value = _one(mapping, rule, found)
    if value is None and rule.required:
        raise KnownError(
            f"The case system must have “{rule.target}” ({rule.path}), and the case does not say it. "
            "Nothing was queued. Fill it in, then send again."
        )
    texts = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
    if rule.most is not None and any(len(text) > rule.most for text in texts):
        raise KnownError(
            f"What goes into “{rule.target}” is longer than the {rule.most} letters the case system takes. "
            "Nothing was queued. Shorten it, or ask IT to change the mapping."
        )
    return value


def _found(path: str, facts: Mapping[str, Any]) -> Any:
    group, *rest = path.split(".")
    if group not in LISTS:
        return facts[group][rest[0]]
    rows, (which, name) = facts[group], rest
    if which == "*":
        return [row[name] for row in rows]
    return rows[int(which)][name] if int(which) < len(rows) else None


def _one(mapping: FieldMap, rule: FieldRule, value: Any) -> Any:
    if value is None or value == "":
        return rule.otherwise if rule.words is not None else None
    if rule.words is not None:
        return rule.words.get(str(value), rule.otherwise)
    if rule.as_number:
        try:
            return float(value) if "." in str(value) else int(value)
        except ValueError:
            raise _wrong(mapping.name, f"the field “{rule.target}” wants a number, and “{rule.path}” is none") from None
    return value
