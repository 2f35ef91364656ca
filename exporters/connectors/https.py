"""A generic HTTPS endpoint, described in ``docs/openapi-delivery.json``: one POST a delivery, made once by its key.

``POST {address}/deliveries`` with ``Idempotency-Key`` carries what the delivery is and its files. The server's receipt
repeats key and hash; only when both are ours is it delivered. ``GET {address}/deliveries/{key}`` gives it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from exporters.connectors import http
from exporters.connectors.base import CONFLICT, DELIVERED, UNKNOWN, Connector, Outcome, Parcel, Transit, Trouble
from exporters.connectors.files import stopped
from models.errors import KnownError

_OURS = ("key", "sha256", "received_at", "id", "files")


def connect(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Connector:
    """A connector for an endpoint. Settings as :func:`exporters.connectors.http.client`'s."""
    return HttpsConnector(http.address_of(settings), settings, secrets)


class HttpsConnector:
    """Delivers to an endpoint that makes each key once."""

    def __init__(self, address: str, settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> None:
        self._deliveries = f"{address}/deliveries"
        self._settings, self._secrets = settings, secrets

    def try_it(self) -> str:
        """Ask for a delivery that cannot be there: the right answer is that there is none."""
        try:
            with http.client(self._settings, self._secrets) as client, http.plain_faults():
                answer = client.get(f"{self._deliveries}/00000000-0000-0000-0000-000000000000")
                if answer.status_code != 404 or http.said(answer).get("code") != "no-such-delivery":
                    raise Trouble(http.refusal(answer))
        except Trouble as trouble:
            raise KnownError(trouble.outcome.words) from None
        return "The endpoint answers, and knows us."

    def look(self, parcel: Parcel) -> Outcome | None:
        """The receipt for this parcel, if it has been received."""
        try:
            with http.client(self._settings, self._secrets) as client, http.plain_faults():
                return self._look(client, parcel)
        except Trouble as trouble:
            return trouble.outcome

    def _look(self, client: httpx.Client, parcel: Parcel) -> Outcome | None:
        answer = client.get(f"{self._deliveries}/{quote(parcel.key)}")
        if answer.status_code == 200:
            return _receipt(parcel, answer)
        # A 404 without our word may come from anything between us and the endpoint, and says nothing.
        if answer.status_code == 404 and http.said(answer).get("code") == "no-such-delivery":
            return None
        return http.refusal(answer)

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """POST it. Sent again with the same key it is not made twice."""
        boundary = f"sofs{parcel.sha256[:32]}"
        headers = {"Idempotency-Key": parcel.key, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        body = list(_body(parcel, boundary))
        headers["Content-Length"] = str(sum(map(len, body)))
        try:
            with http.client(self._settings, self._secrets) as client, http.plain_faults(commits=True):
                answer = client.post(self._deliveries, content=_pieces(body, transit), headers=headers)
                if answer.status_code == 409:
                    return self._look(client, parcel) or http.refusal(answer)
                if answer.status_code in {200, 201}:
                    return _receipt(parcel, answer)
                if answer.status_code == 422 and http.said(answer).get("code") == "key-used":
                    return _conflict(parcel, http.said(answer))
                return http.refusal(answer, commits=True)
        except Trouble as trouble:
            return trouble.outcome


def description(parcel: Parcel) -> dict[str, Any]:
    """What the first field of the POST says about the delivery."""
    return {
        "key": parcel.key, "case": parcel.case_number, "what": parcel.what, "created_at": parcel.created_at,
        "sha256": parcel.sha256, "fields": parcel.facts.get("fields", {}),
        "files": [
            {"name": part.name, "media_type": part.media_type, "bytes": len(part.data), "sha256": part.sha256}
            for part in parcel.parts
        ],
    }  # fmt: skip


def _body(parcel: Parcel, boundary: str) -> Iterator[bytes]:
    def head(name: str, file_name: str, media_type: str) -> bytes:
        return (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        ).encode()

    yield head("delivery", "delivery.json", "application/json")
    yield json.dumps(description(parcel), ensure_ascii=False, sort_keys=True).encode()
    for part in parcel.parts:
        yield b"\r\n" + head("file", part.name, part.media_type)
        yield part.data
    yield f"\r\n--{boundary}--\r\n".encode()


def _pieces(body: list[bytes], transit: Transit) -> Iterator[bytes]:
    for block in body:
        for chunk in http.in_chunks(block):
            if transit.is_stopped():
                raise Trouble(stopped())
            yield chunk


def _receipt(parcel: Parcel, answer: httpx.Response) -> Outcome:
    """The server's receipt, believed only where it repeats our key and hash."""
    said = http.said(answer)
    if said.get("key") == parcel.key and said.get("sha256") == parcel.sha256:
        kept = {name: said[name] for name in _OURS if name in said}
        return Outcome(DELIVERED, "Delivered: the server's receipt repeats our hash.", kept)
    if said.get("key") == parcel.key and said.get("sha256"):
        return _conflict(parcel, said)
    return Outcome(
        UNKNOWN, "The server answered without a receipt for this delivery. It is looked for before anything is sent.",
        code="no-receipt",
    )  # fmt: skip


def _conflict(parcel: Parcel, said: Mapping[str, Any]) -> Outcome:
    return Outcome(
        CONFLICT,
        "The case system holds another delivery under this key. Neither was changed. "
        "Keep theirs, or send ours under a new version name.",
        theirs={"sha256": str(said.get("sha256", "")), "ours": parcel.sha256},
        code="conflict",
    )
