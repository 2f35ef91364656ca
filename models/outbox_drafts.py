"""What goes into the outbox and comes out of it: drafts, kept deliveries, and the hash over a whole one."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class PartDraft:
    """A file to be queued. ``name`` is safe on every file system and holds nobody's name."""

    name: str
    media_type: str
    data: bytes = field(repr=False)

    @cached_property
    def sha256(self) -> str:
        """Of its bytes, in hexadecimal. It is asked for more than once, and takes its time for a large file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Draft:
    """A delivery to be queued under its ``id``, a UUID.

    ``order``: what is needed to scan it again (JSON-ready). ``facts``: what structured systems are told.
    """

    case_id: str
    workspace_id: str
    connection_id: str
    title: str
    what: str
    reader: str
    parts: Sequence[PartDraft]
    order: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class StoredPart:
    """A queued file; its bytes are read with :meth:`Outbox.bytes_from`."""

    id: str
    number: int
    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Stored:
    """A delivery as it is kept, for the one who delivers it."""

    id: str
    case_id: str
    case_number: str
    workspace_id: str
    connection_id: str
    state: str
    attempts: int
    created_at: str
    what: str
    sha256: str
    order: Mapping[str, Any]
    facts: Mapping[str, Any] = field(repr=False)
    progress: Mapping[str, Any]
    parts: tuple[StoredPart, ...]


def delivery_hash(parts: Sequence[tuple[str, str]], fields: Mapping[str, Any] | None = None) -> str:
    """SHA-256 of a whole delivery: of the lines "<sha256>  <name>" of its (name, sha256) files, in their order.

    Their fields, where there are any, are one more line named "fields" with the hash of their canonical JSON (keys
    sorted, no spaces, UTF-8). Any receiver can work it out (``sha256sum`` prints the same lines).
    """
    lines = [f"{sha256}  {name}\n" for name, sha256 in parts]
    if fields:
        lines.append(f"{hashlib.sha256(canonical(fields)).hexdigest()}  fields\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def canonical(facts: Mapping[str, Any]) -> bytes:
    """Facts as the bytes that are hashed and scanned."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
