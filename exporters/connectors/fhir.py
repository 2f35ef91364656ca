"""A FHIR R4 server: each resource created where there is none of its identifier, read back and compared.

All of a delivery goes as one transaction, or one by one where the server wants that (a delivery that was cut then goes
on where it was). Nothing that is there is ever changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from exporters.connectors import http
from exporters.connectors.base import (
    CONFLICT,
    DELIVERED,
    LATER,
    REJECTED,
    Connector,
    Outcome,
    Parcel,
    Transit,
    Trouble,
)
from exporters.connectors.fhir_records import (
    MEDIA_TYPE,
    Wanted,
    difference,
    reference_in,
    transaction,
    wanted_of,
)
from exporters.connectors.files import stopped
from models.errors import KnownError

_TOO_MUCH_AT_ONCE = {400, 405, 413, 422, 501}


def connect(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Connector:
    """A connector for a server. Settings as :func:`http.client`'s, and one_by_one (no transactions)."""
    return FhirConnector(http.address_of(settings), settings, secrets)


class FhirConnector:
    """Delivers to the server whose base address is given."""

    def __init__(self, address: str, settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> None:
        self._base = address
        self._settings, self._secrets = settings, secrets

    def try_it(self) -> str:
        """Ask what the server is, and for a document that is not there."""
        try:
            with self._client() as client, http.plain_faults():
                about = client.get(f"{self._base}/metadata")
                if about.status_code != 200:
                    raise Trouble(refusal(about))
                version = str(http.said(about).get("fhirVersion", ""))
                if not version.startswith("4.0"):
                    raise KnownError(
                        "This address is not a FHIR server of version 4.0 (R4). Nothing was sent. Ask IT for that one."
                    )
                none = "urn:ietf:rfc:3986|urn:uuid:00000000-0000-0000-0000-000000000000"
                self._search(client, Wanted("", "DocumentReference", none, True, {}))
        except Trouble as trouble:
            raise KnownError(trouble.outcome.words) from None
        return "The FHIR server answers, and knows us."

    def look(self, parcel: Parcel) -> Outcome | None:
        """What is there of this parcel."""
        try:
            wanted = wanted_of(parcel)
            with self._client() as client, http.plain_faults():
                return self._read_back(client, wanted, dict(parcel.progress.get("made", {})))
        except KnownError:
            return None  # it was never sent, and sending it says why
        except Trouble as trouble:
            return trouble.outcome

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """Create what is missing, read everything back."""
        made: dict[str, str] = dict(parcel.progress.get("made", {}))
        try:
            wanted = wanted_of(parcel)
            with self._client() as client:
                self._make(client, wanted, made, parcel, transit)
                with http.plain_faults():
                    outcome = self._read_back(client, wanted, made)
        except KnownError as known:
            return Outcome(REJECTED, str(known), code="invalid")
        except Trouble as trouble:
            return trouble.outcome
        if outcome is None:
            # Not every server finds at once what it has just taken; what was taken away since is made again.
            transit.remember(made=made)
            return Outcome(
                LATER, f"Not all of it can be read back there yet. {http.SAFE} It is looked for again.", code="changed"
            )
        return outcome

    # Making

    def _make(
        self, client: httpx.Client, wanted: Sequence[Wanted], made: dict[str, str], parcel: Parcel, transit: Transit
    ) -> None:
        one_by_one = self._settings.get("one_by_one") is True or parcel.progress.get("one_by_one") is True
        if len(wanted) > 1 and not made and not one_by_one:
            if transit.is_stopped():
                raise Trouble(stopped())
            if self._at_once(client, wanted, made):
                transit.remember(made=made)
                return
            transit.remember(one_by_one=True)
        for each in wanted:
            if transit.is_stopped():
                raise Trouble(stopped())
            if each.url not in made:
                made[each.url] = self._create(client, each, made)
                transit.remember(made=made)

    def _at_once(self, client: httpx.Client, wanted: Sequence[Wanted], made: dict[str, str]) -> bool:
        """One transaction; False where the server takes none, or none of this size."""
        with http.plain_faults(commits=True):
            answer = self._post(client, self._base, transaction(wanted))
        if answer.status_code in _TOO_MUCH_AT_ONCE and _is_about_size(answer):
            return False
        if not answer.is_success:
            raise Trouble(refusal(answer, commits=True))
        entries = http.said(answer).get("entry", [])
        for each, entry in zip(wanted, entries if isinstance(entries, list) else [], strict=False):
            where = entry.get("response", {}).get("location") if isinstance(entry, dict) else None
            if found := reference_in(str(where or ""), each.kind):
                made[each.url] = found
        return True

    def _create(self, client: httpx.Client, each: Wanted, made: Mapping[str, str]) -> str:
        """Create one resource, unless there is one of its identifier; returns "Type/id"."""
        if any(url.startswith("urn:uuid:") and url not in made for url in each.refers_to()):
            raise Trouble(
                Outcome(REJECTED, f"The case system does not take records that refer to each other. {http.SAFE} "
                        "Send the PDF instead, or ask IT to allow transactions.", code="invalid")
            )  # fmt: skip
        with http.plain_faults(commits=True):
            answer = self._post(
                client, f"{self._base}/{each.kind}", each.as_known(made),
                {"If-None-Exist": f"identifier={each.identifier}"},
            )  # fmt: skip
        if not answer.is_success:
            raise Trouble(refusal(answer, commits=True))
        said = http.said(answer)
        found = reference_in(answer.headers.get("Location", ""), each.kind)
        found = found or (reference_in(f"{each.kind}/{said.get('id', '')}", each.kind))
        if not found:
            with http.plain_faults(commits=True):
                there = self._search(client, each)
            found = f"{each.kind}/{there[0].get('id', '')}" if there else ""
        if not found:
            raise Trouble(
                Outcome(LATER, f"The case system does not say where it put it. {http.SAFE} It is looked for again.",
                        code="changed")
            )  # fmt: skip
        return found

    # Reading back

    def _read_back(self, client: httpx.Client, wanted: Sequence[Wanted], made: dict[str, str]) -> Outcome | None:
        """Everything compared: delivered, conflict, or None where something is missing."""
        there: dict[str, dict[str, Any]] = {}
        for each in wanted:
            found = self._found(client, each, made)
            if len(found) > 1:
                return _conflict(each, "", "several")
            if not found:
                made.pop(each.url, None)
                return None
            there[each.url] = found[0]
            made[each.url] = f"{each.kind}/{found[0].get('id', '')}"
        receipt = []
        for each in wanted:
            where = difference(each.as_known(made), there[each.url])
            if where and each.is_exact:
                return _conflict(each, made[each.url], where)
            version = there[each.url].get("meta", {}).get("versionId", "")
            receipt.append({"resource": made[each.url], "version": str(version), "identifier": each.identifier,
                            "same": not where})  # fmt: skip
        return Outcome(
            DELIVERED, "Delivered: everything was read back there and says the same.", {"resources": receipt}
        )

    def _found(self, client: httpx.Client, each: Wanted, made: Mapping[str, str]) -> list[dict[str, Any]]:
        if each.url in made:
            answer = client.get(f"{self._base}/{made[each.url]}")
            if answer.status_code == 200 and each.has_identifier(http.said(answer)):
                return [http.said(answer)]
            if answer.status_code not in {200, 404, 410}:
                raise Trouble(refusal(answer))
        return self._search(client, each)

    def _search(self, client: httpx.Client, each: Wanted) -> list[dict[str, Any]]:
        answer = client.get(f"{self._base}/{each.kind}", params={"identifier": each.identifier})
        said = http.said(answer)
        if answer.status_code != 200 or said.get("resourceType") != "Bundle":
            raise Trouble(refusal(answer) if answer.status_code != 200 else refusal(httpx.Response(404)))
        entries = [entry.get("resource", {}) for entry in said.get("entry", []) if isinstance(entry, dict)]
        return [found for found in entries if found.get("resourceType") == each.kind and each.has_identifier(found)]

    # Inside

    def _client(self) -> httpx.Client:
        client = http.client(self._settings, self._secrets)
        client.headers["Accept"] = MEDIA_TYPE
        return client

    def _post(
        self, client: httpx.Client, address: str, resource: Any, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        body = json.dumps(resource, ensure_ascii=False).encode()
        return client.post(address, content=body, headers={"Content-Type": MEDIA_TYPE, **(headers or {})})


# ---- what a server says ----------------------------------------------------------------------------------------------

_ISSUES = {
    "login": "The case system asks us to log in.",
    "forbidden": "The case system knows us but does not allow this.",
    "invalid": "The case system says that the record is not as it should be",
    "structure": "The case system says that the record is not built as it should be",
    "required": "The case system misses something in the record",
    "value": "The case system does not take a value in the record",
    "invariant": "The case system says that parts of the record do not go together",
    "code-invalid": "The case system does not know a code in the record",
    "extension": "The case system does not take an addition in the record",
    "not-supported": "The case system does not take records of this kind",
    "too-long": "The record is too large for the case system",
    "too-costly": "The record is too large for the case system",
    "business-rule": "A rule of the case system does not allow this record",
    "duplicate": "The case system says that it has this record already",
    "not-found": "The record refers to something the case system does not have",
    "multiple-matches": "The case system has several records under our identifier",
    "processing": "The case system could not take this record",
}
_PASSING = {"transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled", "conflict"}


def refusal(answer: httpx.Response, *, commits: bool = False) -> Outcome:
    """The outcome of an answer that is not a success, its OperationOutcome in plain words.

    Only codes and places are taken from it: its texts may repeat what is in the case.
    """
    outcome = http.refusal(answer, commits=commits)
    if answer.status_code == 412:
        return _several(theirs={})
    issue = _issue(answer)
    code = str(issue.get("code", ""))
    if outcome.state != REJECTED or not issue:
        return outcome
    if code in _PASSING:
        return Outcome(
            LATER, f"The case system could not take it just now. {http.SAFE} It is tried again by itself.",
            after=outcome.after, code=outcome.code,
        )  # fmt: skip
    words = _ISSUES.get(code, _ISSUES["processing"]).rstrip(".")
    places = [str(place) for place in issue.get("expression") or issue.get("location") or []]
    where = next((place for place in places if re.fullmatch(r"[A-Za-z0-9.\[\]]{1,80}", place)), "")
    return Outcome(
        REJECTED,
        f"{words}{f' (at {where})' if where else ''}. {http.SAFE} "
        "Ask whoever runs it, then send it again or withdraw it.",
        code=outcome.code,
    )  # fmt: skip


def _issue(answer: httpx.Response) -> dict[str, Any]:
    """The first issue of an OperationOutcome that is an error; {} where there is none."""
    said = http.said(answer)
    issues = said.get("issue", []) if said.get("resourceType") == "OperationOutcome" else []
    found = [each for each in issues if isinstance(each, dict)] if isinstance(issues, list) else []
    return next((each for each in found if each.get("severity") in {"fatal", "error"}), found[0] if found else {})


def _is_about_size(answer: httpx.Response) -> bool:
    issue = _issue(answer)
    if answer.status_code in {405, 501} or issue.get("code") in {"too-costly", "too-long", "not-supported"}:
        return True
    details = issue.get("details")
    text = f"{details.get('text') if isinstance(details, dict) else ''} {issue.get('diagnostics') or ''}"
    return "too many" in text.casefold()


def _conflict(each: Wanted, reference: str, at: str) -> Outcome:
    if at == "several":
        return _several(theirs={"name": each.kind, "identifier": each.identifier})
    return Outcome(
        CONFLICT,
        "There is a record under our identifier in the case system that says something else. Neither was changed. "
        "Keep theirs, or send ours under a new version name.",
        theirs={"name": reference, "identifier": each.identifier, "at": at},
        code="conflict",
    )


def _several(theirs: Mapping[str, Any]) -> Outcome:
    return Outcome(
        CONFLICT,
        "The case system has more than one record under our identifier, so nothing was added. "
        "Ask whoever runs it to look; keep theirs, or send ours under a new version name.",
        theirs=theirs,
        code="conflict",
    )
