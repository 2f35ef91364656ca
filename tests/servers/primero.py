"""Primero's API version 2 as published (primeroIMS/primero, doc/api), keeping what it is told: a double for the tests.

Tokens run out, a repeated create answers 409, PATCH merges, fields a user may not set are dropped without a word, an
attachment is made anew each time it is sent, and a file is read through a redirect, as in Primero itself.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import secrets
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

MOST = 4 * 1024 * 1024
TYPES = {
    "image": {"image/jpg", "image/jpeg", "image/png"},
    "audio": {"audio/amr", "audio/mpeg"},
    "document": {"application/pdf", "text/plain"},
}
FIELDS = {"id", "name", "age", "sex", "registration_date", "address_current", "notes_section", "safety_scale",
          "case_id_display"}  # fmt: skip
FILES = {"photos", "other_documents", "recorded_audio"}

Answer = tuple[int, dict[str, Any], dict[str, str]]


@dataclass
class Primero:
    """A WSGI application. ``elsewhere``: where its files are kept, if not here."""

    user: str = "desk"
    password: str = "plum and anvil"
    token_uses: int = 10**9
    elsewhere: str = ""
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)
    tokens: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(size) if size else b""
        if len(body) < size:
            status, said, headers = self._error(400, "cut short")
        else:
            with self._lock:
                status, said, headers = self._answer(environ, body)
        data = said["bytes"] if "bytes" in said else b"" if status == 204 else json.dumps(said).encode()
        head = [("Content-Type", "application/json"), ("Content-Length", str(len(data))), *headers.items()]
        start_response(f"{status} x", head)
        return [data]

    def _answer(self, environ: dict[str, Any], body: bytes) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        try:
            told = json.loads(body) if body else {}
        except ValueError:
            return self._error(400, "not JSON")
        if (method, path) == ("POST", "/api/v2/tokens"):
            return self._token(told)
        token = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        if self.tokens.get(token, 0) < 1:
            return 401, {"error": "Invalid User name or password."}, {}
        self.tokens[token] -= 1
        match [method, *path.strip("/").split("/")]:
            case ["POST", "api", "v2", "cases"]:
                return self._create(told["data"])
            case ["GET", "api", "v2", "cases", case_id]:
                return self._show(case_id)
            case ["PATCH", "api", "v2", "cases", case_id]:
                return self._update(case_id, told["data"])
            case ["POST", "api", "v2", "cases", case_id, "attachments"]:
                return self._attach(case_id, told["data"])
            case ["GET", "rails", "blobs", "redirect", number]:
                return 302, {}, {"Location": f"{self.elsewhere}/rails/disk/{number}"}
            case ["GET", "rails", "disk", number]:
                return 200, {"bytes": self.attachments[int(number)]["bytes"]}, {}
        return self._error(404, "Not Found")

    def _token(self, told: dict[str, Any]) -> Answer:
        if told.get("user") != {"user_name": self.user, "password": self.password}:
            return 401, {"error": "Invalid User name or password."}, {}
        token = secrets.token_hex(16)
        self.tokens[token] = self.token_uses
        return 200, {"id": 1, "user_name": self.user, "token": token}, {"Authorization": f"Bearer {token}"}

    def _create(self, data: dict[str, Any]) -> Answer:
        if (wrong := self._wrong(data)) is not None:
            return wrong
        case_id = str(uuid.UUID(data["id"])) if "id" in data else str(uuid.uuid4())
        if case_id in self.cases:
            return self._error(409, "Conflict")
        kept = {name: value for name, value in data.items() if name in FIELDS}
        made = {
            "owned_by": self.user,
            "created_at": dt.datetime.now(dt.UTC).isoformat(),
            "case_id_display": case_id[:7],
        }
        self.cases[case_id] = {**made, **kept, "id": case_id}
        return (204, {}, {}) if "id" in data else (200, {"data": self.cases[case_id]}, {})

    def _show(self, case_id: str) -> Answer:
        if case_id not in self.cases:
            return self._error(404, "Not Found")
        said: dict[str, Any] = {**self.cases[case_id], **{name: [] for name in FILES}}
        for number, each in enumerate(self.attachments):
            if each["record"] == case_id:
                told = {k: each[k] for k in ("field_name", "file_name", "date", "description", "comments")}
                address = f"/rails/blobs/redirect/{number}"
                said[each["field_name"]].append({"id": number + 1, **told, "attachment_url": address})
        return 200, {"data": said}, {}

    def _update(self, case_id: str, data: dict[str, Any]) -> Answer:
        if case_id not in self.cases:
            return self._error(404, "Not Found")
        if (wrong := self._wrong(data)) is not None:
            return wrong
        case = self.cases[case_id]
        for name in data.keys() & FIELDS:
            if case.get(name) not in (None, "", data[name]):
                self.overwritten.append(name)
            case[name] = data[name]
        return 200, {"data": {name: case[name] for name in data.keys() & FIELDS}}, {}

    def _attach(self, case_id: str, data: dict[str, Any]) -> Answer:
        if case_id not in self.cases:
            return self._error(404, "Not Found")
        if data.get("field_name") not in FILES:
            return self._error(403, "Forbidden")
        try:
            content = base64.b64decode(data["attachment"], validate=True)
        except (binascii.Error, KeyError):
            return self._error(422, "attachment")
        if len(content) > MOST or data.get("content_type") not in TYPES.get(data.get("attachment_type", ""), set()):
            return self._error(422, "Invalid", "file")
        names = ("field_name", "file_name", "date", "description", "comments")
        self.attachments.append({name: data.get(name) for name in names} | {"record": case_id, "bytes": content})
        return 200, {"data": {"id": len(self.attachments), "record": {"id": case_id}}}, {}

    def _wrong(self, data: dict[str, Any]) -> Answer | None:
        try:
            dt.date.fromisoformat(data.get("registration_date", "2025-01-01"))
        except ValueError:
            return self._error(422, "Please enter the date in a valid format (dd-mmm-yyyy)", "registration_date")
        return None

    def _error(self, status: int, message: str, detail: str = "") -> Answer:
        said = {"status": status, "resource": "/api/v2/cases", "message": message}
        return status, {"errors": [said | ({"detail": detail} if detail else {})]}, {}
