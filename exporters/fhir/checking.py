"""The last look at a FHIR bundle before it leaves: what a server would refuse is found here, in plain words.

Shapes, required elements and dates are checked by ``fhir.resources`` (its R4B classes, see decision 0013); codes of
required value sets, references, narratives and the rules of documents here. No sentence holds anything of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from pydantic import ValidationError

from exporters.fhir.words import Resource
from models.errors import KnownError

USED = (
    "Bundle", "CarePlan", "Composition", "Device", "DocumentReference", "Goal", "Group", "Observation", "Patient",
    "Practitioner", "PractitionerRole", "QuestionnaireResponse", "RelatedPerson",
)  # fmt: skip
"""The resources a record is made of."""

CLASSES = (
    *(name.casefold() for name in USED), "annotation", "attachment", "backboneelement", "codeableconcept", "coding",
    "contactpoint", "domainresource", "element", "extension", "fhirresourcemodel", "fhirtypes", "humanname",
    "identifier", "meta", "narrative", "period", "quantity", "range", "ratio", "reference", "resource", "timing",
)  # fmt: skip
"""Modules of ``fhir.resources.R4B`` that hold the classes of these and of what stands in them."""

_XHTML = "{http://www.w3.org/1999/xhtml}"
_GENDER = frozenset({"male", "female", "other", "unknown"})
_CODES: dict[tuple[str, str], frozenset[str]] = {
    ("Bundle", "type"): frozenset({"document", "transaction"}),
    ("Composition", "status"): frozenset({"preliminary", "final", "amended", "entered-in-error"}),
    ("Composition", "confidentiality"): frozenset({"U", "L", "M", "N", "R", "V"}),
    ("Observation", "status"): frozenset(
        {"registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"}
    ),
    ("QuestionnaireResponse", "status"): frozenset(
        {"in-progress", "completed", "amended", "entered-in-error", "stopped"}
    ),
    ("Goal", "lifecycleStatus"): frozenset(
        {"proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "entered-in-error",
         "rejected"}
    ),
    ("CarePlan", "status"): frozenset(
        {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"}
    ),
    ("CarePlan", "intent"): frozenset({"proposal", "plan", "order", "option"}),
    ("CarePlan", "activity.detail.status"): frozenset(
        {"not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped", "unknown",
         "entered-in-error"}
    ),
    ("DocumentReference", "status"): frozenset({"current", "superseded", "entered-in-error"}),
    ("DocumentReference", "docStatus"): frozenset({"preliminary", "final", "amended", "entered-in-error"}),
    ("Patient", "gender"): _GENDER,
    ("RelatedPerson", "gender"): _GENDER,
    ("Group", "type"): frozenset({"person", "animal", "practitioner", "device", "medication", "substance"}),
    ("Device", "status"): frozenset({"active", "inactive", "entered-in-error", "unknown"}),
}  # fmt: skip
"""Value sets with a required binding in FHIR 4.0.1, by resource and element."""


_WHO = frozenset({"Patient", "Practitioner", "PractitionerRole", "RelatedPerson", "Device"})
_WHOM = frozenset({"Patient", "Group"})
_TARGETS: dict[tuple[str, str], frozenset[str]] = {
    ("CarePlan", "activity.detail.performer"): _WHO,
    ("CarePlan", "author"): _WHO,
    ("CarePlan", "goal"): frozenset({"Goal"}),
    ("CarePlan", "subject"): _WHOM,
    ("Composition", "author"): _WHO,
    ("DocumentReference", "author"): _WHO,
    ("DocumentReference", "subject"): _WHOM,
    ("Goal", "subject"): _WHOM,
    ("Group", "member.entity"): frozenset({"Patient"}),
    ("Observation", "derivedFrom"): frozenset({"QuestionnaireResponse"}),
    ("Observation", "performer"): _WHO - {"Device"},
    ("Observation", "subject"): _WHOM,
    ("PractitionerRole", "practitioner"): frozenset({"Practitioner"}),
    ("RelatedPerson", "patient"): frozenset({"Patient"}),
}
"""What a reference may lead to, of what a record holds; an element that is not here may refer to anything."""


def check(bundle: Resource) -> None:
    """Raise KnownError for a bundle that is no sound FHIR R4 document or transaction."""
    fault = next(_faults(bundle), None)
    if fault:
        raise KnownError(
            f"The record for the case system was not made: {fault}. Nothing was sent and the case is safe. "
            "Send the PDF or the Word file instead, and tell whoever looks after SofS Desk."
        )


def _faults(bundle: Resource) -> Iterator[str]:
    yield from _shape(bundle)
    entries = bundle.get("entry", [])
    resources = [entry["resource"] for entry in entries]
    yield from _document(bundle, resources) if bundle["type"] == "document" else _transaction(entries)
    yield from _references(entries)
    for resource in [bundle, *resources]:
        yield from _codes(resource)
    for resource in resources:
        yield from _narratives(resource)


def _shape(bundle: Resource) -> Iterator[str]:
    # Only here, so that nothing else waits for it: the classes take a while to make.
    from fhir.resources.R4B.bundle import Bundle

    kinds = {bundle.get("resourceType"), *(e.get("resource", {}).get("resourceType") for e in bundle.get("entry", []))}
    if not kinds <= set(USED):
        yield "it holds a kind of resource that has no place in a record"
        return
    try:
        Bundle.model_validate(bundle)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_input=False, include_context=False)[0]["loc"])
        yield f"the element {place} is missing or not as FHIR wants it"


def _document(bundle: Resource, resources: list[Resource]) -> Iterator[str]:
    if not resources or resources[0]["resourceType"] != "Composition":
        yield "a document begins with its Composition"
    if not bundle.get("timestamp") or not bundle.get("identifier", {}).get("value"):
        yield "a document needs an identifier and a time"


def _transaction(entries: list[Resource]) -> Iterator[str]:
    for entry in entries:
        request = entry.get("request", {})
        if request.get("method") != "POST" or not str(request.get("ifNoneExist", "")).startswith("identifier="):
            yield "an entry of a transaction is not created by its identifier"


def _references(entries: list[Resource]) -> Iterator[str]:
    urls = [entry.get("fullUrl", "") for entry in entries]
    if len(set(urls)) != len(urls) or "" in urls:
        yield "two entries have the same address, or one has none"
    for path, key, value in _walk(entries):
        if key == "reference" and value not in urls:
            yield f"the reference at {path} leads nowhere"
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in entries}
    for entry in entries:
        for (owner, element), allowed in _TARGETS.items():
            if owner == entry["resource"]["resourceType"]:
                for value in _at(entry["resource"], [*element.split("."), "reference"]):
                    if kinds[value] not in allowed:
                        yield f"{owner}.{element} refers to the wrong kind of resource"


def _codes(resource: Resource) -> Iterator[str]:
    kind = resource["resourceType"]
    for (owner, element), allowed in _CODES.items():
        if owner == kind:
            for value in _at(resource, element.split(".")):
                if value not in allowed:
                    yield f"{owner}.{element} holds a code that FHIR does not know"


def _at(node: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(node, list):
        for each in node:
            yield from _at(each, path)
    elif not path:
        yield node
    elif isinstance(node, dict) and path[0] in node:
        yield from _at(node[path[0]], path[1:])


def _narratives(resource: Resource) -> Iterator[str]:
    for path, key, value in _walk(resource):
        if key != "div":
            continue
        try:
            root = ElementTree.fromstring(value)
        except ElementTree.ParseError:
            yield f"the text at {path} cannot be read"
            continue
        if root.tag != f"{_XHTML}div" or not "".join(root.itertext()).strip():
            yield f"the text at {path} is empty"


def _walk(node: Any, path: str = "") -> Iterator[tuple[str, str, Any]]:
    """(place, key, value) of every simple value."""
    if isinstance(node, dict):
        for key, value in node.items():
            here = f"{path}.{key}" if path else key
            if isinstance(value, dict | list):
                yield from _walk(value, here)
            else:
                yield here, key, value
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _walk(value, f"{path}.{number}")
