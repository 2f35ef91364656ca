"""Who a record is about and who speaks in it: Patient, Group, RelatedPerson, Practitioner, PractitionerRole.

Only people of projected views come in here, under the name the reader may see.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporters.fhir import words
from exporters.fhir.words import Resource
from models.views import PersonView

_GENDERS = {"male": "male", "female": "female", "unknown": "unknown"}


class People:
    """The people of one record: asked for by view, answered with a reference; ``resources`` holds each once."""

    def __init__(self, title: str, workspace_id: str, children: Sequence[PersonView]) -> None:
        self.resources: dict[str, Resource] = {}
        """By identifier, in the order they were first spoken of."""
        self._children = {child.id: self._add("patient", child.id, _patient(child)) for child in children}
        self.subject = self._subject(title, workspace_id)
        """Whom scores, goals and the plan are about: the child, or all the children together as a group."""

    def _subject(self, title: str, workspace_id: str) -> str:
        urls = list(self._children.values())
        if len(urls) == 1:
            return urls[0]
        group = {
            "resourceType": "Group", "active": True, "type": "person", "actual": True, "name": title,
            "quantity": len(urls), "member": [{"entity": words.reference(url)} for url in urls],
        }  # fmt: skip
        return self._add("group", f"{workspace_id}/{'/'.join(sorted(urls))}", group)

    def refer(self, person: PersonView) -> str:
        """The identifier of somebody, who comes into the record by being asked for."""
        if person.id in self._children:
            return self._children[person.id]
        if person.kind == "professional":
            return self._professional(person)
        first = next(iter(self._children.values()))
        related = {
            "resourceType": "RelatedPerson", "active": True, "patient": words.reference(first),
            "relationship": [{"text": person.relation}] if person.relation else [],
            "name": _names(person), "gender": _gender(person.gender), "birthDate": words.date(person.born),
        }  # fmt: skip
        return self._add("related", person.id, related)

    def _professional(self, person: PersonView) -> str:
        practitioner = {"resourceType": "Practitioner", "active": True, "name": _names(person)}
        url = self._add("practitioner", person.id, practitioner)
        if not (person.role or person.agency):
            return url
        role = {
            "resourceType": "PractitionerRole", "active": True, "practitioner": words.reference(url),
            "organization": {"display": person.agency} if person.agency else None,
            "code": [{"text": person.role}] if person.role else [],
        }  # fmt: skip
        return self._add("practitioner-role", f"{person.id}/{person.role}/{person.agency}", role)

    def _add(self, kind: str, key: str, resource: Resource) -> str:
        url = words.urn(kind, key)
        if url not in self.resources:
            self.resources[url] = words.kept({**resource, "identifier": [words.identifier(url)]})
        return url


def _patient(child: PersonView) -> Resource:
    return {
        "resourceType": "Patient", "active": True, "name": _names(child), "gender": _gender(child.gender),
        "birthDate": words.date(child.born), "deceasedBoolean": True if child.life == "dead" else None,
    }  # fmt: skip


def _names(person: PersonView) -> list[Resource]:
    whole = [{"use": "official", "text": person.full_name}] if person.full_name else []
    usual = [{"use": "usual", "text": person.name}] if person.name != person.full_name else []
    return [*whole, *usual]


def _gender(gender: str) -> str:
    return _GENDERS.get(gender, "other")
