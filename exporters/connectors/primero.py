"""Primero, API version 2: one case under a UUID of ours, its fields filled in, each file attached once.

A repeated create answers 409: it is there already, and only what is empty there is filled in. Attachments have no
identifier of ours, so every one carries a mark in its comments and is looked for before it is sent.
"""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from exporters.connectors import http
from exporters.connectors.base import (
    CONFLICT,
    DELIVERED,
    LATER,
    REJECTED,
    UNKNOWN,
    Connector,
    Outcome,
    Parcel,
    ParcelPart,
    Progress,
    Transit,
    Trouble,
)
from exporters.connectors.files import stopped
from models.errors import KnownError

_SPACE = uuid.UUID("5b0c3a54-5d0e-5a1c-9c61-3d5c2b8f7a10")
"""The name space of cases that are known by their number alone. Changing it would make every one a stranger."""
FIELD = "other_documents"
"""Where Primero keeps documents, where the mapping names no other field."""
SETTLES = 60.0
"""Seconds before an attachment that may have arrived is looked for: a slow server may still be taking it."""


def connect(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Connector:
    """A connector for one Primero. Settings as :func:`http.client`'s; secrets: password, or a token that stays."""
    return PrimeroConnector(http.address_of(settings), settings, secrets)


class PrimeroConnector:
    """Delivers to the Primero at one address (without ``/api/v2``)."""

    def __init__(self, address: str, settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> None:
        self._address = address.removesuffix("/api/v2")
        self._settings, self._secrets = settings, secrets

    def try_it(self) -> str:
        """Log in, and ask for a case that cannot be there."""
        try:
            with self._logged_in() as client, http.plain_faults():
                answer = client.get(f"{self._cases}/00000000-0000-0000-0000-000000000000")
                if answer.status_code not in {200, 404}:
                    raise Trouble(refusal(answer))
        except Trouble as trouble:
            raise KnownError(trouble.outcome.words) from None
        return "Primero answers, and knows us."

    def look(self, parcel: Parcel) -> Outcome | None:
        """What is there of this parcel."""
        try:
            wish = Wish(parcel)
            with self._logged_in() as client:
                case = self._case(client, wish)
                if case is None or wish.to_fill_in(case):
                    return None
                return self._delivered(wish, [self._attached(client, wish, part, case) for part in parcel.parts])
        except KnownError:
            return None  # it was never sent, and sending it says why
        except Trouble as trouble:
            return trouble.outcome

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """Create or fill in the case, attach what is missing, read everything back."""
        try:
            wish = Wish(parcel)
            with self._logged_in() as client:
                case = self._kept(client, wish)
                return self._delivered(wish, self._attach_all(client, wish, case, transit)) or NOT_YET
        except KnownError as known:
            return Outcome(REJECTED, str(known), code="invalid")
        except Trouble as trouble:
            return trouble.outcome

    # The case

    def _kept(self, client: httpx.Client, wish: Wish) -> dict[str, Any]:
        """The case as it is there, with our fields in it."""
        case = self._case(client, wish)
        if case is None:
            if not wish.fields:
                raise Trouble(NO_FIELDS)
            with http.plain_faults(commits=True):
                answer = client.post(self._cases, json={"data": {"id": wish.case_id, **wish.fields}})
            if not answer.is_success and answer.status_code != 409:
                raise Trouble(refusal(answer, commits=True))
            case = self._case(client, wish)
            if case is None:
                raise Trouble(NOT_YET)
        if missing := wish.to_fill_in(case):
            with http.plain_faults():
                answer = client.patch(f"{self._cases}/{wish.case_id}", json={"data": missing})
            if not answer.is_success:
                raise Trouble(refusal(answer))
            case = self._case(client, wish) or {}
            if missing := wish.to_fill_in(case):
                raise Trouble(_not_kept(min(missing)))
        return case

    def _case(self, client: httpx.Client, wish: Wish) -> dict[str, Any] | None:
        with http.plain_faults():
            answer = client.get(f"{self._cases}/{wish.case_id}")
        said = http.said(answer)
        if answer.status_code == 404 and "errors" in said:
            return None
        if answer.status_code != 200 or not isinstance(said.get("data"), dict):
            raise Trouble(refusal(answer) if answer.status_code != 200 else refusal(httpx.Response(404)))
        return dict(said["data"])

    # The files

    def _attach_all(
        self, client: httpx.Client, wish: Wish, case: dict[str, Any], transit: Transit
    ) -> list[dict[str, Any] | None]:
        found: list[dict[str, Any] | None] = []
        for part in wish.parts:
            there = self._attached(client, wish, part, case)
            if there is None:
                if transit.is_stopped():
                    raise Trouble(stopped())
                self._attach(client, wish, part)
                case = self._case(client, wish) or {}
                there = self._attached(client, wish, part, case)
            found.append(there)
            if there:
                transit.progress(Progress(part.number, len(part.data), len(part.data)))
        return found

    def _attach(self, client: httpx.Client, wish: Wish, part: ParcelPart) -> None:
        kind = "image" if part.media_type.startswith("image/") else "document"
        data = {
            "field_name": wish.field, "type": kind, "attachment_type": kind, "content_type": part.media_type,
            "file_name": part.name, "date": wish.date, "description": part.name, "comments": wish.mark(part),
            "is_current": False, "attachment": base64.b64encode(part.data).decode("ascii"),
        }  # fmt: skip
        try:
            with http.plain_faults(commits=True):
                answer = client.post(f"{self._cases}/{wish.case_id}/attachments", json={"data": data})
            if not answer.is_success:
                raise Trouble(refusal(answer, commits=True))
        except Trouble as trouble:
            outcome = trouble.outcome
            if outcome.state == UNKNOWN:
                after = max(outcome.after or 0.0, SETTLES)
                raise Trouble(Outcome(UNKNOWN, outcome.words, after=after, code=outcome.code)) from None
            raise

    def _attached(
        self, client: httpx.Client, wish: Wish, part: ParcelPart, case: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """The file as it is there, by its mark, read back; None where it is not there."""
        held = case.get(wish.field)
        entries = [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
        marked = [each for each in entries if wish.mark(part) in str(each.get("comments") or "")]
        if not marked:
            return None
        read = self._hash_of(client, str(marked[0].get("attachment_url") or ""))
        if read is not None and read != part.sha256:
            raise Trouble(_conflict({"name": part.name, "sha256": read, "ours": part.sha256}))
        receipt = {"name": part.name, "id": str(marked[0].get("id", "")), "sha256": part.sha256}
        return receipt | ({} if read else {"listed": True})

    def _hash_of(self, client: httpx.Client, address: str) -> str | None:
        """The hash of an attachment; None where Primero keeps its files at another address, which we do not follow."""
        where = urljoin(self._address + "/", address)
        for _ in range(4):
            if not address or urlsplit(where)[:2] != urlsplit(self._address)[:2]:
                return None
            with http.plain_faults(), client.stream("GET", where) as answer:
                if answer.is_redirect:
                    where = urljoin(where, answer.headers.get("Location", ""))
                    continue
                if answer.status_code != 200:
                    answer.read()
                    raise Trouble(refusal(answer))
                return http.sha256_of(answer.iter_bytes(http.CHUNK))[0]
        return None

    # Inside

    @property
    def _cases(self) -> str:
        return f"{self._address}/api/v2/cases"

    @contextmanager
    def _logged_in(self) -> Iterator[httpx.Client]:
        """A client with a token: a fresh one for every try, for they last an hour."""
        settings = {key: value for key, value in self._settings.items() if key != "user"}
        with http.client(settings, {"token": self._secrets.get("token", "")}) as client:
            client.headers["Accept"] = "application/json"
            if not self._secrets.get("token"):
                user = {"user_name": str(self._settings.get("user") or ""),
                        "password": str(self._secrets.get("password") or "")}  # fmt: skip
                with http.plain_faults():
                    answer = client.post(f"{self._address}/api/v2/tokens", json={"user": user})
                token = answer.headers.get("Authorization", "")
                if not answer.is_success or not token:
                    raise Trouble(refusal(answer) if not answer.is_success else refusal(httpx.Response(404)))
                client.headers["Authorization"] = token
            yield client

    def _delivered(self, wish: Wish, found: Sequence[dict[str, Any] | None]) -> Outcome | None:
        if not all(found):
            return None
        words = "Delivered: the case and its files were read back there and are the same."
        if any(each and "listed" in each for each in found):
            words = "Delivered: Primero lists every file with our mark. Its files are kept elsewhere, not read back."
        return Outcome(DELIVERED, words, {"case": wish.case_id, "fields": sorted(wish.fields), "files": list(found)})


class Wish:
    """What is to be there of a parcel: a case with fields, and its attachments."""

    def __init__(self, parcel: Parcel) -> None:
        """KnownError where the mapping cannot be right."""
        self._key, self.parts = parcel.key, parcel.parts
        self.date = parcel.created_at[:10]
        fields = dict(parcel.facts.get("fields", {}))
        more = parcel.facts.get("more", {})
        self.case_id = _case_id(fields.pop("id", None), parcel.case_number)
        self.fields: dict[str, Any] = fields
        self.field = str(more.get("field", FIELD))
        self._ours = {str(name) for name in more.get("ours", [])}
        if not re.fullmatch(r"[a-z0-9_]{1,60}", self.field):
            raise KnownError("The mapping names no field of Primero for files. Nothing was sent. Put it right there.")

    def mark(self, part: ParcelPart) -> str:
        """What stands in an attachment's comments, and nowhere else."""
        return f"SofS Desk {self._key}/{part.number} sha256 {part.sha256}"

    def to_fill_in(self, case: Mapping[str, Any]) -> dict[str, Any]:
        """Our fields that are empty there, or ours to change. Trouble where theirs says something else."""
        wanting = {}
        for name, value in self.fields.items():
            theirs = case.get(name)
            if _says(theirs, value):
                continue
            if theirs not in (None, "", [], {}) and name not in self._ours:
                raise Trouble(_conflict({"name": name}))
            wanting[name] = value
        return wanting


def _case_id(said: Any, number: str) -> str:
    """The UUID of a case: what the mapping says, else made from its number, the same each time."""
    if said is None:
        return str(uuid.uuid5(_SPACE, number))
    try:
        return str(uuid.UUID(str(said)))
    except ValueError:
        raise KnownError(
            "The mapping's “id” for Primero is no UUID. Nothing was sent. Map it from case.id, or leave it out."
        ) from None


def _says(theirs: Any, ours: Any) -> bool:
    """Whether theirs holds all that ours says (a subform may hold more)."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return all(_says(theirs.get(name), value) for name, value in ours.items())
    return bool(theirs == ours)


# ---- what Primero says -----------------------------------------------------------------------------------------------

NOT_YET = Outcome(
    LATER, f"Not all of it can be read back from Primero yet. {http.SAFE} It is looked for again.", code="changed"
)
NO_FIELDS = Outcome(
    REJECTED,
    f"Primero does not have this case, and the connection's mapping says nothing to begin one with. {http.SAFE} "
    "Ask IT for a mapping with fields, then send it again.",
    code="mapping",
)


def _not_kept(name: str) -> Outcome:
    return Outcome(
        REJECTED,
        f"Primero did not keep the field “{_plain_name(name)}”: our user there may not fill it in. {http.SAFE} "
        "Ask IT for that right, or to take the field out of the mapping; then send it again.",
        code="field",
    )


def _conflict(theirs: Mapping[str, Any]) -> Outcome:
    return Outcome(
        CONFLICT,
        f"Primero says something else in “{_plain_name(str(theirs.get('name', '')))}”. Neither was changed. "
        "Keep theirs, or put ours right and send it anew.",
        theirs=theirs,
        code="conflict",
    )


def refusal(answer: httpx.Response, *, commits: bool = False) -> Outcome:
    """The outcome of an answer that is not a success; of Primero's own words only the name of a field is taken."""
    outcome = http.refusal(answer, commits=commits)
    if outcome.state != REJECTED:
        return outcome
    errors = http.said(answer).get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    name = _plain_name(str(first.get("detail") or ""))
    if not name:
        return outcome
    return Outcome(
        REJECTED,
        f"Primero does not accept what we say in “{name}”. {http.SAFE} "
        "Ask whoever runs it, then send it again or withdraw it.",
        code=outcome.code,
    )


def _plain_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_.-]{1,150}", name) else ""
