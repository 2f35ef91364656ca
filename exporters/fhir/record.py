"""One workspace's record for one reader as a FHIR R4 bundle: a document to read, or a transaction for a server."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from exporters.fhir import words
from exporters.fhir.checking import check
from exporters.fhir.papers import composition, document_reference, instant
from exporters.fhir.people import People
from exporters.fhir.planning import care_plan, goals_of
from exporters.fhir.scores import scores_of
from exporters.fhir.words import Resource
from models.errors import KnownError
from models.reports.content import Report
from models.reports.views import RecordViews

BundleKind = Literal["document", "transaction"]


@dataclass(frozen=True)
class Paper:
    """The finished document that goes along."""

    pdf: bytes
    title: str


def fhir_bundle(views: RecordViews, report: Report, paper: Paper, day: dt.date, kind: BundleKind) -> bytes:
    """The record as the bytes of a FHIR JSON file, checked. KnownError where it cannot be made or would be refused."""
    if not views.map.children:
        raise KnownError(
            "A case system files a record under a child, and this one has no child the case system may see. Nothing "
            "was written. Add a child to this work, or let the case system see one."
        )
    entries = _entries(views, report, paper, day)
    bundle = _document(entries, views, day) if kind == "document" else _transaction(entries)
    check(bundle)
    return (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode()


def _entries(views: RecordViews, report: Report, paper: Paper, day: dt.date) -> dict[str, Resource]:
    """Every resource by its address in the bundle (``fullUrl``), the Composition first."""
    workspace = views.map.workspace_id
    people = People(views.map.title or views.map.case_name, workspace, views.map.children)
    author, device = _author(views, people)
    found: dict[str, Resource] = {}
    sections: dict[str, list[str]] = {"about": [people.subject]}
    all_goals: list[str] = []
    for strand in views.map.strands:
        goals, scores = goals_of(strand, people), scores_of(strand, people)
        place = "earlier" if strand.closed_on else f"strand-{strand.number}"
        sections.setdefault(place, []).extend([*goals, *scores])
        all_goals += goals if not strand.closed_on else []
        found |= goals | scores
    plan = care_plan(views, people, all_goals, author)
    sections["plan"] = list(plan)
    paper_url = words.urn("document-reference", workspace, report.kind)
    sections["documents"] = [paper_url]
    found |= plan
    found[paper_url] = document_reference(paper.pdf, paper.title, people.subject, author, day)
    whole = composition(report, people.subject, author, day, sections)
    everything = {words.urn("composition", workspace, report.kind): whole, **people.resources, **device, **found}
    return _addressed({url: _named(url, words.kept(resource)) for url, resource in everything.items()})


def _author(views: RecordViews, people: People) -> tuple[str, dict[str, Resource]]:
    """Who made the record: whoever leads the work where the reader may know, else the program."""
    if views.worker:
        return people.refer(views.worker), {}
    url = words.urn("device", "sofs-desk")
    name = {"name": "SofS Desk", "type": "user-friendly-name"}
    return url, {url: {"resourceType": "Device", "status": "active", "deviceName": [name]}}


def _named(url: str, resource: Resource) -> Resource:
    """The resource with its id and its identifiers: what it is, and (but for people) which state of it this is."""
    kind = resource["resourceType"]
    own = {"resourceType": kind}
    if kind in words.PEOPLE:
        return own | {"identifier": [words.identifier(url)]} | resource
    state = words.identifier(words.state_urn(resource))
    if kind in ("Composition", "QuestionnaireResponse"):  # these have room for one only
        return own | {"identifier": state} | resource
    return own | {"identifier": [words.identifier(url), state]} | resource


def _addressed(everything: dict[str, Resource]) -> dict[str, Resource]:
    """Every resource under an address that is not its identifier too: a server puts its own addresses in the place of
    those of a transaction wherever it finds them, and must not find them in identifiers.
    """
    places = {url: words.urn("entry", url) for url in everything}
    return {
        places[url]: {"resourceType": resource["resourceType"], "id": places[url].removeprefix("urn:uuid:")}
        | _referring(resource, places)
        for url, resource in everything.items()
    }


def _referring(node: Any, places: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: places[value] if key == "reference" else _referring(value, places) for key, value in node.items()}
    return [_referring(each, places) for each in node] if isinstance(node, list) else node


def _document(entries: dict[str, Resource], views: RecordViews, day: dt.date) -> Resource:
    said = json.dumps(list(entries.values()), sort_keys=True, ensure_ascii=False)
    key = words.urn("bundle", views.map.workspace_id, hashlib.sha256(said.encode()).hexdigest())
    return {
        "resourceType": "Bundle", "id": key.removeprefix("urn:uuid:"), "identifier": words.identifier(key),
        "type": "document", "timestamp": instant(day),
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in entries.items()],
    }  # fmt: skip


def _transaction(entries: dict[str, Resource]) -> Resource:
    """Each resource created once: a server that already has one with its identifier keeps that."""
    return {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"fullUrl": url, "resource": resource, "request": _request(resource)} for url, resource in entries.items()
        ],
    }


def _request(resource: Resource) -> Resource:
    held = resource["identifier"]
    last = held[-1] if isinstance(held, list) else held
    return {
        "method": "POST",
        "url": resource["resourceType"],
        "ifNoneExist": f"identifier={last['system']}|{last['value']}",
    }
