"""WebDAV: PUT under an unfinished name, read back, MOVE without overwriting, read back again.

``If-None-Match: *`` on PUT is ignored by some servers, so nothing rests on it: a name is only ever given by MOVE with
``Overwrite: F``, which RFC 4918 (9.9.3) makes every server refuse where the name is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from exporters.connectors import files, http
from exporters.connectors.base import LATER, UNKNOWN, Connector, Outcome, Parcel, ParcelPart, Transit, Trouble
from models.errors import KnownError


def connect(settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> Connector:
    """A connector for a WebDAV folder. Settings as :func:`exporters.connectors.http.client`'s, and sidecar."""
    address = http.address_of(settings)
    return WebDavConnector(address, settings, secrets)


class WebDavConnector:
    """Delivers into the folder at one address; a missing last folder of the address is made."""

    def __init__(self, address: str, settings: Mapping[str, Any], secrets: Mapping[str, Any]) -> None:
        self._address = address
        self._settings, self._secrets = settings, secrets
        self._with_sidecar = settings.get("sidecar") is not False
        self._client: httpx.Client | None = None

    def try_it(self) -> str:
        """Ask for the folder's own properties, and make it where it is missing."""
        try:
            with self._open():
                self._make_folder()
                answer = self._ask("PROPFIND", self._address + "/", headers={"Depth": "0"})
                if answer.status_code != 207:
                    raise Trouble(http.refusal(answer))
        except Trouble as trouble:
            raise KnownError(trouble.outcome.words) from None
        return "The WebDAV folder answers, and knows us."

    def look(self, parcel: Parcel) -> Outcome | None:
        """What is there of this parcel."""
        try:
            with self._open():
                return files.look(self, parcel, with_sidecar=self._with_sidecar)
        except Trouble as trouble:
            return trouble.outcome

    def send(self, parcel: Parcel, transit: Transit) -> Outcome:
        """Deliver what is missing."""
        try:
            with self._open():
                return files.send(self, parcel, transit, with_sidecar=self._with_sidecar)
        except Trouble as trouble:
            return trouble.outcome

    def clear(self, parcel: Parcel) -> bool:
        """Remove what is unfinished."""
        with self._open():
            return files.clear(self, parcel, with_sidecar=self._with_sidecar)

    # What exporters.connectors.files asks of a place

    def hash_of(self, name: str) -> tuple[str, int] | None:
        """Hash and size of a file, read in full."""
        assert self._client is not None
        with http.plain_faults(), self._client.stream("GET", self._at(name)) as answer:
            if answer.status_code == 404:
                return None
            if answer.status_code != 200:
                answer.read()
                raise Trouble(http.refusal(answer))
            return http.sha256_of(answer.iter_bytes(http.CHUNK))

    def write_unfinished(self, part: ParcelPart, unfinished: str, transit: Transit) -> None:
        """PUT all of it and read it back. What an earlier try left is kept when it is whole."""
        if self.hash_of(unfinished) == (part.sha256, len(part.data)):
            return
        answer = self._put(part, unfinished, transit)
        if answer.status_code in {404, 409}:
            self._make_folder()
            answer = self._put(part, unfinished, transit)
        if not answer.is_success:
            raise Trouble(http.refusal(answer))
        if self.hash_of(unfinished) != (part.sha256, len(part.data)):
            words = "What the case system gave back was not what we sent. It is tried again by itself."
            raise Trouble(Outcome(LATER, words, code="changed"))

    def _put(self, part: ParcelPart, unfinished: str, transit: Transit) -> httpx.Response:
        def body() -> Any:
            for chunk in http.in_chunks(part.data):
                if transit.is_stopped():
                    raise Trouble(files.stopped())
                yield chunk

        headers = {"Content-Type": part.media_type, "Content-Length": str(len(part.data))}
        return self._ask("PUT", self._at(unfinished), content=body(), headers=headers)

    def give_name(self, unfinished: str, name: str) -> bool:
        """MOVE without overwriting; False when the name is taken."""
        headers = {"Destination": self._at(name), "Overwrite": "F"}
        answer = self._ask("MOVE", self._at(unfinished), commits=True, headers=headers)
        if answer.status_code == 412:
            self.drop(unfinished)
            return False
        if answer.status_code == 404:
            # The unfinished file was there a moment ago: an earlier MOVE of ours may have reached the server late.
            words = "Something there changed while we were sending. It is looked for first."
            raise Trouble(Outcome(UNKNOWN, words, code="changed"))
        if not answer.is_success:
            raise Trouble(http.refusal(answer, commits=True))
        return True

    def drop(self, unfinished: str) -> None:
        """Remove an unfinished file."""
        answer = self._ask("DELETE", self._at(unfinished))
        if not answer.is_success and answer.status_code != 404:
            raise Trouble(http.refusal(answer))

    # Inside

    def _open(self) -> httpx.Client:
        self._client = http.client(self._settings, self._secrets)
        return self._client

    def _at(self, name: str) -> str:
        return f"{self._address}/{quote(name)}"

    def _ask(self, method: str, address: str, *, commits: bool = False, **more: Any) -> httpx.Response:
        assert self._client is not None
        with http.plain_faults(commits=commits):
            return self._client.request(method, address, **more)

    def _make_folder(self) -> None:
        """MKCOL; that it is there already (405), or was never missing, is as well."""
        if not urlsplit(self._address).path.strip("/"):
            return
        answer = self._ask("MKCOL", self._address + "/")
        if not answer.is_success and answer.status_code not in {301, 405}:
            raise Trouble(http.refusal(answer))
