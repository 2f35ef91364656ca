"""Identifiers, codes, dates and text as FHIR wants them."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from models import dates
from models.typeset import clean

Resource = dict[str, Any]
"""A resource (or a piece of one) as JSON-ready data."""

PEOPLE = ("Patient", "Group", "RelatedPerson", "Practitioner", "PractitionerRole", "Device")
"""Resources that are created once and then only found again. All others are created once in each state they were ever
sent in."""

URI_SYSTEM = "urn:ietf:rfc:3986"
"""The system of identifiers that are themselves URIs."""

_SPACE = uuid.UUID("0f2a5a36-6f0e-5a43-9d55-2f7a0f6f2f10")
"""The name space of every identifier made here. Changing it would make every delivered record a stranger."""

CODES = f"urn:uuid:{uuid.uuid5(_SPACE, 'codes')}"
"""The code system of this program's own codes; each comes with its meaning as display and text."""


def urn(*names: str) -> str:
    """The same ``urn:uuid:`` for the same names, on every computer and every day."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, '/'.join(names))}"


def identifier(value: str) -> Resource:
    """An identifier that is a ``urn:uuid:``."""
    return {"system": URI_SYSTEM, "value": value}


def state_urn(resource: Mapping[str, Any]) -> str:
    """An identifier of exactly this content: it changes when anything in the resource does."""
    said = json.dumps(resource, sort_keys=True, ensure_ascii=False)
    return urn("state", hashlib.sha256(said.encode()).hexdigest())


def concept(code: str, words: str) -> Resource:
    """One of our own codes, with what it means."""
    return {"coding": [{"system": CODES, "code": code, "display": words}], "text": words}


def coded(system: str, code: str, display: str) -> Resource:
    """A code of a published code system."""
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code, "display": display}]}


def date(said: str | None) -> str | None:
    """A date as FHIR writes it ("2024", "2024-09", "2024-09-27"); None for what is no date ("summer 2023")."""
    known = dates.parts(said)
    if known is None or known[0] < 1:
        return None
    year, month, day = known
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def reference(urn_: str) -> Resource:
    """A reference to another entry of the same bundle."""
    return {"reference": urn_}


def text(words: str | None) -> str | None:
    """A string as FHIR allows it; None where nothing remains."""
    return clean(words or "").strip() or None


def kept(value: Any) -> Any:
    """Without what is empty: FHIR has no null, no empty text, no empty list."""
    if isinstance(value, dict):
        found = {key: kept(inner) for key, inner in value.items()}
        return {key: inner for key, inner in found.items() if inner not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [inner for inner in (kept(each) for each in value) if inner not in (None, "", [], {})]
    return text(value) if isinstance(value, str) else value


def narrative(html: Iterable[str]) -> Resource:
    """What a person reads: XHTML made here from projected words."""
    div = "".join(html)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{div}</div>'}


def tagged(tag: str, words: str) -> str:
    """Words in an element, escaped."""
    return f"<{tag}>{escape(clean(words), quote=False)}</{tag}>"
