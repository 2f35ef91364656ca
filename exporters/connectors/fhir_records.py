"""What a delivery is on a FHIR R4 server: resources under identifiers of ours, and whether theirs say the same.

A record's transaction becomes its resources, each created where there is none of its identifier. A record's document
becomes one Bundle, any other file a DocumentReference that holds it. Everything is checked before it is sent, for not
every server does.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from exporters.connectors.base import Parcel, ParcelPart
from exporters.fhir import words
from exporters.fhir.checking import check
from exporters.fhir.words import Resource
from models.errors import KnownError

MEDIA_TYPE = "application/fhir+json"


@dataclass(frozen=True)
class Wanted:
    """A resource that is to be there once.

    ``url``: how the others of the delivery refer to it. ``identifier``: "system|value", by which it is found.
    ``is_exact``: the identifier stands for exactly this content; else for a person, kept there as they have them.
    """

    url: str
    kind: str
    identifier: str
    is_exact: bool
    resource: Resource = field(repr=False)

    def refers_to(self) -> tuple[str, ...]:
        """The addresses it refers to. A document holds all that it speaks of: it refers to nothing outside."""
        return () if self.kind == "Bundle" else tuple(references(self.resource))

    def as_known(self, known: Mapping[str, str]) -> Resource:
        """The resource with what it refers to as the server knows it."""
        return self.resource if self.kind == "Bundle" else with_references(self.resource, known)

    def has_identifier(self, theirs: Mapping[str, Any]) -> bool:
        """Whether a resource of theirs carries our identifier (some servers answer a search with all they have)."""
        held = theirs.get("identifier", [])
        return any(
            isinstance(each, dict) and f"{each.get('system')}|{each.get('value')}" == self.identifier
            for each in (held if isinstance(held, list) else [held])
        )


def wanted_of(parcel: Parcel) -> tuple[Wanted, ...]:
    """Every resource of a delivery, each after those it refers to. KnownError where one is no sound FHIR."""
    found: dict[str, Wanted] = {}
    for part in parcel.parts:
        for wanted in _of_part(parcel, part):
            found.setdefault(wanted.url, wanted)
    return tuple(_in_order(found))


def _of_part(parcel: Parcel, part: ParcelPart) -> Iterator[Wanted]:
    if part.media_type != MEDIA_TYPE:
        yield _document_reference(parcel, part)
        return
    try:
        bundle = json.loads(part.data)
    except ValueError:
        bundle = {}
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle" or "type" not in bundle:
        raise KnownError(
            "The record to be delivered is no FHIR bundle. Nothing was sent and the case is safe. Make the copy anew."
        )
    check(bundle)
    if bundle["type"] == "document":
        held = bundle["identifier"]
        name = f"{held['system']}|{held['value']}"
        yield Wanted(held["value"], "Bundle", name, True, _without_id(bundle))
        return
    for entry in bundle["entry"]:
        name = entry["request"]["ifNoneExist"].removeprefix("identifier=")
        is_exact = entry["request"]["url"] not in words.PEOPLE
        yield Wanted(entry["fullUrl"], entry["request"]["url"], name, is_exact, _without_id(entry["resource"]))


def _document_reference(parcel: Parcel, part: ParcelPart) -> Wanted:
    """A file that is no FHIR, as a DocumentReference; the mapping's fields stand beside what is ours."""
    from fhir.resources.R4B.documentreference import DocumentReference
    from pydantic import ValidationError

    own = f"urn:uuid:{uuid.uuid5(uuid.UUID(parcel.key), part.name)}"
    sha1 = hashlib.sha1(part.data, usedforsecurity=False).digest()  # what FHIR R4 has for Attachment.hash
    ours = {
        "resourceType": "DocumentReference", "identifier": [words.identifier(own)], "status": "current",
        "securityLabel": [words.coded("v3-Confidentiality", "R", "restricted")],
        "content": [
            {
                "attachment": {
                    "contentType": part.media_type, "data": base64.b64encode(part.data).decode("ascii"),
                    "size": len(part.data), "hash": base64.b64encode(sha1).decode("ascii"), "title": part.name,
                }
            }
        ],
    }  # fmt: skip
    if _moment(parcel.created_at):
        ours["date"] = parcel.created_at
    resource = {**parcel.facts.get("fields", {}), **ours}
    try:
        DocumentReference.model_validate(resource)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_input=False, include_context=False)[0]["loc"])
        raise KnownError(
            f"The mapping of this connection makes a record that is no sound FHIR (at {place}). Nothing was sent. "
            "Ask IT to put the mapping right."
        ) from None
    return Wanted(words.urn("entry", own), "DocumentReference", f"{words.URI_SYSTEM}|{own}", True, resource)


def _without_id(resource: Resource) -> Resource:
    """A server gives its own id to what it creates; some refuse one that is not theirs."""
    return {key: value for key, value in resource.items() if key != "id"}


def _in_order(found: Mapping[str, Wanted]) -> list[Wanted]:
    ordered: dict[str, Wanted] = {}

    def put(wanted: Wanted, above: frozenset[str]) -> None:
        for url in wanted.refers_to():
            if url in found and url not in ordered and url not in above:
                put(found[url], above | {url})
        ordered[wanted.url] = wanted

    for wanted in found.values():
        if wanted.url not in ordered:
            put(wanted, frozenset({wanted.url}))
    return list(ordered.values())


def references(node: Any) -> Iterator[str]:
    """Every reference in a resource."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "reference" and isinstance(value, str):
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def with_references(node: Any, known: Mapping[str, str]) -> Any:
    """The resource with references as the server knows them (only references: identifiers stay what they are)."""
    if isinstance(node, dict):
        return {
            key: known.get(value, value)
            if key == "reference" and isinstance(value, str)
            else with_references(value, known)
            for key, value in node.items()
        }
    return [with_references(value, known) for value in node] if isinstance(node, list) else node


def transaction(wanted: Sequence[Wanted]) -> Resource:
    """All of it as one transaction."""
    return {
        "resourceType": "Bundle", "type": "transaction",
        "entry": [
            {
                "fullUrl": each.url, "resource": each.resource,
                "request": {"method": "POST", "url": each.kind, "ifNoneExist": f"identifier={each.identifier}"},
            }
            for each in wanted
        ],
    }  # fmt: skip


# ---- comparing -------------------------------------------------------------------------------------------------------


def difference(ours: Any, theirs: Any, at: str = "") -> str:
    """Where theirs does not say what ours says, "" where it does. What a server adds of its own is no difference."""
    if isinstance(ours, dict):
        if not isinstance(theirs, dict):
            return at
        for key, value in ours.items():
            here = f"{at}.{key}" if at else key
            if key in {"id", "meta"} and not at:
                continue
            if key not in theirs or not _same(key, value, theirs[key]):
                found = difference(value, theirs[key], here) if key in theirs else here
                if found:
                    return found
        return ""
    if isinstance(ours, list):
        if not isinstance(theirs, list) or len(ours) != len(theirs):
            return at
        pairs = zip(ours, theirs, strict=True)
        return next((f for n, (a, b) in enumerate(pairs) if (f := difference(a, b, f"{at}[{n}]"))), "")
    return "" if _same("", ours, theirs) else at


def _same(key: str, ours: Any, theirs: Any) -> bool:
    if ours == theirs:
        return type(ours) is type(theirs) or not isinstance(ours, bool | str)
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return False
    if key == "reference":
        return reference_in(ours) == reference_in(theirs) != ""
    if key == "div":
        return _as_read(ours) == _as_read(theirs) != ""
    return (moment := _moment(ours)) is not None and moment == _moment(theirs)


def reference_in(address: str, kind: str = "[A-Z][A-Za-z]+") -> str:
    """ "Type/id" out of a reference or address, absolute or with a version; "" where there is none."""
    found = re.search(rf"(?:^|/)({kind}/[A-Za-z0-9.-]{{1,64}})(?:/_history/[^/]*)?/?$", address)
    return found[1] if found else ""


def _as_read(div: str) -> str:
    try:
        return " ".join(" ".join(ElementTree.fromstring(div).itertext()).split())
    except ElementTree.ParseError:
        return ""


def _moment(said: str) -> dt.datetime | None:
    """A moment with its time zone, however it is written."""
    try:
        at = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return at if at.tzinfo else None
